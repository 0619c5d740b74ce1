"""The same done to many things, by as many processes as the machine can run at once where there is much of it."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

MUCH = 200
"""Fewer things than this are done before another process has begun."""
MOST = 4
"""Processes at once: a school's machine has other work too."""
COMMAND = (sys.executable, "-P", "-m", __name__)
"""-P: what lies beside a book is no program."""

Thing = TypeVar("Thing")
Done = TypeVar("Done")


def each(do: Callable[[Thing], Done], things: Sequence[Thing]) -> list[Done]:
    """do() of each thing, in order. Where it is done by others, `do`, the things and what comes of them go through pickle."""
    workers = min(os.cpu_count() or 1, MOST) if len(things) >= MUCH else 1
    mine, *shares = (things[n::workers] for n in range(workers))
    others: list[subprocess.Popen[bytes]] = []
    done: list[list[Done]] = []
    try:
        for share in shares:
            others.append(_begun(pickle.dumps((do, share))))
        done.append([do(one) for one in mine])
        for other in others:
            assert other.stdout is not None
            done.append(pickle.loads(other.stdout.read()))
    except (OSError, EOFError, pickle.UnpicklingError):  # no room for them, or one of them was killed
        return [do(one) for one in things]
    finally:  # Ctrl-C too leaves none behind
        for other in others:
            with other:
                other.kill()
    return [done[n % workers][n // workers] for n in range(len(things))]


def _begun(work: bytes) -> subprocess.Popen[bytes]:
    """A process with work to do."""
    one = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert one.stdin is not None
    try:
        with one.stdin as given:
            given.write(work)
    except BaseException:
        one.kill()
        raise
    return one


def _work() -> None:
    """What such a process does. Ctrl-C is the first one's affair, which ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # decision 0009
    given = sys.stdin.buffer.read()
    do, things = pickle.loads(given)
    pickle.dump([do(one) for one in things], sys.stdout.buffer)


if __name__ == "__main__":
    _work()
