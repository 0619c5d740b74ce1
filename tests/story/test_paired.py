"""What the bank did against what the books say, where it is not line for line."""

from __future__ import annotations

from .book import BOOKS, TILL, Small, bank_line, said, voucher
from .test_right import november


def paid(book: Small, number: int, day: str, payee: str, fen: str, **other: str) -> Small:
    """A payment by the school's bank, with its voucher."""
    more = "".join(f", {field}: {value}" for field, value in other.items())
    book.add(TILL, f'{{付款: FK-{number}, 日期: {day}, 方式: 银行, 账户: "6011", 收款方: {payee}, 金额: {fen}{more}}}')
    return book.add(
        BOOKS, voucher(f"记-{number + 6}", day, f"FK-{number}", f"借 5001 {fen}", f"贷 1002 {fen}", budget=fen)
    )


def test_two_payments_that_the_bank_made_in_one(book: Small) -> None:
    paid(paid(book, 3, "2026-10-26", "五金店", "120.00"), 4, "2026-10-27", "五金店", "80.50")
    bank_line(book, "{日期: 2026-10-28, 摘要: 五金店, 付: 200.50}", "94799.50")
    said(book).silent()


def test_one_payment_that_the_bank_made_in_two(book: Small) -> None:
    paid(book, 3, "2026-10-26", "五金店", "200.50")
    bank_line(
        book, "{日期: 2026-10-26, 摘要: 五金店, 付: 120.00}, {日期: 2026-10-28, 摘要: 五金店, 付: 80.50}", "94799.50"
    )
    said(book).silent()


def test_the_bank_writes_the_suppliers_name_otherwise(book: Small) -> None:
    book.registers["suppliers"] = book.registers["suppliers"].replace(
        "{供应商: 五金店,", "{供应商: 五金店, 别名: [县五金门市部],"
    )
    paid(paid(book, 3, "2026-10-26", "五金店", "120.00"), 4, "2026-10-27", "五金店", "80.50")
    bank_line(book, "{日期: 2026-10-28, 摘要: 县五金门市部, 付: 200.50}", "94799.50")
    said(book).silent()


def test_a_line_to_another_supplier_is_not_the_payment_though_the_sum_is_the_same(book: Small) -> None:
    """Both are left under way: the bank paid 电器店, the books say 五金店."""
    paid(book, 3, "2026-10-26", "五金店", "120.00")
    bank_line(book, "{日期: 2026-10-26, 摘要: 电器店, 付: 120.00}", "94880.00")
    october = said(book)
    october.quiet()
    assert october.effects("bank.books_out_not_at_bank") == {"school 1002 账实": "120.00"}
    assert october.effects("bank.out_not_in_books") == {"school 1002 账实": "-120.00"}


def test_two_payments_to_others_that_come_to_a_lines_sum_are_not_it(book: Small) -> None:
    paid(paid(book, 3, "2026-10-26", "五金店", "120.00"), 4, "2026-10-27", "电器店", "80.50")
    bank_line(book, "{日期: 2026-10-28, 摘要: 五金店, 付: 200.50}", "94799.50")
    october = said(book)
    october.quiet()
    assert october.effects("bank.out_not_in_books") == {"school 1002 账实": "-200.50"}


def test_of_two_lines_that_fit_one_payment_how_many_is_said(book: Small) -> None:
    """The bank paid 120.00 twice, the journal has it once: the later line is left, and the earlier might as well be."""
    paid(book, 3, "2026-10-26", "五金店", "120.00")
    bank_line(
        book, "{日期: 2026-10-27, 摘要: 五金店, 付: 120.00}, {日期: 2026-10-28, 摘要: 五金店, 付: 120.00}", "94760.00"
    )
    october = said(book)
    left = october.finding("bank.out_not_in_books")
    assert (left["rivals"], october.effects("bank.out_not_in_books")) == (1, {"school 1002 账实": "-120.00"})
    assert "另有 1 种配法也说得通" in left["message"]
    november(book).add(
        "checks",
        '{对账单: DZ-11, 日期: 2026-11-30, 种类: 银行, 账户: "6011", 期初: 94760.00, 明细: [], 期末: 94760.00}',
        month="2026-11",
    )
    assert said(book, "2026-11").finding("bank.out_not_in_books")["rivals"] == 1  # and so while it is outstanding


