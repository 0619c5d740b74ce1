"""A pack of the register that was changed without a day: every slip in that pack is worth another quantity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from houqin.book.registers import Row
from houqin.book.ways import OUT
from houqin.reconcile import prices
from houqin.reconcile.causes import Difference, mending
from houqin.reconcile.cells import Candidate, Rule
from houqin.reconcile.moves import Month
from houqin.reconcile.sides import Sides
from houqin.reconcile.spots import Doc
from houqin.values import MICRO, last_day, micro, previous_month

FIRST = "0000-00"


class Line(NamedTuple):
    """A line of goods in the pack: where it moved to (+) or from (−), in packs (millionths); `base`: as it is reckoned."""

    doc: Doc
    month: str
    way: str
    moved: tuple[tuple[str, int], ...]
    base: int


class Pack(NamedTuple):
    """A pack of an item as the register has it now: base units in one, millionths, and every line written in it."""

    item: str
    row: Row
    name: str
    size: int
    lines: list[Line]

    def off(self, month: Month, count: int, day: int, place: str) -> int:
        """Packs (millionths) that the books had in a store by it when a count (a record, of a day) was made, less those that
        the count itself wrote in it."""
        from houqin.reconcile.counts import moved_since

        later = {doc for doc, _ in moved_since(month, self.item, place, count, day)}
        booked = self._in(
            place, lambda line: line.way != "count" and line.month <= month.month and line.doc not in later
        )
        return booked - self._in(place, lambda line: line.doc[0] == count)

    def _in(self, place: str, counts: Callable[[Line], bool]) -> int:
        return sum(packs for line in self.lines if counts(line) for where, packs in line.moved if where == place)


def pack_changed(month: Month, differences: list[Difference]) -> Iterator[Candidate]:
    """What every count of an item is off by is its packs × one and the same change of the pack. A single count alone says
    nothing of it: a second rule must hold again as well."""
    by_item: dict[str, list[Difference]] = defaultdict(list)
    for d in differences:
        by_item[d.item].append(d)
    for item, its in by_item.items():
        row = month.registers.on("item", item, last_day(month.month)) or {}
        for name, declared in sorted((row.get("packs") or {}).items()):
            if declared["unit"] == row["unit"] and (lines := _lines(month, item, row, name, declared["parts"])):
                yield from _changed(month, Pack(item, row, name, declared["parts"], lines), its)


def _changed(month: Month, pack: Pack, its: list[Difference]) -> Iterator[Candidate]:
    by_size: dict[int, list[Difference]] = defaultdict(list)
    for d in its:
        packs = pack.off(month, d.count, d.day, d.place)
        if packs and d.quantity * MICRO % packs == 0:
            by_size[pack.size + d.quantity * MICRO // packs].append(d)
    for right, mended in sorted(by_size.items()):
        if right < MICRO or right % MICRO:
            continue
        more = _beside(month, pack, right, mended)
        if more is None or len(mended) + len(more) < 2:
            continue
        docs = ((_record(month, pack), 0), *dict.fromkeys((d.count, 0) for d in mended))
        otherwise = {line.doc: line.base * right // pack.size for line in pack.lines}
        args = {
            "pack": pack.name, "size": pack.size, "right": right, "slips": len({line.doc[0] for line in pack.lines}),
            "by_price": any(rule[0] == "price" for rule in more), "by_ledger": any(rule[0] == "ledger" for rule in more),
            "counts": [month.named(doc).number for doc in docs[1:]],
        }  # fmt: skip
        shares = {d.rule: d.quantity for d in mended}
        last = (abs(right - pack.size), pack.name)
        yield mending(month, "register.pack", docs, shares, last, args, otherwise, more, type_="item")


def _beside(month: Month, pack: Pack, right: int, mended: list[Difference]) -> set[Rule] | None:
    """What else would hold if the pack were that size: the price, earlier counts, the ledger.
    None where something would hold no more."""
    if any(pack.off(month, *counted) for counted in _agreeing(month, pack.item, mended)):
        return None
    found: set[Rule] = set()
    for judge in (_prices, _earlier, _ledger):
        rules = judge(month, pack, right)
        if rules is None:
            return None
        found |= rules
    return found


def _agreeing(month: Month, item: str, mended: list[Difference]) -> list[tuple[int, int, str]]:
    """The month's counts of the item (record, day, store) that this would not mend: they agree, or differ by something else."""
    rows = month.index.execute(
        "select s.record, r.day, s.place from shifted s join record r on r.id = s.record"
        " where s.item = ? and s.month = ? and s.way = 'count'",
        (item, month.month),
    ).fetchall()
    places = {d.place for d in mended}
    return [(record, day, place) for record, day, place in rows if place not in places and not month.withdrawn(record)]


