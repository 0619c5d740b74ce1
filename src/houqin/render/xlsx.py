"""A report → a workbook (.xlsx): the printed sheet, then a sheet for each table. Figures are numbers, dates dates.

A text is never a formula, and none is cut without saying so. The same report gives the same bytes.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from houqin import values
from houqin.messages import sentence, table
from houqin.render.cells import FIGURES, MONEY, NAMED, NOTHING, heading, shown, table_name
from houqin.render.csv import runs
from houqin.render.width import columns, visible
from houqin.report import Column, Entry, Grid, Line, Style, Table, Title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from openpyxl.cell.cell import Cell as Single
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from houqin.messages import Language
    from houqin.report import Block, Cell, Kind, Report

    Field = Single | MergedCell

ROWS = 1_048_575
"""Rows of a sheet below its headings (Excel's own limit); what is more goes on to a further sheet."""
LONGEST = 32_767
"""UTF-16 units of a cell's text (Excel's own limit); openpyxl cuts there and says nothing."""
DIGITS = 15
"""Figures with more of them stand as text: a spreadsheet keeps no more."""
WIDEST = 60
"""Columns; a longer text is wrapped."""
FIRST_DAY = 19000301
"""Spreadsheets count the days before it wrongly (they know a 1900-02-29)."""


def _font(color: str = "000000", *, bold: bool = False, size: int = 11) -> Font:
    return Font(name="Calibri", size=size, bold=bold, color=color)


_HEAD = _font(bold=True)
_FILL = PatternFill("solid", fgColor="E8EEF4")
_FONTS: Mapping[Style, Font] = {
    "": _font(),
    "dim": _font("808080"),
    "good": _font("2E7D32"),
    "warn": _font("B26A00"),
    "bad": _font("C62828", bold=True),
}
_TITLES: Mapping[int, Font] = {1: _font(bold=True, size=14), 2: _font(bold=True, size=12), 3: _HEAD}
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write(report: Report, language: Language, key: str | None = None) -> bytes:
    """The workbook; only the table `key` where one is named. KeyError if there is none."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "houqin"
    if key is None and report.sheet:
        row = f"page.sheet.{report.key}"
        title = sentence(row, language) if row in table() else report.key
        _Page(_added(book, title), language).lay(report.sheet)
    tables = [t for t in report.tables if key in (None, t.key)]
    if key is not None and not tables:
        raise KeyError(key)
    for one in tables:
        title = table_name(report.key, one.key, language)
        _table(book, title, one, language)
        for nested in _nested(one):
            part = sentence("page.of", language, table=title, part=heading(nested.key, language))
            _table(book, part, nested, language)
    if not book.sheetnames:
        _added(book, report.key)
    return _packed(book)


def _added(book: Workbook, title: str) -> Worksheet:
    """A new sheet; its name made one that a spreadsheet takes: at most 31 characters, none of []:*?/\\, unique."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", visible(title)).strip(" '") or "-"
    taken = {name.casefold() for name in book.sheetnames} | {"history"}
    name, n = _at_most(plain, 31), 1
    while name.casefold() in taken:
        n += 1
        name = f"{_at_most(plain, 27)} {n}"
    sheet: Worksheet = book.create_sheet(name)
    return sheet


