"""The next number, as the book itself would have given it."""

from __future__ import annotations

import pytest

from houqin.book.numbers import following, style, style_of

OCTOBER = 20261031


@pytest.mark.parametrize(
    ("known", "day", "expected"),
    [
        ([("SYS-1030-1", 20261030), ("SYS-1030-2", 20261030)], 20261030, "SYS-1030-3"),
        ([("SYS-1030-1", 20261030)], OCTOBER, "SYS-1031-1"),
        ([("YS-261030-01", 20261030), ("YS-261030-09", 20261030)], 20261030, "YS-261030-10"),
        ([("YS-20261030-001", 20261030)], OCTOBER, "YS-20261031-001"),
        ([("CK2610-0007", 20261008)], OCTOBER, "CK2610-0008"),
        ([("RK-00012", 20261008)], OCTOBER, "RK-00013"),
        ([("DZ-6011-10", OCTOBER)], 20261130, "DZ-6011-11"),
        ([("DZ-6011-10", OCTOBER)], OCTOBER, "DZ-6011-10-1"),  # the month has one already
        ([("SYS-1030-1", 20261030), ("旧-7", 20261029), ("SYS-1029-1", 20261029)], OCTOBER, "SYS-1031-1"),
    ],
)
def test_the_book_s_own_style_goes_on(known: list[tuple[str, int]], day: int, expected: str) -> None:
    assert following(style("acceptance", known), day, {number for number, _ in known}) == expected


def test_a_book_without_numbers_gets_plain_ones() -> None:
    assert following(style("acceptance", []), OCTOBER, set()) == "YS-261031-01"
    assert following(style("outside_statement", [], "8802"), OCTOBER, set()) == "DZ-8802-2610"


def test_a_late_slip_is_numbered_by_its_own_day() -> None:
    """CK-0929-7 was booked in October."""
    assert style_of("CK-0929-7", 20260929) == ("CK-", "%m%d", "-", 1)


def test_a_number_without_a_date_or_a_count_has_no_style() -> None:
    assert style_of("甲", OCTOBER) is None
