"""The book held against its seals: bytes first, and records only in the files whose bytes differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from houqin.book.find import Source
from houqin.closing import canon, several, standing
from houqin.closing import seal as seal_
from houqin.closing.chain import Finding, Link
from houqin.closing.seal import OPENING, STANDING, Found, canonical_path
from houqin.closing.standing import ROWS, Standing
from houqin.closing.written import ABSENT, File, Record, Seal
from houqin.diagnostics import Failure
from houqin.text.read import Entry, read
from houqin.values import month_of, next_month

NEAR_A_MONTH = re.compile(rb"\d{4}-\d{2}")
BEGUN = re.compile(rb"(?m)^(?=- )")
"""Where an entry begins. What only looks like it, inside quotes, leaves pieces that cannot be read, and then all is read."""


class Added(NamedTuple):
    """A record that stands where none was sealed; `code` says why it should not."""

    code: str
    month: str
    source: Source
    entry: Entry
    digest: str

    @property
    def name(self) -> tuple[str, str]:
        return self.entry.type, str(self.entry.tree["id"])


class Gone(NamedTuple):
    """A record that was sealed and does not stand there."""

    month: str
    record: Record

    @property
    def name(self) -> tuple[str, str]:
        return self.record.type, self.record.number


class Changed(NamedTuple):
    """A record or a row that says something else than was sealed: the finding, the hash that was sealed, what it says now."""

    finding: Finding
    digest: str
    now: Entry | Standing


class Held(NamedTuple):
    """What holding the book against its seals came to; `changed` are findings as well."""

    findings: list[Finding]
    changed: list[Changed]


def hold(book: Path, links: Sequence[Link], bound: Sequence[Seal]) -> Held:
    """The book against the seals of its closed months; its standing rows against those that `bound` bind, one after the
    other."""
    sealed = [seal for link in links if (seal := link.outline())]
    whole = {link.mark.head: link for link in links}
    closed = {seal.mark.month for seal in sealed}
    sources = {canonical_path(one.path): one for one in seal_.sources(book)}
    hashes = _hashes(book, sources, sealed)
    says = _contents(book, sources, [file for seal in sealed for file in seal.files], hashes)
    findings: list[Finding] = []
    gone: list[Gone] = []
    added: list[Added] = []
    for seal in sealed:
        for file in seal.files:
            path = canonical_path(file.path)
            if says.get(path) == file.content:
                args = {"records": file.records}
                findings.append(Finding("seal.form", seal.mark.month, sources[path].path, args=args))
            elif hashes.get(path) != file.bytes:
                _file(book, whole[seal.mark.head], file, sources.get(path), findings, gone, added)
    _others(book, sources, sealed, closed, findings, added)
    told, changed = _told(gone, added, next_month(max(closed)) if closed else "")
    findings += told
    findings += _evidence(book, sealed)
    findings += _standing(book, bound, closed, changed)
    return Held(findings, changed)


# ------------------------------------------------------------ files and records


def _hashes(book: Path, sources: dict[str, Source], sealed: Iterable[Seal]) -> dict[str, str]:
    """Canonical path → the hash of the bytes, of every sealed file that is there and can be read."""
    wanted = sorted({path for seal in sealed for file in seal.files if (path := canonical_path(file.path)) in sources})

    def one(path: str) -> str:
        try:
            return canon.bytes_of((book / sources[path].path).read_bytes())
        except OSError:
            return ""

    return {path: one(path) for path in wanted}


def _contents(book: Path, sources: dict[str, Source], files: Iterable[File], hashes: dict[str, str]) -> dict[str, str]:
    """Canonical path → the hash of what it holds, of every sealed file whose bytes are others and that can be read."""
    paths = {canonical_path(file.path): file.bytes for file in files}
    others = [sources[path] for path, sealed in paths.items() if path in sources and hashes[path] != sealed]
    held = several.each(partial(_content, book), others)
    return {canonical_path(source.path): digest for source, digest in zip(others, held, strict=True)}


def _content(book: Path, source: Source) -> str:
    """The hash of what a file holds; "" where it cannot be read."""
    one = _read(book, source)
    if one is None or one.entries is None:
        return ""
    return canon.content(canonical_path(source.path), (digest for _, digest in one.entries))


def _file(
    book: Path, link: Link, file: File, source: Source | None, findings: list[Finding], gone: list[Gone],
    added: list[Added],
) -> None:  # fmt: skip
    """A file that does not hold what was sealed: which of its records differ."""
    month, seal = link.mark.month, link.whole()
    sealed = [record for record in (seal.each if seal else ()) if record.path == file.path]
    if source is None:
        findings.append(Finding("seal.file_missing", month, file.path, args={"records": file.records}))
        gone += [Gone(month, record) for record in sealed]
        return
    one = _read(book, source)
    if one is None or one.entries is None:
        findings.append(Finding("seal.file_unreadable", month, source.path))
        return
    here = Counter(digest for _, digest in one.entries)
    there = Counter(record.digest for record in sealed)
    more, less = here - there, there - here
    for entry, digest in one.entries:
        if more[digest] > 0:
            more[digest] -= 1
            added.append(Added("seal.record_added", month, source, entry, digest))
    for record in sealed:
        if less[record.digest] > 0:
            less[record.digest] -= 1
            gone.append(Gone(month, record))


def _others(
    book: Path, sources: dict[str, Source], sealed: Sequence[Seal], closed: set[str], findings: list[Finding],
    added: list[Added],
) -> None:  # fmt: skip
    """Files that no seal has: of a closed month, or of the opening, none may be new; in any other no record may be booked in a
    closed month."""
    known = {canonical_path(file.path) for seal in sealed for file in seal.files}
    opening = next((seal.mark.month for seal in sealed if seal.mark.number == 1), "")
    for path, source in sources.items():
        if path in known or source.folder in STANDING:
            continue
        month = opening if source.folder == OPENING else seal_.month_of(source)
        try:
            data = (book / source.path).read_bytes()
        except OSError:
            continue
        if month and (source.folder == OPENING or month in closed):
            one = seal_.found(book, source, data)
            if one.entries is None:
                findings.append(Finding("seal.file_unreadable", month, source.path))
            for entry, digest in one.entries or ():
                added.append(Added("seal.record_in_new_file", month, source, entry, digest))
            continue
        for entry in _naming_months(data, source.path, closed):
            booked = str(entry.tree.get("booked") or entry.tree.get("date") or "")[:7]
            if booked in closed:
                added.append(Added("seal.record_backdated", booked, source, entry, seal_.digest_of(entry, source)))


def _naming_months(data: bytes, path: str, months: set[str]) -> list[Entry]:
    """The entries of a file that name one of these months, or all where they cannot be told apart without reading them."""
    if b"\\" not in data:  # else signs may be written in a way of their own
        found: list[Entry] = []
        line = 0
        for piece in BEGUN.split(data):
            if any(month.decode() in months for month in NEAR_A_MONTH.findall(piece)):
                entries, wrong = read(piece, path)
                if wrong:
                    break
                found += [replace(entry, line=entry.line + line, end=entry.end + line) for entry in entries]
            line += piece.count(b"\n")
        else:
            return found
    return read(data, path)[0]


def _read(book: Path, source: Source) -> Found | None:
    """A file of the book, read; None where the disk does not give it."""
    try:
        return seal_.found(book, source)
    except Failure:
        return None


ALIKE: tuple[tuple[Callable[[Gone], Any], Callable[[Added], Any]], ...] = (
    (lambda one: one.record.digest, lambda other: other.digest),
    (
        lambda one: (canonical_path(one.record.path), one.name),
        lambda other: (canonical_path(other.source.path), other.name),
    ),
    (lambda one: one.name, lambda other: other.name),
)
"""By what a record that is gone from its place is known again: by all it says, by its place and number, by its number."""


def _told(gone: list[Gone], added: list[Added], open_: str) -> tuple[list[Finding], list[Changed]]:
    """What became of each record: it was moved as it is, changed in its place, moved and changed, taken out or put in.
    `open_`: the first month into which what came late belongs."""
    findings: list[Finding] = []
    changed: list[Changed] = []
    for of_gone, of_added in ALIKE:
        waiting: dict[Any, list[Added]] = {}
        for other in reversed(added):
            waiting.setdefault(of_added(other), []).append(other)
        left = []
        for one in gone:
            if not waiting.get(of_gone(one)):
                left.append(one)
                continue
            found, record = waiting[of_gone(one)].pop(), one.record
            moved = canonical_path(found.source.path) != canonical_path(record.path)
            code = "seal.record_moved" if moved else "seal.record_changed"
            args = {"before": record.path}
            finding = Finding(code, one.month, found.source.path, found.entry.line, *one.name, args)
            if moved:
                findings.append(finding)
            else:
                changed.append(Changed(finding, record.digest, found.entry))
        gone = left
        added = [other for rest in waiting.values() for other in rest]
    findings += [Finding("seal.record_missing", one.month, one.record.path, 0, *one.name) for one in gone]
    here = {"open": open_}
    findings += [Finding(one.code, one.month, one.source.path, one.entry.line, *one.name, here) for one in added]
    return findings, changed


# ------------------------------------------------------------ attachments and standing rows


def _evidence(book: Path, sealed: Sequence[Seal]) -> Iterator[Finding]:
    """Attachments that are gone or are other files than were sealed, at the records that name them."""
    known: dict[str, str] = {}
    for seal in sealed:
        for path, digest in seal.evidence.items():
            if digest == ABSENT:
                continue
            now = known.setdefault(path, seal_.attachment_hash(book, path))
            if now != digest:
                code = "seal.evidence_missing" if now == ABSENT else "seal.evidence_changed"
                yield from _naming(book, seal, path, code)


def _naming(book: Path, seal: Seal, attachment: str, code: str) -> Iterator[Finding]:
    """A finding about an attachment at each record of the month that names it; at the attachment itself where none does now."""
    naming = False
    for source in seal_.of_month(book, seal.mark.month, opening=seal.mark.number == 1):
        one = _read(book, source)
        for entry, _ in (one.entries or ()) if one else ():
            if attachment in seal_.attachments(entry.tree):
                naming = True
                args = {"attachment": attachment}
                yield Finding(code, seal.mark.month, source.path, entry.line, entry.type, str(entry.tree["id"]), args)
    if not naming:
        yield Finding(code, seal.mark.month, attachment, args={"attachment": attachment})


def _standing(book: Path, bound: Sequence[Seal], closed: set[str], changed: list[Changed]) -> Iterator[Finding]:
    """Rows in force in closed months that are gone, changed or ended in them, and rows that were put in beside them. The last
    seal vouches for the files as they were then."""
    if not bound or not closed:
        return
    last = max(closed)
    try:
        if bound[-1].mark.month == last and bound[-1].registers == seal_.registers_hash(book):
            return
        now = seal_.standing_rows(book)
    except Failure as failure:
        yield Finding("seal.file_unreadable", min(closed), str(failure.args_["path"]))
        return
    for code, row, instead in standing.behind(seal_.bound_by(bound), now, last):
        finding = _row(code, row, instead, closed)
        if code == "seal.row_changed" and instead is not None:
            changed.append(Changed(finding, row.digest, instead))
        else:
            yield finding


def _row(code: str, row: Standing, now: Standing | None, closed: set[str]) -> Finding:
    """A finding about a row, in the first closed month in which it is in force."""
    begun = month_of(row.first) if row.first else ""
    month = next((one for one in sorted(closed) if one >= begun), max(closed))
    args = {"kind": row.kind, "name": row.name.replace("|", " "), "open": next_month(max(closed))}
    if now is None:
        return Finding(code, month, _register_of(row), 0, args=args)
    return Finding(code, month, now.path, now.line, args=args)


def _register_of(row: Standing) -> str:
    """Where a row that is gone would be looked for."""
    return "houqin.yaml" if row.kind in (*ROWS, "school") else "registers"
