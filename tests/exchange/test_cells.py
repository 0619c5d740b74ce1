"""What people type into cells, as the book writes it; what is not plain stays as it is, for the record to refuse."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin.exchange import columns
from houqin.exchange.cells import DAYS, MONEY, QUANTITIES, value
from houqin.exchange.heading import Heading, fields, find, known, named, normal
from houqin.exchange.sheet import Cell, letters, place, sheets
from houqin.records.scalars import Quantity, amount, quantity
from houqin.values import yuan

WRITTEN = [
    ("date", "2026年10月8日", "2026-10-08"),
    ("date", "2026/10/8", "2026-10-08"),
    ("date", "2026.10.08", "2026-10-08"),
    ("date", "20261008", "2026-10-08"),
    ("date", "２０２６－１０－０８", "2026-10-08"),
    ("date", "20261008 09:15:22", "2026-10-08"),
    ("date", "2026-10-08 07:12:09", "2026-10-08"),
    ("date", "46303", "2026-10-08"),  # a spreadsheet's own count of days
    ("date", "2026-02-30", "2026-02-30"),
    ("date", "10月8日", "10月8日"),  # which year?
    ("amount", "¥1,234.50", "1234.50"),
    ("amount", "1234.5元", "1234.50"),
    ("amount", "１，２３４．５", "1234.50"),
    ("amount", "(30)", "-30.00"),
    ("amount", "+30.00", "30.00"),
    ("amount", "30.005", "30.005"),  # a tenth of a fen is nobody's
    ("amount", "叁拾元", "叁拾元"),
    ("unit_price", "2.6", "2.60"),
    ("unit_price", "3.33333333333333", "3.333333"),
    ("unit_price", "168", "168.00"),
    ("quantity", "1,000", "1000 斤"),
    ("quantity", "20.50", "20.5 斤"),
    ("quantity", "5袋", "5 袋"),
    ("quantity", "５ 袋", "5 袋"),
    ("quantity", "半", "半"),
    ("item", "猪　肉", "猪 肉"),
    ("item", "大米\u200b\n（东北）", "大米 （东北）"),
]


@pytest.mark.parametrize(("field", "written", "meant"), WRITTEN)
def test_a_cell_is_what_was_meant(field: str, written: str, meant: str) -> None:
    assert value(Cell(written), field, "斤") == meant


@given(st.integers(-(10**13), 10**13))
def test_money_comes_through_to_the_fen_in_every_dress(fen: int) -> None:
    for dressed in (yuan(fen), f"¥{yuan(fen)}", f"{yuan(fen, grouped=False)} 元"):
        assert amount(value(Cell(dressed), "amount")) == fen


@given(st.integers(0, 10**15))
def test_quantities_come_through_to_the_millionth(parts: int) -> None:
    written = f"{parts // 10**6:,}.{parts % 10**6:06d}"
    assert quantity(value(Cell(written), "quantity", "公斤")) == Quantity(parts, "公斤")


def test_what_a_program_shows_with_two_decimals_is_meant_so() -> None:
    assert value(Cell("95.9595", decimals=2), "amount") == "95.96"
    assert value(Cell("95.9595", decimals=None), "amount") == "95.9595"


def test_a_workbook_s_own_kinds(tmp_path: Path) -> None:
    """Dates, floats that are not quite, percents, numbers of too many digits, errors, yes and no."""
    import datetime

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    cells = [
        datetime.datetime(2026, 10, 8), datetime.datetime(2026, 10, 8, 9, 30), 0.1 + 0.2, 1e-7, 12345678.9, 20260920,
        6217000000006011123, "6217000000006011123", True, "#REF!",
    ]  # fmt: skip
    sheet.append(cells)
    sheet.append([0.13, 95.9595, 95.9595])
    for column, shown in (("A", "0.00%"), ("B", '"¥"#,##0.00_ '), ("C", "General")):
        sheet[f"{column}2"].number_format = shown
    book.create_sheet("隐藏").sheet_state = "hidden"
    book.save(tmp_path / "表.xlsx")
    (read,) = sheets(tmp_path / "表.xlsx")
    first, second = read.rows
    assert [cell.text for cell in first] == [
        "2026-10-08", "2026-10-08 09:30", "0.3", "0.0000001", "12345678.9", "20260920", first[6].text,
        "6217000000006011123", "是", "#REF!",
    ]  # fmt: skip
    assert first[6].text.startswith("62170000000060")
    assert [cell.long for cell in first] == [False] * 6 + [True] + [False] * 3
    assert first[-1].error
    assert [(cell.text, cell.decimals) for cell in second] == [("13%", None), ("95.9595", 2), ("95.9595", None)]
    assert place(read, 1, 27) == "表.xlsx Sheet!AB2"
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_of_every_kind(encoding: str, delimiter: str, tmp_path: Path) -> None:
    """𠮷 is in GB18030 and not in GBK; a leading ' and =\"…\" mark texts; trailing commas are nothing."""
    lines = [["品名", "卡号", "备注", ""], ["𠮷祥大米", "'6217000000006011123", '"="00""12"""', ""]]
    (tmp_path / "表.csv").write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    (sheet,) = sheets(tmp_path / "表.csv")
    assert [cell.text for cell in sheet.rows[0]] == ["品名", "卡号", "备注"]
    assert [cell.text for cell in sheet.rows[1]][:2] == ["𠮷祥大米", "6217000000006011123"]


