"""Proof out of git: what was entered late, changed after it was signed or booked, taken away, or written by the wrong hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from houqin.book.index import Book
from houqin.history.duties import DECISIONS, NAMED, Duties
from houqin.history.fields import parts
from houqin.history.finding import Duty, Finding
from houqin.history.past import Kept, Past
from houqin.history.people import People
from houqin.history.records import WROTE, Records, booked, local_day, named, reopened
from houqin.history.rules import Rules
from houqin.history.versions import Key
from houqin.text import seals
from houqin.text.naming import REGISTERS
from houqin.values import days_between

DRIFT = 86_400
"""Seconds by which the clocks of a school's computers may differ."""
BESIDE = {"signed", "evidence", "note", "slip"}
"""Fields that say nothing of what happened: they may be filled in later."""
UNDATED = {"registers", "config", "opening", "seals"}
"""Folders whose records are not entered day by day."""


class Audit(NamedTuple):
    """What git proves of a book, and what it finds wrong; each by time. `commits`: those that touched the book."""

    duties: list[Duty]
    findings: list[Finding]
    commits: list[Kept]


def audit(book: Book, past: Past, people: People) -> Audit:
    """All duties and findings of a book's whole history."""
    records = Records(past)
    rules = Rules(book.registers, past, people)
    seals_by_head, renewed = _seals(book)
    targets = named(book.index, DECISIONS, NAMED) | {
        key: [seals_by_head[head]] for key, head in reopened(book.index) if head in seals_by_head
    }
    withdrawn = {key for keys in named(book.index, ("reversal",), ("of",)).values() for key in keys}
    duties = Duties(records, people, rules, targets, withdrawn, renewed)
    done = duties.all()
    touched = {change.n for change in records.changes}
    commits = [commit for commit in past.commits.values() if commit.n in touched]
    told = {finding.keys[0] for finding in duties.findings if finding.code == "audit.changed_after"}
    findings = [
        *duties.findings,
        *_changed(records, named(book.index, ("voucher",), ("documents",)), told),
        *_gone(records),
        *_timed(records, rules),
        *_by_others(records, people, rules),
        *_commits(past, commits, people),
    ]  # fmt: skip
    return Audit(done, sorted(findings, key=lambda f: (f.n, f.code, f.keys)), commits)


def _seals(book: Book) -> tuple[dict[str, Key], dict[Key, Key]]:
    """The seals of a book by their heads, as its history knows them; and of each in whose place another stands, that other."""
    marks = seals.marks(book.path)
    keys = {mark.head: Key("seals", "", "", Path(mark.path).stem, 0) for mark in marks}
    return keys, {keys[mark.supersedes]: keys[mark.head] for mark in marks if mark.supersedes in keys}


def _changed(records: Records, papers: Mapping[Key, list[Key]], told: set[Key]) -> Iterator[Finding]:
    """Records whose facts were changed after a voucher named them, or after they were signed; decisions that were changed."""
    vouchers: dict[Key, list[Key]] = defaultdict(list)
    for voucher, documents in papers.items():
        for document in documents:
            vouchers[document].append(voucher)
    for key, changes in records.by_key.items():
        if key in told or key.type in REGISTERS:
            continue
        for change in changes:
            if change.kind != "changed" or change.before is None or change.after is None:
                continue
            if not {part.list or part.field for part in parts(change.before, change.after)} - BESIDE:
                continue
            args = {
                "type": key.type,
                "number": key.number,
                "before": change.before,
                "after": change.after,
                "who": change.n,
            }
            posted = next((v for v in vouchers[key] if _entered_before(records, v, change.n)), None)
            if posted:
                args["voucher"] = posted.number
                yield Finding("audit.changed_posted", args, (key, posted), change.n, booked(change.after))
            elif key.type in DECISIONS:
                yield Finding("audit.changed_decision", args, (key,), change.n, booked(change.after))
            elif change.before.get("signed"):
                yield Finding("audit.changed_signed", args, (key,), change.n, booked(change.after))


def _entered_before(records: Records, key: Key, n: int) -> bool:
    """Whether a record had been entered by a commit before another."""
    written = records.wrote(key)
    return bool(written) and written[0].n != n and records.past.before(written[0].n, n)


