"""More that is right and looks odd: invoices and money that do not come one to one. Nothing may be said of it."""

from __future__ import annotations

from .book import (
    BOOKS,
    BUYER,
    CANTEEN,
    CHECKS,
    FOOD_BOOKS,
    GENERAL,
    TILL,
    Small,
    bank_line,
    invoice,
    november,
    said,
    voucher,
)

RETURN = "{退货: TH-1, 日期: 2026-10-26, 原单: YS-1, 供应商: 文具店, 明细: [复印纸 2箱 160.00 320.00]}"
RETURNED = voucher("记-9", "2026-10-26", "TH-1", "借 1302.01 -320.00", "贷 2302 文具店 -320.00")


def test_a_return_booked_in_red(book: Small) -> None:
    book.add(GENERAL, RETURN).add(BOOKS, RETURNED).change(CHECKS, "复印纸 130包", "复印纸 114包")
    said(book).silent()


def test_a_return_with_its_red_letter_invoice(book: Small) -> None:
    book.add(GENERAL, RETURN).change(CHECKS, "复印纸 130包", "复印纸 114包")
    book.add(BUYER, invoice("FP-9", "2026-10-27", "文具店", "-320.00", "{退货: TH-1}"))
    book.add(BOOKS, RETURNED.replace("[TH-1]", "[TH-1, FP-9]"))
    said(book).silent()


def test_an_invoice_less_what_went_back(book: Small) -> None:
    """One invoice for ten boxes less two: 1,280.00, booked in one voucher."""
    book.add(GENERAL, RETURN).change(CHECKS, "复印纸 130包", "复印纸 114包").drop(BUYER, "发票: FP-1").drop(
        BOOKS, "凭证: 记-1"
    )
    book.add(BUYER, invoice("FP-1", "2026-10-27", "文具店", "1280.00", "{验收: YS-1}, {退货: TH-1}"))
    book.add(BOOKS, voucher("记-1", "2026-10-27", "FP-1", "借 1302.01 1280.00", "贷 2302 文具店 1280.00"))
    said(book).silent()


def test_an_invoice_sent_back_and_written_anew(book: Small) -> None:
    """The first said 1,610.00; it was taken back, a new one came over what was delivered."""
    book.change(BUYER, "价税合计: 1600.00", "价税合计: 1610.00").change(
        BOOKS, "单据: [YS-1, FP-1]", "单据: [YS-1, FP-9]"
    )
    book.add(BUYER, "{冲销: CX-1, 日期: 2026-10-10, 原单: FP-1, 原因: 开错}",
             invoice("FP-9", "2026-10-10", "文具店", "1600.00", "{验收: YS-1}"))  # fmt: skip
    said(book).silent()


def test_an_invoice_sent_back_with_a_red_one(book: Small) -> None:
    book.change(BUYER, "价税合计: 1600.00", "价税合计: 1610.00").change(
        BOOKS, "单据: [YS-1, FP-1]", "单据: [YS-1, FP-9]"
    )
    book.add(BUYER, invoice("FP-8", "2026-10-10", "文具店", "-1610.00", "").replace("涵盖: []", "原单: FP-1"),
             invoice("FP-9", "2026-10-10", "文具店", "1600.00", "{验收: YS-1}"))  # fmt: skip
    said(book).silent()


def test_one_invoice_for_a_suppliers_month(book: Small) -> None:
    """月结: two deliveries, one invoice over the period, two vouchers."""
    book.add(GENERAL, "{验收: YS-5, 日期: 2026-10-20, 供应商: 五金店, 明细: [灯管 10支 15.00 150.00]}").drop(
        BUYER, "发票: FP-2"
    )
    book.add(BUYER, invoice("FP-2", "2026-10-31", "五金店", "1650.00", "{供应商: 五金店, 期间: 2026-10}"))
    book.change(BOOKS, "单据: [YS-2, FP-2]", "单据: [YS-2]").change(CHECKS, "灯管 90支", "灯管 100支")
    book.add(BOOKS, voucher("记-9", "2026-10-20", "YS-5", "借 1302.02 150.00", "贷 2302 五金店 150.00"))
    said(book).silent()


