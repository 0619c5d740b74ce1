"""What one row does to one pool: goods into it, out of it, and what they cost (存货计价, row by row).

Money is fen, quantities are millionths of the item's base unit, both int; the only rounding is values.divide.
valuation.fold says which rows, in which order; this module knows the ways they move goods by.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

from houqin.values import divide

if TYPE_CHECKING:
    from collections.abc import Callable

Key = tuple[int, int]
"""(record, line): identifies a row."""

Layer = list[Any]
"""[record, line, quantity left, value left, quantity received, lot]: goods of one receipt."""

LAYERED = {"first_in_first_out", "specific"}
ISSUES = {"issue", "loss"}
REFERS = {  # a way → the ways of the row it may refer to
    "return_to_store": ISSUES,
    "return_to_supplier": {"receipt"},
    "price_difference": {"receipt"},
    "reversal": {
        "receipt",
        "surplus",
        "return_to_store",
        "return_to_supplier",
        "transfer",
        "price_difference",
        *ISSUES,
    },
}


class Stock(TypedDict):
    """A pool at a month's end. last: the last known unit cost as [value, quantity], [0, 0] if none."""

    quantity: int
    value: int
    last: list[int]
    layers: list[Layer]


State = dict[str, Stock]
"""Pool → stock: plain JSON, equal states are equal text."""


class Row(NamedTuple):
    """One movement. quantity is positive (0 for a price difference), value only where the row brings its own.

    order: (booked day, rank in the day, series, number, line), the order of valuation.
    pool: for a reversal the target's. to_pool: transfers and their reversals only. of: the row it refers to.
    lot: the batch, for specific identification.
    """

    key: Key
    order: tuple[int, int, str, str, int]
    way: str
    pool: str
    quantity: int
    value: int | None = None
    of: Key | None = None
    lot: str | None = None
    to_pool: str | None = None


class Earlier(NamedTuple):
    """A row of an earlier month: what it moved, and what later rows of earlier months took back of that.

    value: its worth, value + cost as it was valued; absolute, but signed for a price difference.
    gone_quantity, gone_value: by returns and reversals; a return that was itself reversed does not count.
    of: the row that a return or a price difference refers to.
    """

    way: str
    quantity: int
    value: int
    gone_quantity: int = 0
    gone_value: int = 0
    of: Key | None = None


class Valued(NamedTuple):
    """What a row does to a pool: + into it, − out of it (fen, millionths).

    cost: fen expensed beside it (differences on goods already gone, rounding residue).
    note: "" or codes with a space between: negative (below zero at the day's end), over_return (more than
    is left of the row it refers to), no_receipt (that row is unknown), lot_unknown (nobody says which lot).
    """

    key: Key
    pool: str
    quantity: int
    value: int
    cost: int = 0
    note: str = ""


@dataclass(slots=True)
class Pool:
    """A pool at work. layers: None under an average.

    start: the quantity it began with, where the month is averaged as a whole.
    """

    quantity: int
    value: int
    last: list[int]
    layers: list[Layer] | None
    by_lot: bool = False
    start: int | None = None


@dataclass(slots=True)
class Month:
    """A month at work: its rows, its pools, what has been valued, what has been taken back of each row."""

    rows: dict[Key, Row]  # in the order of valuation
    pools: dict[str, Pool]
    earlier: Callable[[Key], Earlier | None]
    valued: dict[tuple[Key, str], Valued] = field(default_factory=dict)
    gone: dict[Key, list[int]] = field(default_factory=dict)  # quantity and value taken back of a row


def sides(row: Row) -> list[str]:
    """The pools a row touches, the one it leaves first."""
    return [row.pool] if row.to_pool in (None, row.pool) else [row.pool, str(row.to_pool)]


# ------------------------------------------------------------ into and out of one pool


def give(pool: Pool, row: Row, name: str, worth: int, *, front: bool = False) -> Valued:
    """Goods come in at their worth. What fills a hole below zero settles the value it was issued at."""
    quantity, fill = row.quantity, min(row.quantity, max(0, -pool.quantity))
    if not quantity:
        return Valued(row.key, name, 0, 0, worth)
    share = divide(worth * fill, quantity)
    cost = share - divide(pool.value * fill, pool.quantity) if fill else 0
    if pool.layers is not None and quantity > fill:
        layer = [*row.key, quantity - fill, worth - share, quantity, row.lot]
        pool.layers.insert(0 if front else len(pool.layers), layer)
    if worth > 0:
        pool.last = [worth, quantity]
    pool.quantity += quantity
    pool.value += worth - cost
    return Valued(row.key, name, quantity, worth - cost, cost)


