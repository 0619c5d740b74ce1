"""Which months are closed, told from the first lines of the files in seals/: no index is asked, and no YAML read unless
approvals/ names the head of a seal, as a record does that opens its month again.

What a seal holds and whether it is right is closing/'s to judge; here is only what everybody must know at once who writes
into a book or asks for its last month.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from houqin import names
from houqin.diagnostics import UNREADABLE, Failure, reason
from houqin.values import next_month

FORMAT = "houqin-seal/1"
NAME = re.compile(r"(\d{4}-\d{2})(?:-(\d+))?\.yaml")
"""2026-09.yaml, and 2026-09-2.yaml where the month was opened again and closed a second time."""
HEAD = re.compile(r"[0-9a-f]{64}")
FIRST = 2000
"""Bytes of a seal in which its head stands, with what it is of."""
_LINE = re.compile(r"(?m)^[\"']?([^\s:\"'#]+)[\"']?: *[\"']?([^\s\"'#]+)[\"']? *\r?$")
NAMED = re.compile(rb"[0-9a-f]{64}")
"""What in approvals/ may be the head that a reopening names. Whether it is, the records say."""


class Mark(NamedTuple):
    """What a seal is: its month, its place in the sequence of all seals (from 1), its head (64 hex digits), the head of the
    seal before it ("" for the first), the head of the month's former seal that it replaces ("" where there was none), the
    day on which it was made ("2026-11-03"), and its file below the book."""

    month: str
    number: int
    head: str
    previous: str
    supersedes: str
    day: str
    path: str


def folder(book: Path, canonical: str) -> Path | None:
    """A folder of the book by its canonical name, in whichever language it is written; None where there is none."""
    return next(iter(folders(book, canonical)), None)


def folders(book: Path, canonical: str) -> list[Path]:
    """The same where both may be there: an empty one in the other language must not hide what is in the first."""
    return [book / name for name in (canonical, names.FOLDERS[canonical]) if (book / name).is_dir()]


def files(book: Path) -> list[str]:
    """The paths of all seals below the book. Failure seal.no_bytes (exit 3)."""
    listed = [path for where in folders(book, "seals") for path in _listed(where)]
    return sorted(path for path in listed if NAME.fullmatch(path.rpartition("/")[2]))


def marks(book: Path, month: str = "") -> list[Mark]:
    """Every seal of the book (or of one month) that says what it is, by number. A file that does not is left to
    `houqin verify`. Failure seal.no_bytes (exit 3): a month is not open because the disk does not give its seal."""
    found = []
    for path in files(book):
        if path.rpartition("/")[2].startswith(month):
            begun = _begun(book, path).decode("utf-8", "replace")
            if mark := mark_of(begun, path):
                found.append(mark)
    return sorted(found, key=lambda mark: (mark.number, mark.path))


def _listed(folder: Path) -> list[str]:
    """The paths of what lies in a folder of the book, by name."""
    try:
        return sorted(f"{folder.name}/{name}" for name in os.listdir(folder))
    except OSError as error:
        raise Failure("seal.no_bytes", UNREADABLE, path=folder.name, reason=reason(error)) from error


def _begun(book: Path, path: str, most: int = FIRST) -> bytes:
    """The first bytes of a file; -1: all of them."""
    try:
        with open(book / path, "rb") as file:
            return file.read(most)
    except OSError as error:
        raise Failure("seal.no_bytes", UNREADABLE, path=path, reason=reason(error)) from error


def mark_of(text: str, path: str) -> Mark | None:
    """What the first lines of a seal say it is; None where they do not."""
    known = {zh: en for en, zh in names.SEAL.items()}
    said: dict[str, str] = {}
    for key, value in _LINE.findall(text.removeprefix("\ufeff")[:FIRST]):
        said.setdefault(known.get(key, key), value)
    number, head = said.get("sequence", ""), said.get("head", "")
    if said.get("format") != FORMAT or not number.isascii() or not number.isdigit() or not HEAD.fullmatch(head):
        return None
    return Mark(
        said.get("month", ""), int(number), head, said.get("previous", ""), said.get("supersedes", ""),
        said.get("sealed", ""), path,
    )  # fmt: skip


class Reopening(NamedTuple):
    """A record that takes a seal back, by the seal's head: whose it is and why, its number and its place below the book."""

    head: str
    month: str
    by: str
    reason: str
    number: str
    path: str
    line: int


def reopenings(book: Path, heads: Collection[str] = ()) -> list[Reopening]:
    """The records that open months again (those of certain seals, where their `heads` are given), by file and line: read as
    every record is, for what only looks like one, in a remark or in a text, opens nothing. Nothing is read where no head is
    named. Failure seal.no_bytes (exit 3)."""
    found: list[Reopening] = []
    for where in folders(book, "approvals"):
        for path in _listed(where):
            if not path.endswith(".yaml"):
                continue
            data = _begun(book, path, -1)
            named = {head.decode() for head in NAMED.findall(data)}
            if named and (not heads or not named.isdisjoint(heads)):
                found += _reopenings(data, path)
    return [one for one in found if not heads or one.head in heads]


def _reopenings(data: bytes, path: str) -> Iterator[Reopening]:
    from houqin.text.read import read  # few months are opened again

    for entry in read(data, path)[0]:
        said = {key: value if isinstance(value, str) else "" for key, value in entry.tree.items()}
        head = said.get("head", "").removeprefix("sha256:")
        if entry.type == "reopening" and HEAD.fullmatch(head):
            month, by, reason = (said.get(name, "") for name in ("month", "by", "reason"))
            yield Reopening(head, month, by, reason, said["id"], path, entry.line)


def sealed(book: Path) -> dict[str, Mark]:
    """Closed month → its seal: the last one of the month, unless the month was opened again since."""
    last = {mark.month: mark for mark in marks(book)}
    if not last:
        return {}
    open_again = {one.head for one in reopenings(book, {mark.head for mark in last.values()})}
    return {month: mark for month, mark in sorted(last.items()) if mark.head not in open_again}


def of(book: Path, month: str) -> Mark | None:
    """The seal that stands of one month; no other is read."""
    its = marks(book, month)
    return its[-1] if its and not reopenings(book, {its[-1].head}) else None


def barring(book: Path, months: Iterable[str]) -> dict[str, Mark]:
    """Months in which nothing may be booked any more → the seal that says so: the month's own, else the first one after it,
    for what a later month was closed upon may not change either."""
    closed = sealed(book) if (asked := set(months)) else {}
    found = {}
    for month in sorted(asked):
        own = closed.get(month)
        if mark := own or next((mark for at, mark in closed.items() if at > month), None):
            found[month] = mark
    return found


def first_open(book: Path) -> str:
    """The month after the last closed one; "" where none is."""
    last = max(sealed(book), default="")
    return next_month(last) if last else ""


def is_closed(book: Path, month: str) -> bool:
    """Whether the month has a seal that stands."""
    return month in sealed(book)
