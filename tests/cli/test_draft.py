"""houqin draft vouchers at the command line: what is printed, what is written, and that nothing is written unasked."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from running import ROOT, Ended, inside

pytestmark = pytest.mark.usefixtures("bare")

SCHOOL, CANTEEN = "accounts/school/2026-10.yaml", "accounts/canteen/2026-10.yaml"
"""Where the vouchers go in a book that has none: its folders bear English names."""


def on(book: Path, *args: str) -> Ended:
    return inside("--book", str(book), *args)


def files(book: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(book.rglob("*.yaml"))}


def without_vouchers(book: Path) -> None:
    shutil.rmtree(book / "accounts")


def draft(book: Path, *args: str) -> Ended:
    return on(book, "draft", "vouchers", "2026-10", "--today", "2026-10-31", *args)


def test_drafts_are_printed_and_nothing_is_written(book: Path) -> None:
    """The worked October without its vouchers: no month before it, so what only a precedent tells is left blank."""
    without_vouchers(book)
    before = files(book)
    ended = draft(book)
    assert ended.code == 0
    assert files(book) == before
    assert "# 附在 accounts/school/2026-10.yaml 的末尾\n- 凭证: 记-1\n  日期: 2026-10-09\n" in ended.out
    assert "  摘要: 张建国借款 零星采购备用金\n  出自: 草稿\n  单据: [JK-1009-1]\n" in ended.out
    assert re.search(r"#   摘要: 付县燃气公司 燃气费\n(#   .*\n)+#     - {科目: \"____\", 借: 9850.00}\n", ended.out)
    assert "食堂：「付县燃气公司 燃气费」的科目没有先例，留了空" in ended.err
    assert "结转等它们附上以后再起草" in ended.err


def test_what_is_printed_may_be_put_at_the_end(book: Path) -> None:
    without_vouchers(book)
    whole = {path: draft(book, "--set", name).out for path, name in ((SCHOOL, "学校"), (CANTEEN, "食堂"))}
    for path, text in whole.items():
        (book / path).parent.mkdir(parents=True)
        (book / path).write_text(text, "utf-8")
    assert on(book, "check").code == 0
    again = draft(book)
    assert (again.code, re.findall("(?m)^- 凭证", again.out)) == (0, [])


def test_they_are_written_when_told(book: Path) -> None:
    without_vouchers(book)
    before = files(book)
    asked = draft(book, "--append")
    assert (asked.code, files(book)) == (1, before)
    assert "--yes" in asked.err
    shown = draft(book, "--append", "--dry-run")
    assert (shown.code, files(book)) == (0, before)
    written = draft(book, "--append", "--yes")
    assert (written.code, written.out) == (0, shown.out)
    assert (book / SCHOOL).read_text("utf-8").count("- 凭证: ") == 17
    assert (book / CANTEEN).read_text("utf-8").count("- 凭证: ") == 12
    assert on(book, "check").code == 0
    told = on(book, "reconcile", "2026-10").out
    assert re.search(r"1302\.01 .*≡", told) or re.search(r"2103 .*≡", told)
    last = draft(book, "--append", "--yes")
    assert last.code == 1  # only what must be filled in is left
    assert "8 张要先填空" in last.err


def test_one_kind_of_one_set(book: Path) -> None:
    without_vouchers(book)
    ended = draft(book, "--only", "餐费", "--set", "canteen", "--lang", "en")
    assert ended.code == 0
    assert ended.out.count("- 凭证") == 1
    assert "摘要: 确认10月伙食收入" in ended.out
    assert "Drafted for 2026-10: 1, unsigned" in ended.err


def test_a_month_whose_documents_are_booked(book: Path) -> None:
    """The worked month as it stands: a return and an accrual are open, and the voucher that differs is for houqin fix."""
    ended = draft(book)
    assert ended.code == 0
    assert re.findall(r"(?m)^  (?:摘要|日期): (.*)", ended.out) == [
        "2026-10-31", "退城关文具店 白板笔", "2026-10-31", '"城关文具店货到票未到，暂估入库"', "2026-10-31", "计提10月折旧",
        "2026-10-31", "结转本期盈余",
    ]  # fmt: skip
    assert "- 凭证: 记-21\n" in ended.out
    assert '- {科目: "5001", 借: 1400.00}' in ended.out  # the card that the month's voucher left out
    assert "YS-1015-1" in ended.err
    assert "houqin fix" in ended.err


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("draft",), "凭证"),
        (("draft", "slips", "2026-10"), "vouchers"),
        (("draft", "vouchers", "2026-13"), "13"),
        (("draft", "vouchers", "2027-10"), "2027-10"),
        (("draft", "vouchers", "2026-10", "--only", "工资"), "采购"),
        (("draft", "vouchers", "2026-10", "--set", "工会"), "学校"),
        (("起草", "凭证", "2026-10", "--only", "0" * 20), "采购"),
    ],
)
def test_wrong_use_is_told(args: tuple[str, ...], told: str, book: Path) -> None:
    before = files(book)
    ended = on(book, *args)
    assert (ended.code, ended.out) == (2, "") or ended.code == 1
    assert told in ended.err
    assert files(book) == before


def test_a_rule_says_whose_use_goes_where(book: Path) -> None:
    """No month before tells it, so the school writes it down (费用科目): 5101 for the office, 5001 for the others."""
    without_vouchers(book)
    used = "".join(path.read_text("utf-8") for path in book.glob("store/*/2026-10.yaml"))
    settings = book / "houqin.yaml"
    rows = "".join(
        f'  - {{规则: 费用科目, 对象: {one}, 值: ["{"5101" if one == "行政办公室" else "5001"}"], 起: 2026-01-01}}\n'
        for one in sorted(set(re.findall(r"(?m)^  部门: (.+)$", used)))
    )
    settings.write_text(re.sub(r"(?m)^规则:\n", f"规则:\n{rows}", settings.read_text("utf-8")), "utf-8")
    ended = draft(book, "--only", "出库", "--set", "学校")
    assert ended.code == 0
    assert '- {科目: "5101", 借: 1008.00}' in ended.out
    assert '- {科目: "5001", 借: 13636.60}' in ended.out


def test_what_a_voucher_left_out_of_a_month_s_charge(tmp_path: Path) -> None:
    """The sample's October charged all cards but a new one: 96.67 is drafted, not the month once more."""
    shutil.copytree(ROOT / "ledgers", book := tmp_path / "school")
    ended = draft(book, "--only", "折旧")
    assert ended.code == 0
    assert re.findall(r"\{.*\}", ended.out) == ['{科目: "1602", 贷: 96.67}', '{科目: "____", 借: 96.67}']
