"""What somebody says of a new record, in whatever way: `field=value` words, an object of JSON, a text as in a ledger."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from houqin import names
from houqin.diagnostics import WRONG_USE, Diagnostic, Failure
from houqin.entry.form import fields, main_list
from houqin.text import naming
from houqin.text.part import Unreadable, part, value
from houqin.text.read import read
from houqin.text.spoken import parse

COLON = re.compile(r"([^=＝:：]+)[:：]")


SHORT = {
    "quotation": ("supplier", "amount"),
    "payment": ("invoice", "amount"),
    "sample": ("dish", "quantity"),
    "acquisition": ("place", "quantity"),
    "cash_count": ("face", "pieces"),
    "count_report": ("item", "quantity", "result"),
}
"""Type → the fields of a line of its main list that may be said one after the other: 文具店 410.00, FP-261008-01 780.00."""


class Said(NamedTuple):
    """A record as it was said: its type ("" where that cannot be told), its tree as the reader would give it ("id" may be
    ""), and what is wrong with its words."""

    type: str
    tree: dict[str, Any]
    faults: list[Diagnostic]


# ------------------------------------------------------------ words of a command line


def in_words(type_: str, words: Iterable[str], lines: Iterable[str], number: str = "") -> Said:
    """A record of the type from `field=value`, dotted for what is inside a part, and its lines one by one.

    Failure entry.pair, entry.unreadable (exit 2) where a word is none, entry.said_twice where a field is said again.
    """
    given: dict[str, Any] = {type_: number}
    before: set[tuple[str, ...]] = set()
    for word in words:
        left, right = pair(word, type_)
        steps = left.split(".")
        meant = tuple(_attribute(step, "" if n else type_) for n, step in enumerate(steps))
        if meant in before:
            raise Failure("entry.said_twice", WRONG_USE, found=word)
        before.add(meant)
        put(given, type_, left, value_of(right))
    main = main_list(type_)
    if spoken := [line_of(type_, line) for line in lines]:
        if main is None:
            raise Failure("entry.no_lines", WRONG_USE, type=type_)
        given.setdefault(_key(given, type_, main.attribute) or main.name, []).extend(spoken)
    return in_mapping(given)


def pair(word: str, type_: str) -> tuple[str, str]:
    """What is left and right of the first = (also ＝; a colon behind the name of a field). Failure entry.pair (exit 2) where
    it is no pair."""
    left, sign, right = word.replace("＝", "=", 1).partition("=")
    if colon := COLON.match(word):
        name = colon[1].strip()
        if names.field_named(name.split(".")[0], type_) or names.role_named(name):
            left, sign, right = name, "=", word[colon.end() :]
    if not sign or not left.strip():
        raise Failure("entry.pair", WRONG_USE, found=word)
    return left.strip(), right.strip()


def is_pair(word: str, type_: str) -> bool:
    """Whether a word says what a field is; else it is a number."""
    try:
        pair(word, type_)
    except Failure:
        return False
    return True


def put(given: dict[str, Any], type_: str, path: str, said: Any) -> None:
    """Set what a dotted path names: `payment_terms.retention`, `签字.保管员`, `lines.2.amount` (from 1). A signer's part
    alone means who signed in it, where the type has no such field; the type's own name means the number."""
    steps = path.split(".")
    own = {field.name for field in fields(type_)}
    if names.type_named(steps[0]) == type_ and len(steps) == 1:
        given[type_] = said
        return
    canonical = names.field_named(steps[0], type_)
    role = names.role_named(steps[0])
    if role and canonical not in own and "signed" in own:
        steps.insert(0, "signed")
    node: Any = given
    for n, step in enumerate(steps):
        last = n == len(steps) - 1
        if isinstance(node, list):
            if not step.isdecimal() or not 0 < int(step) <= len(node) + 1:
                raise Failure("entry.place_in_list", WRONG_USE, found=path, count=len(node))
            at: Any = int(step) - 1
            if at == len(node):
                node.append({})
        else:
            at = _key(node, type_ if n == 0 else "", _attribute(step, type_ if n == 0 else "")) or step
        if last:
            node[at] = said
        else:
            inner = node.get(at) if isinstance(node, dict) else node[at]
            if not isinstance(inner, dict | list):
                inner = [] if steps[n + 1].isdecimal() else {}
                node[at] = inner
            node = inner


def _attribute(word: str, type_: str) -> str:
    return naming.field(word, type_) or word


def _key(node: Mapping[str, Any], type_: str, attribute: str) -> str | None:
    """The key under which a mapping has a field already, in whichever language."""
    return next((key for key in node if key == attribute or naming.field(key, type_) == attribute), None)


