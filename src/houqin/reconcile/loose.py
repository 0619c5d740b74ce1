"""An open item, as pairing sees it, and what the rules say of how two of them go together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from houqin import names
from houqin.values import days_between

if TYPE_CHECKING:
    from houqin.book.registers import Registers

Key = tuple[int, int]
"""A record, and the line or the document inside it that is meant."""
End = tuple[int, Key]
"""An item with its side: 0 left, 1 right."""


class Loose(NamedTuple):
    """An open item. `amount` fen, signed as the other side's. `name` puts items of one day in order: what the document
    is called, never where it stands. `party` as the registers call it, "" if they do not; `said` as it is written."""

    key: Key
    name: str
    amount: int
    day: int
    group: str = ""
    party: str = ""
    said: str = ""
    numbers: frozenset[str] = frozenset()


class Limits(NamedTuple):
    """What the rules say of pairing. `window`: days that two items may lie apart. `after`: 1 where the right one usually
    follows, −1 where it usually comes first, 0 where neither does. `most`, `crowd`: items in a sum, and open ones among
    which sums are looked for. `near`: by how much the best must lead. Then what is given for the same party, a number
    shared, the usual order, the day. Points in hundredths."""

    window: int
    after: int
    most: int
    crowd: int
    near: int
    party: int
    number: int
    order: int
    day: int


def limits(registers: Registers, day: int, about: str, after: int) -> Limits:
    """The rules in force on a day for pairing records of the type `about` (on the left)."""

    def figures(rule: str) -> list[int]:
        """Of the row that comes first among those whose figures can be read: the book's own, then the national one."""
        fitting = [
            r for r in registers.rules
            if r["rule"] == rule and r["from_"] <= day <= r.get("until", 99999999) and r.get("applies_to") in words
            and all(value.isdecimal() for value in r["value"])
        ]  # fmt: skip
        row = max(fitting, key=lambda r: (r["own"], r.get("applies_to") is not None, r["from_"]))
        return [int(value) for value in row["value"]]

    words = (None, about, names.label(about, "zh"))
    points = [POINT * n for n in figures("pairing_points")]
    return Limits(
        figures("pairing_window")[0], after, figures("pairing_items")[0], figures("pairing_crowd")[0],
        POINT * figures("pairing_lead")[0], *points,
    )  # fmt: skip


POINT = 100
"""Hundredths: as fine as a day in a window of half a year needs."""


def score(a: Loose, b: Loose, limits: Limits) -> int:
    """Points for two items of one sum."""
    apart = days_between(a.day, b.day)
    points = limits.day * (limits.window - abs(apart)) // limits.window if limits.window else limits.day
    points += limits.order * (apart * limits.after >= 0)
    points += limits.number * bool(a.numbers & b.numbers)
    return points + limits.party * _same_party(a, b)


def _same_party(a: Loose, b: Loose) -> bool:
    if a.party and b.party:
        return a.party == b.party
    return bool(a.said and b.said) and (a.said in b.said or b.said in a.said)


def place(one: Loose) -> tuple[int, str, Key]:
    return one.day, one.name, one.key


def alike(one: Loose) -> tuple[object, ...]:
    """What an item is to the other side: items that share it stand for each other."""
    return one.amount, one.day, one.group, one.party, one.said, one.numbers
