"""The seals among themselves: whether each is as it was written, none is missing, and each names the one before it; and
whether they are those that others know of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from houqin.closing import witness, written
from houqin.closing.witness import Known
from houqin.closing.written import Seal
from houqin.text import seals
from houqin.text.events import plain
from houqin.text.seals import Mark

CONFLICT = "\n<<<<<<< "
"""Git found two files of one name."""


class Finding(NamedTuple):
    """Something that is not as it was sealed. `code` is a row of messages/sealing.py, which says whether it is an alarm or a
    note; `month` is the closed month it touches, `path` and `line` (0: the file as a whole) where; of a record its type and
    number. `was`: what it said and says now, field by field, where git still has it."""

    code: str
    month: str
    path: str
    line: int = 0
    type: str = ""
    number: str = ""
    args: Mapping[str, Any] = {}
    was: Sequence[tuple[tuple[str, ...], Any, Any]] = ()


class Link(NamedTuple):
    """A seal: its mark, its text as it was written. It is read only as far as it is needed."""

    mark: Mark
    text: str

    def outline(self) -> Seal | None:
        """Its files, attachments and standing rows."""
        return _outlined(self.text, self.mark.path)

    def whole(self) -> Seal | None:
        """All of it, with balances and records."""
        return _parsed(self.text, self.mark.path)


@cache
def _outlined(text: str, path: str) -> Seal | None:
    return written.outline(text, path)


@lru_cache(maxsize=64)
def _parsed(text: str, path: str) -> Seal | None:
    return written.parse(text, path)


class Chain(NamedTuple):
    """The seals by number; `lost`: those that the book should have and has not, as far as somebody still has their text."""

    links: list[Link]
    numbered: dict[int, Link]
    lost: list[Link]
    findings: list[Finding]
    heads: dict[str, str]
    """Witness → the head of the last seal it vouches for."""


def chain(book: Path, heads: Sequence[str] = (), *, taken_back: Collection[str] = (), outside: bool = True) -> Chain:
    """The book's seals. `heads`: known from outside, as hex digits, at least 32. `taken_back`: of seals whose month was opened
    again: where two people closed at once, one of them takes his own back, and nobody expects it any more. `outside`: ask
    whoever else knows of them."""
    links, findings = _links(book)
    altered = {one.path for one in findings if one.code == "seal.altered"}
    expected = {link.mark.head: "itself" for link in links if link.mark.path in altered}
    by_number = _numbered(links, taken_back)
    for mark in (link.mark for link in links):
        same = by_number[mark.number].mark
        if same != mark and mark.head not in taken_back:
            args = {"sequence": mark.number, "other": same.path}
            findings.append(Finding("seal.number_twice", mark.month, mark.path, args=args))
    findings += _joined(by_number, expected)
    findings += _replacing(links)
    known = [*witness.remembered(book), *witness.tagged(book)] if outside else []
    vouched = {}
    highest = max(by_number, default=0)
    there = {(link.mark.number, link.mark.head) for link in links}
    for one in known:
        if (one.number, one.head) in there:
            vouched[one.witness] = one.head
        elif one.head not in taken_back:
            expected.setdefault(one.head, one.witness)
            findings.append(_against(one, by_number.get(one.number), highest))
    for head in heads:
        if here := next((link for link in reversed(links) if link.mark.head.startswith(head)), None):
            vouched["head"] = here.mark.head
        else:
            expected[head] = "head"
            last = links[-1].mark if links else None
            args = {"found": head[:32], "sequence": last.number if last else 0}
            findings.append(
                Finding("seal.head_unknown", last.month if last else "", last.path if last else "", args=args)
            )
    sound = {link.mark.head for link in links if link.mark.path not in altered}
    return Chain(links, by_number, _lost(book, sound, expected), _once(findings), vouched)


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """What a tag and the memory both know is told once."""
    told: dict[tuple[str, str, str, int], Finding] = {}
    for one in findings:
        told.setdefault((one.code, one.month, one.path, one.args.get("sequence", 0)), one)
    return list(told.values())


def _links(book: Path) -> tuple[list[Link], list[Finding]]:
    """Every seal, and what is wrong with its text by itself."""
    links: list[Link] = []
    findings: list[Finding] = []
    for path in seals.files(book):
        month = path.rpartition("/")[2][:7]
        try:
            text = written.plain_text((book / path).read_bytes())
        except OSError:
            findings.append(Finding("seal.unreadable", month, path))
            continue
        if CONFLICT in f"\n{text}":
            findings.append(Finding("seal.both_closed", month, path, args={"path": path}))
            continue
        mark = seals.mark_of(text, path)
        if mark is not None and written.head_of(text) == mark.head:
            links.append(Link(mark, text))
        elif (again := _rewritten(text, path)) is not None:
            links.append(again)
            findings.append(Finding("seal.own_form", month, path))
        elif mark is not None:
            links.append(Link(mark, text))
            findings.append(Finding("seal.altered", month, path, args={"sequence": mark.number}))
        else:
            findings.append(Finding("seal.unreadable", month, path))
    whole = [link for link in links if link.outline() is not None]  # a head of its own, and no seal below it
    findings += [Finding("seal.unreadable", one.mark.month, one.mark.path) for one in links if one not in whole]
    return sorted(whole, key=lambda link: (link.mark.number, link.mark.path)), findings


def _rewritten(text: str, path: str) -> Link | None:
    """A seal that says what it said, in another form: remarks, quotes, the order of its keys, their language."""
    raw = plain(text, text.split("\n"), single=True)
    if not raw:
        return None
    [(mapping, _, _)] = raw
    read = written.of_mapping(mapping, path)
    for language in ("zh", "en") if read else ():
        again = written.text(read, language)  # type: ignore[arg-type]
        if read and written.head_of(again) == read.mark.head:
            return Link(read.mark, again)
    return None


def _numbered(links: Sequence[Link], taken_back: Collection[str]) -> dict[int, Link]:
    """The seal of each number: of several, which two people made at once, the one that the next names, else the one that was
    not taken back."""
    named = {link.mark.previous for link in links}
    by_number: dict[int, Link] = {}
    for link in sorted(links, key=lambda one: (one.mark.head not in named, one.mark.head in taken_back)):
        by_number.setdefault(link.mark.number, link)
    return by_number


def _joined(by_number: Mapping[int, Link], expected: dict[str, str]) -> list[Finding]:
    """Every number from the first to the last, each seal naming the head of the one before. What a seal names and is not there
    goes to `expected`."""
    findings = []
    for number in range(1, max(by_number, default=0) + 1):
        link, before = by_number.get(number), by_number.get(number - 1)
        if link is None:
            after = by_number[min(n for n in by_number if n > number)].mark
            findings.append(Finding("seal.gap", "", after.path, args={"sequence": number, "after": after.number}))
        elif number > 1 and (before is None or before.mark.head != link.mark.previous):
            expected.setdefault(link.mark.previous, "chain")
            if before is not None:
                args = {"sequence": number - 1, "other": link.mark.path, "following": number}
                findings.append(Finding("seal.broken_link", before.mark.month, before.mark.path, args=args))
        elif number == 1 and link.mark.previous:
            expected.setdefault(link.mark.previous, "chain")
            findings.append(Finding("seal.first_has_previous", link.mark.month, link.mark.path))
    return findings


def _replacing(links: Sequence[Link]) -> list[Finding]:
    """A month's second seal names the first, and a record that opened the month again stands behind it."""
    last: dict[str, Mark] = {}
    findings = []
    for mark in (link.mark for link in links):
        before = last.get(mark.month)
        if (before.head if before else "") != mark.supersedes:
            args = {"sequence": mark.number, "other": before.path if before else ""}
            findings.append(Finding("seal.wrong_supersedes", mark.month, mark.path, args=args))
        last[mark.month] = mark
    return findings


def _against(one: Known, here: Link | None, highest: int) -> Finding:
    """What a witness knows and the book does not say."""
    args = {"sequence": one.number, "head": one.head[:32], "witness": one.witness, "last": highest}
    if here is not None:
        return Finding("seal.replaced", here.mark.month, here.mark.path, args=args)
    return Finding("seal.rolled_back" if one.number > highest else "seal.gone", "", "", args=args)


def _lost(book: Path, here: set[str], expected: Mapping[str, str]) -> list[Link]:
    """The seals that are expected and not there, and those that these name in turn, as far as anybody still has them."""
    todo = [head for head in expected if head and head not in here]
    if not todo:
        return []
    texts = witness.recalled(book)
    found: dict[str, Link] = {}
    while todo:
        begun = todo.pop()
        head = next((one for one in texts if one.startswith(begun)), None)
        if head is None or head in here or head in found:
            continue
        mark = seals.mark_of(texts[head], "")
        if mark is not None:
            found[head] = Link(mark, texts[head])
            todo.append(mark.previous or "-")
    return sorted(found.values(), key=lambda link: link.mark.number)
