"""A number that two records have, since two people gave it apart: the later one's next number, and what names it.

Which is the later, git says: on the way to HEAD by first parents, whose commit came second; without git, the one further
down. A reference that came in with the later record, where the earlier stood already, means the later; one that stood
there before means the earlier; any other may mean either, and is left to a person. In the text only the number is
replaced: every other byte stays, and what comes out is read back.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from houqin.book import contradictions, resolve
from houqin.book.find import Source
from houqin.book.history import NoHistory, ask
from houqin.book.index import Book
from houqin.book.trial import trial
from houqin.diagnostics import Diagnostic
from houqin.entry.new import New
from houqin.entry.number import numbered
from houqin.text import seals
from houqin.text.read import read
from houqin.text.whole import Change

NOT_NAMES = ("id", "slip", "number", "note")
"""Fields in which a number is not another record's: its own, the paper's, an invoice's, a text."""
NEVER = 10**9
"""The place in history of what is not committed yet."""


class Record(NamedTuple):
    """A record of the index: where it stands, and what it is."""

    id: int
    path: str
    line: int
    last: int
    folder: str
    owner: str
    type: str
    number: str
    month: str


class Renumbered(NamedTuple):
    """A record with its new number, and the records that name it, mended with it."""

    record: Record
    number: str
    named_by: list[Record]


class Plan(NamedTuple):
    """What is to be changed: which records, which files; and what is left to a person, each at its place."""

    records: list[Renumbered]
    changes: list[Change]
    sources: dict[Source, bytes]
    left: list[Diagnostic]


def plan(book: Book, number: str | None) -> Plan:
    """For the records with that number, or for all that stand twice (None). Nothing is written."""
    texts: dict[str, bytes] = {}
    done: list[Renumbered] = []
    left: list[Diagnostic] = []
    given: set[str] = set()
    for twins in _twins(book, number):
        ordered = _by_arrival(book, twins)
        for at, (_, later) in enumerate(ordered[1:], 1):
            if seals.is_closed(book.path, later.month):
                left.append(
                    Diagnostic(
                        "renumber.closed", {"number": later.number, "month": later.month}, later.path, later.line
                    )
                )
                continue
            tree = _tree(book, later)
            (new,) = numbered(book, [New(later.folder, later.owner, tree | {"id": ""})], given)
            named, unsure = _named_by(book, ordered, at)
            mended, stuck = _written(book, later, new.number, named, texts)
            left += [_unsure(one, later.number) for one in [*unsure, *stuck]]
            if mended is None:
                left.append(
                    Diagnostic("renumber.by_hand", {"number": later.number, "new": new.number}, later.path, later.line)
                )
                continue
            given.add(new.number)
            done.append(Renumbered(later, new.number, mended))
    changes = [Change(path, (book.path / path).read_bytes(), data) for path, data in texts.items()]
    rows = dict(book.index.execute("select path, folder || '|' || owner from file").fetchall())
    sources = {Source(path, *rows[path].split("|", 1)): data for path, data in texts.items()}
    return Plan(done, changes, sources, left)


def wrong_with(book: Book, made: Plan) -> list[Diagnostic]:
    """What `check` would say if the files were as planned, and does not say now."""
    before = {_told(one.diagnostic) for one in contradictions.found(book.index)}
    with trial(book, made.sources) as other:
        return [one.diagnostic for one in contradictions.found(other.index) if _told(one.diagnostic) not in before]


def _told(d: Diagnostic) -> tuple[str, str, str]:
    return d.path, d.code, json.dumps(dict(d.args), sort_keys=True, ensure_ascii=False, default=str)


def _unsure(one: Record, number: str) -> Diagnostic:
    return Diagnostic("renumber.either", {"type": one.type, "record": one.number, "number": number}, one.path, one.line)


# ------------------------------------------------------------ which stand twice, and in which order


COLUMNS = "r.id, r.path, r.line, r.last, r.folder, r.owner, r.type, r.number, r.month"


