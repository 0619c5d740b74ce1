"""单单: invoices against the documents they cover. An invoice is no entry: what it has wrong touches a line only where
a voucher booked it as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from houqin.book.index import trees
from houqin.reconcile.finding import Effect, Finding
from houqin.reconcile.forms import swapped
from houqin.reconcile.moves import Month
from houqin.reconcile.spots import Doc


class Compared(NamedTuple):
    """An invoice's total and what its documents are worth, each and with what was agreed beside them, fen."""

    total: int
    right: int
    worth: dict[Doc, int]


def still_wrong(month: Month, before: Iterable[int]) -> list[int]:
    """Invoices that differ from what they cover: those of the months before that were not sent back, and this month's."""
    new = [invoice["record"] for invoice in trees(month.index, ["invoice"], month.month) if not _earlier(invoice)]
    return [record for record in (*before, *new) if (c := compared(month, record)) and c.total != c.right]


def _earlier(invoice: dict[str, Any]) -> bool:
    """Whether an invoice stands in the opening, for reference only."""
    return str(invoice["path"]).startswith(("opening/", "期初/"))


def compared(month: Month, record: int) -> Compared | None:
    """An invoice and its documents; None where it covers nothing that was delivered, or was taken back."""
    covered, invoice = month.covered(record), month.tree(record)
    if not covered or _taken_back(month, record, invoice["total"]):
        return None
    written = {doc: amount for doc, amount in month.targets(record, "covers") if amount is not None}
    agreed = sum(c.get("price_difference") or 0 for c in invoice.get("covers", []) if c.get("amount") is None)
    worth = {doc: written.get(doc, _worth(month, doc, invoice["supplier"])) for doc in covered}
    extras = sum(e["amount"] for e in invoice.get("extras", []))
    return Compared(invoice["total"], sum(worth.values()) + agreed + extras, worth)


def _taken_back(month: Month, record: int, total: int) -> bool:
    """By a reversal, or by a red-letter invoice over the whole sum (红字发票)."""
    named = (
        r for r in month.naming(record, "of") if month.month_of(r) <= month.month
    )  # what comes later is not known yet
    red = (r for r in named if month.type_of(r) == "invoice")
    return month.withdrawn(record) or any(month.tree(r)["total"] == -total for r in red)


def _worth(month: Month, doc: Doc, supplier: str) -> int:
    """What a document delivered by the supplier is worth by its own lines, fen; a return less than nothing."""
    tree, type_ = month.tree(doc[0]), month.type_of(doc[0])
    if month.withdrawn(doc[0]) or tree.get("outside_firm" if type_ == "job" else "supplier") != supplier:
        return 0
    if type_ == "job":
        return int(tree.get("charge") or 0)
    lines = sum(line.get("amount") or 0 for line in tree["lines"]) + sum(e["amount"] for e in tree.get("extras", []))
    return -int(lines) if type_ == "return_to_supplier" else int(lines)


def findings(month: Month, wrong: Iterable[int]) -> Iterator[Finding]:
    """账证: each of those invoices."""
    for record in wrong:
        found = compared(month, record)
        if found is None:
            continue
        total, right, worth = found
        set_ = month.set_of(next(iter(worth)))
        code = "invoice.digits_swapped" if swapped(total, right) else "invoice.differs"
        yield Finding(
            code, set_, abs(total - right), [month.named((record, 0)), *map(month.named, worth)],
            [Effect(set_, None, None, total - right)],
            {"invoice": month.named((record, 0)).number, "total": total, "right": right, "count": len(worth),
             "amounts": list(worth.values()), "booked": bool(month.naming(record, "documents")),
             "paid": bool(month.naming(record, "settles"))},
            carried=month.month_of(record) != month.month,
        )  # fmt: skip


def one_cause(found: list[Finding]) -> list[Finding]:
    """A voucher that booked a wrong invoice as it stands is no fault of its own: one finding, with the voucher's lines."""
    kept = list(found)
    for invoice in [f for f in found if f.code.startswith("invoice.")]:
        for voucher in [f for f in kept if f.code.startswith("voucher.")]:
            sums = {e.amount for e in voucher.effects}
            if invoice.records[0] in voucher.records and sums == {invoice.amount}:
                kept.remove(voucher)
                invoice.records.append(voucher.records[0])
                invoice.effects = [e._replace(bucket=invoice.kind.bucket) for e in voucher.effects]
                break
    return kept
