"""起草凭证: the month's vouchers of what no voucher has booked, for the accountant to append; nothing is written here.

A draft says what documents say, and puts it where the book itself put the like. What neither says is left to be filled
in, and told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from houqin import names
from houqin.book.index import Book
from houqin.entry.new import New, new
from houqin.entry.number import numbered
from houqin.reconcile.spots import Doc, Spot
from houqin.settle.desk import Desk, money
from houqin.settle.entries import SHEETS, written
from houqin.settle.month_end import Accrued, accruals, closing, depreciation, recurring, reopened
from houqin.settle.opposite import UNKNOWN, Codes, Half, Other, budget, opposite
from houqin.settle.precedents import Like, Precedents, signed
from houqin.settle.units import SUMMED, Unit, units
from houqin.values import fen, first_day, iso, last_day

KINDS = (*names.CHOICES["draft_kind"],)
"""Kinds of vouchers that can be drafted, in the order in which a day's are numbered; accruals are taken back before all."""
AT_THE_END = {"accruals", *SUMMED, "depreciation", "recurring", "closing"}
"""Kinds that are written once the month is over."""


class Note(NamedTuple):
    """What is told beside the drafts: a message and its arguments."""

    code: str
    args: dict[str, Any]


class Draft(NamedTuple):
    """One voucher: its kind, its day, its fields; `unknown`: something is left to be filled in; `red`: it takes back."""

    kind: str
    day: int
    record: New
    unknown: bool = False
    red: bool = False


class Drafted(NamedTuple):
    """Vouchers to append, numbered; those that somebody must fill in first; what is said beside them."""

    records: list[New]
    blanks: list[New]
    notes: list[Note]


def draft(book: Book, month: str, today: int, sets: Collection[str], kinds: Collection[str] = KINDS) -> Drafted:
    """Of some sets and kinds. A month that is not over (`today`) has no month-end vouchers yet."""
    records: list[New] = []
    blanks: list[New] = []
    notes: list[Note] = []
    over = today >= last_day(month)
    wanted = [kind for kind in KINDS if kind in kinds and (over or kind not in AT_THE_END)]
    if not over and AT_THE_END & {*kinds}:
        notes.append(Note("drafting.not_over", {"month": month}))
    for set_ in sets:
        desk = Desk(book, month, set_, today)
        if any(key.startswith(f"{set_}|") for key in desk.month.trial):
            notes.append(Note("drafting.county", {"set": set_}))
            continue
        its, told = _of_set(desk, wanted)
        ready = numbered(book, [one.record for one in its if not one.unknown])
        records += ready
        blanks += [one.record._replace(tree=one.record.tree | {"id": UNKNOWN}) for one in its if one.unknown]
        notes += told
    return Drafted(records, blanks, notes)


def _of_set(desk: Desk, wanted: list[str]) -> tuple[list[Draft], list[Note]]:
    before = Precedents(desk)
    notes: list[Note] = []
    taken_back = accruals(desk, before) if {"accruals", "purchases"} & {*wanted} else []
    found = units(desk, before, reopened(desk, taken_back))
    drafts = [_red(desk, one) for one in taken_back]
    drafts += [_voucher(desk, before, unit, notes) for unit in found.units if unit.kind in wanted]
    if "depreciation" in wanted and (charge := _charge(desk, before, notes)):
        drafts.append(charge)
    if "recurring" in wanted:
        drafts += [_again(desk, like, notes) for like in recurring(desk, before)]
    drafts = [one for one in drafts if one.record.tree.get("entries") or one.record.tree.get("budget")]
    for code, docs in sorted(found.waiting.items()):
        notes.append(Note(code, {"set": desk.set, "numbers": [desk.month.named(doc).number for doc in docs]}))
    if "closing" in wanted:
        drafts += _closing(desk, before, drafts, notes)
    return _in_order(desk, drafts), notes


