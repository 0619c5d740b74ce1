"""The seal of a month: what it holds, how it is made, and its text (seals/2026-10.yaml).

Its text is YAML that people can read, written so that it need not be read as YAML: every list is of single lines. The head is
the hash of that text, and what the next seal names; whoever knows a head from elsewhere knows the whole book up to it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from houqin import __version__, names
from houqin.book.find import Source, list_sources
from houqin.book.fresh import NATIONAL, ROOT
from houqin.closing import canon, standing
from houqin.closing.balances import SECTIONS, Balances, month_end
from houqin.closing.standing import Key, Standing
from houqin.diagnostics import UNREADABLE, Failure, reason
from houqin.seals import FORMAT, Mark, folder, mark_of, marks
from houqin.text.quote import quoted
from houqin.text.read import Entry, read
from houqin.values import iso, last_day

if TYPE_CHECKING:
    from houqin.book.index import Book

STANDING = ("config", "registers")
"""Folders (and the file houqin.yaml) whose rows hold from a day on."""
OPENING = "opening"
ABSENT = "-"
"""Stands for a hash or a day that is not there."""
INDENT = "  - "


class Record(NamedTuple):
    """A record in a seal: its file, its hash, its type and number."""

    path: str
    digest: str
    type: str
    number: str


class File(NamedTuple):
    """A file of the month: how many records, the first and the last number as they stand, the hash of its bytes (LF) and of
    what they say (canon.content)."""

    path: str
    records: int
    first: str
    last: str
    bytes: str
    content: str


class Seal(NamedTuple):
    """A seal's content; `mark.head` is the hash of the rest. `evidence`: path below the book → hash, ABSENT where the file was
    not there. `registers`: of the bytes of the files with standing rows, ABSENT where some were changed behind the seals before.
    `standing`: the rows in force, of a first seal and of one that supersedes another all, else the new ones."""

    mark: Mark
    made_by: str
    names: str
    rules: str
    signers: str
    registers: str
    files: tuple[File, ...]
    evidence: Mapping[str, str]
    standing: tuple[Standing, ...]
    balances: Balances
    each: tuple[Record, ...]

    @property
    def whole(self) -> bool:
        """Whether its standing rows are all that were in force."""
        return self.mark.number == 1 or bool(self.mark.supersedes)


class Found(NamedTuple):
    """A file of the book, read: its entries with their canonical hashes, `None` where it cannot be read."""

    source: Source
    data: bytes
    entries: Sequence[tuple[Entry, str]] | None


def make(book: Book, month: str, day: int, language: str, signers: Path | None = None) -> tuple[Seal, str]:
    """The seal of a month as the book is on disk now, and its text. `day`: on which it is made. `signers`: the list of
    those who may sign. Call it inside text.append.locked(), with the book opened `thorough`.

    Failure seal.cannot_read (exit 3) where a file cannot be read, which no month that may be closed has.
    """
    known = marks(book.path)
    number = max((mark.number for mark in known), default=0) + 1
    supersedes = next((mark.head for mark in reversed(known) if mark.month == month), "")
    where = folder(book.path, "seals")
    name = where.name if where else (names.FOLDERS["seals"] if language == "zh" else "seals")
    times = sum(mark.month == month for mark in known) + 1
    path = f"{name}/{month}.yaml" if times == 1 else f"{name}/{month}-{times}.yaml"
    mark = Mark(month, number, "", known[-1].head if known else "", supersedes, iso(day), path)
    files = [
        found(book.path, source) for source in of_month(book.path, month, opening=not known or month == known[0].month)
    ]
    if unread := next((one.source.path for one in files if one.entries is None), None):
        raise Failure("seal.cannot_read", UNREADABLE, path=unread)
    earlier = [] if number == 1 or supersedes else [seal for mark in known if (seal := load(book.path, mark))]
    now = standing_rows(book.path)
    untouched = not earlier or not any(standing.behind(bound_by(earlier), now, earlier[-1].mark.month))
    seal = Seal(
        mark, f"houqin {__version__}", names_table(), national_rules(), signers_hash(signers),
        registers_hash(book.path) if untouched else ABSENT,
        tuple(file_of(one) for one in files), evidence(book.path, files),
        tuple(_in_force(month, now, earlier)), month_end(book, month),
        tuple(Record(f.source.path, d, e.type, str(e.tree["id"])) for f in files for e, d in f.entries or ()),
    )  # fmt: skip
    return sealed_text(seal, language)


def sealed_text(seal: Seal, language: str) -> tuple[Seal, str]:
    """A seal that has no head yet, with its head; and its text."""
    body = text(seal, language)
    head = head_of(body)
    return seal._replace(mark=seal.mark._replace(head=head)), _with_head(body, head, language)


def statement(mark: Mark) -> str:
    """What is signed, and what a tag says: one line that names the seal."""
    return f"{FORMAT} {mark.month} {mark.number} {mark.head}\n"


# ------------------------------------------------------------ what the book holds


def of_month(book: Path, month: str, *, opening: bool) -> list[Source]:
    """The dated files of a month, by path; with those of the opening for the first seal."""
    sources = [one.source for one in list_sources(book)[0]]
    return [s for s in sources if month_of(s) == month or (opening and s.folder == OPENING)]


def month_of(source: Source) -> str:
    """The month that a dated file is of; "" for registers, houqin.yaml and the opening."""
    if source.folder in STANDING or source.folder == OPENING:
        return ""
    return source.path.rpartition("/")[2].removesuffix(".yaml")


def found(book: Path, source: Source, data: bytes | None = None) -> Found:
    """A file, read. Failure seal.cannot_read (exit 3) where the disk does not give it."""
    if data is None:
        try:
            data = (book / source.path).read_bytes()
        except OSError as error:
            raise Failure("seal.no_bytes", UNREADABLE, path=source.path, reason=reason(error)) from error
    entries, wrong = read(data, source.path)
    if wrong:
        return Found(source, data, None)
    return Found(source, data, [(entry, digest_of(entry, source)) for entry in entries])


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
    """The hash of an attachment's bytes; ABSENT where it is no file inside the book."""
    where = folder(book, "evidence")
    if where is None or not path:
        return ABSENT
    inside = where.resolve()
    files = [(base / path).resolve() for base in (book, where)]  # written from the book on, or from evidence/ on
    file = next((one for one in files if one.is_relative_to(inside) and one.is_file()), None)
    if file is None:
        return ABSENT
    try:
        return canon.bytes_of(file.read_bytes())
    except OSError:
        return ABSENT


