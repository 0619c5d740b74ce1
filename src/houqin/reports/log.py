"""One record's history: when it was entered, by whom, each change field by field, and what others decided on it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from houqin import names
from houqin.diagnostics import WRONG_USE, Failure
from houqin.history import ask
from houqin.history.fields import parts
from houqin.history.people import People, Signer
from houqin.messages import Language, sentence
from houqin.report import Block, Column, Line, Report, Table, Title
from houqin.reports.changes import BECAME, SHOWN, all_said, content, said, who

if TYPE_CHECKING:
    from houqin.history.changes import Change
    from houqin.history.past import Kept, Past
    from houqin.history.versions import Key

EVENTS = (
    Column("when", "text"), Column("what", "name"), Column("type", "name"), Column("id", "text"), Column("signer", "text"),
    Column("proof", "name"), Column("author", "text"), Column("commit", "text"), Column("subject", "text"),
    Column("file", "text"), Column("line", "count"), Column("fields", "data"), Column("said", "text", aside=True),
)  # fmt: skip


class Event(NamedTuple):
    """A change with its commit (None: it is not committed yet) and who signed that."""

    change: Change
    commit: Kept | None
    signer: Signer | None


def log(past: Past, people: People, written: str, pending: list[Change], language: Language, note: str = "") -> Report:
    """The history of the record that `written` names. `pending`: what is not committed yet; `note`: what is to be said of the
    list of keys.

    Failure past.no_record, past.no_record_near, past.several (exit 2).
    """
    key = _record(past, written, pending, language)
    own = [c for c in past.of(key) if c.kind != "removed" or not _moved(past, c)] + [
        c for c in pending if key in (c.key, c.old)
    ]
    others = ask.decisions(past, key) + [c for c in pending if ask.decides(c, key)]
    events = [_event(past, people, c) for c in sorted([*own, *others], key=lambda c: c.n or 10**9)]
    gone = not own or own[-1].after is None
    facts = {
        "version": 1,
        "type": key.type,
        "id": key.number,
        "owner": key.owner or None,
        "period": key.period or None,
        "standing": not gone,
    }
    table = Table("events", EVENTS, [_row(e, language) for e in events])
    return Report("log", facts, (table,), list(_sheet(key, events, gone, note, language)))


def _record(past: Past, written: str, pending: list[Change], language: Language) -> Key:
    keys = ask.found(past, written) or list(dict.fromkeys(c.key for c in pending if c.key.number == written))
    if len(keys) == 1:
        return keys[0]
    if keys:
        choices = ["/".join(filter(None, (names.set_label(k.owner, language), k.period, k.number))) for k in keys]
        if len(set(choices)) < len(choices):
            choices = [f"{names.label(k.type, language)}/{choice}" for k, choice in zip(keys, choices, strict=True)]
        raise Failure("past.several", WRONG_USE, found=written, choices=choices)
    near = ask.near(past, written)
    raise Failure("past.no_record_near" if near else "past.no_record", WRONG_USE, found=written, near=near)


def _moved(past: Past, change: Change) -> bool:
    """Whether a record that vanished under one key is there under another since that commit."""
    return any(c.old == change.key for c in past.changes("n = ?", change.n))


def _event(past: Past, people: People, change: Change) -> Event:
    commit = past.commit(change.n) if change.n else None
    return Event(change, commit, people.signer(commit) if commit else None)


def when(commit: Kept) -> str:
    """The committer's clock, as it stood where he sat: 2026-10-13 17:02."""
    zone = datetime.timezone(datetime.timedelta(minutes=commit.zone))
    return f"{datetime.datetime.fromtimestamp(commit.time, zone):%Y-%m-%d %H:%M}"


def _row(e: Event, language: Language) -> tuple[Any, ...]:
    c, commit, signer = e.change, e.commit, e.signer
    proof = signer.status if signer else "not_committed"
    fields = [p._asdict() for p in parts(c.before, c.after)]
    return (
        when(commit) if commit else None, c.kind, c.key.type, c.key.number,
        (signer.person or signer.principal or None) if signer else None, proof, commit.author if commit else None,
        commit.id if commit else None, commit.subject if commit else None, c.path, c.line, fields,
        all_said(c.before, c.after, language),
    )  # fmt: skip


def _sheet(key: Key, events: list[Event], gone: bool, note: str, language: Language) -> list[Block]:
    blocks: list[Block] = [Title(sentence("log.title", language, type=key.type, number=key.number), 1)]
    for e in events:
        c = e.change
        what = sentence(BECAME[c.kind], language)
        if c.key.number != key.number or c.key.type != key.type:
            what = sentence("log.named", language, type=c.key.type, number=c.key.number, what=what)
        if e.commit is None or e.signer is None:
            blocks.append(
                Line(
                    sentence(
                        "log.event",
                        language,
                        when=sentence("past.not_committed", language),
                        what=what,
                        who="",
                        commit="",
                    ).rstrip(),
                    1,
                    "warn",
                )
            )
        else:
            args = {"when": when(e.commit), "what": what, "who": who(e.signer, language), "commit": e.commit.id[:SHOWN]}
            blocks.append(
                Line(sentence("log.event", language, **args), 1, "bad" if c.kind in ("removed", "dropped") else "")
            )
        if c.before is None or c.after is None:
            blocks.append(Line(content(c.after or c.before or {}, language), 3, "dim"))
        blocks += [Line(said(part, language), 3) for part in parts(c.before, c.after)]
    if gone:
        blocks += [Line(""), Line(sentence("log.gone", language), 0, "bad")]
    if note and any(e.signer and e.signer.status == "unknown" for e in events):
        blocks += [Line(""), Line(note, 0, "dim")]
    return blocks
