"""Named records: the first key → type and number, every other key → its canonical name as Python writes it.

A name may stand in either language; two keys that name one field are a duplicate. Which fields a type has is
judged by its model, later: here a key must only be the name of some field.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from houqin import names
from houqin.text.spoken import parse

DATA_KEYS = frozenset(("packs", "signed"))
"""Fields whose own keys are data (units) or are judged with their values (roles)."""
SPOKEN = frozenset(("lines", "parts"))
"""Fields whose list may hold spoken lines, at any depth."""
PIECE = re.compile(r"\d{3}(?:\.\d+)?")
"""What stands between the commas of a figure, or after the last."""
REGISTERS = frozenset(("account", "item", "supplier", "payer", "authority", "person", "place", "school", "sheet"))
REFERRED = ("request", "report", "contract", "order", "job", "collection", "acceptance", "invoice")
"""Documents that others name in a field, most often named first: poor guesses for an entry's own type."""

Path = tuple[str | int, ...]
"""Keys as written and list indexes, from the entry's mapping."""


class Misnamed(NamedTuple):
    """A fault at a path of the entry; `first` is the path of another key that the message names."""

    code: str
    path: Path
    args: dict[str, Any]
    first: Path | None = None


_nearest = lru_cache(maxsize=256)(names.nearest)


@cache
def _known(type_: str) -> dict[str, str]:
    """Word → attribute name of the fields met so far, for one type's top fields ("" below them)."""
    return {}


def field(word: str, type_: str = "") -> str | None:
    """The attribute that a key names: a field, or a post (`保管员: 王强`). None if it names none."""
    known = _known(type_)
    if (name := known.get(word)) is not None:
        return name
    canonical = names.field_named(word, type_) or names.role_named(word)
    if canonical is None:
        return None
    known[word] = name = names.attribute(canonical)
    return name


def record(raw: dict[str, Any], *, school: bool = False) -> tuple[str, dict[str, Any], list[Misnamed]]:
    """An entry's type ("" if it cannot be told), its named tree, faults of its names and spoken lines."""
    faults: list[Misnamed] = []
    first = _school_key(raw) if school else next(iter(raw), None)
    type_ = names.type_named(first) if first is not None else None
    if first is None or type_ is None or (not school and _behind(raw, type_)):
        return "", {}, [_without_type(raw, first, school)]
    number = raw[first]
    if not isinstance(number, str) or not number.strip():
        faults.append(Misnamed("text.no_number", (first,), {"found": first}))
    tree: dict[str, Any] = {"type": type_, "id": number}
    _fields(raw, type_, (), tree, faults, skip=first)
    _spoken_in(raw, type_, (), tree, faults)
    return type_, tree, faults


def _fields(
    raw: dict[str, Any], type_: str, path: Path, tree: dict[str, Any], faults: list[Misnamed], skip: str = ""
) -> None:
    known = _known(type_)
    for key, value in raw.items():
        if key == skip:
            continue
        name = known.get(key) or field(key, type_)
        if name is None:
            faults.append(_parted(raw, key, path) or Misnamed("text.unknown_field", (*path, key), {"found": key}))
        elif name in tree or (type_ and name == type_):
            before = next(k for k in raw if field(k, type_) == name)
            faults.append(Misnamed("text.same_field", (*path, key), {"found": key, "before": before}, (*path, before)))
        elif value.__class__ is str or name in DATA_KEYS:
            tree[name] = value
        else:
            tree[name] = _value(value, (*path, key), faults)


def _parted(raw: dict[str, Any], key: str, path: Path) -> Misnamed | None:
    """The fault of a figure cut at its comma, {贷: 1,500.00} read as 贷: 1 and a key 500.00 without a value; None where
    the key is no such piece."""
    keys = list(raw)
    is_piece = [not raw[k] and bool(PIECE.fullmatch(k)) for k in keys]
    at = keys.index(key)
    start = next((n for n in range(at, -1, -1) if not is_piece[n]), at)
    end = next((n for n in range(at, len(keys)) if not is_piece[n]), len(keys))
    first = raw[keys[start]]
    if start == at or not isinstance(first, str) or not re.fullmatch(r"-?\d{1,3}", first):
        return None
    figure = [first, *keys[start + 1 : end]]
    return Misnamed(
        "text.comma_in_figure", (*path, keys[start]), {"found": ",".join(figure), "instead": "".join(figure)}
    )


def _value(value: Any, path: Path, faults: list[Misnamed]) -> Any:
    if isinstance(value, dict):
        tree: dict[str, Any] = {}
        _fields(value, "", path, tree, faults)
        if not SPOKEN.isdisjoint(tree):
            _spoken_in(value, "", path, tree, faults)
        return tree
    if isinstance(value, list):
        return [v if v.__class__ is str else _value(v, (*path, i), faults) for i, v in enumerate(value)]
    return value


def _written(raw: dict[str, Any], name: str, type_: str) -> str:
    """The key as written of a field that is there."""
    return next(key for key in raw if field(key, type_) == name)


def _spoken_in(raw: dict[str, Any], type_: str, path: Path, tree: dict[str, Any], faults: list[Misnamed]) -> None:
    """Spoken lines of a mapping's lists into mappings, in place: a slip's, and those of a dish or an offer in it."""
    for name in SPOKEN & tree.keys():
        lines = tree[name]
        for index, line in enumerate(lines) if isinstance(lines, list) else ():
            if isinstance(line, str):
                parsed = parse(line)
                if isinstance(parsed, dict):
                    lines[index] = parsed
                else:
                    faults.append(Misnamed(parsed[0], (*path, _written(raw, name, type_), index), parsed[1]))


def _school_key(raw: dict[str, Any]) -> str | None:
    return next((key for key in raw if names.type_named(key) == "school"), None)


def _behind(raw: dict[str, Any], type_: str) -> bool:
    """Whether a register's name stands first only because a program sorted the keys of a dated document."""
    return type_ in REGISTERS and any(field(key) == "date" for key in raw) and _best_type(raw) is not None


def _best_type(raw: dict[str, Any]) -> str | None:
    """The key, not the first, that is most likely the entry's type; None if none is a document's."""
    ranks = {name: rank for rank, name in enumerate(reversed(REFERRED))}
    candidates = []
    for key, value in list(raw.items())[1:]:
        type_ = names.type_named(key)
        if type_ is not None and type_ not in REGISTERS and isinstance(value, str):
            candidates.append((ranks.get(type_, -1), key))
    return min(candidates)[1] if candidates else None


def _without_type(raw: dict[str, Any], first: str | None, school: bool) -> Misnamed:
    if first is None:
        return Misnamed("text.no_school" if school else "text.empty_record", (), {})
    if (key := _best_type(raw)) is not None:
        return Misnamed("text.type_not_first", (first,), {"found": key}, (key,))
    return Misnamed("text.unknown_type", (first,), {"found": first})


def suggested(misnamed: Misnamed) -> Misnamed:
    """An unknown name together with the nearest known one, where one is near."""
    which = {"text.unknown_field": "field", "text.unknown_type": "type"}.get(misnamed.code)
    word = misnamed.args.get("found", "")
    if which is None or (which == "type" and field(word) is not None):
        return misnamed
    instead = _nearest(which, word)
    if instead is None:
        return misnamed
    return misnamed._replace(code=misnamed.code + "_near", args={**misnamed.args, "instead": instead})
