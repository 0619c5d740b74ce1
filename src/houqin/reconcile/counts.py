"""账实 of goods and cash: what was counted, rolled to the month's end, against the books."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from houqin.book.ways import RANK
from houqin.reconcile.causes import Cause, causes
from houqin.reconcile.moves import Month
from houqin.values import divide, last_day, month_of

OUT = {"issue", "return_to_supplier", "loss", "transfer"}
"""Ways that take goods off a shelf."""


@dataclass(slots=True)
class Difference:
    """An item in a store where the count and the book differ, millionths of the base unit. causes: what its parts may
    come from; None for an item that a full count leaves out. count: the record, of `day`; since: the month of the first
    count that found as much."""

    account: str
    place: str
    item: str
    unit: str
    book: int
    counted: int
    count: int
    day: int
    since: str
    causes: list[Cause] | None

    @property
    def listed(self) -> bool:
        return self.causes is not None

    @property
    def quantity(self) -> int:
        """Counted − book; of what a count leaves out nothing is known."""
        return self.counted - self.book if self.listed else 0

    @property
    def value(self) -> int:
        """Of all its parts, fen: counted − book."""
        return sum(cause.value for cause in self.causes or ())


@dataclass(slots=True)
class Counted:
    """What the counts of a month say of one stock account, and those of earlier months of what nothing has settled since.
    `worth` is the part of the books that they saw, fen."""

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


def counted(month: Month, before: Mapping[str, Counted]) -> dict[str, Counted]:
    """Stock account → what this month's counts say; where nothing was counted, when it last was. `before`: what was said
    at the end of the month before. A difference stays until the item is counted there again, or book and shelf meet."""
    found: dict[str, Counted] = defaultdict(Counted)
    counts = _of_month(month)
    last = _last_counted(month)
    old: dict[str, dict[str, Difference]] = defaultdict(dict)
    for one in (d for line in before.values() for d in line.differences):
        old[one.item][one.place] = one
    for item, state in month.goods.items():
        row = month.registers.on("item", item, last_day(month.month)) or {}
        differences: list[Difference] = []
        listing = (p for p, ones in counts.items() if any(item in c["quantities"] for c in ones))
        for place in {*state["places"], *listing, *old[item]}:
            account = month.registers.stock_account(place, row.get("category", ""))
            if account is None:
                continue
            line = found[account]
            line.last = max(line.last, last.get(place, 0))
            count = _speaking(counts.get(place, ()), item)
            book = state["places"].get(place, 0)
            value = _worth(state, account, book)
            was = old[item].get(place)
            listed = bool(count and item in count["quantities"])
            if was and not listed and (standing := _standing(month, was, account, book)):
                differences.append(standing)
                line.places[place] = False
                line.day = max(line.day, standing.day if standing.listed else 0)
                line.worth += value if standing.listed else 0
                continue
            if count is None:
                line.places[place] = line.places.get(place, True) and not book
                continue
            line.day = max(line.day, count["date"])
            line.places.setdefault(place, True)
            line.worth += value if listed else 0
            rolled = count["quantities"].get(item, 0) + _later(month, item, place, count) if listed else 0
            if rolled != book:
                found_out = causes(month, item, place, row["unit"], rolled - book) if listed else None
                one = Difference(
                    account,
                    place,
                    item,
                    row["unit"],
                    book,
                    rolled,
                    count["record"],
                    count["date"],
                    month.month,
                    found_out,
                )
                if was and listed and was.quantity == one.quantity:
                    one.since = was.since
                differences.append(one)
        differences.sort(key=lambda d: (d.day, d.place))
        _value(month, item, [(d, cause) for d in differences for cause in d.causes or () if not cause.valued])
        for difference in differences:
            found[difference.account].differences.append(difference)
    for control in month.registers.accounts.values():
        if control.controls == "stock":
            days = [last.get(place, 0) for place in control.row.get("stores", [])]
            found[control.key].last = max([found[control.key].last, *days])
    return dict(found)


def _speaking(counts: Iterable[dict[str, Any]], item: str) -> dict[str, Any] | None:
    """Of a month's counts in a store the one that speaks of an item: the last that lists it, else the last full one."""
    ones = list(counts)
    listing = [c for c in ones if item in c["quantities"]] or [c for c in ones if c["scope"] == "full"]
    return listing[-1] if listing else None


