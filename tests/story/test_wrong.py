"""One thing is wrong in a book that is otherwise right: exactly that is said, with its figure in its place."""

from __future__ import annotations

import pytest

from .book import (
    BALANCES,
    BOOKS,
    BUYER,
    CANTEEN,
    CHECKS,
    FOOD_BOOKS,
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
)


def only(told: Said, code: str, bucket: str, effects: dict[str, str]) -> None:
    """One finding and nothing under way; each effect in that bucket, and no other line differs."""
    assert (told.codes, told.timing) == ([code], []), [f["message"] for f in told.told["findings"]]
    assert told.exit == 1
    assert told.effects(code) == effects
    assert all(e["bucket"] == bucket for e in told.finding(code)["effects"])
    touched = {" ".join(name.split()[:2]) for name in effects}
    assert set(told.differences()) <= touched


# ------------------------------------------------------------ goods and invoices


def test_goods_without_invoice_are_to_be_accrued(book: Small) -> None:
    book.add(GENERAL, "{验收: YS-5, 日期: 2026-10-29, 供应商: 文具店, 明细: [复印纸 5箱 160.00 800.00]}")
    book.change(CHECKS, "复印纸 130包", "复印纸 170包")
    told = said(book)
    only(told, "goods.no_invoice", "to_book", {"school 1302.01 账账": "-800.00", "school 2302 账账": "-800.00"})
    assert [r["id"] for r in told.finding("goods.no_invoice")["records"]] == ["2026/YS-5"]


def test_where_goods_wait_for_their_invoice_nothing_is_to_do(book: Small) -> None:
    book.school = book.school.replace("凭证字: 记, 票未到: 暂估", "凭证字: 记, 票未到: 在途")
    book.add(GENERAL, "{验收: YS-5, 日期: 2026-10-29, 供应商: 文具店, 明细: [复印纸 5箱 160.00 800.00]}")
    book.change(CHECKS, "复印纸 130包", "复印纸 170包")
    told = said(book)
    told.quiet()
    assert told.effects("goods.awaiting_invoice") == {"school 1302.01 账账": "-800.00", "school 2302 账账": "-800.00"}


def test_an_invoice_whose_goods_have_not_come(book: Small) -> None:
    book.add(BUYER, "{订单: DD-1, 日期: 2026-10-26, 供应商: 文具店, 明细: [复印纸 5箱 160.00 800.00]}",
             invoice("FP-5", "2026-10-28", "文具店", "800.00", "{订单: DD-1}"))  # fmt: skip
    book.add(BOOKS, voucher("记-9", "2026-10-28", "FP-5", "借 1302.01 800.00", "贷 2302 文具店 800.00"))
    told = said(book)
    told.quiet()
    assert told.effects("voucher.no_goods") == {"school 1302.01 账账": "800.00", "school 2302 账账": "800.00"}


def test_an_invoice_that_differs_and_is_not_booked(book: Small) -> None:
    """粮油店 wrote 2,650 for 2,600 accepted; the keeper's summary booked what came."""
    book.add(
        BUYER, invoice("FP-9", "2026-10-31", "粮油店", "2650.00", "{验收: YS-1}").replace("账套: 学校", "账套: 食堂")
    )
    told = said(book)
    assert (told.codes, told.timing, told.differences()) == (["invoice.differs"], [], {})
    (effect,) = told.finding("invoice.differs")["effects"]
    assert (effect["account"], effect["amount"], effect["bucket"]) == (None, "50.00", "to_correct")


def test_an_invoice_that_differs_and_is_booked_as_it_stands_is_one_cause(book: Small) -> None:
    book.change(BUYER, "价税合计: 1600.00", "价税合计: 1610.00")
    book.change(BOOKS, '{科目: "1302.01", 借: 1600.00}, {科目: "2302", 往来: 文具店, 贷: 1600.00}',
                '{科目: "1302.01", 借: 1610.00}, {科目: "2302", 往来: 文具店, 贷: 1610.00}')  # fmt: skip
    told = said(book)
    only(told, "invoice.differs", "to_correct", {"school 1302.01 账账": "10.00", "school 2302 账账": "10.00"})
    ids = [r["id"] for r in told.finding("invoice.differs")["records"]]
    assert ids == ["2026/FP-1", "2026/YS-1", "2026-10/记-1"]


