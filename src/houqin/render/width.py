"""How wide a text is on a terminal, and where it may be broken. A figure or a record's number never is."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

CLOSING = frozenset("，。、；：！？）」』】》〉〕”’…％‰℃°,.;:!?)]}%/·")
"""Never begins a line (避头)."""
OPENING = frozenset("（「『【《〈〔“‘([{￥＃/")
"""Never ends a line (避尾)."""

_NARROW = r"[^\s\u2e80-\U0010ffff]"
_LETTERS = r"[^\W\u0000-\u2e7f]"


@cache
def _tokens() -> re.Pattern[str]:
    """Compiled when something is wrapped: 4 ms that a run into a pipe need not pay."""
    return re.compile(
        # 3,908.10, store/总务库/2026-10.yaml:9, 食记-10: in one piece
        rf"(?:{_NARROW}|(?<=[-_/]){_LETTERS}+(?=[-_/])|{_LETTERS}{{1,2}}(?=-\d))+"
        r"|\s+"
        # A Chinese character stands alone: a line may be broken on either side.
        r"|[\u2e80-\U0010ffff]"
    )


UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
"""What a text may hold unseen: controls, escapes, marks of direction and of no width, halves of characters.
A terminal obeys some; by others a text shows something else than it says."""


def visible(text: str) -> str:
    """The text with U+FFFD for each character that is unseen. Line breaks and tabs stay."""
    return UNSEEN.sub("\ufffd", text)


def clean(text: str) -> str:
    """The text on one line, visible and harmless to a terminal."""
    return visible(re.sub(r"[\t\r\n]+", " ", text))


@cache
def _columns_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):  # drawn over the character before
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def columns(text: str) -> int:
    """Columns of a terminal that the text takes: Chinese 2, signs of ambiguous width (·, —, ✓) 1."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def left(text: str, width: int) -> str:
    """The text filled up with spaces on its right to `width` columns."""
    return text + " " * (width - columns(text))


def right(text: str, width: int) -> str:
    """The text filled up with spaces on its left to `width` columns."""
    return " " * (width - columns(text)) + text


def _pieces(text: str) -> list[tuple[str, str]]:
    """The pieces that may not be broken, each with the space before it."""
    pieces: list[tuple[str, str]] = []
    gap = ""
    for token in _tokens().findall(text):
        if token.isspace():
            gap = token
        elif pieces and not gap and (token[0] in CLOSING or pieces[-1][1][-1] in OPENING):
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + token)
        else:
            pieces.append((gap, token))
            gap = ""
    return pieces


def wrap(text: str, width: int | None, indent: int = 0, hang: int = 0) -> list[str]:
    """The text in lines of at most `width` columns, the first indented by `indent`, the others by `hang`.

    A piece that is wider than a line stands on a line of its own, whole. None: one line.
    """
    line = (" " * indent + text).rstrip()
    if width is None or columns(line) <= width:
        return [line]
    lines: list[str] = []
    line, used = " " * indent, indent
    for gap, piece in _pieces(text):
        size = columns(piece)
        if used + columns(gap) + size <= width:
            line, used = line + gap + piece, used + columns(gap) + size
            continue
        if line.strip():
            lines.append(line)
        margin = max(0, min(hang if lines else indent, width - size))
        line, used = " " * margin + piece, margin + size
    return [*lines, line]
