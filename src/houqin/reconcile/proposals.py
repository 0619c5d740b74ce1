"""What may belong together and nobody has said so: proposals along the chain order, acceptance, invoice, payment,
collection, voucher, for a person to accept or reject (配对).

A chain is a row: which records want the other (left), which are there to be named (right). What is named already, or
booked by sum, is no longer open; nothing here changes a figure.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from houqin.book.matches import decided
from houqin.reconcile import bank
from houqin.reconcile.finding import Named
from houqin.reconcile.loose import Limits, Loose, limits
from houqin.reconcile.month import journals
from houqin.reconcile.moves import OWED, Month
from houqin.reconcile.pairing import Keys, Pair, pair
from houqin.reconcile.spots import DEPRECIATION, Doc
from houqin.reconcile.vouching import compared
from houqin.values import date, day, first_day, last_day, month_at, month_index, month_of


class Proposal(NamedTuple):
    """`chain`: the type on the left. `rivals`: pairings that would do as well; those of one tie share `tie`, "" where it
    stands alone. `decided`: the bank's, which count already."""

    id: str
    chain: str
    pair: Pair
    rivals: int = 0
    tie: str = ""
    decided: bool = False


@dataclass
class Reach:
    """What a chain looks at: records booked up to the month's end, as far back as its window."""

    month: Month
    limits: Limits
    party: Callable[[str], str]
    first: int = field(init=False)
    last: int = field(init=False)

    def __post_init__(self) -> None:
        self.last = last_day(self.month.month)
        start = date(first_day(self.month.month)).toordinal() - self.limits.window
        self.first = day(date(self.last).fromordinal(start))

    def records(self, *types: str) -> Iterator[dict[str, Any]]:
        """Records of some types that stand, as trees with their "record", "type" and "day"."""
        marks = ",".join("?" * len(types))
        for record, type_, on, folder in self.month.index.execute(
            f"select id, type, day, folder from record where type in ({marks}) and day between ? and ? order by id",
            (*types, self.first, self.last),
        ).fetchall():
            if folder != "opening" and not self.month.withdrawn(record):
                yield self.month.tree(record) | {"record": record, "type": type_, "day": on}

    def named(self, doc: Doc, role: str) -> bool:
        row = self.month.index.execute(
            "select 1 from tie t join record r on r.id = t.record where t.target = ? and t.target_n = ? and t.role = ?"
            " and r.type <> 'match' limit 1",
            (*doc, role),
        ).fetchone()
        return row is not None

    def loose(self, doc: Doc, amount: int, on: int, party: str, group: str = "") -> Loose:
        named = self.month.named(doc)
        return Loose(doc, _name(named), amount, on, group, party, party)

    @cached_property
    def postings(self) -> list[Any]:
        """Vouchers of the months within reach."""
        months = range(month_index(month_of(self.first)), month_index(self.month.month) + 1)
        return [one for m in months for one in self.month.at(month_at(m)).postings]


Open = Callable[[Reach], Iterable[Loose]]


class Chain(NamedTuple):
    """`after`: whether the right one usually comes later (1) or earlier (−1)."""

    left: Open
    right: Open
    after: int
    stages: tuple[str, ...] = ("same_key", "only_one", "best_score", "party_month", "few_items", "whole_month")


# ------------------------------------------------------------ what is open


def _invoices(reach: Reach) -> Iterator[Loose]:
    """Invoices that cover nothing."""
    for tree in reach.records("invoice"):
        doc = (tree["record"], 0)
        if not tree.get("covers") and not tree.get("of") and not reach.month.targets(doc[0], "covers"):
            yield reach.loose(doc, tree["total"], tree["day"], tree["supplier"])


def _delivered(reach: Reach) -> Iterator[Loose]:
    """Acceptances, returns and jobs by which something is owed, that no invoice covers."""
    covered = {doc for tree in reach.records("invoice") for doc in reach.month.covered(tree["record"])}
    for tree in reach.records(*sorted(OWED)):
        doc = (tree["record"], 0)
        owed = reach.month.index.execute(
            "select -sum(amount), max(key) from moved where record = ? and book = 'due'", (doc[0],)
        ).fetchone()
        if owed[0] and doc not in covered and not reach.named(doc, "covers"):
            yield reach.loose(doc, owed[0], tree["day"], owed[1].split("|", 2)[2])


