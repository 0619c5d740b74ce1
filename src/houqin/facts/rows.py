"""The shapes of facts: each is the row of one table of the index (book/schema.sql), without the record's id."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Doc(NamedTuple):
    """Something that can be referred to: the record itself (n = 0), or a document inside it."""

    n: int
    type: str
    number: str
    period: str


class Link(NamedTuple):
    """A reference as written. `types`: ",a,b," the types it may mean, "" for any."""

    n: int
    role: str
    types: str
    number: str
    period: str
    set_: str
    amount: int | None


class Goods(NamedTuple):
    """Goods that move: quantity in millionths of the unit as written, amount in fen if the line has one."""

    n: int
    way: str
    item: str
    quantity: int
    unit: str
    amount: int | None
    place: str
    to_place: str = ""
    lot: str = ""


class Money(NamedTuple):
    """A sum that moves: fen, debit and money in positive; `quantity` counts meals where there are any."""

    n: int
    book: str
    key: str
    amount: int
    quantity: int = 0


@dataclass(slots=True)
class Facts:
    """All rows of one record, and where it belongs."""

    day: int
    booked: int
    set_: str = ""
    place: str = ""
    signed: str = ""
    """Who signed in which part, as JSON: {role: [names]}; "" where nobody did."""
    docs: list[Doc] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    goods: list[Goods] = field(default_factory=list)
    money: list[Money] = field(default_factory=list)
