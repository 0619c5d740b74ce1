"""What became of records from one state to another: entered, changed, taken away; known by their keys, or followed to others."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from houqin import names
from houqin.book.find import Source, source_of
from houqin.history.versions import Item, Key, Tree


class Change(NamedTuple):
    """What became of a record in a commit (`n`). `before` and `after` are trees, None where there is none; `old`: the key
    under which it was known before, where that was another."""

    n: int
    key: Key
    kind: str
    old: Key | None
    before: Tree | None
    after: Tree | None
    path: str
    line: int
    folder: str


def source_named(path: str) -> Source | None:
    """What a path of the book says; also of a file of the seals' folder: no records, but who put it there is asked."""
    folder, _, rest = path.partition("/")
    if rest and names.folder_named(folder) == "seals":
        return Source(path, "seals", "")
    return source_of(path, [])


def paired(before: Iterable[Item], after: Iterable[Item], folder: dict[str, str]) -> list[Change]:
    """Records of before and after told as changes: by the same key, else the same number, else the same all but number."""
    old, new = list(before), list(after)
    found: list[Change] = []
    for same in (
        lambda i: i.key,
        lambda i: (*i.key[:2], i.key.number),
        lambda i: (i.key.type, i.key.number),
        lambda i: (
            i.key.type,
            json.dumps({k: v for k, v in i.tree.items() if k != "id"}, ensure_ascii=False, sort_keys=True),
        ),
    ):
        there: dict[object, list[Item]] = {}
        for item in old:
            there.setdefault(same(item), []).append(item)
        unmatched = []
        for item in new:
            if not (was := there.get(same(item))):
                unmatched.append(item)
                continue
            one = was.pop(0)
            old.remove(one)
            if one.tree != item.tree or one.key != item.key:
                moved = one.key if one.key != item.key else None
                found.append(
                    Change(0, item.key, "changed", moved, one.tree, item.tree, item.path, item.line, folder[item.path])
                )
        new = unmatched
    found += [Change(0, i.key, "removed", None, i.tree, None, i.path, i.line, folder[i.path]) for i in old]
    found += [Change(0, i.key, "added", None, None, i.tree, i.path, i.line, folder[i.path]) for i in new]
    return _numbered(found)


def _numbered(changes: list[Change]) -> list[Change]:
    """Two records of one key in one commit are told apart."""
    seen: Counter[Key] = Counter()
    found = []
    for change in changes:
        nth = seen[change.key]
        seen[change.key] += 1
        found.append(change._replace(key=change.key._replace(nth=nth + change.key.nth)) if nth else change)
    return found
