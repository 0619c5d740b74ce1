"""What may be behind a sum that nothing proves: the bookkeeper's own tests (差数法、除二法、错位), exact forms only.

A total tells by its form what kind of slip it may be, not which record. So a search counts all that fits, blames as few
records as possible, and calls what it finds a suspect. Digits changed about or misread are never sought in a total: every
total holds a score of such places (reconciliation: 21 of swaps, 175 of digits).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Any, NamedTuple

from houqin.reconcile.forms import forms
from houqin.reconcile.moves import Month
from houqin.reconcile.spots import Doc
from houqin.values import MICRO, days_between, divide, last_day

NEAR_THE_END = 3
"""Days: what is dated in a month's last days is left out or put off more often."""

CODES = (
    "suspect.left_out", "suspect.doubled", "suspect.wrong_side", "suspect.unit", "suspect.slid", "suspect.several",
)  # fmt: skip
"""In the order in which equals are told."""
ON_A_TOTAL = {"doubled": "suspect.doubled", "sign_reversed": "suspect.wrong_side", "decimal_slid": "suspect.slid"}
"""Slips of the pen that a total can be asked about, by the names of forms.py."""


class Entry(NamedTuple):
    """What the sum was made of: a slip, or one line of several (`item`); fen, debit positive. `units`: the units it may
    have been taken in instead, each with what it would be worth then."""

    doc: Doc
    amount: int
    item: str = ""
    units: tuple[tuple[str, int], ...] = ()


class Suspect(NamedTuple):
    """The code, the entries it blames, and how much of the difference it leaves to rounding (fen). `unit`: the one that
    was meant."""

    code: str
    entries: tuple[Entry, ...]
    cents: int = 0
    unit: str = ""


def search(month: Month, rest: int, entries: list[Entry], cents: Callable[[int], bool]) -> list[Suspect]:
    """All that explains the difference with as few records as can be, the likeliest first. `cents`: whether so many fen
    may be rounding; a slip with cents beside it is asked about only where none fits to the fen."""
    found = [s for e in entries for s in _single(e, e.amount + rest)]
    found = found or [s for e in entries for s in _nearly(e, e.amount + rest, cents)]
    found = found or list(_several(month, rest, [e for e in entries if not e.item]))
    if whole := [s for s in found if not s.entries[0].item]:  # a whole slip, rather than a line of one
        found = whole
    return sorted(found, key=lambda s: _likely(month, s))


def _single(entry: Entry, written: int) -> Iterator[Suspect]:
    """What was made of an entry (`written`), if the whole difference is its doing."""
    if written == 0:
        yield Suspect("suspect.left_out", (entry,))
    for form in forms(written, entry.amount):
        if form in ON_A_TOTAL:
            yield Suspect(ON_A_TOTAL[form], (entry,))
    for unit, worth in entry.units:
        if written == worth != 2 * entry.amount:  # twice as much is twice entered, whatever the unit
            yield Suspect("suspect.unit", (entry,), unit=unit)


def _nearly(entry: Entry, written: int, cents: Callable[[int], bool]) -> Iterator[Suspect]:
    for code, would in (("suspect.left_out", 0), ("suspect.doubled", 2 * entry.amount)):
        if cents(written - would):
            yield Suspect(code, (entry,), written - would)


def _several(month: Month, rest: int, slips: list[Entry]) -> Iterator[Suspect]:
    """Some few slips of one account, party and month that were left out together; none where too many lie open."""
    if len(slips) > _limit(month, "suspect_range"):
        return
    for size in range(2, _limit(month, "suspect_items") + 1):
        found = [c for c in combinations(slips, size) if sum(e.amount for e in c) == -rest]
        if found:
            yield from (Suspect("suspect.several", some) for some in found)
            return


def too_many(month: Month, found: list[Suspect]) -> bool:
    """Whether so much fits that to name one would be to guess."""
    return len(found) > _limit(month, "suspect_rivals")


def _limit(month: Month, rule: str) -> int:
    row = month.registers.rule(rule, last_day(month.month))
    return int(row["value"][0]) if row else 0


def _likely(month: Month, suspect: Suspect) -> tuple[Any, ...]:
    """What speaks for a suspect besides its sum: it came late, it lies near the month's end; then its place."""
    proofs = [evidence(month, e.doc) for e in suspect.entries]
    places = [(month.named(e.doc).file, month.named(e.doc).line, e.item) for e in suspect.entries]
    return -sum(late for late, _ in proofs), -sum(near for _, near in proofs), CODES.index(suspect.code), places


def evidence(month: Month, doc: Doc) -> tuple[bool, bool]:
    """Whether a slip came late, and whether it lies in the month's last days."""
    day, booked = month.index.execute("select day, booked from record where id = ?", (doc[0],)).fetchone()
    return booked > day, days_between(day, last_day(month.month)) <= NEAR_THE_END


# ------------------------------------------------------------ what a sum was made of


def entries_of(month: Month, sums: dict[Doc, int], account: str) -> Iterator[Entry]:
    """Each slip as a whole; where it has several lines on a stock account, each of them as well. Fen."""
    for doc, amount in sums.items():
        lines = list(_lines(month, doc, account))
        alone = len(lines) == 1 and lines[0].amount == amount
        yield Entry(doc, amount, units=lines[0].units if alone else ())
        yield from lines if len(lines) > 1 else ()


def _lines(month: Month, doc: Doc, account: str) -> Iterable[Entry]:
    rows = month.index.execute(
        "select v.item, v.value, g.unit, r.day from valued v join record r on r.id = v.record"
        " join goods g on g.record = v.record and g.n = v.n"
        " where v.record = ? and v.account = ? and v.kind = 'stock' order by v.n",
        (doc[0], account),
    ).fetchall()
    for item, value, unit, day in rows:
        row = month.registers.on("item", item, day) or {}
        others = sorted({row.get("unit", ""), *(row.get("packs") or {})} - {unit, ""})
        sizes = {u: month.registers.in_base(item, MICRO, u, day) for u in (unit, *others)}
        one = sizes.pop(unit)
        units = tuple((u, divide(value * size, one)) for u, size in sizes.items() if one and size)
        yield Entry(doc, value, item, units)