def test_an_invoice_with_two_digits_changed_about(book: Small) -> None:
    book.change(BUYER, "价税合计: 1500.00", "价税合计: 5100.00")
    assert said(book).codes == ["invoice.digits_swapped"]


# ------------------------------------------------------------ what is not booked


def test_a_return_not_booked(book: Small) -> None:
    book.add(GENERAL, "{退货: TH-1, 日期: 2026-10-26, 原单: YS-1, 供应商: 文具店, 明细: [复印纸 2箱 160.00 320.00]}")
    book.change(CHECKS, "复印纸 130包", "复印纸 114包")
    only(said(book), "return.not_booked", "to_book", {"school 1302.01 账账": "320.00", "school 2302 账账": "320.00"})


def test_a_count_report_not_booked(book: Small) -> None:
    book.change(CHECKS, "复印纸 130包", "复印纸 128包")
    book.add(
        CHECKS,
        "{盘盈盘亏: BG-1, 日期: 2026-10-31, 盘点: PD-1, 地点: 总务库, 明细: [{物品: 复印纸, 数量: 2 包, 结果: 待处理}]}",
    )
    only(said(book), "report.not_booked", "to_book", {"school 1302.01 账账": "40.00", "school 1902 账账": "-40.00"})


def test_depreciation_not_booked(book: Small) -> None:
    only(said(book.drop(BOOKS, "凭证: 记-8")), "depreciation.not_booked", "to_book", {"school 1602 账账": "-700.00"})


def test_depreciation_of_the_new_card_left_out(book: Small) -> None:
    book.change(
        BOOKS,
        '{科目: "5001", 借: 700.00}, {科目: "1602", 贷: 700.00}',
        '{科目: "5001", 借: 500.00}, {科目: "1602", 贷: 500.00}',
    )
    told = said(book)
    only(told, "depreciation.missing", "to_correct", {"school 1602 账账": "-200.00"})
    assert [r["id"] for r in told.finding("depreciation.missing")["records"]] == ["2026-10/记-8", "2026/ZC-2"]


def test_the_summary_of_issues_not_booked(book: Small) -> None:
    only(said(book.drop(BOOKS, "凭证: 记-7")), "document.not_booked", "to_book", {
        "school 1302.01 账账": "1000.00", "school 1302.02 账账": "300.00", "school 1302.03 账账": "500.00",
        "school 1302.04 账账": "-250.00",
    })  # fmt: skip


def test_meals_not_booked(book: Small) -> None:
    only(said(book.drop(FOOD_BOOKS, "凭证: 食记-3")), "meals.not_booked", "to_book", {"canteen 2305 账账": "1300.00"})


def test_a_payment_not_booked(book: Small) -> None:
    only(said(book.drop(BOOKS, "凭证: 记-6")), "document.not_booked", "to_book",
         {"school 2302 账账": "1500.00", "school 4001 账账": "-1500.00"})  # fmt: skip


# ------------------------------------------------------------ what is booked wrongly


@pytest.mark.parametrize(("entered", "off", "code"), [
    ("1050.00", "-450.00", "voucher.digits_swapped"),
    ("1400.00", "-100.00", "voucher.differs"),
    ("1500.10", "0.10", "voucher.differs"),
])  # fmt: skip
def test_a_voucher_that_is_not_what_its_documents_say(book: Small, entered: str, off: str, code: str) -> None:
    book.change(BOOKS, '{科目: "1302.02", 借: 1500.00}, {科目: "2302", 往来: 五金店, 贷: 1500.00}',
                f'{{科目: "1302.02", 借: {entered}}}, {{科目: "2302", 往来: 五金店, 贷: {entered}}}')  # fmt: skip
    only(said(book), code, "to_correct", {"school 1302.02 账账": off, "school 2302 账账": off})


def test_the_wrong_account(book: Small) -> None:
    """Lamps booked as paper: one is too high by what the other is too low."""
    book.change(BOOKS, '{科目: "1302.02", 借: 1500.00}', '{科目: "1302.01", 借: 1500.00}')
    only(
        said(book),
        "voucher.other_account",
        "to_correct",
        {"school 1302.01 账账": "1500.00", "school 1302.02 账账": "-1500.00"},
    )


