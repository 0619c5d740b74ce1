"""Which open items of two sides belong together: a cascade, each stage taking out what it settles and saying why.

same_key     the same number and sum, or the same party, sum and day
only_one     the only item of that sum, either way, that the gates let through
best_score   the best one-to-one assignment by a visible score, where it is clearly the best
party_month  one item against all open ones of its party in a month, however many
few_items    one item against two, three … of its party in a month, where no others add up to it
whole_month  all of a party's month against all of the same

The gates are hard: group, equal sums, days apart, no two different parties. Every item is used once, so what was
written twice stays two; items alike in all that counts stand for each other. What is nearly as good otherwise is shown
as a tie and left alone, and no later stage touches it. The answer depends on the items only, never on their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from houqin.reconcile.assignment import Assignment, Edge, components
from houqin.reconcile.loose import End, Key, Limits, Loose, place, score
from houqin.values import days_between, month_at, month_index, month_of

Keys = frozenset[tuple[frozenset[Key], frozenset[Key]]]
"""Pairs that somebody said are none: what would stand on either side."""


class Pair(NamedTuple):
    """What belongs together. `score`: of the pairings in it, on average, in hundredths of a point."""

    left: tuple[Loose, ...]
    right: tuple[Loose, ...]
    stage: str
    score: int

    @property
    def ends(self) -> list[End]:
        return [*((0, one.key) for one in self.left), *((1, one.key) for one in self.right)]


class Tie(NamedTuple):
    """Pairings of which only one can be true and none stands out; best first."""

    stage: str
    options: tuple[Pair, ...]


@dataclass(slots=True)
class Paired:
    """`left` and `right`: what is in no pair, those in ties among them. By day and name. `rivals`: of what is in no pair, in
    how many of the pairs found or shown it might stand as well."""

    pairs: list[Pair] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    left: list[Loose] = field(default_factory=list)
    right: list[Loose] = field(default_factory=list)
    rivals: dict[End, int] = field(default_factory=dict)


def pair(
    left: Iterable[Loose], right: Iterable[Loose], limits: Limits, *, barred: Keys = frozenset(), decide: bool = False,
    stages: Collection[str] = ("same_key", "only_one", "best_score", "party_month", "few_items", "whole_month"),
) -> Paired:  # fmt: skip
    """The cascade over two sides. `barred` is never paired; `decide`: one-to-one ties are decided by the score, then by
    the days in their order. Items of no sum are left alone."""
    lefts, rights = sorted(left, key=place), sorted(right, key=place)
    desk = _Desk(limits, barred, decide, {a.key: a for a in lefts if a.amount}, {b.key: b for b in rights if b.amount})
    for name, stage in STAGES.items():
        if name in stages and desk.left and desk.right:
            stage(desk, name)
    done = {end for found in desk.pairs for end in found.ends}
    alone = [a for a in lefts if (0, a.key) not in done], [b for b in rights if (1, b.key) not in done]
    rivals = {(side, one.key): n for side in (0, 1) for one in alone[side] if (n := desk.rivals(side, one))}
    return Paired(desk.pairs, desk.ties, alone[0], alone[1], rivals)


# ------------------------------------------------------------ what is still on the desk


@dataclass(slots=True)
class _Desk:
    limits: Limits
    barred: Keys
    decide: bool
    left: dict[Key, Loose]
    right: dict[Key, Loose]
    pairs: list[Pair] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)

    def admits(self, a: Loose, b: Loose) -> bool:
        """Whether the gates, but for the sum's, let two items through."""
        return (
            a.group == b.group
            and (not a.party or not b.party or a.party == b.party)
            and abs(days_between(a.day, b.day)) <= self.limits.window
        )

    def allows(self, left: Sequence[Loose], right: Sequence[Loose]) -> bool:
        """Whether nobody said that these are no pair."""
        return not self.barred or (frozenset(a.key for a in left), frozenset(b.key for b in right)) not in self.barred

    def pairing(self, stage: str, left: Sequence[Loose], right: Sequence[Loose]) -> Pair:
        points = [score(a, b, self.limits) for a in left for b in right]
        return Pair(tuple(left), tuple(right), stage, sum(points) // len(points))

    def take(self, found: Pair) -> None:
        self.pairs.append(found)
        self._off(found)

    def show(self, stage: str, options: Iterable[Pair]) -> None:
        """Leave a tie; what is in it is no longer at hand."""
        best_first = sorted(options, key=lambda p: (-p.score, [place(a) for a in p.left], [place(b) for b in p.right]))
        self.ties.append(Tie(stage, tuple(best_first)))
        for one in best_first:
            self._off(one)

    def _off(self, found: Pair) -> None:
        for one in found.left:
            self.left.pop(one.key, None)
        for one in found.right:
            self.right.pop(one.key, None)

    def rivals(self, side: int, one: Loose) -> int:
        """In how many pairs that only the score decided an item of no pair might stand as well, its score as near as that
        of a tie is; and in how many of the pairings of a tie it does."""
        found = sum((side, one.key) in option.ends for tie in self.ties for option in tie.options)
        for taken in self.pairs if one.amount else ():
            if taken.stage == "best_score":
                (other,) = taken.left if side else taken.right
                a, b = (other, one) if side else (one, other)
                fits = other.amount == one.amount and self.admits(a, b) and self.allows((a,), (b,))
                found += fits and taken.score - score(a, b, self.limits) < max(self.limits.near, 1)
        return found

    def edges(self) -> Iterator[Edge]:
        """Items of one sum that the gates let through."""
        by_sum: dict[tuple[str, int], list[Loose]] = defaultdict(list)
        for b in self.right.values():
            by_sum[b.group, b.amount].append(b)
        for a in self.left.values():
            for b in by_sum.get((a.group, a.amount), ()):
                if self.admits(a, b) and self.allows((a,), (b,)):
                    yield a, b


# ------------------------------------------------------------ one to one


def _exact(desk: _Desk, stage: str) -> None:
    """A number that both bear, with the sum; then party, sum and day, as often on one side as on the other."""
    shared = [(a, b) for a, b in desk.edges() if a.numbers & b.numbers]
    for a, b in _only(shared):
        desk.take(desk.pairing(stage, (a,), (b,)))
    same: dict[tuple[object, ...], tuple[list[Loose], list[Loose]]] = defaultdict(lambda: ([], []))
    for side, items in ((0, desk.left), (1, desk.right)):
        for one in items.values():
            if one.party:
                same[one.group, one.party, one.amount, one.day][side].append(one)
    for lefts, rights in same.values():
        couples = list(zip(lefts, rights, strict=False))
        if len(lefts) == len(rights) and all(desk.allows((a,), (b,)) for a, b in couples):
            for a, b in couples:
                desk.take(desk.pairing(stage, (a,), (b,)))


def _unique(desk: _Desk, stage: str) -> None:
    for a, b in _only(list(desk.edges())):
        desk.take(desk.pairing(stage, (a,), (b,)))


def _only(edges: Sequence[Edge]) -> list[Edge]:
    """Those whose both ends are on no other."""
    ends = Counter((side, edge[side].key) for edge in edges for side in (0, 1))
    return [(a, b) for a, b in edges if ends[0, a.key] == ends[1, b.key] == 1]


def _scored(desk: _Desk, stage: str) -> None:
    for edges in components(list(desk.edges())):
        best = Assignment(desk.limits, edges)
        if desk.decide:
            sure = best.couples
        elif len(best.lefts) > desk.limits.crowd or len(best.rights) > desk.limits.crowd:
            sure = []
        else:
            sure = [(a, b) for a, b in best.couples if best.stands_out(a, b)]
        for a, b in sure:
            desk.take(desk.pairing(stage, (a,), (b,)))
        taken = {(0, a.key) for a, _ in sure} | {(1, b.key) for _, b in sure}
        left = [(a, b) for a, b in edges if (0, a.key) not in taken and (1, b.key) not in taken]
        for open_ in [] if desk.decide else components(left):
            desk.show(stage, (desk.pairing(stage, (a,), (b,)) for a, b in open_))


# ------------------------------------------------------------ one to many, many to many


def _monthly(desk: _Desk, stage: str) -> None:
    """All that is open of a party in a month, against one item (月结)."""

    def whole(one: Loose, many: list[Loose]) -> Iterator[tuple[Loose, ...]]:
        if len(many) > 1 and sum(x.amount for x in many) == one.amount and all(desk.admits(one, x) for x in many):
            yield tuple(many)

    _one_to_many(desk, stage, whole)


def _sum(desk: _Desk, stage: str) -> None:
    """A few of a party's month, where it is a small one."""

    def few(one: Loose, many: list[Loose]) -> Iterator[tuple[Loose, ...]]:
        if len(many) <= desk.limits.crowd:
            yield from sums([x for x in many if desk.admits(one, x)], one.amount, desk.limits.most)

    _one_to_many(desk, stage, few)


def sums(items: Sequence[Loose], amount: int, most: int) -> Iterator[tuple[Loose, ...]]:
    """Every choice of two to `most` items that add up to an amount, in order: the last one is looked up."""
    at: dict[int, list[int]] = defaultdict(list)
    for i, one in enumerate(items):
        at[one.amount].append(i)
    for size in range(1, most):
        for chosen in combinations(range(len(items)), size):
            missing = amount - sum(items[i].amount for i in chosen)
            for last in at.get(missing, ()):
                if last > chosen[-1]:
                    yield (*(items[i] for i in chosen), items[last])


def _one_to_many(desk: _Desk, stage: str, choices: Callable[[Loose, list[Loose]], Iterator[tuple[Loose, ...]]]) -> None:
    """Either side's items against several of the other, within one party and one month."""
    found: list[Pair] = []
    for side, (ones, others) in enumerate(((desk.left, desk.right), (desk.right, desk.left))):
        months = _months(others.values())
        for one in ones.values():
            for name in _near_months(desk, one):
                for chosen in choices(one, months.get((one.group, one.party, name), [])):
                    lefts, rights = (chosen, (one,)) if side else ((one,), chosen)
                    if desk.allows(lefts, rights):
                        found.append(desk.pairing(stage, lefts, rights))
    _settle(desk, stage, found)


def _months(items: Iterable[Loose]) -> dict[tuple[str, str, str], list[Loose]]:
    """(group, party, month) → its items; what has no party belongs to no month."""
    found: dict[tuple[str, str, str], list[Loose]] = defaultdict(list)
    for one in items:
        if one.party:
            found[one.group, one.party, month_of(one.day)].append(one)
    return found


def _near_months(desk: _Desk, one: Loose) -> Iterator[str]:
    """The months within the window."""
    if one.party:
        here, reach = month_index(month_of(one.day)), desk.limits.window // 28 + 1
        yield from (month_at(here + step) for step in range(-reach, reach + 1))


def _sharing(found: Sequence[Pair]) -> list[list[Pair]]:
    """Pairings in lots that share no item."""
    lots: list[list[Pair]] = []
    by_end: dict[End, int] = {}
    for one in found:
        met = sorted({by_end[end] for end in one.ends if end in by_end})
        at = met[0] if met else len(lots)
        if not met:
            lots.append([])
        lots[at].append(one)
        for other in met[1:]:
            lots[at] += lots[other]
            lots[other] = []
        by_end |= {end: at for p in lots[at] for end in p.ends}
    return [lot for lot in lots if lot]


def _group(desk: _Desk, stage: str) -> None:
    """A party's whole month on either side."""
    lefts, rights = _months(desk.left.values()), _months(desk.right.values())
    found = []
    for (group, party, _), mine in lefts.items():
        total = sum(a.amount for a in mine)
        for name in _near_months(desk, mine[0]):
            theirs = rights.get((group, party, name), [])
            if (
                len(mine) > 1 < len(theirs)
                and sum(b.amount for b in theirs) == total
                and all(desk.admits(a, b) for a in mine for b in theirs)
                and desk.allows(mine, theirs)
            ):
                found.append(desk.pairing(stage, mine, theirs))
    _settle(desk, stage, found)


def _settle(desk: _Desk, stage: str, found: Sequence[Pair]) -> None:
    """Take what shares no item with another; the others are ties."""
    for lot in _sharing(found):
        if len(lot) == 1:
            desk.take(lot[0])
        else:
            desk.show(stage, lot)


STAGES: dict[str, Callable[[_Desk, str], None]] = {
    "same_key": _exact,
    "only_one": _unique,
    "best_score": _scored,
    "party_month": _monthly,
    "few_items": _sum,
    "whole_month": _group,
}
"""In the order in which they take."""
