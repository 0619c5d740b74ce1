"""What a slip calls an item: its own name, or an alias that the register gives it (别名)."""

from __future__ import annotations

import pytest

from houqin.book.index import open_book
from houqin.reports.listing import listing

from .book import BUYER, CHECKS, GENERAL, REGISTERS, Small, said
from .test_wrong import only

PAPER = "{物品: 复印纸, 性质: 存货"


def called(book: Small, *aliases: str, of: str = "复印纸") -> Small:
    """An item of the register gets aliases."""
    words = f"{{物品: {of}, 别名: [{', '.join(aliases)}]"
    book.registers["items"] = book.registers["items"].replace(f"{{物品: {of}", words)
    return book


def test_an_acceptance_an_issue_and_a_count_by_an_alias(book: Small) -> None:
    called(book, "打印纸", "A4纸").change(GENERAL, "复印纸 10箱", "打印纸 10箱").change(
        GENERAL, "复印纸 50包", "A4纸 50包"
    )
    said(book.change(CHECKS, "复印纸 130包", "打印纸 130包")).silent()


def test_goods_sent_back_under_another_name_than_they_came(book: Small) -> None:
    called(book, "打印纸").add(
        GENERAL, "{退货: TH-1, 日期: 2026-10-26, 原单: YS-1, 供应商: 文具店, 明细: [打印纸 2箱 160.00 320.00]}"
    )
    told = said(book.change(CHECKS, "复印纸 130包", "复印纸 114包"))
    only(told, "return.not_booked", "to_book", {"school 1302.01 账账": "320.00", "school 2302 账账": "320.00"})
    assert [e["item"] for e in told.finding("return.not_booked")["effects"]] == ["复印纸", None]


def test_an_invoices_line_by_an_alias_is_held_against_the_goods(book: Small) -> None:
    called(book, "打印纸").change(BUYER, "价税合计: 1600.00,", "价税合计: 1650.00, 明细: [打印纸 10箱 165.00 1650.00],")
    assert "复印纸 发票 10 箱 × 165.00，验收 10 箱 × 160.00" in said(book).finding("invoice.price")["message"]


def test_an_alias_of_two_items_is_told_with_both(book: Small) -> None:
    called(called(book, "耗材"), "耗材", of="灯管").add(
        GENERAL, "{领用: CK-9, 日期: 2026-10-20, 部门: 教务处, 明细: [耗材 1包]}"
    )
    found = said(book).finding("book.ambiguous_item")
    assert "耗材 是几种物品的别名：复印纸、灯管" in found["message"]


def test_an_items_own_name_goes_before_anothers_alias(book: Small) -> None:
    said(called(book, "复印纸", of="灯管")).silent()


def test_an_alias_holds_while_its_row_does(book: Small) -> None:
    """Until the year's end paper is called so, from 2027 on it is not: the slip is of October."""
    old, new = PAPER, PAPER.replace("复印纸", "复印纸, 别名: [打印纸], 止: 2026-12-31")
    row = next(r for r in REGISTERS["items"].split("\n") if "复印纸" in r)
    later = row.replace("起: 2024-01-01", "起: 2027-01-01")
    book.registers["items"] = book.registers["items"].replace(old, new) + later + "\n"
    said(book.change(GENERAL, "复印纸 10箱", "打印纸 10箱")).silent()


def test_an_alias_registered_later_mends_what_was_unknown(book: Small) -> None:
    """The same index, brought up to the register: as from nothing."""
    book.change(GENERAL, "复印纸 10箱", "打印纸 10箱")
    assert "book.unknown_item" in said(book).codes
    said(called(book, "打印纸")).silent()
    book.registers["items"] = REGISTERS["items"]
    assert "book.unknown_item" in said(book).codes


@pytest.mark.parametrize("word", ["复印纸", "打印纸", "办公用品"])
def test_slips_are_listed_by_whichever_name(book: Small, word: str) -> None:
    called(book, "打印纸").change(GENERAL, "复印纸 10箱", "打印纸 10箱").write(book.folder)
    with open_book(book.folder) as opened:
        told = listing(opened, "acceptance", None, {"item": word}, "zh")
    assert [row[0] for row in told.tables[0].rows] == ["YS-1"]
