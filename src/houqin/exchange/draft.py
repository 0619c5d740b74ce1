"""A record as it is put together from the cells of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from houqin import names
from houqin.diagnostics import Diagnostic
from houqin.entry.new import New
from houqin.exchange import columns as said
from houqin.exchange.cells import text
from houqin.exchange.heading import Heading, normal
from houqin.exchange.sheet import Cell, Sheet, place
from houqin.records.catalogue import folders_of

Loc = tuple[str | int, ...]


@dataclass(slots=True)
class Draft:
    """`tree` as the reader gives it ("type", "id", attributes); `owner` the store whose folder it goes to, else "".

    `cells`: which cell (row, column from 0) holds what `loc` names in the tree; `row`, the first of its rows, the rest.
    """

    tree: dict[str, Any]
    row: int
    owner: str = ""
    cells: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    numbered: bool = False
    """Whether the number is the sheet's own."""

    @property
    def new(self) -> New:
        """The record that it becomes; without a number where the sheet says none."""
        return New(folders_of(self.tree["type"])[0], self.owner, self.tree)

    def at(self, sheet: Sheet, loc: Loc) -> str:
        """Where in the sheet that is, as much of it as stands in a cell of its own."""
        while loc and loc not in self.cells:
            loc = loc[:-1]
        row, column = self.cells.get(loc, (self.row, None))
        return place(sheet, row, column)

    def put(self, loc: Loc, value: Any, cell: tuple[int, int] | None) -> None:
        """Set a field of the record or of a line that is there."""
        node: Any = self.tree
        for step in loc[:-1]:
            node = node[step]
        node[loc[-1]] = value
        if cell is not None:
            self.cells[loc] = cell


def total(row: Iterable[Cell]) -> bool:
    """Whether the first words of a row say that it is a sum, a foot or a note, and no row of the table."""
    firsts = [normal(cell.text) for cell in row if cell.text][:2]
    return any(re.fullmatch(said.TOTALS, first) for first in firsts)


def foot(row: Iterable[Cell]) -> bool:
    """Whether the row says who signed: 审核人：何军 in one cell, or two posts in cells of their own."""
    texts = [cell.text.replace("：", ":") for cell in row if cell.text]
    posts = [text for text in texts if normal(text) in said.ROLES or names.role_named(normal(text.partition(":")[0]))]
    return len(posts) > 1 or any(":" in text for text in posts)


def repeats(row: Iterable[Cell], heading: Heading) -> bool:
    """Whether the headings stand here once more, at the top of a printed page."""
    texts = [normal(text(cell)) for cell in row if cell.text]
    return bool(texts) and texts == [normal(column.heading) for column in heading.columns][: len(texts)]


def lost_digits(sheet: Sheet, row: int, column: int, cell: Cell) -> Diagnostic | None:
    """What is wrong with a cell before it means anything: a formula's error, a number that lost its last digits."""
    if cell.error:
        return Diagnostic("exchange.formula_error", {"found": cell.text}, place(sheet, row, column))
    if cell.long:
        return Diagnostic("exchange.long_number", {"found": cell.text}, place(sheet, row, column))
    return None
