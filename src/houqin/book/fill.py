"""Changed files into the index: read, validate, diff by record, derive what the changed records touch."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from houqin import names
from houqin.book import registers as registers_
from houqin.book import resolve, streams
from houqin.book.fresh import NATIONAL, Change, Tell
from houqin.diagnostics import Diagnostic
from houqin.facts.of import facts_of
from houqin.facts.plain import plain
from houqin.facts.rows import Facts
from houqin.records.validate import validate
from houqin.text.read import Entry, read
from houqin.values import MONTH, month_of

FACTS = ("data", "doc", "link", "goods", "money")
PLACE = 23
"""Bits of a record's id for its place in the file; see _first_id."""
GAP = 16
"""Ids between neighbours, so that a record put between them changes no other's."""
BEARING = {"reversal", "match"}
"""Types that change what the records they name mean."""
FOLDER_ORDER = {folder: i for i, folder in enumerate(sorted(["config", *names.FOLDERS]))}


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class _Read(NamedTuple):
    """A record as read: where it stands, its identity for the diff, and what it says, None where the index holds it."""

    type: str
    number: str
    line: int
    last: int
    digest: str
    said: _Said | None


class _Said(NamedTuple):
    """A valid record's JSON and its facts."""

    json: str
    facts: Facts


class _Fresh(NamedTuple):
    """A record to be put into the index, under an id, and its file's path, folder and owner."""

    id: int
    path: str
    folder: str
    owner: str
    read: _Read
    said: _Said


def fill(index: sqlite3.Connection, book: Path, changes: Iterable[Change], tell: Tell | None = None) -> None:
    """Bring the index up to the changed files. Inside the caller's transaction. `tell` hears how far it is."""
    before = registers_.load(index)
    dirty: streams.Dirty = {}
    gone: set[int] = set()
    fresh: list[_Fresh] = []
    changes = sorted(changes, key=lambda c: c.path)
    of = sum(change.path != NATIONAL for change in changes)
    for done, change in enumerate(changes):
        if tell:
            tell("reading", min(done, of), of)
        old = {
            row[0]: row[1:]
            for row in index.execute(
                "select id, type, number, digest from record where path = ? order by line", (change.path,)
            )
        }
        # What was wrong with a record that has not changed is told again only by one that is read again.
        clean = not index.execute("select 1 from diagnostic where path = ?", (change.path,)).fetchone()
        index.execute("delete from diagnostic where path = ?", (change.path,))
        folder, owner, records = _read(index, change, old if clean else {})
        kept, ids = _ids(_first_id(index, change.path, folder), _match(old, records), len(records))
        if any(r.said is None for i, r in enumerate(records) if i not in kept):  # no room between the ids left
            folder, owner, records = _read(index, change, {})
        index.executemany(
            "update record set line = ?, last = ? where id = ?",
            [(records[i].line, records[i].last, ids[i]) for i in kept],
        )
        gone |= old.keys() - kept.values()
        fresh += [
            _Fresh(ids[i], change.path, folder, owner, r, r.said)
            for i, r in enumerate(records)
            if i not in kept and r.said is not None
        ]
        _file_row(index, change, folder, owner)
    if tell:
        tell("working", 0, 0)
    when_gone = [
        _since(*row) for r in gone for row in index.execute("select month, day from record where id = ?", (r,))
    ]
    numbers = _numbers(index, gone) | {d.number for one in fresh for d in one.said.facts.docs}
    # what a reversal names too: another reversal of it then is, or no longer is, one of two; and what a match names
    numbers |= {link.number for one in fresh if one.read.type in BEARING for link in one.said.facts.links}
    resolve.touch(index, gone | _sharing(index, numbers))
    streams.dirty_keys(index, dirty)
    _remove(index, gone)
    _insert(index, fresh)
    added = {one.id for one in fresh}
    registers = registers_.load(index)
    if _everything(before, registers):
        resolve.touch(index, None)
        for kind in ("goods", "ledger", "due", "cash"):
            index.execute("delete from state where kind = ?", (kind,))
        index.execute("delete from valued")
    else:
        index.execute("delete from touched where id not in (select id from record)")
        touched = {row[0] for row in index.execute("select id from touched")}
        resolve.touch(index, touched | added | _sharing(index, numbers) | _using(index, before, registers))
        streams.dirty_keys(index, dirty)
    resolve.resolve(index, registers)
    streams.dirty_keys(index, dirty)
    _forget(index, [*(first for first, _ in dirty.values()), *when_gone])
    streams.update(index, registers, dirty)


