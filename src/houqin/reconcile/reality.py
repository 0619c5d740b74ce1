"""账实: each account's outside evidence, and findings from what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from houqin.book.registers import Account
from houqin.reconcile.bank import Item, Journal
from houqin.reconcile.causes import Cause
from houqin.reconcile.counts import Counted, Difference
from houqin.reconcile.finding import Effect, Finding
from houqin.reconcile.moves import Month
from houqin.reconcile.result import Outside
from houqin.reconcile.sides import Sides
from houqin.reconcile.spots import Doc
from houqin.values import days_between, last_day

BANK_CODES = {
    ("bank", True): "bank.in_not_in_books",
    ("bank", False): "bank.out_not_in_books",
    ("books", True): "bank.books_in_not_at_bank",
    ("books", False): "bank.books_out_not_at_bank",
}
"""(where the item stands, money in) → the kind of outstanding item (银行存款余额调节表)."""

SAME_DAY = 3
"""Of one day's slips so many at most may be missing on a statement of that day."""


def real(account: Account, amount: int, **goods: Any) -> Effect:
    """The effect on 账实 of an account."""
    return Effect(account.set, account.code, "book_to_real", amount, **goods)


# ------------------------------------------------------------ goods


def goods_outside(account: Account, counts: dict[str, Counted], subsidiary: int) -> Outside:
    count = counts.get(account.key, Counted())
    if count.coverage == "none":
        return Outside("count", "none", date=count.last or None)
    found = sum(d.value for d in count.differences)
    if count.coverage == "full" and all(d.listed for d in count.differences):
        return Outside("count", "full", subsidiary + found, count.day)
    return Outside("count", "partial", count.worth + found, count.day, count.worth)


def goods_findings(month: Month, account: Account, counts: dict[str, Counted]) -> Iterator[Finding]:
    for difference in counts.get(account.key, Counted()).differences:
        if difference.causes is None:
            yield _not_listed(month, account, difference)
        for cause in difference.causes or ():
            yield _counted(month, account, difference, cause)


def _not_listed(month: Month, account: Account, d: Difference) -> Finding:
    """An item that a full count forgot. It has no figure of its own: nothing was seen."""
    args = {"item": d.item, "place": d.place, "quantity": d.book, "unit": d.unit}
    return Finding("count.not_listed", account.set, 0, [month.named((d.count, 0))], [], args)


def _counted(month: Month, account: Account, d: Difference, cause: Cause) -> Finding:
    args = {
        "item": d.item, "place": d.place, "quantity": abs(cause.quantity), "unit": d.unit, "book": d.book,
        "counted": d.counted, "amount": abs(cause.value), "account": account.code,
    } | cause.args  # fmt: skip
    effect = real(account, cause.value, item=d.item, quantity=cause.quantity, unit=d.unit)
    records = [month.named((record, 0)) for record in (cause.slip, d.count) if record is not None]
    return Finding(cause.code, account.set, abs(cause.value), records, [effect], args, rivals=cause.rivals)


# ------------------------------------------------------------ cash


def cash_outside(month: Month, sides: Sides, account: Account) -> tuple[Outside, list[Finding]]:
    """The last count of the safe, rolled to the month's end."""
    counts = [c for c in month.standing(["cash_count"], month.month) if c["set"] == account.set]
    if not counts:
        return Outside("cash_count", "none", date=_last_cash_count(month, account.set)), []
    count = counts[-1]
    later = month.index.execute(
        "select coalesce(sum(m.amount), 0) from moved m join record r on r.id = m.record"
        " where m.month = ? and m.book = 'cash' and m.key = ? and r.booked > ?",
        (month.month, f"{account.set}|cash", count["date"]),
    ).fetchone()[0]
    amount = count["counted"] + later - (count.get("unbooked_in") or 0) + (count.get("unbooked_out") or 0)
    difference = amount - sides.subsidiary(account)
    outside = Outside("cash_count", "full", amount, count["date"])
    if not difference:
        return outside, []
    named = [month.named((count["record"], 0))]
    args = {
        "number": named[0].number,
        "amount": abs(difference),
        "counted": count["counted"],
        "account": account.code,
        "book": amount - difference,
    }
    code = "cash.over" if difference > 0 else "cash.short"
    return outside, [Finding(code, account.set, abs(difference), named, [real(account, difference)], args)]


def _last_cash_count(month: Month, set_: str) -> int | None:
    days = [
        c["date"]
        for c in month.standing(["cash_count"])
        if c["set"] == set_ and c["booked_day"] <= last_day(month.month)
    ]
    return max(days, default=None)


