"""The forms of slips of the pen, judged on a pair: what was written against what should have been (差数法, 除二法, 除九法, 象形法).

Exact forms only: that a difference divides by nine says nothing, one number in nine does.
"""

from __future__ import annotations

from collections.abc import Callable

ALIKE = {frozenset(pair) for pair in ("17", "35", "56", "38", "06")}
"""Digits that are read for each other (象形法)."""
FURTHEST = 3
"""How many places apart two digits may be that were changed about, and how far a point may slide."""


def forms(written: int, right: int) -> list[str]:
    """The forms that lead from the right amount (fen) to the written one, as kinds are named; none where it is no slip."""
    return [name for name, fits in FORMS.items() if written != right and right and fits(written, right)]


def swapped(written: int, right: int, apart: int = 1) -> bool:
    """Two digits so many places apart changed about (颠倒): neighbours, unless told otherwise."""
    x, y = str(abs(written)), str(abs(right))
    if x == y or len(x) != len(y) or (written < 0) != (right < 0):
        return False
    places = [i for i in range(len(x)) if x[i] != y[i]]
    return len(places) == 2 and places[1] - places[0] == apart and all(x[i] == y[j] for i, j in (places, places[::-1]))


def apart(written: int, right: int) -> int:
    """How many places apart the two digits are that were changed about; 0 where none were."""
    return next((n for n in range(1, FURTHEST + 1) if swapped(written, right, n)), 0)


def slid(written: int, right: int) -> bool:
    """The point slid (错位): ten, a hundred or a thousand times, or the same part, to the fen."""
    return any(right * 10**n == written or written * 10**n == right for n in range(1, FURTHEST + 1))


def misread(written: int, right: int) -> bool:
    """One digit read as one that looks like it (象形法)."""
    x, y = str(abs(written)), str(abs(right))
    off = [frozenset(pair) for pair in zip(x, y, strict=False) if pair[0] != pair[1]]
    return len(x) == len(y) and (written < 0) == (right < 0) and len(off) == 1 and off[0] in ALIKE


FORMS: dict[str, Callable[[int, int], bool]] = {
    "digits_swapped": lambda a, b: apart(a, b) > 0,
    "decimal_slid": slid,
    "digit_misread": misread,
    "sign_reversed": lambda a, b: a == -b,
    "doubled": lambda a, b: a == 2 * b,
}
"""Kind of slip → whether it leads from the right amount to the written one. Both in fen."""
