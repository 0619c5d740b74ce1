"""Records at the end of files: whole or not at all, every byte that stood there untouched.

What is there is read again under the lock; the new bytes are read back and must be the old records and the new ones. All
files of a command are changed together (whole.py). A record that stands there already, the same under its number, is not
written twice: to try again is safe.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from houqin.diagnostics import FINDINGS, OK, Diagnostic, Failure
from houqin.text import lock, seals, whole
from houqin.text.raw import LARGEST
from houqin.text.read import Entry, read
from houqin.values import MONTH

ATTEMPTS = 3
"""Times that a file is read again because an editor saved it meanwhile."""
UNDER_WAY = ("MERGE_HEAD", "rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD", "REVERT_HEAD", "index.lock")
"""What git leaves in its folder while it changes the files itself."""
ENTRY = re.compile(rb"(?m)^( *)-(?=[ \r\n])")
"""The first line of a file's first entry."""


class Addition(NamedTuple):
    """Records for the end of the file at `path` below the book: their texts, and the trees these must be read as.

    `head` begins the file where it does not exist yet (comments only).
    """

    path: str
    texts: Sequence[str]
    trees: Sequence[Mapping[str, Any]]
    head: str = ""


@contextmanager
def locked(book: Path, patience: float | None = None) -> Iterator[None]:
    """Nobody else writes to the book meanwhile (lock.alone), and what a writer left who died is finished or gone.

    Failure text.merging (exit 1) while git changes the files itself.
    """
    with lock.alone(book, patience) as died:
        git = lock.git_folder(book)
        if git and (found := next((name for name in UNDER_WAY if (git / name).exists()), None)):
            raise Failure("text.merging", FINDINGS, path=str(git / found))
        whole.recover(book)
        if died:
            whole.sweep(book)
        yield


def append(book: Path, additions: Sequence[Addition], files: Mapping[str, bytes] | None = None) -> list[list[int]]:
    """Append to each file, and write `files` (path below the book → content), which must not be there yet; all of it or
    nothing. Per addition the lines on which its records begin. Call it inside locked().

    Failure text.already (exit 0) where all of it stands there already. Exit 1: nothing is written. Failure
    text.unconfirmed (exit 75): it is, but that it is on the disk is not known.
    """
    path = ""
    for _ in range(ATTEMPTS):
        lines, changes = _changes(book, additions, files or {})
        new = [one for one in changes if one.new != one.old]
        refuse_closed(book, additions, {one.path for one in new})
        if not new:
            places = [f"{a.path}:{at}" for a, its in zip(additions, lines, strict=True) for at in its]
            raise Failure("text.already", OK, places=[*places, *(files or {})])
        try:
            whole.put(book, new)
            return lines
        except whole.Moved as moved:
            path = moved.path
    raise Failure("text.changing", FINDINGS, path=path)


def refuse_closed(book: Path, additions: Sequence[Addition], paths: Collection[str]) -> None:
    """Failure closed.month (exit 1) where a record would be booked in a closed month. The one gate: whoever writes records
    comes by here. `paths`: the files that would change."""
    asked: dict[str, str] = {}
    for addition in additions:
        if addition.path in paths:
            stem = addition.path.rpartition("/")[2].removesuffix(".yaml")
            days = [str(tree.get("booked") or tree.get("date") or "")[:7] for tree in addition.trees]
            asked |= dict.fromkeys([one for one in (stem, *days) if MONTH.fullmatch(one)], addition.path)
    for month, mark in seals.barring(book, asked).items():
        raise Failure("closed.month", FINDINGS, **closed(book, month, mark), path=asked[month])


def closed(book: Path, month: str, mark: seals.Mark) -> dict[str, Any]:
    """What is said of a month in which nothing may be booked any more."""
    return {"month": month, "sequence": mark.number, "head": mark.head[:8], "sealed": mark.month,
            "open": seals.first_open(book)}  # fmt: skip


def _changes(
    book: Path, additions: Sequence[Addition], files: Mapping[str, bytes]
) -> tuple[list[list[int]], list[whole.Change]]:
    """The lines of each addition, and what each file is and will be."""
    now: dict[str, whole.Change] = {}
    lines = []
    for addition in additions:
        was = now.get(addition.path)
        old = was.old if was else whole.current(book, addition.path)
        new, its = appended(was.new if was else old or b"", addition)
        now[addition.path] = whole.Change(addition.path, old, new)
        lines.append(its)
    for path, data in files.items():
        old = whole.current(book, path)
        if old not in (None, data) or path in now:
            raise Failure("text.exists", FINDINGS, path=path)
        now[path] = whole.Change(path, old, data)
    return lines, list(now.values())


def appended(old: bytes, addition: Addition) -> tuple[bytes, list[int]]:
    """The file with the records at its end, and on which line each begins; one that stands there already stays where it is.

    Failure text.not_appended where the whole would not be read as the old records and the new ones.
    """
    existing = old or addition.head.encode()
    newline = "\r\n" if b"\r\n" in existing else "\n"
    entries, faults = _entries(existing, addition.path)
    indent = indent_of(existing) if entries else ""
    there = {(e.type, str(e.tree["id"])): e for e in entries if "id" in e.tree}
    written, lines, missing = "", [], []
    first = existing.count(b"\n") + 1
    for one, tree in zip(addition.texts, addition.trees, strict=True):
        known = there.get((str(tree["type"]), str(tree["id"])))
        if known and known.tree == dict(tree):
            lines.append(known.line)
            continue
        missing.append(tree)
        lines.append(first + written.count("\n"))
        written += "".join(f"{indent}{line}\n" for line in one.rstrip("\n").split("\n"))
    if not missing:
        return old, lines
    new = existing + written.replace("\n", newline).encode()
    after, told = _entries(new, addition.path)
    expected = [(e.type, e.tree) for e in entries] + [(str(tree["type"]), dict(tree)) for tree in missing]
    if faults or told or [(e.type, e.tree) for e in after] != expected:
        raise Failure("text.not_appended", FINDINGS, path=addition.path)
    return new, lines


class _Known(NamedTuple):
    """A file in which nothing is wrong, as it was read last; its last entry begins at byte `last`."""

    data: bytes
    entries: list[Entry]
    last: int


_known: dict[str, _Known] = {}
"""Path → what this process read there, in whichever book: it counts only where the same bytes stand."""


def _entries(data: bytes, path: str) -> tuple[list[Entry], list[Diagnostic]]:
    """As read() gives them. Where the file only grew since, no more than its last entry and what came after it is read:
    what follows can change nothing before them."""
    known = _known.get(path)
    entries: list[Entry] = []
    faults: list[Diagnostic] = []
    if known and data.startswith(known.data) and len(data) <= LARGEST:
        *before, last = known.entries
        entries, faults = read(data[known.last :], path)
        for one in entries:
            one.line, one.end = one.line + last.line - 1, one.end + last.line - 1
        entries = before + entries
    if not entries or faults:
        entries, faults = read(data, path)
    if entries and not faults:
        _known[path] = _Known(data, entries, len(b"\n".join(data.split(b"\n", entries[-1].line - 1)[:-1])) + 1)
    return entries, faults


def indent_of(existing: bytes) -> str:
    """What stands before a file's entries."""
    first = ENTRY.search(existing)
    return first[1].decode() if first else ""
