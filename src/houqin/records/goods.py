"""Lines of goods: an item and how much of it; what it cost where that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin.records.base import Fault, Part, check
from houqin.records.scalars import (
    Amount,
    Counted,
    Identity,
    Price,
    Quantity,
    Text,
    UnitPrice,
)
from houqin.values import MICRO, divide

if TYPE_CHECKING:
    from collections.abc import Iterator


def worth(quantity: Quantity, price: Price) -> int | None:
    """Quantity × price in fen, half up; None where the price is of another unit."""
    if price.unit is not None and price.unit != quantity.unit:
        return None
    return divide(quantity.parts * price.parts, MICRO * MICRO // 100)


def price_agrees(line: PricedLine) -> Iterator[Fault]:
    """Unit price × quantity = amount, to the fen. Of a red-letter line (−) only the size counts."""
    if line.unit_price is None or line.amount is None:
        return
    right = worth(line.quantity, line.unit_price)
    if right is not None and right != abs(line.amount):
        yield Fault(
            "record.price_times_quantity",
            ("amount",),
            {
                "price": line.unit_price.parts,
                "quantity": line.quantity.parts,
                "unit": line.quantity.unit,
                "right": right,
                "amount": line.amount,
            },
        )


class Goods(Part):
    """An item and how much of it."""

    item: Identity
    quantity: Counted
    spec: Text | None = None
    """规格型号."""
    batch: Text | None = None
    note: Text | None = None


class ItemLine(Goods):
    """Goods whose value follows from the valuation: no price and no amount is written."""

    @property
    def amount(self) -> int | None:
        return None


class PricedLine(Goods):
    """Goods and what they cost, tax included."""

    unit_price: UnitPrice | None = None
    amount: Amount | None = None

    _priced = check(price_agrees)
