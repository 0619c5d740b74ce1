"""What was open at a month's end is told first in the next, for as long as nothing settles it, over three months."""

from __future__ import annotations

from typing import Any

from .book import (
    BOOKS,
    BUYER,
    CHECKS,
    FOOD_BOOKS,
    FOOD_TILL,
    GENERAL,
    KITCHEN,
    TILL,
    Said,
    Small,
    bank_line,
    invoice,
    november,
    said,
    voucher,
)  # fmt: skip

OCTOBER, NOVEMBER, DECEMBER = "2026-10", "2026-11", "2026-12"


def december(book: Small) -> Small:
    """A November and a December in which nothing happens but depreciation."""
    november(book)
    return book.add(BOOKS, voucher("记-90", "2026-12-31", "", "借 5001 700.00", "贷 1602 700.00"), month=DECEMBER)


def known(told: Said, code: str) -> dict[str, Any]:
    """What must not change of a finding from month to month."""
    found = told.finding(code)
    return {key: found[key] for key in ("id", "kind", "rivals", "settled_by", "records", "effects")}


# ------------------------------------------------------------ goods


def test_paper_short_is_told_until_its_report(book: Small) -> None:
    """Three packs short in October. November uses ten more and counts nothing; December's report settles it."""
    december(book).change(CHECKS, "复印纸 130包", "复印纸 127包")
    book.add(GENERAL, "{领用: CK-9, 日期: 2026-11-05, 部门: 教务处, 明细: [复印纸 10包]}", month=NOVEMBER)
    book.add(BOOKS, voucher("记-91", "2026-11-30", "", "借 5001 200.00", "贷 1302.01 200.00"), month=NOVEMBER)
    report = "{盘盈盘亏: BG-1, 日期: 2026-12-03, 盘点: PD-1, 明细: [{物品: 复印纸, 数量: 3 包, 结果: 盘亏}]}"
    book.add(CHECKS, report, month=DECEMBER)
    book.add(BOOKS, voucher("记-91", "2026-12-03", "BG-1", "借 1902 60.00", "贷 1302.01 60.00"), month=DECEMBER)
    then, now, settled = (said(book, month) for month in (OCTOBER, NOVEMBER, DECEMBER))
    assert then.codes == now.codes == ["count.shortage"]
    assert known(now, "count.shortage") == known(then, "count.shortage")
    assert then.finding("count.shortage").get("since") is None
    assert now.finding("count.shortage")["since"] == OCTOBER
    assert "（120 → 117）" in now.finding("count.shortage")["message"]
    line = now.line("school", "1302.01")
    assert (line["carried_in"], line["outside"]["date"], line["outside"]["coverage"]) == (
        "-60.00",
        "2026-10-31",
        "partial",
    )
    assert (line["outside"]["amount"], line["outside"]["covered"]) == ("2340.00", "2400.00")
    settled.silent()
    assert settled.line("school", "1302.01")["carried_in"] == "-60.00"


def test_paper_short_and_counted_again(book: Small) -> None:
    """They had been on another shelf: the new count speaks for itself."""
    november(book).change(CHECKS, "复印纸 130包", "复印纸 127包")
    book.add(CHECKS, "{盘点: PD-9, 日期: 2026-11-20, 地点: 总务库, 范围: 抽盘, 明细: [复印纸 130包]}", month=NOVEMBER)
    assert said(book).codes == ["count.shortage"]
    said(book, NOVEMBER).silent()


def test_paper_short_by_as_much_when_counted_again(book: Small) -> None:
    """It is the same difference, as old as it was; the new count is named for it."""
    november(book).change(CHECKS, "复印纸 130包", "复印纸 127包")
    book.add(CHECKS, "{盘点: PD-9, 日期: 2026-11-20, 地点: 总务库, 范围: 抽盘, 明细: [复印纸 127包]}", month=NOVEMBER)
    found = said(book, NOVEMBER).finding("count.shortage")
    assert (found["since"], found["records"][0]["id"]) == (OCTOBER, "2026/PD-9")


def test_another_shelf_counted_settles_nothing(book: Small) -> None:
    """November counts the lamps, one of which is missing: both are told, October's first, of one line."""
    november(book).change(CHECKS, "复印纸 130包", "复印纸 127包")
    book.add(CHECKS, "{盘点: PD-9, 日期: 2026-11-20, 地点: 总务库, 范围: 抽盘, 明细: [灯管 80支]}", month=NOVEMBER)
    told = said(book, NOVEMBER)
    assert [(f["code"], f.get("since")) for f in told.told["findings"]] == [
        ("count.shortage", OCTOBER),
        ("count.shortage", None),
    ]  # fmt: skip  (60.00 before 150.00: what was carried in comes first)
    assert told.differences() == {"school 1302.01": ("0.00", "-60.00"), "school 1302.02": ("0.00", "-150.00")}