def value_of(typed: str) -> Any:
    try:
        return value(typed)
    except Unreadable:
        raise Failure("entry.unreadable", WRONG_USE, found=typed) from None


def part_of(typed: str) -> Any:
    try:
        return part(typed)
    except Unreadable:
        raise Failure("entry.unreadable", WRONG_USE, found=typed) from None


def line_of(type_: str, typed: str) -> Any:
    """A line of a type's main list as it is typed: a part, or its fields one after the other (SHORT; 5001 借 100.00)."""
    one = part_of(typed)
    words = one.split() if isinstance(one, str) else []
    if type_ == "voucher" and len(words) == 3 and (side := names.field_named(words[1])) in ("debit", "credit"):
        return {"account": words[0], side: words[2]}
    order = SHORT.get(type_, ())
    return dict(zip(order, words, strict=True)) if order and len(words) == len(order) else one


# ------------------------------------------------------------ mappings, JSON, texts


def in_mapping(given: dict[str, Any], where: str = "") -> Said:
    """A record as a mapping whose first key is its type."""
    type_, tree, wrong = naming.record(given)
    faults = []
    for one in wrong:
        if one.code == "text.no_number":  # it is numbered later
            continue
        if one.code == "text.spoken_spelling":  # shown as it is meant, before it is written
            _spoken(tree, one, type_)
            continue
        code, path, args, first = naming.suggested(one)
        if first is not None:
            args = args | {"first": 1}
        faults.append(Diagnostic(code, args, where + _shown(path)))
    if tree and not (isinstance(tree["id"], str) and tree["id"].strip()):
        tree["id"] = ""
    return Said(type_, tree, faults)


def _spoken(tree: dict[str, Any], one: naming.Misnamed, type_: str) -> None:
    """Put a spoken line in the place of one that means the same and is spelt otherwise."""
    node: Any = tree
    *above, last = one.path
    for n, step in enumerate(above):
        node = node[naming.field(step, type_ if n == 0 else "") if isinstance(step, str) else step]
    node[last] = parse(one.args["instead"])


def unread(faults: Iterable[Diagnostic]) -> bool:
    """Whether a spoken line could not be understood: that it is no mapping either, need not be told."""
    return any(one.code.startswith("text.spoken") for one in faults)


def _shown(path: Sequence[str | int]) -> str:
    """A path as it is typed, positions from 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def in_text(text: str, type_: str = "", name: str = "-") -> list[Said]:
    """The records of a text: JSON (an object, a list of them, or one a line) or YAML as in a ledger.

    `type_`: of those that do not say theirs. Failure entry.json (exit 2) where it begins as JSON and is none.
    """
    start = text.lstrip("\ufeff \t\r\n")
    if start[:1] in ("{", "["):
        return [_object(one, type_, f"{name}[{n}]: ") for n, one in enumerate(_json(start), 1)]
    entries, faults = read(text.encode(), name)
    said = [Said(entry.type, _numbered(entry.tree), []) for entry in entries]
    told = [fault for fault in faults if fault.code != "text.no_number"]
    return [*said, Said("", {}, told)] if told else said


def _numbered(tree: dict[str, Any]) -> dict[str, Any]:
    return tree if isinstance(tree["id"], str) else tree | {"id": ""}


def _json(text: str) -> list[Any]:
    """The objects of a text, every scalar a text; 是 and 否 for true and false, nothing for null."""
    decoder = json.JSONDecoder(parse_float=str, parse_int=str)
    found: list[Any] = []
    try:
        while text:
            one, end = decoder.raw_decode(text)
            found += one if isinstance(one, list) else [one]
            text = text[end:].lstrip(" \t\r\n,")
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise Failure("entry.json", WRONG_USE, line=line, column=getattr(error, "colno", 1)) from None
    return [_texts(one) for one in found]


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _texts(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_texts(inner) for inner in value if inner is not None]
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _object(given: Any, type_: str, where: str) -> Said:
    """An object as in a ledger, {"验收": "YS-1", …}, or {"type": "acceptance", "id": "YS-1", …}, in any order of its keys."""
    if not isinstance(given, dict):
        return Said("", {}, [Diagnostic("entry.no_object", {}, where.rstrip(": "))])
    said = str(given.get("type", "")) or type_
    kind = names.type_named(said)
    if kind is None:
        return in_mapping(given, where)
    own = next((key for key in given if names.type_named(key) == kind), None)
    number = given[own] if own else given.get("id", "")
    rest = {key: inner for key, inner in given.items() if key not in ("type", "id", own)}
    return in_mapping({kind: number} | rest, where)
