"""A record as plain data for the index: canonical names, fen, millionths and days; nothing where nothing is written."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import BaseModel


def plain(value: Any) -> Any:
    """JSON-able data of a model, a scalar value (Quantity, Price, Span, Reference) or a list or mapping of them."""
    if isinstance(value, str | int):
        return value
    if isinstance(value, BaseModel):
        return {name: plain(inner) for name, inner in value.__dict__.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if is_dataclass(value):
        found = {f.name: getattr(value, f.name) for f in fields(value)}
        return {name: plain(inner) for name, inner in found.items() if inner is not None}
    raise TypeError(type(value))
