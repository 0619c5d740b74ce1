"""Report → JSON: the contract that programs read. A table is a list of objects, one row a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from houqin.render.cells import keyed
from houqin.render.width import UNSEEN

if TYPE_CHECKING:
    from houqin.report import Report


def compact(value: Any) -> str:
    """A plain JSON value on one line, what cannot be seen escaped. ValueError for what JSON has not: NaN."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)


def write(report: Report) -> str:
    """The facts, then each table under its key."""
    parts = [f"{compact(key)}: {compact(value)}" for key, value in report.facts.items()]
    for table in report.tables:
        rows = ",\n".join(f"    {compact(keyed(table.columns, row))}" for row in table.rows)
        parts.append(f"{compact(table.key)}: [\n{rows}\n  ]" if rows else f"{compact(table.key)}: []")
    return "{\n" + ",\n".join(f"  {part}" for part in parts) + "\n}\n"
