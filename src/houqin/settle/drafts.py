"""更正: for each kind of finding the records that put it right, as drafts; nothing is written.

A draft says what the book already knows. What only a person can say (what was counted, what the bank answers) is not
drafted but told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from houqin import names
from houqin.book.index import Book
from houqin.entry.new import New, new, path_of
from houqin.entry.number import reference
from houqin.entry.tried import book_with
from houqin.reconcile.finding import Finding
from houqin.reconcile.month import reconcile
from houqin.reconcile.spots import DEPRECIATION, Doc, Spot
from houqin.settle.desk import Case, money
from houqin.settle.entries import corrected, voucher
from houqin.values import iso, number

MOST_NAMED = 30
"""Cards that a voucher of depreciation names; of more it names none."""

Sums = dict[Spot, int]


class Way(NamedTuple):
    """How a kind is put right. `then`: the code that the finding becomes once the draft is written, "" where it is gone.
    `blank`: the record can only be begun, and stands behind comment signs until a person has filled it in."""

    write: Callable[[Case], list[New]]
    then: str = ""
    blank: bool = False


def drafts(book: Book, month: str, finding: Finding, today: int) -> tuple[Way, list[New]] | None:
    """The way and its records, numbered; None where no record can be drafted."""
    way = WAYS.get(finding.code)
    records = way.write(Case(book, month, finding, today)) if way else []
    return (way, records) if way and records else None


# ------------------------------------------------------------ what no voucher has booked


def _open_sums(desk: Case, docs: list[Doc], blamed: int | None = None) -> Sums:
    """What is open on these documents in the finding's set, fen, debit positive; with a voucher only what it has wrong."""
    sums: Sums = defaultdict(int)
    for doc, spots in desk.open.docs.items():
        for spot, amount in spots.items():
            mine = desk.open.blamed.get((doc, spot)) == blamed if blamed is not None else doc in docs
            if mine and spot[0].startswith(f"{desk.set}|"):
                sums[spot] += amount
    return {spot: amount for spot, amount in sums.items() if amount}


def _unbooked(desk: Case, summary: str) -> list[New]:
    """A voucher of what the documents did and none has posted, with both halves."""
    docs = [doc for doc in desk.docs if doc in desk.open.docs]
    sums = _open_sums(desk, docs)
    if not sums:
        return []
    named = [desk.month.named(doc) for doc in docs]
    what = {"type": named[0].type, "numbers": [n.number for n in named[:3]]}
    return [
        voucher(
            desk,
            desk.say(summary, **what).strip(),
            docs,
            sums,
            other=_settles(desk, docs) or _in_its_place(desk, docs, sums),
        )
    ]


def _settles(desk: Case, docs: list[Doc]) -> str:
    """The account that a payment or a receipt itself says it is for."""
    for doc in docs:
        for line in desk.month.tree(doc[0]).get("settles") or ():
            if line.get("account"):
                return str(line["account"])
    return ""


def _in_its_place(desk: Case, docs: list[Doc], sums: Sums) -> str:
    """The account on which a voucher that names the documents has, to the fen, what they lack elsewhere."""
    lacking = sum(sums.values())
    for posting in desk.postings:
        if {*docs} & {*posting.docs}:
            for entry in desk.month.tree(posting.record)["entries"]:
                account = desk.book.registers.accounts.get(f"{desk.set}|{entry['account']}")
                here = (entry.get("debit") or 0) - (entry.get("credit") or 0)
                if here == lacking and not (account and account.controls):
                    return str(entry["account"])
    return ""


def _depreciation(desk: Case) -> list[New]:
    """The month's charge, or what a card lacks of it, named where the cards are few."""
    (effect,) = [e for e in desk.finding.effects if e.side == "book_to_book"]
    account = desk.book.registers.accounts[f"{effect.set}|{effect.account}"]
    missing = desk.finding.code == "depreciation.missing"
    cards = [doc for doc in desk.docs if desk.month.doc_type(doc) == "acquisition"] if missing else []
    docs = cards if len(cards) <= MOST_NAMED else []
    numbers = desk.finding.args["cards"][:3] if docs else []
    summary = desk.say("draft.depreciation", numbers=numbers).strip()
    return [voucher(desk, summary, docs, {(account.key, DEPRECIATION): -effect.amount * account.sign})]