def test_the_invoice_of_a_petty_purchase(book: Small) -> None:
    """Paid by the buyer out of his pocket, given back to him by bank; nothing is owed to the shop."""
    book.add(GENERAL, "{验收: YS-5, 日期: 2026-10-20, 来源: 零星采购, 供应商: 五金店, 明细: [灯管 10支 15.00 150.00]}")
    book.add(BUYER, invoice("FP-5", "2026-10-20", "五金店", "150.00", "{验收: YS-5}")).change(
        CHECKS, "灯管 90支", "灯管 100支"
    )
    book.add(TILL, '{报销: BZ-1, 日期: 2026-10-21, 报销人: 张建国, 明细: [{验收: YS-5, 金额: 150.00}],'
                   ' 补付: {方式: 银行, 账户: "6011", 金额: 150.00}}')  # fmt: skip
    book.add(
        BOOKS, voucher("记-9", "2026-10-21", "BZ-1 YS-5 FP-5", "借 1302.02 150.00", "贷 1002 150.00", budget="150.00")
    )
    bank_line(book, "{日期: 2026-10-21, 摘要: 张建国, 付: 150.00}", "94850.00")
    said(book).silent()


def test_an_advance_overspent(book: Small) -> None:
    book.add(TILL, '{借款: JK-1, 日期: 2026-10-15, 方式: 现金, 借款人: 张建国, 金额: 300.00}',
             '{报销: BZ-1, 日期: 2026-10-21, 原单: JK-1, 明细: [{摘要: 差旅, 金额: 320.00}], 补付: {方式: 现金,'
             ' 金额: 20.00}}')  # fmt: skip
    book.add(BOOKS, voucher("记-9", "2026-10-15", "JK-1", "借 1218.01 张建国 300.00", "贷 1001 300.00"),
             voucher("记-10", "2026-10-21", "BZ-1", "借 5001 320.00", "贷 1218.01 张建国 300.00", "贷 1001 20.00",
                     budget="320.00"))  # fmt: skip
    said(book.change(CHECKS, "实点: 500.00", "实点: 180.00")).silent()


def test_a_bill_rounded_down_when_it_is_paid(book: Small) -> None:
    """抹零: 1,000.00 owed, 999.50 paid, the rest waived."""
    book.add(TILL, '{付款: FK-3, 日期: 2026-10-27, 方式: 银行, 账户: "6011", 收款方: 电器店, 金额: 999.50,'
                   ' 核销: [{发票: FP-3, 金额: 1000.00}], 附加: [{种类: 抹零, 金额: -0.50}]}')  # fmt: skip
    book.add(
        BOOKS,
        voucher(
            "记-9", "2026-10-27", "FK-3", "借 2302 电器店 1000.00", "贷 1002 999.50", "贷 4603 0.50", budget="999.50"
        ),
    )
    bank_line(book, "{日期: 2026-10-27, 摘要: 电器店, 付: 999.50}", "94000.50")
    said(book).silent()


def test_an_outside_firm_mends_the_lift(book: Small) -> None:
    book.add("repairs", "{派工: PG-1, 日期: 2026-10-20, 外修: 电器店, 费用: 350.00}")
    book.add(BUYER, invoice("FP-5", "2026-10-21", "电器店", "350.00", "{派工: PG-1}"))
    book.add(BOOKS, voucher("记-9", "2026-10-21", "PG-1 FP-5", "借 5001 350.00", "贷 2302 电器店 350.00"))
    said(book).silent()


def test_scrap_sold_and_the_money_remitted_next_month(book: Small) -> None:
    """收支两条线: what comes in belongs to the treasury, and is no money of the school's budget."""
    november(book)
    book.add(
        TILL, '{收款: SK-1, 日期: 2026-10-23, 方式: 银行, 账户: "6011", 付款方: 回收站, 应缴: 县财政局, 金额: 160.00}'
    )
    book.add(BOOKS, voucher("记-9", "2026-10-23", "SK-1", "借 1002 160.00", "贷 2103 县财政局 160.00"))
    bank_line(book, "{日期: 2026-10-23, 摘要: 回收站, 收: 160.00}", "95160.00")
    book.add(
        TILL, '{上缴: SJ-1, 日期: 2026-11-05, 方式: 银行, 账户: "6011", 应缴: 县财政局, 金额: 160.00}', month="2026-11"
    )
    book.add(BOOKS, voucher("记-1", "2026-11-05", "SJ-1", "借 2103 县财政局 160.00", "贷 1002 160.00"), month="2026-11")
    said(book).silent()
    said(book, "2026-11").quiet()