def _read(
    index: sqlite3.Connection, change: Change, old: dict[int, tuple[str, str, str]]
) -> tuple[str, str, list[_Read]]:
    """The folder, the owner and the valid records of a file; what is wrong with it goes to the diagnostics.

    Records that stand in `old` (id → type, number, digest) as they are here were valid and still are.
    """
    if change.path == NATIONAL:
        folder, owner = "config", ""
    elif change.seen is None:
        return "", "", []
    else:
        folder, owner = change.seen.source.folder, change.seen.source.owner
    if isinstance(change.data, str):
        _diagnose(index, [Diagnostic("book.unreadable", {"reason": change.data}, change.path, 1)])
        return folder, owner, []
    entries, wrong = read(change.data, change.path)
    records = [_Read(e.type, str(e.tree["id"]), e.line, e.end, _digest(e), None) for e in entries]
    same = _match(old, records)
    new = [i for i in range(len(entries)) if i not in same]
    models, problems = validate(folder, [entries[i].tree for i in new])
    typed = _mistyped(wrong, entries)
    for problem in problems:
        entry = entries[new[problem.index]]
        if problem.code == "record.missing" and problem.args["field"] in typed.get(entry.line, ()):
            continue  # it is there, its key mistyped: said once
        line, column = _place(change.data, entry, problem.loc, key=problem.key)
        wrong.append(Diagnostic(problem.code, problem.args, change.path, line, column))
    bad = set()
    for i, model in zip(new, models, strict=True):
        if model is None:
            bad.add(i)
            continue
        entry = entries[i]
        facts = facts_of(model, entry.type, folder, owner)
        if misplaced := _misplaced(change.path, folder, facts):
            line, column = _place(change.data, entry, ("booked" if "booked" in entry.tree else "date",), key=False)
            code = "book.wrong_month" if MONTH.fullmatch(misplaced["month"]) else "book.month_name"
            wrong.append(Diagnostic(code, misplaced, change.path, line, column))
        records[i] = records[i]._replace(said=_Said(_json(plain(model)), facts))
    _diagnose(index, wrong)
    return folder, owner, [record for i, record in enumerate(records) if i not in bad]


def _place(data: bytes, entry: Entry, loc: Sequence[str | int], *, key: bool) -> tuple[int, int]:
    from houqin.text.careful import place  # only where something is wrong

    return place(data, entry, loc, key=key)


def _digest(entry: Entry) -> str:
    """What an entry says, word for word."""
    return hashlib.blake2b(f"{entry.type}\n{_json(entry.tree)}".encode(), digest_size=16).hexdigest()


def _mistyped(wrong: Iterable[Diagnostic], entries: Iterable[Entry]) -> dict[int, set[str]]:
    """Line of an entry → the fields (canonical) that were meant by keys of it that the reader could not take."""
    meant: dict[int, set[str]] = {}
    keys = [(d.line, str(d.args.get("instead") or d.args.get("found") or "").rstrip(": ")) for d in wrong]
    for entry in entries if keys else ():
        words = [word for line, word in keys if entry.line <= line <= entry.end]
        meant[entry.line] = {field for word in words if (field := names.field_named(word, entry.type))}
    return meant


