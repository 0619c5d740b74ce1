"""The name table holds together: one name a thing, in two languages, none unused, none missing."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, get_args

import pytest

from houqin import names
from houqin.records.base import Part
from houqin.records.catalogue import TYPES, models
from houqin.records.scalars import choice

if TYPE_CHECKING:
    from collections.abc import Iterator

DECISIONS = {"id", "type"}
"""Attributes that are no field of their own: the first key and its value."""


def parts(annotation: Any) -> Iterator[type[Part]]:
    """The models inside an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in get_args(annotation):
        yield from parts(inner)


def every_model() -> set[type[Part]]:
    found: set[type[Part]] = set()
    todo: list[type[Part]] = [model for folder in TYPES for model in models(folder).values()]
    while todo:
        model = todo.pop()
        if model not in found:
            found.add(model)
            todo += [part for field in model.model_fields.values() for part in parts(field.annotation)]
    return found


def fields(model: type[Part]) -> list[str]:
    return [name.rstrip("_") for name in model.model_fields if name not in DECISIONS]


def choices_used() -> set[str]:
    """The lists that some field takes: found in the metadata of its annotation."""
    used: set[str] = set()

    def look(thing: Any) -> None:
        for validator in getattr(thing, "metadata", None) or getattr(thing, "__metadata__", None) or ():
            function = getattr(validator, "func", None)
            for cell in getattr(function, "__closure__", None) or ():
                held = cell.cell_contents
                if isinstance(held, partial) and held.func is choice:
                    used.add(held.args[0])
        annotation = getattr(thing, "annotation", thing)
        for inner in get_args(annotation):
            look(inner)

    for model in every_model():
        for field in model.model_fields.values():
            look(field)
    return used


@pytest.mark.parametrize("model", sorted(every_model(), key=str))
def test_every_field_of_a_model_has_one_name(model: type[Part]) -> None:
    for field in fields(model):
        tables = [table for table in (names.TYPES, names.FIELDS, names.ROLES) if field in table]
        assert len(tables) == 1, f"{model.__name__}.{field}"


@pytest.mark.parametrize("model", sorted(every_model(), key=str))
def test_no_model_has_two_fields_with_one_chinese_name(model: type[Part]) -> None:
    chinese = Counter(names.label(field, "zh") for field in fields(model))
    assert [word for word, times in chinese.items() if times > 1] == []


def test_no_name_is_unused() -> None:
    used = {field for model in every_model() for field in fields(model)}
    types = {type_ for folder in TYPES.values() for type_ in folder}
    assert set(names.FIELDS) - used == set()
    assert set(names.TYPES) - types == set()


def test_every_list_of_choices_is_taken_by_a_field() -> None:
    # Of these the code asks by name: yes or no, a set that may also have a name of its own, and what is to be drafted.
    assert set(names.CHOICES) - choices_used() == {"yes_no", "set", "draft_kind", "school_kind"}


def test_a_word_in_a_book_means_one_field() -> None:
    both = names.ROLES | names.FIELDS | names.TYPES
    chinese = Counter(both.values())
    # A role and a field may share a word only where they share the English name too.
    assert [word for word, times in chinese.items() if times > 1] == []
    assert not set(both) & set(both.values())


@pytest.mark.parametrize(
    "table", [names.TYPES, names.FIELDS, names.ROLES, names.FOLDERS, names.SEAL, *names.CHOICES.values()]
)
def test_each_table_reads_both_ways(table: dict[str, str]) -> None:
    assert len(set(table.values())) == len(table)
    assert all(re.fullmatch(r"[a-z][a-z0-9_-]*", name) for name in table)


def test_either_language_names_the_same_thing() -> None:
    assert names.type_named("验收") == names.type_named("acceptance") == "acceptance"
    assert names.field_named("入账日期") == names.field_named("booked") == "booked"
    assert names.role_named("过秤人") == "weigher"
    assert names.choice_named("meal", "加餐") == "snack"
    assert names.folder_named("仓库") == "store"


def test_a_word_of_the_school_means_its_list() -> None:
    assert names.field_named("账套", "school") == "sets"
    assert names.field_named("账套", "payment") == "set"
    assert names.field_named("出自", "voucher") == names.field_named("from", "voucher") == "copied_from"


def test_a_person_s_part_can_be_a_field() -> None:
    assert names.field_named("借款人") == "borrower"
    assert names.field_named("保管员") == "keeper"


def test_what_is_no_name_is_none() -> None:
    assert names.field_named("天气") is None
    assert names.nearest("field", "入帐日期") == "入账日期"


def test_python_s_own_words_get_a_mark() -> None:
    assert [names.attribute(name) for name in ("from", "class", "in", "as", "of")] == [
        "from_",
        "class_",
        "in_",
        "as_",
        "of",
    ]


def test_no_name_ends_in_a_digit() -> None:
    """So the colon in 11:40 cannot be a field's (text/events.py)."""
    tables = (names.TYPES, names.FIELDS, names.ROLES, names.ALIASES)
    words = {word for table in tables for row in table.items() for word in row if isinstance(word, str)}
    assert words
    assert not [word for word in words if word[-1].isdigit()]
