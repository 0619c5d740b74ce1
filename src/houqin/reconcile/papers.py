"""单单, 单证: what is wrong with the papers of a month themselves, whether or not a sum is touched by it.

A check is a function of a month as it is known now, and of the month whose papers it looks at. What it found stays open
until it finds it no more: later papers (a signature given late, a reversal) mend earlier ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from houqin.reconcile.finding import Effect, Finding
from houqin.reconcile.moves import Month
from houqin.reconcile.spots import Doc


class Paper(NamedTuple):
    """One thing wrong: its code in the table of kinds, the documents (the one at fault first), fen it is about (0: no
    sum), what its sentences need (JSON's own types), and how much else would explain it. `month`: whose papers."""

    code: str
    docs: tuple[Doc, ...]
    amount: int = 0
    args: Mapping[str, Any] = MappingProxyType({})
    rivals: int = 0
    month: str = ""


Check = Callable[[Month, str], Iterable[Paper]]
"""(what is known up to which month, the month whose papers are looked at) → what is wrong with them."""


def checks() -> tuple[Check, ...]:
    """Every check, in the order in which findings of one record are told. Loaded where a month is worked out, not where it
    is remembered."""
    from houqin.reconcile import bills, payees, purchases

    return (
        purchases.above_order, purchases.above_usual, purchases.above_offer,
        bills.number_twice, bills.looks_twice, bills.taxed_wrongly, bills.other_buyer, payees.other_payee,
    )  # fmt: skip


def still_wrong(month: Month, before: Iterable[Paper]) -> list[Paper]:
    """What was wrong before and still is, and what is wrong with this month's papers."""
    open_ = {(paper.month, paper.docs[0]) for paper in before}
    found = []
    for name in sorted({m for m, _ in open_} | {month.month}):
        for check in checks():
            papers = [paper._replace(month=name) for paper in check(month, name)]
            found += [p for p in papers if name == month.month or (name, p.docs[0]) in open_]
    return found


def findings(month: Month, wrong: Iterable[Paper]) -> Iterator[Finding]:
    """Each as a finding. It stands on no line of the accounts: what it did to one is found there."""
    for paper in wrong:
        named = [month.named(doc) for doc in paper.docs]
        set_ = month.set_of(paper.docs[0])
        yield Finding(
            paper.code, set_, abs(paper.amount), named, [Effect(set_, None, None, paper.amount)],
            {"number": named[0].number, "type": named[0].type, "amount": abs(paper.amount),
             "numbers": [n.number for n in named[1:]], **paper.args},
            rivals=paper.rivals, carried=paper.month != month.month,
        )  # fmt: skip


def to_json(papers: Iterable[Paper]) -> list[Any]:
    return [[p.code, [list(doc) for doc in p.docs], p.amount, dict(p.args), p.rivals, p.month] for p in papers]


def from_json(data: Iterable[Any]) -> list[Paper]:
    return [Paper(c, tuple((r, n) for r, n in docs), a, args, rivals, m) for c, docs, a, args, rivals, m in data]
