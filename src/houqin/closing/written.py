"""A seal, and its text (seals/2026-10.yaml).

The text is YAML that people can read, written so that it need not be read as YAML: every list is of single lines. The head is
the hash of that text, and what the next seal names; whoever knows a head from elsewhere knows the whole book up to it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from houqin import names
from houqin.closing import standing
from houqin.closing.balances import SECTIONS, Balances
from houqin.closing.standing import Standing
from houqin.text.quote import quoted
from houqin.text.seals import FORMAT, Mark, mark_of
from houqin.values import iso

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
    carried: tuple[str, ...] = ()
    """What the month was closed without: what it is, its age in days at the month's end, and the reason, with | between."""

    @property
    def whole(self) -> bool:
        """Whether its standing rows are all that were in force."""
        return self.mark.number == 1 or bool(self.mark.supersedes)


def sealed_text(seal: Seal, language: str) -> tuple[Seal, str]:
    """A seal that has no head yet, with its head; and its text."""
    body = text(seal, language)
    head = head_of(body)
    return seal._replace(mark=seal.mark._replace(head=head)), _with_head(body, head, language)


def statement(mark: Mark) -> str:
    """What is signed, and what a tag says: one line that names the seal."""
    return f"{FORMAT} {mark.month} {mark.number} {mark.head}\n"


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
        **({"carried": list(seal.carried)} if seal.carried else {}),
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


def load(book: Path, mark: Mark, *, whole: bool = True) -> Seal | None:
    """The seal that a mark is of, or only its outline; None where it is not as it was written."""
    try:
        data = (book / mark.path).read_bytes()
    except OSError:
        return None
    return (parse if whole else outline)(plain_text(data), mark.path)


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
        tuple(lists.get("carried", ())),
    )  # fmt: skip


def _number(day: str) -> int:
    return 0 if day == ABSENT else int(day.replace("-", ""))


def _unquoted(value: str) -> str:
    return str(json.loads(value)) if value.startswith('"') else value
