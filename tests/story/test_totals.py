"""Sums that no single document explains: what the month's summary, a late slip, a voucher without papers did to them."""

from __future__ import annotations

from .book import (
    BALANCES,
    BOOKS,
    CHECKS,
    FOOD_BOOKS,
    GENERAL,
    KITCHEN,
    Small,
    november,
    said,
    voucher,
)
from .test_wrong import only


def summary(book: Small, account: str, right: str, wrong: str) -> Small:
    """October's summary of issues (记-7) takes another sum off an account of stock, and puts it to expense."""
    off = round(float(wrong) - float(right), 2)
    book.change(BOOKS, f'{{科目: "{account}", 贷: {right}}}', f'{{科目: "{account}", 贷: {wrong}}}')
    return book.change(BOOKS, '{科目: "5001", 借: 1550.00}', f'{{科目: "5001", 借: {1550 + off:.2f}}}')


# ------------------------------------------------------------ purchases taken for consumption


def test_what_was_bought_is_taken_for_what_was_eaten(book: Small) -> None:
    """Rice: 2,500.00 in stock, 2,600.00 bought, 2,040.00 issued. The voucher takes 2,600.00 off, as if all had been eaten."""
    book.change(FOOD_BOOKS, "借: 2040.00", "借: 2600.00").change(FOOD_BOOKS, "贷: 2040.00", "贷: 2600.00")
    told = said(book)
    only(told, "summary.purchases", "to_correct", {"canteen 1302.01 账账": "-560.00"})
    finding = told.finding("summary.purchases")
    assert (finding["kind"], finding["rivals"]) == ("purchases_as_consumption", 0)
    assert [r["id"] for r in finding["records"]] == ["2026-10/食记-2"]
    assert "期初 2,500.00，期末 3,060.00" in finding["message"]


def test_taken_on_every_account_it_is_one_finding(book: Small) -> None:
    """Paper 1,600.00 bought and 1,000.00 issued, lamps 1,500.00 and 300.00, fans 1,000.00 and 500.00."""
    for account, issued, bought in (
        ("1302.01", "1000.00", "1600.00"),
        ("1302.02", "300.00", "1500.00"),
        ("1302.03", "500.00", "1000.00"),
    ):
        book.change(BOOKS, f'{{科目: "{account}", 贷: {issued}}}', f'{{科目: "{account}", 贷: {bought}}}')
    book.change(BOOKS, '{科目: "5001", 借: 1550.00}', '{科目: "5001", 借: 3850.00}')
    told = said(book)
    only(told, "summary.purchases", "to_correct",
         {"school 1302.01 账账": "-600.00", "school 1302.02 账账": "-1200.00", "school 1302.03 账账": "-500.00"})  # fmt: skip
    assert "期初 2,150.00，期末 4,450.00" in told.finding("summary.purchases")["message"]


def test_where_the_county_keeps_the_books_its_balance_shows_it_as_well(book: Small) -> None:
    del book.files[FOOD_BOOKS, "2026-10"]
    same = BALANCES.replace('"1302.01", 期末借: 3060.00', '"1302.01", 期末借: 2500.00')
    book.add(CHECKS, same.replace('"5001", 期末借: 2340.00', '"5001", 期末借: 2900.00'))
    only(said(book), "summary.purchases", "to_correct", {"canteen 1302.01 账账": "-560.00"})


def test_all_that_was_bought_was_truly_eaten(book: Small) -> None:
    """The neighbour: as much issued as was bought, and the voucher says so."""
    book.change(KITCHEN, "大米 800斤", "大米 1000斤").change(CHECKS, "大米 1200斤", "大米 1000斤")
    book.change(FOOD_BOOKS, "借: 2040.00", "借: 2550.00").change(FOOD_BOOKS, "贷: 2040.00", "贷: 2550.00")
    said(book).silent()


# ------------------------------------------------------------ cents


def test_a_few_fen_of_a_summary_are_rounding(book: Small) -> None:
    """Four slips of paper: their lines can be two fen apart from a sum worked out anew, and they are."""
    book.change(GENERAL, "复印纸 50包", "复印纸 20包")
    book.add(GENERAL, *(f"{{领用: CK-{n}, 日期: 2026-10-20, 部门: 教务处, 明细: [复印纸 10包]}}" for n in (4, 5, 6)))
    told = said(summary(book, "1302.01", "1000.00", "1000.02"))
    only(told, "summary.rounding", "to_correct", {"school 1302.01 账账": "-0.02"})
    assert told.finding("summary.rounding")["kind"] == "value_rounding"
    assert "4 行" in told.finding("summary.rounding")["message"]


def test_more_than_half_a_fen_a_line_is_no_rounding(book: Small) -> None:
    """One line of paper: a single fen too many cannot come from rounding it."""
    told = said(summary(book, "1302.01", "1000.00", "1000.01"))
    only(told, "book.unexplained", "unexplained", {"school 1302.01 账账": "-0.01"})


