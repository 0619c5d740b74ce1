"""Who reads while others write sees the book as it stood at one moment; and what a writer left who died, finished."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from houqin.book import fresh, index, steady
from houqin.book.index import open_book
from houqin.diagnostics import Failure
from houqin.text import disk, lock, whole
from houqin.text.append import Addition, append, locked
from houqin.text.write import record_text

FILES = ("store/东库/2026-10.yaml", "store/总务库/2026-10.yaml")


def slip(number: str) -> tuple[str, dict[str, Any]]:
    tree = {"type": "issue", "id": number, "date": "2026-10-31", "department": "教务处"}
    tree["lines"] = [{"item": "粉笔", "quantity": "1 盒"}]
    return record_text(tree, "zh"), tree


def both(number: int) -> list[Addition]:
    return [
        Addition(path, [text], [tree])
        for path, (text, tree) in zip(FILES, (slip(f"DCK-{number}"), slip(f"ZCK-{number}")), strict=True)
    ]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOUQIN_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "账"
    folder.mkdir()
    (folder / "houqin.yaml").write_text("学校: 小城学校\n", encoding="utf-8")
    return folder


def seen(book: Path) -> list[str]:
    """The numbers that a reader finds."""
    with open_book(book) as opened:
        return [
            number
            for (number,) in opened.index.execute("select number from record where number like '%-%' order by number")
        ]


def half(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that writes one slip in each store, gone between the two."""
    real, done = disk.replace, []

    def replace(temporary: Path, target: Path) -> None:
        if target.name != whole.INTENT:
            if done:
                raise SystemExit
            done.append(target)
        real(temporary, target)

    with locked(book), monkeypatch.context() as patched:
        patched.setattr(disk, "replace", replace)
        with pytest.raises(Failure, match="unconfirmed"):
            append(book, both(1))


def test_who_reads_after_a_crash_reads_all_of_it(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half(book, monkeypatch)
    assert sorted(path.name for path in book.rglob("2026-10.yaml")) == ["2026-10.yaml"]
    assert seen(book) == ["DCK-1", "ZCK-1"]
    assert not whole.pending(book)


def test_who_may_not_write_is_told_and_gets_no_figures(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An auditor with a read-only copy: half a change is no book."""
    half(book, monkeypatch)

    def refused(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(disk.os, "replace", refused)
    with pytest.raises(Failure, match="broken_off") as told:
        seen(book)
    assert told.value.args_["reason"] == "EROFS"
    monkeypatch.undo()


def test_a_change_between_two_files_read_is_seen_whole(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The writer is done between our look at the first file and our look at the second: we look again."""
    with locked(book):
        append(book, both(1))
    real, written = fresh.stale, []

    def stale(*args: object) -> object:
        found = real(*args)  # type: ignore[arg-type]
        if not written:
            written.append(True)
            with locked(book):
                append(book, both(2))
        return found

    monkeypatch.setattr(index, "stale", stale)
    assert seen(book) == ["DCK-1", "DCK-2", "ZCK-1", "ZCK-2"]


def test_a_writer_in_between_is_waited_for(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """His intent stands, and he is alive: not finished for him, waited for."""
    intent = lock.beside(book) / whole.INTENT
    with locked(book):
        append(book, both(1))
        intent.write_text("{}")
        monkeypatch.setattr(lock, "ours", lambda _: False)  # as another process sees it
        monkeypatch.setattr(lock, "UNATTENDED", 0.05)
        with pytest.raises(Failure, match="locked"):
            seen(book)
        intent.unlink()


def test_a_book_that_never_rests_is_read_at_last_with_the_writers_waiting(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty records a second come in, and who reads is not sent away."""
    real, held = fresh.stale, []

    def stale(*args: object) -> object:
        held.append(lock.ours(book))
        if not held[-1]:
            with locked(book):
                append(book, both(len(held)))
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(index, "stale", stale)
    found = seen(book)
    assert found == sorted(f"{series}-{n}" for series in ("DCK", "ZCK") for n in range(1, len(found) // 2 + 1))
    assert found
    assert held[-1]
    assert len(held) <= 2 * steady.ATTEMPTS
