"""认定: a person accepts what a finding says, and answers for it. A suspect then counts as its cause; of anything else only
the reason is kept beside it. A reversal takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from houqin.book.index import trees
from houqin.book.registers import Registers
from houqin.names import role_named
from houqin.reconcile.finding import ID, Accepted, Effect, Finding
from houqin.reconcile.moves import Month

EVER = "9999-12"
"""A 认定 counts for the month of its finding, however late it was written."""
MONTHS_BACK = 12
"""Months before its own in which the finding that a 认定 names is looked for."""


def accept(month: Month, findings: Iterable[Finding]) -> None:
    """Mark the findings that somebody accepted who may, and put suspects into the bucket of their cause."""
    known = {one["finding"]: one for one in _standing(month) if ID.fullmatch(one["finding"])}
    if not known:
        return
    for finding in findings:
        one = known.get(finding.id)
        if one and finding.records and may_accept(month.registers, finding, one["as_"], one["date"]):
            finding.accept(Accepted(one["id"], one["by"], one["as_"], one["date"], one["reason"]))


def _standing(month: Month) -> list[dict[str, Any]]:
    if not month.index.execute("select 1 from record where type = 'suspect_acceptance' limit 1").fetchone():
        return []
    return month.at(EVER).standing(["suspect_acceptance"])


def entitled(registers: Registers, finding: Finding, day: int) -> list[str]:
    """The roles that may accept a finding on a day: the one that settles it, and those above; [] for whoever has one."""
    role = finding.settled_by or finding.kind.settled_by
    rule = registers.rule("may_accept", day)
    above = [role_named(word) or word for word in rule["value"]] if rule else []
    return [role, *(above[above.index(role) + 1 :] if role in above else above)] if role else []


def may_accept(registers: Registers, finding: Finding, role: str, day: int) -> bool:
    roles = entitled(registers, finding, day)
    return not roles or role in roles


# ------------------------------------------------------------ what a 认定 itself has wrong


def strays(month: Month, findings: list[Finding]) -> Iterator[Finding]:
    """认定 of this month that name no finding of the book, or whose writer may not accept it."""
    here = {f.id: f for f in findings}
    earlier: dict[str, Finding] | None = None
    for one in trees(month.index, ["suspect_acceptance"], month.month):
        if not ID.fullmatch(one["finding"]) or month.at(EVER).withdrawn(one["record"]):
            continue
        named = here.get(one["finding"])
        if named is None:
            if earlier is None:
                earlier = _before(month)
            named = earlier.get(one["finding"])
        if named is None and not _corrected(month, one):
            yield _stray(month, one, "acceptance.unknown", {})
        elif named and not may_accept(month.registers, named, one["as_"], one["date"]):
            roles = entitled(month.registers, named, one["date"])
            yield _stray(month, one, "acceptance.not_entitled", {"roles": roles})


def _stray(month: Month, one: dict[str, Any], code: str, args: dict[str, Any]) -> Finding:
    doc = (one["record"], 0)
    named, set_ = month.named(doc), month.set_of(doc)
    args |= {"number": named.number, "finding": one["finding"], "by": one["by"], "role": one["as_"]}
    return Finding(code, set_, 0, [named], [Effect(set_, None, None, 0)], args)


def _before(month: Month) -> dict[str, Finding]:
    """Id → finding of the months before; worked out only for a 认定 whose finding is not of its own month."""
    from houqin.book.index import months, opening_month
    from houqin.reconcile.month import reconcile

    opened = opening_month(month.index)
    found: dict[str, Finding] = {}
    for name in [m for m in reversed(months(month.index)) if opened < m < month.month][:MONTHS_BACK]:
        result = reconcile(month.book, name, looking_back=False)
        found |= {f.id: f for f in (*result.findings, *result.timing)}
    return found


def _corrected(month: Month, one: dict[str, Any]) -> bool:
    """Whether what the 认定 was about has been put right since: a record it names was taken back, or a later one that is
    no approval names it."""
    for doc, _ in month.targets(one["record"], "of"):
        if month.at(EVER).withdrawn(doc[0]):
            return True
        later = month.index.execute(
            "select 1 from tie t join record r on r.id = t.record where t.target = ? and r.day >= ?"
            " and r.folder <> 'approvals' limit 1",
            (doc[0], one["date"]),
        ).fetchone()
        if later:
            return True
    return False
