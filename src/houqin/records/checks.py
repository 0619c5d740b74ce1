"""checks/: counts, cash counts, outside statements, count reports, settlements. Never the keeper's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from houqin.records.base import Fault, Needs, NotEmpty, Part, Record, Reversal, check, one_of
from houqin.records.scalars import (
    Amount,
    Choice,
    Counted,
    Day,
    Identity,
    Positive,
    Ref,
    SetName,
    Several,
    Text,
    Whole,
    YesNo,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Seen(Part):
    """What stood there: goods, or pieces of an asset card. Only quantities: a count knows no value."""

    item: Identity | None = None
    asset: Identity | None = None
    quantity: Counted
    place: Identity | None = None
    user: Identity | None = None
    batch: Text | None = None
    state: Annotated[str, Choice("state")] | None = None
    reason: Text | None = None
    note: Text | None = None

    _one = check(one_of("item", "asset"))


class Count(Record):
    """盘点: what stands on the shelf or in the rooms on a day; it moves nothing."""

    type: Literal["count"]
    kind: Annotated[str, Choice("count_kind")] = "stock"
    place: Identity | None = None
    set: SetName | None = None
    scope: Annotated[str, Choice("scope")]
    cutoff: Ref | None = None
    """截止: the last slip before the count."""
    blind: YesNo = False
    """盲盘: the counters did not see the book's quantities."""
    lines: Annotated[list[Seen], NotEmpty]


class Face(Part):
    """面额: notes or coins of one value, in fen."""

    face: Positive
    pieces: Whole


def faces_agree(count: CashCount) -> Iterator[Fault]:
    """The notes and coins are the sum counted."""
    if count.denominations:
        right = sum(face.face * face.pieces for face in count.denominations)
        if right != count.counted:
            yield Fault("record.faces_total", ("counted",), {"right": right, "amount": count.counted})


class CashCount(Record):
    """现金盘点: what lies in the safe."""

    type: Literal["cash_count"]
    set: SetName
    counted: Amount
    denominations: list[Face] = []
    unbooked_in: Amount = 0
    """未入账收: slips of money in that are not in the journal yet."""
    unbooked_out: Amount = 0
    reason: Text | None = None

    _summed = check(faces_agree)


class StatementLine(Part):
    """A line of an outside statement, in the school's own sense: `in` is money that came to it (fen)."""

    date: Day | None = None
    summary: Text | None = None
    payee: Text | None = None
    counterparty: Text | None = None
    bank_reference: Text | None = None
    in_: Amount | None = None
    out: Amount | None = None
    increase: Amount | None = None
    decrease: Amount | None = None
    amount: Amount | None = None
    balance: Amount | None = None
    fund: Identity | None = None
    economic_class: Identity | None = None
    account: Identity | None = None
    name: Text | None = None
    opening_debit: Amount | None = None
    opening_credit: Amount | None = None
    debit: Amount | None = None
    credit: Amount | None = None
    ytd_debit: Amount | None = None
    ytd_credit: Amount | None = None
    closing_debit: Amount | None = None
    closing_credit: Amount | None = None
    asset: Identity | None = None
    quantity: Counted | None = None
    cost: Amount | None = None
    accumulated: Amount | None = None
    meal: Annotated[str, Choice("meal")] | None = None
    pupils: Counted | None = None
    staff: Counted | None = None
    note: Text | None = None


FLOWS = {"bank": ("in_", "out"), "quota": ("in_", "out"), "supplier": ("increase", "decrease")}
"""Kinds of statement with a running balance → the columns that raise and lower it."""

HEADED = (
    Needs("bank_account", "kind", "bank"),
    Needs("supplier", "kind", "supplier"),
    *(Needs("set", "kind", kind) for kind in ("treasury", "trial_balance", "asset_system", "meal_card", "quota")),
)
"""Without these fields nobody knows whose statement it is."""

NEEDED = {
    "bank": ("date",),
    "quota": ("date",),
    "supplier": ("date",),
    "treasury": ("date", "amount"),
    "trial_balance": ("account",),
    "asset_system": ("asset", "cost"),
    "meal_card": ("date",),
}
"""Kind of statement → what each of its lines must have."""


def complete(statement: OutsideStatement) -> Iterator[Fault]:
    """The columns that its kind needs are there, and a movement is one way."""
    for index, line in enumerate(statement.lines):
        for field in NEEDED[statement.kind]:
            if getattr(line, field) is None:
                yield Fault("record.missing", ("lines", index), {"field": field})
        if flow := FLOWS.get(statement.kind):
            for fault in one_of(*flow)(line):
                yield fault._replace(at=("lines", index, *fault.at))


def _flow(line: StatementLine, up: str, down: str) -> int:
    return (getattr(line, up) or 0) - (getattr(line, down) or 0)


