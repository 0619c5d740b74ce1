"""One value as it is typed at a command line: a text, or in braces and brackets a part as in a ledger (or JSON)."""

from __future__ import annotations

import re
from typing import Any

from houqin.text import raw
from houqin.text.events import plain

NAMED = re.compile(r"(?:^|\s)([^\s=＝{}\[\]\"']+)[=＝]")
"""`field=` inside a part: a name, and no space before the sign; `=1300.00` of a spoken line has no name."""


class Unreadable(ValueError):
    """Braces or brackets that are none of YAML's."""


def value(typed: str) -> Any:
    """The value: a mapping or a list where it begins as one, else the text itself. Raises Unreadable."""
    typed = typed.strip()
    if typed[:1] not in ("{", "["):
        return typed
    text, faults = raw.decode(f"- x: {typed}\n".encode())
    found = None if faults or "\n" in typed else plain(text, text.split("\n"), single=False)
    if not found:
        raise Unreadable(typed)
    return found[0][0]["x"]


def part(typed: str) -> Any:
    """A part of a record: `{科目: "5001", 借: 100.00}`, `科目=5001 借=100.00`, or a spoken line, a text. Raises Unreadable."""
    typed = typed.strip()
    names = list(NAMED.finditer(typed))
    if typed[:1] in ("{", "[") or not names or names[0].start() > 0:
        return value(typed)
    ends = [*(found.start() for found in names[1:]), len(typed)]
    return {found[1]: value(typed[found.end() : end]) for found, end in zip(names, ends, strict=True)}
