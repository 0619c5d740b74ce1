"""Both sides of a month's movement on each control account: what the slips did, and what the vouchers say.

Amounts are fen, debit positive, on both sides. Nothing of one side is taken from the other.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from houqin.book.index import Book, parsed, trees
from houqin.reconcile import cards
from houqin.reconcile.finding import Named
from houqin.reconcile.spots import Balance, Doc, Move, Spot
from houqin.values import month_of, previous_month

OWED = {"acceptance", "return_to_supplier", "job"}
"""Types by which something is owed to a supplier; an order or a contract commits only."""
NO_SLIPS = {"voucher", "invoice", "acquisition"}
"""Types that, written anew, are weighed by what names them, or by card."""


@dataclass(slots=True)
class Posting:
    """A voucher with what it posts to the accounts that control something, and the documents it rests on. `others`: what
    its financial half posts elsewhere, by account key."""

    record: int
    set: str
    summary: str
    copied: bool
    amounts: dict[Spot, int] = field(default_factory=dict)
    docs: list[Doc] = field(default_factory=list)
    invoices: list[Doc] = field(default_factory=list)
    others: dict[str, int] = field(default_factory=dict)

    def posted(self, spot: Spot) -> int:
        """What it posted on a spot, an entry that names no party among it."""
        bare = self.amounts.get((spot[0], ""), 0) if spot[1] else 0
        return self.amounts.get(spot, 0) + bare


def _states(rows: Iterable[tuple[str, str]]) -> Iterable[tuple[str, dict[str, Any]]]:
    """Key and state, from key and JSON."""
    found = list(rows)
    return zip((key for key, _ in found), parsed(text for _, text in found), strict=True)


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

    def set_of(self, doc: Doc) -> str:
        """The set that a document belongs to: whose folder or store it lies in, else the set it moves debts or money in;
        the school's own where it says neither."""
        owner = self.named(doc).owner
        if any(s["set"] == owner for s in self.registers.sets):
            return owner
        row = self.index.execute(
            "select key from moved where record = ? and book in ('due', 'cash') limit 1", (doc[0],)
        ).fetchone()
        return (str(row[0]).split("|")[0] if row else self.registers.set_of(owner)) or self.registers.main_set

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

    @cached_property
    def invoiced_periods(self) -> list[tuple[int, list[dict[str, Any]]]]:
        """Invoices over a supplier's whole period, of all months, with those covers."""
        rows = self.index.execute(
            "select r.id, d.json from record r join data d on d.record = r.id where r.type = 'invoice'"
            " and d.json like '%\"period\"%' order by r.booked, r.path, r.line"
        ).fetchall()
        found = [(record, json.loads(text).get("covers", [])) for record, text in rows]
        return [(record, [c for c in covers if c.get("period")]) for record, covers in found]

    def month_of(self, record: int) -> str:
        """The month in which a record entered the books."""
        row = self.index.execute("select month from record where id = ?", (record,)).fetchone()
        return str(row[0])

    def booked_of(self, record: int) -> int:
        """The day on which a record entered the books."""
        return int(self.index.execute("select booked from record where id = ?", (record,)).fetchone()[0])

    def at(self, name: str) -> Month:
        """The same book in another month."""
        return self if name == self.month else Month(self.book, name)

    @cached_property
    def reversals(self) -> dict[int, list[int]]:
        """Record → the reversals that name it, up to this month."""
        found: dict[int, list[int]] = defaultdict(list)
        for target, record in self.index.execute(
            "select t.target, t.record from record r join tie t on t.record = r.id and t.role = 'of'"
            " where r.type = 'reversal' and r.month <= ? order by r.booked, r.path, r.line",
            (self.month,),
        ):
            if target != record:
                found[target].append(record)
        return found

    @cached_property
    def rewritten(self) -> dict[Doc, list[Doc]]:
        """Slip → itself, what was taken back and what was written anew in its place (替代), the newest last: all one thing.
        Up to this month; only what has a part in it."""
        found: dict[Doc, list[Doc]] = {}
        rows = self.index.execute(
            "select back.target, anew.record, q.type from record r join tie back on back.record = r.id and back.role = 'of'"
            " join tie anew on anew.target = back.target and anew.role = 'replaces' join record q on q.id = anew.record"
            " where r.type = 'reversal' and r.month <= ? and q.month <= ? order by q.booked, q.path, q.line",
            (self.month, self.month),
        ).fetchall()
        for old, new, type_ in rows:
            if type_ not in NO_SLIPS and self.withdrawn(old):
                whole = list(dict.fromkeys(d for one in ((old, 0), (new, 0)) for d in found.get(one, [one])))
                found |= dict.fromkeys(whole, whole)
        return found

    def undoings(self, record: int, booked: str = "") -> list[tuple[str, int]]:
        """When a record took effect (+1), was taken back (−1), took effect again, up to this month; `booked`: its month,
        where it is known."""
        found = [(booked or self.month_of(record), 1)]
        for reversal in self.reversals.get(record, ()):
            found += [(month, -sign) for month, sign in self.undoings(reversal)]
        return found

    def withdrawn(self, record: int) -> bool:
        """Whether a reversal up to this month takes the record back, and is not itself taken back."""
        return any(not self.withdrawn(reversal) for reversal in self.reversals.get(record, ()))

    def standing(self, types: list[str], month: str | None = None) -> list[dict[str, Any]]:
        """Records of some types, of one month or of all up to this one, without those taken back by now."""
        return [
            tree
            for tree in trees(self.index, types, month)
            if not self.withdrawn(tree["record"]) and month_of(tree["booked_day"]) <= self.month
        ]

    def for_goods(self, record: int) -> bool:
        """Whether a count report or a settlement is about goods or assets, not about cash."""
        type_ = self.type_of(record)
        return type_ == "settlement" or (type_ == "count_report" and not self.targets(record, "cash_count"))

    def origin(self, doc: Doc) -> Doc:
        """The document itself; for a reversal (of a reversal) the one it takes back or gives again."""
        seen = {doc}
        while self.type_of(doc[0]) == "reversal" and (back := self.targets(doc[0], "of")) and back[0][0] not in seen:
            doc = back[0][0]
            seen.add(doc)
        return doc

    # ------------------------------------------------------------ balances at the month's end

    def balances(self, kind: str, month: str | None = None) -> dict[str, int]:
        """Key → balance (fen) at a month's end, of the ledger, debts or journals."""
        rows = self.index.execute(
            "select s.key, s.json from state s join (select key, max(month) as month from state where kind = ? and month <= ?"
            " group by key) last on last.key = s.key and last.month = s.month where s.kind = ?",
            (kind, month or self.month, kind),
        )
        return {key: state["balance"] for key, state in _states(rows)}

    def flows(self, kind: str) -> dict[str, tuple[int, int]]:
        """Key → debit and credit of this month, fen."""
        rows = self.index.execute("select key, json from state where kind = ? and month = ?", (kind, self.month))
        return {key: (state["debit"], state["credit"]) for key, state in _states(rows)}

    @cached_property
    def goods(self) -> dict[str, dict[str, Any]]:
        """Item → its state at the month's end (book/streams.py)."""
        rows = self.index.execute(
            "select s.key, s.json from state s join (select key, max(month) as month from state where kind = 'goods'"
            " and month <= ? group by key) last on last.key = s.key and last.month = s.month where s.kind = 'goods'",
            (self.month,),
        )
        return dict(_states(rows))

    @cached_property
    def cards(self) -> list[cards.Card]:
        """Every asset card up to this month, with what has left it."""
        return cards.cards(self)

    @cached_property
    def reported(self) -> list[tuple[str, Move]]:
        """What count reports leave waiting (1902), put on a person, or take out of the safe; with the month, all up to
        this month. Goods at what they were valued at, assets at cost less depreciation, cash at its sum."""
        found = []
        valued: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        for record, n, worth, place in self.index.execute(
            "select record, n, value + cost, place from valued where record in"
            " (select id from record where type = 'count_report' and month <= ?) and kind = 'stock' order by record, n",
            (self.month,),
        ):
            valued[record].append((n, worth, place))
        for report in trees(self.index, ["count_report"]):
            booked = month_of(report["booked_day"])
            if booked > self.month:
                continue
            moves = list(self._reported(report, valued[report["record"]]))
            for month, sign in self.undoings(report["record"], booked):
                found += [(month, move._replace(amount=sign * move.amount)) for move in moves]
        return found

    def _reported(self, report: dict[str, Any], valued: list[tuple[int, int, str]]) -> Iterator[Move]:
        doc = (report["record"], 0)
        set_, worth = self._worth(report, valued)
        for n, line in enumerate(report["lines"], 1):
            if n not in worth:
                continue
            thing = line.get("asset")
            if line.get("item"):
                thing = self.registers.item(line["item"], report["date"])
            account, who = None, ""
            if line["result"] in ("pending", "shortage", "surplus"):
                account = self.registers.control("pending", set_)
            elif line["result"] == "person":
                account, who = self.registers.control("party", set_, "person"), line["person"]
            safe = self.registers.control("cash", set_)
            if thing is None and safe:
                yield Move(doc, (safe, ""), worth[n])
            if account:
                yield Move(doc, (account, who), -worth[n], thing)

    def _worth(self, report: dict[str, Any], valued: list[tuple[int, int, str]]) -> tuple[str, dict[int, int]]:
        """A count report's set, and line → fen that came (+) or went; `valued`: its goods as line, fen, place."""
        set_, worth = report.get("set") or "", defaultdict[int, int](int)
        for n, fen, place in valued:
            worth[n] += fen
            set_ = self.registers.set_of(place)
        for counted, _ in self.targets(report["record"], "cash_count") if report.get("cash_count") else ():
            set_ = self.tree(counted[0])["set"]
        booked = self.at(month_of(report["booked_day"]))
        for n, line in enumerate(report["lines"], 1):
            if line.get("asset"):
                for card in booked.cards:
                    for removal in card.gone:
                        if (removal.doc[0], removal.n) == (report["record"], n):
                            cost, accumulated = cards.taken(card, removal)
                            worth[n], set_ = accumulated - cost, card.set
            elif not line.get("item") and line.get("amount"):
                worth[n] = line["amount"] if line["result"] == "surplus" else -line["amount"]
        return set_, dict(worth)

    @cached_property
    def trial(self) -> dict[str, Balance]:
        """Account key → its imported balance, in sets whose vouchers the county keeps; an account that it does not list
        has none. Empty where the set has vouchers of its own this month."""
        found: dict[str, Balance] = {}
        before = {}
        for name in (previous_month(self.month), self.month):
            imported = {}
            for statement in trees(self.index, ["outside_statement"], name):
                if statement["kind"] != "trial_balance" or self._has_vouchers(statement["set"], name):
                    continue
                lines = {f"{statement['set']}|{line['account']}": line for line in statement.get("lines", [])}
                for account in (a for a in self.registers.accounts.values() if a.set == statement["set"]):
                    line = lines.get(account.key, {})
                    closing = (line.get("closing_debit") or 0) - (line.get("closing_credit") or 0)
                    imported[account.key] = closing, line.get("credit") or 0, statement["record"]
            if name != self.month:
                before = {key: closing for key, (closing, _, _) in imported.items()}
            elif imported:
                was = self.balances("ledger", previous_month(self.month)) | before
                found = {key: Balance(c, credit, c - was.get(key, 0), r) for key, (c, credit, r) in imported.items()}
        return found

    def _has_vouchers(self, set_: str, name: str) -> bool:
        row = self.index.execute(
            "select 1 from record where type = 'voucher' and owner = ? and month = ? limit 1", (set_, name)
        ).fetchone()
        return row is not None

    # ------------------------------------------------------------ movements

    @cached_property
    def slips(self) -> list[Move]:
        """What this month's slips did to each control account. A reversal undoes what its document did, under its name."""
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
        found += cards.moves(self)
        return [move._replace(doc=self.origin(move.doc)) for move in found]

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

    @cached_property
    def postings(self) -> list[Posting]:
        """This month's vouchers, and reversals of vouchers, in order of booking."""
        rows = self.index.execute(
            "select r.id, r.owner from record r where r.month = ? and r.type in ('voucher', 'reversal')"
            " and exists (select 1 from moved m where m.record = r.id and m.book = 'ledger') order by r.booked, r.path, r.line",
            (self.month,),
        ).fetchall()
        return [self.posting(record, set_) for record, set_ in rows]

    def posting(self, record: int, set_: str = "") -> Posting:
        """What a voucher, or the reversal of one, posts; of whatever month. `set_` where it is known."""
        set_ = set_ or self.named((record, 0)).owner
        source, sign = record, 1
        while self.type_of(source) == "reversal" and (back := self.targets(source, "of")):
            source, sign = back[0][0][0], -sign
        tree = self.tree(source)
        posting = Posting(record, set_, tree["summary"], "copied_from" in tree)
        for half in ("entries", "budget"):
            for entry in tree.get(half, ()):
                key = f"{set_}|{entry['account']}"
                account = self.registers.accounts.get(key)
                amount = sign * ((entry.get("debit") or 0) - (entry.get("credit") or 0))
                if account is None or not account.controls:
                    if half == "entries":
                        posting.others[key] = posting.others.get(key, 0) + amount
                    continue
                spot = (key, entry.get("party") or "" if account.controls == "party" else "")
                if account.controls == "treasury" and sign * (entry.get("credit") or 0) == 0:
                    continue  # carried over to the surplus: not a receipt
                posting.amounts[spot] = posting.amounts.get(spot, 0) + amount
        for doc in dict.fromkeys(self._rests_on(source, {source})):
            posting.docs.append(doc)
            if self.doc_type(doc) == "invoice":
                posting.invoices.append(doc)
                posting.docs += [d for d in self.covered(doc[0]) if d not in posting.docs]
        return posting

    @cached_property
    def copied(self) -> set[int]:
        """The vouchers that were copied from the month's slips (出自)."""
        return {p.record for p in self.postings if p.copied}

    def _rests_on(self, voucher: int, seen: set[int]) -> Iterator[Doc]:
        """The documents a voucher names; for a voucher among them (a supplement names what it mends) those of that one."""
        for named, _ in self.targets(voucher, "documents"):
            doc = self.origin(named)
            if self.doc_type(doc) != "voucher":
                yield doc
            elif doc[0] not in seen:
                yield from self._rests_on(doc[0], seen | {doc[0]})

    def doc_type(self, doc: Doc) -> str:
        row = self.index.execute("select type from doc where record = ? and n = ?", doc).fetchone()
        return str(row[0])

    def covered(self, invoice: int) -> list[Doc]:
        """The acceptances, returns and jobs that an invoice covers: named one by one, or a supplier's whole period."""
        if self.type_of(invoice) != "invoice":
            return []
        found = [doc for doc, _ in self.targets(invoice, "covers") if self.doc_type(doc) in OWED]
        for cover in self.tree(invoice).get("covers", []):
            if cover.get("period"):
                span = cover["period"]
                found += [
                    (record, 0)
                    for (record,) in self.index.execute(
                        "select r.id from record r where r.type in ('acceptance', 'return_to_supplier', 'job')"
                        " and r.day between ? and ? and exists (select 1 from money m where m.record = r.id"
                        "  and m.book = 'due' and m.key like ?) order by r.booked, r.path, r.line",
                        (span["first"], span["last"], f"%|supplier|{cover['supplier']}"),
                    )
                ]
        return list(dict.fromkeys(found))
