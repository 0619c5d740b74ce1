"""Vouchers put together: entries that balance, the budget half where a set keeps one, and what they rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from houqin.entry.new import New
from houqin.reconcile.sides import funds_of
from houqin.reconcile.spots import DEPRECIATION, Doc, Spot
from houqin.settle.desk import Desk, money
from houqin.values import fen

EXPENSE, INCOME = ("5001", "5101", "5301", "5"), ("4101", "4601", "4609", "4")
SPENT, EARNED = ("7201", "7901", "7"), ("6609", "6601", "6")
"""Accounts of the other side where the book has no voucher of the like: how they begin, the likeliest first."""
TREASURY_EARNED = ("6001",)
SHEETS = 1
"""Sheets of paper that a document is, until somebody counts them."""


def voucher(
    desk: Desk, summary: str, docs: list[Doc], amounts: Mapping[Spot, int], *, budget: Mapping[Spot, int] | None = None,
    other: str = "", named: list[Any] | None = None,
) -> New:  # fmt: skip
    """A supplementary voucher of these sums, marked as copied from a draft. What they lack to balance goes to `other`, or to
    the account that vouchers of the like have there. `budget`: only that half, these sums."""
    entries = {spot: amount for spot, amount in amounts.items() if amount}
    types = [desk.month.doc_type(doc) for doc in docs]
    keys = [key for key, _ in entries]
    if rest := -sum(entries.values()):
        side = "debit" if rest > 0 else "credit"
        usual = EXPENSE if rest > 0 else INCOME
        code = other or desk.account_like("entries", side, types, keys, usual)
        entries[f"{desk.set}|{code}", ""] = entries.get((f"{desk.set}|{code}", ""), 0) + rest
    half = dict(budget) if budget is not None else _budget(desk, entries, types, keys)
    documents = named if named is not None else desk.references(docs, "accounts", desk.set)
    return desk.record("voucher", desk.set, {
        "summary": summary, "documents": documents, "attachments": str(SHEETS * len(docs)) if docs else "",
        "copied_from": desk.choice("draft", "copied_from"), "entries": written(entries), "budget": written(half),
    })  # fmt: skip


def written(amounts: Mapping[Spot, int]) -> list[dict[str, str]]:
    """Entries as they are written, debits first."""
    found = []
    for (key, party), amount in sorted(amounts.items(), key=lambda one: one[1] < 0):
        who = {"party": party} if party and party != DEPRECIATION else {}
        side = {"debit": money(amount)} if amount > 0 else {"credit": money(-amount)}
        if amount:
            found.append({"account": key.split("|")[1], **who, **side})
    return found


def _budget(desk: Desk, entries: Mapping[Spot, int], types: list[str], keys: list[str]) -> dict[Spot, int]:
    """平行记账: what the entries move of money is moved in 8001 too, against what was spent or earned; what the treasury
    paid is spent and earned at once."""
    half: dict[Spot, int] = defaultdict(int)
    moved, paid = budgeted(desk, entries, types)
    if moved:
        funds = desk.book.registers.control("funds", desk.set)
        side, usual = ("debit", SPENT) if moved < 0 else ("credit", EARNED)
        code = desk.account_like("budget", side, types, [k for k in keys if k in _parts(desk)], usual)
        half[str(funds), ""] += moved
        half[f"{desk.set}|{code}", ""] -= moved
    if paid and (earned := treasury_earned(desk)):
        treasury = desk.book.registers.control("treasury", desk.set)
        code = desk.account_like("budget", "debit", types, [str(treasury)], SPENT)
        half[f"{desk.set}|{code}", ""] += paid
        half[earned, ""] -= paid
    return dict(half)


def budgeted(desk: Desk, entries: Mapping[Spot, int], types: list[str]) -> tuple[int, int]:
    """What the entries move of the money that 8001 stands for, and what the treasury paid, fen; nothing in a set that
    keeps no budget half. What a person owes for goods is no money."""
    registers = desk.book.registers
    row = next((s for s in registers.sets if s["set"] == desk.set), {})
    if not row.get("parallel"):
        return 0, 0
    for_goods = any(t in ("settlement", "count_report") for t in types)
    persons = registers.control("party", desk.set, "person")
    parts, treasury = _parts(desk), registers.control("treasury", desk.set)
    moved = sum(parts.get(key, 0) * a for (key, _), a in entries.items() if not (for_goods and key == persons))
    return moved, -sum(amount for (key, _), amount in entries.items() if key == treasury)


def _parts(desk: Desk) -> dict[str, int]:
    """The accounts that 8001 is made of → with which sign."""
    registers = desk.book.registers
    funds = registers.control("funds", desk.set)
    return {p.key: sign * p.sign for p, sign in funds_of(registers, registers.accounts[funds])} if funds else {}


def treasury_earned(desk: Desk) -> str | None:
    """The key of the budget income by which the treasury pays, where the set has it."""
    keys = (f"{desk.set}|{code}" for code in TREASURY_EARNED)
    return next((key for key in keys if key in desk.book.registers.accounts), None)


# ------------------------------------------------------------ a voucher written anew


def corrected(desk: Desk, doc: Doc, amounts: Mapping[Spot, int], reason: str) -> list[New]:
    """红字更正: the voucher taken back, and another in its place with these sums added (debit positive), each half
    balanced again."""
    raw = desk.raw(doc)
    entries = _merged(desk, raw.get("entries", []), amounts)
    if rest := -sum(_signed(e) for e in entries):
        entries = _balanced(desk, entries, rest)
    before = _sums(desk, raw.get("entries", []))
    after = _sums(desk, entries)
    change = {key: after.get(key, 0) - before.get(key, 0) for key in {*before, *after}}
    half = list(raw.get("budget", []))
    added = {s: a for s, a in _budget(desk, {(k, ""): a for k, a in change.items()}, [], []).items() if a}
    if added and half:
        half = _in_kind(desk, half, added)
    kept = {k: v for k, v in raw.items() if k in ("summary", "documents", "attachments")}
    back = desk.reversal(doc, "accounts", desk.month.named(doc).owner, reason)
    anew = desk.record("voucher", desk.set, kept | {
        "replaces": back.tree["of"], "copied_from": desk.choice("draft", "copied_from"), "entries": entries, "budget": half,
    })  # fmt: skip
    return [back, anew]


def _signed(entry: Mapping[str, Any]) -> int:
    return fen(entry["debit"]) if entry.get("debit") is not None else -fen(entry["credit"])


def _sums(desk: Desk, entries: list[dict[str, Any]]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for entry in entries:
        found[f"{desk.set}|{entry['account']}"] += _signed(entry)
    return found


def _merged(desk: Desk, entries: list[dict[str, Any]], amounts: Mapping[Spot, int]) -> list[dict[str, Any]]:
    """The entries with these sums added, each to the one on its account (and party), else as one of its own."""
    found = [dict(entry) for entry in entries]
    for (key, party), amount in amounts.items():
        code = key.split("|")[1]
        here = [e for e in found if e["account"] == code and (e.get("party") or party) == party]
        if here and amount:
            _add(here[0], amount)
        elif amount:
            found += written({(key, party): amount})
    return [e for e in found if _signed(e)]


def _add(entry: dict[str, Any], amount: int) -> None:
    """Add to an entry on its own side; one that would turn red changes its side."""
    sum_ = _signed(entry) + amount
    was_debit = entry.pop("debit", None) is not None
    entry.pop("credit", None)
    debit = sum_ > 0 if sum_ else was_debit
    entry["debit" if debit else "credit"] = money(abs(sum_))


def _balanced(desk: Desk, entries: list[dict[str, Any]], rest: int) -> list[dict[str, Any]]:
    """The rest on the voucher's own account that controls nothing, the largest; else where the like is booked."""
    chart = desk.book.registers.accounts
    free = [e for e in entries if not (a := chart.get(f"{desk.set}|{e['account']}")) or not a.controls]
    if free:
        _add(max(free, key=lambda e: abs(_signed(e))), rest)
        return [e for e in entries if _signed(e)]
    side, usual = ("debit", EXPENSE) if rest > 0 else ("credit", INCOME)
    code = desk.account_like("entries", side, [], [], usual)
    return entries + written({(f"{desk.set}|{code}", ""): rest})


def _in_kind(desk: Desk, half: list[dict[str, Any]], added: Mapping[Spot, int]) -> list[dict[str, Any]]:
    """The budget half with what the financial half changed: 8001 and its own other account."""
    funds = desk.book.registers.control("funds", desk.set)
    moved = added.get((str(funds), ""), 0)
    found = _merged(desk, half, {(str(funds), ""): moved})
    return _balanced(desk, found, rest) if (rest := -sum(_signed(e) for e in found)) else found