def test_the_wrong_supplier_shows_in_the_gross_though_the_net_is_nothing(book: Small) -> None:
    book.change(BOOKS, '{科目: "2302", 往来: 文具店, 贷: 1600.00}', '{科目: "2302", 往来: 五金店, 贷: 1600.00}')
    told = said(book)
    assert (told.codes, told.timing, told.exit) == (["voucher.other_party"], [], 1)
    parts = told.line("school", "2302")["book_to_book"]
    assert (parts["difference"], parts["to_correct"], parts["gross"]) == ("0.00", "0.00", "3200.00")


def test_two_suppliers_changed_about(book: Small) -> None:
    book.change(BOOKS, '{科目: "2302", 往来: 文具店, 贷: 1600.00}', '{科目: "2302", 往来: X, 贷: 1600.00}')
    book.change(BOOKS, '{科目: "2302", 往来: 五金店, 贷: 1500.00}', '{科目: "2302", 往来: 文具店, 贷: 1500.00}')
    book.change(BOOKS, "往来: X", "往来: 五金店")
    told = said(book)
    assert (told.codes, told.timing) == (["voucher.other_party"] * 2, [])
    parts = told.line("school", "2302")["book_to_book"]
    assert (parts["difference"], parts["gross"]) == ("0.00", "6200.00")


def test_income_taken_for_meals_not_eaten(book: Small) -> None:
    book.change(CANTEEN, "日期: 2026-10-09, 餐次: 午餐, 学生: 100 人", "日期: 2026-10-09, 餐次: 午餐, 学生: 98 人")
    told = said(book)
    only(told, "meals.not_earned", "to_correct", {"canteen 2305 账账": "-13.00"})
    (effect,) = told.finding("meals.not_earned")["effects"]
    assert (effect["quantity"], effect["unit"]) == ("-2", "餐")


def test_a_budget_entry_left_out(book: Small) -> None:
    book.change(BOOKS, ', 预算: [{科目: "7201", 借: 5000.00}, {科目: "8001", 贷: 5000.00}]', "")
    only(said(book), "budget.differs", "to_correct", {"school 8001 账账": "5000.00"})


def test_a_summary_that_fits_nothing_is_not_explained_away(book: Small) -> None:
    book.change(BOOKS, '{科目: "5001", 借: 1550.00}', '{科目: "5001", 借: 1557.00}')
    book.change(BOOKS, '{科目: "1302.01", 贷: 1000.00}', '{科目: "1302.01", 贷: 1007.00}')
    only(said(book), "book.unexplained", "unexplained", {"school 1302.01 账账": "-7.00"})


# ------------------------------------------------------------ what counting shows


def test_cash_short(book: Small) -> None:
    only(
        said(book.change(CHECKS, "实点: 500.00", "实点: 480.00")),
        "cash.short",
        "to_book",
        {"school 1001 账实": "-20.00"},
    )


def test_lamps_short(book: Small) -> None:
    told = said(book.change(CHECKS, "灯管 90支", "灯管 88支"))
    only(told, "count.shortage", "to_book", {"school 1302.02 账实": "-30.00"})
    (effect,) = told.finding("count.shortage")["effects"]
    assert (effect["item"], effect["quantity"], effect["unit"]) == ("灯管", "-2", "支")


def test_lamps_too_many(book: Small) -> None:
    only(
        said(book.change(CHECKS, "灯管 90支", "灯管 91支")),
        "count.surplus",
        "to_book",
        {"school 1302.02 账实": "15.00"},
    )


def test_rice_within_its_allowance(book: Small) -> None:
    """3 斤 of 800 issued, 4 are allowed."""
    only(
        said(book.change(CHECKS, "大米 1200斤", "大米 1197斤")),
        "count.natural_loss",
        "to_book",
        {"canteen 1302.01 账实": "-7.65"},
    )


def test_rice_beyond_its_allowance(book: Small) -> None:
    only(
        said(book.change(CHECKS, "大米 1200斤", "大米 1150斤")),
        "count.shortage",
        "to_book",
        {"canteen 1302.01 账实": "-127.50"},
    )


