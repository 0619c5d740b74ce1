"""账实 of goods and cash: what was counted, rolled to the month's end, against the books."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from houqin.book.ways import OUT, RANK
from houqin.reconcile.causes import Cause, Difference, explain
from houqin.reconcile.moves import Month
from houqin.reconcile.spots import Doc
from houqin.values import divide, last_day, month_of


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
    different: list[Difference] = []
    new: list[Difference] = []
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
            later = _later(month, item, place, count) if listed else 0
            rolled = count["quantities"].get(item, 0) + later if listed else 0
            if rolled != book:
                one = Difference(
                    account, place, item, row["unit"], book, rolled, count["record"], count["date"], month.month, later,
                    [] if listed else None,
                )  # fmt: skip
                if was and listed and was.quantity == one.quantity:
                    one.since = was.since
                new.append(one)
                differences.append(one)
        different += sorted(differences, key=lambda d: (d.day, d.place))
    explain(month, new)
    _value(month, different)
    for difference in different:
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
    now.later = _later(month, was.item, was.place, count)
    now.counted = seen + now.later
    if not now.quantity:
        return None
    if now.quantity != was.quantity:
        explain(month.at(month.month_of(was.count)), [now])
        known = {(cause.code, cause.quantity, cause.docs): cause for cause in was.causes}
        now.causes = [known.get((cause.code, cause.quantity, cause.docs), cause) for cause in now.causes or ()]
    return now


def off(month: Month, item: str) -> list[tuple[int, int, str, int]]:
    """The month's counts that list an item: the count and its day, the store, counted − book (millionths)."""
    books = month.goods.get(item, {"places": {}})["places"]
    found = []
    for place, ones in _of_month(month).items():
        count = _speaking(ones, item)
        if count and item in count["quantities"]:
            counted = count["quantities"][item] + _later(month, item, place, count)
            found.append((count["record"], count["date"], place, counted - books.get(place, 0)))
    return found


def to_json(counted: Mapping[str, Counted]) -> dict[str, Any]:
    return {key: asdict(line) for key, line in counted.items()}


def from_json(data: Mapping[str, Any]) -> dict[str, Counted]:
    def cause(one: dict[str, Any]) -> Cause:
        return Cause(**one | {"docs": tuple(map(tuple, one["docs"])), "otherwise": tuple(map(tuple, one["otherwise"]))})

    found = {}
    for key, line in data.items():
        differences = [
            Difference(**d | {"causes": d["causes"] and [cause(one) for one in d["causes"]]})
            for d in line["differences"]
        ]
        found[key] = Counted(**line | {"differences": differences})
    return found


def _value(month: Month, differences: list[Difference]) -> None:
    """Each part that is new at what the report will be valued at that settles it; of one pool one after the other, count
    by count, so that together they are what leaves it. What was carried to another store comes there at what it left at;
    a slip that is written anew changes what the goods of its account cost."""
    new = [(d, cause) for d in differences for cause in d.causes or () if not cause.valued]
    for item in dict.fromkeys(d.item for d, _ in new):
        from houqin.book.streams import as_mended, as_reported  # values goods: only where a count differs

        parts = [(d, cause) for d, cause in new if d.item == item]
        mended = [(d, cause) for d, cause in parts if cause.otherwise]
        came = [cause for _, cause in parts if cause.code == "count.other_place" and cause.quantity > 0]
        reported = [(d, cause) for d, cause in parts if not cause.otherwise and cause not in came]
        if reported:
            lines = [(d.place, cause.quantity) for d, cause in reported]
            worth = as_reported(month.index, month.registers, item, month.month, lines)
            for (_, cause), (value, note) in zip(reported, worth, strict=True):
                cause.value = value
                cause.args["lot_unknown"] = "lot_unknown" in note
        for cause in came:
            cause.value = -next(c.value for _, c in reported if c.one == cause.one)
        told: set[tuple[str, tuple[Doc, ...]]] = set()
        for d, cause in mended:
            if (d.account, cause.docs) not in told:  # of one cause the first part in an account has the sum
                otherwise = {(record, n): quantity for record, n, quantity in cause.otherwise}
                shift = as_mended(month.index, month.registers, item, month.month, otherwise)
                cause.value = shift.get(d.account, 0)
            told.add((d.account, cause.docs))
        for _, cause in parts:
            cause.valued = True


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
    """What moved there after the count up to the month's end, millionths: + in, − out."""
    return sum(quantity for _, quantity in moved_since(month, item, place, count["record"], count["date"]))


def moved_since(month: Month, item: str, place: str, count: int, counted_on: int) -> Iterator[tuple[Doc, int]]:
    """Each line that moved there after the count (a record, of a day) up to the month's end, millionths, + in, − out:
    after the slip that `cutoff` names, else after its day.

    Goods move on the day a slip is dated, however late it is booked; a reversal mends what was written and carries
    nothing, so it stands where the slip stands that it takes back, and what replaces a slip where that one stood. The
    report that puts this count into the books is not a movement of the shelf.
    """
    limit = (counted_on, RANK["count"], "", "", 0)
    if cutoff := month.targets(count, "cutoff"):
        row = month.index.execute(
            "select s.way, r.day, r.owner, r.number from shifted s join record r on r.id = s.record where r.id = ?",
            (cutoff[0][0][0],),
        ).fetchone()
        if row and row[1] == counted_on:
            limit = (row[1], RANK[row[0]], row[2], row[3], 10**6)
    reports = set(month.naming(count, "count"))
    for record, way, at, to, quantity, day, owner, number, n in month.index.execute(
        "select s.record, s.way, s.place, s.to_place, s.quantity, r.day, r.owner, r.number, s.n from shifted s"
        " join record r on r.id = s.record where s.item = ? and s.month between ? and ? and s.way <> 'count'"
        " and r.booked >= ?",
        (item, month_of(counted_on), month.month, counted_on),
    ).fetchall():
        origin = month.origin((record, 0))[0]
        if origin in reports or place not in (at, to):
            continue
        stood, seen = origin, set[int]()
        while stood not in seen and (replaced := month.targets(stood, "replaces")):
            seen.add(stood)
            stood = replaced[0][0][0]
        was = None
        if way == "reversal":
            was = month.index.execute(
                "select t.way from shifted s join shifted t on t.record = s.of_record and t.n = s.of_n"
                " where s.record = ? and s.n = ?",
                (record, n),
            ).fetchone()
            if was and was[0] == "count":
                continue  # a count taken back: nothing was carried anywhere
        its = (day, owner, number)
        if stood != record:
            its = month.index.execute("select day, owner, number from record where id = ?", (stood,)).fetchone()
        if (its[0], RANK[was[0] if was else way], *its[1:], n) <= limit:
            continue
        if way == "reversal":
            sign = 1 if was and was[0] in OUT else -1
        else:
            sign = -1 if way in OUT else 1
        yield (record, n), quantity * (sign if place == at else -sign)
