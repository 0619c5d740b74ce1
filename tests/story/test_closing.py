"""The checklist of a month's end: what is missing is named with whose it is; a month that only looks unfinished is ready."""

from __future__ import annotations

import json
from typing import Any

import pytest

from houqin.book.index import open_book
from houqin.closing.checklist import Desk, checklist
from houqin.closing.due import Span, spans
from houqin.reconcile.moves import Month
from houqin.render.json import write
from houqin.reports.checklist import checking

from .book import (
    BALANCES,
    BOOKS,
    CHECKS,
    FOOD_BOOKS,
    GENERAL,
    OCTOBER,
    TILL,
    Small,
    november,
    voucher,
)

RIGHT = 20261031
BASIS = "依据: 校办5号, 起: 2026-03-01"
PEOPLE = """- {人员: 赵会计, 岗位: 会计, 账套: 学校, 起: 2024-01-01}
- {人员: 钱会计, 岗位: 会计, 账套: 食堂, 起: 2024-01-01}
- {人员: 吴出纳, 岗位: 出纳, 起: 2024-01-01}
- {人员: 陈志远, 岗位: 总务主任, 起: 2024-01-01}
- {人员: 周海涛, 岗位: 校长, 起: 2024-01-01}
"""


def listed(book: Small, month: str = "2026-10", closed: tuple[str, ...] = (), today: int = 20261231) -> dict[str, Any]:
    """The checklist as programs read it."""
    book.write(book.folder)
    with open_book(book.folder, thorough=True) as opened:
        report = checking(opened, checklist(opened, month, closed, today), "zh", today)
    told: dict[str, Any] = json.loads(write(report))
    assert report.exit_code == (told["status"] == "not_ready")
    left = {(i["check"], i["set"]) for i in told["items"]}
    assert left == {(c["check"], c["set"]) for c in told["checks"] if c["open"]}
    return told


def items(told: dict[str, Any]) -> list[tuple[str, str]]:
    """Check and code of each thing that is left."""
    return [(one["check"], one["code"]) for one in told["items"]]


@pytest.fixture
def school(book: Small) -> Small:
    """The small school with people in its posts."""
    book.registers["people"] += PEOPLE
    return book


# ------------------------------------------------------------ a month that is ready


def test_an_october_that_is_right_is_ready(book: Small) -> None:
    told = listed(book)
    assert (told["status"], told["items"]) == ("ready", [])
    looked = {(c["check"], c["set"]): c["looked_at"] for c in told["checks"]}
    assert looked["continuous", "school"] == 8
    assert looked["tied", "school"] == 2  # the bank and the treasury
    assert looked["counts_made", "school"] == 1  # the safe: goods and assets are due once a year


def test_open_requests_and_orders_do_not_stand_in_the_way(book: Small) -> None:
    book.add(
        "purchases", "{申请: SQ-9, 日期: 2026-10-30, 部门: 教务处, 申请人: 张建国, 明细: [复印纸 10箱 160.00 1600.00]}"
    )
    assert listed(book)["status"] == "ready"


def test_a_month_can_be_closed_on_its_last_day_and_not_before(book: Small) -> None:
    assert listed(book, today=RIGHT)["status"] == "ready"
    told = listed(book, today=RIGHT - 1)
    assert items(told) == [("month_ended", "close.not_ended")]


# ------------------------------------------------------------ what must be done first


def test_what_reconciling_finds_must_be_settled_by_whoever_it_waits_for(school: Small) -> None:
    school.add(GENERAL, "{验收: YS-9, 日期: 2026-10-29, 供应商: 文具店, 明细: [复印纸 5箱 160.00 800.00]}")
    school.change(CHECKS, "复印纸 130包", "复印纸 170包")
    told = listed(school)
    assert told["status"] == "not_ready"
    assert items(told) == [("cleared", "goods.no_invoice")]
    one = told["items"][0]
    assert (one["set"], one["role"], one["person"], one["amount"]) == ("school", "accountant", "赵会计", "800.00")
    assert (one["records"][0]["file"], one["days"]) == ("store/总务库/2026-10.yaml", 2)


