"""houqin renumber: two people gave one number apart; after the merge the later gets the next, and what names it follows."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from running import Ended, inside

from houqin.text import seals

pytestmark = pytest.mark.usefixtures("bare")

STORE, VOUCHERS = "仓库/总务库/2026-09.yaml", "会计/学校/2026-09.yaml"
OURS = """\
- 领用: CK-260915-01
  日期: 2026-09-15
  部门: 教务处
  明细:
    - A4复印纸 1包
  签字: {领用人: 黄教务, 审批人: 李主任, 保管员: 王保管}
"""
THEIRS = """\
- 领用: CK-260915-01 # 手写单
  日期: 2026-09-15
  部门: 行政办公室
  明细:
    - A4复印纸 2包
  备注: 补 CK-260915-01 的纸单
  签字: {领用人: 张采购, 审批人: 李主任, 保管员: 王保管}
"""
VOUCHER = """\
- 凭证: 记-{n}
  日期: 2026-09-30
  摘要: 领用办公用品
  单据: [CK-260915-01]
  附件: 1
  分录:
    - {{科目: "5101", 借: {sum}}}
    - {{科目: "1302.01", 贷: {sum}}}
  签字: {{制单人: 赵会计, 审核人: 钱会计}}
"""


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".gitconfig").write_text("[user]\n name = 赵会计\n email = zhao@example.org\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    assert inside("init", str(tmp_path / "book"), "--from", "2026-09", "--keys", "zh").code == 0
    hook = tmp_path / "book" / ".git" / "hooks" / "pre-commit"
    hook.unlink()  # it is tried in test_init, and costs half a second each
    return tmp_path / "book"


def git(book: Path, *args: str) -> None:
    done = subprocess.run(["git", "-C", str(book), *args], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def add(book: Path, path: str, text: str) -> None:
    with (book / path).open("a", encoding="utf-8") as file:
        file.write(text)


def merged(book: Path) -> None:
    """Two branches that each issued goods under one number on one day; theirs has its voucher with it."""
    git(book, "commit", "-qm", "建账")
    git(book, "checkout", "-qb", "乙")
    add(book, STORE, THEIRS)
    add(book, VOUCHERS, VOUCHER.format(n=4, sum="41.00"))
    git(book, "commit", "-qam", "乙")
    git(book, "checkout", "-q", "main")
    add(book, STORE, OURS)
    git(book, "commit", "-qam", "甲")
    git(book, "merge", "-q", "--no-edit", "乙")


def run(book: Path, *args: str) -> Ended:
    return inside("--book", str(book), *args)


def duplicates(book: Path) -> int:
    return run(book, "check").out.count("[book.duplicate]")


def test_the_one_that_came_with_the_merge_gets_the_next_number(own: Path) -> None:
    merged(own)
    assert duplicates(own) == 1
    before = {path: (own / path).read_text(encoding="utf-8") for path in (STORE, VOUCHERS)}
    shown = run(own, "renumber", "--all", "--dry-run", "--lang", "zh")
    assert shown.code == 0
    assert "领用 CK-260915-01 → CK-260915-02" in shown.out
    assert "引用它的：凭证 记-4" in shown.out
    assert {path: (own / path).read_text(encoding="utf-8") for path in before} == before
    done = run(own, "改号", "CK-260915-01", "--yes")
    assert (done.code, done.out) == (0, shown.out)
    store = (own / STORE).read_text(encoding="utf-8")
    # the comment and the note are as they were: only the number is another
    theirs = THEIRS.replace("- 领用: CK-260915-01", "- 领用: CK-260915-02")
    assert store == before[STORE].replace(THEIRS, theirs)
    assert (own / VOUCHERS).read_text(encoding="utf-8") == before[VOUCHERS].replace("[CK-260915-01]", "[CK-260915-02]")
    assert (duplicates(own), run(own, "check").out) == (0, "")
    assert run(own, "renumber", "--all", "--yes").code == 0


def test_what_was_there_before_means_the_earlier(own: Path) -> None:
    """Our voucher was written to our slip before the merge: it stays."""
    git(own, "commit", "-qm", "建账")
    git(own, "checkout", "-qb", "乙")
    add(own, STORE, THEIRS)
    git(own, "commit", "-qam", "乙")
    git(own, "checkout", "-q", "main")
    add(own, STORE, OURS)
    add(own, VOUCHERS, VOUCHER.format(n=4, sum="20.50"))
    git(own, "commit", "-qam", "甲")
    git(own, "merge", "-q", "--no-edit", "乙")
    before = (own / VOUCHERS).read_bytes()
    assert run(own, "renumber", "--all", "--yes").code == 0
    assert (own / VOUCHERS).read_bytes() == before
    assert "CK-260915-02 # 手写单" in (own / STORE).read_text(encoding="utf-8")


def test_what_may_mean_either_is_left_to_a_person(own: Path) -> None:
    """A voucher that was written after the merge."""
    git(own, "commit", "-qm", "建账")
    git(own, "checkout", "-qb", "乙")
    add(own, STORE, THEIRS)
    git(own, "commit", "-qam", "乙")
    git(own, "checkout", "-q", "main")
    add(own, STORE, OURS)
    git(own, "commit", "-qam", "甲")
    git(own, "merge", "-q", "--no-edit", "乙")
    add(own, VOUCHERS, VOUCHER.format(n=4, sum="20.50"))
    git(own, "commit", "-qam", "会计")
    before = (own / VOUCHERS).read_bytes()
    done = run(own, "renumber", "--all", "--yes", "--lang", "en")
    assert done.code == 1
    assert "Which of the two CK-260915-01 voucher 记-4 names cannot be told" in done.err
    assert (own / VOUCHERS).read_bytes() == before
    assert duplicates(own) == 0


def test_what_is_not_committed_yet_is_the_later(own: Path) -> None:
    git(own, "commit", "-qm", "建账")
    text = (own / STORE).read_text(encoding="utf-8")
    (own / STORE).write_text(text + THEIRS, encoding="utf-8")
    git(own, "commit", "-qam", "先")
    (own / STORE).write_text(text + OURS + THEIRS, encoding="utf-8")  # it stands above, and came after
    assert run(own, "renumber", "--all", "--yes").code == 0
    assert (own / STORE).read_text(encoding="utf-8") == text + OURS.replace("15-01", "15-02", 1) + THEIRS


def test_without_git_the_one_further_down_is(own: Path, tmp_path: Path) -> None:
    (own / ".git").rename(tmp_path / "away")
    text = (own / STORE).read_text(encoding="utf-8")
    (own / STORE).write_text(text + THEIRS + OURS, encoding="utf-8")
    assert run(own, "renumber", "--all", "--yes").code == 0
    assert (own / STORE).read_text(encoding="utf-8") == text + THEIRS + OURS.replace("15-01", "15-02", 1)


def test_windows_line_ends_and_other_bytes_stay(own: Path, tmp_path: Path) -> None:
    (own / ".git").rename(tmp_path / "away")
    data = ((own / STORE).read_text(encoding="utf-8") + THEIRS + OURS).replace("\n", "\r\n").encode()
    (own / STORE).write_bytes(data)
    assert run(own, "renumber", "CK-260915-01", "--yes").code == 0
    at = data.rindex(b"CK-260915-01")
    assert (own / STORE).read_bytes() == data[:at] + b"CK-260915-02" + data[at + 12 :]


def test_a_closed_month_keeps_its_numbers(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    merged(own)
    monkeypatch.setattr(seals, "is_closed", lambda _, month: month == "2026-09")
    before = (own / STORE).read_bytes()
    told = run(own, "renumber", "--all", "--yes", "--lang", "zh")
    assert told.code == 1
    assert "已结账的 2026-09" in told.err
    assert (own / STORE).read_bytes() == before


def test_nothing_is_written_unasked(own: Path) -> None:
    merged(own)
    before = (own / STORE).read_bytes()
    told = run(own, "renumber", "--all", "--lang", "zh")
    assert told.code == 1
    assert "没有确认" in told.err
    assert (own / STORE).read_bytes() == before
    assert run(own, "renumber", "--lang", "zh").code == 2
    once = run(own, "renumber", "YS-260905-01", "--lang", "zh")
    assert (once.code, once.out) == (0, "没有重号。\n")
