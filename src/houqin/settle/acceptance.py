"""The 认定 by which a person accepts a finding."""

from __future__ import annotations

from houqin.book.index import Book
from houqin.diagnostics import FINDINGS, Diagnostic, Failure
from houqin.entry.new import New, in_order, key_language, new, path_of
from houqin.entry.number import numbered, reference
from houqin.names import ROLES
from houqin.reconcile.acceptance import entitled, may_accept
from houqin.reconcile.finding import Finding
from houqin.settle.desk import docs_of
from houqin.values import first_day, iso, last_day

MOST_NAMED = 20
"""Records that a 认定 names: a finding of more is known by its id."""


def acceptance(book: Book, month: str, finding: Finding, by: str, role: str, reason: str, day: int) -> New:
    """The record, numbered. `role` canonical; `day` when it is accepted. Failure accept.no_records (exit 1) for what is
    a difference of totals only: it names nothing that could be accepted."""
    if not finding.records:
        raise Failure("accept.no_records", FINDINGS, found=finding.id)
    said = {"date": iso(day), "finding": finding.id, "by": by, "reason": reason,
            "as_": ROLES[role] if key_language(book) == "zh" else role}  # fmt: skip
    (one,) = numbered(book, [new("suspect_acceptance", "", said)])
    path = path_of(book, one)
    named = [reference(book, doc, path=path, owner="") for doc in docs_of(book, finding)[:MOST_NAMED]]
    if not any(named):
        raise Failure("accept.no_records", FINDINGS, found=finding.id)
    return one._replace(tree=in_order(one.tree | {"of": [number for number in named if number]}))


def day_of(month: str, today: int) -> int:
    """When it is accepted where nobody says: today, or the last day of the finding's month once that is over."""
    return min(max(today, first_day(month)), last_day(month))


def not_entitled(book: Book, finding: Finding, one: New, role: str) -> list[Diagnostic]:
    """What reconcile would say of who accepts the finding as what."""
    day = int(str(one.tree["date"]).replace("-", ""))
    if may_accept(book.registers, finding, role, day):
        return []
    roles = entitled(book.registers, finding, day)
    args = {"number": one.number, "by": one.tree["by"], "role": role, "finding": finding.id, "roles": roles}
    return [Diagnostic("acceptance.not_entitled", args, path_of(book, one))]
