"""A purchase from its order to its payment: what differs is named by its cause, with the line and the figure; and beside
each fault stands its innocent neighbour, of which nothing is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .book import (
    BOOKS,
    BUYER,
    CHECKS,
    FOOD_BOOKS,
    GENERAL,
    KITCHEN,
    TILL,
    Small,
    invoice,
    november,
    said,
    voucher,
)  # fmt: skip
from .test_wrong import only

if TYPE_CHECKING:
    from collections.abc import Callable

ORDER = "{订单: DD-1, 日期: 2026-10-05, 供应商: 文具店, 明细: [复印纸 10箱 160.00 1600.00]}"


def billed(book: Small, total: str, lines: str, *, more: str = "", booked: bool = True) -> Small:
    """文具店 bills its ten boxes otherwise than YS-1 says, with lines; the voucher follows it or the goods."""
    book.change(BUYER, "价税合计: 1600.00,", f"价税合计: {total}, {f'明细: [{lines}],' if lines else ''}{more}")
    if booked:
        book.change(BOOKS, '{科目: "1302.01", 借: 1600.00}, {科目: "2302", 往来: 文具店, 贷: 1600.00}',
                    f'{{科目: "1302.01", 借: {total}}}, {{科目: "2302", 往来: 文具店, 贷: {total}}}')  # fmt: skip
    return book


def ordered(book: Small, order: str = ORDER) -> Small:
    """The ten boxes of YS-1 were ordered."""
    return book.add(BUYER, order).change(GENERAL, "验收: YS-1, ", "验收: YS-1, 订单: DD-1, ")


def ids(told_finding: dict[str, object]) -> list[str]:
    return [r["id"] for r in told_finding["records"]]  # type: ignore[attr-defined, index]


# ------------------------------------------------------------ 7, 8: the invoice against the acceptance


def test_a_line_billed_dearer_and_booked_so(book: Small) -> None:
    told = said(billed(book, "1650.00", "复印纸 10箱 165.00 1650.00"))
    only(told, "invoice.price", "to_correct", {"school 1302.01 账账": "50.00", "school 2302 账账": "50.00"})
    found = told.finding("invoice.price")
    assert ids(found) == ["2026/FP-1", "2026/YS-1", "2026-10/记-1"]
    assert "多开 50.00：复印纸 发票 10 箱 × 165.00，验收 10 箱 × 160.00" in found["message"]


def test_a_line_billed_dearer_and_not_booked_touches_no_line(book: Small) -> None:
    told = said(billed(book, "1650.00", "复印纸 10箱 165.00 1650.00", booked=False))
    assert (told.codes, told.differences()) == (["invoice.price"], {})


def test_a_line_billed_cheaper_is_the_same_cause_the_other_way(book: Small) -> None:
    told = said(billed(book, "1580.00", "复印纸 10箱 158.00 1580.00"))
    only(told, "invoice.price", "to_correct", {"school 1302.01 账账": "-20.00", "school 2302 账账": "-20.00"})
    assert "少开 20.00" in told.finding("invoice.price")["message"]


def test_more_billed_than_was_accepted(book: Small) -> None:
    told = said(billed(book, "1760.00", '"*纸制品*复印纸 11箱 160.00 1760.00"'))
    only(told, "invoice.quantity", "to_correct", {"school 1302.01 账账": "160.00", "school 2302 账账": "160.00"})
    assert "复印纸 发票 11 箱 × 160.00，验收 10 箱 × 160.00" in told.finding("invoice.quantity")["message"]


def test_billed_by_the_piece_what_was_accepted_by_the_box(book: Small) -> None:
    """80 packs of 20.50 against 10 boxes of 160.00: one quantity, compared in packs."""
    told = said(billed(book, "1640.00", "复印纸 80包 20.50 1640.00"))
    only(told, "invoice.price", "to_correct", {"school 1302.01 账账": "40.00", "school 2302 账账": "40.00"})
    assert "复印纸 发票 80 包 × 20.50，验收 80 包 × 20.00" in told.finding("invoice.price")["message"]


def test_price_and_quantity_both_are_two_findings_with_their_own_sums(book: Small) -> None:
    """11 boxes at 165.00 for 10 at 160.00: 160.00 for the eleventh, 55.00 for the price."""
    told = said(billed(book, "1815.00", "复印纸 11箱 165.00 1815.00"))
    assert told.codes == ["invoice.price", "invoice.quantity"]
    assert told.effects("invoice.price") == {"school 1302.01 账账": "55.00", "school 2302 账账": "55.00"}
    assert told.effects("invoice.quantity") == {"school 1302.01 账账": "160.00", "school 2302 账账": "160.00"}


def test_an_agreed_price_difference_with_lines_is_right(book: Small) -> None:
    book.change(BUYER, "价税合计: 1600.00, 涵盖: [{验收: YS-1}]",
                "价税合计: 1650.00, 明细: [复印纸 10箱 165.00 1650.00], 涵盖: [{验收: YS-1, 价差: 50.00}]")  # fmt: skip
    book.change(BOOKS, '{科目: "1302.01", 借: 1600.00}, {科目: "2302", 往来: 文具店, 贷: 1600.00}',
                '{科目: "1302.01", 借: 1650.00}, {科目: "2302", 往来: 文具店, 贷: 1650.00}')  # fmt: skip
    said(book).silent()


def test_lines_that_agree_are_right_however_they_are_written(book: Small) -> None:
    said(billed(book, "1600.00", '{物品: "*纸制品*复印纸", 数量: 80 包, 单价: 20.00, 金额: 1600.00}')).silent()


def test_lines_that_name_the_goods_as_a_lot_say_nothing_of_the_cause(book: Small) -> None:
    assert said(billed(book, "1650.00", "文具 1批 1650.00 1650.00")).codes == ["invoice.differs"]


# ------------------------------------------------------------ 10, 18: rounding of packs, extras


def test_cents_between_boxes_and_packs_are_rounding(book: Small) -> None:
    """80 packs: half a fen on each is 0.40 at most."""
    told = said(billed(book, "1600.40", ""))
    only(told, "invoice.rounding", "to_correct", {"school 1302.01 账账": "0.40", "school 2302 账账": "0.40"})


def test_cents_that_more_than_half_a_fen_a_piece_would_make_are_not(book: Small) -> None:
    assert said(billed(book, "1600.41", "")).codes == ["invoice.differs"]


def test_cents_on_goods_that_are_not_in_packs_are_not_rounding(book: Small) -> None:
    book.change(BUYER, "价税合计: 1500.00", "价税合计: 1500.03")
    assert said(book).codes == ["invoice.differs"]


def test_freight_that_only_the_invoice_has(book: Small) -> None:
    told = said(billed(book, "1630.00", "", more="附加: [{种类: 运费, 金额: 30.00}],", booked=False))
    assert (told.codes, told.differences()) == (["invoice.extra"], {})
    assert "运费 30.00" in told.finding("invoice.extra")["message"]
    assert told.finding("invoice.extra")["kind"] == "extra_on_one_side"


def test_freight_that_the_voucher_has_too_lacks_only_the_acceptance(book: Small) -> None:
    told = said(billed(book, "1630.00", "", more="附加: [{种类: 运费, 金额: 30.00}],"))
    only(told, "invoice.extra", "to_correct", {"school 1302.01 账账": "30.00", "school 2302 账账": "30.00"})


def test_freight_that_all_three_have_is_right(book: Small) -> None:
    """The fifty packs that were issued were older ones: they cost what they did (先进先出)."""
    billed(book, "1680.00", "", more="附加: [{种类: 运费, 金额: 80.00}],")
    book.change(GENERAL, "10箱 160.00 1600.00]", "10箱 160.00 1600.00], 附加: [{种类: 运费, 金额: 80.00}]")
    said(book).silent()


# ------------------------------------------------------------ 7, 8: the acceptance against its order


def test_accepted_above_the_orders_price(book: Small) -> None:
    told = said(ordered(book, ORDER.replace("160.00 1600.00", "155.00 1550.00")))
    assert (told.codes, told.differences()) == (["acceptance.above_price"], {})
    found = told.finding("acceptance.above_price")
    assert ids(found) == ["2026/YS-1", "2026/DD-1"]
    assert "共 50.00：复印纸 验收 10 箱 × 160.00，订单 10 箱 × 155.00" in found["message"]


def test_a_rise_that_the_books_own_rule_allows_is_none(book: Small) -> None:
    book.school += "  - {规则: 价格允差, 对象: 办公用品, 值: 5, 单位: 高于订单的%, 起: 2026-01-01}\n"
    said(ordered(book, ORDER.replace("160.00 1600.00", "155.00 1550.00"))).silent()


@pytest.mark.parametrize("order", [
    ORDER, ORDER.replace("160.00 1600.00", "170.00 1700.00"), ORDER.replace("10箱 160.00 1600.00", "12箱 160.00 1920.00"),
    ORDER.replace("复印纸 10箱 160.00 1600.00", "复印纸 80包 20.00 1600.00"), ORDER.replace("复印纸 10箱", "教学用纸 10件"),
])  # fmt: skip
def test_as_ordered_or_cheaper_or_less_or_in_other_units_is_right(book: Small, order: str) -> None:
    said(ordered(book, order)).silent()


def test_more_accepted_than_ordered(book: Small) -> None:
    told = said(ordered(book, ORDER.replace("10箱 160.00 1600.00", "8箱 160.00 1280.00")))
    assert told.codes == ["acceptance.above_quantity"]
    assert (
        "多 320.00：复印纸 验收 10 箱 × 160.00，订单 8 箱 × 160.00"
        in (told.finding("acceptance.above_quantity")["message"])
    )


def in_two_cars(book: Small, first: str, second: str) -> Small:
    """The order comes in two deliveries, billed and booked together."""
    ordered(book).change(GENERAL, "明细: [复印纸 10箱 160.00 1600.00]", f"明细: [复印纸 {first}]")
    book.add(GENERAL, f"{{验收: YS-11, 日期: 2026-10-09, 订单: DD-1, 供应商: 文具店, 明细: [复印纸 {second}]}}")
    book.change(BUYER, "涵盖: [{验收: YS-1}]", "涵盖: [{验收: YS-1}, {验收: YS-11}]")
    return book.change(BOOKS, "单据: [YS-1, FP-1]", "单据: [YS-1, YS-11, FP-1]")


def test_two_deliveries_of_one_order_are_right(book: Small) -> None:
    said(in_two_cars(book, "6箱 160.00 960.00", "4箱 160.00 640.00")).silent()


def test_the_delivery_by_which_an_order_is_exceeded_is_named(book: Small) -> None:
    in_two_cars(book, "6箱 160.00 960.00", "5箱 160.00 800.00")
    book.change(BUYER, "价税合计: 1600.00", "价税合计: 1760.00").change(CHECKS, "复印纸 130包", "复印纸 138包")
    book.change(BOOKS, '{科目: "1302.01", 借: 1600.00}, {科目: "2302", 往来: 文具店, 贷: 1600.00}',
                '{科目: "1302.01", 借: 1760.00}, {科目: "2302", 往来: 文具店, 贷: 1760.00}')  # fmt: skip
    told = said(book)
    assert told.codes == ["acceptance.above_quantity"]
    assert ids(told.finding("acceptance.above_quantity")) == ["2026/YS-11", "2026/DD-1"]
    assert "验收 88 包 × 20.00，订单 80 包 × 20.00" in told.finding("acceptance.above_quantity")["message"]


def test_what_went_back_may_come_again(book: Small) -> None:
    in_two_cars(book, "10箱 160.00 1600.00", "2箱 160.00 320.00")
    book.add(GENERAL, "{退货: TH-1, 日期: 2026-10-08, 原单: YS-1, 供应商: 文具店, 明细: [复印纸 2箱 160.00 320.00]}")
    book.change(BUYER, "{验收: YS-11}]", "{验收: YS-11}, {退货: TH-1}]")
    book.change(BOOKS, "单据: [YS-1, YS-11, FP-1]", "单据: [YS-1, YS-11, TH-1, FP-1]")
    said(book).silent()


# ------------------------------------------------------------ D9: dear


def rice(book: Small, *prices: str) -> Small:
    """粮油店 brings 10 斤 of rice on the first days of November, at these prices; all are booked and nothing is counted."""
    sums = [int(price.replace(".", "")) * 10 for price in prices]
    for n, (price, fen) in enumerate(zip(prices, sums, strict=True), 1):
        goods = f"大米 10斤 {price} {fen // 100}.{fen % 100:02d}"
        slip = f"{{验收: YS-{n}0, 日期: 2026-11-0{n}, 供应商: 粮油店, 明细: [{goods}]}}"
        book.add(KITCHEN, slip, month="2026-11")
    total = f"{sum(sums) // 100}.{sum(sums) % 100:02d}"
    booked = voucher("食记-90", "2026-11-30", "", f"借 1302.01 {total}", f"贷 2302 粮油店 {total}")
    return november(book.add(FOOD_BOOKS, booked, month="2026-11"))


def test_rice_far_above_what_it_cost_before(book: Small) -> None:
    """2.60 in October, 2.60 and 2.70 since: 3.50 is a third more than the middle one."""
    told = said(rice(book, "2.60", "2.70", "3.50"), "2026-11")
    assert told.codes == ["acceptance.above_usual"]
    found = told.finding("acceptance.above_usual")
    assert ids(found) == ["2026/YS-30"]
    assert "大米 3.50 元/斤（常价 2.60）" in found["message"]
    assert found["severity"] == "warning"


def test_prices_that_rise_with_the_season_are_usual(book: Small) -> None:
    said(rice(book, "2.60", "2.80", "3.00", "3.30"), "2026-11").quiet()


def test_what_was_bought_once_has_no_usual_price(book: Small) -> None:
    said(rice(book, "9.00"), "2026-11").quiet()


def test_a_books_own_share_for_a_category(book: Small) -> None:
    book.school += "  - {规则: 常价幅度, 对象: 食材, 值: 50, 单位: 高于常价的%, 起: 2026-01-01}\n"
    said(rice(book, "2.60", "2.70", "3.50"), "2026-11").quiet()


ASKED = "{询价: XJ-1, 日期: 2026-10-04, 报价: [{供应商: 文具店, 金额: 1600.00}, {供应商: 五金店, 金额: 1700.00}], 选定: 文具店}"


@pytest.mark.parametrize(("offer", "codes"), [
    ("1600.00", []), ("1650.00", []), ("1550.00", ["order.above_offer"]),
])  # fmt: skip
def test_an_order_above_the_offer(book: Small, offer: str, codes: list[str]) -> None:
    book.add(BUYER, ASKED.replace("金额: 1600.00", f"金额: {offer}"))
    told = said(ordered(book, ORDER.replace("供应商", "询价: XJ-1, 供应商")))
    assert told.codes == codes
    if codes:
        assert ids(told.finding("order.above_offer")) == ["2026/DD-1", "2026/XJ-1"]
        assert "高于文具店在询价 XJ-1 的报价 1,550.00，多 50.00" in told.finding("order.above_offer")["message"]


# ------------------------------------------------------------ D7, D10, D11: the invoice by itself


def number_of(book: Small, record: str) -> str:
    line = next(r for r in book.files[BUYER, "2026-10"] if record in r)
    return line.partition('号码: "')[2].partition('"')[0]


def test_two_invoices_with_one_number(book: Small) -> None:
    book.change(BUYER, number_of(book, "FP-2"), number_of(book, "FP-1"))
    told = said(book)
    assert (told.codes, told.differences()) == (["bill.number_twice"], {})
    assert ids(told.finding("bill.number_twice")) == ["2026/FP-2", "2026/FP-1"]
    assert "已付款" in told.finding("bill.number_twice")["message"]


def test_an_older_invoices_number_is_one_with_its_code_only(book: Small) -> None:
    """Two rolls of paper invoices may both have a number 00012345; its zeros count."""
    for record, code in (("FP-1", "012002300111"), ("FP-2", "012002300112")):
        book.change(BUYER, f'种类: 数电普票, 账套: 学校, 号码: "{number_of(book, record)}"',
                    f'种类: 电子普票, 代码: "{code}", 账套: 学校, 号码: "00012345"')  # fmt: skip
    said(book).silent()
    book.change(BUYER, "012002300112", "012002300111")
    assert said(book).codes == ["bill.number_twice"]


def test_an_invoice_taken_back_and_entered_again_is_no_second(book: Small) -> None:
    record = next(r for r in book.files[BUYER, "2026-10"] if "FP-2" in r)
    book.add(BUYER, record.replace("FP-2,", "FP-12,"), "{冲销: CX-1, 日期: 2026-10-10, 原单: FP-2, 原因: 录错}")
    book.change(BOOKS, "单据: [YS-2, FP-2]", "单据: [YS-2, FP-12]")
    book.change(TILL, "发票: FP-2", "发票: FP-12")
    said(book).silent()


def test_the_same_goods_billed_twice_under_two_numbers_is_a_suspect(book: Small) -> None:
    book.add(BUYER, invoice("FP-31", "2026-10-09", "五金店", "1500.00", "{验收: YS-2}"))
    told = said(book)
    assert told.codes == ["bill.looks_twice"]
    assert {e["bucket"] for e in told.finding("bill.looks_twice")["effects"]} == {"unexplained"}


def test_two_deliveries_of_one_sum_on_one_day_are_two(book: Small) -> None:
    book.add(GENERAL, "{验收: YS-22, 日期: 2026-10-09, 供应商: 五金店, 明细: [灯管 100支 15.00 1500.00]}")
    book.add(BUYER, invoice("FP-32", "2026-10-09", "五金店", "1500.00", "{验收: YS-22}"))
    book.add(BOOKS, voucher("记-22", "2026-10-09", "YS-22 FP-32", "借 1302.02 1500.00", "贷 2302 五金店 1500.00"))
    said(book.change(CHECKS, "灯管 90支", "灯管 190支")).silent()


def taxed(book: Small, rate: str, net: str, tax: str) -> Small:
    return book.change(BUYER, "价税合计: 1500.00,", f'不含税: {net}, 税额: {tax}, 税率: "{rate}", 价税合计: 1500.00,')


@pytest.mark.parametrize(("rate", "net", "tax", "codes"), [
    ("13%", "1327.43", "172.57", []), ("13%", "1327.38", "172.62", []), ("0.13", "1327.43", "172.57", []),
    ("免税", "1500.00", "0.00", []), ("1%", "1485.15", "14.85", []), ("１３％", "1327.43", "172.57", []),
    ("1.5%", "1478.57", "21.43", []), ("***", "1500.00", "0.00", []),
    ("9%", "1327.43", "172.57", ["bill.tax_by_rate"]), ("13%", "1327.30", "172.70", ["bill.tax_by_rate"]),
    ("17%", "1282.05", "217.95", ["bill.rate_unknown"]), ("十三", "1327.43", "172.57", ["bill.rate_unknown"]),
    ("免税", "1327.43", "172.57", ["bill.tax_by_rate"]),
])  # fmt: skip
def test_a_rate_and_the_tax_by_it(book: Small, rate: str, net: str, tax: str, codes: list[str]) -> None:
    assert said(taxed(book, rate, net, tax)).codes == codes


SCHOOLS_CODE = "12999900MA0009001F"


@pytest.mark.parametrize(("field", "codes"), [
    ("购方: 小城学校", []), ("购方: 青溪县小城学校食堂", []), ("购方: 小 城 学 校", []),
    (f'购方税号: "{SCHOOLS_CODE}"', []), ("购方: 大城学校", ["bill.other_buyer"]),
    ('购方税号: "12999900MA0009002C"', ["bill.other_buyer"]), ("购方: 个人", ["bill.other_buyer"]),
])  # fmt: skip
def test_the_buyer_on_an_invoice(book: Small, field: str, codes: list[str]) -> None:
    book.school = book.school.replace("学校: 小城学校\n", f"学校: 小城学校\n信用代码: {SCHOOLS_CODE}\n")
    assert said(book.change(BUYER, "价税合计: 1500.00,", f"价税合计: 1500.00, {field},")).codes == codes


def test_a_credit_code_that_can_be_none_was_perhaps_copied_wrongly(book: Small) -> None:
    book.school = book.school.replace("学校: 小城学校\n", f"学校: 小城学校\n信用代码: {SCHOOLS_CODE}\n")
    book.change(BUYER, "价税合计: 1500.00,", '价税合计: 1500.00, 购方税号: "12999900MA0009010F",')
    assert "校验位不符" in said(book).finding("bill.other_buyer")["message"]


# ------------------------------------------------------------ D13: who was paid


def paid_to(payee: str) -> Callable[[Small], Small]:
    def change(book: Small) -> Small:
        book.change(TILL, "收款方: 五金店", f"收款方: {payee}")
        return book.change(CHECKS, "收款方: 五金店", f"收款方: {payee}")

    return change


def test_a_payment_to_another_than_the_seller(book: Small) -> None:
    told = said(paid_to("李建华")(book))
    assert (told.codes, told.differences()) == (["payment.other_payee"], {})
    assert ids(told.finding("payment.other_payee")) == ["2026/FK-2", "2026/FP-2"]
    assert "名称相近" not in told.finding("payment.other_payee")["message"]


def test_a_payee_whose_name_is_nearly_the_sellers(book: Small) -> None:
    assert "名称相近" in said(paid_to("五金商店")(book)).finding("payment.other_payee")["message"]


def test_a_payee_that_the_register_names_is_agreed(book: Small) -> None:
    book.registers["suppliers"] = book.registers["suppliers"].replace(
        "{供应商: 五金店,", "{供应商: 五金店, 收款方: [李建华], 备注: 委托收款书,"
    )
    said(paid_to("李建华")(book)).silent()


def test_a_discount_that_only_the_invoice_has(book: Small) -> None:
    told = said(billed(book, "1580.00", "", more="附加: [{种类: 折扣, 金额: -20.00}],"))
    only(told, "invoice.extra", "to_correct", {"school 1302.01 账账": "-20.00", "school 2302 账账": "-20.00"})
    assert "折扣 -20.00" in told.finding("invoice.extra")["message"]


def test_a_discount_that_all_three_have_lowers_what_the_goods_cost(book: Small) -> None:
    billed(book, "1520.00", "", more="附加: [{种类: 折扣, 金额: -80.00}],")
    book.change(GENERAL, "10箱 160.00 1600.00]", "10箱 160.00 1600.00], 附加: [{种类: 折扣, 金额: -80.00}]")
    said(book).silent()
