"""What a record can be called, and which others it names."""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType
from typing import Any

from pydantic import BaseModel

from houqin import names
from houqin.facts.rows import Doc, Link
from houqin.records.base import Record
from houqin.records.scalars import Reference
from houqin.values import month_of

MONTHLY = {"voucher"}
"""Types numbered anew each month; all others anew each year."""

OF = {
    "approval": "",
    "signature": "",
    "cancellation": "",
    "short_closing": "order",
    "reversal": "",
    "return_to_store": "issue",
    "return_to_supplier": "acceptance",
    "completion": "job",
    "clearing": "advance",
    "loan_return": "loan",
    "settlement": "count_report",
    "invoice": "invoice",
    "suspect_acceptance": "",
}
"""What `of` names in a record of each type; "" for any."""

MEANS = {
    "cutoff": "",
    "documents": "",
    "replaces": "",
    "covers": "acceptance,return_to_supplier,job,contract,order",
    "asset": "acquisition",
}
"""What the other fields of references name that are not a type's own name; "" for any."""


def docs(record: Record, type_: str) -> Iterator[Doc]:
    """The record by its own number, and the documents that an opening record lists."""
    yield Doc(0, type_, record.id, period(type_, record.booked_day))
    if not type_.startswith("opening_"):
        return
    for field, kind, key in (
        ("lines", "invoice", "invoice"),
        ("lines", "advance", "advance"),
        ("cards", "acquisition", "asset"),
    ):
        for n, line in enumerate(getattr(record, field, None) or (), 1):
            if number := getattr(line, key, None):
                written = number.number if isinstance(number, Reference) else number
                day = getattr(line, "date", None) or record.date
                yield Doc(n, kind, written, period(kind, day))


def period(type_: str, day: int) -> str:
    """The year, or for a voucher the month, in which a number is unique."""
    return month_of(day) if type_ in MONTHLY else month_of(day)[:4]


SCALAR = (str, int, NoneType)
"""What holds no reference; most of what a record has."""


def links(record: BaseModel, type_: str) -> list[Link]:
    """Every reference in the record, with the field it stands in and the sum beside it."""
    found: list[Link] = []
    if not type_.startswith("opening_"):
        for name, value in record.__dict__.items():
            if not isinstance(value, SCALAR):
                _links(found, value, name, name, type_, 0, record)
    return found


def _links(found: list[Link], value: Any, role: str, field: str, type_: str, n: int, holder: BaseModel) -> None:
    if isinstance(value, Reference):
        if field == "of":
            types = OF.get(type_, "") if role == "of" else MEANS.get(role, "")
        elif field in names.TYPES and field != "asset":
            types = field
        else:
            types = MEANS.get(field, "")
        listed = f",{types}," if types else ""
        amount = getattr(holder, "amount", None) if n else None
        set_ = getattr(holder, "set", None) or ""
        found.append(Link(n, role, listed, value.number, value.period or "", set_, amount))
    elif isinstance(value, BaseModel):
        for name, inner in value.__dict__.items():
            if not isinstance(inner, SCALAR):
                _links(found, inner, role, name, type_, n, value)
    elif isinstance(value, list):
        for i, inner in enumerate(value, 1):
            if not isinstance(inner, SCALAR):
                _links(found, inner, role, field, type_, i, holder)
