"""账证 and 账账: findings from what vouching left open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from houqin.book import depreciation
from houqin.book.index import trees
from houqin.reconcile import residuals
from houqin.reconcile.effects import codes, effects, halves, lines_of
from houqin.reconcile.finding import Effect, Finding
from houqin.reconcile.later import booked_later
from houqin.reconcile.links import covering, vouchers_of
from houqin.reconcile.moves import Month
from houqin.reconcile.sides import funds_of
from houqin.reconcile.spots import DEPRECIATION, Doc, Spot
from houqin.reconcile.vouching import Leftover, Open, mirror_of
from houqin.values import month_of

NOT_BOOKED = {
    "return_to_supplier": "return.not_booked",
    "count_report": "report.not_booked",
    "meal_count": "meals.not_booked",
}
"""Type → code where no voucher booked it; others are document.not_booked. Acceptances are told apart by invoices."""

TOGETHER = {"issue", "return_to_store", "transfer", "count", "meal_count"}
"""Types that one voucher usually sums up: where none did, one finding for all of them."""


# ------------------------------------------------------------ documents open after vouching


def document_findings(month: Month, now: Open) -> Iterator[Finding]:
    """What no voucher posted, and what a voucher posted otherwise than its documents say."""
    by_voucher: dict[int, dict[Doc, dict[Spot, int]]] = defaultdict(lambda: defaultdict(dict))
    by_doc: dict[Doc, dict[Spot, int]] = defaultdict(dict)
    charges: dict[Doc, dict[Spot, int]] = defaultdict(dict)
    for doc, spots in sorted(now.docs.items()):
        for spot, amount in spots.items():
            if spot[1] == DEPRECIATION:
                charges[doc][spot] = amount
            elif (doc, spot) in now.blamed:
                by_voucher[now.blamed[doc, spot]][doc][spot] = amount
            else:
                by_doc[doc][spot] = amount
    _expensed(month, by_doc, by_voucher)
    for voucher, docs in sorted(by_voucher.items()):
        yield residuals.finding(month, voucher, docs)
    together: dict[tuple[str, str], dict[Doc, dict[Spot, int]]] = defaultdict(dict)
    for doc, spots in by_doc.items():
        type_ = month.doc_type(doc)
        if type_ in TOGETHER:
            together[next(iter(spots))[0].split("|")[0], type_][doc] = spots
        else:
            yield _document(month, type_, {doc: spots}, by_doc)
    yield from _half_posted(month, together)
    for (_, type_), docs in sorted(together.items()):
        yield _document(month, type_, docs, by_doc)
    if charges:
        yield from _depreciation(month, charges)


def _half_posted(month: Month, together: dict[tuple[str, str], dict[Doc, dict[Spot, int]]]) -> Iterator[Finding]:
    """只记一半: where one voucher summed up the month's issues and left a whole account out, the slips of that account are
    its doing. They are taken out of what no voucher booked."""
    for set_ in sorted({s for s, _ in together}):
        mine = {type_: docs for (s, type_), docs in together.items() if s == set_ and type_ in HALF}
        for at in sorted({month.month_of(doc[0]) for docs in mine.values() for doc in docs}):
            loose = [p for p in month.at(at).postings if p.set == set_ and not p.docs]
            summaries = [p for p in loose if any(_stocked(month, s) and a < 0 for s, a in p.amounts.items())]
            if len(summaries) != 1:
                continue
            left_out: dict[Doc, dict[Spot, int]] = {}
            for docs in mine.values():
                for doc in [d for d in docs if month.month_of(d[0]) == at]:
                    spots = {s: a for s, a in docs[doc].items() if _stocked(month, s) and s not in summaries[0].amounts}
                    rest = {s: a for s, a in docs[doc].items() if s not in spots}
                    left_out |= {doc: spots} if spots else {}
                    if rest:
                        docs[doc] = rest
                    else:
                        del docs[doc]
            if left_out:
                yield _account_left_out(month, summaries[0].record, left_out)
    for key in [key for key, docs in together.items() if not docs]:
        del together[key]


HALF = TOGETHER - {"meal_count"}
"""Types whose summary credits the stock accounts."""


def _stocked(month: Month, spot: Spot) -> bool:
    return month.registers.accounts[spot[0]].controls == "stock"


def _account_left_out(month: Month, voucher: int, docs: dict[Doc, dict[Spot, int]]) -> Finding:
    found = effects(month, docs)
    amount = abs(sum(e.amount for e in found)) or max(abs(e.amount) for e in found)
    records = [month.named((voucher, 0)), *map(month.named, docs)]
    args = {
        "voucher": records[0].number, "numbers": [r.number for r in records[1:]], "count": len(docs), "amount": amount,
        "accounts": codes(found), "type": "issue", **halves(month, found),
    }  # fmt: skip
    carried = month.month_of(voucher) != month.month
    return Finding("summary.account_left_out", found[0].set, amount, records, found, args, carried=carried)


def _expensed(
    month: Month, by_doc: dict[Doc, dict[Spot, int]], by_voucher: dict[int, dict[Doc, dict[Spot, int]]]
) -> None:
    """What no voucher posted on an account of goods or assets, while one that names the documents posted as much on an
    account that controls nothing: that voucher's doing. Told here, not remembered: a summary may still book it."""
    named: dict[tuple[int, Spot], list[Doc]] = defaultdict(list)
    for doc, spots in by_doc.items():
        for spot in spots:
            if month.registers.accounts[spot[0]].controls in residuals.GOODS:
                for voucher in vouchers_of(month, doc):
                    named[voucher, spot].append(doc)
    for (voucher, spot), docs in sorted(named.items()):
        posting = month.posting(voucher)
        left = [doc for doc in docs if spot in by_doc.get(doc, {})]
        amount = sum(by_doc[doc][spot] for doc in left)
        booked = any(at[0] == spot[0] for at in posting.amounts)
        if amount and not booked and amount in posting.others.values() and not month.withdrawn(voucher):
            for doc in left:
                by_voucher[voucher][doc][spot] = by_doc[doc].pop(spot)
    for doc in [doc for doc, spots in by_doc.items() if not spots]:
        del by_doc[doc]


