"""The same from outside: strace kills the process before each of its system calls, or lets one of them fail.

Nothing of houqin is touched here; every call that concerns the book, its lock and its index is seen, whoever made it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.durability.cases import called
from tests.durability.faults import ERRORS, Case, Counted, Ended, Trial, on_trial

SEEN = "openat,write,pwrite64,fsync,fdatasync,close,rename,unlink,mkdir,chmod,fchmod,flock,ftruncate"
LINE = re.compile(r"(?:\d+ +)?(\w+)\((.*)")
LOCK = "houqin/lock"


class Point(NamedTuple):
    """A system call to be met: its name, and the how-many-eth of its name it is."""

    name: str
    nth: int


def why_not() -> str:
    """Why this cannot be done here; "" where it can."""
    if not shutil.which("strace"):
        return "strace is not installed"
    tried = subprocess.run(["strace", "-f", "-o", os.devnull, "true"], capture_output=True, text=True)
    return tried.stderr.strip() if tried.returncode else ""


def _run(trial: Trial, args: tuple[str, ...], book: Path, *options: str) -> Ended:
    aside = {"HOUQIN_CACHE": str(book.parent / "cache"), "XDG_STATE_HOME": str(trial.folder / "state")}
    env = aside | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": "0"}
    command = ["strace", "-f", "-qq", *options, sys.executable, "-m", "houqin", *called(args, book)]
    done = subprocess.run(command, capture_output=True, env=env, timeout=120)
    said = (done.stdout + done.stderr).decode(errors="replace")
    code = None if done.returncode in (-9, 137) else done.returncode
    return Ended(code, said, [])


def points(trial: Trial, args: tuple[str, ...]) -> list[Point]:
    """The calls about the book while it is locked."""
    book, log = trial.fresh(), trial.folder / "log"
    ended = _run(trial, args, book, "-y", "-o", str(log), f"--trace={SEEN}")
    assert ended.code == 0, ended
    count: dict[str, int] = {}
    found, locked = [], False
    for line in log.read_text(errors="replace").split("\n"):
        if not (met := LINE.match(line)):
            continue
        count[met[1]] = count.get(met[1], 0) + 1
        locked = locked or LOCK in line
        if locked and str(book.parent) in line.encode().decode("unicode_escape", errors="replace").encode(
            "latin-1", errors="replace"
        ).decode(errors="replace"):
            found.append(Point(met[1], count[met[1]]))
    return found


def every_call(case: Case, args: tuple[str, ...], step: int = 1) -> tuple[Counted, Counted]:
    """T1 and T2: each `step`th call, killed before it; and failing with one of the five errors, turn by turn."""
    killed: list[str] = []
    failed: list[str] = []
    with on_trial(case) as trial:
        _run(trial, args, book := trial.fresh())  # so that its index is known
        shutil.copytree(book.parent / "cache", trial.made / "cache")
        met = points(trial, args)[::step]
        assert met, case.name
        for at, point in enumerate(met):
            for wrong, how in ((killed, "signal=SIGKILL"), (failed, f"error={ERRORS[at % len(ERRORS)]}")):
                book = trial.fresh()
                ended = _run(trial, args, book, "-o", os.devnull, f"--inject={point.name}:{how}:when={point.nth}")
                wrong += [f"{case.name}, {point.name} {point.nth}, {how}: {one}" for one in trial.wrong(book, ended)]
    return (len(met), killed), (len(met), failed)
