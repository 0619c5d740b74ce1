"""Each writing command where something around it is not as usual: the exit code is one of those that are promised, no
traceback is seen, and the book is as before or holds all of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.durability.cases import called
from tests.durability.faults import Case, Counted, Ended, on_trial

AROUND = {
    "stdout closed": ">&-",
    "stderr closed": "2>&-",
    "a pipe whose reader is gone": "| true",
    "stdout on a full disk": ">/dev/full",
    "both on a full disk": ">/dev/full 2>/dev/full",
    "stdin closed": "<&-",
}
"""What the shell does with the streams."""
ENVIRONMENTS = {
    "gbk": {"PYTHONIOENCODING": "gbk"},
    "locale C": {"LC_ALL": "C"},
    "no home": {"HOME": "/nonexistent", "HOUQIN_CACHE": ""},
    "an empty environment": {"HOUQIN_CACHE": ""},
}
READ_ONLY = "a read-only tree"
ALL = (*AROUND, *ENVIRONMENTS, READ_ONLY)


def may_mount() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0


@contextmanager
def _mounted(folder: Path, *, read_only: bool) -> Iterator[bool]:
    """The folder as a read-only disk, where that can be made; whether it is one."""
    if not read_only:
        yield True
        return
    made = may_mount() and not subprocess.run(["mount", "--bind", folder, folder], capture_output=True).returncode
    try:
        yield made and not subprocess.run(["mount", "-o", "remount,bind,ro", folder], capture_output=True).returncode
    finally:
        if made:
            subprocess.run(["umount", folder], check=True)


def odd_streams(case: Case, args: tuple[str, ...], which: tuple[str, ...] = ALL) -> Counted:
    """T12. How many were tried, and what was wrong."""
    wrong, count = [], 0
    with on_trial(case) as trial:
        for one in which:
            book = trial.fresh()
            with _mounted(book.parent, read_only=one == READ_ONLY) as there:
                if not there:
                    continue
                count += 1
                ended = _call(args, book, one)
            if one == READ_ONLY and ended.code == 0:
                wrong.append(f"{case.name}, {one}: exit 0")
            wrong += [f"{case.name}, {one}: {told}" for told in trial.wrong(book, ended)]
    return count, wrong


def _call(args: tuple[str, ...], book: Path, around: str) -> Ended:
    aside = book.parent.parent
    env = {"HOUQIN_CACHE": str(aside / "cache"), "XDG_STATE_HOME": str(aside / f"state {around}")} | ENVIRONMENTS.get(
        around, {}
    )
    env = {name: value for name, value in env.items() if value} | {"PYTHONPATH": os.pathsep.join(sys.path)}
    line = f'"$0" -m houqin "$@" {AROUND.get(around, "")}; exit ${{PIPESTATUS[0]}}'
    command = ["bash", "-c", line, sys.executable, *called(args, book)]
    done = subprocess.run(command, capture_output=True, env=env | {"PATH": os.environ["PATH"]}, timeout=120)
    said = ""
    with suppress(UnicodeDecodeError):
        said = (done.stdout + done.stderr).decode("gbk" if around == "gbk" else "utf-8")
    return Ended(done.returncode, said, [])