def _document(
    month: Month, type_: str, docs: dict[Doc, dict[Spot, int]], by_doc: dict[Doc, dict[Spot, int]]
) -> Finding:
    """Documents that no voucher has booked. `by_doc`: all that the month has of such."""
    first = next(iter(docs))
    if len(docs) == 1 and month.withdrawn(first[0]):  # it had been booked: what is not, is that it was taken back
        type_, taken_back = "reversal", month.reversals[first[0]][-1:]
    else:
        taken_back = []
    records = [month.named((r, 0)) for r in taken_back] + [month.named(doc) for doc in docs]
    what = lines_of(month, first) if len(docs) == 1 else None
    found = effects(month, docs, what[0] if what and what[1] == 1 else None)
    amount = max((abs(e.amount) for e in found), default=max(abs(a) for s in docs.values() for a in s.values()))
    set_ = found[0].set if found else next(iter(next(iter(docs.values()))))[0].split("|")[0]
    code = NOT_BOOKED.get(type_, "document.not_booked")
    if type_ == "acceptance" and not covering(month, first[0]):
        waits = next((s.get("uninvoiced") for s in month.registers.sets if s["set"] == set_), "accrue")
        supplied = month.tree(first[0]).get("supplier") and month.tree(first[0]).get("origin") == "purchase"
        if supplied:
            code = "goods.no_invoice" if waits == "accrue" else "goods.awaiting_invoice"
    orders = [month.named(doc) for doc, _ in month.targets(first[0], "order")] if len(docs) == 1 else []
    vouchers = booked_later(month, docs, by_doc) if not taken_back else []
    later = [month.named((v, 0)) for v in vouchers]
    if later:
        code = "document.booked_later"
    args: dict[str, Any] = {
        "number": records[0].number, "numbers": [r.number for r in records], "count": len(records), "type": type_,
        "what": what, "amount": amount, "accounts": codes(found), "more": all(e.amount > 0 for e in found),
        "ordered": bool(orders), "paid": _paid(month, first), "later": [v.number for v in later],
        "later_month": month.month_of(vouchers[0]) if later else "", **halves(month, found),
    }  # fmt: skip
    carried = all(month.month_of(r) != month.month for r in taken_back or [doc[0] for doc in docs])
    if (before := _before(month, docs)) and not later:
        code, orders = "document.rewritten", []
        records += [month.named(doc) for doc in before]
        args["old"] = [month.named(doc).number for doc in before]
    return Finding(code, set_, amount, [*records, *later, *orders], found, args, carried=carried)


