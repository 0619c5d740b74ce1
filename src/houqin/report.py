"""What a command answers: a Report. Commands compute one; only renderers print.

`tables` is the contract that programs read (JSON, CSV): raw cells in declared columns. `sheet` is the same answer laid
out for people: the blocks of a printed sheet, top to bottom. Both are made from the same values by one function.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["text", "name", "money", "quantity", "date", "month", "count", "mark", "data"]
"""What a cell holds: text; name, a canonical name; money, fen; quantity, millionths; date, 20261031; month; count;
mark, a word of the sheet (✓, —); data, plain JSON values. None is always allowed: there is nothing."""
Cell = Any


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is the JSON key and the name of the heading; "a.b" is key b of the object a, null if all of it is."""

    key: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of raw cells under declared columns."""

    key: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Title:
    """A section's heading; level 1 for the sheet's own."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. Long ones are wrapped on a terminal, never inside a figure. `style`: "", "dim", "good", "bad"."""

    text: str
    indent: int = 0
    style: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table for people. Headings are texts in the reader's language, cells are raw, `kinds` says how to print them.

    In a money cell, 0 prints as `zero`; a text stands for itself (a mark such as ✓ or —).
    """

    headings: tuple[str, ...]
    kinds: tuple[Kind, ...]
    rows: Sequence[tuple[Cell, ...]]
    zero: str = "0.00"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to read: a figure at the margin, a headline, and lines below, each "label: text" or text alone."""

    amount: int
    headline: str
    details: Sequence[tuple[str, str]] = ()
    style: str = ""


Block = Title | Line | Grid | Entry


@dataclass(frozen=True, slots=True)
class Report:
    """A command's answer. `facts` are single values (month, status); `exit_code` is the run's."""

    key: str
    facts: Mapping[str, Cell]
    tables: tuple[Table, ...]
    sheet: Sequence[Block] = field(default_factory=tuple)
    exit_code: int = 0
