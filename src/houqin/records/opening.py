"""opening/: where the book begins, set by set, and earlier documents that are still needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from houqin.records.approvals import Approval
from houqin.records.assets import OpeningCard, UsedLine
from houqin.records.base import Fault, NotEmpty, Part, Record, check
from houqin.records.canteen import Fee, fee_agrees
from houqin.records.purchases import Contract, Invoice, Order, Quotation, Request
from houqin.records.scalars import Amount, Choice, Day, Identity, Positive, Ref, SetName, Text
from houqin.records.store import Acceptance, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def one_side(balance: Balance) -> Iterator[Fault]:
    """A balance stands on one side."""
    if balance.debit is not None and balance.credit is not None:
        yield Fault("record.both_sides", ("credit",), {"account": balance.account})


class Balance(Part):
    """科目余额: an account's balance on one side, and its turnover since 1 January, in fen."""

    account: Identity
    party: Identity | None = None
    fund: Identity | None = None
    cost_centre: Identity | None = None
    debit: Amount | None = None
    credit: Amount | None = None
    ytd_debit: Amount | None = None
    ytd_credit: Amount | None = None

    _sided = check(one_side)


def _sum_agrees(field: str, rows: Sequence[Balance]) -> Iterator[Fault]:
    debit, credit = sum(row.debit or 0 for row in rows), sum(row.credit or 0 for row in rows)
    if debit != credit:
        yield Fault(
            "record.balances_unequal",
            (field,),
            {"field": field, "debit": debit, "credit": credit, "difference": debit - credit},
        )


def halves_agree(opening: OpeningBalances) -> Iterator[Fault]:
    """Debit = credit in each half of the opening trial balance."""
    yield from _sum_agrees("balances", opening.balances)
    yield from _sum_agrees("budget", opening.budget)


class OpeningBalances(Record):
    """期初余额: a set's trial balance on the day the book begins."""

    type: Literal["opening_balances"]
    set: SetName
    balances: Annotated[list[Balance], NotEmpty]
    budget: list[Balance] = []

    _even = check(halves_agree)


class OpeningStock(Record):
    """期初库存: goods on a store's shelves."""

    type: Literal["opening_stock"]
    place: Identity
    last_counted: Day | None = None
    lines: Annotated[list[Line], NotEmpty]


class InUse(UsedLine):
    """Low-value goods in use when the book opens: always at a place."""

    place: Identity


class OpeningInUse(Record):
    """期初在用: low-value goods in use, at what they cost and what of it is written off."""

    type: Literal["opening_in_use"]
    set: SetName
    last_counted: Day | None = None
    lines: Annotated[list[InUse], NotEmpty]


class OpeningAssets(Record):
    """期初资产: the asset cards, with months charged and depreciation as in the books."""

    type: Literal["opening_assets"]
    set: SetName
    last_counted: Day | None = None
    cards: Annotated[list[OpeningCard], NotEmpty]


class Unpaid(Part):
    """An invoice still owed, in fen."""

    invoice: Ref
    date: Day
    supplier: Identity
    unpaid: Amount
    account: Identity | None = None
    summary: Text | None = None


class OpeningPayables(Record):
    """期初应付: invoices not yet paid in full."""

    type: Literal["opening_payables"]
    set: SetName
    lines: Annotated[list[Unpaid], NotEmpty]


class PrepaidFee(Fee):
    """A fee paid in advance."""

    account: Identity | None = None

    _charged = check(fee_agrees)


class OpeningPrepaid(Record):
    """期初预收: money received for what is still to be given."""

    type: Literal["opening_prepaid"]
    set: SetName
    lines: Annotated[list[PrepaidFee], NotEmpty]


class Outstanding(Part):
    """未达: what one side of the bank reconciliation has and the other has not yet."""

    kind: Annotated[str, Choice("outstanding_kind")]
    date: Day
    summary: Text | None = None
    bank_reference: Text | None = None
    amount: Positive


SIGNS = {
    "bank_in_not_in_books": ("journal", 1),
    "bank_out_not_in_books": ("journal", -1),
    "books_in_not_at_bank": ("statement", 1),
    "books_out_not_at_bank": ("statement", -1),
}
"""Kind of outstanding item → which balance it is added to, and its sign (银行存款余额调节表)."""


def bank_agrees(opening: OpeningBank) -> Iterator[Fault]:
    """Both balances, each with what it lacks, are the same sum."""
    adjusted = {"journal": opening.journal_balance, "statement": opening.statement_balance}
    for item in opening.outstanding:
        side, sign = SIGNS[item.kind]
        adjusted[side] += sign * item.amount
    if adjusted["journal"] != adjusted["statement"]:
        yield Fault("record.bank_unreconciled", ("outstanding",), adjusted)


class OpeningBank(Record):
    """期初未达: a bank account's two balances and what lies between them."""

    type: Literal["opening_bank"]
    bank_account: Identity
    journal_balance: Amount
    statement_balance: Amount
    outstanding: list[Outstanding] = []

    _reconciled = check(bank_agrees)


class OpenAdvance(Part):
    """An advance not yet cleared."""

    advance: Ref
    date: Day | None = None
    person: Identity
    summary: Text | None = None
    account: Identity | None = None
    amount: Positive


class OpeningAdvances(Record):
    """期初借款: advances not yet cleared."""

    type: Literal["opening_advances"]
    set: SetName
    lines: Annotated[list[OpenAdvance], NotEmpty]


class Uninvoiced(Part):
    """Goods accepted whose invoice had not come."""

    acceptance: Ref | None = None
    date: Day | None = None
    supplier: Identity
    summary: Text | None = None
    account: Identity | None = None
    amount: Positive


class OpeningUninvoiced(Record):
    """期初暂估: goods accepted and accrued without an invoice."""

    type: Literal["opening_uninvoiced"]
    set: SetName
    lines: Annotated[list[Uninvoiced], NotEmpty]


class HeldBack(Part):
    """A retention still held back."""

    contract: Ref | None = None
    invoice: Ref | None = None
    supplier: Identity
    due: Day | None = None
    account: Identity | None = None
    summary: Text | None = None
    amount: Positive


class OpeningRetentions(Record):
    """期初质保金: retentions held back and not yet released."""

    type: Literal["opening_retentions"]
    set: SetName
    lines: Annotated[list[HeldBack], NotEmpty]


class Case(Part):
    """A difference waiting in 1902 待处理财产损溢; a net gain is negative."""

    count_report: Ref | None = None
    date: Day | None = None
    item: Identity | None = None
    asset: Identity | None = None
    summary: Text
    amount: Amount


class OpeningCases(Record):
    """期初待处理: differences booked to 1902 and not yet settled."""

    type: Literal["opening_cases"]
    set: SetName
    lines: Annotated[list[Case], NotEmpty]


RECORDS = (
    OpeningBalances,
    OpeningStock,
    OpeningInUse,
    OpeningAssets,
    OpeningPayables,
    OpeningPrepaid,
    OpeningBank,
    OpeningAdvances,
    OpeningUninvoiced,
    OpeningRetentions,
    OpeningCases,
    Request,
    Approval,
    Quotation,
    Contract,
    Order,
    Invoice,
    Acceptance,
)
