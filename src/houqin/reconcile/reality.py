"""账实: each account's outside evidence, and findings from what it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from houqin.book.registers import Account
from houqin.reconcile import bank
from houqin.reconcile.bank import Item, Journal
from houqin.reconcile.finding import Effect, Finding
from houqin.reconcile.moves import Month
from houqin.reconcile.result import Outside, Witness
from houqin.reconcile.sides import Sides
from houqin.values import days_between, last_day, month_of

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


# ------------------------------------------------------------ cash


def cash_counts(month: Month, sides: Sides, before: Iterable[Witness]) -> list[Witness]:
    """Each safe's last count of the month; where it was not counted, the one that found a difference still open."""
    found = []
    old = {w.account: w for w in before if w.difference and not w.party}
    for account in month.registers.accounts.values():
        if account.controls != "cash":
            continue
        counts = [c for c in month.standing(["cash_count"], month.month) if c["set"] == account.set]
        was = old.get(account.key)
        if not counts and was and not month.withdrawn(was.record):
            counts = [month.tree(was.record) | {"record": was.record}]
        if not counts:
            continue
        count = counts[-1]
        now = Witness(
            account.key, "", count["record"], count["date"], _rolled(month, account, count), sides.subsidiary(account),
            month.month,
        )  # fmt: skip
        found.append(_as_before(now, was))
    return [w for w in found if w.difference or month.month_of(w.record) == month.month]


def _as_before(now: Witness, was: Witness | None) -> Witness:
    """The same difference is as old as it was, whoever says so again; what is left of one is as old as it."""
    if was and (now.record == was.record or now.difference == was.difference):
        return now._replace(since=was.since)
    return now


def _rolled(month: Month, account: Account, count: dict[str, Any]) -> int:
    """What was counted in a safe with what moved there since, up to the month's end, fen.

    A reversal moves no money: it mends what was written. What is dated before the count and booked after it was seen by
    it; as far as the count names papers not booked yet, it is those.
    """
    later, late_in, late_out = 0, 0, 0
    for record, day, amount in month.index.execute(
        "select m.record, r.day, m.amount from moved m join record r on r.id = m.record"
        " where m.book = 'cash' and m.key = ? and m.month between ? and ? and r.booked > ?",
        (f"{account.set}|cash", month_of(count["date"]), month.month, count["date"]),
    ).fetchall():
        origin = month.origin((record, 0))[0]
        if origin != record:
            later += amount if month.booked_of(origin) > count["date"] else 0
        elif day > count["date"]:
            later += amount
        else:
            late_in, late_out = late_in + max(amount, 0), late_out + max(-amount, 0)
    unbooked = max((count.get("unbooked_out") or 0) - late_out, 0) - max((count.get("unbooked_in") or 0) - late_in, 0)
    return int(count["counted"]) + later + unbooked


def cash_outside(month: Month, account: Account, seen: Iterable[Witness]) -> tuple[Outside, list[Finding]]:
    """The last count of the safe, rolled to the month's end."""
    count = next((w for w in seen if w.account == account.key and not w.party), None)
    if count is None:
        return Outside("cash_count", "none", date=_last_cash_count(month, account.set)), []
    outside = Outside("cash_count", "full", count.amount, count.day)
    if not count.difference:
        return outside, []
    named = [month.named((count.record, 0))]
    counted = month.tree(count.record)["counted"]
    args = {
        "number": named[0].number, "amount": abs(count.difference), "counted": counted, "account": account.code,
        "book": counted - count.difference,
    }  # fmt: skip
    code = "cash.over" if count.difference > 0 else "cash.short"
    found = Finding(code, account.set, abs(count.difference), named, [real(account, count.difference)], args)
    found.open_since(count.since, month.month)
    return outside, [found]


def _last_cash_count(month: Month, set_: str) -> int | None:
    days = [
        c["date"]
        for c in month.standing(["cash_count"])
        if c["set"] == set_ and c["booked_day"] <= last_day(month.month)
    ]
    return max(days, default=None)


# ------------------------------------------------------------ bank and treasury


def bank_outside(journal: Journal | None, subsidiary: int) -> Outside:
    """The statement's balance. Where the month has none and something is outstanding from before, the last one's, with
    what the journal has since: it differs by what is outstanding."""
    if journal is None or journal.statement is None:
        if journal is None or not journal.stated or not (journal.outstanding or journal.rest):
            return Outside("bank", "none")
        return Outside("bank", "full", subsidiary + journal.difference, journal.seen)
    statement = journal.statement
    closing = statement.get("closing")
    if closing is None:
        moved = sum((line.get("in_") or 0) - (line.get("out") or 0) for line in statement.get("lines", []))
        closing = (statement.get("opening") or 0) + moved
    return Outside("bank", "full", closing, statement["date"])


