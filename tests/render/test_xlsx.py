"""The workbook: figures are numbers and dates dates, a text stays the text it is, and a spreadsheet runs nothing."""

from __future__ import annotations

import datetime
import io
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houqin.render import render, xlsx
from houqin.render.cells import heading
from houqin.render.width import UNSEEN, columns
from houqin.report import Column, Entry, Grid, Line, Report, Table, Title

from .october import REPORT

if TYPE_CHECKING:
    from pathlib import Path

    from houqin.messages import Language


def workbook(report: Report, language: Language = "zh", table: str | None = None) -> bytes:
    made = render(report, "xlsx", language, width=None, color=False, table=table)
    assert isinstance(made, bytes)
    return made


def opened(report: Report, language: Language = "zh", table: str | None = None) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(report, language, table)))


def one(kind: Any, *cells: Any) -> Any:
    """A sheet with one column of such cells."""
    report = Report("one", {}, (Table("lines", (Column("name", kind),), [(cell,) for cell in cells]),))
    return opened(report).worksheets[0]


def values(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


# ------------------------------------------------------------ figures


def test_the_figures_of_october_come_back_to_the_fen() -> None:
    for language in ("zh", "en"):
        book = opened(REPORT, language)  # type: ignore[arg-type]
        table = REPORT.tables[0]
        sheet = book.worksheets[1]
        assert values(sheet)[0] == [heading(c.key, language) for c in table.columns]  # type: ignore[arg-type]
        for row, cells in zip(table.rows, values(sheet)[1:], strict=True):
            for cell, column, read in zip(row, table.columns, cells, strict=True):
                if column.kind in ("money", "difference"):
                    assert read is None if cell is None else round(Decimal(str(read)) * 100) == cell
        assert values(sheet)[1][0] == {"zh": "学校", "en": "school"}[language]


def test_numbers_are_numbers_as_a_bursar_writes_them() -> None:
    def told(kind: Any, cell: Any) -> tuple[Any, str, str]:
        field = one(kind, cell)["A2"]
        return field.value, field.data_type, field.number_format

    assert told("money", 123450) == (1234.5, "n", "#,##0.00")
    assert told("difference", -1) == (-0.01, "n", "#,##0.00")
    assert told("quantity", 1506_000000) == (1506, "n", "#,##0")
    assert told("quantity", 1) == (0.000001, "n", "#,##0.000000")
    assert told("quantity", -2_500000) == (-2.5, "n", "#,##0.0")
    assert told("count", 54611) == (54611, "n", "#,##0")
    assert told("date", 20261031) == (datetime.datetime(2026, 10, 31), "d", "yyyy-mm-dd")
    assert told("month", "2026-10") == ("2026-10", "s", "General")
    assert told("flag", True)[:2] == ("是", "s")
    assert told("money", None)[0] is None


@given(st.lists(st.integers(-(10**15) + 1, 10**15 - 1), min_size=1, max_size=20))
@settings(max_examples=20, deadline=None)
def test_every_sum_comes_back_to_the_fen(fen: list[int]) -> None:
    back = [row[0].value for row in one("money", *fen).iter_rows(min_row=2)]
    assert [round(Decimal(str(amount)) * 100) for amount in back] == fen


def test_a_figure_longer_than_a_spreadsheet_can_keep_stands_as_text() -> None:
    sheet = one("money", 10**15 + 1, -(10**19))
    assert [(row[0].value, row[0].data_type) for row in sheet.iter_rows(min_row=2)] == [
        ("10,000,000,000,000.01", "s"),
        ("-100,000,000,000,000,000.00", "s"),
    ]


def test_a_day_before_spreadsheets_begin_stands_as_text() -> None:
    assert values(one("date", 18990101, 19000301))[1:] == [["1899-01-01"], [datetime.datetime(1900, 3, 1)]]


# ------------------------------------------------------------ texts

PAYLOADS = (
    "=1+1", "=HYPERLINK(\"http://x\",\"点\")", "=cmd|'/C calc'!A0", "+1+cmd", "-2+3", "@SUM(A1)", "\t=1", "  =1",
    "　＝1+1", "＝1+1", "＋1", "－1", "＠a", "|cmd", "%0A", "'=1", "=", "#N/A", "#REF!", "TRUE", "1e5", "-5", "+8.5%",
    "12345678901234567890", "110101199001011234", "001", "1-2", "3/4", "2026-10-31", "10:30", "<b>", "&amp;", "]]>",
    "a\nb", " 前后有空格 ", "𠮷", "课桌[red]椅", "{=1+1}", "DDE(\"a\")", "=1+1\n=2", "_x000", "x_x0041",
)  # fmt: skip


def test_whatever_stands_in_the_books_is_a_text_and_the_same_text() -> None:
    sheet = one("text", *PAYLOADS)
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == list(PAYLOADS)
    assert {row[0].data_type for row in sheet.iter_rows()} == {"s"}


def test_no_file_of_the_workbook_holds_a_formula() -> None:
    cells = [(text, text) for text in PAYLOADS]
    report = Report(
        "one", {}, (Table("lines", (Column("name", "text"), Column("note", "data")), cells),),
        (Title("=1+1", 1), Line("=1+1"), Grid(("=1+1",), ("money",), (("=1+1",),)), Entry(1, "=1+1", (("=1", "=1"),))),
    )  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(workbook(report))) as packed:
        sheets = [packed.read(name) for name in packed.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) == 2
    assert not any(re.search(rb"<f[ >/]|t=\"(str|e|b)\"", sheet) for sheet in sheets)


