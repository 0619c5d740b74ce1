"""Both sides of a month's movement on each control account: what the slips did, and what the vouchers say.

Amounts are fen, debit positive, on both sides. Nothing of one side is taken from the other.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from houqin.book import depreciation
from houqin.book.index import Book, trees
from houqin.reconcile.finding import Named
from houqin.values import month_of

Doc = tuple[int, int]
"""(record, n): a record (n = 0), or a document inside an opening record."""
Spot = tuple[str, str]
"""(account key, party): where both sides can be compared; party "" where an account controls no parties."""


class Move(NamedTuple):
    """What one document did to one account."""

    doc: Doc
    spot: Spot
    amount: int
    item: str | None = None
    quantity: int | None = None


@dataclass(slots=True)
class Posting:
    """A voucher with what it posts to the accounts that control something, and the documents it rests on."""

    record: int
    set: str
    summary: str
    copied: bool
    amounts: dict[Spot, int] = field(default_factory=dict)
    docs: list[Doc] = field(default_factory=list)
    invoices: list[Doc] = field(default_factory=list)


class Card(NamedTuple):
    """An asset card with its events, as depreciation takes it."""

    doc: Doc
    number: str
    name: str
    set: str
    day: int
    facts: depreciation.Card
    events: tuple[depreciation.Event, ...]


class Month:
    """One month of a book, as the comparisons ask for it."""

    def __init__(self, book: Book, month: str) -> None:
        self.book = book
        self.index = book.index
        self.registers = book.registers
        self.month = month

    @cached_property
    def types(self) -> dict[int, str]:
        """Record → type, of this month's records."""
        return dict(self.index.execute("select id, type from record where month = ?", (self.month,)).fetchall())

    def type_of(self, record: int) -> str:
        """A record's type, of whatever month."""
        known = self.types.get(record)
        if known is None:
            known = self.index.execute("select type from record where id = ?", (record,)).fetchone()[0]
            self.types[record] = known
        return known

    def named(self, doc: Doc) -> Named:
        """A document as findings name it."""
        row = self.index.execute(
            "select d.period, d.number, d.type, r.path, r.line, r.owner from doc d join record r on r.id = d.record"
            " where d.record = ? and d.n = ?",
            doc,
        ).fetchone()
        if row is None:
            return self.named((doc[0], 0))
        period, number, type_, path, line, owner = row
        return Named(f"{period}/{number}", type_, path, line, number, owner)

    def tree(self, record: int) -> dict[str, Any]:
        """A record's fields as the index keeps them."""
        row = self.index.execute("select json from data where record = ?", (record,)).fetchone()
        return dict(json.loads(row[0]))

    def targets(self, record: int, role: str) -> list[tuple[Doc, int | None]]:
        """What a record names in a field, in order, each with the sum beside it."""
        return [
            ((target, target_n), amount)
            for target, target_n, amount in self.index.execute(
                "select target, target_n, amount from tie where record = ? and role = ? order by n", (record, role)
            )
        ]

    def naming(self, record: int, role: str) -> list[int]:
        """The records that name this one in a field."""
        return [
            r for (r,) in self.index.execute(
                "select t.record from tie t join record r on r.id = t.record where t.target = ? and t.role = ?"
                " order by r.booked, r.path, r.line", (record, role),
            )
        ]  # fmt: skip

    # ------------------------------------------------------------ balances at the month's end

    def balances(self, kind: str, month: str | None = None) -> dict[str, int]:
        """Key → balance (fen) at a month's end, of the ledger, debts or journals."""
        rows = self.index.execute(
            "select s.key, s.json from state s join (select key, max(month) as month from state where kind = ? and month <= ?"
            " group by key) last on last.key = s.key and last.month = s.month where s.kind = ?",
            (kind, month or self.month, kind),
        )
        return {key: json.loads(text)["balance"] for key, text in rows}

    def flows(self, kind: str) -> dict[str, tuple[int, int]]:
        """Key → debit and credit of this month, fen."""
        rows = self.index.execute("select key, json from state where kind = ? and month = ?", (kind, self.month))
        states = {key: json.loads(text) for key, text in rows}
        return {key: (state["debit"], state["credit"]) for key, state in states.items()}

    @cached_property
    def goods(self) -> dict[str, dict[str, Any]]:
        """Item → its state at the month's end (book/streams.py)."""
        rows = self.index.execute(
            "select s.key, s.json from state s join (select key, max(month) as month from state where kind = 'goods'"
            " and month <= ? group by key) last on last.key = s.key and last.month = s.month where s.kind = 'goods'",
            (self.month,),
        )
        return {key: json.loads(text) for key, text in rows}

    @cached_property
    def cards(self) -> list[Card]:
        """Every asset card up to this month, with its disposals."""
        gone: dict[str, list[depreciation.Event]] = defaultdict(list)
        reversed_ = {r for (r,) in self.index.execute(
            "select t.target from tie t join record r on r.id = t.record where r.type = 'reversal' and r.month <= ?",
            (self.month,),
        )}  # fmt: skip
        for disposal in trees(self.index, ["disposal"]):
            if disposal.get("asset") and disposal["record"] not in reversed_:
                gone[disposal["asset"]].append(
                    depreciation.Event(
                        month_of(disposal["booked_day"]), disposal["quantity"]["parts"] if disposal.get("quantity") else 10**18,
                        disposal.get("cost"), disposal.get("accumulated"),
                    )
                )  # fmt: skip
        cards = []
        for record in trees(self.index, ["opening_assets", "acquisition"]):
            if month_of(record["booked_day"]) > self.month or record["record"] in reversed_:
                continue
            opening = record["type"] == "opening_assets"
            for n, row in enumerate(record["cards"] if opening else [record], 1):
                number = row["asset"] if opening else row["id"]
                set_ = row.get("set") or record.get("set") or self.registers.main_set
                cards.append(
                    Card(
                        (record["record"], n if opening else 0), number, row["name"], set_, record["booked_day"],
                        _card(row, record, opening), tuple(gone.get(number, ())),
                    )
                )  # fmt: skip
        return cards

    @cached_property
    def reported(self) -> list[tuple[str, Move]]:
        """What count reports put on a person or leave waiting (1902), with the month, all up to this month.

        Their worth is what the goods were valued at.
        """
        found = []
        for report in trees(self.index, ["count_report"]):
            month = month_of(report["booked_day"])
            if month > self.month:
                continue
            worth: dict[int, int] = defaultdict(int)
            for n, value, cost, set_place in self.index.execute(
                "select n, value, cost, place from valued where record = ? and kind = 'stock'", (report["record"],)
            ):
                worth[n] += value + cost
                place = set_place
            for n, line in enumerate(report["lines"], 1):
                if n not in worth:
                    continue
                set_ = self.registers.set_of(place)
                account, who = None, ""
                if line["result"] in ("pending", "surplus"):
                    account = self.registers.control("pending", set_)
                elif line["result"] == "person":
                    account, who = self.registers.control("party", set_, "person"), line["person"]
                if account:
                    found.append((month, Move((report["record"], 0), (account, who), -worth[n])))
        return found

    # ------------------------------------------------------------ movements

    @cached_property
    def slips(self) -> list[Move]:
        """What this month's slips did to each control account."""
        found: list[Move] = []
        rows = self.index.execute(
            "select record, kind, account, item, quantity, value from valued where month = ? and account not like '%|?%'"
            " order by record, n, kind",
            (self.month,),
        )
        for record, kind, account, item, quantity, value in rows:
            if self.type_of(record).startswith("opening_") or not (value or quantity):
                continue
            counted = quantity if kind == "stock" else None
            found.append(Move((record, 0), (account, ""), value, item, counted))
        for record, book, key, amount, quantity in self.index.execute(
            "select record, book, key, amount, quantity from moved where month = ? and book in ('due', 'cash')"
            " order by record, n",
            (self.month,),
        ):
            account = self.account_of(book, key)
            if account and not self.type_of(record).startswith("opening_"):
                party = key.split("|", 2)[2] if book == "due" else ""
                found.append(Move((record, 0), (account, party), amount, None, quantity or None))
        found += [move for month, move in self.reported if month == self.month]
        return found + self._card_moves()

    def account_of(self, book: str, key: str) -> str | None:
        """The control account behind a key of debts or journals."""
        set_, kind, *rest = key.split("|", 2)
        if book == "cash":
            return self.registers.control("bank", rest[0]) if kind == "bank" else self.registers.control(kind, set_)
        return (
            self.registers.control("pending", set_)
            if kind == "pending"
            else self.registers.control("party", set_, kind)
        )

    def _card_moves(self) -> list[Move]:
        moves = []
        for card in self.cards:
            assets, charged = (
                self.registers.control("assets", card.set),
                self.registers.control("depreciation", card.set),
            )
            if assets and card.doc[1] == 0 and month_of(card.day) == self.month:
                moves.append(Move(card.doc, (assets, ""), card.facts.cost))
            if charged and (charge := depreciation.charge(card.facts, card.events, self.month)):
                moves.append(Move((card.doc[0], card.doc[1]), (charged, "折旧"), -charge))
        for disposal in trees(self.index, ["disposal"], self.month):
            if not disposal.get("asset"):
                continue
            card_ = next((c for c in self.cards if c.number == disposal["asset"]), None)
            if card_ is None:
                continue
            gone = month_of(disposal["booked_day"])
            before = depreciation.at(card_.facts, [e for e in card_.events if e.month < gone], self.month)
            after = depreciation.at(card_.facts, card_.events, self.month)
            cost, taken = disposal.get("cost"), disposal.get("accumulated")
            doc = (disposal["record"], 0)
            if account := self.registers.control("assets", card_.set):
                moves.append(Move(doc, (account, ""), after[0] - before[0] if cost is None else -cost))
            if account := self.registers.control("depreciation", card_.set):
                moves.append(Move(doc, (account, ""), taken if taken is not None else before[1] - after[1]))
        return moves

    @cached_property
    def postings(self) -> list[Posting]:
        """This month's vouchers, and reversals of vouchers, in order of booking."""
        found = []
        rows = self.index.execute(
            "select distinct r.id, r.owner from record r join moved m on m.record = r.id and m.book = 'ledger'"
            " where r.month = ? and r.type in ('voucher', 'reversal') order by r.booked, r.path, r.line",
            (self.month,),
        ).fetchall()
        for record, set_ in rows:
            source, sign = record, 1
            while self.type_of(source) == "reversal" and (back := self.targets(source, "of")):
                source, sign = back[0][0][0], -sign
            tree = self.tree(source)
            posting = Posting(record, set_, tree["summary"], "copied_from" in tree)
            for entry in [*tree["entries"], *tree.get("budget", [])]:
                key = f"{set_}|{entry['account']}"
                account = self.registers.accounts.get(key)
                if account is None or not account.controls:
                    continue
                spot = (key, entry.get("party") or "" if account.controls == "party" else "")
                amount = sign * ((entry.get("debit") or 0) - (entry.get("credit") or 0))
                if account.controls == "treasury" and sign * (entry.get("credit") or 0) == 0:
                    continue  # carried over to the surplus: not a receipt
                posting.amounts[spot] = posting.amounts.get(spot, 0) + amount
            for doc, _ in self.targets(source, "documents"):
                posting.docs.append(doc)
                if self.doc_type(doc) == "invoice":
                    posting.invoices.append(doc)
                    posting.docs += [d for d in self.covered(doc[0]) if d not in posting.docs]
            found.append(posting)
        return found

    def doc_type(self, doc: Doc) -> str:
        row = self.index.execute("select type from doc where record = ? and n = ?", doc).fetchone()
        return str(row[0])

    def covered(self, invoice: int) -> list[Doc]:
        """The acceptances, returns and jobs that an invoice covers: named one by one, or a supplier's whole period."""
        if self.type_of(invoice) != "invoice":
            return []
        found = [doc for doc, _ in self.targets(invoice, "covers")]
        for cover in self.tree(invoice).get("covers", []):
            if cover.get("period"):
                span = cover["period"]
                found += [
                    (record, 0)
                    for (record,) in self.index.execute(
                        "select distinct r.id from record r join money m on m.record = r.id and m.book = 'due'"
                        " where r.type in ('acceptance', 'return_to_supplier', 'job') and r.day between ? and ?"
                        " and m.key like ? order by r.booked, r.path, r.line",
                        (span["first"], span["last"], f"%|supplier|{cover['supplier']}"),
                    )
                ]
        return list(dict.fromkeys(found))


def _card(row: dict[str, Any], record: dict[str, Any], opening: bool) -> depreciation.Card:
    """A card as depreciation takes it. Classes that are not depreciated have no life."""
    life = row.get("life_months") or 0
    if row.get("depreciation", "straight_line") == "none":
        life = 0
    if opening:
        return depreciation.Card(
            row["cost"], row["quantity"]["parts"], life, row["acquired"], row.get("months_charged") or 0,
            row.get("accumulated") or 0, month_of(record["booked_day"]),
        )  # fmt: skip
    first = month_of(row.get("acquired") or record["booked_day"])
    return depreciation.Card(row["cost"], row["quantity"]["parts"], life, first)
