"""What everything counts in: fen, millionths of a unit, days and months as plain values.

Money is whole fen (分) and quantities are whole millionths of their unit, both int: exact, and the same in
Python, SQLite and JSON. A day is the int 20261031, a month the text "2026-10": both sort as they read.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import Decimal

MICRO = 1_000_000  # a quantity's or a price's smallest part


def divide(numerator: int, denominator: int) -> int:
    """Numerator / denominator rounded to the nearest whole, a half away from zero (四舍五入)."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    quotient, rest = divmod(abs(numerator), denominator)
    quotient += 2 * rest >= denominator
    return quotient if numerator >= 0 else -quotient


def fen(text: str) -> int:
    """Yuan as written ("12.5", "-3") in fen. The text has been checked by its scalar type."""
    return int(Decimal(text).scaleb(2))


def micro(text: str) -> int:
    """A plain decimal number in millionths; ValueError where it has more than six decimals."""
    whole, _, rest = text.partition(".")
    if whole.isdecimal() and (
        not rest or (rest.isdecimal() and len(rest) <= 6)
    ):  # nearly all; twice as fast as Decimal
        return int(whole) * MICRO + int(rest.ljust(6, "0"))
    scaled = Decimal(text).scaleb(6)
    if scaled != int(scaled):
        raise ValueError(text)
    return int(scaled)


def yuan(amount: int, *, grouped: bool = True) -> str:
    """Fen as yuan with two decimals: 123456 → "1,234.56" (or "1234.56")."""
    sign, whole, cents = "-" if amount < 0 else "", abs(amount) // 100, abs(amount) % 100
    return f"{sign}{whole:,}.{cents:02d}" if grouped else f"{sign}{whole}.{cents:02d}"


def number(parts: int, *, grouped: bool = False) -> str:
    """Millionths as a plain number without trailing zeros: 1500000 → "1.5"."""
    sign, whole, rest = "-" if parts < 0 else "", abs(parts) // MICRO, abs(parts) % MICRO
    text = f"{whole:,}" if grouped else str(whole)
    return sign + text + (f".{rest:06d}".rstrip("0") if rest else "")


def day(date: datetime.date) -> int:
    return date.year * 10000 + date.month * 100 + date.day


def date(day: int) -> datetime.date:
    return datetime.date(day // 10000, day // 100 % 100, day % 100)


def iso(day: int) -> str:
    """20261031 → "2026-10-31"."""
    return f"{day // 10000:04d}-{day // 100 % 100:02d}-{day % 100:02d}"


def days_between(first: int, last: int) -> int:
    return (date(last) - date(first)).days


def month_of(day: int) -> str:
    return f"{day // 10000:04d}-{day // 100 % 100:02d}"


MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")


def month_meant(written: str) -> str | None:
    """The month that is meant by 2026-10, 2026年10月, 2026/10, 2026.9, 202610, also in full width; None if none is."""
    if MONTH.fullmatch(written):
        return written
    half = unicodedata.normalize("NFKC", written).replace(" ", "")
    found = re.fullmatch(r"(\d{4})(?:年|[-/.])(\d{1,2})月?份?|(\d{4})(\d{2})", half, re.ASCII)
    if not found:
        return None
    year, number = found[1] or found[3], int(found[2] or found[4])
    meant = f"{year}-{number:02d}"
    return meant if MONTH.fullmatch(meant) else None


def month_index(month: str) -> int:
    """Months since year 0, for arithmetic: index("2026-11") − index("2026-10") = 1."""
    return int(month[:4]) * 12 + int(month[5:]) - 1


def month_at(index: int) -> str:
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def next_month(month: str) -> str:
    return month_at(month_index(month) + 1)


def previous_month(month: str) -> str:
    return month_at(month_index(month) - 1)


def first_day(month: str) -> int:
    return int(month[:4]) * 10000 + int(month[5:]) * 100 + 1


def last_day(month: str) -> int:
    following = date(first_day(next_month(month)))
    return day(following - datetime.timedelta(days=1))
