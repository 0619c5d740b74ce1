"""Two people, two branches: one closes October while the other enters a late slip of it, or closes it as well; and the merge."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.text.merging import git, repository

from cli.running import Ended, inside
from houqin.closing.verify import verify
from houqin.text import seals
from story.book import Small, small

from .keeping import sealed

SLIPS, NOVEMBER = "store/总务库/2026-10.yaml", "store/总务库/2026-11.yaml"
LATE = "- {领用: CK-31, 日期: 2026-10-31, 部门: 教务处, 明细: [复印纸 1包]}\n"
BESIDE = "- {领用: CK-30, 日期: 2026-10-30, 部门: 总务处, 明细: [灯管 1支]}\n"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    """A book in a repository that merges by record; its October is right, and open."""
    monkeypatch.setenv("HOUQIN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("HOUQIN_LANG", raising=False)
    book = small(tmp_path / "book")
    book.folder.mkdir()
    repository(book.folder)
    book.write(book.folder)
    commit(book, "十月")
    return book


def run(book: Small, *args: str) -> Ended:
    return inside("--book", str(book.folder), *args)


def commit(book: Small, message: str) -> None:
    git(book.folder, "add", "-A")
    git(book.folder, "commit", "-qm", message)


def append(book: Small, path: str, text: str) -> None:
    file = book.folder / path
    file.write_text((file.read_text(encoding="utf-8") if file.exists() else "") + text, encoding="utf-8")


def alarms(book: Small) -> list[str]:
    return [one.code for one in verify(book.folder, remember=False, balances=False).alarms]


@pytest.mark.parametrize(
    ("order", "beside"),  # beside: the closer had entered a slip as well, so that the merge driver is asked
    [("closed merges late", True), ("late merges closed", False), ("late rebased", True)],
)
def test_a_slip_of_a_month_that_another_branch_closed_meanwhile(book: Small, order: str, beside: bool) -> None:
    """The keeper enters a late slip of October on his branch, the accountant closes October on hers. Whichever way they come
    together, nobody is asked anything: the slip stands in the closed month. `houqin check` (and so the hook before the next
    commit) says it at its place, `houqin verify` too, and November is not closed on top of it. What they say is done."""
    git(book.folder, "checkout", "-q", "-b", "late")
    append(book, SLIPS, LATE)
    commit(book, "补十月的领用")
    git(book.folder, "checkout", "-q", "main")
    if beside:
        append(book, SLIPS, BESIDE)
    sealed(book.folder, "2026-10")
    assert run(book, "check").code == 0
    commit(book, "十月结账")
    closed = (book.folder / SLIPS).read_bytes()

    if order == "closed merges late":
        done = git(book.folder, "merge", "-q", "--no-edit", "late")
    else:
        git(book.folder, "checkout", "-q", "late")
        done = git(
            book.folder, *(("rebase", "-q", "main") if "rebased" in order else ("merge", "-q", "--no-edit", "main"))
        )
    assert done.returncode == 0, done.stderr

    told = run(book, "check")
    line = (book.folder / SLIPS).read_text(encoding="utf-8").split("\n").index(LATE.strip()) + 1
    assert told.code == 1
    assert f"{SLIPS}:{line}: 错误[seal.record_added]: 领用 CK-31 是封账后添进来的" in told.out
    assert "贴到没有封的月份的文件（2026-11.yaml），加上 入账日期: 2026-11-01 或以后的日子" in told.out
    assert "with booked: 2026-11-01 or later" in run(book, "check", "--lang", "en").out
    assert alarms(book) == ["seal.record_added"]
    assert "领用 CK-31 是封账后添进来的" in run(book, "close", "2026-11", "--show", "--today", "2026-12-01").out

    (book.folder / SLIPS).write_text(
        (book.folder / SLIPS).read_text(encoding="utf-8").replace(LATE, ""), encoding="utf-8"
    )
    append(book, NOVEMBER, LATE.replace("部门", "入账日期: 2026-11-02, 部门"))
    assert run(book, "check").code == 0
    assert (alarms(book), (book.folder / SLIPS).read_bytes()) == ([], closed)


def test_a_late_slip_with_a_number_that_the_closer_gave_as_well(book: Small) -> None:
    """Both took CK-31. The later one is moved into November, and takes the next number there."""
    git(book.folder, "checkout", "-q", "-b", "late")
    append(book, SLIPS, LATE)
    commit(book, "补十月的领用")
    git(book.folder, "checkout", "-q", "main")
    append(book, SLIPS, BESIDE.replace("CK-30", "CK-31"))
    sealed(book.folder, "2026-10")
    commit(book, "十月结账")
    assert git(book.folder, "merge", "-q", "--no-edit", "late").returncode == 0
    assert set(re.findall(r"错误\[([a-z._]+)\]", run(book, "check").out)) == {"seal.record_added", "book.duplicate"}
    refused = run(book, "renumber", "--all", "--yes")
    assert "CK-31 在已结账的 2026-10：不能改号" in refused.out + refused.err
    assert "照 houqin check 说的移到没有封的月份" in refused.out + refused.err
    (book.folder / SLIPS).write_text(
        (book.folder / SLIPS).read_text(encoding="utf-8").replace(LATE, ""), encoding="utf-8"
    )
    append(book, NOVEMBER, LATE.replace("部门", "入账日期: 2026-11-02, 部门"))
    assert run(book, "renumber", "--all", "--yes").code == 0
    assert run(book, "check").code == 0
    assert alarms(book) == []


# ------------------------------------------------------------ both closed


REOPEN = ("--reason", "已由别处结账", "--by", "陈志远", "--yes")


@pytest.fixture
def two(book: Small) -> tuple[Small, Small]:
    """The accountant's clone and the director's, of one repository, each of which remembers the seals it has seen."""
    append(book, "registers/people.yaml", "- {人员: 陈志远, 岗位: [总务主任], 起: 2024-01-01}\n")
    commit(book, "人员")
    other = book.folder.parent / "other"
    git(book.folder.parent, "clone", "-q", str(book.folder), str(other))
    driver = git(book.folder, "config", "merge.houqin.driver").stdout.strip()
    git(other, "config", "merge.houqin.driver", driver)
    return book, Small(other)


def close(book: Small, month: str, day: int) -> str:
    """Closed, remembered, committed."""
    head = sealed(book.folder, month, day=day)
    verify(book.folder)
    commit(book, f"{month} 结账")
    return head


def test_two_people_who_closed_one_month_at_once_keep_one_seal(two: tuple[Small, Small]) -> None:
    """Both close October, a day apart. The director, who pulls, is told what to do while git waits, does it, and his clone
    holds nothing against the accountant's seal."""
    book, other = two
    kept = close(book, "2026-10", 20261103)
    own = close(other, "2026-10", 20261104)
    assert kept != own
    assert git(other.folder, "pull", "-q", "--no-rebase", "--no-edit").returncode != 0
    told = run(other, "check")
    assert (told.code, "错误[seal.both_closed]: 两处都结了 2026-10，合并不到一起" in told.out) == (1, True)
    assert "git checkout --theirs seals/2026-10.yaml" in told.out
    assert "seal.both_closed" in alarms(other)

    git(other.folder, "merge", "--abort")
    assert run(other, "reopen", "2026-10", *REOPEN, "--today", "2026-11-04").code == 0
    commit(other, "自己那份作废")
    git(other.folder, "pull", "-q", "--no-rebase", "--no-edit")
    git(other.folder, "checkout", "--theirs", "seals/2026-10.yaml")
    commit(other, "合并")
    assert seals.of(other.folder, "2026-10") == seals.of(book.folder, "2026-10")
    assert alarms(other) == []
    assert [f.code for f in verify(other.folder).findings] == ["seal.unsigned", "seal.reopened"]
    append(other, SLIPS, LATE)
    assert alarms(other) == ["seal.record_added"]  # and the month is closed as ever


