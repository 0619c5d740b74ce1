"""What a month's end brings by itself: last month's accruals taken back, the month's depreciation, income and expense
carried forward (结转)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from houqin.reconcile.links import covering, vouchers_of
from houqin.reconcile.spots import DEPRECIATION, Doc, Spot
from houqin.reconcile.vouching import compared
from houqin.settle.desk import Desk
from houqin.settle.opposite import Codes, Other, charged, only
from houqin.settle.precedents import Like, Precedents, signed
from houqin.settle.units import moved
from houqin.values import previous_month

# ------------------------------------------------------------ accruals taken back


class Accrued(NamedTuple):
    """A voucher by which goods were accrued (暂估) whose invoice had not come, its documents, and what of it stands."""

    like: Like
    docs: list[Doc]
    sums: dict[Spot, int]


def accruals(desk: Desk, before: Precedents) -> list[Accrued]:
    """The accruals of earlier months that nobody has taken back. None in a set whose goods wait for their invoice, nor in
    one that leaves its accruals standing."""
    row = next((s for s in desk.book.registers.sets if s["set"] == desk.set), {})
    if row.get("uninvoiced", "accrue") != "accrue":
        return []
    last = previous_month(desk.month.month)
    found = [
        Accrued(like, docs, _standing(desk, like, docs))
        for like in before.all
        if like.month < desk.month.month and (docs := _uninvoiced(desk, like))
    ]
    older = [one for one in found if one.like.month < last]
    if older and all(one.sums for one in older):
        return []  # the book's way: the invoice confirms what was accrued
    return [one for one in found if one.like.month == last and one.sums]


def _uninvoiced(desk: Desk, like: Like) -> list[Doc]:
    """The acceptances that a voucher books without an invoice, where that is all it does."""
    then = desk.at(like.month)
    docs = like.posting.docs
    bought = all(
        desk.month.doc_type(d) == "acceptance"
        and desk.month.tree(d[0]).get("origin") == "purchase"
        and desk.month.tree(d[0]).get("supplier")
        and not covering(then, d[0])
        for d in docs
        if desk.month.doc_type(d) != "acquisition"
    )
    received = [d for d in docs if desk.month.doc_type(d) == "acceptance"]
    return docs if received and bought else []


def _standing(desk: Desk, like: Like, docs: list[Doc]) -> dict[Spot, int]:
    """What vouchers that name these documents and no other have left of the accrual; nothing where a voucher with their
    invoice has taken its place, or where it is not what the documents moved."""
    sums: dict[Spot, int] = defaultdict(int)
    for voucher in {v for doc in docs for v in vouchers_of(desk.month, doc)}:
        posting = desk.month.posting(voucher)
        if desk.month.withdrawn(voucher):
            continue
        if {*posting.docs} != {*docs}:
            return {}
        for spot, amount in posting.amounts.items():
            sums[spot] += amount
    own: dict[Spot, int] = defaultdict(int)
    for doc in docs:
        for spot, amount in moved(desk, doc).items():
            own[spot] += amount
    left = {spot: amount for spot, amount in sums.items() if amount}
    return left if left == {spot: amount for spot, amount in own.items() if amount} else {}


def reopened(desk: Desk, taken_back: list[Accrued]) -> dict[Doc, dict[Spot, int]]:
    """What their documents have open again once the accruals are taken back."""
    return {doc: moved(desk, doc) for one in taken_back for doc in one.docs}


# ------------------------------------------------------------ depreciation


class Charge(NamedTuple):
    """The month's depreciation that no voucher holds: fen by account (credit negative), and where it falls."""

    account: str
    amount: int
    falls: Other


def depreciation(desk: Desk, before: Precedents) -> Charge | None:
    """Of all cards of the set, what is open at the month's end."""
    open_: dict[str, int] = defaultdict(int)
    spots = {spot for its in desk.open.docs.values() for spot in its if spot[1] == DEPRECIATION}
    account = next((key for key, _ in sorted(spots) if key.startswith(f"{desk.set}|")), None)
    if account is None:
        return None
    numbers = {card.doc: card.number for card in desk.month.cards}
    for doc, its in desk.open.docs.items():
        if doc in numbers and its.get((account, DEPRECIATION)):
            open_[numbers[doc]] -= its[account, DEPRECIATION]
    amount = sum(open_.values())
    months = sorted({like.month for like in before.all if like.month < desk.month.month}, reverse=True)[:3]
    charges: dict[str, Mapping[str, int]] = {name: _charges(desk, name, account) for name in months}
    charges[desk.month.month] = open_
    code = only(desk, "5")
    return Charge(account, amount, Other({code: amount}) if code else charged(desk, before, account, charges))


def _charges(desk: Desk, name: str, account: str) -> dict[str, int]:
    """Card → its charge of a month, fen."""
    numbers = {card.doc: card.number for card in desk.month.cards}
    found: dict[str, int] = defaultdict(int)
    for move in desk.at(name).slips:
        if move.spot == (account, DEPRECIATION) and move.doc in numbers:
            found[numbers[move.doc]] -= move.amount
    return dict(found)


# ------------------------------------------------------------ 结转