def _misplaced(path: str, folder: str, facts: Facts) -> dict[str, Any]:
    """A dated file holds what was booked in its month; an opening what was booked until its day."""
    stem = path.rsplit("/", 1)[-1].removesuffix(".yaml")
    if folder in ("config", "registers"):
        return {}
    month = month_of(facts.booked)
    if folder == "opening":
        return {} if month <= stem[:7] else {"found": month, "month": stem[:7]}
    return {} if month == stem else {"found": month, "month": stem}


def _diagnose(index: sqlite3.Connection, diagnostics: Iterable[Diagnostic]) -> None:
    index.executemany(
        "insert into diagnostic values (?,?,?,?,?)",
        [
            (d.path, d.code, json.dumps(dict(d.args), ensure_ascii=False, sort_keys=True), d.line, d.column)
            for d in diagnostics
        ],
    )


def _match(old: dict[int, tuple[str, str, str]], records: list[_Read]) -> dict[int, int]:
    """Place among the new records → the old record that is the same.

    Records that share a number within the file are read anew: only their lines say which of them is valued first.
    """
    waiting = {identity: record for record, identity in old.items()}
    times = Counter(r.number for r in records)
    before = Counter(number for _, number, _ in old.values())
    kept: dict[int, int] = {}
    for i, r in enumerate(records):
        same = waiting.get((r.type, r.number, r.digest))
        if same is not None and times[r.number] == before[r.number] == 1:
            kept[i] = same
    return kept


def _first_id(index: sqlite3.Connection, path: str, folder: str) -> int:
    """The number below those of a file's records: of the folder, the month and the path, never of what came before.

    Ties are broken by the ids of records; so they rise by folder, month and line in whatever order files were read.
    63 bits: folder 4, month 12, path 24, the place in the file 23.
    """
    known = index.execute("select min(id) from record where path = ?", (path,)).fetchone()[0]
    if known is not None:
        return int(known) >> PLACE << PLACE
    stem = path.rsplit("/", 1)[-1].removesuffix(".yaml")
    months = max(int(stem[:4]) * 12 + int(stem[5:7]) - 2000 * 12, 0) if MONTH.fullmatch(stem[:7]) else 0
    digest = int.from_bytes(hashlib.blake2b(path.encode(), digest_size=3).digest(), "big")
    first = (FOLDER_ORDER.get(folder, 15) << 36 | months << 24 | digest) << PLACE
    while index.execute("select 1 from record where id between ? and ?", (first, first + (1 << PLACE) - 1)).fetchone():
        first += 1 << PLACE
    return first


def _ids(first: int, kept: dict[int, int], count: int) -> tuple[dict[int, int], list[int]]:
    """What is kept, and the ids of a file's records in their order; where they no longer fit in, all are read anew."""
    ids: list[int] = []
    fixed = [*sorted(kept), count]
    last = first
    for i, end in zip([-1, *fixed], fixed, strict=False):
        between = end - i - 1
        step = (kept[end] - last) // (between + 1) if end < count else GAP
        if step < 1:
            return {}, [first + GAP * (n + 1) for n in range(count)]
        ids += [last + step * (n + 1) for n in range(between)]
        if end < count:
            ids.append(kept[end])
            last = kept[end]
    return kept, ids


def _file_row(index: sqlite3.Connection, change: Change, folder: str, owner: str) -> None:
    if change.seen is None and change.path != NATIONAL:
        index.execute("delete from file where path = ?", (change.path,))
        return
    stat = change.seen.stat if change.seen else ""
    row = (change.path, folder, owner, stat, change.checked, change.sha)
    index.execute("insert or replace into file values (?,?,?,?,?,?)", row)


def _numbers(index: sqlite3.Connection, records: set[int]) -> set[str]:
    """The numbers that these records bear, and for reversals and matches those they name."""
    found: set[str] = set()
    for record in records:
        found |= {n for (n,) in index.execute("select number from doc where record = ?", (record,))}
        found |= {
            n for (n,) in index.execute(
                "select l.number from link l join record r on r.id = l.record where r.type in ('reversal', 'match')"
                " and r.id = ?", (record,),
            )
        }  # fmt: skip
    return found


