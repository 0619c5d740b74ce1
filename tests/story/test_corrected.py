"""Mistakes put right by later records, and differences of counts of every kind: the books agree again."""

from __future__ import annotations

from .book import ASSETS, BOOKS, CHECKS, FOOD_BOOKS, GENERAL, KITCHEN, Small, november, said, voucher

SCRAPPED = "{处置: CZ-1, 日期: 2026-10-20, 资产: ZC-1, 数量: 2 台, 处置方式: 报废}"
SCRAP_BOOKED = voucher("记-9", "2026-10-20", "CZ-1", "借 5301 5000.00", "借 1602 1000.00", "贷 1601 6000.00")


def charged(book: Small, amount: str) -> Small:
    return book.change(BOOKS, '{科目: "5001", 借: 700.00}, {科目: "1602", 贷: 700.00}',
                       f'{{科目: "5001", 借: {amount}}}, {{科目: "1602", 贷: {amount}}}')  # fmt: skip


# ------------------------------------------------------------ assets


def test_two_disposals_of_one_card_in_one_month(book: Small) -> None:
    """Two computers and then three: each at its own share of cost and depreciation; half the card is charged on."""
    book.add(ASSETS, SCRAPPED, "{处置: CZ-2, 日期: 2026-10-22, 资产: ZC-1, 数量: 3 台, 处置方式: 报废}")
    book.add(
        BOOKS,
        SCRAP_BOOKED,
        voucher("记-10", "2026-10-22", "CZ-2", "借 5301 7500.00", "借 1602 1500.00", "贷 1601 9000.00"),
    )
    said(charged(book, "450.00")).silent()


def test_a_disposal_taken_back_in_its_month(book: Small) -> None:
    book.add(ASSETS, SCRAPPED, "{冲销: CX-1, 日期: 2026-10-22, 原单: CZ-1, 原因: 修好了}")
    said(book).silent()


def test_a_disposal_taken_back_a_month_later(book: Small) -> None:
    """Cost and depreciation come back, with what was not charged meanwhile (100.00) and the month's own 700.00."""
    charged(book, "600.00").add(ASSETS, SCRAPPED).add(BOOKS, SCRAP_BOOKED)
    book.add(ASSETS, "{冲销: CX-1, 日期: 2026-11-12, 原单: CZ-1, 原因: 修好了}", month="2026-11")
    book.add(
        BOOKS,
        voucher("记-1", "2026-11-12", "CX-1", "借 1601 6000.00", "贷 1602 1100.00", "贷 5301 4900.00"),
        month="2026-11",
    )
    said(book).silent()
    said(november(book), "2026-11").silent()


def test_a_card_taken_back_a_month_later(book: Small) -> None:
    """The screen was entered twice: the second card, with a month's depreciation, goes again."""
    november(charged(book, "900.00"))
    book.add(
        ASSETS,
        "{资产取得: ZC-3, 日期: 2026-10-12, 名称: 一体机, 资产类: 设备, 数量: 1 台, 原值: 12000.00, 使用月数: 60}",
    )
    book.add(BOOKS, voucher("记-9", "2026-10-12", "ZC-3", "借 1601 12000.00", "贷 5001 12000.00"))
    book.add(ASSETS, "{冲销: CX-1, 日期: 2026-11-12, 原单: ZC-3, 原因: 重复建卡}", month="2026-11")
    book.add(
        BOOKS,
        voucher("记-1", "2026-11-12", "CX-1", "借 1601 -12000.00", "借 1602 200.00", "贷 5001 -11800.00"),
        month="2026-11",
    )
    said(book).silent()
    said(book, "2026-11").silent()


def test_a_computer_missing_in_the_count_of_assets(book: Small) -> None:
    """盘亏: cost 3,000 and depreciation 500 leave, 2,500 wait in 1902; nine are charged on."""
    book.add(CHECKS, "{盘点: PD-5, 日期: 2026-10-28, 种类: 资产, 账套: 学校, 范围: 抽盘, 明细: [{资产: ZC-1, 数量: 9 台}]}",
             "{盘盈盘亏: BG-1, 日期: 2026-10-29, 盘点: PD-5, 账套: 学校, 明细: [{资产: ZC-1, 数量: 1 台,"
             " 结果: 待处理}]}")  # fmt: skip
    book.add(BOOKS, voucher("记-9", "2026-10-29", "BG-1", "借 1902 2500.00", "借 1602 500.00", "贷 1601 3000.00"))
    said(charged(book, "650.00")).silent()


