"""store/<store>/: what the keeper of a store writes (acceptances, returns, issues, transfers)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from houqin.records.base import Extra, Needs, NotEmpty, Record, Reversal, check
from houqin.records.goods import ItemLine, PricedLine
from houqin.records.scalars import Choice, Counted, Day, Identity, Period, Ref, Several, Text, YesNo


class Line(PricedLine):
    """Goods weighed or counted in; `quantity` is what was good and taken (合格数量)."""

    produced: Day | None = None
    """生产日期."""
    valid_until: Day | None = None
    shelf_life: Counted | None = None
    """保质期, "180 天"."""
    quarantine_certificate: Text | None = None
    """检疫证 (动物检疫合格证明) number."""
    inspection_certificate: Text | None = None
    conformity_certificate: Text | None = None
    delivered: Counted | None = None
    """送货数量: what the delivery note says."""
    rejected: Counted | None = None
    reason: Text | None = None
    """原因: why some was refused."""
    gross_weight: Counted | None = None
    tare: Counted | None = None
    appearance: Text | None = None
    temperature: Text | None = None


class IssueLine(ItemLine):
    """Goods handed out or back; what they are worth follows from the valuation."""

    of: Ref | None = None
    """原单: the acceptance they came from, where the category is valued piece by piece (个别计价)."""
    requested: Counted | None = None
    """申请数量."""


SOURCED = Needs("supplier", "origin", "purchase", "record.purchase_without_supplier")
"""What was bought came from a supplier; a gift needs none."""


class Acceptance(Record):
    """验收: goods weighed or counted in, by whom; to stock, straight to use, or waiting for an asset card."""

    type: Literal["acceptance"]
    supplier: Identity | None = None
    order: Ref | None = None
    contract: Ref | None = None
    delivery_request: Ref | None = None
    origin: Annotated[str, Choice("origin")] = "purchase"
    direct: YesNo = False
    """直入直出: straight to consumption, never on a shelf."""
    fund: Identity | None = None
    """经费来源: ring-fenced money that pays for it."""
    donor: Text | None = None
    giver: Text | None = None
    """调出单位: who handed it over free of charge (无偿调入)."""
    document: Text | None = None
    value_basis: Annotated[str, Choice("value_basis")] | None = None
    place: Identity | None = None
    """地点: the store, where the folder does not name it (an opening file)."""
    lines: Annotated[list[Line], NotEmpty]
    extras: list[Extra] = Field(default_factory=list)

    _sourced = check(SOURCED)


class ReturnToSupplier(Record):
    """退货: goods of an acceptance sent back, at that acceptance's cost."""

    type: Literal["return_to_supplier"]
    of: Ref
    supplier: Identity
    reason: Text | None = None
    refund: Annotated[str, Choice("refund")] | None = None
    lines: Annotated[list[PricedLine], NotEmpty]


class Issue(Record):
    """领用: goods handed out; to a department, a class, a repair job or the kitchen."""

    type: Literal["issue"]
    department: Identity | None = None
    job: Ref | None = None
    meal: Annotated[list[Annotated[str, Choice("meal")]], Several] = Field(default_factory=list)
    period: Period | None = None
    purpose: Text | None = None
    fund: Identity | None = None
    cost_centre: Identity | None = None
    lines: Annotated[list[IssueLine], NotEmpty]


class ReturnToStore(Record):
    """退库: goods of an issue brought back, at that issue's own cost."""

    type: Literal["return_to_store"]
    of: Ref
    reason: Text | None = None
    lines: Annotated[list[ItemLine], NotEmpty]


class Transfer(Record):
    """调拨: goods moved from this store to another; within one control account it carries no value."""

    type: Literal["transfer"]
    to_place: Identity
    lines: Annotated[list[IssueLine], NotEmpty]


RECORDS = (Acceptance, ReturnToSupplier, Issue, ReturnToStore, Transfer, Reversal)