def test_one_too_many_and_one_too_few_do_not_cancel(book: Small) -> None:
    """2 packs of paper more in one store, 2 less in another of the same account: the net is nothing, and it is told."""
    book.add(GENERAL, "{调拨: DB-1, 日期: 2026-10-20, 移入地点: 东库, 明细: [复印纸 30包]}")
    book.change(CHECKS, "复印纸 130包", "复印纸 102包")
    book.add(CHECKS, "{盘点: PD-3, 日期: 2026-10-31, 地点: 东库, 范围: 全盘, 明细: [复印纸 28包]}")
    told = said(book)
    assert told.codes == ["count.other_place"]
    parts = told.line("school", "1302.01")["book_to_real"]
    assert (parts["difference"], parts["gross"]) == ("0.00", "80.00")


def test_an_item_forgotten_in_a_full_count(book: Small) -> None:
    told = said(book.change(CHECKS, "复印纸 130包, 灯管 90支, 壁扇 2台", "复印纸 130包, 壁扇 2台"))
    assert (told.codes, told.timing, told.differences()) == (["count.not_listed"], [], {})


# ------------------------------------------------------------ records that contradict each other


def contradiction(book: Small, code: str) -> Said:
    told = said(book)
    assert (told.codes, told.timing) == ([code], []), [f["message"] for f in told.told["findings"]]
    return told


def test_a_number_given_twice(book: Small) -> None:
    book.change(GENERAL, "灯管 20支", "灯管 12支")
    book.add(GENERAL, "{领用: CK-2, 日期: 2026-10-16, 部门: 教务处, 明细: [灯管 8支]}")
    told = contradiction(book, "book.duplicate")
    found = told.finding("book.duplicate")
    assert found["message"].startswith("领用 CK-2 在 2026 已经有一张：store/总务库/2026-10.yaml:6")
    assert [(r["id"], r["line"]) for r in found["records"]] == [("2026/CK-2", 8)]
    assert told.differences() == {}


def test_a_document_that_does_not_exist(book: Small) -> None:
    book.change(BOOKS, "单据: [FK-1]", "单据: [FK-1, FK-77]")
    assert contradiction(book, "book.unknown_reference").differences() == {}


def test_more_brought_back_than_was_issued(book: Small) -> None:
    book.add(GENERAL, "{退库: TK-1, 日期: 2026-10-22, 原单: CK-2, 明细: [灯管 25支]}").change(
        CHECKS, "灯管 90支", "灯管 115支"
    )
    book.change(BOOKS, '{科目: "5001", 借: 1550.00}', '{科目: "5001", 借: 1175.00}')
    book.change(BOOKS, '{科目: "1302.02", 贷: 300.00}', '{科目: "1302.02", 贷: -75.00}')
    contradiction(book, "stock.over_return")


def test_more_issued_than_there_was(book: Small) -> None:
    """190 of 180 packs: the last ten at the last known price."""
    book.change(GENERAL, "复印纸 50包", "复印纸 190包").change(CHECKS, "复印纸 130包, ", "")
    book.change(BOOKS, '{科目: "5001", 借: 1550.00}', '{科目: "5001", 借: 4350.00}')
    book.change(BOOKS, '{科目: "1302.01", 贷: 1000.00}', '{科目: "1302.01", 贷: 3800.00}')
    told = said(book)
    assert "stock.negative" in told.codes


@pytest.mark.parametrize(("folder", "record", "code"), [
    (GENERAL, "{领用: CK-4, 日期: 2026-10-20, 部门: 教务处, 明细: [灯管 1箱]}", "book.undeclared_unit"),
    (GENERAL, "{领用: CK-4, 日期: 2026-10-20, 部门: 教务处, 明细: [墨水 1瓶]}", "book.unknown_item"),
    (KITCHEN, "{验收: YS-9, 日期: 2026-10-20, 来源: 零星采购, 供应商: 无名店, 直入直出: 是, 明细: [蔬菜 1批 5.00 5.00]}", ""),
    (BOOKS, voucher("记-9", "2026-10-20", "", "借 5001 5.00", "贷 9999 5.00"), "book.unknown_account"),
])  # fmt: skip
def test_a_name_that_no_register_knows(book: Small, folder: str, record: str, code: str) -> None:
    book.add(folder, record)
    if code:
        assert contradiction(book, code).differences() == {}
    else:
        said(book).silent()  # bought at a stall: nothing is owed, nobody need be registered


