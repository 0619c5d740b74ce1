"""Papers: one is missing, late, by the wrong hand or twice; exactly that is said. Its innocent neighbour is silent."""

from __future__ import annotations

import pytest

from .book import (
    BOOKS,
    BUYER,
    CHECKS,
    GENERAL,
    KITCHEN,
    TILL,
    Said,
    Small,
    november,
    said,
    voucher,
)

APPROVALS = "approvals"
LIMITS = """  - {规则: 审批权限, 值: 2000.00, 单位: 元以内, 岗位: [总务主任], 起: 2026-03-01}
  - {规则: 审批权限, 值: 不限, 单位: 元, 岗位: [总务主任, 校长], 起: 2026-03-01}
"""
PEOPLE = """- {人员: 陈志远, 岗位: 总务主任, 起: 2024-01-01}
- {人员: 周海涛, 岗位: 校长, 起: 2024-01-01}
- {人员: 黄燕, 岗位: 教务员, 起: 2024-01-01}
"""


@pytest.fixture
def school(book: Small) -> Small:
    """The small school with limits of approval, and the people who may decide."""
    book.school += LIMITS
    book.registers["people"] += PEOPLE
    return book


def asked(number: str, day: str, goods: str = "复印纸 10箱 160.00 1600.00") -> str:
    return f"{{申请: SQ-{number}, 日期: {day}, 部门: 教务处, 申请人: 黄燕, 明细: [{goods}]}}"


def bought(number: str, day: str, goods: str = "复印纸 10箱 160.00 1600.00", supplier: str = "文具店") -> str:
    """An order of the request of the same number."""
    return f"{{订单: DD-{number}, 日期: {day}, 申请: SQ-{number}, 供应商: {supplier}, 明细: [{goods}]}}"


def yes(number: str, of: str, day: str, by: str = "陈志远", post: str = "总务主任", word: str = "同意") -> str:
    return f"{{审批: {number}, 日期: {day}, 原单: {of}, 签批人: {by}, 职务: {post}, 意见: {word}}}"


def only(told: Said, code: str, *first: str) -> None:
    """One finding, on no line of the accounts, that names these records first."""
    assert told.codes == [code], [f["message"] for f in told.told["findings"]]
    finding = told.finding(code)
    assert [r["id"].split("/", 1)[1] for r in finding["records"]][: len(first)] == list(first)
    assert told.differences() == {}


# ------------------------------------------------------------ who decided


def test_ordered_and_nobody_decided(school: Small) -> None:
    school.add(BUYER, asked("1", "2026-10-12"), bought("1", "2026-10-14"))
    only(said(school), "approval.missing", "SQ-1", "DD-1")


def test_refused_and_ordered_all_the_same(school: Small) -> None:
    school.add(BUYER, asked("1", "2026-10-12"), bought("1", "2026-10-14"))
    school.add(APPROVALS, yes("SP-1", "SQ-1", "2026-10-13", word="不同意"))
    only(said(school), "approval.missing", "SQ-1")


def test_decided_first_and_then_ordered(school: Small) -> None:
    school.add(BUYER, asked("1", "2026-10-12"), bought("1", "2026-10-14"))
    school.add(APPROVALS, yes("SP-1", "SQ-1", "2026-10-14"))
    said(school).quiet()


def test_asked_for_and_not_yet_ordered_waits(school: Small) -> None:
    school.add(BUYER, asked("1", "2026-10-30"))
    said(school).quiet()


def test_an_order_that_was_called_off_needs_no_decision(school: Small) -> None:
    school.add(BUYER, asked("1", "2026-10-12"), bought("1", "2026-10-14"))
    school.add(APPROVALS, "{作废: ZF-1, 日期: 2026-10-15, 原单: DD-1, 原因: 不买了}")
    said(school).quiet()


def test_a_school_without_limits_is_not_asked_for_decisions(book: Small) -> None:
    book.add(BUYER, asked("1", "2026-10-12"), bought("1", "2026-10-14"))
    said(book).quiet()


def test_decided_after_the_order(school: Small) -> None:
    school.add(BUYER, asked("1", "2026-10-12"), bought("1", "2026-10-14"))
    school.add(APPROVALS, yes("SP-1", "SQ-1", "2026-10-17"))
    only(said(school), "approval.late", "SP-1", "DD-1", "SQ-1")