def test_fans_scrapped_by_mistake(book: Small) -> None:
    book.add(ASSETS, "{处置: CZ-1, 日期: 2026-10-27, 地点: 教学楼, 处置方式: 报废, 账套: 学校,"
                     " 明细: [{物品: 壁扇, 数量: 3 台, 原值: 600.00, 已摊: 300.00}]}",
             "{冲销: CX-1, 日期: 2026-10-28, 原单: CZ-1, 原因: 还能用}")  # fmt: skip
    told = said(book)
    told.silent()
    assert told.line("school", "1302.04")["subsidiary"] == "1250.00"


# ------------------------------------------------------------ counts


def test_cash_short_reported_and_booked(book: Small) -> None:
    """Short by 20.00: 1902 at once, and the budget half at once (其他支出)."""
    book.change(CHECKS, "实点: 500.00", "实点: 480.00")
    book.add(
        CHECKS, "{盘盈盘亏: BG-1, 日期: 2026-10-31, 现金盘点: XJ-1, 账套: 学校, 明细: [{金额: 20.00, 结果: 待处理}]}"
    )
    book.add(BOOKS, voucher("记-9", "2026-10-31", "BG-1", "借 1902 20.00", "贷 1001 20.00", budget="20.00"))
    said(book).silent()


def test_cash_short_that_the_cashier_makes_good(book: Small) -> None:
    book.change(CHECKS, "实点: 500.00", "实点: 480.00")
    book.add(
        CHECKS,
        "{盘盈盘亏: BG-1, 日期: 2026-10-31, 现金盘点: XJ-1, 账套: 学校, 明细: [{金额: 20.00, 结果: 责任人, person: 王强}]}",
    )
    book.add(BOOKS, voucher("记-9", "2026-10-31", "BG-1", "借 1218.01 王强 20.00", "贷 1001 20.00"))
    said(book).silent()


def test_a_count_taken_back_and_repeated(book: Small) -> None:
    book.add(CHECKS, "{盘点: PD-9, 日期: 2026-10-31, 地点: 总务库, 范围: 全盘, 明细: [复印纸 13包, 灯管 90支, 壁扇 2台]}",
             "{冲销: CX-1, 日期: 2026-10-31, 原单: PD-9, 原因: 漏点一排}")  # fmt: skip
    said(book).silent()


def test_salt_counted_wrongly_and_counted_again(book: Small) -> None:
    """以存计耗: the wrong count consumed 9 bags; taken back, the right one consumes 4."""
    book.change(CHECKS, "大米 1200斤, 食盐 10袋", "大米 1200斤, 食盐 6袋")
    book.add(
        CHECKS,
        "{盘点: PD-0, 日期: 2026-10-20, 地点: 食堂库, 范围: 抽盘, 明细: [食盐 1袋]}",
        "{冲销: CX-1, 日期: 2026-10-21, 原单: PD-0}",
    )
    book.add(FOOD_BOOKS, voucher("食记-5", "2026-10-31", "", "借 5001 12.00", "贷 1302.02 12.00", copied=True))
    said(book).silent()


def test_salt_counted_twice_on_one_day(book: Small) -> None:
    book.change(CHECKS, "大米 1200斤, 食盐 10袋", "大米 1200斤, 食盐 6袋")
    book.add(
        CHECKS,
        "{盘点: PD-0, 日期: 2026-10-31, 地点: 食堂库, 范围: 抽盘, 明细: [食盐 1袋]}",
        "{冲销: CX-1, 日期: 2026-10-31, 原单: PD-0}",
    )
    book.add(FOOD_BOOKS, voucher("食记-5", "2026-10-31", "", "借 5001 12.00", "贷 1302.02 12.00", copied=True))
    said(book).silent()


