"""Whose use goes on which account: told by earlier sums, and never where they do not tell it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from houqin.settle.shares import shared

TEACHING, OFFICE = "5001", "5101"


def test_sums_of_earlier_months_tell_it() -> None:
    """教务处 1,230.50 and 总务处 88.60 last month, 5101 had 88.60: 总务处 is the office."""
    found = shared(
        {"教务处": 40_00, "总务处": 55_00},
        [({"教务处": 1230_50, "总务处": 88_60}, {TEACHING: 1230_50, OFFICE: 88_60})],
    )
    assert found
    assert found.codes == {TEACHING: 40_00, OFFICE: 55_00}
    assert found.groups[OFFICE] == ["总务处"]


def test_two_departments_that_used_the_same_cannot_be_told_apart() -> None:
    before = [({"教务处": 88_60, "总务处": 88_60}, {TEACHING: 88_60, OFFICE: 88_60})]
    assert shared({"教务处": 40_00, "总务处": 55_00}, before) is None
    assert shared({"教务处": 40_00, "总务处": 40_00}, before)  # nor need they be, where it comes to the same


def test_a_department_that_never_drew_anything_is_not_guessed() -> None:
    before = [({"教务处": 1230_50, "总务处": 88_60}, {TEACHING: 1230_50, OFFICE: 88_60})]
    assert shared({"教务处": 40_00, "保健室": 12_00}, before) is None


def test_a_month_that_was_booked_otherwise_tells_nothing() -> None:
    before = [({"教务处": 1230_50, "总务处": 88_60}, {TEACHING: 1230_00, OFFICE: 88_60})]
    assert shared({"教务处": 40_00, "总务处": 55_00}, before) is None


def test_small_sums_fit_by_chance() -> None:
    """Eight departments and a few fen: some way always fits, so none is believed."""
    groups = {f"部门{n}": 1 + n for n in range(8)}
    assert shared(groups, [(groups, {TEACHING: 30, OFFICE: 6})]) is None


@given(
    st.lists(st.lists(st.integers(1, 10**9), min_size=4, max_size=7), min_size=2, max_size=3),
    st.lists(st.booleans(), min_size=7, max_size=7),
    st.lists(st.integers(1, 10**9), min_size=7, max_size=7),
)
def test_what_is_told_is_true(months: list[list[int]], office: list[bool], now: list[int]) -> None:
    """Where departments are booked in one way every month, the answer is that way, or none."""
    size = min(map(len, months))

    def booked(sums: list[int]) -> tuple[dict[str, int], dict[str, int]]:
        accounts = {TEACHING: 0, OFFICE: 0}
        for at in range(size):
            accounts[OFFICE if office[at] else TEACHING] += sums[at]
        return {f"部门{at}": sums[at] for at in range(size)}, {code: fen for code, fen in accounts.items() if fen}

    groups, accounts = booked(now)
    found = shared(groups, [booked(sums) for sums in months])
    assert found is None or found.codes == accounts
