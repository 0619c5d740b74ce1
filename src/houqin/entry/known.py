"""Names that are registered, by what somebody types: the name, an alias, or the initials of its pinyin (dm → 大米)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from typing import Any

from houqin.book.registers import Registers
from houqin.records.scalars import quantity, understood

INITIALS = re.compile(r"[a-z][a-z0-9]*", re.IGNORECASE | re.ASCII)
"""What may be initials: letters, and figures a name has itself (a4fyz → A4复印纸)."""
READINGS = 64
"""Ways to read one name that are looked at: 重 is c and z, and a long name may have several such signs."""

LISTED = frozenset(("item", "supplier", "payer", "authority", "account", "bank_account"))
"""Registers in which every name belongs that is written of their kind; of people and places only some are registered."""


def names_of(registers: Registers, register: str, day: int) -> list[str]:
    """The names of a register that hold on a day, in its order; of bank accounts those that the accounts name."""
    if register == "bank_account":
        named = (str(one.row.get("bank_account") or "") for one in registers.accounts.values())
        return [name for name in dict.fromkeys(named) if name]
    rows = dict.fromkeys(str(row["id"]) for row in registers.rows.get(register, []))
    return [name for name in rows if registers.on(register, name, day)]


def is_known(registers: Registers, register: str, name: str) -> bool:
    """Whether a register has the name, on whatever day, or an item is also called so."""
    if register == "bank_account":
        return name in names_of(registers, register, 0)
    return registers.known(register, name) or (register == "item" and bool(registers.items_called(name, 99999999)))


def meant(registers: Registers, register: str, typed: str, day: int) -> list[str]:
    """The registered names that `typed` can mean: itself where it is one (or an item's alias, or an account's code); else
    those with these initials, whole before begun. Several are for a person to choose from; none: it is not known."""
    if is_known(registers, register, typed) or (register == "item" and registers.items_called(typed, day)):
        return [typed]
    if not INITIALS.fullmatch(typed):
        return []
    wanted = typed.lower()
    called = {one: by for by, one in _called(registers, register, day)}
    having = {word: initials(word) for word in called}
    whole = [called[word] for word, its in having.items() if wanted in its]
    if whole or len(wanted) < 2:
        return list(dict.fromkeys(whole))
    return list(dict.fromkeys(called[word] for word, its in having.items() if any(i.startswith(wanted) for i in its)))


def no_unit(registers: Registers, item: str, said: Any, day: int) -> dict[str, Any] | None:
    """What to tell of a quantity ("2 本") in a unit that the item does not have on that day; None where all is well."""
    its, row = understood(quantity, said), registers.on("item", item, day)
    if its is None or row is None or registers.in_base(item, its.parts, its.unit, day) is not None:
        return None
    return {"item": item, "unit": its.unit, "base": row["unit"], "units": [row["unit"], *(row.get("packs") or {})]}


def _called(registers: Registers, register: str, day: int) -> Iterable[tuple[str, str]]:
    """(name, what it is called by): also an item's other names and an account's words, which stand for its code."""
    for name in names_of(registers, register, day):
        row = registers.on(register, name, day) or {}
        yield name, name
        for other in [*row.get("aliases", []), *([row["name"]] if register == "account" else [])]:
            yield name, str(other)


@lru_cache(maxsize=4096)
def initials(name: str) -> frozenset[str]:
    """The initials of a name in every reading: 大米 {"dm"}; 重庆面 {"cqm", "zqm"}; LED灯管 {"leddg"}."""
    from pypinyin import Style, pinyin  # loads its dictionary: only where initials were typed

    signs = [[one.lower() for one in ways] for ways in pinyin(name, style=Style.FIRST_LETTER, heteronym=True)]
    ways = product(*signs)
    return frozenset("".join(way) for _, way in zip(range(READINGS), ways, strict=False))
