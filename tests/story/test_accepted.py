"""认定: a suspect that a person accepts counts as its cause; what names nothing, or is not his to accept, is told."""

from __future__ import annotations

import pytest

from houqin.book.contradictions import contradictions
from houqin.book.index import open_book

from .book import CHECKS, FOOD_BOOKS, GENERAL, KITCHEN, Said, Small, said

APPROVALS = "approvals"
PEOPLE = """
- {人员: 陈志远, 岗位: 总务主任, 起: 2024-01-01}
- {人员: 钱桂兰, 岗位: 会计, 账套: 食堂, 起: 2024-01-01}
- {人员: 周海涛, 岗位: 校长, 起: 2024-01-01}
"""


@pytest.fixture
def suspect(book: Small) -> tuple[Small, str]:
    """100 斤 of rice short, as much as a slip in 公斤 would have taken more; and the finding's id."""
    book.registers["people"] += PEOPLE
    book.add(KITCHEN, "{领用: CK-9, 日期: 2026-10-20, 餐次: 午餐, 明细: [大米 100斤]}")
    book.change(
        FOOD_BOOKS, '借: 2040.00}, {科目: "1302.01", 贷: 2040.00}', '借: 2295.00}, {科目: "1302.01", 贷: 2295.00}'
    )
    book.change(CHECKS, "大米 1200斤", "大米 1000斤")
    return book, str(said(book).finding("count.unit")["id"])


def accepted(id_: str, by: str = "陈志远", role: str = "总务主任", day: str = "2026-10-31") -> str:
    return f"{{认定: RD-1, 日期: {day}, 发现: {id_}, 原单: [CK-9, PD-2], 签批人: {by}, 职务: {role}, 原因: 厨房联写的是公斤}}"


def buckets(told: Said, code: str = "count.unit") -> set[str]:
    return {e["bucket"] for e in told.finding(code)["effects"]}


@pytest.mark.parametrize(("by", "role"), [("陈志远", "总务主任"), ("钱桂兰", "会计"), ("周海涛", "校长")])
def test_an_accepted_suspect_is_to_be_corrected(suspect: tuple[Small, str], by: str, role: str) -> None:
    """By the accountant who settles it, or anyone above. The sum stays where it is; the next step is the correction."""
    book, id_ = suspect
    told = said(book.add(APPROVALS, accepted(id_, by, role)))
    assert (told.codes, buckets(told), told.told["status"]) == (["count.unit"], {"to_correct"}, "open")
    assert told.effects("count.unit") == {"canteen 1302.01 账实": "-255.00"}
    parts = told.line("canteen", "1302.01")["book_to_real"]
    assert (parts["to_correct"], parts["unexplained"]) == ("-255.00", "0.00")
    found = told.finding("count.unit")
    assert found["id"] == id_
    assert f"{by}（{role}）10-31 认定（RD-1）：厨房联写的是公斤" in found["message"]
    assert found["next_step"].startswith("红冲 CK-9，按 100 公斤重开")


def test_it_counts_for_its_month_however_late_it_was_written(suspect: tuple[Small, str]) -> None:
    book, id_ = suspect
    book.add(APPROVALS, accepted(id_, day="2026-11-03"), month="2026-11")
    assert buckets(said(book)) == {"to_correct"}


def test_a_reversal_takes_it_back(suspect: tuple[Small, str]) -> None:
    book, id_ = suspect
    book.add(APPROVALS, accepted(id_), "{冲销: CX-1, 日期: 2026-10-31, 原单: RD-1, 原因: 底联找到了，写的是斤}")
    told = said(book)
    assert (told.codes, buckets(told)) == (["count.unit"], {"unexplained"})


def test_once_it_is_corrected_nothing_more_is_said(suspect: tuple[Small, str]) -> None:
    """The finding is gone and its 认定 stays: that is no unknown number."""
    book, id_ = suspect
    book.add(APPROVALS, accepted(id_))
    book.add(KITCHEN, "{冲销: CX-1, 日期: 2026-10-31, 原单: CK-9}",
             "{领用: CK-8, 日期: 2026-10-20, 入账日期: 2026-10-31, 餐次: 午餐, 替代: CK-9, 明细: [大米 100公斤]}")  # fmt: skip
    book.change(
        FOOD_BOOKS, '借: 2295.00}, {科目: "1302.01", 贷: 2295.00}', '借: 2550.00}, {科目: "1302.01", 贷: 2550.00}'
    )
    said(book).silent()


