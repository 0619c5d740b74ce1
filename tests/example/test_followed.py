"""The bursar does what the sheet of October says; what he did is gone from it, and nothing else has come."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from houqin.book.contradictions import contradictions
from houqin.book.index import open_book
from houqin.reconcile.month import reconcile
from houqin.reconcile.result import Result

BOOKS = "accounts/学校/2026-10.yaml"
CHECKS = "checks/2026-10.yaml"
LEDGERS = Path(__file__).parent / "ledgers"


def october(folder: Path, **more: str) -> Result:
    """October with records appended to the school's vouchers (`books`) and to the checks (`checks`)."""
    book = folder / "book"
    shutil.copytree(LEDGERS, book)
    for path, text in ((BOOKS, more.get("books")), (CHECKS, more.get("checks"))):
        if text:
            (book / path).write_text((book / path).read_text(encoding="utf-8") + text, encoding="utf-8")
    with open_book(book) as opened:
        assert not opened.diagnostics
        assert not contradictions(opened.index)
        return reconcile(opened, "2026-10")


def voucher(number: str, documents: str, *entries: str) -> str:
    lines = "".join(f"    - {{{entry}}}\n" for entry in entries)
    return f"- 凭证: {number}\n  日期: 2026-10-31\n  摘要: 补充\n{documents}  分录:\n{lines}"


SUPPLEMENT = ('科目: "1302.02", 借: 450.00', '科目: "2302", 往来: 永安五金, 贷: 450.00')


@pytest.mark.parametrize("documents", ["", "  单据: [记-14]\n", "  单据: [YS-1015-1, FP-1028-1]\n"])
def test_the_supplement_to_a_voucher(tmp_path: Path, documents: str) -> None:
    """450.00 more for lamps and taps, whether the supplement names the voucher, its papers, or nothing."""
    result = october(tmp_path, books=voucher("记-21", documents, *SUPPLEMENT))
    assert "voucher.digits_swapped" not in [f.code for f in result.findings]
    assert len(result.findings) == 8
    assert result.status == "unexplained"  # the rice alone
    assert [f.amount for f in result.findings if f.kind.bucket == "unexplained"] == [390810]


def test_the_report_of_a_shortage_and_its_voucher(tmp_path: Path) -> None:
    """Three packs of paper wait in 1902; the report names its count, so it need not name the store again."""
    report = (
        "- 盘盈盘亏: YK-1030-1\n  日期: 2026-10-31\n  盘点: PD-1030-1\n"
        "  明细:\n    - {物品: A4复印纸, 数量: 3 包, 结果: 盘亏}\n"
    )
    entries = ('科目: "1902", 借: 63.00', '科目: "1302.01", 贷: 63.00')
    result = october(tmp_path, checks=report, books=voucher("记-21", "  单据: [YK-1030-1]\n", *entries))
    assert len(result.findings) == 8
    assert not [f for f in result.findings if f.amount == 6300]
    pending = next(line for line in result.lines if line.account.code == "1902")
    assert (pending.ledger, pending.subsidiary) == (6300, 6300)


def test_depreciation_charged_after_the_surplus_was_carried_forward(tmp_path: Path) -> None:
    """The school's income and expense are closed: no surplus of its own is printed, right or wrong."""
    result = october(tmp_path, books=voucher("记-21", "", '科目: "5001", 借: 1400.00', '科目: "1602", 贷: 1400.00'))
    assert "depreciation.missing" not in [f.code for f in result.findings]
    assert [s.set for s in result.surpluses] == ["canteen"]


def test_a_contradiction_is_told_at_its_very_field(tmp_path: Path) -> None:
    """One wrong unit and one wrong number: two errors at their places, and none that only follows from them."""
    book = tmp_path / "book"
    shutil.copytree(LEDGERS, book)
    slips = book / "store/总务库/2026-10.yaml"
    text = slips.read_text(encoding="utf-8")
    slips.write_text(
        text.replace("- LED灯管 24支", "- LED灯管 24箱").replace("订单: DD-1027-1", "订单: DD-1027-9"), encoding="utf-8"
    )
    with open_book(book) as opened:
        told = contradictions(opened.index, opened.path)
    lines = slips.read_text(encoding="utf-8").split("\n")
    assert [(d.code, lines[d.line - 1].strip()) for d in told] == [
        ("book.undeclared_unit", "- LED灯管 24箱"),
        ("book.unknown_reference", "订单: DD-1027-9"),
    ]


def test_a_supplement_reaches_the_slips_by_way_of_the_invoice(tmp_path: Path) -> None:
    """记-14 names its invoice alone; the supplement names 记-14: both rest on the acceptance that the invoice covers."""
    book = tmp_path / "book"
    shutil.copytree(LEDGERS, book)
    books = book / BOOKS
    text = books.read_text(encoding="utf-8").replace("[YS-1015-1, FP-1028-1]", "[FP-1028-1]")
    books.write_text(text + voucher("记-21", "  单据: [记-14]\n", *SUPPLEMENT), encoding="utf-8")
    with open_book(book) as opened:
        result = reconcile(opened, "2026-10")
    assert len(result.findings) == 8
    assert not [f for f in result.findings if f.amount == 45000]
