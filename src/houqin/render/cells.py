"""Cells as programs read them and as people do: one row of a table for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin import names
from houqin.messages import sentence, table
from houqin.render.width import clean
from houqin.values import iso, number, yuan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from houqin.messages import Language
    from houqin.report import Cell, Column, Kind

FIGURES: frozenset[Kind] = frozenset({"money", "difference", "part", "quantity", "count"})
"""Kinds that stand at the right of their column and are never broken."""
MONEY: frozenset[Kind] = frozenset({"money", "difference", "part"})
NOTHING: frozenset[Kind] = frozenset({"difference", "part"})
"""Kinds whose 0 says that nothing is there: it shows as the grid's own mark."""

_RAW: Mapping[Kind, Callable[[Any], Any]] = {
    "money": lambda fen: yuan(fen, grouped=False),
    "difference": lambda fen: yuan(fen, grouped=False),
    "part": lambda fen: yuan(fen, grouped=False),
    "quantity": number,
    "date": iso,
}
NAMED: Mapping[Kind, Callable[[Any, Language], str]] = {
    "name": names.label,
    "set": names.set_label,
    "flag": lambda flag, language: names.label("yes" if flag else "no", language, "yes_no"),
}
"""Kinds that people read in their own language."""
_SHOWN: Mapping[Kind, Callable[[Any, Language], str]] = {
    **NAMED,
    "money": lambda fen, _: yuan(fen),
    "difference": lambda fen, _: yuan(fen),
    "part": lambda fen, _: yuan(fen),
    "quantity": lambda millionths, _: number(millionths, grouped=True),
    "count": lambda whole, _: f"{whole:,}",
    "date": lambda day, _: iso(day),
}


def raw(cell: Cell, kind: Kind) -> Any:
    """The cell as a plain JSON value: "1234.50" yuan, quantity "-1500", "2026-10-31", others as they are."""
    return _RAW[kind](cell) if cell is not None and kind in _RAW else cell


def shown(cell: Cell, kind: Kind, language: Language, zero: str = "0.00") -> str:
    """The cell as a reader sees it: "1,234.50"; a text among figures stands for itself; None is empty."""
    if cell is None:
        return ""
    if cell == 0 and kind in NOTHING:
        return zero
    if kind not in _SHOWN or (isinstance(cell, str) and kind not in NAMED):
        return clean(str(cell))
    return clean(_SHOWN[kind](cell, language))


def heading(key: str, language: Language) -> str:
    """A column's heading in the reader's language: "book_to_book.difference" → "账账 差额"."""
    return " ".join(names.label(part, language) for part in key.removesuffix("?").split("."))


def table_name(report: str, key: str, language: Language) -> str:
    """What a reader calls a report's table, and a workbook its sheet."""
    row = f"table.{report}.{key}"
    return sentence(row, language) if row in table() else heading(key, language)


def keyed(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> dict[str, Any]:
    """A row by key, as plain JSON values; columns that stand aside are left out. "a.b" is key b of the object a, null if all
    its cells are; "a?" is left out if null."""
    result: dict[str, Any] = {}
    some = {column.key.partition(".")[0] for column, cell in zip(columns, row, strict=True) if cell is not None}
    for column, cell in zip(columns, row, strict=True):
        outer, nested, inner = column.key.removesuffix("?").partition(".")
        if nested and outer not in some:
            result[outer] = None
        elif column.aside:
            continue
        elif cell is not None or not column.key.endswith("?"):
            place = result.setdefault(outer, {}) if nested else result
            if column.kind == "rows" and cell is not None:
                place[inner or outer] = [keyed(column.columns, one) for one in cell]
            else:
                place[inner or outer] = raw(cell, column.kind)
    return result