def _sharing(index: sqlite3.Connection, numbers: set[str]) -> set[int]:
    """Records that bear one of these numbers or name it."""
    found: set[int] = set()
    for number in numbers:
        found |= {r for (r,) in index.execute("select record from doc where number = ?", (number,))}
        found |= {r for (r,) in index.execute("select record from link where number = ?", (number,))}
    return found


def _remove(index: sqlite3.Connection, gone: set[int]) -> None:
    for table in (*FACTS, *resolve.DERIVED, "valued"):
        index.executemany(f"delete from {table} where record = ?", [(r,) for r in gone])
    index.executemany("delete from record where id = ?", [(r,) for r in gone])


def _insert(index: sqlite3.Connection, fresh: list[_Fresh]) -> None:
    """The rows of new records, a table at a time."""
    rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in ("record", *FACTS)}
    for id_, path, folder, owner, r, (text, facts) in fresh:
        month = month_of(facts.booked) if facts.booked else ""
        set_ = facts.set_ or (owner if folder in ("accounts", "cash") else "")
        rows["record"].append(
            (id_, path, r.line, r.last, folder, owner, r.type, r.number, facts.day, facts.booked, month, set_, facts.place,
             facts.signed, r.digest)
        )  # fmt: skip
        rows["data"].append((id_, text))
        for table, found in (
            ("doc", facts.docs),
            ("link", facts.links),
            ("goods", facts.goods),
            ("money", facts.money),
        ):
            rows[table] += [(id_, *row) for row in found]
    for table, new in rows.items():
        if new:
            index.executemany(f"insert into {table} values ({','.join('?' * len(new[0]))})", new)


def _everything(before: registers_.Registers, after: registers_.Registers) -> bool:
    """Whether settings, accounts or places changed, on which every derived row may rest."""
    return before.settings != after.settings or any(
        before.rows.get(kind) != after.rows.get(kind) for kind in ("account", "place")
    )


def _using(index: sqlite3.Connection, before: registers_.Registers, after: registers_.Registers) -> set[int]:
    """Records that name an item or a party whose register row changed."""
    found: set[int] = set()
    for kind in ("item", "supplier", "payer", "authority", "person"):
        old, new = before.rows.get(kind, []), after.rows.get(kind, [])
        changed = [r for r in old if r not in new] + [r for r in new if r not in old]
        called = [alias for row in changed for alias in row.get("aliases", ())] if kind == "item" else []
        for name in {*(row["id"] for row in changed), *called}:
            if kind == "item":
                found |= {r for (r,) in index.execute("select record from goods where item = ?", (name,))}
                # a price difference names no item itself: the acceptance does
                found |= {r for (r,) in index.execute("select record from shifted where item = ?", (name,))}
            else:
                # resolved keys: a clearing moves what the advance it names says, a reversal what it takes back
                found |= {
                    r for (r,) in index.execute("select record from moved where key like ?", (f"%|{kind}|{name}",))
                }
            if kind == "person":
                found |= {
                    r
                    for (r,) in index.execute("select id from record where type in ('suspect_acceptance', 'reopening')")
                }
    return found


def _since(month: str, day: int) -> str:
    """The first month that may know of a record: the one it happened in, where it was booked late. An invoice over a
    supplier's whole period covers by the day, not by the month of booking."""
    return min(month, month_of(day))


def _forget(index: sqlite3.Connection, months: Iterable[str]) -> None:
    """Throw away the reconciliations from the earliest month on in which anything changed (registers: all months)."""
    touched = index.execute("select month, min(day) from record where id in (select id from touched) group by month")
    earliest = min([*months, *(_since(*row) for row in touched)], default=None)
    if earliest is not None:
        index.execute("delete from settled where month >= ?", (earliest,))
