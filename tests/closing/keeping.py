"""A book whose months are sealed, as `houqin close` does it once its checklist is done."""

from __future__ import annotations

from pathlib import Path

from houqin.book.index import open_book
from houqin.closing import seal
from houqin.text import seals
from houqin.values import first_day, next_month


def sealed(book: Path, month: str, *, language: str = "zh", day: int | None = None, signers: Path | None = None) -> str:
    """Seal a month; the head. It is written on the third day of the next month, where no other is said."""
    with open_book(book, thorough=True) as opened:
        made, text = seal.make(opened, month, day or first_day(next_month(month)) + 2, language, signers)
    (book / made.mark.path).parent.mkdir(exist_ok=True)
    (book / made.mark.path).write_text(text, encoding="utf-8", newline="\n")
    return made.mark.head


def last(book: Path) -> seals.Mark:
    return seals.marks(book)[-1]
