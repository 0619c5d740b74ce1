"""A person says that two records belong together: from then on it is as if the one had named the other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from houqin.book import index as index_
from houqin.book.index import open_book
from houqin.reconcile.moves import Month
from houqin.reconcile.proposals import proposals, statement_pairs

from .book import BOOKS, BUYER, FOOD_TILL, GENERAL, TILL, Small, bank_line, said
from .test_paired import paid

APPROVALS = "approvals"


def bare(written: str, field: str) -> str:
    """A record in braces without one of its fields, which stands last or is a list."""
    return re.sub(rf", {field}: \[.*?\](?=[,}}])", "", written)


def unsaid(book: Small, folder: str, record: str, field: str) -> Small:
    """A record as it would be had nobody written what it is for."""
    records = book.files[folder, "2026-10"]
    at = next(i for i, r in enumerate(records) if r.startswith("{" + record + ","))
    less = bare(records[at], field)
    assert less != records[at]
    records[at] = less
    return book


def match(of: str, against: str, decision: str = "同意", number: str = "PP-1") -> str:
    return f"{{配对: {number}, 日期: 2026-11-03, 原单: [{of}], 对应: [{against}], 签批人: 王强, 意见: {decision}}}"


def proposed(book: Small, month: str = "2026-10") -> list[tuple[str, str, list[str], list[str]]]:
    """Type, how, and the numbers of both sides, of each proposal that stands alone."""
    book.write(book.folder)
    with open_book(book.folder) as opened:
        at = Month(opened, month)
        return [
            (p.chain, p.pair.stage, *([at.named(x.key).number for x in s] for s in (p.pair.left, p.pair.right)))
            for p in proposals(at)
            if not p.tie
        ]


def test_a_right_book_has_nothing_to_propose(book: Small) -> None:
    assert proposed(book) == []


# ------------------------------------------------------------ each chain: proposed, accepted, agrees


def test_an_invoice_that_does_not_say_what_it_is_for(book: Small) -> None:
    unsaid(book, BUYER, "发票: FP-2", "涵盖").change(BOOKS, "[YS-2, FP-2]", "[FP-2]")
    assert "voucher.no_goods" in said(book).timing  # the voucher rests on an invoice of nothing
    assert proposed(book) == [("invoice", "same_key", ["FP-2"], ["YS-2"])]
    book.add(APPROVALS, match("FP-2", "{原单: YS-2, 账套: 学校}"), month="2026-11")
    said(book).silent()
    assert proposed(book) == []


def test_an_invoice_for_a_suppliers_month(book: Small) -> None:
    """Two deliveries and what went back of them, in one invoice; a third, of the month after, is not of it."""
    book.add(
        GENERAL,
        "{验收: YS-5, 日期: 2026-10-22, 供应商: 五金店, 明细: [灯管 10支 15.00 150.00]}",
        "{退货: TH-1, 日期: 2026-10-23, 原单: YS-5, 供应商: 五金店, 退款: 抵扣货款, 明细: [灯管 2支 15.00 30.00]}",
        "{验收: YS-6, 日期: 2026-11-02, 供应商: 五金店, 明细: [灯管 1支 15.00 15.00]}",
    )
    book.files[GENERAL, "2026-11"] = [book.files[GENERAL, "2026-10"].pop()]
    book.change(BUYER, "五金店, 价税合计: 1500.00, 涵盖: [{验收: YS-2}]}", "五金店, 价税合计: 1620.00}")
    assert proposed(book) == [("invoice", "party_month", ["FP-2"], ["YS-2", "YS-5", "TH-1"])]


def test_a_payment_that_does_not_say_what_it_pays(book: Small) -> None:
    unsaid(book, TILL, "付款: FK-2", "核销")
    assert said(book).differences() != {}
    assert ("payment", "only_one", ["FK-2"], ["FP-2"]) in proposed(book)
    book.add(APPROVALS, match("{原单: FK-2, 账套: 学校}", "FP-2"), month="2026-11")
    said(book).silent()


def test_a_payment_of_an_invoice_of_the_opening_by_the_canteen(book: Small) -> None:
    unsaid(book, FOOD_TILL, "付款: FK-1", "核销")
    assert proposed(book) == [("payment", "only_one", ["FK-1"], ["FP-0925"])]
    book.add(APPROVALS, match("{原单: FK-1, 账套: 食堂}", "FP-0925"), month="2026-11")
    said(book).silent()


def test_an_acceptance_that_does_not_name_its_order(book: Small) -> None:
    book.add(BUYER, "{订单: DD-1, 日期: 2026-10-05, 供应商: 文具店, 明细: [复印纸 10箱 160.00 1600.00]}")
    assert proposed(book) == [("acceptance", "only_one", ["YS-1"], ["DD-1"])]
    book.add(APPROVALS, match("{原单: YS-1, 账套: 学校}", "DD-1"), month="2026-11")
    said(book).silent()
    assert proposed(book) == []


def test_a_receipt_that_does_not_say_what_was_collected(book: Small) -> None:
    book.add("canteen", "{收费: SF-1, 日期: 2026-10-25, 项目: 学生伙食费, 往来: 学生, 金额: 1300.00}")
    book.add(FOOD_TILL, '{收款: SK-1, 日期: 2026-10-26, 方式: 银行, 账户: "8802", 付款方: 学生, 金额: 1300.00}')
    assert proposed(book) == [("receipt", "only_one", ["SK-1"], ["SF-1"])]


def test_vouchers_that_rest_on_nothing(book: Small) -> None:
    """Two at once: by sum nobody could say which is which; singly each has its document."""
    for number in ("1", "2"):
        unsaid(book, BOOKS, f"凭证: 记-{number}", "单据")
    assert proposed(book) == [
        ("voucher", "same_key", ["记-1"], ["YS-1"]),
        ("voucher", "same_key", ["记-2"], ["YS-2"]),
    ]
    book.add(APPROVALS, match("{原单: 2026-10/记-1, 账套: 学校}", "{原单: YS-1, 账套: 学校}"), month="2026-11")
    said(book).silent()
    assert proposed(book) == [("voucher", "same_key", ["记-2"], ["YS-2"])]


def test_a_tie_is_left_and_a_person_names_which(book: Small) -> None:
    """Two lamps' deliveries alike; the invoice is for the second."""
    book.add(GENERAL, "{验收: YS-5, 日期: 2026-10-09, 供应商: 五金店, 明细: [灯管 100支 15.00 1500.00]}")
    unsaid(book, BUYER, "发票: FP-2", "涵盖")
    assert proposed(book) == []
    with open_book(book.folder) as opened:
        tie = proposals(Month(opened, "2026-10"))
    assert [(p.rivals, bool(p.tie)) for p in tie] == [(1, True), (1, True)]
    book.add(APPROVALS, match("FP-2", "{原单: YS-5, 账套: 学校}"), month="2026-11")
    assert proposed(book) == []


