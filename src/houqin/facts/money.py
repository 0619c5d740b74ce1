"""What a record does to the ledger, to debts and to cash: one function a type. Debit and money in are positive.

Books and their keys (`set` may stand as "@place", the set of that place):
    ledger  set|account; its quantity is the credit, fen
    due     set|supplier, person, payer or authority|name, and set|pending| (1902)
    cash    set|cash, set|bank|account number, set|treasury
    meal    set|the field that counts them (pupils, staff): heads, not money; priced when derived
    account set|account|party: what a payment settles on an account, a debt where parties stand behind it
    fee     set|the fee's name: a collection, in advance or in arrears as the fee says when derived
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin.facts.rows import Money

if TYPE_CHECKING:  # a file loads the models of its own folder only (records/catalogue.py)
    from collections.abc import Callable, Iterator

    from houqin.records import accounts, canteen, cash, checks, opening, purchases, repairs, store

ON_ACCOUNT = {"purchase"}
"""Origins whose acceptance is owed to the supplier; petty purchases are paid by the buyer's clearing."""


def _journal(set_: str, via: str, account: str | None) -> str | None:
    """The cash key of a way of paying; None where no money of the school moves (a purchase card, settled later)."""
    if via == "bank":
        return f"{set_}|bank|{account}"
    return {"cash": f"{set_}|cash", "treasury": f"{set_}|treasury", "quota": f"{set_}|treasury"}.get(via)


def opening_balances(record: opening.OpeningBalances, owner: str) -> Iterator[Money]:
    for n, line in enumerate([*record.balances, *record.budget], 1):
        credit = line.credit or 0
        yield Money(n, "ledger", f"{record.set}|{line.account}", (line.debit or 0) - credit, credit)


def opening_payables(record: opening.OpeningPayables, owner: str) -> Iterator[Money]:
    for n, line in enumerate(record.lines, 1):
        yield Money(n, "due", f"{record.set}|supplier|{line.supplier}", -line.unpaid)


def opening_uninvoiced(record: opening.OpeningUninvoiced, owner: str) -> Iterator[Money]:
    for n, line in enumerate(record.lines, 1):
        yield Money(n, "due", f"{record.set}|supplier|{line.supplier}", -line.amount)


def opening_retentions(record: opening.OpeningRetentions, owner: str) -> Iterator[Money]:
    for n, line in enumerate(record.lines, 1):
        yield Money(n, "due", f"{record.set}|supplier|{line.supplier}", -line.amount)


def opening_advances(record: opening.OpeningAdvances, owner: str) -> Iterator[Money]:
    for n, line in enumerate(record.lines, 1):
        yield Money(n, "due", f"{record.set}|person|{line.person}", line.amount)


def opening_cases(record: opening.OpeningCases, owner: str) -> Iterator[Money]:
    for n, line in enumerate(record.lines, 1):
        yield Money(n, "due", f"{record.set}|pending|", line.amount)


def opening_prepaid(record: opening.OpeningPrepaid, owner: str) -> Iterator[Money]:
    for n, line in enumerate(record.lines, 1):
        yield Money(n, "due", f"{record.set}|payer|{line.party}", -line.amount)


def opening_bank(record: opening.OpeningBank, owner: str) -> Iterator[Money]:
    """The journal's balance; the bank account's set is found by its number when derived."""
    yield Money(0, "cash", f"|bank|{record.bank_account}", record.journal_balance)


def acceptance(record: store.Acceptance, owner: str) -> Iterator[Money]:
    if record.supplier and record.origin in ON_ACCOUNT:
        for n, line in enumerate(record.lines, 1):
            yield Money(n, "due", f"@{owner}|supplier|{record.supplier}", -(line.amount or 0))
        for extra in record.extras:
            yield Money(0, "due", f"@{owner}|supplier|{record.supplier}", -extra.amount)


def return_to_supplier(record: store.ReturnToSupplier, owner: str) -> Iterator[Money]:
    for n, line in enumerate(record.lines, 1):
        yield Money(n, "due", f"@{owner}|supplier|{record.supplier}", line.amount or 0)


def invoice(record: purchases.Invoice, owner: str) -> Iterator[Money]:
    """Confirms what is owed and never adds again; only an agreed difference of price does."""
    for n, cover in enumerate(record.covers, 1):
        if cover.price_difference:
            yield Money(n, "due", f"|supplier|{record.supplier}", -cover.price_difference)


