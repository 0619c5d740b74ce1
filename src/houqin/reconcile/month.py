"""Reconciling a month: vouching, comparing with reality, and every difference divided among its causes."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from houqin.book import contradictions
from houqin.book.fresh import remember
from houqin.book.index import Book, opening_month
from houqin.reconcile import acceptance, bank, books, counts, invoices, papers, reality, shelves
from houqin.reconcile.bank import Journal
from houqin.reconcile.counts import Counted
from houqin.reconcile.effects import lines_of
from houqin.reconcile.finding import Effect, Finding, Named, by_amount
from houqin.reconcile.kinds import KINDS
from houqin.reconcile.moves import Month
from houqin.reconcile.papers import Paper
from houqin.reconcile.result import Late, Line, Outside, Result, Surplus, Witness, parts
from houqin.reconcile.sides import Sides
from houqin.reconcile.vouching import Leftover, Open, compared, vouch
from houqin.values import month_at, month_index, previous_month


class State(NamedTuple):
    """What is open at a month's end: between documents and vouchers, at the banks, in the papers themselves, and what
    counts (by stock account), counts of the safes and suppliers' statements say. `lines`: account key → what is open on
    it, fen on its own side, both differences together."""

    open: Open
    journals: list[Journal]
    papers: list[Paper]
    counted: dict[str, Counted]
    seen: list[Witness]
    lines: dict[str, int]

    @classmethod
    def after(cls, month: Month, before: State) -> State:
        sides, journals = Sides(month), bank.compare(month, before.journals)
        reality.weigh(month, sides, journals)
        now = cls(
            vouch(month, before.open), journals, papers.still_wrong(month, before.papers),
            counts.counted(month, before.counted),
            [*reality.cash_counts(month, sides, before.seen),
             *reality.supplier_statements(month, sides, journals, before.seen)], {},
        )  # fmt: skip
        return now._replace(lines=_lines(month, sides, now))


def reconcile(book: Book, name: str, *, looking_back: bool = True) -> Result:
    """The month, with what was open before it. Not `looking_back`: without what its 认定 themselves have wrong."""
    month = Month(book, name)
    before = _carried(book, previous_month(name))
    if kept := _kept(book, name):  # the journals with this month's statements, which are not remembered
        journals = bank.compare(month, before.journals)
        for journal, known in zip(journals, kept.journals, strict=True):
            journal.rest, journal.since = known.rest, known.since
        return _result(month, before, kept._replace(journals=journals), looking_back=looking_back)
    now = State.after(month, before)
    _remember(book, name, now)
    return _result(month, before, now, looking_back=looking_back)


def open_at(book: Book, name: str) -> Open:
    """What is open between documents and vouchers at a month's end."""
    return _carried(book, name).open


def journals(month: Month) -> list[Journal]:
    """The month's journals, each with its statement."""
    return bank.compare(month, _carried(month.book, previous_month(month.month)).journals)


# ------------------------------------------------------------ from month to month


def _carried(book: Book, name: str) -> State:
    """What was open at a month's end: remembered, or worked out from the last month that is remembered.

    Every month counts, also one without records: depreciation falls due in it.
    """
    opened = opening_month(book.index)
    due = [month_at(i) for i in range(month_index(opened), month_index(name) + 1)] if opened else []
    state = State(Open(), [], [], {}, [], {})
    todo = []
    for m in reversed(due):
        if kept := _kept(book, m):
            state = kept
            break
        todo.append(m)
    for m in reversed(todo):
        month = Month(book, m)
        state = _begun(month) if m == opened else State.after(month, state)
        _remember(book, m, state)
    return state


def _begun(month: Month) -> State:
    """The opening: details that do not add up to their account are open from the start."""
    sides = Sides(month)
    start = Open()
    for account in month.registers.accounts.values():
        if account.controls == "treasury" or not compared(month, account.key):
            continue
        difference = (sides.ledger(account) - sides.subsidiary(account)) * account.sign
        if difference:
            start.leftovers.append(Leftover((account.key, ""), difference, [], "opening"))
    state = State(start, bank.opening(month), [], {}, [], {})
    return state._replace(lines=_lines(month, sides, state))


