"""A workbook from outside, read as what it may be: an attack. Looked through before openpyxl sees it.

A workbook is a zip of XML. Refused are, from its directory alone: too many parts, too much when unpacked, packed too
tightly; then, as each part is unpacked in pieces: a DOCTYPE (entities that grow or fetch files), another encoding
(in which one could hide), text without end. Nothing is ever unpacked to the disk, so no name in it leads anywhere.
"""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
import zlib
from typing import Any

from houqin.diagnostics import FINDINGS, Failure
from houqin.exchange.sheet import (
    EMPTY,
    EMPTY_ROWS,
    LIMITS,
    LONGEST_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Sheet,
    letters,
)

MOST_PARTS = 2_000
MOST_UNPACKED = 200_000_000  # bytes, all parts together
MOST_SHARED = 20_000_000
"""Bytes of the part that holds the texts of all cells: it is kept in memory whole."""
TIGHTEST, TIGHT_FROM = 200, 10_000_000
"""Times that a file larger than the second may shrink when packed. Real workbooks: 5 to 30."""
PIECE = 1 << 18
"""Bytes unpacked at a time, and the longest text between two tags."""
DIGITS = 15
"""Digits of a number that Excel keeps."""
FOREIGN_ENCODING = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
SHOWN = re.compile(r"[0#?,]*[0#?](?:\.([0#?]+))?")


def read(data: bytes, file: str) -> list[Sheet]:
    """The visible sheets of a workbook. Failure where it is none, or none that can be read safely."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_through(archive, file)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise Failure("exchange.broken", FINDINGS, path=file) from error
    import openpyxl  # 0.2 s

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions, which are not read
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            found = [_sheet(sheet, file) for sheet in book.worksheets if sheet.sheet_state == "visible"]
            book.close()
        except Failure:
            raise
        except Exception as error:  # whatever a damaged workbook makes openpyxl raise
            raise Failure("exchange.broken", FINDINGS, path=file) from error
    return found


def _look_through(archive: zipfile.ZipFile, file: str) -> None:
    """Failure where the archive is no workbook or could do harm."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "mimetype" in names:
        raise Failure("exchange.other_office", FINDINGS, path=file)
    if "xl/workbook.xml" not in names:
        raise Failure("exchange.no_workbook", FINDINGS, path=file)
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    tight = unpacked > TIGHT_FROM and unpacked > TIGHTEST * max(packed, 1)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or tight:
        raise Failure("exchange.bomb", FINDINGS, path=file, size=unpacked // 1_000_000, parts=len(parts))
    for part in parts:
        if part.filename == "xl/sharedStrings.xml" and part.file_size > MOST_SHARED:
            raise Failure("exchange.bomb", FINDINGS, path=file, size=part.file_size // 1_000_000, parts=len(parts))
        if part.filename.endswith((".xml", ".rels")):
            _look_at(archive, part, file)


def _look_at(archive: zipfile.ZipFile, part: zipfile.ZipInfo, file: str) -> None:
    """Failure for a part that XML readers can be hurt with. zipfile gives no more than the directory has announced."""
    before, rows, cells = b"", 0, 0
    with archive.open(part) as opened:
        while piece := opened.read(PIECE):
            if not before and (b"\0" in piece[:200] or FOREIGN_ENCODING.match(piece)):
                raise Failure("exchange.entities", FINDINGS, path=file, part=part.filename)
            if DECLARATION.search(before + piece):
                raise Failure("exchange.entities", FINDINGS, path=file, part=part.filename)
            if len(piece) == PIECE and b"<" not in piece:
                raise Failure("exchange.long_cell", FINDINGS, path=file, cell=part.filename, most=LONGEST_CELL)
            rows += piece.count(b"<row")
            cells += piece.count(b"<c ") + piece.count(b"<c>")
            if (rows > MOST_ROWS or cells > MOST_CELLS) and part.filename.startswith("xl/worksheets/"):
                name = part.filename.rpartition("/")[2]
                raise Failure("exchange.too_many_cells", FINDINGS, path=file, sheet=name, **LIMITS)
            before = piece[-20:]


def _sheet(sheet: Any, file: str) -> Sheet:
    """The cells of one sheet. It is read as a stream: what the file says of its own size is not believed."""
    rows: list[list[Cell]] = []
    empty = filled = 0
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1)):
        row = [EMPTY if cell.value is None else _cell(cell, file, sheet.title, number) for cell in cells]
        while row and not row[-1].text:
            row.pop()
        empty = 0 if row else empty + 1
        if empty > EMPTY_ROWS:
            break
        filled += len(row)
        if number >= MOST_ROWS or len(row) > MOST_COLUMNS or filled > MOST_CELLS:
            raise Failure("exchange.too_many_cells", FINDINGS, path=file, sheet=sheet.title, **LIMITS)
        rows.append(row)
    return Sheet(file, sheet.title, rows)


def _cell(cell: Any, file: str, sheet: str, row: int) -> Cell:
    value = cell.value
    if isinstance(value, str):
        if len(value) > LONGEST_CELL:
            at = f"{sheet}!{letters(cell.column - 1)}{row + 1}"
            raise Failure("exchange.long_cell", FINDINGS, path=file, cell=at, most=LONGEST_CELL)
        return Cell(value.strip(), error=cell.data_type == "e")
    if isinstance(value, bool):
        return Cell("是" if value else "否")
    if isinstance(value, datetime.datetime):
        return Cell(value.strftime("%Y-%m-%d %H:%M" if value.time() != datetime.time() else "%Y-%m-%d"))
    if isinstance(value, int | float):
        shown = str(cell.number_format or "General").split(";")[0]
        plain = format(value, ".15g") if abs(value) < 10**DIGITS else format(value, ".0f")
        if "e" in plain:
            plain = format(value, ".15f").rstrip("0").rstrip(".")
        if shown.endswith("%"):
            return Cell(format(value * 100, ".12g") + "%")
        return Cell(plain, long=abs(value) >= 10**DIGITS, decimals=_decimals(shown))
    return Cell(str(value))


def _decimals(shown: str) -> int | None:
    """How many decimals a number format shows; None where it shows all."""
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|[\\_*].', "", shown)
    if "general" in bare.lower() or "@" in bare or "E" in bare or not (found := SHOWN.search(bare)):
        return None
    return len(found[1] or "")
