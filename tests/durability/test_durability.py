"""What a book looks like after anything that can happen to a writing command. Short; all of it: `python -m
tests.durability.full`."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.durability import streams, traced
from tests.durability.cases import WRITERS

from houqin.cli.app import COMMANDS

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
WRITING = {"append", "put"}
"""What nobody calls but to write to a book, in houqin.text.append and houqin.text.whole."""


def short(expression: str) -> Any:
    """The value of an expression over the modules of this folder, from a process that may fork."""
    script = (
        "import json; from tests.durability import cases, crowd, damage, faults, nasty, powercut, streams, traced;"
        f"print(json.dumps({expression}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_killed_or_failing_at_each_call() -> None:
    """T1, T2: at each call another fault, of killed, killed within a write, and five errors."""
    for count, wrong in short("[faults.turn_by_turn(cases.ONE_WAY[at]) for at in (0, 3)]"):
        assert (wrong, count >= 19) == ([], True)


def test_commands_killed_or_failing() -> None:
    """The same of each command as it is called, at a few of its calls."""
    for count, wrong in short("[faults.every_call(case, (faults.KILL, 'ENOSPC'), 30) for case in cases.COMMANDS]"):
        assert (wrong, count > 1) == ([], True)


def test_a_disk_that_is_full_at_any_byte() -> None:
    """T3."""
    for count, wrong in short("[faults.every_byte(cases.ONE_WAY[at], 29) for at in (0, 3)]"):
        assert (wrong, count > 5) == ([], True)


def test_the_power_goes() -> None:
    """T5: all that a disk may have kept, before each call and after the last; what was acknowledged is there."""
    for (count, wrong), _ in short("[powercut.power_cuts(case) for case in cases.ONE_WAY[:6]]"):
        assert (wrong, count > 50) == ([], True)


def test_a_closed_month_s_file_that_was_damaged() -> None:
    """T6: cut short, a bit turned over, a merge left open."""
    tried, refused, seen, form, wrong = short("damage.damaged(331)")
    assert (wrong, tried) == ([], refused + seen + form)
    assert min(refused, seen) > 20


NO_FSYNC = """
def temporary(target, data, mode=None):
    path = target.with_name(f".{target.name}.01234567.tmp")
    handle = os.open(path, os.O_WRONLY | os.O_CREAT)
    os.write(handle, data)
    os.close(handle)
    return path
disk.temporary = temporary
"""
IN_PLACE = """
def put(book, changes):
    for change in changes:
        (book / change.path).parent.mkdir(exist_ok=True)
        handle = os.open(book / change.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.write(handle, change.new)
        os.close(handle)
whole.put = put
"""
NO_INTENT = "whole._declare = lambda *_: None; disk.remove = lambda path: None"
NO_FOLDER = "disk.sync = lambda folders: None"


@pytest.mark.parametrize(
    ("spoilt", "found"), [(NO_FSYNC, "torn"), (IN_PLACE, "torn"), (NO_INTENT, "half"), (NO_FOLDER, "lost")]
)
def test_the_trials_would_find_it(spoilt: str, found: str) -> None:
    """A writer without one of his precautions is found out by the same trials."""
    script = f"from houqin.text import disk, whole; import os\n{spoilt}"
    trial = "[powercut.power_cuts(cases.ONE_WAY[3])[0][1], faults.every_call(cases.ONE_WAY[3], (faults.TORN,), 4)[1]]"
    told = short(f"[exec({script!r}), *{trial}][1:]")
    assert any(found in one for of in told for one in of), told


def test_eight_writers_and_a_reader() -> None:
    """T4."""
    written, found, twice, odd, looks, _ = short("crowd.crowd(10)")
    assert (written, found, twice, odd) == (96, 96, 0, 0)
    assert looks > 0


def test_eight_writers_with_the_command() -> None:
    """The same with `houqin add`, which numbers the records itself."""
    added, twice, told = short("crowd.adding(2)")
    assert (added, twice, told) == (16, 0, [])


def test_nasty_texts() -> None:
    """T8."""
    same, refused, wrong = short("nasty.told(3000, 1)")
    assert wrong == []
    assert (same > 1500, refused > 100) == (True, True)


def test_odd_streams() -> None:
    """T12, of one command and a part; full.py does all of each."""
    which = ("stdout closed", "both on a full disk", "gbk", streams.READ_ONLY)
    count, wrong = short(f"streams.odd_streams(cases.COMMANDS[2], cases.WRITERS['accept'], {which!r})")
    assert (wrong, count >= 3) == ([], True)


@pytest.mark.long
def test_from_outside() -> None:
    """T1, T2 with strace, at a few of the calls of one command."""
    if why := traced.why_not():
        pytest.skip(why)
    told = short("traced.every_call(cases.COMMANDS[2], cases.WRITERS['accept'], 40)")
    assert [wrong for _, wrong in told] == [[], []]
    assert all(count > 2 for count, _ in told)


# ------------------------------------------------------------ which commands write


@cache
def imported(module: str) -> frozenset[str]:
    """What a module of houqin imports anywhere, as module.name."""
    path = SRC.joinpath(*module.split(".")).with_suffix(".py")
    if not path.is_file():
        return frozenset()
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def writes(module: str) -> bool:
    """Whether a command's module imports what writes to a book, by itself or through the room cli."""
    todo, seen = [module], set()
    while todo:
        if (one := todo.pop()) in seen:
            continue
        seen.add(one)
        for name in imported(one):
            if name in {f"houqin.text.append.{n}" for n in WRITING} or name == "houqin.text.whole":
                return True
            todo += [part for part in (name, name.rpartition(".")[0]) if part.startswith("houqin.cli.")]
    return False


def test_every_command_that_writes_is_on_trial() -> None:
    assert {name for name, (module, _, _) in COMMANDS.items() if writes(module)} == WRITERS.keys()
