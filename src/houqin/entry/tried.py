"""What `check` would say if new records stood in the book: their text, their files, and a trial in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from houqin import names
from houqin.book import contradictions
from houqin.book.find import OWNED, Source
from houqin.book.index import Book
from houqin.book.trial import trial
from houqin.diagnostics import FINDINGS, Diagnostic, Failure
from houqin.entry.new import New, head, key_language, path_of
from houqin.records.validate import Loc, validate
from houqin.text.append import Addition, appended
from houqin.text.quote import Unwritable
from houqin.text.write import record_text


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
    """Records as they will be appended, by file, and what stands in their way."""

    records: list[New]
    additions: list[Addition]
    wrong: list[Wrong]

    @property
    def problems(self) -> list[Diagnostic]:
        return [one.diagnostic for one in self.wrong]


def entry(book: Book, records: Sequence[New]) -> Entry:
    """Numbered records validated by themselves and, where each is right, tried in the book. Nothing is written."""
    if wrong := invalid(book, records):
        return Entry(list(records), [], wrong)
    added = additions(book, records)
    return Entry(list(records), added, contradicted(book, records, added, standing(book, added)))


def invalid(book: Book, records: Sequence[New]) -> list[Wrong]:
    """What the records' own models say, and a character that no ledger holds, at the file that each would go to."""
    found = []
    for at, one in enumerate(records):
        path = path_of(book, one)
        for problem in validate(one.folder, [one.tree])[1]:
            found.append(Wrong(at, problem.loc, Diagnostic(problem.code, problem.args, path)))
        try:
            record_text(one.tree, "zh")
        except Unwritable as refused:
            found.append(Wrong(at, (), Diagnostic("exchange.unseen", {"point": _point(refused)}, path)))
    return found


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
    at: dict[tuple[str, int], int] = {}
    index = {id(one.tree): n for n, one in enumerate(records)}
    for addition, file in zip(added, files, strict=True):
        for line, tree in zip(file.lines, addition.trees, strict=True):
            at[addition.path, line] = index[id(tree)]
    before = {_told(one.diagnostic) for one in contradictions.found(book.index)}
    with trial(book, {one.source: one.data for one in files}) as tried:
        after = [one for one in contradictions.found(tried.index) if _told(one.diagnostic) not in before]
    return [
        Wrong(at.get((one.diagnostic.path, one.diagnostic.line)), contradictions.where(one), one.diagnostic)
        for one in after
    ]


def _told(d: Diagnostic) -> tuple[str, str, str]:
    return d.path, d.code, json.dumps(dict(d.args), sort_keys=True, ensure_ascii=False, default=str)