def _paid(reach: Reach) -> Iterator[Loose]:
    """Payments to a party of the registers that settle nothing."""
    for tree in reach.records("payment"):
        doc, payee = (tree["record"], 0), reach.party(tree["payee"])
        if payee and not tree.get("settles") and not reach.month.targets(doc[0], "settles"):
            yield reach.loose(doc, tree["amount"], tree["day"], payee)


def _unpaid(reach: Reach) -> Iterator[Loose]:
    """Invoices that nothing settles, those of the opening among them."""
    for tree in reach.records("invoice"):
        doc = (tree["record"], 0)
        if not tree.get("of") and not reach.named(doc, "settles"):
            yield reach.loose(doc, tree["total"], tree["day"], tree["supplier"])
    for record, n, on in reach.month.index.execute(
        "select d.record, d.n, r.day from record r join doc d on d.record = r.id and d.type = 'invoice' and d.n > 0"
        " where r.type = 'opening_payables'"
    ).fetchall():
        line = reach.month.tree(record)["lines"][n - 1]
        if not reach.named((record, n), "settles"):
            yield reach.loose((record, n), line["unpaid"], line.get("date") or on, line["supplier"])


def _received(reach: Reach) -> Iterator[Loose]:
    """Receipts that do not say what for."""
    said = ("collection", "disposal", "damage", "remit_to", "settles")
    for tree in reach.records("receipt"):
        doc, payer = (tree["record"], 0), reach.party(tree["payer"])
        if payer and not any(tree.get(f) for f in said) and not reach.month.targets(doc[0], "collection"):
            yield reach.loose(doc, tree["amount"], tree["day"], payer)


def _collected(reach: Reach) -> Iterator[Loose]:
    for tree in reach.records("collection"):
        doc = (tree["record"], 0)
        if not reach.named(doc, "collection"):
            yield reach.loose(doc, tree["amount"], tree["day"], tree["party"])


def _accepted(reach: Reach) -> Iterator[Loose]:
    """Purchases accepted without an order."""
    for tree in reach.records("acceptance"):
        doc = (tree["record"], 0)
        if tree.get("supplier") and not tree.get("order") and not reach.month.targets(doc[0], "order"):
            yield reach.loose(doc, _lines(tree), tree["day"], tree["supplier"])


def _ordered(reach: Reach) -> Iterator[Loose]:
    """Orders on which nothing came and which stand."""
    for tree in reach.records("order"):
        doc = (tree["record"], 0)
        if not reach.named(doc, "order") and not reach.named(doc, "of"):
            yield reach.loose(doc, _lines(tree), tree["day"], tree["supplier"])


def _lines(tree: dict[str, Any]) -> int:
    return sum(line.get("amount") or 0 for line in tree["lines"])


def _vouchers(reach: Reach) -> Iterator[Loose]:
    """Vouchers that rest on nothing, by what they post to the accounts that documents stand behind."""
    for posting in reach.postings:
        if not posting.docs and not posting.copied and reach.month.type_of(posting.record) == "voucher":
            spots = {s: a for s, a in posting.amounts.items() if a and compared(reach.month, s[0])}
            if not reach.month.withdrawn(posting.record):
                yield from _on_spots(reach, (posting.record, 0), spots)


def _documents(reach: Reach) -> Iterator[Loose]:
    """Documents that no voucher names, by what they did to those accounts."""
    named = {doc for posting in reach.postings for doc in posting.docs}
    months = range(month_index(month_of(reach.first)), month_index(reach.month.month) + 1)
    did: dict[Doc, dict[Any, int]] = defaultdict(lambda: defaultdict(int))
    for m in months:
        for move in reach.month.at(month_at(m)).slips:
            if move.doc not in named and move.spot[1] != DEPRECIATION and compared(reach.month, move.spot[0]):
                did[move.doc][move.spot] += move.amount
    for doc, spots in did.items():
        if not reach.month.withdrawn(doc[0]):
            yield from _on_spots(reach, doc, {s: a for s, a in spots.items() if a})


