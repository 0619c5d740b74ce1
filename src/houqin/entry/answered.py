"""What is wrong with the answer to one field of a record, while the others are not answered yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from houqin.book.contradictions import UNKNOWN, nearest
from houqin.book.index import Book
from houqin.diagnostics import Diagnostic
from houqin.entry.form import folder_of, model_of, named_in
from houqin.entry.known import LISTED, meant, names_of, no_unit
from houqin.entry.said import Said, in_mapping, unread
from houqin.entry.spelt import spelt
from houqin.entry.tried import faults

FREE = {"payee"}
"""Fields in which somebody of no register may stand."""


def alone(type_: str, given: Mapping[str, Any], today: int) -> Said:
    """A record of the type of which nothing is said but `given`, spelt as it will be written."""
    said = in_mapping({type_: given.get(type_) or "0"} | {key: value for key, value in given.items() if key != type_})
    spelt(folder_of(type_), type_, said.tree, today)
    return said


def wrong(book: Book, said: Said, name: str, day: int) -> list[Diagnostic]:
    """What its model says of a field (attribute) of a record that has no other; names that the register does not have or
    has several of; units that an item does not have."""
    its = [fault for loc, fault in faults(folder_of(said.type), said.tree) if loc[:1] == (name,)]
    told = [one for one in its if one.code != "record.not_mapping" or not unread(said.faults)]
    return [*said.faults, *told, *_names(book, said, name, day)]


def _names(book: Book, said: Said, name: str, day: int) -> Iterator[Diagnostic]:
    registers = book.registers
    for holder, at, register, _ in named_in(said.tree, model_of(said.type)):
        typed = holder[at]
        found = meant(registers, register, typed, day)
        if len(found) > 1:
            yield Diagnostic("entry.several_names", {"found": typed, "choices": found, "field": register})
        elif found:
            if register == "item" and (other := no_unit(registers, found[0], holder.get("quantity"), day)):
                yield Diagnostic("book.undeclared_unit", other)
        elif register not in LISTED or name in FREE:
            continue
        elif f"book.unknown_{register}" not in UNKNOWN:
            if near := names_of(registers, register, day):
                yield Diagnostic("entry.unregistered", {"field": register, "found": typed, "near": near})
        elif registers.rows.get(register):
            args = {"name": typed, "near": nearest(registers, register, typed), "set": ""}
            yield Diagnostic(f"book.unknown_{register}", args)
