"""The accountants' vouchers: numbered by day, signed, the month closed to the surplus, in December the year.

The canteen closes its income and costs once a year, the school every month.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bench.school import days
from bench.school.registers import POSTS
from bench.school.world import CANTEEN, SCHOOL, Draft, Entry, World, yuan

SERIES = {SCHOOL: "记", CANTEEN: "食记"}
REWRITTEN = "写错重开"
"""Topic of the drafts that were first written wrongly."""
WHO = {SCHOOL: ("会计", "食堂会计"), CANTEEN: ("食堂会计", "会计")}
"""Set → preparer and reviewer: each checks the other's."""


def write(world: World, name: str) -> None:
    """Number and write the month's drafts, and those of the closing."""
    for set_ in (SCHOOL, CANTEEN):
        drafts = sorted((d for d in world.drafts if d.set == set_), key=lambda draft: draft.day)
        for draft in drafts:
            _post(world, draft)
        drafts += _closing(world, set_, name)
        number = 0
        for draft in drafts:
            number += 1
            if draft.topic == REWRITTEN:
                _rewrite(world, f"{SERIES[set_]}-{number}", draft)
                number += 1
            _voucher(world, f"{SERIES[set_]}-{number}", draft)
    world.drafts = []


def _rewrite(world: World, number: str, draft: Draft) -> None:
    """The voucher was first written with ten times the sum: taken back in red, and written again in its place."""
    wrong = [entry._replace(amount=entry.amount * 10) for entry in draft.entries]
    budget = [entry._replace(amount=entry.amount * 10) for entry in draft.budget]
    _voucher(world, number, replace(draft, entries=wrong, budget=budget))
    world.reverse(f"accounts/{draft.set}", draft.day, number, "金额多写一位")
    draft.replaces = number


def _post(world: World, draft: Draft) -> None:
    for entry in [*draft.entries, *draft.budget]:
        world.ledger[draft.set, entry.account] += entry.amount


def _voucher(world: World, number: str, draft: Draft) -> None:
    preparer, reviewer = WHO[draft.set]
    draft.number = number
    entry: dict[str, Any] = {"凭证": number, "日期": draft.day.isoformat(), "摘要": draft.summary}
    if draft.copied:
        entry["出自"] = "汇总"
    if draft.documents:
        entry["单据"] = draft.documents
    if draft.replaces:
        entry["替代"] = draft.replaces
    entry["附件"] = str(len(draft.documents) + 1)
    entry["分录"] = [_line(one, red=draft.red) for one in draft.entries]
    if draft.budget:
        entry["预算"] = [_line(one, red=draft.red) for one in draft.budget]
    world.add(
        f"accounts/{draft.set}", draft.day, entry | {"签字": {"制单人": POSTS[preparer], "审核人": POSTS[reviewer]}}
    )


def _line(entry: Entry, *, red: bool) -> dict[str, str]:
    """A debit or a credit; in red both keep their side and turn their sign."""
    side = "借" if (entry.amount > 0) != red else "贷"
    return {"科目": entry.account, **entry.more, side: yuan(-abs(entry.amount) if red else abs(entry.amount))}


def _closing(world: World, set_: str, name: str) -> list[Draft]:
    """Income and costs to 3301; in December 3301 to 3001, and the budget half to 8202."""
    end = days.last(name)
    found: list[Draft] = []
    yearly = name[5:] == "12"

    def carried(digits: tuple[str, ...], to: str) -> list[Entry]:
        """What brings these accounts to nothing, and the sum of it on another."""
        sums = {code: fen for (of, code), fen in sorted(world.ledger.items()) if of == set_ and code.startswith(digits)}
        entries = [Entry(code, -fen, {}) for code, fen in sums.items() if fen]
        rest = sum(entry.amount for entry in entries)
        return [*entries, Entry(to, -rest, {})] if rest else entries

    def close(summary: str, entries: list[Entry], budget: list[Entry]) -> None:
        if entries:
            found.append(Draft(set_, end, summary, [], entries, budget))
            _post(world, found[-1])

    if set_ == SCHOOL or yearly:
        close("结转本期盈余", carried(("4", "5"), "3301"), [])
    if yearly:
        close("年末结转累计盈余、预算结余", carried(("3301",), "3001"), carried(("6", "7"), "8202"))
    return found
