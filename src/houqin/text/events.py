"""YAML events → plain dicts and lists of strings, quickly: for files without a fault.

One loop over the parser's events, without PyYAML's nodes, guesses and constructors. At the first thing that is out
of the ordinary it gives up; nodes.py then reads the file again with places and says what is wrong. Depth is watched
as it grows, since libyaml's own time for nested brackets is quadratic and its composer overflows the stack.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from houqin.text.raw import UNSEEN, composed

DEEPEST = 20
"""Levels of lists and mappings inside each other."""
LONGEST_KEY = 200
SUSPECT = ("＃", "［", "｛", " “", "[“", "{“", ",“", "\n“")
NUMBER_SIGN = re.compile(r" #\d")
WIDE_COLON = re.compile(r"(?m)^ *(?:- +)*[^\s:：#\"']{1,30}：")
TIGHT_COLON = re.compile(r":[^\s]")
"""What may be a mistake that YAML takes without a word; only nodes.py, with places, can tell."""
LIBYAML = bool(yaml.__with_libyaml__)
"""Whether the C parser is there; the pure one gives the same events 7 to 10 times as slowly."""

Event = Any
Raw = tuple[dict[str, Any], int, int]
"""An entry as written: its mapping, first line, last line (both from 1)."""


class _Odd(Exception):  # noqa: N818  (never leaves this module)
    """Something that the careful reader has to look at."""


def next_event(text: str) -> Callable[[], Event]:
    """A function that gives the text's next event; it raises yaml.YAMLError."""
    loader: Any = yaml.CBaseLoader(text) if LIBYAML else yaml.BaseLoader(text)
    get: Callable[[], Event] = loader.get_event
    return get


def _mapping(get: Callable[[], Event], depth: int, good: set[str]) -> dict[str, Any]:
    """The mapping whose start event has been read. `good`: keys that have been looked at."""
    if depth > DEEPEST:
        raise _Odd
    result: dict[str, Any] = {}
    while True:
        event = get()
        if event.__class__ is not ScalarEvent:
            if event.__class__ is MappingEndEvent:
                return result
            raise _Odd
        key = event.value
        if key not in good:
            if not 0 < len(key) <= LONGEST_KEY or key == "<<" or not composed(key) or UNSEEN.search(key):
                raise _Odd
            good.add(key)
        if key in result or event.anchor is not None or event.tag is not None:
            raise _Odd
        event = get()
        if event.__class__ is ScalarEvent:
            value = event.value
            if not value.isprintable() and UNSEEN.search(value):
                raise _Odd
            result[key] = value
        elif event.__class__ is MappingStartEvent:
            result[key] = _mapping(get, depth + 1, good)
        elif event.__class__ is SequenceStartEvent:
            result[key] = _sequence(get, depth + 1, good)
        else:
            raise _Odd
        if event.anchor is not None or event.tag is not None:
            raise _Odd


def _sequence(get: Callable[[], Event], depth: int, good: set[str]) -> list[Any]:
    """The list whose start event has been read."""
    if depth > DEEPEST:
        raise _Odd
    result: list[Any] = []
    while True:
        event = get()
        if event.__class__ is ScalarEvent:
            value = event.value
            if "，" in value or (not value.isprintable() and UNSEEN.search(value)):
                raise _Odd
            result.append(value)
        elif event.__class__ is MappingStartEvent:
            result.append(_mapping(get, depth + 1, good))
        elif event.__class__ is SequenceEndEvent:
            return result
        elif event.__class__ is SequenceStartEvent:
            result.append(_sequence(get, depth + 1, good))
        else:
            raise _Odd
        if event.anchor is not None or event.tag is not None:
            raise _Odd


def _entries(get: Callable[[], Event], lines: list[str]) -> list[Raw]:
    """The mappings of the root list, whose start event has been read."""
    result: list[Raw] = []
    good: set[str] = set()
    start = 0
    while True:
        event = get()
        line = event.start_mark.line + 1
        if result:
            mapping, start, _ = result[-1]
            result[-1] = mapping, start, last_line(lines, start, line)
        if event.__class__ is SequenceEndEvent:
            return result
        if event.__class__ is not MappingStartEvent or event.anchor is not None or event.tag is not None:
            raise _Odd
        start = first_line(lines, line)
        result.append((_mapping(get, 2, good), start, start))


def first_line(lines: list[str], line: int) -> int:
    """The line of the "-" before an entry whose first key is on `line`: nearly always the same one."""
    while line > 1 and not lines[line - 1].lstrip().startswith("-"):
        line -= 1
    return line


def last_line(lines: list[str], start: int, following: int) -> int:
    """The last line of an entry: before what follows it, without blank lines and comments at the margin."""
    line = max(following - 1, start)
    while line > start and (line > len(lines) or lines[line - 1][:1] in ("", "#") or lines[line - 1].isspace()):
        line -= 1
    return line


def plain(text: str, lines: list[str], *, single: bool) -> list[Raw] | None:
    """The entries of a file, `single`: of a file that is one mapping. None if anything about it is out of the ordinary.

    `lines` is the text split at "\\n".
    """
    # Comments that swallow a value and full-width signs of YAML are judged with places only.
    if any(sign in text for sign in SUSPECT) or (" #" in text and NUMBER_SIGN.search(text)):
        return None
    if ("：" in text and WIDE_COLON.search(text)) or TIGHT_COLON.search(text):
        return None
    get = next_event(text)
    try:
        get()
        event = get()
        if event.__class__ is StreamEndEvent:
            return []
        if event.__class__ is not DocumentStartEvent or event.version or event.tags:
            return None
        event = get()
        if event.anchor is not None or event.tag is not None:
            return None
        if single:
            if event.__class__ is not MappingStartEvent or event.flow_style:
                return None
            start = event.start_mark.line + 1
            found = [(_mapping(get, 1, set()), start, last_line(lines, start, len(lines)))]
        else:
            if event.__class__ is not SequenceStartEvent or event.flow_style:
                return None
            found = _entries(get, lines)
        return found if get().__class__ is DocumentEndEvent and get().__class__ is StreamEndEvent else None
    except (_Odd, yaml.YAMLError):
        return None
