"""The table of kinds: what the examination plants, and what must be found of it.

A row is one of the 27 kinds of difference between stock, accounts and reality, or one check of documents. `name` is the
word for it in houqin's own result (a finding's `kind`); where houqin has none yet, it is the one it should have. Written
before the detectors: a row is not mended to suit one.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from bench.planting import goods, oddities, papers, vouchers
from bench.planting.book import Book, Fault

Planter = Callable[[Book, Random], Fault | None]


class Variant(NamedTuple):
    """One way in which a kind comes about. `name` and `bucket` where they are not the row's."""

    plant: Planter
    name: str = ""
    bucket: str = ""


class Kind(NamedTuple):
    """`key`: 1 to 27, or D1 to D14. `edits`: the record types and fields whose lines change. `bucket`: where its sum
    belongs. `pair`: whether two records stand against each other, so that the true one can be named first; else only
    totals speak. A name with a dot is a code of `check`: such a record is refused before it is reconciled."""

    key: str
    name: str
    title: str
    edits: str
    bucket: str
    pair: bool
    variants: tuple[Variant, ...]


def ways(*plant: Planter) -> tuple[Variant, ...]:
    return tuple(Variant(one) for one in plant)


KINDS: tuple[Kind, ...] = (
    Kind("1", "purchases_as_consumption", "以购代耗", "凭证.分录", "to_correct", False,
         ways(vouchers.all_bought_is_eaten, vouchers.one_kind_bought_is_eaten)),
    Kind("2", "goods_without_invoice", "货到票未到", "凭证, 发票", "to_book", True, ways(vouchers.not_accrued)),
    Kind("3", "invoice_without_goods", "票到货未到", "发票, 凭证", "timing", True, ways(vouchers.bill_without_goods)),
    Kind("4", "cut_off", "跨月", "凭证.日期, 发票.日期", "timing", True, ways(vouchers.booked_next_month)),
    Kind("5", "never_vouchered", "始终未入账、未到货", "凭证, 发票", "to_book", True, (
         *ways(vouchers.goods_never_vouchered, vouchers.return_never_vouchered, vouchers.payment_never_vouchered),
         Variant(vouchers.bill_without_goods_for_weeks, "never_received", "to_correct"),
         Variant(oddities.empty_month_without_depreciation, "depreciation_missing"))),
    Kind("6", "duplicate_voucher", "重复入账", "凭证", "to_correct", True,
         ways(vouchers.voucher_twice, vouchers.payment_booked_twice)),
    Kind("7", "price_differs", "价差", "发票.明细, 订单.明细.单价", "to_correct", True,
         ways(vouchers.billed_dearer, vouchers.accepted_dearer)),
    Kind("8", "quantity_differs", "量差", "发票.明细, 订单.明细.数量", "to_correct", True,
         ways(vouchers.billed_more, vouchers.accepted_more)),
    Kind("9", "unit", "单位", "领用.明细, 验收.明细.数量", "unexplained", True,
         ways(goods.issued_in_catties, goods.accepted_in_catties, goods.accepted_in_pieces)),
    Kind("10", "conversion_rounding", "换算尾差", "发票.价税合计, 凭证.分录", "to_correct", True, ways(vouchers.cents_of_packs)),
    Kind("11", "value_rounding", "金额尾差", "凭证.分录", "to_correct", False,
         ways(vouchers.fen_in_the_summary, vouchers.value_at_no_quantity)),
    Kind("12", "return_at_other_price", "退货价不同", "凭证.分录", "to_correct", True, ways(vouchers.return_at_another_price)),
    Kind("13", "backdated", "倒填日期", "验收.入账日期", "to_correct", False, ways(goods.found_late_and_dearer)),
    Kind("14", "negative_stock", "负库存", "验收.日期", "to_correct", True, ways(goods.issued_before_it_came)),
    Kind("15", "journal_on_stock", "凭证直接记存货", "凭证", "to_correct", True, ways(vouchers.straight_onto_stock)),
    Kind("16", "wrong_account", "记错科目", "凭证.分录.科目", "to_correct", True,
         ways(vouchers.other_stock_account, vouchers.stock_as_expense)),
    Kind("17", "half_posted", "只记一半", "凭证.预算, 凭证.分录", "to_correct", True, (
         Variant(vouchers.budget_half_missing, "budget_differs"), Variant(vouchers.half_posted))),
    Kind("18", "extra_on_one_side", "运费、折扣一边有", "发票.附加, 凭证.分录", "to_correct", True,
         ways(vouchers.freight_on_the_bill, vouchers.discount_booked_only)),
    Kind("19", "goods_without_value", "赠品无价", "验收.明细", "to_correct", True, ways(goods.one_free_of_ten)),
    Kind("20", "opening_differs", "期初不符", "期初余额.科目余额", "unexplained", False, ways(vouchers.opening_off)),
    Kind("21", "other_place", "串库", "调拨", "to_correct", False, ways(goods.carried_without_a_slip)),
    Kind("22", "register_changed", "档案改动", "物品.包装", "to_correct", False, ways(goods.pack_changed)),
    Kind("23", "digits_swapped", "笔误", "凭证.分录", "to_correct", True, (
         Variant(vouchers.digits_swapped), Variant(vouchers.point_slid, "decimal_slid"),
         Variant(vouchers.one_digit, "digit_misread"), Variant(vouchers.wrong_sign, "sign_reversed"))),
    Kind("24", "count_shortage", "短少", "盘点.明细, 领用.明细, 现金盘点", "to_book", False, (
         *ways(goods.missing, goods.kitchen_took_more), Variant(goods.note_missing_from_the_safe, "cash_short"))),
    Kind("25", "count_mistaken", "盘点有误", "盘点.明细", "unexplained", False, (
         Variant(goods.shelf_forgotten, "not_counted"), Variant(goods.counted_twice),
         Variant(goods.counted_in_another_unit), Variant(goods.neighbours_changed_about))),
    Kind("26", "other_question", "口径不同", "对账单.日期, 对账单.明细", "timing", True, ways(vouchers.statement_of_another_day)),
    Kind("27", "payment_differs", "付款不符", "凭证.分录, 付款.金额", "to_correct", True, (
         Variant(vouchers.paid_otherwise), Variant(vouchers.deducted_silently, "record.settles_too_much"))),
    # documents
    Kind("D1", "not_approved", "没有审批", "审批", "", True, ways(papers.not_approved)),
    Kind("D2", "approved_late", "审批晚于订单", "审批.日期", "", True, ways(papers.approved_late)),
    Kind("D3", "approved_by_other", "无权审批", "审批", "", True, ways(papers.not_his_to_approve)),
    Kind("D4", "not_signed", "签字不全", "签字", "", True, ways(papers.not_signed)),
    Kind("D5", "signed_for_both", "不相容岗位", "签字", "", True, ways(papers.signed_for_both)),
    Kind("D6", "purchase_split", "化整为零", "申请, 审批, 订单", "", False, ways(papers.bought_in_pieces)),
    Kind("D7", "invoice_number_twice", "发票号码重复", "发票.号码", "", True, ways(papers.same_number_twice)),
    Kind("D8", "paid_twice", "重复付款", "付款, 凭证", "to_correct", True, ways(papers.paid_twice)),
    Kind("D9", "price_above_usual", "价格偏高", "验收.明细.单价, 询价.报价", "", True, (
         Variant(papers.dearer_than_usual), Variant(papers.dearer_than_offered, "price_above_offer"))),
    Kind("D10", "invoice_tax", "发票税额", "发票.税额, 发票.税率", "", True, (
         Variant(papers.tax_does_not_add_up, "record.net_tax_total"), Variant(papers.rate_that_does_not_exist))),
    Kind("D11", "other_buyer", "抬头、税号不符", "发票.购方, 发票.购方税号", "", True, ways(papers.billed_to_another)),
    Kind("D12", "licence_lapsed", "许可过期", "供应商.许可.有效至", "", True, ways(papers.licence_lapsed)),
    Kind("D13", "payee_not_seller", "收款方不是销方", "付款.收款方", "", True, ways(papers.paid_to_another)),
    Kind("D14", "voucher_gap", "凭证断号", "凭证", "", False, ways(papers.number_left_out)),
)  # fmt: skip
"""An unpriced row of buckets ("") touches no line."""


class Oddity(NamedTuple):
    """What is legal: its name, how it is written into a right book (None: the generator writes it), and the planter of
    its faulty neighbour with that one's row."""

    name: str
    plant: Planter | None
    row: str
    neighbour: Planter


ODDITIES: tuple[Oddity, ...] = (
    Oddity("true twins", oddities.twins, "6", vouchers.voucher_twice),
    Oddity("round sums", oddities.round_sums, "15", vouchers.straight_onto_stock),
    Oddity("split delivery", oddities.split_delivery, "8", vouchers.accepted_more),
    Oddity("same-day return", oddities.same_day_return, "12", vouchers.return_at_another_price),
    Oddity("partial payment", None, "27", vouchers.deducted_silently),
    Oddity("gift without value", oddities.gift_without_value, "19", goods.one_free_of_ten),
    Oddity("look-alike names", oddities.lookalike_supplier, "D13", papers.paid_to_another),
    Oddity("late slip", None, "13", goods.found_late_and_dearer),
    Oddity("empty month", oddities.empty_month, "5", oddities.empty_month_without_depreciation),
)  # fmt: skip
