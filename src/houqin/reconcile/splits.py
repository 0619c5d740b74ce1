"""化整为零: what one decision of a higher post would need is bought in pieces just below its limit (政府采购法第28条)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from houqin.book.index import trees
from houqin.book.registers import Registers
from houqin.reconcile.approvals import decisions, given_up, limits_on, roles_for
from houqin.reconcile.moves import Month
from houqin.reconcile.papers import Paper
from houqin.values import days_between, last_day, previous_month


class Piece(NamedTuple):
    """A request, or an order without one: its day, its sum, and by what it may belong together with others: a category
    with who asks, a category with who sells."""

    day: int
    record: int
    amount: int
    ties: frozenset[tuple[str, str, str]]
    orders: tuple[int, ...]


def split(month: Month, name: str) -> Iterator[Paper]:
    """Groups of pieces of a category by one requester or of one supplier within some days, each just below a limit and
    together above it, that end in this month. Silent where each was decided on by those whom the whole asks for."""
    registers = month.registers
    day = last_day(name)
    window, share = _number(registers, "split_days", day), _number(registers, "split_share", day)
    limits = limits_on(registers, day, registers.main_set)
    if not window or not share or len(limits) < 2:
        return
    pieces = _pieces(month, name)
    told: set[int] = set()
    for limit, _ in limits:
        if limit is None:
            continue
        near = [p for p in pieces if limit * share <= p.amount * 100 and p.amount <= limit]
        for tie in sorted({tie for p in near for tie in p.ties}):
            alike = [p for p in near if tie in p.ties and p.record not in told]
            while alike:
                last = alike[-1]
                group = [p for p in alike if days_between(p.day, last.day) < window]
                whole = sum(p.amount for p in group)
                alike.pop()
                if len(group) < 2 or whole <= limit or month.month_of(last.record) != name:
                    continue
                if _decided_as_one(month, group, roles_for(limits, whole)):
                    continue
                told |= {p.record for p in group}
                alike = [p for p in alike if p.record not in told]
                docs = [(p.record, 0) for p in group] + [(o, 0) for p in group for o in p.orders]
                args = {"limit": limit, "count": len(group), "category": tie[1], "who": tie[2], "by": tie[0], "sum": whole,
                        "first": group[0].day, "last": last.day, "roles": roles_for(limits, whole),
                        "pieces": [month.named((p.record, 0)).number for p in group]}  # fmt: skip
                yield Paper("purchase.split", tuple(docs), whole, args)


def _number(registers: Registers, rule: str, day: int) -> int:
    row = registers.rule(rule, day)
    return int(row["value"][0]) if row and row["value"][0].isdecimal() else 0


def _pieces(month: Month, name: str) -> list[Piece]:
    """The requests of a month and the one before, and the orders that name none, by day."""
    requests: dict[int, dict[str, Any]] = {}
    orders: dict[int, list[dict[str, Any]]] = {}
    alone = []
    for at in (previous_month(name), name):
        for tree in trees(month.index, ["request", "order"], at):
            if given_up(month, tree["record"]):
                continue
            if tree["type"] == "request":
                requests[tree["record"]] = tree
            elif asked := [target for (target, _), _ in month.targets(tree["record"], "request")]:
                for request in asked:
                    orders.setdefault(request, []).append(tree)
            else:
                alone.append(tree)
    found = [_piece(month, tree, orders.get(record, [])) for record, tree in requests.items()]
    found += [_piece(month, tree, []) for tree in alone]
    return sorted(p for p in found if p.amount)


def _piece(month: Month, tree: dict[str, Any], orders: list[dict[str, Any]]) -> Piece:
    lines = (
        tree["lines"] if any(line.get("amount") for line in tree["lines"]) else [x for o in orders for x in o["lines"]]
    )
    items = [month.registers.on("item", line["item"], tree["date"]) for line in lines if line.get("item")]
    categories = {item["category"] for item in items if item}
    ties = {("requester", c, tree["requester"]) for c in categories if tree.get("requester")}
    ties |= {("supplier", c, o["supplier"]) for c in categories for o in [tree, *orders] if o.get("supplier")}
    amount = sum(line.get("amount") or 0 for line in lines)
    return Piece(tree["date"], tree["record"], amount, frozenset(ties), tuple(o["record"] for o in orders))


def _decided_as_one(month: Month, group: list[Piece], roles: list[str]) -> bool:
    """Whether those whom the whole sum asks for decided on each piece."""
    return all({*roles} <= {d.role for d in decisions(month, [p.record, *p.orders])} for p in group)
