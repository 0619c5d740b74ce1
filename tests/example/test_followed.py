"""The bursar does what the sheet of October says; what he did is gone from it, and nothing else has come."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from houqin.book.contradictions import contradictions
from houqin.book.index import open_book
from houqin.reconcile.month import reconcile
from houqin.reconcile.result import Result
from houqin.report import Entry
from houqin.reports.reconcile_sheet import Sheet
from houqin.reports.wording import words

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
    return f"- 凭证: {number}\n  日期: 2026-10-31\n  摘要: 补充\n{documents}  分录:\n{lines}{SIGNED}"


SIGNED = "  签字: {制单人: 赵会珍, 审核人: 钱桂兰}\n"
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


@pytest.mark.parametrize("documents", ["", "  单据: [记-19]\n", "  单据: [ZC-0006]\n"])
def test_depreciation_charged_after_the_surplus_was_carried_forward(tmp_path: Path, documents: str) -> None:
    """Whether the supplement names the month's voucher, the card, or nothing. The school's income and expense
    are closed: no surplus of its own is printed, right or wrong."""
    entries = ('科目: "5001", 借: 1400.00', '科目: "1602", 贷: 1400.00')
    result = october(tmp_path, books=voucher("记-21", documents, *entries))
    assert "depreciation.missing" not in [f.code for f in result.findings]
    assert len(result.findings) == 8
    assert [s.set for s in result.surpluses] == ["canteen"]


REPORT = "- 盘盈盘亏: YK-1030-1\n  日期: 2026-10-31\n  盘点: PD-1030-1\n  明细:\n    - {物品: A4复印纸, 数量: 3 包, 结果: 盘亏}\n"
LOSS = "- 盘盈盘亏: YK-1030-2\n  日期: 2026-10-31\n  盘点: SPD-1030-1\n  明细:\n    - {物品: 大米, 数量: 6 斤, 结果: 定额损耗}\n"


@pytest.mark.parametrize(
    ("report", "zh", "en"),
    [
        (REPORT, ("1302.01 多 63.00，1902 少 63.00。", "借 1902 / 贷 1302.01 63.00。"),
         ("1302.01: ledger more by 63.00; 1902: ledger less by 63.00.", "Enter Dr 1902 / Cr 1302.01 63.00.")),
        (LOSS, ("1302 多 15.63。", "借 5001 / 贷 1302 15.63。"),
         ("1302: ledger more by 15.63.", "Enter Dr 5001 / Cr 1302 15.63.")),
    ],
)  # fmt: skip
def test_a_report_not_booked_names_both_accounts_each_in_its_direction(
    tmp_path: Path, report: str, zh: tuple[str, str], en: tuple[str, str]
) -> None:
    book = tmp_path / "book"
    shutil.copytree(LEDGERS, book)
    (book / CHECKS).write_text((book / CHECKS).read_text(encoding="utf-8") + report, encoding="utf-8")
    with open_book(book) as opened:
        (found,) = [f for f in reconcile(opened, "2026-10").findings if f.code == "report.not_booked"]
        for language, said in (("zh", zh), ("en", en)):
            told = words(found, opened.registers, language)
            assert (told.why, told.next_step) == said


def test_november_without_vouchers(tmp_path: Path) -> None:
    """The canteen's surplus runs since October; a slip not booked names the expense; what October left comes first."""
    book = tmp_path / "book"
    shutil.copytree(LEDGERS, book)
    slip = "- 领用: CK-1102-1\n  日期: 2026-11-02\n  部门: 总务处\n  明细:\n    - A4复印纸 2包\n"
    (book / "store/总务库/2026-11.yaml").write_text(slip, encoding="utf-8")
    with open_book(book) as opened:
        result = reconcile(opened, "2026-11")
        assert [(s.set, s.since) for s in result.surpluses if s.set == "canteen"] == [("canteen", "2026-10")]
        printed = [getattr(b, "text", "") for b in Sheet(opened, result, "zh", 20261203).blocks(1)]
        assert "四、要处理的（上月带入的在前，各按金额）" in printed
        assert [line for line in printed if line.startswith("食堂盈余（自 2026-10 起累计）：账面 15,650.36")]
        (found,) = [f for f in result.findings if f.code == "document.not_booked" and not f.carried]
        assert "借 5001（领用部门的费用科目） / 贷 1302.01 42.00。" in words(found, opened.registers, "zh").next_step
        (charge,) = [f for f in result.findings if f.code == "depreciation.not_booked"]
        assert charge.args["charged"] == 0  # what October left out is due too
        assert charge.args["due"] == charge.amount


def test_a_finding_of_many_records_names_three(tmp_path: Path) -> None:
    """A screen of 25 cards helps nobody; the data keep them all."""
    book = tmp_path / "book"
    shutil.copytree(LEDGERS, book)
    with open_book(book) as opened:
        result = reconcile(opened, "2026-10")
        (found,) = [f for f in result.findings if f.code == "depreciation.missing"]
        found.records *= 13
        (entry,) = [
            b for b in Sheet(opened, result, "zh", 20261103).blocks(1) if isinstance(b, Entry) and "漏提" in b.headline
        ]
        assert [text for _, text in entry.details][:2][1].endswith(" 等 26 张，见 --format json")
        assert entry.details[-1][1].endswith(f"　编号 {found.id}")
        found.args["cards"] *= 9
        assert "漏提 ZC-0006、ZC-0006、ZC-0006 等 9 张" in words(found, opened.registers, "zh").headline


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