def test_a_supplier_that_no_register_knows(book: Small) -> None:
    book.add(GENERAL, "{验收: YS-5, 日期: 2026-10-20, 供应商: 无名店, 明细: [灯管 10支 15.00 150.00]}")
    book.add(BUYER, invoice("FP-5", "2026-10-20", "无名店", "150.00", "{验收: YS-5}"))
    book.add(BOOKS, voucher("记-9", "2026-10-20", "YS-5 FP-5", "借 1302.02 150.00", "贷 2302 无名店 150.00"))
    book.change(CHECKS, "灯管 90支", "灯管 100支")
    assert contradiction(book, "book.unknown_supplier").differences() == {}


@pytest.mark.parametrize(("written", "meant"), [
    ("大来", "是不是「大米」？"),
    ("珍珠", "是不是「大米」？"),  # an alias
    ("灯菅", "是不是「灯管」？"),
    ("墨水", ""),
])  # fmt: skip
def test_an_unknown_item_is_told_with_the_one_it_may_be(book: Small, written: str, meant: str) -> None:
    book.registers["items"] = book.registers["items"].replace("{物品: 大米,", "{物品: 大米, 别名: [珍珠米],")
    book.add(KITCHEN, f"{{领用: CK-4, 日期: 2026-10-20, 餐次: 午餐, 明细: [{written} 1斤]}}")
    found = contradiction(book, "book.unknown_item").finding("book.unknown_item")
    assert found["message"].startswith(f"没有登记的物品「{written}」")
    assert found["next_step"] == f"{meant}核对名称；是新的就先登记。"


def test_an_unknown_account_is_told_with_the_one_it_may_be(book: Small) -> None:
    """1302.09 is as near to 1302.01 as to four others: then nothing is guessed. A name stands for its code."""
    entries = ("借 1302.09 5.00", "借 {} 5.00", "贷 13O2.01 10.00")
    book.add(BOOKS, voucher("记-9", "2026-10-20", "", *(e.format("库存现金") for e in entries)))
    told = {f["message"]: f["next_step"] for f in said(book).told["findings"] if f["code"] == "book.unknown_account"}
    assert sorted((m.split("「")[1].split("」")[0], step.partition("核对")[0]) for m, step in told.items()) == [
        ("1302.09", ""), ("13O2.01", "是不是「1302.01」？"), ("库存现金", "是不是「1001」？"),
    ]  # fmt: skip


def test_what_refers_to_a_number_given_twice_is_not_blamed(book: Small) -> None:
    """Which of the two it means is known once the number is mended."""
    book.add(GENERAL, "{领用: CK-2, 日期: 2026-10-20, 部门: 教务处, 明细: [灯管 5支]}",
             "{退库: TK-1, 日期: 2026-10-22, 原单: CK-2, 明细: [灯管 5支]}")  # fmt: skip
    told = said(book)
    assert told.codes.count("book.duplicate") == 1
    assert "book.ambiguous" not in told.codes


def test_a_number_written_three_times_is_one_finding_with_the_two_later_slips(book: Small) -> None:
    slip = "{领用: CK-2, 日期: 2026-10-20, 部门: 教务处, 明细: [灯管 5支]}"
    book.add(GENERAL, slip, slip)
    assert [r["line"] for r in said(book).finding("book.duplicate")["records"]] == [8, 9]


@pytest.mark.parametrize(
    ("file", "types"), [("items", ["物品"]), ("suppliers", ["供应商", "付款方"]), ("places", ["地点"])]
)
def test_a_lost_register_is_said_once_not_at_every_name(book: Small, file: str, types: list[str]) -> None:
    book.registers[file] = ""
    told = said(book)
    assert not [code for code in told.codes if code.startswith("book.unknown")]
    said_ = [f["message"] for f in told.told["findings"] if f["code"] == "book.no_register"]
    assert sorted(message.partition("也没有")[0] for message in said_) == sorted(f"登记里一个{t}" for t in types)


