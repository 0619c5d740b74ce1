"""One table of a report → CSV (RFC 4180, lines ending in a newline), safe to open in a spreadsheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from houqin import names
from houqin.render.cells import raw
from houqin.render.width import visible

if TYPE_CHECKING:
    from houqin.messages import Language
    from houqin.report import Cell, Kind, Report

# What a spreadsheet would run as a formula, after spaces it skips and full-width too (CWE-1236). Apostrophes
# before it count as part of it, so that a reader who takes one away gets the text back exactly.
_FORMULA = re.compile(r"'*(?:[ \u3000\ufeff]*[=+\-@＝＋－＠|%]|[\t\r])")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?", re.ASCII)


def _cell(cell: Cell, kind: Kind) -> str:
    """The cell's text before quoting. What a spreadsheet would run gets an apostrophe; a figure never."""
    if cell is None:
        return ""
    if kind == "data":
        from houqin.render.json import compact

        return compact(cell)
    text = visible(str(raw(cell, kind)))
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",\r\n]|^\s|\s$', text) else text


def heading(key: str, language: Language) -> str:
    """A column's heading in the reader's language: "book_to_book.difference" → "账账 差额"."""
    return " ".join(names.label(part, language) for part in key.removesuffix("?").split("."))


def write(report: Report, language: Language, key: str | None = None) -> str:
    """The table `key`, or the first. KeyError if there is none."""
    table = next((t for t in report.tables if key in (None, t.key)), None)
    if table is None:
        raise KeyError(key)
    lines = [[heading(column.key, language) for column in table.columns]]
    kinds = [column.kind for column in table.columns]
    lines += [[_cell(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in table.rows]
    # A line of one empty cell is written "": an empty line would be no row at all.
    return "".join((",".join(map(_quoted, line)) or '""') + "\n" for line in lines)
