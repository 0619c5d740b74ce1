"""The school's calendar: terms, weekends, public holidays and the days worked in their place.

2026 follows the State Council's notice. Later years have the fixed holidays and the days of the lunar ones; which
weekends are worked in their place is announced a year ahead, so later years have none.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

FIRST = "2026-09"
"""The month with which a book begins."""

MID_AUTUMN = {
    2026: (9, 25), 2027: (9, 15), 2028: (10, 3), 2029: (9, 22), 2030: (9, 12), 2031: (10, 1), 2032: (9, 19),
    2033: (9, 8), 2034: (9, 27), 2035: (9, 16), 2036: (10, 4), 2037: (9, 24),
}  # fmt: skip
"""中秋节 by year."""
DRAGON_BOAT = {
    2026: (6, 19), 2027: (6, 9), 2028: (5, 28), 2029: (6, 16), 2030: (6, 5), 2031: (6, 24), 2032: (6, 12),
    2033: (6, 1), 2034: (6, 20), 2035: (6, 10), 2036: (5, 30), 2037: (6, 18),
}  # fmt: skip
"""端午节 by year."""
SPRING_FESTIVAL = {
    2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3), 2031: (1, 23), 2032: (2, 11), 2033: (1, 31),
    2034: (2, 19), 2035: (2, 8), 2036: (1, 28), 2037: (2, 15),
}  # fmt: skip
"""春节 by year."""
MADE_UP = {date(2026, 9, 20), date(2026, 10, 10)}
"""Weekend days worked in 2026 for the National Day holiday."""

AUTUMN, WINTER_BREAK, SPRING, SUMMER_BREAK = (9, 1), (1, 20), (2, 25), (7, 8)
"""First days of the two terms and of the two long breaks."""


@cache
def holidays(year: int) -> frozenset[date]:
    """The public holidays of a year."""
    found = {date(year, 1, 1), date(year, 4, 5)}
    found |= {date(year, 5, day) for day in range(1, 6)} | {date(year, 10, day) for day in range(1, 8)}
    found |= {date(year, *table[year]) for table in (MID_AUTUMN, DRAGON_BOAT) if year in table}
    if year in SPRING_FESTIVAL:
        eve = date(year, *SPRING_FESTIVAL[year]) - timedelta(1)
        found |= {eve + timedelta(day) for day in range(8)}
    return frozenset(found)


def works(day: date) -> bool:
    """Whether the school's offices are open."""
    return day in MADE_UP or (day.weekday() < 5 and day not in holidays(day.year))


def teaches(day: date) -> bool:
    """Whether the pupils are there."""
    at = (day.month, day.day)
    in_term = SPRING <= at < SUMMER_BREAK or at >= AUTUMN or at < WINTER_BREAK
    return in_term and works(day)


def first(month: str) -> date:
    return date(int(month[:4]), int(month[5:]), 1)


def last(month: str) -> date:
    return first(after(month)) - timedelta(1)


def after(month: str) -> str:
    """The month after "2026-12" is "2027-01"."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}-{number % 12 + 1:02d}"


def month_of(day: date) -> str:
    return f"{day:%Y-%m}"


def all_days(month: str) -> list[date]:
    return [first(month) + timedelta(n) for n in range(last(month).day)]


def work_days(month: str) -> list[date]:
    return [day for day in all_days(month) if works(day)]


def school_days(month: str) -> list[date]:
    return [day for day in all_days(month) if teaches(day)]


def term_starts(month: str) -> bool:
    """Whether a term begins in the month."""
    return int(month[5:]) in (AUTUMN[0], SPRING[0])


def months_between(earlier: str, later: str) -> int:
    """Months from one to the other: 2026-08 to 2026-10 is 2."""
    return (int(later[:4]) - int(earlier[:4])) * 12 + int(later[5:]) - int(earlier[5:])


def before(month: str, number: int) -> str:
    """The month so many before."""
    index = int(month[:4]) * 12 + int(month[5:]) - 1 - number
    return f"{index // 12}-{index % 12 + 1:02d}"
