"""One voucher is not what its papers say: its cause is said by name; and what only looks like it is silent."""

from __future__ import annotations

import pytest

from houqin.book.index import open_book
from houqin.reports.reconcile import reconciliation

from .book import (
    BOOKS,
    BUYER,
    CHECKS,
    GENERAL,
    Said,
    Small,
    invoice,
    november,
    said,
    voucher,
)
from .test_wrong import only

LAMPS = '{科目: "1302.02", 借: 1500.00}, {科目: "2302", 往来: 五金店, 贷: 1500.00}'


def lamps_booked(book: Small, entered: str) -> Small:
    """记-2 enters another sum for the lamps (YS-2 and FP-2 say 1,500.00), on both sides."""
    return book.change(BOOKS, LAMPS, LAMPS.replace("1500.00", entered))


def named(told: Said, code: str) -> list[str]:
    """The records of the finding of a code, by their own numbers, the one at fault first."""
    return [r["id"].split("/")[1] for r in told.finding(code)["records"]]


# ------------------------------------------------------------ the pen


@pytest.mark.parametrize(("entered", "code", "rivals"), [
    ("1050.00", "voucher.digits_swapped", 0),
    ("150.00", "voucher.decimal_slid", 0),
    ("15000.00", "voucher.decimal_slid", 0),
    ("1600.00", "voucher.digit_misread", 0),  # 6 for 5; too much to be a discount
    ("-1500.00", "voucher.sign_reversed", 0),
    ("3000.00", "voucher.doubled", 0),
    ("1490.00", "voucher.extra", 0),  # ten yuan off, and no paper says why
    ("1520.00", "voucher.extra", 0),  # twenty on top: carriage perhaps
    ("1499.00", "voucher.differs", 0),  # one yuan is no discount
    ("1440.00", "voucher.differs", 0),  # sixty is more than is knocked off in passing
    ("1509.00", "voucher.differs", 0),  # divisible by nine, and no form of anything
])  # fmt: skip
def test_a_voucher_that_says_another_sum(book: Small, entered: str, code: str, rivals: int) -> None:
    off = f"{float(entered) - 1500:.2f}"
    told = said(lamps_booked(book, entered))
    only(told, code, "to_correct", {"school 1302.02 账账": off, "school 2302 账账": off})
    assert told.finding(code)["rivals"] == rivals
    assert named(told, code)[:3] == ["记-2", "FP-2", "YS-2"]


def test_a_deduction_that_may_be_a_misread_digit_as_well(book: Small) -> None:
    """1,560.00 of lamps entered as 1,550.00: ten yuan knocked off, or a 6 read as a 5."""
    book.change(GENERAL, "灯管 100支 15.00 1500.00", "灯管 104支 15.00 1560.00").change(
        CHECKS, "灯管 90支", "灯管 94支"
    )
    book.change(BUYER, "供应商: 五金店, 价税合计: 1500.00", "供应商: 五金店, 价税合计: 1560.00")
    told = said(lamps_booked(book, "1550.00"))
    only(told, "voucher.extra", "to_correct", {"school 1302.02 账账": "-10.00", "school 2302 账账": "-10.00"})
    assert told.finding("voucher.extra")["rivals"] == 1
    assert "数字看错" in told.finding("voucher.extra")["message"]


def test_a_school_that_knocks_off_more(book: Small) -> None:
    """Its own rule takes the place of the national one."""
    book.school += "  - {规则: 整额增减, 值: [20, 100], 单位: 元, 依据: 校办6号, 起: 2026-01-01}\n"
    told = said(lamps_booked(book, "1440.00"))
    assert told.codes == ["voucher.extra"]


# ------------------------------------------------------------ twice


def test_a_payment_booked_twice(book: Small) -> None:
    book.add(
        BOOKS, voucher("记-9", "2026-10-31", "FK-1", "借 2302 文具店 5000.00", "贷 1002 5000.00", budget="5000.00")
    )
    told = said(book)
    only(told, "voucher.twice", "to_correct",
         {"school 1002 账账": "-5000.00", "school 2302 账账": "-5000.00", "school 8001 账账": "-5000.00"})  # fmt: skip
    assert named(told, "voucher.twice")[:3] == ["记-9", "记-5", "FK-1"]


