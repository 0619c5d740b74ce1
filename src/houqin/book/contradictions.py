"""Where the records of a book contradict each other or the registers: readable all the same, and findings."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from houqin.book import registers as registers_
from houqin.book.index import months
from houqin.diagnostics import Diagnostic
from houqin.names import attribute
from houqin.values import last_day, month_of

NOTES = {
    "negative": "stock.negative",
    "over_return": "stock.over_return",
    "no_receipt": "stock.no_receipt",
    "lot_unknown": "stock.lot_unknown",
    "no_account": "stock.no_account",
}
"""Notes of valuation and of its driver (book/streams.py) → codes."""

FIELD = {
    "book.unknown_item": "item", "book.ambiguous_item": "item", "book.undeclared_unit": "quantity", "stock.negative": "quantity",
    "stock.over_return": "quantity", "stock.no_receipt": "item", "stock.lot_unknown": "quantity", "stock.no_account": "item",
}  # fmt: skip
"""Code → the field of the record's n-th line that it is about."""
CAUSES = {"book.unknown_reference", "book.ambiguous", "book.other_type", "book.unknown_item", "book.ambiguous_item",
          "book.undeclared_unit"}  # fmt: skip
"""What leaves a slip out of the stock or ties it to nothing."""
UNKNOWN = {
    f"book.unknown_{kind}": kind for kind in ("item", "place", "account", "supplier", "payer", "authority", "person")
}
"""Code of a name that no register holds → the register's type."""
NEAREST = 3
"""Names that are equally near are all given, unless they are more than these: then none is meant."""
OF_RECORD = {"book.unknown_supplier": "supplier", "book.unknown_place": "place"}
"""Code → the field of the record itself."""


CARDS = ("acquisition", "disposal")
"""What puts up a card of an asset or takes it down: it moves no money of its own."""


class Found(NamedTuple):
    """The record, which of its lines (from 1; 0: the whole), and what is wrong with it."""

    record: int
    n: int
    diagnostic: Diagnostic


def contradictions(index: sqlite3.Connection, book: Path | None = None) -> list[Diagnostic]:
    """All of the book, by file and line; with the book's folder each at the very field, else at its record."""
    told = [_at_its_field(index, book, one) if book else one.diagnostic for one in found(index)]
    return sorted(told, key=lambda d: (d.path, d.line, d.column, d.code, str(d.args)))


def found(index: sqlite3.Connection, month: str | None = None) -> list[Found]:
    """Those of one month and of the registers, or of the whole book. By file and line."""
    where, args = ("", ()) if month is None else (" and r.month in (?, '')", (month,))
    rows: list[Found] = []
    for record, n, path, line, code, text in index.execute(
        "select r.id, p.n, r.path, r.line, p.code, p.args from problem p join record r on r.id = p.record where 1 = 1"
        + where,
        args,
    ):
        rows.append(Found(record, n, Diagnostic(code, json.loads(text), path, line)))
    for record, n, path, line, item, note, place, account, day in index.execute(
        "select r.id, v.n, r.path, r.line, v.item, v.note, v.place, v.account, r.booked from valued v"
        " join record r on r.id = v.record where v.note > ''" + where,
        args,
    ):
        codes = [NOTES[one] for one in note.split()]
        about = {"item": item, "place": place, "day": day, "category": account.split("|?")[-1]}
        rows += [Found(record, n, Diagnostic(code, about, path, line)) for code in codes]
    if month is None:  # a month is reconciled only after the opening
        rows += _before_the_book(index)
    rows = _of_the_register(index, _later(index, rows))
    broken = {r.record for r in rows if r.diagnostic.code in CAUSES}
    twice = {str(r.diagnostic.args["number"]) for r in rows if r.diagnostic.code == "book.duplicate"}
    rows = [one for one in rows if not _follows(index, one, broken, twice)]
    unique = {(one.record, one.diagnostic.code, str(one.diagnostic.args)): one for one in rows}
    return sorted(unique.values(), key=_in_order)


def _before_the_book(index: sqlite3.Connection) -> Iterator[Found]:
    """Records that move goods, money, dues or cards and are booked when the opening of their set has it all already. An
    opening at a month's end has that day's too; another stands at the beginning of its day."""
    opened: dict[str, int] = {}
    for set_, day in index.execute("select set_, booked from record where type = 'opening_balances'"):
        opened[set_] = max(day, opened.get(set_, 0))
    if not opened:
        return
    last = max(opened.values())
    early = []
    for name in months(index):
        if name <= month_of(last):
            early += index.execute(
                "select id, path, line, type, number, owner, place, set_, day, booked from record r where month = ?"
                f" and booked <= ? and folder <> 'opening' and (type in ({','.join('?' * len(CARDS))})"
                " or exists (select 1 from moved m where m.record = r.id and (m.amount <> 0 or m.quantity <> 0)) or exists"
                " (select 1 from valued v where v.record = r.id and (v.quantity <> 0 or v.value <> 0 or v.cost <> 0)))",
                (name, last, *CARDS),
            ).fetchall()
    registers = registers_.load(index) if early else None
    for record, path, line, type_, number, owner, place, set_, date, booked in early:
        day = opened.get(registers.set_at(owner, place, set_), 0) if registers else 0
        if booked < day or (booked == day and day == last_day(month_of(day))):
            field = "date" if date == booked else "booked"
            args = {"type": type_, "number": number, "day": booked, "opening": day, "field": field}
            yield Found(record, 0, Diagnostic("book.before_opening", args, path, line))