def _lines(month: Month, sides: Sides, state: State) -> dict[str, int]:
    """What is open on each account. 国库 compares a month's payments: there it is what is outstanding that counts."""
    found: dict[str, int] = {}
    for account in month.registers.accounts.values():
        if account.controls and account.controls != "treasury":
            found[account.key] = sides.ledger(account) - sides.subsidiary(account)
    for journal in state.journals:
        if key := bank.account_of(month, journal):
            sign = 1 if "|bank|" in journal.key else -1  # 国库: what it paid is the account's rise
            found[key] = found.get(key, 0) + sign * journal.difference
    for key, counted in state.counted.items():
        found[key] = found.get(key, 0) + sum(d.value for d in counted.differences)
    for witness in state.seen:
        found[witness.account] += witness.difference
    return {key: amount for key, amount in found.items() if amount}


def _kept(book: Book, name: str) -> State | None:
    """What is remembered of a month's end: nothing at or before it has changed since (book/fill.py forgets)."""
    row = book.index.execute("select json from settled where month = ?", (name,)).fetchone()
    return _from_json(json.loads(row[0])) if row else None


def _remember(book: Book, name: str, state: State) -> None:
    kept = [
        state.open.to_json(), [j.to_json() for j in state.journals], papers.to_json(state.papers),
        counts.to_json(state.counted), state.seen, state.lines,
    ]  # fmt: skip
    text = json.dumps(kept, ensure_ascii=False)
    remember(book.index, "insert or replace into settled values (?, ?)", (name, text))


def _from_json(data: Any) -> State:
    open_, journals, wrong, counted, seen, lines = data
    return State(
        Open.from_json(open_), [bank.from_json(j) for j in journals], papers.from_json(wrong), counts.from_json(counted),
        [Witness(*w) for w in seen], lines,
    )  # fmt: skip


# ------------------------------------------------------------ the month's result


def _result(month: Month, before: State, now: State, *, looking_back: bool) -> Result:
    sides = Sides(month)
    findings = [
        *invoices.findings(month, now.open.invoices),
        *books.document_findings(month, now.open),
        *books.leftover_findings(month, now.open),
        *books.mirror_findings(month, now.open),
        *papers.findings(month, now.papers),
        *_contradictions(month),
    ]
    findings = invoices.one_cause(findings)
    journals = {j.key: j for j in now.journals}
    evidence: dict[str, Outside | None] = {}
    accounts = [a for a in month.registers.accounts.values() if a.controls]
    for account in sorted(accounts, key=lambda a: a.controls == "party"):  # suppliers last: they refer to the bank
        key = account.key
        if account.controls == "stock":
            evidence[key] = shelves.goods_outside(account, now.counted, sides.subsidiary(account))
            findings += shelves.goods_findings(month, account, now.counted)
        elif account.controls in ("in_use", "assets"):
            evidence[key] = Outside("count", "none", date=reality.last_counted(month, account))
        elif account.controls == "cash":
            evidence[key], short = reality.cash_outside(month, account, now.seen)
            findings += short
        elif account.controls == "bank":
            journal = journals.get(f"{account.set}|bank|{account.row.get('bank_account')}")
            evidence[key] = outside = reality.bank_outside(journal, sides.subsidiary(account))
            if journal and outside.amount is not None:
                findings += reality.bank_findings(month, account, journal)
        elif account.controls == "treasury":
            journal = journals.get(f"{account.set}|treasury")
            evidence[key] = reality.treasury_outside(journal)
            if journal and journal.statement:
                findings += reality.treasury_findings(month, account, journal)
        elif account.controls == "party" and account.row.get("party") == "supplier":
            evidence[key], odd = reality.supplier_outside(month, sides, account, now.seen, findings)
            findings += odd
    findings = _between_sets(month, shelves.one_cause(findings))
    books.spread_to_funds(month, findings)
    copied = {key for p in month.postings if p.copied for key, _ in p.amounts}
    acceptance.accept(month, findings)
    lines = []
    for account in accounts:
        ledger, subsidiary = sides.ledger(account), sides.subsidiary(account)
        line = Line(account, ledger, subsidiary, evidence.get(account.key), carried_in=before.lines.get(account.key, 0))
        line.same_source = ledger == subsidiary and account.key in copied
        difference = ledger - subsidiary
        findings += _unexplained(month, line, findings, "book_to_book", difference)
        line.book_to_book = parts(difference, findings, account.set, account.code, "book_to_book")
        if line.outside and line.outside.amount is not None:
            difference = line.outside.amount - (subsidiary if line.outside.covered is None else line.outside.covered)
            rest = _unexplained(month, line, findings, "book_to_real", difference)
            for f in rest if account.controls == "bank" else ():
                f.open_since(journals[f"{account.set}|bank|{account.row.get('bank_account')}"].since, month.month)
            findings += rest
            line.book_to_real = parts(difference, findings, account.set, account.code, "book_to_real")
        lines.append(line)
    if looking_back:
        findings += acceptance.strays(month, findings)
    for f in findings:
        if f.carried and not f.since:
            f.since = _month_of(month, f.records[0]) if f.records else ""
    timing = [f for f in findings if f.bucket == "timing"]
    rest = [f for f in findings if f.bucket != "timing"]
    return Result(
        month.month, lines, by_amount(rest), _in_order(month, timing), _by_account(month, now.journals),
        late=_late(month), surpluses=_surpluses(month, sides, rest), counted=now.counted, counted_before=before.counted,
        seen=now.seen,
    )  # fmt: skip


