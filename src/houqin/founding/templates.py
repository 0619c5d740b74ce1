"""The first files of a book, from one set of data: templates/*.yaml, written in Chinese, given in either language.

A template is read as any file of a book is, and written as any record is (text/write.py): what stands in it has one form.
The words of its choices are put into the book's language here; what is data (names of goods, of people) into the reader's.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files as resources
from string import Template
from typing import Any

from houqin import names
from houqin.founding.english import english
from houqin.text.read import SCHOOL_FILE, Entry, read

CHOICES_OF = {"party": "party_kind", "parallel": "yes_no", "bulk": "yes_no", "direct": "yes_no"}
"""Field → its list of choices, where that has another name."""
KINDS = {
    "place": "place_kind",
    "licences": "licence_kind",
    "outside_statement": "statement_kind",
    "invoice": "invoice_kind",
}
"""What has a `kind` → the choices of it."""
WORDS = {"roles": "role", "value": "role", "applies_to": "type"}
"""Fields in which names of roles or of record types stand."""


def entries(name: str, words: Mapping[str, str], language: str, reader: str = "zh") -> list[Entry]:
    """The records of a template with `words` put into it: their fields and choices in the book's language, their names in
    the reader's. KeyError for a word that it asks for and is not there,
    ValueError for a template that cannot be read: mistakes of ours."""
    text = resources("houqin.founding").joinpath("templates", f"{name}.yaml").read_text(encoding="utf-8")
    path = SCHOOL_FILE if text.startswith("学校:") else f"{name}.yaml"
    found, faults = read(Template(text).substitute(words).encode(), path)
    if faults:
        raise ValueError(f"{name}: {faults}")
    if language == "en":
        for entry in found:
            entry.tree = _english("", entry.tree, entry.type) | {"type": entry.type, "id": entry.tree["id"]}
    if reader == "en":
        for entry in found:
            entry.tree = _named(entry.tree)
    return found


def _named(value: Any) -> Any:
    """A value with its names in English, wherever they stand; also the units that are keys."""
    if isinstance(value, Mapping):
        return {english(inner): _named(one) for inner, one in value.items()}
    if isinstance(value, list):
        return [_named(one) for one in value]
    return english(value) if isinstance(value, str) else value


def _english(name: str, value: Any, within: str) -> Any:
    """A value with the words of its choices in English."""
    if isinstance(value, Mapping):
        words = {inner: names.role_named(inner) or inner if name == "signed" else inner for inner in value}
        return {words[inner]: _english(inner.rstrip("_"), one, name or within) for inner, one in value.items()}
    if isinstance(value, list):
        return [_english(name, one, within if name == "kind" else name) for one in value]
    if word := WORDS.get(name):
        return (names.role_named if word == "role" else names.type_named)(value) or names.type_named(value) or value
    choices = KINDS.get(within, "") if name == "kind" else CHOICES_OF.get(name, name)
    return (names.choice_named(choices, value) if choices in names.CHOICES else None) or value