def _gone(records: Records) -> Iterator[Finding]:
    """Records taken away, and changes that a merge left out without a word."""
    for change in records.changes:
        if change.folder in UNDATED - {"opening", "seals"} or (change.n, change.key) in records.moved:
            continue
        args = {"type": change.key.type, "number": change.key.number, "who": change.n}
        if change.kind == "removed":
            yield Finding("audit.deleted", args, (change.key,), change.n, booked(change.before))
        elif change.kind == "dropped":
            yield Finding("audit.dropped", args, (change.key,), change.n, booked(change.after or change.before))


def _timed(records: Records, rules: Rules) -> Iterator[Finding]:
    """Records entered long after their day, or before it: told once a commit. The time is never before that of the commits it
    stands on, whatever its own clock says. What is older than the book itself is not late while the book is being set up."""
    late: dict[int, list[tuple[int, Key, int]]] = defaultdict(list)
    early: dict[int, list[tuple[int, Key, int]]] = defaultdict(list)
    roots = [c for c in records.past.commits.values() if not c.parents]
    begun = min((local_day(c) for c in roots), default=0)
    for change in records.changes:
        day = booked(change.after)
        if change.kind != "added" or change.folder in UNDATED or not day:
            continue
        commit = records.past.commits[change.n]
        entered = local_day(commit, commit.clock)
        most, ahead, _ = rules.entry_days(day)
        try:
            after = days_between(day, entered)
            setting_up = day < begun and days_between(begun, entered) <= most
        except ValueError:  # no day of the calendar
            continue
        if after > most and not setting_up:
            late[change.n].append((after, change.key, day))
        elif -after > ahead:
            early[change.n].append((-after, change.key, day))
    for code, found in (("audit.late", late), ("audit.early", early)):
        for n, rows in found.items():
            days, key, day = max(rows)
            args = {"type": key.type, "number": key.number, "date": day, "days": days, "count": len(rows), "who": n}
            yield Finding(code, args | {"basis": rules.entry_days(day)[2]}, tuple(k for _, k, _ in rows), n, day)


def _by_others(records: Records, people: People, rules: Rules) -> Iterator[Finding]:
    """Folders written into by somebody who has no post that writes there, since the book was put into git."""
    found: dict[tuple[int, str, str], list[Key]] = defaultdict(list)
    for change in records.changes:
        if change.kind not in WROTE:
            continue
        commit = records.past.commits[change.n]
        if not commit.parents:  # somebody has to put the book there
            continue
        signer = people.signer(commit)
        if signer.proved and not rules.fits(signer.person, change.folder, change.key.owner, local_day(commit)):
            found[change.n, change.folder, change.key.owner].append(change.key)
    for (n, folder, owner), keys in found.items():
        commit = records.past.commits[n]
        writers = rules.writers(folder, local_day(commit))
        args = {"folder": folder, "owner": owner, "count": len(keys), "number": keys[0].number, "type": keys[0].type,
                "person": people.signer(commit).person, "roles": list(writers.roles) if writers else [],
                "basis": writers.basis if writers else ""}  # fmt: skip
        yield Finding("audit.writer", args, tuple(keys), n, local_day(commit))


def _commits(past: Past, commits: list[Kept], people: People) -> Iterator[Finding]:
    """What is wrong with commits as such: a false signature, another's name, a clock that runs backwards."""
    for commit in commits:
        signer, day = people.signer(commit), local_day(commit)
        if commit.status == "bad":
            yield Finding("audit.bad_signature", {"author": commit.author}, (), commit.n, day)
        claimed = people.claimed(commit)
        if signer.proved and claimed and claimed != signer.person:
            yield Finding("audit.author", {"author": claimed, "person": signer.person}, (), commit.n, day)
        before = max((past.commits[parent].time for parent in commit.parents), default=commit.time)
        if before - commit.time > DRIFT:
            args = {"days": (before - commit.time) // DRIFT, "who": commit.n}
            yield Finding("audit.clock_back", args, (), commit.n, local_day(commit, commit.clock))
