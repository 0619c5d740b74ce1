"""What programs and spreadsheets read: JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin.render import render
from houqin.report import Column, Report, Table

from .october import REPORT

if TYPE_CHECKING:
    from houqin.messages import Language


def as_json(report: Report) -> str:
    return render(report, "json", "zh", width=None, color=False)


def as_csv(report: Report, language: Language = "zh", table: str | None = None) -> str:
    return render(report, "csv", language, width=20, color=True, table=table)


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def one(kind: Any, *cells: Any, key: str = "name") -> Report:
    return Report("one", {}, (Table("lines", (Column(key, kind),), [(cell,) for cell in cells]),))


def test_json_has_a_fact_a_line_and_a_row_a_line() -> None:
    assert as_json(REPORT) == (
        "{\n"
        '  "version": 1,\n'
        '  "month": "2026-10",\n'
        '  "status": "open",\n'
        '  "lines": [\n'
        '    {"set": "school", "account": "1302.01", "name": "库存物品-办公用品", "ledger": "6110.00", '
        '"outside": {"amount": "9634.50", "date": "2026-10-30"}, '
        '"book_to_book": {"difference": "-3587.50", "gross": "3812.50"}, "records": []},\n'
        '    {"set": "canteen", "account": "2302", "name": "应付账款", "ledger": "239639.00", '
        '"outside": null, "book_to_book": {"difference": "0.00", "gross": "0.00"}, '
        '"quantity": "-1500", "records": [{"id": "FP-1", "line": 8}]}\n'
        "  ],\n"
        '  "findings": []\n'
        "}\n"
    )


def test_an_object_with_one_cell_keeps_its_empty_keys_but_not_the_optional_ones() -> None:
    columns = (
        Column("outside.amount", "money"),
        Column("outside.date", "date"),
        Column("outside.covered?", "count"),
        Column("ledger", "money"),
        Column("note?", "text"),
    )
    rows = ((None, 20261030, None, None, None), (None, None, 2, 5, "迟"), (None, None, None, 0, ""))
    read = json.loads(as_json(Report("r", {}, (Table("lines", columns, rows),))))
    assert read["lines"] == [
        {"outside": {"amount": None, "date": "2026-10-30"}, "ledger": None},
        {"outside": {"amount": None, "date": None, "covered": 2}, "ledger": "0.05", "note": "迟"},
        {"outside": None, "ledger": "0.00", "note": ""},
    ]


def test_a_report_without_facts_or_tables_is_still_an_object() -> None:
    assert json.loads(as_json(Report("empty", {}, ()))) == {}


TEXTS = st.text(st.characters(blacklist_categories=()), max_size=20)  # halves of characters and controls too
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=5,
)


@given(TEXTS, st.integers(-(10**15), 10**15), PLAIN)
def test_whatever_is_in_the_books_comes_back_from_json(text: str, fen: int, data: Any) -> None:
    columns = (
        Column("name", "text"),
        Column("a.amount", "money"),
        Column("quantity", "quantity"),
        Column("data", "data"),
    )
    report = Report("r", {"school": text}, (Table("lines", columns, ((text, fen, fen * 10000, data),)),))
    written = as_json(report)
    back = json.loads(written.encode("utf-8"))
    assert back["school"] == text
    assert back["lines"][0]["name"] == text
    assert back["lines"][0]["data"] == data
    assert round(float(back["lines"][0]["a"]["amount"]) * 100) == fen
    assert float(back["lines"][0]["quantity"]) == float(back["lines"][0]["a"]["amount"])
    assert written == as_json(report)


def test_json_says_no_to_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        as_json(one("data", float("nan")))


def test_csv_has_headings_and_names_in_the_readers_language_and_raw_figures() -> None:
    assert [row[0] for row in read(as_csv(REPORT, "en"))] == ["set", "school", "canteen"]
    assert read(as_csv(REPORT))[1:] == [
        [
            "学校",
            "1302.01",
            "库存物品-办公用品",
            "6110.00",
            "9634.50",
            "2026-10-30",
            "",
            "-3587.50",
            "3812.50",
            "",
            "[]",
        ],
        [
            "食堂",
            "2302",
            "应付账款",
            "239639.00",
            "",
            "",
            "",
            "0.00",
            "0.00",
            "-1500",
            '[{"id": "FP-1", "line": 8}]',
        ],
    ]
    columns = (
        Column("account", "text"),
        Column("book_to_book.gross", "money"),
        Column("unit_price?", "money"),
    )
    report = Report("r", {}, (Table("lines", columns, (("1302", 5, None),)),))
    assert as_csv(report) == "科目,账账 绝对额,单价\n1302,0.05,\n"
    assert as_csv(report, "en") == "account,book to book gross,unit price\n1302,0.05,\n"


def test_csv_is_of_the_table_asked_for() -> None:
    report = Report("r", {}, (*REPORT.tables, Table("timing", (Column("amount", "money"),), ((3000,),))))
    assert as_csv(report, table="timing") == "金额\n30.00\n"
    assert as_csv(report) == as_csv(REPORT, table="lines")
    with pytest.raises(KeyError, match="nothing"):
        as_csv(report, table="nothing")
    with pytest.raises(KeyError):
        as_csv(Report("empty", {}, ()))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        '=HYPERLINK("http://x","点")',
        "  =1",
        "　＝1+1",
        "|cmd",
        "%0A",
        "'=1",
    ],
)
def test_a_spreadsheet_runs_nothing_that_stands_in_the_books(text: str) -> None:
    [[_], [cell]] = read(as_csv(one("text", text)))
    assert cell == "'" + text


@pytest.mark.parametrize("text", ["大米", "O'Neil", "'quoted'", "A4=纸", "", "-5", "+8.5%", "记-1"])
def test_a_harmless_text_is_left_alone(text: str) -> None:
    assert read(as_csv(one("text", text)))[1] == [text]


@given(st.integers(-(10**15), 10**15))
def test_a_figure_never_gets_an_apostrophe(parts: int) -> None:
    for kind in ("money", "difference", "quantity", "count"):
        assert read(as_csv(one(kind, parts)))[1][0].lstrip("-")[0].isdigit()


VISIBLE = st.text(
    st.characters(blacklist_categories=("Cc", "Cf", "Cn", "Cs", "Zl", "Zp")) | st.sampled_from("\"\n\r\t,'=+-@ "),
    max_size=12,
)


@given(st.lists(VISIBLE, min_size=1))
def test_each_text_comes_back_from_csv_with_at_most_one_apostrophe_more(texts: list[str]) -> None:
    back = [row[0] for row in read(as_csv(one("text", *texts)))[1:]]
    assert len(back) == len(texts)
    assert all(cell in (text, "'" + text) for cell, text in zip(back, texts, strict=True))


def test_data_in_csv_is_compact_json() -> None:
    assert read(as_csv(one("data", {"id": "验收，1"}, None, "=1")))[1:] == [
        ['{"id": "验收，1"}'],
        [""],
        ['"=1"'],
    ]


PROGRAM = """
import sys
from houqin.render import render
from houqin.report import Line, Report, Table
assert not {"rich", "json", "csv", "houqin.render.layout"} & sys.modules.keys()
report = Report("r", {}, (Table("t", (), ()),), (Line("大米"),))
render(report, sys.argv[1], "zh", width=80, color=sys.argv[2] == "color")
print(*sorted({"rich", "json", "csv", "pydantic", "yaml", "openpyxl"} & sys.modules.keys()))
"""


@pytest.mark.parametrize(
    ("format", "color", "loaded"),
    [
        ("plain", "color", ""),
        ("table", "none", ""),
        ("table", "color", "rich"),
        ("json", "color", "json"),
        ("csv", "color", ""),
        ("xlsx", "color", "openpyxl"),
    ],
)
def test_each_format_loads_only_what_it_needs(format: str, color: str, loaded: str) -> None:
    # -S: the start-up files of installed packages import at will, and would hide what we import.
    here = {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    program = [sys.executable, "-S", "-c", PROGRAM, format, color]
    done = subprocess.run(program, capture_output=True, text=True, env=here, check=True)
    assert done.stdout.strip() == loaded
