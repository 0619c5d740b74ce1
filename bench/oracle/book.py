"""What the oracle knows of a book: its records by number, and its registers as look-ups by day."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from pathlib import Path
from typing import Any

from bench.oracle.text import MICRO, Record, Unclear, measured, read, reference

NO_SHELF = {"固定资产", "服务"}
"""性质 of what never stands in a store."""


class Book:
    """All records of a folder. Raises Unclear where its keys are not Chinese."""

    def __init__(self, folder: Path) -> None:
        self.records = read(folder)
        self.head: dict[str, Any] = next((r.fields for r in self.records if not r.type), {})
        if "账套" not in self.head:
            raise Unclear(f"{folder}: houqin.yaml names no 账套; the oracle reads books whose keys are Chinese")
        self._numbers: dict[str, list[Record]] = defaultdict(list)
        self._rows: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for record in self.records:
            if record.folder == "registers":
                self._rows[record.type, record.number].append(record.fields)
            elif record.type:
                self._numbers[record.number].append(record)
        for rows in self._rows.values():
            rows.sort(key=lambda row: str(row["起"]))

    def of_type(self, *types: str) -> list[Record]:
        return [record for record in self.records if record.type in types]

    def named(self, by: Record, written: str, *types: str) -> Record:
        """The record that another names: of these types (none: of any), nearest home first."""
        period, number = reference(written)
        fitting = [r for r in self._numbers[number] if r is not by and (not types or r.type in types)]
        if period:
            fitting = [r for r in fitting if period in (r.booked[:7], r.booked[:4])]
        for near in (
            lambda r: r.path == by.path,
            lambda r: r.path.rsplit("/", 1)[0] == by.path.rsplit("/", 1)[0],
            lambda r: r.booked[:7] == by.booked[:7],
            lambda r: r.booked[:4] == by.booked[:4],
        ):
            if len(fitting) > 1:
                fitting = [r for r in fitting if near(r)] or fitting
        if len(fitting) != 1:
            raise Unclear(f"{by.place} {by.number}: {len(fitting)} records answer to {written}")
        return fitting[0]

    # -------------------------------------------------------- registers

    def item(self, name: str, day: str) -> dict[str, Any]:
        """The row of an item that holds on a day."""
        for row in reversed(self._rows["物品", name]):
            if row["起"] <= day:
                if row.get("止", day) < day:
                    break
                return row
        raise Unclear(f"no row of the item {name} holds on {day}")

    def on_shelf(self, name: str, day: str) -> bool:
        row = self.item(name, day)
        return row["性质"] not in NO_SHELF and row.get("直入直出") != "是"

    def in_base(self, name: str, quantity: str, day: str) -> int:
        """A quantity as written in millionths of the item's base unit, by the packs declared for that day."""
        parts, unit = measured(quantity)
        row = self.item(name, day)
        for _ in range(8):
            if unit == row["单位"]:
                return parts
            if unit not in row.get("包装", {}):
                break
            size, unit = measured(row["包装"][unit])
            parts, rest = divmod(parts * size, MICRO)
            if rest:
                break
        raise Unclear(f"{quantity} of {name} is no whole number of millionths {row['单位']} on {day}")

    def set_of(self, place: str) -> str:
        rows = self._rows["地点", place]
        return str(rows[-1]["账套"]) if rows else ""

    def policy(self, category: str) -> tuple[str, str]:
        """计价 and 消耗 of a category."""
        for row in self.head.get("政策", []):
            if row["类别"] == category:
                return row.get("计价", "移动加权平均"), row.get("消耗", "按领用")
        return "移动加权平均", "按领用"

    def stock_account(self, place: str, category: str) -> tuple[str, str]:
        """Set and code of the account that controls a category in a store."""
        best: tuple[int, tuple[str, str]] | None = None
        for account in self._controlling("存货"):
            stores, categories = account.get("仓库", []), account.get("类别", [])
            if (not stores or place in stores) and (not categories or category in categories):
                fit = bool(stores) * 2 + bool(categories)
                if fit and (best is None or fit > best[0]):
                    best = fit, (account["账套"], account["科目"])
        if best is None:
            raise Unclear(f"no account of stock for {category} in {place}")
        return best[1]

    def in_use_account(self, set_: str, category: str) -> tuple[str, str] | None:
        for account in self._controlling("在用"):
            if account["账套"] == set_ and category in account.get("类别", [category]):
                return account["账套"], account["科目"]
        return None

    def _controlling(self, control: str) -> list[dict[str, Any]]:
        """The accounts of the chart with that 统驭."""
        return [row for row in self._chart.values() if row.get("统驭") == control]

    @cached_property
    def _chart(self) -> dict[tuple[str, str], dict[str, Any]]:
        """Set and code → the latest row of the account."""
        rows = [row for (type_, _), of in self._rows.items() if type_ == "科目" for row in of]
        return {(row["账套"], row["科目"]): row for row in sorted(rows, key=lambda row: str(row["起"]))}