def standing_rows(book: Path) -> list[Standing]:
    """The rows of the registers and of houqin.yaml as they are now. Failure seal.cannot_read (exit 3)."""
    rows: list[Standing] = []
    for source in _standing_sources(book):
        try:
            entries, wrong = read((book / source.path).read_bytes(), source.path)
        except OSError as error:
            raise Failure("seal.no_bytes", UNREADABLE, path=source.path, reason=reason(error)) from error
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
    """One hash of the bytes of all files whose rows hold from a day on."""
    hashes = []
    for source in _standing_sources(book):
        with suppress(OSError):
            hashes.append(f"{canonical_path(source.path)} {canon.bytes_of((book / source.path).read_bytes())}")
    return hashlib.sha256("\n".join(["houqin-registers/1", *sorted(hashes)]).encode()).hexdigest()


def _standing_sources(book: Path) -> list[Source]:
    return [one.source for one in list_sources(book)[0] if one.source.folder in STANDING]


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


# ------------------------------------------------------------ its text


def text(seal: Seal, language: str) -> str:
    """The seal as it is written, with the keys in that language; without its head where that is not known yet."""

    def key(name: str) -> str:
        return names.SEAL[name] if language == "zh" else name

    def kind(name: str) -> str:
        return names.label(name, "zh") if language == "zh" else name

    mark = seal.mark
    head = {
        "format": FORMAT, "month": mark.month, "sequence": str(mark.number), "head": mark.head, "previous": mark.previous,
        "supersedes": mark.supersedes, "sealed": mark.day, "made_by": seal.made_by, "names": seal.names, "rules": seal.rules,
        "signers": seal.signers, "registers": seal.registers,
    }  # fmt: skip
    lines = [f"# {_ABOUT[language == 'zh'].format(month=mark.month)}"]
    lines += [f"{key(name)}: {_plain(value)}" for name, value in head.items() if value]
    lines.append(f"{key('files')}:" if seal.files else f"{key('files')}: []")
    for file in seal.files:
        said = [file.path, str(file.records), file.first, file.last, file.bytes, file.content]
        fields = [f"{key(n)}: {_plain(v)}" for n, v in zip(_FILE, said, strict=True)]
        lines += [INDENT + fields[0], *(f"    {field}" for field in fields[1:])]
    at = {file.path: str(n) for n, file in enumerate(seal.files, 1)}
    lists: dict[str, list[str]] = {
        "evidence": [f"{digest} {path}" for path, digest in seal.evidence.items()],
        "standing": [
            f"{row.digest} {_iso(row.first)} {_iso(row.last)} {kind(row.kind)} {row.name}" for row in seal.standing
        ],
        **{section: [f"{what}|{worth}" for what, worth in seal.balances[section].items()] for section in SECTIONS},
        "each": [f"{at[one.path]} {one.digest} {kind(one.type)} {one.number}" for one in seal.each],
    }
    for name, items in lists.items():
        lines.append(f"{key(name)}:" if items else f"{key(name)}: []")
        lines += [INDENT + quoted(item) for item in items]
    return "\n".join(lines) + "\n"


_FILE = ("path", "records", "first", "last", "bytes", "content")
_ABOUT = (
    "The seal of {month}, written when the month was closed. Leave it as it is; to check it: houqin verify {month}",
    "{month} 的封存，封账时写成，一个字也不要改。核对：houqin verify {month}",
)
_OUTLINE = re.compile(rf"(?m)^(?:accounts|{names.SEAL['accounts']}):")
"""Where the balances begin, and below them the records: what is only looked at where something differs."""


