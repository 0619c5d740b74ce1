"""The index is disposable: whatever becomes of it, of the cache folder and of other runs, the answer is the right one."""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import incremental
import pytest

from houqin.book import fresh, steady
from houqin.book import index as index_
from houqin.book.find import list_sources
from houqin.book.index import open_book

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "example" / "ledgers"
ASKED = ("reconcile", "2026-10", "--today", "2026-11-03", "--format", "json")


def start(book: Path, cache: Path | None, **more: str) -> subprocess.Popen[str]:
    """`houqin` on a book, in a process of its own with nothing but this environment."""
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"} | more
    if cache is not None:
        env["HOUQIN_CACHE"] = str(cache)
    command = [sys.executable, "-m", "houqin", "--book", str(book), *ASKED]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, encoding="utf-8")


def told(process: subprocess.Popen[str]) -> str:
    """What a process answers: exit code, stdout and stderr."""
    out, err = process.communicate()
    return f"{out}\nexit {process.returncode}\n\n{err}"


def answer(book: Path, cache: Path, asked: tuple[str, ...] = ASKED) -> str:
    """The same, within this process."""
    os.environ["HOUQIN_CACHE"] = str(cache)
    return incremental.run("--book", str(book), *asked)


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOUQIN_CACHE", "put back after each test")
    monkeypatch.delenv("HOUQIN_DEBUG", raising=False)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "book")
    return tmp_path / "book"


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the sample month answers."""
    found = told(start(SAMPLE, tmp_path_factory.mktemp("cache")))
    assert found.startswith("{")
    assert found.endswith("\nexit 1\n\n")
    return found


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def the_index(cache: Path) -> Path:
    (found,) = cache.glob("*.sqlite")
    return found


# ------------------------------------------------------------ deleted, damaged


def test_deleting_it_changes_no_byte(book: Path, cache: Path, right: str) -> None:
    for asked in (ASKED, ("reconcile", "2026-10", "--today", "2026-11-03"), ("check", "--format", "json")):
        first = answer(book, cache, asked)
        warm = answer(book, cache, asked)
        the_index(cache).unlink()
        assert first == warm == answer(book, cache, asked)
    assert answer(book, cache) == right


def another_program(path: Path) -> None:
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("create table file (name text)")
    other.execute("create view record as select 1 as id")
    other.commit()
    other.close()


def column_missing(path: Path) -> None:
    """The right key over the wrong tables: no run leaves it so, a careless hand might."""
    index = sqlite3.connect(path)
    index.execute("drop table file")
    index.execute("alter table record rename column number to numero")
    index.commit()
    index.close()


def zero_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    middle = len(data) // 8192 * 4096
    data[middle : middle + 4096] = bytes(4096)
    path.write_bytes(data)


def every_second_page_zero(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data), 8192):
        data[at : at + 4096] = bytes(4096)
    path.write_bytes(data)


def folder_instead(path: Path) -> None:
    if path.is_dir():
        return
    path.unlink()
    path.mkdir()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "garbage": lambda path: path.write_bytes(random.Random(1).randbytes(50_000)),
    "a text": lambda path: path.write_text("# 索引\n" * 100),
    "first half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "cut within a page": lambda path: path.write_bytes(path.read_bytes()[:-1000]),
    "a page of zeros": zero_page,
    "every second page zero": every_second_page_zero,
    "another program's": another_program,
    "other tables": column_missing,
    "a folder": folder_instead,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged(damage: str, book: Path, cache: Path, right: str, tmp_path: Path) -> None:
    """Also where the damage lies in what only a later run asks for: the whole book, or an edited file."""
    checked, slips = answer(book, cache, ("check",)), book / "store/总务库/2026-10.yaml"
    DAMAGES[damage](the_index(cache))
    assert answer(book, cache) == right
    assert answer(book, cache, ("check",)) == checked
    DAMAGES[damage](the_index(cache))
    slips.write_text(slips.read_text("utf-8").replace("A4复印纸 200包", "A4复印纸 190包"), "utf-8")
    edited = answer(book, cache)
    assert edited == answer(book, tmp_path / "fresh") != right


@pytest.mark.parametrize("damage", ["empty", "garbage", "a text", "another program's"])
def test_mended(damage: str, book: Path, cache: Path, right: str) -> None:
    """What is no index of ours at all is replaced at once, and found the next time."""
    answer(book, cache)
    DAMAGES[damage](the_index(cache))
    answer(book, cache)
    mended = sqlite3.connect(the_index(cache))
    assert mended.execute("pragma integrity_check").fetchall() == [("ok",)]
    assert mended.execute("select count(*) from record").fetchone()[0] > 150
    mended.close()
    assert answer(book, cache) == right


def test_made_by_another_version(book: Path, cache: Path, right: str) -> None:
    answer(book, cache)
    index = sqlite3.connect(the_index(cache))
    index.execute("update meta set value = 'houqin 0.0.1'")
    index.execute("update data set json = '{}'")
    index.commit()
    index.close()
    assert answer(book, cache) == right


# ------------------------------------------------------------ odd places


def test_a_cache_that_cannot_be_written(book: Path, tmp_path: Path, right: str) -> None:
    """In memory then: a file where the folder should be, a folder in /proc."""
    (tmp_path / "a file").write_text("")
    for cache in (tmp_path / "a file" / "cache", tmp_path / "a file", Path("/proc/houqin")):
        assert answer(book, cache) == right


def test_no_home(book: Path, tmp_path: Path, right: str) -> None:
    """Neither HOUQIN_CACHE nor a home to write to: cron, a container, a service account."""
    (tmp_path / "home").write_text("not a folder")
    odd = str(tmp_path / "home" / "x")
    for home in ({"HOME": ""}, {"HOME": odd}, {"XDG_CACHE_HOME": odd}, {"HOME": "/nonexistent", "HOUQIN_CACHE": ""}):
        assert told(start(book, None, **{"XDG_CACHE_HOME": odd} | home)) == right


def test_the_book_is_never_written(book: Path, cache: Path, right: str) -> None:
    """It may be on a share that is read only: nothing appears in it, nothing changes."""
    for path in sorted(book.rglob("*"), reverse=True):
        path.chmod(0o555 if path.is_dir() else 0o444)
    book.chmod(0o555)
    before = {p: (p.stat().st_mtime_ns, p.stat().st_size) for p in [book, *book.rglob("*")]}
    assert answer(book, cache) == right
    assert answer(book, cache) == right
    assert before == {p: (p.stat().st_mtime_ns, p.stat().st_size) for p in [book, *book.rglob("*")]}


def test_spaces_and_chinese_in_the_path(book: Path, tmp_path: Path, right: str) -> None:
    odd = tmp_path / "总务 处" / "2026 'A' 账簿%20#1?"
    odd.parent.mkdir()
    book.rename(odd)
    cache = tmp_path / "缓 存?x=1"
    assert answer(odd, cache) == right
    assert answer(odd, cache) == right
    assert the_index(cache).parent == cache


def test_two_books_do_not_share_an_index(book: Path, tmp_path: Path, cache: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(book, other)
    slips = other / "store/总务库/2026-10.yaml"
    slips.write_text(slips.read_text("utf-8").replace("A4复印纸 200包", "A4复印纸 190包"), "utf-8")
    assert answer(book, cache) != answer(other, cache)
    assert len(list(cache.glob("*.sqlite"))) == 2


def test_a_link_to_the_book_is_the_book(book: Path, tmp_path: Path, cache: Path, right: str) -> None:
    (tmp_path / "link").symlink_to(book)
    assert answer(tmp_path / "link", cache) == right
    assert answer(book, cache) == right
    assert len(list(cache.glob("*.sqlite"))) == 1


# ------------------------------------------------------------ several runs at once


def test_eight_cold_starts_at_once(book: Path, cache: Path, right: str) -> None:
    runs = [start(book, cache) for _ in range(8)]
    assert [told(run) for run in runs] == [right] * 8


def killed_at_random(book: Path, cache: Path, right: str, times: int, seed: int) -> None:
    """A run killed while it builds or updates the index; the next one answers right. Every third starts from nothing."""
    rng = random.Random(seed)
    slips = book / "store/总务库/2026-10.yaml"
    text = slips.read_text("utf-8")
    began = time.monotonic()
    assert told(start(book, cache)) == right
    cold = time.monotonic() - began
    for i in range(times):
        if i % 3 == 0:
            shutil.rmtree(cache, ignore_errors=True)
        slips.write_text(text.replace("A4复印纸 200包", f"A4复印纸 {i + 1}包"), "utf-8")
        victim = start(book, cache)
        time.sleep(rng.uniform(0.1, 1.1) * cold)
        victim.kill()
        victim.communicate()
        slips.write_text(text, "utf-8")
        assert answer(book, cache) == right


def test_killed(book: Path, cache: Path, right: str) -> None:
    killed_at_random(book, cache, right, 6, 1)


@pytest.mark.long
def test_killed_thirty_times(book: Path, cache: Path, right: str) -> None:
    killed_at_random(book, cache, right, 30, 2)


def test_interrupted_while_sqlite_works(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite tells that it is at work, and Ctrl-C falls into that: the run ends as interrupted, the index is kept."""

    def ctrl_c(*_: object) -> None:
        raise KeyboardInterrupt

    def ask(tell: Callable[..., None] | None) -> object:
        with open_book(small, tell=tell) as book:
            return book.index.execute("select count(*) from record").fetchone()

    monkeypatch.setattr(index_, "OFTEN", 1)
    records = ask(None)
    with pytest.raises(KeyboardInterrupt):
        ask(ctrl_c)
    assert index_.index_path(small).is_file()
    assert ask(lambda *_: None) == records


