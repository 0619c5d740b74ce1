"""What reconciling a month gives: its lines, its findings, and what stays open for the next month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from houqin.book.registers import Account
from houqin.reconcile.bank import Journal
from houqin.reconcile.counts import Counted
from houqin.reconcile.finding import Effect, Finding, Side
from houqin.reconcile.kinds import BUCKETS, Bucket
from houqin.reconcile.spots import Doc

Status = Literal["agrees", "timing", "open", "unexplained"]


@dataclass(frozen=True, slots=True)
class Outside:
    """Evidence from outside the books. `amount` fen (None: nothing this month), `covered` the part of the subsidiary
    ledger that a partial evidence speaks of, `count` of how many sources and `of` how many there could be."""

    kind: str
    coverage: Literal["full", "partial", "none"]
    amount: int | None = None
    date: int | None = None
    covered: int | None = None
    count: int = 0
    of: int = 0


class Witness(NamedTuple):
    """What a count of the safe (party "") or a supplier's statement says of an account at a month's end, fen on the side
    where the account stands: `amount`, an older one's with what moved since; `book`, what the books say; `since`, the
    month in which the difference was first seen. `explained`: by what is under way, `paid` and not yet at the bank, and
    `later` records than his."""

    account: str
    party: str
    record: int
    day: int
    amount: int
    book: int
    since: str
    explained: bool = False
    paid: int = 0
    later: Sequence[int] = ()

    @property
    def difference(self) -> int:
        return self.amount - self.book


class Parts(NamedTuple):
    """A difference and its four parts, fen; `gross` is the sum of absolute amounts outside timing."""

    difference: int
    timing: int
    to_book: int
    to_correct: int
    unexplained: int
    gross: int


@dataclass(slots=True)
class Line:
    """One control account: ledger, subsidiary ledger and outside on the side where the account stands. None: no such side."""

    account: Account
    ledger: int | None
    subsidiary: int | None
    outside: Outside | None = None
    same_source: bool = False
    carried_in: int = 0
    book_to_book: Parts | None = None
    book_to_real: Parts | None = None


class Late(NamedTuple):
    """迟到单: dated in an earlier month, booked in this one. `what`: its first item with quantity and unit, and of how
    many lines."""

    doc: Doc
    day: int
    booked: int
    amount: int | None
    what: tuple[tuple[str, int, str], int] | None


class Surplus(NamedTuple):
    """A set's income less expense as booked and as it would be with all findings settled, fen: what its accounts hold.
    `since`: the first month of which it is in them; None where they began with a balance."""

    set: str
    booked: int
    corrected: int
    since: str | None
    parts: tuple[int, ...]


@dataclass(slots=True)
class Result:
    """A month reconciled. `counted`: stock account → what counts say of it at its end; `counted_before`, at its start.
    `seen`: what counts of safes and suppliers' statements say."""

    month: str
    lines: list[Line]
    findings: list[Finding]
    timing: list[Finding]
    journals: list[Journal]
    brought: list[Finding] = field(default_factory=list)
    late: list[Late] = field(default_factory=list)
    surpluses: list[Surplus] = field(default_factory=list)
    counted: dict[str, Counted] = field(default_factory=dict)
    counted_before: dict[str, Counted] = field(default_factory=dict)
    seen: list[Witness] = field(default_factory=list)

    def of(self, set_: str) -> Result:
        """What of it is one set's."""

        def its(found: list[Finding]) -> list[Finding]:
            return [f for f in found if f.set == set_ or any(e.set == set_ for e in f.effects)]

        return replace(
            self, lines=[line for line in self.lines if line.account.set == set_], findings=its(self.findings),
            timing=its(self.timing), journals=[j for j in self.journals if j.key.startswith(f"{set_}|")],
            surpluses=[s for s in self.surpluses if s.set == set_],
        )  # fmt: skip

    @property
    def status(self) -> Status:
        if any(e.bucket == "unexplained" for f in self.findings for e in f.effects):
            return "unexplained"
        if self.findings:
            return "open"
        return "timing" if self.timing else "agrees"


def parts(difference: int, findings: list[Finding], set_: str, account: str, side: Side) -> Parts:
    """A difference divided by the effects of findings and timing items. They add up, or we are wrong: always checked."""
    effects = [e for f in findings for e in f.effects if (e.set, e.account, e.side) == (set_, account, side)]
    sums = {bucket: _sum(effects, bucket) for bucket in BUCKETS}
    if sum(sums.values()) != difference:
        raise AssertionError(f"{set_} {account} {side}: effects {sum(sums.values())} of a difference {difference}")
    gross = sum(abs(e.amount) for e in effects if e.bucket != "timing")
    return Parts(difference, sums["timing"], sums["to_book"], sums["to_correct"], sums["unexplained"], gross)


def _sum(effects: list[Effect], bucket: Bucket) -> int:
    return sum(e.amount for e in effects if e.bucket == bucket)
