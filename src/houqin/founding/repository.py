"""The git repository a book lies in: what it must be told so that months merge by record and commits last.

What is set is of this repository alone, never of the user. Whatever runs in it by itself is this houqin, by the Python it
is installed in: a shell's path may name another, and -P keeps what lies in the book from being taken for a program.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

PATIENCE = 30
"""Seconds for one answer of git's."""
DRIVER = "houqin"
"""By this name .gitattributes asks for our merging and showing."""
MERGE = "merge %O %A %B %P"
ATTRIBUTES = f"*.yaml text eol=lf merge={DRIVER} diff={DRIVER}"
"""The line of .gitattributes for a book's files."""
MARK = "# houqin"
"""By this line a hook is known as ours."""


class Setting(NamedTuple):
    """A value in git's configuration of the repository, and the code of what may happen without it
    ("": nothing)."""

    key: str
    value: str
    code: str


def program() -> str:
    """This houqin as a command line for the shell that git runs."""
    python = sys.executable.replace("\\", "/")
    return f"{shlex.quote(python)} -P -m houqin"


def driver() -> str:
    """The merge driver as git calls it."""
    return f"{program()} {MERGE}"


def settings() -> tuple[Setting, ...]:
    """What the repository of a book is told."""
    return (
        Setting(f"merge.{DRIVER}.name", "houqin: record by record", ""),
        Setting(f"merge.{DRIVER}.driver", driver(), "doctor.merge_driver"),
        Setting(f"diff.{DRIVER}.command", f"{program()} diff --driver", "doctor.diff_driver"),
        Setting(f"diff.{DRIVER}.xfuncname", "^- *[^ ].*$", "doctor.diff_heading"),
        Setting("core.fsync", "all", "doctor.fsync"),
        Setting("core.quotepath", "false", "doctor.quotepath"),
    )


def hook(book: Path, top: Path) -> str:
    """The pre-commit hook: no commit while the book cannot be read. git runs it in the tree's top folder."""
    below = os.path.relpath(book.resolve(), top.resolve()).replace("\\", "/")
    return f"#!/bin/sh\n{MARK}: no commit while the book cannot be read\nexec {program()} check --book {shlex.quote(below)}\n"


def git(folder: Path, *arguments: str, patience: int = PATIENCE) -> str | None:
    """What git answers there, without the last line's end; None where there is no git, or it refuses."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {"LC_ALL": "C"}
    env["GIT_TERMINAL_PROMPT"] = "0"
    try:
        run = subprocess.run(
            ["git", "-C", str(folder), *arguments], env=env, capture_output=True, timeout=patience, check=True,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError):
        return None
    return run.stdout.decode("utf-8", "replace").rstrip("\n")


def installed() -> bool:
    return git(Path.cwd(), "version") is not None


def top_of(folder: Path) -> Path | None:
    """The top folder of the tree that a folder lies in; None without git."""
    found = git(folder, "rev-parse", "--show-toplevel")
    return Path(found) if found else None


def prepare(book: Path, *, stage: bool = True) -> bool:
    """Make a repository of the book, unless it lies in one, tell it its settings and `stage` the book. False where git is
    not there or refuses: the book is as good without it."""
    if top_of(book) is None and git(book, "init", "-q", "-b", "main") is None:
        return False
    for one in settings():
        if git(book, "config", "--local", one.key, one.value) is None:
            return False
    write_hook(book)
    return not stage or git(book, "add", "-A", "--", ".") is not None


def hook_file(book: Path) -> Path | None:
    """Where git looks for the pre-commit hook; None without git."""
    found = git(book, "rev-parse", "--git-path", "hooks")
    return book / found / "pre-commit" if found else None


def write_hook(book: Path) -> bool:
    """The hook put in its place, where no other stands there and the folder is this repository's own."""
    file, top = hook_file(book), top_of(book)
    if file is None or top is None or git(book, "config", "core.hooksPath"):
        return False
    if file.exists() and MARK not in file.read_text(encoding="utf-8", errors="replace"):
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(hook(book, top).encode())
    file.chmod(0o755)
    return True


def has_hook(book: Path) -> bool:
    """Whether git runs a check of ours before a commit, by our hook or by another that calls houqin."""
    file, top = hook_file(book), top_of(book)
    if file is None or top is None or not file.is_file():
        return False
    told = (one for one in (file, top / ".pre-commit-config.yaml") if one.is_file())
    return any("houqin" in one.read_text(encoding="utf-8", errors="replace") for one in told)


def signer(book: Path) -> str | None:
    """In whose name a commit would be made: "name <address>"; None where git has not been told."""
    name, address = git(book, "config", "user.name"), git(book, "config", "user.email")
    return f"{name} <{address}>" if name and address else None
