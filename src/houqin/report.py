"""What a command answers: a Report. Commands compute one; only renderers print.

`tables` is the contract that programs read (JSON, CSV): raw cells in declared columns. `sheet` is the same
answer laid out for people: the blocks of a printed sheet, top to bottom. Both are made from the same values
by one function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Kind = Literal[
    "text", "name", "set", "flag", "money", "difference", "part", "quantity", "date", "month", "count", "mark", "rows", "data"
]  # fmt: skip
"""What a cell holds: text; name, a canonical name; set, that of a set of books; flag, true or false; money, fen;
difference, fen that ought to be 0 (a terminal colours what is not), part, fen of a difference; quantity, millionths;
date, 20261031; month; count; mark, a word of the sheet (✓, —); rows, rows under the column's own columns; data,
plain JSON values. None is always allowed: there is nothing. Programs (JSON) read a name, a set and a flag as they
are, people (CSV, a workbook) in their own language."""
Cell = Any
Style = Literal["", "dim", "good", "warn", "bad"]
"""How a text is coloured on a terminal; it never says what the text does not say."""


class Column(NamedTuple):
    """`key` is the JSON key and the name of the heading; "a.b" is key b of the object a.

    In JSON an object whose cells are all None is null; a key that ends in "?" is left out where its cell is
    None.
    """

    key: str
    kind: Kind
    columns: tuple[Column, ...] = ()
    """Of a cell of rows: what stands in each."""
    aside: bool = False
    """For people only (CSV, a workbook): what programs find in the row's other cells, to sort and filter by."""


class Table(NamedTuple):
    """Rows of raw cells under declared columns."""

    key: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]


class Title(NamedTuple):
    """A heading: level 1 the sheet's own, 2 a section's, after a blank line, 3 one inside a section."""

    text: str
    level: int = 2


class Line(NamedTuple):
    """A paragraph. Long ones are wrapped on a terminal, never inside a figure."""

    text: str
    indent: int = 0
    style: Style = ""


class Grid(NamedTuple):
    """A table for people. Headings are texts in the reader's language, cells raw; `kinds` says how they show.

    In a cell of difference or part, 0 prints as `zero`; in any cell of figures a text stands for itself (a mark
    such as ✓ or —). Grids of a sheet with the same headings are one table continued: they line up.
    """

    headings: tuple[str, ...]
    kinds: tuple[Kind, ...]
    rows: Sequence[tuple[Cell, ...]]
    zero: str = "0.00"


class Entry(NamedTuple):
    """One thing to read: a figure (fen) at the margin, a headline, and lines below, each (label, text).

    A line with an empty label continues the one above it. `style` colours the headline's first word.
    """

    amount: int
    headline: str
    details: Sequence[tuple[str, str]] = ()
    style: Style = ""


Block = Title | Line | Grid | Entry


class Report(NamedTuple):
    """A command's answer. `facts` are single values (month, status); `exit_code` is the run's; `width`: columns of the page
    it is printed on as plain text, None as wide as its lines are."""

    key: str
    facts: Mapping[str, Cell]
    tables: tuple[Table, ...]
    sheet: Sequence[Block] = ()
    exit_code: int = 0
    width: int | None = None