def _month_of(month: Month, named: Named) -> str:
    """The month of a record as it is named."""
    row = month.index.execute(
        "select month from record where path = ? and line = ?", (named.file, named.line)
    ).fetchone()
    return row[0] if row else ""


def _unexplained(month: Month, line: Line, findings: list[Finding], side: Any, difference: int) -> list[Finding]:
    """The rest of a difference that no finding explains, as a finding that says so."""
    account = line.account
    known = sum(
        e.amount for f in findings for e in f.effects if (e.set, e.account, e.side) == (account.set, account.code, side)
    )
    rest = difference - known
    if not rest:
        return []
    code = "book.unexplained" if side == "book_to_book" else "real.unexplained"
    args = {"account": account.code, "name": account.name, "amount": abs(rest), "more": rest > 0, "party": "", "posted": 0,
            "right": 0, "voucher": "", "vouchers": [], "supplier": "", "closing": 0, "owed": 0}  # fmt: skip
    return [Finding(code, account.set, abs(rest), [], [Effect(account.set, account.code, side, rest)], args)]


def _between_sets(month: Month, findings: list[Finding]) -> list[Finding]:
    """Money between two sets that the bank has and the receiving set's books lack is one cause with both lines."""
    kept = list(findings)
    for transit in [f for f in findings if f.code == "set.in_transit"]:
        twin = next(
            (
                f
                for f in kept
                if f.code in ("bank.in_not_in_books", "bank.out_not_in_books")
                and f.set == transit.args["other_set"]
                and f.amount == transit.amount
                and "transit" not in f.args
            ),
            None,
        )
        if twin:
            kept.remove(transit)
            twin.records += [r for r in transit.records if r.type != "voucher"][:1]
            twin.effects += sorted(transit.effects, key=lambda e: e.set != twin.set)
            twin.args |= {"transit": True, "other_set": transit.set, "account": transit.args["other"],
                          "other": transit.args["account"], "summary": transit.args["summary"]}  # fmt: skip
    return kept


def _contradictions(month: Month) -> list[Finding]:
    """What makes the records of this month contradict each other or the registers, as findings."""
    together: dict[tuple[str, str], Finding] = {}
    for record, _, d in contradictions.found(month.index, month.month):
        named = month.named((record, 0))
        args = dict(d.args)
        key = (d.code, str(args) if d.code == "book.duplicate" else f"{args} {record}")
        if key in together:
            together[key].records.append(named)
            continue
        together[key] = Finding(d.code, month.set_of((record, 0)), 0, [named], [], args)
    return list(together.values())


