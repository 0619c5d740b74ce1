"""A finding: a place, a figure, a reason and a next step; and what it does to the lines of the reconciliation."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from houqin.reconcile.kinds import KINDS, Bucket, Kind

Side = Literal["book_to_book", "book_to_real"]
ID = re.compile(r"[0-9a-f]{8}")
"""A finding's id. What a 认定 says of a finding in words is none."""


class Named(NamedTuple):
    """A record as a finding names it. `id` is its number with the period in which it is unique."""

    id: str
    type: str
    file: str
    line: int
    number: str
    owner: str


class Effect(NamedTuple):
    """What a finding contributes to one difference. `account` is a code (None: on no line), `amount` fen on the side
    where the account stands (ledger − subsidiary, or outside − subsidiary), `quantity` millionths of `unit`."""

    set: str
    account: str | None
    side: Side | None
    amount: int
    item: str | None = None
    quantity: int | None = None
    unit: str | None = None
    bucket: Bucket = "unexplained"


class Accepted(NamedTuple):
    """A 认定 of a finding: its number, who accepted it in which role on which day, and why."""

    number: str
    by: str
    role: str
    day: int
    reason: str


@dataclass(slots=True)
class Finding:
    """Something to settle, or a timing item. `args` fill the code's sentences; `amount` is the figure it is known by.
    `since`: of what was carried in, the month in which it was first seen."""

    code: str
    set: str
    amount: int
    records: list[Named]
    effects: list[Effect]
    args: dict[str, Any] = field(default_factory=dict)
    rivals: int = 0
    settled_by: str | None = None
    carried: bool = False
    since: str = ""
    why: str = ""
    accepted: Accepted | None = None

    def __post_init__(self) -> None:
        self.effects = [e._replace(bucket=self.kind.bucket) for e in self.effects]

    def open_since(self, first: str, month: str) -> None:
        """Known since its first month: carried in where that is not the month told of."""
        if first and first != month:
            self.carried, self.since = True, first

    @property
    def kind(self) -> Kind:
        return KINDS[self.code]

    @property
    def bucket(self) -> Bucket:
        """Its kind's; of a suspect that a person accepted, its cause's."""
        return (self.accepted and self.kind.accepted) or self.kind.bucket

    def accept(self, accepted: Accepted) -> None:
        """Keep who accepted it, and let what it does to the lines follow its bucket."""
        was, self.accepted = self.bucket, accepted
        self.effects = [e._replace(bucket=self.bucket) if e.bucket == was else e for e in self.effects]

    @property
    def id(self) -> str:
        """Eight hex digits that stay when lines move or the language changes: of the code, the records, the accounts."""
        parts = [self.code, *sorted(f"{r.type} {r.owner} {r.id}" for r in self.records)]
        parts += sorted({f"{e.set} {e.account} {e.item or ''}" for e in self.effects})
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]


def by_amount(findings: Iterable[Finding]) -> list[Finding]:
    """What was carried in first, then the largest; equal ones by their records, so that the order never wavers."""
    return sorted(
        findings, key=lambda f: (not f.carried, -abs(f.amount), f.code, [(r.file, r.line) for r in f.records])
    )