# ------------------------------------------------------------ bank and treasury


def bank_outside(journal: Journal | None, subsidiary: int) -> Outside:
    if journal is None or journal.statement is None:
        return Outside("bank", "none")
    statement = journal.statement
    closing = statement.get("closing")
    if closing is None:
        moved = sum((line.get("in_") or 0) - (line.get("out") or 0) for line in statement.get("lines", []))
        closing = (statement.get("opening") or 0) + moved
    return Outside("bank", "full", closing, statement["date"])


def bank_findings(month: Month, account: Account, journal: Journal) -> Iterator[Finding]:
    """What stands on one side only: at the bank, or in the books."""
    limit = month.registers.rule("outstanding_days", last_day(month.month))
    days = int(limit["value"][0]) if limit else 10**6
    for where, item in [("bank", i) for i in journal.bank] + [("books", i) for i in journal.books]:
        amount = item.amount if where == "bank" else -item.amount
        age = days_between(item.day, last_day(month.month))
        code = BANK_CODES[where, item.amount > 0] if age <= days else "bank.too_old"
        records = [month.named((item.record, 0))]
        args = {"amount": abs(item.amount), "day": item.day, "text": _about(month, where, item), "age": age, "limit": days,
                "bank_account": account.row.get("bank_account") or ""}  # fmt: skip
        carried = item.day < int(month.month.replace("-", "") + "01")
        yield Finding(code, account.set, abs(item.amount), records, [real(account, amount)], args, carried=carried)


def _about(month: Month, where: str, item: Item) -> str:
    """An item in a few words: the bank's, or what the record of ours is for."""
    if where == "bank":
        return item.text
    tree = month.tree(item.record)
    if month.type_of(item.record) == "clearing":
        return "备用金退回" if item.amount > 0 else "补付报销款"
    if month.type_of(item.record) == "receipt":
        for collection, _ in month.targets(item.record, "collection"):
            fee = month.tree(collection[0])
            return str(fee["fee_item"]) + (str(fee.get("note", "")).removeprefix("工资") if fee.get("note") else "")
        return f"{tree.get('purpose') or '收'}{'' if tree.get('purpose') else item.text}"
    if month.type_of(item.record) == "opening_bank":
        return item.text
    return f"付{item.text}"


def treasury_outside(journal: Journal | None) -> Outside:
    if journal is None or journal.statement is None:
        return Outside("treasury", "none")
    paid = sum(line.get("amount") or 0 for line in journal.statement.get("lines", []))
    return Outside("treasury", "full", paid, journal.statement["date"])


def treasury_findings(month: Month, account: Account, journal: Journal) -> Iterator[Finding]:
    """Payments that the treasury's list lacks, or has beside ours; both lists are of one month, so what was brought
    from an earlier month and arrived counts back."""
    brought = {(where, item) for where, item, _ in journal.brought}
    for where, items in (("bank", journal.bank), ("books", journal.books)):
        for item in items:
            if (where, item) not in brought:
                yield _treasury(
                    month,
                    account,
                    where,
                    item,
                    "treasury.not_in_books" if where == "bank" else "treasury.not_on_statement",
                )
    for where, item, partner in journal.brought:
        if partner is not None:
            yield _treasury(month, account, "books" if where == "bank" else "bank", item, "treasury.arrived")


def _treasury(month: Month, account: Account, where: str, item: Item, code: str) -> Finding:
    paid = -item.amount
    args = {"amount": abs(paid), "day": item.day, "text": item.text}
    effect = real(account, paid if where == "bank" else -paid)
    return Finding(code, account.set, abs(paid), [month.named((item.record, 0))], [effect], args)


# ------------------------------------------------------------ what suppliers say


