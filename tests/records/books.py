"""A tiny reader for these tests: YAML with every scalar a text, keys named by the name table."""

from __future__ import annotations

import re
from typing import Any

import yaml

from houqin import names

SPOKEN = re.compile(r"(\S+) ([\d.]+ ?[^\d\s.]+)(?: ([\d.]+))?(?: ([\d.]+))?")
DATA_KEYS = {"signed", "packs"}


def trees(text: str) -> list[dict[str, Any]]:
    """The records of a file, as the reader gives them."""
    loaded = yaml.load(text, Loader=yaml.BaseLoader)
    return [_record(one) for one in (loaded if isinstance(loaded, list) else [loaded])]


def _record(raw: dict[str, Any]) -> dict[str, Any]:
    (word, number), *rest = raw.items()
    type_ = names.type_named(word)
    assert type_, word
    tree: dict[str, Any] = {"type": type_, "id": number}
    for key, value in rest:
        tree[_attribute(key, type_)] = _value(key, value, type_)
    return tree


def _attribute(key: str, type_: str = "") -> str:
    return names.attribute(names.field_named(key, type_) or key)


def _value(key: str, value: Any, type_: str = "") -> Any:
    if (names.field_named(key, type_) or key) in DATA_KEYS:
        return value
    if isinstance(value, dict):
        return {_attribute(inner): _value(inner, one) for inner, one in value.items()}
    if isinstance(value, list):
        return [_value(key, one) for one in value]
    if names.field_named(key, type_) in ("lines", "parts") and (spoken := SPOKEN.fullmatch(value)):
        parts = zip(("item", "quantity", "unit_price", "amount"), spoken.groups(), strict=True)
        return {name: part for name, part in parts if part is not None}
    return value
