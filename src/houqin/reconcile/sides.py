"""The three sides of each control account at a month's end, each from its own sources."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from houqin.book import depreciation
from houqin.book.index import opening_month
from houqin.book.registers import Account, Registers
from houqin.reconcile.moves import Month

FUNDS = {"cash": 1, "bank": 1, "party:person": 1, "party:authority": -1}
"""What 8001 资金结存-货币资金 is made of where the account does not say (平行记账, 财会〔2017〕25号): control → sign."""


class Sides:
    """Ledger and subsidiary ledger of a month, fen, on the side where the account stands. No voucher enters the
    subsidiary ledger, no slip the ledger; a mirror account's other side is the other set's ledger."""

    def __init__(self, month: Month) -> None:
        self.month = month
        self.registers = month.registers
        self.opened = opening_month(month.index)
        self._ledger = month.balances("ledger")
        self._flows = month.flows("ledger")
        self._dues = month.balances("due")
        self._cash = month.balances("cash")
        self._treasury = month.flows("cash")
        self._trial = {key: balance.closing for key, balance in month.trial.items()}

    def ledger(self, account: Account) -> int:
        """By vouchers and the opening only, or by the imported trial balance. 国库: the month's credits."""
        if account.controls == "treasury":
            imported = self.month.trial.get(account.key)
            return imported.credit if imported else self._flows.get(account.key, (0, 0))[1]
        if account.key in self._trial:
            return self._trial[account.key] * account.sign
        return self._ledger.get(account.key, 0) * account.sign

    def subsidiary(self, account: Account) -> int:
        """By slips and the opening's details only."""
        return SUBSIDIARY[account.controls](self, account)

    def _stock(self, account: Account) -> int:
        pools = (state["pools"].get(account.key) for state in self.month.goods.values())
        return sum(pool["value"] for pool in pools if pool)

    def _in_use(self, account: Account) -> int:
        return sum(state["in_use"].get(account.key, 0) for state in self.month.goods.values())

    def _assets(self, account: Account) -> int:
        return self._cards[account.set][0]

    def _depreciation(self, account: Account) -> int:
        return self._cards[account.set][1]

    @cached_property
    def _cards(self) -> dict[str, tuple[int, int]]:
        """Set → cost and accumulated depreciation of all its cards."""
        found: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for card in self.month.cards:
            cost, accumulated = depreciation.at(card.facts, card.events, self.month.month)
            found[card.set] = found[card.set][0] + cost, found[card.set][1] + accumulated
        return found

    def _party(self, account: Account) -> int:
        return sum(self.parties(account).values())

    def parties(self, account: Account) -> dict[str, int]:
        """What each party owes or is owed, on the side where the account stands."""
        found: dict[str, int] = defaultdict(int)
        prefix = f"{account.set}|{account.row.get('party')}|"
        for key, balance in self._dues.items():
            if key.startswith(prefix):
                found[key[len(prefix) :]] += balance * account.sign
        for _, move in self.month.reported:
            if move.spot[0] == account.key:
                found[move.spot[1]] += move.amount * account.sign
        return dict(found)

    def _pending(self, account: Account) -> int:
        reported = sum(move.amount for _, move in self.month.reported if move.spot[0] == account.key)
        return (self._dues.get(f"{account.set}|pending|", 0) + reported) * account.sign

    def _cash_account(self, account: Account, key: str) -> int:
        """A journal begins where the opening says it stood; without such a record, with the opening balance."""
        return (0 if key in self._begun else self._at_opening.get(account.key, 0)) + self._cash.get(key, 0)

    @cached_property
    def _begun(self) -> set[str]:
        """The journals that the opening says a balance of."""
        rows = self.month.index.execute(
            "select key from moved where record in (select id from record where type = 'opening_bank') and book = 'cash'"
        )
        return {key for (key,) in rows}

    @cached_property
    def _at_opening(self) -> dict[str, int]:
        return self.month.balances("ledger", self.opened)

    def _bank(self, account: Account) -> int:
        return self._cash_account(account, f"{account.set}|bank|{account.row.get('bank_account')}")

    def _safe(self, account: Account) -> int:
        reported = sum(move.amount for _, move in self.month.reported if move.spot[0] == account.key)
        return self._cash_account(account, f"{account.set}|cash") + reported

    def _paid_by_treasury(self, account: Account) -> int:
        debit, credit = self._treasury.get(f"{account.set}|treasury", (0, 0))
        return credit - debit

    def _set(self, account: Account) -> int:
        mirror = account.row.get("mirror") or {}
        other = self.registers.accounts.get(f"{mirror.get('set')}|{mirror.get('account')}")
        return self.ledger(other) if other else 0

    def _funds(self, account: Account) -> int:
        """Debts for goods that a person must make good (盘亏、转销) are no money: they stand in 1218, not in 8001."""
        total = 0
        for part, sign in funds_of(self.registers, account):
            total += sign * self.subsidiary(part)
            if part.row.get("party") == "person":
                total -= sign * part.sign * self._owed_for_goods(part)
        return total

    def _owed_for_goods(self, account: Account) -> int:
        """What count reports and settlements made persons owe up to this month, fen, debit positive."""
        reported = sum(m.amount for _, m in self.month.reported if m.spot[0] == account.key and m.item)
        settled = self.month.index.execute(
            "select record, amount from moved where record in (select id from record"
            "  where type in ('settlement', 'reversal') and month <= ?) and book = 'due' and key like ?",
            (self.month.month, f"{account.set}|person|%"),
        ).fetchall()
        origin = self.month.origin
        return reported + sum(int(fen) for r, fen in settled if self.month.type_of(origin((r, 0))[0]) == "settlement")


SUBSIDIARY = {
    "stock": Sides._stock,
    "in_use": Sides._in_use,
    "assets": Sides._assets,
    "depreciation": Sides._depreciation,
    "party": Sides._party,
    "pending": Sides._pending,
    "cash": Sides._safe,
    "bank": Sides._bank,
    "treasury": Sides._paid_by_treasury,
    "set": Sides._set,
    "funds": Sides._funds,
}
"""What an account controls → its subsidiary ledger."""


def funds_of(registers: Registers, account: Account) -> list[tuple[Account, int]]:
    """The accounts that make up a funds account, each with its sign."""
    if named := account.row.get("parts_of"):
        keys = [(f"{account.set}|{code.lstrip('-')}", -1 if code.startswith("-") else 1) for code in named]
        return [(registers.accounts[key], sign) for key, sign in keys if key in registers.accounts]
    found = []
    for part in registers.accounts.values():
        kind = f"party:{part.row.get('party')}" if part.controls == "party" else part.controls
        if part.set == account.set and kind in FUNDS:
            found.append((part, FUNDS[kind]))
    return found
