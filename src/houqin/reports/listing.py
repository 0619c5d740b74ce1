"""Records of one type as a list, by period, place, person, item and supplier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin import names
from houqin.book.index import trees
from houqin.messages import Language, sentence
from houqin.report import Block, Column, Grid, Kind, Line, Report, Table, Title
from houqin.values import number

if TYPE_CHECKING:
    from houqin.book.index import Book
    from houqin.book.periods import Period

PARTIES = (
    "supplier",
    "payee",
    "payer",
    "borrower",
    "claimant",
    "requester",
    "department",
    "outside_firm",
    "donor",
    "party",
)
"""Fields that say with whom a record deals, the first that it has."""
ABOUT = ("summary", "purpose", "description", "reason", "fee_item", "name", "note")
"""Fields that say what a record is about, where it has no lines."""
AMOUNTS = ("total", "amount", "charge", "cost", "counted", "closing")
"""Fields of fen that a record is known by, where its lines have none."""

COLUMNS = (
    Column("number", "text"), Column("date", "date"), Column("booked", "date"), Column("place", "text"),
    Column("party", "text"), Column("what", "text"), Column("amount", "money"), Column("file", "text"), Column("line", "count"),
)  # fmt: skip


def listing(book: Book, type_: str, period: Period | None, wanted: dict[str, str], language: Language) -> Report:
    """The records of a type. `wanted`: place, person, item, supplier → the name to look for.

    One table, oldest first; its amounts are the records' own (fen), not what they were valued at.
    """
    rows = []
    for tree in trees(book.index, [type_]):
        if period and not period.first <= tree["booked_day"] <= period.last:
            continue
        if not all(_has(tree, kind, name) for kind, name in wanted.items()):
            continue
        rows.append(
            (
                tree["number_"], tree.get("date") or tree.get("from_"), tree.get("booked"), tree.get("place") or tree["owner"],
                next((str(tree[f]) for f in PARTIES if tree.get(f)), ""), about(tree, language), amount_of(tree),
                tree["path"], tree["line"],
            )
        )  # fmt: skip
    facts = {"version": 1, "type": type_, "period": period.word if period else None, "count": len(rows)}
    table = Table("records", COLUMNS, rows)
    return Report("list", facts, (table,), _sheet(type_, period, rows, language))


def _sheet(type_: str, period: Period | None, rows: list[tuple[Any, ...]], language: Language) -> list[Block]:
    title = names.label(type_, language) + (f" {period.word}" if period else "")
    amounts = [row[6] for row in rows if row[6] is not None]
    closing = sentence(
        "sheet.list_total" if amounts else "sheet.list_count", language, count=len(rows), total=sum(amounts)
    )
    if not rows:
        return [Title(title, 1), Line(sentence("sheet.list_none", language))]
    headings = ("number", "date", "party", "what", "amount", "place_in_text")
    kinds: tuple[Kind, ...] = ("text", "date", "text", "text", "money", "text")
    cells = [(r[0], r[1], r[4] or r[3], r[5], "" if r[6] is None else r[6], f"{r[7]}:{r[8]}") for r in rows]
    return [Title(title, 1), Grid(tuple(names.label(h, language) for h in headings), kinds, cells), Line(closing)]


def _has(tree: dict[str, Any], kind: str, name: str) -> bool:
    """Whether a record deals with a place, person, item or supplier of that name."""
    lines = [*tree.get("lines", []), *tree.get("parts", []), *tree.get("cards", []), *tree.get("kept_at", [])]
    if kind == "item":
        return any(isinstance(line, dict) and line.get("item") == name for line in lines) or tree.get("name") == name
    if kind == "place":
        own = (tree.get("place"), tree["owner"], tree.get("from_place"), tree.get("to_place"), tree.get("department"))
        return name in own or any(isinstance(line, dict) and line.get("place") == name for line in lines)
    if kind == "supplier":
        return name in (tree.get("supplier"), tree.get("payee"), tree.get("outside_firm"))
    signed = [person for people in tree.get("signed", {}).values() for person in people]
    return name in signed or name in (tree.get(f) for f in (*PARTIES, "by", "reported_by", "custodian", "keeper"))


def about(tree: dict[str, Any], language: Language) -> str:
    """What a record is about in a few words: its items, or its own summary."""
    lines = [line for line in tree.get("lines", []) if isinstance(line, dict)]
    items = [line for line in lines if line.get("item") and isinstance(line.get("quantity"), dict)]
    if items:
        first = items[0]
        said = f"{first['item']} {number(first['quantity']['parts'])} {first['quantity']['unit']}"
        return said + (sentence("sheet.and_more", language, count=len(items)) if len(items) > 1 else "")
    for field in ABOUT:
        if tree.get(field):
            return str(tree[field])
    return ""


def amount_of(tree: dict[str, Any]) -> int | None:
    """The sum a record is known by, fen; None where it has none."""
    for field in AMOUNTS:
        if isinstance(tree.get(field), int):
            return int(tree[field])
    amounts = [
        line["amount"] for line in tree.get("lines", []) if isinstance(line, dict) and line.get("amount") is not None
    ]
    if not amounts and tree.get("entries"):
        amounts = [entry["debit"] for entry in tree["entries"] if entry.get("debit")]
    return sum(amounts) if amounts else None
