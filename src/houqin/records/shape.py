"""What a model's fields hold, read off their annotations: for schemas, and for forms that ask for them."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from functools import partial
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from houqin.records import scalars
from houqin.records.base import Part


def functions(annotation: Any, metadata: Iterable[Any]) -> list[Any]:
    """The functions of a value's validators, as records/scalars.py defines them."""
    found = [inspect.unwrap(mark.func) for mark in metadata if hasattr(mark, "func")]
    for inner in get_args(annotation) if get_origin(annotation) in (Union, UnionType) else ():
        if get_origin(inner) is Annotated:
            found += functions(None, inner.__metadata__)
    return found


def choices(function: Any) -> str:
    """The list of names (names.CHOICES, or "role") that a scalar takes one of; "" if it is no choice."""
    if function in (scalars.role, scalars.yes_no):
        return str(function.__name__)
    return function.args[0] if isinstance(function, partial) and function.func is scalars.choice else ""


def parts_of(annotation: Any) -> list[type[Part]]:
    """The models inside an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return [annotation]
    return [part for inner in get_args(annotation) for part in parts_of(inner)]
