"""No digit of an amount is ever cut or wrapped: in a terminal of any width, and into a pipe."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from running import HERE, RECONCILE, ROOT, Ended, Houqin

EXPECTED = ROOT / "tests/example/expected.json"
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def amounts(node: Any) -> Iterator[str]:
    """Every amount of a JSON tree as the sheet writes it, without its sign: a credit side is shown the other way."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in ("account", "quantity"):
                yield from amounts(value)
    elif isinstance(node, list):
        for value in node:
            yield from amounts(value)
    elif isinstance(node, str) and re.fullmatch(r"-?\d+\.\d\d", node) and float(node):
        yield f"{abs(int(node.replace('.', ''))) / 100:,.2f}"


def in_terminal(houqin: Houqin, columns: int, *args: str, **env: str) -> str:
    """What a terminal of that width is sent."""
    import fcntl
    import pty
    import struct
    import termios

    pid, terminal = pty.fork()
    if pid == 0:  # the child: stdout is the terminal
        os.chdir(HERE)
        os.execve(sys.executable, [sys.executable, "-m", "houqin", *args], houqin.env(**{"TERM": "xterm"} | env))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    data = b""
    while True:
        try:
            more = os.read(terminal, 65536)
        except OSError:  # the child has closed its side
            break
        if not more:
            break
        data += more
    os.waitpid(pid, 0)
    os.close(terminal)
    return data.decode().replace("\r\n", "\n")


@pytest.fixture(scope="module")
def wanted() -> set[str]:
    return set(amounts(json.loads(EXPECTED.read_text("utf-8"))))


def assert_whole(text: str, wanted: set[str]) -> None:
    """Each amount on one line, neither preceded nor followed by another digit."""
    shown = {figure for line in text.splitlines() for figure in re.findall(r"(?<![\d,.])\d[\d,]*\.\d\d(?!\d)", line)}
    assert not wanted - shown


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_in_a_terminal(columns: int, lang: str, houqin: Houqin, sheet: Ended, wanted: set[str]) -> None:
    coloured = in_terminal(houqin, columns, *RECONCILE, "--lang", lang)
    assert "\x1b[" in coloured
    assert_whole(ESCAPES.sub("", coloured), wanted)


def test_into_a_pipe(houqin: Houqin, sheet: Ended, wanted: set[str]) -> None:
    assert_whole(sheet.out, wanted)
    assert_whole(houqin(*RECONCILE, "--lang", "en").out, wanted)
    for columns in ("1", "20", "40", "500"):
        assert_whole(houqin(*RECONCILE, "--format", "table", COLUMNS=columns).out, wanted)


def test_a_pipe_has_no_width(houqin: Houqin, sheet: Ended) -> None:
    """COLUMNS is the terminal's: a line sent to a file is as long as it is."""
    assert houqin(*RECONCILE, COLUMNS="40") == sheet


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_terminal_without_colour(houqin: Houqin, sheet: Ended, tmp_path: Path) -> None:
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b[" not in in_terminal(Houqin(houqin.cache), 100, *RECONCILE, **env)
    assert "\x1b[" not in in_terminal(houqin, 100, *RECONCILE, "--color", "never")
    assert "\x1b[" not in in_terminal(houqin, 100, *RECONCILE, "-o", str(tmp_path / "a.txt"))
    assert "\x1b[" not in in_terminal(houqin, 100, *RECONCILE, "--format", "json")
