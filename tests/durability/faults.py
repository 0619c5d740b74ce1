"""A command with one of its calls to the disk failing, cut short, or its process killed before it: what is left?

The shim stands in for the calls of the module `os` by which houqin writes (text/disk.py, text/lock.py). The process forks
for each fault, so that a thousand take seconds. The calls of SQLite, which writes the disposable index, are not seen
here: traced.py sees every call there is.
"""

from __future__ import annotations

import errno
import fcntl
import os
import pickle
import resource
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import filelock  # noqa: F401  (as the forked commands find it: loaded)

from houqin.diagnostics import OK, UNCONFIRMED
from houqin.text import whole
from houqin.text.append import locked

ERRORS = ("EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES")
KILL, TORN = "killed", "torn"
"""Killed before a call; killed when half of what is written has been."""
QUICK = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""Where a thousand copies of a book are made: what a fault leaves does not depend on the disk."""
CALLS = ("open", "write", "fsync", "close", "replace", "unlink", "mkdir", "chmod")


class Call(NamedTuple):
    """A call to the disk: its name, the path it is about, the second path or the bytes written."""

    name: str
    path: str
    more: Any = None


class Shim:
    """Counts the calls below a folder, and lets one of them fail: the one `at`, in that `way`."""

    def __init__(self, root: Path, at: int = -1, way: str = "") -> None:
        self.root, self.at, self.way = os.path.realpath(root), at, way
        self.calls: list[Call] = []
        self.handles: dict[int, str] = {}

    @contextmanager
    def installed(self) -> Iterator[Shim]:
        real = {name: getattr(os, name) for name in CALLS} | {"flock": fcntl.flock}
        for name in CALLS:
            setattr(os, name, self._standing_in(name, real[name]))
        fcntl.flock = self._standing_in("flock", real["flock"])
        try:
            yield self
        finally:
            fcntl.flock = real.pop("flock")
            for name, call in real.items():
                setattr(os, name, call)

    def _standing_in(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(first: Any, *args: Any, **kwargs: Any) -> Any:
            path = self.handles.get(first, "") if isinstance(first, int) else os.path.abspath(os.fsdecode(first))
            if not path.startswith(self.root):
                return real(first, *args, **kwargs)
            self._met(name, path, first, args)
            result = real(first, *args, **kwargs)
            if name == "open":
                self.handles[result] = path
            elif name == "close":
                self.handles.pop(first, None)
            return result

        real_write = os.write
        self._half: Callable[[int, Any], Any] = lambda handle, data: real_write(handle, bytes(data)[: len(data) // 2])
        return call

    def _met(self, name: str, path: str, first: Any, args: tuple[Any, ...]) -> None:
        more = bytes(args[0]) if name == "write" else os.path.abspath(args[0]) if name == "replace" else None
        if name == "open":
            more = bool(args and args[0] & os.O_CREAT)
        self.calls.append(Call(name, path, more))
        if len(self.calls) - 1 != self.at:
            return
        if self.way in (KILL, TORN):
            if self.way == TORN and name == "write":
                self._half(first, args[0])
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(getattr(errno, self.way), os.strerror(getattr(errno, self.way)), path)


class Case(NamedTuple):
    """A command on trial: what makes the book it is called in (given an empty folder, gives the book), and the command,
    which gives its exit code."""

    name: str
    make: Callable[[Path], Path]
    command: Callable[[Path], int]


class Ended(NamedTuple):
    """How a process ended: its exit code, or None where it was killed; what it said; its calls to the disk."""

    code: int | None
    said: str
    calls: list[Call]


def apart(book: Path, command: Callable[[Path], int], at: int = -1, way: str = "", largest: int | None = None) -> Ended:
    """Run a command in a process of its own, with one fault; or with no file growing beyond so many bytes."""
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as counted:
        code = _forked(book, command, Shim(book.parent, at, way), largest, told.fileno(), counted.fileno())
        told.seek(0)
        counted.seek(0)
        said, calls = told.read().decode(errors="replace"), counted.read()
    return Ended(code, said, pickle.loads(calls) if calls else [])


def _forked(
    book: Path, command: Callable[[Path], int], shim: Shim, largest: int | None, told: int, counted: int
) -> int | None:
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        code = 70
        try:
            os.dup2(told, 1)
            os.dup2(told, 2)
            with shim.installed(), _small_files(largest):
                code = command(book)
            os.pwrite(counted, pickle.dumps(shim.calls), 0)
        except BaseException:  # noqa: BLE001  (whatever it is, it is what the trial is about)
            os.write(2, traceback.format_exc().encode())
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return None if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)


@contextmanager
def _small_files(largest: int | None) -> Iterator[None]:
    """No file grows beyond so many bytes meanwhile, as on a full disk: what is written is cut short there."""
    if largest is None:
        yield
        return
    was = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, was[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, was)


def state(book: Path) -> dict[str, bytes]:
    """The files of a book, without those that begin with a dot: they are of nobody's book."""
    paths = (path for path in book.rglob("*") if path.is_file())
    named = {path.relative_to(book): path for path in paths}
    return {str(name): path.read_bytes() for name, path in named.items() if not name.parts[0].startswith(".")
            and not name.name.startswith(".")}  # fmt: skip


