"""What the difference of a count may come from: a surplus, natural loss, a slip in another unit, a shortage to report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from houqin.book.index import trees
from houqin.reconcile.moves import Month
from houqin.values import MICRO, divide, last_day, micro


@dataclass(slots=True)
class Cause:
    """A part of a difference that is settled by itself. quantity: counted − book, millionths of the base unit; value:
    fen, set (`valued`) once all parts are known, and kept for as long as the part is open; slip: the issue under
    suspicion, `rivals` what explains the part as well."""

    code: str
    quantity: int
    args: dict[str, Any] = field(default_factory=dict)
    slip: int | None = None
    rivals: int = 0
    value: int = 0
    valued: bool = False


def causes(month: Month, item: str, place: str, unit: str, quantity: int) -> list[Cause]:
    """The parts of a difference, in the order in which they are reported: natural loss needs no inquiry."""
    if quantity > 0:
        return [Cause("count.surplus", quantity)]
    slips = _issued(month, item, place)
    used, short = sum(s[2] for s in slips), -quantity
    rule = month.registers.rule("natural_loss", last_day(month.month), item)
    share = micro(rule["value"][0]) if rule else 0

    def natural(lost: int, of: int) -> bool:
        return lost * 100 * MICRO <= share * of

    def loss(lost: int, of: int) -> Cause:
        args = {"used": of, "share": divide(lost * 100 * MICRO, of), "allowed": share,
                "basis": rule["basis"] if rule else ""}  # fmt: skip
        return Cause("count.natural_loss", -lost, args)

    if used and natural(short, used):
        return [loss(short, used)]
    suspects = []
    for record, n, issued, day, written in slips:
        for other in _units(month, item, day) - {written}:
            one, meant = (
                month.registers.in_base(item, MICRO, written, day),
                month.registers.in_base(item, MICRO, other, day),
            )
            if not one or not meant or meant <= one:
                continue
            more = divide(issued * meant, one) - issued
            if more <= short and natural(short - more, used + more):
                suspects.append((more, record, n, issued, written, other, day))
    if not suspects:
        return [Cause("count.shortage", quantity)]
    more, record, _, issued, was, meant_unit, day = max(suspects)
    base = month.registers.in_base(item, MICRO, was, day) or MICRO
    before = [s for s in slips if (s[3], s[0]) < (day, record)][-2:]
    usual = before[0][2] if len(before) == 2 and before[0][2] == before[1][2] == issued + more else 0
    args = {
        "short": short, "slip": month.named((record, 0)).number, "was": was, "meant": meant_unit,
        "written": issued if was == unit else divide(issued * MICRO, base), "others": len(suspects),
        "exactly": more == issued, "usual": usual, **_eaters(month, month.tree(record).get("period")),
    }  # fmt: skip
    suspect = Cause("count.unit", -more, args, record, len(suspects))
    return [loss(short - more, used + more), suspect] if short > more else [suspect]


def _issued(month: Month, item: str, place: str) -> list[tuple[int, int, int, int, str]]:
    """This month's issues of an item from a store: record, line, quantity (base), day, and the unit as written."""
    return list(
        month.index.execute(
            "select s.record, s.n, s.quantity, r.day, g.unit from shifted s join record r on r.id = s.record"
            " join goods g on g.record = s.record and g.n = s.n"
            " where s.item = ? and s.place = ? and s.month = ? and s.way = 'issue' and r.type = 'issue'"
            " order by r.booked, r.path, r.line, s.n",
            (item, place, month.month),
        )
    )


def _units(month: Month, item: str, day: int) -> set[str]:
    row = month.registers.on("item", item, day) or {}
    return {row.get("unit", ""), *(row.get("packs") or {})}


def _eaters(month: Month, period: dict[str, Any] | None) -> dict[str, int]:
    """School days and pupils' meals in the period of a kitchen slip."""
    days = heads = 0
    if period:
        for meals in trees(month.index, ["meal_count"]):
            if period["first"] <= meals["date"] <= period["last"]:
                days += 1
                heads += (meals.get("pupils") or {"parts": 0})["parts"]
    return {"days": days, "heads": heads}
