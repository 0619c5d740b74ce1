"""What goods cost: the bookkeeper's own arithmetic by 政府会计准则第1号——存货, for the vouchers of the book.

Money is fen, a quantity thousandths of the item's unit, both int. The slips of a month are valued together at its end,
in the order of day, rank within the day, store and number: openings, receipts and price differences, returns to store,
transfers, issues, returns to the supplier, losses. All stores of one account are one pool.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

OPENING, RECEIPT, DIFFERENCE, RETURNED, ISSUE, SENT_BACK, LOSS = "期初", "收", "价差", "退库", "领", "退货", "损"
RANK = {OPENING: 0, RECEIPT: 1, DIFFERENCE: 1, RETURNED: 2, ISSUE: 4, SENT_BACK: 5, LOSS: 6}
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
class Pool:
    """One item in one account."""

    method: str
    quantity: int = 0
    value: int = 0
    layers: list[Layer] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)

    def close(self) -> dict[Line, int]:
        """Value the month's moves; fen by line, out negative. A price difference: what falls on goods still there."""
        moves, self.moves = sorted(self.moves, key=lambda move: move.order), []
        return WAYS[self.method](self, moves)

    def receive(self, move: Move, value: int, *, front: bool = False) -> None:
        self.layers.insert(
            0 if front else len(self.layers), Layer(move.line, move.quantity, value, move.quantity, move.lot)
        )
        self.quantity += move.quantity
        self.value += value

    def take(self, quantity: int, prefer: str = "") -> int:
        """Take goods off the layers, those of the preferred lot or receipt first; what they cost."""
        need, cost = quantity, 0
        ranked = sorted(self.layers, key=lambda layer: prefer not in ("", layer.lot, layer.line[0]))
        for layer in ranked:
            out = min(need, layer.quantity)
            part = half_up(layer.value * out, layer.quantity) if out else 0
            layer.quantity, layer.value, need, cost = layer.quantity - out, layer.value - part, need - out, cost + part
        if need:
            raise ValueError(f"more taken than there is: {need}")
        self.layers = [layer for layer in self.layers if layer.quantity]
        self.quantity -= quantity
        self.value -= cost
        return cost


def _by_layers(pool: Pool, moves: list[Move]) -> dict[Line, int]:
    """First in, first out; and specific identification, where the slip names the lot."""
    worth: dict[Line, int] = {}
    issued = {move.line: move.quantity for move in moves if move.what == ISSUE}
    for move in _after_what_they_name(moves):
        if move.what in (OPENING, RECEIPT):
            pool.receive(move, move.value)
            worth[move.line] = move.value
        elif move.what == DIFFERENCE:
            layer = next((layer for layer in pool.layers if layer.line == move.of), None)
            share = half_up(move.value * layer.quantity, layer.received) if layer else 0
            if layer:
                layer.value += share
            pool.value += share
            worth[move.line] = share
        elif move.what == RETURNED:
            whole = issued[move.of] if move.of else move.quantity
            value = half_up(-worth[move.of] * move.quantity, whole) if move.of else 0
            pool.receive(move, value, front=True)
            worth[move.line] = value
        else:
            prefer = move.of[0] if move.what == SENT_BACK and move.of else move.lot
            worth[move.line] = -pool.take(move.quantity, prefer if pool.method == "个别计价" or move.of else "")
    return worth


def _moving(pool: Pool, moves: list[Move]) -> dict[Line, int]:
    """Moving average: each issue at the average of the moment."""
    worth: dict[Line, int] = {}
    issued = {move.line: move.quantity for move in moves if move.what == ISSUE}
    for move in _after_what_they_name(moves):
        if move.what in (OPENING, RECEIPT):
            value = move.value
        elif move.what == RETURNED and move.of:
            value = half_up(-worth[move.of] * move.quantity, issued[move.of])
        elif move.what == SENT_BACK:
            value = -move.value
        else:
            value = -half_up(pool.value * move.quantity, pool.quantity)
        sign = 1 if move.what in (OPENING, RECEIPT, RETURNED) else -1
        pool.quantity += sign * move.quantity
        pool.value += value
        worth[move.line] = value
    return worth


def _month_average(pool: Pool, moves: list[Move]) -> dict[Line, int]:
    """Average of the whole month; rounded on the running total, so that nothing drifts."""
    worth: dict[Line, int] = {}
    for move in moves:
        if move.what in (OPENING, RECEIPT, SENT_BACK):
            sign = -1 if move.what == SENT_BACK else 1
            pool.quantity += sign * move.quantity
            pool.value += sign * move.value
            worth[move.line] = sign * move.value
    quantity, value, gone = pool.quantity, pool.value, 0
    for move in moves:
        if move.what in (ISSUE, LOSS):
            cost = half_up(value * (gone + move.quantity), quantity) - half_up(value * gone, quantity)
            gone += move.quantity
            pool.quantity -= move.quantity
            pool.value -= cost
            worth[move.line] = -cost
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
