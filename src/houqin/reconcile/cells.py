"""Which few cells, if they said something else, would make every rule hold (Fellegi and Holt's error localisation).

A book is full of redundant sums: what is booked is what is counted, a price is what it was before, what came is what was
asked for. A wrong cell breaks some of these rules and not others; what mends most of them by blaming fewest records is
the likeliest. It is a suspect, not a cause, as long as something else mends as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from houqin.reconcile.spots import Doc

Rule = tuple[str, ...]
"""A rule of the book that does not hold: its name, and of what (("count", store, item), ("price", record, line))."""


class Candidate(NamedTuple):
    """A cell (or a record that is missing) with what would hold if it were otherwise: the kind of finding, the document
    blamed first and those beside it, the rules mended. `shares`: of each of these that is a quantity, how much of it,
    millionths. `trust`: how far such a document is trusted, 0 the least. `last`: what decides between equals.
    `otherwise`: lines of goods, (record, n) → millionths of the base unit that they would say."""

    code: str
    docs: tuple[Doc, ...]
    mends: frozenset[Rule]
    shares: Mapping[Rule, int]
    trust: int
    last: tuple[Any, ...]
    args: Mapping[str, Any] = MappingProxyType({})
    otherwise: Mapping[Doc, int] = MappingProxyType({})

    @property
    def order(self) -> tuple[Any, ...]:
        return -len(self.mends), self.trust, self.code, self.last


class Choice(NamedTuple):
    """A candidate that was chosen, how many other explanations mend as much, and how many of these are of its kind."""

    candidate: Candidate
    rivals: int
    alike: int


def chosen(candidates: Iterable[Candidate]) -> list[Choice]:
    """One after the other the candidate that mends most; what it mends needs no other. Each blames one cell.

    What mends one rule only has always a rival: that the rule does not hold because of something nobody wrote down.
    """
    left = sorted(candidates, key=lambda c: c.order)
    found = []
    while left:
        best = left[0]
        others = [c for c in left[1:] if c.shares.keys() & best.shares.keys()]
        equal = [c for c in others if len(c.mends) == len(best.mends)]
        alike = sum(c.code == best.code for c in equal)
        found.append(Choice(best, len(equal) + (len(best.mends) == 1), alike))
        left = [c for c in left[1:] if c not in others]
    return found
