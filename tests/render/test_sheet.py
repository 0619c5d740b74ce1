"""The sheet on paper and on the screen, in both languages, narrow and wide."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from houqin.render import render
from houqin.report import Entry, Grid, Line, Report, Title

from .october import REPORT, canteen

if TYPE_CHECKING:
    from houqin.messages import Language

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def sheet(*blocks: Title | Line | Grid | Entry) -> Report:
    return Report("sheet", {}, (), blocks)


def plain(report: Report, width: int | None = None, language: Language = "zh") -> str:
    return render(report, "plain", language, width=width, color=False)


@pytest.mark.parametrize(("width", "golden"), [(None, "october.txt"), (60, "october-60.txt")])
def test_a_months_end_on_a_wide_and_on_a_narrow_screen(width: int | None, golden: str) -> None:
    assert plain(REPORT, width) == Path(__file__).with_name(golden).read_text(encoding="utf-8")


def test_every_kind_of_cell_is_shown_as_a_bursar_writes_it() -> None:
    grid = Grid(
        ("类别", "物品", "数量", "人次", "金额", "日期", "月份", "核对"),
        ("name", "text", "quantity", "count", "money", "date", "month", "mark"),
        (
            ("food", "大米", 6000500000, 14244, -123456, 20261031, "2026-10", "✓"),
            ("stock", "A4纸", *[None] * 6),
        ),
    )
    assert plain(sheet(grid)) == (
        " 类别 物品    数量   人次      金额 日期       月份    核对\n"
        " 食材 大米 6,000.5 14,244 -1,234.56 2026-10-31 2026-10 ✓\n"
        " 存货 A4纸\n"
    )


def test_a_grid_too_wide_for_the_screen_is_read_row_by_row() -> None:
    assert plain(sheet(canteen()), 40) == (
        " 1302 库存物品-食材\n"
        "   总账   12,225.36\n"
        "   明细账 12,225.36\n"
        "   差额           ≡\n"
        " 2307 其他应付款-学校（贷）\n"
        "   总账        0.00\n"
        "   明细账  6,420.00\n"
        "   差额   -6,420.00\n"
        "   未达   -6,420.00\n"
    )


def test_a_row_of_figures_alone_still_begins_a_block() -> None:
    grid = Grid(("应付账款", "预收账款"), ("part", "part"), ((1234567890, 0), (0, 100)))
    assert plain(sheet(grid), 20) == " -\n   应付账款\n     12,345,678.90\n -\n   预收账款 1.00\n"


def test_a_long_remark_in_a_block_is_wrapped_under_its_heading() -> None:
    grid = Grid(("物品", "金额", "备注"), ("text", "money", "text"), (("硒鼓", 370000, "货到票未到，月末暂估"),))
    assert plain(sheet(grid), 20) == (" 硒鼓\n   金额 3,700.00\n   备注 货到票未到，\n     月末暂估\n")


TONER = Entry(
    370000,
    "待记 账账 学校 YS-1029-1 硒鼓 20 个，货到票未到",
    (("记录", "YS-1029-1 store/总务库/2026-10.yaml:127"), ("", "DD-1027-1"), ("办理", "学校会计。")),
    "warn",
)


def test_an_entry_stands_under_its_figure() -> None:
    assert plain(sheet(TONER)) == (
        "   3,700.00 待记 账账 学校 YS-1029-1 硒鼓 20 个，货到票未到\n"
        "            记录：YS-1029-1 store/总务库/2026-10.yaml:127\n"
        "                  DD-1027-1\n"
        "            办理：学校会计。\n"
    )


def test_an_entry_on_a_narrow_screen_breaks_between_words_and_never_in_a_place() -> None:
    assert plain(sheet(TONER), 36) == (
        "3,700.00 待记 账账 学校 YS-1029-1 硒\n"
        "  鼓 20 个，货到票未到\n"
        "  记录：YS-1029-1\n"
        "       store/总务库/2026-10.yaml:127\n"
        "        DD-1027-1\n"
        "  办理：学校会计。\n"
    )


def test_an_entry_in_english() -> None:
    entry = Entry(
        123456789012,
        "unexplained, canteen: 大米 is 1,500 jin short",
        (
            ("records", "SCK-1030-1"),
            ("", "SPD-1030-1"),
            ("next step", "look for the kitchen's copy of the slip."),
        ),
    )
    assert plain(sheet(entry), 60, "en") == (
        "1,234,567,890.12 unexplained, canteen: 大米 is 1,500 jin\n"
        "            short\n"
        "            records: SCK-1030-1\n"
        "                     SPD-1030-1\n"
        "            next step: look for the kitchen's copy of the\n"
        "                       slip.\n"
    )


def test_sections_are_set_apart_by_a_blank_line_and_the_sheet_begins_without_one() -> None:
    head, section, part = Title("城关实验学校", 1), Title("一、账账"), Title("食堂", 3)
    assert plain(sheet(head, section, part)) == "城关实验学校\n\n一、账账\n食堂\n"
    assert plain(sheet(section, section)) == "一、账账\n\n一、账账\n"


def test_an_empty_grid_still_shows_what_it_would_hold() -> None:
    assert plain(sheet(Grid(("物品", "金额"), ("text", "money"), ()))) == " 物品 金额\n"


def test_paragraphs_keep_their_indent_when_wrapped() -> None:
    text = "6011 基本户：日记账 181,267.95 ＋银收企未收 6,420.00"
    assert plain(sheet(Line(text, 2)), 30) == "  6011 基本户：日记账\n  181,267.95 ＋银收企未收\n  6,420.00\n"
    assert plain(sheet(Line("    对账单 191,060.35 相符", 2)), 24) == "      对账单 191,060.35\n      相符\n"


@pytest.mark.parametrize("width", [None, 40, 60, 80, 120])
def test_the_terminal_says_what_the_plain_text_says(width: int | None) -> None:
    text = plain(REPORT, width)
    assert render(REPORT, "table", "zh", width=width, color=False) == text
    painted = render(REPORT, "table", "zh", width=width, color=True)
    assert painted != text
    assert ANSI.sub("", painted) == text


def test_colours_mark_the_figure_the_word_and_the_signs() -> None:
    grid = Grid(("名称", "差额"), ("text", "difference"), (("大米", "✓"), ("菜油", 4500), ("面粉", 0)), "·")
    painted = render(sheet(TONER, grid), "table", "zh", width=None, color=True)
    assert painted.startswith("\x1b[1m   3,700.00\x1b[0m \x1b[33m待记\x1b[0m 账账 学校")
    assert "\n 大米\x1b[32m     ✓\x1b[0m\n 菜油\x1b[33m 45.00\x1b[0m\n 面粉\x1b[2m     ·\x1b[0m\n" in painted


@pytest.mark.parametrize(("format", "color"), [("plain", True), ("table", False), ("json", True), ("csv", True)])
def test_no_colour_unless_asked_for(format: str, color: bool) -> None:
    assert "\x1b" not in render(REPORT, format, "zh", width=80, color=color)


def test_a_name_full_of_tricks_is_printed_as_it_stands() -> None:
    name = "课桌[red]椅[/b] :smile: [link=file:///etc/passwd]"
    report = sheet(Line(name), Grid(("名称",), ("text",), ((name,),)), Entry(100, name, ((name, name),)))
    for color in (False, True):
        text = ANSI.sub("", render(report, "table", "zh", width=None, color=color))
        assert text.count(name) == 5


def test_nothing_in_a_record_commands_the_terminal() -> None:
    evil = "大米\x1b[2J\x9b31m\u202e斤\u200b\x07\x7f\udc80\u2028乙\r\n丙\t丁"
    shown = "大米�[2J�31m�斤����" + "�乙 丙 丁"
    blocks = (Title(evil), Line(evil), Grid((evil,), ("text",), ((evil,),)), Entry(0, evil, ((evil, evil),)))
    for format in ("plain", "table"):
        text = render(sheet(*blocks), format, "zh", width=None, color=False)
        assert text.count(shown) == 7
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u202e\ud800-\udfff]", text)


def test_each_line_ends_where_its_text_ends() -> None:
    for width in (None, 20, 47, 48, 79, 120):
        text = plain(REPORT, width)
        assert text.endswith("\n")
        assert not any(line != line.rstrip() for line in text.split("\n"))


def test_an_unknown_format_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="pdf"):
        render(REPORT, "pdf", "zh", width=None, color=False)
