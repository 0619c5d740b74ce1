"""The journals against what the bank and the treasury say: paired, the rest outstanding (未达账项)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, NamedTuple

from houqin.book.index import trees
from houqin.book.matches import decided, naming
from houqin.book.registers import Registers
from houqin.reconcile.loose import End, Loose, limits
from houqin.reconcile.moves import Month
from houqin.reconcile.pairing import Keys, Pair, pair
from houqin.values import last_day


class Item(NamedTuple):
    """One line of a journal or of a statement: fen, money in positive. `n`: the line of the record, from 1. `number` the
    record's, `reference` the bank's own (流水号). `rivals`: how many items that found a partner might as well have been left
    in its place, or in how many ways it may be part of a sum."""

    record: int
    n: int
    day: int
    amount: int
    text: str
    number: str
    reference: str = ""
    rivals: int = 0


@dataclass(slots=True)
class Journal:
    """A journal and its statement at a month's end. `books` and `bank` are the items that the other side lacks;
    `brought` those that were outstanding before, with the item that cleared each (None: still outstanding). `seen`: the
    day up to which the bank has spoken, by its last statement (`stated`) or by the word of the opening. `rest`: what the
    statement's balance differs by beside the items, fen, first in the month `since`. `pairs`: what the cascade paired
    this month."""

    key: str
    books: list[Item] = field(default_factory=list)
    bank: list[Item] = field(default_factory=list)
    brought: list[tuple[str, Item, Item | None]] = field(default_factory=list)
    statement: dict[str, Any] | None = None
    seen: int = 0
    stated: bool = False
    rest: int = 0
    since: str = ""
    pairs: list[Pair] = field(default_factory=list)

    @property
    def outstanding(self) -> list[tuple[str, Item]]:
        """What one side has and the other lacks. Where the month has no statement, entries after the last one are not
        outstanding: no statement could have them."""
        books = (i for i in self.books if self.statement or i.day <= self.seen)
        return [("bank", i) for i in self.bank] + [("books", i) for i in books]

    @property
    def difference(self) -> int:
        """The bank's balance less the journal's, fen."""
        return self.rest + sum(i.amount if where == "bank" else -i.amount for where, i in self.outstanding)

    def to_json(self) -> list[Any]:
        items = [list(i) for i in self.books], [list(i) for i in self.bank]
        return [self.key, *items, self.seen, self.stated, self.rest, self.since]


def from_json(data: list[Any]) -> Journal:
    key, books, bank, *said = data
    return Journal(key, [Item(*i) for i in books], [Item(*i) for i in bank], [], None, *said)


def account_of(month: Month, journal: Journal) -> str | None:
    """The key of the account whose journal it is."""
    set_, kind, *number = journal.key.split("|")
    return month.registers.control(kind, number[0] if number else set_)


def opening(month: Month) -> list[Journal]:
    """Each bank account as it stood when the book began, with what was outstanding then."""
    journals = []
    for record in trees(month.index, ["opening_bank"]):
        account = month.registers.control("bank", record["bank_account"])
        if account is None:
            continue
        journal = Journal(f"{account.split('|')[0]}|bank|{record['bank_account']}", seen=record["date"])
        for n, one in enumerate(record.get("outstanding", []), 1):
            sign = 1 if "_in_" in one["kind"] else -1
            item = Item(record["record"], n, one["date"], sign * one["amount"], one.get("summary") or "",
                        record["number_"], one.get("bank_reference") or "")  # fmt: skip
            (journal.bank if one["kind"].startswith("bank_") else journal.books).append(item)
        journals.append(journal)
    return journals


def compare(month: Month, before: list[Journal]) -> list[Journal]:
    """Each journal with its statement of this month. Without a statement the entries wait for the next; but what the bank
    had already may be among them."""
    old = {j.key: j for j in before}
    entries = _entries(month)
    statements = _statements(month)
    journals = []
    for key in sorted(old.keys() | entries.keys() | statements.keys()):
        was = old.get(key, Journal(key))
        journal = replace(
            was, books=was.books + entries.get(key, []), bank=list(was.bank), brought=[], statement=None, pairs=[]
        )
        for statement in statements.get(key, ()):
            journal.statement, journal.stated = statement, True
            journal.seen = max(journal.seen, statement["date"], last_day(month.month))
            journal.bank += _lines(statement)
        cleared = _match(month, journal)
        journal.brought = [("books", i, cleared.get(("books", i))) for i in was.books if i.day <= was.seen]
        journal.brought += [("bank", i, cleared.get(("bank", i))) for i in was.bank]
        journals.append(journal)
    return journals


def _entries(month: Month) -> dict[str, list[Item]]:
    """Journal key → this month's entries, a record and its reversal left out together."""
    found: dict[str, list[Item]] = defaultdict(list)
    rows = month.index.execute(
        "select m.record, m.n, r.booked, m.amount, m.key, r.number from moved m join record r on r.id = m.record"
        " where m.month = ? and m.book = 'cash' and r.type <> 'opening_bank' order by r.booked, r.path, r.line, m.n",
        (month.month,),
    ).fetchall()
    reversed_ = {
        target: record
        for record in {row[0] for row in rows}
        if month.type_of(record) == "reversal"
        for (target, _), _ in month.targets(record, "of")
    }
    here = {row[0] for row in rows}
    pairs = {r for pair in reversed_.items() if set(pair) <= here for r in pair}
    for record, n, day, amount, key, number in rows:
        if record not in pairs:
            found[key].append(_entry(month.tree(record), Item(record, n, day, amount, "", number)))
    return found


