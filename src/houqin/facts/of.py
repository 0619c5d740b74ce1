"""All facts of one record."""

from __future__ import annotations

import json

from houqin.facts import documents, goods, money
from houqin.facts.rows import Doc, Facts
from houqin.records.base import Part, Record, RegisterRow


def facts_of(record: Part, type_: str, folder: str, owner: str) -> Facts:
    """The rows of one record of a file in `folder` that belongs to `owner` (a store or a set, else "")."""
    if isinstance(record, RegisterRow):
        set_ = getattr(record, "set", None)
        return Facts(
            record.from_, 0, set_ if isinstance(set_, str) else "", docs=[Doc(0, type_, record.id, str(record.from_))]
        )
    if not isinstance(record, Record):  # houqin.yaml
        return Facts(0, 0)
    place = getattr(record, "place", None)
    rows = Facts(
        record.date, record.booked_day, getattr(record, "set", None) or "", place if isinstance(place, str) else "",
        json.dumps(record.signed, ensure_ascii=False) if record.signed else "",
    )  # fmt: skip
    rows.docs = list(documents.docs(record, type_))
    rows.links = documents.links(record, type_)
    if folder == "opening" and not type_.startswith("opening_"):
        return rows  # an earlier document: what it moved is in the opening's details
    rows.goods = list(goods.BY_TYPE[type_](record, owner)) if type_ in goods.BY_TYPE else []
    rows.money = list(money.BY_TYPE[type_](record, owner)) if type_ in money.BY_TYPE else []
    return rows