def job(record: repairs.Job, owner: str) -> Iterator[Money]:
    """Labour of an outside firm is owed to it."""
    if record.outside_firm and record.charge:
        yield Money(0, "due", f"{record.set or ''}|supplier|{record.outside_firm}", -record.charge)


def voucher(record: accounts.Voucher, owner: str) -> Iterator[Money]:
    for n, line in enumerate([*record.entries, *record.budget], 1):
        credit = line.credit or 0
        yield Money(n, "ledger", f"{owner}|{line.account}", (line.debit or 0) - credit, credit)


def payment(record: cash.Payment, owner: str) -> Iterator[Money]:
    if journal := _journal(owner, record.via, record.bank_account):
        yield Money(0, "cash", journal, -record.amount)
    for n, settled in enumerate(record.settles, 1):
        set_, amount = settled.set or owner, settled.amount or record.amount
        if settled.account is not None:
            yield Money(n, "account", f"{set_}|{settled.account}|{settled.party or record.payee}", amount)
        elif settled.advance is None:
            yield Money(n, "due", f"{set_}|supplier|{settled.supplier or record.payee}", amount)


def receipt(record: cash.Receipt, owner: str) -> Iterator[Money]:
    if journal := _journal(owner, record.via, record.bank_account):
        yield Money(0, "cash", journal, record.amount)
    if record.remit_to:
        yield Money(0, "due", f"{owner}|authority|{record.remit_to}", -record.amount)
    for n, settled in enumerate(record.settles, 1):
        if settled.count_report is not None or settled.advance is not None:  # a person pays what he owed
            yield Money(n, "due", f"{owner}|person|{record.payer}", -(settled.amount or record.amount))


def advance(record: cash.Advance, owner: str) -> Iterator[Money]:
    if journal := _journal(owner, record.via, record.bank_account):
        yield Money(0, "cash", journal, -record.amount)
    yield Money(0, "due", f"{owner}|person|{record.borrower}", record.amount)


def clearing(record: cash.Clearing, owner: str) -> Iterator[Money]:
    """What was spent and what was given back clear the advance of the person who took it (found when derived)."""
    for n, line in enumerate(record.lines, 1):
        yield Money(n, "due", f"{owner}|person|{record.claimant or ''}", -line.amount)
    for moved, sign in ((record.returned, 1), (record.paid_out, -1)):
        if moved is not None:
            yield Money(0, "due", f"{owner}|person|{record.claimant or ''}", -sign * moved.amount)
            if journal := _journal(owner, moved.via, moved.bank_account):
                yield Money(0, "cash", journal, sign * moved.amount)


def remittance(record: cash.Remittance, owner: str) -> Iterator[Money]:
    if journal := _journal(owner, record.via, record.bank_account):
        yield Money(0, "cash", journal, -record.amount)
    yield Money(0, "due", f"{owner}|authority|{record.remit_to}", record.amount)


def collection(record: canteen.Collection, owner: str) -> Iterator[Money]:
    yield Money(0, "fee", f"|{record.fee_item}|{record.party}", -record.amount)


def meal_count(record: canteen.MealCount, owner: str) -> Iterator[Money]:
    for n, (who, heads) in enumerate((("pupils", record.pupils), ("staff", record.staff)), 1):
        if heads is not None:
            yield Money(n, "meal", f"|{who}", 0, heads.parts)


def settlement(record: checks.Settlement, owner: str) -> Iterator[Money]:
    for n, line in enumerate(record.lines, 1):
        yield Money(n, "due", f"{record.set or ''}|pending|", -line.amount)
        if line.person:
            yield Money(n, "due", f"{record.set or ''}|person|{line.person}", line.amount)


BY_TYPE: dict[str, Callable[[Any, str], Iterator[Money]]] = {
    "opening_balances": opening_balances,
    "opening_payables": opening_payables,
    "opening_uninvoiced": opening_uninvoiced,
    "opening_retentions": opening_retentions,
    "opening_advances": opening_advances,
    "opening_cases": opening_cases,
    "opening_prepaid": opening_prepaid,
    "opening_bank": opening_bank,
    "acceptance": acceptance,
    "return_to_supplier": return_to_supplier,
    "invoice": invoice,
    "job": job,
    "voucher": voucher,
    "payment": payment,
    "receipt": receipt,
    "advance": advance,
    "clearing": clearing,
    "remittance": remittance,
    "collection": collection,
    "meal_count": meal_count,
    "settlement": settlement,
}
