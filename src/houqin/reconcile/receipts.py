"""单证 of acceptances: a line in another unit than was meant, and one without a value."""

from __future__ import annotations

from collections.abc import Iterator

from houqin.reconcile import prices
from houqin.reconcile.causes import apart_args
from houqin.reconcile.moves import Month
from houqin.reconcile.papers import Paper
from houqin.values import last_day


def other_unit(known: Month, name: str) -> Iterator[Paper]:
    """Accepted in 斤 for 公斤, a box as a piece, for the same sum: the item's price stands apart by that factor."""
    month = known.at(name)
    rule = month.registers.rule("price_witnesses", last_day(name))
    certain = int(rule["value"][0]) if rule else 1
    for history in prices.all_bought(month, prices.first_compared(month)).values():
        here = [b for b in history if month.month_of(b.record) == name and month.type_of(b.record) == "acceptance"]
        for apart in prices.apart(month, here, history):
            line = apart.line
            if _given(month, line.record) or known.withdrawn(line.record):
                continue
            papers = prices.asked(month, line.record, line.item)
            wanted = [paper for paper, quantity in papers if quantity == apart.right]
            if not wanted and (papers or apart.like < certain):
                continue  # what was asked for came, or too few other lines know the price to the fen
            docs = ((line.record, 0), *((paper, 0) for paper in wanted))
            yield Paper("receipt.other_unit", docs, 0, apart_args(month, apart, wanted), 0 if wanted else 1)


def without_value(known: Month, name: str) -> Iterator[Paper]:
    """Goods of a purchase at 0.00: one free of ten is no gift, the others are cheaper by it."""
    rows = known.index.execute(
        "select g.record, g.n, g.item, g.quantity, g.unit from record r join goods g on g.record = r.id"
        " where r.month = ? and r.type = 'acceptance' and g.way = 'receipt' and g.amount = 0 and g.quantity > 0"
        " order by r.booked, r.path, r.line, g.n",
        (name,),
    ).fetchall()
    for record, n, item, quantity, unit in rows:
        if _given(known, record) or known.withdrawn(record):
            continue
        paid = [line for line in known.tree(record)["lines"] if line["item"] == item and line.get("amount")]
        args = {"item": item, "quantity": quantity, "unit": unit, "line": n, "beside": bool(paid)}
        yield Paper("receipt.no_value", ((record, 0),), 0, args)


def _given(month: Month, record: int) -> bool:
    """Whether nobody was to be paid: a gift, what another office handed over, what the school made itself."""
    return month.tree(record).get("origin", "purchase") not in ("purchase", "petty")
