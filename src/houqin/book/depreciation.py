"""Depreciation of an asset card (固定资产折旧), worked out for any month without storing the months before.

The rules of 政府会计准则第3号 and its guide 财会〔2017〕4号: straight line, no residual value, by the month;
what is added in a month is charged in that month, what is taken off in a month is no longer charged in it.
A month's charge is cost ÷ months, rounded to the fen; the last month takes the rest.

A card's life falls into segments. Each is a closed form (base, months left, first month); a disposal or an
addition begins a new one. Money is fen, pieces are millionths of the card's unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from houqin.values import divide, month_index

if TYPE_CHECKING:
    from collections.abc import Sequence


class Card(NamedTuple):
    """An asset card as it was entered, or as it stood in the books at the opening.

    cost: fen. pieces: millionths. first: the month of the first charge. life: months; 0 where the class is
    not depreciated (文物和陈列品, 图书和档案, 动植物, 单独计价的土地, 名义金额).
    opened: the month of the opening, where the card comes from one; charges go on in the month after it.
    charged: months charged by then. accumulated: fen charged by then, as the books have it.
    """

    cost: int
    pieces: int
    life: int
    first: str
    charged: int = 0
    accumulated: int = 0
    opened: str | None = None


class Event(NamedTuple):
    """What changes a card: pieces (millionths) taken off it, or cost (fen) added by rebuilding.

    cost, accumulated: fen that leave with the pieces, as the record says; None: in proportion to the pieces.
    life: months left from this month on, where the record sets them anew.
    """

    month: str
    pieces: int = 0
    cost: int | None = None
    accumulated: int | None = None
    added: int = 0
    life: int | None = None


class Segment(NamedTuple):
    """A stretch of months with one monthly charge: what the card carries before the charge of `first`."""

    first: int  # as month_index
    cost: int
    accumulated: int
    pieces: int
    left: int  # months
    monthly: int

    def charged(self, months: int) -> int:
        """Fen charged in the first so many months of the segment."""
        base = self.cost - self.accumulated
        if months <= 0 or self.left <= 0 or base <= 0:
            return 0
        # A base of a few fen, rounded up each month, would be used up before the last month.
        return base if months >= self.left else min(self.monthly * months, base)


def charge(card: Card, events: Sequence[Event], month: str) -> int:
    """The depreciation of one month, in fen; 0 before the first charge and once all is charged."""
    segment, index = _in_force(card, events, month), month_index(month)
    elapsed = index - segment.first + 1
    return segment.charged(elapsed) - segment.charged(elapsed - 1)


def at(card: Card, events: Sequence[Event], month: str) -> tuple[int, int]:
    """Cost and accumulated depreciation at a month's end, in fen."""
    segment = _in_force(card, events, month)
    return segment.cost, segment.accumulated + segment.charged(month_index(month) - segment.first + 1)


def _in_force(card: Card, events: Sequence[Event], month: str) -> Segment:
    """The segment that a month falls into: the card's first, or the one that the last event so far began."""
    first, left = month_index(card.first), max(card.life - card.charged, 0)
    if card.opened is not None:
        first = max(first, month_index(card.opened) + 1)
    monthly = divide(card.cost, card.life) if card.life else 0
    if left and card.accumulated != monthly * card.charged:
        # The books went another way than the straight line: what is left is spread over the months left.
        monthly = divide(card.cost - card.accumulated, left)
    segment = Segment(first, card.cost, card.accumulated, card.pieces, left, monthly)
    for event in sorted(events, key=lambda event: event.month):
        if (card.opened or "") < event.month <= month:
            segment = _after(segment, event)
    return segment


def _after(segment: Segment, event: Event) -> Segment:
    """The segment an event begins: its month is charged on what remains, not on what left."""
    elapsed = max(month_index(event.month) - segment.first, 0)
    accumulated = segment.accumulated + segment.charged(elapsed)
    cost, gone = segment.cost, min(event.pieces, segment.pieces)
    left = max(segment.left - elapsed, 0) if event.life is None else event.life
    if gone and gone == segment.pieces:  # the last piece takes all
        cost = accumulated = 0
    elif gone:
        shares = (divide(cost * gone, segment.pieces), divide(accumulated * gone, segment.pieces))
        cost -= shares[0] if event.cost is None else event.cost
        accumulated -= shares[1] if event.accumulated is None else event.accumulated
    cost += event.added
    first = max(month_index(event.month), segment.first)
    monthly = divide(cost - accumulated, left) if left else 0
    return Segment(first, cost, accumulated, segment.pieces - gone, left, monthly)
