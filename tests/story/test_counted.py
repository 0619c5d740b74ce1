"""A count differs; the report that the next step asks for and its voucher follow; not a fen is left, by every method."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from houqin.book.index import open_book
from houqin.reconcile.month import reconcile
from houqin.reports.wording import words

from .book import BOOKS, BUYER, CHECKS, FOOD_BOOKS, GENERAL, KITCHEN, Small, said, voucher


def odd_paper(book: Small) -> Small:
    """First in first out: 50 packs of the opening at 20.00, then 80 for 1,640.77."""
    book.change(GENERAL, "复印纸 10箱 160.00 1600.00", "复印纸 10箱 =1640.77")
    book.change(BUYER, "价税合计: 1600.00", "价税合计: 1640.77")
    return _posted(book, BOOKS, ("1302.01", "文具店"), "1600.00", "1640.77")


def odd_lamps(book: Small) -> Small:
    """Moving average: 110 for 1,683.33; 20 are issued for 306.06; 90 are left for 1,377.27."""
    book.change(GENERAL, "灯管 100支 15.00 1500.00", "灯管 100支 =1533.33")
    book.change(BUYER, "五金店, 价税合计: 1500.00", "五金店, 价税合计: 1533.33")
    book.change(BOOKS, '借: 1500.00}, {科目: "2302", 往来: 五金店, 贷: 1500.00}',
                '借: 1533.33}, {科目: "2302", 往来: 五金店, 贷: 1533.33}')  # fmt: skip
    book.change(BOOKS, '{科目: "5001", 借: 1550.00}', '{科目: "5001", 借: 1556.06}')
    return book.change(BOOKS, '{科目: "1302.02", 贷: 300.00}', '{科目: "1302.02", 贷: 306.06}')


def odd_rice(book: Small) -> Small:
    """The month's average: 2,000 斤 for 5,111.11; 800 are issued for 2,044.44."""
    book.change(KITCHEN, "大米 1000斤 2.60 2600.00", "大米 1000斤 =2611.11")
    _posted(book, FOOD_BOOKS, ("1302.01", "粮油店"), "2600.00", "2611.11")
    return book.change(FOOD_BOOKS, '借: 2040.00}, {科目: "1302.01", 贷: 2040.00}',
                       '借: 2044.44}, {科目: "1302.01", 贷: 2044.44}')  # fmt: skip


def _posted(book: Small, folder: str, spots: tuple[str, str], was: str, is_: str) -> Small:
    book.change(folder, f'{{科目: "{spots[0]}", 借: {was}}}', f'{{科目: "{spots[0]}", 借: {is_}}}')
    return book.change(folder, f"往来: {spots[1]}, 贷: {was}", f"往来: {spots[1]}, 贷: {is_}")


def reported(book: Small, number: str, count: str, line: str) -> None:
    """The report of one difference, on the month's last day."""
    book.add(CHECKS, f"{{盘盈盘亏: {number}, 日期: 2026-10-31, 盘点: {count}, 明细: [{{{line}}}]}}")