def test_goods_booked_again_through_their_invoice(book: Small) -> None:
    """记-1 names slip and invoice; 记-9 only the invoice."""
    book.add(BOOKS, voucher("记-9", "2026-10-31", "FP-1", "借 1302.01 1600.00", "贷 2302 文具店 1600.00"))
    told = said(book)
    assert told.codes == ["voucher.twice"]
    assert named(told, "voucher.twice")[:2] == ["记-9", "记-1"]


def test_goods_booked_again_next_month(book: Small) -> None:
    november(book).add(
        BOOKS, voucher("记-1", "2026-11-03", "YS-1", "借 1302.01 1600.00", "贷 2302 文具店 1600.00"), month="2026-11"
    )
    told = said(book, "2026-11")
    assert told.codes == ["voucher.twice"]
    assert [r["id"] for r in told.finding("voucher.twice")["records"]][:2] == ["2026-11/记-1", "2026-10/记-1"]


def test_true_twins_are_two(book: Small) -> None:
    """The same lamps for the same sum came twice, each with its slip, its invoice and its voucher."""
    book.add(GENERAL, "{验收: YS-5, 日期: 2026-10-09, 供应商: 五金店, 明细: [灯管 100支 15.00 1500.00]}")
    book.add(BUYER, invoice("FP-5", "2026-10-09", "五金店", "1500.00", "{验收: YS-5}"))
    book.add(BOOKS, voucher("记-9", "2026-10-09", "YS-5 FP-5", "借 1302.02 1500.00", "贷 2302 五金店 1500.00"))
    said(book.change(CHECKS, "灯管 90支", "灯管 190支")).silent()


def test_booked_twice_and_one_of_them_taken_back(book: Small) -> None:
    book.add(BOOKS, voucher("记-9", "2026-10-20", "YS-1 FP-1", "借 1302.01 1600.00", "贷 2302 文具店 1600.00"),
             "{冲销: 记-10, 日期: 2026-10-21, 原单: 记-9, 原因: 重复}")  # fmt: skip
    said(book).silent()


# ------------------------------------------------------------ accounts


@pytest.mark.parametrize("account", ["5001", "1601", "1302.01"])
def test_lamps_on_the_shelf_entered_elsewhere(book: Small, account: str) -> None:
    """As an expense, as an asset, as paper."""
    book.change(BOOKS, '{科目: "1302.02", 借: 1500.00}', f'{{科目: "{account}", 借: 1500.00}}')
    told = said(book)
    effects = {"school 1302.02 账账": "-1500.00"}
    only(told, "voucher.other_account", "to_correct",
         effects if account == "5001" else {f"school {account} 账账": "1500.00"} | effects)  # fmt: skip
    assert named(told, "voucher.other_account")[0] == "记-2"
    assert f"借 1302.02 / 贷 {account} 1,500.00" in told.finding("voucher.other_account")["next_step"]


def test_two_deliveries_of_one_voucher_entered_as_an_asset(book: Small) -> None:
    book.add(GENERAL, "{验收: YS-5, 日期: 2026-10-09, 供应商: 五金店, 明细: [灯管 10支 15.00 150.00]}")
    book.change(BOOKS, "单据: [YS-2, FP-2]", "单据: [YS-2, YS-5, FP-2]").change(CHECKS, "灯管 90支", "灯管 100支")
    lamps_booked(book, "1650.00").change(BOOKS, '"1302.02", 借: 1650.00', '"1601", 借: 1650.00')
    only(said(book), "voucher.other_account", "to_correct",
         {"school 1302.02 账账": "-1650.00", "school 1601 账账": "1650.00"})  # fmt: skip


# ------------------------------------------------------------ returns, payments


def a_return(book: Small, entered: str) -> Small:
    """Two boxes of paper of YS-1 went back: 320.00 at what they came in at."""
    book.add(GENERAL, "{退货: TH-1, 日期: 2026-10-26, 原单: YS-1, 供应商: 文具店, 明细: [复印纸 2箱 160.00 320.00]}")
    book.add(BOOKS, voucher("记-9", "2026-10-26", "TH-1", f"借 2302 文具店 {entered}", f"贷 1302.01 {entered}"))
    return book.change(CHECKS, "复印纸 130包", "复印纸 114包")


