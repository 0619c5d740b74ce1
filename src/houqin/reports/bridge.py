"""余额调节表 of one account, item or party: from the ledger to the subsidiary ledger and on to what is outside, both
directions, a line a kind, each line with its records, ending in what nothing explains (domain.md 7.1, reconciliation.md
3.2 to 3.4). It is no voucher.

Amounts are fen on the side where the account stands, quantities millionths of the item's base unit.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from houqin.diagnostics import FINDINGS, OK
from houqin.reconcile.month import reconcile
from houqin.reconcile.moves import Month
from houqin.report import Column, Report, Table
from houqin.reports.begun import Told, commits
from houqin.reports.bridge_sheet import BridgeSheet
from houqin.reports.movements import MOVEMENTS, PARTS, account_days, item_movements, party_movements
from houqin.reports.reconcile import FINDING, finding_row
from houqin.values import yuan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from houqin.book.index import Book
    from houqin.messages import Language
    from houqin.reconcile.finding import Effect, Finding, Named, Side
    from houqin.reconcile.result import Line, Result
    from houqin.reports.movements import Part
    from houqin.reports.subject import Subject

VERSION = 1
WIDTH = 100
"""Columns of a printed page (A4, upright)."""

STEPS = (
    Column("leg", "name"), Column("side", "name"), Column("step", "name"), Column("bucket", "name"),
    Column("quantity", "quantity"), Column("amount", "money"), Column("findings", "data"),
)  # fmt: skip
BEGUN = (
    Column("finding", "text"), Column("amount", "money"), Column("day", "date"), Column("agreed", "date"), Column("id", "text"),
    Column("file", "text"), Column("line", "count"), Column("commit.id", "text"), Column("commit.day", "text"),
    Column("commit.author", "text"), Column("commit.subject", "text"),
)  # fmt: skip


COLUMNS = [column.key for column in MOVEMENTS]


class Step(NamedTuple):
    """A line of the bridge. `step`: balance, a kind of difference, adjusted, or unexplained; `amount` what the line adds
    (of a balance, of what comes of it and of what is left: itself); `findings` those it stands for, each with its share."""

    leg: Side
    side: str
    step: str
    bucket: str | None
    quantity: int | None
    amount: int
    findings: tuple[tuple[Finding, int], ...] = ()


class Begun(NamedTuple):
    """When a finding began: on the day on which a record of ours first differed (`named`), or for what only a count shows
    between the last one that agreed (`after`, 0: none did) and the `day` of the count."""

    finding: Finding
    amount: int
    day: int
    after: int
    named: Named | None


class Drawn(NamedTuple):
    """Everything of a drill-down, before it is laid out."""

    subject: Subject
    result: Result
    line: Line | None
    steps: list[Step]
    parts: list[Part]
    movements: list[tuple[Any, ...]]
    findings: list[Finding]
    begun: list[Begun]
    told: Told | None


def bridge(
    book: Book,
    subject: Subject,
    name: str,
    language: Language,
    today: int,
    *,
    only: str | None = None,
    git: bool = True,
) -> Report:
    """The drill-down of a month. `git`: look for the first commit of what is found, where the book has any. Exit code 1
    where anything but timing is left."""
    result, month = reconcile(book, name), Month(book, name)
    everything = [*result.findings, *result.timing]
    line = None
    if subject.kind == "account":
        line = next(one for one in result.lines if one.account.key == subject.name)
        findings = [f for f in everything if _on(f, subject)]
        parts, movements = account_days(month, result, line)
        steps = [*_leg(line, findings, "book_to_book"), *_leg(line, findings, "book_to_real")]
    elif subject.kind == "item":
        parts, movements = item_movements(month, result, subject.name, only)
        findings = [f for f in everything if _names_item(month, f, subject.name)]
        steps = list(_item_steps(parts, findings, subject.name))
    else:
        parts, movements = party_movements(month, result, subject, only, language)
        findings = [f for f in everything if _names_party(month, f, subject.name)]
        steps = list(_party_steps(parts, findings))
    open_ = [f for f in findings if f.bucket != "timing"]
    begun = sorted(
        (_begun(month, f, subject, movements) for f in open_), key=lambda b: (b.day, -abs(b.amount), b.finding.id)
    )
    drawn = Drawn(
        subject, result, line, steps, parts, movements, findings, begun,
        commits(book, name, open_) if git and open_ else None,
    )  # fmt: skip
    exit_code = FINDINGS if open_ else OK
    left = sum(s.amount for s in steps if s.step == "unexplained")
    facts = {
        "version": VERSION, "month": name, "kind": subject.kind, "name": subject.called[0],
        "set": subject.sets[0] if line else None, "unexplained": yuan(left, grouped=False), "voucher": False,
    }  # fmt: skip
    tables = (
        Table("steps", STEPS, [(*s[:6], [f.id for f, _ in s.findings]) for s in steps]),
        Table("parts", PARTS, [p.row for p in parts]),
        Table("movements", MOVEMENTS, movements),
        Table("begun", BEGUN, [_begun_row(b, drawn.told) for b in begun]),
        Table("findings", FINDING, [finding_row(f, book, language) for f in findings]),
    )
    sheet = BridgeSheet(book, drawn, language, today).blocks(exit_code)
    return Report("bridge", facts, tables, list(sheet), exit_code, WIDTH)


# ------------------------------------------------------------ what belongs to it


def _on(f: Finding, subject: Subject) -> bool:
    return any(f"{e.set}|{e.account}" == subject.name for e in f.effects)


def _records(month: Month, f: Finding) -> Iterator[int]:
    for named in f.records:
        yield from (
            record
            for (record,) in month.index.execute(
                "select id from record where path = ? and line = ?", (named.file, named.line)
            )
        )


def _names_item(month: Month, f: Finding, item: str) -> bool:
    """Whether a finding is about an item: it says so, or one of its records moves it."""
    if f.args.get("item") or any(e.item for e in f.effects):
        return item in (f.args.get("item"), *(e.item for e in f.effects))
    return any(
        month.index.execute("select 1 from goods where record = ? and item = ?", (record, item)).fetchone()
        for record in _records(month, f)
    )


NAMING = ("supplier", "payee", "payer", "party", "borrower", "claimant", "remit_to", "outside_firm", "person")
"""Fields in which a record names whom it deals with."""


def _names_party(month: Month, f: Finding, party: str) -> bool:
    """Whether a finding is about a party: it says so, or one of its records deals with them."""
    if party in (f.args.get("party"), f.args.get("supplier"), f.args.get("text")):
        return True
    return any(party in map(month.tree(record).get, NAMING) for record in _records(month, f))


# ------------------------------------------------------------ the bridge


def _leg(line: Line, findings: Iterable[Finding], leg: Side) -> Iterator[Step]:
    """From one side to the other: each brought to what it will be, by a line a kind and direction, and what is left."""
    if leg == "book_to_book":
        ends = (("ledger", line.ledger or 0), ("subsidiary", line.subsidiary or 0))
    elif line.outside and line.outside.amount is not None:
        covered = line.outside.covered
        ends = (
            ("subsidiary", (line.subsidiary or 0) if covered is None else covered),
            ("outside", line.outside.amount),
        )
    else:
        return
    lines: dict[tuple[str, str, str, bool], list[tuple[Finding, Effect, int]]] = defaultdict(list)
    left: list[tuple[Finding, int]] = []
    for f in findings:
        for e in f.effects:
            if (e.set, e.account, e.side) != (line.account.set, line.account.code, leg):
                continue
            if e.bucket == "unexplained":
                left.append((f, e.amount))
                continue
            side = _side(f, e, leg)
            amount = (
                e.amount if side == "subsidiary" else -e.amount
            )  # what the other side has more of comes to this one
            lines[side, f.kind.kind, e.bucket, amount > 0].append((f, e, amount))
    adjusted = []
    for side, balance in ends:
        yield Step(leg, side, "balance", None, None, balance)
        total = balance
        for (at, kind, bucket, _), ones in lines.items():
            if at == side:
                amount = sum(a for _, _, a in ones)
                total += amount
                shares = tuple((f, a) for f, _, a in ones)
                yield Step(leg, side, kind, bucket, _quantity([e for _, e, _ in ones], amount), amount, shares)
        yield Step(leg, side, "adjusted", None, None, total)
        adjusted.append(total)
    difference = adjusted[0] - adjusted[1] if leg == "book_to_book" else adjusted[1] - adjusted[0]
    yield Step(leg, ends[1][0], "unexplained", "unexplained", None, difference, tuple(left))


def _side(f: Finding, e: Effect, leg: Side) -> str:
    """Which of the two sides changes once it is settled: what is under way comes to the one that lacks it."""
    if leg == "book_to_book":
        return "subsidiary" if e.bucket == "timing" and e.amount > 0 else "ledger"
    ours = bool(f.records) and f.records[0].type not in ("outside_statement", "count", "cash_count")
    return "outside" if ours and f.code.startswith(("bank.", "treasury.")) else "subsidiary"


def _quantity(effects: list[Effect], amount: int) -> int | None:
    """Goods of one item only can be added up."""
    if len({e.item for e in effects}) != 1 or any(e.quantity is None for e in effects):
        return None
    total = sum(abs(e.quantity or 0) for e in effects)
    return total if amount > 0 else -total


def _item_steps(parts: list[Part], findings: list[Finding], item: str) -> Iterator[Step]:
    """Of an item: what the books have where it was counted, what was found, and what was counted."""
    counted = [p for p in parts if p.outside is not None]
    if not counted:
        return
    quantity, amount = (sum(p.closing[n] or 0 for p in counted) for n in (0, 1))
    yield Step("book_to_real", "subsidiary", "balance", None, quantity, amount)
    left: list[tuple[Finding, int]] = []
    for f in findings:
        for e in f.effects:
            if e.item != item or e.side != "book_to_real":
                continue
            if e.bucket == "unexplained":
                left.append((f, e.amount))
                continue
            quantity, amount = quantity + (e.quantity or 0), amount + e.amount
            yield Step("book_to_real", "subsidiary", f.kind.kind, e.bucket, e.quantity, e.amount, ((f, e.amount),))
    yield Step("book_to_real", "subsidiary", "adjusted", None, quantity, amount)
    there = [sum((p.outside or (0, 0))[n] or 0 for p in counted) for n in (0, 1)]
    yield Step("book_to_real", "outside", "balance", None, there[0], there[1])
    rest = there[0] - quantity, there[1] - amount
    yield Step("book_to_real", "outside", "unexplained", "unexplained", rest[0] or None, rest[1], tuple(left))


def _party_steps(parts: list[Part], findings: list[Finding]) -> Iterator[Step]:
    """Of a party, set by set: what the books owe them or they owe, and what their own statement says."""
    for part in parts:
        if part.outside is None:
            continue
        ours, theirs = part.closing[1] or 0, part.outside[1] or 0
        yield Step("book_to_real", "subsidiary", "balance", None, None, ours)
        under = [
            (f, e.amount)
            for f in findings
            for e in f.effects
            if f"{e.set}|{e.account}" == part.account and e.side == "book_to_real" and e.bucket == "timing"
        ]
        known = sum(a for _, a in under)
        if under:
            yield Step("book_to_real", "outside", under[0][0].kind.kind, "timing", None, -known, tuple(under))
        yield Step("book_to_real", "outside", "balance", None, None, theirs)
        left = tuple(
            (f, e.amount) for f in findings for e in f.effects
            if f"{e.set}|{e.account}" == part.account and e.side == "book_to_real" and e.bucket == "unexplained"
        )  # fmt: skip
        yield Step("book_to_real", "outside", "unexplained", "unexplained", None, theirs - known - ours, left)


# ------------------------------------------------------------ when it began


def _begun(month: Month, f: Finding, subject: Subject, days: list[tuple[Any, ...]]) -> Begun:
    """The first day: that of the record at fault; of what only a count or a statement shows, its own, and the last that
    spoke of the same before it; of what no record shows, the one from which on the two sides of an account differ."""
    on = [e for e in f.effects if subject.kind != "account" or f"{e.set}|{e.account}" == subject.name]
    amount = sum(e.amount for e in on[:1]) if subject.kind != "account" else sum(e.amount for e in on)
    record = next(_records(month, f), None)
    if record is None:
        return Begun(f, amount, _walked(days) if subject.kind == "account" else 0, 0, None)
    named, day = f.records[0], month.booked_of(record)
    if named.type in ("count", "cash_count", "outside_statement"):
        return Begun(f, amount, month.tree(record)["date"], _spoken_before(month, f, record), named)
    return Begun(f, amount, day, 0, named)


def _walked(days: list[tuple[Any, ...]]) -> int:
    """The day since which an account's two sides do not agree any more; 0 where they never did this month."""
    if not days:
        return 0
    day, ledger, slips, balance = (COLUMNS.index(c) for c in ("date", "ledger", "amount", "balance.amount"))
    agreed = days[0][balance] == days[0][ledger] - days[0][slips]  # before the first of them
    first = 0
    for row in days:
        first = 0 if not row[balance] else first or (row[day] if agreed else 0)
        agreed = agreed or not row[balance]
    return first


def _spoken_before(month: Month, f: Finding, record: int) -> int:
    """The day of the last count of the item, of the safe, or statement of the supplier before this one, 0 if none."""
    tree = month.tree(record)
    if item := f.args.get("item"):
        sql = (
            "select max(r.day) from shifted s join record r on r.id = s.record"
            " where s.item = ? and s.way = 'count' and s.place = ? and r.day < ?"
        )
        row = month.index.execute(sql, (item, f.args.get("place") or tree.get("place") or "", tree["date"])).fetchone()
        return int(row[0] or 0)
    type_, same = month.type_of(record), ("kind", "set", "supplier", "bank_account")
    days = [
        one["date"]
        for one in month.standing([type_])
        if one["date"] < tree["date"] and all(one.get(field) == tree.get(field) for field in same)
    ]
    return max(days, default=0)


def _begun_row(b: Begun, told: Told | None) -> tuple[object, ...]:
    first = told.first.get(b.finding.id) if told else None
    where = (b.named.id, b.named.file, b.named.line) if b.named else (None, None, None)
    return (
        b.finding.id,
        b.amount,
        b.day or None,
        b.after or None,
        *where,
        *(first.commit if first and first.commit else (None,) * 4),
    )
