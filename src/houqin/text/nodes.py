"""YAML events → nodes with places, carefully: for files with faults, and to find the place of a field.

Reads what events.py reads, and goes on past what can be refused without losing the thread.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from houqin.text.events import COLON, DEEPEST, LONGEST_KEY, Event, next_event
from houqin.text.explain import mistyped
from houqin.text.fault import MOST, Fault
from houqin.text.raw import UNSEEN, composed, point

if TYPE_CHECKING:
    from collections.abc import Callable

TOO_DEEP = "maximum nesting depth"
"""libyaml from 0.2.6 on refuses a thousand brackets as it sees them, before it has told of the twentieth. The parser in
Python looks no further ahead than it must, so the walk stops at ours."""
CUT = re.compile(r" +#\d")
"""After a value: a number sign that YAML takes for a comment."""


@dataclass(slots=True)
class Node:
    """A scalar (str), a list, or a mapping: key → (the key's node, the value's node). Places from 1."""

    line: int
    column: int
    content: str | list[Node] | dict[str, tuple[Node, Node]]
    flow: bool = False


class _Stop(Exception):
    """Nothing after this can be read as one document."""


@dataclass(slots=True)
class _Walk:
    """What one walk over a text's events carries along."""

    get: Callable[[], Event]
    lines: list[str]
    before: int
    faults: list[Fault]

    def fault(self, code: str, event: Event, **args: Any) -> None:
        mark = event.start_mark
        self.faults.append(Fault(code, mark.line + 1 + self.before, mark.column + 1, args))
        if len(self.faults) >= MOST:
            raise _Stop


def compose(
    text: str, before: int = 0, *, pure: bool = False
) -> tuple[Node | None, list[Fault], yaml.MarkedYAMLError | None]:
    """The root of a text that has `before` lines above it, the faults on the way, and the parser's own error.

    The root is None where the text is empty or could not be read to its end.
    """
    walk = _Walk(next_event(text, pure=pure), text.split("\n"), before, [])
    root: Node | None = None
    try:
        walk.get()
        event = walk.get()
        if event.__class__ is StreamEndEvent:
            return None, [], None
        if event.version or event.tags:
            walk.fault("text.directive", event)
        root = _node(walk, walk.get(), 1, "")
        walk.get()
        event = walk.get()
        if event.__class__ is DocumentStartEvent:
            walk.fault("text.documents", event)
            root = None
    except _Stop:
        root = None
    except yaml.MarkedYAMLError as error:
        if not pure and error.problem and TOO_DEEP in error.problem:
            return compose(text, before, pure=True)
        return None, walk.faults, error
    return root, walk.faults, None


def _node(walk: _Walk, event: Event, depth: int, inside: str) -> Node:
    """The node that begins with `event`. `inside`: "[" directly in a list in brackets."""
    kind = event.__class__
    mark = event.start_mark
    line, column = mark.line + 1 + walk.before, mark.column + 1
    if kind is AliasEvent:
        walk.fault("text.alias", event, found=f"*{event.anchor}")
        return Node(line, column, "")
    if event.anchor is not None:
        walk.fault("text.anchor", event, found=f"&{event.anchor}")
    if event.tag is not None:
        walk.fault("text.tag", event, found=event.tag)
    if kind is ScalarEvent:
        _judge(walk, event, inside)
        return Node(line, column, event.value)
    if depth > DEEPEST:
        walk.fault("text.too_deep", event, most=DEEPEST)
        raise _Stop
    if kind is MappingStartEvent:
        return Node(line, column, _pairs(walk, depth), event.flow_style)
    items: list[Node] = []
    while (event_ := walk.get()).__class__ is not SequenceEndEvent:
        items.append(_node(walk, event_, depth + 1, "[" if event.flow_style else ""))
    return Node(line, column, items, event.flow_style)


def _pairs(walk: _Walk, depth: int) -> dict[str, tuple[Node, Node]]:
    pairs: dict[str, tuple[Node, Node]] = {}
    while (event := walk.get()).__class__ is not MappingEndEvent:
        good = _key(walk, event)
        key = _node(walk, event, depth + 1, "key")
        value = _node(walk, walk.get(), depth + 1, "")
        if not good or not isinstance(key.content, str):
            continue
        if key.content in pairs:
            first = pairs[key.content][0].line
            walk.fault("text.duplicate_key", event, found=key.content[:60], first=first)
            continue
        pairs[key.content] = key, value
    return pairs


def _key(walk: _Walk, event: Event) -> bool:
    """Whether a key can be one, with a fault if not."""
    number = event.start_mark.line
    if event.__class__ is not ScalarEvent:
        if event.__class__ is not AliasEvent:
            walk.fault("text.complex_key", event)
        return False
    key: str = event.value
    found = key[:60]
    if not key:
        walk.fault("text.empty_key", event)
    elif len(key) > LONGEST_KEY:
        walk.fault("text.long_key", event, found=key[:20], most=LONGEST_KEY)
    elif key == "<<":
        walk.fault("text.merge_key", event)
    elif not composed(key):
        walk.fault("text.not_nfc", event, found=found, instead=unicodedata.normalize("NFC", key)[:60])
    elif not event.style and COLON.search(key):
        typed = mistyped(walk.lines[number : number + 1], walk.before + number)
        walk.faults += typed
        return not typed
    else:
        return True
    return False


def _judge(walk: _Walk, event: Event, inside: str) -> None:
    """Faults of a scalar that YAML itself is content with."""
    value: str = event.value
    first, end = event.start_mark.line + 1, event.end_mark
    if not value.isprintable() and (odd := UNSEEN.search(value)):
        # In the text itself such a character has been reported where it stands; here it is written "\x1b".
        if "\ud800" <= odd[0] <= "\udfff":
            walk.fault("text.escape", event)  # half a character: libyaml refuses it, the pure parser does not
        elif event.style == '"':
            walk.fault("text.escape_unseen", event, **point(odd[0]))
        return
    if event.style in ("'", '"', "|", ">"):
        return
    line = walk.lines[end.line] if end.line < len(walk.lines) else ""
    if CUT.match(line, end.column):
        walk.fault("text.cut_by_hash", event, found=value[:40], lost=line[end.column :].strip()[:40])
    elif " ＃" in value:
        walk.fault("text.fullwidth_hash", event, found=value[:40])
    elif end.line >= first and inside != "key":
        # A value over several lines: a line of it that looks like a field was one, its colon mistyped.
        walk.faults += mistyped(walk.lines[first : end.line + 1], walk.before + first)
    elif inside == "[" and "，" in value:
        walk.fault("text.fullwidth_comma", event, instead=value.replace("，", ", ")[:60])
    elif value[:1] in ("［", "｛"):
        walk.fault("text.fullwidth_bracket", event, found=value[:1])
    elif value.startswith("“") and value.count("“") != value.count("”"):
        walk.fault("text.curly_quotes", event, found=value[:40])


def tree(node: Node) -> Any:
    """The node's text as plain dicts, lists and strings."""
    content = node.content
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return [tree(item) for item in content]
    return {key: tree(value) for key, (_, value) in content.items()}