def test_what_is_left_in_the_ledger_of_goods_that_are_gone(book: Small) -> None:
    """All ten lamps of the opening and the hundred bought are issued; the summary takes a fen less off."""
    book.change(GENERAL, "灯管 20支", "灯管 110支").change(CHECKS, "灯管 90支", "灯管 0支")
    book.change(BOOKS, '{科目: "1302.02", 贷: 300.00}', '{科目: "1302.02", 贷: 1649.99}')
    book.change(BOOKS, '{科目: "5001", 借: 1550.00}', '{科目: "5001", 借: 2899.99}')
    told = said(book)
    only(told, "stock.residue", "to_correct", {"school 1302.02 账账": "0.01"})
    assert told.finding("stock.residue")["kind"] == "value_rounding"


# ------------------------------------------------------------ slips that came late


LATE = "{验收: YS-3, 日期: 2026-10-12, 入账日期: 2026-10-31, 供应商: 粮油店, 明细: [大米 500斤 3.00 1500.00]}"


def late_rice(book: Small) -> Small:
    """Rice that came on the 12th is written on the 31st: 2,500 jin for 6,600.00, so that 800 jin were worth 2,112.00."""
    book.add(KITCHEN, LATE).change(CHECKS, "大米 1200斤", "大米 1700斤")
    return book.add(FOOD_BOOKS, voucher("食记-5", "2026-10-31", "YS-3", "借 1302.01 1500.00", "贷 2302 粮油店 1500.00"))


def test_a_late_slip_moves_the_average_and_the_summary_does_not_follow(book: Small) -> None:
    told = said(late_rice(book))
    only(told, "summary.late_slip", "to_correct", {"canteen 1302.01 账账": "72.00"})
    finding = told.finding("summary.late_slip")
    assert (finding["kind"], finding["rivals"]) == ("backdated", 0)
    assert [r["id"] for r in finding["records"]] == ["2026/YS-3", "2026-10/食记-2"]


def test_a_late_slip_that_the_summary_follows_is_no_fault(book: Small) -> None:
    late_rice(book).change(FOOD_BOOKS, "借: 2040.00", "借: 2112.00").change(FOOD_BOOKS, "贷: 2040.00", "贷: 2112.00")
    said(book).silent()


def test_a_late_slip_does_not_excuse_another_sum(book: Small) -> None:
    late_rice(book).change(FOOD_BOOKS, "借: 2040.00", "借: 2050.00").change(FOOD_BOOKS, "贷: 2040.00", "贷: 2050.00")
    only(said(book), "book.unexplained", "unexplained", {"canteen 1302.01 账账": "62.00"})


def test_a_summary_made_of_purchases_before_a_slip_came_late_is_two_findings(book: Small) -> None:
    late_rice(book).change(FOOD_BOOKS, "借: 2040.00", "借: 2600.00").change(FOOD_BOOKS, "贷: 2040.00", "贷: 2600.00")
    told = said(book)
    assert told.codes == ["summary.late_slip", "summary.purchases"]
    assert told.effects("summary.late_slip") == {"canteen 1302.01 账账": "72.00"}
    assert told.effects("summary.purchases") == {"canteen 1302.01 账账": "-560.00"}


# ------------------------------------------------------------ vouchers that rest on nothing


def test_a_voucher_without_papers_straight_onto_stock(book: Small) -> None:
    book.add(BOOKS, voucher("记-9", "2026-10-30", "", "借 5001 400.00", "贷 1302.01 400.00"))
    told = said(book)
    only(told, "stock.no_paper", "to_correct", {"school 1302.01 账账": "-400.00"})
    finding = told.finding("stock.no_paper")
    assert (finding["kind"], finding["rivals"]) == ("journal_on_stock", 0)
    assert [r["id"] for r in finding["records"]] == ["2026-10/记-9"]


def test_goods_that_wait_for_their_voucher_do_not_hide_it(book: Small) -> None:
    """800.00 of paper came without an invoice; 750.00 put onto stock from expense is not that."""
    book.add(GENERAL, "{验收: YS-5, 日期: 2026-10-29, 供应商: 文具店, 明细: [复印纸 5箱 160.00 800.00]}")
    book.change(CHECKS, "复印纸 130包", "复印纸 170包")
    book.add(BOOKS, voucher("记-9", "2026-10-30", "", "借 1302.01 750.00", "贷 5001 750.00"))
    told = said(book)
    assert told.codes == ["goods.no_invoice", "stock.no_paper"]
    assert told.effects("stock.no_paper") == {"school 1302.01 账账": "750.00"}


