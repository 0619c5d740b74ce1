"""The seal of a month: how it is made, and what of the book it holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from houqin import __version__, names
from houqin.book.find import Source, list_sources
from houqin.book.fresh import NATIONAL, ROOT
from houqin.closing import canon, standing
from houqin.closing.balances import month_end
from houqin.closing.standing import Key, Standing
from houqin.closing.written import ABSENT, File, Record, Seal, load, sealed_text
from houqin.diagnostics import UNREADABLE, Failure, reason
from houqin.entry.new import spelling
from houqin.text.read import Entry, read
from houqin.text.seals import Mark, folder, marks, reopenings
from houqin.values import iso, last_day

if TYPE_CHECKING:
    from houqin.book.index import Book

STANDING = ("config", "registers")
"""Folders (and the file houqin.yaml) whose rows hold from a day on."""
OPENING = "opening"


class Found(NamedTuple):
    """A file of the book, read: its entries with their canonical hashes, `None` where it cannot be read."""

    source: Source
    data: bytes
    entries: Sequence[tuple[Entry, str]] | None


def make(
    book: Book, month: str, day: int, language: str, signers: Path | None = None, carried: Sequence[str] = ()
) -> tuple[Seal, str]:
    """The seal of a month as the book is on disk now, and its text. `day`: on which it is made. `signers`: the list of
    those who may sign. `carried`: as Seal has it. Call it inside text.append.locked(), with the book opened `thorough`.

    Failure seal.cannot_read (exit 3) where a file cannot be read, which no month that may be closed has.
    """
    known = marks(book.path)
    number = max((mark.number for mark in known), default=0) + 1
    supersedes = next((mark.head for mark in reversed(known) if mark.month == month), "")
    where = folder(book.path, "seals")
    name = where.name if where else spelling(book, "seals")
    times = sum(mark.month == month for mark in known) + 1
    path = f"{name}/{month}.yaml" if times == 1 else f"{name}/{month}-{times}.yaml"
    mark = Mark(month, number, "", _last(book.path, known), supersedes, iso(day), path)
    files = [
        found(book.path, source) for source in of_month(book.path, month, opening=not known or month == known[0].month)
    ]
    if unread := next((one.source.path for one in files if one.entries is None), None):
        raise Failure("seal.cannot_read", UNREADABLE, path=unread)
    earlier = (
        [] if number == 1 or supersedes else [seal for mark in known if (seal := load(book.path, mark, whole=False))]
    )
    now = standing_rows(book.path)
    untouched = not earlier or not any(standing.behind(bound_by(earlier), now, earlier[-1].mark.month))
    seal = Seal(
        mark, f"houqin {__version__}", names_table(), national_rules(), signers_hash(signers),
        registers_hash(book.path) if untouched else ABSENT,
        tuple(file_of(one) for one in files), evidence(book.path, files),
        tuple(_in_force(month, now, earlier)), month_end(book, month),
        tuple(Record(f.source.path, d, e.type, str(e.tree["id"])) for f in files for e, d in f.entries or ()),
        tuple(carried),
    )  # fmt: skip
    return sealed_text(seal, language)


def _last(book: Path, known: Sequence[Mark]) -> str:
    """The head of the seal before a new one: the last by number; of two that two people made at once, the one that stands."""
    last = [mark.head for mark in known if mark.number == known[-1].number]
    if len(last) > 1:
        taken_back = {one.head for one in reopenings(book, last)}
        last.sort(key=lambda head: head not in taken_back)
    return last[-1] if last else ""


# ------------------------------------------------------------ what the book holds


def sources(book: Path) -> list[Source]:
    """The files of the book, by path. Failure seal.no_bytes (exit 3) where the disk does not say which there are."""
    seen, odd = list_sources(book)
    if unseen := next((one for one in odd if one.code == "book.unreadable"), None):
        raise Failure("seal.no_bytes", UNREADABLE, path=unseen.path or str(book), **unseen.args)
    return [one.source for one in seen]


def of_month(book: Path, month: str, *, opening: bool) -> list[Source]:
    """The dated files of a month, by path; with those of the opening for the first seal."""
    return [s for s in sources(book) if month_of(s) == month or (opening and s.folder == OPENING)]


def month_of(source: Source) -> str:
    """The month that a dated file is of; "" for registers, houqin.yaml and the opening."""
    if source.folder in STANDING or source.folder == OPENING:
        return ""
    return source.path.rpartition("/")[2].removesuffix(".yaml")


def found(book: Path, source: Source, data: bytes | None = None) -> Found:
    """A file, read. Failure seal.no_bytes (exit 3) where the disk does not give it."""
    if data is None:
        data = _bytes(book, source)
    entries, wrong = read(data, source.path)
    if wrong:
        return Found(source, data, None)
    return Found(source, data, [(entry, digest_of(entry, source)) for entry in entries])


def _bytes(book: Path, source: Source) -> bytes:
    try:
        return (book / source.path).read_bytes()
    except OSError as error:
        raise Failure("seal.no_bytes", UNREADABLE, path=source.path, reason=reason(error)) from error


def digest_of(entry: Entry, source: Source) -> str:
    """The hash of a record where it stands."""
    return canon.digest(canon.tree(entry.type, entry.tree, source.owner))


def file_of(one: Found) -> File:
    """What a seal holds of a file."""
    entries = one.entries or ()
    numbers = [str(entry.tree["id"]) for entry, _ in entries] or [ABSENT]
    digests = [digest for _, digest in entries]
    path = canonical_path(one.source.path)
    return File(
        one.source.path, len(digests), numbers[0], numbers[-1], canon.bytes_of(one.data), canon.content(path, digests)
    )


def canonical_path(path: str) -> str:
    """Where a file lies, whichever language its folders are named in."""
    first, *rest = path.split("/")
    if rest:
        first = names.folder_named(first) or first
    if first in ("accounts", "cash") and len(rest) == 2:
        rest[0] = names.choice_named("set", rest[0]) or rest[0]
    return "/".join([first, *rest])


def evidence(book: Path, files: Iterable[Found]) -> dict[str, str]:
    """The attachments that the files' records name: path below the book → hash of the bytes, ABSENT where there is none."""
    named = sorted({path for one in files for entry, _ in one.entries or () for path in attachments(entry.tree)})
    return {path: attachment_hash(book, path) for path in named}


