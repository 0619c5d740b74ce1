"""审批: whether what was ordered had been decided on, in time, and by those whom the sum asks for (审批权限)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from houqin import names
from houqin.book.registers import UNLIMITED, Registers
from houqin.reconcile.moves import Month
from houqin.reconcile.papers import Paper
from houqin.values import fen

ORDERS = "('order', 'contract')"


class Decision(NamedTuple):
    """Somebody's yes to a request or its order. `held`: whether he had that post on that day; of one
    whom the register does not know at all it says nothing."""

    record: int
    role: str
    by: str
    day: int
    held: bool


def decided(month: Month, name: str) -> Iterator[Paper]:
    """Requests first ordered in a month on which nobody decided, or too late, or not all whom the sum asks for."""
    for request, orders in ordered(month, name).items():
        if any(booked < name for booked, _, _ in _orders(month, request)) or month.withdrawn(request):
            continue  # told with its first order
        day = orders[0][1]
        limits = limits_on(month.registers, day, _set(month, request))
        needed = roles_for(limits, asked_for(month, request, [order for order, _ in orders]))
        found = decisions(month, [request, *(order for order, _ in orders)])
        held = [d for d in found if d.held]
        docs = tuple((order, 0) for order, _ in orders)
        late = [d for d in held if d.day > day]
        if not found:
            if limits or _approval_is_asked(month.registers, day):
                yield Paper("approval.missing", ((request, 0), *docs), args={"roles": list(needed), "day": day})
        elif wrong := [d for d in found if not d.held and d.role in needed]:
            named = tuple((d.record, 0) for d in wrong)
            args = {"role": wrong[0].role, "person": wrong[0].by, "day": wrong[0].day}
            yield Paper("approval.not_held", (*named, (request, 0), *docs), args=args)
        elif missing := [role for role in needed if role not in {d.role for d in held}]:
            named = tuple((d.record, 0) for d in found)
            sum_ = asked_for(month, request, [order for order, _ in orders])
            args = {"roles": missing, "sum": sum_, "having": [d.role for d in held]}
            yield Paper("approval.role", ((request, 0), *named, *docs), args=args)
        elif late and (len(late) == len(held) or not {*needed} <= {d.role for d in held if d.day <= day}):
            named = tuple((d.record, 0) for d in late)
            args = {"order_day": day, "decided": max(d.day for d in late), "order": month.named(docs[0]).number}
            yield Paper("approval.late", (*named, *docs, (request, 0)), args=args)


def ordered(month: Month, name: str) -> dict[int, list[tuple[int, int]]]:
    """Request → the orders and contracts of a month on it that stand, each with its day, the first one first; also
    where the order names only the enquiry that asked prices for it."""
    found: dict[int, list[tuple[int, int]]] = {}
    for order, day, request in month.index.execute(
        "select r.id, r.day, coalesce(q.target, t.target) from record r join tie t on t.record = r.id"
        " left join tie q on t.role = 'quotation' and q.record = t.target and q.role = 'request'"
        f" where r.month = ? and r.type in {ORDERS} and (t.role = 'request' or t.role = 'quotation' and q.target > 0)"
        " order by r.day, r.path, r.line",
        (name,),
    ):
        if (order, day) not in found.get(request, ()) and not given_up(month, order):
            found.setdefault(request, []).append((order, day))
    return found


def _orders(month: Month, request: int) -> list[tuple[str, int, int]]:
    """(month, order, day) of each order or contract on a request, of whatever month, that stands."""
    rows = month.index.execute(
        f"select r.month, r.id, r.day from tie t join record r on r.id = t.record and r.type in {ORDERS}"
        " where t.target = ? and t.role = 'request' order by r.day, r.path, r.line",
        (request,),
    )
    return [row for row in rows if not given_up(month, row[1])]


def given_up(month: Month, record: int) -> bool:
    """Whether a commitment was taken back, or called off (作废), by now."""
    named = (r for r in month.naming(record, "of") if month.type_of(r) == "cancellation")
    return month.withdrawn(record) or any(month.month_of(r) <= month.month for r in named)


def decisions(month: Month, records: list[int]) -> list[Decision]:
    """Who said yes to any of these records, up to this month, in order of booking."""
    found = []
    for record in records:
        for approval in month.naming(record, "of"):
            if month.type_of(approval) != "approval" or month.month_of(approval) > month.month:
                continue
            row = month.tree(approval)
            if row["decision"] == "yes" and not month.withdrawn(approval):
                held = month.registers.holds(row["by"], row["as_"], row["date"]) is not False
                found.append(Decision(approval, row["as_"], row["by"], row["date"], held))
    return found


def _set(month: Month, record: int) -> str:
    return str(month.tree(record).get("set") or month.registers.main_set)


def asked_for(month: Month, request: int, orders: list[int]) -> int | None:
    """What a request is worth, fen: by its own lines, else by its orders; None where neither says."""
    for records in ([request], orders):
        if sums := [line["amount"] for r in records for line in month.tree(r).get("lines", []) if line.get("amount")]:
            return int(sum(sums))
    return None


# ------------------------------------------------------------ 审批权限


def limits_on(registers: Registers, day: int, set_: str) -> list[tuple[int | None, list[str]]]:
    """(up to which sum in fen, who must decide) in force on a day, the smallest first; None: any sum."""
    rows = registers.rules_for("approval_limit", day, "request", set_)
    last = max((row["from_"] for row in rows), default=0)
    found = [
        (None if word == UNLIMITED else fen(word), row.get("roles", []))
        for row in rows
        if row["from_"] == last
        for word in row["value"]
    ]
    return sorted(found, key=lambda one: (one[0] is None, one[0] or 0))


def roles_for(limits: list[tuple[int | None, list[str]]], amount: int | None) -> list[str]:
    """Who must decide on a sum; on an unknown one at least those who decide on the smallest."""
    for limit, roles in limits:
        if limit is None or amount is None or amount <= limit:
            return roles
    return limits[-1][1] if limits else []


def _approval_is_asked(registers: Registers, day: int) -> bool:
    """Whether the papers that a purchase needs (必备单据) have a decision among them."""
    rows: list[dict[str, Any]] = [r for r in registers.rules if r["rule"] == "required_documents"]
    return any(
        r["from_"] <= day <= r.get("until", 99999999) and any(names.type_named(w) == "approval" for w in r["value"])
        for r in rows
    )