def test_a_count_of_salt_taken_back_a_month_later(book: Small) -> None:
    """October consumed 9 bags; November finds that 4 had been overlooked, and counts again: 5 in all."""
    november(book).change(CHECKS, "大米 1200斤, 食盐 10袋", "大米 1200斤, 食盐 1袋")
    book.add(FOOD_BOOKS, voucher("食记-5", "2026-10-31", "", "借 5001 27.00", "贷 1302.02 27.00", copied=True))
    book.add(CHECKS, "{冲销: CX-1, 日期: 2026-11-02,"
                     " 原单: PD-2}", "{盘点: PD-7, 日期: 2026-11-02, 地点: 食堂库,"
                                                             " 范围: 抽盘, 明细: [食盐 5袋]}",
             month="2026-11")  # fmt: skip
    book.add(
        FOOD_BOOKS,
        voucher("食记-1", "2026-11-30", "", "借 5001 -12.00", "贷 1302.02 -12.00", copied=True),
        month="2026-11",
    )
    said(book).silent()
    told = said(book, "2026-11")
    told.silent()
    assert told.line("canteen", "1302.02")["subsidiary"] == "15.00"


def test_cash_counted_wrongly_and_counted_again(book: Small) -> None:
    book.add(
        CHECKS,
        "{现金盘点: XJ-2, 日期: 2026-10-31, 账套: 学校, 实点: 50.00}",
        "{冲销: CX-1, 日期: 2026-10-31, 原单: XJ-2}",
    )
    said(book).silent()


def test_a_settlement_taken_back_and_written_anew(book: Small) -> None:
    november(book).change(CHECKS, "灯管 90支", "灯管 88支")
    book.add(
        CHECKS,
        "{盘盈盘亏: BG-1, 日期: 2026-10-31, 盘点: PD-1, 地点: 总务库, 明细: [{物品: 灯管, 数量: 2 支, 结果: 待处理}]}",
    )
    book.add(BOOKS, voucher("记-9", "2026-10-31", "BG-1", "借 1902 30.00", "贷 1302.02 30.00"))
    book.add(CHECKS, "{转销: ZX-1, 日期: 2026-11-10, 原单: BG-1, 账套: 学校, 批文: 校办9号, 明细: [{物品: 灯管,"
                     " 金额: 30.00, person: 王强}]}",
             "{冲销: CX-1, 日期: 2026-11-12, 原单: ZX-1, 原因: 改由学校承担}",
             "{转销: ZX-2, 日期: 2026-11-12, 原单: BG-1, 账套: 学校, 批文: 校办9号, 明细: [{物品: 灯管,"
             " 金额: 30.00}]}", month="2026-11")  # fmt: skip
    book.add(BOOKS, voucher("记-1", "2026-11-12", "ZX-2", "借 5301 30.00", "贷 1902 30.00"), month="2026-11")
    said(book, "2026-11").silent()


def test_a_count_report_taken_back(book: Small) -> None:
    """The two lamps turned up again in November: the report is taken back, and its voucher."""
    november(book).change(CHECKS, "灯管 90支", "灯管 88支")
    book.add(
        CHECKS,
        "{盘盈盘亏: BG-1, 日期: 2026-10-31, 盘点: PD-1, 地点: 总务库, 明细: [{物品: 灯管, 数量: 2 支, 结果: 待处理}]}",
    )
    book.add(BOOKS, voucher("记-9", "2026-10-31", "BG-1", "借 1902 30.00", "贷 1302.02 30.00"))
    book.add(CHECKS, "{冲销: CX-1, 日期: 2026-11-12, 原单: BG-1, 原因: 找到了}", month="2026-11")
    book.add(BOOKS, "{冲销: 记-1, 日期: 2026-11-12, 原单: 2026-10/记-9, 原因: 找到了}", month="2026-11")
    said(book, "2026-11").silent()


# ------------------------------------------------------------ goods


def test_a_transfer_taken_back(book: Small) -> None:
    book.add(
        GENERAL,
        "{调拨: DB-1, 日期: 2026-10-20, 移入地点: 西库, 明细: [复印纸 30包]}",
        "{冲销: CX-1, 日期: 2026-10-21, 原单: DB-1}",
    )
    said(book).silent()


