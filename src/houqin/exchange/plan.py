"""A sheet → the records it will become in this book: numbered, checked as `check` checks, and where they will stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from houqin import names
from houqin.book.index import Book
from houqin.diagnostics import Diagnostic, Failure
from houqin.entry.new import in_order, key_language
from houqin.entry.number import numbered
from houqin.entry.owner import fitting, stores
from houqin.entry.tried import additions, contradicted, standing
from houqin.entry.worded import worded
from houqin.exchange import slips, statement
from houqin.exchange.draft import Draft
from houqin.exchange.heading import Heading
from houqin.exchange.sheet import Sheet, place
from houqin.exchange.slips import Reading
from houqin.facts.plain import plain
from houqin.records.catalogue import folders_of
from houqin.records.validate import validate
from houqin.text.append import Addition
from houqin.text.quote import Unwritable
from houqin.text.write import record_text

ESSENCE = ("date", "supplier", "department", "place", "bank_account", "kind", "donor", "opening", "closing")
ESSENCE_OF_LINE = (
    "item",
    "asset",
    "quantity",
    "amount",
    "batch",
    "date",
    "in_",
    "out",
    "increase",
    "decrease",
    "balance",
)
"""What two slips must share to be the same document written twice; numbers, signatures and remarks may differ."""
OF_THE_WHOLE = {"record.purchase_without_supplier", "record.quantity_without_unit"}
"""What is told once for the sheet, with the option that says it for all rows."""


@dataclass(slots=True)
class Plan:
    """`problems` stand in the way, each at its cell; `notes` are for looking over. `texts` are the records' YAML."""

    drafts: list[Draft] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)


def plan(book: Book, sheet: Sheet, heading: Heading, type_: str, fixed: Mapping[str, str]) -> Plan:
    """What the sheet becomes in the book. Nothing is written; what is wrong is a problem, never raised."""
    language = key_language(book)
    reading = Reading(sheet, heading, type_, book.registers, language, fixed)
    found = (statement if type_ == "outside_statement" else slips).drafts(reading)
    result = Plan(notes=[d for d in reading.told if d.code.startswith(("exchange.read_", "exchange.total_"))])
    result.problems = [d for d in reading.told if d not in result.notes]
    result.notes += _notes(reading, fixed, found)
    if not found:
        result.problems.append(Diagnostic("exchange.no_rows", {}, place(sheet, heading.top)))
    result.problems += _lacking(reading, found)
    if type_ != "outside_statement":
        result.problems += _kept_in(reading, found)
    new = list(_new(book, sheet, type_, found, result))
    for draft, one in zip(new, numbered(book, [draft.new for draft in new]), strict=True):
        draft.tree = worded(one.tree, language)
    wrong = _validated(sheet, type_, new)
    result.problems += [d for _, d in wrong if d is not None]
    spoilt = {id(draft) for draft, _ in wrong} | {id(draft) for draft in new if not draft.new.placed}
    good = [draft for draft in new if id(draft) not in spoilt]
    for draft in good:
        try:
            result.texts.append(record_text(draft.tree, language))
        except Unwritable as refused:
            point = f"U+{ord(refused.character):04X}"
            result.problems.append(Diagnostic("exchange.unseen", {"point": point}, draft.at(sheet, ())))
            return result
    result.drafts = good
    if good:
        result.additions = additions(book, [draft.new for draft in good])
        result.problems += _tried(book, sheet, good, result.additions)
    result.problems = list({(d.code, d.path, str(d.args)): d for d in result.problems}.values())
    return result


def _tried(book: Book, sheet: Sheet, good: Sequence[Draft], added: Sequence[Addition]) -> Iterator[Diagnostic]:
    """What `check` would say of the records in the book, each at its cell."""
    try:
        files = standing(book, added)
    except Failure as refused:
        path = str(refused.args_["path"])
        yield Diagnostic("exchange.not_readable_back", {"path": path}, path)
        return
    for wrong in contradicted(book, [draft.new for draft in good], added, files):
        d = wrong.diagnostic
        where = f"{d.path}:{d.line}" if wrong.at is None else good[wrong.at].at(sheet, wrong.loc)
        yield Diagnostic(d.code, d.args, where)


def _notes(reading: Reading, fixed: Mapping[str, str], found: Sequence[Draft]) -> Iterator[Diagnostic]:
    where = place(reading.sheet, reading.heading.top)
    for (_, written), meant in reading.renamed.items():
        yield Diagnostic("exchange.renamed", {"found": written, "meant": meant}, where)
    for why, count in reading.passed.items():
        yield Diagnostic(f"exchange.passed_{why}", {"count": count}, where)
    if reading.type == "issue" and any(column.heading[:2] in ("单价", "金额") for column in reading.heading.columns):
        yield Diagnostic("exchange.no_price", {}, where)
    if reading.type == "count" and found and not {"scope"} & {*fixed, *reading.around}:
        yield Diagnostic("exchange.listed", {}, where)


def _lacking(reading: Reading, found: Sequence[Draft]) -> Iterator[Diagnostic]:
    """What the sheet as a whole does not say, and with which option it can be said."""
    where = place(reading.sheet, reading.heading.top)
    registers = reading.registers
    if any("date" not in draft.tree for draft in found):
        yield Diagnostic("exchange.no_value", {"field": "date"}, where)
    if reading.type == "outside_statement":
        kind = names.choice_named("statement_kind", reading.fixed.get("kind", "bank")) or ""
        accounts = sorted(
            {str(row["bank_account"]) for row in registers.rows.get("account", []) if row.get("bank_account")}
        )
        if kind == "bank" and any("bank_account" not in draft.tree for draft in found):
            yield Diagnostic("exchange.which_account", {"choices": accounts}, where)
        return
    if reading.type == "acceptance" and "origin" not in reading.fixed and any("supplier" not in d.tree for d in found):
        yield Diagnostic("exchange.no_value", {"field": "supplier"}, where)
    lines = [line for draft in found for line in draft.tree["lines"]]
    if lines and any(str(line.get("quantity", "")).replace(".", "").isdigit() for line in lines):
        yield Diagnostic("exchange.no_unit", {}, where)


