"""The checklist of a month's end: what must be done before it is closed, set by set, and who must do it.

Hard: the month is not closed while it stands. Soft: carried over with its age and a reason. What is not a matter of the
books (open requests, orders, repairs, hazards) is not asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

from houqin.book import contradictions
from houqin.book.index import Book, months, opening_month
from houqin.book.registers import Account, Registers
from houqin.closing.due import due
from houqin.closing.verify import verify
from houqin.names import FREQUENCIES
from houqin.reconcile import numbering
from houqin.reconcile.finding import Finding, Named
from houqin.reconcile.month import reconcile
from houqin.reconcile.moves import Month
from houqin.reconcile.result import Result
from houqin.reconcile.spots import Doc
from houqin.values import days_between, first_day, last_day, month_at, month_index

Weight = Literal["hard", "soft"]
MOST = 3
"""Goods that a line names, and changes in closed months that the list does."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to do before a month is closed, or to carry over. `code`: its sentence, filled by `args`;
    `amount` fen; `role` must do it, `person` holds it, where one is known; `days`: its age at the month's end; `finding`:
    what reconciling found. `subject`: what stays the same of it from one closing to the next."""

    check: str
    set: str
    code: str
    args: dict[str, Any] = field(default_factory=dict)
    records: tuple[Named, ...] = ()
    amount: int | None = None
    role: str = ""
    person: str = ""
    days: int | None = None
    finding: Finding | None = None

    @property
    def weight(self) -> Weight:
        return CHECKS[self.check].weight

    @property
    def id(self) -> str:
        """The finding's id; else what it is about."""
        return self.finding.id if self.finding else " ".join([self.code, *(r.id for r in self.records[:1])])


class Looked(NamedTuple):
    """How many things a check looked at in a set ("": in the whole book)."""

    set: str
    things: int = 1


Found = Iterator[Item | Looked]


class Check(NamedTuple):
    """One line of the list: what it finds in the way, and how much it looked at. `whole`: of the book, not of each set."""

    weight: Weight
    find: Callable[[Desk], Found]
    whole: bool = False


@dataclass(slots=True)
class Checklist:
    """A month's checklist. `looked`: (check, set) → how many things were looked at; of the whole book under set ""."""

    month: str
    result: Result
    items: list[Item]
    looked: dict[tuple[str, str], int]
    sets: list[str]

    @property
    def hard(self) -> list[Item]:
        return [one for one in self.items if one.weight == "hard"]

    @property
    def soft(self) -> list[Item]:
        return [one for one in self.items if one.weight == "soft"]


class Desk:
    """What the checks look at."""

    def __init__(self, book: Book, name: str, closed: Iterable[str], today: int) -> None:
        self.book = book
        self.month = Month(book, name)
        self.result = reconcile(book, name)
        self.registers: Registers = book.registers
        self.closed = set(closed)
        self.today = today
        self.end = last_day(name)

    @cached_property
    def sets(self) -> list[str]:
        return [str(s["set"]) for s in self.registers.sets]

    def holder(self, role: str, set_: str, place: str = "") -> str:
        """Who holds a post at the month's end, in that set (at that place); "" where it is nobody or not one alone."""
        found: list[tuple[list[str], str]] = []
        for name in dict.fromkeys(str(row["id"]) for row in self.registers.rows.get("person", [])):
            row = self.registers.on("person", name, self.end)
            if row and role in row["roles"] and (not set_ or set_ in (row.get("set") or [set_])):
                found.append((row.get("place") or [], name))
        there = [name for places, name in found if place in places] or [name for places, name in found if not places]
        named = there if place else [name for _, name in found]
        return named[0] if len(named) == 1 else ""

    def item(self, check: str, set_: str, code: str, role: str, place: str = "", **said: Any) -> Item:
        return Item(check, set_, code, role=role, person=self.holder(role, set_, place) if role else "", **said)

    def age(self, records: Iterable[Named]) -> int | None:
        """Days from the oldest of these records to the month's end."""
        days = [
            day
            for one in records
            for (day,) in self.month.index.execute(
                "select day from record where path = ? and line = ?", (one.file, one.line)
            )
        ]
        return days_between(min(days), self.end) if days else None


# ------------------------------------------------------------ what is wrong with the whole book


def _over(desk: Desk) -> Found:
    """The month is over, or today is its last day."""
    yield Looked("")
    if desk.today < desk.end:
        yield desk.item(
            "month_ended", "", "close.not_ended", "accountant", args={"month": desk.month.month, "day": desk.end}
        )


def _readable(desk: Desk) -> Found:
    """What `check` says of registers and of records up to the month; of the month's own reconciling tells."""
    yield Looked("", int(desk.book.index.execute("select count(*) from file").fetchone()[0]) - 1)
    name = desk.month.month
    for record, _, d in contradictions.found(desk.book.index):
        month, number, type_, owner = desk.book.index.execute(
            "select month, number, type, owner from record where id = ?", (record,)
        ).fetchone()
        if month < name:
            named = Named(number, type_, d.path, d.line, number, owner)
            yield desk.item("readable", "", "close.contradiction", "", args={"number": number}, records=(named,))


