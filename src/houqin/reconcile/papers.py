"""单单, 单证: what is wrong with the papers of a month themselves, whether or not a sum is touched by it.

A check is a function of a month as it is known now, and of the month whose papers it looks at. What it found stays open
until it finds it no more: later papers (a signature given late, a reversal) mend earlier ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from houqin.reconcile.finding import Effect, Finding
from houqin.reconcile.kinds import KINDS
from houqin.reconcile.moves import Month
from houqin.reconcile.spots import Doc


class Paper(NamedTuple):
    """One thing wrong: its code in the table of kinds, the documents (the one at fault first), fen it is about (0: no
    sum), what its sentences need (JSON's own types), and how much else would explain it. `month`: whose papers.
    `account`: the key of the account that the sum is about; "" where it is about none."""

    code: str
    docs: tuple[Doc, ...]
    amount: int = 0
    args: Mapping[str, Any] = MappingProxyType({})
    rivals: int = 0
    month: str = ""
    account: str = ""


SETTLED_BY = {("signature.missing", "voucher"): "accountant", ("signature.few", "voucher"): "accountant"}
"""(code, type of the paper) → whose it is to settle, where not whose the kind says."""

Check = Callable[[Month, str], Iterable[Paper]]
"""(what is known up to which month, the month whose papers are looked at) → what is wrong with them."""

TOLD_ONE_BY_ONE = 3
"""So many papers that lack the same are each a finding; more of a month and a set are one that names them all."""


def checks() -> tuple[Check, ...]:
    """Every check, in the order in which findings of one record are told. Loaded where a month is worked out, not where it
    is remembered."""
    from houqin.reconcile import (
        approvals,
        bills,
        licences,
        numbering,
        payees,
        purchases,
        receipts,
        repaid,
        signatures,
        splits,
    )

    return (
        approvals.decided, splits.split, signatures.signed, purchases.above_order, purchases.above_usual,
        purchases.above_offer, licences.licensed, bills.number_twice, bills.looks_twice, bills.taxed_wrongly,
        bills.other_buyer, payees.other_payee, repaid.paid_twice, receipts.other_unit, receipts.without_value,
        numbering.continuous,
    )  # fmt: skip


def still_wrong(month: Month, before: Iterable[Paper]) -> list[Paper]:
    """What was wrong before and still is, and what is wrong with this month's papers.

    An earlier month's papers are looked at again only where a record of this month speaks of one that was wrong: nothing
    else can have mended it (what changes in an earlier month lets the months after it be worked out anew).
    """
    found = []
    by_month: dict[str, list[Paper]] = {}
    for paper in before:
        if KINDS[paper.code].clears != "never":
            by_month.setdefault(paper.month, []).append(paper)
    for name, open_ in sorted(by_month.items()):
        if not _spoken_of(month, {doc for paper in open_ for doc in paper.docs}):
            found += open_
            continue
        was = set().union(*map(_matters, open_))
        for check in checks():
            found += [p._replace(month=name) for p in check(month, name) if not was.isdisjoint(_matters(p))]
    for check in checks():
        found += [paper._replace(month=month.month) for paper in check(month, month.month)]
    return found


def _matters(paper: Paper) -> set[tuple[str, Doc]]:
    """What a paper is about: no decision becomes a late one, and both are about the decision on an order."""
    return {(paper.code.partition(".")[0], doc) for doc in paper.docs}


def _spoken_of(month: Month, docs: Iterable[Doc]) -> bool:
    """Whether a record of this month names one of these documents."""
    return any(
        month.index.execute(
            "select 1 from tie t join record r on r.id = t.record where t.target = ? and r.month = ? limit 1",
            (record, month.month),
        ).fetchone()
        for record, _ in docs
    )


def findings(month: Month, wrong: Iterable[Paper]) -> Iterator[Finding]:
    """Each as a finding, those that lack the same together. It stands on no line of the accounts: what it did to one is
    found there."""
    for papers in _together(month, wrong):
        paper = papers[0]
        named = [month.named(doc) for doc in (paper.docs if len(papers) == 1 else [p.docs[0] for p in papers])]
        set_ = month.set_of(paper.docs[0])
        set_, account = paper.account.split("|") if paper.account else (set_, None)
        yield Finding(
            paper.code, set_, abs(paper.amount), named, [Effect(set_, account, None, paper.amount)],
            {"number": named[0].number, "type": named[0].type, "amount": abs(paper.amount),
             "numbers": [n.number for n in named[1:]], "all": [n.number for n in named[: len(papers)]],
             "records": [n.number for n in named], **paper.args},
            rivals=paper.rivals, settled_by=SETTLED_BY.get((paper.code, named[0].type)),
            carried=paper.month != month.month,
        )  # fmt: skip


def _together(month: Month, wrong: Iterable[Paper]) -> list[list[Paper]]:
    """Papers of a month, a set and a type that lack the same, where they are many; each other paper alone."""
    alike: dict[Any, list[Paper]] = {}
    for paper in wrong:
        key: Any = id(paper)
        if KINDS[paper.code].soft and not paper.amount:
            doc = paper.docs[0]
            key = (paper.code, paper.month, month.set_of(doc), month.type_of(doc[0]), str(sorted(paper.args.items())))
        alike.setdefault(key, []).append(paper)
    found = []
    for papers in alike.values():
        found += [papers] if len(papers) > TOLD_ONE_BY_ONE else [[paper] for paper in papers]
    return found


def to_json(papers: Iterable[Paper]) -> list[Any]:
    return [[p.code, [list(doc) for doc in p.docs], p.amount, dict(p.args), *p[4:]] for p in papers]


def from_json(data: Iterable[Any]) -> list[Paper]:
    return [Paper(code, tuple((r, n) for r, n in docs), *rest) for code, docs, *rest in data]