def test_one_voucher_that_moves_stock_to_stock_is_one_finding(book: Small) -> None:
    book.add(BOOKS, voucher("记-9", "2026-10-30", "", "借 1302.02 90.00", "贷 1302.01 90.00"))
    only(said(book), "stock.no_paper", "to_correct",
         {"school 1302.01 账账": "-90.00", "school 1302.02 账账": "90.00"})  # fmt: skip


def test_two_vouchers_of_one_sum_are_each_others_rivals(book: Small) -> None:
    """The first takes 40.00 off, the second puts 40.00 back twice: either of the two that put back may be the one."""
    for n, sides in enumerate(
        (("借 5001 40.00", "贷 1302.01 40.00"), *(("借 1302.01 40.00", "贷 5001 40.00"),) * 2), 9
    ):
        book.add(BOOKS, voucher(f"记-{n}", "2026-10-30", "", *sides))
    told = said(book)
    only(told, "stock.no_paper", "to_correct", {"school 1302.01 账账": "40.00"})
    assert told.finding("stock.no_paper")["rivals"] == 1


def test_a_voucher_without_papers_on_an_account_of_debts(book: Small) -> None:
    book.add(BOOKS, voucher("记-9", "2026-10-30", "", "借 5001 60.00", "贷 2302 文具店 60.00"))
    told = said(book)
    only(told, "voucher.no_paper", "to_correct", {"school 2302 账账": "60.00"})
    assert "文具店 60.00" in told.finding("voucher.no_paper")["message"]


def test_it_stays_open_until_it_is_reversed(book: Small) -> None:
    book.add(BOOKS, voucher("记-9", "2026-10-30", "", "借 5001 400.00", "贷 1302.01 400.00"))
    november(book)
    told = said(book, "2026-11")
    assert told.effects("stock.no_paper") == {"school 1302.01 账账": "-400.00"}
    book.add(BOOKS, "{冲销: CX-1, 日期: 2026-11-02, 原单: 2026-10/记-9, 原因: 没有单据}", month="2026-11")
    assert said(book, "2026-11").codes == []


# ------------------------------------------------------------ half of a summary


def test_a_summary_that_leaves_a_whole_account_out(book: Small) -> None:
    """The lamps of CK-2 and their expense are on no voucher; the paper and the fans are."""
    book.change(BOOKS, '{科目: "5001", 借: 1550.00}', '{科目: "5001", 借: 1250.00}')
    book.change(BOOKS, ', {科目: "1302.02", 贷: 300.00}', "")
    told = said(book)
    only(told, "summary.account_left_out", "to_correct", {"school 1302.02 账账": "300.00"})
    finding = told.finding("summary.account_left_out")
    assert finding["kind"] == "half_posted"
    assert [r["id"] for r in finding["records"]] == ["2026-10/记-7", "2026/CK-2"]


def test_where_each_account_has_its_own_voucher_a_missing_one_is_just_missing(book: Small) -> None:
    book.change(BOOKS, '{科目: "5001", 借: 1550.00}', '{科目: "5001", 借: 1000.00}')
    book.change(BOOKS, ', {科目: "1302.02", 贷: 300.00}', "").change(BOOKS, ', {科目: "1302.03", 贷: 500.00}', "")
    book.change(BOOKS, '{科目: "1302.04", 借: 250.00}, ', "")
    book.add(BOOKS, voucher("记-9", "2026-10-31", "", "借 5001 250.00", "借 1302.04 250.00", "贷 1302.03 500.00"))
    only(said(book), "document.not_booked", "to_book", {"school 1302.02 账账": "300.00"})


# ------------------------------------------------------------ statements of another day

STATEMENT = "{对账单: GD-1, 日期: 2026-10-11, 种类: 供应商, 账套: 学校, 供应商: 电教公司, 期末: %s}"


def test_a_statement_that_stops_earlier_is_asked_about_its_own_day(book: Small) -> None:
    """The screen for 12,000.00 came on the 12th."""
    book.add(CHECKS, STATEMENT % "0.00")
    told = said(book)
    told.quiet()
    assert told.effects("supplier.later") == {"school 2302 账实": "-12000.00"}
    assert [r["id"] for r in told.finding("supplier.later")["records"]] == ["2026/GD-1", "2026/YS-4"]


def test_a_statement_that_was_wrong_on_its_own_day_stays_unexplained(book: Small) -> None:
    book.add(CHECKS, STATEMENT % "100.00")
    only(said(book), "real.unexplained", "unexplained", {"school 2302 账实": "-11900.00"})


# ------------------------------------------------------------ suspects

PAPER = ("20", "13", "9", "5", "3")
"""Packs of paper on the five slips CK-1 and CK-4 to CK-7, 20.00 a pack: 400.00, 260.00, 180.00, 100.00, 60.00."""


