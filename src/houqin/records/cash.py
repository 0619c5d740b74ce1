"""cash/<set>/: what the cashier writes (payments, receipts, advances, clearings, remittances)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from houqin.records.base import (
    Extra,
    Fault,
    Link,
    Needs,
    NotEmpty,
    Part,
    Record,
    Reversal,
    check,
    one_of,
    written_alone,
)
from houqin.records.scalars import (
    Amount,
    Choice,
    Day,
    Digits,
    Identity,
    Period,
    Positive,
    Ref,
    SetName,
    Several,
    Text,
    Whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

Via = Annotated[str, Choice("via")]


class Settle(Link):
    """核销: what a sum of money is for: a document, an account, or a supplier's period."""

    set: SetName | None = None
    invoice: Ref | None = None
    acceptance: Ref | None = None
    return_to_supplier: Ref | None = None
    contract: Ref | None = None
    order: Ref | None = None
    job: Ref | None = None
    collection: Ref | None = None
    payment: Ref | None = None
    advance: Ref | None = None
    clearing: Ref | None = None
    disposal: Ref | None = None
    damage: Ref | None = None
    count_report: Ref | None = None
    account: Identity | None = None
    party: Identity | None = None
    supplier: Identity | None = None
    period: Period | None = None
    economic_class: Identity | None = None
    cost_centre: Identity | None = None
    fund: Identity | None = None
    summary: Text | None = None
    amount: Amount | None = None
    """Fen of it; negative where something owed to the school is set off."""

    _one = check(
        one_of(
            "of",
            "invoice",
            "acceptance",
            "return_to_supplier",
            "contract",
            "order",
            "job",
            "collection",
            "payment",
            "advance",
            "clearing",
            "disposal",
            "damage",
            "count_report",
            "account",
            "supplier",
        )
    )


Settles = Annotated[list[Annotated[Settle, written_alone("of")]], Several]


class Hold(Part):
    """扣留: kept back of what is owed, and until when."""

    kind: Annotated[str, Choice("hold_kind")]
    amount: Positive
    due: Day | None = None
    note: Text | None = None


BANKED = Needs("bank_account", "via", "bank")
"""Money that goes through the bank names the account."""


def not_more_than_paid(payment: Payment) -> Iterator[Fault]:
    """What a payment settles is not more than what it paid, held back and rounded off."""
    covered = payment.amount + sum(hold.amount for hold in payment.holds)
    covered += sum(abs(extra.amount) for extra in payment.extras)
    settled = sum(settle.amount or 0 for settle in payment.settles)
    if settled > covered:
        yield Fault("record.settles_too_much", ("settles",), {"settled": settled, "covered": covered})


class Payment(Record):
    """付款: money that went out; by the treasury it never touches the school's bank."""

    type: Literal["payment"]
    via: Via
    bank_account: Identity | None = None
    payee: Text
    account_number: Text | None = None
    amount: Positive
    purpose: Text | None = None
    settles: Settles = []
    holds: list[Hold] = []
    extras: list[Extra] = []
    fund: Identity | None = None
    economic_class: Identity | None = None
    bank_reference: Text | None = None
    attachments: Whole | None = None

    _banked = check(BANKED, not_more_than_paid)


class Receipt(Record):
    """收款: money that came in."""

    type: Literal["receipt"]
    via: Via
    bank_account: Identity | None = None
    payer: Identity
    collection: Ref | None = None
    disposal: Ref | None = None
    damage: Ref | None = None
    remit_to: Identity | None = None
    """应缴: to whom it must be remitted (收支两条线)."""
    amount: Positive
    purpose: Text | None = None
    settles: Settles = []
    fund: Identity | None = None
    number: Digits | None = None
    """号码 of the fiscal receipt (财政票据) given."""
    bank_reference: Text | None = None

    _banked = check(BANKED)


class Advance(Record):
    """借款: money handed to a person, to be cleared or returned."""

    type: Literal["advance"]
    via: Via
    bank_account: Identity | None = None
    borrower: Identity
    purpose: Text | None = None
    amount: Positive
    due: Day | None = None
    bank_reference: Text | None = None

    _banked = check(BANKED)


class Way(Part):
    """Money returned or paid on top when an advance is cleared."""

    via: Via
    bank_account: Identity | None = None
    amount: Positive
    bank_reference: Text | None = None

    _banked = check(BANKED)


class Spent(Part):
    """What an advance was spent on: a document, or a summary where there is none."""

    acceptance: Ref | None = None
    invoice: Ref | None = None
    job: Ref | None = None
    summary: Text | None = None
    account: Identity | None = None
    economic_class: Identity | None = None
    fund: Identity | None = None
    cost_centre: Identity | None = None
    amount: Amount


class Clearing(Record):
    """报销: how an advance was spent, what came back; or what somebody laid out himself."""

    type: Literal["clearing"]
    of: Ref | None = None
    """原单: the advance; none where the claimant laid out his own money."""
    claimant: Identity | None = None
    lines: Annotated[list[Spent], NotEmpty]
    returned: Way | None = None
    paid_out: Way | None = None
    """补付: what the school still pays the claimant."""

    _whose = check(one_of("of", "claimant"))


class Remittance(Record):
    """上缴: money passed on to the treasury or another authority."""

    type: Literal["remittance"]
    via: Via
    bank_account: Identity | None = None
    remit_to: Identity
    amount: Positive
    settles: Settles = []
    bank_reference: Text | None = None

    _banked = check(BANKED)


RECORDS = (Payment, Receipt, Advance, Clearing, Remittance, Reversal)