def _earlier(desk: Desk) -> Found:
    """Every month from the opening on is closed before this one."""
    opened = opening_month(desk.book.index)
    before = [month_at(i) for i in range(month_index(opened) + 1, month_index(desk.month.month))]
    yield Looked("", len(before))
    having = set(months(desk.book.index))
    for one in before:
        if one not in desk.closed:
            code = "close.month_open" if one in having else "close.month_empty"
            yield desk.item("earlier_closed", "", code, "accountant", args={"month": one})


def _as_closed(desk: Desk) -> Found:
    """What is closed stands as it was closed: nothing is sealed on top of what was changed."""
    verified = verify(desk.book.path, remember=False, balances=False)
    yield Looked("", len(verified.months))
    for one in verified.alarms[:MOST]:
        named = (Named(one.number, one.type, one.path, one.line, one.number, ""),) if one.type and one.line else ()
        yield desk.item("as_closed", "", "close.not_as_closed", "accountant", args={"alarm": one}, records=named)
    if more := len(verified.alarms[MOST:]):
        yield desk.item("as_closed", "", "close.more_not_as_closed", "accountant", args={"count": more})


# ------------------------------------------------------------ what is wrong with a set


def _balanced(desk: Desk) -> Found:
    """试算平衡: debits and credits of all accounts are equal, in the financial half and in the budget half."""
    balances = desk.month.balances("ledger") | {key: b.closing for key, b in desk.month.trial.items()}
    sums: dict[tuple[str, str], int] = defaultdict(int)
    counted: dict[str, int] = defaultdict(int)
    for key, amount in balances.items():
        set_, code = key.split("|", 1)
        half = "budget" if code[0] in "678" else "financial"
        sums[set_, half] += amount
        counted[set_] += 1
    for set_ in desk.sets:
        yield Looked(set_, counted[set_])
        for half in ("financial", "budget"):
            if over := sums[set_, half]:
                args = {"amount": abs(over), "debit": over > 0}
                yield desk.item("balanced", set_, f"close.unbalanced_{half}", "accountant", amount=abs(over), args=args)


def _numbered(desk: Desk) -> Found:
    """Voucher numbers run on without a gap (财政部令第98号 第51条)."""
    for set_ in desk.sets:
        (count,) = desk.book.index.execute(
            "select count(*) from record where month = ? and type = 'voucher' and owner = ?", (desk.month.month, set_)
        ).fetchone()
        yield Looked(set_, count)
    for paper in numbering.continuous(desk.month, desk.month.month):
        named = desk.month.named(paper.docs[0])
        set_ = desk.month.set_of(paper.docs[0])
        args = {"numbers": paper.args["gaps"], "number": named.number}
        yield desk.item("continuous", set_, "close.gap", "accountant", args=args, records=(named,))


def _tied(desk: Desk) -> Found:
    """Each bank account and the treasury: the month's statement is there, and only what is under way lies between."""
    for line in desk.result.lines:
        account, o = line.account, line.outside
        if account.controls not in ("bank", "treasury"):
            continue
        moved = account.key in desk.month.flows("ledger")
        if not (line.ledger or line.subsidiary or (moved and account.controls == "bank") or (o and o.amount)):
            continue
        yield Looked(account.set)
        args = {"account": account.code, "name": account.name, "bank_account": account.row.get("bank_account") or ""}
        if o is None or o.amount is None or (o.date or 0) < first_day(desk.month.month):
            yield desk.item("tied", account.set, f"close.no_statement_{account.controls}", "cashier", args=args)
        elif line.book_to_real and (rest := line.book_to_real.difference - line.book_to_real.timing):
            args["amount"] = abs(rest)
            yield desk.item("tied", account.set, "close.not_tied", "cashier", amount=abs(rest), args=args)


def _counted(desk: Desk) -> Found:
    """Whatever a rule (盘点频次) wants counted by now was counted."""
    for one in due(desk.month, desk.result.lines):
        yield Looked(one.set)
        if not one.done:
            args = {"place": one.place, "first": one.span[0], "until": one.span[1], "every": FREQUENCIES[one.rule["value"][0]],
                    "basis": one.rule.get("basis") or "", "last": one.last, "missing": list(one.missing[:MOST]),
                    "count": len(one.missing)}  # fmt: skip
            code = f"close.not_counted_{one.kind}"
            if one.kind == "stock" and 0 < len(one.missing) < _held(desk, one.place):
                code = "close.counted_in_part"
            yield desk.item("counts_made", one.set, code, one.role, args=args)


