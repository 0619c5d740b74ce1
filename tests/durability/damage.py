"""A closed month's file cut short, with a bit turned over, or left in the middle of a merge: it is refused at a line, or
`houqin verify` says what is otherwise; and where only a remark was hit, it says that nothing is."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.closing.keeping import sealed
from tests.durability.cases import STORES, sample

from houqin.closing.verify import verify
from houqin.text.read import Entry, read

MONTH, FILE = "2026-10", STORES[0]
SPANS = (1, 3, 8)
"""Lines that a merge left standing twice."""


class Damaged(NamedTuple):
    """Files tried, how many of them were refused at a line, seen by their hashes, and a matter of form; what went wrong."""

    tried: int
    refused: int
    seen: int
    form: int
    wrong: list[str]


def cut(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Short at every byte."""
    return ((f"cut at {n}", data[:n]) for n in range(len(data)))


def turned(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Each bit the other way round."""
    for n in range(len(data) * 8):
        yield f"bit {n}", data[: n // 8] + bytes([data[n // 8] ^ 1 << n % 8]) + data[n // 8 + 1 :]


def conflicts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """A merge that nobody finished, at every line, as git leaves it with and without what stood there before."""
    lines = data.splitlines(keepends=True)
    for at in range(len(lines)):
        for span in SPANS:
            ours = b"".join(lines[at : at + span])
            for style, before in (("merge", b""), ("diff3", b"||||||| 1a2b3c4\n" + ours)):
                left = b"<<<<<<< HEAD\n" + ours + before + b"=======\n" + ours + b">>>>>>> b\n"
                yield f"conflict {style} {at}+{span}", b"".join([*lines[:at], left, *lines[at + span :]])


def damaged(step: int = 1) -> Damaged:
    """Every so many of all these, each put in the file's place in a book whose month is sealed."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"HOUQIN_CACHE": f"{folder}/cache", "XDG_STATE_HOME": f"{folder}/state"}
        book = sample(Path(folder))
        whole = "# 保管员每天写\n".encode() + (book / FILE).read_bytes()
        (book / FILE).write_bytes(whole)
        sealed(book, MONTH)
        told = {"refused": 0, "seen": 0, "form": 0}
        wrong = []
        cases = [one for kind in (cut, turned, conflicts) for one in kind(whole)][::step]
        for name, data in cases:
            (book / FILE).write_bytes(data)
            what = _told(book, whole, data)
            if what == "refused" or (what in told and not name.startswith("conflict")):
                told[what] += 1
            else:
                wrong.append(f"{name}: {what}")
        return Damaged(len(cases), told["refused"], told["seen"], told["form"], wrong)


def _told(book: Path, whole: bytes, data: bytes) -> str:
    """refused, seen or form; else what is wrong with what was said."""
    entries, faults = read(data, FILE)
    said = [one for one in verify(book, remember=False, balances=False).findings if one.path == FILE]
    codes = {one.code for one in said}
    if faults:
        at = [fault.line for fault in faults]
        good = all(1 <= line <= data.count(b"\n") + 1 for line in at) and codes == {"seal.file_unreadable"}
        return "refused" if good else f"refused at {at}, and verify says {codes}"
    if _trees(entries) == _trees(read(whole, FILE)[0]):
        return "form" if codes == {"seal.form"} else f"only form, and verify says {codes}"
    named = codes <= {"seal.record_changed", "seal.record_missing", "seal.record_added"} and all(
        one.number for one in said
    )
    return "seen" if codes and named else f"changed, and verify says {codes}"


def _trees(entries: list[Entry]) -> list[tuple[str, object]]:
    return [(one.type, one.tree) for one in entries]