def _plain(value: str) -> str:
    """A value that is no number to other readers, as it stands; else quoted."""
    return value if value.isdigit() and len(value) < 12 else quoted(value, figure=True)


def _iso(day: int) -> str:
    return iso(day) if day else ABSENT


def head_of(body: str) -> str:
    """The head of a seal's text: the hash of all of it but the head's own line and the remarks above that."""
    found = _HEAD.search(body)
    before, after = (body[: found.start()], body[found.end() :]) if found else (body, "")
    return hashlib.sha256(f"{FORMAT}\n{_REMARK.sub('', before)}{after}".encode()).hexdigest()


_HEAD = re.compile(rf"(?m)^(?:head|{names.SEAL['head']}): .*\n")
_REMARK = re.compile(r"(?m)^#.*\n")


def _with_head(body: str, head: str, language: str) -> str:
    """The head stands below the number of the seal."""
    sequence, key = (names.SEAL[name] if language == "zh" else name for name in ("sequence", "head"))
    return re.sub(rf"(?m)^({sequence}: .*)$", rf"\1\n{key}: {head}", body, count=1)


@cache
def _canonical() -> dict[str, str]:
    """A key or a kind as it stands in a seal → its canonical name."""
    kinds = {*names.TYPES, *standing.ROWS, "packs"}
    return {names.label(name, "zh"): name for name in kinds} | {name: name for name in kinds}


def load(book: Path, mark: Mark) -> Seal | None:
    """The seal that a mark is of; None where it is not as it was written."""
    try:
        data = (book / mark.path).read_bytes()
    except OSError:
        return None
    return parse(plain_text(data), mark.path)


def plain_text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def outline(body: str, path: str) -> Seal | None:
    """The seal without its balances and records."""
    below = _OUTLINE.search(body)
    return parse(body[: below.start()] if below else body, path)


def parse(body: str, path: str) -> Seal | None:
    """The seal of a text as text() writes it; None for any other text."""
    mark = mark_of(body, path)
    if mark is None:
        return None
    keys = {zh: en for en, zh in names.SEAL.items()} | {en: en for en in names.SEAL}
    single: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    files: list[dict[str, str]] = []
    section = ""
    try:
        for line in body.split("\n"):
            if not line or line[0] == "#":
                continue
            if line.startswith(INDENT) and section != "files":
                lists[section].append(_unquoted(line[4:]))
            elif line.startswith("  "):
                if line.startswith(INDENT):
                    files.append({})
                name, _, value = line[4:].partition(": ")
                files[-1][keys[name]] = _unquoted(value)
            else:
                name, _, value = line.partition(":")
                section = keys[name]
                single[section] = _unquoted(value.strip())
                lists[section] = []
        return _seal(mark, single, lists, files)
    except (KeyError, ValueError, IndexError):
        return None


def of_mapping(mapping: Mapping[str, Any], path: str) -> Seal | None:
    """The seal that a YAML reader's mapping says, in whatever form it was written; None where it says none."""
    keys = {zh: en for en, zh in names.SEAL.items()} | {en: en for en in names.SEAL}
    said = {keys.get(key, key): value for key, value in mapping.items()}
    try:
        single = {name: value for name, value in said.items() if isinstance(value, str)}
        lists = {name: list(value) for name, value in said.items() if isinstance(value, list) and name != "files"}
        files = [{keys[key]: value for key, value in file.items()} for file in said["files"]]
        mark = Mark(
            single["month"], int(single["sequence"]), single["head"], single.get("previous", ""),
            single.get("supersedes", ""), single["sealed"], path,
        )  # fmt: skip
        return _seal(mark, single, lists, files)
    except (KeyError, ValueError, IndexError, AttributeError, TypeError):
        return None


def _seal(mark: Mark, single: dict[str, str], lists: dict[str, list[str]], files: list[dict[str, str]]) -> Seal:
    canonical = _canonical()
    held = tuple(File(f["path"], int(f["records"]), f["first"], f["last"], f["bytes"], f["content"]) for f in files)
    rows = []
    for item in lists["standing"]:
        digest, first, last, kind, name = item.split(" ", 4)
        rows.append(Standing(canonical[kind], name, _number(first), _number(last), digest))
    each = []
    for item in lists.get("each", ()):
        at, digest, kind, number = item.split(" ", 3)
        each.append(Record(held[int(at) - 1].path, digest, canonical[kind], number))
    named = (item.split(" ", 1) for item in lists["evidence"])
    balances = {s: {what: worth for what, _, worth in (i.rpartition("|") for i in lists.get(s, ()))} for s in SECTIONS}
    return Seal(
        mark, single["made_by"], single["names"], single["rules"], single["signers"], single["registers"], held,
        {path: digest for digest, path in named}, tuple(rows), balances, tuple(each),
    )  # fmt: skip


def _number(day: str) -> int:
    return 0 if day == ABSENT else int(day.replace("-", ""))


def _unquoted(value: str) -> str:
    return str(json.loads(value)) if value.startswith('"') else value
