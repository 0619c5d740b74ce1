"""The line that says a long run is at work: on a terminal only, in the reader's language, and gone when it is done."""

from __future__ import annotations

import os
import pty
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from running import HERE, RECONCILE, SAMPLE, Houqin

from houqin.messages import table
from houqin.render.width import columns

AT_ONCE = "from houqin.cli import app, progress; progress.PATIENCE = progress.AGAIN = 0; app.main()"
"""A run that shows its line from the first moment on, however quick the machine."""


def on_a_terminal(houqin: Houqin, *args: str, code: str = "", interrupt: bool = False, **env: str) -> str:
    """What is seen on the stderr of a run that somebody sits before; its answer goes into a file."""
    ours, its = pty.openpty()
    command = [sys.executable, *(("-c", code) if code else ("-m", "houqin")), *args]
    run = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=its, cwd=HERE, env=houqin.env(TERM="xterm", LC_ALL="C.UTF-8", **env),
    )  # fmt: skip
    os.close(its)
    seen = b""
    try:
        while part := os.read(ours, 4096):
            seen += part
            if interrupt and run.poll() is None:
                run.send_signal(signal.SIGINT)
                interrupt = False
    except OSError:  # how a terminal says that nobody writes to it any more
        pass
    run.communicate(timeout=60)
    os.close(ours)
    return seen.decode()


def screen(seen: str) -> list[str]:
    """What is left on a terminal: a carriage return begins a line anew."""
    lines = []
    for written in seen.replace("\r\n", "\n").split("\n"):
        cells = ""
        for piece in written.split("\r"):
            cells = piece + cells[len(piece) :] if columns(piece) == len(piece) else piece
        lines.append(cells.rstrip())
    return [line for line in lines if line]


@pytest.mark.parametrize(
    ("lang", "reading"), [("zh", r"正在读账簿：\d+/19 个文件…"), ("en", r"Reading the book: \d+/19 files…")]
)
def test_how_far_a_long_reading_is(lang: str, reading: str, tmp_path: Path) -> None:
    houqin = Houqin(tmp_path / "cache")
    seen = on_a_terminal(houqin, "check", "--lang", lang, code=AT_ONCE)
    told = re.findall(reading, seen)
    assert len(told) > 3
    assert told == sorted(told, key=lambda line: int(re.search(r"\d+", line)[0]))  # type: ignore[index]
    assert table()["progress.working"].zh in seen if lang == "zh" else table()["progress.working"].en in seen
    assert len(screen(seen)) == 1  # of all this only the closing sentence stays
    assert "267" in screen(seen)[0]


def test_an_english_book_is_read_in_english(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(SAMPLE, tmp_path / "book")
    config = tmp_path / "book/houqin.yaml"
    config.write_text(config.read_text("utf-8").replace("语言: zh", "语言: en"), "utf-8")
    seen = on_a_terminal(Houqin(tmp_path / "cache"), "--book", str(tmp_path / "book"), "check", code=AT_ONCE)
    assert "Reading the book" in seen
    assert "正在" not in seen


def test_a_quick_run_shows_none(houqin: Houqin) -> None:
    """Quicker than the half second, which here is a minute, lest the test depend on what else the machine does."""
    slow = "from houqin.cli import app, progress; progress.PATIENCE = 60; app.main()"
    assert on_a_terminal(houqin, *RECONCILE, code=slow) == ""


@pytest.mark.parametrize("env", [{"CI": "true"}, {"TERM": "dumb"}])
def test_where_nobody_watches_none_is_shown(env: dict[str, str], tmp_path: Path) -> None:
    seen = on_a_terminal(Houqin(tmp_path / "cache"), *RECONCILE, code=AT_ONCE, **env) if "CI" in env else ""
    assert seen == ""
    run = subprocess.run(
        [sys.executable, "-c", AT_ONCE, *RECONCILE], capture_output=True, cwd=HERE,
        env=Houqin(tmp_path / "piped").env(**env),
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (1, b"")


def test_waiting_for_a_run_that_builds_the_index(tmp_path: Path) -> None:
    houqin = Houqin(tmp_path / "cache")
    houqin(*RECONCILE)
    (index,) = houqin.cache.glob("*.sqlite")
    held = sqlite3.connect(index, isolation_level=None, check_same_thread=False)
    held.execute("begin exclusive")
    threading.Timer(1.5, held.execute, ["rollback"]).start()
    begun = time.monotonic()
    seen = on_a_terminal(houqin, *RECONCILE)
    assert time.monotonic() - begun > 1.2
    held.close()
    assert table()["progress.waiting"].zh in seen
    assert screen(seen) == []


def test_interrupted_while_the_line_is_shown(tmp_path: Path) -> None:
    seen = on_a_terminal(Houqin(tmp_path / "cache"), *RECONCILE, code=AT_ONCE, interrupt=True)
    assert screen(seen) == ["houqin: 已中断。"]


def test_no_line_is_wider_than_a_narrow_window() -> None:
    for row in ("reading", "working", "waiting"):
        for said in (table()[f"progress.{row}"].zh, table()[f"progress.{row}"].en):
            assert columns(said.format(done="12,345", total="12,345")) < 40
