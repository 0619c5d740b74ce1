"""Records of one type as a list, by period, place, person, item and supplier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin import names
from houqin.book.index import trees
from houqin.diagnostics import WRONG_USE, Failure
from houqin.messages import Language, sentence
from houqin.reconcile.moves import Month
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
ABOUT = ("summary", "purpose", "description", "reason", "fee_item", "name", "category", "note")
"""Fields that say what a record is about, where it has no lines."""
HEADS = ("pupils", "staff", "guests")
"""Who ate of a meal."""
AMOUNTS = ("total", "amount", "charge", "cost", "counted", "closing", "unpaid")
"""Fields of fen that a record is known by, where its lines have none."""

PEOPLE = ("by", "reported_by", "custodian", "keeper", "repairman", "teacher")
"""Fields besides PARTIES that name a person."""
VALUED = ("issue", "return_to_store")
"""Types whose slips have no sums: what their goods were valued at stands for them."""
REGISTERS = {"place": "place", "person": "person", "item": "item", "supplier": "supplier"}
"""What can be looked for → the register that knows its names."""

COLUMNS = (
    Column("number", "text"), Column("date", "date"), Column("booked", "date"), Column("set", "set"), Column("place", "text"),
    Column("party", "text"), Column("what", "text"), Column("amount", "money"), Column("reversed", "flag"), Column("file", "text"),
    Column("line", "count"),
)  # fmt: skip
Row = tuple[Any, ...]


def listing(
    book: Book, type_: str, period: Period | None, wanted: dict[str, str], language: Language, only: str | None = None
) -> Report:
    """The records of a type. `wanted`: place, person, item (or a category of items), supplier → the name to look for;
    `only` one set's.

    One table, oldest first; its amounts are the records' own (fen), or of the lines looked for; of issues what they were
    valued at. Failure use.no_name, use.no_name_near (exit 2) for a name that stands nowhere.
    """
    rows = _Rows(book, type_, wanted, language)
    days = (period.first, period.last) if period else (0, 99999999)
    found = [
        row for tree in trees(book.index, [type_], days=days) if (row := rows.row(tree)) and only in (None, row[3])
    ]
    if not found:
        for kind, name in wanted.items():
            _known(book, kind, name)
    facts = {"version": 1, "type": type_, "period": period.word if period else None, "count": len(found)}
    table = Table("records", COLUMNS, found)
    asked = [names.label(type_, language), *([period.word] if period else []), *wanted.values()]
    asked += [names.set_label(only, language)] if only else []
    return Report("list", facts, (table,), _sheet(" ".join(asked), found, language))


class _Rows:
    """Makes rows of the records that are looked for."""

    def __init__(self, book: Book, type_: str, wanted: dict[str, str], language: Language) -> None:
        self.registers = book.registers
        self.month = Month(book, "9999-12")
        self.wanted = wanted
        self.language = language
        self.items = self._items(wanted["item"]) if "item" in wanted else None
        self.sets = {one["set"] for one in book.registers.sets}
        self.worth: dict[int, dict[str, int]] = {}
        if type_ in VALUED:
            for record, item, value in book.index.execute(
                "select v.record, v.item, sum(v.value) from record r join valued v on v.record = r.id"
                " where r.type = ? and v.kind = 'stock' group by v.record, v.item",
                (type_,),
            ):
                self.worth.setdefault(record, {})[item] = -value if type_ == "issue" else value

    def _items(self, name: str) -> set[str]:
        """The item of that name or alias, the items of the category of that name, and whatever slips call them."""
        rows = self.registers.rows.get("item", [])
        meant = {r["id"] for r in rows if name in (r["id"], r.get("category"), *r.get("aliases", ()))}
        return {name} | {called for r in rows if r["id"] in meant for called in (r["id"], *r.get("aliases", ()))}

    def row(self, tree: dict[str, Any]) -> Row | None:
        """The record's row; None where it is not looked for."""
        if not all(self._has(tree, kind, name) for kind, name in self.wanted.items()):
            return None
        if self.items is not None:
            tree = tree | {"lines": [line for line in tree.get("lines", []) if self._is_wanted(line)]}
        return (
            tree["number_"], tree.get("date") or tree.get("from_"), tree.get("booked"), self._set(tree),
            tree.get("place") or (tree["owner"] if tree["owner"] not in self.sets else None),
            next((str(tree[f]) for f in PARTIES if tree.get(f)), None), about(tree, self.language), self._amount(tree),
            self.month.withdrawn(tree["record"]), tree["path"], tree["line"],
        )  # fmt: skip

    def _is_wanted(self, line: Any) -> bool:
        return isinstance(line, dict) and line.get("item") in (self.items or ())

    def _amount(self, tree: dict[str, Any]) -> int | None:
        """Of the lines looked for, or of the whole record."""
        if tree["record"] in self.worth:
            return sum(
                value for item, value in self.worth[tree["record"]].items() if self.items is None or item in self.items
            )
        if self.items is not None and tree["lines"]:
            return amount_of({"lines": tree["lines"]})
        return amount_of(tree)

    def _set(self, tree: dict[str, Any]) -> str:
        """The set whose books a record belongs to: its own, its store's, that of what it covers, else the main one."""
        own = tree["set_"] or (tree["owner"] if tree["owner"] in self.sets else "")
        if not own:
            named = tree.get("place") or []  # a person may have several
            places = [tree["owner"], *([named] if isinstance(named, str) else named), tree.get("from_place")]
            own = next(filter(None, (self.registers.set_of(place) for place in places if place)), "")
        if not own and tree["type"] == "invoice" and (covered := self.month.covered(tree["record"])):
            own = self._set(self.month.tree(covered[0][0]) | {"set_": "", "owner": self.month.named(covered[0]).owner})
        return own or self.registers.main_set

    def _has(self, tree: dict[str, Any], kind: str, name: str) -> bool:
        """Whether a record deals with a place, person, item or supplier of that name."""
        lines = [*tree.get("lines", []), *tree.get("parts", []), *tree.get("cards", []), *tree.get("kept_at", [])]
        if kind == "item":
            return any(map(self._is_wanted, lines)) or tree.get("name") == name or tree["number_"] in (self.items or ())
        if kind == "place":
            own = (
                tree.get("place"),
                tree["owner"],
                tree.get("from_place"),
                tree.get("to_place"),
                tree.get("department"),
            )
            return name in own or any(isinstance(line, dict) and line.get("place") == name for line in lines)
        if kind == "supplier":
            said = (tree.get("supplier"), tree.get("payee"), tree.get("outside_firm"), *tree.get("covers", []))
            return any(name == one or (isinstance(one, dict) and one.get("supplier") == name) for one in said)
        signed = [person for people in tree.get("signed", {}).values() for person in people]
        return name in signed or name in (tree.get(f) for f in (*PARTIES, *PEOPLE))


