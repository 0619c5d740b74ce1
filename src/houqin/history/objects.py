"""Git's commits and blobs as they are stored, each held to its id: what a repository's settings say of them is not asked."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from houqin.book.history import FILES, SAFE, NoHistory, ask, environment, object_id

LONG = 600  # seconds for one answer of git's over a whole history
AT_ONCE = 500
"""Ids written to git before its answers are read: they fit into a pipe."""
ABSENT = "0" * 40
"""Stands for a blob that there is not."""
WHO = re.compile(r"(.*?) ?<([^>]*)> (-?\d+) ([+-])(\d\d)(\d\d)$")


class Commit(NamedTuple):
    """A commit: its parents' ids; when it was committed by the committer's clock (seconds since 1970; minutes east of
    Greenwich); who it says wrote and committed it, as (name, address): a claim; its first line; its bytes."""

    id: str
    parents: tuple[str, ...]
    time: int
    zone: int
    author: tuple[str, str]
    committer: tuple[str, str]
    subject: str
    raw: bytes


class Touched(NamedTuple):
    """A file of the book that a commit changed, and the blobs with its text before and after (None: there is none)."""

    path: str
    before: str | None
    after: str | None


class Objects:
    """Asks git for objects, one after the other, through one process. A context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Objects:
        try:
            self.git = subprocess.Popen(
                ["git", *SAFE, "cat-file", "--batch"], cwd=self.folder, env=environment(),
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except FileNotFoundError:
            raise NoHistory("no_git") from None
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.git.communicate()

    def get(self, kind: str, ids: Sequence[str]) -> list[bytes]:
        """The bytes of objects. NoHistory "damaged" where one is not there, or is not what its id says."""
        assert self.git.stdin is not None
        assert self.git.stdout is not None
        found = []
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            self.git.stdin.write("".join(f"{one}\n" for one in some).encode())
            self.git.stdin.flush()
            for id_ in some:
                head = self.git.stdout.readline().split()
                if len(head) != 3 or head[1].decode() != kind:
                    raise NoHistory("damaged")
                data = self.git.stdout.read(int(head[2]))
                self.git.stdout.read(1)
                if object_id(kind, data, len(id_)) != id_:
                    raise NoHistory("damaged")
                found.append(data)
        return found

    def commits(self, ids: Sequence[str]) -> list[Commit]:
        return [parsed(id_, raw) for id_, raw in zip(ids, self.get("commit", ids), strict=True)]


def parsed(id_: str, raw: bytes) -> Commit:
    """A commit's bytes, read. NoHistory "damaged" where they are none."""
    head, _, message = raw.partition(b"\n\n")
    lines = [line.decode("utf-8", "replace") for line in head.split(b"\n")]
    parents = tuple(line[7:] for line in lines if line.startswith("parent "))
    author, committer = (
        next((WHO.match(x[len(w) :]) for x in lines if x.startswith(w)), None) for w in ("author ", "committer ")
    )
    if not author or not committer:
        raise NoHistory("damaged")
    zone = (int(committer[5]) * 60 + int(committer[6])) * (-1 if committer[4] == "-" else 1)
    subject = message.strip().split(b"\n")[0].decode("utf-8", "replace")
    return Commit(
        id_, parents, int(committer[3]), zone, (author[1], author[2]), (committer[1], committer[2]), subject, raw
    )


def head_of(folder: Path, word: str = "HEAD") -> str | None:
    """The commit that a word of git's names ("HEAD", "main~3", "封账/2026-09"); None where it names none."""
    if word.startswith("-"):
        return None
    try:
        return (
            ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{word}^{{commit}}")
            .decode()
            .split()[-1]
        )
    except (NoHistory, IndexError):
        return None


def order(folder: Path, head: str, without: str | None = None) -> list[str]:
    """The ids of the commits on the way to `head`, parents before children; only those that `without` has not."""
    line = ask(
        folder, "rev-list", "--topo-order", "--reverse", head, *([f"^{without}"] if without else []), patience=LONG
    )
    return line.decode().split()


def touched(folder: Path, commits: Iterable[Commit]) -> dict[str, list[Touched]]:
    """Commit → the YAML files below the folder that it changed against its first parent."""
    given = "".join(" ".join((c.id, *c.parents[:1])) + "\n" for c in commits).encode()
    answer = ask(
        folder, "diff-tree", "--stdin", "-r", "-z", "--raw", "--root", "--no-renames", "--no-ext-diff", "--no-textconv",
        "--relative", "--", ".", given=given, patience=LONG,
    )  # fmt: skip
    return _sorted(answer)


def between(folder: Path, one: str, other: str) -> list[Touched]:
    """The YAML files below the folder that differ from one commit to another."""
    answer = ask(
        folder, "diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative", one, other,
        "--", ".", patience=LONG,
    )  # fmt: skip
    return _sorted(answer).get("", [])


def _sorted(answer: bytes) -> dict[str, list[Touched]]:
    found: dict[str, list[Touched]] = {}
    commit = ""
    words = iter(answer.decode("utf-8", "surrogateescape").split("\0"))
    for word in words:
        if not word.startswith(":"):
            commit = word.strip() or commit
            continue
        mode, new_mode, old, new, _ = word[1:].split(" ")
        path = next(words)
        if path.endswith(".yaml") and not {"", ".", ".."} & set(path.split("/")):
            blobs = (blob if m in FILES else None for m, blob in ((mode, old), (new_mode, new)))
            found.setdefault(commit, []).append(Touched(path, *blobs))
    return found
