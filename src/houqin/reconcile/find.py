"""A finding by its eight hex digits, or as many of the first as tell it apart."""

from __future__ import annotations

from houqin.book.index import Book, month_or_failure, months, opening_month
from houqin.diagnostics import WRONG_USE, Failure
from houqin.reconcile.finding import ID, Finding
from houqin.reconcile.month import reconcile
from houqin.reconcile.result import Result

FEWEST = 4
"""Digits that name a finding at least."""
MOST_MONTHS = 12
"""Months that are looked through, the last first, where none is said."""
NEAREST = 3


def find(book: Book, word: str, month: str | None = None) -> tuple[Result, Finding]:
    """The finding or timing item of which this is the id or its beginning, with its month reconciled: of the month given,
    else of the last month that has it. Failure use.finding_short, use.no_finding (with what is near), use.findings (exit 2).
    """
    typed = word.strip().lower()
    if len(typed) < FEWEST or not ID.fullmatch(typed.ljust(8, "0")):
        raise Failure("use.finding_short", WRONG_USE, found=word, fewest=FEWEST)
    known: dict[str, Finding] = {}
    for name in [month_or_failure(book.index, month)] if month else _latest(book):
        result = reconcile(book, name)
        here = {f.id: f for f in (*result.findings, *result.timing)}
        fitting = [f for id_, f in here.items() if id_.startswith(typed)]
        if len(fitting) > 1:
            raise Failure("use.findings", WRONG_USE, found=word, choices=sorted(f.id for f in fitting))
        if fitting:
            return result, fitting[0]
        known = here | known
    from difflib import get_close_matches  # only for what is mistyped

    near = get_close_matches(typed, known, n=NEAREST, cutoff=0.6)
    code = "use.no_finding_near" if near else "use.no_finding"
    raise Failure(code, WRONG_USE, found=word, near=near, count=len(known))


def _latest(book: Book) -> list[str]:
    """The months with records after the opening, the last first."""
    opened = opening_month(book.index)
    month_or_failure(book.index, None)  # where there is none, that is told
    return [m for m in reversed(months(book.index)) if m > opened][:MOST_MONTHS]
