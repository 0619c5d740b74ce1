"""Two trees of one record → what differs, field by field, as a bookkeeper would point at it: this line's quantity, that date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from houqin.history.versions import Tree

LABELS = (
    "item", "asset", "account", "dish", "name", "fee_item", "class", "category", "kind", "face", "rule", "term", "set", "of",
    "acceptance", "invoice",
)  # fmt: skip
"""Fields by which a line is known, the first that it has; beside an account, whose it is."""
MAPPINGS = {"signed", "packs"}
"""Fields whose keys are roles or units, and no fields."""
BESIDE = ("party", "place", "user", "batch")


class Part(NamedTuple):
    """One difference: the field (canonical, "" of a line as a whole), in which list and on which line of it ("" where in
    none), what it was and what it is (None: nothing)."""

    field: str
    list: str
    line: str
    was: str | None
    now: str | None


def parts(before: Tree | None, after: Tree | None) -> list[Part]:
    """What differs in the fields of a record, in their order. Nothing of one that is new or gone."""
    if before is None or after is None:
        return []
    found: list[Part] = []
    if before.get("id") != after.get("id"):
        found.append(Part("id", "", "", before.get("id"), after.get("id")))
    for field in [*after, *(f for f in before if f not in after)]:
        if field not in ("type", "id"):
            found += _field(field, before.get(field), after.get(field))
    return found


def _field(field: str, was: Any, now: Any) -> Iterable[Part]:
    if was == now:
        return []
    if field in MAPPINGS:
        before, after = (one if isinstance(one, Mapping) else {} for one in (was, now))
        both = [*after, *(k for k in before if k not in after)]
        return [
            Part(k, field, "", text(before.get(k)), text(after.get(k))) for k in both if before.get(k) != after.get(k)
        ]
    lines = [one if isinstance(one, list) else [] if one is None else [one] for one in (was, now)]
    if any(isinstance(line, Mapping) for side in lines for line in side):
        return _lines(field, *lines)
    return [Part(field, "", "", text(was), text(now))]


def _lines(field: str, was: list[Any], now: list[Any]) -> list[Part]:
    """Lines of a list held against each other by what each is known by; of several alike, in their order."""
    there: dict[str, list[Any]] = {}
    for line in was:
        there.setdefault(label(line), []).append(line)
    found: list[Part] = []
    for line in now:
        name = label(line)
        alike = there.get(name, [])
        other = next((one for one in alike if one == line), alike[0] if alike else None)
        if other is None:
            found.append(Part("", field, name, None, text(line)))
            continue
        alike.remove(other)
        if isinstance(line, Mapping) and isinstance(other, Mapping):
            both = [*line, *(k for k in other if k not in line)]
            found += [
                Part(k, field, name, text(other.get(k)), text(line.get(k))) for k in both if other.get(k) != line.get(k)
            ]
    found += [Part("", field, name, text(line), None) for name, rest in there.items() for line in rest]
    return found


def label(line: Any) -> str:
    """What a line of a list is known by: its item, its account and whose."""
    if not isinstance(line, Mapping):
        return str(line)
    first = next((str(line[f]) for f in LABELS if isinstance(line.get(f), str)), "")
    return " ".join([first, *(str(line[f]) for f in BESIDE if isinstance(line.get(f), str))]).strip()


def text(value: Any) -> str | None:
    """A value as it is told; None where there is none."""
    if value is None or value == "" or value == []:
        return None
    if isinstance(value, Mapping):
        return " ".join(filter(None, (text(one) for one in value.values())))
    if isinstance(value, list):
        return "、".join(filter(None, (text(one) for one in value)))
    return str(value)