def supplier_outside(
    month: Month, sides: Sides, account: Account, unpaid: list[Finding]
) -> tuple[Outside, list[Finding]]:
    """Suppliers' statements against what is owed to each. A payment still under way at the bank explains its sum: that
    timing item gets a line more. A statement that stops earlier is asked about its own day: what came later is timing.
    What nothing explains stays unexplained."""
    owed = {party: amount for party, amount in sides.parties(account).items() if amount}
    statements = {
        s["supplier"]: s
        for s in month.standing(["outside_statement"], month.month)
        if s["kind"] == "supplier" and s.get("set", account.set) == account.set and s.get("closing") is not None
    }
    if not statements:
        return Outside("supplier", "none", count=0, of=len(owed)), []
    findings = []
    for supplier, statement in sorted(statements.items()):
        difference = statement["closing"] - owed.get(supplier, 0)
        if not difference:
            continue
        under_way = [f for f in unpaid if f.code == "bank.books_out_not_at_bank" and f.args["text"] == f"付{supplier}"]
        args = {"supplier": supplier, "closing": statement["closing"], "owed": owed.get(supplier, 0),
                "amount": abs(difference), "account": account.code, "name": account.name}  # fmt: skip
        named = [month.named((statement["record"], 0))]
        ways = (  # what is under way at the bank is known to be later; where that does not fit, it was on the statement
            (known, later) for known in ((under_way, []) if under_way else ([],))
            if (later := _later(month, account, statement, sum(f.amount for f in known) - difference, known)) is not None
        )  # fmt: skip
        known, later = next(ways, ([], None))
        if later is None:
            findings.append(
                Finding("real.unexplained", account.set, abs(difference), named, [real(account, difference)], args)
            )
            continue
        paid = sum(f.amount for f in known)
        for f in known:
            f.effects.append(real(account, f.amount)._replace(bucket="timing"))
            f.records += named
            f.args |= {k: args[k] for k in ("supplier", "closing", "owed")}
        if later:
            came = [month.named(doc) for doc in later]
            args |= {"amount": abs(difference - paid), "day": statement["date"], "numbers": [r.number for r in came],
                     "then": statement["closing"] - paid}  # fmt: skip
            effects = [real(account, difference - paid)]
            findings.append(Finding("supplier.later", account.set, args["amount"], [*named, *came], effects, args))
    covered = sum(owed.get(s, 0) for s in statements)
    whole = owed.keys() <= statements.keys()
    closing = sum(s["closing"] for s in statements.values())
    day = max(s["date"] for s in statements.values())
    outside = Outside(
        "supplier", "full" if whole else "partial", closing, day, None if whole else covered,
        len(statements.keys() & (owed.keys() | statements.keys())), len(owed.keys() | statements.keys()),
    )  # fmt: skip
    return outside, findings


def _later(
    month: Month, account: Account, statement: dict[str, Any], missing: int, known: list[Finding]
) -> list[Doc] | None:
    """What our books have of a supplier after the day on which his statement was drawn up, if that is just the sum that
    it lacks (fen, on the account's side): all that is dated later, and of that very day what is needed, if only one
    choice is. `known`: payments that are accounted for. Nothing where nothing is missing; None where it is not that."""
    if not missing:
        return []
    rows = month.index.execute(
        "select m.record, r.day, sum(m.amount) from moved m join record r on r.id = m.record"
        " where m.book = 'due' and m.key = ? and m.month = ? and r.day >= ? and r.type not like 'opening_%'"
        " group by m.record order by r.day, r.booked, r.path, r.line",
        (f"{account.set}|supplier|{statement['supplier']}", month.month, statement["date"]),
    ).fetchall()
    payments = [record for f in known for record in f.records]
    days: dict[Doc, int] = {(r, 0): day for r, day, amount in rows if amount and month.named((r, 0)) not in payments}
    sums: dict[Doc, int] = {(r, 0): amount * account.sign for r, _, amount in rows}
    after = [doc for doc, day in days.items() if day > statement["date"]]
    that_day = [doc for doc in days if doc not in after]
    rest = missing - sum(sums[doc] for doc in after)
    if not rest:
        return after or None
    some = (c for size in range(1, SAME_DAY + 1) for c in combinations(that_day, size))
    fitting = [c for c in some if sum(sums[doc] for doc in c) == rest]
    return [*fitting[0], *after] if len(fitting) == 1 else None


def last_counted(month: Month, account: Account) -> int | None:
    """When goods in use or assets were last counted, by the opening's word or a count."""
    type_ = "opening_in_use" if account.controls == "in_use" else "opening_assets"
    kind = "in_use" if account.controls == "in_use" else "assets"
    days = [one.get("last_counted") or 0 for one in month.standing([type_]) if one.get("set") == account.set]
    counts = month.index.execute(
        "select r.id, r.day from record r join data d on d.record = r.id where r.type = 'count' and r.month <= ?"
        " and d.json like ? order by r.day desc",
        (month.month, f'%"kind":"{kind}"%'),
    )
    last = next((day for record, day in counts if not month.withdrawn(record)), 0)
    return max([last, *days]) or None