def _known(book: Book, kind: str, name: str) -> None:
    """Failure use.no_name or use.no_name_near where no register has the name."""
    registers = book.registers
    having = {row["id"] for row in registers.rows.get(REGISTERS[kind], [])}
    if kind == "item":
        for row in registers.rows.get("item", []):
            having |= {*filter(None, [row.get("category")]), *row.get("aliases", ())}
    if name not in having:
        from difflib import get_close_matches

        near = get_close_matches(name, sorted(having), n=3, cutoff=0.4)
        raise Failure("use.no_name_near" if near else "use.no_name", WRONG_USE, kind=kind, found=name, near=near)


def _sheet(title: str, rows: list[Row], language: Language) -> list[Block]:
    if not rows:
        return [Title(title, 1), Line(sentence("sheet.list_none", language))]
    standing = [row for row in rows if not row[8]]
    amounts = [row[7] for row in standing if row[7] is not None]
    closing = sentence(
        "sheet.list_total" if amounts else "sheet.list_count", language, count=len(standing), total=sum(amounts)
    )
    if len(standing) < len(rows):
        closing += sentence("sheet.list_reversed", language, count=len(rows) - len(standing))
    mark = sentence("sheet.reversed", language)
    headings = ("number", "date", "party", "what", "amount", "place_in_text")
    kinds: tuple[Kind, ...] = ("text", "date", "text", "text", "money", "text")
    cells = [(r[0], r[1], r[5] or r[4], mark + r[6] if r[8] else r[6], r[7], f"{r[9]}:{r[10]}") for r in rows]
    grid = Grid(tuple(names.label(h, language) for h in headings), kinds, cells)
    return [Title(title, 1), grid, Line(closing), Line(sentence("sheet.list_more", language), 0, "dim")]


def about(tree: dict[str, Any], language: Language) -> str:
    """What a record is about in a few words: its items, who decided what, how many ate, or its own summary."""
    lines = [line for line in tree.get("lines", []) if isinstance(line, dict)]
    items = [line for line in lines if line.get("item") and isinstance(line.get("quantity"), dict)]
    if items:
        first = items[0]
        said = f"{first['item']} {number(first['quantity']['parts'])} {first['quantity']['unit']}"
        return said + (sentence("sheet.and_more", language, count=len(items)) if len(items) > 1 else "")
    if tree.get("decision"):
        post = names.label(tree["as_"], language) if tree.get("as_") else ""
        return " ".join(filter(None, (post, tree["by"], names.label(tree["decision"], language, "decision"))))
    if heads := [(names.label(who, language), tree[who]) for who in HEADS if isinstance(tree.get(who), dict)]:
        return " ".join(f"{who} {number(eaten['parts'])} {eaten['unit']}" for who, eaten in heads)
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
