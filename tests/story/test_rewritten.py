"""A slip taken back and written anew is one thing: what a voucher books of the one and of the other is weighed together."""

from __future__ import annotations

import pytest

from .book import BOOKS, BUYER, CHECKS, GENERAL, Small, invoice, november, said, voucher
from .test_pairs import named
from .test_wrong import only


def eleven_boxes(book: Small, month: str = "2026-10", day: str = "20") -> Small:
    """YS-1 (10 boxes, booked by 记-1 at 1,600.00) is taken back and written anew with 11: 1,760.00."""
    anew = f"{{验收: YS-6, 日期: {month}-{day}, 替代: YS-1, 供应商: 文具店, 明细: [复印纸 11箱 160.00 1760.00]}}"
    book.add(GENERAL, f"{{冲销: CX-1, 日期: {month}-{day}, 原单: YS-1, 原因: 少点一箱}}", anew, month=month)
    bill = invoice("FP-1", f"{month}-{day}", "文具店", "1760.00", "{验收: YS-6}")
    book.drop(BUYER, "发票: FP-1").add(BUYER, bill, month=month)
    return book.change(BOOKS, "单据: [YS-1, FP-1]", "单据: [YS-1]")


@pytest.mark.parametrize("names", ["YS-6", "CX-1", "YS-1", "CX-1 YS-6"])
def test_a_supplement_that_names_either(book: Small, names: str) -> None:
    eleven_boxes(book).change(CHECKS, "复印纸 130包", "复印纸 138包")
    book.add(BOOKS, voucher("记-9", "2026-10-21", names, "借 1302.01 160.00", "贷 2302 文具店 160.00"))
    said(book).silent()


@pytest.mark.parametrize("names", ["YS-6", "2026/CX-1", "2026/YS-1", "CX-1 YS-6", ""])
def test_a_supplement_of_the_month_after(book: Small, names: str) -> None:
    november(eleven_boxes(book, "2026-11", "03"))
    book.add(BOOKS, voucher("记-1", "2026-11-04", names, "借 1302.01 160.00", "贷 2302 文具店 160.00"), month="2026-11")
    said(book, "2026-11").silent()


def test_what_was_written_anew_and_never_booked_is_the_difference_only(book: Small) -> None:
    told = said(november(eleven_boxes(book, "2026-11", "03")), "2026-11")
    only(told, "document.rewritten", "to_book", {"school 1302.01 账账": "-160.00", "school 2302 账账": "-160.00"})
    assert {*named(told, "document.rewritten")} == {"YS-6", "YS-1"}


def test_a_voucher_of_the_slip_as_it_was(book: Small) -> None:
    """In the same month 记-1 still says what YS-1 said."""
    eleven_boxes(book).change(CHECKS, "复印纸 130包", "复印纸 138包")
    told = said(book)
    assert [f["amount"] for f in told.told["findings"][0]["effects"]] == ["-160.00", "-160.00"]
    assert named(told, told.codes[0])[0] == "记-1"


def lamps_again(book: Small, booked: str) -> Small:
    """CK-2 (20 lamps, summed up in October's 记-7) is taken back in November and written anew with 30; five more went out."""
    november(book).add(
        GENERAL, "{冲销: CX-1, 日期: 2026-11-03, 原单: CK-2, 原因: 数量写错}",
        "{领用: CK-9, 日期: 2026-11-03, 替代: CK-2, 部门: 教务处, 明细: [灯管 30支]}",
        "{领用: CK-10, 日期: 2026-11-05, 部门: 教务处, 明细: [灯管 5支]}", month="2026-11",
    )  # fmt: skip
    return book.add(
        BOOKS,
        voucher("记-9", "2026-11-30", "", f"借 5001 {booked}", f"贷 1302.02 {booked}", copied=True),
        month="2026-11",
    )


def test_a_summary_of_novembers_issues_with_the_correction(book: Small) -> None:
    said(lamps_again(book, "225.00"), "2026-11").silent()


def test_a_summary_that_forgets_the_correction(book: Small) -> None:
    told = said(lamps_again(book, "75.00"), "2026-11")
    only(told, "document.rewritten", "to_book", {"school 1302.02 账账": "150.00"})
    assert {*named(told, "document.rewritten")} == {"CK-2", "CK-9"}


def test_a_supplement_of_issues_that_names_the_slip(book: Small) -> None:
    lamps_again(book, "75.00").add(
        BOOKS, voucher("记-10", "2026-11-30", "CK-9", "借 5001 150.00", "贷 1302.02 150.00"), month="2026-11"
    )
    said(book, "2026-11").silent()