def test_a_record_reversed_twice(book: Small) -> None:
    book.add(GENERAL, "{冲销: CX-1, 日期: 2026-10-20, 原单: CK-1}", "{冲销: CX-2, 日期: 2026-10-21, 原单: CK-1}")
    assert "book.reversed_twice" in said(book).codes


# ------------------------------------------------------------ from month to month


def test_what_was_open_is_named_first_next_month_and_gone_once_it_is_booked(book: Small) -> None:
    book.add(GENERAL, "{验收: YS-5, 日期: 2026-10-29, 供应商: 文具店, 明细: [复印纸 5箱 160.00 800.00]}")
    book.change(CHECKS, "复印纸 130包", "复印纸 170包")
    november(book).add(
        GENERAL, "{验收: YS-6, 日期: 2026-11-20, 供应商: 五金店, 明细: [灯管 100支 15.00 1500.00]}", month="2026-11"
    )
    told = said(book, "2026-11")
    assert told.codes == ["goods.no_invoice"] * 2
    assert [[r["id"] for r in f["records"]] for f in told.told["findings"]] == [["2026/YS-5"], ["2026/YS-6"]]
    assert [told.line("school", a)["carried_in"] for a in ("1302.01", "1302.02", "2302")] == [
        "-800.00",
        "0.00",
        "-800.00",
    ]
    book.add(BUYER, invoice("FP-5", "2026-12-05", "文具店", "800.00", "{验收: YS-5}"),
             invoice("FP-6", "2026-12-05", "五金店", "1500.00", "{验收: YS-6}"), month="2026-12")  # fmt: skip
    book.add(BOOKS, voucher("记-1", "2026-12-05", "YS-5 FP-5", "借 1302.01 800.00", "贷 2302 文具店 800.00"),
             voucher("记-2", "2026-12-05", "YS-6 FP-6", "借 1302.02 1500.00", "贷 2302 五金店 1500.00"),
             voucher("记-3", "2026-12-31", "", "借 5001 700.00", "贷 1602 700.00"), month="2026-12")  # fmt: skip
    after = said(book, "2026-12")
    after.silent()
    assert after.line("school", "2302")["carried_in"] == "-2300.00"


def test_a_wrong_voucher_is_open_until_it_is_put_right(book: Small) -> None:
    book.change(BOOKS, '{科目: "1302.02", 借: 1500.00}, {科目: "2302", 往来: 五金店, 贷: 1500.00}',
                '{科目: "1302.02", 借: 1400.00}, {科目: "2302", 往来: 五金店, 贷: 1400.00}')  # fmt: skip
    november(book)
    told = said(book, "2026-11")
    assert told.codes == ["voucher.differs"]
    assert told.line("school", "1302.02")["carried_in"] == "-100.00"
    book.add(
        BOOKS, voucher("记-1", "2026-11-03", "YS-2", "借 1302.02 100.00", "贷 2302 五金店 100.00"), month="2026-11"
    )
    said(book, "2026-11").silent()


def test_a_difference_of_the_opening_stays_in_sight(book: Small) -> None:
    book.opening = book.opening.replace('{科目: "1302.01", 借: 2000.00}', '{科目: "1302.01", 借: 2010.00}').replace(
        "123650", "123660"
    )
    november(book)
    for month in ("2026-10", "2026-11"):
        told = said(book, month)
        only(told, "opening.differs", "unexplained", {"school 1302.01 账账": "10.00"})
        assert told.line("school", "1302.01")["carried_in"] == "10.00"


# ------------------------------------------------------------ two sets with the same codes and numbers


def test_a_fault_of_one_set_does_not_touch_the_other(book: Small) -> None:
    """Both sets have a 1302.01, a 2302, an acceptance YS-1 and a payment FK-1, and now one supplier."""
    for folder in (KITCHEN, FOOD_BOOKS):
        records = book.files[folder, "2026-10"]
        book.files[folder, "2026-10"] = [r.replace("菜农", "文具店") for r in records]
    right = said(book)
    right.silent()
    book.drop(BOOKS, "凭证: 记-1").drop(TILL, "付款: FK-1")
    wrong = said(book)
    assert {f["id"] for f in wrong.told["findings"]}
    assert [l for l in wrong.told["lines"] if l["set"] == "canteen"] == [
        l for l in right.told["lines"] if l["set"] == "canteen"
    ]
    assert all(e["set"] == "school" for f in wrong.told["findings"] for e in f["effects"])


