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


def english(text: str) -> str:
    """The same file with English keys and choices; what is data stays as written."""
    loaded = yaml.load(text, Loader=yaml.BaseLoader)
    many = loaded if isinstance(loaded, list) else [loaded]
    translated = [english_record(one) for one in many]
    return yaml.dump(translated if isinstance(loaded, list) else translated[0], allow_unicode=True, sort_keys=False)


def english_record(raw: dict[str, Any]) -> dict[str, Any]:
    """One record of it."""
    (word, number), *rest = raw.items()
    type_ = names.type_named(word)
    assert type_, word
    return {type_: number} | {
        names.field_named(key, type_) or key: _english(names.field_named(key, type_) or key, value, type_)
        for key, value in rest
    }


def _english(field: str, value: Any, type_: str = "") -> Any:
    if field == "signed":
        return {names.role_named(role) or role: who for role, who in value.items()}
    if field == "packs":
        return value
    if isinstance(value, dict):
        inner = {key: names.field_named(key) or key for key in value}
        return {inner[key]: _english(inner[key], one) for key, one in value.items()}
    if isinstance(value, list):
        return [_english(field, one, type_) for one in value]
    if field in ("roles", "as"):
        return names.role_named(value) or value
    for choices in (field, f"{field}_kind", *(f"{prefix}_{field}" for prefix in KINDS), "yes_no"):
        if choices in names.CHOICES and (found := names.choice_named(choices, value)):
            return found
    return value


KINDS = ("statement", "invoice", "place", "licence", "hold", "outstanding", "extra", "count")
"""Of the field `kind` several lists exist; in these tests no word is in two with different meanings."""
