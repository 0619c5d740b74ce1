"""What the differences of counts may come from: cells which, if they said something else, would make them vanish; of what
is left natural loss, a shortage or a surplus to report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from houqin import names
from houqin.book.index import trees
from houqin.reconcile import prices
from houqin.reconcile.cells import Candidate, Choice, Rule, chosen
from houqin.reconcile.moves import Month
from houqin.reconcile.spots import Doc
from houqin.values import MICRO, divide, last_day, micro

Issue = tuple[int, int, int, int, str]
"""A line of an issue: record, line, quantity (base), day, and the unit as written."""


@dataclass(slots=True)
class Cause:
    """A part of a difference that is settled by itself. quantity: counted − book, millionths of the base unit; value:
    fen, set (`valued`) once all parts are known, and kept for as long as the part is open; docs: the documents under
    suspicion, `rivals` what explains the part as well. Parts of several differences with the same `one` come from one and
    the same cause. otherwise: lines of goods that bring their own sum, with the quantity that they would say (record, n,
    millionths): the goods are worth another sum by it."""

    code: str
    quantity: int
    args: dict[str, Any] = field(default_factory=dict)
    docs: tuple[Doc, ...] = ()
    rivals: int = 0
    value: int = 0
    valued: bool = False
    one: str = ""
    otherwise: tuple[tuple[int, int, int], ...] = ()


@dataclass(slots=True)
class Difference:
    """An item in a store where the count and the book differ, millionths of the base unit. count: the record, of `day`;
    since: the month of the first count that found as much; later: what moved between the count and the month's end;
    causes: what its parts may come from; None for an item that a full count leaves out."""

    account: str
    place: str
    item: str
    unit: str
    book: int
    counted: int
    count: int
    day: int
    since: str
    later: int = 0
    causes: list[Cause] | None = None

    @property
    def listed(self) -> bool:
        return self.causes is not None

    @property
    def value(self) -> int:
        """Of all its parts, fen: counted − book."""
        return sum(cause.value for cause in self.causes or ())

    @property
    def quantity(self) -> int:
        """Counted − book; of what a count leaves out nothing is known."""
        return self.counted - self.book if self.listed else 0

    @property
    def seen(self) -> int:
        """What the count itself says."""
        return self.counted - self.later

    @property
    def due(self) -> int:
        """What it should have said."""
        return self.book - self.later

    @property
    def rule(self) -> Rule:
        return "count", self.place, self.item


NOTHING = Choice(Candidate("", (), frozenset(), {}, 0, ()), 0, 0)
"""Where no cell is to blame."""


def explain(month: Month, differences: list[Difference]) -> None:
    """Give each difference of the month's counts its causes, in the order in which they are reported; what a count leaves
    out has one only if it was carried elsewhere."""
    listed = [d for d in differences if d.listed]
    candidates = [c for generate in GENERATORS for c in generate(month, listed)]
    candidates += carried_without_a_slip(month, differences)
    if listed:
        from houqin.reconcile.packs import pack_changed  # looks through all months: only where a count differs

        candidates += pack_changed(month, listed)
    by_rule: dict[Rule, tuple[str, Choice]] = {}
    for number, choice in enumerate(chosen(candidates), 1):
        one = f"{month.month} {number}" if len(choice.candidate.shares) > 1 else ""
        by_rule |= dict.fromkeys(choice.candidate.shares, (one, choice))
    for d in differences:
        one, choice = by_rule.get(d.rule, ("", NOTHING))
        c = choice.candidate
        share = c.shares.get(d.rule, 0)
        if not d.listed and not share:
            continue
        rest = d.counted - d.book - share
        d.causes = [_unwritten(month, d, rest, share)] if rest else []
        if share:
            otherwise = tuple((*line, quantity) for line, quantity in c.otherwise.items())
            args = {**c.args, "others": choice.alike + 1}
            d.causes.append(Cause(c.code, share, args, c.docs, choice.rivals, one=one, otherwise=otherwise))
    for d in listed:
        for cause in d.causes or ():
            if cause.code == "count.shortage":
                cause.args["excess"] = [e.item for e in listed if e.place == d.place and _is_surplus(e)]


def _is_surplus(d: Difference) -> bool:
    return any(cause.code == "count.surplus" for cause in d.causes or ())


# ------------------------------------------------------------ what nobody wrote down


def _unwritten(month: Month, d: Difference, rest: int, share: int) -> Cause:
    """Natural loss, which needs no inquiry; else a surplus or a shortage. `share`: what a suspect explains already."""
    if rest > 0:
        return Cause("count.surplus", rest)
    used = sum(s[2] for s in _issued(month, d.item, d.place)) + max(-share, 0)
    rule = month.registers.rule("natural_loss", last_day(month.month), d.item)
    if rule and used and _natural(month, d, -rest, used):
        args = {"used": used, "share": divide(-rest * 100 * MICRO, used), "allowed": micro(rule["value"][0]),
                "basis": rule["basis"]}  # fmt: skip
        return Cause("count.natural_loss", rest, args)
    return Cause("count.shortage", rest)


def _natural(month: Month, d: Difference, lost: int, of: int) -> bool:
    """Whether so much of what was issued may be lost (定额损耗)."""
    rule = month.registers.rule("natural_loss", last_day(month.month), d.item)
    return lost * 100 * MICRO <= (micro(rule["value"][0]) if rule else 0) * of


# ------------------------------------------------------------ slips


def issued_otherwise(month: Month, differences: list[Difference]) -> Iterator[Candidate]:
    """An issue in another unit than was meant: 斤 for 公斤. What is left of a shortage must be natural loss."""
    for d in differences:
        slips = _issued(month, d.item, d.place)
        used, short = sum(s[2] for s in slips), -d.quantity
        if short > 0 and used and _natural(month, d, short, used):
            continue
        for record, n, issued, day, was in slips:
            for meant, should in _otherwise(month, d.item, issued, was, day):
                more = should - issued
                fits = 0 < more <= short and _natural(month, d, short - more, used + more)
                if not fits and not more == short < 0:
                    continue
                if not _likelier(month, d.item, slips, (record, n, issued, day, was), should):
                    continue
                one = month.registers.in_base(d.item, MICRO, was, day) or MICRO
                before = [s for s in slips if (s[3], s[0]) < (day, record)][-2:]
                usual = before[0][2] if len(before) == 2 and before[0][2] == before[1][2] == should else 0
                number = month.named((record, 0)).number
                args = {
                    "short": abs(short), "slip": number, "was": was, "meant": meant,
                    "written": issued if was == d.unit else divide(issued * MICRO, one), "exactly": more == issued,
                    "usual": usual, **_eaters(month, month.tree(record).get("period")),
                }  # fmt: skip
                last = (not usual, -more, -day, number, n)
                code = "count.unit" if more > 0 else "count.unit_surplus"
                yield mending(month, code, ((record, 0),), {d.rule: -more}, last, args)


def _likelier(month: Month, item: str, slips: list[Issue], suspect: Issue, should: int) -> bool:
    """Whether the kitchen would rather have taken so much: nearer to what the day's menu and those who ate want of it
    (by the rate of other days), or where there is no menu, to what it takes on other days."""
    others = [s for s in slips if s[:2] != suspect[:2]]
    wanted, day = _wanted(month, item), suspect[3]
    usual = sorted(divide(s[2] * wanted[day], wanted[s[3]]) for s in others if wanted.get(day) and wanted.get(s[3]))
    usual = usual or sorted(s[2] for s in others)
    return not usual or abs(should - usual[len(usual) // 2]) < abs(suspect[2] - usual[len(usual) // 2])


def _wanted(month: Month, item: str) -> dict[int, int]:
    """Day → what its menus want of an item for all who ate, in the menu's own unit."""
    a_head: dict[int, int] = defaultdict(int)
    for menu in trees(month.index, ["menu"], month.month):
        for dish in menu.get("dishes", []):
            a_head[menu["date"]] += sum(
                line["quantity"]["parts"] for line in dish.get("lines", []) if line["item"] == item
            )
    ate: dict[int, int] = defaultdict(int)
    for meals in trees(month.index, ["meal_count"], month.month) if a_head else ():
        ate[meals["date"]] += sum((meals.get(who) or {"parts": 0})["parts"] for who in ("pupils", "staff"))
    return {day: grams * ate[day] // MICRO for day, grams in a_head.items() if grams and ate[day]}


def accepted_otherwise(month: Month, differences: list[Difference]) -> Iterator[Candidate]:
    """A receipt in another unit: its price stands apart by that factor, and so much more or less was counted."""
    window = prices.first_compared(month), month.month
    for d in differences:
        history = prices.bought(month, d.item, window)
        here = [
            b for b in history if month.month_of(b.record) == month.month and month.type_of(b.record) == "acceptance"
        ]
        for apart in prices.apart(month, here, history):
            line = apart.line
            if apart.right - line.base != d.quantity:
                continue
            papers = prices.asked(month, line.record, d.item)
            wanted = [paper for paper, asked in papers if asked == apart.right]
            if papers and not wanted:
                continue  # what was asked for came
            mends = {("price", str(line.record), str(line.n)), *(("asked", str(paper)) for paper in wanted)}
            number = month.named((line.record, 0)).number
            args = apart_args(month, apart, wanted) | {"slip": number, "over": d.quantity > 0}
            docs = ((line.record, 0), *((paper, 0) for paper in wanted))
            yield mending(
                month, "count.accepted", docs, {d.rule: d.quantity}, (-line.day, number, line.n), args,
                {(line.record, line.n): apart.right}, mends,
            )  # fmt: skip


def apart_args(month: Month, apart: prices.Apart, wanted: list[int]) -> dict[str, Any]:
    """A line whose price stands apart by a unit's factor, as sentences need it."""
    line, unit = apart.line, (month.registers.on("item", apart.line.item, apart.line.day) or {}).get("unit", "")
    return {
        "item": line.item, "was": line.unit, "meant": apart.meant, "written": line.written, "unit": unit,
        "price": divide(line.price, MICRO), "usual_price": divide(apart.usual, MICRO), "like": apart.like, "right": apart.right,
        "times": list(apart.factor),
        "asked": [month.named((paper, 0)).number for paper in wanted],
    }  # fmt: skip


# ------------------------------------------------------------ the count


def counted_otherwise(month: Month, differences: list[Difference]) -> Iterator[Candidate]:
    """Counted twice, or written in another unit: the figure is the book's by exactly that factor."""
    for d in differences:
        if d.seen <= 0 or d.due <= 0:
            continue
        if d.quantity < 0 and (
            d.due < _limit(month, "telling_quantity")
            or any(s[2] == -d.quantity for s in _issued(month, d.item, d.place))
        ):
            continue  # too few to tell; or just what is taken out at once: a slip that was never written
        lines = [line for line in _sheet(month, d.count) if line[1] == d.item]
        number = month.named((d.count, 0)).number
        doc, day = ((d.count, 0),), month.tree(d.count)["date"]
        args = {"slip": number, "seen": d.seen, "due": d.due}
        for _, _, figure, written in lines if len(lines) == 1 else []:
            args |= {"was": written, "written": figure}
            fitting = [unit for unit, so_much in _otherwise(month, d.item, d.seen, written, day) if so_much == d.due]
            for unit in fitting[:1]:
                last = (written == d.unit and d.seen == 2 * d.due,)
                yield mending(month, "count.other_unit", doc, {d.rule: d.quantity}, last, args | {"meant": unit})
            for factor in () if fitting else prices.common_factors(month):
                if factor > 2 and (d.seen * factor == d.due or d.seen == d.due * factor):
                    yield mending(
                        month, "count.other_unit", doc, {d.rule: d.quantity}, (True, factor),
                        args | {"meant": "", "factor": factor},
                    )  # fmt: skip
        if d.seen == 2 * d.due:
            yield mending(month, "count.twice", doc, {d.rule: d.quantity}, (True,), args)


def neighbours(month: Month, differences: list[Difference]) -> Iterator[Candidate]:
    """Two that stand one below the other on the sheet, each with what the other should have."""
    open_ = {(d.count, d.item): d for d in differences}
    for count in sorted({d.count for d in differences}):
        for (_, above, _, one_unit), (_, below, _, unit) in pairwise(_sheet(month, count)):
            a, b = open_.get((count, above)), open_.get((count, below))
            if a and b and a.place == b.place and one_unit == unit and (a.seen, b.seen) == (b.due, a.due):
                args = {"slip": month.named((count, 0)).number, "item": above, "other": below,
                        "seen": a.seen, "other_seen": b.seen, "other_unit": b.unit}  # fmt: skip
                shares = {a.rule: a.quantity, b.rule: b.quantity}
                yield mending(month, "count.neighbours", ((count, 0),), shares, (above,), args)


def carried_without_a_slip(month: Month, differences: list[Difference]) -> Iterator[Candidate]:
    """What one store lacks another has: one transfer was never written, of one item or of many. What a full count leaves
    out is not there either."""

    def off(d: Difference) -> int:
        return d.counted - d.book

    by_item: dict[str, list[Difference]] = defaultdict(list)
    for d in differences:
        by_item[d.item].append(d)
    pairs: dict[tuple[str, str], list[tuple[Difference, Difference]]] = defaultdict(list)
    for same in by_item.values():
        for lacking in (d for d in same if off(d) < 0):
            for having in (d for d in same if off(d) == -off(lacking) and d.place != lacking.place):
                pairs[lacking.place, having.place].append((lacking, having))
    for (place, to_place), found in sorted(pairs.items()):
        for some in [found, *([one] for one in found if len(found) > 1)]:
            shares = {d.rule: off(d) for pair in some for d in pair}
            docs = tuple(dict.fromkeys((d.count, 0) for pair in some for d in pair))
            goods = [[d.item, -off(d), d.unit] for d, _ in some]
            args = {
                "place": place,
                "to_place": to_place,
                "goods": goods,
                "counts": [month.named(d).number for d in docs],
            }
            yield mending(month, "count.other_place", docs, shares, (place, to_place), args, type_="transfer")


# ------------------------------------------------------------ the table, and what they share

GENERATORS: tuple[Callable[[Month, list[Difference]], Iterator[Candidate]], ...] = (
    issued_otherwise,
    accepted_otherwise,
    counted_otherwise,
    neighbours,
)
"""Every way in which one wrong cell makes what was counted differ from the books."""


def mending(
    month: Month, code: str, docs: tuple[Doc, ...], shares: dict[Rule, int], last: tuple[Any, ...], args: dict[str, Any],
    otherwise: dict[Doc, int] | None = None, more: set[Rule] | None = None, type_: str = "",
) -> Candidate:  # fmt: skip
    """A candidate that mends the counts it has a share in, and other rules besides; `type_`: of the missing record."""
    trusted = _trusted(month)
    type_ = type_ or month.type_of(docs[0][0])
    trust = trusted.index(type_) if type_ in trusted else len(trusted)
    return Candidate(code, docs, frozenset(shares) | (more or set()), shares, trust, last, args, otherwise or {})


def _trusted(month: Month) -> list[str]:
    """Types of documents from the least trusted to the most (rule 单据可信度)."""
    rule = month.registers.rule("document_trust", last_day(month.month))
    return [names.type_named(word) or word for word in rule["value"]] if rule else []


def _limit(month: Month, name: str) -> int:
    """The number of a rule in millionths; 0 where there is none."""
    rule = month.registers.rule(name, last_day(month.month))
    return micro(rule["value"][0]) if rule else 0


def _otherwise(month: Month, item: str, base: int, written: str, day: int) -> Iterator[tuple[str, int]]:
    """What a line's figure would be in the item's other units: the unit, millionths of the base unit."""
    one = month.registers.in_base(item, MICRO, written, day)
    row = month.registers.on("item", item, day) or {}
    for unit in [row.get("unit", ""), *sorted(row.get("packs") or {})]:
        size = month.registers.in_base(item, MICRO, unit, day)
        if one and size and unit != written:
            yield unit, divide(base * size, one)


def _sheet(month: Month, count: int) -> list[tuple[int, str, int, str]]:
    """A count line by line: where, the item, millionths of the unit as written, the unit."""
    return list(month.index.execute("select n, item, quantity, unit from goods where record = ? order by n", (count,)))


def _issued(month: Month, item: str, place: str) -> list[Issue]:
    """This month's issues of an item from a store."""
    return list(
        month.index.execute(
            "select s.record, s.n, s.quantity, r.day, g.unit from shifted s join record r on r.id = s.record"
            " join goods g on g.record = s.record and g.n = s.n"
            " where s.item = ? and s.place = ? and s.month = ? and s.way = 'issue' and r.type = 'issue'"
            " order by r.booked, r.path, r.line, s.n",
            (item, place, month.month),
        )
    )


def _eaters(month: Month, period: dict[str, Any] | None) -> dict[str, int]:
    """School days and pupils' meals in the period of a kitchen slip."""
    days = heads = 0
    if period:
        for meals in trees(month.index, ["meal_count"]):
            if period["first"] <= meals["date"] <= period["last"]:
                days += 1
                heads += (meals.get("pupils") or {"parts": 0})["parts"]
    return {"days": days, "heads": heads}
