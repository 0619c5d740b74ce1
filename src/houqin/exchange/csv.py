"""A CSV file from a bank, a supplier or a payment app: its encoding, its delimiter, its cells."""

from __future__ import annotations

import codecs
import csv
import re

from houqin.diagnostics import FINDINGS, Failure
from houqin.exchange.sheet import EMPTY, LIMITS, LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Cell, Sheet, letters

DELIMITERS = ",\t;"
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
LOST = re.compile(r"\d(?:\.\d+)?E\+1[5-9]|\d(?:\.\d+)?E\+[2-9]\d", re.IGNORECASE)
"""6.21702E+18: a number whose last digits a spreadsheet has thrown away."""


def read(data: bytes, file: str) -> Sheet:
    """The one sheet of a CSV file. Failure where it is no text or too large."""
    text = _text(data, file)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_ROWS + 1:
        raise Failure("exchange.too_many_cells", FINDINGS, path=file, sheet=file, **LIMITS)
    delimiter = max(DELIMITERS, key=lambda sign: sum(line.count(sign) for line in lines))
    rows: list[list[Cell]] = []
    filled = 0
    try:
        for number, record in enumerate(csv.reader((line + "\n" for line in lines), delimiter=delimiter)):
            row = [_cell(one, file, number, column) for column, one in enumerate(record)]
            while row and not row[-1].text:
                row.pop()
            filled += len(row)
            if len(row) > MOST_COLUMNS or filled > MOST_CELLS:
                raise Failure("exchange.too_many_cells", FINDINGS, path=file, sheet=file, **LIMITS)
            rows.append(row)
    except csv.Error as error:  # a field larger than any cell: a quote that is never closed
        raise Failure("exchange.open_quote", FINDINGS, path=file, row=len(rows) + 1) from error
    return Sheet(file, "", rows)


def _text(data: bytes, file: str) -> str:
    """By its mark; else UTF-8 if it is, else GB18030. The whole file decides: a few letters may be both."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise Failure("exchange.encoding", FINDINGS, path=file) from error
    if b"\0" not in data:
        for encoding in ("utf-8", "gb18030"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise Failure("exchange.encoding", FINDINGS, path=file)


def _cell(written: str, file: str, row: int, column: int) -> Cell:
    """A cell without the spaces and tabs that pad it, and without the ' that marks a text."""
    text = written.strip()
    if text.startswith('="') and text.endswith('"'):  # ="0012": how some programs keep a spreadsheet from retyping it
        text = text[2:-1]
    text = text.removeprefix("'").strip()
    if len(text) > LONGEST_CELL:
        at = f"{letters(column)}{row + 1}"
        raise Failure("exchange.long_cell", FINDINGS, path=file, cell=at, most=LONGEST_CELL)
    return Cell(text, long=bool(LOST.fullmatch(text))) if text else EMPTY