def _on_spots(reach: Reach, doc: Doc, spots: dict[Any, int]) -> Iterator[Loose]:
    """One item: of the group of those that touch the same accounts and parties in the same proportion of signs."""
    if spots:
        first = min(spots)
        on = reach.month.index.execute("select booked from record where id = ?", (doc[0],)).fetchone()[0]
        parties = sorted({party for _, party in spots if party})
        group = " ".join(f"{account}|{party}" for account, party in sorted(spots))
        rest = [amount for spot, amount in sorted(spots.items()) if spot != first]
        yield reach.loose(doc, spots[first], on, parties[0] if len(parties) == 1 else "", f"{group} {rest}")


CHAINS: dict[str, Chain] = {
    "acceptance": Chain(_accepted, _ordered, -1),
    "invoice": Chain(_invoices, _delivered, -1),
    "payment": Chain(_paid, _unpaid, -1),
    "receipt": Chain(_received, _collected, 0),
    "voucher": Chain(_vouchers, _documents, -1, ("same_key", "only_one", "best_score")),
}
"""What is on the left → how it is looked at. A voucher is held against single documents only: what several of them add
up to, vouching.py settles by sum."""


# ------------------------------------------------------------ proposals


def proposals(month: Month) -> list[Proposal]:
    """All of a month, by chain, then by stage as the cascade took them; ties last."""
    party = bank.parties(month.registers)
    found: list[Proposal] = []
    for type_, chain in CHAINS.items():
        reach = Reach(month, limits(month.registers, last_day(month.month), type_, chain.after), party)
        paired = pair(
            chain.left(reach), chain.right(reach), reach.limits, barred=rejected(month, type_), stages=chain.stages
        )
        found += [_proposal(type_, one) for one in paired.pairs]
        for tie in paired.ties:
            of = _id(type_, [x.name for one in tie.options for x in (*one.left, *one.right)])
            found += [_proposal(type_, one)._replace(rivals=len(tie.options) - 1, tie=of) for one in tie.options]
    return found


OPEN_TO_DOUBT = {"best_score", "party_month", "few_items"}
"""Stages that another would perhaps have settled otherwise."""


def statement_pairs(month: Month) -> list[Proposal]:
    """How lines of the bank were paired where it was not plain: they count, unless a person says otherwise."""
    return [
        Proposal(
            _id(journal.key, [*(a.name for a in one.left), "", *(b.name for b in one.right)]),
            "outside_statement",
            one,
            decided=True,
        )
        for journal in journals(month)
        for one in journal.pairs
        if one.stage in OPEN_TO_DOUBT
    ]


def answered(month: Month, yes: bool) -> dict[str, int]:
    """The ids that proposals had to which somebody said yes, or no → the record that says so."""
    every = [match for (match,) in month.index.execute("select id from record where type = 'match'")]
    found: dict[str, int] = {}
    for one in decided(month.index, every):
        if one.yes == yes:
            of, against = ([_name(month.named((s.record, s.n))) for s in side] for side in (one.of, one.against))
            found |= {_id(chain, [*of, "", *against]): one.record for chain in CHAINS}
    return found


def rejected(month: Month, type_: str) -> Keys:
    """Pairs of a chain that somebody said are none."""
    records = [
        match
        for (match,) in month.index.execute(
            "select distinct t.record from record m join tie t on t.record = m.id and t.role = 'of'"
            " join doc d on d.record = t.target and d.n = t.target_n and d.type = ? where m.type = 'match'",
            (type_,),
        )
    ]
    return frozenset(
        (frozenset(one.keys("of")), frozenset(one.keys("against")))
        for one in decided(month.index, records)
        if not one.yes
    )


def _proposal(chain: str, one: Pair) -> Proposal:
    return Proposal(_id(chain, [*(a.name for a in one.left), "", *(b.name for b in one.right)]), chain, one)


def _name(named: Named) -> str:
    """A document by which its proposals have their ids and their order."""
    return f"{named.type} {named.owner} {named.id}"


def _id(chain: str, names: Iterable[str]) -> str:
    """Eight hex digits that stay while the two sides do."""
    return hashlib.sha256("\n".join([chain, *names]).encode()).hexdigest()[:8]
