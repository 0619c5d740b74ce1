"""What a book's slips did to goods, in fen: to each account's pool, to each shelf, and to what is in use.

They are valued by bench/school/cost.py, which writes the sample's own vouchers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from bench.oracle.book import Book
from bench.oracle.money import REVERSAL
from bench.oracle.slips import COUNTED, SCRAPPED, USED, Row, rows
from bench.oracle.text import Unclear
from bench.school.cost import (
    CONSUMED,
    GOES,
    GOES_BACK,
    ISSUE,
    MOVED_IN,
    MOVED_OUT,
    RETURNED,
    Layer,
    Line,
    Move,
    Pool,
    half_up,
)

Account = tuple[str, str]
"""Set and code."""
Key = tuple[Account, str]
"""A pool: the account and the item."""


class Part(NamedTuple):
    """What a move did to one lot: millionths (in positive); exact fen of a lot that comes, else 0; its day and label.

    `label` is "" where the goods that go are those that came first, whichever they are.
    """

    quantity: int
    value: int
    day: date
    label: str


class Change(NamedTuple):
    """What a line did to an account of the journals: millionths and fen; by lots, and what rounding to the fen took."""

    day: str
    text: str
    account: tuple[str, ...]
    item: str
    quantity: int
    value: int | None
    parts: tuple[Part, ...] = ()
    rounding: Fraction = Fraction(0)


def changes(book: Book) -> list[Change]:
    """All changes by day, in the order of the field within a day."""
    valued, found = _Valued(book), []
    by_month: dict[str, list[Row]] = defaultdict(list)
    for row in rows(book):
        by_month[row.record.booked[:7]].append(row)
    for month in by_month.values():
        found += valued.month(month)
    return sorted(found, key=lambda change: change.day)


@dataclass
class Lots(Pool):
    """A pool that tells lot by lot what its moves did, for a program that keeps lots of its own."""

    parts: dict[Line, list[Part]] = field(default_factory=lambda: defaultdict(list))
    exact: dict[Line, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    """Move → the fen it would have moved, were nothing rounded."""
    lots: dict[Line, tuple[date, str, Fraction]] = field(default_factory=dict)
    """Receipt → the day of its lot, its label, fen a millionth."""
    labels: set[str] = field(default_factory=set)
    first: date = date(1999, 12, 31)
    last: date = date(2000, 1, 1)

    def receive(self, move: Move, value: int, *, front: bool = False) -> None:
        """Lots are told apart by a day each: that of the slip, the next where it is taken; goods that come back to the
        front have days before all others."""
        super().receive(move, value, front=front)
        if front:
            self.first = day = self.first - timedelta(days=1)
        else:
            self.last = day = max(move.day, self.last + timedelta(days=1))
        label = move.lot if move.lot and move.lot not in self.labels else f"{move.line[0].split()[0]}/{move.line[1]}"
        self._lot(move, move.line, day, label, move.quantity, value)

    def _lot(self, move: Move, receipt: Line, day: date, label: str, quantity: int, value: int) -> None:
        while label in self.labels:
            label += "'"
        self.labels.add(label)
        self.lots[receipt] = day, label, Fraction(value, quantity)
        self.parts[move.line].append(Part(quantity, value, day, label))
        self.exact[move.line] += value

    def take(self, move: Move, first: Callable[[Layer], bool]) -> int:
        before = [(layer.line, layer.quantity) for layer in self.layers]
        named = self.method == "个别计价" or any(first(layer) for layer in self.layers)
        cost = super().take(move, first)
        left = {layer.line: layer.quantity for layer in self.layers}
        for line, quantity in before:
            if out := quantity - left.get(line, 0):
                day, label, each = self.lots[line]
                self.exact[move.line] -= out * each
                if named:
                    self.parts[move.line].append(Part(-out, 0, day, label))
        if not named:
            self.parts[move.line].append(Part(-move.quantity, 0, move.day, ""))
        return cost

    def restate(self, move: Move, layer: Layer, share: int) -> None:
        day, label, each = self.lots[layer.line]
        self.parts[move.line].append(Part(-layer.quantity, 0, day, label))
        self.exact[move.line] -= layer.quantity * each
        super().restate(move, layer, share)
        self._lot(move, layer.line, day, label, layer.quantity, layer.value)


class _Valued:
    """The pools, the shelves, and the months' rows one month after the other."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.pools: dict[Key, Lots] = {}
        self.shelf: dict[tuple[str, str], int] = defaultdict(int)

    def month(self, month: list[Row]) -> list[Change]:
        """The changes of a month's rows, which are in order."""
        found: list[Change] = []
        feeds: dict[Key, set[Key]] = defaultdict(set)
        arrivals: dict[Key, list[tuple[Move, Key]]] = defaultdict(list)
        moved: list[tuple[Row, Key, Move]] = []
        for row in month:
            if row.what in (USED, SCRAPPED):
                found += self._in_use(row, row.value, 1 if row.what == USED else -1)
                continue
            what, quantity = row.what, row.quantity
            if what == COUNTED:
                what, quantity = CONSUMED, self.shelf[row.place, row.item] - quantity
                if quantity <= 0:  # more than the book has is a difference, not a receipt
                    continue
            found += self._shelve(row, what, quantity)
            key = self._pool(row, row.place)
            feeds[key] |= set()
            if what == MOVED_OUT:
                other = self._pool(row, row.to_place)
                if other == key:
                    continue
                if row.record.type == REVERSAL:
                    raise Unclear(f"{row.record.place} {row.record.number}: takes back what went to another account")
                arrivals[other].append((self._move(row, MOVED_IN, quantity), key))
                feeds[other].add(key)
                moved.append((row, other, arrivals[other][-1][0]))
            moved.append((row, key, self._move(row, what, quantity, row.value)))
        for _, key, move in moved:
            self.pools[key].moves.append(move)
        worth = self._close(month[0].record.booked[:7], feeds, arrivals)
        for row, key, move in moved:
            found.append(self._change(row, key, move, worth[key, move.line]))
            if row.what in (ISSUE, RETURNED) or row.undone == ISSUE:
                found += self._half(row, worth[key, move.line])
        return found

    def _close(
        self, month: str, feeds: dict[Key, set[Key]], arrivals: dict[Key, list[tuple[Move, Key]]]
    ) -> dict[tuple[Key, Line], int]:
        """Value the month's moves, an account before those that it gives goods to."""
        worth: dict[tuple[Key, Line], int] = {}
        at = "goods"
        try:
            for key in TopologicalSorter(feeds).static_order():
                at = f"{key[0][0]} {key[0][1]} {key[1]}"
                for move, source in arrivals[key]:
                    move.value = -worth[source, move.line]
                worth |= {(key, line): value for line, value in self.pools[key].close().items()}
        except CycleError as error:
            raise Unclear(f"{month}: accounts that give each other goods: {error.args[1]}") from error
        except (KeyError, ValueError) as error:
            raise Unclear(f"{month}, {at}: {error}") from error
        return worth

    def _pool(self, row: Row, place: str) -> Key:
        category = str(self.book.item(row.item, row.held)["类别"])
        key = self.book.stock_account(place, category), row.item
        if key not in self.pools:
            self.pools[key] = Lots(self.book.policy(category)[0])
        return key

    def _move(self, row: Row, what: str, quantity: int, value: int = 0) -> Move:
        day = date.fromisoformat(row.record.booked)
        return Move(day, what, row.store, row.line, quantity, value, row.of, row.lot)

    def _shelve(self, row: Row, what: str, quantity: int) -> Iterator[Change]:
        for place, sign in ((row.place, -1 if what in GOES | GOES_BACK else 1), (row.to_place, 1)):
            if place and quantity:
                self.shelf[place, row.item] += sign * quantity
                account = "Shelf", place, row.item
                yield Change(row.record.booked, row.record.number, account, row.item, sign * quantity, None)

    def _change(self, row: Row, key: Key, move: Move, value: int) -> Change:
        pool, sign = self.pools[key], -1 if move.what in GOES | GOES_BACK else 1
        parts = tuple(pool.parts.pop(move.line, ()))
        rounding = value - pool.exact.pop(move.line, Fraction(0)) if parts else Fraction(0)
        return Change(
            row.record.booked, f"{row.record.number} {move.what}", ("Stock", *key[0], row.item), row.item,
            sign * move.quantity, value, parts, rounding,
        )  # fmt: skip

    def _half(self, row: Row, value: int) -> Iterator[Change]:
        """五五摊销: half of what is issued is written off, the other half stands in use until it is scrapped."""
        register = self.book.item(row.item, row.held)
        if register["性质"] == "低值易耗品" and register.get("摊销") == "五五摊销" and value:
            half = abs(value) - half_up(abs(value), 2)
            yield from self._in_use(row, half, 1 if value < 0 else -1)

    def _in_use(self, row: Row, value: int, sign: int) -> Iterator[Change]:
        category = str(self.book.item(row.item, row.held)["类别"])
        account = self.book.in_use_account(self.book.set_of(row.place), category)
        if account is not None:
            text, path = f"{row.record.number} {row.what}", ("InUse", *account, row.item)
            yield Change(row.record.booked, text, path, row.item, sign * row.quantity, sign * value)
