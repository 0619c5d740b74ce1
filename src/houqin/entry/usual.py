"""What a book has written before, as defaults for whoever is asked: the usual supplier, the last price, the fields in use."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, NamedTuple

from houqin.book.index import Book
from houqin.entry.form import fields, model_of

LATEST = 20
"""Records that are looked at."""
OFTEN = 2
"""A value is usual that so many of them have, and more of them than have any other."""


class Price(NamedTuple):
    """What one `unit` of an item cost last: millionths of a yuan; the day, and of whom ("" where nobody is named)."""

    parts: int
    unit: str
    day: int
    supplier: str


class Usual:
    """The latest records of a type, of one store or set where it has some."""

    def __init__(self, book: Book, type_: str, owner: str = "") -> None:
        self.book, self.type = book, type_
        rows = book.index.execute(
            "select d.json from record r join data d on d.record = r.id where r.type = ? and r.owner = ?"
            " and r.folder <> 'opening' order by r.booked desc, r.line desc limit ?",
            (type_, owner, LATEST),
        ).fetchall()
        self.latest: list[dict[str, Any]] = [json.loads(text) for (text,) in rows]

    def written(self) -> list[str]:
        """The fields (attributes) that need not be there, and that at least half of them have."""
        model = model_of(self.type)
        optional = {
            field.attribute: model.model_fields[field.attribute].default
            for field in fields(self.type)
            if not field.required
        }
        counts = Counter(
            name
            for one in self.latest
            for name, default in optional.items()
            if one.get(name, default) not in (default, [], {}, None)
        )
        return [name for name in optional if counts[name] >= max(OFTEN, len(self.latest) / 2)]

    def value(self, name: str) -> str:
        """The commonest text of a field, "" where none is usual."""
        counts = Counter(one[name] for one in self.latest if isinstance(one.get(name), str))
        (best, count), *rest = [*counts.most_common(2), ("", 0)][:2]
        return best if count >= OFTEN and (not rest or rest[0][1] < count) else ""


def last_price(book: Book, item: str, unit: str) -> Price | None:
    """What the item cost when it was last accepted in that unit."""
    rows = book.index.execute(
        "select d.json from goods g join record r on r.id = g.record join data d on d.record = r.id"
        " where g.item = ? and r.type = 'acceptance' group by r.id order by r.booked desc, r.line desc limit ?",
        (item, LATEST),
    )
    for (text,) in rows:
        record = json.loads(text)
        for line in record["lines"]:
            price, quantity = line.get("unit_price"), line["quantity"]
            if line["item"] == item and price and (price.get("unit") or quantity["unit"]) == unit:
                return Price(price["parts"], unit, record["date"], record.get("supplier") or "")
    return None


def last_owner(book: Book, type_: str) -> str:
    """The store or set of the latest record of a type."""
    row = book.index.execute(
        "select owner from record where type = ? and owner <> '' order by booked desc, line desc limit 1", (type_,)
    ).fetchone()
    return str(row[0]) if row else ""
