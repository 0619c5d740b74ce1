"""What houqin says, as agreed: a file of golden words for each room that speaks, and the printed sheets of October.

`python tests/goldens/write.py` writes them anew. Read the difference before it is committed: whatever is in it, a
bursar will read.
"""

from __future__ import annotations

import os
import string
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houqin.cli.explain import explained
from houqin.messages import KINDS, Message, hint, sentence, table
from houqin.text.read import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
BAD = HERE.parent / "bad"
EXAMPLE = HERE.parent / "example"
MONTH = ("reconcile", "2026-10", "--today", "2026-11-03")

SAMPLES: dict[str, Any] = {
    "money": 123450,
    "percent": 62500,
    "number": 1506500000,
    "day": 20261031,
    "date": 20261031,
    "name": "acceptance",
    "names": ["invoice", "acceptance"],
    "list": ["1302.01", "2302"],
    "roles": [["reviewer"], ["keeper", "asset_custodian"]],
    "dated": ["2026-09/记-20", "2026-10/记-20"],
    "near": ["大米"],
    "reason": "ENOSPC",
    "price": 20500000,
    "side_by_side": [
        {
            "item": "复印纸",
            "unit": "箱",
            "mine": {"type": "invoice", "quantity": 11000000, "price": 165000000},
            "theirs": {"type": "acceptance", "quantity": 10000000, "price": 160000000},
        }
    ],
    "usual": [{"item": "大米", "unit": "斤", "price": 3500000, "usual": 2600000}],
    "goods": (("大米", 1506500000, "公斤"), 3),
    "places": 2,
}
"""What stands for an argument of each kind; one without a kind shows its name: <voucher>."""


def houqin(
    *arguments: str, cache: Path | str, cwd: Path = EXAMPLE, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command itself, as a person calls it, on the worked example or in the folder of another book."""
    settings = {"HOUQIN_CACHE": str(cache), "PYTHONIOENCODING": "utf-8", **environment}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("HOUQIN_", "LC_", "LANG"))}
    command = [sys.executable, "-m", "houqin", *arguments]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=cwd, env=inherited | settings, timeout=120
    )


# ------------------------------------------------------------ the printed sheets


def sheet(language: str, columns: int | None, cache: Path | str, cwd: Path = EXAMPLE) -> str:
    """October's sheet on paper, or (with columns) on a screen of that width without colour."""
    if columns is None:
        return houqin(*MONTH, "--lang", language, "--format", "plain", cache=cache, cwd=cwd).stdout
    arguments = (*MONTH, "--lang", language, "--format", "table", "--color", "never")
    return houqin(*arguments, cache=cache, cwd=cwd, COLUMNS=str(columns)).stdout


SHEETS = {
    f"october{f'-{columns}' if columns else ''}.{language}.txt": (language, columns)
    for language in ("zh", "en")
    for columns in (None, 80)
}


SCREENS: dict[str, tuple[tuple[str, ...], int]] = {
    "summary": (("summary", "2026-10", "--today", "2026-11-03"), 80),
    "show-slip": (("show", "YS-1013-1"), 100),
    "show-invoice": (("show", "2026/FP-1031-1"), 80),
    "list": (("list", "acceptance", "-p", "2026-10", "--set", "canteen"), 120),
}
"""The other reports on a screen: command, columns. In both languages: summary.zh.txt and so on."""


def screen(name: str, language: str, cache: Path | str) -> str:
    arguments, columns = SCREENS[name]
    said = houqin(
        *arguments, "--lang", language, "--format", "table", "--color", "never", cache=cache, COLUMNS=str(columns)
    )
    return said.stdout + said.stderr


# ------------------------------------------------------------ the messages


def samples(row: Message) -> dict[str, Any]:
    """An argument of the right kind for every place in the row's templates."""
    found: dict[str, Any] = {}
    for template in (row.zh, row.en, row.hint_zh, row.hint_en):
        for _, name, kind, _ in string.Formatter().parse(template):
            if name and not (name in found and kind not in KINDS):
                found[name] = SAMPLES[kind] if kind in KINDS else f"<{name}>"
    return found


def told(code: str, arguments: dict[str, Any]) -> str:
    """A code's sentence and its hint with these arguments, Chinese first."""
    lines = [say(code, language, **arguments) for language in ("zh", "en") for say in (sentence, hint)]  # type: ignore[operator]
    return "".join(f"  {line}\n" for said in lines for line in said.split("\n") if line)


def _room(room: str) -> Iterator[str]:
    """The codes of a room, each with sample arguments; what `houqin explain` says where it has something to say."""
    for code, row in sorted(import_module(f"houqin.messages.{room}").MESSAGES.items()):
        if room == "reconcile" and not code.endswith((".why", ".rivals")):
            yield explained(code, "zh") + explained(code, "en").partition("\n")[2] + told(code, samples(row))
        else:
            yield f"{code}\n{told(code, samples(row))}"


def _text() -> Iterator[str]:
    """What is said of the first bad file that shows a code; the few that no small file shows, with samples."""
    shown: dict[str, str] = {}
    for path in sorted(BAD.glob("*.yaml")):
        for d in read(path.read_bytes(), "purchases/2026-10.yaml")[1]:
            said = f"{d.code} in {path.name}:{d.line}:{d.column}\n{told(d.code, dict(d.args))}"
            shown.setdefault(d.code, said)
    for code, row in sorted(table().items()):
        if code.startswith("text."):
            yield shown.get(code) or f"{code}\n{told(code, samples(row))}"


MESSAGES: dict[str, Callable[[], Iterator[str]]] = {
    "text.txt": _text,
    "book.txt": lambda: _room("book"),
    "exchange.txt": lambda: _room("exchange"),
    "reconcile.txt": lambda: _room("reconcile"),
    "signatures.txt": lambda: _room("signatures"),
    "matching.txt": lambda: _room("matching"),
    "past.txt": lambda: _room("past"),
    "entry.txt": lambda: _room("entry"),
    "audit.txt": lambda: _room("audit"),
    "closing.txt": lambda: _room("closing"),
    "settle.txt": lambda: _room("settle"),
    "sealing.txt": lambda: _room("sealing"),
    "founding.txt": lambda: _room("founding"),
    "health.txt": lambda: _room("health"),
    "vouchers.txt": lambda: _room("vouchers"),
    "renumbering.txt": lambda: _room("renumbering"),
    "sheets.txt": lambda: _room("sheets"),
    "help.txt": lambda: _room("help"),
    "cli.txt": lambda: _room("cli"),
}
"""The records' words are agreed in tests/records/told.txt, each with the slip that is mistaken."""


def messages(name: str) -> str:
    """A golden file of words, a paragraph a code."""
    return "\n".join(MESSAGES[name]())


def main() -> None:
    with tempfile.TemporaryDirectory() as cache:
        for name, (language, columns) in SHEETS.items():
            (HERE / name).write_text(sheet(language, columns, cache), encoding="utf-8")
        for name in SCREENS:
            for language in ("zh", "en"):
                (HERE / f"{name}.{language}.txt").write_text(screen(name, language, cache), encoding="utf-8")
    for name in MESSAGES:
        (HERE / name).write_text(messages(name), encoding="utf-8")


if __name__ == "__main__":
    main()