def _later(index: sqlite3.Connection, rows: list[Found]) -> list[Found]:
    """Of documents with one number only the later ones are told, each with the place of the first."""
    told = []
    for one in rows:
        d, at = one.diagnostic, (one.record, one.n)
        if d.code == "book.duplicate":
            first, n, path, line = index.execute(
                "select q.id, o.n, q.path, q.line from record r join doc o on o.number = ? and o.type = ? and o.period = ?"
                " join record q on q.id = o.record and q.owner = r.owner and q.set_ = r.set_ where r.id = ?"
                " order by q.month, q.path, q.line, o.n limit 1",
                (d.args["number"], d.args["type"], d.args["period"], one.record),
            ).fetchone()  # fmt: skip
            if (first, n) == at:
                continue
            d = replace(d, args={**d.args, "first": f"{path}:{line}"})
        told.append(Found(*at, d))
    return told


def _of_the_register(index: sqlite3.Connection, rows: list[Found]) -> list[Found]:
    """Unknown names with the known ones they may mean; of a register that is empty one row for all its names."""
    if not any(one.diagnostic.code in UNKNOWN for one in rows):
        return rows
    registers = registers_.load(index)
    told: list[Found] = []
    missing: dict[str, list[Found]] = {}
    near = cache(lambda kind, name: nearest(registers, kind, name))
    for one in rows:
        d = one.diagnostic
        kind = UNKNOWN.get(d.code)
        if kind is None:
            told.append(one)
        elif not registers.rows.get(kind):
            missing.setdefault(kind, []).append(one)
        else:
            told.append(one._replace(diagnostic=replace(d, args={**d.args, "near": near(kind, d.args["name"])})))
    for kind, its in missing.items():
        first = min(its, key=_in_order)
        named = list(dict.fromkeys(str(one.diagnostic.args["name"]) for one in sorted(its, key=_in_order)))
        args = {"type": kind, "count": len(its), "names": named[:NEAREST]}
        told.append(first._replace(diagnostic=replace(first.diagnostic, code="book.no_register", args=args)))
    return told


def nearest(registers: registers_.Registers, kind: str, name: str) -> list[str]:
    """The names of a register that are most like `name`, in the register's order. An item's alias stands for the item,
    an account's name for its code."""
    best: dict[str, float] = {}
    from difflib import SequenceMatcher  # only where there is an unknown name

    matcher = SequenceMatcher(b=name, autojunk=False)
    for row in registers.rows.get(kind, []):
        called = [row["id"], *row.get("aliases", []), *([row["name"]] if kind == "account" else [])]
        for word in called:
            matcher.set_seq1(word)
            least = 0.8 if kind == "account" and word == row["id"] else 0.5
            if matcher.real_quick_ratio() >= least and (ratio := matcher.ratio()) >= least:
                best[row["id"]] = max(ratio, best.get(row["id"], 0.0))
    best.pop(name, None)  # it is there, and does not hold on that day or in that set
    found = [id_ for id_, ratio in best.items() if ratio == max(best.values())]
    return found if len(found) <= NEAREST else []


def _follows(index: sqlite3.Connection, one: Found, broken: set[int], twice: set[str]) -> bool:
    """Whether a reference is ambiguous only because its number is there `twice`, or a slip lacks its receipt only
    because its reference, or the slip it names, could not be read (`broken`)."""
    if one.diagnostic.code == "book.ambiguous":
        return str(one.diagnostic.args["number"]).rpartition("/")[2] in twice
    if one.diagnostic.code != "stock.no_receipt" or not broken:
        return False
    named = index.execute("select target from tie where record = ? and role = 'of'", (one.record,)).fetchall()
    return bool(broken & {one.record, *(target for (target,) in named)})


def _in_order(one: Found) -> tuple[str, int, str, str]:
    d = one.diagnostic
    return d.path, d.line, d.code, str(d.args)


def _at_its_field(index: sqlite3.Connection, book: Path, one: Found) -> Diagnostic:
    """The diagnostic at the field it is about, by reading that one record again."""
    from houqin.text.careful import place  # reads YAML: only where there is something to show
    from houqin.text.read import Entry

    d = one.diagnostic
    type_, line, last = index.execute("select type, line, last from record where id = ?", (one.record,)).fetchone()
    loc = where(one)
    try:
        at, column = place((book / d.path).read_bytes(), Entry(type_, {}, line, last), loc) if loc else (line, 0)
    except (OSError, IndexError):  # changed or gone since it was read
        at, column = line, 0
    return Diagnostic(d.code, d.args, d.path, at, column)


def where(one: Found) -> tuple[str | int, ...]:
    """The field it is about, as attributes and indexes from the record down; () for the record as a whole."""
    d = one.diagnostic
    if d.code in FIELD and one.n:
        return "lines", one.n - 1, FIELD[d.code]
    if "field" in d.args:
        return (attribute(d.args["field"]), one.n - 1) if one.n else (attribute(d.args["field"]),)
    if d.code == "book.unknown_account":
        return "entries", one.n - 1, "account"
    if d.code in OF_RECORD:
        return (OF_RECORD[d.code],)
    return ()
