"""What a draft is written from: the book as it stands, the day it is written for, and for a finding its records."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from houqin.book.index import Book
from houqin.entry.new import New, choice, key_language, new, path_of
from houqin.entry.number import numbered, reference
from houqin.messages import sentence
from houqin.reconcile.finding import Finding
from houqin.reconcile.month import open_at
from houqin.reconcile.moves import Month, Posting
from houqin.reconcile.spots import Doc
from houqin.reconcile.vouching import Open
from houqin.text.read import read
from houqin.values import first_day, iso, last_day, number, previous_month, yuan

PRECEDENTS = 3
"""Months that are looked through for how the like was booked."""


def docs_of(book: Book, finding: Finding) -> list[Doc]:
    """The records a finding names, as the index knows them."""
    found: list[Doc] = []
    for one in finding.records:
        row = book.index.execute(
            "select d.record, d.n from record r join doc d on d.record = r.id where r.path = ? and r.line = ?"
            " and d.number = ? order by d.n limit 1",
            (one.file, one.line, one.number),
        ).fetchone()
        if row:
            found.append((row[0], row[1]))
    return found


class Desk:
    """Of one set in one month. Amounts are fen, debit positive; a record's tree is text throughout, in the book's own
    words. `note`: what a record says of where it comes from."""

    def __init__(self, book: Book, month: str, set_: str, today: int) -> None:
        self.book = book
        self.month = Month(book, month)
        self.set = set_
        self.day = min(max(today, first_day(month)), last_day(month))
        self.language = key_language(book)
        self.note = ""
        self.given: list[str] = []
        self._months = {month: self.month}

    def at(self, name: str) -> Month:
        """The book in another month, looked at once."""
        return self._months.setdefault(name, self._months.get(name) or Month(self.book, name))

    @cached_property
    def open(self) -> Open:
        """What no voucher has posted at the month's end."""
        return open_at(self.book, self.month.month)

    # ---------------------------------------- in the book's words

    def say(self, code: str, **args: Any) -> str:
        return sentence(code, "zh" if self.language == "zh" else "en", **args)

    def choice(self, name: str, choices: str) -> str:
        return choice(name, choices, self.language)

    def quantity(self, parts: int, unit: str) -> str:
        return f"{number(parts)} {unit}"

    def raw(self, doc: Doc) -> dict[str, Any]:
        """A record as it is written, every scalar a text."""
        named = self.month.named((doc[0], 0))
        entries, _ = read((self.book.path / named.file).read_bytes(), named.file)
        return dict(next(entry.tree for entry in entries if entry.line == named.line))

    # ---------------------------------------- records

    def record(self, type_: str, owner: str, fields: dict[str, Any], folder: str = "") -> New:
        """A new record of the draft's day (unless the fields say another), numbered, marked as a draft."""
        said = {"date": iso(self.day), **fields, "note": self.note}
        (one,) = numbered(self.book, [new(type_, owner, said, folder)], self.given)
        self.given.append(one.tree["id"])
        return one

    def reversal(self, doc: Doc, folder: str, owner: str, reason: str) -> New:
        blank = new("reversal", owner, {"date": iso(self.day)}, folder)
        of = reference(self.book, doc, path=path_of(self.book, blank), owner=owner)
        return self.record("reversal", owner, {"of": of, "reason": reason}, folder)

    def references(self, docs: list[Doc], folder: str, owner: str) -> list[Any]:
        """How a record of that folder names others: by number, by type and number where several bear it."""
        path = path_of(
            self.book, new("voucher" if folder == "accounts" else "count_report", owner, {"date": iso(self.day)})
        )
        found: list[Any] = []
        for doc in docs:
            type_ = self.month.doc_type(doc)
            if plain := reference(self.book, doc, path=path, owner=owner):
                found.append(plain)
            elif typed := reference(self.book, doc, path=path, owner=owner, types=f",{type_},"):
                found.append({type_: typed})
        return found

    # ---------------------------------------- how the like was booked before

    @cached_property
    def postings(self) -> list[Posting]:
        """The set's vouchers of this month and some before it, the latest first."""
        found: list[Posting] = []
        name = self.month.month
        for _ in range(PRECEDENTS):
            found += [p for p in reversed(self.month.at(name).postings) if p.set == self.set]
            name = previous_month(name)
        return found

    def account_like(self, half: str, side: str, types: list[str], accounts: list[str], usual: tuple[str, ...]) -> str:
        """The account that vouchers of the like have in that half on that side, where no control account stands; else the
        first of the usual ones (by how they begin) that the set has. `types`: of the documents; `accounts`: keys that it
        posts on as well."""
        for wanted in (types, ()):
            for posting in self.postings:
                if not wanted and not {key for key, _ in posting.amounts} & {*accounts}:
                    continue
                if wanted and not {self.month.doc_type(doc) for doc in posting.docs} & {*wanted}:
                    continue
                if found := self._free(self.month.tree(posting.record).get(half, []), side):
                    return found
        chart = self.book.registers.accounts
        having = [a.code for a in chart.values() if a.set == self.set and not a.controls]
        return next((code for start in usual for code in having if code.startswith(start)), usual[0])

    def _free(self, entries: list[dict[str, Any]], side: str) -> str | None:
        """The largest entry of that side on an account that controls nothing."""
        free = [(e[side], e["account"]) for e in entries if (e.get(side) or 0) > 0 and not self._controls(e["account"])]
        return str(max(free)[1]) if free else None

    def _controls(self, code: str) -> bool:
        account = self.book.registers.accounts.get(f"{self.set}|{code}")
        return account is None or bool(account.controls)


class Case(Desk):
    """The desk with a finding on it, and the records it names."""

    def __init__(self, book: Book, month: str, finding: Finding, today: int) -> None:
        super().__init__(book, month, finding.set, today)
        self.finding = finding
        self.note = self.say("draft.note", id=finding.id)

    @cached_property
    def docs(self) -> list[Doc]:
        return docs_of(self.book, self.finding)


def money(amount: int) -> str:
    """Fen as a record writes them."""
    return yuan(amount, grouped=False)