def _in_order(month: Month, timing: list[Finding]) -> list[Finding]:
    """By set, and within it what the bank has before what the books have, as in a 余额调节表."""
    sets = [s["set"] for s in month.registers.sets]
    codes = list(KINDS)
    return sorted(
        timing,
        key=lambda f: (
            sets.index(f.set) if f.set in sets else 99, not f.code.startswith("bank."), codes.index(f.code),
            f.args.get("day", 0), [(r.file, r.line) for r in f.records],
        ),
    )  # fmt: skip


def _by_account(month: Month, journals: list[Journal]) -> list[Journal]:
    """The bank journals in the order of their accounts."""
    order = list(month.registers.accounts)
    found = {month.registers.control("bank", j.key.split("|")[2]): j for j in journals if "|bank|" in j.key}
    return [found[key] for key in order if key in found]


def _late(month: Month) -> list[Late]:
    """Slips of an earlier month that entered the books in this one."""
    rows = month.index.execute(
        "select id, type, day, booked from record where month = ? and day < ? and type not like 'opening_%'"
        " order by day, path, line",
        (month.month, int(month.month.replace("-", "") + "01")),
    ).fetchall()
    late = []
    for record, _, day, booked in rows:
        worth = month.index.execute(
            "select sum(abs(value)) from valued where record = ? and kind = 'stock'", (record,)
        ).fetchone()[0]
        late.append(Late((record, 0), day, booked, worth, lines_of(month, (record, 0))))
    return late


CARRIED_TO = ("3301", "3302")
"""本期盈余, 本年盈余分配: where income and expense are carried at the period's end (政府会计制度 财会〔2017〕25号)."""
WAITING = {"count.shortage", "count.surplus", "cash.short", "cash.over"}
"""Findings whose sum goes to 1902 待处理财产损溢 first: no expense until it is approved."""


def _surpluses(month: Month, sides: Sides, findings: list[Finding]) -> list[Surplus]:
    """Sets whose income and expense are still open: their surplus as booked, and once every finding is settled."""
    found = []
    moved = month.flows("ledger")
    for one in month.registers.sets:
        set_ = one["set"]
        if any(moved.get(f"{set_}|{code}") for code in CARRIED_TO):
            continue  # carried forward already: what is left there is not the month's
        booked = sum(
            sides.ledger(a) * (1 if a.code[0] == "4" else -1)
            for a in month.registers.accounts.values()
            if a.set == set_ and a.code[0] in "45" and a.controls != "treasury"
        )
        overstated = []
        # by account, then by amount: an order that does not depend on how the index came to be
        for f in sorted(by_amount(findings), key=lambda f: min((e.account or "" for e in f.effects), default="")):
            amount = sum(
                e.amount
                * month.registers.accounts[f"{e.set}|{e.account}"].sign
                * (1 if e.side == "book_to_book" else -1)
                for e in f.effects
                if e.set == set_ and e.side and e.account and e.account[0] in "123" and f.code not in WAITING
            )
            if amount:
                overstated.append(amount)
        if booked and overstated:
            since = _since(month, sides, set_)
            found.append(Surplus(set_, booked, booked - sum(overstated), since, tuple(overstated)))
    return found


def _since(month: Month, sides: Sides, set_: str) -> str | None:
    """The first month whose income and expense the set's accounts still hold: the one after they were last carried
    forward, or the book's first where its opening says nothing of them."""
    carried = month.index.execute(
        "select max(month) from state where kind = 'ledger' and month > ? and month <= ? and key in (?, ?)",
        (sides.opened or "", month.month, *(f"{set_}|{code}" for code in CARRIED_TO)),
    ).fetchone()[0]
    if carried:
        return month_at(month_index(carried) + 1)
    begun = month.balances("ledger", sides.opened)
    held = any(begun.get(a.key) for a in month.registers.accounts.values() if a.set == set_ and a.code[0] in "45")
    if held or any(key.startswith(f"{set_}|") for key in month.trial) or not sides.opened:
        return None
    return month_at(month_index(sides.opened) + 1)