def test_of_two_counts_in_a_month_each_item_has_its_last(book: Small) -> None:
    """The full count of the 20th finds paper short; the few lamps counted on the 31st do not speak of paper."""
    book.change(CHECKS, "{盘点: PD-1, 日期: 2026-10-31", "{盘点: PD-1, 日期: 2026-10-20")
    book.change(CHECKS, "复印纸 130包", "复印纸 127包")
    book.add(CHECKS, "{盘点: PD-9, 日期: 2026-10-31, 地点: 总务库, 范围: 抽盘, 明细: [灯管 90支]}")
    assert said(book).codes == ["count.shortage"]


def rice_by_the_wrong_unit(book: Small) -> Small:
    """800 斤 on the slip were 800 公斤: 1,600 斤 left the shelf, and 400 were counted."""
    return december(book).change(CHECKS, "大米 1200斤", "大米 400斤")


def test_the_blamed_slip_is_reversed_and_written_anew(book: Small) -> None:
    rice_by_the_wrong_unit(book)
    again = "{领用: CK-9, 日期: 2026-10-16, 入账日期: 2026-12-02, 替代: 2026/CK-1, 餐次: 午餐, 明细: [大米 800公斤]}"
    book.add(KITCHEN, "{冲销: CX-1, 日期: 2026-12-02, 原单: 2026/CK-1, 原因: 斤写成公斤}", again, month=DECEMBER)
    more = voucher("食记-1", "2026-12-31", "CX-1 CK-9", "借 5001 2040.00", "贷 1302.01 2040.00")
    book.add(FOOD_BOOKS, more, month=DECEMBER)
    assert said(book).codes == said(book, NOVEMBER).codes == ["count.unit"]
    assert known(said(book, NOVEMBER), "count.unit") == known(said(book), "count.unit")
    said(book, DECEMBER).silent()


def test_what_a_report_leaves_keeps_its_suspect(book: Small) -> None:
    """Four more are missing, within the allowance. They are reported in November: the rest is suspected still."""
    rice_by_the_wrong_unit(book).change(CHECKS, "大米 400斤", "大米 396斤")
    report = "{盘盈盘亏: BG-1, 日期: 2026-11-03, 盘点: PD-2, 明细: [{物品: 大米, 数量: 4 斤, 结果: 定额损耗}]}"
    book.add(CHECKS, report, month=NOVEMBER)
    book.add(FOOD_BOOKS, voucher("食记-1", "2026-11-03", "BG-1", "借 5001 10.20", "贷 1302.01 10.20"), month=NOVEMBER)
    assert said(book).codes == ["count.natural_loss", "count.unit"]
    now = said(book, NOVEMBER)
    assert now.codes == ["count.unit"]
    assert now.finding("count.unit")["effects"] == said(book).finding("count.unit")["effects"]


def test_what_a_full_count_left_out(book: Small) -> None:
    """Ten bags of salt are on no list in October, nor counted in November; December counts them."""
    december(book).change(CHECKS, "大米 1200斤, 食盐 10袋", "大米 1200斤")
    book.add(CHECKS, "{盘点: PD-9, 日期: 2026-12-20, 地点: 食堂库, 范围: 抽盘, 明细: [食盐 10袋]}", month=DECEMBER)
    assert said(book).codes == said(book, NOVEMBER).codes == ["count.not_listed"]
    assert said(book, NOVEMBER).finding("count.not_listed")["since"] == OCTOBER
    said(book, DECEMBER).silent()


def test_a_count_taken_back_says_nothing_more(book: Small) -> None:
    november(book).change(CHECKS, "复印纸 130包, 灯管 90支", "灯管 90支")
    book.change(CHECKS, "范围: 全盘, 明细: [灯管", "范围: 抽盘, 明细: [灯管")
    book.add(CHECKS, "{盘点: PD-8, 日期: 2026-10-31, 地点: 东库, 范围: 抽盘, 明细: [复印纸 4包]}")
    book.add(CHECKS, "{冲销: CX-1, 日期: 2026-11-02, 原单: 2026/PD-8, 原因: 写错了库}", month=NOVEMBER)
    assert said(book).codes == ["count.surplus"]
    said(book, NOVEMBER).silent()


# ------------------------------------------------------------ the safe


