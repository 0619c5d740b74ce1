"""The pictures in README: `python docs/screen.py` prints October's sheet of the sample school and draws parts of it.

What is drawn is what the command printed; "⋮" stands where lines are left out.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
WIDTH = 132  # columns
FINDINGS = 3
"""How many of the findings are drawn."""


def printed(language: str) -> list[Text]:
    """The lines of the sheet, in colour."""
    command = [sys.executable, "-m", "houqin", "reconcile", "2026-10", "--today", "2026-11-03", "--lang", language]
    command += ["--format", "table", "--color", "always"]
    environment = os.environ | {"COLUMNS": str(WIDTH), "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(command, cwd=HERE.parent, env=environment, capture_output=True, encoding="utf-8", check=False)
    if run.returncode != 1:  # the sample month has findings
        raise SystemExit(run.stderr)
    return Text.from_ansi(run.stdout).split("\n")


def chosen(lines: list[Text]) -> list[Text]:
    """The head, the first table of the first set, the first findings, the last sentence."""
    gap = [Text("⋮", style="dim")]
    ends = [i for i, line in enumerate(lines) if not line.plain.strip()]
    sections = [lines[a + 1 : b] for a, b in zip([-1, *ends], [*ends, len(lines)], strict=True) if b > a + 1]
    head, books, findings, end = sections[0], sections[1], sections[4], sections[-1]
    second = [i for i, line in enumerate(books) if line.plain.startswith(("【", "["))][1]
    starts = [i for i, line in enumerate(findings[1:], 1) if line.plain[:12].strip()]
    return [*head, Text(), *books[:second], *gap, *findings[: starts[FINDINGS]], *gap, end[-1]]


def main() -> None:
    for language in ("zh", "en"):
        console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="standard")
        for line in chosen(printed(language)):
            console.print(line, soft_wrap=True)
        svg = console.export_svg(title="houqin reconcile 2026-10", unique_id=f"houqin-{language}")
        (HERE / f"screen.{language}.svg").write_text(svg + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