def take(pool: Pool, quantity: int, first: Callable[[Layer], bool] | None = None) -> int:
    """Goods go out at the method's cost, which is returned; below zero at the last known unit cost.

    first: which layers go before the others.
    """
    part = min(quantity, max(pool.quantity, 0))
    worth = divide(pool.value * part, pool.quantity) if part else 0
    if pool.layers is not None:
        worth, need = 0, part
        for layer in sorted(pool.layers, key=lambda layer: not first(layer)) if first else pool.layers:
            if not need:
                break
            out = min(need, layer[2])
            value = divide(layer[3] * out, layer[2])
            layer[2], layer[3] = layer[2] - out, layer[3] - value
            worth, need = worth + value, need - out
        pool.layers = [layer for layer in pool.layers if layer[2]]
    worth += _at_last(pool, quantity - part)
    pool.quantity -= quantity
    pool.value -= worth
    return worth


def _at_last(pool: Pool, quantity: int) -> int:
    value, of = pool.last
    return divide(value * quantity, of) if of else 0


def _send_back(pool: Pool, row: Row, name: str, credit: int, receipt: Key | None) -> Valued:
    """Goods go out against a fixed sum, of their receipt's layer first; the difference is cost."""
    if pool.layers is not None or row.quantity >= pool.quantity:
        worth = take(pool, row.quantity, lambda layer: (layer[0], layer[1]) == receipt)
    else:  # an average: what stays on hand never falls below nothing
        worth = min(credit, pool.value)
        pool.quantity -= row.quantity
        pool.value -= worth
    return Valued(row.key, name, -row.quantity, -worth, worth - credit)


# ------------------------------------------------------------ the ways


def referred(rows: dict[Key, Row], row: Row) -> Row | None:
    """The row of this month that a row refers to, if it is of a way that fits."""
    target = rows.get(row.of) if row.of else None
    return target if target and target.way in REFERS.get(row.way, ()) else None


def _target(month: Month, row: Row) -> Earlier | None:
    """What a row refers to, of this month or an earlier one; None if it is unknown or of no fitting way."""
    if row.of is None:
        return None
    if row.of not in month.rows:
        found = month.earlier(row.of)
        return found if found and found.way in REFERS[row.way] else None
    target = referred(month.rows, row)
    valued = month.valued.get((target.key, target.pool)) if target else None
    return Earlier(target.way, target.quantity, abs(valued.value + valued.cost)) if target and valued else None


def _taken_back(month: Month, row: Row) -> tuple[int, str] | None:
    """What a return is worth: its share of what is left of its target, the last one the rest; and a note."""
    target = _target(month, row)
    if target is None or row.of is None or not target.quantity:
        return None
    gone = month.gone.setdefault(row.of, [target.gone_quantity, target.gone_value])
    left = max(target.quantity - gone[0], 0)
    within = min(row.quantity, left)
    worth = divide((target.value - gone[1]) * within, left) if left else 0
    worth += divide(target.value * (row.quantity - within), target.quantity)
    gone[0] += row.quantity
    gone[1] += worth
    return worth, "over_return" if row.quantity > left else ""


def _receipt(month: Month, row: Row, name: str) -> Valued:
    pool = month.pools[name]
    return give(pool, row, name, _at_last(pool, row.quantity) if row.value is None else row.value)


def _surplus(month: Month, row: Row, name: str) -> Valued:
    """What a count found too many: at the sum it brings, else at the average, by layers at the last known unit cost."""
    pool = month.pools[name]
    if row.value is None and pool.layers is None and pool.quantity > 0:
        return give(pool, row, name, divide(pool.value * row.quantity, pool.quantity))
    return _receipt(month, row, name)


def _issue(month: Month, row: Row, name: str) -> Valued:
    pool = month.pools[name]
    named = _named(pool, row)
    note = _lot_note(pool, row, named)
    worth = take(pool, row.quantity, named)
    return Valued(row.key, name, -row.quantity, -worth, 0, note)


def _named(pool: Pool, row: Row) -> Callable[[Layer], bool] | None:
    """Specific identification: which layers an issue means, by the receipt or by the lot that it names. None: it names
    none, or nobody asks (first in, first out)."""
    if not pool.by_lot:
        return None
    if row.of is not None and row.way in ("issue", "transfer"):
        return lambda layer: (layer[0], layer[1]) == row.of
    return (lambda layer: bool(layer[5] == row.lot)) if row.lot is not None else None


