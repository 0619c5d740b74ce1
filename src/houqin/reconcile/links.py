"""Which paper answers which: vouchers of a document, invoices over it, and what came of an invoice."""

from __future__ import annotations

from typing import Any

from houqin.reconcile.moves import Month
from houqin.reconcile.spots import Doc


def vouchers_of(month: Month, doc: Doc, *, ever: bool = False) -> list[int]:
    """The vouchers that name a document, its reversal, or an invoice that covers it, up to this month; `ever`: of later
    months too. In the order of booking."""
    papers = [doc, *((r, 0) for r in month.reversals.get(doc[0], ())), *covering(month, doc[0], ever=ever)]
    found: dict[int, tuple[Any, ...]] = {}
    for paper in papers:
        for record, *place in month.index.execute(
            "select r.id, r.month, r.booked, r.path, r.line from tie t join record r on r.id = t.record"
            " where t.target = ? and t.role = 'documents' and t.target_n = ? and r.type = 'voucher'", paper,
        ):  # fmt: skip
            if ever or place[0] <= month.month:
                found[record] = tuple(place)
    return sorted(found, key=lambda record: found[record])


def covering(month: Month, record: int, *, ever: bool = False) -> list[Doc]:
    """The invoices that cover what was delivered, named or by its supplier's period, up to this month; `ever`: all."""
    found = [r for r in month.naming(record, "covers") if month.type_of(r) == "invoice"]
    if supplier := month.tree(record).get("supplier"):
        day = month.index.execute("select day from record where id = ?", (record,)).fetchone()[0]
        for invoice, covers in month.invoiced_periods:
            spans = [c["period"] for c in covers if c["supplier"] == supplier]
            if any(span["first"] <= day <= span["last"] for span in spans):
                found.append(invoice)
    return [(r, 0) for r in dict.fromkeys(found) if ever or month.month_of(r) <= month.month]


def delivered(month: Month, invoice: int) -> list[Doc]:
    """What an invoice covers and what came by the orders that it covers."""
    orders = [doc for doc, _ in month.targets(invoice, "covers") if month.doc_type(doc) == "order"]
    came = [(record, 0) for order, _ in orders for record in month.naming(order, "order")]
    return list(dict.fromkeys([*month.covered(invoice), *came]))
