"""A record as a seal knows it: its canonical tree, and the hashes of records, of files and of a file's records.

The tree is of texts as they are written, never of a model's values: 100.0 for 100.00 is another fact written down, and a
model that gains a field changes no hash. What is form is taken out: which language a key, a choice or a post is written in,
whether a line is spoken, whether one thing stands alone or in a list of one, and in which order fields stand.
(engineering.md, decision 3; reliability.md 5.2)

All of it is an on-disk format: tests/closing/golden.yaml holds what each release gave.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from houqin import names
from houqin.text.naming import SPOKEN
from houqin.text.spoken import NUMBER, UNIT

RECORD = "houqin-record/1\n"
"""Stands before what is hashed: a record's hash is no other thing's."""
KINDS = {
    "count": "count_kind", "extras": "extra_kind", "holds": "hold_kind", "invoice": "invoice_kind",
    "licences": "licence_kind", "outside_statement": "statement_kind", "outstanding": "outstanding_kind", "place": "place_kind",
}  # fmt: skip
"""What `kind` is chosen from, by the type or the field it stands in."""
YES_NO = frozenset(("blind", "blocked", "bulk", "direct", "in_warranty", "off_campus", "parallel"))
ROLES = frozenset(("as_", "roles"))
ALONE = frozenset(("of", "file"))
"""Fields whose text may stand for the mapping of it alone: evidence: a.jpg is {file: a.jpg}."""
MEASURED = re.compile(f"({NUMBER}) ?({UNIT})", re.ASCII)
PRICED = re.compile(f"({NUMBER}) ?元/({UNIT})", re.ASCII)
BINARY = 8000
"""Bytes in which git looks for a zero to tell a picture from a text."""

_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def tree(type_: str, named: Mapping[str, Any], series: str = "") -> dict[str, Any]:
    """The canonical tree {"type", "series", "number", "fields"} of an entry as text/read.py names it.

    `series` is whose numbers they are: the store or the set in whose folder the record stands, "" elsewhere.
    """
    fields = {key.rstrip("_"): _value(type_, key, value) for key, value in named.items() if key not in ("type", "id")}
    return {"type": type_, "series": series, "number": named["id"], "fields": fields}


def digest(canonical: Mapping[str, Any]) -> str:
    """SHA-256 of a canonical tree, 64 hex digits."""
    return hashlib.sha256((RECORD + _json(canonical)).encode()).hexdigest()


def content(path: str, digests: Iterable[str]) -> str:
    """SHA-256 of what a file holds: where it lies, and its records in whatever order they stand."""
    return hashlib.sha256("\n".join(["houqin-file/1", path, *sorted(digests)]).encode()).hexdigest()


def bytes_of(data: bytes) -> str:
    """SHA-256 of a text with the line ends that git stores (LF), of anything else as it is."""
    if b"\r" in data and b"\0" not in data[:BINARY]:
        data = data.replace(b"\r\n", b"\n")
    return hashlib.sha256(data).hexdigest()


def _value(parent: str, key: str, value: Any) -> Any:
    """A field's canonical value; `parent` is the type or the field it stands in."""
    if value.__class__ is str:
        same = _same(parent, key)
        return same(value) if same else value
    if isinstance(value, Mapping):
        if key == "signed":
            return {names.role_named(role) or role: _value(key, "", one) for role, one in value.items()}
        if key == "packs":
            return {unit: _spaced(one) for unit, one in value.items()}
        if len(value) == 1 and value.keys() <= ALONE:
            return next(iter(value.values()))
        return {inner.rstrip("_"): _value(key, inner, one) for inner, one in value.items()}
    if isinstance(value, list):
        several = [_value(parent, key, one) for one in value]
        return several[0] if len(several) == 1 else several
    return value


@cache
def _same(parent: str, key: str) -> Callable[[str], str] | None:
    """What makes one form of the ways in which a field's text can be written; None where there is one way."""
    if key in ROLES:
        return lambda text: names.role_named(text) or text
    if key == "quantity" and parent in SPOKEN:
        return _spaced
    if key == "unit_price" and parent in SPOKEN:
        return _priced
    if chosen := _choices(parent, key):
        return lambda text: names.choice_named(chosen, text) or text
    return None


def _spaced(value: Any) -> Any:
    """500斤 as a spoken line is read: 500 斤."""
    if isinstance(value, str) and (measured := MEASURED.fullmatch(value)):
        return f"{measured[1]} {measured[2]}"
    return value


def _priced(text: str) -> str:
    """2.60元/斤 as a spoken line is read: 2.60 元/斤."""
    return f"{priced[1]} 元/{priced[2]}" if (priced := PRICED.fullmatch(text)) else text


def _choices(parent: str, key: str) -> str | None:
    """Which list of choices a field's word is of, None where it is of none."""
    if key == "kind":
        return KINDS.get(parent)
    if key in YES_NO:
        return "yes_no"
    if key == "party":
        return "party_kind" if parent == "account" else None
    name = key.rstrip("_")
    return name if name in names.CHOICES else None
