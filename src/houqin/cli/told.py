"""Diagnostics as text: the place, the sentence, the line with a caret, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from houqin.book.fresh import NATIONAL, ROOT
from houqin.diagnostics import Diagnostic
from houqin.messages import Language, hint, sentence, table
from houqin.render.width import columns, visible


def diagnostics(
    book: Path, found: Iterable[Diagnostic], language: Language, texts: Mapping[str, str] | None = None
) -> str:
    """All of them, in order of file and line, each with its excerpt. `texts`: files as they would be, by path."""
    lines = {path: text.split("\n") for path, text in (texts or {}).items()}
    told = []
    for d in found:
        if d.path not in lines:
            lines[d.path] = _lines(ROOT / NATIONAL if d.path == NATIONAL else book / d.path)
        told.append(_one(d, lines[d.path], language))
    return "".join(told)


def _one(d: Diagnostic, lines: list[str], language: Language) -> str:
    severity = sentence(f"severity.{table()[d.code].severity}", language)
    place = ":".join(str(p) for p in (d.path, d.line, d.column) if p)
    said = f"{place}: {severity}[{d.code}]: {visible(sentence(d.code, language, **d.args))}\n"
    if 0 < d.line <= len(lines):
        line = visible(lines[d.line - 1].rstrip("\r"))
        said += f"    {line[:160]}\n"
        if 0 < d.column <= min(len(line) + 1, 160):
            said += f"    {' ' * columns(line[: d.column - 1])}^\n"
    if advice := hint(d.code, language, **d.args):
        said += f"    {sentence('check.hint', language)}: {visible(advice)}\n"
    return said


def _lines(path: Path) -> list[str]:
    if not path.is_file():  # a pipe would be waited for
        return []
    try:
        return path.read_bytes().decode("utf-8", errors="replace").lstrip("\ufeff").split("\n")
    except OSError:
        return []