def test_cash_drawn_and_a_cash_payment_after_the_count(book: Small) -> None:
    """The count of the 28th is rolled to the month's end by what moved after it."""
    book.add(TILL, "{付款: FK-3, 日期: 2026-10-30, 方式: 现金, 收款方: 锁匠, 用途: 配钥匙, 金额: 35.00}")
    book.add(BOOKS, voucher("记-9", "2026-10-30", "FK-3", "借 5001 35.00", "贷 1001 35.00", budget="35.00"))
    said(book.change(CHECKS, "现金盘点: XJ-1, 日期: 2026-10-31", "现金盘点: XJ-1, 日期: 2026-10-28")).silent()


def test_goods_issued_after_the_count(book: Small) -> None:
    book.change(CHECKS, "盘点: PD-1, 日期: 2026-10-31", "盘点: PD-1, 日期: 2026-10-14").change(
        CHECKS, "壁扇 2台", "壁扇 4台"
    )
    said(book).silent()


def test_a_slip_written_in_after_the_count_of_what_it_had_taken(book: Small) -> None:
    """Ten lamps went on the 20th, the shelf was counted on the 29th, and the slip came to light on the 31st."""
    book.add(GENERAL, "{领用: CK-9, 日期: 2026-10-20, 入账日期: 2026-10-31, 部门: 教务处, 明细: [灯管 10支]}")
    book.add(BOOKS, voucher("记-9", "2026-10-31", "", "借 5001 150.00", "贷 1302.02 150.00", copied=True))
    book.change(CHECKS, "盘点: PD-1, 日期: 2026-10-31", "盘点: PD-1, 日期: 2026-10-29")
    said(book.change(CHECKS, "灯管 90支", "灯管 80支")).silent()


def test_a_slip_reversed_and_written_anew_after_the_count(book: Small) -> None:
    """20 lamps were written for 30: what was on the shelf on the 29th is what the right slip left there."""
    book.add(
        GENERAL,
        "{冲销: CX-1, 日期: 2026-10-31, 原单: CK-2, 原因: 数量写错}",
        "{领用: CK-9, 日期: 2026-10-14, 入账日期: 2026-10-31, 替代: CK-2, 部门: 教务处, 明细: [灯管 30支]}",
    )
    book.add(BOOKS, voucher("记-9", "2026-10-31", "", "借 5001 150.00", "贷 1302.02 150.00", copied=True))
    book.change(CHECKS, "盘点: PD-1, 日期: 2026-10-31", "盘点: PD-1, 日期: 2026-10-29")
    said(book.change(CHECKS, "灯管 90支", "灯管 80支")).silent()


def test_a_payment_reversed_and_paid_again(book: Small) -> None:
    """The bank sent it back; both sides show it twice out and once in, or the pair not at all."""
    book.add(TILL, '{付款: FK-3, 日期: 2026-10-26, 方式: 银行, 账户: "6011", 收款方: 电器店, 金额: 1000.00,'
                   ' 核销: [{发票: FP-3, 金额: 1000.00}]}',
             "{冲销: CX-1, 日期: 2026-10-27, 原单: FK-3, 原因: 账号有误}",
             '{付款: FK-4, 日期: 2026-10-28, 方式: 银行, 账户: "6011", 收款方: 电器店, 金额: 1000.00,'
             ' 核销: [{发票: FP-3, 金额: 1000.00}]}')  # fmt: skip
    book.add(
        BOOKS, voucher("记-9", "2026-10-28", "FK-4", "借 2302 电器店 1000.00", "贷 1002 1000.00", budget="1000.00")
    )
    bank_line(book, "{日期: 2026-10-28, 摘要: 电器店, 付: 1000.00}", "94000.00")
    said(book).silent()


def test_a_payment_sent_back_by_the_bank_shows_on_its_statement_too(book: Small) -> None:
    book.add(TILL, '{付款: FK-3, 日期: 2026-10-26, 方式: 银行, 账户: "6011", 收款方: 电器店, 金额: 1000.00,'
                   ' 核销: [{发票: FP-3, 金额: 1000.00}]}',
             "{冲销: CX-1, 日期: 2026-10-27, 原单: FK-3, 原因: 账号有误}")  # fmt: skip
    bank_line(
        book, "{日期: 2026-10-26, 摘要: 电器店, 付: 1000.00}, {日期: 2026-10-27, 摘要: 退汇, 收: 1000.00}", "95000.00"
    )
    said(book).quiet()


