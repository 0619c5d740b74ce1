"""许可过期: food was accepted of a supplier whose licence had ended that day (食品安全法第53条)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from houqin.reconcile.moves import Month
from houqin.reconcile.papers import Paper
from houqin.values import first_day, last_day

FOOD_LICENCES = {"food_trade_licence", "food_production_licence"}


def licensed(month: Month, name: str) -> Iterator[Paper]:
    """A supplier's acceptances of food in a month that fall on days without a licence, together: the first one first.

    A supplier whose licences are not in the register is none whose licence has lapsed.
    """
    until = last_day(name)
    for supplier in sorted({row["id"] for row in month.registers.rows.get("supplier", []) if _ending(row, until)}):
        late = []
        for record, day in month.index.execute(
            "select distinct r.id, r.day from record r join moved m on m.record = r.id and m.book = 'due'"
            " where r.month = ? and r.type = 'acceptance' and r.folder <> 'opening' and m.key like ?"
            " order by r.day, r.path, r.line",
            (name, f"%|supplier|{supplier}"),
        ).fetchall():
            row = month.registers.on("supplier", supplier, day)
            ended = _ended(row, day) if row else None
            if ended and _is_food(month, record, day) and not month.withdrawn(record):
                late.append((record, ended))
        if late:
            docs = tuple((record, 0) for record, _ in late)
            args = {"supplier": supplier, "until": late[0][1], "count": len(late), "month_first": first_day(name)}
            yield Paper("supplier.licence", docs, args=args)


def _ending(row: dict[str, Any], day: int) -> bool:
    """Whether any licence of a register row for food has ended by a day."""
    return any(
        one["kind"] in FOOD_LICENCES and one.get("valid_until", 99999999) < day for one in row.get("licences", [])
    )


def _ended(row: dict[str, Any], day: int) -> int | None:
    """When the last of a supplier's licences for food ended, where none holds on a day."""
    own = [one for one in row.get("licences", []) if one["kind"] in FOOD_LICENCES and one.get("from_", 0) <= day]
    ends = [one.get("valid_until", 99999999) for one in own]
    return max(ends) if ends and max(ends) < day else None


def _is_food(month: Month, record: int, day: int) -> bool:
    """Whether an acceptance has food among its goods."""
    items = [line.get("item") for line in month.tree(record)["lines"]]
    return any((row := month.registers.on("item", i, day)) and row["class_"] == "food" for i in items if i)