def _twins(book: Book, number: str | None) -> list[list[Record]]:
    """Records that share a number, by it. Documents inside an opening record are not among them."""
    asked = (
        [number]
        if number is not None
        else [
            args["number"]
            for args in map(
                json.loads,
                (
                    row[0]
                    for row in book.index.execute(
                        "select distinct args from problem where code = 'book.duplicate' order by args"
                    )
                ),
            )
        ]
    )
    rows = [
        row
        for one in dict.fromkeys(asked)
        for row in book.index.execute(
            f"select d.period, r.set_, {COLUMNS} from doc d join record r on r.id = d.record"
            " where d.number = ? and d.n = 0 and r.folder <> 'opening' order by r.path, r.line",
            (one,),
        )
    ]
    groups: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    for period, set_, *row in rows:
        one = Record(*row)
        groups[one.type, one.number, period, one.owner, set_].append(one)
    return [its for its in groups.values() if len(its) > 1]


def _by_arrival(book: Book, twins: Sequence[Record]) -> list[tuple[int, Record]]:
    """The records by their place in history, the first to come first; of those that came at once as they stand."""
    alike: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for one in twins:
        alike[one.path, _first_line(book, one)].append(one)
    found: list[tuple[int, Record]] = []
    for (path, line), its in alike.items():
        places = _arrivals(book, path, line)
        committed = _at_head(book, path).count(f"{line}\n") if places else 0
        first = _most_like(book, its, _then(book, places[0], path)) if places else its[0]
        for at, one in enumerate([first, *(one for one in its if one is not first)]):
            found.append((places[min(at, len(places) - 1)][0] if at < committed else NEVER, one))
    return sorted(found, key=lambda one: one[0])


Arrival = tuple[int, str]
"""A commit's place on the way to HEAD by first parents, and its id."""


def _arrivals(book: Book, path: str, line: str) -> list[Arrival]:
    """The commits, oldest first, in which the file got one more such line, or one fewer. None without git."""
    try:
        order = ask(book.path, "rev-list", "--first-parent", "--reverse", "HEAD").decode().split()
        said = ask(
            book.path, "log", "--first-parent", "-m", "--reverse", "--no-textconv", "--no-ext-diff", "--format=%H",
            f"-S{line}\n", "--", path,
        ).decode().split()  # fmt: skip
    except NoHistory:
        return []
    at = {commit: place for place, commit in enumerate(order)}
    return [(at[commit], commit) for commit in said if commit in at]


def _then(book: Book, arrival: Arrival, path: str) -> bytes:
    """The file as it was in a commit; empty where it was not."""
    try:
        return ask(book.path, "show", "--no-textconv", f"{arrival[1]}:./{path}")
    except NoHistory:
        return b""


def _at_head(book: Book, path: str) -> str:
    try:
        return ask(book.path, "show", "--no-textconv", f"HEAD:./{path}").decode("utf-8", "replace")
    except NoHistory:
        return ""


def _most_like(book: Book, its: Sequence[Record], data: bytes) -> Record:
    """Of twins the one that the file held then: most of its fields are the same."""
    was = [e.tree for e in read(data, its[0].path)[0] if (e.type, e.tree.get("id")) == (its[0].type, its[0].number)]

    def alike(one: Record) -> int:
        tree = _tree(book, one)
        return max((sum(tree.get(name) == value for name, value in old.items()) for old in was), default=0)

    return max(its, key=alike)  # of equals the first


# ------------------------------------------------------------ who names it