PAPER, LAMPS, RICE = "复印纸 130包", "灯管 90支", "大米 1200斤"
CASES: dict[str, tuple[Callable[[Small], Small], str, str, str, str, str, str, tuple[str, str]]] = {
    "a fourth of the first layer": (odd_paper, PAPER, "复印纸 118包", "12 包", "盘亏", "count.shortage", "240.00",
                                    ("1902", "1302.01")),  # 12 at 20.00, not at the average of 20.31
    "more than the first layer": (odd_paper, PAPER, "复印纸 70包", "60 包", "盘亏", "count.shortage", "1205.10",
                                  ("1902", "1302.01")),  # 50 at 20.00, ten of the 80
    "packs too many": (odd_paper, PAPER, "复印纸 132包", "2 包", "盘盈", "count.surplus", "41.02",
                       ("1302.01", "1902")),  # at the last price
    "lamps short": (odd_lamps, LAMPS, "灯管 88支", "2 支", "盘亏", "count.shortage", "30.61", ("1902", "1302.02")),
    "lamps too many": (odd_lamps, LAMPS, "灯管 93支", "3 支", "盘盈", "count.surplus", "45.91", ("1302.02", "1902")),
    "rice short": (odd_rice, RICE, "大米 1150斤", "50 斤", "盘亏", "count.shortage", "127.78",
                   ("1902", "1302.01")),  # 850 for 2,172.22 less 800 for 2,044.44
    "rice lost": (odd_rice, RICE, "大米 1197斤", "3 斤", "定额损耗", "count.natural_loss", "7.67", ("5001", "1302.01")),
    "rice too much": (odd_rice, RICE, "大米 1207斤", "7 斤", "盘盈", "count.surplus", "17.89",
                      ("1302.01", "1902")),  # and what was issued still costs what it cost
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_report_and_its_voucher_leave_nothing(book: Small, case: str) -> None:
    odd, right, counted, quantity, result, code, amount, (debit, credit) = CASES[case]
    item = right.split()[0]
    folder, number, count = (FOOD_BOOKS, "食记-5", "PD-2") if item == "大米" else (BOOKS, "记-9", "PD-1")
    said(odd(book)).silent()
    told = said(book.change(CHECKS, right, counted))
    found = told.finding(code)
    assert _effect(found) == amount
    assert f"借 {debit} / 贷 {credit} {amount}" in found["next_step"].replace(",", "")
    (line,) = [one for one in told.told["lines"] if _differs(one)]
    settled = line["outside"]["amount"]  # what all three will say in the end
    reported(book, "BG-1", count, f"物品: {item}, 数量: {quantity}, 结果: {result}")
    assert _effect(said(book).finding("report.not_booked")) == amount
    book.add(folder, voucher(number, "2026-10-31", "BG-1", f"借 {debit} {amount}", f"贷 {credit} {amount}"))
    told = said(book)
    told.silent()
    line = told.line(line["set"], line["account"])
    assert (line["ledger"], line["subsidiary"], line["outside"]["amount"]) == (settled,) * 3


def _effect(found: dict[str, Any]) -> str:
    """What a finding does to each of its lines, without a sign."""
    (amount,) = {e["amount"].removeprefix("-") for e in found["effects"]}
    return str(amount)


def _differs(line: dict[str, Any]) -> bool:
    return bool(line["book_to_real"]) and line["book_to_real"]["difference"] != "0.00"


def test_paper_short_in_two_stores_of_one_account(book: Small) -> None:
    """The first count's ten take from the 50 at 20.00; the second's 45 the 40 that are left of them, and five at 20.51."""
    odd_paper(book).add(GENERAL, "{调拨: DB-1, 日期: 2026-10-20, 移入地点: 东库, 明细: [复印纸 30包]}")
    book.change(CHECKS, PAPER, "复印纸 55包")
    book.add(CHECKS, "{盘点: PD-3, 日期: 2026-10-30, 地点: 东库, 范围: 全盘, 明细: [复印纸 20包]}")
    told = said(book)
    assert [(f["code"], _effect(f)) for f in told.told["findings"]] == [
        ("count.shortage", "902.55"),
        ("count.shortage", "200.00"),
    ]
    assert told.line("school", "1302.01")["book_to_real"]["difference"] == "-1102.55"
    reported(book, "BG-1", "PD-3", "物品: 复印纸, 数量: 10 包, 结果: 盘亏")
    book.add(BOOKS, voucher("记-9", "2026-10-31", "BG-1", "借 1902 200.00", "贷 1302.01 200.00"))
    assert _effect(said(book).finding("count.shortage")) == "902.55"
    reported(book, "BG-2", "PD-1", "物品: 复印纸, 数量: 45 包, 结果: 盘亏")
    book.add(BOOKS, voucher("记-10", "2026-10-31", "BG-2", "借 1902 902.55", "贷 1302.01 902.55"))
    said(book).silent()


def test_rice_in_the_wrong_unit_and_some_lost(book: Small) -> None:
    """400 斤 for 400 公斤, and 3 斤 lost: 7.67 and 1,022.22 are the 1,029.89 that 403 斤 cost; each is settled by itself."""
    odd_rice(book).change(KITCHEN, "大米 800斤", "大米 400斤")
    book.change(FOOD_BOOKS, '借: 2044.44}, {科目: "1302.01", 贷: 2044.44}',
                '借: 1022.22}, {科目: "1302.01", 贷: 1022.22}')  # fmt: skip
    told = said(book.change(CHECKS, RICE, "大米 1197斤"))
    assert told.effects("count.natural_loss") == {"canteen 1302.01 账实": "-7.67"}
    assert told.effects("count.unit") == {"canteen 1302.01 账实": "-1022.22"}
    reported(book, "BG-1", "PD-2", "物品: 大米, 数量: 3 斤, 结果: 定额损耗")
    book.add(FOOD_BOOKS, voucher("食记-5", "2026-10-31", "BG-1", "借 5001 7.67", "贷 1302.01 7.67"))
    told = said(book)
    assert told.codes == ["count.unit"]
    assert told.effects("count.unit") == {"canteen 1302.01 账实": "-1022.22"}
    book.add(
        KITCHEN,
        "{冲销: CX-1, 日期: 2026-10-31, 原单: CK-1, 原因: 公斤写成斤}",
        "{领用: CK-9, 日期: 2026-10-16, 入账日期: 2026-10-31, 替代: CK-1, 餐次: 午餐, 明细: [大米 400公斤]}",
    )
    book.add(FOOD_BOOKS, voucher("食记-6", "2026-10-31", "", "借 5001 1022.22", "贷 1302.01 1022.22", copied=True))
    said(book).silent()


def test_a_fan_short_whose_lot_only_the_report_knows(book: Small) -> None:
    """Specific identification: the oldest is taken until the report names the batch, and then that is what it costs."""
    book.school = book.school.replace("低值易耗品, 计价: 先进先出", "低值易耗品, 计价: 个别计价")
    book.change(GENERAL, "[壁扇 4台 250.00 1000.00]",
                "[{物品: 壁扇, 数量: 2 台, 金额: 480.00, 批号: 甲}, {物品: 壁扇, 数量: 2 台, 金额: 520.00, 批号: 乙}]")  # fmt: skip
    book.change(GENERAL, "[壁扇 2台]", "[{物品: 壁扇, 数量: 1 台, 批号: 甲}, {物品: 壁扇, 数量: 1 台, 批号: 乙}]")
    said(book).silent()
    told = said(book.change(CHECKS, "壁扇 2台", "壁扇 1台"))
    assert told.effects("count.shortage") == {"school 1302.03 账实": "-240.00"}
    with open_book(book.folder) as opened:
        (found,) = reconcile(opened, "2026-10").findings
        assert "不知少的是哪一批，先按最早的一批计" in words(found, opened.registers, "zh").why
        assert "the oldest is taken" in words(found, opened.registers, "en").why
    reported(book, "BG-1", "PD-1", "物品: 壁扇, 数量: 1 台, 批号: 乙, 结果: 盘亏")
    book.add(BOOKS, voucher("记-9", "2026-10-31", "BG-1", "借 1902 260.00", "贷 1302.03 260.00"))
    said(book).silent()


def test_what_the_books_never_had_has_no_price(book: Small) -> None:
    """A surplus without any price in the books: the report says what it is worth."""
    book.registers["items"] += "- {物品: 剪刀, 性质: 存货, 类别: 维修材料, 单位: 把, 起: 2024-01-01}\n"
    book.change(CHECKS, "壁扇 2台]", "壁扇 2台, 剪刀 3把]")
    found = said(book).finding("count.surplus")
    assert (_effect(found), "按同类物品的价格填" in found["next_step"]) == ("0.00", True)
    reported(book, "BG-1", "PD-1", "物品: 剪刀, 数量: 3 把, 金额: 24.00, 结果: 盘盈")
    book.add(BOOKS, voucher("记-9", "2026-10-31", "BG-1", "借 1302.02 24.00", "贷 1902 24.00"))
    said(book).silent()
