"""houqin fix and houqin accept at the command line: what is printed where, what is refused, and that nothing is
written unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import Ended, Houqin, inside

pytestmark = pytest.mark.usefixtures("bare")

RICE, LAMPS, PAPER = "21640525", "1ced6456", "c884fd74"
WHO = ("--by", "陈志远", "--as", "总务主任", "--reason", "厨房联写的是公斤")
APPROVALS = "approvals/2026-10.yaml"


def on(book: Path, *args: str) -> Ended:
    return inside("--book", str(book), *args)


def files(book: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(book.rglob("*.yaml"))}


# ------------------------------------------------------------ accept


def test_it_is_shown_first_and_written_when_told(book: Path) -> None:
    before = files(book)
    shown = on(book, "accept", RICE, *WHO, "--dry-run")
    assert (shown.code, files(book)) == (0, before)
    record = shown.out.removeprefix(f"# {APPROVALS}\n")
    assert record.startswith('- 认定: RD-261031-01\n  日期: 2026-10-31\n  发现: "21640525"\n')
    assert "认定后由未明转入待改" in shown.err
    written = on(book, "accept", RICE, *WHO, "--yes")
    assert (written.code, written.out) == (0, shown.out)
    assert f"已写入 RD-261031-01 {APPROVALS}:" in written.err
    added = (book / APPROVALS).read_bytes()
    assert added == before[book / APPROVALS] + record.encode()
    assert {p: b for p, b in files(book).items() if p.name != "2026-10.yaml" or p.parent.name != "approvals"} == {
        p: b for p, b in before.items() if p != book / APPROVALS
    }
    again = on(book, "accept", RICE, *WHO, "--yes")
    assert (again.code, again.out) == (0, "")
    assert "已由 陈志远（总务主任）于 2026-10-31 认定" in again.err
    assert (book / APPROVALS).read_bytes() == added
    assert on(book, "check").code == 0


def test_where_nobody_can_be_asked_nothing_is_written(book: Path) -> None:
    before = files(book)
    ended = on(book, "accept", "2164", *WHO)
    assert ended.code == 1
    assert "--yes" in ended.err
    assert files(book) == before


@pytest.mark.parametrize(
    ("by", "role", "told"),
    [
        ("王强", "总务主任", "错误[book.not_in_role]: 王强 2026-10-31 不任总务主任，任保管员"),
        ("王二小", "总务主任", "错误[book.unknown_person]: 没有登记的人员「王二小」"),
        ("王强", "保管员", "警告[acceptance.not_entitled]"),
    ],
)
def test_who_may_not_is_refused_in_the_words_of_check(by: str, role: str, told: str, book: Path) -> None:
    before = files(book)
    ended = on(book, "accept", RICE, "--by", by, "--as", role, "--reason", "看过", "--yes")
    assert (ended.code, ended.out) == (1, "")
    assert told in ended.err
    assert "没有写入" in ended.err
    assert files(book) == before


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("accept", "21640526", *WHO), "是不是「21640525」"),
        (("accept", "216", *WHO), "至少前 4 位"),
        (("accept", "大米盘亏", *WHO), "至少前 4 位"),
        (("accept", "２１６４０５２５", *WHO), "至少前 4 位"),
        (("accept", "0" * 20, *WHO), "至少前 4 位"),
        (("accept", RICE, "--by", "陈志远", "--as", "总务主任"), "--reason"),
        (("accept", RICE, "--by", "陈志远", "--as", "总务", "--reason", "x"), "总务主任"),
        (("accept", RICE, *WHO, "--month", "2026-13"), "13"),
        (("accept", RICE, *WHO, "--month", "2026-09"), "2026-09"),
        (("accept", RICE, *WHO, "--date", "10月"), "10月"),
        (("fix", "ffff0000"), "ffff0000"),
        (("fix", LAMPS, "--file", "checks/2026-10.yaml"), "accounts/学校/2026-10.yaml"),
    ],
)
def test_wrong_use_is_told(args: tuple[str, ...], told: str, book: Path) -> None:
    before = files(book)
    ended = on(book, *args)
    assert ended.code in (1, 2)
    assert ended.out == ""
    assert told in ended.err
    assert files(book) == before


def test_of_what_is_no_suspect_only_the_reason_is_kept(book: Path) -> None:
    ended = on(book, "accept", PAPER, *WHO, "--yes")
    assert ended.code == 0
    assert "只留下认定的原因，仍列待记" in ended.err
    told = on(book, "reconcile", "2026-10").out
    assert "63.00 待记" in told
    assert "陈志远（总务主任）10-31 认定（RD-261031-01）：厨房联写的是公斤。" in told


def test_a_reason_that_no_ledger_holds_is_no_traceback(book: Path) -> None:
    before = files(book)
    ended = on(book, "accept", RICE, "--by", "陈志远", "--as", "总务主任", "--reason", "a\x07b", "--yes")
    assert ended.code == 1
    assert "U+0007" in ended.err
    assert files(book) == before


# ------------------------------------------------------------ fix


def test_what_is_printed_can_be_piped_to_its_file(book: Path, houqin: Houqin) -> None:
    path = "accounts/学校/2026-10.yaml"
    line = f'houqin --book "{book}" fix {LAMPS} >> "{book}/{path}" && houqin --book "{book}" check'
    assert houqin.shell(line).code == 0
    assert "1ced6456" not in on(book, "reconcile", "2026-10").out


def test_drafts_of_several_files_can_be_had_one_by_one(book: Path) -> None:
    whole = on(book, "fix", RICE)
    parts = [on(book, "fix", RICE, "--file", f"{p}/2026-10.yaml") for p in ("accounts/食堂", "store/食堂主副食库")]
    assert whole.code == 0
    assert "还没有人认定" in whole.err
    assert "2 个文件" in whole.err
    assert whole.out == "".join(one.out for one in parts)


def test_nothing_is_said_on_a_full_disk_but_that(book: Path, houqin: Houqin) -> None:
    before = files(book)
    ended = houqin.shell(f'houqin --book "{book}" fix {LAMPS} > /dev/full')
    assert ended.code == 1
    assert "Traceback" not in ended.err
    ended = houqin.shell(f'houqin --book "{book}" accept {RICE} {" ".join(WHO)} --yes > /dev/full')
    assert ended.code == 1
    assert files(book) == before


def test_english_keys_and_an_english_reader(book: Path) -> None:
    """The draft is in the book's words, what is said beside it in the reader's."""
    ended = on(book, "--lang", "en", "fix", PAPER)
    assert ended.out.startswith("# to the end of checks/2026-10.yaml\n- 盘盈盘亏: ")
    assert 'becomes "never vouchered"' in ended.err
    ended = on(book, "--lang", "en", "accept", RICE, *WHO, "--dry-run")
    assert 'it counts as "to correct", not "unexplained"' in ended.err
