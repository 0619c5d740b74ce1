"""Which department's use goes on which account, found from what earlier vouchers booked: the one way in which the sums of
the departments make those of the accounts, to the fen, in every month that is held against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product
from math import prod
from typing import NamedTuple

MOST = 5_000
"""Ways to share out half of the departments that are tried (a tenth of a second); of more nothing is told."""

Before = tuple[Mapping[str, int], Mapping[str, int]]
"""Of a month that was booked: department → fen, account → fen."""


CHANCE = 10
"""By so many times the sums must be more than the ways to share them out: else some way fits by chance."""


class Shared(NamedTuple):
    """Account → fen of this month, and the departments that were found to be on each account."""

    codes: dict[str, int]
    groups: dict[str, list[str]]


def shared(now: Mapping[str, int], before: Sequence[Before]) -> Shared | None:
    """None where earlier months (the latest first) do not say it, or several ways fit that differ now. A month in which too
    many others had something too is passed over."""
    codes = sorted({code for _, accounts in before for code in accounts})
    fitting: list[Before] = []
    known: set[str] = set()
    for groups, accounts in before:
        more = known | {group for group, amount in groups.items() if amount}
        if sum(groups.values()) == sum(accounts.values()) and len(codes) ** ((len(more) + 1) // 2) <= MOST:
            fitting.append((groups, accounts))
            known = more
    if any(amount and group not in known for group, amount in now.items()):
        return None
    if CHANCE * len(codes) ** len(known) > prod(sum(map(abs, accounts.values())) for _, accounts in fitting):
        return None
    ways = {tuple(sorted(_sums(now, way).items())): way for way in _ways(sorted(known), codes, fitting)}
    if len(ways) != 1:
        return None
    sums, way = ways.popitem()
    return Shared(dict(sums), {code: [g for g in sorted(now) if now[g] and way[g] == code] for code, _ in sums})


def _sums(now: Mapping[str, int], way: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for group, amount in now.items():
        if amount:
            found[way[group]] = found.get(way[group], 0) + amount
    return {code: amount for code, amount in found.items() if amount}


def _ways(groups: list[str], codes: list[str], before: Sequence[Before]) -> list[dict[str, str]]:
    """Every way to give each department its account. They are halved: each way of one half needs one sum of the other."""
    half = (len(groups) + 1) // 2

    def summed(part: list[str]) -> dict[tuple[int, ...], list[tuple[str, ...]]]:
        """Fen by month and account (the last account takes what is left) → the ways that make it."""
        found: dict[tuple[int, ...], list[tuple[str, ...]]] = defaultdict(list)
        for way in product(codes, repeat=len(part)):
            sums = tuple(
                sum(amounts.get(group, 0) for group, code in zip(part, way, strict=True) if code == wanted)
                for amounts, _ in before
                for wanted in codes[:-1]
            )
            found[sums].append(way)
        return found

    right = [accounts.get(code, 0) for _, accounts in before for code in codes[:-1]]
    first, second = groups[:half], groups[half:]
    others = summed(second)
    return [
        dict(zip(groups, (*way, *other), strict=True))
        for sums, ways in summed(first).items()
        for other in others.get(tuple(r - s for r, s in zip(right, sums, strict=True)), ())
        for way in ways
    ]