def _first_break(opening: int, lines: Sequence[StatementLine], flow: tuple[str, str]) -> tuple[int, int] | None:
    """(index, right balance) of the first line whose printed balance does not follow; None if all do."""
    balance = opening
    for index, line in enumerate(lines):
        balance += _flow(line, *flow)
        if line.balance is not None and line.balance != balance:
            return index, balance
    return None


def runs(statement: OutsideStatement) -> Iterator[Fault]:
    """Opening and movements give every printed balance and the closing one; banks print either way up."""
    flow = FLOWS.get(statement.kind)
    if flow is None or statement.opening is None:
        return
    broken = _first_break(statement.opening, statement.lines, flow)
    if broken and _first_break(statement.opening, statement.lines[::-1], flow):
        index, right = broken
        yield Fault(
            "record.statement_balance",
            ("lines", index, "balance"),
            {"right": right, "balance": statement.lines[index].balance},
        )
        return
    right = statement.opening + sum(_flow(line, *flow) for line in statement.lines)
    if statement.closing is not None and statement.closing != right:
        yield Fault("record.statement_closing", ("closing",), {"right": right, "closing": statement.closing})


def trial_balance_runs(statement: OutsideStatement) -> Iterator[Fault]:
    """Each account's opening and movements give its closing, where the export has all three pairs."""

    def net(line: StatementLine, pair: str) -> int:
        return (getattr(line, f"{pair}debit") or 0) - (getattr(line, f"{pair}credit") or 0)

    def has(pair: str) -> bool:
        return any(
            getattr(line, f"{pair}{side}") is not None for line in statement.lines for side in ("debit", "credit")
        )

    if statement.kind != "trial_balance" or not (has("opening_") and has("closing_")):
        return
    for index, line in enumerate(statement.lines):
        right = net(line, "opening_") + net(line, "")
        if net(line, "closing_") != right:
            side = "closing_credit" if line.closing_credit is not None else "closing_debit"
            at = ("lines", index, side) if getattr(line, side) is not None else ("lines", index)
            yield Fault("record.trial_balance", at, {"right": right, "balance": net(line, "closing_")})


class OutsideStatement(Record):
    """对账单: what somebody outside says: a bank, the treasury, a supplier, the county's ledger."""

    type: Literal["outside_statement"]
    kind: Annotated[str, Choice("statement_kind")]
    set: SetName | None = None
    bank_account: Identity | None = None
    supplier: Identity | None = None
    file: Text | None = None
    hash: Text | None = None
    opening: Amount | None = None
    lines: list[StatementLine] = []
    closing: Amount | None = None

    _stated = check(*HEADED, complete, runs, trial_balance_runs)


class Difference(Part):
    """One difference of a count: how much, and what becomes of it."""

    item: Identity | None = None
    asset: Identity | None = None
    quantity: Counted | None = None
    batch: Text | None = None
    amount: Positive | None = None
    """Fen; of cash always, of a surplus where it has a price of its own; else as the valuation says."""
    result: Annotated[str, Choice("result")]
    person: Identity | None = None
    reason: Text | None = None
    note: Text | None = None


def differences_told(report: CountReport) -> Iterator[Fault]:
    """Goods and assets need a quantity, cash an amount; what a person owes needs the person."""
    for index, line in enumerate(report.lines):
        needed = "amount" if line.item is None and line.asset is None else "quantity"
        if getattr(line, needed) is None:
            yield Fault("record.missing", ("lines", index), {"field": needed})
        if line.result == "person" and line.person is None:
            yield Fault("record.missing", ("lines", index), {"field": "person"})


class CountReport(Record):
    """盘盈盘亏: a count's differences: each waits, is natural loss, or is somebody's."""

    type: Literal["count_report"]
    count: Ref | None = None
    cash_count: Ref | None = None
    place: Identity | None = None
    set: SetName | None = None
    lines: Annotated[list[Difference], NotEmpty]

    _told = check(one_of("count", "cash_count"), differences_told)


class Settled(Part):
    """What became of a difference that waited in 1902; a net gain is negative (fen)."""

    item: Identity | None = None
    asset: Identity | None = None
    count_report: Ref | None = None
    summary: Text | None = None
    amount: Amount
    account: Identity | None = None
    person: Identity | None = None
    note: Text | None = None


class Settlement(Record):
    """转销: what waited in 1902 leaves it, on the strength of an approval."""

    type: Literal["settlement"]
    of: Annotated[list[Ref], Several] = []
    set: SetName | None = None
    document: Text
    """批文: the number of the reply."""
    approved: Day | None = None
    lines: Annotated[list[Settled], NotEmpty]


RECORDS = (Count, CashCount, OutsideStatement, CountReport, Settlement, Reversal)