def attachments(tree: Mapping[str, Any]) -> list[str]:
    """The files that a record names as its evidence, as written: below evidence/."""
    named = tree.get("evidence") or []
    several = named if isinstance(named, list) else [named]
    return [str(one.get("file")) if isinstance(one, Mapping) else str(one) for one in several]


def attachment_hash(book: Path, path: str) -> str:
    """The hash of an attachment's bytes; ABSENT where it is no file inside the book. Failure seal.no_bytes (exit 3)."""
    where = folder(book, "evidence")
    if where is None or not path:
        return ABSENT
    inside = where.resolve()
    files = [(base / path).resolve() for base in (book, where)]  # written from the book on, or from evidence/ on
    try:
        file = next((one for one in files if one.is_relative_to(inside) and one.is_file()), None)
        return canon.bytes_of(file.read_bytes()) if file else ABSENT
    except OSError as error:
        raise Failure("seal.no_bytes", UNREADABLE, path=path, reason=reason(error)) from error


def standing_rows(book: Path) -> list[Standing]:
    """The rows of the registers and of houqin.yaml as they are now. Failure seal.cannot_read (exit 3)."""
    rows: list[Standing] = []
    for source in _standing_sources(book):
        entries, wrong = read(_bytes(book, source), source.path)
        if wrong:
            raise Failure("seal.cannot_read", UNREADABLE, path=source.path)
        rows += standing.rows(entries, source.path)
    return rows


def _in_force(month: str, now: Sequence[Standing], earlier: Sequence[Seal]) -> list[Standing]:
    """The rows in force by the month's end that no earlier seal has as they are. What was changed behind an earlier seal is
    not taken in: it stays an alarm until the month is opened again."""
    before = bound_by(earlier)
    until = earlier[-1].mark.month if earlier else ""
    known = {row.about for bound in before.values() for row in bound}
    new = []
    for row in now:
        if row.first > last_day(month):
            continue
        bound = before.get(row.key)
        was = next((one for one in bound or () if one.digest == row.digest), None)
        if bound is None:
            if not until or row.first > last_day(until) or row.about not in known:
                new.append(row)
        elif was and row.ended(month) != was.ended(month) and row.ended(until) == was.ended(until):
            new.append(row)
    return sorted(new)


def bound_by(seals: Iterable[Seal]) -> dict[Key, list[Standing]]:
    """The rows that seals, one after the other, bind."""
    return standing.accumulated((seal.whole, seal.standing) for seal in seals)


def registers_hash(book: Path) -> str:
    """One hash of the bytes of all files whose rows hold from a day on. Failure seal.no_bytes (exit 3)."""
    hashes = [f"{canonical_path(s.path)} {canon.bytes_of(_bytes(book, s))}" for s in _standing_sources(book)]
    return hashlib.sha256("\n".join(["houqin-registers/1", *sorted(hashes)]).encode()).hexdigest()


def _standing_sources(book: Path) -> list[Source]:
    return [one for one in sources(book) if one.folder in STANDING]


def names_table() -> str:
    """Which table of names the canonical names are of: hash of the table, 16 digits."""
    tables = [names.TYPES, names.FIELDS, names.ROLES, names.FOLDERS, names.CHOICES]
    return hashlib.sha256(json.dumps(tables, sort_keys=True).encode()).hexdigest()[:16]


def national_rules() -> str:
    """Hash of the national profile that the month was closed under."""
    return canon.bytes_of((ROOT / NATIONAL).read_bytes())


def signers_hash(signers: Path | None) -> str:
    """Hash of the list of signers; ABSENT where there is none."""
    try:
        return canon.bytes_of(signers.read_bytes()) if signers else ABSENT
    except OSError:
        return ABSENT