def _in_order(desk: Desk, drafts: list[Draft]) -> list[Draft]:
    """By day, none before the last voucher that is there: a series runs on in time."""
    last = max((int(one) for (one,) in desk.book.index.execute(
        "select max(booked) from record where type = 'voucher' and owner = ? and month = ? having count(*) > 0",
        (desk.set, desk.month.month),
    )), default=0)  # fmt: skip
    found = sorted(drafts, key=lambda one: (one.day, not one.red, KINDS.index(one.kind)))
    return [one._replace(record=_dated(one.record, max(one.day, last))) for one in found]


def _dated(record: New, day: int) -> New:
    return record._replace(tree=record.tree | {"date": iso(day)})


# ------------------------------------------------------------ one voucher


def _voucher(desk: Desk, before: Precedents, unit: Unit, notes: list[Note]) -> Draft:
    entries: dict[Spot, int] = dict(sorted(unit.sums.items()))
    other = opposite(desk, before, unit)
    for code, amount in other.codes.items():
        spot = (f"{desk.set}|{code}", "")
        entries[spot] = entries.get(spot, 0) + amount
    entries = {spot: amount for spot, amount in entries.items() if amount}
    half = budget(desk, before, unit, entries)
    unknown = half.unknown or bool(other.rest)
    summary = _summary(desk, unit)
    notes += _found(desk, summary, other)
    if unknown:
        notes.append(_unknown(desk, summary, other, unit.kind))
    elif half.unclassed:
        notes.append(Note("drafting.unclassed", {"set": desk.set, "summary": summary}))
    record = _record(desk, summary, unit.named, len(unit.docs), _with_blanks(written(entries), other), _half(half))
    return Draft(unit.kind, unit.day, record, unknown)


def _found(desk: Desk, summary: str, other: Other) -> Iterator[Note]:
    """Which departments sums have put on which account: all but the account with most of them."""
    for code, groups in sorted(other.found.items(), key=lambda one: len(one[1]))[:-1]:
        yield Note("drafting.found", {"set": desk.set, "summary": summary, "account": code, "groups": groups})


def _unknown(desk: Desk, summary: str, other: Other, kind: str) -> Note:
    code = "drafting.unsplit" if other.among else "drafting.whose_use" if kind == "issues" else "drafting.unknown"
    return Note(code, {"set": desk.set, "summary": summary, "accounts": other.among})


def _half(half: Half) -> list[dict[str, str]]:
    """The budget entries as they are written, debits first."""
    rows = sorted(half.entries, key=lambda entry: entry[2] < 0)
    return [{"account": code, **said, _side(amount): money(abs(amount))} for code, said, amount in rows]


def _side(amount: int) -> str:
    return "debit" if amount > 0 else "credit"


def _with_blanks(entries: list[dict[str, str]], other: Other) -> list[dict[str, str]]:
    """The entries with what is not known left to be filled in: on which account, or how much on each of several."""
    side = _side(other.rest)
    if not other.rest:
        return entries
    if not other.among:
        return [*entries, {"account": UNKNOWN, side: money(abs(other.rest))}]
    return [*({"account": code, side: UNKNOWN} for code in other.among), *entries]


def _record(
    desk: Desk, summary: str, named: list[Doc], sheets: int, entries: list[dict[str, str]], half: list[dict[str, str]]
) -> New:
    """A voucher without its number and its day, marked as copied from a draft."""
    return new("voucher", desk.set, {
        "date": iso(desk.day), "summary": summary, "copied_from": desk.choice("draft", "copied_from"),
        "documents": desk.references(named, "accounts", desk.set),
        "attachments": str(SHEETS * sheets) if sheets else "", "entries": entries, "budget": half,
    })  # fmt: skip


def _red(desk: Desk, one: Accrued) -> Draft:
    """红字冲回: last month's accrual in red, on the 1st: each entry on its own side, below nothing."""
    entries = [
        {name: str(entry[name]) for name in ("account", "party") if entry.get(name)}
        | {side: money(-entry[side]) for side in ("debit", "credit") if entry.get(side) is not None}
        for entry in one.like.entries
    ]
    record = _record(desk, desk.say("drafted.taken_back"), one.docs, len(one.docs), entries, [])
    return Draft("accruals", first_day(desk.month.month), record, red=True)