def _held(desk: Desk, place: str) -> int:
    return sum(bool(state["places"].get(place)) for state in desk.month.goods.values())


OWN_LINES = {"voucher.gap"}
"""Findings that have a line of their own on the list."""


def _settled(desk: Desk) -> Found:
    """待记 = 待改 = 未明 = 0. What nothing can mend any more (a purchase that was split) a person must have accepted."""
    for f in desk.result.findings:
        if f.kind.soft or f.code in OWN_LINES:
            continue
        yield Looked(_set_of(desk, f))
        if not (f.kind.clears == "never" and f.accepted):
            yield _of_finding(desk, "cleared", f)


def _approved(desk: Desk) -> Found:
    """Decisions and signatures that are still missing."""
    for f in desk.result.findings:
        if f.kind.soft:
            yield Looked(_set_of(desk, f))
            yield _of_finding(desk, "signed_off", f)


def _set_of(desk: Desk, f: Finding) -> str:
    return f.set or desk.registers.main_set


def _of_finding(desk: Desk, check: str, f: Finding) -> Item:
    role = f.settled_by or f.kind.settled_by
    place = f.records[0].owner if role == "keeper" and f.records else ""
    return desk.item(
        check, _set_of(desk, f), f.code, role, place, amount=f.amount or None, finding=f, records=tuple(f.records),
        days=desk.age(f.records[:1]),
    )  # fmt: skip


def _pending(desk: Desk) -> Found:
    """1902 待处理财产损溢 that nothing has settled yet, each case with its age."""
    for line in desk.result.lines:
        account = line.account
        if account.controls != "pending":
            continue
        for doc, amount in _open_cases(desk.month, account):
            named = desk.month.named(doc)
            yield Looked(account.set)
            code = "close.pending_gain" if amount < 0 else "close.pending_loss"
            args = {"number": named.number, "amount": abs(amount), "account": account.code}
            yield desk.item(
                "pending_aged", account.set, code, "logistics_director", args=args, records=(named,), amount=abs(amount),
                days=desk.age([named]),
            )  # fmt: skip


def _open_cases(month: Month, account: Account) -> list[tuple[Doc, int]]:
    """What opened a case in 1902, by day, with what of it is open still: fen, a loss positive. A settlement (批复转销) that
    names a report takes its sum off that one; any other takes it off the oldest of its kind."""
    opened: dict[Doc, int] = defaultdict(int)
    for _, move in month.reported:
        if move.spot[0] == account.key:
            opened[move.doc] += move.amount
    unnamed: list[int] = []
    for record, n, amount, type_ in month.index.execute(
        "select m.record, m.n, m.amount, r.type from moved m join record r on r.id = m.record"
        " where m.book = 'due' and m.key = ? and m.month <= ? order by r.booked, r.path, r.line, m.n",
        (f"{account.set}|pending|", month.month),
    ).fetchall():
        if type_ == "opening_cases":
            opened[record, n] += amount
            continue
        origin = month.origin((record, 0))[0]
        named = [
            (target, 0)
            for (target,) in month.index.execute(
                "select target from tie where record = ? and (n = ? or role = 'of') order by role = 'of'", (origin, n)
            )
            if (target, 0) in opened
        ]
        if named:
            opened[named[0]] += amount
        else:
            unnamed.append(amount)
    order = sorted(opened, key=lambda doc: (month.booked_of(doc[0]), doc))
    for left in unnamed:
        for doc in order:
            if left * opened[doc] < 0:
                taken = min(abs(left), abs(opened[doc])) * (1 if left > 0 else -1)
                opened[doc] += taken
                left -= taken  # noqa: PLW2901
    return [(doc, opened[doc]) for doc in order if opened[doc]]


CHECKS: dict[str, Check] = {
    "month_ended": Check("hard", _over, whole=True),
    "readable": Check("hard", _readable, whole=True),
    "earlier_closed": Check("hard", _earlier, whole=True),
    "as_closed": Check("hard", _as_closed, whole=True),
    "balanced": Check("hard", _balanced),
    "continuous": Check("hard", _numbered),
    "tied": Check("hard", _tied),
    "counts_made": Check("hard", _counted),
    "cleared": Check("hard", _settled),
    "signed_off": Check("soft", _approved),
    "pending_aged": Check("soft", _pending),
}
"""The list, in its order."""


def checklist(book: Book, name: str, closed: Iterable[str], today: int) -> Checklist:
    """The checklist of a month. `closed`: the months that are."""
    desk = Desk(book, name, closed, today)
    items: list[Item] = []
    looked: dict[tuple[str, str], int] = defaultdict(int)
    for key, check in CHECKS.items():
        for one in check.find(desk):
            if isinstance(one, Looked):
                looked[key, one.set] += one.things
            else:
                items.append(one)
    return Checklist(name, desk.result, items, dict(looked), desk.sets)
