"""The index of a book's history is brought up to HEAD: commit by commit, each held against its first parent.

Of a merge, what the merged side had already written is the merged side's; the merge's own is only what neither side says.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from houqin import __version__
from houqin.book.find import Source
from houqin.book.fresh import ROOT
from houqin.book.history import NoHistory, ask
from houqin.history import objects, signature
from houqin.history.changes import Change, paired, source_named
from houqin.history.objects import Commit, Objects, Touched
from houqin.history.past import OF, args_of, change_of
from houqin.history.versions import Different, Item, Key, Reader, Tree

STEP = 500
"""Commits that are read at one go."""


def _version() -> str:
    """What the index depends on besides the history: our own sources, by size and time."""
    parts = [__version__, sys.version]
    for room in ("", "text", "closing", "history"):
        with os.scandir(ROOT / room) as entries:
            parts += sorted(f"{e.name},{e.stat().st_size},{e.stat().st_mtime_ns}" for e in entries if e.is_file())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _meta(index: sqlite3.Connection) -> dict[str, str]:
    try:
        return dict(index.execute("select name, value from meta").fetchall())
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return {}
        raise


def refresh(index: sqlite3.Connection, book: Path, head: str, tell: Callable[..., object] | None) -> None:
    """Reads the commits that the index does not know yet, in one transaction."""
    meta, version = _meta(index), _version()
    if meta.get("version") == version and meta.get("head") == head:
        return
    index.execute("begin immediate")
    meta = _meta(index)
    last = meta["head"] if meta.get("version") == version else None
    if last and not _follows(book, last, head):
        last = None
    if last is None:
        for (name,) in index.execute("select name from sqlite_master where type = 'table'").fetchall():
            index.execute(f"drop table {name}")
        for statement in (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8").split(";\n"):
            index.execute(statement)
    if last != head:
        with Objects(book) as git:
            _Filling(index, book, git, head, last).run(tell)
    index.execute("insert or replace into meta values ('version', ?), ('head', ?)", (version, head))
    index.execute("commit")


def _follows(book: Path, last: str, head: str) -> bool:
    """Whether the way of first parents from HEAD leads to a commit."""
    try:
        line = (
            ask(book, "rev-list", "--first-parent", "--parents", head, f"^{last}", patience=objects.LONG)
            .decode()
            .split("\n")
        )
        return last == head or (bool(line[0]) and line[-2].split()[1] == last)
    except (NoHistory, IndexError):
        return False


class _Filling:
    """Reads new commits into the index."""

    def __init__(self, index: sqlite3.Connection, book: Path, git: Objects, head: str, last: str | None) -> None:
        self.index = index
        self.book = book
        self.git = git
        self.ids = objects.order(book, head, last)
        self.n = index.execute("select coalesce(max(n), 0) from kept").fetchone()[0]
        self.number = dict(index.execute("select id, n from kept").fetchall())
        self.clock = dict(index.execute("select n, clock from kept").fetchall()) if last else {}
        self.parents = {n: tuple(map(int, p.split())) for n, p in index.execute("select n, parents from kept")}
        self.reader = Reader()
        self.held = dict(index.execute("select path, blob from held").fetchall())
        self.sources: dict[str, Source | None] = {}
        self.texts: dict[str, bytes] = {}

    def run(self, tell: Callable[..., object] | None) -> None:
        commits = self.git.commits(self.ids)
        for commit in commits:
            self.n += 1
            self.number[commit.id] = self.n
        self._keep(commits)
        for start in range(0, len(commits), STEP):
            if tell:
                tell("history", start, len(commits))
            some = commits[start : start + STEP]
            files = objects.touched(self.book, some)
            self._fetch([blob for c in some for f in files.get(c.id, []) for blob in (f.before, f.after) if blob])
            for commit in some:
                self._one(commit, files.get(commit.id, []))
        self.index.execute("delete from held")
        self.index.executemany("insert into held values (?, ?)", self.held.items())

    def _keep(self, commits: list[Commit]) -> None:
        """Writes the commits down, each with the one of the main way by which it came."""
        main, joined = set(), {}
        here: str | None = commits[-1].id
        by_id = {c.id: c for c in commits}
        while here in by_id:
            main.add(here)
            here = next(iter(by_id[here].parents), None)
        for commit in commits:  # oldest first: a commit came with the first of the main way that has it
            if commit.id in main:
                todo = [commit.id]
                while todo:
                    one = todo.pop()
                    if one in by_id and one not in joined:
                        joined[one] = self.number[commit.id]
                        todo += by_id[one].parents
        rows = []
        for c in commits:
            n, parents = self.number[c.id], tuple(self.number[p] for p in c.parents)
            self.parents[n] = parents
            self.clock[n] = max([c.time, *(self.clock[p] for p in parents)])
            rows.append((
                n, c.id, " ".join(map(str, parents)), c.id in main, joined[c.id], c.time, c.zone, self.clock[n], *c.author,
                *c.committer, c.subject, *signature.signed(c.raw),
            ))  # fmt: skip
        self.index.executemany(f"insert into kept values ({','.join('?' * 15)})", rows)

    def _one(self, commit: Commit, files: list[Touched]) -> None:
        """What a commit did to the records of the book."""
        n = self.number[commit.id]
        before: list[Item] = []
        after: list[Item] = []
        folder: dict[str, str] = {}
        for file in files:
            source = self._source(file.path)
            if source is None:
                continue
            folder[file.path] = source.folder
            mended = self.held.pop(file.path, None)
            found = self.reader.different(source, self._text(mended or file.before), self._text(file.after))
            after += found.after
            was = self._known(found) if mended else found.before
            if not found.readable:  # what is not found may still be meant
                self.index.execute("insert into unread values (?, ?)", (n, file.path))
                self.held[file.path] = mended or file.before or objects.ABSENT
                was = [item for item in was if any(item.key == other.key for other in found.after)]
            before += was
        rows = paired(before, after, folder)
        if len(commit.parents) > 1:
            rows = self._merged(n, rows)
        self.index.executemany(f"insert into change values ({','.join('?' * 13)})", (_row(n, row) for row in rows))

    def _source(self, path: str) -> Source | None:
        if path not in self.sources:
            self.sources[path] = source_named(path)
        return self.sources[path]

    def _text(self, blob: str | None) -> bytes | None:
        if blob is None or blob == objects.ABSENT:
            return None
        return self.texts[blob] if blob in self.texts else self.git.get("blob", [blob])[0]

    def _fetch(self, blobs: list[str]) -> None:
        """The texts that some commits have to do with, at one go: what one of them made is what the next began with."""
        texts = {blob: self.texts[blob] for blob in blobs if blob in self.texts}
        wanted = list(dict.fromkeys(blob for blob in blobs if blob not in texts))
        self.texts = texts | dict(zip(wanted, self.git.get("blob", wanted), strict=True))

    def _known(self, found: Different) -> list[Item]:
        """The records that differ as they were last found, of a file that could not be read for a while."""
        items = {item.key: item for item in (*found.after, *found.before)}
        last = {key: self._last(key) for key in items}
        return [item._replace(tree=tree) for key, item in items.items() if (tree := last[key]) is not None]

    def _last(self, key: Key) -> Tree | None:
        """What a record came to be in the commit read last that changed it."""
        row = self.index.execute(
            f"select after from change where {OF}  order by n desc limit 1", args_of(key)
        ).fetchone()
        return json.loads(row[0]) if row and row[0] else None

    # -------------------------------------------------------- merges

    def _merged(self, n: int, rows: list[Change]) -> list[Change]:
        """A merge's changes against its first parent: which came with the merged side, and what that side lost."""
        side: dict[Key, list[Change]] = {}
        for commit in sorted(self._only(n)):
            for row in self.index.execute("select * from change where n = ?", (commit,)):
                change = change_of(row)
                side.setdefault(change.key, []).append(change)
        found = []
        for row in rows:
            came = side.pop(row.key, [])
            kind = "merged" if came and _came(row, came) else row.kind
            found.append(row._replace(kind=kind))
        for key, lost in side.items():
            now = self._now(key, n)
            first, last = lost[0], lost[-1]
            if last.after != now:
                silent = last.kind != "merged" and now == first.before
                kind = "dropped" if silent else "overruled"
                found.append(last._replace(kind=kind, old=None, before=last.after, after=now))
        return found

    def _only(self, n: int) -> set[int]:
        """The commits that a merge brings to its first parent."""
        ours, theirs = {self.parents[n][0]}, set(self.parents[n][1:])
        todo = sorted(ours | theirs)
        while todo and any(one in theirs and one not in ours for one in todo):
            one = todo.pop()
            for parent in self.parents[one]:
                if parent not in ours and parent not in theirs:
                    todo.append(parent)
                if one in ours:
                    ours.add(parent)
                if one in theirs:
                    theirs.add(parent)
            todo.sort()
        return theirs - ours

    def _now(self, key: Key, n: int) -> Tree | None:
        """What a record is at the first parent of a merge, followed back along first parents."""
        here = self.parents[n][0]
        line: set[int] = set()
        rows = self.index.execute(
            f"select n, after from change where {OF} and n < ?  order by n desc",
            (*args_of(key), n),
        ).fetchall()
        wanted = {row[0]: row[1] for row in reversed(rows)}
        oldest = min(wanted, default=0)
        while here not in wanted and here >= oldest and here not in line:
            line.add(here)
            if not self.parents[here]:
                return None
            here = self.parents[here][0]
        text = wanted.get(here)
        return json.loads(text) if text else None


def _row(n: int, c: Change) -> tuple[object, ...]:
    def text(value: object) -> str:
        return "" if value is None else json.dumps(value, ensure_ascii=False)

    return n, *c.key, c.kind, text(c.old), text(c.before), text(c.after), c.path, c.line, c.folder


def _came(row: Change, side: list[Change]) -> bool:
    """Whether a merge only took over what the merged side had made of a record: all of it, or its fields beside ours."""
    if side[-1].after == row.after:
        return True
    first, last = side[0].before, side[-1].after
    if first is None or last is None or row.before is None or row.after is None:
        return False
    ours = dict(row.before)
    for field in first.keys() | last.keys():
        if first.get(field) != last.get(field):
            ours.pop(field, None)
            if field in last:
                ours[field] = last[field]
    return ours == row.after