# ------------------------------------------------------------ vouchers twice, turned round, in parts


def test_a_document_booked_twice(book: Small) -> None:
    book.add(BOOKS, voucher("记-9", "2026-10-20", "YS-1 FP-1", "借 1302.01 1600.00", "贷 2302 文具店 1600.00"))
    told = said(book)
    only(told, "voucher.twice", "to_correct", {"school 1302.01 账账": "1600.00", "school 2302 账账": "1600.00"})
    assert [r["id"] for r in told.finding("voucher.twice")["records"]][:2] == ["2026-10/记-9", "2026-10/记-1"]


def test_debit_and_credit_changed_about(book: Small) -> None:
    book.change(BOOKS, '{科目: "1302.02", 借: 1500.00}, {科目: "2302", 往来: 五金店, 贷: 1500.00}',
                '{科目: "1302.02", 贷: 1500.00}, {科目: "2302", 往来: 五金店, 借: 1500.00}')  # fmt: skip
    only(
        said(book),
        "voucher.sign_reversed",
        "to_correct",
        {"school 1302.02 账账": "-3000.00", "school 2302 账账": "-3000.00"},
    )


def test_a_document_booked_in_two_parts(book: Small) -> None:
    book.change(BOOKS, '{科目: "1302.02", 借: 1500.00}, {科目: "2302", 往来: 五金店, 贷: 1500.00}',
                '{科目: "1302.02", 借: 900.00}, {科目: "2302", 往来: 五金店, 贷: 900.00}')  # fmt: skip
    book.add(BOOKS, voucher("记-9", "2026-10-20", "YS-2", "借 1302.02 600.00", "贷 2302 五金店 600.00"))
    said(book).silent()


def test_one_issue_left_out_of_the_summary(book: Small) -> None:
    book.add(GENERAL, "{领用: CK-4, 日期: 2026-10-20, 部门: 教务处, 明细: [复印纸 7包]}").change(
        CHECKS, "复印纸 130包", "复印纸 123包"
    )
    told = said(book)
    only(told, "document.not_booked", "to_book", {"school 1302.01 账账": "140.00"})
    assert [r["id"] for r in told.finding("document.not_booked")["records"]] == ["2026/CK-4"]


def test_where_two_issues_could_be_the_one_left_out_it_is_a_suspect_with_a_rival(book: Small) -> None:
    book.change(GENERAL, "复印纸 50包", "复印纸 43包")
    book.add(GENERAL, *(f"{{领用: CK-{n}, 日期: 2026-10-20, 部门: 教务处, 明细: [复印纸 7包]}}" for n in (4, 5)))
    book.change(CHECKS, "复印纸 130包", "复印纸 123包")
    told = said(book)
    only(told, "suspect.left_out", "unexplained", {"school 1302.01 账账": "140.00"})
    assert told.finding("suspect.left_out")["rivals"] == 1


def test_a_wrong_invoice_stays_in_sight_until_it_is_sent_back(book: Small) -> None:
    november(book)
    book.add(
        BUYER, invoice("FP-9", "2026-10-31", "粮油店", "2650.00", "{验收: YS-1}").replace("账套: 学校", "账套: 食堂")
    )
    assert said(book).codes == ["invoice.differs"]
    assert said(book, "2026-11").codes == ["invoice.differs"]
    book.add(BUYER, "{冲销: CX-1, 日期: 2026-11-09, 原单: FP-9, 原因: 开错}", month="2026-11")
    assert said(book).codes == ["invoice.differs"]  # October was so, whatever came after
    said(book, "2026-11").silent()


def test_an_invoice_for_goods_that_were_taken_back(book: Small) -> None:
    """YS-1 is reversed with its voucher; the invoice over it stands."""
    book.add(GENERAL, "{冲销: CX-1, 日期: 2026-10-09, 原单: YS-1}").add(
        BOOKS, "{冲销: 记-9, 日期: 2026-10-09, 原单: 记-1}"
    )
    book.change(CHECKS, "复印纸 130包", "复印纸 50包")
    assert said(book).codes == ["invoice.differs"]


