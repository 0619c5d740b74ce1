"""Bring the lines that the pages show up to date: `python tests/docs/write.py [PAGE …]`, all pages if none is named.

A whole output is written anew. Of one with "…" in it each line is looked for again: the same, else the one most like
it, in order; what is not found is told and stays, for the author to mend, as do the prose and the commands' numbers.
"""

from __future__ import annotations

import sys
import tempfile
from difflib import get_close_matches
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from docs.walk import LEFT_OUT, ROOT, squeezed, steps, walk

LIKE = 0.6
"""How much of a line must have stayed."""


def renewed(shown: list[str], printed: str) -> tuple[list[str], list[str]]:
    """The lines to show, and those of before that are not found any more."""
    lines = printed.rstrip().splitlines()
    if not shown or LEFT_OUT not in shown:
        return lines if shown else [], []
    found, lost, at = [], [], 0
    for row in shown:
        rest = [squeezed(line) for line in lines[at:]]
        wanted = squeezed(row)
        near = [wanted] if wanted in rest else get_close_matches(wanted, rest, n=1, cutoff=LIKE)
        if wanted == LEFT_OUT or not near:
            found.append(row)
            lost += [row] if wanted != LEFT_OUT else []
            continue
        at += rest.index(near[0]) + 1
        found.append(lines[at - 1])
    return found, lost


def main(pages: list[Path], folder: Path) -> None:
    for page in pages:
        done = steps(page)
        if not done:
            continue
        rows = page.read_text(encoding="utf-8").splitlines()
        ended = walk(done, folder)
        for step, end in reversed(list(zip(done, ended, strict=True))):
            new, lost = renewed(step.shown, end.printed)
            rows[step.line : step.line + len(step.shown)] = new
            for row in lost:
                print(f"{page.relative_to(ROOT)}:{step.line}: not found any more: {row.strip()}")
        page.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as around:
        main([Path(name).resolve() for name in sys.argv[1:]] or sorted((ROOT / "docs").rglob("*.md")), Path(around))