def _named_by(book: Book, ordered: Sequence[tuple[int, Record]], at: int) -> tuple[list[Record], list[Record]]:
    """The records that name the one at that place among its twins, and those that may name it or another of them."""
    came, later = ordered[at]
    twins = {one.id for _, one in ordered}
    docs = [
        resolve.Doc(*row)
        for row in book.index.execute(
            "select d.record, d.n, d.type, d.number, d.period, r.path, r.owner, r.set_, r.month from doc d"
            " join record r on r.id = d.record where d.number = ?",
            (later.number,),
        )
    ]
    docs = [d._replace(set_=d.set_ or book.registers.set_of(d.owner)) for d in docs]
    sure: dict[int, Record] = {}
    unsure: dict[int, Record] = {}
    for row in book.index.execute(
        f"select l.record, l.n, l.role, l.types, l.number, l.period, l.set_, l.amount, r.path, r.owner, r.month, r.set_, {COLUMNS}"
        " from link l join record r on r.id = l.record where l.number = ? order by r.path, r.line",
        (later.number,),
    ):
        link, one = resolve.Link(*row[:12]), Record(*row[12:])
        link = link._replace(home=link.home or book.registers.set_of(link.owner))
        meant = {d.record for d in resolve.meant(link, docs)}
        if later.id not in meant:
            continue
        if meant == {later.id}:
            sure[one.id] = one
            continue
        places = _arrivals(book, one.path, _first_line(book, one))
        entered = places[0][0] if places else NEVER
        before = max(place for place, other in ordered[:at] if other.id in meant) if meant & twins else NEVER
        if entered < came:
            continue  # it stood there before the later came: it means an earlier one
        if before < came == entered != NEVER and at == len(ordered) - 1:
            sure[one.id] = one
        else:
            unsure[one.id] = one
    return [one for one in sure.values() if one.id not in unsure], list(unsure.values())


# ------------------------------------------------------------ in the text


def _written(
    book: Book, later: Record, new: str, named: Iterable[Record], texts: dict[str, bytes]
) -> tuple[list[Record] | None, list[Record]]:
    """The number replaced in `texts`, in the record (None: it cannot be) and in those that name it; those that cannot."""
    if not _replaced(book, later, later.number, new, texts, own=True):
        return None, []
    mended: list[Record] = []
    stuck: list[Record] = []
    for one in named:
        closed = seals.is_closed(book.path, one.month)
        ok = not closed and _replaced(book, one, later.number, new, texts, own=False)
        (mended if ok else stuck).append(one)
    return mended, stuck


def _replaced(book: Book, one: Record, number: str, new: str, texts: dict[str, bytes], *, own: bool) -> bool:
    """Whether the record's text could be given the new number: in its first line (`own`), or wherever else it names it."""
    data = texts[one.path] if one.path in texts else (book.path / one.path).read_bytes()
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    span = range(one.line - 1, one.line if own else one.last)
    form = re.compile(rf"(?<![\w-]){re.escape(number)}(?![\w-])")
    for at in span:
        if not lines[at].lstrip().startswith("#"):
            lines[at] = form.sub(lambda _: new, lines[at], count=1 if own else 0)
    after = "\n".join(lines).encode("utf-8", "surrogateescape")
    was, faults = read(data, one.path)
    now, wrong = read(after, one.path)
    if faults or wrong or len(was) != len(now):
        return False
    for old, entry in zip(was, now, strict=True):
        expected = old.tree
        if old.line == one.line:
            expected = old.tree | {"id": new} if own else _with(old.tree, number, new)
            if entry.tree == old.tree:
                return False
        if entry.tree != expected:
            return False
    texts[one.path] = after
    return True


def _with(value: Any, number: str, new: str, field: str = "") -> Any:
    """The tree in which the other record is named by its new number."""
    if isinstance(value, Mapping):
        return {name: _with(one, number, new, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_with(one, number, new, field) for one in value]
    if field in NOT_NAMES or not isinstance(value, str):
        return value
    before, slash, last = value.rpartition("/")
    return f"{before}{slash}{new}" if last == number else value


def _tree(book: Book, one: Record) -> dict[str, Any]:
    """The record as it is written."""
    entries, _ = read((book.path / one.path).read_bytes(), one.path)
    return next(entry.tree for entry in entries if entry.line == one.line)


def _first_line(book: Book, one: Record) -> str:
    return (book.path / one.path).read_bytes().decode("utf-8", "replace").split("\n")[one.line - 1].rstrip("\r")
