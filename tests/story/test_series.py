"""收付转: where a set keeps receipts, payments and transfers in series of their own, a voucher goes where its money goes."""

from __future__ import annotations

import pytest

from houqin.book.index import open_book
from houqin.book.registers import Registers
from houqin.entry.series import series_of
from houqin.settle.vouchers import draft

from .book import BOOKS, TILL, Small, said

THREE = "凭证字: [收, 付, 转]"
NUMBERS = {
    "记-1": "转-1", "记-2": "转-2", "记-3": "转-3", "记-4": "转-4", "记-5": "付-1", "记-6": "转-5", "记-7": "转-6", "记-8": "转-7",
}  # fmt: skip
"""By the account that pays: only 记-5 is paid by the bank; the treasury's payment (记-6) touches neither bank nor cash."""


@pytest.fixture
def apart(book: Small) -> Small:
    """The small school's vouchers in three series."""
    assert book.school.count("凭证字: 记,") == 1
    book.school = book.school.replace("凭证字: 记,", THREE + ",")
    for old, new in NUMBERS.items():
        book.change(BOOKS, f"凭证: {old},", f"凭证: {new},")
    book.numbered_on = False
    return book


def drafted(book: Small) -> dict[str, str]:
    """What is drafted for October: number → summary."""
    book.write(book.folder)
    with open_book(book.folder) as opened:
        found = draft(opened, "2026-10", 20261103, ("school",))
        assert found.blanks == []
        return {one.number: str(one.tree["summary"]) for one in found.records}


def test_three_series_are_right_as_they_are(apart: Small) -> None:
    said(apart).quiet()
    assert drafted(apart) == {}


def test_what_is_missing_of_each_is_drafted_in_its_own(apart: Small) -> None:
    """What the bank paid, money lent out of the safe, paper that came in: the last of seven transfers is the eighth's."""
    apart.drop(BOOKS, "凭证: 付-1").drop(BOOKS, "凭证: 转-1")
    apart.add(TILL, "{借款: JK-1, 日期: 2026-10-22, 方式: 现金, 借款人: 张建国, 金额: 100.00, 事由: 差旅}")
    found = drafted(apart)
    assert sorted(found) == ["付-1", "付-2", "转-8"]
    assert "文具店" in found["转-8"]


@pytest.mark.parametrize(
    ("named", "entries", "series"),
    [
        (["收", "付", "转"], ("借 1002", "贷 4609"), "收"),
        (["收", "付", "转"], ("借 1302", "贷 1002"), "付"),
        (["收", "付", "转"], ("借 1001", "贷 1002"), "付"),  # cash drawn: once, by the account that pays
        (["收", "付", "转"], ("借 1302", "贷 2302"), "转"),
        (["收款", "付款", "转账"], ("借 1001", "贷 1218"), "收款"),
        (["现收", "现付", "银收", "银付", "转"], ("借 1001", "贷 1218"), "现收"),
        (["现收", "现付", "银收", "银付", "转"], ("借 1001", "贷 1002"), "银付"),
        (["食收", "食付", "食转"], ("借 5001", "贷 1302"), "食转"),
        (["记"], ("借 1001", "贷 1002"), ""),
        (["记", "调"], ("借 1001", "贷 1002"), ""),
    ],
)
def test_a_series_is_told_by_the_side_that_money_is_on(named: list[str], entries: tuple[str, ...], series: str) -> None:
    chart = [
        {"set": "school", "id": code, "name": code, "controls": controls, "from_": 20190101}
        for code, controls in (
            ("1001", "cash"),
            ("1002", "bank"),
            ("1218", "party"),
            ("1302", "stock"),
            ("2302", "party"),
        )
    ]
    registers = Registers({"account": chart}, {"sets": [{"set": "school", "voucher_series": named}]})
    sides = {"借": "debit", "贷": "credit"}
    rows = [{"account": code, sides[side]: "1.00"} for side, code in (one.split() for one in entries)]
    assert series_of(registers, "school", rows) == series


def test_a_voucher_that_is_typed_takes_the_next_of_its_series(apart: Small) -> None:
    from houqin.entry.prepare import prepare
    from houqin.entry.said import in_words

    apart.write(apart.folder)
    with open_book(apart.folder) as opened:
        ready = prepare(
            opened,
            [
                in_words("voucher", ["摘要=退回余款", "账套=学校", "日期=2026-10-31"], lines, "")
                for lines in (["科目=1001 借=5.00", "科目=5001 贷=5.00"], ["科目=5001 借=5.00", "科目=1002 贷=5.00"])
            ],
            today=20261031,
        )
    assert [one.number for one in ready.records] == ["收-1", "付-2"]