def weigh(month: Month, sides: Sides, journals: Iterable[Journal]) -> None:
    """What this month's statements of banks differ by beside what is outstanding."""
    for journal in journals:
        account = month.registers.accounts.get(bank.account_of(month, journal) or "")
        if account and account.controls == "bank" and journal.statement:
            was, journal.rest = journal.rest, 0
            subsidiary = sides.subsidiary(account)
            journal.rest = (bank_outside(journal, subsidiary).amount or 0) - subsidiary - journal.difference
            if journal.rest != was:
                journal.since = month.month


def bank_findings(month: Month, account: Account, journal: Journal) -> Iterator[Finding]:
    """What stands on one side only: at the bank, or in the books."""
    limit = month.registers.rule("outstanding_days", last_day(month.month))
    days = int(limit["value"][0]) if limit else 10**6
    for where, item in journal.outstanding:
        amount = item.amount if where == "bank" else -item.amount
        age = days_between(item.day, last_day(month.month))
        code = BANK_CODES[where, item.amount > 0] if age <= days else "bank.too_old"
        records = [month.named((item.record, 0))]
        args = {"amount": abs(item.amount), "day": item.day, "text": _about(month, where, item), "age": age, "limit": days,
                "bank_account": account.row.get("bank_account") or ""}  # fmt: skip
        carried = item.day < int(month.month.replace("-", "") + "01")
        effects = [real(account, amount)]
        yield Finding(code, account.set, abs(item.amount), records, effects, args, rivals=item.rivals, carried=carried)


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


def supplier_statements(
    month: Month, sides: Sides, journals: Iterable[Journal], before: Iterable[Witness]
) -> list[Witness]:
    """Each supplier's statement of the month; of those who sent none, the last that differs from what is owed to them.
    Where payments under way explained it, it differs by those that still are."""
    found = []
    old = {(w.account, w.party): w for w in before if w.difference and w.party}
    new = {
        (s["supplier"], s.get("set")): s
        for s in month.standing(["outside_statement"], month.month)
        if s["kind"] == "supplier" and s.get("closing") is not None
    }
    for account in month.registers.accounts.values():
        if account.controls != "party" or account.row.get("party") != "supplier":
            continue
        mine = {supplier: s for (supplier, set_), s in new.items() if (set_ or account.set) == account.set}
        carried = {party for key, party in old if key == account.key}
        owed = sides.parties(account) if mine or carried else {}
        limit = month.registers.rule("outstanding_days", last_day(month.month))
        oldest = int(limit["value"][0]) if limit else 10**6
        paid = [
            i for j in journals if j.key.startswith(f"{account.set}|bank|")
            for where, i in j.outstanding
            if where == "books" and i.amount < 0 and days_between(i.day, last_day(month.month)) <= oldest
        ]  # fmt: skip
        for supplier in sorted({*mine, *carried}):
            was, statement = old.get((account.key, supplier)), mine.get(supplier)
            book = owed.get(supplier, 0)
            if statement:
                said = statement["record"], statement["date"], statement["closing"]
            elif was and not month.withdrawn(was.record):
                until = last_day(month.month_of(was.record))
                still = -sum(i.amount for i in paid if i.text == supplier and i.day <= until and was.paid)
                amount = book + still if was.explained else was.amount + _since(month, account, supplier, until)
                said = was.record, was.day, amount
            else:
                continue
            now = _as_before(Witness(account.key, supplier, *said, book, month.month), was)
            found.append(_explained(month, account, now, {i.record: -i.amount for i in paid if i.text == supplier}))
    return [w for w in found if w.difference or month.month_of(w.record) == month.month]


def _since(month: Month, account: Account, supplier: str, until: int) -> int:
    """What moved this month between us and a supplier whose last statement is older, fen on the account's side: what he
    knows of too. What is dated before the statement's month ended he had in it, if it is so; an invoice over what was
    delivered moves nothing, and no reversal."""
    return account.sign * sum(
        int(amount)
        for record, type_, day, amount in month.index.execute(
            "select m.record, r.type, r.day, m.amount from moved m join record r on r.id = m.record"
            " where m.book = 'due' and m.key = ? and m.month = ?",
            (f"{account.set}|supplier|{supplier}", month.month),
        ).fetchall()
        if day > until and type_ != "invoice"
        and (type_ != "reversal" or month.booked_of(month.origin((record, 0))[0]) > until)
    )  # fmt: skip


