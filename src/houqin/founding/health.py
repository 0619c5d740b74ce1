"""Whether the place, the repository and the program are such that a book is safe: what is wrong, what may happen, what
mends it. Nothing is changed here but by `mend`, and that is this repository's configuration and what a dead writer left."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

from houqin.book.find import list_sources
from houqin.book.index import index_path
from houqin.diagnostics import Diagnostic, Failure, reason
from houqin.founding import place, repository, rounds
from houqin.text import disk, lock, whole
from houqin.text.append import UNDER_WAY, locked

LEAST = 200
"""Megabytes that should be free."""
LIBRARIES = ("pydantic", "pyyaml", "typer", "filelock")


def examine(book: Path, *, full: bool) -> list[Diagnostic]:
    """All that is found, in the order of CHECKS. `full`: git's objects are read through as well."""
    found = [one for check in CHECKS for one in check(book)]
    return found + (list(_objects(book)) if full else [])


def mend(book: Path) -> None:
    """Set what is safe to set: git's settings of this repository, the hook; finish what a dead writer left. Failure where
    another writes meanwhile, or the book was left half-written and cannot be finished (text/whole.py)."""
    repository.prepare(book, stage=False)
    with locked(book):
        whole.sweep(book)


# ------------------------------------------------------------ the place


def _disk(book: Path) -> Iterator[Diagnostic]:
    if place.on_network(kind := place.file_system(book)):
        yield Diagnostic("doctor.network", {"kind": kind, "path": str(book.resolve())})
    if program := place.synced_by(book):
        yield Diagnostic("doctor.synced", {"program": program, "path": str(book.resolve())})
    for path in place.copies(seen.source.path for seen in list_sources(book)[0]):
        yield Diagnostic("doctor.copy", {"path": path})
    free = shutil.disk_usage(book).free // 1_000_000
    if free < LEAST:
        yield Diagnostic("doctor.space", {"free": free, "least": LEAST})


def _trial(book: Path) -> Iterator[Diagnostic]:
    """Two processes that take turns with the lock and replace one file: none of their rounds may be lost."""
    try:
        with lock.alone(book, patience=2.0):
            pass
    except Failure as failure:  # somebody writes, or nobody can
        yield Diagnostic(failure.code, failure.args_)
        return
    try:
        lost, why = rounds.trial(book)
    except (OSError, ValueError) as error:
        lost, why = 0, reason(error) if isinstance(error, OSError) else str(error)
    if why:
        yield Diagnostic("doctor.trial_broke_off", {"reason": why})
    elif lost:
        yield Diagnostic("doctor.trial_lost", {"lost": lost, "rounds": 2 * rounds.ROUNDS})


def _left(book: Path) -> Iterator[Diagnostic]:
    """What a writer left who died, or git."""
    if whole.pending(book):
        yield Diagnostic("doctor.intent", {})
    if left := sum(bool(disk.TEMPORARY.fullmatch(name)) for _, _, files in os.walk(book) for name in files):
        yield Diagnostic("doctor.stale", {"count": left})
    git = lock.git_folder(book)
    if git and (found := next((name for name in UNDER_WAY if (git / name).exists()), None)):
        yield Diagnostic("doctor.under_way", {"path": str(git / found)})


def _index(book: Path) -> Iterator[Diagnostic]:
    try:
        folder = index_path(book).parent
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except (OSError, RuntimeError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        yield Diagnostic("doctor.index", {"path": str(index_path(book).parent), "reason": why})


def _program(_: Path) -> Iterator[Diagnostic]:
    """What runs, for whoever asks for help: no finding."""
    import platform

    versions = [f"{name} {metadata.version(name)}" for name in LIBRARIES]
    git = (repository.git(Path.cwd(), "version") or "").removeprefix("git version ")
    yield Diagnostic(
        "doctor.program",
        {
            "houqin": metadata.version("houqin"),
            "python": platform.python_version(),
            "git": git or "—",
            "libraries": versions,
        },
    )


# ------------------------------------------------------------ the repository


def _repository(book: Path) -> Iterator[Diagnostic]:
    if not repository.installed():
        yield Diagnostic("doctor.no_git", {})
        return
    if repository.top_of(book) is None:
        yield Diagnostic("doctor.no_repository", {"path": str(book)})
        return
    for one in repository.settings():
        found = repository.git(book, "config", one.key)
        if one.code and (
            found is None or (one.key.startswith("core.") and found != one.value)
        ):  # another driver may do
            yield Diagnostic(one.code, {})
    yield from _driver(book)
    yield from _attributes(book)
    if not repository.has_hook(book):
        yield Diagnostic("doctor.hook", {})
    if repository.signer(book) is None:
        yield Diagnostic("doctor.no_name", {})
    if repository.git(book, "config", "--type=bool", "commit.gpgsign") != "true":
        yield Diagnostic("doctor.unsigned", {})


def _driver(book: Path) -> Iterator[Diagnostic]:
    """The merge driver that is configured, run as git runs it: two appends to one file become one file with both. Another's
    command is not run: a repository that was copied whole may bring anything along."""
    command = repository.git(book, "config", f"merge.{repository.DRIVER}.driver")
    if not command:
        return
    if command not in (repository.driver(), f"houqin {repository.MERGE}"):
        yield Diagnostic("doctor.merge_driver_other", {"command": command[:200]})
        return
    text = "- contract: {0}\n  date: 2026-09-01\n  supplier: S\n  description: D\n"
    with tempfile.TemporaryDirectory() as folder:
        for name, numbers in (("O", "0"), ("A", "01"), ("B", "02")):
            Path(folder, name).write_text("".join(text.format(f"HT-{n}") for n in numbers), encoding="utf-8")
        for sign, name in (("%O", "O"), ("%A", "A"), ("%B", "B"), ("%P", "purchases/2026-09.yaml")):
            command = command.replace(sign, name)
        try:
            run = subprocess.run(
                ["sh", "-c", command], cwd=folder, capture_output=True, timeout=repository.PATIENCE, stdin=subprocess.DEVNULL,
                check=False,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError) as error:
            yield Diagnostic("doctor.merge_driver_broken", {"reason": str(error)[:200]})
            return
        merged = Path(folder, "A").read_text(encoding="utf-8")
        if run.returncode or not all(f"HT-{n}\n" in merged for n in "012"):
            why = run.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:200] or str(run.returncode)
            yield Diagnostic("doctor.merge_driver_broken", {"reason": why})


def _attributes(book: Path) -> Iterator[Diagnostic]:
    """Whether git will merge a month by record and keep its line ends, by .gitattributes or by the user's own."""
    said = repository.git(book, "check-attr", "-z", "merge", "eol", "--", "purchases/2026-09.yaml") or ""
    parts = said.split("\0")
    values = dict(zip(parts[1::3], parts[2::3], strict=False))
    if values.get("merge") != repository.DRIVER:
        yield Diagnostic("doctor.attributes", {"line": repository.ATTRIBUTES})
    elif values.get("eol") != "lf" and repository.git(book, "config", "core.autocrlf") in ("true", "input"):
        yield Diagnostic("doctor.line_ends", {"line": repository.ATTRIBUTES})


def _objects(book: Path) -> Iterator[Diagnostic]:
    """git fsck: every object of the history is there and is what its name says."""
    if repository.top_of(book) and repository.git(book, "fsck", "--full", "--no-dangling", patience=600) is None:
        yield Diagnostic("doctor.history_damaged", {})


CHECKS: tuple[Callable[[Path], Iterator[Diagnostic]], ...] = (_program, _disk, _trial, _left, _index, _repository)
