"""The registers and the book's settings as look-ups: which account, which set, which unit, on a day."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from houqin import names
from houqin.values import MICRO, fen, micro

if TYPE_CHECKING:  # a case is explained without a book
    import sqlite3

Row = dict[str, Any]
"""A record as the index keeps it: canonical names, fen, millionths, days as 20261031."""

UNLIMITED = "不限"
"""What a rule says that sets no limit, or asks for nobody in particular."""
CREDIT_CONTROLS = {"depreciation"}
"""Controls whose account stands on the credit side whatever its first digit."""
NO_SHELF = {"asset", "service"}
"""Item classes that never stand in a store: an asset waits for its card, a service is consumed."""
CREDIT_CLASSES = {"2", "3", "4", "6"}
"""First digits of accounts that stand on the credit side (政府会计制度 财会〔2017〕25号)."""


class Account(NamedTuple):
    """A row of the chart; `key` is "set|code". Amounts are printed on the side where the account stands."""

    key: str
    set: str
    code: str
    name: str
    controls: str
    row: Row

    @property
    def sign(self) -> int:
        """+1 where the account stands in debit, −1 in credit."""
        if side := self.row.get("side"):
            return 1 if side == "debit" else -1
        return -1 if self.controls in CREDIT_CONTROLS or self.code[0] in CREDIT_CLASSES else 1


@dataclass
class Registers:
    """All register rows and settings of a book. Where rows overlap in time the later `from` holds."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    settings: Row = field(default_factory=dict)
    rules: list[Row] = field(default_factory=list)

    def on(self, type_: str, name: str, day: int) -> Row | None:
        """The row of that register that holds on a day, if any does."""
        rows = self._by_name.get((type_, name))
        if not rows:
            return None
        for row in reversed(rows):
            if row["from_"] <= day:
                return row if row.get("until", 99999999) >= day else None
        return None

    def known(self, type_: str, name: str) -> bool:
        return (type_, name) in self._by_name

    def holds(self, person: str, post: str, day: int) -> bool | None:
        """Whether somebody has a post on a day; None of one whom the register of people does not know at all."""
        row = self.on("person", person, day)
        return post in row["roles"] if row else False if self.known("person", person) else None

    def items_called(self, name: str, day: int) -> list[str]:
        """The items that a slip means by a name: the one that bears it, else those of which it is an alias on that day;
        several where it is an alias of each."""
        if self.known("item", name):
            return [name]
        return [
            id_ for id_ in self._aliases.get(name, ()) if name in (self.on("item", id_, day) or {}).get("aliases", ())
        ]

    def item(self, name: str, day: int) -> str:
        """The item's own name, for what a slip calls it; as written where no item, or more than one, is called so."""
        called = self.items_called(name, day)
        return called[0] if len(called) == 1 else name

    @cached_property
    def _aliases(self) -> dict[str, list[str]]:
        """Alias → the items that were ever called so, in the register's order."""
        found: dict[str, list[str]] = {}
        for row in self.rows.get("item", []):
            for alias in row.get("aliases", []):
                if row["id"] not in found.setdefault(alias, []):
                    found[alias].append(row["id"])
        return found

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], list[Row]]:
        found: dict[tuple[str, str], list[Row]] = {}
        for type_, rows in self.rows.items():
            for row in sorted(rows, key=lambda r: r["from_"]):
                found.setdefault((type_, row["id"]), []).append(row)
        return found

    @cached_property
    def sets(self) -> list[Row]:
        return list(self.settings.get("sets", []))

    @cached_property
    def main_set(self) -> str:
        return str(self.sets[0]["set"]) if self.sets else ""

    @cached_property
    def canteen_set(self) -> str:
        """The set that keeps the canteen's books: the one of that name, else the main one."""
        return "canteen" if any(s["set"] == "canteen" for s in self.sets) else self.main_set

    @cached_property
    def accounts(self) -> dict[str, Account]:
        """The chart by key, in the order of the sets and then of the register; the latest row of each account."""
        order = {s["set"]: i for i, s in enumerate(self.sets)}
        latest: dict[str, Row] = {}
        for row in sorted(self.rows.get("account", []), key=lambda r: (order.get(r["set"], 99), r["id"], r["from_"])):
            latest[f"{row['set']}|{row['id']}"] = row
        return {
            key: Account(key, row["set"], row["id"], row["name"], row.get("controls") or "", row)
            for key, row in latest.items()
        }

    @cached_property
    def _control(self) -> dict[tuple[str, ...], str]:
        """What a control account stands for → its key."""
        found: dict[tuple[str, ...], str] = {}
        for a in self.accounts.values():
            if a.controls == "stock":
                for place in a.row.get("stores") or [""]:
                    for category in a.row.get("category") or [""]:
                        found.setdefault(("stock", place, category), a.key)
            elif a.controls == "in_use":
                for category in a.row.get("category") or [""]:
                    found.setdefault(("in_use", a.set, category), a.key)
            elif a.controls == "bank":
                found.setdefault(("bank", a.row.get("bank_account") or ""), a.key)
            elif a.controls == "party":
                found.setdefault(("party", a.set, a.row.get("party") or ""), a.key)
            elif a.controls:
                found.setdefault((a.controls, a.set), a.key)
        return found

    def stock_account(self, place: str, category: str) -> str | None:
        """The key of the account that controls a category in a store."""
        for key in (("stock", place, category), ("stock", place, ""), ("stock", "", category)):
            if key in self._control:
                return self._control[key]
        return None

    def control(self, *what: str) -> str | None:
        """The key of the account that controls e.g. ("party", "school", "supplier") or ("cash", "school")."""
        return self._control.get(what)

    def in_use_account(self, set_: str, category: str) -> str | None:
        return self._control.get(("in_use", set_, category)) or self._control.get(("in_use", set_, ""))

    def set_of(self, place: str) -> str:
        """The set of a place, "" where the place is unknown."""
        rows = self._by_name.get(("place", place))
        return str(rows[-1].get("set") or "") if rows else ""

    def set_at(self, owner: str, place: str, set_: str) -> str:
        """The set of a record: as it says itself, or its folder, or its place; else the main one."""
        known = any(one["set"] == owner for one in self.sets)
        return set_ or (owner if known else self.set_of(place or owner)) or self.main_set

    def policy(self, category: str) -> Row:
        """How a category is valued and consumed; moving average by issue where the book says nothing."""
        for row in self.settings.get("policies", []):
            if row["category"] == category:
                return dict(row)
        return {"valuation": "moving_average", "consumption": "issue"}

    def fee(self, name: str, day: int) -> Row | None:
        """The fee of that name in force on a day."""
        fitting = [f for f in self.settings.get("fee_rates", []) if f["fee_item"] == name and f["from_"] <= day]
        return fitting[-1] if fitting else None

    def in_base(self, item: str, parts: int, unit: str, day: int) -> int | None:
        """A quantity in the item's base unit (millionths); None where no pack declares the unit, or it is not exact."""
        row = self.on("item", item, day)
        if row is None:
            return None
        seen = set()
        while unit != row["unit"]:
            pack = (row.get("packs") or {}).get(unit)
            if pack is None or unit in seen:
                return None
            seen.add(unit)
            whole, rest = divmod(parts * pack["parts"], MICRO)
            if rest:
                return None
            parts, unit = whole, pack["unit"]
        return parts

    def nominal(self, day: int) -> int | None:
        """Fen at which a kind of goods is kept that came for nothing, without a paper, an appraisal or a market price
        (名义金额, 政府会计准则第1号——存货); None where the rule gives no sum."""
        rule = self.rule("nominal_value", day)
        found = re.fullmatch(r"\d+(\.\d{1,2})?", rule["value"][0], re.ASCII) if rule else None
        return fen(found[0]) if found else None

    def rule(self, name: str, day: int, applies_to: str | None = None) -> Row | None:
        """The rule in force on a day: the book's own before the national one, the latest `from` first."""
        fitting = [
            r
            for r in self.rules
            if r["rule"] == name
            and r["from_"] <= day <= r.get("until", 99999999)
            and (applies_to is None or r.get("applies_to") in (None, applies_to))
        ]
        return max(fitting, key=lambda r: (r["own"], r.get("applies_to") is not None, r["from_"]), default=None)

    def figure(self, name: str, day: int, item: str) -> int:
        """What the rule for an item, else for its category, else for all goods allows: its first value ("30", "30%") in
        millionths of the unit it is in; 0 where there is no such rule, or no number in it."""
        category = (self.on("item", item, day) or {}).get("category", "")
        rows = [row for to in (item, category, "") if (row := self.rule(name, day, to))]
        row = max(rows, key=lambda r: (r["own"], r.get("applies_to") is not None), default=None)
        try:
            return micro(row["value"][0].strip("% ")) if row else 0
        except (ValueError, ArithmeticError):
            return 0

    def rules_for(self, name: str, day: int, applies_to: str, set_: str = "") -> list[Row]:
        """Every row of a rule in force on a day for records of a type in a set: the book's own stand in the place of the
        national ones, those for the type and the set in the place of general ones, and of each the latest `from`."""
        fitting = [
            r
            for r in self.rules
            if r["rule"] == name
            and r["from_"] <= day <= r.get("until", 99999999)
            and (not r.get("applies_to") or names.type_named(r["applies_to"]) == applies_to)
            and r.get("set") in (None, set_)
        ]
        last = max(((r["own"], bool(r.get("applies_to")), bool(r.get("set"))) for r in fitting), default=None)
        return [r for r in fitting if (r["own"], bool(r.get("applies_to")), bool(r.get("set"))) == last]

    def apart(self, type_: str, day: int, set_: str) -> list[tuple[str, str, str]]:
        """Pairs of parts in a record that one person may not have both (不相容岗位), and what that rests on."""
        rows = self.rules_for("incompatible_roles", day, type_, set_)
        return [(a, b, row.get("basis") or "") for row in rows for a, b in combinations(row.get("roles", []), 2)]

    def folder_rule(self, name: str, folder: str, day: int) -> Row | None:
        """The rule for a folder in force on a day: the book's own before the national one, the latest `from` first."""
        fitting = [
            row for row in self.rules
            if row["rule"] == name and row["from_"] <= day <= row.get("until", 99999999)
            and names.folder_named(row.get("applies_to") or "") == folder
        ]  # fmt: skip
        return max(fitting, key=lambda row: (row["own"], row["from_"]), default=None)


def load(index: sqlite3.Connection) -> Registers:
    """Registers and settings from the index; empty where a file is missing."""
    registers = Registers()
    rows = index.execute(
        "select r.type, r.path, d.json from record r join data d on d.record = r.id"
        " where r.folder in ('registers', 'config') order by r.path, r.line"
    )
    for type_, path, text in rows:
        row = json.loads(text)
        if type_ == "school":
            own = path == "houqin.yaml"
            registers.rules += [rule | {"own": own} for rule in row.get("rules", [])]
            if own:
                registers.settings = row
        else:
            registers.rows.setdefault(type_, []).append(row)
    return registers
