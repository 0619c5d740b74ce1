"""A question at a terminal: what is typed can be edited, and Tab completes it, also by the initials of a name's pinyin."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from typing import Any

Candidates = Callable[[], Iterable[str]]
"""What may be typed; asked for only when Tab is pressed."""
BREAKS = " \t=＝,，、{}[]\"'"
"""What ends a word: each is completed by itself."""


def ask(prompt: str, candidates: Candidates = list) -> str:
    """One line from the terminal. EOFError where the input ends, KeyboardInterrupt at Ctrl-C."""
    with _Completing(candidates):
        if sys.stdout.isatty():
            return input(prompt).strip()
        sys.stderr.write(prompt)  # stdout goes elsewhere: what is typed can be edited all the same, by the terminal
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.strip()


class _Completing:
    """The terminal's line editor set to these candidates; nothing where there is no such library (Windows)."""

    def __init__(self, candidates: Candidates) -> None:
        self.candidates = candidates
        self.library: Any = None

    def __enter__(self) -> None:
        try:
            import readline
        except ImportError:
            return
        self.library = readline
        readline.set_completer_delims(BREAKS)
        readline.set_completer(self._complete)
        readline.parse_and_bind("bind ^I rl_complete" if "libedit" in (readline.__doc__ or "") else "tab: complete")

    def __exit__(self, *_: object) -> None:
        if self.library:
            self.library.set_completer(None)

    def _complete(self, word: str, n: int) -> str | None:
        if n == 0:
            self.fitting = fitting(word, self.candidates())
        return self.fitting[n] if n < len(self.fitting) else None


def fitting(word: str, candidates: Iterable[str]) -> list[str]:
    """The candidates that begin with the word; where none does and it is letters, those whose initials do."""
    having = list(dict.fromkeys(candidates))
    if found := [one for one in having if one.lower().startswith(word.lower())]:
        return found
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", word):
        from houqin.entry.known import initials

        return [one for one in having if any(i.startswith(word.lower()) for i in initials(one))]
    return []
