"""From facts to what they mean in this book: references resolved, reversals expanded, sets and base units put in.

Works on touched records only: those changed, those that name them or share a number with them, and their reversals.
Everything written here has the touched record as its key, so a fresh index and an updated one hold the same rows.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from houqin import names
from houqin.book import matches, numbers, posts
from houqin.book.registers import NO_SHELF, Registers, Row
from houqin.values import divide

DERIVED = ("tie", "problem", "moved", "shifted")


class Doc(NamedTuple):
    """Something that can be referred to, and the record it stands in."""

    record: int
    n: int
    type: str
    number: str
    period: str
    path: str
    owner: str
    set_: str
    month: str


class Link(NamedTuple):
    """A reference as written (`set_` where one is written beside it), and the record it stands in with its own set."""

    record: int
    n: int
    role: str
    types: str
    number: str
    period: str
    set_: str
    amount: int | None
    path: str
    owner: str
    month: str
    home: str


class Source(NamedTuple):
    """Whose facts a record carries: its own (sign 1), or for a reversal those of the record it takes back."""

    record: int
    source: int
    sign: int


def touch(index: sqlite3.Connection, records: Iterable[int] | None) -> None:
    """Fill the temporary table `touched`: these records and their reversals (None: all records)."""
    index.execute("create temp table if not exists touched (id integer primary key)")
    index.execute("delete from touched")
    if records is None:
        index.execute("insert into touched select id from record")
        return
    index.executemany("insert or ignore into touched values (?)", [(r,) for r in records])
    while sum(index.execute(sql).rowcount for sql in FOLLOWING):
        pass


FOLLOWING = (
    "insert or ignore into touched select t.record from tie t join record r on r.id = t.record"
    " where r.type = 'reversal' and t.role = 'of' and t.target in (select id from touched)",
    "insert or ignore into touched select t.target from tie t join record r on r.id = t.record and r.type = 'match'"
    " where t.record in (select id from touched) and t.role in ('of', 'against')",
)
"""What is touched with a record: its reversals; of a match both sides."""


def resolve(index: sqlite3.Connection, registers: Registers) -> None:
    """Write the derived rows of the touched records anew."""
    for table in DERIVED:
        index.execute(f"delete from {table} where record in (select id from touched)")
    index.execute("delete from touched where id not in (select id from record)")
    problems: list[tuple[int, int, str, str]] = []

    def problem(record: int, n: int, code: str, **args: Any) -> None:
        problems.append((record, n, code, json.dumps(args, ensure_ascii=False, sort_keys=True)))

    numbers.told_twice(index, problem)
    _ties(index, registers, problem)
    for record, n, other in matches.ties(index):
        number, type_ = index.execute("select number, type from record where id = ?", (other,)).fetchone()
        problem(record, n, "book.other_type", field="against", number=number, type=type_, choices=[], dated=[])
    posts.held(index, registers, problem)
    posts.for_good(index, problem)
    sources = list(_sources(index, problem))
    _want(index, {s.source for s in sources} | {s.record for s in sources})
    homes = _homes(index)
    index.executemany(
        "insert into moved values (?,?,?,?,?,?,?)", list(_moved(index, registers, sources, homes, problem))
    )
    index.executemany(
        "insert into shifted values (?,?,?,?,?,?,?,?,?,?,?,?)",
        list(_shifted(index, registers, sources, homes, problem)),
    )
    index.executemany("insert into problem values (?,?,?,?)", problems)


def _ties(index: sqlite3.Connection, registers: Registers, problem: Any) -> None:
    by_number: dict[str, list[Doc]] = defaultdict(list)
    for row in index.execute(
        "select d.record, d.n, d.type, d.number, d.period, r.path, r.owner, r.set_, r.month from doc d"
        " join record r on r.id = d.record where d.number in"
        " (select number from link where record in (select id from touched))"
    ):
        doc = Doc(*row)
        by_number[doc.number].append(doc._replace(set_=doc.set_ or registers.set_of(doc.owner)))
    ties = []
    for row in index.execute(
        "select l.record, l.n, l.role, l.types, l.number, l.period, l.set_, l.amount, r.path, r.owner, r.month, r.set_"
        " from link l join record r on r.id = l.record where l.record in (select id from touched)"
    ):
        link = Link(*row)
        link = link._replace(home=link.home or registers.set_of(link.owner))
        found = meant(link, by_number[link.number])
        if len(found) == 1:
            ties.append((link.record, link.n, link.role, found[0].record, found[0].n, link.amount))
        else:
            known = [d.type for d in by_number[link.number]]
            code = "book.ambiguous" if found else "book.other_type" if known else "book.unknown_reference"
            written = f"{link.period}/{link.number}" if link.period else link.number
            problem(
                link.record, link.n, code, field=link.role, number=written, type=known[0] if known else "",
                choices=sorted(f"{d.path}" for d in found), dated=_dated(found),
            )  # fmt: skip
    index.executemany("insert into tie values (?,?,?,?,?,?)", ties)


NEARER: tuple[Callable[[Doc, Link], bool], ...] = (
    lambda doc, link: doc.path == link.path,
    lambda doc, link: bool(link.owner) and doc.owner == link.owner,
    lambda doc, link: bool(link.home) and doc.set_ == link.home,
    lambda doc, link: doc.month == link.month,
    lambda doc, link: doc.period[:4] == link.month[:4],
)
"""Where a short number is looked for first: its own file, its store, its set, its month, its year."""


def meant(link: Link, docs: list[Doc]) -> list[Doc]:
    """The documents a reference may mean: of its types and period, nearest home first."""
    fitting = [d for d in docs if (not link.types or f",{d.type}," in link.types) and d.record != link.record]
    if link.period:
        fitting = [d for d in fitting if link.period in (d.period, d.period[:4], d.month)]
    if link.set_:
        fitting = [d for d in fitting if not d.set_ or d.set_ == link.set_]
    for nearer in NEARER:
        if len(fitting) > 1:
            fitting = [d for d in fitting if nearer(d, link)] or fitting
    return fitting


def _dated(found: list[Doc]) -> list[str]:
    """References that tell the documents found apart: by period, else by month; none where neither does."""
    for dates in ({d.period for d in found}, {d.month for d in found}):
        if len(dates) == len(found):
            return [f"{date}/{found[0].number}" for date in sorted(dates)]
    return []


def _sources(index: sqlite3.Connection, problem: Any) -> Iterator[Source]:
    """Each touched record with the record whose movements it makes."""
    reverses = dict(
        index.execute(
            "select t.record, t.target from tie t join record r on r.id = t.record where r.type = 'reversal' and t.role = 'of'"
        ).fetchall()
    )
    times: dict[int, int] = defaultdict(int)
    for target in reverses.values():
        times[target] += 1
    for record, type_ in index.execute("select id, type from record where id in (select id from touched)"):
        if type_ != "reversal":
            yield Source(record, record, 1)
            continue
        source, sign, chain = record, 1, {record}
        while source in reverses and (reverses[source] not in chain):
            source, sign = reverses[source], -sign
            chain.add(source)
        if source != record and source not in reverses:
            yield Source(record, source, sign)
        if times[reverses.get(record, -1)] > 1:
            problem(record, 0, "book.reversed_twice")


def _want(index: sqlite3.Connection, records: Iterable[int]) -> None:
    """Fill the temporary table `wanted`: the records that the next questions are about."""
    index.execute("create temp table if not exists wanted (id integer primary key)")
    index.execute("delete from wanted")
    index.executemany("insert or ignore into wanted values (?)", [(r,) for r in records])


def _facts(index: sqlite3.Connection, table: str) -> dict[int, list[tuple[Any, ...]]]:
    """Rows of a facts table by record, for the records wanted."""
    rows: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in index.execute(f"select * from {table} where record in (select id from wanted) order by record, n"):
        rows[row[0]].append(row[1:])
    return rows


def _goods(index: sqlite3.Connection, registers: Registers) -> dict[int, list[tuple[Any, ...]]]:
    """Rows of goods by record, for the records wanted, each item by its own name, whichever alias the slip uses."""
    rows: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for record, n, way, item, *rest, day in index.execute(
        "select g.*, r.day from goods g join record r on r.id = g.record where g.record in (select id from wanted)"
        " order by g.record, g.n"
    ):
        rows[record].append((n, way, registers.item(item, day), *rest))
    return rows


class _Home(NamedTuple):
    """What a record is and where it belongs."""

    type: str
    day: int
    month: str
    owner: str
    set_: str


def _homes(index: sqlite3.Connection) -> dict[int, _Home]:
    """What the records wanted are."""
    rows = index.execute("select id, type, day, month, owner, set_ from record where id in (select id from wanted)")
    return {record: _Home(*row) for record, *row in rows}


def _moved(
    index: sqlite3.Connection, registers: Registers, sources: list[Source], homes: dict[int, _Home], problem: Any
) -> Iterator[tuple[Any, ...]]:
    facts = _facts(index, "money")
    for record, source, sign in sources:
        for n, book, key, amount, quantity in facts.get(source, ()):
            home = homes[source]
            for full, fen in _keys(index, registers, home, source, n, book, key, amount, quantity):
                if missing := _unknown(registers, full[0], full[1]):
                    problem(record, n, missing[0], name=missing[1])
                yield record, n, *full, homes[record].month, sign * fen, sign * quantity
        if homes[source].type == "payment" and (debt := matches.settled(index, registers, source)):
            yield record, 1, "due", debt[0], homes[record].month, sign * debt[1], 0


def _keys(
    index: sqlite3.Connection, registers: Registers, home: _Home, record: int, n: int, book: str, key: str, amount: int,
    quantity: int,
) -> Iterator[tuple[tuple[str, str], int]]:  # fmt: skip
    """The full key of a fact, its set put in, and its fen; nothing where this book keeps no account of it."""
    set_, _, rest = key.partition("|")
    if book == "meal":
        for fee in registers.settings.get("fee_rates", []):
            who = names.attribute(names.field_named(fee["applies_to"]) or fee["applies_to"])
            in_force = registers.fee(fee["fee_item"], home.day) == fee
            if who == rest and fee["charged"] == "in_advance" and in_force:
                fen = divide(quantity * fee["rate"]["parts"] * 100, 10**12)
                yield ("due", f"{fee.get('set') or registers.canteen_set}|payer|{fee['applies_to']}"), fen
        return
    if book == "account":
        code, _, party = rest.partition("|")
        controlling = registers.accounts.get(f"{set_}|{code}")
        if controlling and controlling.controls == "party":
            yield ("due", f"{set_}|{controlling.row.get('party')}|{party}"), amount
        return
    if book == "fee":
        item, _, party = rest.partition("|")
        fee_row = registers.fee(item, home.day)
        if fee_row and fee_row["charged"] == "in_advance":
            yield ("due", f"{fee_row.get('set') or registers.canteen_set}|payer|{party}"), amount
        return
    if set_.startswith("@"):
        set_ = registers.set_of(set_[1:])
    elif not set_ and rest.startswith("bank|"):
        account = registers.control("bank", rest[5:])
        set_ = account.split("|")[0] if account else registers.main_set
    elif not set_ and home.type == "invoice":
        covered = index.execute(
            "select r.owner from tie t join record r on r.id = t.target where t.record = ? and t.role = 'covers' and r.owner <> ''"
            " order by t.n limit 1", (record,),
        ).fetchone()  # fmt: skip
        set_ = registers.set_of(covered[0]) if covered else registers.main_set
    elif not set_:
        set_ = registers.main_set
    if home.type == "payment" and book == "due" and rest.startswith("supplier|"):
        rest = f"supplier|{_seller(index, record, n) or rest.partition('|')[2]}"
    if rest == "person|":
        taker = index.execute(
            "select m.key from tie t join money m on m.record = t.target and m.book = 'due' where t.record = ? and t.role = 'of'"
            " and (t.target_n = 0 or m.n = t.target_n)", (record,),
        ).fetchone()  # fmt: skip
        rest = taker[0].partition("|")[2] if taker else rest
    yield (book, f"{set_}|{rest}"), amount


def _seller(index: sqlite3.Connection, payment: int, n: int) -> str | None:
    """Whose invoice the n-th sum of a payment settles: to him it was owed, whoever took the money."""
    row = index.execute(
        "select d.json, t.target_n from tie t join data d on d.record = t.target join doc o on o.record = t.target"
        " and o.n = t.target_n and o.type = 'invoice' where t.record = ? and t.role = 'settles' and t.n = ?", (payment, n),
    ).fetchone()  # fmt: skip
    if row is None:
        return None
    tree = json.loads(row[0])
    return str((tree["lines"][row[1] - 1] if row[1] else tree)["supplier"])


def _unknown(registers: Registers, book: str, key: str) -> tuple[str, str] | None:
    """The code and the name, where a key names an account or a party that no register holds."""
    if book == "ledger" and key not in registers.accounts:
        return "book.unknown_account", key.partition("|")[2]
    if book == "due":
        _, kind, party = key.split("|", 2)
        if party and kind in ("supplier", "payer", "authority", "person") and not registers.known(kind, party):
            return f"book.unknown_{kind}", party
    return None


def _shifted(
    index: sqlite3.Connection, registers: Registers, sources: list[Source], homes: dict[int, _Home], problem: Any
) -> Iterator[tuple[Any, ...]]:
    facts = _goods(index, registers)
    of = dict(  # what the sources refer to
        index.execute(
            "select record, target from tie where role = 'of' and record in (select id from wanted)"
        ).fetchall()
    )
    lots = {  # the receipt that a line of an issue names for itself (个别计价)
        (record, n): target
        for record, n, target in index.execute(
            "select t.record, t.n, t.target from tie t join record r on r.id = t.record and r.type in ('issue', 'transfer')"
            " where t.role = 'lines' and t.record in (select id from wanted)"
        )
    }
    _want(index, {*of.values(), *lots.values()})
    targets = _goods(index, registers)
    counted = dict(  # a report that names its count need not name the place again
        index.execute(
            "select c.id, r.place from record c join tie t on t.record = c.id and t.role = 'count'"
            " join record r on r.id = t.target where c.type = 'count_report' and r.place <> ''"
        ).fetchall()
    )
    for record, source, sign in sources:
        home, month = homes[source], homes[record].month
        for n, way, item, quantity, unit, amount, place, to_place, lot in facts.get(source, ()):
            home_place = place or counted.get(source, "")
            row = registers.on("item", item, home.day)
            if row is None:
                several = registers.items_called(item, home.day)
                if sign > 0 and len(several) > 1:
                    problem(record, n, "book.ambiguous_item", name=item, choices=several)
                elif sign > 0:
                    problem(record, n, "book.unknown_item", name=item)
                continue
            if way == "direct" or not _on_shelf(row):
                continue
            base = registers.in_base(item, quantity, unit, home.day)
            if base is None:
                if sign > 0:
                    units = [row["unit"], *(row.get("packs") or {})]
                    problem(record, n, "book.undeclared_unit", item=item, unit=unit, base=row["unit"], units=units)
                continue
            unpriced = way == "receipt" and amount is None
            worth = _nominal(index, registers, source, home.day) if unpriced else amount
            for where in filter(None, (home_place, to_place)):
                if not registers.set_of(where) and sign > 0:
                    problem(record, n, "book.unknown_place", name=where)
            named: tuple[int, int] | tuple[None, None] = (None, None)
            if sign < 0:
                named = (source, n)
            elif source in of and way in ("return_to_store", "return_to_supplier"):
                named = _line_of(targets, of[source], item, lot)
            elif (source, n) in lots:
                named = _line_of(targets, lots[source, n], item, lot)
            moves = "reversal" if sign < 0 else way
            if moves == "return_to_store" and named[0] is not None:  # of the lot of which it went, named again or not
                batch = lot or _lot_of(targets, named)
            else:
                batch = lot
            yield record, n, item, month, moves, home_place, to_place, base, worth, batch, *named
    yield from _price_differences(index, registers, homes)


def _nominal(index: sqlite3.Connection, registers: Registers, record: int, day: int) -> int | None:
    """Fen of a line without a sum, where the slip says that its goods are kept at their nominal value (名义金额)."""
    tree = json.loads(index.execute("select json from data where record = ?", (record,)).fetchone()[0])
    return registers.nominal(day) if tree.get("value_basis") == "nominal" else None


LINE, ITEM, LOT = 0, 2, 8
"""Where a row of `goods`, less its record, has them (book/schema.sql)."""


def _line_of(targets: dict[int, list[tuple[Any, ...]]], target: int, item: str, lot: str) -> tuple[int, int]:
    """The record named and its line with the item, and where it can be with the lot; line 0 if there is none."""
    lines = [line for line in targets.get(target, ()) if line[ITEM] == item]
    same = [line for line in lines if line[LOT] == lot] or lines
    return (target, same[0][LINE]) if same else (target, 0)


def _lot_of(targets: dict[int, list[tuple[Any, ...]]], line: tuple[int, int]) -> str:
    """The lot that a line is of; "" if it names none."""
    return next((str(row[LOT]) for row in targets.get(line[0], ()) if row[LINE] == line[1]), "")


def _on_shelf(item: Row) -> bool:
    """Whether such an item ever stands in a store."""
    return item["class_"] not in NO_SHELF and not item.get("direct")


def _price_differences(
    index: sqlite3.Connection, registers: Registers, homes: dict[int, _Home]
) -> Iterator[tuple[Any, ...]]:
    """An agreed difference of price on an invoice, spread over the lines of the acceptance by their amounts. What never
    stood on a shelf has its share, and no stock to change."""
    agreed = index.execute(
        "select m.record, m.n, -m.amount, t.target, a.day from money m"
        " join record r on r.id = m.record and r.type = 'invoice'"
        " join tie t on t.record = m.record and t.role = 'covers' and t.n = m.n join record a on a.id = t.target"
        " where m.book = 'due' and m.record in (select id from touched)"
    ).fetchall()
    for record, n, difference, target, day in agreed:
        lines = index.execute(
            "select n, item, amount, place, lot from goods where record = ? and way = 'receipt' and amount is not null order by n",
            (target,),
        ).fetchall()
        total, done, given = sum(line[2] for line in lines), 0, 0
        for number, written, amount, place, lot in lines:
            done += amount
            share = divide(difference * done, total) - given if total else 0
            given += share
            item = registers.item(written, day)
            row = registers.on("item", item, day)
            if row is None or not _on_shelf(row):
                continue
            # a line number no cover has: one invoice may touch many lines of one item
            yield (
                record, n * 1000 + number, item, homes[record].month, "price_difference", place, "", 0, share, lot, target, number,
            )  # fmt: skip
