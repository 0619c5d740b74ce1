"""A page of docs/ as a reader walks it: its commands run from top to bottom, in a folder where the sample lies.

In a page, a block marked `console` holds commands after "$ " and what they print; a line "…" stands for lines left out.
A block marked `yaml append=FILE` is text that the reader adds at the end of that file; `yaml wrong append=FILE` one
with a mistake in it; `csv file=FILE` a sheet that the reader saves under that name. A command that ends in a comment
with a number ("# exit code 3", "# 退出码 3") leaves with that code; others with 0, or with 1, which says "findings". A
command with nothing below it may print what it likes.

`tests/docs/write.py` brings the shown lines up to date.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"#.*?(\d+)$")
APPEND = re.compile(r"yaml(?P<wrong> wrong)? append=(?P<file>\S+)")
SAVE = re.compile(r"csv file=(?P<file>\S+)")
LEFT_OUT = "…"
MARK = "=== houqin docs ==="
SHELL = Path("/bin/bash")
NOBODY = "-c user.name=nobody -c user.email=nobody@example.org"
"""Who commits the sample; a reader says his own name."""


@dataclass(slots=True)
class Step:
    """A command with the lines the page shows below it, or a text for a file; `line` of the page, from 1."""

    line: int
    command: str = ""
    shown: list[str] = field(default_factory=list)
    file: str = ""
    text: str = ""
    anew: bool = False
    """Whether the text is the whole file, not added at its end."""


def steps(page: Path) -> list[Step]:
    """What a reader does, in the order of the page."""
    text = page.read_text(encoding="utf-8")
    found: list[Step] = []
    for block in FENCE.finditer(text):
        line = text.count("\n", 0, block.start()) + 2
        if append := APPEND.fullmatch(block[1]):
            found.append(Step(line, file=append["file"], text=block[2]))
        elif save := SAVE.fullmatch(block[1]):
            found.append(Step(line, file=save["file"], text=block[2], anew=True))
        elif block[1] == "console":
            for n, row in enumerate(block[2].splitlines()):
                if row.startswith("$ "):
                    found.append(Step(line + n, command=row[2:]))
                else:
                    found[-1].shown.append(row)
    return found


@dataclass(frozen=True, slots=True)
class Ended:
    """How a step ended: its exit code and all that was printed."""

    code: int
    printed: str


def walk(done: list[Step], around: Path) -> list[Ended]:
    """Do the steps in a fresh folder that holds the sample book under git; one answer each.

    Walks that share `around` share houqin's index, so that only the first reads the whole book.
    """
    folder = around / "clone"
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(ROOT / "ledgers", folder / "ledgers")
    script = "".join(_line(step) + f"\nprintf '\\n%s %s\\n' '{MARK}' $?\n" for step in done)
    programs = folder / ".programs"
    programs.mkdir()
    program = programs / "houqin"
    program.write_text(f'#!{SHELL}\nexec "{sys.executable}" -m houqin "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src"), "HOME": str(folder),
        "HOUQIN_CACHE": str(around / "cache"), "PYTHONUTF8": "1", "GIT_CONFIG_NOSYSTEM": "1",
    }  # fmt: skip
    run = subprocess.run(
        [SHELL, "-c", f"exec 2>&1\ngit init -q . && git add ledgers && git {NOBODY} commit -qm 样本\n{script}"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, encoding="utf-8", cwd=folder, env=environment, timeout=300, check=False,
    )  # fmt: skip
    ended = []
    rest = run.stdout
    for _ in done:
        printed, found, rest = rest.partition(f"\n{MARK} ")
        code, _, rest = rest.partition("\n")
        assert found, f"the walk broke off: {printed}"
        ended.append(Ended(int(code), printed))
    return ended


def _line(step: Step) -> str:
    """The step as a line of the shell."""
    if step.command:
        return step.command
    return f"cat {'>' if step.anew else '>>'} '{step.file}' <<'END_OF_TEXT'\n{step.text}END_OF_TEXT"


def expected(step: Step) -> set[int]:
    """The exit codes that the step may leave with."""
    if not step.command:
        return {0}
    said = CODE.search(step.command)
    return {int(said[1])} if said else {0, 1}


def squeezed(line: str) -> str:
    """A line without the blanks that only align it."""
    return " ".join(line.split())


def missing(shown: list[str], printed: str) -> list[str]:
    """The lines of the page that were not printed, or not in that order; blanks within a line do not count."""
    lines = [squeezed(line) for line in printed.splitlines()]
    at, free, gone = 0, False, []
    for row in shown:
        wanted = squeezed(row)
        if wanted == LEFT_OUT:
            free = True
            continue
        try:
            where = lines.index(wanted, at)
        except ValueError:
            gone.append(row)
            continue
        if where != at and not free and any(lines[at:where]):
            gone.append(f"{row}  (after lines that are not shown: {lines[at]!r})")
        at, free = where + 1, False
    if shown and not free and any(lines[at:]):
        gone.append(f"(lines that are not shown: {lines[at]!r})")
    return gone