def _at_most(text: str, units: int) -> str:
    """The beginning of a text that takes so many UTF-16 units, no character halved."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore")


# ------------------------------------------------------------ cells


def _figure(cell: Cell, kind: Kind) -> tuple[Decimal | datetime.date, str] | None:
    """What a number or a day is to a spreadsheet, and how it shows; None for what stands as text."""
    if not isinstance(cell, int) or isinstance(cell, bool):
        return None
    if kind == "date":
        return (values.date(cell), "yyyy-mm-dd") if cell >= FIRST_DAY else None
    if kind in MONEY:
        figure, form = Decimal(cell).scaleb(-2), "#,##0.00"
    elif kind == "quantity":
        figure = Decimal(values.number(cell))
        decimals = -int(figure.as_tuple().exponent)
        form = "#,##0" + ("." + "0" * decimals if decimals else "")
    elif kind == "count":
        figure, form = Decimal(cell), "#,##0"
    else:
        return None
    return (figure, form) if len(figure.as_tuple().digits) <= DIGITS else None


def _put(field: Field, cell: Cell, kind: Kind, language: Language, zero: str = "") -> int:
    """Write a cell; the columns that it takes as it is shown."""
    if cell is None:
        return 0
    figure = _figure(cell, kind)
    if figure is None:
        text = cell if isinstance(cell, str) and kind not in NAMED else shown(cell, kind, language)
        return _text(field, text, language, "right" if kind in FIGURES else "left")
    field.value, form = figure
    field.alignment = Alignment(vertical="top")
    field.number_format = f'{form};-{form};"{zero}"' if zero and kind in NOTHING else form
    return len(shown(cell, kind, language))


def _text(field: Field, text: str, language: Language, side: Literal["left", "right"] = "left") -> int:
    """Write a text as a text whatever it begins with; the columns of its longest line."""
    text = re.sub(r"\r\n?", "\n", visible(text))
    if len(text.encode("utf-16-le")) > 2 * LONGEST:
        cut = sentence("page.cut", language, count=len(text))
        text = _at_most(text, LONGEST - len(cut)) + cut
    # _x0041_ is an A to a spreadsheet unless its first sign is written so itself
    field.value = _ESCAPE.sub("_x005F_", text)
    field.data_type = "s"
    field.quotePrefix = runs(text)  # edited and entered again, it is still a text
    field.alignment = Alignment(horizontal=side, vertical="top", wrap_text="\n" in text or columns(text) > WIDEST)
    return max(map(columns, text.split("\n")))


# ------------------------------------------------------------ tables


def _nested(outer: Table) -> Iterator[Table]:
    """The rows inside a table's cells as tables of their own, each row under the first cell of the row it is in."""
    for n, column in enumerate(outer.columns):
        if column.kind == "rows":
            rows = [(row[0], *inner) for row in outer.rows for inner in row[n] or ()]
            yield Table(
                column.key,
                (outer.columns[0]._replace(key=f"{outer.key}.{outer.columns[0].key}"), *column.columns),
                rows,
            )


def _table(book: Workbook, title: str, one: Table, language: Language) -> None:
    """A sheet with a row of headings that stays in sight and filters, its columns as wide as what stands in them."""
    rows = iter(one.rows)
    for n in range(0, max(len(one.rows), 1), ROWS):
        sheet = _added(book, title if n == 0 else f"{title} {n // ROWS + 1}")
        widths = [
            _head(sheet.cell(1, k), heading(c.key, language), c.kind, language) for k, c in enumerate(one.columns, 1)
        ]
        # room for the button of the filter
        widths = [width + 2 for width in widths]
        for at, row in enumerate(islice(rows, ROWS), 2):
            for k, (cell, column) in enumerate(zip(row, one.columns, strict=True), 1):
                kind: Kind = "text" if column.kind in ("rows", "data") else column.kind
                width = _put(sheet.cell(at, k), _joined(cell, column, language), kind, language)
                widths[k - 1] = max(widths[k - 1], width)
            _high(sheet, at, max((_lines(field.value, WIDEST) for field in sheet[at]), default=1))
        _wide(sheet, widths)
        sheet.freeze_panes = "A2"
        if one.columns:
            sheet.auto_filter.ref = f"A1:{get_column_letter(len(one.columns))}{sheet.max_row}"
        sheet.print_title_rows = "1:1"
        _printed(sheet)


def _joined(cell: Cell, column: Column, language: Language) -> Cell:
    """Rows inside a cell as lines of text, data as JSON; anything else as it is."""
    if column.kind == "rows" and cell is not None:
        return "\n".join(
            " ".join(filter(None, (shown(c, k.kind, language) for c, k in zip(row, column.columns, strict=True))))
            for row in cell
        )
    if column.kind == "data" and cell is not None:
        from houqin.render.json import compact

        return compact(cell)
    return cell


def _head(field: Field, text: str, kind: Kind, language: Language) -> int:
    """Write a heading, over figures on their side."""
    width = _text(field, text, language, "right" if kind in FIGURES else "left")
    field.font, field.fill = _HEAD, _FILL
    return width


