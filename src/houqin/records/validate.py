"""Named trees into records: one pydantic run a file, and every error as a code of messages/records.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple, get_args

from pydantic import ValidationError

from houqin import names
from houqin.records.base import FAULTS, Part
from houqin.records.catalogue import CONFIG, TYPES, adapter, folders_of, models

Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the tree at `index`.

    `loc` leads from the tree down to what is there in it: keys as attributes, positions from 0. `key`: show
    the key's place, not the value's. `args` are the message's; fields in them are canonical names.
    """

    index: int
    loc: Loc
    code: str
    args: Mapping[str, Any]
    key: bool = False


def validate(folder: str, trees: Sequence[Mapping[str, Any]]) -> tuple[list[Part | None], list[Problem]]:
    """The records of one file, None for each with an error, and what is wrong with those.

    `folder` is a canonical name, or catalogue.CONFIG for houqin.yaml. `trees` are as the reader names them:
    "type", "id", fields as attributes ("from_"), every scalar a text. Errors are values; KeyError only for a
    folder without records.
    """
    if not trees:
        return [], []
    if (only := _one_type(folder, trees)) is not None:
        with suppress(ValidationError):  # told by the whole folder's models, below
            return adapter(folder, only).validate_python(trees), []
    try:
        return adapter(folder).validate_python(trees), []
    except ValidationError as invalid:
        found = invalid.errors(include_url=False)
    # By place and code: a spoken line with a price and an amount where none belong is one mistake, said once.
    problems = {
        (one.index, one.loc, one.code, one.args.get("field")): one
        for error in found
        for one in _problems(folder, trees, error)
    }
    bad = {problem.index for problem in problems.values()}
    good = adapter(folder).validate_python([tree for index, tree in enumerate(trees) if index not in bad])
    rest = iter(good)
    return [None if index in bad else next(rest) for index in range(len(trees))], list(problems.values())


def _one_type(folder: str, trees: Sequence[Mapping[str, Any]]) -> str | None:
    """The type of the folder that all trees are of, if it is one."""
    first = trees[0].get("type") if isinstance(trees[0], Mapping) else None
    known = isinstance(first, str) and first in TYPES[folder]
    return first if known and all(isinstance(t, Mapping) and t.get("type") == first for t in trees) else None


def canonical(attribute: str) -> str:
    """The name of an attribute: "from_" → "from"."""
    return attribute.rstrip("_")


def _problems(folder: str, trees: Sequence[Mapping[str, Any]], error: Any) -> Iterator[Problem]:
    """One error of pydantic as ours."""
    index, *path = error["loc"]
    tree = trees[index]
    kind = error["type"]
    if len(models(folder)) > 1 and path:  # the union's tag is no part of the path
        path = path[1:]
    loc, key = _there(tree, path)
    if isinstance(tree, Mapping) and str(tree.get("type", index)) not in models(folder):
        # Of a single model pydantic would tell every field that it does not know.
        yield Problem(index, (), *_elsewhere(folder, tree))
    elif kind == FAULTS:
        for code, at, args in error["ctx"]["faults"]:
            below, _ = _there(tree, (*loc, *at))
            yield Problem(index, below, code, args)
    elif kind.startswith("record."):
        yield Problem(index, loc, kind, error["ctx"], key)
    else:
        code, args, key = STRUCTURE[kind](_Where(folder, tree, tuple(path), error))
        yield Problem(index, loc[:-1] if code == "record.no_price_here" else loc, code, args, key)


def _there(tree: Any, path: Sequence[str | int]) -> tuple[Loc, bool]:
    """As much of the path as the tree has; True where it leads to a key (pydantic's "[key]").

    A text that stands for a list or a mapping has nothing below it.
    """
    node: Any = tree
    loc: list[str | int] = []
    key = False
    for step in path:
        if step == "[key]":
            key = True
            break
        if isinstance(node, list) and isinstance(step, int):
            inside = step < len(node)
        else:
            inside = isinstance(node, Mapping) and step in node
        if not inside:
            break
        node = node[step]
        loc.append(step)
    return tuple(loc), key


class _Where(NamedTuple):
    """An error of structure with what is needed to explain it."""

    folder: str
    tree: Mapping[str, Any]
    path: Loc
    error: Any

    @property
    def field(self) -> str:
        """The innermost field of the path, canonical; "" for the record itself."""
        fields = [step for step in self.path if isinstance(step, str)]
        return canonical(fields[-1]) if fields else ""


Explained = tuple[str, Mapping[str, Any], bool]


def _missing(where: _Where) -> Explained:
    return "record.missing", {"field": where.field}, False


def _unknown(where: _Where) -> Explained:
    """A field that this record or part does not have: where it belongs, or the nearest that it has."""
    field = where.field
    legal = _fields(_model(models(where.folder)[where.tree["type"]], where.path[:-1]))
    if field in ("unit_price", "amount") and "quantity" in legal:
        return "record.no_price_here", {}, False
    if field in names.ROLES and "signed" in legal:
        return "record.role_outside_signed", {"role": field}, True
    if nearest := _nearest(field, legal):
        return "record.unknown_field_near", {"field": field, "instead": nearest}, True
    return "record.unknown_field", {"field": field, "fields": legal}, True


def _nearest(field: str, legal: Sequence[str]) -> str | None:
    """The legal field whose name is most like this one, in whichever language it was written."""
    from difflib import get_close_matches  # only where there is a mistake

    for language in ("zh", "en"):
        written = names.label(field, language)
        labels = {names.label(name, language): name for name in legal}
        if close := get_close_matches(written, labels, n=1, cutoff=0.6):
            return labels[close[0]]
    return None


def _fields(model: type[Part] | None) -> list[str]:
    return [canonical(name) for name in model.model_fields if name not in ("id", "type")] if model else []


def _model(model: type[Part], path: Loc) -> type[Part] | None:
    """The model of what stands at the path."""
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            inner = _part_in(model.model_fields[step].annotation)
            if inner is None:
                return None
            model = inner
    return model


def _part_in(annotation: Any) -> type[Part] | None:
    """The model inside list[Annotated[…]], Model | None and the like."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((part for inner in get_args(annotation) if (part := _part_in(inner))), None)


def _elsewhere(folder: str, tree: Mapping[str, Any]) -> Explained:
    """A record of a type that this folder does not hold."""
    type_ = str(tree.get("type"))  # whatever stands there: a list is no type either
    if type_ not in names.TYPES:
        return "record.not_a_record", {}, False
    if folder == CONFIG:
        return "record.not_the_school", {}, True
    return "record.wrong_folder", {"type": type_, "folder": folder, "folders": folders_of(type_)}, True


def _too_few(where: _Where) -> Explained:
    return "record.empty_list", {"field": where.field}, False


def _shape(code: str) -> Callable[[_Where], Explained]:
    def explain(where: _Where) -> Explained:
        if not where.field:
            return "record.not_a_record", {}, False
        found = where.error["input"]
        return code, {"field": where.field, "found": found[:60] if isinstance(found, str) else ""}, False

    return explain


STRUCTURE: dict[str, Callable[[_Where], Explained]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "too_short": _too_few,
    "list_type": _shape("record.not_list"),
    "dict_type": _shape("record.not_mapping"),
    "model_type": _shape("record.not_mapping"),
    "model_attributes_type": _shape("record.not_a_record"),
    "union_tag_not_found": _shape("record.not_a_record"),
}
"""pydantic's own errors → ours. No other can arise from the models; a test tries random trees."""
