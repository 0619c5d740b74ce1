"""How the like was booked before: a set's own vouchers, the latest first, told apart by what their documents say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from houqin.book.index import opening_month
from houqin.reconcile.moves import Month, Posting
from houqin.reconcile.spots import Doc
from houqin.reconcile.vouching import compared
from houqin.settle.desk import Desk
from houqin.values import previous_month

BACK = 12
"""Months that are looked back: a year has everything once."""

Feature = tuple[str, ...]
"""What tells a document from others of its type: (type, ...), or ("", account, side) of a voucher that names none."""


class Like(NamedTuple):
    """A voucher that stands, with its entries as the index keeps them (fen)."""

    month: str
    posting: Posting
    entries: list[dict[str, Any]]
    budget: list[dict[str, Any]]

    @property
    def record(self) -> int:
        return self.posting.record


class Precedents:
    """The vouchers of a set in the month and in the year before it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.month = desk.month

    @cached_property
    def all(self) -> list[Like]:
        """Every voucher that was neither taken back nor takes something back (red), the latest first."""
        found: list[Like] = []
        opened, name = opening_month(self.desk.book.index), self.month.month
        for _ in range(BACK + 1):
            if name <= opened:
                break
            for posting in reversed(self.desk.at(name).postings):
                if posting.set != self.desk.set or self.month.type_of(posting.record) != "voucher":
                    continue
                tree = self.month.tree(posting.record)
                halves = tree.get("entries", []), tree.get("budget", [])
                red = any((e.get("debit") or e.get("credit") or 0) < 0 for half in halves for e in half)
                if not red and not self.month.withdrawn(posting.record):
                    found.append(Like(name, posting, *halves))
            name = previous_month(name)
        return found

    @cached_property
    def _by_feature(self) -> dict[Feature, list[Like]]:
        found: dict[Feature, list[Like]] = defaultdict(list)
        for like in self.all:
            told = [feature for doc in like.posting.docs for feature in features(self.month, doc)]
            told += [unnamed(key, amount) for (key, _), amount in like.posting.amounts.items() if not like.posting.docs]
            for feature in dict.fromkeys(told):
                found[feature].append(like)
        return found

    def like(self, wanted: Iterable[Feature]) -> Iterator[Like]:
        """Those that share a feature, by the first feature that any has, the latest first."""
        for feature in wanted:
            yield from self._by_feature.get(feature, ())

    def accounts(self, wanted: Iterable[Feature], rest: int) -> dict[str, int]:
        """Code → fen (debit positive) that the likest voucher has on accounts which control nothing, on the side of the
        rest; empty where there is none."""
        for like in self.like(wanted):
            if found := {code: a for code, a in self.free(like).items() if a and (a > 0) == (rest > 0)}:
                return found
        return {}

    def free(self, like: Like) -> dict[str, int]:
        """What a voucher posts on accounts with no documents behind them: expense, income, another set's mirror."""
        sums: dict[str, int] = defaultdict(int)
        for entry in like.entries:
            key = f"{self.desk.set}|{entry['account']}"
            if key not in self.desk.book.registers.accounts or not compared(self.month, key):
                sums[str(entry["account"])] += signed(entry)
        return dict(sums)

    def budget(self, wanted: Iterable[Feature], moved: int) -> tuple[Like | None, list[dict[str, Any]]]:
        """The likest voucher and the entries that it has against 8001 (against income that the treasury pays): of what was spent
        (`moved` below 0) the debits, of what came the credits."""
        side = "debit" if moved < 0 else "credit"
        funds = str(self.desk.book.registers.control("funds", self.desk.set)).partition("|")[2]
        for like in self.like(wanted):
            if found := [e for e in like.budget if e.get(side) and e["account"] != funds]:
                return like, found
        return None, []

    def naming(self, types: Iterable[str]) -> list[Like]:
        """The vouchers of earlier months that name, or cover by an invoice, documents of some types."""
        return [
            like
            for like in self.all
            if like.month < self.month.month and {*types} & {self.month.doc_type(d) for d in like.posting.docs}
        ]


def signed(entry: Mapping[str, Any]) -> int:
    """An entry's fen, debit positive."""
    return (entry.get("debit") or 0) - (entry.get("credit") or 0)


def unnamed(key: str, amount: int) -> Feature:
    """What tells a voucher that names no document: where it posts, and on which side."""
    return ("", key, "debit" if amount > 0 else "credit")


# ------------------------------------------------------------ what tells documents apart


def features(month: Month, doc: Doc) -> list[Feature]:
    """What tells a document, the most telling first. Money of which nobody says whose or what for tells nothing."""
    type_ = month.doc_type(doc)
    if doc[1] or type_ == "reversal":
        return []
    tell = TELLING.get(type_)
    told = tell(month.tree(doc[0])) if tell else [()]
    return [(type_, *one) for one in told if "" not in one]


def _plain(text: Any) -> str:
    """Without its figures: 9月电费 and 10月电费 are the like."""
    return re.sub(r"[\d\s]+", "", str(text or ""))


def _money(who: str) -> Callable[[Mapping[str, Any]], list[Feature]]:
    def tell(tree: Mapping[str, Any]) -> list[Feature]:
        name, purpose = _plain(tree.get(who)), _plain(tree.get("purpose"))
        if fund := tree.get("fund"):
            return [("fund", str(fund), name), ("fund", str(fund))]
        settled = [name for name in ("collection", "disposal", "damage", "remit_to") if tree.get(name)]
        way = settled[0] if settled else "settles" if tree.get("settles") else "for"
        found = [(way, "both", name, purpose), (way, "who", name), (way, "what", purpose)]
        return [*found, (way,)] if settled else found

    return tell


TELLING: dict[str, Callable[[Mapping[str, Any]], list[Feature]]] = {
    "payment": _money("payee"),
    "receipt": _money("payer"),
    "acceptance": lambda tree: [(str(tree["origin"]), str(tree.get("supplier") or "")), (str(tree["origin"]),)],
    "disposal": lambda tree: [("asset" if tree.get("asset") else "item", str(tree["method"]))],
    "count_report": lambda tree: [(*sorted({str(line["result"]) for line in tree["lines"]}),)],
    "acquisition": lambda tree: [(str(tree.get("way") or "purchase"),)],
    "invoice": lambda tree: [(str(tree["supplier"]),)],
}
"""Type → what tells one from another; of types that are not here, all are alike."""
