"""What stands against a decision or a signature, told to whoever is about to write it: what the month would say of it
afterwards. A post that he does not hold on that day, his own request, a slip in which he has a part already."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from houqin import names
from houqin.book.contradictions import nearest
from houqin.book.index import Book
from houqin.book.registers import UNLIMITED, Registers
from houqin.diagnostics import Diagnostic
from houqin.entry.reversing import reversed_by

TYPES = ("approval", "signature")
"""What is judged here; of 认定 and 重开 the book itself says it (book/posts)."""
ASKED = ("requester", "reported_by", "claimant", "borrower")
"""Fields of who asks for something that another must decide on."""
REFUSED = frozenset({"approval.not_held", "signature.both"})
"""Warnings of a month that are no mere warning to whoever writes the record: he can still see to it."""


class Slip(NamedTuple):
    """What is decided on or signed: its type, number, day, set, fields, and who signed it in which role by now."""

    type: str
    number: str
    day: int
    set: str
    tree: Mapping[str, Any]
    signers: Mapping[str, list[str]]


def objections(tried: Book, path: str, line: int) -> Iterator[tuple[str, Diagnostic]]:
    """What stands against the decision or signature at a line of the book as it would be: the field, and what is wrong."""
    row = tried.index.execute(
        "select r.id, r.type, r.number, d.json from record r join data d on d.record = r.id where r.path = ? and r.line = ?",
        (path, line),
    ).fetchone()
    if row is None:  # the file cannot be read so
        return
    record, type_, number, text = row
    said = json.loads(text)
    by, role, day = said["by"], said["as_"], said["date"]
    for field, code, args in _post(tried.registers, type_, number, by, role, day):
        yield field, Diagnostic(code, args, path, line)
    slip = _slip(tried, record)
    if slip is None:
        return
    if type_ == "approval" and _decides_alone(tried.registers, by, day, slip.tree):
        yield (
            "by",
            Diagnostic("entry.own_request", {"type": slip.type, "number": slip.number, "person": by}, path, line),
        )
    part = "approver" if type_ == "approval" else role
    for a, b, basis in tried.registers.apart(slip.type, slip.day, slip.set):
        if part in (a, b) and by in slip.signers.get(b if part == a else a, ()):
            args = {"type": slip.type, "all": [slip.number], "roles": [a, b], "people": [by], "basis": basis}
            yield "by", Diagnostic("signature.both", args, path, line)
            return


def _post(
    registers: Registers, type_: str, number: str, by: str, role: str, day: int
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Whether the register gives him the post. A part in a slip is nobody's post; a stranger has none that another has."""
    held = registers.holds(by, role, day)
    if held or (type_ == "signature" and role in names.PARTS):
        return
    if held is None:
        if any(registers.holds(row["id"], role, day) for row in registers.rows.get("person", [])):
            yield "by", "book.unknown_person", {"name": by, "near": nearest(registers, "person", by)}
    elif type_ == "approval":
        yield "as_", "approval.not_held", {"number": number, "person": by, "role": role, "day": day}
    else:
        having = (registers.on("person", by, day) or {"roles": []})["roles"]
        yield "as_", "book.not_in_role", {"name": by, "role": role, "day": day, "having": having}


def _decides_alone(registers: Registers, by: str, day: int, tree: Mapping[str, Any]) -> bool:
    """Whether somebody decides on what he asks for himself, where the rules want a second person (录入岗位: 本人)."""
    rule = registers.folder_rule("folder_writers", "approvals", day)
    return by in (tree.get(field) for field in ASKED) and not (rule and UNLIMITED in rule["value"])


def _slip(tried: Book, record: int) -> Slip | None:
    """The record that another names; None where it names none that is there."""
    row = tried.index.execute(
        "select r.id, r.type, r.number, r.day, r.owner, r.place, r.set_, r.signed, d.json from tie t"
        " join record r on r.id = t.target join data d on d.record = r.id where t.record = ? and t.role = 'of'",
        (record,),
    ).fetchone()
    if row is None:
        return None
    target, type_, number, day, owner, place, set_, signed, text = row
    signers: dict[str, list[str]] = json.loads(signed or "{}")
    for other, text_ in tried.index.execute(
        "select r.id, d.json from tie t join record r on r.id = t.record and r.type = 'signature'"
        " join data d on d.record = r.id where t.target = ? and t.role = 'of' and r.id <> ?",
        (target, record),
    ).fetchall():
        if not reversed_by(tried, other):
            later = json.loads(text_)
            signers.setdefault(later["as_"], []).append(later["by"])
    set_ = tried.registers.set_at(owner, place, set_)
    return Slip(type_, number, day, set_, json.loads(text), signers)
