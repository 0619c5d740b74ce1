"""canteen/: what its manager writes (delivery requests, menus, meal counts, samples, collections)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from houqin.records.base import Fault, NotEmpty, Part, Record, Reversal, check
from houqin.records.goods import ItemLine
from houqin.records.scalars import (
    Choice,
    Counted,
    Day,
    Digits,
    Identity,
    Moment,
    MonthText,
    Period,
    Positive,
    Ref,
    SetName,
    Text,
    UnitPrice,
)
from houqin.values import MICRO, divide

if TYPE_CHECKING:
    from collections.abc import Iterator

Meal = Annotated[str, Choice("meal")]


class DeliveryRequest(Record):
    """要货: what the canteen asks a contracted supplier to bring; a commitment only."""

    type: Literal["delivery_request"]
    supplier: Identity
    contract: Ref | None = None
    needed: Day | None = None
    place: Identity | None = None
    lines: Annotated[list[ItemLine], NotEmpty]


class Dish(Part):
    """菜品 of a quantified menu (带量食谱): its raw materials, grams a head."""

    dish: Text
    lines: list[ItemLine] = []
    cooking: Text | None = None
    unit_price: UnitPrice | None = None


class Menu(Record):
    """食谱: what is to be cooked for a meal or a week."""

    type: Literal["menu"]
    meal: Meal
    place: Identity | None = None
    applies_to: Text | None = None
    dishes: Annotated[list[Dish], NotEmpty]


class MealCount(Record):
    """就餐: how many ate; what was paid in advance is earned by it."""

    type: Literal["meal_count"]
    meal: Meal
    place: Identity | None = None
    pupils: Counted | None = None
    subsidised: Counted | None = None
    """补助人数: of the pupils, those whom the nutrition plan pays for."""
    staff: Counted | None = None
    guests: Counted | None = None


class SampleDish(Part):
    """One dish kept back: at least 125 g for at least 48 hours (GB 31654-2021)."""

    dish: Text
    quantity: Counted
    container: Text | None = None
    discarded: Moment | None = None


def kept_before_discarded(sample: Sample) -> Iterator[Fault]:
    """A sample is thrown away after it was taken."""
    for index, one in enumerate(sample.lines):
        if sample.taken is not None and one.discarded is not None and one.discarded < sample.taken:
            yield Fault("record.discarded_before_taken", ("lines", index, "discarded"), {})


class Sample(Record):
    """留样: a little of each dish, kept to be examined should somebody fall ill."""

    type: Literal["sample"]
    meal: Meal
    place: Identity | None = None
    taken: Moment | None = None
    lines: Annotated[list[SampleDish], NotEmpty]

    _kept = check(kept_before_discarded)


class Fee(Part):
    """What is charged: heads × meals × rate = amount (fen)."""

    fee_item: Identity
    party: Identity
    for_month: MonthText | None = None
    heads: Counted | None = None
    meals: Counted | None = None
    rate: UnitPrice | None = None
    amount: Positive


def fee_agrees(fee: Fee | Collection) -> Iterator[Fault]:
    """Heads × meals × rate = amount to the fen, where all three are written and the rate is for one meal."""
    if fee.heads is None or fee.meals is None or fee.rate is None:
        return
    if fee.rate.unit not in (None, fee.meals.unit):
        return
    right = divide(fee.heads.parts * fee.meals.parts * fee.rate.parts, MICRO**3 // 100)
    if right != fee.amount:
        yield Fault(
            "record.heads_meals_rate",
            ("amount",),
            {
                "heads": fee.heads.parts,
                "meals": fee.meals.parts,
                "rate": fee.rate.parts,
                "right": right,
                "amount": fee.amount,
            },
        )


class Collection(Record):
    """收费: money due or collected for a fee item, by group; lists of names live outside git."""

    type: Literal["collection"]
    fee_item: Identity
    party: Identity
    set: SetName | None = None
    for_month: MonthText | None = None
    term: Identity | None = None
    period: Period | None = None
    heads: Counted | None = None
    meals: Counted | None = None
    rate: UnitPrice | None = None
    amount: Positive
    number: Digits | None = None

    _charged = check(fee_agrees)


RECORDS = (DeliveryRequest, Menu, MealCount, Sample, Collection, Reversal)