def test_who_kept_the_other_seal_without_taking_his_own_back_is_told(two: tuple[Small, Small]) -> None:
    """As when somebody put another seal in its place: nobody but the one who did it knows that it was a merge."""
    book, other = two
    close(book, "2026-10", 20261103)
    close(other, "2026-10", 20261104)
    git(other.folder, "pull", "-q", "--no-rebase", "--no-edit")
    git(other.folder, "checkout", "--theirs", "seals/2026-10.yaml")
    commit(other, "合并")
    assert alarms(other) == ["seal.replaced"]
    assert "退回合并以前，houqin reopen 自己那份，再合并" in run(other, "verify").out


def test_two_people_who_closed_different_months_with_one_number(two: tuple[Small, Small]) -> None:
    """The accountant closes November while the director opens October again and closes it anew: both made seal 2."""
    book, other = two
    close(book, "2026-10", 20261103)
    git(other.folder, "pull", "-q", "--no-edit")
    close(book, "2026-11", 20261203)
    assert run(other, "reopen", "2026-10", *REOPEN, "--today", "2026-11-20").code == 0
    close(other, "2026-10", 20261204)
    assert git(other.folder, "pull", "-q", "--no-rebase", "--no-edit").returncode == 0
    # the record that opened October again stands in the November that the accountant closed
    assert alarms(other) == ["seal.record_in_new_file", "seal.number_twice"]
    assert "houqin reopen 2026-11，再结一次" in run(other, "check").out
    assert run(other, "reopen", "2026-11", *REOPEN, "--today", "2026-12-05").code == 0
    assert alarms(other) == []
    close(other, "2026-11", 20261205)
    assert (alarms(other), seals.sealed(other.folder).keys()) == ([], {"2026-10", "2026-11"})
    git(book.folder, "pull", "-q", "--no-rebase", str(other.folder), "main")
    assert alarms(book) == []  # the clone that made the other seal 2 finds it there, taken back
