"""账实 of goods: what the counts of an account's stores show, as evidence and as findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from houqin.book.registers import Account
from houqin.reconcile.causes import Cause, Difference
from houqin.reconcile.counts import Counted
from houqin.reconcile.finding import Effect, Finding
from houqin.reconcile.moves import Month
from houqin.reconcile.reality import real
from houqin.reconcile.result import Outside

MENDED = {"count.accepted", "register.pack"}
"""What is written anew with other quantities, for the same sums: the goods cost another sum by it."""
OTHER_UNIT = ("count.accepted", "receipt.other_unit")
BY_UNIT = {"acceptance.above_price", "acceptance.above_quantity", "acceptance.above_usual"}
"""What a line in another unit looks like beside its order, and beside other purchases."""
LEFT = {"book.unexplained", "summary.purchases", "summary.late_slip", "summary.rounding"}
"""What is told where a summary fits no documents."""


def goods_outside(account: Account, counts: dict[str, Counted], subsidiary: int) -> Outside:
    count = counts.get(account.key, Counted())
    if count.coverage == "none":
        return Outside("count", "none", date=count.last or None)
    found = sum(d.value for d in count.differences)
    if count.coverage == "full" and all(d.listed for d in count.differences):
        return Outside("count", "full", subsidiary + found, count.day)
    return Outside("count", "partial", count.worth + found, count.day, count.worth)


def goods_findings(month: Month, account: Account, counts: dict[str, Counted]) -> Iterator[Finding]:
    """What the counts of an account's stores show; what comes from one cause is told once, on the first of its accounts."""
    for difference in counts.get(account.key, Counted()).differences:
        found = [_not_listed(month, account, difference)] if difference.causes is None else []
        for cause in difference.causes or ():
            parts = [(difference, cause)]
            if cause.one:
                parts = list(_together(month, counts, cause.one))
            if parts[0][1] is cause:
                found.append(_counted(month, account, parts))
        for one in found:
            one.open_since(difference.since, month.month)
            yield one


def _together(month: Month, counts: dict[str, Counted], one: str) -> Iterator[tuple[Difference, Cause]]:
    """The parts of all differences that come from one cause, in the order of the accounts."""
    for key in month.registers.accounts:
        for d in counts[key].differences if key in counts else ():
            yield from ((d, cause) for cause in d.causes or () if cause.one == one)


def _not_listed(month: Month, account: Account, d: Difference) -> Finding:
    """An item that a full count forgot. It has no figure of its own: nothing was seen."""
    args = {"item": d.item, "place": d.place, "quantity": d.book, "unit": d.unit}
    return Finding("count.not_listed", account.set, 0, [month.named((d.count, 0))], [], args)


def _counted(month: Month, account: Account, parts: list[tuple[Difference, Cause]]) -> Finding:
    d, cause = parts[0]
    amount = max(abs(c.value) for _, c in parts)
    if len(parts) > 2:  # of many goods
        amount = sum(abs(c.value) for _, c in parts) // 2
    args: dict[str, Any] = {
        "item": d.item, "place": d.place, "quantity": abs(cause.quantity), "unit": d.unit, "book": d.book,
        "counted": d.counted, "amount": amount, "account": account.code,
    } | cause.args  # fmt: skip
    if cause.code == "register.pack":
        from houqin.reconcile.packs import history  # asks git: only where a pack is blamed

        args["history"] = history(month, d.item, args["pack"], args["size"], args["right"])
    effects = [
        real(month.registers.accounts[d.account], c.value, item=d.item, quantity=c.quantity, unit=d.unit)
        for d, c in parts
    ]
    docs = dict.fromkeys([*cause.docs, *((d.count, 0) for d, _ in parts)])
    return Finding(
        cause.code, account.set, amount, [month.named(doc) for doc in docs], effects, args, rivals=cause.rivals
    )


def one_cause(findings: list[Finding]) -> list[Finding]:
    """A slip in another unit is told once. What its price alone says is left out where the count says it as well; that it
    is dear, or more than was ordered, is the unit's doing; and where its goods cost another sum by it, the ledger, which
    had it right, differs by the same to the fen."""
    kept = list(findings)
    for finding in (f for f in findings if f.code in OTHER_UNIT or f.code in MENDED):
        slip, item = finding.records[0], finding.args["item"]
        same = [f for f in kept if f is not finding and f.records and f.records[0] == slip]
        if finding.code in MENDED:
            told = [f for f in same if f.code == "receipt.other_unit" and f.args["item"] == item]
            left = [f for f in kept if f.code in LEFT for e in finding.effects if e.amount and _beside(f, e)]
            finding.effects += [e._replace(bucket=finding.kind.bucket) for f in left[:1] for e in f.effects]
            finding.records += [r for f in left[:1] for r in f.records]
            same = [f for f in same if f not in told]
            kept = [f for f in kept if f not in told and f not in left[:1]]
        dear = [f for f in same if f.code in BY_UNIT and {line["item"] for line in _lines(f)} == {item}]
        kept = [f for f in kept if f not in dear]
    return kept


def _lines(finding: Finding) -> list[dict[str, Any]]:
    """The lines of goods that a finding about a paper names."""
    return [*finding.args.get("lines", ()), *finding.args.get("prices", ())]


def _beside(left: Finding, real: Effect) -> bool:
    """Whether the ledger differs by the same sum on the same account, and by nothing else."""
    at = [(e.set, e.account, e.side, e.amount) for e in left.effects]
    return at == [(real.set, real.account, "book_to_book", real.amount)]
