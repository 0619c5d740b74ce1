"""The book as git has kept it: which commits touched it, and the files of one of them. Git is only asked, never told.

A repository may come from anyone: nothing that it configures is run (no hooks, filters, monitors or signatures), and
blobs are taken as they are stored.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path
from typing import NamedTuple

PATIENCE = 20  # seconds for one answer of git's
SAFE = (
    "--no-pager", "--no-optional-locks", "--no-replace-objects", "-c", "core.fsmonitor=false",
    "-c", f"core.hooksPath={os.devnull}", "-c", "core.commitGraph=false",
)  # fmt: skip
"""Nothing of the repository's own is run; commits are what their ids say, not what replacements or a cache of them say."""
FILES = {"100644", "100755"}
"""Modes of plain files: no links, no other repositories."""


class NoHistory(Exception):
    """Why git cannot tell: "no_git" (not there), "no_repository" (the book lies in none, or none of this user's), "no_commit"."""


class Commit(NamedTuple):
    """A commit on the way to HEAD that touched the book: its id, its day ("2026-10-21"), who made it, its first line."""

    id: str
    day: str
    author: str
    subject: str


Tree = dict[str, str]
"""Path below the book → the id of the blob with its text."""


class History:
    """The commits of a book, oldest first. NoHistory where there are none to ask."""

    def __init__(self, book: Path) -> None:
        self.book = book
        if self._git("rev-parse", "--is-inside-work-tree").strip() != b"true":
            raise NoHistory("no_repository")
        self.shallow = self._git("rev-parse", "--is-shallow-repository").strip() == b"true"
        form = "--format=%H%x1f%cs%x1f%an%x1f%s"
        try:
            text = self._git("log", "-z", "--first-parent", "--reverse", "--no-show-signature", form, "HEAD", "--", ".")
        except NoHistory:
            raise NoHistory("no_commit") from None
        rows = [row.split("\x1f") for row in text.decode("utf-8", "replace").split("\0") if row]
        self.commits = [Commit(*row) for row in rows if len(row) == len(Commit._fields)]
        if not self.commits:
            raise NoHistory("no_commit")

    def tree(self, commit: Commit) -> Tree:
        """The YAML files of the book in a commit."""
        found = {}
        for entry in self._git("ls-tree", "-r", "-z", commit.id, "--", ".").decode("utf-8", "replace").split("\0"):
            head, _, path = entry.partition("\t")
            parts = path.split("/")
            if path.endswith(".yaml") and head.split(" ")[0] in FILES and not {"", ".", ".."} & set(parts):
                found[path] = head.split(" ")[2]
        return found

    def file(self, commit: Commit, path: str) -> bytes | None:
        """One file of the book in a commit; None where the commit has none there."""
        blob = self.tree(commit).get(path)
        return self._blobs([blob])[0] if blob else None

    def write(self, tree: Tree, was: Tree, folder: Path) -> None:
        """The files of a tree into a folder that holds those of another."""
        for path in was.keys() - tree.keys():
            (folder / path).unlink()
        fresh = [path for path, blob in tree.items() if was.get(path) != blob]
        for path, data in zip(fresh, self._blobs([tree[path] for path in fresh]), strict=True):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)

    def changed(self, tree: Tree) -> bool:
        """Whether the book on disk has YAML files that the tree has not, or otherwise."""
        from houqin.book.find import list_sources

        here = {one.source.path for one in list_sources(self.book)[0]}
        return any(
            blob is None or not self._same(path, blob) for path, blob in ((p, tree.get(p)) for p in here)
        ) or any(not (self.book / path).exists() for path in tree)

    def _same(self, path: str, blob: str) -> bool:
        """A checkout may have turned line ends into Windows'."""
        data = (self.book / path).read_bytes()
        return any(object_id("blob", text, len(blob)) == blob for text in (data, data.replace(b"\r\n", b"\n")))

    def _blobs(self, ids: list[str]) -> list[bytes]:
        answer = self._git("cat-file", "--batch", given="".join(f"{one}\n" for one in ids).encode())
        found, at = [], 0
        for _ in ids:
            head = answer[at : answer.index(b"\n", at)]
            at += len(head) + 1
            size = int(head.split(b" ")[2])
            found.append(answer[at : at + size])
            at += size + 1
        return found

    def _git(self, *args: str, given: bytes = b"") -> bytes:
        return ask(self.book, *args, given=given)


def environment() -> dict[str, str]:
    """What git is run in: nothing that says where a repository, its objects or its parents are to be found instead."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    said = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_GRAFT_FILE": os.devnull}
    return env | said


def ask(folder: Path, *args: str, given: bytes = b"", patience: int = PATIENCE) -> bytes:
    """What git answers in a folder, within `patience` seconds. NoHistory where it is not there or refuses."""
    try:
        run = subprocess.run(
            ["git", *SAFE, *args], cwd=folder, env=environment(), input=given, capture_output=True, timeout=patience, check=True
        )  # fmt: skip
    except FileNotFoundError:
        raise NoHistory("no_git") from None
    except (subprocess.SubprocessError, OSError):
        raise NoHistory("no_repository") from None
    return run.stdout


def object_id(kind: str, data: bytes, length: int) -> str:
    """The id that git gives an object of a kind (blob, commit): of 40 hex digits by SHA-1, of 64 by SHA-256."""
    algorithm = hashlib.sha256 if length == 64 else hashlib.sha1
    return algorithm(b"%s %d\0" % (kind.encode(), len(data)) + data, usedforsecurity=False).hexdigest()
