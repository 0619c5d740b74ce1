"""A new record: what it says, in whose folder it will stand, and in the book's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from houqin import names
from houqin.book.find import OWNED
from houqin.book.index import Book
from houqin.records.catalogue import folders_of, models
from houqin.values import MONTH

MODELINE = "# yaml-language-server"
REGISTER_FILES = {
    "account": "accounts", "item": "items", "supplier": "suppliers", "payer": "payers", "authority": "authorities",
    "person": "people", "place": "places", "sheet": "sheets",
}  # fmt: skip
"""The file of a register that a book has nothing of yet."""
UNKNOWN = "…"
"""Stands in a path for the store, the set or the month that nobody knows yet."""
LAST = ("signed", "evidence", "note")
"""Fields that stand below a record's lines."""


class New(NamedTuple):
    """A record to be written: `tree` as the reader gives it, in the canonical `folder`, of a store or set (`owner`)."""

    folder: str
    owner: str
    tree: dict[str, Any]

    @property
    def type(self) -> str:
        return str(self.tree["type"])

    @property
    def number(self) -> str:
        return str(self.tree["id"])

    @property
    def month(self) -> str:
        """The month in which it is booked; "" or a text that is no month where it says none."""
        return str(self.tree.get("booked") or self.tree.get("date") or "")[:7]

    @property
    def placed(self) -> bool:
        """Whether the day and the store or set say into which file it goes."""
        if self.folder == "registers":
            return True
        return bool(MONTH.fullmatch(self.month)) and (self.owner != "" or self.folder not in OWNED)


def new(type_: str, owner: str, tree: Mapping[str, Any], folder: str = "") -> New:
    """A record of a type in its own folder, or (a reversal) in the one named. Fields without a value are left out; a
    record without "id" is numbered later."""
    known = {name: value for name, value in tree.items() if value not in (None, "", [], {})}
    return New(folder or folders_of(type_)[0], owner, {"type": type_, "id": tree.get("id", "")} | known)


def in_order(tree: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as a person would write them: the number, the day, what the type has, the lines, who signed."""
    model = models(folders_of(tree["type"])[0])[tree["type"]]
    order = ["type", "id", "date", "booked", "slip"]
    # the closing balance stands below the lines, as on the paper; of a register's row its days come last
    last = ("from_", "until", "note") if "date" not in model.model_fields else ("closing", *LAST)
    order += [name for name in model.model_fields if name not in (*order, *last)] + list(last)
    return {name: tree[name] for name in order if name in tree}


# ------------------------------------------------------------ as this book has it


def key_language(book: Book) -> str:
    """The language of the book's keys: that in which most of its files begin."""
    rows = book.index.execute("select path from file where folder <> 'config' order by path").fetchall()
    votes = 0
    for (path,) in rows[-20:]:
        try:
            start = (book.path / path).read_bytes()[:4000].decode(errors="ignore")
        except OSError:
            continue
        word = next((line[2:].lstrip("{ ").split(":")[0] for line in start.split("\n") if line.startswith("- ")), "")
        votes += 1 if word in names.TYPES else -1 if names.type_named(word) else 0
    english = votes > 0 if votes else book.registers.settings.get("language") == "en"
    return "en" if english else "zh"


def choice(name: str, choices: str, language: str) -> str:
    """A choice as a book in that language writes it."""
    return names.CHOICES[choices][name] if language == "zh" else name


def path_of(book: Book, one: New) -> str:
    """The file it belongs into, below the book, with the folders as this book spells them."""
    if one.folder in ("registers", "opening"):
        return _lasting(book, one)
    file = f"{one.month if MONTH.fullmatch(one.month) else UNKNOWN}.yaml"
    seen = book.index.execute(
        "select path from file where folder = ? and owner = ? order by path desc limit 1", (one.folder, one.owner)
    ).fetchone()
    if seen:
        return f"{seen[0].rpartition('/')[0]}/{file}"
    folder = spelling(book, one.folder)
    if one.folder not in OWNED:
        return f"{folder}/{file}"
    if not one.owner:
        return f"{folder}/{UNKNOWN}/{file}"
    owner = one.owner if one.folder == "store" or folder == one.folder else names.set_label(one.owner, "zh")
    return f"{folder}/{owner}/{file}"


def _lasting(book: Book, one: New) -> str:
    """Where rows of a register stand, all years in one file: with those of their type; of the opening: with the others."""
    rows = book.index.execute(
        "select path, type from record where folder = ? order by type = ? desc, path desc limit 1",
        (one.folder, one.type),
    ).fetchone()
    if rows and (one.folder == "opening" or rows[1] == one.type):
        return str(rows[0])
    name = REGISTER_FILES.get(one.type, one.type) if one.folder == "registers" else str(one.tree.get("date", ""))
    return f"{spelling(book, one.folder)}/{name}.yaml"


def spelling(book: Book, folder: str) -> str:
    """The folder's name as this book has it; a new one is named in the language of the others."""
    rows = book.index.execute("select folder, path from file where path like '%/%' order by path").fetchall()
    tops = [(known, path.partition("/")[0]) for known, path in rows]
    for known, top in tops:
        if known == folder:
            return str(top)
    chinese = sum(top == names.FOLDERS.get(known) for known, top in tops)
    return names.FOLDERS[folder] if chinese * 2 > len(tops) else folder


def head(book: Book, path: str) -> str:
    """A new file's first line, for editors: as the latest of its neighbours has it."""
    neighbours = sorted((book.path / path).parent.glob("*.yaml"), reverse=True)
    for one in neighbours[:1]:
        first = one.read_text(encoding="utf-8", errors="replace").split("\n", 1)[0]
        if first.startswith(MODELINE):
            return first + "\n"
    return ""