def test_a_return_at_another_price(book: Small) -> None:
    told = said(a_return(book, "336.00"))
    only(told, "voucher.return_price", "to_correct", {"school 1302.01 账账": "-16.00", "school 2302 账账": "-16.00"})
    assert named(told, "voucher.return_price") == ["记-9", "TH-1"]
    assert "借 1302.01 / 贷 2302 16.00" in told.finding("voucher.return_price")["next_step"]


def test_the_last_of_them_goes_back_and_takes_all_that_was_left(book: Small) -> None:
    """Five lamps go back at 16.00, which is what the supplier owes for them; in the books the last five stand at 15.10."""
    book.add(GENERAL, "{验收: YS-5, 日期: 2026-10-19, 供应商: 五金店, 明细: [灯管 10支 16.00 160.00]}")
    book.add(GENERAL, "{领用: CK-5, 日期: 2026-10-20, 部门: 教务处, 明细: [灯管 95支]}")
    book.add(GENERAL, "{退货: TH-1, 日期: 2026-10-26, 原单: YS-5, 供应商: 五金店, 明细: [灯管 5支 16.00 80.00]}")
    book.add(BOOKS, voucher("记-9", "2026-10-19", "YS-5", "借 1302.02 160.00", "贷 2302 五金店 160.00"))
    book.add(BOOKS, voucher("记-10", "2026-10-20", "CK-5", "借 5001 1434.50", "贷 1302.02 1434.50"))
    book.add(BOOKS, voucher("记-11", "2026-10-26", "TH-1", "借 2302 五金店 80.00", "贷 1302.02 80.00"))
    told = said(book.change(CHECKS, "灯管 90支", "灯管 0支"))
    only(told, "voucher.return_price", "to_correct", {"school 1302.02 账账": "-4.50"})
    finding = told.finding("voucher.return_price")
    assert "按 80.00 记退货；TH-1 灯管 5 支是最后的，账上只剩 75.50" in finding["message"]
    assert "借 1302.02 / 贷 对方科目 4.50" in finding["next_step"]


def test_a_return_at_what_it_cost(book: Small) -> None:
    said(a_return(book, "320.00")).silent()


def paid(book: Small, entered: str) -> Small:
    """记-5 enters another sum than FK-1 and the bank have (5,000.00), its budget half as well."""
    for one, other in (('"2302", 往来: 文具店, 借', '"1002", 贷'), ('"7201", 借', '"8001", 贷')):
        was = f"{{科目: {one}: 5000.00}}, {{科目: {other}: 5000.00}}"
        book.change(BOOKS, was, was.replace("5000.00", entered))
    return book


PAID = {"school 1002 账账": "-20.00", "school 2302 账账": "-20.00", "school 8001 账账": "-20.00"}


def test_another_sum_than_was_paid(book: Small) -> None:
    told = said(paid(book, "5020.00"))
    only(told, "voucher.paid_otherwise", "to_correct", PAID)
    assert "FK-1 实际收付 5,000.00，DZ-1 也是" in told.finding("voucher.paid_otherwise")["message"]
    assert named(told, "voucher.paid_otherwise") == ["记-5", "FK-1"]


def test_a_payment_slip_that_is_wrong_itself(book: Small) -> None:
    """The cashier wrote 5,000.00; the bank paid 5,020.00, and the voucher says so."""
    paid(book, "5020.00").change(
        CHECKS, "摘要: 文具店, 付: 5000.00}], 期末: 95000.00", "摘要: 文具店, 付: 5020.00}], 期末: 94980.00"
    )
    told = said(book)
    assert told.effects("voucher.paid_otherwise") == PAID
    assert "而 DZ-1 与凭证相同" in told.finding("voucher.paid_otherwise")["message"]


# ------------------------------------------------------------ earlier, later, never