def _before(month: Month, docs: dict[Doc, dict[Spot, int]]) -> list[Doc]:
    """The slips in whose place a document was written anew, where they had been booked: it is open for the difference."""
    (doc, spots), *more = docs.items()
    old = [d for d in month.rewritten.get(doc, ()) if d != doc]
    if more or not old:
        return []
    own: dict[Spot, int] = defaultdict(int)
    for move in month.at(month.month_of(doc[0])).slips:
        if move.doc == doc:
            own[move.spot] += move.amount
    return [] if all(own[spot] == amount for spot, amount in spots.items()) else old


def _paid(month: Month, doc: Doc) -> bool:
    """Whether what the document rests on has been paid: for a return, its acceptance's invoice."""
    for (acceptance, _), _ in month.targets(doc[0], "of"):
        return any(month.naming(invoice, "settles") for invoice in month.naming(acceptance, "covers"))
    return False


def _depreciation(month: Month, charges: dict[Doc, dict[Spot, int]]) -> Iterator[Finding]:
    """Cards whose charge no voucher holds: some left out of the month's voucher, or no voucher at all."""
    cards = {card.doc: card for card in month.cards}
    charged = {doc: depreciation.charge(c.facts, c.events, month.month) for doc, c in cards.items()}
    for key in sorted({s[0] for spots in charges.values() for s in spots}):
        account = month.registers.accounts[key]
        docs = {d: {s: a for s, a in spots.items() if s[0] == key} for d, spots in charges.items()}
        docs = {d: spots for d, spots in docs.items() if spots}
        due = sum(charged[doc] for doc, card in cards.items() if card.set == account.set)
        open_ = {doc: -sum(spots.values()) for doc, spots in docs.items()}
        missing = sum(open_.values())
        due += sum(max(0, amount - charged[doc]) for doc, amount in open_.items())  # left out in earlier months
        vouchers = [p.record for p in month.postings if not p.docs and (key, "") in p.amounts]
        records = [month.named((v, 0)) for v in vouchers] + [month.named(doc) for doc in docs]
        card = cards[next(iter(docs))]
        args = {
            "voucher": records[0].number if vouchers else "", "cards": [cards[d].number for d in docs], "count": len(docs),
            "day": card.day, "new": month_of(card.day) == month.month and len(docs) == 1, "due": due, "charged": due - missing,
            "amount": missing, "account": account.code,
        }  # fmt: skip
        code = "depreciation.missing" if vouchers else "depreciation.not_booked"
        alike = [doc for doc, charge in charged.items() if charge == missing and doc not in docs]
        rivals = len(alike) if vouchers and len(docs) == 1 else 0
        yield Finding(code, account.set, missing, records, effects(month, docs), args, rivals=rivals)


# ------------------------------------------------------------ differences that no document explains


def leftover_findings(month: Month, now: Open) -> list[Finding]:
    """What summaries, the opening and the budget half leave over, each by its cause where it has one."""
    found: list[Finding] = []
    rest: list[Leftover] = []
    for left in now.leftovers:
        if code := OF_ITSELF.get(left.family):
            found.append(_leftover(month, left, code))
        elif left.family == "meals" and (not_earned := _not_earned(month, left)):
            found.append(not_earned)
        else:
            rest.append(left)
    if rest:
        from houqin.reconcile import totals  # values goods anew, searches: only where something is left

        found += totals.one_cause(totals.findings(month, rest))
    return found


OF_ITSELF = {"opening": "opening.differs", "budget": "budget.differs"}
"""Groups of leftovers that say themselves what they are."""


