"""A record that houqin itself puts together: its number, its file, its text, and what `check` would say of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from houqin import names
from houqin.book import contradictions, numbers, resolve
from houqin.book.find import OWNED, Source
from houqin.book.index import Book
from houqin.book.trial import trial
from houqin.diagnostics import FINDINGS, Diagnostic, Failure
from houqin.exchange.entering import head, key_language, spelling
from houqin.reconcile.finding import Finding
from houqin.reconcile.spots import Doc
from houqin.records.catalogue import folders_of
from houqin.records.validate import validate
from houqin.text.append import Addition, appended
from houqin.text.quote import Unwritable
from houqin.text.write import record_text
from houqin.values import month_of


class New(NamedTuple):
    """A record to be written: `tree` as the reader gives it, in the canonical `folder`, of a store or set (`owner`)."""

    folder: str
    owner: str
    tree: dict[str, Any]

    @property
    def month(self) -> str:
        return str(self.tree.get("booked") or self.tree["date"])[:7]


def new(type_: str, owner: str, tree: Mapping[str, Any], folder: str = "") -> New:
    """A record of a type in its own folder, or (a reversal) in the one named. Fields without a value are left out."""
    known = {name: value for name, value in tree.items() if value not in (None, "", [], {})}
    return New(folder or folders_of(type_)[0], owner, {"type": type_, "id": tree.get("id", "")} | known)


def path_of(book: Book, one: New) -> str:
    """The file it belongs into, below the book, with the folders as this book spells them."""
    seen = book.index.execute(
        "select path from record where folder = ? and owner = ? order by path desc limit 1", (one.folder, one.owner)
    ).fetchone()
    if seen:
        return f"{seen[0].rpartition('/')[0]}/{one.month}.yaml"
    folder = spelling(book, one.folder)
    if one.folder not in OWNED:
        return f"{folder}/{one.month}.yaml"
    owner = one.owner if one.folder == "store" or folder == one.folder else names.set_label(one.owner, "zh")
    return f"{folder}/{owner}/{one.month}.yaml"


def numbered(book: Book, one: New, taken: Collection[str] = ()) -> New:
    """The record with the next number of its series, in the book's own style. `taken` are given already."""
    type_, day = one.tree["type"], int(one.tree["date"].replace("-", ""))
    booked = int(str(one.tree.get("booked") or one.tree["date"]).replace("-", ""))
    rows = book.index.execute(
        "select number, booked, day, owner, folder from record where type = ? order by booked, path, line", (type_,)
    ).fetchall()
    its = [row for row in rows if (row[4], row[3]) == (one.folder, one.owner)] or rows
    voucher = type_ == "voucher"
    used = {row[0] for row in rows if not voucher or (row[3] == one.owner and month_of(row[1]) == one.month)}
    style = numbers.style(type_, [(row[0], row[1] if voucher else row[2]) for row in its], series=_series(book, one))
    if voucher:
        style = style._replace(date="", between="") if not style.width else style
    number = numbers.following(style, booked if voucher else day, used | set(taken))
    return one._replace(tree=one.tree | {"id": number})


def _series(book: Book, one: New) -> str:
    """凭证字: what a set's vouchers are called by."""
    row = next((s for s in book.registers.sets if s["set"] == one.owner), {})
    return str(row.get("voucher_series") or "") if one.tree["type"] == "voucher" else ""


def reference(book: Book, target: Doc, *, path: str, owner: str, types: str = "") -> str | None:
    """How a record in that file names another: its number, with the year or month where that is needed; None where even
    so it means several. `types` as in facts/documents.py: ",issue," or "" for any."""
    number, period = book.index.execute("select number, period from doc where record = ? and n = ?", target).fetchone()
    month = path.rpartition("/")[2].removesuffix(".yaml")
    docs = [
        resolve.Doc(*row)
        for row in book.index.execute(
            "select d.record, d.n, d.type, d.number, d.period, r.path, r.owner, r.set_, r.month from doc d"
            " join record r on r.id = d.record where d.number = ?",
            (number,),
        )
    ]
    docs = [d._replace(set_=d.set_ or book.registers.set_of(d.owner)) for d in docs]
    home = owner if any(s["set"] == owner for s in book.registers.sets) else book.registers.set_of(owner)
    for written in ("", period):
        link = resolve.Link(0, 0, "", types, number, written, "", None, path, owner, month, home)
        if [(d.record, d.n) for d in resolve.meant(link, docs)] == [target]:
            return f"{written}/{number}" if written else str(number)
    return None


# ------------------------------------------------------------ written and tried


def additions(book: Book, records: Iterable[New]) -> list[Addition]:
    """The records by file, as append takes them. Failure exchange.unseen (exit 1) for a character no ledger holds."""
    language = key_language(book)
    files: dict[str, list[New]] = {}
    for one in records:
        files.setdefault(path_of(book, one), []).append(one)
    try:
        return [
            Addition(path, [record_text(o.tree, language) for o in its], [o.tree for o in its], head(book.path, path))
            for path, its in files.items()
        ]
    except Unwritable as refused:
        raise Failure("exchange.unseen", FINDINGS, point=f"U+{ord(refused.character):04X}") from refused


def files_with(book: Book, records: Iterable[New]) -> dict[Source, bytes]:
    """Each file's bytes with the records at its end. Failure text.not_appended where it could not be read back."""
    found: dict[Source, bytes] = {}
    for addition in additions(book, records):
        parts = addition.path.split("/")
        folder = names.folder_named(parts[0]) or parts[0]
        owner = parts[1] if folder in OWNED else ""
        if folder in ("accounts", "cash"):
            owner = names.choice_named("set", owner) or owner
        target = book.path / addition.path
        old = target.read_bytes() if target.exists() else b""
        found[Source(addition.path, folder, owner)] = appended(old, addition)[0]
    return found


def wrong_with(book: Book, records: Sequence[New]) -> list[Diagnostic]:
    """What `check` would say if the records stood in the book, and does not say now."""
    told = [
        Diagnostic(problem.code, problem.args, path_of(book, one))
        for one in records
        for problem in validate(one.folder, [one.tree])[1]
    ]
    if told:
        return told
    before = {_told(one.diagnostic) for one in contradictions.found(book.index)}
    with trial(book, files_with(book, records)) as tried:
        return [one.diagnostic for one in contradictions.found(tried.index) if _told(one.diagnostic) not in before]


def _told(d: Diagnostic) -> tuple[str, str, str]:
    return d.path, d.code, json.dumps(dict(d.args), sort_keys=True, ensure_ascii=False, default=str)


def docs_of(book: Book, finding: Finding) -> list[Doc]:
    """The records a finding names, as the index knows them."""
    found: list[Doc] = []
    for one in finding.records:
        row = book.index.execute(
            "select d.record, d.n from record r join doc d on d.record = r.id where r.path = ? and r.line = ?"
            " and d.number = ? order by d.n limit 1",
            (one.file, one.line, one.number),
        ).fetchone()
        if row:
            found.append((row[0], row[1]))
    return found
