"""purchases/: what the buyer writes (requests, quotations, contracts, orders, supplier invoices)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from houqin.records.base import (
    Extra,
    Fault,
    Link,
    NotEmpty,
    Part,
    Record,
    Reversal,
    check,
    written_alone,
)
from houqin.records.goods import PricedLine
from houqin.records.scalars import (
    Amount,
    Choice,
    Day,
    Digits,
    Identity,
    Percent,
    Period,
    Ref,
    SetName,
    Several,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class Request(Record):
    """申请: what a department asks for; it commits nobody until it is approved."""

    type: Literal["request"]
    department: Identity
    requester: Identity
    purpose: Text | None = None
    fund: Identity | None = None
    economic_class: Identity | None = None
    urgency: Annotated[str, Choice("urgency")] = "normal"
    set: SetName | None = None
    lines: Annotated[list[PricedLine], NotEmpty]


class Offer(Part):
    """报价: what one supplier asks, for the whole or line by line."""

    supplier: Identity
    amount: Amount | None = None
    lines: list[PricedLine] = []
    note: Text | None = None


class Quotation(Record):
    """询价: what several suppliers asked, and whose offer was taken."""

    type: Literal["quotation"]
    request: Ref | None = None
    offers: Annotated[list[Offer], NotEmpty]
    chosen: Identity | None = None
    conclusion: Text | None = None


class PaymentTerms(Part):
    """付款条件: shares of the total, in millionths, and when they fall due."""

    down_payment: Percent | None = None
    balance_due: Day | None = None
    retention: Percent | None = None
    due: Day | None = None


class Contract(Record):
    """合同: what a supplier binds himself to for a period."""

    type: Literal["contract"]
    supplier: Identity
    set: SetName | None = None
    request: Ref | None = None
    quotation: Ref | None = None
    period: Period | None = None
    description: Text | None = None
    amount: Amount | None = None
    lines: list[PricedLine] = []
    payment_terms: PaymentTerms | None = None
    delivery: Text | None = None
    quality: Text | None = None
    warranty_until: Day | None = None
    liability: Text | None = None
    basis: Text | None = None
    fund: Identity | None = None


class Order(Record):
    """订单: what is bought of whom at which price; goods are accepted against it."""

    type: Literal["order"]
    supplier: Identity
    set: SetName | None = None
    request: Annotated[list[Ref], Several] = []
    contract: Ref | None = None
    quotation: Ref | None = None
    lines: Annotated[list[PricedLine], NotEmpty]
    extras: list[Extra] = []
    payment_terms: PaymentTerms | None = None
    delivery: Text | None = None
    quality: Text | None = None
    warranty_until: Day | None = None
    liability: Text | None = None
    basis: Text | None = None
    fund: Identity | None = None


def names_something(cover: Cover) -> Iterator[Fault]:
    """A record, or a supplier with a period; a period alone or a supplier alone names nothing."""
    if cover.target() is None:
        for field in ("supplier", "period"):
            if getattr(cover, field) is None:
                yield Fault("record.missing", (), {"field": field})


class Cover(Link):
    """涵盖: what an invoice is for: an acceptance, a repair, or a supplier's period (月结)."""

    acceptance: Ref | None = None
    return_to_supplier: Ref | None = None
    job: Ref | None = None
    contract: Ref | None = None
    order: Ref | None = None
    supplier: Identity | None = None
    period: Period | None = None
    amount: Amount | None = None
    """Fen of the invoice that fall on it; all of it where none is written."""
    price_difference: Amount | None = None
    """价差: fen by which the invoice is dearer (+) or cheaper (−) than the acceptance said."""

    _named = check(names_something)


class InvoiceLine(PricedLine):
    """A line of an invoice."""

    net: Amount | None = None
    tax: Amount | None = None
    tax_rate: Text | None = None


def tax_agrees(invoice: Invoice) -> Iterator[Fault]:
    """Net + tax = total, a fen of rounding allowed; red-letter invoices are negative in all three."""
    if invoice.net is not None and invoice.tax is not None and abs(invoice.net + invoice.tax - invoice.total) > 1:
        yield Fault(
            "record.net_tax_total",
            ("total",),
            {
                "net": invoice.net,
                "tax": invoice.tax,
                "right": invoice.net + invoice.tax,
                "total": invoice.total,
            },
        )


class Invoice(Record):
    """发票: a supplier's invoice; it confirms what an acceptance made owing, and never adds to it again."""

    type: Literal["invoice"]
    kind: Annotated[str, Choice("invoice_kind")]
    code: Digits | None = None
    """代码: of the older kinds; a fully digital one has none."""
    number: Digits
    supplier: Identity
    set: SetName | None = None
    net: Amount | None = None
    tax: Amount | None = None
    total: Amount
    covers: Annotated[list[Annotated[Cover, written_alone("of")]], Several] = []
    of: Ref | None = None
    """原单: the blue invoice that a red-letter one takes back."""
    lines: list[InvoiceLine] = []
    extras: list[Extra] = []
    buyer_name: Text | None = None
    buyer_code: Text | None = None
    tax_rate: Text | None = None
    check_code: Text | None = None
    verified: Day | None = None
    verification: Annotated[str, Choice("verification")] | None = None

    _taxed = check(tax_agrees)


RECORDS = (Request, Quotation, Contract, Order, Invoice, Reversal)
