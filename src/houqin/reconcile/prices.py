"""What goods cost before, and lines of acceptances whose price stands apart from it by exactly a unit's factor."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import gcd
from typing import Any, NamedTuple

from houqin.reconcile.moves import Month
from houqin.values import MICRO, last_day, micro, month_at, month_index


class Bought(NamedTuple):
    """A line of goods that came for a price: the quantity in the base unit and as written (millionths), fen in all."""

    record: int
    n: int
    item: str
    day: int
    base: int
    written: int
    unit: str
    amount: int

    @property
    def price(self) -> int:
        """Millionths of a fen for one of the base unit."""
        return self.amount * MICRO * MICRO // self.base


Factor = tuple[int, int]
"""How many times one unit is another: above and below the line."""


class Apart(NamedTuple):
    """A line whose price is so many times the usual one (millionths of a fen for one of the base unit) as another unit is
    of its own; `meant`: that unit, "" where the register has none. `like`: how many other lines it agrees with to the fen."""

    line: Bought
    factor: Factor
    meant: str
    usual: int
    like: int

    @property
    def right(self) -> int:
        """The quantity that was meant, millionths of the base unit."""
        return self.line.base * self.factor[0] // self.factor[1]


def apart(month: Month, lines: Iterable[Bought], history: list[Bought]) -> Iterator[Apart]:
    """Those of an item's lines whose price stands apart from its other prices by a unit's factor."""
    for line in lines:
        prices = sorted(b.price for b in history if (b.record, b.n) != (line.record, line.n))
        usual = prices[(len(prices) - 1) // 2] if prices else 0
        if not usual or 4 * usual < 6 * line.price < 9 * usual:
            continue  # no unit is so near another
        rule = month.registers.rule("price_drift", last_day(month.month))
        drift = micro(rule["value"][0]) if rule else 0
        off, _, factor, meant = min(
            (abs(line.price * below - usual * above) * 100 * MICRO // (usual * above), not unit, (above, below), unit)
            for (above, below), unit in _factors(month, line)
        )
        if off <= drift:
            like = sum(_agree(line, b, factor) for b in history if (b.record, b.n) != (line.record, line.n))
            yield Apart(line, factor, meant, usual, like)


def _agree(line: Bought, other: Bought, factor: Factor) -> bool:
    """Whether two prices are the same but for the factor; each is rounded to the fen of its own unit."""
    above, below = factor
    off = abs(line.amount * below * other.base - above * other.amount * line.base)
    return off * MICRO <= line.written * max(above, below) * other.base


def _factors(month: Month, line: Bought) -> Iterator[tuple[Factor, str]]:
    """How many of the line's unit another unit of its item is; and what is no pack of it, but goes by dozens and grams."""
    row = month.registers.on("item", line.item, line.day) or {}
    for unit in [row.get("unit", ""), *(row.get("packs") or {})]:
        size = month.registers.in_base(line.item, MICRO, unit, line.day)
        if unit != line.unit and size:
            yield _lowest(size * line.written, line.base * MICRO), unit
    for factor in common_factors(month):
        yield (factor, 1), ""
        yield (1, factor), ""


def _lowest(above: int, below: int) -> Factor:
    shared = gcd(above, below)
    return above // shared, below // shared


def common_factors(month: Month) -> list[int]:
    """Conversions that go wrong whatever the register declares: half a kilogram, a dozen, grams (rule 单位换算)."""
    rule = month.registers.rule("unit_factors", last_day(month.month))
    return [int(word) for word in rule["value"]] if rule else []


# ------------------------------------------------------------ what was bought


def bought(month: Month, item: str, months: tuple[str, str]) -> list[Bought]:
    """An item's receipts into stores for a price, the opening's stock among them, booked from one month to another."""
    rows = month.index.execute(
        "select s.record, s.n, s.item, r.day, s.quantity, g.quantity, g.unit, s.amount from shifted s"
        " join record r on r.id = s.record join goods g on g.record = s.record and g.n = s.n"
        " where s.item = ? and s.month between ? and ? and s.way in ('receipt', 'opening') and s.amount > 0"
        " and s.quantity > 0 order by r.booked, r.path, r.line, s.n",
        (item, *months),
    )
    return [b for row in rows if not month.withdrawn((b := Bought(*row)).record)]


def all_bought(month: Month, first: str) -> dict[str, list[Bought]]:
    """Item → its lines of acceptances and opening stock for a price, direct use included, from a month to this one."""
    found: dict[str, list[Bought]] = defaultdict(list)
    for index in range(month_index(first), month_index(month.month) + 1):
        for record, n, item, day, quantity, unit, amount in month.index.execute(
            "select g.record, g.n, g.item, r.day, g.quantity, g.unit, g.amount from record r join goods g on g.record = r.id"
            " where r.month = ? and r.type in ('acceptance', 'opening_stock') and g.amount > 0 and g.quantity > 0"
            " order by r.booked, r.path, r.line, g.n",
            (month_at(index),),
        ).fetchall():
            base = month.registers.in_base(item, quantity, unit, day)
            if base and not month.withdrawn(record):
                found[item].append(Bought(record, n, item, day, base, quantity, unit, amount))
    return found


def first_compared(month: Month) -> str:
    """The first of the months whose prices are held against this one's (rule 比价月数)."""
    rule = month.registers.rule("price_months", last_day(month.month))
    return month_at(month_index(month.month) - (micro(rule["value"][0]) // MICRO if rule else 0))


# ------------------------------------------------------------ what was asked for


def asked(month: Month, record: int, item: str) -> list[tuple[int, int]]:
    """What was asked for where an acceptance took so much of an item: the order, contract's call or delivery request,
    and its quantity in the base unit, millionths."""
    tree = month.tree(record)
    papers = [doc[0] for role in ("order", "delivery_request") for doc, _ in month.targets(record, role)]
    if not papers:
        papers = _requests(month, tree)
    found = []
    for paper in papers:
        theirs = month.tree(paper)
        parts = [
            month.registers.in_base(item, line["quantity"]["parts"], line["quantity"]["unit"], tree["date"])
            for line in theirs.get("lines", [])
            if line["item"] == item
        ]
        if parts and None not in parts:
            found.append((paper, sum(p or 0 for p in parts)))
    return found


def _requests(month: Month, tree: dict[str, Any]) -> list[int]:
    """The delivery requests (要货) of a supplier for the day of an acceptance that names none."""
    rows = month.index.execute(
        "select r.id, d.json from record r join data d on d.record = r.id"
        " where r.type = 'delivery_request' and r.day between ? and ? order by r.path, r.line",
        (tree["date"] - 100, tree["date"]),
    ).fetchall()
    found = []
    for record, text in rows:
        request = json.loads(text)
        if request["supplier"] == tree.get("supplier") and request.get("needed", request["date"]) == tree["date"]:
            found.append(record)
    return [record for record in found if not month.withdrawn(record)]