def test_a_bank_statement_that_was_not_fetched(school: Small) -> None:
    school.drop(CHECKS, "对账单: DZ-2")
    told = listed(school)
    assert items(told) == [("tied", "close.no_statement_bank")]
    assert (told["items"][0]["set"], told["items"][0]["person"]) == ("canteen", "吴出纳")


def test_a_bank_balance_that_is_off_by_more_than_what_is_under_way(book: Small) -> None:
    book.change(CHECKS, "期初: 100000.00", "期初: 100010.00").change(CHECKS, "期末: 95000.00", "期末: 95010.00")
    told = listed(book)
    assert ("tied", "close.not_tied") in items(told)
    assert next(i for i in told["items"] if i["check"] == "tied")["amount"] == "10.00"


def test_a_treasury_list_is_wanted_only_where_the_treasury_paid(book: Small) -> None:
    book.drop(CHECKS, "对账单: GK-1")
    assert ("tied", "close.no_statement_treasury") in items(listed(book))
    book.drop(BOOKS, "凭证: 记-6").drop(TILL, "付款: FK-2")
    assert listed(book)["items"] == []


def test_a_voucher_number_that_is_missing(school: Small) -> None:
    school.numbered_on = False
    school.drop(BOOKS, "凭证: 记-5").add(
        BOOKS, voucher("记-9", "2026-10-20", "FK-1", "借 2302 文具店 5000.00", "贷 1002 5000.00", budget="5000.00")
    )
    told = listed(school)
    assert items(told) == [("continuous", "close.gap")]  # on its own line, and not among what is to correct as well
    assert "记-5" in told["items"][0]["message"]


def test_a_trial_balance_of_the_county_that_does_not_balance(book: Small) -> None:
    for record in list(OCTOBER[FOOD_BOOKS]):
        book.drop(FOOD_BOOKS, record[1:].partition(",")[0])
    book.add(CHECKS, BALANCES)
    assert listed(book)["items"] == []
    book.change(CHECKS, '{科目: "3001", 期末贷: 48230.00}', '{科目: "3001", 期末贷: 48200.00}')
    assert ("balanced", "close.unbalanced_financial") in items(listed(book))


def test_an_index_that_lost_half_a_budget_entry_is_out_of_balance(book: Small) -> None:
    book.write(book.folder)
    with open_book(book.folder) as opened:
        lost = "update state set json = replace(json, '-10050000', '-10000000') where kind = 'ledger' and key = ?"
        opened.index.execute(lost, ("school|8202",))
        told = checklist(opened, "2026-10", (), 20261231)
    assert [i.code for i in told.items if i.check == "balanced"] == ["close.unbalanced_budget"]


def test_earlier_months_come_first_also_those_in_which_nothing_happened(book: Small) -> None:
    november(book)
    for kept in OCTOBER[BOOKS][-1:]:
        book.add(BOOKS, kept.replace("2026-10-31", "2026-12-31").replace("记-8", "记-1"), month="2026-12")
    told = listed(book, "2026-12")
    earlier = [i["message"][:7] for i in told["items"] if i["check"] == "earlier_closed"]
    assert earlier == ["2026-10", "2026-11"]
    assert not [i for i in listed(book, "2026-12", ("2026-10", "2026-11"))["items"] if i["check"] == "earlier_closed"]


def test_a_purchase_that_was_split_stays_until_somebody_answers_for_it(school: Small) -> None:
    school.school += "  - {规则: 审批权限, 值: 2000.00, 单位: 元以内, 岗位: [总务主任], 起: 2026-03-01}\n"
    school.school += "  - {规则: 审批权限, 值: 不限, 单位: 元, 岗位: [总务主任, 校长], 起: 2026-03-01}\n"
    for n in (1, 2):
        goods = f"明细: [复印纸 {n + 10}箱 160.00 {(n + 10) * 160}.00]"
        school.add("purchases", f"{{申请: SQ-{n}, 日期: 2026-10-1{n}, 部门: 教务处, 申请人: 张建国, {goods}}}")
        school.add(
            "approvals",
            f"{{审批: SP-{n}, 日期: 2026-10-1{n}, 原单: SQ-{n}, 签批人: 陈志远, 职务: 总务主任, 意见: 同意}}",
        )
        school.add("purchases", f"{{订单: DD-{n}, 日期: 2026-10-1{n}, 申请: SQ-{n}, 供应商: 文具店, {goods}}}")
    told = listed(school)
    assert items(told) == [("cleared", "purchase.split")]
    finding = told["items"][0]["id"]
    school.add(
        "approvals",
        f'{{认定: RD-1, 日期: 2026-10-31, 发现: "{finding}", 原单: [DD-1, DD-2], 签批人: 周海涛, 职务: 校长, 原因: 两次开学}}',
    )
    assert listed(school)["status"] == "ready"


