"""A fault found in one file's text, before it is known as a Diagnostic of a path."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MOST = 50
"""Faults of one file that are listed. Past that a file is not a ledger with mistakes but something else."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`code` is a row of messages/text.py; `line` and `column` count from 1, in characters."""

    code: str
    line: int
    column: int
    args: dict[str, Any] = field(default_factory=dict)
