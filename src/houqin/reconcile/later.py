"""What comes later in the book than the month that is looked at. Only findings may ask: what is remembered of a month
(month.State) depends on its past alone."""

from __future__ import annotations

from houqin.reconcile.links import vouchers_of
from houqin.reconcile.moves import Month
from houqin.reconcile.spots import Doc, Spot


def booked_later(month: Month, docs: dict[Doc, dict[Spot, int]], others: dict[Doc, dict[Spot, int]]) -> list[int]:
    """The vouchers of later months that post what is open of some documents, on every account of theirs, beside what is
    open of `others` that they name as well (goods, and what of them went back); none where they do not, or not all of it."""
    found = sorted(
        {v for doc in docs for v in vouchers_of(month, doc, ever=True) if month.month_of(v) > month.month},
        key=lambda v: (month.month_of(v), v),
    )
    if not found:
        return []
    last = month.at(month.month_of(found[-1]))
    standing = [last.posting(v) for v in found if not last.withdrawn(v)]
    beside = {d: spots for d, spots in others.items() if {*found} & {*vouchers_of(month, d, ever=True)}}
    together = {**beside, **docs}
    for spot in {s for spots in docs.values() for s in spots}:
        right = sum(spots.get(spot, 0) for spots in together.values())
        posted = sum(posting.posted(spot) for posting in standing)
        if (right > 0) != (posted > 0) or abs(posted) < abs(right):  # a voucher may book others beside them
            return []
    return [posting.record for posting in standing]