# ------------------------------------------------------------ counts that a rule asks for


def rule(word: str, value: str) -> str:
    return f"  - {{规则: 盘点频次, 对象: {word}, 值: {value}, {BASIS}}}\n"


def test_a_safe_is_counted_every_month(school: Small) -> None:
    school.drop(CHECKS, "现金盘点: XJ-1")
    told = listed(school)
    assert items(told) == [("counts_made", "close.not_counted_cash")]
    assert "日清月结" in told["items"][0]["next_step"]
    assert (told["items"][0]["role"], told["items"][0]["person"]) == ("accountant", "赵会计")


def test_a_store_is_counted_as_often_as_the_school_says(school: Small) -> None:
    school.school += rule("总务库", "每月")
    assert listed(school)["items"] == []
    school.drop(CHECKS, "盘点: PD-1")
    told = listed(school)
    assert items(told) == [("counts_made", "close.not_counted_stock")]
    assert (told["items"][0]["person"], "总务库" in told["items"][0]["message"]) == ("陈志远", True)
    school.school = school.school.replace("每月", "每季")
    assert listed(school)["items"] == []  # October ends no quarter


def test_a_spot_check_is_a_count_of_what_it_lists(school: Small) -> None:
    school.school += rule("库存物品", "每月")
    school.change(CHECKS, "地点: 总务库, 范围: 全盘", "地点: 总务库, 范围: 抽盘")
    assert listed(school)["items"] == []  # shelf by shelf, and nothing left out
    school.change(CHECKS, "复印纸 130包, ", "")
    told = listed(school)
    assert items(told) == [("counts_made", "close.counted_in_part")]
    assert "复印纸" in told["items"][0]["message"]


def test_a_weekly_count_is_wanted_for_weeks_in_which_something_moved(school: Small) -> None:
    school.school += rule("食堂库", "每周")
    told = listed(school)  # moved on 8, 9 and 16 October; counted on the 31st
    assert [i["message"] for i in told["items"]] == [
        "食堂库 没有盘点（每周，2026-10-05 到 2026-10-11；上次全盘 2026-10-31）",
        "食堂库 没有盘点（每周，2026-10-12 到 2026-10-18；上次全盘 2026-10-31）",
    ]
    school.add(CHECKS, "{盘点: PD-8, 日期: 2026-10-10, 地点: 食堂库, 范围: 全盘, 明细: [大米 2000斤, 食盐 10袋]}")
    school.add(CHECKS, "{盘点: PD-9, 日期: 2026-10-18, 地点: 食堂库, 范围: 全盘, 明细: [大米 1200斤, 食盐 10袋]}")
    assert listed(school)["items"] == []


def test_assets_are_missed_in_december_and_not_before(school: Small) -> None:
    codes = [c for c in items(listed(november(school), "2026-11", ("2026-10",))) if c[0] == "counts_made"]
    assert codes == [("counts_made", "close.not_counted_cash")]
    school.add(BOOKS, voucher("记-1", "2026-12-31", "", "借 5001 700.00", "贷 1602 700.00"), month="2026-12")
    told = listed(school, "2026-12", ("2026-10", "2026-11"))
    due = [c for _, c in items(told) if c.startswith("close.not_counted")]
    assert due == ["close.not_counted_cash", "close.not_counted_assets"]
    school.add(CHECKS, "{盘点: PD-3, 日期: 2026-12-20, 种类: 资产, 账套: 学校, 范围: 抽盘, 明细: [{资产: ZC-1, 数量: 10 台}]}",
               month="2026-12")  # fmt: skip
    told = listed(school, "2026-12", ("2026-10", "2026-11"))
    assert "close.not_counted_assets" not in [c for _, c in items(told)]