def _entry(tree: dict[str, Any], item: Item) -> Item:
    """An entry with what it is about, as its record names the other side, and the bank's number where it is written."""
    text = next((str(tree[f]) for f in ("payee", "payer", "borrower", "claimant", "remit_to") if tree.get(f)), "")
    return item._replace(text=text, reference=tree.get("bank_reference") or "")


def _statements(month: Month) -> dict[str, list[dict[str, Any]]]:
    """Journal key → this month's statements, by date."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for statement in month.standing(["outside_statement"], month.month):
        if statement["kind"] == "bank":
            account = month.registers.control("bank", statement["bank_account"])
            if account:
                found[f"{account.split('|')[0]}|bank|{statement['bank_account']}"].append(statement)
        elif statement["kind"] in ("treasury", "quota"):
            found[f"{statement['set']}|treasury"].append(statement)
    return found


def _lines(statement: dict[str, Any]) -> list[Item]:
    """A statement's lines as items. A treasury line is money out whatever its column."""
    items = []
    for n, line in enumerate(statement.get("lines", []), 1):
        if statement["kind"] == "treasury":
            amount = -(line.get("amount") or 0)
        else:
            amount = (line.get("in_") or 0) - (line.get("out") or 0)
        text = " ".join(line[f] for f in ("summary", "payee", "counterparty") if line.get(f))
        day = line.get("date") or statement["date"]
        items.append(
            Item(statement["record"], n, day, amount, text, statement["number_"], line.get("bank_reference") or "")
        )
    return items


def _match(month: Month, journal: Journal) -> dict[tuple[str, Item], Item]:
    """Pair the two sides (pairing.py): one to one, and a party's few that come to one sum. A sum has gone off whichever
    of two equal items it was, so that the better score decides; never by crossing the order of days.

    What is paired leaves the journal's two lists; (side, item) → its partner, of several the last.
    """
    partners: dict[tuple[str, Item], Item] = {}
    party = parties(month.registers)
    barred = _said(month, journal, partners)
    rivals: dict[End, int] = {}
    for sign, after in ((-1, 1), (1, 0)):  # a payment is in our books first, a receipt in ours or theirs
        limit = limits(month.registers, last_day(month.month), "outside_statement", after)
        books, bank = (
            {(i.record, i.n): i for i in items if i.amount * sign > 0 and (side, i) not in partners}
            for side, items in (("books", journal.books), ("bank", journal.bank))
        )
        left, right = ([_loose(one, party) for one in side.values()] for side in (books, bank))
        found = pair(left, right, limit, barred=barred, decide=True, stages=SETTLING)
        for one in found.pairs:
            _together(partners, [books[a.key] for a in one.left], [bank[b.key] for b in one.right])
        journal.pairs += found.pairs
        rivals |= found.rivals
    journal.books = [_with_rivals(0, i, rivals) for i in journal.books if ("books", i) not in partners]
    journal.bank = [_with_rivals(1, i, rivals) for i in journal.bank if ("bank", i) not in partners]
    return partners


def _with_rivals(side: int, item: Item, rivals: Mapping[End, int]) -> Item:
    """Once told, it stays so while the item is outstanding: a later month does not know those that had their turn."""
    return item._replace(rivals=max(item.rivals, rivals.get((side, (item.record, item.n)), 0)))


def _said(month: Month, journal: Journal, partners: dict[tuple[str, Item], Item]) -> Keys:
    """Pair what a person paired (配对), as far as both sides are here; what a person said is no pair is handed back."""
    books, bank = ({(i.record, i.n): i for i in items} for items in (journal.books, journal.bank))
    found = {match for record in {i.record for i in journal.bank} for match in naming(month.index, record, "against")}
    barred = set()
    for one in decided(month.index, found):
        ours, theirs = one.keys("of"), one.keys("against")
        if not one.yes:
            barred.add((frozenset(ours), frozenset(theirs)))
        elif all(k in books and ("books", books[k]) not in partners for k in ours) and all(
            k in bank and ("bank", bank[k]) not in partners for k in theirs
        ):
            left, right = [books[k] for k in ours], [bank[k] for k in theirs]
            if sum(i.amount for i in left) == sum(i.amount for i in right):  # else one of them was changed since
                _together(partners, left, right)
    return frozenset(barred)


def _together(partners: dict[tuple[str, Item], Item], ours: list[Item], theirs: list[Item]) -> None:
    partners.update({("books", a): theirs[-1] for a in ours} | {("bank", b): ours[-1] for b in theirs})


SETTLING = ("same_key", "only_one", "best_score", "party_month", "few_items")
"""Stages whose pairs the books and a statement take as read: what is under way stays under way until it is one's turn."""


def _loose(item: Item, party: Callable[[str], str]) -> Loose:
    numbers = frozenset([item.reference] if item.reference else ())
    name = f"{item.number} {item.n:04d}"
    return Loose((item.record, item.n), name, item.amount, item.day, "", party(item.text), item.text, numbers)


def parties(registers: Registers) -> Callable[[str], str]:
    """What is written of the other side → its name in the registers, "" where it names none of them or several."""
    names = {
        word: str(row["id"])
        for kind in ("supplier", "payer", "authority", "person")
        for row in registers.rows.get(kind, ())
        for word in (row["id"], *row.get("aliases", ()))
    }

    @cache
    def party(text: str) -> str:
        if not text or text in names:
            return names.get(text, "")
        inside = {name for word, name in names.items() if word in text}
        return inside.pop() if len(inside) == 1 else ""

    return party
