"""What may belong together, as a list to accept or reject; and what somebody decided of one of them, as a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin import names
from houqin.book.index import months, opening_month
from houqin.diagnostics import OK, WRONG_USE, Failure
from houqin.messages import Language, sentence
from houqin.reconcile.moves import Month
from houqin.reconcile.proposals import Proposal, answered, proposals, statement_pairs
from houqin.report import Block, Column, Entry, Line, Report, Table, Title
from houqin.values import yuan

if TYPE_CHECKING:
    from houqin.book.index import Book
    from houqin.reconcile.loose import Loose

SIDE = (
    Column("id", "text"), Column("type", "name"), Column("file", "text"), Column("line", "count"),
    Column("line_number", "count"), Column("amount", "money"),
)  # fmt: skip
COLUMNS = (
    Column("id", "text"), Column("type", "name"), Column("stage", "name"), Column("score", "text"), Column("amount", "money"),
    Column("one_of", "text"), Column("rivals", "count"), Column("counted_already", "flag"), Column("of", "rows", SIDE),
    Column("against", "rows", SIDE),
)  # fmt: skip


def all_of(month: Month) -> list[Proposal]:
    """A month's proposals, and what the bank's lines were paired with where that was not plain."""
    return proposals(month) + statement_pairs(month)


def matching(book: Book, name: str, language: Language) -> Report:
    """The proposals of a month. One table, a row each; amounts fen, scores in points."""
    month = Month(book, name)
    found = all_of(month)
    rows = [
        (p.id, p.chain, p.pair.stage, points(p), _amount(p), p.tie or None, p.rivals, p.decided,
         [_row(month, one) for one in p.pair.left], [_row(month, one) for one in p.pair.right])
        for p in found
    ]  # fmt: skip
    facts = {"version": 1, "month": name, "count": len(found)}
    return Report("match", facts, (Table("proposals", COLUMNS, rows),), _sheet(month, found, language))


def points(p: Proposal) -> str:
    return f"{p.pair.score // 100}.{p.pair.score % 100:02d}"


def _amount(p: Proposal) -> int:
    return abs(sum(one.amount for one in p.pair.left))


def _row(month: Month, one: Loose) -> tuple[Any, ...]:
    named = month.named(one.key)
    return named.id, named.type, named.file, named.line, _line_number(named.type, one), abs(one.amount)


def _line_number(type_: str, one: Loose) -> int | None:
    """The line of a statement; documents inside an opening have numbers of their own."""
    return one.key[1] or None if type_ in ("outside_statement", "opening_bank", "clearing") else None


def _sheet(month: Month, found: list[Proposal], language: Language) -> list[Block]:
    def say(code: str, **args: Any) -> str:
        return sentence(f"match.{code}", language, **args)

    blocks: list[Block] = [Title(say("title", month=month.month), 1)]
    if not found:
        return [*blocks, Line(say("none"))]
    last = ""
    for p in found:
        if (p.tie or p.id) != last and p.tie:
            blocks.append(Line(say("tie", count=p.rivals + 1)))
        last = p.tie or p.id
        sides = [_said(month, side, language) for side in (p.pair.left, p.pair.right)]
        details = [
            (say("how"), say(f"stage_{p.pair.stage}", score=points(p))),
            *((label, text) for label, side in ((say("of"), sides[0]), (say("against"), sides[1])) for text in side[1]),
            (say("decide"), say("counts" if p.decided else "accept", id=p.id)),
        ]
        blocks.append(Entry(_amount(p), say("pair", left=sides[0][0], right=sides[1][0]), details))
    return [*blocks, Line(say("how_to")), Line(say("not_moved"), 0, "dim")]


MOST = 4
"""Documents of a side that are listed; all are in the record that accepts them."""


def _said(month: Month, side: tuple[Loose, ...], language: Language) -> tuple[str, list[str]]:
    """A side in a word, and each of its documents with its place."""
    named = [month.named(one.key) for one in side]
    head = f"{names.label(named[0].type, language)} {named[0].number}"
    if len(side) > 1:
        head = sentence("match.several", language, first=head, count=len(side))
    lines = []
    for one, its in zip(side[:MOST], named[:MOST], strict=True):
        at = _line_number(its.type, one)
        where = f"{its.file}:{its.line}" + (sentence("match.at_line", language, line=at) if at else "")
        lines.append(
            sentence(
                "match.document",
                language,
                number=its.number,
                day=one.day,
                amount=abs(one.amount),
                said=one.said,
                place=where,
            )
        )
    if len(side) > MOST:
        lines.append(sentence("match.more", language, count=len(side) - MOST))
    return head, lines


# ------------------------------------------------------------ a decision as a record


def decided(
    book: Book, id_: str, name: str | None, *, decision: str, by: str, role: str | None, reason: str | None, date: str
) -> dict[str, Any]:
    """The record (as the reader gives it, without a number) that says yes or no to a proposal.

    `name`: the month that is asked; else the latest that has it. Failure match.already (exit 0) where somebody has said so before;
    match.unknown, use.no_name.
    """
    if not book.registers.known("person", by):
        from difflib import get_close_matches

        having = sorted({str(row["id"]) for row in book.registers.rows.get("person", [])})
        near = get_close_matches(by, having, n=3, cutoff=0.4)
        raise Failure("use.no_name_near" if near else "use.no_name", WRONG_USE, kind="person", found=by, near=near)
    opened = opening_month(book.index)
    asked = [name] if name else [m for m in reversed(months(book.index)) if m > opened]
    for month in (Month(book, m) for m in asked):
        for p in all_of(month):
            if p.id == id_:
                tree: dict[str, Any] = {"type": "match", "id": "", "date": date}
                for side, its in (("of", p.pair.left), ("against", p.pair.right)):
                    tree[side] = [_named(month, one, p.decided) for one in its]
                tree |= {"by": by} | ({"as_": role} if role else {}) | {"decision": decision}
                return tree | ({"reason": reason} if reason else {})
    if asked and (record := answered(Month(book, asked[0]), decision == "yes").get(id_)):
        number, path, line = book.index.execute(
            "select number, path, line from record where id = ?", (record,)
        ).fetchone()
        raise Failure("match.already", OK, number=number, place=f"{path}:{line}")
    raise Failure("match.unknown", WRONG_USE, found=id_, months=asked)


def _named(month: Month, one: Loose, bank: bool) -> dict[str, str]:
    """A document as a match names it: its number with its period, its set, its line, its sum (of the bank's without the
    sign, as on the statement)."""
    named = month.named(one.key)
    line = _line_number(named.type, one)
    said = {"of": named.id}
    if named.type not in ("outside_statement", "opening_bank") and named.owner:
        said["set"] = month.set_of(one.key)
    if line:
        said["line_number"] = str(line)
    return said | {"amount": yuan(abs(one.amount) if bank else one.amount, grouped=False)}