def test_a_return_to_the_supplier_taken_back_a_month_later(book: Small) -> None:
    november(book).change(CHECKS, "复印纸 130包", "复印纸 114包")
    book.add(GENERAL, "{退货: TH-1, 日期: 2026-10-26, 原单: YS-1, 供应商: 文具店, 明细: [复印纸 2箱 160.00 320.00]}")
    book.add(BOOKS, voucher("记-9", "2026-10-26", "TH-1", "借 2302 文具店 320.00", "贷 1302.01 320.00"))
    book.add(GENERAL, "{冲销: CX-1, 日期: 2026-11-03, 原单: TH-1, 原因: 对方不收}", month="2026-11")
    book.add(
        BOOKS, voucher("记-1", "2026-11-03", "CX-1", "借 1302.01 320.00", "贷 2302 文具店 320.00"), month="2026-11"
    )
    said(book).silent()
    said(book, "2026-11").silent()


def test_an_issue_of_fans_taken_back_a_month_later(book: Small) -> None:
    """Two fans come back to the shelf at 500.00; the half in use goes again."""
    november(book)
    book.add(GENERAL, "{冲销: CX-1, 日期: 2026-11-03, 原单: CK-3, 原因: 没有领走}", month="2026-11")
    book.add(
        BOOKS,
        voucher("记-1", "2026-11-03", "CX-1", "借 1302.03 500.00", "贷 1302.04 250.00", "贷 5001 250.00"),
        month="2026-11",
    )
    said(book, "2026-11").silent()


def test_a_count_taken_back_after_another_that_stands(book: Small) -> None:
    """The count of the 16th stands; that of the 20th is taken back on the 22nd, which carries nothing off the shelf."""
    book.change(CHECKS, "盘点: PD-1, 日期: 2026-10-31", "盘点: PD-1, 日期: 2026-10-16")
    book.add(
        CHECKS,
        "{盘点: PD-9, 日期: 2026-10-20, 地点: 总务库, 范围: 抽盘, 明细: [灯管 9支]}",
        "{冲销: CX-1, 日期: 2026-10-22, 原单: PD-9}",
    )
    said(book).silent()


def test_salt_written_in_twice_and_taken_back_after_the_count(book: Small) -> None:
    """以存计耗: the second slip never was, so the count of the 20th consumed 4 bags, not 9."""
    book.change(CHECKS, "大米 1200斤, 食盐 10袋", "大米 1200斤, 食盐 6袋")
    book.add(
        KITCHEN,
        "{验收: YS-8, 日期: 2026-10-18, 供应商: 粮油店, 明细: [食盐 5袋 3.00 15.00]}",
        "{冲销: CX-1, 日期: 2026-10-22, 原单: YS-8, 原因: 重复}",
    )
    book.add(CHECKS, "{盘点: PD-0, 日期: 2026-10-20, 地点: 食堂库, 范围: 抽盘, 明细: [食盐 6袋]}")
    book.add(FOOD_BOOKS, voucher("食记-5", "2026-10-31", "", "借 5001 12.00", "贷 1302.02 12.00", copied=True))
    told = said(book)
    told.silent()
    assert told.line("canteen", "1302.02")["subsidiary"] == "18.00"


def test_fans_never_delivered_taken_back_a_month_later(book: Small) -> None:
    """五五摊销 halves what is issued. A receipt taken back was not: nothing comes into use, nothing goes out of it."""
    november(book).change(CHECKS, "壁扇 2台", "壁扇 4台")
    book.add(GENERAL, "{验收: YS-9, 日期: 2026-10-29, 供应商: 电器店, 明细: [壁扇 2台 250.00 500.00]}")
    book.add(BOOKS, voucher("记-9", "2026-10-31", "YS-9", "借 1302.03 500.00", "贷 2302 电器店 500.00"))
    book.add(GENERAL, "{冲销: CX-1, 日期: 2026-11-03, 原单: YS-9, 原因: 没有送到}", month="2026-11")
    book.add(BOOKS, "{冲销: 记-1, 日期: 2026-11-03, 原单: 2026-10/记-9, 原因: 没有送到}", month="2026-11")
    told = said(book, "2026-11")
    told.silent()
    assert told.line("school", "1302.04")["subsidiary"] == "1250.00"
