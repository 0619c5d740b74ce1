"""Cells as programs read them and as people do: one row of a table for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin import names
from houqin.render.width import clean
from houqin.values import iso, number, yuan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from houqin.messages import Language
    from houqin.report import Cell, Kind

FIGURES: frozenset[Kind] = frozenset({"money", "difference", "quantity", "count"})
"""Kinds that stand at the right of their column and are never broken."""
MONEY: frozenset[Kind] = frozenset({"money", "difference"})

_RAW: Mapping[Kind, Callable[[Any], Any]] = {
    "money": lambda fen: yuan(fen, grouped=False),
    "difference": lambda fen: yuan(fen, grouped=False),
    "quantity": number,
    "date": iso,
}
_SHOWN: Mapping[Kind, Callable[[Any, Language], str]] = {
    "name": names.label,
    "money": lambda fen, _: yuan(fen),
    "difference": lambda fen, _: yuan(fen),
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
    if cell == 0 and kind in MONEY:
        return zero
    if kind not in _SHOWN or (isinstance(cell, str) and kind != "name"):
        return clean(str(cell))
    return clean(_SHOWN[kind](cell, language))
