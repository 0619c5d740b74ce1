"""Report → JSON: the contract that programs read. A table is a list of objects, one row a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from houqin.render.cells import raw
from houqin.render.width import UNSEEN

if TYPE_CHECKING:
    from houqin.report import Cell, Column, Report


def compact(value: Any) -> str:
    """A plain JSON value on one line, what cannot be seen escaped. ValueError for what JSON has not: NaN."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)


def _object(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> dict[str, Any]:
    """A row by key. "a.b" is key b of the object a, null if all its cells are; "a?" is left out if null."""
    result: dict[str, Any] = {}
    some = {column.key.partition(".")[0] for column, cell in zip(columns, row, strict=True) if cell is not None}
    for column, cell in zip(columns, row, strict=True):
        outer, nested, inner = column.key.removesuffix("?").partition(".")
        if nested and outer not in some:
            result[outer] = None
        elif cell is not None or not column.key.endswith("?"):
            place = result.setdefault(outer, {}) if nested else result
            place[inner or outer] = raw(cell, column.kind)
    return result


def write(report: Report) -> str:
    """The facts, then each table under its key."""
    parts = [f"{compact(key)}: {compact(value)}" for key, value in report.facts.items()]
    for table in report.tables:
        rows = ",\n".join(f"    {compact(_object(table.columns, row))}" for row in table.rows)
        parts.append(f"{compact(table.key)}: [\n{rows}\n  ]" if rows else f"{compact(table.key)}: []")
    return "{\n" + ",\n".join(f"  {part}" for part in parts) + "\n}\n"
