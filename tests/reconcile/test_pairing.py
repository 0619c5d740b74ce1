"""Open items of two sides: what is paired, what is a tie, what is left; and what holds of any items whatever."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin.reconcile.loose import Limits, Loose
from houqin.reconcile.pairing import Paired, pair
from houqin.values import days_between

LIMITS = Limits(60, 0, 3, 20, 500, 4000, 2900, 100, 3000)


def one(number: int, amount: int, day: int = 20261010, party: str = "文具店", **other: Any) -> Loose:
    """An item; sums in fen."""
    return Loose((number, 0), f"单-{number}", amount, day, party=party, **other)


def couples(found: Paired) -> list[tuple[str, list[int], list[int]]]:
    return [(p.stage, [a.key[0] for a in p.left], [b.key[0] for b in p.right]) for p in found.pairs]


# ------------------------------------------------------------ cases as a bursar would tell them


def test_an_invoice_and_the_only_delivery_of_its_sum() -> None:
    found = pair([one(1, 5000)], [one(11, 5000, 20261003), one(12, 7000)], LIMITS)
    assert couples(found) == [("only_one", [1], [11])]
    assert [b.key[0] for b in found.right] == [12]


def test_a_bank_number_tells_two_equal_payments_apart() -> None:
    ours = [one(1, -5000, numbers=frozenset(["A7"])), one(2, -5000)]
    theirs = [one(11, -5000, 20261012), one(12, -5000, 20261013, numbers=frozenset(["A7"]))]
    assert couples(pair(ours, theirs, LIMITS)) == [("same_key", [1], [12]), ("only_one", [2], [11])]


def test_true_twins_are_two_and_each_is_used_once() -> None:
    found = pair([one(1, 5000), one(2, 5000)], [one(11, 5000), one(12, 5000)], LIMITS)
    assert couples(found) == [("same_key", [1], [11]), ("same_key", [2], [12])]


def test_two_like_deliveries_and_one_invoice_are_a_tie_with_both_shown() -> None:
    found = pair([one(1, 5000)], [one(11, 5000, 20261003), one(12, 5000, 20261004)], LIMITS)
    assert not found.pairs
    assert [[b.key[0] for p in tie.options for b in p.right] for tie in found.ties] == [
        [12, 11]
    ]  # the nearer day first


def test_a_delivery_of_two_months_before_does_not_make_a_tie_with_yesterdays() -> None:
    found = pair([one(1, 5000)], [one(11, 5000, 20260820), one(12, 5000, 20261009)], LIMITS)
    assert couples(found) == [("best_score", [1], [12])]


def test_two_of_three_twins_leave_the_third_and_where_it_must_be_decided_the_days_keep_their_order() -> None:
    ours = [one(1, 5000, 20261001), one(2, 5000, 20261004), one(3, 5000, 20261007)]
    theirs = [one(11, 5000, 20261002), one(12, 5000, 20261005)]
    assert not pair(ours, theirs, LIMITS).pairs
    found = pair(ours, theirs, LIMITS, decide=True)
    assert couples(found) == [("best_score", [1], [11]), ("best_score", [2], [12])]


def test_a_suppliers_month_is_one_invoice_however_many_deliveries_it_had() -> None:
    many = [one(10 + n, 100 + n, 20260901 + n % 29) for n in range(40)]
    found = pair([one(1, sum(b.amount for b in many), 20261005)], many, LIMITS)
    assert [(p.stage, len(p.right)) for p in found.pairs] == [("party_month", 40)]


def test_two_deliveries_of_three_add_up() -> None:
    found = pair([one(1, 800)], [one(11, 500), one(12, 300), one(13, 450)], LIMITS)
    assert couples(found) == [("few_items", [1], [11, 12])]


def test_where_two_sums_fit_neither_is_taken() -> None:
    found = pair([one(1, 800)], [one(11, 500), one(12, 300), one(13, 450), one(14, 350)], LIMITS)
    assert not found.pairs
    assert sorted(tuple(b.key[0] for b in p.right) for p in found.ties[0].options) == [(11, 12), (13, 14)]


def test_two_invoices_over_the_same_three_deliveries_as_a_whole() -> None:
    found = pair([one(1, 820), one(2, 430)], [one(11, 500), one(12, 300), one(13, 450)], LIMITS)
    assert couples(found) == [("whole_month", [1, 2], [11, 12, 13])]


def test_what_somebody_rejected_is_not_paired_again() -> None:
    barred = frozenset([(frozenset([(1, 0)]), frozenset([(11, 0)]))])
    found = pair([one(1, 5000)], [one(11, 5000), one(12, 5000, 20261020)], LIMITS, barred=barred)
    assert couples(found) == [("only_one", [1], [12])]


@pytest.mark.parametrize("shut", [{"group": "食堂"}, {"party": "文具行"}, {"day": 20270110}, {"amount": 5001}])
def test_nothing_is_paired_across_a_gate(shut: dict[str, Any]) -> None:
    assert not pair([one(1, 5000)], [one(11, 5000)._replace(**shut)], LIMITS).pairs


# ------------------------------------------------------------ whatever the items

PARTIES = ["文具店", "粮油店", ""]


def side(first: int) -> st.SearchStrategy[list[Loose]]:
    item = st.tuples(
        st.sampled_from([100, 200, 300, 500, 700, -100]), st.integers(0, 75), st.sampled_from(PARTIES),
        st.sampled_from(["学校", "食堂"]), st.sampled_from([frozenset[str](), frozenset(["A1"]), frozenset(["B2"])]),
    )  # fmt: skip

    def made(rows: list[Any]) -> list[Loose]:
        days = [20260901 + d if d < 30 else 20261001 + d - 30 if d < 61 else 20261101 + d - 61 for _, d, *_ in rows]
        return [
            Loose((first + n, 0), f"单-{first + n}", amount, day, group, party, party, numbers)
            for n, ((amount, _, party, group, numbers), day) in enumerate(zip(rows, days, strict=True))
        ]

    return st.lists(item, max_size=7).map(made)


BOTH = (side(0), side(100))


@given(*BOTH, st.booleans(), st.randoms())
def test_the_order_of_the_items_changes_nothing(
    ours: list[Loose], theirs: list[Loose], decide: bool, shuffled: Any
) -> None:
    found = pair(ours, theirs, LIMITS, decide=decide)
    shuffled.shuffle(ours)
    shuffled.shuffle(theirs)
    assert pair(ours, theirs, LIMITS, decide=decide) == found


@given(*BOTH, st.booleans())
def test_each_item_is_used_once_and_every_pair_is_within_its_gates(
    ours: list[Loose], theirs: list[Loose], decide: bool
) -> None:
    found = pair(ours, theirs, LIMITS, decide=decide)
    used = [end for p in found.pairs for end in p.ends]
    rest = [(0, a.key) for a in found.left] + [(1, b.key) for b in found.right]
    assert sorted(used + rest) == sorted([(0, a.key) for a in ours] + [(1, b.key) for b in theirs])
    for tie in found.ties:
        assert not {end for p in tie.options for end in p.ends} & set(used)
    for p in [*found.pairs, *(p for tie in found.ties for p in tie.options)]:
        assert sum(a.amount for a in p.left) == sum(b.amount for b in p.right)
        for a in p.left:
            for b in p.right:
                assert a.group == b.group
                assert not (a.party and b.party and a.party != b.party)
                assert abs(days_between(a.day, b.day)) <= LIMITS.window


@given(*BOTH)
def test_a_unique_exact_answer_is_always_found(ours: list[Loose], theirs: list[Loose]) -> None:
    found = {p.ends[0] + p.ends[1] for p in pair(ours, theirs, LIMITS).pairs if len(p.ends) == 2}

    def fits(a: Loose, b: Loose) -> bool:
        return (
            (a.amount, a.group) == (b.amount, b.group)
            and (not a.party or not b.party or a.party == b.party)
            and abs(days_between(a.day, b.day)) <= LIMITS.window
        )

    for a in ours:
        fitting = [b for b in theirs if fits(a, b)]
        if len(fitting) == 1 and [x for x in ours if fits(x, fitting[0])] == [a]:
            assert (0, a.key, 1, fitting[0].key) in found


@given(*BOTH)
def test_where_it_must_be_decided_as_many_are_paired_as_can_be(ours: list[Loose], theirs: list[Loose]) -> None:
    """Of one party and one place on one day: then as many as the scarcer side of each sum has."""
    ours, theirs = (
        [x._replace(party="", said="", group="", day=20261001, numbers=frozenset()) for x in s] for s in (ours, theirs)
    )
    found = pair(ours, theirs, LIMITS, decide=True, stages=("same_key", "only_one", "best_score"))
    sums = {x.amount for x in ours}
    assert len(found.pairs) == sum(
        min(sum(x.amount == fen for x in ours), sum(x.amount == fen for x in theirs)) for fen in sums
    )


@given(st.lists(st.integers(1, 12), min_size=2, max_size=7), st.integers(2, 40))
def test_the_number_of_rival_sums_is_true(amounts: list[int], total: int) -> None:
    """Counted here by trying every choice; equal items are different choices."""
    if total in amounts or sum(amounts) == total:
        return  # settled before sums are looked for
    theirs = [one(11 + n, fen) for n, fen in enumerate(amounts)]
    true = [c for size in (2, 3) for c in combinations(theirs, size) if sum(b.amount for b in c) == total]
    found = pair([one(1, total)], theirs, LIMITS)
    shown = [p.right for tie in found.ties for p in tie.options]
    taken = [p.right for p in found.pairs]
    assert (taken, shown) == ((true, []) if len(true) == 1 else ([], shown))
    assert len(true) < 2 or sorted(shown) == sorted(true)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=6))
def test_days_are_never_crossed_without_need(days: list[tuple[int, int]]) -> None:
    def at(d: int) -> int:
        return 20260901 + d if d < 30 else 20261001 + d - 30

    ours = [one(n, 500, at(a), said="张", numbers=frozenset()) for n, (a, _) in enumerate(days)]
    theirs = [one(100 + n, 500, at(b) if b < 60 else 20261031) for n, (_, b) in enumerate(days)]
    found = pair(ours, theirs, LIMITS, decide=True, stages=("only_one", "best_score")).pairs
    for p, q in combinations(found, 2):
        (a, b), (c, d) = (p.left[0].day, p.right[0].day), (q.left[0].day, q.right[0].day)
        assert (a - c) * (b - d) >= 0
