"""Changed files into the index: read, validate, diff by record, derive what the changed records touch."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from houqin.book import registers as registers_
from houqin.book import resolve, streams
from houqin.book.index import NATIONAL, Change
from houqin.diagnostics import Diagnostic
from houqin.facts.of import facts_of
from houqin.facts.plain import plain
from houqin.facts.rows import Facts
from houqin.records.validate import validate
from houqin.text.read import Entry, place, read
from houqin.values import month_of

FACTS = ("data", "doc", "link", "goods", "money")


@dataclass(slots=True)
class _Read:
    """A record as read: its identity for the diff, its JSON and its facts."""

    entry: Entry
    json: str
    digest: str
    facts: Facts


def fill(index: sqlite3.Connection, book: Path, changes: Iterable[Change]) -> None:
    """Bring the index up to the changed files. Inside the caller's transaction."""
    before = registers_.load(index)
    dirty: streams.Dirty = {}
    gone: set[int] = set()
    fresh: list[tuple[Change, str, str, _Read]] = []
    for change in sorted(changes, key=lambda c: c.path):
        old = {
            row[0]: row[1:]
            for row in index.execute(
                "select id, type, number, digest from record where path = ? order by line", (change.path,)
            )
        }
        index.execute("delete from diagnostic where path = ?", (change.path,))
        folder, owner, records = _read(index, change)
        kept = _match(index, change.path, old, records)
        gone |= old.keys() - kept.keys()
        fresh += [(change, folder, owner, r) for i, r in enumerate(records) if i not in kept.values()]
        _file_row(index, change, folder, owner)
    months_gone = [m for r in gone for (m,) in index.execute("select month from record where id = ?", (r,))]
    numbers = _numbers(index, gone) | {d.number for _, _, _, r in fresh for d in r.facts.docs}
    resolve.touch(index, gone | _sharing(index, numbers))
    streams.dirty_keys(index, dirty)
    _remove(index, gone)
    added = [_insert(index, *one) for one in fresh]
    registers = registers_.load(index)
    if _everything(before, registers):
        resolve.touch(index, None)
        for kind in ("goods", "ledger", "due", "cash"):
            index.execute("delete from state where kind = ?", (kind,))
        index.execute("delete from valued")
    else:
        index.execute("delete from touched where id not in (select id from record)")
        touched = {row[0] for row in index.execute("select id from touched")}
        resolve.touch(index, touched | set(added) | _sharing(index, numbers) | _using(index, before, registers))
        streams.dirty_keys(index, dirty)
    resolve.resolve(index, registers)
    streams.dirty_keys(index, dirty)
    _forget(index, [*(first for first, _ in dirty.values()), *months_gone])
    streams.update(index, registers, dirty)


def _read(index: sqlite3.Connection, change: Change) -> tuple[str, str, list[_Read]]:
    """The folder, the owner and the valid records of a file; what is wrong with it goes to the diagnostics."""
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
    models, problems = validate(folder, [e.tree for e in entries])
    for problem in problems:
        entry = entries[problem.index]
        line, column = place(change.data, entry, problem.loc, key=problem.key)
        wrong.append(Diagnostic(problem.code, problem.args, change.path, line, column))
    records = []
    for entry, model in zip(entries, models, strict=True):
        if model is None:
            continue
        facts = facts_of(model, entry.type, folder, owner)
        if misplaced := _misplaced(change.path, folder, facts):
            line, column = place(change.data, entry, ("booked" if "booked" in entry.tree else "date",))
            wrong.append(Diagnostic("book.wrong_month", misplaced, change.path, line, column))
        text = json.dumps(plain(model), ensure_ascii=False, separators=(",", ":"))
        digest = hashlib.blake2b(f"{entry.type}\n{text}".encode(), digest_size=16).hexdigest()
        records.append(_Read(entry, text, digest, facts))
    _diagnose(index, wrong)
    return folder, owner, records


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


def _match(
    index: sqlite3.Connection, path: str, old: dict[int, tuple[str, str, str]], records: list[_Read]
) -> dict[int, int]:
    """Old record → its place among the new ones, for those that are the same; their lines are brought up to date."""
    waiting: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for record, identity in old.items():
        waiting[identity].append(record)
    kept: dict[int, int] = {}
    for i, r in enumerate(records):
        same = waiting.get((r.entry.type, str(r.entry.tree["id"]), r.digest))
        if same:
            kept[same.pop(0)] = i
    index.executemany(
        "update record set line = ?, last = ? where id = ?",
        [(records[i].entry.line, records[i].entry.end, record) for record, i in kept.items()],
    )
    return kept


def _file_row(index: sqlite3.Connection, change: Change, folder: str, owner: str) -> None:
    if change.seen is None and change.path != NATIONAL:
        index.execute("delete from file where path = ?", (change.path,))
        return
    stat = change.seen.stat if change.seen else ""
    row = (change.path, folder, owner, stat, change.checked, change.sha)
    index.execute("insert or replace into file values (?,?,?,?,?,?)", row)


def _numbers(index: sqlite3.Connection, records: set[int]) -> set[str]:
    found: set[str] = set()
    for record in records:
        found |= {n for (n,) in index.execute("select number from doc where record = ?", (record,))}
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


def _insert(index: sqlite3.Connection, change: Change, folder: str, owner: str, r: _Read) -> int:
    facts, entry = r.facts, r.entry
    month = month_of(facts.booked) if facts.booked else ""
    cursor = index.execute(
        "insert into record (path, line, last, folder, owner, type, number, day, booked, month, set_, place, digest)"
        " values (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (change.path, entry.line, entry.end, folder, owner, entry.type, str(entry.tree["id"]), facts.day, facts.booked,
         month, facts.set_ or (owner if folder in ("accounts", "cash") else ""), facts.place, r.digest),
    )  # fmt: skip
    record = int(cursor.lastrowid or 0)
    index.execute("insert into data values (?,?)", (record, r.json))
    for table, rows in (("doc", facts.docs), ("link", facts.links), ("goods", facts.goods), ("money", facts.money)):
        if rows:
            marks = ",".join("?" * (len(rows[0]) + 1))
            index.executemany(f"insert into {table} values ({marks})", [(record, *row) for row in rows])
    return record


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
        for name in {row["id"] for row in [r for r in old if r not in new] + [r for r in new if r not in old]}:
            if kind == "item":
                found |= {r for (r,) in index.execute("select record from goods where item = ?", (name,))}
            else:
                found |= {
                    r for (r,) in index.execute("select record from money where key like ?", (f"%|{kind}|{name}",))
                }
    return found


def _forget(index: sqlite3.Connection, months: Iterable[str]) -> None:
    """Throw away the reconciliations from the earliest month on in which anything changed (registers: all months)."""
    touched = index.execute("select min(month) from record where id in (select id from touched)").fetchone()
    earliest = min([*months, *touched] if touched[0] is not None else list(months), default=None)
    if earliest is not None:
        index.execute("delete from settled where month >= ?", (earliest,))
