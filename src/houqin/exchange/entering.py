"""Records of houqin's own making on their way into the book: numbered, in the file they belong to, tried as `check` would.

Nothing is written here (text/append.py does); whoever makes records, from a sheet or from a decision, comes by here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from houqin import names
from houqin.book import contradictions, numbers
from houqin.book.find import OWNED, Source, list_sources
from houqin.book.index import Book
from houqin.book.trial import trial
from houqin.diagnostics import Diagnostic, Failure
from houqin.exchange.draft import Draft, Loc
from houqin.records.catalogue import folders_of
from houqin.records.validate import validate
from houqin.text.append import Addition, appended
from houqin.text.quote import Unwritable
from houqin.text.write import record_text
from houqin.values import MONTH

MODELINE = "# yaml-language-server"


class Entry(NamedTuple):
    """Records as they will be appended: their YAML, by file, and what stands in the way."""

    texts: list[str]
    additions: list[Addition]
    problems: list[Diagnostic]


def entry(book: Book, drafts: Sequence[Draft]) -> Entry:
    """Records that somebody decided on, of one type: numbered, validated, tried in the book. Nothing is written."""
    language = key_language(book)
    type_ = str(drafts[0].tree["type"])
    number(book, type_, drafts)
    _, wrong = validate(folders_of(type_)[0], [draft.tree for draft in drafts])
    problems = [Diagnostic(one.code, one.args, path_of(book, drafts[one.index])) for one in wrong]
    texts = []
    for draft in drafts:
        try:
            texts.append(record_text(draft.tree, language))
        except Unwritable as refused:
            problems.append(unseen(refused, path_of(book, draft)))
    if problems:
        return Entry(texts, [], problems)
    added = additions(book, type_, drafts, texts)
    return Entry(texts, added, tried(book, drafts, added, lambda draft, _: path_of(book, draft)))


def unseen(refused: Unwritable, at: str) -> Diagnostic:
    """A character that stands in no ledger."""
    return Diagnostic("exchange.unseen", {"point": f"U+{ord(refused.character):04X}"}, at)


def key_language(book: Book) -> str:
    """The language of the book's keys: that in which most of its files begin."""
    rows = book.index.execute("select path from file where folder <> 'config' order by path").fetchall()
    votes = 0
    for (path,) in rows[-20:]:
        try:
            start = (book.path / path).read_bytes()[:4000].decode(errors="ignore")
        except OSError:
            continue
        word = next((line[2:].lstrip("{ ").split(":")[0] for line in start.split("\n") if line.startswith("- ")), "")
        votes += 1 if word in names.TYPES else -1 if names.type_named(word) else 0
    english = votes > 0 if votes else book.registers.settings.get("language") == "en"
    return "en" if english else "zh"


def placed(draft: Draft) -> bool:
    """Whether the day and the store say into which file it goes."""
    return bool(MONTH.fullmatch(month_of(draft))) and (
        draft.owner != "" or folders_of(draft.tree["type"])[0] not in OWNED
    )


def month_of(draft: Draft) -> str:
    return str(draft.tree.get("booked") or draft.tree.get("date") or "")[:7]


def number(book: Book, type_: str, new: Sequence[Draft]) -> None:
    """Numbers for those that have none, in the book's own style, each store's and each account's own series."""
    rows = book.index.execute(
        "select r.number, r.day, r.owner, d.json from record r join data d on d.record = r.id where r.type = ?"
        " order by r.booked, r.line",
        (type_,),
    ).fetchall()
    series: dict[str, list[tuple[str, int]]] = {}
    for known, day, owner, text in rows:
        series.setdefault(_series(json.loads(text), owner), []).append((known, day))
    taken = {key: {known for known, _ in its} for key, its in series.items()}
    for draft in new:
        if draft.numbered:
            taken.setdefault(_series(draft.tree, draft.owner), set()).add(str(draft.tree["id"]))
    for draft in new:
        if draft.numbered or not placed(draft):
            continue
        key = _series(draft.tree, draft.owner)
        day = int(str(draft.tree["date"]).replace("-", ""))
        style = numbers.style(type_, series.get(key, []), key if type_ == "outside_statement" else "")
        draft.tree["id"] = numbers.following(style, day, taken.setdefault(key, set()))
        taken[key].add(draft.tree["id"])


