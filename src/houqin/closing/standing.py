"""What holds from a day on and that closed months rest upon: rows of the registers and of houqin.yaml.

A seal binds each row that was in force by the end of its month. A row that begins later is no alarm, nor is one that is
ended later: a price, a pack or a post may change from any day that is not closed. What is said beside the figures (a
telephone number, a remark, a licence renewed, another spelling of a name) is not sealed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Literal, NamedTuple

from houqin import names
from houqin.closing.canon import digest, tree
from houqin.text.read import Entry
from houqin.values import last_day

ASIDE = frozenset((
    "address", "aliases", "bank_name", "blocked", "brand", "campus", "contact", "legal_person", "licences", "note", "phone",
    "rating", "spec",
))  # fmt: skip
"""Fields of a register that no figure rests on, and that are kept up to date in place."""
ROWS = {
    "sets": ("set",), "terms": ("term",), "policies": ("category", "set"), "fee_rates": ("fee_item", "applies_to", "set"),
    "rules": ("rule", "applies_to", "set", "roles"),
}  # fmt: skip
"""Lists of houqin.yaml → the fields by which two rows of one are about the same."""
UNREAD = "sheet"
"""A register of the forms of others' sheets: nothing rests on it."""
ALWAYS = 0
"""The first day of a row that says none."""


Key = tuple[str, str, int]
"""What a row is about, and its first day: mostly there is one of each."""


class Standing(NamedTuple):
    """A row: its kind (a register's type, or a list of houqin.yaml), what it is about, its first day (ALWAYS where it says
    none), its last (0 where it says none), the hash of the rest of it, and its place in the book."""

    kind: str
    name: str
    first: int
    last: int
    digest: str
    path: str = ""
    line: int = 0

    @property
    def about(self) -> tuple[str, str]:
        return self.kind, self.name

    @property
    def key(self) -> Key:
        return self.kind, self.name, self.first

    def ended(self, month: str) -> int:
        """Its last day, where that lies before the end of the month; 0 where it held on beyond."""
        return self.last if self.last and self.last < last_day(month) else 0


Code = Literal["seal.row_changed", "seal.row_missing", "seal.row_ended", "seal.row_backdated"]


def accumulated(lists: Iterable[tuple[bool, Sequence[Standing]]]) -> dict[Key, list[Standing]]:
    """The rows that seals bind, one after the other, by what they are about and their first day. A seal's rows, and whether they
    are all that were in force (`whole`) or only the new ones."""
    bound: dict[Key, list[Standing]] = {}
    for whole, new in lists:
        if whole:
            bound = {}
        for row in new:
            others = [one for one in bound.get(row.key, ()) if one.digest != row.digest]  # ended since: told once more
            bound[row.key] = [*others, row]
    return bound


def behind(
    bound: Mapping[Key, Sequence[Standing]], now: Sequence[Standing], last: str
) -> Iterator[tuple[Code, Standing, Standing | None]]:
    """What became of bound rows otherwise than from a day after the `last` closed month: the row that was bound (or put in), and
    what stands there now."""
    here: dict[Key, list[Standing]] = {}
    for row in now:
        here.setdefault(row.key, []).append(row)
    for key, several in bound.items():
        left = list(here.get(key, ()))
        other = []
        for row in several:
            same = next((one for one in left if one.digest == row.digest), None)
            if same is None:
                other.append(row)
                continue
            left.remove(same)
            if row.ended(last) != same.ended(last):
                yield "seal.row_ended", row, same
        for gone, instead in zip_longest(other, left):
            if gone is None:
                yield "seal.row_backdated", instead, instead
            elif instead is None:
                yield "seal.row_missing", gone, next((one for one in now if one.about == gone.about), None)
            else:
                yield "seal.row_changed", gone, instead
    about = {row.about for several in bound.values() for row in several}
    for key, several in here.items():
        if key not in bound and several[0].about in about and several[0].first <= last_day(last):
            yield from (("seal.row_backdated", row, row) for row in several)


def rows(entries: Iterable[Entry], path: str) -> Iterator[Standing]:
    """The rows of a file of registers/, or of houqin.yaml, as text/read.py gives it."""
    for entry in entries:
        if entry.type == UNREAD:
            continue
        if entry.type != "school":
            yield from _register(entry, path)
            continue
        named = entry.tree
        head = {"type": "school", "id": named["id"], "credit_code": named.get("credit_code", "")}
        yield _standing("school", str(named["id"]), head, path, entry.line)
        for kind, keys in ROWS.items():
            for row in named.get(kind) or ():
                if isinstance(row, Mapping):
                    about = "|".join(_said(key, row[key]) for key in keys if key in row)
                    said = _rule(row) if kind == "rules" else row
                    yield _standing(kind, about, {"type": kind, "id": about, **said}, path, entry.line)


def _register(entry: Entry, path: str) -> Iterator[Standing]:
    """A register's row, and each pack of an item as a row of its own: that another was added changes none of the first."""
    row = {key: value for key, value in entry.tree.items() if key not in ASIDE}
    name = str(row["id"])
    if entry.type == "account":
        name = f"{_said('set', row.get('set', ''))}|{name}"
    packs = row.pop("packs", None)
    yield _standing(entry.type, name, row, path, entry.line)
    for unit, size in packs.items() if isinstance(packs, Mapping) else ():
        days: dict[str, Any] = {key: row[key] for key in ("from_", "until") if key in row}
        about = f"{name}|{unit}"
        yield _standing("packs", about, {"type": "packs", "id": about, "packs": {unit: size}, **days}, path, entry.line)


def _standing(kind: str, name: str, row: Mapping[str, Any], path: str, line: int) -> Standing:
    rest = {key: value for key, value in row.items() if key not in ("until", *ASIDE)}
    first, last = _day(row.get("from_"), ALWAYS), _day(row.get("until"), 0)
    return Standing(kind, name, first, last, digest(tree(kind, rest)), path, line)


def _rule(row: Mapping[str, Any]) -> dict[str, Any]:
    """A rule's words may name types and posts, in either language."""
    return {key: _words(value) if key in ("value", "applies_to") else value for key, value in row.items()}


def _words(value: Any) -> Any:
    if isinstance(value, list):
        return [_words(one) for one in value]
    return "/".join(names.role_named(one) or names.type_named(one) or one for one in str(value).split("/"))


def _said(key: str, value: Any) -> str:
    """A key field's word, canonical."""
    if key == "set":
        return names.choice_named("set", str(value)) or str(value)
    if key == "rule":
        return names.choice_named("rule", str(value)) or str(value)
    if key == "roles":
        return " ".join(names.role_named(one) or one for one in ([value] if isinstance(value, str) else value))
    return str(_words(value)) if key == "applies_to" else str(value)


def _day(written: Any, otherwise: int) -> int:
    """2026-09-01 as 20260901; what is no day is told by `check`, not here."""
    digits = str(written or "").replace("-", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) == 8 else otherwise
