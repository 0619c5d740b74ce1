"""The best one-to-one assignment among items that wait for each other, and whether it is clearly the best."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from houqin.reconcile.loose import End, Key, Limits, Loose, alike, place, score
from houqin.values import days_between

Edge = tuple[Loose, Loose]
"""A left and a right item that the gates let through."""


def components(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Edges in lots that share no item; in the order of their first edges."""
    lot: dict[End, End] = {}

    def root(end: End) -> End:
        while lot.setdefault(end, end) != end:
            lot[end] = lot[lot[end]]
            end = lot[end]
        return end

    for a, b in edges:
        lot[root((1, b.key))] = root((0, a.key))
    lots: dict[End, list[Edge]] = defaultdict(list)
    for a, b in edges:
        lots[root((0, a.key))].append((a, b))
    return list(lots.values())


class Assignment:
    """The best way to pair a lot one to one: as many as can be, then the most points, then the days in their order."""

    def __init__(self, limits: Limits, edges: Sequence[Edge]) -> None:
        self.limits = limits
        self.lefts = sorted({a for a, _ in edges}, key=place)
        self.rights = sorted({b for _, b in edges}, key=place)
        self.points = {(a.key, b.key): score(a, b, limits) for a, b in edges}
        self.couples = self._best(self.points)
        self.worth = self._worth(self.couples)
        self.otherwise = cache(self._otherwise)
        self.fates: dict[tuple[int, tuple[object, ...]], set[object]] = defaultdict(set)
        paired = {(0, a.key): b for a, b in self.couples} | {(1, b.key): a for a, b in self.couples}
        for side, items in ((0, self.lefts), (1, self.rights)):
            for one in items:
                other = paired.get((side, one.key))
                self.fates[side, alike(one)].add(other and alike(other))

    def stands_out(self, a: Loose, b: Loose) -> bool:
        """Whether the lot is clearly worse off without such a pair, and all items like these two go the same way."""
        one, other = alike(a), alike(b)
        if self.fates[0, one] != {other} or self.fates[1, other] != {one}:
            return False
        count, points = self.otherwise(one, other)
        return count < self.worth[0] or points + max(self.limits.near, 1) <= self.worth[1]

    def _worth(self, couples: Sequence[Edge]) -> tuple[int, int]:
        return len(couples), sum(self.points[a.key, b.key] for a, b in couples)

    def _otherwise(self, one: object, other: object) -> tuple[int, int]:
        """What the lot is worth without any pair like that."""
        kinds = {x.key: alike(x) for x in (*self.lefts, *self.rights)}
        left = {(a, b): p for (a, b), p in self.points.items() if (kinds[a], kinds[b]) != (one, other)}
        return self._worth(self._best(left))

    def _best(self, points: dict[tuple[Key, Key], int]) -> list[Edge]:
        """Costs: a missing pair above all, then lacking points, then the square of the days between."""
        if not points:
            return []
        whole = self.limits.party + self.limits.number + self.limits.order + self.limits.day
        days = len(self.lefts) * (self.limits.window**2 + 1)
        none = (whole + 1) * days * (len(self.lefts) + 1)
        costs = [
            [
                (whole - points[a.key, b.key]) * days + days_between(a.day, b.day) ** 2
                if (a.key, b.key) in points
                else none
                for b in self.rights
            ]
            for a in self.lefts
        ]
        chosen = _solve(costs)
        couples = [(self.lefts[i], self.rights[j]) for i, j in chosen]
        return [(a, b) for a, b in couples if (a.key, b.key) in points]


def _solve(costs: list[list[int]]) -> list[tuple[int, int]]:
    """Row and column of each assignment, with the least cost in all."""
    if len(costs) == 1:
        return [(0, min(range(len(costs[0])), key=costs[0].__getitem__))]
    if len(costs[0]) == 1:
        return [(min(range(len(costs)), key=lambda i: costs[i][0]), 0)]
    from munkres import Munkres  # only where several wait for several

    return [(i, j) for i, j in Munkres().compute(costs)]
