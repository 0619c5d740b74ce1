"""What somebody said of records → the records as they will stand: names, sums, dates, folders and numbers filled in.

Nothing is guessed: what may mean several things is a problem that lists them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from houqin import names
from houqin.book.find import OWNED
from houqin.book.index import Book
from houqin.diagnostics import Diagnostic
from houqin.entry.existing import There, there
from houqin.entry.form import addable, is_register, model_of, named_in
from houqin.entry.known import meant
from houqin.entry.new import New, in_order, key_language, path_of, spelling
from houqin.entry.number import numbered
from houqin.entry.owner import fitting, owners
from houqin.entry.said import Said, unread
from houqin.entry.spelt import spelt
from houqin.entry.worded import worded
from houqin.records.base import Part
from houqin.records.catalogue import folders_of
from houqin.records.goods import PricedLine, worth
from houqin.records.scalars import amount as amount_of
from houqin.records.scalars import day as day_of
from houqin.records.scalars import price, quantity, understood
from houqin.records.shape import parts_of
from houqin.text.write import word
from houqin.values import iso, number, yuan


class Prepared(NamedTuple):
    """The records that are new, what stands in the way of those that could not be made, and those that are there."""

    records: list[New]
    problems: list[Diagnostic]
    there: list[There]


def prepare(book: Book, said: Sequence[Said], *, owner: str = "", folder: str = "", today: int) -> Prepared:
    """The records, numbered. `owner`: the store or set that was named; `folder`: a reversal's; `today` where no day is
    said."""
    made: list[New] = []
    problems: list[Diagnostic] = []
    for one in said:
        problems += one.faults
        if one.type and one.type not in addable():
            problems.append(Diagnostic("entry.not_addable", {"type": one.type}, word(one.type, key_language(book))))
        elif one.type:
            record, told = _made(book, one, owner, folder, today)
            made.append(record)
            problems += told
    found = {id(new): there(book, new) for new in made}
    for new in made:
        if (known := found[id(new)]) and not known.same:
            args = {"type": new.type, "number": new.number, "path": known.path, "line": known.line}
            problems.append(Diagnostic("entry.taken", args, path_of(book, new)))
    language = key_language(book)
    fresh = [
        new._replace(tree=worded(new.tree, language))
        for new in numbered(book, [new for new in made if not found[id(new)]])
    ]
    return Prepared(fresh, problems, [known for known in found.values() if known and known.same])


def _made(book: Book, said: Said, owner: str, folder: str, today: int) -> tuple[New, list[Diagnostic]]:
    folder = folder or folders_of(said.type)[0]
    tree = dict(said.tree)
    dated = "from_" if is_register(said.type) else "date"
    tree.setdefault(dated, iso(today))
    spelt(folder, said.type, tree, today)
    problems = list(_names(book, tree, said.type, understood(day_of, tree[dated]) or today))
    _worked_out(tree, model_of(said.type))
    if folder in OWNED:
        owner, told = owner_of(book, tree, folder, owner)
        # goods that could not be read cannot say where they are kept
        problems += [one for one in told if one.code != "entry.which_owner" or not unread(said.faults)]
    else:
        owner = ""
    return New(folder, owner, in_order(tree) | tree), problems  # what the type does not have its model tells


def _names(book: Book, tree: dict[str, Any], type_: str, day: int) -> list[Diagnostic]:
    """Put the registered name in the place of initials that mean one; tell of those that may mean several."""
    problems = []
    for holder, key, register, at in list(named_in(tree, model_of(type_))):
        found = meant(book.registers, register, holder[key], day)
        if len(found) == 1:
            holder[key] = found[0]
        elif found:
            field = next(str(step) for step in reversed(at) if isinstance(step, str))
            args = {"found": holder[key], "choices": found, "field": field.rstrip("_")}
            problems.append(Diagnostic("entry.several_names", args, word(args["field"], key_language(book))))
    return problems


def _worked_out(tree: Mapping[str, Any], model: type[Part]) -> None:
    """Write beside a unit price what it comes to, and the price of the line's own unit as a bare number."""
    for attribute, value in tree.items():
        info = model.model_fields.get(attribute)
        for part in parts_of(info.annotation) if info else ():
            for line in value if isinstance(value, list) else [value]:
                if isinstance(line, dict):
                    if issubclass(part, PricedLine):
                        _priced(line)
                    _worked_out(line, part)


def _priced(line: dict[str, Any]) -> None:
    asked, goods = understood(price, line.get("unit_price")), understood(quantity, line.get("quantity"))
    if goods:
        line["quantity"] = str(goods)
    if asked is None or goods is None or ("amount" in line and understood(amount_of, line["amount"]) is None):
        return
    if asked.unit == goods.unit:
        line["unit_price"] = written_price(asked.parts)
    if "amount" not in line and (comes_to := worth(goods, asked)) is not None:
        line["amount"] = yuan(comes_to, grouped=False)


def written_price(parts: int) -> str:
    """A price (millionths of a yuan) as it is written: two decimals, or as many as it has."""
    return number(parts) if parts % 10_000 else yuan(parts // 10_000, grouped=False)


def owner_of(book: Book, tree: dict[str, Any], folder: str, named: str) -> tuple[str, list[Diagnostic]]:
    """The store or set: as named, as the record itself says it (地点, 账套), else the only one that fits."""
    field = "place" if folder == "store" else "set"
    having = owners(book.registers, folder)
    written = str(tree.pop(field, ""))  # the folder says it
    said = named or written
    if folder == "store" and said:
        found = meant(book.registers, "place", said, 99999999) or [said]
        said = found[0] if len(found) == 1 else said
    elif said:
        said = names.choice_named("set", said) or said
    if said in having:
        return said, []
    its = [] if said else fitting(book.registers, folder, tree)
    if len(its) == 1:
        return its[0], []
    language = key_language(book)
    shown = having if folder == "store" else [names.set_label(one, language) for one in having]
    args = {"field": field, "choices": shown, "found": said}
    return "", [Diagnostic("entry.no_owner" if said else "entry.which_owner", args, spelling(book, folder))]