def _meals(desk: Case) -> list[New]:
    """Income that was taken for meals not eaten, back to what is prepaid, by a voucher that names the first."""
    (effect,) = desk.finding.effects
    account = desk.book.registers.accounts[f"{effect.set}|{effect.account}"]
    known = desk.finding.args
    income = next(
        (
            e["account"]
            for e in desk.month.tree(desk.docs[0][0])["entries"]
            if e["account"] != account.code and e.get("credit")
        ),
        "",
    )
    sums = {(account.key, known["party"]): -effect.amount * account.sign}
    said = {"uneaten": known["uneaten"], "voucher": known["voucher"]}
    return [voucher(desk, desk.say("draft.meals", **said), desk.docs, sums, other=str(income))]


# ------------------------------------------------------------ what a voucher has wrong


def _budget(desk: Case) -> list[New]:
    """The budget half that a voucher lacks, or what it lacks of it."""
    (effect,) = desk.finding.effects
    funds = desk.book.registers.accounts[f"{effect.set}|{effect.account}"]
    moved = -effect.amount * funds.sign
    money_accounts = [key for p in desk.postings if p.record == desk.docs[0][0] for key, _ in p.amounts]
    types = [desk.month.doc_type(doc) for doc, _ in desk.month.targets(desk.docs[0][0], "documents")]
    side, usual = ("debit", ("7201", "7901", "7")) if moved < 0 else ("credit", ("6609", "6601", "6"))
    code = desk.account_like("budget", side, types, money_accounts, usual)
    half = {(funds.key, ""): moved, (f"{desk.set}|{code}", ""): -moved}
    return [voucher(desk, desk.say("draft.budget", voucher=desk.finding.args["voucher"]), desk.docs, {}, budget=half)]


def _anew(desk: Case) -> list[New]:
    """A voucher with a wrong sum or account: taken back and written anew with what its documents say."""
    first = desk.docs[0]
    if desk.month.type_of(first[0]) != "voucher":
        return []
    sums = _open_sums(desk, [], blamed=first[0]) or _open_sums(desk, desk.docs)
    known = desk.finding.args
    if not sums:
        return []
    right = "right" in known and "entered" in known
    reason = (
        desk.say("draft.reason_sum", right=known["right"], entered=known["entered"])
        if right
        else desk.say("draft.reason_wrong")
    )
    return corrected(desk, first, sums, reason)


def _taken_back(reason: str) -> Callable[[Case], list[New]]:
    """A voucher that nothing stands behind, or that is there twice."""

    def write(desk: Case) -> list[New]:
        first = desk.docs[0]
        if desk.month.type_of(first[0]) != "voucher":
            return []
        return [desk.reversal(first, "accounts", desk.month.named(first).owner, desk.say(reason))]

    return write


def _supplement(desk: Case) -> list[New]:
    """What a summary has too much or too little on accounts of goods, by a voucher that names it; the rest goes to the
    account where the summary itself put it."""
    vouchers = [doc for doc in desk.docs if desk.month.type_of(doc[0]) == "voucher"]
    if not vouchers:  # the county keeps the vouchers: it must put them right
        return []
    chart = desk.book.registers.accounts
    sums: Sums = defaultdict(int)
    for effect in desk.finding.effects:
        account = chart[f"{effect.set}|{effect.account}"]
        if effect.side == "book_to_book" and account.controls != "funds":
            sums[account.key, ""] -= effect.amount * account.sign
    rest = sum(sums.values())
    free = [
        (abs((e.get("debit") or 0) - (e.get("credit") or 0)), e["account"])
        for e in desk.month.tree(vouchers[0][0])["entries"]
        if not (a := chart.get(f"{desk.set}|{e['account']}")) or not a.controls
    ]
    other = str(max(free)[1]) if free and rest else ""
    named = [desk.month.named(doc).number for doc in vouchers]
    return [voucher(desk, desk.say("draft.supplement", vouchers=named), vouchers, sums, other=other)]


def _sent_back(desk: Case) -> list[New]:
    """An invoice with a wrong sum: out of the book until the supplier's new one comes."""
    return [desk.reversal(desk.docs[0], "purchases", "", desk.say("draft.reason_sent_back"))]


# ------------------------------------------------------------ counts


def _report(result: str) -> Callable[[Case], list[New]]:
    def write(desk: Case) -> list[New]:
        known, count = desk.finding.args, desk.docs[-1]
        line = {"item": known["item"], "quantity": desk.quantity(known["quantity"], known["unit"]),
                "result": desk.choice(result, "result")}  # fmt: skip
        named = desk.references([count], "checks", "")
        if not named or not isinstance(named[0], str):
            return []
        return [desk.record("count_report", "", {"count": named[0], "place": known["place"], "lines": [line]})]

    return write


