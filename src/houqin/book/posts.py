"""Who a record says decided: somebody registered, in that post on that day."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable

from houqin.book.registers import Registers


def held(index: sqlite3.Connection, registers: Registers, problem: Callable[..., None]) -> None:
    """Who accepts a suspect (认定) or opens a month again (重开) answers for it: somebody registered, in the post he names
    on that day."""
    for record, day, text in index.execute(
        "select r.id, r.day, d.json from record r join data d on d.record = r.id"
        " where r.type in ('suspect_acceptance', 'reopening') and r.id in (select id from touched)"
    ):
        said = json.loads(text)
        row = registers.on("person", said["by"], day)
        if row is None:
            problem(record, 0, "book.unknown_person", name=said["by"], field="by")
        elif said.get("as_") not in (None, *row["roles"]):
            args = {"name": said["by"], "role": said["as_"], "day": day, "having": row["roles"]}
            problem(record, 0, "book.not_in_role", field="as", **args)