def _standing(month: Month, was: Difference, account: str, book: int) -> Difference | None:
    """What is left of the difference of an earlier count: what was counted, with what moved since, against the book now.

    A report on the count and a slip mended move the book alone. The same difference keeps its causes and their values; a
    rest is looked at anew, among the slips of the month in which it was counted: a part that is still there keeps its own.
    """
    if month.withdrawn(was.count) or (not was.listed and not book):
        return None
    now = replace(was, account=account, book=book)
    if was.causes is None:
        return now
    count = month.tree(was.count) | {"record": was.count}
    seen = month.index.execute(
        "select coalesce(sum(quantity), 0) from shifted where record = ? and way = 'count' and item = ? and place = ?",
        (was.count, was.item, was.place),
    ).fetchone()[0]
    now.counted = seen + _later(month, was.item, was.place, count)
    if not now.quantity:
        return None
    if now.quantity != was.quantity:
        known = {(cause.code, cause.quantity, cause.slip): cause for cause in was.causes}
        rest = causes(month.at(month.month_of(was.count)), was.item, was.place, was.unit, now.quantity)
        now.causes = [known.get((cause.code, cause.quantity, cause.slip), cause) for cause in rest]
    return now


def to_json(counted: Mapping[str, Counted]) -> dict[str, Any]:
    return {key: asdict(line) for key, line in counted.items()}


def from_json(data: Mapping[str, Any]) -> dict[str, Counted]:
    found = {}
    for key, line in data.items():
        differences = [
            Difference(**d | {"causes": d["causes"] and [Cause(**cause) for cause in d["causes"]]})
            for d in line["differences"]
        ]
        found[key] = Counted(**line | {"differences": differences})
    return found


def _value(month: Month, item: str, parts: list[tuple[Difference, Cause]]) -> None:
    """Each part at what the report will be valued at that settles it; of one pool one after the other, count by count,
    so that together they are what leaves it."""
    if parts:
        from houqin.book.streams import as_reported  # values goods: only where a count differs

        lines = [(difference.place, cause.quantity) for difference, cause in parts]
        worth = as_reported(month.index, month.registers, item, month.month, lines)
        for (_, cause), (value, note) in zip(parts, worth, strict=True):
            cause.value, cause.valued = value, True
            cause.args["lot_unknown"] = "lot_unknown" in note


def _worth(state: dict[str, Any], account: str, quantity: int) -> int:
    """What so much of an item is worth at the pool's own cost; at its last known price where none is left."""
    pool = state["pools"].get(account)
    if not pool:
        return 0
    if pool["quantity"]:
        return divide(pool["value"] * quantity, pool["quantity"])
    return divide(pool["last"][0] * quantity, pool["last"][1]) if pool["last"][1] else 0


def _of_month(month: Month) -> dict[str, list[dict[str, Any]]]:
    """Place → the month's counts of goods there by day, each with its quantities by item in base units."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for count in month.standing(["count"], month.month):
        quantities: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for item, place, quantity in month.index.execute(
            "select item, place, quantity from shifted where record = ? and way = 'count'", (count["record"],)
        ):
            quantities[place][item] += quantity
        for place, items in quantities.items():
            found[place].append(count | {"quantities": dict(items)})
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
    """What moved there after the count up to the month's end: after the slip that `cutoff` names, else after its day.

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
        " join record r on r.id = s.record where s.item = ? and s.month between ? and ? and s.way <> 'count'"
        " and r.booked >= ?",
        (item, month_of(count["date"]), month.month, count["date"]),
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