def _summary(desk: Desk, unit: Unit) -> str:
    """摘要: what happened, with whom, in the book's language."""
    type_ = desk.month.doc_type(unit.docs[0])
    trees = [desk.month.tree(doc[0]) for doc in unit.docs if not doc[1]]
    code = SUMMARIES.get(unit.kind) or SUMMARIES[type_]
    named = [row for tree in trees for row in (tree, *(tree.get("lines") or ()))]
    things = list(dict.fromkeys(str(row[n]) for row in named for n in ("item", "asset", "name") if row.get(n)))
    text = desk.say(
        code, party=unit.party, things=things[:NAMED] + [desk.say("drafted.more")] * (len(things) > NAMED), type=type_,
        numbers=[desk.month.named(doc).number for doc in unit.docs[:NAMED]], month=int(desk.month.month[5:]),
        purpose=next((str(tree["purpose"]) for tree in trees if tree.get("purpose")), ""),
    )  # fmt: skip
    return " ".join(text.split())


SUMMARIES = {
    "accruals": "drafted.accruals", "counts": "drafted.counts", "issues": "drafted.issues", "meals": "drafted.meals",
    "acceptance": "drafted.acceptance", "invoice": "drafted.invoice", "job": "drafted.job",
    "return_to_supplier": "drafted.return_to_supplier", "acquisition": "drafted.acquisition",
    "disposal": "drafted.disposal", "payment": "drafted.payment", "receipt": "drafted.receipt",
    "collection": "drafted.collection", "advance": "drafted.advance", "clearing": "drafted.clearing",
    "remittance": "drafted.remittance",
}  # fmt: skip
"""Kind of voucher, else its first document's type → how its summary is worded."""
NAMED = 2
"""Things and documents that a summary names."""


# ------------------------------------------------------------ the month's end


def _charge(desk: Desk, before: Precedents, notes: list[Note]) -> Draft | None:
    charge = depreciation(desk, before)
    if charge is None or not charge.amount:
        return None
    entries: dict[Spot, int] = {(f"{desk.set}|{code}", ""): amount for code, amount in charge.falls.codes.items()}
    entries[charge.account, ""] = -charge.amount
    summary = desk.say("drafted.depreciate", month=int(desk.month.month[5:]))
    notes += _found(desk, summary, charge.falls)
    if charge.falls.rest:
        notes.append(_unknown(desk, summary, charge.falls, ""))
    record = _record(desk, summary, [], 1, _with_blanks(written(entries), charge.falls), [])
    return Draft("depreciation", last_day(desk.month.month), record, bool(charge.falls.rest))


def _again(desk: Desk, like: Like, notes: list[Note]) -> Draft:
    """What last month had without a document: its accounts, the sums for whoever knows them."""
    summary = str(desk.month.tree(like.record)["summary"])
    number = desk.month.named((like.record, 0)).number
    notes.append(Note("drafting.again", {"set": desk.set, "summary": summary, "number": number}))
    entries = [{"account": str(entry["account"]), _side(signed(entry)): UNKNOWN} for entry in like.entries]
    return Draft("recurring", last_day(desk.month.month), _record(desk, summary, [], 0, entries, []), True)


def _closing(desk: Desk, before: Precedents, drafts: list[Draft], notes: list[Note]) -> Iterator[Draft]:
    """结转, last of all; not while anything before it is unfinished."""
    if any(one.unknown for one in drafts):
        notes.append(Note("drafting.close_later", {"set": desk.set}))
        return
    drafted: Codes = defaultdict(int)
    for one in drafts:
        for half in ("entries", "budget"):
            for entry in one.record.tree.get(half, ()):
                drafted[entry["account"]] += _fen(entry)
    found, why = closing(desk, before, drafted)
    if why:
        notes.append(Note(why, {"set": desk.set}))
    for carried in found:
        halves = [
            written({(f"{desk.set}|{code}", ""): amount for code, amount in codes.items()})
            for codes in (carried.entries, carried.budget)
        ]
        record = _record(desk, desk.say(carried.code), [], 0, *halves)
        yield Draft("closing", last_day(desk.month.month), record)


def _fen(entry: Mapping[str, str]) -> int:
    return fen(entry["debit"]) if "debit" in entry else -fen(entry["credit"])
