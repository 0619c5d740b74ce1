"""A file with something wrong in it, read again with places: what each mistake is, and where.

read.py asks for it only where the quick reader has given up, so a right file never loads it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from houqin.text import naming, raw
from houqin.text.events import Raw, first_line, last_line
from houqin.text.explain import explained, mistyped
from houqin.text.fault import MOST, Fault
from houqin.text.nodes import Node, compose, tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from houqin.text.read import Entry

TOP = re.compile(r"^( *)- ?")
BLANK = re.compile(r"\s*(#.*)?|---\s*(#.*)?")


def raws(text: str, lines: list[str], single: bool, odd_lines: set[int]) -> tuple[list[Raw], list[Fault]]:
    """The entries as written of a text (`lines`: split at newlines), and its faults; `odd_lines` have been reported."""
    if odd_lines:
        return ([], []) if single else _piecewise(lines, odd_lines)
    root, faults, error = compose(text)
    if error is not None:
        faults = explained(error, lines, 0)
    elif root is not None or not faults:
        found, wrong = _of_root(root, lines, 0, single)
        said = {fault.line for fault in wrong}
        return found, [fault for fault in faults if fault.line not in said] + wrong
    if single:
        return [], faults
    found, more = _piecewise(lines, odd_lines)
    return found, more or faults


def _piecewise(lines: list[str], odd_lines: set[int]) -> tuple[list[Raw], list[Fault]]:
    """Each top-level entry by itself: one that cannot be parsed must not hide the mistakes of the others."""
    indent = min((m[1] for line in lines if (m := TOP.match(line))), default="")
    starts = [n for n, line in enumerate(lines) if line.startswith(indent + "- ") or line == indent + "-"]
    raws: list[Raw] = []
    faults: list[Fault] = []
    for start, stop in zip([0, *starts], [*starts, len(lines)], strict=True):
        piece = lines[start:stop]
        spoilt = not odd_lines.isdisjoint(range(start + 1, stop + 1))
        if spoilt or all(BLANK.fullmatch(line) for line in piece):
            continue
        root, found, error = compose("\n".join(piece), start)
        faults += found
        if error is not None:
            faults += explained(error, piece, start)
        elif root is not None:
            fine, wrong = _of_root(root, piece, start, single=False)
            raws += fine
            faults += wrong
        if len(faults) > MOST:
            break
    return raws, faults


def _of_root(root: Node | None, lines: list[str], before: int, single: bool) -> tuple[list[Raw], list[Fault]]:
    """The entries under a root; `lines` are the text's own, with `before` lines above them."""
    if root is None:
        return [], []
    if single:
        if not isinstance(root.content, dict) or root.flow:
            wrong = Fault("text.not_a_mapping", root.line, root.column)
            return [], mistyped(lines, before, [root.line]) or [wrong]
        return [(tree(root), root.line, last_line(lines, root.line - before, len(lines)) + before)], []
    if not isinstance(root.content, list) or root.flow:
        if root.content in ([], ""):
            return [], []
        wrong = Fault("text.not_a_list", root.line, root.column)
        return [], mistyped(lines, before, [root.line]) or [wrong]
    raws: list[Raw] = []
    faults: list[Fault] = []
    starts = [first_line(lines, node.line - before) for node in root.content]
    for node, start, following in zip(root.content, starts, [*starts[1:], len(lines)], strict=True):
        end = last_line(lines, start, following)
        if isinstance(node.content, dict):
            raws.append((tree(node), start + before, end + before))
            continue
        own = range(start + before, end + before + 1)
        faults += mistyped(lines[start - 1 : end], start + before - 1, own) or [
            Fault("text.not_a_record" if node.content else "text.empty_record", start + before, node.column)
        ]
    return raws, faults


def located(wrong: list[naming.Misnamed], lines: list[str], line: int, suggestions: int) -> list[Fault]:
    """Faults of names with their places. That a key is mistyped is said rather than that it is unknown."""
    node = _entry_node(lines, line)
    typed = {fault.line: fault for fault in mistyped(lines, line - 1)}
    faults = []
    for misnamed in wrong:
        at = _at(node, misnamed.path, key=not misnamed.code.startswith("text.spoken"))
        if misnamed.code.startswith("text.unknown") and at[0] in typed:
            faults.append(typed[at[0]])
            continue
        code, _, args, first = naming.suggested(misnamed) if len(faults) < suggestions else misnamed
        if first is not None:
            args = args | {"first": _at(node, first, key=True)[0]}
        faults.append(Fault(code, *at, args))
    return faults


def _entry_node(lines: list[str], line: int) -> Node:
    """The mapping of one entry, read again from its own lines."""
    root, _, _ = compose("\n".join(lines) + "\n", line - 1)
    if root is not None and isinstance(root.content, list) and root.content:
        root = root.content[0]
    return root or Node(line, 1, {})


def _at(node: Node, path: Iterable[str | int], *, key: bool, type_: str | None = None) -> tuple[int, int]:
    """Where the deepest part of `path` is that exists; elements that name nothing are passed over.

    With a type, the path's names are attributes, else keys as written. `key`: fields' keys, not their values.
    """
    where = node.line, node.column
    for element in path:
        content = node.content
        if isinstance(content, list) and isinstance(element, int) and 0 <= element < len(content):
            node = content[element]
            where = node.line, node.column
        elif isinstance(content, dict) and content and isinstance(element, str):
            name = element if type_ is None else _key(content, element, type_)
            if name in content:
                name_node, node = content[name]
                shown = name_node if key or not isinstance(node.content, str) or not node.content else node
                where = shown.line, shown.column
                type_ = type_ and ""  # only a record's top fields are named by its type
    return where


def _key(content: dict[str, tuple[Node, Node]], attribute: str, type_: str) -> str:
    """The key as written of an attribute: of an entry "id" and "type" are its first."""
    if type_ and attribute in ("id", "type"):
        own = (k for k in content if type_ == "school" and naming.field(k) == "school")
        return next(own, next(iter(content)))
    return next((k for k in content if k == attribute or naming.field(k, type_) == attribute), "")


def place(data: bytes, entry: Entry, loc: Sequence[str | int], *, key: bool = False) -> tuple[int, int]:
    """Line and column, from 1, of what `loc` names in the entry, or of the deepest part of it that exists.

    `loc` has attribute names and list indexes, as pydantic gives them. A scalar's place is its own,
    a list's or a mapping's that of its key; with `key` every field's is.
    """
    text, _ = raw.decode(data)
    node = _entry_node(text.split("\n")[entry.line - 1 : entry.end], entry.line)
    if loc and loc[-1] == "[key]":
        loc, key = loc[:-1], True
    return _at(node, loc, key=key, type_=entry.type)