def test_decided_a_month_after_the_order(school: Small) -> None:
    """October says that nobody has decided, November that it came late, December nothing more."""
    school.add(BUYER, asked("1", "2026-10-12"), bought("1", "2026-10-14"))
    november(school).add(APPROVALS, yes("SP-1", "SQ-1", "2026-11-03"), month="2026-11")
    school.add(BOOKS, voucher("记-1", "2026-12-31", "", "借 5001 700.00", "贷 1602 700.00"), month="2026-12")
    only(said(school), "approval.missing", "SQ-1")
    only(said(school, "2026-11"), "approval.late", "SP-1")
    said(school, "2026-12").quiet()


def test_what_nobody_decided_on_stays_in_sight(school: Small) -> None:
    school.add(BUYER, asked("1", "2026-10-12"), bought("1", "2026-10-14"))
    november(school)
    only(said(school, "2026-11"), "approval.missing", "SQ-1")


FANS = "壁扇 10台 250.00 2500.00"


def test_above_his_limit_the_director_alone_decided(school: Small) -> None:
    school.add(BUYER, asked("1", "2026-10-12", FANS), bought("1", "2026-10-14", FANS, "电器店"))
    school.add(APPROVALS, yes("SP-1", "SQ-1", "2026-10-13"))
    told = said(school)
    only(told, "approval.role", "SQ-1", "SP-1")
    assert "缺校长的审批" in told.finding("approval.role")["message"]


def test_above_his_limit_both_decided(school: Small) -> None:
    school.add(BUYER, asked("1", "2026-10-12", FANS), bought("1", "2026-10-14", FANS, "电器店"))
    school.add(APPROVALS, yes("SP-1", "SQ-1", "2026-10-13"), yes("SP-2", "SQ-1", "2026-10-14", "周海涛", "校长"))
    said(school).quiet()


def test_somebody_decides_in_a_post_that_is_not_his(school: Small) -> None:
    school.add(BUYER, asked("1", "2026-10-12"), bought("1", "2026-10-14"))
    school.add(APPROVALS, yes("SP-1", "SQ-1", "2026-10-13", "黄燕"))
    only(said(school), "approval.not_held", "SP-1", "SQ-1")


# ------------------------------------------------------------ who signed

MADE = "签字: {制单人: 赵会珍, 审核人: 钱桂兰}"


def signed(book: Small, folder: str, ink: str) -> Small:
    """Every record of a file bears the same signatures."""
    book.files[folder, "2026-10"] = [f"{record[:-1]}, {ink}}}" for record in book.files[folder, "2026-10"]]
    return book


def test_a_book_that_keeps_no_signatures_is_not_asked_for_them(book: Small) -> None:
    said(book).quiet()


def test_one_voucher_was_not_reviewed(book: Small) -> None:
    signed(book, BOOKS, MADE)
    book.files[BOOKS, "2026-10"][1] = book.files[BOOKS, "2026-10"][1].replace(", 审核人: 钱桂兰", "")
    told = said(book)
    only(told, "signature.missing", "记-2")
    found = told.finding("signature.missing")
    assert found["message"].startswith("凭证 记-2 没有审核人签字")
    assert found["next_step"].startswith("请本人补签：houqin sign 记-2 ")
    assert found["settled_by"] == "accountant"  # a slip's is its keeper's


def test_signed_later(book: Small) -> None:
    signed(book, BOOKS, MADE)
    book.files[BOOKS, "2026-10"][1] = book.files[BOOKS, "2026-10"][1].replace(", 审核人: 钱桂兰", "")
    late = "{补签: BQ-1, 日期: 2026-11-03, 原单: 2026-10/记-2, 签批人: 钱桂兰, 职务: 审核人}"
    november(book).change(BOOKS, "]}", f"], {MADE}}}", month="2026-11").add(APPROVALS, late, month="2026-11")
    only(said(book), "signature.missing", "记-2")
    said(book, "2026-11").quiet()


def test_signed_later_by_the_one_who_made_it(book: Small) -> None:
    signed(book, BOOKS, MADE)
    book.files[BOOKS, "2026-10"][1] = book.files[BOOKS, "2026-10"][1].replace(", 审核人: 钱桂兰", "")
    late = "{补签: BQ-1, 日期: 2026-11-03, 原单: 2026-10/记-2, 签批人: 赵会珍, 职务: 审核人}"
    november(book).change(BOOKS, "]}", f"], {MADE}}}", month="2026-11").add(APPROVALS, late, month="2026-11")
    only(said(book, "2026-11"), "signature.both", "记-2")