def _lot_note(pool: Pool, row: Row, named: Callable[[Layer], bool] | None) -> str:
    """Specific identification: whether the lot taken is unknown, and it matters which."""
    if not pool.by_lot or not pool.layers:
        return ""
    if named:
        unknown = sum(layer[2] for layer in pool.layers if named(layer)) < row.quantity
    else:
        _, _, quantity, value, _, lot = pool.layers[0]
        others = (layer for layer in pool.layers if layer[5] != lot)
        unknown = row.quantity < pool.quantity and any(x[3] * quantity != value * x[2] for x in others)
    return "lot_unknown" if unknown else ""


def _return_to_store(month: Month, row: Row, name: str) -> Valued:
    pool = month.pools[name]
    worth, note = _taken_back(month, row) or (_at_last(pool, row.quantity), "no_receipt")
    return give(pool, row, name, worth, front=True)._replace(note=note)


def _return_to_supplier(month: Month, row: Row, name: str) -> Valued:
    back = _taken_back(month, row)
    if back is None:
        return _issue(month, row, name)._replace(note="no_receipt")
    return _send_back(month.pools[name], row, name, back[0], row.of)._replace(note=back[1])


def _transfer(month: Month, row: Row, name: str) -> Valued:
    if row.to_pool in (None, row.pool):
        return Valued(row.key, name, 0, 0)
    if name == row.pool:
        return _issue(month, row, name)
    return give(month.pools[name], row, name, -month.valued[row.key, row.pool].value)


def _price_difference(month: Month, row: Row, name: str) -> Valued:
    receipt, amount = _target(month, row), row.value or 0
    if receipt is None:
        return Valued(row.key, name, 0, 0, amount, "no_receipt")
    return _differ(month, row, name, amount, row.of, receipt.quantity)


def _differ(month: Month, row: Row, name: str, amount: int, receipt: Key | None, received: int) -> Valued:
    """A receipt's price changes by an amount: what is left of it takes its share, the rest is cost."""
    pool = month.pools[name]
    if pool.layers is not None:
        layer = next((layer for layer in pool.layers if (layer[0], layer[1]) == receipt), None)
        share = max(divide(amount * layer[2], layer[4]), -layer[3]) if layer else 0
        if layer:
            layer[3] += share
    else:
        on_hand = pool.quantity
        if pool.start is not None:  # the whole month's average: a receipt of this month is wholly within it
            on_hand = received if receipt in month.rows else pool.start
        left = min(max(on_hand, 0), received) if pool.quantity > 0 else 0
        share = max(divide(amount * left, received), -pool.value) if left else 0
    pool.value += share
    return Valued(row.key, name, 0, share, amount - share)


def _reversal(month: Month, row: Row, name: str) -> Valued:
    """Takes back a row of an earlier month at exactly the worth it had."""
    target, pool = _target(month, row), month.pools[name]
    if target is None or row.of is None:
        return Valued(row.key, name, 0, 0, 0, "no_receipt")
    if target.way == "price_difference":
        receipt = month.earlier(target.of) if target.of else None
        return _differ(month, row, name, -target.value, target.of, receipt.quantity if receipt else 0)
    if target.way in REFERS and target.of and (whole := month.earlier(target.of)):
        # A return taken back leaves its issue or receipt whole again.
        gone = month.gone.setdefault(target.of, [whole.gone_quantity, whole.gone_value])
        gone[0], gone[1] = gone[0] - target.quantity, gone[1] - target.value
    row = row._replace(quantity=target.quantity)
    note = "over_return" if target.gone_quantity else ""
    if target.way == "transfer" and row.to_pool in (None, row.pool):
        return Valued(row.key, name, 0, 0)
    if target.way in ("receipt", "surplus", "return_to_store") or (target.way == "transfer" and name == row.to_pool):
        return _send_back(pool, row, name, target.value, row.of)._replace(note=note)
    return give(pool, row, name, target.value, front=True)._replace(note=note)


WAYS: dict[str, Callable[[Month, Row, str], Valued]] = {
    "receipt": _receipt,
    "surplus": _surplus,
    "issue": _issue,
    "loss": _issue,
    "return_to_store": _return_to_store,
    "return_to_supplier": _return_to_supplier,
    "transfer": _transfer,
    "price_difference": _price_difference,
    "reversal": _reversal,
}