def test_cash_short_is_told_until_its_report(book: Small) -> None:
    """20.00 short in October. November sells scrap for 300.00 in cash; December's report puts the 20.00 on 1902."""
    december(book).change(CHECKS, "实点: 500.00", "实点: 480.00")
    sold = "{收款: SK-1, 日期: 2026-11-04, 方式: 现金, 付款方: 回收站, 应缴: 县财政局, 金额: 300.00}"
    book.add(TILL, sold, month=NOVEMBER)
    book.add(BOOKS, voucher("记-91", "2026-11-04", "SK-1", "借 1001 300.00", "贷 2103 县财政局 300.00"), month=NOVEMBER)
    report = "{盘盈盘亏: BG-1, 日期: 2026-12-03, 现金盘点: XJ-1, 明细: [{金额: 20.00, 结果: 待处理}]}"
    book.add(CHECKS, report, month=DECEMBER)
    entry = voucher("记-91", "2026-12-03", "BG-1", "借 1902 20.00", "贷 1001 20.00", budget="20.00")
    book.add(BOOKS, entry, month=DECEMBER)
    then, now = said(book), said(book, NOVEMBER)
    assert then.codes == now.codes == ["cash.short"]
    assert known(now, "cash.short") == known(then, "cash.short")
    assert "账面 500.00，实点 480.00" in now.finding("cash.short")["message"]
    assert now.line("school", "1001")["outside"]["amount"] == "780.00"
    after = said(book, DECEMBER)
    assert after.codes == []
    assert after.line("school", "1001")["carried_in"] == "-20.00"


def test_a_wrong_receipt_of_cash_is_put_right_by_reversal(book: Small) -> None:
    """The safe had 40.00 too many: a payment of 60.00 was written as 100.00. Nobody counts again."""
    november(book)
    paid = (
        "{{付款: {}, 日期: 2026-10-20{}, 方式: 现金, 收款方: 五金店, 金额: {}, 核销: [{{发票: 2026/FP-5, 金额: {}}}]}}"
    )
    book.add(GENERAL, "{验收: YS-5, 日期: 2026-10-19, 供应商: 五金店, 明细: [灯管 4支 15.00 60.00]}")
    book.add(GENERAL, "{领用: CK-5, 日期: 2026-10-19, 部门: 教务处, 明细: [灯管 4支]}")
    book.add(BUYER, invoice("FP-5", "2026-10-19", "五金店", "60.00", "{验收: YS-5}"))
    book.add(BOOKS, voucher("记-9", "2026-10-19", "YS-5 FP-5", "借 1302.02 60.00", "贷 2302 五金店 60.00"))
    book.change(BOOKS, "借: 1550.00", "借: 1610.00").change(BOOKS, '"1302.02", 贷: 300.00', '"1302.02", 贷: 360.00')
    book.add(TILL, paid.format("FK-9", "", "100.00", "100.00")).change(CHECKS, "实点: 500.00", "实点: 440.00")
    book.add(BOOKS, voucher("记-10", "2026-10-20", "FK-9", "借 2302 五金店 100.00", "贷 1001 100.00", budget="100.00"))
    right = paid.format("FK-1", ", 入账日期: 2026-11-05, 替代: 2026/FK-9", "60.00", "60.00")
    book.add(TILL, "{冲销: CX-1, 日期: 2026-11-05, 原单: 2026/FK-9, 原因: 金额写错}", right, month=NOVEMBER)
    entries = ("借 2302 五金店 -40.00", "贷 1001 -40.00")
    book.add(BOOKS, voucher("记-91", "2026-11-05", "CX-1 FK-1", *entries, budget="-40.00"), month=NOVEMBER)
    assert "cash.over" in said(book).codes
    now = said(book, NOVEMBER)
    assert "cash.over" not in now.codes
    assert now.line("school", "1001")["book_to_real"] is None


# ------------------------------------------------------------ what suppliers say


def claimed(book: Small, closing: str, month: str = OCTOBER) -> Small:
    """菜农's statement at a month's end. 300.00 are owed to him."""
    day = {"10": "31", "11": "30", "12": "31"}[month[5:]]
    return book.add(
        CHECKS, f"{{对账单: GD-{month[5:]}, 日期: {month}-{day}, 种类: 供应商, 账套: 食堂, 供应商: 菜农, 期末: {closing}}}",
        month=month,
    )  # fmt: skip


