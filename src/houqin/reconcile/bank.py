"""The journals against what the bank and the treasury say: one-to-one by amount, the rest outstanding (未达账项)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from houqin.book.index import trees
from houqin.reconcile.moves import Month
from houqin.values import days_between


class Item(NamedTuple):
    """One line of a journal or of a statement: fen, money in positive. `n`: the line of the record, from 1."""

    record: int
    n: int
    day: int
    amount: int
    text: str


@dataclass(slots=True)
class Journal:
    """A journal and its statement at a month's end. `books` and `bank` are the items that the other side lacks;
    `brought` those that were outstanding before, with the item that cleared each (None: still outstanding)."""

    key: str
    books: list[Item] = field(default_factory=list)
    bank: list[Item] = field(default_factory=list)
    brought: list[tuple[str, Item, Item | None]] = field(default_factory=list)
    statement: dict[str, Any] | None = None

    def to_json(self) -> list[Any]:
        return [self.key, [list(i) for i in self.books], [list(i) for i in self.bank]]


def from_json(data: list[Any]) -> Journal:
    key, books, bank = data
    return Journal(key, [Item(*i) for i in books], [Item(*i) for i in bank])


def opening(month: Month) -> list[Journal]:
    """Each bank account as it stood when the book began, with what was outstanding then."""
    journals = []
    for record in trees(month.index, ["opening_bank"]):
        account = month.registers.control("bank", record["bank_account"])
        if account is None:
            continue
        journal = Journal(f"{account.split('|')[0]}|bank|{record['bank_account']}")
        for n, one in enumerate(record.get("outstanding", []), 1):
            sign = 1 if "_in_" in one["kind"] else -1
            item = Item(record["record"], n, one["date"], sign * one["amount"], one.get("summary") or "")
            (journal.bank if one["kind"].startswith("bank_") else journal.books).append(item)
        journals.append(journal)
    return journals


def compare(month: Month, before: list[Journal]) -> list[Journal]:
    """Each journal with its statement of this month. Without a statement everything waits."""
    old = {j.key: j for j in before}
    entries = _entries(month)
    statements = _statements(month)
    journals = []
    for key in sorted(old.keys() | entries.keys() | statements.keys()):
        was = old.get(key, Journal(key))
        journal = Journal(key, was.books + entries.get(key, []), list(was.bank))
        if key in statements:
            journal.statement = statements[key][-1]
            for statement in statements[key]:
                journal.bank += _lines(statement)
            cleared = _match(journal)
            journal.brought = [("books", i, cleared.get(("books", i))) for i in was.books]
            journal.brought += [("bank", i, cleared.get(("bank", i))) for i in was.bank]
        journals.append(journal)
    return journals


def _entries(month: Month) -> dict[str, list[Item]]:
    """Journal key → this month's entries, a record and its reversal left out together."""
    found: dict[str, list[Item]] = defaultdict(list)
    rows = month.index.execute(
        "select m.record, m.n, r.booked, m.amount, m.key from moved m join record r on r.id = m.record"
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
    for record, n, day, amount, key in rows:
        if record not in pairs:
            found[key].append(Item(record, n, day, amount, _text(month, record)))
    return found


def _text(month: Month, record: int) -> str:
    """What an entry of the journal is about, as its record names the other side."""
    tree = month.tree(record)
    for field_ in ("payee", "payer", "borrower", "claimant", "remit_to"):
        if tree.get(field_):
            return str(tree[field_])
    return ""


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
        items.append(Item(statement["record"], n, line.get("date") or statement["date"], amount, text))
    return items


def _match(journal: Journal) -> dict[tuple[str, Item], Item]:
    """Pair items of equal amount one to one, those that name the same party first, then the nearest days.

    What is paired leaves the journal's two lists; (side, item) → its partner.
    """
    partners: dict[tuple[str, Item], Item] = {}
    by_amount: dict[int, list[Item]] = defaultdict(list)
    for item in journal.bank:
        by_amount[item.amount].append(item)
    pairs = sorted(
        (not _same_party(a, b), abs(days_between(a.day, b.day)), i, j)
        for i, a in enumerate(journal.books)
        for j, b in enumerate(by_amount.get(a.amount, ()))
    )
    used_books: set[int] = set()
    used_bank: set[tuple[int, int]] = set()
    for _, _, i, j in pairs:
        a = journal.books[i]
        b = by_amount[a.amount][j]
        if i in used_books or (b.record, b.n) in used_bank:
            continue
        used_books.add(i)
        used_bank.add((b.record, b.n))
        partners["books", a], partners["bank", b] = b, a
    journal.books = [a for i, a in enumerate(journal.books) if i not in used_books]
    journal.bank = [b for b in journal.bank if (b.record, b.n) not in used_bank]
    return partners


def _same_party(a: Item, b: Item) -> bool:
    return bool(a.text) and bool(b.text) and (a.text in b.text or b.text in a.text)