def test_what_would_be_a_formula_once_edited_keeps_its_apostrophe() -> None:
    sheet = one("text", "=1+1", "大米", "-5")
    assert [row[0].quotePrefix for row in sheet.iter_rows(min_row=2)] == [True, False, False]


@given(st.lists(st.text(st.characters(blacklist_categories=()), max_size=20), min_size=1))
@settings(max_examples=30, deadline=None)
def test_any_text_at_all_is_written_and_read_again(texts: list[str]) -> None:
    def seen(text: str) -> str:
        text = re.sub(r"\r\n?", "\n", UNSEEN.sub("\ufffd", text))
        return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)

    back = [row[0].value for row in one("text", *texts).iter_rows(min_row=2)]
    for text, read in zip_longest([seen(t) for t in texts], back):
        assert (read or "") == text


def test_a_text_too_long_for_a_cell_says_that_it_is_cut() -> None:
    [[_], [whole], [cut], [wide]] = values(one("text", "米" * 32_767, "米" * 32_768, "𠮷" * 20_000))
    assert whole == "米" * 32_767
    assert cut.endswith("米…（全文 32768 字，见 --format json）")
    assert len(cut) == 32_767
    assert wide.endswith("𠮷…（全文 20000 字，见 --format json）")
    assert len(wide.encode("utf-16-le")) // 2 <= 32_767


# ------------------------------------------------------------ the workbook

NESTED = Table(
    "findings",
    (
        Column("id", "text"),
        Column("settled_by", "name"),
        Column("effects", "rows", (Column("set", "set"), Column("amount", "money"))),
    ),
    (("a1", "accountant", (("canteen", -390810), ("school", 5))), ("b2", None, ())),
)


def test_rows_inside_a_cell_are_lines_there_and_a_sheet_of_their_own() -> None:
    book = opened(Report("reconcile", {}, (NESTED,)))
    assert values(book["要处理的"])[1:] == [["a1", "会计", "食堂 -3,908.10\n学校 0.05"], ["b2", None, None]]
    assert book.sheetnames == ["要处理的", "要处理的 影响"]
    assert values(book["要处理的 影响"]) == [
        ["要处理的 编号", "账套", "金额"],
        ["a1", "食堂", -3908.1],
        ["a1", "学校", 0.05],
    ]


def test_headings_stay_in_sight_filter_and_repeat_on_paper() -> None:
    sheet = opened(REPORT).worksheets[1]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
    assert sheet.print_title_rows == "$1:$1"
    assert all(cell.font.bold for cell in sheet[1])


