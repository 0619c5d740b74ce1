"""Everything that is said to people: one row a code, both languages alike, agreed words for each, nothing unused."""

from __future__ import annotations

import ast
import errno
import re
import string
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from goldens import write
from houqin.cli.explain import explained
from houqin.messages import COUNTED, KINDS, ROOMS, Severity, sentence, table
from houqin.reconcile.kinds import KINDS as FINDINGS
from houqin.reconcile.kinds import ROWS

SRC = Path(__file__).parent.parent / "src" / "houqin"
TOLD = Path(__file__).parent / "records" / "told.txt"
NOT_AGREED = {"record.not_a_record"}
"""No file can bring it about: the reader gives records only (tests/records/test_messages.py)."""


# ------------------------------------------------------------ both languages


def places(*templates: str) -> set[tuple[str, str]]:
    """The arguments of templates with their kinds; parts of a sentence written in each language count as one.

    A canonical name is English as it stands: {folder:name} in Chinese is {folder} in English.
    """
    parsed = [part for one in templates for part in string.Formatter().parse(one)]
    named = [(name, "" if kind == "name" else _kind(kind)) for _, name, kind, _ in parsed if name is not None]
    return {(re.sub("_(zh|en)$", "", name), kind) for name, kind in named}


def _kind(spec: str | None) -> str:
    """The kind that a template asks for; of a number with what is counted none: only English has that."""
    return "" if not spec or spec.startswith(COUNTED) else spec


# A count of documents is said in Chinese words and in English figures.
SAID_OTHERWISE = {("count", "")}


@pytest.mark.parametrize("code", sorted(table()))
def test_both_languages_say_the_same_things(code: str) -> None:
    row = table()[code]
    assert places(row.zh, row.hint_zh) - SAID_OTHERWISE == places(row.en, row.hint_en) - SAID_OTHERWISE
    assert bool(row.zh) == bool(row.en)
    assert bool(row.hint_zh) == bool(row.hint_en)


@pytest.mark.parametrize("code", sorted(table()))
def test_arguments_are_of_kinds_that_can_be_said(code: str) -> None:
    row = table()[code]
    for name, kind in places(row.zh, row.en, row.hint_zh, row.hint_en):
        assert name.isidentifier()
        assert name.isascii()
        assert kind in KINDS or kind == ""


ALWAYS_MANY = {"most", "rounds", "parts", "of"}
"""Numbers that are never one."""


@pytest.mark.parametrize("code", sorted(table()))
def test_what_is_counted_is_said_as_one_or_as_many(code: str) -> None:
    """1 records and 1 record(s) are no English: {records:n record} says either."""
    row = table()[code]
    for text in (row.en, row.hint_en):
        assert "(s)" not in text
        found = re.findall(r"\{(\w+)\} (?:[a-z]+ )?([a-z]+s)\b(?<!has)(?<!is)(?<!was)", text)
        assert not [one for one in found if one[0] in COUNTS - ALWAYS_MANY], text


COUNTS = {
    name for row in table().values() for text in (row.en, row.hint_en)
    for _, name, kind, _ in string.Formatter().parse(text) if name and (kind or "").startswith(COUNTED)
} | {"count", "most", "rounds", "parts", "of"}  # fmt: skip
"""Arguments that are numbers of something."""


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "1 row without a quantity was left out"),
        (2, "2 rows without a quantity were left out"),
        (0, "0 rows without a quantity were left out"),
    ],
)
def test_one_and_many(count: int, told: str) -> None:
    assert sentence("exchange.passed_blank", "en", count=count) == told


# ------------------------------------------------------------ agreed words


@pytest.mark.parametrize("name", write.MESSAGES)
def test_the_words_are_the_agreed_ones(name: str) -> None:
    assert write.messages(name) == (write.HERE / name).read_text(encoding="utf-8")


def test_every_code_has_its_agreed_words() -> None:
    files = [TOLD, *(write.HERE / name for name in write.MESSAGES)]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").split("\n")]
    agreed = {line.split(" ")[0] for line in lines if line and not line.startswith(" ")}
    assert agreed == table().keys() - NOT_AGREED


