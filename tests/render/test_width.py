"""How wide Chinese is, where a line may be broken, and that a figure is whole at any width."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin.render import render
from houqin.render.width import columns, left, right, wrap
from houqin.report import Entry, Grid, Kind, Line, Report, Title
from houqin.values import number, yuan

if TYPE_CHECKING:
    from houqin.messages import Language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("1,234.50", 8),
        ("大米", 4),
        ("A4纸", 4),
        ("（贷）", 6),
        ("✓·—≡", 4),
        ("é", 1),
        ("e\u0301", 1),
        ("𠮷", 2),
    ],
)
def test_columns_of_a_text(text: str, expected: int) -> None:
    assert columns(text) == expected
    assert left(text, 10) == text + " " * (10 - expected)
    assert right(text, 10) == " " * (10 - expected) + text


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("大米盘亏 1506 斤", 8, ["大米盘亏", "1506 斤"]),
        ("应付账款，金额", 8, ["应付账", "款，金额"]),  # the comma does not begin a line
        ("短少（三斤）多", 7, ["短少", "（三", "斤）多"]),  # nor does the bracket end one
        ("附件 记-14，食记-10", 9, ["附件", "记-14，", "食记-10"]),
        ("见 accounts/学校/2026-10.yaml:136", 16, ["见", "accounts/学校/2026-10.yaml:136"]),
        ("GD-永安-10 五金", 8, ["GD-永安-10", "五金"]),
        ("合计 19,226,000.00 元", 10, ["合计", "19,226,000.00", "元"]),
        ("损耗 0.06%，定额内", 10, ["损耗", "0.06%，定", "额内"]),
        ("look at 2026-10/记-1 first", 12, ["look at", "2026-10/记-1", "first"]),
        ("2.60 元/斤", 5, ["2.60", "元/斤"]),
        ("甲　　乙", 4, ["甲", "乙"]),
        ("", 4, [""]),
    ],
)
def test_where_a_line_is_broken(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_without_a_width_nothing_is_wrapped() -> None:
    text = "大米" * 500
    assert wrap(text, None, 2, 4) == ["  " + text]


def test_a_word_too_long_for_its_indent_moves_left_before_it_sticks_out() -> None:
    assert wrap("见 SCK-1030-1", 12, 2, 6) == ["  见", "  SCK-1030-1"]


AMOUNTS = st.one_of(st.integers(-(10**15), 10**15), st.sampled_from((0, 1, -1, 10**11 - 1)))
WORDS = st.text("大米盘亏，。（）：记-14/SCK .%疑", max_size=30)
KINDS: tuple[Kind, ...] = ("text", "money", "difference", "quantity", "text", "money")
ROWS = st.tuples(WORDS, AMOUNTS, AMOUNTS, AMOUNTS, WORDS, AMOUNTS)


def figures(rows: list[tuple[str, int, int, int, str, int]], amount: int) -> list[str]:
    shown = [yuan(amount)]
    for _, first, second, quantity, _, last in rows:
        shown += [yuan(a) for a in (first, second, last) if a]
        shown += [number(quantity, grouped=True)] if quantity else []
    return shown


def unbroken(line: str) -> bool:
    """Whether the line is one piece: no place in it where it could have been broken."""
    return len(wrap(line.strip(), 1)) == 1


@given(st.lists(ROWS, max_size=3), AMOUNTS, WORDS, st.integers(20, 200), st.sampled_from(("zh", "en")))
def test_every_figure_is_whole_and_every_line_fits(
    rows: list[tuple[str, int, int, int, str, int]], amount: int, words: str, width: int, language: Language
) -> None:
    # A figure stands among words that break anywhere: in a sentence, at the margin, in a grid or its blocks.
    told = f"{words}共 {yuan(amount)} 元，{words}"
    blocks = (
        Title(told),
        Line(told, 4),
        Grid(("名称", "金额", "差额", "数量", "备注说明", "累计余额"), KINDS, rows, zero="·"),
        Entry(amount, told, (("记录", told), ("", told), ("a label in English", words)), "bad"),
    )
    report = Report("sheet", {}, (), blocks)
    for format in ("plain", "table"):
        painted = render(report, format, language, width=width, color=True)
        lines = re.sub(r"\x1b\[[0-9;]*m", "", painted).splitlines()
        for figure in figures(rows, amount):
            whole = re.compile(rf"(?<![\d,.]){re.escape(figure)}(?![\d,]|\.\d)")
            assert any(whole.search(line) for line in lines), (figure, lines)
        assert sum(yuan(amount) in line for line in lines) >= 5
        for line in lines:
            assert columns(line) <= width or unbroken(line), line


@given(st.lists(ROWS, max_size=3), WORDS)
def test_wrapping_loses_no_word(rows: list[tuple[str, int, int, int, str, int]], words: str) -> None:
    text = words + "".join(row[0] + row[4] for row in rows)
    for width in (1, 7, 20, 60):
        assert "".join("".join(wrap(text, width, 2, 4)).split()) == "".join(text.split())