def test_which_side_would_have_named_the_other_is_told_by_their_types(book: Small) -> None:
    unsaid(book, TILL, "付款: FK-2", "核销")
    book.add(APPROVALS, match("FP-2", "{原单: FK-2, 账套: 学校}"), month="2026-11")
    said(book).silent()


def test_a_match_of_what_can_never_name_the_other_is_told(book: Small) -> None:
    book.add(APPROVALS, match("{原单: CK-1, 账套: 学校}", "{原单: YS-1, 账套: 学校}"), month="2026-11")
    assert said(book, "2026-11").codes[0] == "book.other_type"


# ------------------------------------------------------------ rejected, taken back, written late


def test_what_was_rejected_is_not_proposed_again_and_changes_nothing(book: Small) -> None:
    unsaid(book, BUYER, "发票: FP-2", "涵盖")
    before = said(book).told
    book.add(APPROVALS, match("FP-2", "{原单: YS-2, 账套: 学校}", "不同意"), month="2026-11")
    assert proposed(book) == []
    assert said(book).told == before


def test_a_match_taken_back_is_as_if_it_had_not_been(book: Small) -> None:
    unsaid(book, TILL, "付款: FK-2", "核销")
    before = said(book).told
    book.add(APPROVALS, match("{原单: FK-2, 账套: 学校}", "FP-2"), month="2026-11")
    said(book).silent()
    book.add(APPROVALS, "{冲销: CX-1, 日期: 2026-11-04, 原单: PP-1}", month="2026-11")
    assert said(book).told == before
    assert ("payment", "only_one", ["FK-2"], ["FP-2"]) in proposed(book)


