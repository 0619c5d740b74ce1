"""Asset cards and what a month's records did to them: acquired, charged, removed piece by piece, and taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from houqin.book import depreciation
from houqin.book.index import trees
from houqin.reconcile.spots import DEPRECIATION, Doc, Move
from houqin.values import month_of, previous_month

if TYPE_CHECKING:
    from houqin.reconcile.moves import Month


class Removal(NamedTuple):
    """Pieces that leave a card, by a disposal (n = 0) or by a line of a count report."""

    doc: Doc
    n: int
    asset: str
    month: str
    event: depreciation.Event


class Card(NamedTuple):
    """An asset card as depreciation takes it, with what has left it, in order of booking."""

    doc: Doc
    number: str
    name: str
    set: str
    day: int
    facts: depreciation.Card
    gone: tuple[Removal, ...]

    @property
    def events(self) -> list[depreciation.Event]:
        return [removal.event for removal in self.gone]

    def worth(self, month: str) -> tuple[int, int]:
        """Cost and accumulated depreciation at a month's end, fen."""
        return depreciation.at(self.facts, self.events, month)


def cards(month: Month) -> list[Card]:
    """Every card up to a month that stands: not taken back by a reversal."""
    gone: dict[str, list[Removal]] = defaultdict(list)
    for removal in _removals(month):
        gone[removal.asset].append(removal)
    found = []
    for record in month.standing(["opening_assets", "acquisition"]):
        opening = record["type"] == "opening_assets"
        for n, row in enumerate(record["cards"] if opening else [record], 1):
            number = row["asset"] if opening else row["id"]
            set_ = row.get("set") or record.get("set") or month.registers.main_set
            doc = (record["record"], n if opening else 0)
            facts = _facts(row, record, opening)
            found.append(Card(doc, number, row["name"], set_, record["booked_day"], facts, tuple(gone[number])))
    return found


def _facts(row: dict[str, Any], record: dict[str, Any], opening: bool) -> depreciation.Card:
    """A card as depreciation takes it. Classes that are not depreciated have no life."""
    life = row.get("life_months") or 0
    if row.get("depreciation", "straight_line") == "none":
        life = 0
    if opening:
        return depreciation.Card(
            row["cost"], row["quantity"]["parts"], life, row["acquired"], row.get("months_charged") or 0,
            row.get("accumulated") or 0, month_of(record["booked_day"]),
        )  # fmt: skip
    first = month_of(row.get("acquired") or record["booked_day"])
    return depreciation.Card(row["cost"], row["quantity"]["parts"], life, first)


def _removals(month: Month) -> Iterator[Removal]:
    for record in month.standing(["disposal", "count_report"]):
        lines = [record] if record["type"] == "disposal" else record["lines"]
        for n, line in enumerate(lines):
            if not line.get("asset") or line.get("result") == "surplus":
                continue
            booked = month_of(record["booked_day"])
            pieces = line["quantity"]["parts"] if line.get("quantity") else 10**18  # all that is left
            event = depreciation.Event(booked, pieces, line.get("cost"), line.get("accumulated"))
            at = 0 if record["type"] == "disposal" else n + 1
            yield Removal((record["record"], 0), at, line["asset"], booked, event)


def taken(card: Card, removal: Removal) -> tuple[int, int]:
    """Cost and depreciation that leave with a removal, fen: before its month's charge, which falls on what stays."""
    events = card.events[: card.gone.index(removal)]
    cost, accumulated = _uncharged(card, events, removal.month)
    left = _uncharged(card, [*events, removal.event], removal.month)
    return cost - left[0], accumulated - left[1]


def _uncharged(card: Card, events: list[depreciation.Event], month: str) -> tuple[int, int]:
    cost, accumulated = depreciation.at(card.facts, events, month)
    return cost, accumulated - depreciation.charge(card.facts, events, month)


def moves(month: Month) -> Iterator[Move]:
    """What happened to the cards this month, on the accounts of assets and of depreciation (debit positive)."""
    for card in month.cards:
        assets, charged = _accounts(month, card.set)
        if assets and card.doc[1] == 0 and month_of(card.day) == month.month:
            yield Move(card.doc, (assets, ""), card.facts.cost)
        charge = depreciation.charge(card.facts, card.events, month.month)
        if charged and charge:
            yield Move(card.doc, (charged, DEPRECIATION), -charge)
        for removal in card.gone:
            if removal.month == month.month:
                cost, accumulated = taken(card, removal)
                if assets:
                    yield Move(removal.doc, (assets, ""), -cost)
                if charged:
                    yield Move(removal.doc, (charged, ""), accumulated)
    yield from _taken_back(month)


def _accounts(month: Month, set_: str) -> tuple[str | None, str | None]:
    return month.registers.control("assets", set_), month.registers.control("depreciation", set_)


def _taken_back(month: Month) -> Iterator[Move]:
    """A reversal leaves a card as if its target had never been: what that changes, beside the month's own movements."""
    reversed_: dict[str, Doc] = {}
    for reversal in trees(month.index, ["reversal"], month.month):
        doc = month.origin((reversal["record"], 0))
        tree = month.tree(doc[0])
        if month.type_of(doc[0]) == "acquisition":
            reversed_.setdefault(tree["id"], doc)
        elif month.type_of(doc[0]) in ("disposal", "count_report"):
            for line in (tree, *(tree.get("lines") or [])):
                if line.get("asset"):
                    reversed_.setdefault(line["asset"], doc)
    if not reversed_:
        return
    before = {card.number: card for card in month.at(previous_month(month.month)).cards}
    now = {card.number: card for card in month.cards}
    for number, doc in sorted(reversed_.items()):
        was, is_ = before.get(number), now.get(number)
        card = is_ or was
        if card is None:
            continue
        old, new = _state(was, previous_month(month.month)), _state(is_, month.month)
        cost, accumulated = _own(is_, month.month) if is_ else (0, 0)
        assets, charged = _accounts(month, card.set)
        if assets:
            yield Move(doc, (assets, ""), new[0] - old[0] - cost)
        if charged:
            yield Move(doc, (charged, ""), -(new[1] - old[1] - accumulated))


def _state(card: Card | None, month: str) -> tuple[int, int]:
    return card.worth(month) if card else (0, 0)


def _own(card: Card, month: str) -> tuple[int, int]:
    """What a card's own records of the month did to its cost and its depreciation, fen."""
    cost = card.facts.cost if card.doc[1] == 0 and month_of(card.day) == month else 0
    accumulated = depreciation.charge(card.facts, card.events, month)
    for removal in card.gone:
        if removal.month == month:
            gone = taken(card, removal)
            cost, accumulated = cost - gone[0], accumulated - gone[1]
    return cost, accumulated
