"""What goods cost: the bookkeeper's own arithmetic by 政府会计准则第1号——存货, for the vouchers of the book.

Money is fen, a quantity thousandths of the item's unit, both int. The slips of a month are valued together at its end,
in the order of day, rank within the day, store and number: openings, receipts and price differences, returns to store,
transfers, issues, returns to the supplier, losses, what is taken back, counts. All stores of one account are one pool.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date

OPENING, RECEIPT, DIFFERENCE, RETURNED, ISSUE, SENT_BACK, LOSS = "期初", "收", "价差", "退库", "领", "退货", "损"
MOVED_IN, MOVED_OUT, RESTORED, WITHDRAWN, CONSUMED = "调入", "调出", "冲回", "冲退", "盘耗"
"""From and to another account; an issue or a receipt of an earlier month taken back; what a count finds consumed."""
RANK = {
    OPENING: 0, RECEIPT: 1, DIFFERENCE: 1, RETURNED: 2, MOVED_IN: 3, MOVED_OUT: 3, ISSUE: 4, SENT_BACK: 5, LOSS: 6,
    RESTORED: 7, WITHDRAWN: 7, CONSUMED: 8,
}  # fmt: skip
COMES = {OPENING, RECEIPT, MOVED_IN}
"""Brings its own value; the others take theirs from what they name or from the method."""
COMES_BACK = {RETURNED, RESTORED}
GOES = {ISSUE, LOSS, MOVED_OUT, CONSUMED}
GOES_BACK = {SENT_BACK, WITHDRAWN}
MILLE = 1000  # thousandths of a unit


def half_up(numerator: int, denominator: int) -> int:
    """A quotient rounded to the nearest, halves away from zero."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    top, bottom = abs(numerator), abs(denominator)
    return sign * ((2 * top + bottom) // (2 * bottom))


Line = tuple[str, int]
"""A slip's number and the line in it, from 1."""


@dataclass
class Move:
    """One line of one slip. `value` is fen where the slip brings it; `of` the line it takes back or corrects."""

    day: date
    what: str
    store: str
    line: Line
    quantity: int
    value: int = 0
    of: Line | None = None
    lot: str = ""

    @property
    def order(self) -> tuple[date, int, str, Line]:
        return self.day, RANK[self.what], self.store, self.line


@dataclass
class Layer:
    """Goods of one receipt that are still there."""

    line: Line
    quantity: int
    value: int
    received: int
    lot: str = ""


@dataclass
class Known:
    """A line of goods that came or went: what of it has not been taken back."""

    quantity: int
    left: int
    value: int


@dataclass
class Pool:
    """One item in one account."""

    method: str
    quantity: int = 0
    value: int = 0
    layers: list[Layer] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    known: dict[Line, Known] = field(default_factory=dict)
    averaged: tuple[int, int, int] = 0, 0, 0
    """Of the month that was closed last, by its average: what there was in all, fen, and what went out of it."""

    def further(self, *quantities: int) -> list[int]:
        """What goods would cost that a report of the month's last day still takes out, one after the other: fen. The
        month is closed, and stays as it is."""
        after, costs = deepcopy(self), []
        for quantity in quantities:
            if self.method == "全月一次加权平均":
                whole, value, gone = after.averaged
                costs.append(half_up(value * (gone + quantity), whole) - half_up(value * gone, whole))
                after.averaged = whole, value, gone + quantity
                continue
            move = Move(date.max, LOSS, "", ("", 0), quantity)
            costs.append(-WAYS[self.method](after, [move])[move.line])
        return costs

    def close(self) -> dict[Line, int]:
        """Value the month's moves; fen by line, out negative. A price difference: what falls on goods still there."""
        moves, self.moves = _after_what_they_name(sorted(self.moves, key=lambda move: move.order)), []
        return WAYS[self.method](self, moves)

    def know(self, move: Move, worth: int) -> int:
        """A line may be taken back later; its worth, fen."""
        self.known[move.line] = Known(move.quantity, move.quantity, abs(worth))
        return worth

    def taken_back(self, move: Move) -> int:
        """What goods are worth that come back or are sent back: their share of what is left of the line they name."""
        if move.of is None:
            return move.value
        known = self.known[move.of]
        if move.quantity > known.left:
            raise ValueError(f"{move.line}: more taken back than {move.of} has left")
        value = half_up(known.value * move.quantity, known.left)
        known.left, known.value = known.left - move.quantity, known.value - value
        return value

    def receive(self, move: Move, value: int, *, front: bool = False) -> None:
        self.layers.insert(
            0 if front else len(self.layers), Layer(move.line, move.quantity, value, move.quantity, move.lot)
        )
        self.quantity += move.quantity
        self.value += value

    def take(self, move: Move, first: Callable[[Layer], bool]) -> int:
        """Take goods off the layers, those that are to go first before the others; what they cost."""
        need, cost = move.quantity, 0
        for layer in sorted(self.layers, key=lambda layer: not first(layer)):
            out = min(need, layer.quantity)
            part = half_up(layer.value * out, layer.quantity) if out else 0
            layer.quantity, layer.value, need, cost = layer.quantity - out, layer.value - part, need - out, cost + part
        if need:
            raise ValueError(f"{move.line}: more taken than there is, by {need}")
        self.layers = [layer for layer in self.layers if layer.quantity]
        self.quantity -= move.quantity
        self.value -= cost
        return cost

    def restate(self, move: Move, layer: Layer, share: int) -> None:
        """What is left of a receipt is worth more or less, by so many fen."""
        layer.value += share
        self.value += share

    def average(self, move: Move) -> int:
        """What so much costs at the average of the moment; all that is there costs all that it is worth."""
        if move.quantity > self.quantity:
            raise ValueError(f"{move.line}: more taken than there is, by {move.quantity - self.quantity}")
        return half_up(self.value * move.quantity, self.quantity) if move.quantity else 0

    def sent_back(self, move: Move) -> int:
        """What goes back at its receipt's cost out of an average: never more than there is."""
        credit, whole = self.taken_back(move), self.average(move)
        return whole if move.quantity == self.quantity else min(credit, self.value)

    def share(self, move: Move, on_hand: int) -> int:
        """What of a price difference falls on goods that are still there, so many of the average."""
        received = self.known[move.of].quantity if move.of else 0
        left = min(on_hand, received) if self.quantity > 0 else 0
        return max(half_up(move.value * left, received), -self.value) if left else 0


def _by_layers(pool: Pool, moves: list[Move]) -> dict[Line, int]:
    """First in, first out; and specific identification, where the slip names the lot or the receipt."""
    worth: dict[Line, int] = {}
    for move in moves:
        if move.what in COMES:
            pool.receive(move, move.value)
            worth[move.line] = pool.know(move, move.value)
        elif move.what == DIFFERENCE:
            layer = next((layer for layer in pool.layers if layer.line == move.of), None)
            share = max(half_up(move.value * layer.quantity, layer.received), -layer.value) if layer else 0
            if layer:
                pool.restate(move, layer, share)
            worth[move.line] = share
        elif move.what in COMES_BACK:
            value = pool.taken_back(move)
            pool.receive(move, value, front=True)
            worth[move.line] = pool.know(move, value)
        else:
            if move.what in GOES_BACK:
                pool.taken_back(move)
            worth[move.line] = pool.know(move, -pool.take(move, _first(pool, move)))
    return worth


def _first(pool: Pool, move: Move) -> Callable[[Layer], bool]:
    """Which layers go first: the receipt that is named, by specific identification the lot that is named."""
    if move.of and (move.what in GOES_BACK or pool.method == "个别计价"):
        return lambda layer: layer.line == move.of
    if move.lot and pool.method == "个别计价":
        return lambda layer: layer.lot == move.lot
    return lambda layer: False


def _moving(pool: Pool, moves: list[Move]) -> dict[Line, int]:
    """Moving average: each issue at the average of the moment."""
    worth: dict[Line, int] = {}
    for move in moves:
        if move.what in COMES:
            value = move.value
        elif move.what in COMES_BACK:
            value = pool.taken_back(move)
        elif move.what == DIFFERENCE:
            value = pool.share(move, pool.quantity)
        elif move.what in GOES_BACK:
            value = -pool.sent_back(move)
        else:
            value = -pool.average(move)
        pool.quantity += move.quantity if move.what in COMES | COMES_BACK | {DIFFERENCE} else -move.quantity
        pool.value += value
        worth[move.line] = pool.know(move, value)
    return worth


def _month_average(pool: Pool, moves: list[Move]) -> dict[Line, int]:
    """Average of the whole month; rounded on the running total, so that nothing drifts.

    Parts of a month's issue that come back in the month were never out: both are valued together.
    """
    worth: dict[Line, int] = {}
    start = pool.quantity
    here = {move.line for move in moves}
    back: dict[Line, list[Move]] = defaultdict(list)
    going: list[Move] = []
    for move in moves:
        if move.what == RETURNED and move.of in here:
            back[move.of].append(move)
        elif move.what in GOES:
            going.append(move)
        else:
            if move.what in COMES:
                value = move.value
            elif move.what in COMES_BACK:
                value = pool.taken_back(move)
            elif move.what == DIFFERENCE:
                whole = pool.known[move.of].quantity if move.of else 0
                value = pool.share(move, whole if move.of in here else start)
            else:
                value = -pool.sent_back(move)
            pool.quantity += move.quantity if move.what not in GOES_BACK else -move.quantity
            pool.value += value
            worth[move.line] = pool.know(move, value)
    quantity, value, gone = pool.quantity, pool.value, 0

    def upto(units: int) -> int:
        if units > quantity:
            raise ValueError(f"more taken in the month than there is, by {units - quantity}")
        return half_up(value * units, quantity) if units else 0

    for move in going:
        returned = 0
        net = move.quantity
        for slip in back[move.line]:
            worth[slip.line] = pool.know(slip, upto(slip.quantity))
            net, returned = net - slip.quantity, returned + worth[slip.line]
        cost = upto(gone + net) - upto(gone)
        gone += net
        worth[move.line] = pool.know(move, -cost - returned)
        pool.known[move.line].left, pool.known[move.line].value = net, cost
        pool.quantity -= net
        pool.value -= cost
    pool.averaged = quantity, value, gone
    return worth


WAYS = {"先进先出": _by_layers, "个别计价": _by_layers, "移动加权平均": _moving, "全月一次加权平均": _month_average}


def _after_what_they_name(moves: list[Move]) -> list[Move]:
    """Parts brought back the day they were issued follow their issue, though returns rank before issues."""
    order = {move.line: move.order for move in moves}

    def place(move: Move) -> list[tuple[date, int, str, Line]]:
        named = order.get(move.of) if move.of and move.what in (RETURNED, DIFFERENCE) else None
        return [named, move.order] if named and named > move.order else [move.order]

    return sorted(moves, key=place)


class Stock:
    """All pools of a book, and what stands on each shelf in truth."""

    def __init__(self) -> None:
        self.pools: dict[tuple[str, str], Pool] = {}
        self.shelf: dict[tuple[str, str], int] = defaultdict(int)
        """(store, item) → thousandths that are really there."""

    def pool(self, account: str, item: str, method: str) -> Pool:
        if (account, item) not in self.pools:
            self.pools[account, item] = Pool(method)
        return self.pools[account, item]

    def close(self) -> dict[Line, dict[str, int]]:
        """End of a month: line → {account: fen}; only lines of the month."""
        worth: dict[Line, dict[str, int]] = defaultdict(dict)
        for (account, _), pool in self.pools.items():
            for line, value in pool.close().items():
                worth[line][account] = value
        return worth
