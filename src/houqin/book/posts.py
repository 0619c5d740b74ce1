"""What somebody decided in his own name: registered, in that post on that day; and what of it stands for good."""

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


def for_good(index: sqlite3.Connection, problem: Callable[..., None]) -> None:
    """A month that was opened again was open: no reversal undoes that, it is closed by its next seal."""
    for record, number, text in index.execute(
        "select r.id, s.number, d.json from record r join tie t on t.record = r.id and t.role = 'of'"
        " join record s on s.id = t.target join data d on d.record = s.id"
        " where r.type = 'reversal' and s.type = 'reopening' and r.id in (select id from touched)"
    ):
        problem(record, 0, "book.reopening_reversed", number=number, month=json.loads(text)["month"])