def five_slips(book: Small) -> Small:
    """The 50 packs of October on five slips."""
    book.change(GENERAL, "复印纸 50包", f"复印纸 {PAPER[0]}包")
    slips = enumerate(PAPER[1:], 4)
    return book.add(
        GENERAL, *(f"{{领用: CK-{n}, 日期: 2026-10-2{n - 4}, 部门: 教务处, 明细: [复印纸 {q}包]}}" for n, q in slips)
    )


def suspect(book: Small, wrong: str, code: str, off: str, record: str, rivals: int) -> str:
    """The summary says another sum for the paper: the suspect stays unexplained, with so many rivals. Its message."""
    told = said(summary(book, "1302.01", "1000.00", wrong))
    only(told, code, "unexplained", {"school 1302.01 账账": off})
    finding = told.finding(code)
    assert (finding["records"][0]["id"], finding["rivals"]) == (f"2026/{record}", rivals), finding["message"]
    return str(finding["message"])


def test_a_slip_that_was_added_twice(book: Small) -> None:
    message = suspect(five_slips(book), "1180.00", "suspect.doubled", "-180.00", "CK-5", 0)
    assert "疑 记-7 把 CK-5 180.00 算了两次" in message


def test_a_slip_on_the_wrong_side(book: Small) -> None:
    """CK-4 was taken for a return: 1,000.00 less twice 260.00. Or CK-4 and CK-1 with another were left out, but that
    blames more records."""
    assert "除二法" in suspect(five_slips(book), "480.00", "suspect.wrong_side", "520.00", "CK-4", 0)


def test_a_box_taken_for_a_pack(book: Small) -> None:
    """A pack says 20.00, a box eight times as much: CK-7's three packs, taken for boxes, are 420.00 too much."""
    book = five_slips(book)
    assert "按箱算了" in suspect(book, "1420.00", "suspect.unit", "-420.00", "CK-7", 0)


def test_two_slips_left_out_together(book: Small) -> None:
    """CK-5 and CK-7 are 240.00; no slip alone is, nor any other two."""
    message = suspect(five_slips(book), "760.00", "suspect.several", "240.00", "CK-5", 0)
    assert "CK-5、CK-7" in message


def test_a_slip_added_twice_and_a_fen_of_rounding(book: Small) -> None:
    message = suspect(five_slips(book), "1180.02", "suspect.doubled", "-180.02", "CK-5", 0)
    assert "另有 0.02 在尾差之内" in message


def test_where_everything_fits_only_their_number_is_said(book: Small) -> None:
    """Ten slips of one pack each: which of them was added twice, the sum cannot tell."""
    book.change(GENERAL, "复印纸 50包", "复印纸 40包")
    book.add(GENERAL, *(f"{{领用: CK-{n}, 日期: 2026-10-20, 部门: 教务处, 明细: [复印纸 1包]}}" for n in range(10, 20)))
    told = said(summary(book, "1302.01", "1000.00", "1020.00"))
    only(told, "book.unexplained", "unexplained", {"school 1302.01 账账": "-20.00"})
    assert told.finding("book.unexplained")["rivals"] == 10
    assert [r["id"] for r in told.finding("book.unexplained")["records"]] == ["2026-10/记-7"]


def test_the_slip_that_came_late_is_suspected_before_its_equal(book: Small) -> None:
    book.change(GENERAL, "复印纸 50包", "复印纸 36包")
    book.add(GENERAL, "{领用: CK-4, 日期: 2026-10-20, 部门: 教务处, 明细: [复印纸 7包]}",
             "{领用: CK-5, 日期: 2026-10-20, 入账日期: 2026-10-23, 部门: 教务处, 明细: [复印纸 7包]}")  # fmt: skip
    assert "迟到单" in suspect(book, "1140.00", "suspect.doubled", "-140.00", "CK-5", 1)


def test_how_many_may_be_named_is_the_books_own_rule(book: Small) -> None:
    book.school += "  - {规则: 疑点上限, 值: 1, 单位: 种, 依据: 校办7号, 起: 2026-03-01}\n"
    book.change(GENERAL, "复印纸 50包", "复印纸 36包")
    book.add(GENERAL, *(f"{{领用: CK-{n}, 日期: 2026-10-20, 部门: 教务处, 明细: [复印纸 7包]}}" for n in (4, 5)))
    told = said(summary(book, "1302.01", "1000.00", "1140.00"))
    only(told, "book.unexplained", "unexplained", {"school 1302.01 账账": "-140.00"})
    assert told.finding("book.unexplained")["rivals"] == 2


def test_digits_changed_about_are_not_sought_in_a_total(book: Small) -> None:
    """1,000.00 for 1,090.00 divides by nine, and so does one sum in nine: nothing is suspected."""
    told = said(summary(five_slips(book), "1302.01", "1000.00", "1090.00"))
    assert told.codes == ["book.unexplained"]
    assert told.finding("book.unexplained")["rivals"] == 0
