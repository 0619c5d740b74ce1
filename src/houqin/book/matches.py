"""What people decided of pairs (配对): both sides resolved, without those that a reversal took back.

A match is knowledge about its records, whenever it was written: it holds for their months, not for its own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from houqin.book.registers import Registers


class Side(NamedTuple):
    """One document of a pair: the record, the document in it (0: itself), the line meant (0: all), fen if written."""

    record: int
    n: int
    line: int
    amount: int | None


class Decided(NamedTuple):
    """`record`: the match itself. `yes`: whether the two sides belong together."""

    record: int
    of: tuple[Side, ...]
    against: tuple[Side, ...]
    yes: bool

    @property
    def turned(self) -> Decided:
        """The same with its sides changed about."""
        return self._replace(of=self.against, against=self.of)

    def keys(self, side: str) -> list[tuple[int, int]]:
        """Each document of a side ("of", "against"), with the line or the place in it that is meant."""
        return [(one.record, one.line or one.n) for one in getattr(self, side)]


def decided(index: sqlite3.Connection, records: Iterable[int]) -> Iterator[Decided]:
    """These matches, in order, as far as they stand and every document they name is known."""
    for record in sorted(records):
        if not stands(index, record):
            continue
        tree = json.loads(index.execute("select json from data where record = ?", (record,)).fetchone()[0])
        ties = {
            (role, n): (target, target_n)
            for role, n, target, target_n in index.execute(
                "select role, n, target, target_n from tie where record = ?", (record,)
            )
        }
        of, against = (
            tuple(
                Side(*ties[role, n], one.get("line_number") or 0, one.get("amount"))
                for n, one in enumerate(tree[role], 1)
                if (role, n) in ties
            )
            for role in ("of", "against")
        )
        if len(of) == len(tree["of"]) and len(against) == len(tree["against"]):
            yield Decided(record, of, against, tree["decision"] == "yes")


def naming(index: sqlite3.Connection, record: int, role: str) -> list[int]:
    """The matches that name a record on that side ("of" or "against")."""
    rows = index.execute(
        "select distinct t.record from tie t join record r on r.id = t.record and r.type = 'match'"
        " where t.target = ? and t.role = ? order by t.record",
        (record, role),
    )
    return [match for (match,) in rows]


def stands(index: sqlite3.Connection, record: int) -> bool:
    """Whether no reversal takes a record back, or only such that are taken back themselves."""
    rows = index.execute(
        "select t.record from tie t join record r on r.id = t.record and r.type = 'reversal'"
        " where t.target = ? and t.role = 'of' and t.record <> ?",
        (record, record),
    ).fetchall()
    return not any(stands(index, reversal) for (reversal,) in rows)


# ------------------------------------------------------------ as if the record had named the other

NAMES_BY_MATCH = {
    "invoice": ("covers", {"acceptance", "return_to_supplier", "job"}),
    "payment": ("settles", {"invoice"}),
    "receipt": ("collection", {"collection"}),
    "acceptance": ("order", {"order"}),
    "voucher": ("documents", set[str]()),
}
"""Type → the field by which it would have named what a match says it is for, and which types that may be (none: any)."""


def ties(index: sqlite3.Connection) -> list[tuple[int, int, int]]:
    """Write the ties of touched records that a match stands for, beside those they have. Which side would have named the
    other is told by their types. Handed back: (match, its side "against" by number, the record there) of what no match
    can mean."""
    found = index.execute(
        "select distinct t.record from tie t join record r on r.id = t.record and r.type = 'match'"
        " where t.target in (select id from touched) and t.role in ('of', 'against')"
    ).fetchall()
    types = _types(index)
    wrong = []
    for one in decided(index, (match for (match,) in found)):
        if any(types(side) in LISTS for side in (*one.of, *one.against)):
            continue  # the bank's lines: paired where they are compared (reconcile/bank.py)
        named = one if _role(types(one.of[0]), types(one.against[0])) else one.turned
        unfit = [n for n, other in enumerate(named.against) if not _role(types(named.of[0]), types(other))]
        if unfit and index.execute("select 1 from touched where id = ?", (one.record,)).fetchone():
            wrong.append((one.record, 1, one.against[0].record))
        elif one.yes and not unfit:
            _write(index, named, types)
    return wrong


LISTS = {"outside_statement", "opening_bank"}
"""Types of which a match means a line."""


def _role(left: str, right: str) -> str:
    """The field by which a record of one type names one of the other, "" if by none."""
    role, meant = NAMES_BY_MATCH.get(left, ("", set()))
    return role if not meant or right in meant else ""


def _write(index: sqlite3.Connection, one: Decided, types: Callable[[Side], str]) -> None:
    left_open = [side.amount or 0 for side in one.against]
    for side in one.of:
        left = side.amount or 0
        for n, other in enumerate(one.against):
            part = None
            if len(one.of) > 1:  # several share what is there: each takes of it in order
                part = min(left, left_open[n], key=abs)
                left, left_open[n] = left - part, left_open[n] - part
            if part != 0:
                role = _role(types(side), types(other))
                index.execute(
                    "insert into tie select ?1, ?2, ?3, ?4, ?5, ?6 where ?1 in (select id from touched) and not exists"
                    " (select 1 from tie where record = ?1 and role = ?3 and target = ?4 and target_n = ?5)",
                    (side.record, 0, role, other.record, other.n, part),
                )


def _types(index: sqlite3.Connection) -> Callable[[Side], str]:
    """What a document is."""

    def type_of(side: Side) -> str:
        row = index.execute("select type from doc where record = ? and n = ?", (side.record, side.n)).fetchone()
        return str(row[0]) if row else ""

    return type_of


def settled(index: sqlite3.Connection, registers: Registers, payment: int) -> tuple[str, int] | None:
    """The debt (as a key of `moved`) that a payment takes its sum off, fen, where it names none and a match says which
    invoice it is for."""
    row = index.execute(
        "select t.target, t.target_n, -m.amount from tie t join money m on m.record = t.record and m.book = 'cash'"
        " join doc d on d.record = t.target and d.n = t.target_n and d.type = 'invoice' where t.record = ?"
        " and t.role = 'settles' and not exists (select 1 from money o where o.record = t.record and o.book <> 'cash')"
        " order by t.n, t.target, t.target_n limit 1",
        (payment,),
    ).fetchone()
    if row is None:
        return None
    set_, supplier = _owed_by(index, registers, row[0], row[1])
    return f"{set_}|supplier|{supplier}", int(row[2])


def _owed_by(index: sqlite3.Connection, registers: Registers, invoice: int, n: int) -> tuple[str, str]:
    """The set that owes an invoice, and to whom: as it says, as what it covers says, else the main set."""
    text, set_, owner = index.execute(
        "select d.json, r.set_, coalesce((select a.owner from tie t join record a on a.id = t.target"
        "  where t.record = r.id and t.role = 'covers' and a.owner <> '' order by t.n limit 1), '')"
        " from record r join data d on d.record = r.id where r.id = ?",
        (invoice,),
    ).fetchone()
    tree = json.loads(text)
    supplier = tree["lines"][n - 1]["supplier"] if n else tree["supplier"]
    return (registers.set_of(owner) if owner else set_) or registers.main_set, supplier
