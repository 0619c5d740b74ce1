"""The checklist of a month's end as a Report: a line for each check, and each thing that is left with who must do it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from houqin import names
from houqin.closing.checklist import CHECKS, Checklist, Item
from houqin.diagnostics import FINDINGS, OK
from houqin.messages import Language, hint, sentence
from houqin.report import Block, Column, Grid, Kind, Line, Report, Table, Title
from houqin.reports.reconcile import RECORD
from houqin.reports.sealed import head
from houqin.reports.verifying import said_of
from houqin.reports.wording import words
from houqin.values import iso, yuan

if TYPE_CHECKING:
    from houqin.book.index import Book
    from houqin.text.seals import Mark

VERSION = 1
LINES = (
    Column("check", "name"), Column("weight", "name"), Column("set", "set"), Column("looked_at", "count"),
    Column("open", "count"),
)  # fmt: skip
ITEMS = (
    Column("id", "text"), Column("check", "name"), Column("weight", "name"), Column("set", "set"), Column("code", "text"),
    Column("message", "text"), Column("next_step", "text"), Column("role", "name"), Column("person", "text"),
    Column("amount", "money"), Column("days", "count"), Column("records", "rows", RECORD),
)  # fmt: skip
MOST_PLACES = 3
"""Places of records that a line names."""


def checking(book: Book, listed: Checklist, language: Language, today: int, mark: Mark | None = None) -> Report:
    """The checklist of a month. Amounts fen, ages in days. Exit code 1 where something must be done first. `mark`: the seal
    of a month that is closed."""
    sheet = _Sheet(book, listed, language, today)
    if mark:
        blocks = [*sheet.top(), Line(""), *head(mark, language)]
        return Report("close", facts(listed, "closed", mark), tables(book, listed, language), blocks, OK)
    exit_code = FINDINGS if listed.hard else OK
    status = "not_ready" if listed.hard else "with_reason" if listed.soft else "ready"
    return Report("close", facts(listed, status), tables(book, listed, language), sheet.blocks(), exit_code)


def facts(listed: Checklist, status: str, mark: Mark | None = None) -> dict[str, Any]:
    seal = mark and {"sequence": mark.number, "head": mark.head, "day": mark.day, "file": mark.path}
    return {"version": VERSION, "month": listed.month, "status": status, "seal": seal}


def sealing(book: Book, listed: Checklist, language: Language, mark: Mark, made: Made) -> Report:
    """What closing a month made. No checklist on its sheet: that was shown before."""

    def say(code: str, **args: Any) -> str:
        return sentence(code, language, **args)

    blocks = [*head(mark, language), Line(say("closed.file", path=mark.path), 1)]
    blocks += [Line(say("closed.signed", path=path), 1) for path in made.signatures]
    args = {"tag": made.tag, "month": mark.month, "folder": made.folder}
    if made.untagged:
        blocks.append(Line(say("closed.not_tagged", why=say(UNTAGGED[made.untagged], **args)), 1, "warn"))
    else:
        blocks.append(Line(say("closed.tagged", **args), 1))
    blocks.append(Line(say("closed.keep")))
    return Report("close", facts(listed, "closed", mark), tables(book, listed, language), blocks, OK)


class Made(NamedTuple):
    """What was made beside a seal: its signatures; its tag, or why there is none."""

    signatures: list[str]
    tag: str
    untagged: str
    folder: str


def tables(book: Book, listed: Checklist, language: Language) -> tuple[Table, Table]:
    lines = [
        (key, check.weight, set_ or None, listed.looked.get((key, set_), 0), _open(listed, key, set_))
        for key, check in CHECKS.items()
        for set_ in ([""] if check.whole else listed.sets)
    ]
    rows = []
    for one in listed.items:
        said, next_step = worded(one, book, language)
        rows.append(
            (one.id, one.check, one.weight, one.set or None, one.code, said,
             next_step, one.role or None, one.person or None, one.amount, one.days,
             [(r.id, r.type, r.file, r.line) for r in one.records])
        )  # fmt: skip
    return Table("checks", LINES, lines), Table("items", ITEMS, rows)


def worded(one: Item, book: Book, language: Language) -> tuple[str, str]:
    """What an item says, and what to do about it."""
    if one.finding:
        said = words(one.finding, book.registers, language)
        return said.headline, said.next_step
    args = dict(one.args)
    if "last" in args:
        known = iso(args["last"]) if args["last"] else ""
        args |= {"last_zh": known or "没有过", "last_en": known or "never"}
    if "alarm" in args:
        alarm = args["alarm"]
        place = "" if one.records else ":".join(str(part) for part in (alarm.path, alarm.line) if part)
        args["what"] = " ".join(filter(None, (alarm.month, place, said_of(alarm, language))))
    if "every" in args:
        args["every"] = sentence(f"close.every_{args['every']}", language)
    return sentence(one.code, language, **args), hint(one.code, language, **args)


def _open(listed: Checklist, key: str, set_: str) -> int:
    return sum(one.check == key and one.set == set_ for one in listed.items)


UNTAGGED = {
    "no_git": "closed.no_git", "no_repository": "closed.no_repository", "no_commit": "closed.no_commit",
    "uncommitted": "closed.uncommitted", "refused": "closed.refused",
}  # fmt: skip
"""Why there is no tag (closing/tag.py) → its sentence."""


class _Sheet:
    """The checklist laid out for people."""

    def __init__(self, book: Book, listed: Checklist, language: Language, today: int) -> None:
        self.book = book
        self.listed = listed
        self.language = language
        self.today = today

    def say(self, code: str, **args: Any) -> str:
        return sentence(code, self.language, **args)

    def top(self) -> list[Block]:
        """The list by itself, with what it says of each thing that is left."""
        school, month = self.book.registers.settings["id"], self.listed.month
        blocks: list[Block] = [
            Title(self.say("close.title", school=school, month=month, today=self.today), 1),
            self._grid(),
        ]
        hard, soft = self.listed.hard, self.listed.soft
        if hard:
            blocks += [Title(self.say("close.hard_items", count=len(hard))), *self._items(hard)]
        if soft:
            blocks += [Title(self.say("close.soft_items", count=len(soft))), *self._items(soft)]
        return blocks

    def blocks(self) -> list[Block]:
        """The list, and what comes of it."""
        hard, soft, month = self.listed.hard, self.listed.soft, self.listed.month
        blocks = [*self.top(), Line(""), Line(self.say("close.not_asked"), 0, "dim")]
        if hard:
            return [*blocks, Line(self.say("close.not_ready", count=len(hard)), 0, "bad")]
        return [*blocks, Line(self.say("close.ready_with_reason" if soft else "close.ready", month=month), 0, "good")]

    def _grid(self) -> Grid:
        """A row for each check, a column for each set."""
        sets = self.listed.sets
        rows = []
        for key, check in CHECKS.items():
            cells = [self._cell(key, set_) for set_ in ([""] if check.whole else sets)]
            cells = cells + [""] * len(sets) if check.whole else ["", *cells]
            rows.append((names.label(key, self.language), names.label(check.weight, self.language), *cells))
        heads = (names.label("check", self.language), names.label("weight", self.language), self.say("close.whole"))
        labels = [names.set_label(set_, self.language) for set_ in sets]
        kinds: list[Kind] = ["text"] * (3 + len(sets))
        return Grid((*heads, *labels), tuple(kinds), rows)

    def _cell(self, key: str, set_: str) -> str:
        if count := _open(self.listed, key, set_):
            return self.say("close.open" if CHECKS[key].weight == "hard" else "close.carried", count=count)
        if CHECKS[key].whole or self.listed.looked.get((key, set_)) or key in ALWAYS:
            return self.say("close.done")
        return self.say("close.none")

    def _items(self, items: list[Item]) -> list[Block]:
        found: list[Block] = []
        for number, one in enumerate(items, 1):
            said, next_step = worded(one, self.book, self.language)
            where = names.set_label(one.set, self.language) if one.set else self.say("close.whole")
            stop, space = ("。", "") if self.language == "zh" else (". ", " ")
            amount = f"{yuan(one.amount)} " if one.finding and one.amount else ""
            about = names.label(one.finding.bucket if one.finding else one.check, self.language)
            found.append(Line(f"{number}. {where} {about} {amount}{said}{stop.strip()}", 1))
            age = self.say("close.age", days=one.days) if one.days is not None and one.weight == "soft" else ""
            who = self.say("close.who", who=self.who(one)) if one.role else ""
            found.append(Line(space.join(filter(None, (age, next_step, who, self._places(one)))), 3, "dim"))
        return found

    def who(self, one: Item) -> str:
        """The post, and who holds it where that is one person."""
        role = names.label(one.role, self.language)
        if one.role in OF_A_SET and one.set and len(self.listed.sets) > 1:
            role = f"{names.set_label(one.set, self.language)}{'' if self.language == 'zh' else ' '}{role}"
        return f"{role} {one.person}".strip()

    def _places(self, one: Item) -> str:
        places = [f"{r.file}:{r.line}" for r in one.records[:MOST_PLACES]]
        return (" " if self.language == "zh" else "") + " ".join(places) if places else ""


ALWAYS = {"cleared", "signed_off", "pending_aged"}
"""Checks that are done where there is nothing to look at."""
OF_A_SET = {"accountant", "cashier"}
"""Posts that each set has."""