def test_an_acceptance_taken_back_but_its_voucher_not(book: Small) -> None:
    book.add(GENERAL, "{冲销: CX-1, 日期: 2026-10-09, 原单: YS-1}").drop(BUYER, "发票: FP-1").change(
        CHECKS, "复印纸 130包", "复印纸 50包"
    )
    book.change(BOOKS, "单据: [YS-1, FP-1]", "单据: [YS-1]")
    only(said(book), "voucher.differs", "to_correct", {"school 1302.01 账账": "1600.00", "school 2302 账账": "1600.00"})


def test_an_acceptance_taken_back_next_month_but_its_voucher_not(book: Small) -> None:
    november(book).add(GENERAL, "{冲销: CX-1, 日期: 2026-11-09, 原单: YS-1}", month="2026-11").drop(BUYER, "发票: FP-1")
    book.change(BOOKS, "单据: [YS-1, FP-1]", "单据: [YS-1]")
    told = said(book, "2026-11")
    only(told, "document.not_booked", "to_book", {"school 1302.01 账账": "1600.00", "school 2302 账账": "1600.00"})
    assert [r["id"] for r in told.finding("document.not_booked")["records"]] == ["2026/CX-1", "2026/YS-1"]


# ------------------------------------------------------------ the county's balances


def test_an_imported_balance_that_differs(book: Small) -> None:
    del book.files[FOOD_BOOKS, "2026-10"]
    book.add(CHECKS, BALANCES.replace("借: 3060.00", "借: 3070.00").replace("借: 2340.00", "借: 2330.00"))
    only(said(book), "book.unexplained", "unexplained", {"canteen 1302.01 账账": "10.00"})


def test_an_imported_balance_that_lacks_one_document(book: Small) -> None:
    """The county had not booked the vegetables yet."""
    del book.files[FOOD_BOOKS, "2026-10"]
    book.add(CHECKS, BALANCES.replace("贷: 2900.00", "贷: 2600.00").replace("借: 2340.00", "借: 2040.00"))
    only(said(book), "goods.no_invoice", "to_book", {"canteen 2302 账账": "-300.00"})


# ------------------------------------------------------------ the bank


def test_the_bank_paid_another_sum(book: Small) -> None:
    """5,000.00 in the journal, 500.00 at the bank: two open items that the reconciliation sheet names."""
    book.change(CHECKS, "摘要: 文具店, 付: 5000.00}], 期末: 95000.00", "摘要: 文具店, 付: 500.00}], 期末: 99500.00")
    told = said(book)
    assert told.timing == ["bank.books_out_not_at_bank", "bank.out_not_in_books"]
    assert told.differences() == {"school 1002": ("0.00", "4500.00")}


def test_one_of_two_equal_payments_is_missing_at_the_bank(book: Small) -> None:
    for n in (3, 4):
        book.add(
            TILL,
            f'{{付款: FK-{n}, 日期: 2026-10-26, 方式: 银行, 账户: "6011", 收款方: 五金店, 用途: 修锁, 金额: 120.00}}',
        )
        book.add(
            BOOKS, voucher(f"记-{n + 6}", "2026-10-26", f"FK-{n}", "借 5001 120.00", "贷 1002 120.00", budget="120.00")
        )
    bank_line(book, "{日期: 2026-10-26, 摘要: 五金店, 付: 120.00}", "94880.00")
    told = said(book)
    told.quiet()
    assert told.effects("bank.books_out_not_at_bank") == {"school 1002 账实": "120.00"}


def test_a_supplier_who_says_otherwise(book: Small) -> None:
    book.add(CHECKS, "{对账单: GD-1, 日期: 2026-10-31, 种类: 供应商, 账套: 学校, 供应商: 电教公司, 期末: 12500.00}")
    only(said(book), "real.unexplained", "unexplained", {"school 2302 账实": "500.00"})


def test_what_both_sets_forgot_is_two_findings(book: Small) -> None:
    book.drop(BOOKS, "凭证: 记-7").drop(FOOD_BOOKS, "凭证: 食记-2")
    told = said(book)
    assert told.codes == ["document.not_booked"] * 2
    assert [{e["set"] for e in f["effects"]} for f in told.told["findings"]] == [{"canteen"}, {"school"}]
