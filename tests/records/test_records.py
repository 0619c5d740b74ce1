"""Whole records: the worked month, in both languages, and what is legal although it looks odd."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin import names
from houqin.messages.records import MESSAGES
from houqin.records.catalogue import CONFIG, TYPES, folders_of, models
from houqin.records.scalars import Quantity, Reference
from houqin.records.validate import validate
from houqin.text.read import read

from .books import english, trees
from .cases import BANK, COUNT, INVOICE, ISSUE, PAID, SLIP, VOUCHER

if TYPE_CHECKING:
    from houqin.records.base import Part

MONTH = Path(__file__).with_name("month")
"""Of every ledger a file, written as a school writes it (Chinese keys)."""


def one(folder: str, written: str) -> Any:
    """The record written, which has nothing wrong."""
    records, problems = validate(folder, trees(written))
    assert problems == []
    return records[0]


@pytest.mark.parametrize("folder", TYPES)
def test_a_school_s_own_writing_is_read(folder: str) -> None:
    written = (MONTH / f"{folder}.yaml").read_text(encoding="utf-8")
    records, problems = validate(folder, trees(written))
    assert problems == []
    assert {getattr(record, "type", None) for record in records} == set(TYPES[folder])


@pytest.mark.parametrize("folder", TYPES)
def test_the_reader_of_record_reads_it_as_well(folder: str) -> None:
    name = "houqin.yaml" if folder == CONFIG else f"{folder}/2026-10.yaml"
    entries, diagnostics = read((MONTH / f"{folder}.yaml").read_bytes(), name)
    assert diagnostics == []
    assert validate(folder, [entry.tree for entry in entries])[1] == []


@pytest.mark.parametrize("folder", TYPES)
def test_english_keys_and_choices_mean_the_same(folder: str) -> None:
    written = (MONTH / f"{folder}.yaml").read_text(encoding="utf-8")
    chinese = trees(written)
    assert validate(folder, trees(english(written))) == validate(folder, chinese)


def test_the_catalogue_names_the_models() -> None:
    for folder, types in TYPES.items():
        for type_, model in models(folder).items():
            assert model.model_fields["type"].annotation.__args__ == (type_,)  # type: ignore[union-attr]
        assert set(types) <= set(names.TYPES)
    assert folders_of("order") == ["purchases", "opening"]


def test_a_red_letter_invoice_is_negative() -> None:
    written = INVOICE + '  号码: "26992000000010047799"\n  原单: FP-1014-1\n'
    red = one("purchases", written + "  不含税: -99.56\n  税额: -12.94\n  价税合计: -112.50\n")
    assert red.total == -11250


def test_a_fen_of_rounding_between_net_and_tax_is_allowed() -> None:
    assert one("purchases", INVOICE + '  号码: "1"\n  不含税: 88.50\n  税额: 11.51\n  价税合计: 100.00\n')


def test_a_voucher_may_hold_red_entries() -> None:
    entries = '  分录:\n    - {科目: "1302", 借: -3700.00}\n    - {科目: "2302", 贷: -3700.00}\n'
    assert one("accounts", VOUCHER + entries).entries[0].debit == -370000


def test_a_price_per_jin_on_a_line_in_kilograms_is_left_to_the_book() -> None:
    line = "  明细:\n    - {物品: 大米, 数量: 100 公斤, 单价: 2.60 元/斤, 金额: 520.00}\n"
    assert one("store", SLIP + line).lines[0].amount == 52000


def test_a_price_that_does_not_divide_is_rounded_half_up() -> None:
    for amount in ("1000.00", "0.00"):
        line = f"  明细:\n    - {{物品: 粉笔, 数量: 3 盒, 单价: 333.333333, 金额: {amount}}}\n"
        assert bool(validate("store", trees(SLIP + line))[1]) is (amount == "0.00")
    half = "  明细:\n    - {物品: 盐, 数量: 0.5 斤, 单价: 2.61, 金额: 1.31}\n"
    assert one("store", SLIP + half).lines[0].amount == 131


def test_a_gift_needs_no_supplier() -> None:
    gift = SLIP.replace("  供应商: 城关文具店\n", "  来源: 捐赠\n  捐赠人: 校友会\n")
    assert one("store", gift + "  明细:\n    - 消毒液 100桶\n").supplier is None


def test_the_treasury_pays_without_a_bank_account() -> None:
    paid = one("cash", PAID.replace("现金", "财政直接支付") + "  金额: 1240.00\n  核销: FP-1\n")
    assert paid.settles[0].target() == (None, Reference("FP-1"))


def test_a_payment_names_what_it_settles() -> None:
    settles = '  核销: [{账套: 食堂, 发票: FP-1, 金额: 100.00}, {科目: "2307", 金额: 20.00}]\n'
    paid = one("cash", PAID + "  金额: 120.00\n" + settles)
    assert paid.settles[0].target() == ("invoice", Reference("FP-1"))
    assert paid.settles[0].set == "canteen"
    assert paid.settles[1].target() is None


def test_goods_returned_lower_what_is_paid() -> None:
    settles = "  核销: [{发票: FP-1, 金额: 10980.00}, {退货: TH-1026-1, 金额: -112.50}]\n"
    assert one("cash", PAID + "  金额: 10867.50\n" + settles)


def test_a_bank_that_prints_the_newest_first_is_read() -> None:
    lines = (
        "  明细:\n    - {日期: 2026-10-09, 收: 10.00, 余额: 50.00}\n    - {日期: 2026-10-08, 付: 60.00, 余额: 40.00}\n"
    )
    assert one("checks", BANK + "  期初: 100.00\n" + lines + "  期末: 50.00\n")


def test_a_bank_charge_taken_back_is_negative() -> None:
    lines = "  明细:\n    - {日期: 2026-10-09, 付: -30.00, 余额: 130.00}\n"
    assert one("checks", BANK + "  期初: 100.00\n" + lines)


def test_a_month_without_movement_is_a_statement_too() -> None:
    assert one("checks", BANK + "  期初: 100.00\n  期末: 100.00\n").lines == []


def test_an_export_without_opening_balances_is_not_called_wrong() -> None:
    written = "- 对账单: YE-1\n  日期: 2026-10-31\n  种类: 科目余额表\n  账套: 学校\n"
    assert one("checks", written + '  明细: [{科目: "1001", 贷: 100.00, 期末借: 500.00}]\n')


def test_an_empty_shelf_is_counted_as_none() -> None:
    counted = one("checks", COUNT + "  明细:\n    - 学生奶 0盒\n")
    assert counted.lines[0].quantity == Quantity(0, "盒")


def test_one_signer_needs_no_list() -> None:
    signed = one("store", ISSUE + "  签字: {领用人: 黄燕, 监督员: [李秀英, 王芳]}\n  明细:\n    - 硒鼓 1个\n").signed
    assert signed == {"recipient": ["黄燕"], "supervisor": ["李秀英", "王芳"]}


def test_a_late_slip_is_booked_later() -> None:
    late = one("store", ISSUE + "  入账日期: 2026-11-02\n  明细:\n    - 硒鼓 1个\n")
    assert (late.date, late.booked_day) == (20261014, 20261102)


def test_a_price_where_none_belongs_is_said_once_a_line() -> None:
    _, problems = validate("store", trees(ISSUE + "  明细:\n    - 大米 1斤 2.60 2.60\n    - 油 1桶 9.00 9.00\n"))
    assert [(problem.loc, problem.code) for problem in problems] == [
        (("lines", 0), "record.no_price_here"),
        (("lines", 1), "record.no_price_here"),
    ]


words = st.sampled_from(sorted(set(names.FIELDS) | set(names.TYPES))).map(names.attribute) | st.text(max_size=5)
values = st.recursive(
    st.sampled_from(["2026-10-31", "大米", "5 斤", "12.50", "是", "x" * 70, ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=4),
    max_leaves=8,
)


@given(st.sampled_from(sorted(TYPES)), st.data())
def test_whatever_is_written_has_an_answer(folder: str, data: st.DataObject) -> None:
    model: type[Part] = models(folder)[data.draw(st.sampled_from(TYPES[folder]))]
    fields = st.sampled_from([name for name in model.model_fields if name not in ("id", "type")])
    type_ = data.draw(st.sampled_from([*TYPES[folder], "order", "nothing"]))
    tree = {"type": type_, "id": "X-1", **data.draw(st.dictionaries(fields | words, values, max_size=8))}
    records, problems = validate(folder, [tree])
    assert (records[0] is None) == bool(problems)
    assert all(problem.code in MESSAGES for problem in problems)


def test_what_is_no_record_is_said_to_be_none() -> None:
    _, problems = validate("store", ["只有一句话", {"id": "X"}])  # type: ignore[list-item]
    assert [problem.code for problem in problems] == ["record.not_a_record", "record.not_a_record"]
