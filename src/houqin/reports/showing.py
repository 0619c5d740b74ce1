"""One record with everything tied to it: what it rests on, what came of it, and all its effects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin import names
from houqin.diagnostics import WRONG_USE, Failure
from houqin.messages import Language, sentence
from houqin.reconcile.moves import Month
from houqin.report import Block, Column, Grid, Kind, Line, Report, Table, Title
from houqin.reports.listing import about, amount_of
from houqin.values import iso, yuan

if TYPE_CHECKING:
    from houqin.book.index import Book
    from houqin.reconcile.finding import Named

DEEPEST = 6
"""Steps followed from the record in either direction."""
BEFORE = {"approval", "signature"}
"""Types that name a record but stand before what follows from it."""
TIES = (
    Column("direction", "text"), Column("depth", "count"), Column("type", "name"), Column("id", "text"),
    Column("date", "date"), Column("what", "text"), Column("amount", "money"), Column("file", "text"),
    Column("line", "count"),
)  # fmt: skip
EFFECTS = (Column("month", "month"), Column("set", "set"), Column("account", "text"), Column("party", "text"),
           Column("item", "text"), Column("quantity", "quantity"), Column("amount", "money"))  # fmt: skip


def showing(book: Book, written: str, language: Language) -> Report:
    """The record that `written` names: its number, with the year or month before a slash where several have it.

    Failure use.no_record or use.several (exit 2).
    """
    record, n, type_ = _find(book, written)
    month = Month(book, "9999-12")
    ties = [
        *_walk(month, record, "before", 1, {record}, language),
        *_walk(month, record, "after", 1, {record}, language),
    ]
    effects = _effects(month, record)
    here, text = month.named((record, n)), _text(book, record)
    facts = {
        "version": 1,
        "id": here.id,
        "type": type_,
        "file": here.file,
        "line": here.line,
        "record": month.tree(record),
    }
    tables = (Table("ties", TIES, ties), Table("effects", EFFECTS, effects))
    return Report("show", facts, tables, _sheet(here, text, ties, effects, language))


def _find(book: Book, written: str) -> tuple[int, int, str]:
    period, slash, bare = written.rpartition("/")
    rows = book.index.execute(
        "select d.record, d.n, d.type, d.period, r.path, r.line from doc d join record r on r.id = d.record"
        " where d.number = ? and r.folder <> 'registers' order by r.path, r.line, d.n",
        (bare,),
    ).fetchall()
    if slash:
        rows = [row for row in rows if row[3].startswith(period) or period.startswith(row[3])]
    if not rows:
        raise Failure("use.no_record", WRONG_USE, found=written)
    if len(rows) > 1:
        choices = [f"{row[3]}/{bare}（{row[4]}:{row[5]}）" for row in rows]
        raise Failure("use.several", WRONG_USE, found=written, choices=choices)
    return rows[0][0], rows[0][1], rows[0][2]


def _walk(
    month: Month, record: int, direction: str, depth: int, seen: set[int], language: Language
) -> list[tuple[Any, ...]]:
    """Records tied to one, each before those tied to it in turn; none twice."""
    found: list[tuple[Any, ...]] = []
    if depth > DEEPEST:
        return found
    named = month.index.execute(
        "select distinct t.target from tie t where t.record = ? order by t.n, t.target", (record,)
    ).fetchall()
    naming = month.index.execute(
        "select distinct t.record, r.booked, r.path, r.line from tie t join record r on r.id = t.record"
        " where t.target = ? order by r.booked, r.path, r.line",
        (record,),
    ).fetchall()
    if direction == "before":
        others = [r for (r,) in named] + [row[0] for row in naming if month.type_of(row[0]) in BEFORE]
    else:
        others = [row[0] for row in naming if month.type_of(row[0]) not in BEFORE]
    for other in others:
        if other not in seen:
            seen.add(other)
            tree, here = month.tree(other), month.named((other, 0))
            what, amount = about(tree, language), amount_of(tree)
            found.append((direction, depth, here.type, here.id, tree.get("date"), what, amount, here.file, here.line))
            found += _walk(month, other, direction, depth + 1, seen, language)
    return found


def _effects(month: Month, record: int) -> list[tuple[Any, ...]]:
    """What the record moved: goods on control accounts, debts, cash, the ledger. Fen, debit and money in positive."""
    rows: list[tuple[Any, ...]] = []
    for name, account, item, quantity, value in month.index.execute(
        "select month, account, item, quantity, value from valued where record = ? order by n, kind desc, account",
        (record,),
    ):
        set_, code = account.split("|")
        rows.append((name, set_, code, None, item, quantity, value))
    for name, book, key, amount in month.index.execute(
        "select month, book, key, sum(amount) from moved where record = ? group by month, book, key order by book, key",
        (record,),
    ):
        set_, *rest = key.split("|")
        if book == "ledger":
            rows.append((name, set_, rest[0], None, None, None, amount))
        else:
            account = month.account_of(book, key)
            party = rest[1] if book == "due" else None
            rows.append((name, set_, account.split("|")[1] if account else None, party, None, None, amount))
    return rows


def _text(book: Book, record: int) -> list[str]:
    """The record as it stands in its file: the text is the truth."""
    path, line, last = book.index.execute("select path, line, last from record where id = ?", (record,)).fetchone()
    lines = (book.path / path).read_text(encoding="utf-8-sig").splitlines()
    return [text.rstrip() for text in lines[line - 1 : last]]


def _sheet(
    here: Named, text: list[str], ties: list[tuple[Any, ...]], effects: list[tuple[Any, ...]], language: Language
) -> list[Block]:
    blocks: list[Block] = [Title(f"{names.label(here.type, language)} {here.number}　{here.file}:{here.line}", 1)]
    blocks += [Line(line.strip(), 1 + len(line) - len(line.lstrip())) for line in text]
    for direction, title in (("before", "sheet.before"), ("after", "sheet.after_it")):
        tied = [row for row in ties if row[0] == direction]
        if tied:
            blocks.append(Title(sentence(title, language)))
            blocks += [Line(_tie(row, language), 1 + 3 * (row[1] - 1)) for row in tied]
    if effects:
        headings = ("month", "set", "account", "party", "item", "quantity", "amount")
        kinds: tuple[Kind, ...] = ("month", "set", "text", "text", "text", "quantity", "money")
        blocks.append(Title(sentence("sheet.effects", language)))
        blocks.append(Grid(tuple(names.label(h, language) for h in headings), kinds, effects))
    return blocks


def _tie(row: tuple[Any, ...], language: Language) -> str:
    _, _, type_, id_, date, what, amount, file, line = row
    parts = [
        names.label(type_, language),
        id_,
        iso(date) if date else "",
        what,
        yuan(amount) if amount is not None else "",
    ]
    return f"{' '.join(p for p in parts if p)}　{file}:{line}"
