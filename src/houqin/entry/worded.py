"""A new record in the book's words: choices, posts, sets and who signed in which part, in whichever language they were said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from houqin import names
from houqin.entry.form import Field, fields_of, model_of
from houqin.records import scalars
from houqin.records.base import Part


def worded(tree: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The record as a book in that language writes it (餐次=lunch is 午餐 in a Chinese one); what is no choice stays."""
    own = {name: tree[name] for name in ("type", "id") if name in tree}
    return own | _part(tree, model_of(tree["type"]), language)


def _part(tree: Mapping[str, Any], model: type[Part], language: str) -> dict[str, Any]:
    shape = {field.attribute: field for field in fields_of(model)}
    return {name: _value(name, value, shape.get(name), language) for name, value in tree.items()}


def _value(name: str, value: Any, field: Field | None, language: str) -> Any:
    if isinstance(value, list):
        return [_value(name, one, field, language) for one in value]
    if isinstance(value, Mapping):
        if name == "signed":
            return {_role(part, language): who for part, who in value.items()}
        return _part(value, field.part, language) if field and field.part else value
    if field is None or not isinstance(value, str):
        return value
    if field.choices == "role":
        return _role(value, language)
    choices = "set" if field.scalar is scalars.set_name else field.choices
    named = names.choice_named(choices, value) if choices else None
    return value if named is None else names.CHOICES[choices][named] if language == "zh" else named


def _role(word: str, language: str) -> str:
    named = names.role_named(word)
    return word if named is None else names.ROLES[named] if language == "zh" else named
