"""Where a book begins: what the opening balances have already must not be moved a second time."""

from __future__ import annotations

import pytest

from houqin.book.contradictions import contradictions
from houqin.book.index import open_book

from .book import ASSETS, BOOKS, BUYER, CHECKS, GENERAL, TILL, Small, said, voucher

RICE = "{验收: YS-0, 日期: 2026-09-15, 供应商: 文具店, 明细: [复印纸 10箱 160.00 1600.00]}"


def told(book: Small) -> list[tuple[str, str, str]]:
    """What `check` says: code, number and place."""
    book.write(book.folder)
    with open_book(book.folder) as opened:
        return [
            (d.code, str(d.args.get("number")), f"{d.path}:{d.line}") for d in contradictions(opened.index, opened.path)
        ]


@pytest.mark.parametrize(
    ("folder", "record", "number"),
    [
        (GENERAL, RICE, "YS-0"),
        (GENERAL, "{领用: CK-0, 日期: 2026-09-30, 部门: 教务处, 明细: [复印纸 5包]}", "CK-0"),
        (BOOKS, voucher("记-1", "2026-09-30", "", "借 5001 700.00", "贷 1602 700.00"), "记-1"),
        (TILL, '{付款: FK-0, 日期: 2026-09-28, 方式: 银行, 账户: "6011", 收款方: 文具店, 金额: 5.00}', "FK-0"),
        (
            ASSETS,
            "{资产取得: ZC-9, 日期: 2026-09-20, 名称: 音箱, 资产类: 设备, 数量: 1 台, 原值: 3000.00, 使用月数: 60}",
            "ZC-9",
        ),
    ],
)
def test_what_the_opening_has_already_is_moved_once(folder: str, record: str, number: str, book: Small) -> None:
    """A slip, a voucher, a payment or a card booked by the day of the opening would count twice."""
    book.add(folder, record, month="2026-09")
    assert told(book) == [("book.before_opening", number, f"{folder}/2026-09.yaml:1")]


def test_paper_that_moves_nothing_may_be_older_than_the_book(book: Small) -> None:
    """An order that was open, what was counted for the opening: they are no part of any balance."""
    book.add(
        BUYER, "{申请: SQ-0, 日期: 2026-09-10, 部门: 教务处, 申请人: 张建国, 明细: [复印纸 10箱]}", month="2026-09"
    )
    book.add(
        BUYER,
        "{订单: DD-0, 日期: 2026-09-11, 申请: SQ-0, 供应商: 文具店, 明细: [复印纸 10箱 160.00 1600.00]}",
        month="2026-09",
    )
    book.add(
        CHECKS,
        "{盘点: PD-0, 日期: 2026-09-30, 地点: 总务库, 范围: 全盘, 明细: [复印纸 100包, 灯管 10支]}",
        month="2026-09",
    )
    assert told(book) == []


def test_an_earlier_slip_stands_in_the_opening_and_moves_nothing_there(book: Small) -> None:
    book.opening += f"- {RICE}\n"
    assert told(book) == []
    said(book).quiet()


def test_a_slip_that_came_late_is_booked_after_the_opening(book: Small) -> None:
    """It happened in September, and nobody knew of it when the book began."""
    late = RICE.replace("供应商", "入账日期: 2026-10-08, 供应商")
    assert told(book.add(GENERAL, late)) == []


def test_an_opening_within_a_month_stands_before_that_days_slips(book: Small) -> None:
    """A book that begins on 15 September: what came in that morning is not in it yet, what came on the 14th is."""
    book.opening = book.opening.replace("2026-09-30", "2026-09-15")
    book.add(GENERAL, RICE, RICE.replace("YS-0", "YS-00").replace("2026-09-15", "2026-09-14"), month="2026-09")
    assert told(book) == [("book.before_opening", "YS-00", f"{GENERAL}/2026-09.yaml:2")]


def test_it_is_not_written_in_the_first_place(book: Small) -> None:
    """`houqin add` says so before it writes."""
    from houqin.entry.new import new
    from houqin.entry.number import numbered
    from houqin.entry.tried import entry

    book.write(book.folder)
    with open_book(book.folder) as opened:
        tree = {
            "date": "2026-09-15",
            "supplier": "文具店",
            "lines": [{"item": "复印纸", "quantity": "10箱", "amount": "1600.00"}],
        }
        made = entry(opened, numbered(opened, [new("acceptance", "总务库", tree)]))
    assert [d.code for d in made.problems] == ["book.before_opening"]
