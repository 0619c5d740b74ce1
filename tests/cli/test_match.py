"""`houqin match`: what may belong together is listed; what a person decides is written, and undone, as a record."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from running import Ended, Houqin, inside

pytestmark = pytest.mark.usefixtures("bare")

INVOICE = """\
- 发票: FP-1103-1
  日期: 2026-11-03
  种类: 数电普票
  号码: "26992000000700001103"
  供应商: {supplier}
  价税合计: {total}
"""


def run(book: Path, *args: str) -> Ended:
    return inside("--book", str(book), "match", *args)


def told(book: Path, month: str = "2026-11") -> list[dict[str, object]]:
    return [
        one for one in json.loads(run(book, month, "--format", "json").out)["proposals"] if not one["counted_already"]
    ]


@pytest.fixture
def open_invoice(book: Path) -> str:
    """An invoice of November over the only delivery that has none; its proposal's id."""
    (book / "purchases" / "2026-11.yaml").write_text(
        INVOICE.format(supplier="城关文具店", total="3700.00"), encoding="utf-8"
    )
    found = told(book)
    assert len(found) == 1, found
    return str(found[0]["id"])


def files(book: Path) -> dict[str, bytes]:
    return {path.relative_to(book).as_posix(): path.read_bytes() for path in book.rglob("*.yaml")}


def test_the_worked_october_has_nothing_to_pair(book: Path) -> None:
    ended = run(book, "2026-10")
    assert (ended.code, ended.err) == (0, "")
    assert told(book, "2026-10") == []


def test_accepted_it_is_shown_first_and_written_once_confirmed(book: Path, open_invoice: str) -> None:
    before = files(book)
    looked = run(book, "accept", open_invoice, "--by", "赵会珍", "--as", "会计", "--today", "2026-11-04")
    assert looked.code == 1
    assert "还没有确认" in looked.err
    assert files(book) == before
    assert "职务: 会计\n  意见: 同意\n" in looked.out
    written = run(book, "accept", open_invoice, "--by", "赵会珍", "--as", "会计", "--today", "2026-11-04", "--yes")
    assert (written.code, written.out) == (0, looked.out)
    after = files(book)
    assert {path: after[path] for path in before} == before
    assert after.keys() - before.keys() == {"approvals/2026-11.yaml"}
    assert after["approvals/2026-11.yaml"].decode().endswith(looked.out.removeprefix("# approvals/2026-11.yaml\n"))
    assert inside("--book", str(book), "check").code == 0
    assert told(book) == []
    assert "赵会珍 同意" in inside("--book", str(book), "list", "配对").out
    assert "依据" in inside("--book", str(book), "show", "FP-1103-1").out


def test_rejected_it_is_not_proposed_again_until_that_is_taken_back(book: Path, open_invoice: str) -> None:
    ended = run(book, "reject", open_invoice, "--by", "赵会珍", "--reason", "另有一张", "--today", "2026-11-04", "-y")
    assert ended.code == 0
    assert "意见: 不同意\n  原因: 另有一张\n" in ended.out
    assert told(book) == []
    with (book / "approvals" / "2026-11.yaml").open("a", encoding="utf-8") as file:
        file.write("- {冲销: CX-1105-1, 日期: 2026-11-05, 原单: PP-261104-01}\n")
    assert [one["id"] for one in told(book)] == [open_invoice]


def test_a_second_time_it_is_told_and_written_once(book: Path, open_invoice: str) -> None:
    """Whoever does not know whether it was written tries again: no harm, and the record that stands is named."""
    words = (open_invoice, "--by", "赵会珍", "--today", "2026-11-04", "--yes")
    assert run(book, "accept", *words).code == 0
    before = files(book)
    again = run(book, "accept", *words)
    assert (again.code, again.out) == (0, "")
    assert "approvals/2026-11.yaml:" in again.err
    assert run(book, "reject", *words).code == 2  # the other answer is no second try
    assert files(book) == before


def test_only_looked_at(book: Path, open_invoice: str) -> None:
    before = files(book)
    assert run(book, "accept", open_invoice, "--by", "赵会珍", "--dry-run", "--yes").code == 0
    assert files(book) == before


def test_a_book_with_english_keys_gets_english_keys(book: Path, open_invoice: str) -> None:
    said = inside("--lang", "en", "--book", str(book), "match", "accept", open_invoice, "--by", "赵会珍", "--dry-run")
    assert "Nothing was written." in said.err


@pytest.mark.parametrize(
    ("words", "code", "told_"),
    [
        (("accept", "00000000", "--by", "赵会珍"), 2, "没有编号 00000000 的配对建议"),
        (("accept",), 2, "accept"),
        (("accept", "00000000"), 2, "--by"),
        (("accept", "00000000", "--by", "赵惠珍"), 2, "赵会珍"),
        (("accept", "00000000", "--by", "赵会珍", "--as", "神仙"), 2, "神仙"),
        (("accept", "00000000", "2026-13", "--by", "赵会珍"), 2, "2026-13"),
        (("接收", "00000000"), 2, "接收"),
        (("2026-10", "2026-11"), 2, "2026-10"),
        (("２０２６年１１月",), 0, ""),
        (("9" * 20,), 2, ""),
    ],
)
def test_what_is_typed_wrongly_is_told(book: Path, words: tuple[str, ...], code: int, told_: str) -> None:
    (book / "purchases" / "2026-11.yaml").write_text(
        INVOICE.format(supplier="城关文具店", total="1.00"), encoding="utf-8"
    )
    ended = run(book, *words)
    assert ended.code == code, ended
    assert told_ in ended.err


def test_a_reason_that_stands_in_no_ledger_is_refused(book: Path, open_invoice: str) -> None:
    before = files(book)
    ended = run(book, "accept", open_invoice, "--by", "赵会珍", "--reason", "铃\x07响", "--yes")
    assert ended.code == 1
    assert "没有写入" in ended.err
    assert files(book) == before


def test_a_full_disk_or_a_reader_that_is_gone_leaves_the_book_as_it_is(
    book: Path, open_invoice: str, houqin: Houqin
) -> None:
    before = files(book)
    arguments = f'--book "{book}" match accept {open_invoice} --by 赵会珍 --yes'
    assert houqin.shell(f"houqin {arguments} > /dev/full").code == 1
    assert files(book) == before
    (book / "approvals" / "2026-11.yaml").mkdir()
    ended = houqin.shell(f"houqin {arguments}")
    assert ended.code in (1, 3)
    assert "Traceback" not in ended.err
    assert os.listdir(book / "approvals" / "2026-11.yaml") == []


def test_the_same_proposals_whatever_the_order_of_lines(book: Path, open_invoice: str) -> None:
    path = book / "purchases" / "2026-11.yaml"
    second = INVOICE.format(supplier="城关文具店", total="77.00").replace("FP-1103-1", "FP-1103-0")
    path.write_text(second + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert [one["id"] for one in told(book)] == [open_invoice]
