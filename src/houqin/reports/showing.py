"""One record with everything tied to it: what it rests on, what came of it, all its effects, and what is found wrong."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from houqin import names
from houqin.book.index import months, opening_month
from houqin.diagnostics import WRONG_USE, Failure
from houqin.messages import Language, sentence
from houqin.reconcile.month import reconcile
from houqin.reconcile.moves import Month
from houqin.report import Block, Column, Grid, Kind, Line, Report, Table, Title
from houqin.reports.spelt import spelt
from houqin.reports.ties import Effect, Tied, effects, fields, tied, worth
from houqin.reports.wording import words
from houqin.values import iso, yuan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from houqin.book.index import Book
    from houqin.reconcile.finding import Finding, Named
    from houqin.reconcile.spots import Doc

TEXT = 40
"""Lines of a record's text that are printed; branches of one record, and figures of one line, that are."""
BRANCHES = 12
FIGURES = 6
NEAR = 5
"""Numbers offered for one that there is not."""
MONTHS = 2
"""Months looked through for findings: the record's own and the next, into which what is open is carried."""

TIES = (
    Column("direction", "name"), Column("depth", "count"), Column("tie", "name"), Column("type", "name"), Column("id", "text"),
    Column("date", "date"), Column("what", "text"), Column("amount", "money"), Column("file", "text"), Column("line", "count"),
)  # fmt: skip
EFFECTS = (
    Column("id", "text"), Column("month", "month"), Column("book", "name"), Column("set", "set"), Column("account", "text"),
    Column("party", "text"), Column("item", "text"), Column("quantity", "quantity"), Column("amount", "money"),
)  # fmt: skip
FOUND = (
    Column("id", "text"), Column("month", "month"), Column("code", "text"), Column("amount", "money"), Column("message", "text"),
    Column("next_step", "text"),
)  # fmt: skip


class Row(NamedTuple):
    """A document as it is looked up by its number."""

    record: int
    n: int
    type: str
    period: str
    number: str
    owner: str
    folder: str
    path: str
    line: int


def showing(book: Book, written: str, language: Language) -> Report:
    """The record that `written` names: its number, with a year, month, set, store or type before a slash where several
    have it. Failure use.no_record, use.no_record_near or use.several (exit 2)."""
    row = the_document(book, written, language)
    doc, month = (row.record, row.n), Month(book, _last_month(book))
    around = {direction: tied(month, doc, direction, language) for direction in ("before", "after")}
    own = effects(month, doc)
    later = {one.doc: effects(month, one.doc) for one in _all(around["after"])}
    found = list(_findings(book, month, doc))
    here = month.named(doc)
    facts = {
        "version": 1,
        "id": here.id,
        "type": row.type,
        "file": here.file,
        "line": here.line,
        "record": spelt(fields(month, doc)),
    }
    ties = [row for direction, ones in around.items() for row in _rows(ones, direction, 1)]
    said = [(name, f, words(f, book.registers, language)) for name, f in found]
    tables = (
        Table("ties", TIES, ties),
        Table("effects", EFFECTS, [tuple(e) for e in chain(own, *later.values())]),
        Table("findings", FOUND, [(f.id, name, f.code, f.amount, s.headline, s.next_step) for name, f, s in said]),
    )
    sheet = _Sheet(book, month, language)
    return Report("show", facts, tables, list(sheet.blocks(doc, here, around, own, later, said)))


# ------------------------------------------------------------ which record