def _prices(month: Month, pack: Pack, right: int) -> set[Rule] | None:
    """Whether what came in that pack cost, one by one, what the item costs else. It does not speak against it: prices move."""
    history = prices.bought(month, pack.item, (FIRST, month.month))
    usual = [b.price for b in history if b.unit != pack.name]
    packed = [b.price for b in history if b.unit == pack.name]
    if not usual or not packed:
        return set()
    middle, now = sorted(usual)[len(usual) // 2], sorted(packed)[len(packed) // 2]
    rule = month.registers.rule("price_drift", last_day(month.month))
    drift = micro(rule["value"][0]) if rule else 0

    def apart(price: int) -> bool:
        return abs(price - middle) * 100 * MICRO > drift * middle

    then = now * pack.size // right
    return {("price", pack.item, pack.name)} if apart(now) and not apart(then) else set()


def _earlier(month: Month, pack: Pack, right: int) -> set[Rule] | None:
    """The counts of the month before: they were off by the same change of the pack, or there was none of it."""
    from houqin.reconcile.counts import off

    before = month.at(previous_month(month.month))
    found: set[Rule] = set()
    for count, day, place, quantity in off(before, pack.item):
        packs = pack.off(before, count, day, place)
        if packs and quantity * MICRO != packs * (right - pack.size):
            return None
        if packs:
            found.add(("count", before.month, place))
    return found


def _ledger(month: Month, pack: Pack, right: int) -> set[Rule] | None:
    """An account whose ledger differs by just what the goods would be worth more."""
    from houqin.book.streams import as_mended

    otherwise = {line.doc: line.base * right // pack.size for line in pack.lines}
    sides = Sides(month)
    found: set[Rule] = set()
    for key, shift in as_mended(month.index, month.registers, pack.item, month.month, otherwise).items():
        account = month.registers.accounts.get(key)
        if account and shift and sides.ledger(account) - sides.subsidiary(account) == shift:
            found.add(("ledger", key))
    return found


def history(month: Month, item: str, pack: str, size: int, right: int) -> list[str]:
    """The commit that made the pack what it is, and its day, both "" where it is not committed yet; [] where git does not
    say that it was the right one before. Asked anew each time: git moves on while the book stays."""
    from houqin.book.earlier import pack_before

    rows = month.index.execute("select path from record where type = 'item' and number = ?", (item,)).fetchall()
    before = pack_before(month.book.path, rows[-1][0], item, pack, size) if rows else None
    return [before.commit, before.day] if before and before.size == right else []


def _record(month: Month, pack: Pack) -> int:
    row = month.index.execute(
        "select record from doc where number = ? and type = 'item' and period = ?",
        (pack.item, str(pack.row["from_"])),
    ).fetchone()
    return int(row[0])


def _lines(month: Month, item: str, row: Row, name: str, size: int) -> list[Line]:
    """Every line of the item in a pack while this row of the register holds, up to the month's end; a reversal's is its
    document's."""
    rows: list[tuple[Any, ...]] = month.index.execute(
        "select s.record, s.n, s.month, s.way, coalesce(t.way, ''), s.place, s.to_place, s.quantity, r.day from shifted s"
        " join record r on r.id = s.record"
        " left join shifted t on s.way = 'reversal' and t.record = s.of_record and t.n = s.of_n"
        " join goods g on g.record = coalesce(t.record, s.record) and g.n = coalesce(t.n, s.n)"
        " where s.item = ? and s.month <= ? and s.way <> 'price_difference' and g.unit = ?",
        (item, month.month, name),
    ).fetchall()
    found = []
    for record, n, booked, way, of, place, to, base, day in rows:
        held = month.registers.on("item", item, day)
        if held is None or held["from_"] != row["from_"] or of == "count":
            continue
        sign = -1 if (of or way) in OUT else 1
        sign = -sign if way == "reversal" else sign
        packs = sign * base * MICRO // size
        moved = ((place, packs), *(((to, -packs),) if to else ()))
        found.append(Line((record, n), booked, way, moved, base))
    return found