def _kept_in(reading: Reading, found: Sequence[Draft]) -> Iterator[Diagnostic]:
    """Give each slip of goods its store; tell where none can be told."""
    kept = [_store(reading, draft) for draft in found]
    unsaid = [one for one in kept if isinstance(one, Diagnostic) and one.code == "exchange.which_store"]
    for draft, store in zip(found, kept, strict=True):
        if isinstance(store, Diagnostic):
            whole = len(unsaid) == len(found)  # one column or option would say it for all
            yield replace(store, path=place(reading.sheet, reading.heading.top)) if whole else store
        elif reading.type == "count":
            draft.tree = in_order(draft.tree | ({"place": store} if store else {}))
        else:
            draft.owner = store


def _store(reading: Reading, draft: Draft) -> str | Diagnostic:
    """The store of a slip: as said; else the only one whose accounts hold all its items."""
    registers = reading.registers
    having = stores(registers)
    counted = reading.type == "count"
    said = str(draft.tree.get("place", "")) if counted else draft.owner
    if said:
        wanted = said in having or (counted and registers.known("place", said))
        at = draft.at(reading.sheet, ("place",))
        return said if wanted else Diagnostic("exchange.no_store", {"found": said, "choices": having}, at)
    if counted and draft.tree.get("kind"):
        return ""
    its = fitting(registers, "store", draft.tree)
    if len(its) == 1:
        return its[0]
    return Diagnostic("exchange.which_store", {"choices": having}, draft.at(reading.sheet, ()))


# ------------------------------------------------------------ against what the book has


def _new(book: Book, sheet: Sheet, type_: str, found: Sequence[Draft], result: Plan) -> Iterator[Draft]:
    """The drafts that are not in the book yet; what is there already is noted, what contradicts it is a problem."""
    there = book.index.execute(
        "select r.number, r.owner, r.path, r.line, r.day, d.json from record r join data d on d.record = r.id where r.type = ?",
        (type_,),
    ).fetchall()
    kinds = {(row[0], row[1], str(row[4])[:4]): row for row in there}
    by_essence: dict[str, list[Any]] = {}
    months: dict[tuple[Any, ...], Any] = {}
    for row in there:
        record = json.loads(row[5])
        by_essence.setdefault(_essence(record, row[1]), []).append(row)
        months[record.get("kind"), record.get("bank_account"), record.get("supplier"), str(row[4])[:6]] = row
    for draft in found:
        record = _plain(type_, draft)
        same = by_essence.get(_essence(record, draft.owner), []) if record else []
        number, year = str(draft.tree["id"]), str(draft.tree.get("date", ""))[:4]
        named = kinds.get((number, draft.owner, year)) if draft.numbered else None
        if named in same or (same and not draft.numbered):
            row = named or same[0]
            args = {"number": row[0], "path": row[2], "line": row[3]}
            result.notes.append(Diagnostic("exchange.already", args, draft.at(sheet, ())))
        elif named:
            args = {"number": number, "path": named[2], "line": named[3]}
            result.problems.append(Diagnostic("exchange.number_taken", args, draft.at(sheet, ("id",))))
        elif (
            record
            and type_ == "outside_statement"
            and (
                row := months.get(
                    (record.get("kind"), record.get("bank_account"), record.get("supplier"), str(record["date"])[:6])
                )
            )
        ):
            args = {"number": row[0], "path": row[2], "line": row[3]}
            result.problems.append(Diagnostic("exchange.statement_there", args, draft.at(sheet, ())))
        else:
            yield draft


def _plain(type_: str, draft: Draft) -> dict[str, Any] | None:
    """The draft as the index would keep it; None where it cannot be read."""
    models, _ = validate(folders_of(type_)[0], [draft.tree | {"id": draft.tree["id"] or "0"}])
    return None if models[0] is None else plain(models[0])


def _essence(record: Mapping[str, Any], owner: str) -> str:
    lines = [{name: line[name] for name in ESSENCE_OF_LINE if name in line} for line in record.get("lines", [])]
    head = {name: record[name] for name in ESSENCE if name in record}
    return json.dumps([owner, head, sorted(json.dumps(line, sort_keys=True) for line in lines)], sort_keys=True)


def _validated(sheet: Sheet, type_: str, new: Sequence[Draft]) -> list[tuple[Draft, Diagnostic | None]]:
    """What the records' own models say, each at the cell it stands in; None for what the whole sheet lacks (_lacking)."""
    _, problems = validate(folders_of(type_)[0], [draft.tree | {"id": draft.tree["id"] or "0"} for draft in new])
    told: list[tuple[Draft, Diagnostic | None]] = []
    for problem in problems:
        draft = new[problem.index]
        lacking = problem.code in OF_THE_WHOLE or (
            problem.code == "record.missing" and problem.args["field"] in ("date", "bank_account") and not problem.loc
        )
        at = draft.at(sheet, problem.loc)
        told.append((draft, None if lacking else Diagnostic(problem.code, problem.args, at)))
    return told