def test_a_supplier_that_has_not_seen_our_payment(book: Small) -> None:
    """Paid on the 31st, at the bank in November: the same timing item explains the supplier's statement."""
    book.add(
        TILL,
        '{付款: FK-3, 日期: 2026-10-31, 方式: 银行, 账户: "6011", 收款方: 电器店, 金额: 1000.00,'
        " 核销: [{发票: FP-3, 金额: 1000.00}]}",
    )
    book.add(
        BOOKS, voucher("记-9", "2026-10-31", "FK-3", "借 2302 电器店 1000.00", "贷 1002 1000.00", budget="1000.00")
    )
    book.add(CHECKS, "{对账单: GD-1, 日期: 2026-10-31, 种类: 供应商, 账套: 学校, 供应商: 电器店, 期初: 0.00,"
                     " 明细: [{日期: 2026-10-10, 增: 1000.00}], 期末: 1000.00}")  # fmt: skip
    told = said(book)
    told.quiet()
    assert told.effects("bank.books_out_not_at_bank") == {"school 1002 账实": "1000.00", "school 2302 账实": "1000.00"}


def test_meals_paid_for_next_month(book: Small) -> None:
    book.add(CANTEEN, "{收费: SR-1, 日期: 2026-10-29, 项目: 学生伙食费, 往来: 学生, 所属期: 2026-11, 金额: 1950.00}")
    book.add(
        "cash/食堂", '{收款: SK-1, 日期: 2026-10-29, 方式: 银行, 账户: "8802", 付款方: 学生, 收费: SR-1, 金额: 1950.00}'
    )
    book.add(FOOD_BOOKS, voucher("食记-5", "2026-10-29", "SR-1 SK-1", "借 1002 1950.00", "贷 2305 学生 1950.00"))
    book.change(
        CHECKS,
        "摘要: 粮油店, 付: 3000.00}], 期末: 47000.00",
        "摘要: 粮油店, 付: 3000.00}, {日期: 2026-10-29, 摘要: 代扣, 收: 1950.00}], 期末: 48950.00",
    )
    said(book).silent()


def test_income_and_expense_closed_into_the_surplus(book: Small) -> None:
    """结转: 4001 shows the month's credits, not the balance that was carried over."""
    book.add(BOOKS, voucher("记-9", "2026-10-31", "", "借 4001 1500.00", "借 3001 750.00", "贷 5001 2250.00"))
    said(book).silent()


def test_a_voucher_of_one_set_may_rest_on_a_document_of_the_other(book: Small) -> None:
    """The school's treasury quota pays the canteen's grocer; the canteen's voucher names the school's payment."""
    book.add(
        BUYER, invoice("FP-6", "2026-10-31", "粮油店", "2600.00", "{验收: YS-1}").replace("账套: 学校", "账套: 食堂")
    )
    book.add(
        TILL,
        "{付款: FK-3, 日期: 2026-10-31, 方式: 财政直接支付, 收款方: 粮油店, 金额: 2600.00, 核销: [{账套: 食堂,"
        " 发票: FP-6, 金额: 2600.00}]}",
    )
    book.add(BOOKS, voucher("记-9", "2026-10-31", "FK-3", "借 5001 2600.00", "贷 4001 2600.00"))
    book.add(
        FOOD_BOOKS,
        voucher("食记-5", "2026-10-31", "X", "借 2302 粮油店 2600.00", "贷 4101 2600.00").replace(
            "[X]", "[{账套: 学校, 付款: FK-3}]"
        ),
    )
    book.change(
        CHECKS,
        "收款方: 五金店, 金额: 1500.00}]",
        "收款方: 五金店, 金额: 1500.00}, {日期: 2026-10-31, 收款方: 粮油店, 金额: 2600.00}]",
    )
    said(book).silent()


def test_freight_is_part_of_what_goods_cost(book: Small) -> None:
    """政府会计准则第1号——存货: price, taxes, freight. 1,500.00 and 50.00 are 15.50 a lamp."""
    book.change(
        GENERAL,
        "明细: [灯管 100支 15.00 1500.00]",
        "明细: [灯管 100支 15.00 1500.00], 附加: [{种类: 运费, 金额: 50.00}]",
    )
    book.change(BUYER, "价税合计: 1500.00", "价税合计: 1550.00").drop(BOOKS, "凭证: 记-2").drop(BOOKS, "凭证: 记-7")
    book.add(
        BOOKS,
        voucher("记-2", "2026-10-09", "YS-2 FP-2", "借 1302.02 1550.00", "贷 2302 五金店 1550.00"),
        # (150 + 1,550) / 110 = 15.4545… a lamp; twenty of them
        voucher("记-7", "2026-10-31", "", "借 5001 1559.09", "借 1302.04 250.00", "贷 1302.01 1000.00", "贷 1302.02 309.09",
                "贷 1302.03 500.00", copied=True),
    )  # fmt: skip
    said(book).silent()