def test_an_unknown_finding_is_told(suspect: tuple[Small, str]) -> None:
    book, _ = suspect
    told = said(book.add(APPROVALS, accepted("00000000")))
    assert told.codes == ["acceptance.unknown", "count.unit"]
    assert buckets(told) == {"unexplained"}
    assert "00000000" in told.finding("acceptance.unknown")["message"]


def test_the_finding_of_an_earlier_month_is_known(book: Small) -> None:
    """Accepted in November what October shows: the reason is kept, nothing is told of the 认定."""
    book.registers["people"] += PEOPLE
    book.change(CHECKS, "灯管 90支", "灯管 88支")
    id_ = said(book).finding("count.shortage")["id"]
    text = f"{{认定: RD-1, 日期: 2026-11-03, 发现: {id_}, 原单: PD-1, 签批人: 陈志远, 职务: 总务主任, 原因: 复盘过}}"
    book.add(APPROVALS, text, month="2026-11")
    assert "acceptance.unknown" not in said(book, "2026-11").codes
    told = said(book)
    assert (told.codes, buckets(told, "count.shortage")) == (["count.shortage"], {"to_book"})
    assert "复盘过" in told.finding("count.shortage")["message"]


def test_what_a_book_says_in_words_is_no_id(suspect: tuple[Small, str]) -> None:
    book, _ = suspect
    assert said(book.add(APPROVALS, accepted("旧账：消毒液盘亏"))).codes == ["count.unit"]


def test_a_keeper_may_not_accept_what_the_accountant_settles(suspect: tuple[Small, str]) -> None:
    book, id_ = suspect
    told = said(book.add(APPROVALS, accepted(id_, "王强", "保管员")))
    assert (told.codes, buckets(told)) == (["acceptance.not_entitled", "count.unit"], {"unexplained"})
    assert "总务主任" in told.finding("acceptance.not_entitled")["next_step"]


def test_a_book_may_say_who_stands_above(suspect: tuple[Small, str]) -> None:
    book, id_ = suspect
    book.school += "  - {规则: 认定岗位, 值: [保管员, 校长], 依据: 校办6号, 起: 2026-01-01}\n"
    assert said(book.add(APPROVALS, accepted(id_, "王强", "保管员"))).codes == ["count.unit"]


@pytest.mark.parametrize(
    ("by", "role", "code"),
    [("王强", "总务主任", "book.not_in_role"), ("王二", "总务主任", "book.unknown_person")],
)
def test_who_is_not_registered_in_that_post_is_told_by_check(
    suspect: tuple[Small, str], by: str, role: str, code: str
) -> None:
    book, id_ = suspect
    book.add(APPROVALS, accepted(id_, by, role)).write(book.folder)
    with open_book(book.folder) as opened:
        assert [d.code for d in contradictions(opened.index)] == [code]
    people = book.registers["people"]
    book.registers["people"] = people + f"- {{人员: {by}, 岗位: {role}, 起: 2026-10-01}}\n"
    book.write(book.folder)
    with open_book(book.folder) as opened:  # the register mended, the record is right as it stands
        assert contradictions(opened.index) == []


def test_several_differences_keep_apart(suspect: tuple[Small, str]) -> None:
    """One is accepted; the lamps and a return that are open as well stay as they were."""
    book, id_ = suspect
    book.change(CHECKS, "灯管 90支", "灯管 88支").add(APPROVALS, accepted(id_))
    book.add(GENERAL, "{退货: TH-1, 日期: 2026-10-26, 原单: YS-1, 供应商: 文具店, 明细: [复印纸 2箱 160.00 320.00]}")
    book.change(CHECKS, "复印纸 130包", "复印纸 114包")
    told = said(book)
    assert told.codes == ["count.shortage", "count.unit", "return.not_booked"]
    assert [buckets(told, code) for code in told.codes] == [{"to_book"}, {"to_correct"}, {"to_book"}]
