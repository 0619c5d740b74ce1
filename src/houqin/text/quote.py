"""One value as YAML: plain where nothing can go wrong, else quoted; what our reader would not give back is refused."""

from __future__ import annotations

import json
import re

from houqin.text.raw import UNSEEN

PLAIN = re.compile(r"[^\W_](?:[\w .()/+=~%@*&!?;|·℃°（）、。〔〕《》〈〉×÷—-]*[\w)）%℃°〕》。])?")
"""Texts that mean themselves, in block and in braces alike; a colon, a hash or a comma never stands in them."""
RETYPED = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null|nan|inf)|[-+.]?\d[\d_.,:]*(?:e[-+]?\d+)?|0[xob][\da-f_]+"
    r"|\d{4}-\d{1,2}-\d{1,2}.*",
    re.IGNORECASE | re.ASCII,
)
"""What other programs that read YAML would turn into something else: `no`, `010`, `1e3`, a date."""
FIGURE = re.compile(r"-?\d+(?:\.\d+)?|\d{4}-\d{2}-\d{2}|\d+(?:\.\d+)?%", re.ASCII)
"""A number or a date that is meant as one: it stands as it is."""
ESCAPED = {"\u3000": "\\u3000"}
"""Behind a colon or a comma a wide space is taken for a mistake of typing, even inside quotes."""


class Unwritable(ValueError):
    """A text with a character that stands in no ledger (text/raw.py); `character` is the first."""

    def __init__(self, character: str) -> None:
        super().__init__(f"U+{ord(character):04X}")
        self.character = character


def quoted(value: str, *, figure: bool = False) -> str:
    """The value as it is written after a colon, after a dash or in braces. `figure`: a number or date is meant.

    Raises Unwritable for what the reader would refuse to read back.
    """
    if not value.isprintable() and (odd := UNSEEN.search(value)):
        raise Unwritable(odd[0])
    if figure and FIGURE.fullmatch(value):
        return value
    if PLAIN.fullmatch(value) and not RETYPED.fullmatch(value):
        return value
    written = json.dumps(value, ensure_ascii=False)
    for character, escape in ESCAPED.items():
        written = written.replace(character, escape)
    return written
