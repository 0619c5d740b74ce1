"""The power goes: which of what was written is on the disk? Every answer that a disk may give, tried.

The model is the pessimistic one: of what a folder lists, any part of what changed since it was last synced may be there
or not, in any order; of a file that was not synced, nothing, half or all. A rename by itself is whole or not at all.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.durability.faults import QUICK, Call, Case, Counted, on_trial, state, strays

from houqin.text.append import locked

MOST = 9
"""Changes of folders waiting at once of which all subsets are tried; of more, those that leave out one or keep one."""

Listing = dict[str, int | None]
"""Path → the file it names, None for a folder."""


class Disk:
    """What is on it, and what is only on its way. Files have numbers, for they outlive their names."""

    def __init__(self, listing: dict[str, bytes | None]) -> None:
        self.data: dict[int, bytes] = {}
        self.synced: dict[int, bytes] = {}
        self.safe: Listing = {}
        self.now: Listing = {}
        self.waiting: list[tuple[str, Listing]] = []
        for path, data in listing.items():
            self.now[path] = self.safe[path] = None if data is None else self._new(data)
        self.synced |= self.data

    def _new(self, data: bytes) -> int:
        self.data[number := len(self.data)] = data
        return number

    def _listed(self, folder: str, change: dict[str, int | None], gone: str = "") -> None:
        self.now |= change
        if gone:
            del self.now[gone]
            change |= {gone: -1}
        self.waiting.append((folder, change))

    def do(self, call: Call) -> None:
        name, path, more = call
        folder = os.path.dirname(path)
        if name == "mkdir":
            self._listed(folder, {path: None})
        elif name == "open" and more and path not in self.now:
            self._listed(folder, {path: self._new(b"")})
        elif name == "write":
            self.data[self._file(path)] += more
        elif name == "fsync" and self.now.get(path, -1) is not None and path in self.now:
            self.synced[self._file(path)] = self.data[self._file(path)]
        elif name == "fsync":
            for where, change in self.waiting:
                if where == path:
                    _apply(self.safe, change)
            self.waiting = [one for one in self.waiting if one[0] != path]
        elif name == "replace":
            self._listed(folder, {str(more): self.now[path]}, gone=path)
        elif name == "unlink" and path in self.now:
            self._listed(folder, {}, gone=path)

    def _file(self, path: str) -> int:
        number = self.now[path]
        assert number is not None
        return number

    def survivors(self) -> Iterator[dict[str, bytes | None]]:
        """Every listing that the power may leave."""
        seen = set()
        for kept in _parts(len(self.waiting)):
            listing = dict(self.safe)
            for at in kept:
                _apply(listing, self.waiting[at][1])
            reached = {path: n for path, n in listing.items() if _has_parents(path, listing)}
            loose = any(n is not None and self.synced.get(n) != self.data[n] for n in reached.values())
            for part in (0, 1, 2) if loose else (2,):
                found = {path: None if n is None else self._left(n, part) for path, n in reached.items()}
                if (key := tuple(sorted(found.items(), key=lambda one: one[0]))) not in seen:
                    seen.add(key)
                    yield found

    def _left(self, number: int, part: int) -> bytes:
        """What is left of a file: where it was not synced, nothing of what came since, half of it, or all."""
        was, now = self.synced.get(number, b""), self.data[number]
        return now[: len(was) + (len(now) - len(was)) * part // 2]


def _apply(listing: Listing, change: Listing) -> None:
    for path, number in change.items():
        if number == -1:
            listing.pop(path, None)
        else:
            listing[path] = number


def _has_parents(path: str, listing: Listing) -> bool:
    folder = os.path.dirname(path)
    return folder in (path, "") or (folder in listing and _has_parents(folder, listing))


def _parts(count: int) -> Iterator[tuple[int, ...]]:
    if count <= MOST:
        for size in range(count + 1):
            yield from itertools.combinations(range(count), size)
        return
    everything = tuple(range(count))
    yield from (everything[:n] for n in range(count + 1))
    yield from (everything[:n] + everything[n + 1 :] for n in range(count))
    yield from ((n,) for n in range(count))


def power_cuts(case: Case) -> tuple[Counted, int]:
    """T5: every state after a power cut before each call and after the last. How many were tried, what was wrong; how many
    of the wrong lost what was acknowledged."""
    wrong, count, lost = [], 0, 0
    with on_trial(case) as trial, tempfile.TemporaryDirectory(dir=QUICK) as elsewhere:
        root = os.path.realpath(trial.folder / "spoilt")
        disk = Disk(_listing(trial.made, root))
        for at, call in enumerate([*trial.calls, None]):
            for survivor in disk.survivors():
                count += 1
                there = _laid_out(survivor, root, Path(elsewhere) / "disk")
                for one in _wrong(there / trial.name, trial.before, trial.after, acknowledged=call is None):
                    lost += one == "lost"
                    wrong.append(f"{case.name}, before call {at} {call}: {one}")
            if call:
                disk.do(call)
    return (count, wrong), lost


def _listing(folder: Path, root: str) -> dict[str, bytes | None]:
    """What is below a folder, as if it were below `root`, with the folders above it."""
    above: dict[str, bytes | None] = {str(one): None for one in (Path(root), *Path(root).parents)}
    return above | {
        os.path.join(root, path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def _laid_out(listing: dict[str, bytes | None], root: str, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path, data in sorted(listing.items()):
        if path.startswith(root + "/"):
            at = folder / os.path.relpath(path, root)
            if data is None:
                at.mkdir()
            else:
                at.write_bytes(data)
    return folder


def _wrong(book: Path, before: dict[str, bytes], after: dict[str, bytes], *, acknowledged: bool) -> list[str]:
    wrong = []
    for name, data in state(book).items():
        if data not in (before.get(name), after.get(name)):
            wrong.append(f"torn: {name}")
    try:
        with locked(book):
            found = state(book)
    except Exception as error:  # noqa: BLE001
        return [*wrong, f"nobody can write any more: {error}"]
    if found not in (before, after):
        wrong.append("half")
    if acknowledged and found != after:
        wrong.append("lost")
    if [one for one in strays(book) if one == "intent"]:
        wrong.append("an intent is left")
    return wrong