@pytest.mark.parametrize(
    ("every", "month", "wanted"),
    [
        ("每月", "2026-10", [(20261001, 20261031)]),
        ("每季", "2026-10", []),
        ("每季度", "2026-12", [(20261001, 20261231)]),
        ("每半年", "2026-06", [(20260101, 20260630)]),
        ("每年", "2026-12", [(20260101, 20261231)]),
        ("yearly", "2026-11", []),
        ("每学期", "2027-01", [(20260901, 20270131)]),
        ("termly", "2026-12", []),
        ("每周", "2026-11", [(20261026, 20261101), (20261102, 20261108), (20261109, 20261115), (20261116, 20261122),
                             (20261123, 20261129)]),
    ],
)  # fmt: skip
def test_the_periods_that_end_in_a_month(book: Small, every: str, month: str, wanted: list[Span]) -> None:
    book.school += "学期: [{学期: 2026秋, 起: 2026-09-01, 止: 2027-01-19}]\n"
    book.write(book.folder)
    with open_book(book.folder) as opened:
        assert spans(Month(opened, month), {"value": [every]}) == wanted


# ------------------------------------------------------------ what may be carried over


def test_a_missing_signature_is_carried_over_with_its_age(school: Small) -> None:
    school.school += "  - {规则: 必备签字, 对象: 领用, 值: [领用人], 依据: 校办5号, 起: 2026-03-01}\n"
    told = listed(school)
    assert told["status"] == "with_reason"
    assert {one["weight"] for one in told["items"]} == {"soft"}
    assert {one["check"] for one in told["items"]} == {"signed_off"}
    assert [one["days"] for one in told["items"] if one["set"] == "school"] == [18, 17, 16]


def test_a_loss_that_waits_in_1902_is_told_with_its_age_until_it_is_settled(school: Small) -> None:
    school.change(CHECKS, "复印纸 130包", "复印纸 128包")
    school.add(CHECKS, "{盘盈盘亏: PY-1, 日期: 2026-10-31, 盘点: PD-1, 地点: 总务库,"
               " 明细: [{物品: 复印纸, 数量: 2 包, 结果: 待处理, 原因: 受潮}]}")  # fmt: skip
    school.add(BOOKS, voucher("记-9", "2026-10-31", "PY-1", "借 1902 40.00", "贷 1302.01 40.00"))
    told = listed(school)
    assert items(told) == [("pending_aged", "close.pending_loss")]
    assert (told["items"][0]["amount"], told["items"][0]["days"], told["items"][0]["person"]) == ("40.00", 0, "陈志远")
    november(school)
    later = [i for i in listed(school, "2026-11", ("2026-10",))["items"] if i["check"] == "pending_aged"]
    assert [i["days"] for i in later] == [30]
    school.add(CHECKS, "{转销: ZX-1, 日期: 2026-11-20, 原单: [PY-1], 账套: 学校, 批文: 校办9号, 签字: {校长: 周海涛},"
               ' 明细: [{物品: 复印纸, 盘盈盘亏: PY-1, 金额: 40.00, 科目: "5301"}]}', month="2026-11")  # fmt: skip
    assert not [i for i in listed(school, "2026-11", ("2026-10",))["items"] if i["check"] == "pending_aged"]


def test_who_holds_a_post(school: Small) -> None:
    """One who holds it in that set; nobody where two do."""
    school.write(school.folder)
    with open_book(school.folder) as opened:
        desk = Desk(opened, "2026-10", (), 20261231)
        assert desk.holder("accountant", "school") == "赵会计"
        assert desk.holder("accountant", "canteen") == "钱会计"
        assert desk.holder("accountant", "") == ""
        assert desk.holder("keeper", "school", "总务库") == "王强"
        assert desk.holder("cook", "canteen") == ""
