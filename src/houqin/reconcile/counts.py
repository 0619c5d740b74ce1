"""账实 of goods and cash: what was counted, rolled to the month's end, against the books."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from houqin.book.ways import RANK
from houqin.reconcile.causes import Cause, causes
from houqin.reconcile.moves import Month
from houqin.values import divide, last_day

OUT = {"issue", "return_to_supplier", "loss", "transfer"}
"""Ways that take goods off a shelf."""


@dataclass(slots=True)
class Difference:
    """An item in a store where the count and the book differ, millionths of the base unit. causes: what its parts may
    come from; None for an item that a full count leaves out."""

    account: str
    place: str
    item: str
    unit: str
    book: int
    counted: int
    count: int
    causes: list[Cause] | None

    @property
    def listed(self) -> bool:
        return self.causes is not None

    @property
    def value(self) -> int:
        """Of all its parts, fen: counted − book."""
        return sum(cause.value for cause in self.causes or ())


@dataclass(slots=True)
class Counted:
    """What the counts of a month say of one stock account. `worth` is the part of the books that they saw, fen."""

    day: int = 0
    last: int = 0
    places: dict[str, bool] = field(default_factory=dict)
    worth: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def coverage(self) -> str:
        if not self.day:
            return "none"
        return "full" if all(self.places.values()) else "partial"


def counted(month: Month) -> dict[str, Counted]:
    """Stock account → what this month's counts say; where nothing was counted, when it last was."""
    found: dict[str, Counted] = defaultdict(Counted)
    counts = _latest(month)
    last = _last_counted(month)
    for item, state in month.goods.items():
        row = month.registers.on("item", item, last_day(month.month)) or {}
        differences: list[Difference] = []
        for place in {*state["places"], *(p for p, c in counts.items() if item in c["quantities"])}:
            account = month.registers.stock_account(place, row.get("category", ""))
            if account is None:
                continue
            line = found[account]
            line.last = max(line.last, last.get(place, 0))
            count = counts.get(place)
            book = state["places"].get(place, 0)
            value = _worth(state, account, book)
            if count is None or (item not in count["quantities"] and count["scope"] != "full"):
                line.places[place] = line.places.get(place, True) and not book
                continue
            line.day = max(line.day, count["date"])
            line.places.setdefault(place, True)
            listed = item in count["quantities"]
            line.worth += value if listed else 0
            rolled = count["quantities"].get(item, 0) + _later(month, item, place, count) if listed else 0
            if rolled != book:
                found_out = causes(month, item, place, row["unit"], rolled - book) if listed else None
                one = Difference(account, place, item, row["unit"], book, rolled, count["record"], found_out)
                differences.append(one)
        differences.sort(key=lambda d: (counts[d.place]["date"], d.place))
        _value(month, item, [(d, cause) for d in differences for cause in d.causes or ()])
        for difference in differences:
            found[difference.account].differences.append(difference)
    for control in month.registers.accounts.values():
        if control.controls == "stock":
            days = [last.get(place, 0) for place in control.row.get("stores", [])]
            found[control.key].last = max([found[control.key].last, *days])
    return dict(found)


def _value(month: Month, item: str, parts: list[tuple[Difference, Cause]]) -> None:
    """Each part at what the report will be valued at that settles it; of one pool one after the other, count by count,
    so that together they are what leaves it."""
    if parts:
        from houqin.book.streams import as_reported  # values goods: only where a count differs

        lines = [(difference.place, cause.quantity) for difference, cause in parts]
        worth = as_reported(month.index, month.registers, item, month.month, lines)
        for (_, cause), (value, note) in zip(parts, worth, strict=True):
            cause.value = value
            cause.args["lot_unknown"] = "lot_unknown" in note


def _worth(state: dict[str, Any], account: str, quantity: int) -> int:
    """What so much of an item is worth at the pool's own cost; at its last known price where none is left."""
    pool = state["pools"].get(account)
    if not pool:
        return 0
    if pool["quantity"]:
        return divide(pool["value"] * quantity, pool["quantity"])
    return divide(pool["last"][0] * quantity, pool["last"][1]) if pool["last"][1] else 0


def _latest(month: Month) -> dict[str, dict[str, Any]]:
    """Place → the month's last count of goods there, its quantities by item in base units."""
    found: dict[str, dict[str, Any]] = {}
    for count in month.standing(["count"], month.month):
        quantities: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for item, place, quantity in month.index.execute(
            "select item, place, quantity from shifted where record = ? and way = 'count'", (count["record"],)
        ):
            quantities[place][item] += quantity
        for place, items in quantities.items():
            found[place] = count | {"quantities": dict(items)}
    return found


def _last_counted(month: Month) -> dict[str, int]:
    """Place → the day of its last count up to the month's end, the opening's word included."""
    last: dict[str, int] = defaultdict(int)
    for record in month.standing(["opening_stock"]):
        last[record["place"]] = max(last[record["place"]], record.get("last_counted") or 0)
    for record, place, day in month.index.execute(
        "select id, place, day from record where type = 'count' and place <> '' and month <= ?", (month.month,)
    ).fetchall():
        if day > last[place] and not month.withdrawn(record):
            last[place] = day
    return last


def _later(month: Month, item: str, place: str, count: dict[str, Any]) -> int:
    """What moved there after the count: after the slip that `cutoff` names, else after the counting day.

    Goods move on the day a slip is dated, however late it is booked; a reversal mends what was written and carries
    nothing, so it stands on the day of what it takes back. The report that puts this count into the books is not a
    movement of the shelf.
    """
    limit = (count["date"], RANK["count"], "", "", 0)
    if cutoff := month.targets(count["record"], "cutoff"):
        row = month.index.execute(
            "select s.way, r.day, r.owner, r.number from shifted s join record r on r.id = s.record where r.id = ?",
            (cutoff[0][0][0],),
        ).fetchone()
        if row and row[1] == count["date"]:
            limit = (row[1], RANK[row[0]], row[2], row[3], 10**6)
    reports = set(month.naming(count["record"], "count"))
    total = 0
    for record, way, at, to, quantity, dated, owner, number, n in month.index.execute(
        "select s.record, s.way, s.place, s.to_place, s.quantity, r.day, r.owner, r.number, s.n from shifted s"
        " join record r on r.id = s.record where s.item = ? and s.month = ? and s.way <> 'count' and r.booked >= ?",
        (item, month.month, count["date"]),
    ).fetchall():
        origin = month.origin((record, 0))[0]
        if origin in reports or place not in (at, to):
            continue
        day = dated if origin == record else month.tree(origin)["date"]
        if (day, RANK[way], owner, number, n) <= limit:
            continue
        if way == "reversal":
            was = month.index.execute(
                "select t.way from shifted s join shifted t on t.record = s.of_record and t.n = s.of_n"
                " where s.record = ? and s.n = ?",
                (record, n),
            ).fetchone()
            if was and was[0] == "count":
                continue  # a count taken back: nothing was carried anywhere
            sign = 1 if was and was[0] in OUT else -1
        else:
            sign = -1 if way in OUT else 1
        total += quantity * (sign if place == at else -sign)
    return total