def paper_in_october(book: Small, entered: str, day: str = "2026-11-03") -> Small:
    """Paper of the 29th whose invoice and voucher are November's."""
    book.add(GENERAL, "{验收: YS-5, 日期: 2026-10-29, 供应商: 文具店, 明细: [复印纸 5箱 160.00 800.00]}")
    november(book.change(CHECKS, "复印纸 130包", "复印纸 170包"))
    book.add(BUYER, invoice("FP-5", day, "文具店", entered, "{验收: YS-5}"), month="2026-11")
    return book.add(
        BOOKS, voucher("记-1", day, "FP-5", f"借 1302.01 {entered}", f"贷 2302 文具店 {entered}"), month="2026-11"
    )


def test_goods_of_october_in_a_voucher_of_november(book: Small) -> None:
    told = said(paper_in_october(book, "800.00"))
    told.quiet()
    assert told.timing == ["document.booked_later"]
    assert told.effects("document.booked_later") == {"school 1302.01 账账": "-800.00", "school 2302 账账": "-800.00"}
    assert named(told, "document.booked_later") == ["YS-5", "记-1"]
    assert "2026-11 记-1" in told.finding("document.booked_later")["message"]
    after = said(book, "2026-11")
    after.silent()
    assert after.line("school", "2302")["carried_in"] == "-800.00"


def test_what_went_back_of_it_is_in_the_same_voucher(book: Small) -> None:
    """Five boxes and a packet returned: November books what is left of it, 780.00."""
    paper_in_october(book, "780.00").change(CHECKS, "复印纸 170包", "复印纸 169包")
    book.add(GENERAL, "{退货: TH-5, 日期: 2026-10-30, 原单: YS-5, 供应商: 文具店, 明细: [复印纸 1包 20.00 20.00]}")
    book.change(BOOKS, "[FP-5]", "[FP-5, TH-5]", month="2026-11")
    told = said(book)
    assert told.codes == []
    assert told.timing == ["document.booked_later"] * 2


def test_a_later_voucher_that_does_not_book_it_all_is_no_excuse(book: Small) -> None:
    assert said(paper_in_october(book, "700.00")).codes == ["goods.no_invoice"]


def test_a_later_voucher_that_is_taken_back_is_none(book: Small) -> None:
    paper_in_october(book, "800.00").add(BOOKS, "{冲销: 记-2, 日期: 2026-11-20, 原单: 记-1}", month="2026-11")
    assert said(book).codes == ["goods.no_invoice"]


def ordered(book: Small) -> Small:
    """Paper billed and booked on the 28th of October; November brings nothing."""
    book.add(BUYER, "{订单: DD-1, 日期: 2026-10-26, 供应商: 文具店, 明细: [复印纸 5箱 160.00 800.00]}",
             invoice("FP-5", "2026-10-28", "文具店", "800.00", "{订单: DD-1}"))  # fmt: skip
    book.add(BOOKS, voucher("记-9", "2026-10-28", "FP-5", "借 1302.01 800.00", "贷 2302 文具店 800.00"))
    return november(book)


def test_goods_that_are_not_on_the_road_any_more(book: Small) -> None:
    assert said(ordered(book)).timing == ["voucher.no_goods"]
    told = said(book, "2026-11")
    only(told, "voucher.never_received", "to_correct", {"school 1302.01 账账": "800.00", "school 2302 账账": "800.00"})
    assert named(told, "voucher.never_received") == ["记-9", "FP-5"]
    assert "33 天" in told.finding("voucher.never_received")["message"]


def test_goods_that_take_longer_by_the_schools_own_rule(book: Small) -> None:
    ordered(book).school += "  - {规则: 在途期限, 值: 45, 单位: 天, 依据: 供货合同, 起: 2026-01-01}\n"
    told = said(book, "2026-11")
    told.quiet()
    assert told.timing == ["voucher.no_goods"]


NOVEMBER = "{{验收: YS-5, 日期: 2026-11-02, 供应商: 文具店, 订单: DD-1, 明细: [复印纸 {0}箱 160.00 {1}]}}"