# ------------------------------------------------------------ headings


@pytest.mark.parametrize("type_", columns.TYPES)
def test_every_heading_is_of_a_field_that_the_record_has(type_: str) -> None:
    own, line = fields(type_)
    extra = {columns.PASSED, columns.SKIP, columns.STATUS, columns.UNIT, "side", "place"}
    assert set(columns.TYPES[type_]) <= own | line | extra
    seen: dict[str, str] = {}
    for field, headings in columns.TYPES[type_].items():
        for heading in headings:
            assert seen.setdefault(normal(heading), field) == field, heading


def test_which_cells_are_dates_and_money_is_said_of_fields_that_exist() -> None:
    known_ = set().union(*(set().union(*fields(type_)) for type_ in columns.TYPES))
    assert known_ >= DAYS | QUANTITIES | MONEY


def test_headings_are_known_whatever_their_dress() -> None:
    for heading in ("金额（元）", "金额(元)", " 金 额 ", "金额：", "*金额", "折后金额", "amount"):
        assert (known(heading, "acceptance") or ("",))[0] == "amount", heading
    assert (known("单价", "issue") or ("",))[0] == columns.PASSED  # an issue has no price
    assert (known("供货单位", "acceptance") or ("",))[0] == "supplier"
    assert known("天气", "acceptance") is None
    assert [named(word, "acceptance") for word in ("物品", "item", "过称人", "略过", "skip", "天气")] == [
        "item", "item", "weigher", "skip", "skip", None,
    ]  # fmt: skip


def found(text: str, type_: str, folder: Path) -> Heading:
    (folder / "表.csv").write_text(text, encoding="utf-8")
    heading = find(sheets(folder / "表.csv")[0], type_)
    assert heading
    return heading


def test_prefaces_are_no_headings(tmp_path: Path) -> None:
    heading = found("入库单\n日期,2026-10-08,编号,7\n品名,数量,单位,单价\n大米,1,斤,2\n", "acceptance", tmp_path)
    assert (heading.top, heading.first) == (2, 3)


def test_of_two_headings_for_one_field_the_better_is_taken(tmp_path: Path) -> None:
    heading = found("品名,应收数量,实收数量,合格数量,折前金额,折后金额\n大米,9,9,8,9,8\n", "acceptance", tmp_path)
    assert [column.field for column in heading.columns] == ["item", "delivered", "-", "quantity", "-", "amount"]
