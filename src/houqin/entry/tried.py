"""What `check` would say if new records stood in the book: their text, their files, and a trial in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from houqin import names
from houqin.book import contradictions
from houqin.book.find import OWNED, Source
from houqin.book.index import Book
from houqin.book.trial import trial
from houqin.diagnostics import FINDINGS, Diagnostic, Failure
from houqin.entry import decisions
from houqin.entry.new import New, head, key_language, path_of
from houqin.entry.number import numbered
from houqin.entry.owner import owners
from houqin.entry.said import unread
from houqin.records.validate import Loc, validate
from houqin.text import seals
from houqin.text.append import Addition, appended, closed
from houqin.text.careful import place
from houqin.text.quote import Unwritable
from houqin.text.read import Entry as Written
from houqin.text.write import record_text
from houqin.values import MONTH


class Wrong(NamedTuple):
    """Something wrong once the records stand there: with which of them (None: with another one), at which field of it;
    `diagnostic` has the place in the file as it would be."""

    at: int | None
    loc: Loc
    diagnostic: Diagnostic


class Standing(NamedTuple):
    """A file as it would be with the records at its end, and on which lines these begin."""

    source: Source
    data: bytes
    lines: list[int]


class Entry(NamedTuple):
    """Records as they will be appended, by file, what stands in their way, and what was seen in the book with them."""

    records: list[New]
    additions: list[Addition]
    wrong: list[Wrong]
    seen: Any = None

    @property
    def problems(self) -> list[Diagnostic]:
        return [one.diagnostic for one in self.wrong]


def entry(book: Book, records: Sequence[New], look: Callable[[Book], Any] | None = None) -> Entry:
    """Numbered records validated by themselves and, where each is right, tried in the book. Nothing is written. `look` is
    shown the book as it would be."""
    if not records:
        return Entry([], [], [])
    if wrong := invalid(book, records):
        return Entry(list(records), [], wrong)
    added = additions(book, records)
    files = standing(book, added)
    with trial(book, {one.source: one.data for one in files}) as tried:
        return Entry(list(records), added, new_contradictions(book, tried, records, added, files), look and look(tried))


def invalid(book: Book, records: Sequence[New], known: Sequence[Diagnostic] = ()) -> list[Wrong]:
    """What the records' own models say, and a character that no ledger holds, at the file that each would go to. `known`
    is told already: of a line that could not be understood it is enough."""
    found = []
    for at, one in enumerate(records):
        path = path_of(book, one)
        found += [Wrong(at, loc, Diagnostic(d.code, d.args, path)) for loc, d in faults(one.folder, one.tree)]
        try:
            record_text(one.tree, "zh")
        except Unwritable as refused:
            found.append(Wrong(at, (), Diagnostic("exchange.unseen", {"point": _point(refused)}, path)))
    return [one for one in found if one.diagnostic.code != "record.not_mapping"] if unread(known) else found


def wherever(book: Book, records: Sequence[New]) -> list[Wrong]:
    """What would be wrong in the book with records of which nobody knows whose folder they belong in: what is wrong in
    every one of them. Nothing where they are not right by themselves."""
    having = {
        one.folder: owners(book.registers, one.folder) for one in records if one.folder in OWNED and not one.owner
    }
    if not having or not all(MONTH.fullmatch(one.month) for one in records if one.folder != "registers"):
        return []
    found: dict[str, Wrong] | None = None
    for n in range(max(map(len, having.values()))):
        placed = [
            one._replace(owner=having[one.folder][n % len(having[one.folder])])
            if one.folder in having and not one.owner
            else one
            for one in records
        ]
        try:
            its = entry(book, numbered(book, placed)).wrong
        except Failure:  # in this folder it cannot be tried
            continue
        told = {json.dumps([one.at, one.loc, _told(one.diagnostic)[1:]]): one for one in its}
        found = told if found is None else {key: one for key, one in found.items() if key in told}
    return [one for one in (found or {}).values() if one.at is not None]


def faults(folder: str, tree: Mapping[str, Any]) -> list[tuple[Loc, Diagnostic]]:
    """What its model says of a record, whether it is numbered yet or not: the field, and what is wrong there."""
    _, found = validate(folder, [{**tree, "id": tree.get("id") or "0"}])
    return [(one.loc, Diagnostic(one.code, one.args)) for one in found]


def _point(refused: Unwritable) -> str:
    return f"U+{ord(refused.character):04X}"


def additions(book: Book, records: Sequence[New]) -> list[Addition]:
    """The records by file, as append takes them. Failure exchange.unseen (exit 1) for a character no ledger holds."""
    language = key_language(book)
    files: dict[str, list[New]] = {}
    for one in records:
        files.setdefault(path_of(book, one), []).append(one)
    try:
        return [
            Addition(path, [record_text(o.tree, language) for o in its], [o.tree for o in its], head(book, path))
            for path, its in sorted(files.items())
        ]
    except Unwritable as refused:
        raise Failure("exchange.unseen", FINDINGS, point=_point(refused)) from refused


def standing(book: Book, added: Sequence[Addition]) -> list[Standing]:
    """Each file with the records at its end. Failure text.not_appended where it could not be read back."""
    found = []
    for addition in added:
        parts = addition.path.split("/")
        folder = names.folder_named(parts[0]) or parts[0]
        owner = parts[1] if folder in OWNED else ""
        if folder in ("accounts", "cash"):
            owner = names.choice_named("set", owner) or owner
        target = book.path / addition.path
        data, lines = appended(target.read_bytes() if target.exists() else b"", addition)
        found.append(Standing(Source(addition.path, folder, owner), data, lines))
    return found


@contextmanager
def book_with(book: Book, records: Sequence[New]) -> Iterator[Book]:
    """The book as it would be with the records, in memory. Failures as additions and standing."""
    files = standing(book, additions(book, records))
    with trial(book, {one.source: one.data for one in files}) as tried:
        yield tried


def contradicted(
    book: Book, records: Sequence[New], added: Sequence[Addition], files: Sequence[Standing]
) -> list[Wrong]:
    """What `check` would say if the files were so, and does not say now."""
    with trial(book, {one.source: one.data for one in files}) as tried:
        return new_contradictions(book, tried, records, added, files)


def new_contradictions(
    book: Book, tried: Book, records: Sequence[New], added: Sequence[Addition], files: Sequence[Standing]
) -> list[Wrong]:
    """Which records would be booked in a closed month; else what is wrong in the book as tried and not in the book as it
    is, and what stands against a decision or a signature among them."""
    if wrong := list(_barred(book, records)):
        return wrong
    at: dict[tuple[str, int], int] = {}
    index = {id(one.tree): n for n, one in enumerate(records)}
    for addition, file in zip(added, files, strict=True):
        for line, tree in zip(file.lines, addition.trees, strict=True):
            at[addition.path, line] = index[id(tree)]
    before = {_told(one.diagnostic) for one in contradictions.found(book.index)}
    after = [one for one in contradictions.found(tried.index) if _told(one.diagnostic) not in before]
    told = [
        Wrong(at.get((one.diagnostic.path, one.diagnostic.line)), contradictions.where(one), one.diagnostic)
        for one in after
    ]
    judged = [(spot, n) for spot, n in at.items() if records[n].type in decisions.TYPES]
    return told + [Wrong(n, (field,), d) for spot, n in judged for field, d in decisions.objections(tried, *spot)]


def located(book: Book, one: Entry) -> tuple[list[Diagnostic], dict[str, str]]:
    """What is wrong at the very fields, in the files as they would be; and the text of these files, by path."""
    language = key_language(book)
    texts: dict[str, str] = {}
    starts: dict[int, tuple[str, int, str]] = {}
    for at, record in enumerate(one.records):
        path = path_of(book, record)
        if path not in texts:
            target = book.path / path
            texts[path] = target.read_bytes().decode("utf-8", errors="replace") if target.is_file() else ""
        try:
            text = record_text(record.tree, language)
        except Unwritable:
            text = "\n"
        starts[at] = path, texts[path].count("\n") + 1, text
        texts[path] += text
    return [_placed(wrong, one, starts) for wrong in one.wrong], texts


def _placed(wrong: Wrong, one: Entry, starts: Mapping[int, tuple[str, int, str]]) -> Diagnostic:
    d = wrong.diagnostic
    if wrong.at is None:
        return d
    path, first, text = starts[wrong.at]
    last = text.count("\n")
    try:
        line, column = place(text.encode(), Written(one.records[wrong.at].type, {}, 1, last), wrong.loc)
    except IndexError:  # what cannot be written has no place
        line, column = 1, 0
    return Diagnostic(d.code, d.args, path, first + line - 1, column if wrong.loc else 0)


def _barred(book: Book, records: Sequence[New]) -> Iterator[Wrong]:
    """Records that the gate of text/append would refuse, each at the day that says so."""
    barring = seals.barring(book.path, {one.month for one in records if MONTH.fullmatch(one.month)})
    for at, one in enumerate(records):
        if mark := barring.get(one.month):
            field = "booked" if "booked" in one.tree else "date"
            args = closed(book.path, one.month, mark)
            yield Wrong(at, (field,), Diagnostic("closed.month", args, path_of(book, one)))


def _told(d: Diagnostic) -> tuple[str, str, str]:
    return d.path, d.code, json.dumps(dict(d.args), sort_keys=True, ensure_ascii=False, default=str)
