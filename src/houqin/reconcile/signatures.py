"""签字: whether an acceptance, a count or a voucher bears the signatures that law and the school's rules ask for, and
whether one person signed in two parts that must be kept apart (不相容岗位)."""

from __future__ import annotations

import json
from bisect import bisect
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from houqin import names
from houqin.book.registers import UNLIMITED, Registers, Row
from houqin.reconcile.moves import Month
from houqin.reconcile.papers import Paper
from houqin.values import previous_month

RULES = ("required_signatures", "least_signers", "incompatible_roles")
"""必备签字: each of these parts; 签字人数: so many different people; 不相容岗位: not the same person in both."""

Signers = dict[str, list[str]]
"""Role → who signed in it."""


class Slip(NamedTuple):
    """A record that could be signed, with its signatures as written; it is told by day, file and line."""

    booked: int
    path: str
    line: int
    record: int
    type: str
    set: str
    day: int
    signed: str


class Wanted(NamedTuple):
    """What is asked of a slip: of each of `parts` one role; so many `people`; of each pair of `apart` not the same
    person. Each with what it rests on, the first two with whether the school itself asks for it."""

    parts: tuple[tuple[str, ...], ...]
    parts_basis: tuple[str, bool]
    people: int
    people_basis: tuple[str, bool]
    apart: tuple[tuple[str, str, str], ...]


def signed(month: Month, name: str) -> Iterator[Paper]:
    """Slips of a month without a signature that is asked for, and those that one person signed for both sides.

    What only the law asks for is asked of a book that writes down who signed: where no slip of a type bears a name in
    this month or the one before, the ink is on paper and the book keeps silent about it.
    """
    asked = [rule for rule in month.registers.rules if rule["rule"] in RULES]
    types = {type_ for rule in asked if (type_ := names.type_named(rule.get("applies_to") or ""))}
    changes = sorted({day for rule in asked for day in (rule["from_"], rule.get("until", 99999999) + 1)})

    @cache
    def wanted(type_: str, set_: str, epoch: int) -> Wanted:
        return _wanted(month.registers, type_, set_, changes[epoch - 1] if epoch else 0)

    @cache
    def wrong(type_: str, set_: str, epoch: int, written: str) -> bool:
        ask, signers = wanted(type_, set_, epoch), json.loads(written or "{}")
        return bool(_missing(ask, signers) or _too_few(ask, signers) or _both(ask, signers))

    slips = list(_slips(month, name, types))
    having = {(slip.type, slip.set) for slip in slips if slip.signed}
    for slip in sorted(s for s in slips if wrong(s.type, s.set, bisect(changes, s.day), s.signed)):
        if month.withdrawn(slip.record):
            continue
        ask, signers = wanted(slip.type, slip.set, bisect(changes, slip.day)), json.loads(slip.signed or "{}")
        later = _later(month, slip.record)
        now = {role: [*signers.get(role, []), *later.get(role, [])] for role in {*signers, *later}}
        kept = (slip.type, slip.set) in having or _before(month, name, slip.type, slip.set)
        missing, few = _missing(ask, now), _too_few(ask, now)
        doc = ((slip.record, 0),)
        if missing and (kept or ask.parts_basis[1]):
            yield Paper("signature.missing", doc, args={"parts": missing, "basis": ask.parts_basis[0]})
        elif few and (kept or ask.people_basis[1]):
            found = len(_people(now))
            yield Paper("signature.few", doc, args={"found": found, "people": few, "basis": ask.people_basis[0]})
        both = [(a, b, who, basis) for a, b, who, basis in _both(ask, now) if not _mended(a, b, who, later)]
        if both:
            parts = list(dict.fromkeys(role for a, b, _, _ in both for role in (a, b)))
            people = sorted({who for _, _, who, _ in both})
            yield Paper("signature.both", doc, args={"roles": parts, "people": people, "basis": both[0][3]})


def _slips(month: Month, name: str, types: Iterable[str]) -> Iterator[Slip]:
    """A month's records of some types, each with the set it belongs to. What an opening lists was signed elsewhere."""
    set_at = cache(month.registers.set_at)
    for record, type_, owner, place, set_, day, booked, path, line, written in month.index.execute(
        "select id, type, owner, place, set_, day, booked, path, line, signed from record where month = ? and"
        f" type in ({','.join('?' * len(list(types)))}) and folder <> 'opening'",
        (name, *sorted(types)),
    ):
        yield Slip(booked, path, line, record, type_, set_at(owner, place, set_), day, written)


def _before(month: Month, name: str, type_: str, set_: str) -> bool:
    """Whether the month before wrote down who signed slips of a type in a set."""
    return any(slip.signed and slip.set == set_ for slip in _slips(month, previous_month(name), [type_]))


def _later(month: Month, record: int) -> Signers:
    """Who signed a slip afterwards (补签), up to this month."""
    found: Signers = {}
    for later in month.naming(record, "of"):
        if month.type_of(later) == "signature" and month.month_of(later) <= month.month and not month.withdrawn(later):
            signature = month.tree(later)
            found.setdefault(signature["as_"], []).append(signature["by"])
    return found


# ------------------------------------------------------------ what is asked


def _wanted(registers: Registers, type_: str, set_: str, day: int) -> Wanted:
    """What the rules in force on a day ask of slips of a type in a set."""
    required, least = (registers.rules_for(rule, day, type_, set_) for rule in RULES[:2])
    parts = [part for row in _latest(required) for part in map(_roles, row["value"]) if part]
    people = max((int(word) for row in _latest(least) for word in row["value"] if word != UNLIMITED), default=0)
    pairs = tuple(registers.apart(type_, day, set_))
    return Wanted(tuple(parts), _basis(required), people, _basis(least), pairs)


def _latest(rows: list[Row]) -> list[Row]:
    """Of rows that would contradict each other, those that came last."""
    last = max((row["from_"] for row in rows), default=0)
    return [row for row in rows if row["from_"] == last]


def _roles(word: str) -> tuple[str, ...]:
    """保管员/资产管理员 → the roles of which one must sign; nothing of 不限."""
    return tuple(role for one in word.split("/") if (role := names.role_named(one.strip())))


def _basis(rows: list[Row]) -> tuple[str, bool]:
    """What a rule rests on, and whether it is the school's own."""
    last = _latest(rows)
    return (last[0].get("basis") or "", last[0]["own"]) if last else ("", False)


# ------------------------------------------------------------ what a slip lacks


def _missing(wanted: Wanted, signers: Signers) -> list[list[str]]:
    """The parts in which nobody signed, each as the roles that would do."""
    return [list(part) for part in wanted.parts if not any(signers.get(role) for role in part)]


def _people(signers: Signers) -> set[str]:
    return {name for people in signers.values() for name in people}


def _too_few(wanted: Wanted, signers: Signers) -> int:
    """How many people must sign, where fewer did."""
    return wanted.people if len(_people(signers)) < wanted.people else 0


def _both(wanted: Wanted, signers: Signers) -> list[tuple[str, str, str, str]]:
    """Pairs of roles that one person signed in: the roles, who, and what keeps them apart."""
    return [
        (a, b, who, basis) for a, b, basis in wanted.apart for who in signers.get(a, ()) if who in signers.get(b, ())
    ]


def _mended(a: str, b: str, who: str, later: Signers) -> bool:
    """Whether somebody else signed in one of the two parts afterwards."""
    return any(other != who for role in (a, b) for other in later.get(role, ()))
