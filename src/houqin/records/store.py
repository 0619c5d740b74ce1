"""store/<store>/: what the keeper of a store writes (acceptances, returns, issues, transfers)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from houqin.records.base import Part, Record
from houqin.records.scalars import (
    Amount,
    Choice,
    Counted,
    Day,
    Identity,
    Period,
    Ref,
    Text,
    UnitPrice,
    YesNo,
)


class Line(Part):
    """An item and how much of it; what it cost where that is known."""

    item: Identity
    quantity: Counted
    unit_price: UnitPrice | None = None
    amount: Amount | None = None
    batch: Text | None = None
    produced: Day | None = None
    """生产日期."""
    quarantine_certificate: Text | None = None
    """检疫证 (动物检疫合格证明) number."""
    note: Text | None = None


class Acceptance(Record):
    """验收: goods weighed or counted in, by whom; to stock, straight to use, or waiting for an asset card."""

    type: Literal["acceptance"]
    supplier: Identity | None = None
    order: Ref | None = None
    origin: Annotated[str, Choice("origin")] = "purchase"
    direct: YesNo = False
    """直入直出: straight to consumption, never on a shelf."""
    fund: Text | None = None
    """经费来源: ring-fenced money that pays for it."""
    donor: Text | None = None
    value_basis: Annotated[str, Choice("value_basis")] | None = None
    lines: Annotated[list[Line], Field(min_length=1)]


class ReturnToSupplier(Record):
    """退货: goods of an acceptance sent back, at that acceptance's cost."""

    type: Literal["return_to_supplier"]
    of: Ref
    supplier: Identity
    reason: Text | None = None
    refund: Annotated[str, Choice("refund")] | None = None
    lines: Annotated[list[Line], Field(min_length=1)]


class Issue(Record):
    """领用: goods handed out; to a department, a class, a repair job or the kitchen."""

    type: Literal["issue"]
    department: Identity | None = None
    job: Ref | None = None
    meal: Annotated[str, Choice("meal")] | None = None
    period: Period | None = None
    purpose: Text | None = None
    lines: Annotated[list[Line], Field(min_length=1)]


class ReturnToStore(Record):
    """退库: goods of an issue brought back, at that issue's own cost."""

    type: Literal["return_to_store"]
    of: Ref
    lines: Annotated[list[Line], Field(min_length=1)]


class Transfer(Record):
    """调拨: goods moved from this store to another; within one control account it carries no value."""

    type: Literal["transfer"]
    to_place: Identity
    lines: Annotated[list[Line], Field(min_length=1)]


class Reversal(Record):
    """冲销: takes back every movement of the record it names, at the value it carried."""

    type: Literal["reversal"]
    of: Ref
    reason: Text | None = None


AnyRecord = Acceptance | ReturnToSupplier | Issue | ReturnToStore | Transfer | Reversal