def _cash_report(result: str) -> Callable[[Case], list[New]]:
    def write(desk: Case) -> list[New]:
        line = {"amount": money(desk.finding.amount), "result": desk.choice(result, "result")}
        (count,) = desk.references(desk.docs[-1:], "checks", "")
        set_ = desk.choice(desk.set, "set") if desk.set in ("school", "canteen", "union") else desk.set
        return [desk.record("count_report", "", {"cash_count": count, "set": set_, "lines": [line]})]

    return write


def _recount(desk: Case) -> list[New]:
    """The count of what was left out, begun: the quantity is for whoever counts."""
    known = desk.finding.args
    line = {"item": known["item"], "quantity": f"____ {known['unit']}"}
    return [
        desk.record("count", "", {"place": known["place"], "scope": desk.choice("listed", "scope"), "lines": [line]})
    ]


def _sign(desk: Case) -> list[New]:
    """补签, begun: who signs, signs in his own name."""
    of = reference(
        desk.book, desk.docs[0], path=path_of(desk.book, new("signature", "", {"date": iso(desk.day)})), owner=""
    )
    parts = desk.finding.args.get("parts") or [["____"]]
    roles = [names.ROLES[p[0]] if desk.language == "zh" and p[0] in names.ROLES else p[0] for p in parts]
    return [desk.record("signature", "", {"of": of, "by": "____", "as_": role}) for role in roles]


def _unit(desk: Case) -> list[New]:
    """A slip in the wrong unit: taken back, written anew, and what the month's vouchers then lack."""
    slip, known = desk.docs[0], desk.finding.args
    owner = desk.month.named(slip).owner
    raw = desk.raw(slip)
    lines = [dict(line) for line in raw["lines"]]
    for line in lines:
        if line.get("item") == known["item"] and line["quantity"].replace(" ", "").endswith(known["was"]):
            line["quantity"] = f"{number(known['written'])} {known['meant']}"
    back = desk.reversal(slip, "store", owner, desk.say("draft.reason_unit", was=known["was"], meant=known["meant"]))
    kept = {k: v for k, v in raw.items() if k not in ("type", "id", "booked", "signed", "evidence", "slip", "note")}
    booked = {"booked": iso(desk.day)} if raw["date"] != iso(desk.day) else {}
    anew = desk.record("issue", owner, kept | booked | {"lines": lines, "replaces": back.tree["of"]})
    supplement = _lacking(desk, [back, anew], desk.say("draft.summary", slip=known["slip"]))
    return [*supplement, back, anew]


def _lacking(desk: Case, records: list[New], summary: str) -> list[New]:
    """A voucher of what the ledger lacks on the set's stock accounts once the records stand: tried, so that the sums are
    those of the valuation."""
    before = _differences(desk.book, desk)
    with book_with(desk.book, records) as tried:
        after = _differences(tried, desk)
    sums = {
        (key, ""): -(difference - before[key]) * desk.book.registers.accounts[key].sign
        for key, difference in after.items()
        if difference != before[key]
    }
    return [voucher(desk, summary, [], sums)] if sums else []


def _differences(book: Book, desk: Case) -> dict[str, int]:
    """Ledger − subsidiary ledger of the set's stock accounts, fen on their own side."""
    result = reconcile(book, desk.month.month, looking_back=False)
    return {
        line.account.key: line.book_to_book.difference
        for line in result.lines
        if line.book_to_book and line.account.controls == "stock" and line.account.set == desk.set
    }


# ------------------------------------------------------------ the bank


def _from_statement(desk: Case) -> list[New]:
    """The receipt or the payment that a line of a statement stands for."""
    statement = desk.month.tree(desk.docs[0][0])
    known = desk.finding.args
    line = next(_lines(statement, known["amount"], known["day"]), None)
    if line is None:
        return []
    came = desk.finding.code == "bank.in_not_in_books"
    summary = line.get("summary") or ""
    party = line.get("counterparty") or line.get("payee") or summary or known["text"]
    treasury = desk.finding.code.startswith("treasury.")
    said: dict[str, Any] = {
        "date": iso(known["day"]), "via": desk.choice("treasury" if treasury else "bank", "via"),
        "bank_account": statement.get("bank_account") or "", "payer" if came else "payee": party,
        "amount": money(known["amount"]), "purpose": summary if summary not in ("", party) else desk.say("draft.entered_from_bank"),
        "bank_reference": line.get("bank_reference") or "",
    }  # fmt: skip
    if known.get("transit"):
        said["settles"] = [{"account": known["account"], "amount": money(known["amount"])}]
    elif not came and (invoice := _unpaid(desk, party, known["amount"])):
        said["settles"] = [{"invoice": invoice, "amount": money(known["amount"])}]
    return [desk.record("receipt" if came else "payment", desk.set, said)]


