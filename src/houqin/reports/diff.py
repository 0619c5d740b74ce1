"""What changed between two states of a book, in a bookkeeper's words: 验收 YS-0903-1: 大米 500 斤 → 300 斤."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from houqin.history.fields import parts
from houqin.messages import Language, sentence
from houqin.report import Block, Column, Line, Report, Style, Table, Title
from houqin.reports.changes import BECAME, all_said, called, content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from houqin.history.changes import Change
    from houqin.history.compare import Compared

CHANGES = (
    Column("kind", "name"), Column("type", "name"), Column("id", "text"), Column("owner", "set"), Column("field?", "name"),
    Column("list?", "name"), Column("on_line?", "text"), Column("was?", "text"), Column("now?", "text"), Column("file", "text"),
    Column("line", "count"),
)  # fmt: skip
FILES = (Column("file", "text"), Column("what", "name"))
STYLES: dict[str, Style] = {"added": "good", "removed": "bad"}


def diff(compared: Compared, old: str, new: str | None, language: Language) -> Report:
    """What differs from `old` to `new` (words for people; None: the files as they are)."""
    changes = compared.changes
    count = {kind: sum(c.kind == kind for c in changes) for kind in ("added", "changed", "removed")}
    facts = {"version": 1, "from": old, "to": new, **count}
    files = [*((path, "form") for path in compared.form), *((path, "unread") for path in compared.unread)]
    tables = (
        Table("changes", CHANGES, [row for change in changes for row in _rows(change)]),
        Table("files", FILES, sorted(files)),
    )
    return Report("diff", facts, tables, list(_sheet(compared, old, new, count, language)))


def _rows(c: Change) -> Iterator[tuple[Any, ...]]:
    told = [(p.field or None, p.list or None, p.line or None, p.was, p.now) for p in parts(c.before, c.after)]
    for part in told or [(None,) * 5]:
        yield c.kind, c.key.type, c.key.number, c.key.owner or None, *part, c.path, c.line


def _sheet(compared: Compared, old: str, new: str | None, count: dict[str, int], language: Language) -> Iterator[Block]:
    yield Title(sentence("diff.title", language, old=old, new=new or sentence("diff.work", language)), 1)
    yield from lines(compared, language)
    if any(count.values()):
        yield Line("")
        yield Line(sentence("diff.count", language, **count), 0, "dim")


def lines(compared: Compared, language: Language) -> Iterator[Block]:
    """The changes file by file, then what is to be said of files as such."""
    for path, changes in groupby(compared.changes, key=lambda c: c.path):
        yield Title(path)
        for change in changes:
            yield Line(_said(change, language), 1, STYLES.get(change.kind, ""))
    for code, paths in (("diff.form", compared.form), ("diff.unread", compared.unread)):
        for path in paths:
            yield Title(path)
            yield Line(sentence(code, language), 1, "warn" if code == "diff.unread" else "dim")
    if not (compared.changes or compared.form or compared.unread):
        yield Line(sentence("diff.none", language))


def _said(c: Change, language: Language) -> str:
    what = called(c.key, language)
    if c.key.type == "seals":
        return sentence("diff.line", language, what=what, parts=sentence(BECAME[c.kind], language))
    if c.kind == "changed":
        return sentence("diff.line", language, what=what, parts=all_said(c.before, c.after, language) or c.path)
    code = "diff.added" if c.after else "diff.removed"
    return sentence(code, language, what=what, content=content(c.after or c.before or {}, language))