def _leftover(month: Month, left: Leftover, code: str) -> Finding:
    account = month.registers.accounts[left.spot[0]]
    amount = left.amount * account.sign
    records = [month.named((v, 0)) for v in left.vouchers]
    if left.family == "opening":
        began = trees(month.index, ["opening_balances"])
        records = [month.named((one["record"], 0)) for one in began if one["set"] == account.set]
    effect = Effect(account.set, account.code, "book_to_book", amount)
    args: dict[str, Any] = {
        "account": account.code, "name": account.name, "amount": abs(amount), "posted": abs(left.posted),
        "right": abs(left.right), "more": amount > 0, "party": left.spot[1],
        "vouchers": [r.number for r in records], "voucher": records[0].number if records else "",
    }  # fmt: skip
    carried = (bool(left.vouchers) and month.month_of(left.vouchers[0]) != month.month) or left.family == "opening"
    return Finding(code, account.set, abs(amount), records, [effect], args, carried=carried)


def _not_earned(month: Month, left: Leftover) -> Finding | None:
    """Income taken for all the meals that were paid in advance, though fewer were eaten."""
    account = month.registers.accounts[left.spot[0]]
    heads, fen, rate = _prepaid(_first_told(month, left.vouchers), account.set, left.spot[1]) or (0, 0, 0)
    if not heads or fen != left.posted or heads <= left.quantity:
        return None
    found = _leftover(month, left, "meals.not_earned")
    uneaten = heads - left.quantity
    found.args |= {"meals": left.quantity, "uneaten": uneaten, "rate": rate}
    found.effects = [
        e._replace(quantity=uneaten if e.amount > 0 else -uneaten, unit="餐", bucket=found.kind.bucket)
        for e in found.effects
    ]
    return found


def _first_told(month: Month, vouchers: list[int]) -> Month:
    """The month of the first of some vouchers: what is carried in is what it was then."""
    return month.at(month.month_of(vouchers[0])) if vouchers else month


def _prepaid(month: Month, set_: str, party: str) -> tuple[int, int, int] | None:
    """Meals paid for this month in advance: meals (millionths), fen, and the rate (fen)."""
    meals = fen = rate = 0
    for record in trees(month.index, ["opening_prepaid", "collection"]):
        for line in record["lines"] if record["type"] == "opening_prepaid" else [record]:
            if (
                line.get("party") == party
                and line.get("for_month") == month.month
                and line.get("heads")
                and line.get("meals")
            ):
                meals += line["heads"]["parts"] * line["meals"]["parts"] // 10**6
                fen += line["amount"]
                rate = line["rate"]["parts"] // 10**4 if line.get("rate") else rate
    return (meals, fen, rate) if meals else None


# ------------------------------------------------------------ between sets, and accounts made of others


def mirror_findings(month: Month, now: Open) -> Iterator[Finding]:
    """A posting on one set's mirror account whose partner has not come: under way between the sets."""
    for key, voucher, amount in now.mirrors:
        account = month.registers.accounts[key]
        other = month.registers.accounts.get(mirror_of(month, key) or "")
        effects = [Effect(account.set, account.code, "book_to_book", amount)]
        if other:
            effects.append(Effect(other.set, other.code, "book_to_book", -amount))
        papers = [month.named(doc) for doc, _ in month.targets(voucher, "documents")]
        records = [*papers, month.named((voucher, 0))]
        args = {
            "account": account.code, "other": other.code if other else "", "other_set": other.set if other else "",
            "voucher": records[-1].number, "amount": abs(amount), "summary": month.tree(voucher).get("summary", ""),
            "day": month.tree(voucher).get("booked") or month.tree(voucher)["date"],
        }  # fmt: skip
        carried = month.month_of(voucher) != month.month
        yield Finding("set.in_transit", account.set, abs(amount), records, effects, args, carried=carried)


def spread_to_funds(month: Month, findings: list[Finding]) -> None:
    """An account made of others (8001) differs by what they differ by: the same finding, one line more."""
    for account in month.registers.accounts.values():
        if account.controls != "funds":
            continue
        parts = {(part.set, part.code): sign for part, sign in funds_of(month.registers, account)}
        for finding in findings:
            amount = sum(
                parts.get((e.set, str(e.account)), 0) * e.amount for e in finding.effects if e.side == "book_to_book"
            )
            if amount:
                effect = Effect(account.set, account.code, "book_to_book", amount, bucket=finding.kind.bucket)
                finding.effects.append(effect)
