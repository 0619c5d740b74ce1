"""凭证断号: a set's vouchers of a month bear continuous numbers (会计基础工作规范第51条)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from houqin.reconcile.moves import Month
from houqin.reconcile.papers import Paper
from houqin.values import previous_month

Series = tuple[str, str]
"""A set and what stands before the dash: 记 of 记-12."""


def continuous(month: Month, name: str) -> Iterator[Paper]:
    """Numbers that no voucher of a month bears, series by series: the voucher behind the first gap is named first."""
    before = _numbers(month, previous_month(name))
    for series, having in sorted(_numbers(month, name).items()):
        first = start(sorted(before.get(series, {})), min(having))
        gaps = missing(first, having)
        if gaps:
            behind = tuple((having[last + 1], 0) for _, last in gaps)
            yield Paper("voucher.gap", behind, args={"gaps": [written(series[1], *gap) for gap in gaps]})


def start(before: list[int], lowest: int) -> int:
    """The number a month's series begins with: the next one where it runs on through the year, 1 where each month begins
    anew; the lowest there is where the month before says nothing."""
    if not before:
        return lowest
    return before[-1] + 1 if lowest > before[-1] else 1


def missing(first: int, having: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of each run of numbers that is left out."""
    return [(before + 1, after - 1) for before, after in pairwise([first - 1, *sorted(having)]) if after - before > 1]


def written(head: str, first: int, last: int) -> str:
    """记, 5, 7 → 记-5…7."""
    return f"{head}-{first}" + (f"…{last}" if last > first else "")


def _numbers(month: Month, name: str) -> dict[Series, dict[int, int]]:
    """Series → number → record, of a month's vouchers and of what takes them back under a number of theirs; a number
    that ends in no figure is of no series."""
    found: dict[Series, dict[int, int]] = {}
    rows = month.index.execute(
        "select id, owner, number, type from record where month = ? and type in ('voucher', 'reversal')"
        " and folder = 'accounts' order by type desc, id",
        (name,),
    )
    for record, set_, number, type_ in rows:
        head, dash, tail = number.rpartition("-")
        series = (set_, head)
        if dash and tail.isdecimal() and len(tail) < 10 and (type_ == "voucher" or series in found):
            found.setdefault(series, {})[int(tail)] = record
    return found
