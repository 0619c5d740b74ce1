"""Whether a record stands in the book already: the same number with the same content, or with another."""

from __future__ import annotations

import json
from typing import NamedTuple

from houqin.book.index import Book
from houqin.entry.new import New
from houqin.facts.plain import plain
from houqin.records.validate import validate


class There(NamedTuple):
    """Where a record of that number stands, and whether it says the same."""

    number: str
    path: str
    line: int
    same: bool


def there(book: Book, one: New) -> There | None:
    """The record of this one's type, owner and number (of its month for a voucher, of its year for others; a register's
    row: from the same day), if the book has it."""
    if not one.number:
        return None
    models, _ = validate(one.folder, [one.tree])
    rows = book.index.execute(
        "select r.path, r.line, r.day, r.month, d.json from record r join data d on d.record = r.id"
        " where r.type = ? and r.number = ? and r.owner = ? order by r.path, r.line",
        (one.type, one.number, one.owner),
    ).fetchall()
    found = []
    for path, line, day, month, text in rows:
        if not _one_period(one, day, month):
            continue
        same = models[0] is not None and json.loads(text) == json.loads(json.dumps(plain(models[0])))
        found.append(There(one.number, path, line, same))
    return next((row for row in found if row.same), found[0] if found else None)


def _one_period(one: New, day: int, month: str) -> bool:
    if one.type == "voucher":
        return month == one.month
    first = str(one.tree.get("date") or one.tree.get("from_") or "").replace("-", "")
    return first == str(day) if "date" not in one.tree else first[:4] == str(day)[:4]
