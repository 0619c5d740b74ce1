"""What goods cost (存货计价): one month of one item, folded over all its pools; pure functions.

Money is fen, quantities are millionths of the item's base unit, both int; the only rounding is values.divide.
A pool is one control account: moves between the shelves of a pool carry no value. The methods are those of
政府会计准则第1号——存货: first in first out, weighted average (moving, or of the whole month), specific
identification. Closed months are never valued again: what a later row changes falls on its own month.

To the fen, for every pool and call: value before + Σ value of its rows = value after; likewise the quantity.
A row's *worth* is value + cost: what stands on its other side (the supplier's claim, the issue taken back,
the other pool). An issue carries no cost. So, over all pools together,
    on hand before + Σ worth of what is no issue = Σ issued + Σ cost + on hand after
and the worth is: +a receipt's own value, +the issue's cost that comes back, −the receipt's cost that is sent
back, the price difference (all with the other sign in a reversal), and 0 for the two rows of a transfer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from houqin.book.costing import (
    ISSUES,
    LAYERED,
    WAYS,
    Earlier,
    Key,
    Month,
    Pool,
    Row,
    State,
    Stock,
    Valued,
    give,
    referred,
    sides,
    take,
)
from houqin.values import divide

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Earlier", "Key", "Row", "State", "Stock", "Valued", "fold"]


def fold(
    state: State,
    rows: Sequence[Row],
    methods: Mapping[str, str],
    earlier: Callable[[Key], Earlier | None],
) -> tuple[State, list[Valued]]:
    """The state at the month's end and what each row moved, in order of valuation; arguments stay unchanged.

    A transfer gives two Valued, out and in. A row taken back within the month and the reversal that does so
    move nothing (else a month's average would depend on itself). methods: for each pool that a row touches
    first_in_first_out, moving_average, month_end_average or specific. earlier: a row of an earlier month.
    """
    touched = dict.fromkeys(name for row in rows for name in sides(row))
    pools = {name: _open(state.get(name), methods[name]) for name in touched}
    month = Month(_in_order(_standing(rows)), pools, earlier)
    for row in rows:
        if row.key not in month.rows:
            month.valued[row.key, row.pool] = Valued(row.key, row.pool, 0, 0)
    for group in _groups(month):
        touching = [row for row in month.rows.values() if group & set(sides(row))]
        if any(methods[name] == "month_end_average" for name in group):
            _average(month, touching, sorted(group))
            continue
        for row in touching:
            for name in sides(row):
                if name in group:
                    month.valued[row.key, name] = WAYS[row.way](month, row, name)
    _mark_negative(month, state)
    order = {**month.rows, **{row.key: row for row in sorted(rows, key=lambda row: row.order)}}
    found = (month.valued.get((row.key, name)) for row in order.values() for name in sides(row))
    after = {name: _close(pool) for name, pool in month.pools.items()}
    return {**state, **after}, [valued for valued in found if valued]


# ------------------------------------------------------------ which rows, in which order, which pools at once


def _standing(rows: Sequence[Row]) -> dict[Key, Row]:
    """The rows without the pairs of a row and its reversal in the same month."""
    left = {row.key: row for row in sorted(rows, key=lambda row: row.order)}
    for row in list(left.values()):
        if row.way == "reversal" and row.of in left:
            del left[row.key], left[row.of]
    return left


def _in_order(rows: dict[Key, Row]) -> dict[Key, Row]:
    return {row.key: row for row in sorted(rows.values(), key=lambda row: _place(rows, row))}


def _place(rows: dict[Key, Row], row: Row) -> list[tuple[int, int, str, str, int]]:
    """A row that refers to a later one (parts brought back the day they were issued) follows it at once."""
    target = referred(rows, row) or row
    return [target.order, row.order] if target.order > row.order else [row.order]


def _groups(month: Month) -> list[set[str]]:
    """The pools in the order in which they can be valued; those that feed each other in a circle together."""
    feeds: dict[str, set[str]] = {name: {name} for name in month.pools}
    for row in month.rows.values():
        if row.way == "transfer":
            feeds[row.pool].add(sides(row)[-1])
        if target := referred(month.rows, row):
            feeds[target.pool].add(row.pool)
    for _ in feeds:  # as many rounds as there are pools reach everything
        feeds = {name: set().union(*(feeds[fed] for fed in reached)) for name, reached in feeds.items()}
    groups = {name: frozenset(fed for fed in feeds[name] if name in feeds[fed]) for name in sorted(feeds)}
    # Whoever feeds a group reaches it and more: the longer reach comes first.
    first = sorted(groups, key=lambda name: -len(feeds[name]))
    return [set(group) for group in dict.fromkeys(groups[name] for name in first)]


def _open(stock: Stock | None, method: str) -> Pool:
    if stock is None:
        return Pool(0, 0, [0, 0], [] if method in LAYERED else None, method == "specific")
    pool = Pool(stock["quantity"], stock["value"], [*stock["last"]], None, method == "specific")
    if method in LAYERED:
        pool.layers = [[*layer] for layer in stock["layers"]]
        if not pool.layers and pool.quantity > 0:  # the method was changed: what is on hand is one layer
            pool.layers = [[0, 0, pool.quantity, pool.value, pool.quantity, None]]
    return pool


def _close(pool: Pool) -> Stock:
    return {"quantity": pool.quantity, "value": pool.value, "last": pool.last, "layers": pool.layers or []}


def _mark_negative(month: Month, state: State) -> None:
    """Notes on the last row of each day after which a pool stands below zero."""
    running = {name: stock["quantity"] for name, stock in state.items()}
    at_end: dict[tuple[str, int], tuple[Key, int]] = {}
    for row in month.rows.values():
        day = _place(month.rows, row)[0][0]
        for name in sides(row):
            running[name] = running.get(name, 0) + month.valued[row.key, name].quantity
            at_end[name, day] = row.key, running[name]
    for (name, _), (key, quantity) in at_end.items():
        if quantity < 0:
            _note(month, (key, name), "negative")


def _note(month: Month, place: tuple[Key, str], code: str) -> None:
    valued = month.valued[place]
    month.valued[place] = valued._replace(note=f"{valued.note} {code}".strip())


# ------------------------------------------------------------ the average of the whole month


def _average(month: Month, rows: list[Row], names: list[str]) -> None:
    """Values pools by the average of the whole month; several, if they feed each other, as if they were one.

    First what comes in (a return to the supplier is a negative receipt), then what goes out at the average; and what
    a count found too many comes in at it, unless it brings a sum of its own: it changes what no other row costs.
    """
    pools = {name: month.pools[name] for name in names}
    known = [pool.last for pool in pools.values() if pool.last[1]] or [[0, 0]]
    quantity = sum(pool.quantity for pool in pools.values())
    one = Pool(quantity, sum(pool.value for pool in pools.values()), known[0], None, start=quantity)
    month.pools.update(dict.fromkeys(names, one))
    going: list[Row] = []
    within: list[Row] = []
    extra: list[Row] = []
    back: dict[Key, list[Row]] = {}
    for row in rows:
        target = referred(month.rows, row)
        inner = [name for name in sides(row) if name in pools]
        if row.way == "return_to_store" and target and target.pool in pools:
            back.setdefault(target.key, []).append(row)
        elif row.way == "transfer" and len(inner) == 2:
            within.append(row)
        elif row.way == "surplus" and row.value is None:
            extra.append(row)
        elif row.way in ISSUES or (row.way == "transfer" and len(sides(row)) == 2 and row.pool in pools):
            going.append(row)
        else:
            for name in inner:
                month.valued[row.key, name] = WAYS[row.way](month, row, name)
    # Below zero there is no average: goods go at the last known price, a pool keeps what its rows gave it.
    averaged = one.quantity > 0 and one.value >= 0
    value, per = (one.value, one.quantity) if averaged else one.last

    def upto(quantity: int) -> int:
        return divide(value * quantity, per) if per else 0

    gone = _send_out(month, going, back, upto)
    for row in within:
        for name, sign in zip(sides(row), (-1, 1), strict=True):
            worth = sign * upto(row.quantity)
            month.valued[row.key, name] = Valued(row.key, name, sign * row.quantity, worth)
    for row in extra:
        month.valued[row.key, row.pool] = Valued(row.key, row.pool, row.quantity, upto(row.quantity))
    over = {}
    for name, pool in pools.items():
        moves = [(row, month.valued[row.key, name]) for row in rows if name in sides(row)]
        on_hand = pool.quantity + sum(valued.quantity for _, valued in moves)
        worth = pool.value + sum(valued.value for _, valued in moves)
        beside = [month.valued[row.key, name] for row in extra if row.pool == name]
        left = on_hand - sum(valued.quantity for valued in beside)
        fair = upto(gone + left) - upto(gone) + sum(valued.value for valued in beside) if averaged else worth
        fair = max(fair, 0) if on_hand > 0 else min(fair, 0) if on_hand < 0 else 0
        gone, over[name] = gone + left, worth - fair
        _settle(pool, moves, fair)
        pool.last = [*one.last]
    month.pools.update(pools)
    _even_out(month, within, over)
    for name in names:
        if over[name]:
            _absorb(month, [row for row in rows if name in sides(row)], name, over[name])


def _send_out(month: Month, going: list[Row], back: dict[Key, list[Row]], upto: Callable[[int], int]) -> int:
    """Values what goes out, by cumulative rounding: nothing drifts, what goes out last takes what is left.

    upto: the value of so much at the average. An issue goes net of what comes back of it in the month (back),
    so that both together are exactly what stays out. Returns the net quantity gone.
    """
    gone = 0
    for row in going:
        net, returned = row.quantity, 0
        for slip in back.get(row.key, ()):
            worth, note = upto(slip.quantity), "over_return" if slip.quantity > net else ""
            month.valued[slip.key, slip.pool] = Valued(slip.key, slip.pool, slip.quantity, worth, 0, note)
            net, returned = net - slip.quantity, returned + worth
        month.gone[row.key] = [row.quantity - net, returned]
        worth = upto(gone + net) - upto(gone) + returned
        month.valued[row.key, row.pool] = Valued(row.key, row.pool, -row.quantity, -worth)
        gone += net
    return gone


def _settle(pool: Pool, moves: list[tuple[Row, Valued]], value: int) -> None:
    """The pool at the end of an averaged month: layers leave in their order, the rest has this value."""
    for row, valued in moves:
        if valued.quantity > 0:
            give(pool, row._replace(quantity=valued.quantity), valued.pool, 0)
        elif valued.quantity < 0:
            take(pool, -valued.quantity)
    pool.value, below = value, 0
    for layer in pool.layers or []:
        upper = below + layer[2]
        layer[3] = divide(value * upper, pool.quantity) - divide(value * below, pool.quantity)
        below = upper


def _even_out(month: Month, within: list[Row], over: dict[str, int]) -> None:
    """Pools averaged as one: the transfers between them carry what brings each to the common average.

    over: what each pool has too much; changed to what no transfer can carry away.
    """
    reached = [next(iter(over))]
    way_back: dict[str, Row] = {}
    for name in reached:
        for row in within:
            other = {row.pool: row.to_pool, row.to_pool: row.pool}.get(name)
            if other and other not in reached:
                reached.append(other)
                way_back[other] = row
    for name in reversed(reached[1:]):
        row = way_back[name]
        other = str(row.to_pool) if name == row.pool else row.pool
        for pool, sign in ((name, -1), (other, 1)):
            valued = month.valued[row.key, pool]
            month.valued[row.key, pool] = valued._replace(value=valued.value + sign * over[name])
        over[other], over[name] = over[other] + over[name], 0


def _absorb(month: Month, rows: list[Row], name: str, over: int) -> None:
    """A residue goes into the pool's last issue, or beside its last row as cost if it had none."""
    row = next((row for row in reversed(rows) if row.way in ISSUES), rows[-1])
    valued = month.valued[row.key, name]
    cost = valued.cost if row.way in ISSUES else valued.cost + over
    month.valued[row.key, name] = valued._replace(value=valued.value - over, cost=cost)
