"""assets/: what the asset custodian writes (acquisitions, moves, loans, damage, disposals)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from houqin.records.base import Fault, NotEmpty, Part, Record, Reversal, check, one_of
from houqin.records.scalars import (
    Amount,
    Choice,
    Counted,
    Day,
    Identity,
    MonthText,
    Ref,
    SetName,
    Several,
    Text,
    Whole,
    YesNo,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class Classification(Part):
    """分类代码 of GB/T 14885: one code means other things in other editions."""

    edition: Text
    code: Text


class Share(Part):
    """存放: how many pieces of a card are where."""

    place: Identity
    quantity: Counted
    user: Identity | None = None


def kept_somewhere(card: CardFacts) -> Iterator[Fault]:
    """The pieces at all places are the card's quantity, where all are counted in one unit."""
    if card.kept_at and all(share.quantity.unit == card.quantity.unit for share in card.kept_at):
        there = sum(share.quantity.parts for share in card.kept_at)
        if there != card.quantity.parts:
            yield Fault(
                "record.kept_at_total",
                ("kept_at",),
                {"there": there, "quantity": card.quantity.parts, "unit": card.quantity.unit},
            )


class CardFacts(Part):
    """What an asset card says of a thing, when it comes in or when the book opens."""

    name: Text
    asset_class: Annotated[str, Choice("asset_class")]
    classification: Classification | None = None
    bulk: YesNo = False
    quantity: Counted
    cost: Amount
    """原值 of all pieces, in fen; the nominal 1.00 for what has no value (名义金额)."""
    value_kind: Annotated[str, Choice("value_kind")] = "cost"
    way: Annotated[str, Choice("way")] | None = None
    depreciation: Annotated[str, Choice("depreciation")] = "straight_line"
    life_months: Whole | None = None
    """使用月数; none for what is not depreciated."""
    kept_at: list[Share] = []
    custodian: Identity | None = None
    department: Identity | None = None
    user: Identity | None = None
    label: Text | None = None
    brand: Text | None = None
    spec: Text | None = None
    serial: Annotated[list[Text], Several] = []
    accessories: Text | None = None
    warranty_until: Day | None = None
    state: Annotated[str, Choice("state")] = "in_use"
    fund: Identity | None = None
    supplier: Identity | None = None
    invoice: Ref | None = None
    set: SetName | None = None

    _kept = check(kept_somewhere)


class Acquisition(CardFacts, Record):
    """资产取得: a thing gets its card; the record's number is the card's."""

    type: Literal["acquisition"]
    acceptance: Ref | None = None
    acquired: Day | None = None
    """取得: when it was fit for use, where that is not the record's date."""


def within_cost(thing: OpeningCard | Disposal | UsedLine) -> Iterator[Fault]:
    """No more is written off than it cost."""
    field = "written_off" if isinstance(thing, UsedLine) else "accumulated"
    taken = getattr(thing, field)
    if thing.cost is not None and taken is not None and taken > thing.cost >= 0:
        yield Fault("record.more_than_cost", (field,), {"field": field, "taken": taken, "cost": thing.cost})


class OpeningCard(CardFacts):
    """A card as it stands in the books when the book begins."""

    asset: Identity
    acquired: MonthText
    months_charged: Whole | None = None
    accumulated: Amount = 0

    _priced = check(within_cost)


class Move(Record):
    """移动: pieces of a card go elsewhere, or into other hands."""

    type: Literal["move"]
    asset: Identity
    quantity: Counted | None = None
    from_place: Identity | None = None
    to_place: Identity | None = None
    custodian: Identity | None = None
    department: Identity | None = None
    user: Identity | None = None
    state: Annotated[str, Choice("state")] | None = None
    reason: Text | None = None


class Loan(Record):
    """借用: lent out and expected back."""

    type: Literal["loan"]
    asset: Identity | None = None
    item: Identity | None = None
    quantity: Counted
    lent_to: Text
    department: Identity | None = None
    purpose: Text | None = None
    due: Day | None = None
    off_campus: YesNo = False
    document: Text | None = None

    _one = check(one_of("asset", "item"))


class LoanReturn(Record):
    """归还: what came back of a loan, and in what state."""

    type: Literal["loan_return"]
    of: Ref
    quantity: Counted | None = None
    condition: Annotated[str, Choice("condition")] = "intact"


class Damage(Record):
    """损坏: what was broken or lost, by what cause, and who pays how much."""

    type: Literal["damage"]
    asset: Identity | None = None
    item: Identity | None = None
    quantity: Counted | None = None
    place: Identity | None = None
    description: Text | None = None
    cause: Annotated[str, Choice("cause")]
    liable: Identity | None = None
    compensation: Annotated[str, Choice("compensation")] | None = None
    """赔偿依据: the repair's cost, the market's or the list's price, or the net book value."""
    amount: Amount | None = None

    _one = check(one_of("asset", "item"))


class UsedLine(Part):
    """Low-value goods in use: what they cost and how much of it is written off."""

    item: Identity
    quantity: Counted
    place: Identity | None = None
    user: Identity | None = None
    of: Ref | None = None
    """原单: the issue or opening record that put them to use."""
    cost: Amount
    written_off: Amount
    note: Text | None = None

    _priced = check(within_cost)


class Disposal(Record):
    """处置: an asset, or low-value goods in use, leave the books, piece by piece."""

    type: Literal["disposal"]
    asset: Identity | None = None
    quantity: Counted | None = None
    cost: Amount | None = None
    accumulated: Amount | None = None
    lines: Annotated[list[UsedLine], NotEmpty] | None = None
    place: Identity | None = None
    method: Annotated[str, Choice("method")]
    reason: Text | None = None
    appraisers: Annotated[list[Text], Several] = []
    document: Text | None = None
    approved: Day | None = None
    certificate: Text | None = None
    set: SetName | None = None

    _one = check(one_of("asset", "lines"), within_cost)


RECORDS = (Acquisition, Move, Loan, LoanReturn, Damage, Disposal, Reversal)