def strays(book: Path) -> list[str]:
    return [str(path) for path in book.parent.rglob(".*.tmp")] + ["intent"] * whole.pending(book)


class Trial:
    """A case, with what stands before and after it, and copies of its book to spoil."""

    def __init__(self, case: Case, folder: Path) -> None:
        self.case, self.folder = case, folder
        self.made = folder / "made"
        self.made.mkdir()
        self.name = case.make(self.made).relative_to(self.made)
        book = self.fresh()
        self.before = state(book)
        ended = apart(book, case.command)
        assert ended.code == OK, f"{case.name}: {ended}"
        self.after, self.calls = state(book), ended.calls
        assert self.after != self.before, case.name

    def fresh(self) -> Path:
        spoilt, state = self.folder / "spoilt", self.folder / "state"
        for one in (spoilt, state):  # what a clone remembers of its book goes with the book
            shutil.rmtree(one, ignore_errors=True)
        shutil.copytree(self.made, spoilt)
        os.environ["XDG_STATE_HOME"] = str(state)
        return spoilt / self.name

    def fault(self, at: int, way: str) -> list[str]:
        """What is wrong with what a fault leaves: nothing, if houqin is right."""
        book = self.fresh()
        return self.wrong(book, apart(book, self.case.command, at, way))

    def full(self, largest: int) -> list[str]:
        """The same where no file grows beyond so many bytes."""
        book = self.fresh()
        return self.wrong(book, apart(book, self.case.command, largest=largest))

    def wrong(self, book: Path, ended: Ended) -> list[str]:
        """The rules: killed, it is old or new; exit 1 or 3, old; exit 0 or 75, new. Nothing torn in any file, even before
        anybody finishes what was left. Again, it is new, once, and nothing lies about."""
        wrong = []
        seen = state(book)
        for name in seen.keys() | self.before.keys():
            if seen.get(name) not in (self.before.get(name), self.after.get(name)):
                wrong.append(f"torn: {name}")
        if "Traceback" in ended.said or ended.code not in (None, 0, 1, 3, UNCONFIRMED):
            wrong.append(f"exit {ended.code}: {ended.said[-300:]}")
        try:
            with locked(book):
                found = state(book)
        except Exception as error:  # noqa: BLE001
            return [*wrong, f"nobody can write any more: {error}"]
        allowed = {None: (self.before, self.after), 0: (self.after,), UNCONFIRMED: (self.after,)}
        if found not in allowed.get(ended.code, (self.before,)):
            wrong.append(f"exit {ended.code}, but {'new' if found == self.after else 'old or half'}")
        again = apart(book, self.case.command)
        if again.code != OK or state(book) != self.after:
            wrong.append(f"again: exit {again.code}, {'twice' if state(book) != self.after else again.said[-300:]}")
        if left := strays(book):
            wrong.append(f"left: {left}")
        return wrong


Counted = tuple[int, list[str]]
"""How many were tried, and what was wrong."""


@contextmanager
def on_trial(case: Case, where: str | None = QUICK) -> Iterator[Trial]:
    with tempfile.TemporaryDirectory(dir=where) as folder:
        yield Trial(case, Path(os.path.realpath(folder)))


def every_call(case: Case, ways: Sequence[str], step: int = 1) -> Counted:
    """T1 and T2: each `step`th call, in each way."""
    with on_trial(case) as trial:
        faults = [(at, way) for way in ways for at in range(0, len(trial.calls), step)]
        return len(faults), [f"{case.name}, call {at} {trial.calls[at]}, {way}: {one}"
                             for at, way in faults for one in trial.fault(at, way)]  # fmt: skip


def turn_by_turn(case: Case) -> Counted:
    """Each call with one of the ways, turn by turn."""
    ways = (KILL, TORN, *ERRORS)
    with on_trial(case) as trial:
        return len(trial.calls), [f"{case.name}, call {at} {call}: {one}" for at, call in enumerate(trial.calls)
                                  for one in trial.fault(at, ways[at % len(ways)])]  # fmt: skip


def every_byte(case: Case, step: int = 1) -> Counted:
    """T3: no file longer than 0, `step`, … bytes, up to where all of it fits."""
    with on_trial(case) as trial:
        sizes = range(0, max(len(data) for data in trial.after.values()) + 1, step)
        return len(sizes), [f"{case.name}, {size} bytes: {one}" for size in sizes for one in trial.full(size)]