def test_a_whole_month_nobody_reviewed_is_one_finding(book: Small) -> None:
    """Eight vouchers that lack the same: one line that names the first, and all of them in the data."""
    signed(book, BOOKS, "签字: {制单人: 赵会珍}")
    told = said(book)
    only(told, "signature.missing", *(f"记-{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8)))
    assert "记-1、记-2、记-3 等 8 张" in told.finding("signature.missing")["message"]


def test_the_school_asks_for_the_keeper(book: Small) -> None:
    """By its own rule every acceptance of the school's store needs him, or for equipment the custodian; the canteen's
    does not."""
    book.school += "  - {规则: 必备签字, 对象: 验收, 账套: 学校, 值: [验收员, 保管员/资产管理员], 起: 2026-03-01}\n"
    signed(book, GENERAL, "签字: {验收员: 李秀英, 保管员: 王强}")
    said(book).quiet()
    book.files[GENERAL, "2026-10"][0] = book.files[GENERAL, "2026-10"][0].replace(", 保管员: 王强", "")
    book.files[GENERAL, "2026-10"][3] = book.files[GENERAL, "2026-10"][3].replace("保管员: 王强", "资产管理员: 冯涛")
    told = said(book)
    only(told, "signature.missing", "YS-1")
    assert "没有保管员或资产管理员签字" in told.finding("signature.missing")["message"]


def test_food_is_accepted_by_one_alone(book: Small) -> None:
    """双人联检: the canteen's acceptance needs two different people."""
    signed(book, KITCHEN, "签字: {监督员: 刘敏, 保管员: 孙丽}")
    book.files[KITCHEN, "2026-10"][0] = book.files[KITCHEN, "2026-10"][0].replace("监督员: 刘敏", "监督员: 孙丽")
    only(said(book), "signature.few", "YS-1")


def test_he_made_the_voucher_and_reviewed_it(book: Small) -> None:
    signed(book, BOOKS, MADE)
    book.files[BOOKS, "2026-10"][4] = book.files[BOOKS, "2026-10"][4].replace("审核人: 钱桂兰", "审核人: 赵会珍")
    told = said(book)
    only(told, "signature.both", "记-5")
    assert "凭证 记-5 的制单人、审核人都是 赵会珍" in told.finding("signature.both")["message"]


def test_the_keeper_counted_his_own_store(book: Small) -> None:
    book.change(
        CHECKS, "灯管 90支, 壁扇 2台]", "灯管 90支, 壁扇 2台], 签字: {盘点人: 王强, 监盘人: 林洁, 保管员: 王强}"
    )
    book.change(CHECKS, "大米 1200斤, 食盐 10袋]", "大米 1200斤, 食盐 10袋], 签字: {盘点人: 钱桂兰, 保管员: 孙丽}")
    only(said(book), "signature.both", "PD-1")


def test_a_school_too_small_to_keep_two_apart_says_so(book: Small) -> None:
    """Its own row about counts stands in the place of the national ones."""
    book.school += "  - {规则: 不相容岗位, 对象: 盘点, 值: 一人不得兼任, 岗位: [盘点人, 监盘人], 起: 2026-03-01}\n"
    book.change(
        CHECKS, "灯管 90支, 壁扇 2台]", "灯管 90支, 壁扇 2台], 签字: {盘点人: 王强, 监盘人: 林洁, 保管员: 王强}"
    )
    book.change(CHECKS, "大米 1200斤, 食盐 10袋]", "大米 1200斤, 食盐 10袋], 签字: {盘点人: 钱桂兰, 保管员: 孙丽}")
    said(book).quiet()


# ------------------------------------------------------------ in pieces


def pieces(book: Small, *days: str, who: str = "黄燕", goods: str = "复印纸 12箱 160.00 1920.00") -> Small:
    for n, day in enumerate(days, 1):
        book.add(BUYER, asked(str(n), day, goods).replace("黄燕", who), bought(str(n), day, goods))
        book.add(APPROVALS, yes(f"SP-{n}", f"SQ-{n}", day))
    return book


def test_bought_in_three_pieces_below_the_limit(school: Small) -> None:
    told = said(pieces(school, "2026-10-12", "2026-10-13", "2026-10-15"))
    only(told, "purchase.split", "SQ-1", "SQ-2", "SQ-3")
    finding = told.finding("purchase.split")
    assert [e["amount"] for e in finding["effects"]] == ["5760.00"]
    assert "分 3 次采购，合计 5,760.00，每次都略低于审批限额 2,000.00" in finding["message"]


def test_bought_again_weeks_later(school: Small) -> None:
    said(pieces(school, "2026-10-08", "2026-10-26")).quiet()


def test_small_needs_of_a_week_are_no_pieces(school: Small) -> None:
    said(pieces(school, "2026-10-12", "2026-10-13", "2026-10-15", goods="复印纸 7箱 160.00 1120.00")).quiet()


def test_pieces_on_which_all_decided_evade_nothing(school: Small) -> None:
    pieces(school, "2026-10-12", "2026-10-13")
    school.add(
        APPROVALS,
        yes("SP-8", "SQ-1", "2026-10-12", "周海涛", "校长"),
        yes("SP-9", "SQ-2", "2026-10-13", "周海涛", "校长"),
    )
    said(school).quiet()


# ------------------------------------------------------------ twice paid

AGAIN = "{付款: FK-3, 日期: 2026-10-22, 方式: 财政直接支付, 收款方: 五金店, 金额: 1500.00, 核销: [{发票: FP-2, 金额: 1500.00}]}"


def test_an_invoice_paid_twice(book: Small) -> None:
    book.add(TILL, AGAIN)
    book.add(BOOKS, voucher("记-9", "2026-10-22", "FK-3", "借 2302 五金店 1500.00", "贷 4001 1500.00"))
    told = said(book)
    assert told.codes == ["payment.twice"]
    assert told.timing == ["treasury.not_on_statement"]
    finding = told.finding("payment.twice")
    assert [r["id"] for r in finding["records"]] == ["2026/FK-3", "2026/FK-2", "2026/FP-2"]
    assert [(e["account"], e["side"], e["bucket"], e["amount"]) for e in finding["effects"]] == [
        ("2302", None, "to_correct", "1500.00")
    ]


def test_an_invoice_paid_in_two_parts(book: Small) -> None:
    book.change(
        TILL,
        "五金店, 金额: 1500.00, 核销: [{发票: FP-2, 金额: 1500.00}]",
        "五金店, 金额: 750.00, 核销: [{发票: FP-2, 金额: 750.00}]",
    )
    book.add(TILL, AGAIN.replace("1500.00", "750.00").replace("FK-3", "FK-4"))
    book.change(BOOKS, "[FK-2]", "[FK-2, FK-4]")
    book.change(
        CHECKS,
        "收款方: 五金店, 金额: 1500.00}",
        "收款方: 五金店, 金额: 750.00}, {日期: 2026-10-22, 收款方: 五金店, 金额: 750.00}",
    )
    said(book).quiet()


# ------------------------------------------------------------ licences and numbers

LICENCE = "许可: [{种类: 食品经营许可, 证号: JY1, 有效至: 2026-%s}], 起"


def test_rice_of_a_supplier_whose_licence_had_ended(book: Small) -> None:
    book.registers["suppliers"] = book.registers["suppliers"].replace("粮油店, 起", f"粮油店, {LICENCE % '10-07'}")
    told = said(book)
    only(told, "supplier.licence", "YS-1")
    assert "2026-10-07 到期" in told.finding("supplier.licence")["message"]


@pytest.mark.parametrize("until", ["10-08", "12-31"])
def test_rice_on_the_last_day_of_the_licence(book: Small, until: str) -> None:
    book.registers["suppliers"] = book.registers["suppliers"].replace("粮油店, 起", f"粮油店, {LICENCE % until}")
    said(book).quiet()


def test_paper_needs_no_food_licence(book: Small) -> None:
    book.registers["suppliers"] = book.registers["suppliers"].replace("文具店, 起", f"文具店, {LICENCE % '10-01'}")
    said(book).quiet()


def test_a_voucher_s_number_is_left_out(book: Small) -> None:
    book.numbered_on = False
    book.change(BOOKS, "凭证: 记-8,", "凭证: 记-10,")
    told = said(book)
    only(told, "voucher.gap", "记-10")
    assert told.finding("voucher.gap")["message"].startswith("凭证断号：缺 记-8…9")


@pytest.mark.parametrize(("number", "gaps"), [("记-9", ""), ("记-1", ""), ("记-11", "记-9…10"), ("记-3", "记-1…2")])
def test_numbers_begin_anew_each_month_or_run_on(book: Small, number: str, gaps: str) -> None:
    """October ends with 记-8: November begins with 记-1, or goes on with 记-9."""
    book.numbered_on = False
    book.add(BOOKS, voucher(number, "2026-11-30", "", "借 5001 700.00", "贷 1602 700.00"), month="2026-11")
    told = said(book, "2026-11")
    if not gaps:
        told.quiet()
    else:
        only(told, "voucher.gap", number)
        assert f"缺 {gaps}。" in told.finding("voucher.gap")["message"]
