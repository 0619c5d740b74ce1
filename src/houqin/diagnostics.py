"""The two ways things go wrong: a Diagnostic is a value, collected; a Failure is raised and ends the run."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Args = Mapping[str, Any]
"""What a message is about: text, int (fen, millionths or days, as the message's format says) or lists of text."""

OK, FINDINGS, WRONG_USE, UNREADABLE, UNCONFIRMED, INTERRUPTED = 0, 1, 2, 3, 75, 130
"""Exit codes of every command. 75: written, but not known to be on the disk; to try again is safe."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something wrong at a place of the text. `code` is a row of the message table, which has its severity.

    `path` is relative to the book; `line` and `column` count from 1, `column` in characters (0: the whole line).
    """

    code: str
    args: Args = field(default_factory=dict)
    path: str = ""
    line: int = 0
    column: int = 0


def reason(error: OSError) -> str:
    """Why the system refused, as the messages know it: "ENOSPC"; the system's own words where there is no code."""
    return errno.errorcode.get(error.errno or 0) or str(error)


class Failure(Exception):
    """The run cannot go on. Raised where it happens, shown in one place, as the message of `code`."""

    def __init__(self, code: str, exit_code: int = WRONG_USE, **args: Any) -> None:
        super().__init__(code, args)
        self.code = code
        self.exit_code = exit_code
        self.args_: Args = args