def test_a_supplier_claims_more_until_his_slip_turns_up(book: Small) -> None:
    """He delivered for 80.00 on the 30th of October; the slip is found and booked in December."""
    claimed(december(book), "380.00")
    late = (
        "{验收: YS-9, 日期: 2026-10-30, 入账日期: 2026-12-04, 供应商: 菜农, 直入直出: 是, 明细: [蔬菜 1批 80.00 80.00]}"
    )
    book.add(KITCHEN, late, month=DECEMBER)
    book.add(FOOD_BOOKS, voucher("食记-1", "2026-12-31", "YS-9", "借 5001 80.00", "贷 2302 菜农 80.00"), month=DECEMBER)
    then, now = said(book), said(book, NOVEMBER)
    assert then.codes == now.codes == ["real.unexplained"]
    assert known(now, "real.unexplained") == known(then, "real.unexplained")
    assert said(book, DECEMBER).codes == []


def test_what_a_supplier_delivers_since_settles_nothing(book: Small) -> None:
    """Claimed 80.00 too much in October; in November 50.00 more are delivered: he claims 430.00, 350.00 are owed."""
    claimed(november(book), "380.00")
    new = "{验收: YS-9, 日期: 2026-11-10, 供应商: 菜农, 直入直出: 是, 明细: [蔬菜 1批 50.00 50.00]}"
    book.add(KITCHEN, new, month=NOVEMBER)
    book.add(FOOD_BOOKS, voucher("食记-1", "2026-11-30", "YS-9", "借 5001 50.00", "贷 2302 菜农 50.00"), month=NOVEMBER)
    told = said(book, NOVEMBER)
    outside = told.line("canteen", "2302")["outside"]
    assert (outside["amount"], outside["covered"]) == ("430.00", "350.00")
    assert told.differences() == {"canteen 2302": ("0.00", "80.00")}


def test_a_new_statement_speaks_for_itself(book: Small) -> None:
    claimed(claimed(november(book), "380.00"), "300.00", NOVEMBER)
    assert said(book).codes == ["real.unexplained"]
    said(book, NOVEMBER).silent()


def paid_late(book: Small) -> Small:
    """菜农 is paid on the 31st of October; neither his statement nor October's of the bank has it."""
    book.add(BUYER, invoice("FP-9", "2026-10-30", "菜农", "300.00", "{验收: YS-2}").replace("账套: 学校", "账套: 食堂"))
    pay = '{付款: FK-9, 日期: 2026-10-31, 方式: 银行, 账户: "8802", 收款方: 菜农, 金额: 300.00, 核销: [{发票: FP-9, 金额: 300.00}]}'
    book.add(FOOD_TILL, pay)
    book.add(FOOD_BOOKS, voucher("食记-9", "2026-10-31", "FK-9", "借 2302 菜农 300.00", "贷 1002 300.00"))
    return claimed(december(book), "300.00")


def test_a_payment_that_has_arrived_explained_his_statement(book: Small) -> None:
    """The bank has it in December: what it explained of October's statement is gone with it."""
    paid_late(book)
    lines = "[{日期: 2026-12-01, 摘要: 菜农, 付: 300.00}]"
    statement = (
        f'{{对账单: DZ-8, 日期: 2026-12-31, 种类: 银行, 账户: "8802", 期初: 47000.00, 明细: {lines}, 期末: 46700.00}}'
    )
    book.add(CHECKS, statement, month=DECEMBER)
    for month in (OCTOBER, NOVEMBER):
        told = said(book, month)
        assert (told.codes, told.timing) == ([], ["bank.books_out_not_at_bank"])
        assert told.differences() == {"canteen 1002": ("0.00", "300.00"), "canteen 2302": ("0.00", "300.00")}
    said(book, DECEMBER).silent()


# ------------------------------------------------------------ the bank


def test_a_month_without_a_statement_waits_with_the_last_one(book: Small) -> None:
    """The bank charged 15.00 in October. November has no statement; the cashier books it in November all the same."""
    bank_line(november(book), "{日期: 2026-10-30, 摘要: 手续费, 付: 15.00}", "94985.00")
    assert said(book).timing == ["bank.out_not_in_books"]
    waiting = said(book, NOVEMBER)
    assert known(waiting, "bank.out_not_in_books") == known(said(book), "bank.out_not_in_books")
    assert waiting.line("school", "1002")["outside"] == {
        "amount": "94985.00", "kind": "bank", "date": "2026-10-31", "coverage": "full",
    }  # fmt: skip
    pay = '{付款: FK-9, 日期: 2026-11-09, 方式: 银行, 账户: "6011", 收款方: 手续费, 金额: 15.00, 用途: 手续费}'
    book.add(TILL, pay, month=NOVEMBER)
    told = said(book, NOVEMBER)
    assert "bank.out_not_in_books" not in told.timing
    assert told.line("school", "1002")["outside"]["amount"] is None