def supplier_outside(
    month: Month, sides: Sides, account: Account, seen: Iterable[Witness], unpaid: list[Finding]
) -> tuple[Outside, list[Finding]]:
    """Suppliers' statements against what is owed to each. A payment still under way at the bank explains its sum: that
    timing item gets a line more. A statement that stops earlier is asked about its own day: what came later is timing.
    What nothing explains stays unexplained."""
    owed = {party: amount for party, amount in sides.parties(account).items() if amount}
    statements = {w.party: w for w in seen if w.account == account.key and w.party}
    if not statements:
        return Outside("supplier", "none", count=0, of=len(owed)), []
    findings = []
    for supplier, statement in sorted(statements.items()):
        difference = statement.difference
        if not difference:
            continue
        args = {"supplier": supplier, "closing": statement.amount, "owed": statement.book, "amount": abs(difference),
                "account": account.code, "name": account.name}  # fmt: skip
        named = [month.named((statement.record, 0))]
        if not statement.explained:
            found = Finding("real.unexplained", account.set, abs(difference), named, [real(account, difference)], args)
            found.open_since(statement.since, month.month)
            findings.append(found)
            continue
        for f in unpaid if statement.paid else ():
            if f.code == "bank.books_out_not_at_bank" and f.args["text"] == f"付{supplier}":
                f.effects.append(real(account, f.amount)._replace(bucket="timing"))
                f.records += named
                f.args |= {k: args[k] for k in ("supplier", "closing", "owed")}
        if statement.later:
            came = [month.named((record, 0)) for record in statement.later]
            rest = difference - statement.paid
            args |= {"amount": abs(rest), "day": statement.day, "numbers": [r.number for r in came],
                     "then": statement.amount - statement.paid}  # fmt: skip
            effects = [real(account, rest)]
            findings.append(Finding("supplier.later", account.set, abs(rest), [*named, *came], effects, args))
    covered = sum(w.book for w in statements.values())
    whole = owed.keys() <= statements.keys()
    closing = sum(w.amount for w in statements.values())
    day = max(w.day for w in statements.values())
    outside = Outside(
        "supplier", "full" if whole else "partial", closing, day, None if whole else covered,
        len(statements.keys() & (owed.keys() | statements.keys())), len(owed.keys() | statements.keys()),
    )  # fmt: skip
    return outside, findings


def _explained(month: Month, account: Account, now: Witness, paid: dict[int, int]) -> Witness:
    """A supplier's statement with what is under way that explains its difference. `paid`: our payments to him that the
    bank has not yet → fen. They are known to be later; where that does not fit, they were on the statement."""
    for known in (paid, {}) if paid else ({},):
        total = sum(known.values())
        missing, fresh = total - now.difference, month.month_of(now.record) == month.month
        later = _later(month, account, now, missing, known) if fresh else None if missing else []
        if now.difference and later is not None:
            return now._replace(explained=True, paid=total, later=later)
    return now


def _later(month: Month, account: Account, now: Witness, missing: int, known: Iterable[int]) -> list[int] | None:
    """What our books have of a supplier after the day on which his statement was drawn up, if that is just the sum that
    it lacks (fen, on the account's side): all that is dated later, and of that very day what is needed, if only one
    choice is. `known`: payments that are accounted for. Nothing where nothing is missing; None where it is not that."""
    if not missing:
        return []
    rows = month.index.execute(
        "select m.record, r.day, sum(m.amount) from moved m join record r on r.id = m.record"
        " where m.book = 'due' and m.key = ? and m.month = ? and r.day >= ? and r.type not like 'opening_%'"
        " group by m.record order by r.day, r.booked, r.path, r.line",
        (f"{account.set}|supplier|{now.party}", month.month, now.day),
    ).fetchall()
    days = {record: day for record, day, amount in rows if amount and record not in known}
    sums = {record: amount * account.sign for record, _, amount in rows}
    after = [record for record, day in days.items() if day > now.day]
    that_day = [record for record in days if record not in after]
    rest = missing - sum(sums[record] for record in after)
    if not rest:
        return after or None
    some = (c for size in range(1, SAME_DAY + 1) for c in combinations(that_day, size))
    fitting = [c for c in some if sum(sums[record] for record in c) == rest]
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
