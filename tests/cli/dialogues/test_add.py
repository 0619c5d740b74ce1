"""`houqin add` at a terminal: what is asked, what Enter takes, what Tab completes, and how a wrong answer is met."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from dialogues.talk import talk

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminal there")
CANTEEN = "store/食堂主副食库/2026-10.yaml"


def test_an_acceptance_is_answered_mostly_by_enter(book: Path) -> None:
    """The keeper of the canteen's store: the last store, today, the next number, the usual price; the supplier by Tab."""
    before = (book / CANTEEN).read_bytes()
    code, screen = talk(
        book, "add", "验收", "--today", "2026-10-30",
        turns=[
            ("地点（", "食堂主副食库"), ("日期 [2026-10-30]: ", ""), ("验收 [", ""),
            ("供应商", "cgl\t"), ("城关粮油店", ""),
            ("明细 1: ", "dm 500斤"), ("单价（上次", ""), ("明细 2: ", ""),
            ("签字", "保管员=孙丽"), ("字段=值（回车结束）: ", ""), ("写入账簿吗？", "y"),
        ],
    )  # fmt: skip
    assert code == 0, screen
    assert "dm → 大米" in screen
    added = (book / CANTEEN).read_bytes().removeprefix(before).decode()
    assert added.startswith("- 验收: ")
    assert "  日期: 2026-10-30\n  供应商: 城关粮油店\n  明细:\n    - 大米 500斤 2.62 1310.00\n" in added
    assert "签字: {保管员: 孙丽}" in added
    assert f"已写入 {added.split()[2]} {CANTEEN}:" in screen
    assert "现欠 城关粮油店" in screen


def test_a_wrong_answer_is_told_at_once_and_asked_again(book: Path) -> None:
    code, screen = talk(
        book, "add", "领用", "--today", "2026-10-30",
        turns=[
            ("地点（", "总务库"), ("日期", "2026-13-01"), ("不是日期", ""), ("领用 [", ""), ("部门", "教务处"),
            ("明细 1: ", "复印 3"), ("找不到数量", ""), ("明细 1: ", "云笔 3支"), ("没有登记的物品「云笔」", ""),
            ("明细 1: ", "A4复印纸 1包"), ("明细 2: ", ""), ("签字", ""), ("（回车结束）: ", ""), ("写入账簿吗？", "n"),
        ],
    )  # fmt: skip
    assert code == 1, screen
    assert "没有写入" in screen


def test_what_is_wrong_with_the_whole_is_mended_before_it_is_written(book: Path) -> None:
    """A unit that the paper is not counted in is told at its line; an order that does not exist, once the whole stands."""
    code, screen = talk(
        book, "add", "验收", "--today", "2026-10-30",
        turns=[
            ("地点（", "总务库"), ("日期", ""), ("验收 [", ""), ("供应商", "城关文具店"), ("订单", "DD-9999"),
            ("明细 1: ", "A4复印纸 1桶 5 5.00"), ("没有登记单位「桶」", ""), ("明细 1: ", "A4复印纸 １包 5 5.00"),
            ("明细 2: ", ""), ("签字", ""), ("（回车结束）: ", ""), ("DD-9999 找不到", ""), ("（回车结束）: ", "订单：DD-1010-1"),
            ("（回车结束）: ", ""), ("写入账簿吗？", ""), ("写入账簿吗？", "ｙ"),
        ],
    )  # fmt: skip
    assert code == 0, screen


def test_what_the_command_line_lacks_is_asked_for(book: Path) -> None:
    """The cashier typed whom and how much: how it was paid and of which set is asked, and nothing else."""
    code, screen = talk(
        book, "add", "付款", "收款方=城关粮油店", "金额=３０元", "日期=10月30日", "--today", "2026-10-30",
        turns=[("方式（", "现金"), ("账套（", "学校"), ("写入账簿吗？", "y")],
    )  # fmt: skip
    assert code == 0, screen
    assert "付款还缺几项" in screen
    assert "  日期: 2026-10-30\n  方式: 现金\n  收款方: 城关粮油店\n  金额: 30.00\n" in screen
    assert "学校现金" in screen.rpartition("已写入")[2]


def test_an_answer_that_asks_for_another_is_followed_by_it(book: Path) -> None:
    """By bank: of which account is asked as well, and cannot be left out."""
    code, screen = talk(
        book, "add", "借款", "--today", "2026-10-30",
        turns=[("账套（", "学校"), ("日期", ""), ("借款 [", ""), ("方式（", "银行"), ("借款人", "张建"), ("金额: ", "５００元"),
               ("账户: ", ""), ("账户: ", "6O11"), ("账户: ", "6011"),
               ("（回车结束）: ", ""), ("写入账簿吗？", "n")],
    )  # fmt: skip
    assert code == 1, screen
    assert "张建 → 张建国" in screen
    assert "账户「6O11」没有登记" in screen
    assert '账户: "6011"\n' in screen


@pytest.mark.parametrize(("typed", "ended"), [("\x04\t", 1), ("\x03", 130)], ids=["Ctrl-D", "Ctrl-C"])
def test_it_is_given_up(book: Path, typed: str, ended: int) -> None:
    before = {path: path.read_bytes() for path in book.rglob("*.yaml")}
    code, screen = talk(book, "add", "付款", turns=[("账套（", typed)])
    assert code == ended, screen
    assert "没有写入" in screen
    assert {path: path.read_bytes() for path in book.rglob("*.yaml")} == before


def test_in_english_and_for_a_book_with_english_keys(book: Path) -> None:
    code, screen = talk(
        book, "--lang", "en", "add", "receipt", "--today", "2026-10-30",
        turns=[
            ("set (", "school"), ("date [2026-10-30]: ", ""), ("receipt [", ""), ("via (", "cash"), ("payer", "?"),
            ("payer", "学生"), ("amount", "12,5"), ("amount", "12.50"), ("(Enter ends): ", ""),
            ("Write this into the book?", "y"),
        ],
    )  # fmt: skip
    assert code == 0, screen
    assert "Written: " in screen


def test_a_form_in_an_editor_that_is_wrong_is_opened_again(book: Path, tmp_path: Path) -> None:
    """The first time the keeper forgets the department's line; told so, he opens it again."""
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys, pathlib\n"
        "path = pathlib.Path(sys.argv[1]); text = path.read_text(encoding='utf-8')\n"
        "new = '    - A4复印纸 1包' if '复印' in text else '    - 复印 3'\n"
        "path.write_text(text.replace('    - 复印 3', new).replace('    - \\n', new + '\\n'), encoding='utf-8')\n",
        encoding="utf-8",
    )
    code, screen = talk(
        book, "add", "领用", "地点=总务库", "部门=教务处", "--editor", "--today", "2026-10-30",
        turns=[("再打开改吗？", ""), ("写入账簿吗？", "y")], EDITOR=f"{sys.executable} {editor}",
    )  # fmt: skip
    assert code == 0, screen
    assert "找不到数量" in screen
    assert "A4复印纸 1包" in screen