def test_a_column_is_as_wide_as_its_chinese() -> None:
    name = "库存物品-低值在库（贷）"
    sheet = one("text", name, "米")
    assert columns(name) < sheet.column_dimensions["A"].width < columns(name) + 5
    assert one("text", "米" * 200).column_dimensions["A"].width < 70
    assert one("money", 123456789012).column_dimensions["A"].width > len("1,234,567,890.12")


def test_the_printed_sheet_comes_first_with_real_figures() -> None:
    sheet = opened(REPORT).worksheets[0]
    read = values(sheet)
    assert read[0][0].startswith("城关实验学校")
    row = next(row for row in read if row[0] == "1302.01")
    assert row[:5] == ["1302.01", "库存物品-办公用品", 6110, 9697.5, -3587.5]
    assert [row[0] for row in read if str(row[1]).startswith("未明 账实 食堂 大米")] == [3908.1]
    [zero] = [cell for cell in sheet[read.index(row) + 1] if cell.column == 6]
    assert (zero.value, zero.number_format) == (0, '#,##0.00;-#,##0.00;"·"')


@pytest.mark.parametrize("key", ["a/b:c*d?[e]\\f", "'引号'", "很长的名字" * 10, "", "history", "\x00"])
def test_a_sheets_name_is_one_that_a_spreadsheet_takes(key: str) -> None:
    report = Report("r", {}, (Table(key, (), ()), Table(key, (), ()), Table(key.upper(), (), ())))
    names = opened(report).sheetnames
    assert len({name.casefold() for name in names}) == 3
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)
        assert name.casefold() != "history"


def test_more_rows_than_a_sheet_holds_go_on_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 2)
    report = Report("r", {}, (Table("lines", (Column("amount", "money"),), [(n,) for n in (100, 200, 300)]),))
    book = opened(report)
    assert [values(sheet) for sheet in book] == [[["金额"], [1], [2]], [["金额"], [3]]]


def test_one_table_alone_where_it_is_asked_for() -> None:
    assert len(opened(REPORT, table="lines").sheetnames) == 1 + len(
        [c for c in REPORT.tables[0].columns if c.kind == "rows"]
    )
    with pytest.raises(KeyError):
        workbook(REPORT, table="nothing")
    assert len(opened(Report("empty", {}, ())).sheetnames) == 1


def test_the_same_report_is_the_same_bytes() -> None:
    assert workbook(REPORT) == workbook(REPORT)
    with zipfile.ZipFile(io.BytesIO(workbook(REPORT))) as packed:
        assert {member.date_time[0] for member in packed.infolist()} == {1980}
        assert b"dcterms" not in re.sub(rb'xmlns:\w+="[^"]*"', b"", packed.read("docProps/core.xml"))


# ------------------------------------------------------------ another program

OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_reads_the_same(tmp_path: Path) -> None:
    """Written, opened and saved by LibreOffice, read back: the figures to the fen, the texts letter by letter."""
    texts = [*PAYLOADS, "_x0041_"]
    fen = [123450, -1, 0, 10**15 - 1, *range(100, 100 + len(texts) - 4)]
    columns_ = (Column("name", "text"), Column("amount", "money"), Column("date", "date"))
    report = Report("r", {}, (Table("lines", columns_, [(*two, 20261031) for two in zip(texts, fen, strict=True)]),))
    (tmp_path / "in.xlsx").write_bytes(workbook(report))
    assert OFFICE is not None
    command = [
        OFFICE,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run(
        [*command, "--outdir", tmp_path / "out", tmp_path / "in.xlsx"], check=True, capture_output=True, timeout=100
    )
    read = values(openpyxl.load_workbook(tmp_path / "out" / "in.xlsx").worksheets[0])[1:]
    assert [row[0] for row in read[:-1]] == [*texts[:-1]]
    assert [round(Decimal(str(row[1])) * 100) for row in read] == fen
    assert {row[2] for row in read} == {datetime.datetime(2026, 10, 31)}