def test_edited_while_others_read(book: Path, cache: Path, right: str) -> None:
    """Each run sees the file as it was at some moment; once the typing ends, the answer is that of the text."""
    slips = book / "store/总务库/2026-10.yaml"
    text = slips.read_text("utf-8")
    runs = []
    for i in range(4):
        runs.append(start(book, cache))
        for n in range(3):
            slips.write_text(text.replace("A4复印纸 200包", f"A4复印纸 {100 * i + n + 1}包"), "utf-8")
            time.sleep(0.03)
    slips.write_text(text, "utf-8")
    for run in runs:
        assert re.search("exit [13]\n", told(run))  # 3: the moment between emptying the file and filling it
    assert answer(book, cache) == right


# ------------------------------------------------------------ what is fresh


def records(book: Path) -> list[str]:
    with open_book(book) as opened:
        return [n for (n,) in opened.index.execute("select number from record where folder = 'repairs' order by line")]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book of two files, its index in the cache folder of the test."""
    monkeypatch.setenv("HOUQIN_CACHE", str(tmp_path / "cache"))
    (tmp_path / "small/repairs").mkdir(parents=True)
    (tmp_path / "small/houqin.yaml").write_text(
        "学校: 城关实验学校\n账套: [{账套: 学校, 科目表: 政府会计2019, 凭证字: 记}]\n", "utf-8"
    )
    jobs(tmp_path / "small", "PG-1")
    return tmp_path / "small"


def jobs(book: Path, *numbers: str) -> Path:
    path = book / "repairs/2026-10.yaml"
    path.write_text("".join(f"- {{派工: {n}, 日期: 2026-10-12}}\n" for n in numbers), "utf-8")
    return path


def test_same_size_same_time(small: Path) -> None:
    """A synchronising tool puts back the time of the file it replaces; the size is the same by chance."""
    assert records(small) == ["PG-1"]
    path = small / "repairs/2026-10.yaml"
    was = path.stat()
    jobs(small, "PG-2")
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert records(small) == ["PG-2"]


def test_replaced_between_the_listing_and_the_reading(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert records(small) == ["PG-1"]
    jobs(small, "PG-2")

    def listed_too_early(book: Path) -> object:
        found = list_sources(book)
        jobs(small, "PG-3")
        return found

    monkeypatch.setattr(steady, "list_sources", listed_too_early)
    assert records(small) == ["PG-3"]
    monkeypatch.undo()
    monkeypatch.setenv("HOUQIN_CACHE", str(small.parent / "cache"))
    assert records(small) == ["PG-3"]
    jobs(small, "PG-4")
    assert records(small) == ["PG-4"]


def test_gone_between_the_listing_and_the_reading(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def listed_too_early(book: Path) -> object:
        found = list_sources(book)
        (small / "repairs/2026-10.yaml").unlink(missing_ok=True)
        return found

    monkeypatch.setattr(steady, "list_sources", listed_too_early)
    with open_book(small) as opened:
        assert opened.diagnostics == []  # listed again: it is no longer of the book


def test_only_what_changed_is_read_again(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the times first, then by the bytes: a file that was only touched is hashed, not read as YAML."""
    monkeypatch.setattr(fresh, "RACY", 0)
    assert records(small) == ["PG-1"]
    opened: list[str] = []
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: (opened.append(self.name), read_bytes(self))[1])
    time.sleep(0.02)
    assert records(small) == ["PG-1"]
    assert opened == []
    os.utime(small / "repairs/2026-10.yaml")
    monkeypatch.setattr("houqin.book.fill.fill", None)
    assert records(small) == ["PG-1"]
    assert opened == ["2026-10.yaml"]
    time.sleep(0.02)
    assert records(small) == ["PG-1"]
    assert opened == ["2026-10.yaml"]
