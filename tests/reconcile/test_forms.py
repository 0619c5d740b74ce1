"""What the pen does to a sum: exact forms on a pair, and nothing that is only divisible by nine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin.reconcile.forms import forms


@pytest.mark.parametrize(
    ("written", "right", "named"),
    [
        (131400, 134100, ["digits_swapped"]),  # 1,314.00 for 1,341.00
        (431100, 134100, ["digits_swapped"]),  # two places apart
        (13410, 134100, ["decimal_slid"]),
        (13410000, 134100, ["decimal_slid"]),
        (734100, 134100, ["digit_misread"]),  # 7 for 1
        (834100, 334100, ["digit_misread"]),
        (-134100, 134100, ["sign_reversed"]),
        (268200, 134100, ["doubled"]),
        (135000, 134100, []),  # 9.00 apart, and no slip
        (234100, 134100, []),  # 2 for 1: nobody reads it so
        (134100, 134100, []),
        (134100, 0, []),
        (130000, 103000, ["digits_swapped"]),
        (1000, 100, ["decimal_slid"]),
        (10, 1, ["decimal_slid"]),
    ],
)
def test_the_forms_by_name(written: int, right: int, named: list[str]) -> None:
    assert forms(written, right) == named


@given(st.integers(1, 10**9), st.integers(0, 8), st.integers(1, 3))
def test_two_digits_changed_about_differ_by_a_multiple_of_nine_and_go_back(right: int, at: int, apart: int) -> None:
    digits = list(str(right))
    if at + apart >= len(digits):
        return
    digits[at], digits[at + apart] = digits[at + apart], digits[at]
    written = int("".join(digits))
    if written == right or len(str(written)) < len(digits):
        return
    assert "digits_swapped" in forms(written, right)
    assert "digits_swapped" in forms(right, written)
    assert (written - right) % 9 == 0


@given(st.integers(10, 10**9), st.integers(1, 9))
def test_a_difference_that_is_only_divisible_by_nine_is_no_form(right: int, times: int) -> None:
    written = right + 9 * times
    for name in forms(written, right):
        assert sorted(str(written)) == sorted(str(right)) or name != "digits_swapped"
