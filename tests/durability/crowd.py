"""Eight writers and a reader at one book at once: `python -m tests.durability.crowd BOOK WHO COUNT`, many times."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.durability.cases import RICE, STORES, run, sample, slip
from tests.durability.faults import apart

from houqin.book.index import open_book
from houqin.messages import table
from houqin.text.append import append, locked
from houqin.text.read import read

WRITERS = 8


class Crowded(NamedTuple):
    """How it went: records written and found, numbers found twice, half changes and faults that the reader saw, how
    often it looked, records written a second while all were at it."""

    written: int
    found: int
    twice: int
    odd: int
    looks: int
    rate: float


def crowd(each: int) -> Crowded:
    """So many records by each of the writers, every fifth time one in each of two stores at once; the reader must find
    both or neither."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "账"
        book.mkdir()
        (book / "houqin.yaml").write_text("学校: 小城学校\n", encoding="utf-8")
        env = {"PYTHONPATH": os.pathsep.join(sys.path), "HOUQIN_CACHE": f"{folder}/cache"}
        me = [sys.executable, "-m", "tests.durability.crowd", str(book)]
        reader = subprocess.Popen([*me, "reader"], env=env, stdout=subprocess.PIPE, text=True)
        start = time.monotonic()
        writers = [subprocess.Popen([*me, str(who), str(each)], env=env, stdout=subprocess.PIPE, text=True)
                   for who in range(WRITERS)]  # fmt: skip
        times = [[float(one) for one in writer.communicate()[0].split()] for writer in writers]
        assert all(writer.returncode == 0 for writer in writers)
        (book / "stop").touch()
        looks, odd = (int(one) for one in reader.communicate()[0].split())
        numbers: Counter[str] = Counter()
        for path in STORES:
            entries, faults = read((book / path).read_bytes(), path)
            assert faults == []
            numbers.update(f"{path} {entry.tree['id']}" for entry in entries)
        written = WRITERS * (each + each // 5)
        spent = max(end for _, end in times) - min(begin for begin, _ in times)
        assert spent <= time.monotonic() - start
        return Crowded(written, len(numbers), numbers.total() - len(numbers), odd, looks, written / spent)


def _write(book: Path, who: str, each: int) -> None:
    begin = time.monotonic()
    for n in range(each):
        paths = STORES[:2] if n % 5 == 4 else [STORES[int(who) % 3]]
        with locked(book):
            append(book, [slip(path, f"CK-{who}-{n}") for path in paths])
    print(begin, time.monotonic())


def _read(book: Path) -> None:
    """Faults of reading, and a slip that is to stand in both stores and stands in one."""
    looks = odd = 0
    while not (book / "stop").exists():
        with open_book(book) as opened:
            looks += 1
            codes = [one.code for one in opened.diagnostics if one.code.startswith("text.")]
            odd += len([code for code in codes if table()[code].severity == "error"])
            rows = opened.index.execute("select path, number from record where number like 'CK-%'").fetchall()
        both = Counter(
            number for path, number in rows if int(number.rpartition("-")[2]) % 5 == 4 and path in STORES[:2]
        )
        odd += sum(count != 2 for count in both.values())
    print(looks, odd)


def adding(each: int) -> tuple[int, int, list[str]]:
    """So many acceptances by each of the writers with `houqin add`, which gives them their numbers: how many more there are
    then, how many numbers stand twice, and what the command or `houqin check` says against it."""
    with tempfile.TemporaryDirectory() as folder:
        book = sample(Path(folder))
        env = {"PYTHONPATH": os.pathsep.join(sys.path), "HOUQIN_CACHE": f"{folder}/cache"}
        me = [sys.executable, "-m", "tests.durability.crowd", str(book), "add", str(each)]
        before = _acceptances(book)
        writers = [subprocess.Popen(me, env=env, stdout=subprocess.PIPE, text=True) for _ in range(WRITERS)]
        told = [line for writer in writers for line in writer.communicate()[0].split("\n") if line]
        checked = subprocess.run(
            [sys.executable, "-m", "houqin", "--book", str(book), "check"], env=env, capture_output=True, text=True
        )
        if checked.returncode:
            told.append(checked.stdout + checked.stderr)
        after = _acceptances(book)
        return after.total() - before.total(), after.total() - len(after), told


def _acceptances(book: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    for path in book.glob("store/*/*.yaml"):
        entries, _ = read(path.read_bytes(), str(path))
        found.update(f"{path} {entry.tree['id']}" for entry in entries if entry.type == "acceptance")
    return found


def _add(book: Path, each: int) -> None:
    """Each in a process of its own; what did not go well is printed."""
    for _ in range(each):
        ended = apart(book, partial(run, RICE))
        if ended.code != 0:
            print(ended.code, ended.said.replace("\n", " "))


if __name__ == "__main__":
    if sys.argv[2] == "add":
        _add(Path(sys.argv[1]), int(sys.argv[3]))
    elif sys.argv[2] == "reader":
        _read(Path(sys.argv[1]))
    else:
        _write(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