def _lines(value: Any, room: int) -> int:
    """How many lines a cell takes that is so wide; a twentieth is lost where a line breaks."""
    texts = value.split("\n") if isinstance(value, str) else []
    return sum(max(1, -(-columns(text) * 21 // (room * 20))) if columns(text) > room else 1 for text in texts)


def _high(sheet: Worksheet, row: int, lines: int) -> None:
    """Not every program makes a row as high as its wrapped text by itself."""
    if lines > 1:
        sheet.row_dimensions[row].height = min(15.0 * lines, 400.0)


def _wide(sheet: Worksheet, widths: Sequence[int]) -> None:
    for n, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(n)].width = min(max(width, 4), WIDEST) + 2


def _printed(sheet: Worksheet) -> None:
    """On paper: as wide as one page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


# ------------------------------------------------------------ the printed sheet


class _Page:
    """The blocks of a printed sheet, top to bottom, on one sheet."""

    def __init__(self, sheet: Worksheet, language: Language) -> None:
        self.sheet = sheet
        self.language = language
        self.row = 0
        self.widths: list[int] = []
        self.long: list[tuple[int, int, str]] = []
        """Row, first column and text of what runs on over the columns beside it."""

    def lay(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            _LAID[type(block)](self, block)
        _wide(self.sheet, self.widths)
        self._spread()
        self.sheet.sheet_view.showGridLines = False
        _printed(self.sheet)

    def at(self, column: int, cell: Cell, kind: Kind, zero: str = "", *, counts: bool = True) -> Field:
        """Put a cell in the current row; `counts`: its column is made as wide as it is."""
        field = self.sheet.cell(self.row, column)
        width = _put(field, cell, kind, self.language, zero)
        if counts:
            self.widths += [0] * (column - len(self.widths))
            self.widths[column - 1] = max(self.widths[column - 1], width)
        return field

    def running(self, column: int, text: str, font: Font) -> None:
        """Put a text that runs on over the columns to its right."""
        self.at(column, text, "text", counts=False).font = font
        self.long.append((self.row, column, text))

    def _spread(self) -> None:
        """Texts wider than the columns they run over are wrapped there, their row as high as it takes."""
        last = max(len(self.widths), 8)
        across = [self.sheet.column_dimensions[get_column_letter(n)].width for n in range(1, last + 1)]
        for row, column, text in self.long:
            room = int(sum(across[column - 1 :]) * 1.1)  # set in type, a text is narrower than in columns
            field = self.sheet.cell(row, column)
            field.alignment = Alignment(vertical="top", wrap_text=columns(text) > room)
            if columns(text) > room:
                self.sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=last)
                _high(self.sheet, row, _lines(text, room))

    def title(self, title: Title) -> None:
        self.row += 2 if title.level == 2 else 1
        self.running(1, title.text, _TITLES[title.level])

    def line(self, line: Line) -> None:
        self.row += 1
        if line.text.strip():
            self.running(1, " " * line.indent + line.text, _FONTS[line.style])

    def grid(self, grid: Grid) -> None:
        self.row += 1
        for n, (text, kind) in enumerate(zip(grid.headings, grid.kinds, strict=True), 1):
            _head(self.at(n, text, "text"), text, kind, self.language)
        for row in grid.rows:
            self.row += 1
            for n, (cell, kind) in enumerate(zip(row, grid.kinds, strict=True), 1):
                field = self.at(n, cell, kind, grid.zero if grid.zero != "0.00" else "")
                if kind == "difference" and isinstance(cell, int) and cell:
                    field.font = _FONTS["warn"]

    def entry(self, entry: Entry) -> None:
        self.row += 1
        self.at(1, entry.amount, "money").font = _HEAD
        self.running(2, entry.headline, _FONTS[entry.style])
        for label, text in entry.details:
            self.row += 1
            colon = "：" if self.language == "zh" else ": "
            self.running(2, f"{label}{colon}{text}" if label else text, _FONTS["dim"])


_LAID: Mapping[type, Callable[[_Page, Any], None]] = {
    Title: _Page.title,
    Line: _Page.line,
    Grid: _Page.grid,
    Entry: _Page.entry,
}


# ------------------------------------------------------------ the file


def _packed(book: Workbook) -> bytes:
    """The workbook's bytes without the hour: openpyxl puts it into the properties and beside each file."""
    made, result = BytesIO(), BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>", b"", data)
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(member, data)
    return result.getvalue()
