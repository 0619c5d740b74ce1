"""That a month is closed, as its sheets say it: the seal's head, to be printed, signed and read aloud."""

from __future__ import annotations

from pathlib import Path

from houqin.messages import Language, sentence
from houqin.report import Block, Line
from houqin.text import seals


def sealed(book: Path, month: str, language: Language) -> list[Block]:
    """A paragraph for a closed month; nothing for one that is open."""
    mark = seals.of(book, month)
    return head(mark, language) if mark else []


def head(mark: seals.Mark, language: Language) -> list[Block]:
    from houqin.closing.heads import groups, spoken  # only where there is a seal

    args = {"month": mark.month, "sequence": mark.number, "day": mark.day}
    return [
        Line(sentence("closed.sealed", language, **args), 0, "good"),
        Line(sentence("closed.head", language, head=groups(mark.head)), 1),
        Line(sentence("closed.spoken", language, spoken=spoken(mark.head)), 1),
    ]
