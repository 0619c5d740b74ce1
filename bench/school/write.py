"""Records as YAML text: a small writer of its own, so that the sample does not depend on the reader it tests.

A record is a dict in the order in which it is to be written; its first key is its type. Values are text, a dict
(written on one line) or a list (of texts or dicts). Nothing is guessed from a value's look but the quotes it needs.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

Record = dict[str, Any]

CODES = {"校验值", "科目", "账户", "号码", "经济分类", "批号", "检疫证", "信用代码", "证号", "代码"}
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


def modeline(path: str, schemas: str) -> str:
    """The first line of a file of the book: where an editor finds the schema of its folder.

    `path` from the book's folder, `schemas` from there to the schemas ("" if there are none).
    """
    if not schemas:
        return ""
    up = "../" * path.count("/")
    folder = path.split("/")[0].removesuffix(".yaml")
    return f"# yaml-language-server: $schema={up}{schemas}/zh/{folder}.json\n"


def ledger(book: Path, path: str, entries: list[Record], schemas: str) -> list[int]:
    """A ledger's file; registers are kept an entry a line. Returns the line on which each begins."""
    lines = path.startswith("registers/")
    texts, starts = [modeline(path, schemas)], []
    at = 1 + texts[0].count("\n")
    for entry in entries:
        texts.append(f"- {flow('', entry)}\n" if lines else record(entry))
        starts.append(at)
        at += texts[-1].count("\n")
    _write(book / path, "".join(texts))
    return starts


def head(book: Path, path: str, entry: Record, schemas: str) -> None:
    """houqin.yaml: one mapping, its lists of dicts a row each."""
    text = modeline(path, schemas)
    for key, value in entry.items():
        if isinstance(value, list):
            text += f"{key}:\n" + "".join(f"  - {flow(key, row)}\n" for row in value)
        else:
            text += f"{key}: {scalar(key, value)}\n"
    _write(book / path, text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
