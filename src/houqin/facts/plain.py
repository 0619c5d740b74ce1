"""A record as plain data for the index: canonical names, fen, millionths and days; nothing where nothing is written."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any

from pydantic import BaseModel

SCALAR = (str, int)


def plain(value: Any) -> Any:
    """JSON-able data of a model, a scalar value (Quantity, Price, Span, Reference) or a list or mapping of them."""
    if isinstance(value, SCALAR):
        return value
    if isinstance(value, BaseModel):
        return {name: plain(inner) for name, inner in value.__dict__.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if is_dataclass(value):
        found = ((name, getattr(value, name)) for name in value.__dataclass_fields__)
        return {name: plain(inner) for name, inner in found if inner is not None}
    raise TypeError(type(value))
