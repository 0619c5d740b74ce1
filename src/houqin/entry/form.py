"""A record type as a form: its fields in order, what each takes, and which register its names are in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, get_origin

from houqin import names
from houqin.book.find import OWNED
from houqin.entry.new import in_order
from houqin.records import scalars
from houqin.records.base import Needs, OneOf, Part, RegisterRow, rules_of
from houqin.records.catalogue import CONFIG, folders_of, models
from houqin.records.shape import choices, functions, parts_of

REGISTER = {
    "item": "item", "supplier": "supplier", "chosen": "supplier", "payee": "supplier", "place": "place",
    "department": "place", "to_place": "place", "from_place": "place", "within": "place", "stores": "place",
    "person": "person", "by": "person", "user": "person", "custodian": "person", "keeper": "person", "liable": "person",
    "requester": "person", "reported_by": "person", "claimant": "person", "borrower": "person", "payer": "payer",
    "remit_to": "authority", "account": "account", "bank_account": "bank_account",
}  # fmt: skip
"""Field (attribute) → the register in which its names are."""


class Field(NamedTuple):
    """A field of a record or of a part. `attribute` as Python writes it; `part`: the model of a mapping, or of a list's
    entries; `choices` as records/shape.py; `register`: the type of the register rows it names, "" for none."""

    attribute: str
    required: bool
    many: bool = False
    mapping: bool = False
    part: type[Part] | None = None
    choices: str = ""
    register: str = ""
    scalar: Any = None

    @property
    def name(self) -> str:
        """Its canonical name."""
        return self.attribute.rstrip("_")

    @property
    def names_documents(self) -> bool:
        """Whether numbers of other records stand in it, each alone or in a part that is named by it."""
        return self.scalar is scalars.reference or getattr(self.scalar, "args", None) == ("of",)


def folder_of(type_: str) -> str:
    """The folder (canonical) where records of the type belong."""
    return folders_of(type_)[0]


def is_owned(type_: str) -> bool:
    """Whether its folder has a folder for each store or set."""
    return folder_of(type_) in OWNED


@cache
def model_of(type_: str) -> type[Part]:
    return models(folder_of(type_))[type_]


@cache
def fields(type_: str) -> tuple[Field, ...]:
    """The fields of a record type, in the order in which they are written; without its type and number."""
    model = model_of(type_)
    ordered = in_order(dict.fromkeys(model.model_fields) | {"type": type_})
    return tuple(one for name in ordered for one in _fields(model) if one.attribute == name)


@cache
def fields_of(part: type[Part]) -> tuple[Field, ...]:
    """The fields of a part."""
    return tuple(_fields(part))


def _fields(model: type[Part]) -> Iterator[Field]:
    needed = {rule.field for rule in rules_of(model) if isinstance(rule, Needs)}
    for name, info in model.model_fields.items():
        if name in ("type", "id"):
            continue
        found = functions(info.annotation, info.metadata)
        marks = [*found, *_inside(info.annotation)]
        required = info.is_required() or _default_asks(model, name, needed)
        scalar = next((f for f in marks if f is not scalars.several), None)
        yield Field(
            name,
            required,
            many=get_origin(_bare(info.annotation)) is list,
            mapping=get_origin(_bare(info.annotation)) is dict,
            part=next(iter(parts_of(info.annotation)), None),
            choices=next((c for f in marks if (c := choices(f))), ""),
            register=REGISTER.get(name, ""),
            scalar=scalar,
        )


def _default_asks(model: type[Part], name: str, needed: set[str]) -> bool:
    """Whether a field must be written where nothing else is said: a rule asks for it by another field's default."""
    return name in needed and any(
        isinstance(rule, Needs) and rule.field == name and model.model_fields[rule.when].default == rule.value
        for rule in rules_of(model)
    )


def either(type_: str) -> list[tuple[str, ...]]:
    """Groups of fields (attributes) of which exactly one is written."""
    return [rule.fields for rule in rules_of(model_of(type_)) if isinstance(rule, OneOf)]


def _bare(annotation: Any) -> Any:
    """An annotation without Annotated and without None."""
    while (inner := getattr(annotation, "__args__", ())) and get_origin(annotation) not in (list, dict):
        annotation = next((one for one in inner if one is not type(None)), inner[0])
    return annotation


def _inside(annotation: Any) -> list[Any]:
    """The validators of a list's entries."""
    found: list[Any] = []
    for one in getattr(_bare(annotation), "__args__", ()):
        found += functions(one, getattr(one, "__metadata__", ()))
    return found


def main_list(type_: str) -> Field | None:
    """The list that `--line` fills: the lines; a voucher's entries; else the list that must have an entry (offers), or the
    first there is."""
    lists = {one.attribute: one for one in fields(type_) if one.many and one.part and one.attribute != "evidence"}
    needed = next((one for one in lists.values() if one.required), None)
    return lists.get("lines") or lists.get("entries") or needed or next(iter(lists.values()), None)


def is_register(type_: str) -> bool:
    """Whether it is a row of a register: dated by 起 and 止, and without a day of its own."""
    return issubclass(model_of(type_), RegisterRow)


def addable() -> list[str]:
    """The types that can be added, as the catalogue has them: all but the head of the book."""
    return [type_ for type_ in names.TYPES if any(folder != CONFIG for folder in folders_of(type_))]


def named_in(
    tree: Any, model: type[Part] | None, at: tuple[str | int, ...] = ()
) -> Iterator[tuple[Any, Any, str, Any]]:
    """Every name of a register in a tree: the mapping or list that holds it, its key there, the register, its place."""
    if model is None or not isinstance(tree, Mapping):
        return
    shape = {one.attribute: one for one in fields_of(model)}
    for attribute, value in tree.items():
        if attribute == "signed" and isinstance(value, dict):
            for role, who in value.items():
                yield from _names(value, role, who, "person", (*at, "signed", role))
        elif (field := shape.get(attribute)) is None:
            continue
        elif field.register:
            yield from _names(tree, attribute, value, field.register, (*at, attribute))
        elif field.part:
            for n, one in enumerate(value if isinstance(value, list) else [value]):
                yield from named_in(one, field.part, (*at, attribute, n))


def _names(
    holder: Any, key: Any, value: Any, register: str, at: tuple[Any, ...]
) -> Iterator[tuple[Any, Any, str, Any]]:
    if isinstance(value, str):
        yield holder, key, register, at
    elif isinstance(value, list):
        yield from ((value, n, register, (*at, n)) for n, one in enumerate(value) if isinstance(one, str))
