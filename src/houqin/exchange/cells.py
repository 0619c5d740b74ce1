"""A cell of somebody's spreadsheet → the text that the book would have, or the cell as it is where that is not plain.

Nothing is refused here: what is no date or no amount is left as it stands, and the record's own check says so.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from houqin.exchange.columns import NOTHING
from houqin.exchange.sheet import Cell

DAYS = frozenset(("date", "produced", "valid_until", "booked"))
MONEY = frozenset((
    "unit_price", "amount", "in", "out", "debit", "credit", "increase", "decrease", "balance", "opening", "closing",
))  # fmt: skip
QUANTITIES = frozenset(("quantity", "delivered", "rejected", "requested", "gross_weight", "tare"))
DAY = re.compile(
    r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?(?:[ T].*|\d\d:.*)?|(\d{4})(\d\d)(\d\d)(?:[ T].*|\d{6})?"
)
NUMBER = re.compile(r"[+-]?\d{1,12}(?:\.\d+)?")
FINEST = 6
"""Decimals of a quantity or a price that are kept."""
SERIAL = range(36526, 73051)
"""Days as a spreadsheet counts them, where it lost that they are days: 2000 to 2099."""
SPACES = re.compile(r"[\s\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def text(cell: Cell) -> str:
    """Words without what cannot be seen; spaces of all kinds as one."""
    return SPACES.sub(" ", INVISIBLE.sub("", SPACES.sub(" ", cell.text))).strip()


def nothing(cell: Cell) -> bool:
    """Whether the cell is empty, or says so with a dash or a stroke."""
    return text(cell) in NOTHING


def day(cell: Cell) -> str:
    """A date in any usual form → 2026-10-31."""
    written = unicodedata.normalize("NFKC", text(cell))
    if found := DAY.fullmatch(written):
        year, month, number = (int(part) for part in found.groups() if part is not None)
        try:
            return datetime.date(year, month, number).isoformat()
        except ValueError:
            return written
    if written.isascii() and written.isdigit() and int(written) in SERIAL and len(written) == 5:
        return (datetime.date(1899, 12, 30) + datetime.timedelta(days=int(written))).isoformat()
    return written


def number(written: str) -> str | None:
    """A number without signs of money, separators and brackets for "below zero"; None where it is none."""
    plain = re.sub(r"[\s,¥￥、]|(?:人民币|RMB|CNY)|[元圆]$", "", unicodedata.normalize("NFKC", written))
    if bracketed := re.fullmatch(r"\((.+)\)", plain):
        plain = "-" + bracketed[1]
    return plain.removeprefix("+") if NUMBER.fullmatch(plain) else None


def rounded(plain: str, decimals: int) -> str:
    """At most that many decimals, half up, where there are more."""
    if len(plain.partition(".")[2]) <= decimals:
        return plain
    return format(Decimal(plain).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP), "f")


def money(cell: Cell, field: str) -> str:
    """An amount in yuan with two decimals, a price as it is. What the program shows with two decimals is meant so."""
    plain = number(text(cell))
    if plain is None:
        return text(cell)
    if field == "unit_price":
        plain = rounded(plain, FINEST)
        whole, dot, decimals = plain.partition(".")
        return whole + "." + decimals.rstrip("0").ljust(2, "0") if dot or len(whole) < 13 else plain
    if cell.decimals is not None and cell.decimals <= 2:
        plain = rounded(plain, 2)
    whole, _, decimals = plain.partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


def quantity(cell: Cell, unit: str) -> str:
    """A number with its unit: its own where it is written with one, else the sheet's."""
    written = text(cell)
    plain = number(written)
    if plain is not None:
        plain = rounded(plain, FINEST)
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        return f"{plain} {unit}" if unit else plain
    half = re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", written))
    if found := re.fullmatch(r"(\d+(?:\.\d+)?)([^\d\s].*)", half):
        return f"{found[1]} {found[2]}"
    return written


def value(cell: Cell, field: str, unit: str = "") -> str:
    """The cell as that field is written in a book."""
    if field in DAYS:
        return day(cell)
    if field in MONEY:
        return money(cell, field)
    if field in QUANTITIES:
        return quantity(cell, unit)
    return text(cell)
