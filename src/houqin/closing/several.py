"""The same done to many things, by as many processes as the machine can run at once where there is much of it."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Sequence
from typing import TypeVar

MUCH = 200
"""Fewer things than this are done before another process has begun."""
MOST = 4
"""Processes at once: a school's machine has other work too."""
SHARES = 8
"""Portions for each process, for files are not of one size."""

Thing = TypeVar("Thing")
Done = TypeVar("Done")


def each(do: Callable[[Thing], Done], things: Sequence[Thing]) -> list[Done]:
    """do() of each thing, in order. Where it is done by others, `do`, the things and what comes of them go through pickle."""
    workers = min(os.cpu_count() or 1, MOST)
    if workers == 1 or len(things) < MUCH:
        return [do(one) for one in things]
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    try:  # begun anew, not forked: a thread may be showing how far we are
        with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin) as pool:
            return list(pool.map(do, things, chunksize=-(-len(things) // (workers * SHARES))))
    except (OSError, NotImplementedError, BrokenProcessPool):  # no room for them, or no locks between them
        return [do(one) for one in things]


def _begin() -> None:
    """As the first process has it: circles are not looked for (decision 0009). Ctrl-C is its affair; it ends the others."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
