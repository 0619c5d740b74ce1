"""Period words: 2026-10, 2026Q4, 2026, 2026秋 (a term of the book), 2026-09..2026-11."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from houqin.diagnostics import WRONG_USE, Failure
from houqin.values import first_day, last_day, month_meant

if TYPE_CHECKING:
    from houqin.book.registers import Registers


class Period(NamedTuple):
    """From a first day to a last, both included, as 20261031; and the word it was asked by."""

    first: int
    last: int
    word: str


def period(word: str, registers: Registers) -> Period:
    """The period that a word names. Failure use.period (exit 2) where it names none, use.period_backwards where it ends before it
    begins."""
    first, dots, last = word.partition("..")
    if dots:
        whole = Period(period(first, registers).first, period(last, registers).last, word)
        if whole.first > whole.last:
            raise Failure("use.period_backwards", WRONG_USE, found=word, other=f"{last}..{first}")
        return whole
    if month := month_meant(word):
        return Period(first_day(month), last_day(month), month)
    if found := re.fullmatch(r"([12]\d{3})[Qq]([1-4])", word):
        year, quarter = found[1], int(found[2])
        return Period(first_day(f"{year}-{quarter * 3 - 2:02d}"), last_day(f"{year}-{quarter * 3:02d}"), word)
    if re.fullmatch(r"[12]\d{3}", word):
        return Period(int(word) * 10000 + 101, int(word) * 10000 + 1231, word)
    terms = {term["term"]: term for term in registers.settings.get("terms", [])}
    if word in terms:
        return Period(terms[word]["from_"], terms[word]["until"], word)
    raise Failure("use.period", WRONG_USE, found=word, choices=["2026-10", "2026Q4", "2026", *list(terms)[:2]])