def test_one_record_more_and_one_less_give_what_a_fresh_index_gives(
    book: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written, edited, taken back, dropped, and its documents changed under it, one after the other."""
    unsaid(book, TILL, "付款: FK-2", "核销")
    unsaid(book, BUYER, "发票: FP-3", "涵盖")
    pays, covers = match("{原单: FK-2, 账套: 学校}", "FP-2"), match("FP-3", "{原单: YS-3, 账套: 学校}", number="PP-2")
    back = "{冲销: CX-1, 日期: 2026-11-04, 原单: PP-1}"
    steps = ([pays], [pays, covers], [pays.replace("同意", "不同意"), covers], [covers], [pays, covers, back], [pays])
    for step, records in enumerate(steps):
        book.files[APPROVALS, "2026-11"] = list(records)
        if step == 3:
            book.change(TILL, "FK-2, 日期: 2026-10-21", "FK-2, 日期: 2026-10-22")
        told = said(book).told
        with monkeypatch.context() as fresh:
            fresh.setenv("HOUQIN_CACHE", str(tmp_path / f"fresh{step}"))
            assert said(book).told == told
    assert index_.index_path(book.folder).is_file()


# ------------------------------------------------------------ the bank's lines


def test_a_person_may_say_which_payment_a_line_was(book: Small) -> None:
    """By the days the line is FK-3; the bank's slip says FK-4."""
    paid(paid(book, 3, "2026-10-26", "五金店", "120.00"), 4, "2026-10-24", "五金店", "120.00")
    bank_line(book, "{日期: 2026-10-26, 摘要: 五金店, 付: 120.00}", "94880.00")
    assert [one["records"][0]["id"] for one in said(book).told["timing"]] == ["2026/FK-4"]
    with open_book(book.folder) as opened:
        assert [p.pair.stage for p in statement_pairs(Month(opened, "2026-10"))] == []
    book.add(APPROVALS, match("{原单: FK-4, 账套: 学校}", "{原单: DZ-1, 行号: 2}"), month="2026-11")
    october = said(book)
    october.quiet()
    assert [one["records"][0]["id"] for one in october.told["timing"]] == ["2026/FK-3"]


def test_a_person_may_say_that_a_line_is_not_the_payment(book: Small) -> None:
    paid(book, 3, "2026-10-26", "五金店", "120.00")
    bank_line(book, "{日期: 2026-10-26, 摘要: 五金店, 付: 120.00}", "94880.00")
    said(book).silent()
    book.add(APPROVALS, match("{原单: FK-3, 账套: 学校}", "{原单: DZ-1, 行号: 2}", "不同意"), month="2026-11")
    assert said(book).timing == ["bank.books_out_not_at_bank", "bank.out_not_in_books"]


def test_how_the_bank_was_paired_is_shown_where_it_was_not_plain(book: Small) -> None:
    paid(paid(book, 3, "2026-10-26", "五金店", "120.00"), 4, "2026-10-27", "五金店", "80.50")
    bank_line(book, "{日期: 2026-10-28, 摘要: 五金店, 付: 200.50}", "94799.50")
    book.write(book.folder)
    with open_book(book.folder) as opened:
        (shown,) = statement_pairs(Month(opened, "2026-10"))
    assert (shown.pair.stage, len(shown.pair.left), shown.decided) == ("party_month", 2, True)
