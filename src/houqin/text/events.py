"""YAML events → plain dicts and lists of strings, quickly: for files without a fault.

One loop over the parser's events, without PyYAML's nodes, guesses and constructors. At the first thing that
is out of the ordinary it gives up; nodes.py then reads the file again with places and says what is wrong.
Depth is watched as it grows: libyaml's time for nested brackets is quadratic, its composer overflows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from collections.abc import Callable

DEEPEST = 20
"""Levels of lists and mappings inside each other."""
LONGEST_KEY = 200
SUSPECT = ("＃", "［", "｛", " “", "[“", "{“", ",“", "\n“")
COLON = re.compile("[:：]")
NUMBER_SIGN = re.compile(r" #\d")
WIDE_COLON = re.compile(r"(?m)^ *(?:- +)*[^\s:：#\"']{1,30}：")
TIGHT_COLON = re.compile(r":(?:[^\s\d]|(?<!\d:)\d)")
"""What may be a mistake that YAML takes without a word; only nodes.py, with places, can tell. 11:40 is none: no name of
a field ends in a digit."""
LIBYAML = bool(yaml.__with_libyaml__)
"""Whether the C parser is there; the pure one gives the same events 7 to 10 times as slowly."""

Event = Any
Raw = tuple[dict[str, Any], int, int]
"""An entry as written: its mapping, first line, last line (both from 1)."""


class _Odd(Exception):
    """Something that the careful reader has to look at."""


def next_event(text: str, *, pure: bool = False) -> Callable[[], Event]:
    """A function that gives the text's next event; it raises yaml.YAMLError. `pure`: by the parser written in Python."""
    loader: Any = yaml.CBaseLoader(text) if LIBYAML and not pure else yaml.BaseLoader(text)
    get: Callable[[], Event] = loader.get_event
    return get


def _check(key: str) -> None:
    """Raises _Odd for a key that nodes.py may refuse."""
    if not 0 < len(key) <= LONGEST_KEY or key == "<<" or COLON.search(key) or not composed(key):
        raise _Odd
    if UNSEEN.search(key):
        raise _Odd


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
            _check(key)
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
    while True:
        event = get()
        line = event.start_mark.line + 1
        ended = event.__class__ is SequenceEndEvent
        following = line if ended else first_line(lines, line)
        if result:
            mapping, start, _ = result[-1]
            result[-1] = mapping, start, last_line(lines, start, following)
        if ended:
            return result
        if event.__class__ is not MappingStartEvent or event.anchor is not None or event.tag is not None:
            raise _Odd
        result.append((_mapping(get, 2, good), following, following))


def first_line(lines: list[str], line: int) -> int:
    """The line of the "-" before an entry whose first key is on `line`: nearly always the same one."""
    while line > 1 and not lines[line - 1].lstrip().startswith("-"):
        line -= 1
    return line


def last_line(lines: list[str], start: int, following: int) -> int:
    """The last line of an entry: before what follows it, without blank lines and comments at the margin."""
    line = max(following - 1, start)
    while line > start and (line > len(lines) or not lines[line - 1].strip() or lines[line - 1][0] == "#"):
        line -= 1
    return line


def plain(text: str, lines: list[str], *, single: bool) -> list[Raw] | None:
    """The entries of a file (`single`: of one that is a mapping), None if anything is out of the ordinary.

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
        start = event.start_mark.line + 1
        if event.anchor is not None or event.tag is not None:
            return None
        if single:
            if event.__class__ is not MappingStartEvent or event.flow_style:
                return None
            found = [(_mapping(get, 1, set()), start, last_line(lines, start, len(lines)))]
        else:
            if event.__class__ is not SequenceStartEvent or event.flow_style:
                return None
            found = _entries(get, lines)
        return found if get().__class__ is DocumentEndEvent and get().__class__ is StreamEndEvent else None
    except (_Odd, yaml.YAMLError):
        return None