def the_document(book: Book, written: str, language: Language) -> Row:
    """The document that `written` names, as showing() takes it, with its failures."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", written)).upper()
    rows = _named(book, written) or _named(book, plain)
    if len(rows) == 1:
        return rows[0]
    if rows:
        raise Failure("use.several", WRONG_USE, found=written, choices=_choices(rows, language))
    near = _choices(_near(book, plain), language)
    raise Failure("use.no_record_near" if near else "use.no_record", WRONG_USE, found=written, near=near)


def _named(book: Book, written: str) -> list[Row]:
    """The documents of that number; what stands before a slash says which of them. A number may have slashes itself."""
    parts = written.split("/")
    for n in range(len(parts)):
        rows = [row for row in _numbered(book, "/".join(parts[n:])) if all(_is_of(row, word) for word in parts[:n])]
        if rows:
            return rows
    return []


def _numbered(book: Book, *numbers: str) -> list[Row]:
    rows = book.index.execute(
        "select d.record, d.n, d.type, d.period, d.number, r.owner, r.folder, r.path, r.line from doc d"
        f" join record r on r.id = d.record where d.number in ({','.join('?' * len(numbers))})"
        " and r.folder not in ('registers', 'config') order by r.path, r.line, d.n",
        numbers,
    )
    return [Row(*row) for row in rows.fetchall()]


def _is_of(row: Row, word: str) -> bool:
    """Whether a word before the number speaks of this document: its year or month, set, store, type or folder."""
    if re.fullmatch(r"\d{4}(-\d\d)?", word):
        return row.period.startswith(word) or word.startswith(row.period)
    return bool(word) and (
        word == row.owner or names.choice_named("set", word) == row.owner or names.type_named(word) == row.type
        or names.folder_named(word) == row.folder
    )  # fmt: skip


def _near(book: Book, written: str) -> list[Row]:
    """The documents whose numbers are most like one that there is not."""
    from difflib import get_close_matches

    bare = written.rpartition("/")[2]
    if rows := _numbered(book, bare):  # of another year, set or type
        return rows
    numbers = [number for (number,) in book.index.execute("select distinct number from doc")]
    series = re.match(r"\D*", bare)[0]  # type: ignore[index]  # it matches anything
    close = get_close_matches(bare, [n for n in numbers if n.startswith(series)], n=NEAR, cutoff=0.6)
    close = close or get_close_matches(bare, numbers, n=NEAR, cutoff=0.7)
    return sorted(_numbered(book, *close), key=lambda row: close.index(row.number)) if close else []


def _choices(rows: list[Row], language: Language) -> list[str]:
    """Documents as they can be asked for, each with its place."""
    several = len({row.owner for row in rows}) > 1 and len({(row.period, row.number) for row in rows}) < len(rows)
    open_, close = ("（", "）") if language == "zh" else (" (", ")")
    shown = [
        f"{names.set_label(row.owner, language) + '/' if several and row.owner else ''}{row.period}/{row.number}"
        f"{open_}{row.path}:{row.line}{close}"
        for row in rows[:BRANCHES]
    ]
    return shown + (["…"] if len(rows) > BRANCHES else [])


def _last_month(book: Book) -> str:
    return max(months(book.index), default="9999-12")


# ------------------------------------------------------------ what is tied to it


def _all(ones: tuple[Tied, ...]) -> Iterator[Tied]:
    for one in ones:
        yield one
        yield from _all(one.below)


def _rows(ones: tuple[Tied, ...], direction: str, depth: int) -> Iterator[tuple[Any, ...]]:
    for one in ones:
        here = one.named
        yield direction, depth, one.tie, here.type, here.id, one.date, one.what, one.amount, here.file, here.line
        yield from _rows(one.below, direction, depth + 1)


def _findings(book: Book, month: Month, doc: Doc) -> Iterator[tuple[str, Finding]]:
    """What the reconciliations of its own month and the next say of the document: each finding once, where it is last told."""
    opened, own = opening_month(book.index), month.month_of(doc[0])
    named, told = month.named(doc), {}
    for name in [m for m in months(book.index) if opened < m and m >= own][:MONTHS] if opened else []:
        result = reconcile(book, name)
        for f in (*result.findings, *result.timing):
            if any((r.id, r.type, r.file) == (named.id, named.type, named.file) for r in f.records):
                told[f.id] = (name, f)
    yield from told.values()


# ------------------------------------------------------------ the sheet


class _Sheet:
    """Lays a record out for people, in one language."""

    def __init__(self, book: Book, month: Month, language: Language) -> None:
        self.book = book
        self.month = month
        self.language = language
        self.stop = "；" if language == "zh" else "; "

    def say(self, code: str, **args: Any) -> str:
        return sentence(f"sheet.{code}", self.language, **args)

    def blocks(
        self, doc: Doc, here: Named, around: dict[str, tuple[Tied, ...]], own: list[Effect],
        later: dict[Doc, list[Effect]], found: list[tuple[str, Finding, Any]],
    ) -> Iterator[Block]:  # fmt: skip
        yield Title(f"{names.label(here.type, self.language)} {here.number}　{here.file}:{here.line}", 1)
        yield from self._text(doc, here)
        if value := worth(self.month, doc):
            cost, accumulated = value
            yield Line(
                self.say(
                    "card_worth", month=self.month.month, cost=cost, accumulated=accumulated, net=cost - accumulated
                )
            )
        yield from self._effects(own)
        for direction, title in (("before", "before"), ("after", "after_it")):
            if around[direction]:
                yield Title(self.say(title))
                yield from self._branches(around[direction], "", {} if direction == "before" else later)
        if found:
            yield Title(self.say("show_findings"))
            for name, f, said in found:
                yield Line(f"{name} {yuan(f.amount)} {names.label(f.bucket, self.language)} {said.headline}", 1, "warn")
                yield Line(f"{self.say('next_step')}{'：' if self.language == 'zh' else ': '}{said.next_step}", 3)
                yield Line(f"houqin explain {f.code}{self.stop}houqin reconcile {name}", 3, "dim")
        if around["before"] or around["after"]:
            yield Line("")
            yield Line(self.say("show_more"), 0, "dim")

    def _text(self, doc: Doc, here: Named) -> Iterator[Block]:
        """The record as it stands in its file: the text is the truth. Of one inside an opening record its own lines."""
        path, line, last = self.book.index.execute(
            "select path, line, last from record where id = ?", (doc[0],)
        ).fetchone()
        lines = (self.book.path / path).read_text(encoding="utf-8-sig").splitlines()[line - 1 : last]
        if doc[1]:
            lines = [lines[0], *_around(lines[1:], here.number)]
        yield from (Line(text.strip(), 1 + len(text) - len(text.lstrip())) for text in lines[:TEXT])
        if len(lines) > TEXT:
            yield Line(self.say("show_cut", count=len(lines) - TEXT, place=f"{path}:{line + TEXT}"), 1, "dim")

    def _effects(self, own: list[Effect]) -> Iterator[Block]:
        if not own:
            return
        headings = ("book", "set", "account", "party", "item", "quantity", "amount")
        kinds: tuple[Kind, ...] = ("name", "set", "text", "text", "text", "quantity", "money")
        rows = [(e.book, e.set, self._account(e), e.party, e.item, e.quantity, e.amount) for e in own[:TEXT]]
        used = [n for n in range(len(headings)) if any(row[n] is not None for row in rows)]
        when = sorted({e.month for e in own})
        yield Title(self.say("effects", months=when))
        yield Grid(
            tuple(names.label(headings[n], self.language) for n in used), tuple(kinds[n] for n in used),
            [tuple(row[n] for n in used) for row in rows],
        )  # fmt: skip
        if len(own) > TEXT:
            yield Line(self.say("show_cut_effects", count=len(own) - TEXT), 1, "dim")

    def _account(self, e: Effect) -> str | None:
        account = self.book.registers.accounts.get(f"{e.set}|{e.account}")
        return f"{e.account} {account.name}" if account else e.account

    def _branches(self, ones: tuple[Tied, ...], before: str, later: dict[Doc, list[Effect]]) -> Iterator[Block]:
        shown = ones[:BRANCHES]
        for n, one in enumerate(shown):
            final = n == len(ones) - 1
            yield Line(f"{before}{'└─ ' if final else '├─ '}{self._tied(one)}", 1)
            under = before + ("   " if final else "│  ")
            if said := self._done(later.get(one.doc, [])):
                yield Line(f"{under}{'│  ' if one.below else '   '}{said}", 1, "dim")
            yield from self._branches(one.below, under, later)
        if len(ones) > BRANCHES:
            yield Line(f"{before}└─ {self.say('show_more_branches', count=len(ones) - BRANCHES)}", 1, "dim")

    def _tied(self, one: Tied) -> str:
        here = one.named
        parts = (
            names.label(here.type, self.language), here.id, iso(one.date) if one.date else "", one.what,
            yuan(one.amount) if one.amount is not None else "",
        )  # fmt: skip
        return f"{' '.join(p for p in parts if p)}　{here.file}:{here.line}"

    def _done(self, all_: list[Effect]) -> str:
        """A record's effects on a line, book by book: 总账 1002 -46,256.00，2302 46,256.00."""
        comma = "，" if self.language == "zh" else ", "
        said = []
        for book, ones in groupby(all_[:FIGURES], key=lambda e: e.book):
            parts = [" ".join(filter(None, (e.account, e.party or e.item, yuan(e.amount)))) for e in ones]
            said.append(f"{names.label(book, self.language)} {comma.join(parts)}")
        if len(all_) > FIGURES:
            said.append(self.say("show_more_figures", count=len(all_) - FIGURES))
        return self.stop.join(said)


def _around(lines: list[str], number: str) -> list[str]:
    """The lines of a list's entry in which a number stands."""
    at = next((n for n, line in enumerate(lines) if re.search(rf"(?<!\w){re.escape(number)}(?!\w)", line)), None)
    if at is None:
        return []
    first = next((n for n in range(at, -1, -1) if lines[n].lstrip().startswith("- ")), at)
    margin = len(lines[first]) - len(lines[first].lstrip())
    ends = (
        n for n in range(first + 1, len(lines)) if lines[n].strip() and len(lines[n]) - len(lines[n].lstrip()) <= margin
    )
    return lines[first : next(ends, len(lines))]