SURPLUS, YEARLY, KEPT = "3301", "3302", "3001"
"""本期盈余, 本年盈余分配, 累计盈余 (政府会计制度 财会〔2017〕25号)."""
BUDGET_KEPT = ("8101", "8102", "8201", "8202")
"""Where a year's budget income and outlay go: by the chart, where it has one of them only."""


class Carried(NamedTuple):
    """Accounts brought to nothing: fen by account (debit positive) of either half, balanced."""

    code: str
    entries: Codes
    budget: Codes


def closing(desk: Desk, before: Precedents, drafted: Codes) -> tuple[list[Carried], str]:
    """Income and expense carried forward as this set does it, monthly or in December, with what was drafted (fen by
    account, both halves); and, where it cannot be said, why (a message)."""
    sums = _balances(desk)
    for code, amount in drafted.items():
        sums[code] = sums.get(code, 0) + amount
    december = desk.month.month.endswith("-12")
    open_ = any(amount for code, amount in sums.items() if code[0] in "45")
    monthly = _monthly(desk, before)
    if not open_ and not december:
        return [], ""
    if monthly is None and not december:
        return [], "drafting.no_way_to_close"
    if not monthly and not december:
        return [], ""
    if not _has(desk, SURPLUS):
        return [], "drafting.no_surplus_account"
    found = [Carried("drafted.closing", _to(sums, "45", SURPLUS), {})] if open_ else []
    return [one for one in [*found, *(_year(desk, before, sums) if december else ())] if one.entries or one.budget], ""


def _year(desk: Desk, before: Precedents, sums: Codes) -> Iterator[Carried]:
    """December: the surplus to what is kept, by way of its distribution where the chart has that; the budget half of the
    year where the chart, or last December, says the account."""
    rest = sums.get(SURPLUS, 0) + sum(amount for code, amount in sums.items() if code[0] in "45")
    surplus = {SURPLUS: rest} if rest else {}
    steps = [code for code in (YEARLY, KEPT) if _has(desk, code)]
    kept = [code for code in BUDGET_KEPT if _has(desk, code)]
    budget = _to(sums, "67", kept[0]) if len(kept) == 1 else {}
    for code in steps:
        last = code == steps[-1]
        yield Carried("drafted.closing_year", _to(surplus, "3", code), budget if last else {})
        surplus = {code: rest}


def _to(sums: Mapping[str, int], digits: str, code: str) -> Codes:
    """What brings the accounts that begin so to nothing, and the sum of it on another."""
    entries = {c: -amount for c, amount in sorted(sums.items()) if amount and c[0] in digits and c != code}
    rest = sum(entries.values())
    return entries | ({code: -rest} if rest else {})


def _balances(desk: Desk) -> Codes:
    """The set's ledger at the month's end, fen, debit positive."""
    prefix = f"{desk.set}|"
    return {key[len(prefix) :]: a for key, a in desk.month.balances("ledger").items() if key.startswith(prefix)}


def _has(desk: Desk, code: str) -> bool:
    return f"{desk.set}|{code}" in desk.book.registers.accounts


def _monthly(desk: Desk, before: Precedents) -> bool | None:
    """Whether the set carries forward every month: as the month before did (before January November: in December all do);
    in the book's first month, as its opening left income and expense. None where nothing was earned or spent before."""
    last = previous_month(desk.month.month)
    if last.endswith("-12"):
        last = previous_month(last)
    earlier = [like for like in before.all if like.month < desk.month.month]
    if any(like.month == last for like in earlier):
        return any(SURPLUS in before.free(like) for like in earlier if like.month == last)
    prefix = f"{desk.set}|"
    opened = desk.month.balances("ledger", last)
    its = {key[len(prefix) :]: amount for key, amount in opened.items() if key.startswith(prefix)}
    if any(amount for code, amount in its.items() if code[0] in "45"):
        return False
    return True if its.get(SURPLUS) else None


# ------------------------------------------------------------ what comes back every month


def recurring(desk: Desk, before: Precedents) -> list[Like]:
    """The vouchers of last month that rest on no document and touch nothing that has any (the school's share of the
    canteen's water), of which this month has none yet; in the book's second month or later, those of the month before too."""
    last = previous_month(desk.month.month)
    months = [desk.month.month, last, previous_month(last)]
    its: dict[str, list[Like]] = {name: [] for name in months}
    for like in before.all:
        bare = not like.posting.docs and not like.budget and not _carries(like)
        if like.month in its and bare and all(not compared(desk.month, key) for key, _ in like.posting.amounts):
            its[like.month].append(like)
    having = [_shape(like) for like in its[months[0]]]
    earlier = {_shape(like) for like in its[months[2]]} if any(l.month == months[2] for l in before.all) else None
    found = []
    for like in reversed(its[last]):
        if _shape(like) in having:
            having.remove(_shape(like))
        elif earlier is None or _shape(like) in earlier:
            found.append(like)
    return found


def _carries(like: Like) -> bool:
    return any(entry["account"][0] == "3" for entry in like.entries)


def _shape(like: Like) -> tuple[tuple[str, bool], ...]:
    """Its accounts and their sides."""
    return tuple(sorted((str(entry["account"]), signed(entry) > 0) for entry in like.entries))
