"""One table of a report → CSV (RFC 4180, lines ending in a newline), safe to open in a spreadsheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from houqin.render.cells import NAMED, heading, keyed, raw
from houqin.render.width import visible

if TYPE_CHECKING:
    from houqin.messages import Language
    from houqin.report import Cell, Column, Report

# What a spreadsheet would run as a formula, after spaces it skips and full-width too (CWE-1236). Apostrophes
# before it count as part of it, so that a reader who takes one away gets the text back exactly.
_FORMULA = re.compile(r"'*(?:[ \u3000\ufeff]*[=+\-@＝＋－＠|%]|[\t\r])")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?", re.ASCII)


def _cell(cell: Cell, column: Column, language: Language) -> str:
    """The cell's text before quoting. What a spreadsheet would run gets an apostrophe; a figure never."""
    if cell is None:
        return ""
    if column.kind in ("rows", "data"):
        from houqin.render.json import compact

        return compact([keyed(column.columns, one) for one in cell] if column.kind == "rows" else cell)
    named = NAMED.get(column.kind)
    text = visible(named(cell, language) if named else str(raw(cell, column.kind)))
    return f"'{text}" if runs(text) else text


def runs(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula."""
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",\r\n]|^\s|\s$', text) else text


def write(report: Report, language: Language, key: str | None = None) -> str:
    """The table `key`, or the first. KeyError if there is none."""
    table = next((t for t in report.tables if key in (None, t.key)), None)
    if table is None:
        raise KeyError(key)
    lines = [[heading(column.key, language) for column in table.columns]]
    lines += [
        [_cell(cell, column, language) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows
    ]
    # A line of one empty cell is written "": an empty line would be no row at all.
    return "".join((",".join(map(_quoted, line)) or '""') + "\n" for line in lines)
