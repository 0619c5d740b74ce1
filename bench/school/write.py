"""Records as YAML text: a small writer of its own, so that the sample does not depend on the reader it tests.

A record is a dict in the order in which it is to be written; its first key is its type. Values are text, a dict
(written on one line) or a list (of texts or dicts). Nothing is guessed from a value's look but the quotes it needs.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

Record = dict[str, Any]

CODES = {"科目", "账户", "号码", "经济分类", "批号", "检疫证", "信用代码", "证号", "代码"}
"""Fields whose value is a name though it may look like a number: always quoted where it does."""
NUMERIC = re.compile(r"[0-9][0-9.eE+]*")
PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]([^:#\n\"]|:(?=\S)|(?<=\S)#)*|-[0-9.]+")
IN_LINE = re.compile(r"[,\[\]{}]")
LINE = 110  # characters: a list of texts that is shorter stands on one line


def scalar(key: str, value: str, *, inside: bool = False) -> str:
    """A text as YAML; `inside` a flow mapping or list, where brackets and commas need quotes too."""
    if key in CODES and NUMERIC.fullmatch(value):
        return f'"{value}"'
    if PLAIN.fullmatch(value) and value[-1] != ":" and not (inside and IN_LINE.search(value)):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def flow(key: str, value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {flow(k, v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(key, one) for one in value) + "]"
    return scalar(key, value, inside=True)


def _field(key: str, value: Any) -> str:
    if not isinstance(value, list):
        return f"{key}: {flow(key, value) if isinstance(value, dict) else scalar(key, value)}\n"
    if all(isinstance(one, str) and " " not in one for one in value) and len(line := flow(key, value)) < LINE:
        return f"{key}: {line}\n"
    return f"{key}:\n" + "".join(
        f"    - {scalar(key, one) if isinstance(one, str) else flow(key, one)}\n" for one in value
    )


def record(entry: Record) -> str:
    """One entry of a ledger."""
    return "- " + "  ".join(_field(key, value) for key, value in entry.items())


def ledger(path: Path, entries: list[Record], *, lines: bool = False) -> None:
    """A ledger's file; with `lines` each entry on one line, as registers are kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(f"- {flow('', entry)}\n" if lines else record(entry) for entry in entries)
    path.write_text(text, encoding="utf-8")


def head(path: Path, entry: Record) -> None:
    """houqin.yaml: one mapping, its lists of dicts a row each."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = ""
    for key, value in entry.items():
        if isinstance(value, list):
            text += f"{key}:\n" + "".join(f"  - {flow(key, row)}\n" for row in value)
        else:
            text += f"{key}: {scalar(key, value)}\n"
    path.write_text(text, encoding="utf-8")