@pytest.mark.parametrize("code", FINDINGS)
def test_a_finding_can_be_explained_in_both_languages(code: str) -> None:
    for language in ("zh", "en"):
        said = explained(code, language)  # type: ignore[arg-type]
        assert said.startswith(f"{code}\n")
        assert said.count("\n") >= 4
        assert not re.search(r"\{\{|\}\}|\{[a-z_:]+\}", said)  # no place for an argument is left to be seen


# ------------------------------------------------------------ nothing unused, nothing missing

FAMILIES = {
    "sheet": {"say"},
    "help": {"_help"},
    "meta": {"_meta"},
    "progress": {"tell"},
    "explain": {"_line"},
    "record": {"wrong"},
    "match": {"say"},
    "verify": {"say"},
}
"""First word of a code → the functions that put it before the rest."""


BESIDE = (".why", ".rivals", ".sign", ".accepted")
"""What is said beside a finding, or of its kind."""


class Spoken(NamedTuple):
    """What the source says: constants, patterns of codes put together, words of a FAMILY, what is added at the end."""

    constants: set[str]
    patterns: set[str]
    words: set[str]
    endings: set[str]


@cache
def spoken() -> Spoken:
    """Everything in src that may be a code. What a code is only asked to begin or end with does not count."""
    said = Spoken(set(), set(), set(), set())
    for path in SRC.rglob("*.py"):
        if path.parent.name == "messages" and path.name != "__init__.py":
            continue
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        calls = [node for node in nodes if isinstance(node, ast.Call)]
        asked = {id(part) for call in calls if _called(call) in ("startswith", "endswith") for part in ast.walk(call)}
        for node in nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in asked:
                said.constants.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                said.patterns.add(_pattern(node))
            elif isinstance(node, ast.BinOp) and isinstance(node.right, ast.Constant):
                said.endings.add(str(node.right.value))
        for call in calls:
            families = [family for family, functions in FAMILIES.items() if _called(call) in functions]
            said.words.update(rf"{family}\.{word}" for family in families for word in _words(call))
    return said


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _pattern(node: ast.JoinedStr) -> str:
    """f"outside_{kind}" as a pattern: outside_.+"""
    return "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in node.values)


def _words(call: ast.Call) -> set[str]:
    """The strings that a call's first argument may be; those put together as patterns."""
    found = set()
    for node in ast.walk(call.args[0]) if call.args else ():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(re.escape(node.value))
        elif isinstance(node, ast.JoinedStr):
            found.add(_pattern(node))
    return found


def test_every_code_is_said_somewhere() -> None:
    said = spoken()
    whole = [p for p in said.patterns if re.match(r"[a-z]+\\\.(?!\.\+$)", p)]
    ready = re.compile("|".join([*map(re.escape, said.constants), *whole, *said.words]))
    # A word of the sheet may reach say() by way of a variable: then it stands by itself in the reports.
    parts = re.compile("|".join([*map(re.escape, said.constants), *(p for p in said.patterns if p[0] != ".")]))

    def is_said(code: str) -> bool:
        family, _, rest = code.partition(".")
        if family == "severity":
            return rest in get_args(Severity)
        if family == "reason":  # what the system may answer
            return hasattr(errno, rest)
        if code.endswith(BESIDE) and code.rpartition(".")[0] in FINDINGS:
            return True
        if family == "row":
            return rest in ROWS
        if ready.fullmatch(code) or (family == "sheet" and parts.fullmatch(rest)):
            return True
        return any(code.endswith(e) and code.removesuffix(e) in table() for e in said.endings if e.startswith("_"))

    assert {code for code in table() if not is_said(code)} == set()


def test_every_code_that_is_said_has_its_words() -> None:
    heads = {code.partition(".")[0] for code in table()}
    shape = re.compile(rf"({'|'.join(sorted(heads))})\.[a-z]+(_[a-z]+)*(\.[a-z_]+)?")
    assert {c for c in spoken().constants if shape.fullmatch(c)} - table().keys() == set()


def test_every_finding_has_words_and_every_row_one_room() -> None:
    assert FINDINGS.keys() <= table().keys()
    assert len(table()) == sum(len(import_module(f"houqin.messages.{room}").MESSAGES) for room in ROOMS)