def _series(record: Mapping[str, Any], owner: str) -> str:
    """Whose numbers run on: a store's, a counted place's, an account's or a supplier's statements."""
    return owner or str(record.get("bank_account") or record.get("supplier") or record.get("place") or "")


def path_of(book: Book, draft: Draft) -> str:
    """The file a record belongs to: the folder as this book spells it, the month in which it is booked."""
    folder = folders_of(draft.tree["type"])[0]
    return _path(spelling(book, folder), draft, folder)


def _path(spelt: str, draft: Draft, folder: str) -> str:
    return f"{spelt}/{draft.owner}/{month_of(draft)}.yaml" if folder in OWNED else f"{spelt}/{month_of(draft)}.yaml"


def additions(book: Book, type_: str, good: Sequence[Draft], texts: Sequence[str]) -> list[Addition]:
    """The records by file."""
    folder = folders_of(type_)[0]
    spelt = spelling(book, folder)
    files: dict[str, list[int]] = {}
    for at, draft in enumerate(good):
        files.setdefault(_path(spelt, draft, folder), []).append(at)
    return [
        Addition(path, [texts[at] for at in ats], [good[at].tree for at in ats], head(book.path, path))
        for path, ats in sorted(files.items())
    ]


def spelling(book: Book, folder: str) -> str:
    """The folder's name as this book has it; a new one is named in the language of the others."""
    seen, _ = list_sources(book.path)
    tops = [(one.source.folder, one.source.path.partition("/")[0]) for one in seen if "/" in one.source.path]
    for known, top in tops:
        if known == folder:
            return top
    chinese = sum(top == names.FOLDERS.get(known) for known, top in tops)
    return names.FOLDERS[folder] if chinese * 2 > len(tops) else folder


def head(book: Path, path: str) -> str:
    """A new file's first line, for editors: as the latest of its neighbours has it."""
    neighbours = sorted((book / path).parent.glob("*.yaml"), reverse=True)
    for one in neighbours[:1]:
        first = one.read_text(encoding="utf-8", errors="replace").split("\n", 1)[0]
        if first.startswith(MODELINE):
            return first + "\n"
    return ""


At = Callable[[Draft, Loc], str]
"""Where a field of a draft stands, for whoever mends it: a cell of a sheet, or the file it would go to."""


def tried(book: Book, good: Sequence[Draft], additions: Sequence[Addition], at: At) -> list[Diagnostic]:
    """What `check` would say if the records stood in the book, and does not say now: each at its place."""
    files: dict[Source, bytes] = {}
    drafts: dict[tuple[str, int], Draft] = {}
    by_id = {(month_of(draft), draft.owner, draft.tree["id"]): draft for draft in good}
    for addition in additions:
        parts = addition.path.split("/")
        folder = names.folder_named(parts[0]) or parts[0]
        owner = parts[1] if folder in OWNED else ""
        target = book.path / addition.path
        try:
            new, lines = appended(target.read_bytes() if target.exists() else b"", addition)
        except Failure:
            return [Diagnostic("exchange.not_readable_back", {"path": addition.path}, addition.path)]
        files[Source(addition.path, folder, owner)] = new
        for line, tree in zip(lines, addition.trees, strict=True):
            drafts[addition.path, line] = by_id[_month_in(addition.path), owner, tree["id"]]
    before = {_told(one) for one in contradictions.found(book.index)}
    with trial(book, files) as other:
        after = contradictions.found(other.index)
    told = []
    for one in after:
        if _told(one) in before:
            continue
        draft = drafts.get((one.diagnostic.path, one.diagnostic.line))
        loc: Loc = contradictions.where(one)
        where = at(draft, loc) if draft else f"{one.diagnostic.path}:{one.diagnostic.line}"
        told.append(Diagnostic(one.diagnostic.code, one.diagnostic.args, where))
    return told


def _month_in(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


def _told(one: contradictions.Found) -> tuple[str, str, str]:
    d = one.diagnostic
    return d.path, d.code, str(d.args)