def _lines(statement: dict[str, Any], amount: int, day: int) -> Iterator[dict[str, Any]]:
    """The lines of a statement of that sum (either way) and day."""
    for line in statement.get("lines", []):
        moved = (line.get("in_") or 0) + (line.get("out") or 0) or (line.get("amount") or 0)
        if abs(moved) == amount and (line.get("date") or statement["date"]) == day:
            yield line


def _unpaid(desk: Case, supplier: str, amount: int) -> str | None:
    """The one invoice of the supplier over just that sum that no payment settles."""
    from houqin.book.index import trees

    fitting = [
        invoice
        for invoice in trees(desk.book.index, ["invoice"])
        if invoice["supplier"] == supplier and invoice["total"] == amount and not desk.month.withdrawn(invoice["record"])
        and not desk.month.naming(invoice["record"], "settles")
    ]  # fmt: skip
    named = desk.references([(i["record"], 0) for i in fitting], "accounts", desk.set) if len(fitting) == 1 else []
    return named[0] if named and isinstance(named[0], str) else None


# ------------------------------------------------------------ the table

WAYS: dict[str, Way] = {
    "goods.no_invoice": Way(lambda desk: _unbooked(desk, "draft.accrue")),
    "document.not_booked": Way(lambda desk: _unbooked(desk, "draft.book")),
    "return.not_booked": Way(lambda desk: _unbooked(desk, "draft.book")),
    "report.not_booked": Way(lambda desk: _unbooked(desk, "draft.book")),
    "meals.not_booked": Way(lambda desk: _unbooked(desk, "draft.book")),
    "depreciation.missing": Way(_depreciation),
    "depreciation.not_booked": Way(_depreciation),
    "meals.not_earned": Way(_meals),
    "budget.differs": Way(_budget),
    "voucher.digits_swapped": Way(_anew),
    "voucher.decimal_slid": Way(_anew),
    "voucher.digit_misread": Way(_anew),
    "voucher.sign_reversed": Way(_anew),
    "voucher.doubled": Way(_anew),
    "voucher.extra": Way(_anew),
    "voucher.other_account": Way(_anew),
    "voucher.other_party": Way(_anew),
    "voucher.paid_otherwise": Way(_anew),
    "voucher.return_price": Way(_anew),
    "voucher.differs": Way(_anew),
    "invoice.digits_swapped": Way(_sent_back),
    "invoice.differs": Way(_sent_back),
    "invoice.price": Way(_sent_back),
    "invoice.quantity": Way(_sent_back),
    "invoice.rounding": Way(_sent_back),
    "invoice.extra": Way(_sent_back),
    "bill.number_twice": Way(_sent_back),
    "voucher.no_paper": Way(_taken_back("draft.reason_no_paper")),
    "stock.no_paper": Way(_taken_back("draft.reason_no_paper")),
    "voucher.twice": Way(_taken_back("draft.reason_twice")),
    "summary.purchases": Way(_supplement),
    "summary.rounding": Way(_supplement),
    "summary.late_slip": Way(_supplement),
    "summary.account_left_out": Way(_supplement),
    "count.unit": Way(_unit),
    "count.shortage": Way(_report("pending"), "report.not_booked"),
    "count.surplus": Way(_report("surplus"), "report.not_booked"),
    "count.natural_loss": Way(_report("natural_loss"), "report.not_booked"),
    "count.not_listed": Way(_recount, blank=True),
    "signature.missing": Way(_sign, blank=True),
    "signature.few": Way(_sign, blank=True),
    "cash.short": Way(_cash_report("pending"), "report.not_booked"),
    "cash.over": Way(_cash_report("surplus"), "report.not_booked"),
    "bank.in_not_in_books": Way(_from_statement, "document.not_booked"),
    "bank.out_not_in_books": Way(_from_statement, "document.not_booked"),
    "treasury.not_in_books": Way(_from_statement, "document.not_booked"),
}
"""Code → how it is put right, and what it becomes. Codes that are not here: only a person can say what is true."""