def test_a_payment_that_lines_make_in_two_ways_is_left_with_both(book: Small) -> None:
    """200.50 is 120.00 and 80.50, or 100.00 and 100.50: nothing is paired, and the payment says in how many ways it may be."""
    paid(book, 3, "2026-10-26", "五金店", "200.50")
    lines = ", ".join(
        f"{{日期: 2026-10-27, 摘要: 五金店, 付: {fen}}}" for fen in ("120.00", "80.50", "100.00", "100.50")
    )
    bank_line(book, lines, "94599.00")
    october = said(book)
    assert october.finding("bank.books_out_not_at_bank")["rivals"] == 2
    assert [f["rivals"] for f in october.told["timing"] if f["code"] == "bank.out_not_in_books"] == [1, 1, 1, 1]


def test_where_one_line_names_the_supplier_and_the_other_nobody_there_is_no_rival(book: Small) -> None:
    paid(book, 3, "2026-10-26", "五金店", "120.00")
    bank_line(
        book, "{日期: 2026-10-26, 摘要: 五金店, 付: 120.00}, {日期: 2026-10-26, 摘要: 转账, 付: 120.00}", "94760.00"
    )
    left = said(book).finding("bank.out_not_in_books")
    assert (left["rivals"], "配法" in left["message"]) == (0, False)


def test_the_banks_own_number_tells_which_of_two_it_was(book: Small) -> None:
    """By the days it would be the later one that is still under way."""
    paid(book, 3, "2026-10-26", "五金店", "120.00")
    paid(book, 4, "2026-10-27", "五金店", "120.00", 流水号='"A0071"')
    bank_line(book, '{日期: 2026-10-26, 摘要: 五金店, 流水号: "A0071", 付: 120.00}', "94880.00")
    october = said(book)
    october.quiet()
    assert [one["records"][0]["id"] for one in october.told["timing"]] == ["2026/FK-3"]


def test_a_fee_is_the_one_that_the_bank_took_before_it_was_booked(book: Small) -> None:
    """Every month's end the bank takes 30.00, and every 8th it is booked: never a month's booking is the next one's."""
    november(book)
    bank_line(book, "{日期: 2026-10-31, 摘要: 网银服务费, 付: 30.00}", "94970.00")
    said(book).quiet()
    book.add(
        TILL,
        '{付款: FK-9, 日期: 2026-11-08, 方式: 银行, 账户: "6011", 收款方: 县农商银行, 金额: 30.00}',
        month="2026-11",
    )
    book.add(
        BOOKS, voucher("记-1", "2026-11-08", "FK-9", "借 5001 30.00", "贷 1002 30.00", budget="30.00"), month="2026-11"
    )
    book.add("checks", '{对账单: DZ-11, 日期: 2026-11-30, 种类: 银行, 账户: "6011", 期初: 94970.00,'
                       ' 明细: [{日期: 2026-11-30, 摘要: 网银服务费, 付: 30.00}], 期末: 94940.00}', month="2026-11")  # fmt: skip
    after = said(book, "2026-11")
    after.quiet()
    assert [one["message"].split("。")[0][-5:] for one in after.told["timing"]] == ["11-30"]


def test_a_voucher_without_paper_is_not_held_against_payments_that_it_never_booked(book: Small) -> None:
    """100.00 drawn from the bank without a slip; the light and the water, 410.00 each, are not booked yet. Each is what it
    is: two vouchers to write, one that lacks its paper, and nothing unexplained."""
    for number, payee in ((3, "供电所"), (4, "供水所")):
        book.add(
            TILL,
            f'{{付款: FK-{number}, 日期: 2026-10-2{number}, 方式: 银行, 账户: "6011", 收款方: {payee}, 金额: 410.00}}',
        )
    book.add(BOOKS, voucher("记-9", "2026-10-25", "", "借 1001 100.00", "贷 1002 100.00"))
    told = said(book)
    assert told.codes == ["document.not_booked"] * 2 + ["voucher.no_paper"] * 2
    parts = told.line("school", "1002")["book_to_book"]
    assert (parts["to_book"], parts["to_correct"], parts["unexplained"]) == ("820.00", "-100.00", "0.00")


def test_a_voucher_that_sums_payments_up_and_errs_is_still_held_against_them(book: Small) -> None:
    """One voucher for both, 820.00, written as 802.00: what it lacks is told of it."""
    for number, payee in ((3, "供电所"), (4, "供水所")):
        book.add(
            TILL,
            f'{{付款: FK-{number}, 日期: 2026-10-2{number}, 方式: 银行, 账户: "6011", 收款方: {payee}, 金额: 410.00}}',
        )
    book.add(BOOKS, voucher("记-9", "2026-10-25", "", "借 5001 802.00", "贷 1002 802.00", budget="802.00"))
    told = said(book)
    assert "document.not_booked" not in told.codes
    assert told.line("school", "1002")["book_to_book"]["difference"] == "18.00"