@pytest.mark.parametrize("covers", ["{订单: DD-1}", "{验收: YS-5}"])
def test_goods_that_came_in_november(book: Small, covers: str) -> None:
    """The voucher of October has booked them: it names their invoice, which names the order, or the slip that was to come."""
    ordered(book).change(BUYER, "涵盖: [{订单: DD-1}]", f"涵盖: [{covers}]")
    book.add(GENERAL, NOVEMBER.format(5, "800.00"), month="2026-11")
    assert said(book).timing == ["voucher.no_goods"]
    said(book, "2026-11").silent()


def test_goods_of_which_some_are_still_on_the_road(book: Small) -> None:
    ordered(book).add(GENERAL, NOVEMBER.format(3, "480.00"), month="2026-11")
    book.school += "  - {规则: 在途期限, 值: 45, 单位: 天, 依据: 供货合同, 起: 2026-01-01}\n"
    told = said(book, "2026-11")
    told.quiet()
    assert told.effects("voucher.no_goods") == {"school 1302.01 账账": "320.00", "school 2302 账账": "320.00"}


def test_more_came_than_was_booked(book: Small) -> None:
    ordered(book).add(GENERAL, NOVEMBER.format(6, "960.00"), month="2026-11")
    told = said(book, "2026-11")
    assert told.codes == ["acceptance.above_quantity", "voucher.differs"]  # more than was ordered, and than was booked
    assert told.effects("voucher.differs") == {"school 1302.01 账账": "-160.00", "school 2302 账账": "-160.00"}
    assert named(told, "voucher.differs")[0] == "记-9"


# ------------------------------------------------------------ gifts without a value


def given(book: Small, lines: str, booked: str = "") -> Small:
    """Parents give lamps and paper without a bill: 名义金额."""
    book.add(
        GENERAL,
        f"{{验收: YS-5, 日期: 2026-10-30, 来源: 捐赠, 捐赠人: 家长委员会, 计价依据: 名义金额, 明细: [{lines}]}}",
    )
    for account in filter(None, booked.split()):
        book.add(BOOKS, voucher(f"记-{account}", "2026-10-31", "YS-5", f"借 {account} 1.00", "贷 4603 1.00"))
    return book.change(CHECKS, "灯管 90支", "灯管 93支")


LAMP, PAPER = "{物品: 灯管, 数量: 3 支}", "{物品: 复印纸, 数量: 2 包}"


def test_a_gift_at_the_nominal_yuan(book: Small) -> None:
    """No sum on the slip: one yuan for the lamps, whatever lamps cost last."""
    said(given(book, LAMP, "1302.02")).silent()


def test_a_gift_of_two_kinds_is_a_yuan_each(book: Small) -> None:
    said(given(book, f"{LAMP}, {PAPER}", "1302.01 1302.02").change(CHECKS, "复印纸 130包", "复印纸 132包")).silent()


def test_a_gift_whose_slip_says_that_it_is_worth_nothing(book: Small) -> None:
    said(given(book, "灯管 3支 0.00 0.00")).silent()


def test_a_gift_at_the_nominal_yuan_is_booked_all_the_same(book: Small) -> None:
    only(said(given(book, LAMP)), "document.not_booked", "to_book", {"school 1302.02 账账": "-1.00"})


def test_another_nominal_amount_by_the_schools_own_rule(book: Small) -> None:
    book.school += "  - {规则: 名义金额, 值: 0.50, 单位: 元, 依据: 校办7号, 起: 2026-01-01}\n"
    only(said(given(book, LAMP)), "document.not_booked", "to_book", {"school 1302.02 账账": "-0.50"})


# ------------------------------------------------------------ words


def test_several_lines_in_english(book: Small) -> None:
    book.add(
        GENERAL,
        "{验收: YS-5, 日期: 2026-10-29, 供应商: 文具店, 明细: [复印纸 5箱 160.00 800.00, 灯管 1支 15.00 15.00]}",
    )
    book.change(CHECKS, "复印纸 130包", "复印纸 170包").change(CHECKS, "灯管 90支", "灯管 91支")
    book.write(book.folder)
    with open_book(book.folder) as opened:
        report = reconciliation(opened, "2026-10", "en", 20261231)
    (message,) = [row[5] for row in report.tables[1].rows]
    assert message.startswith("YS-5 复印纸 40 包 and 1 more: goods accepted")
    assert "等" not in message
