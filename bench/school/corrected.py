"""What is written wrongly and put right by a reversal (冲销), a slip of each ledger in a term's first month. What puts it
right says 替代. (Stores, shelf counts, the safe and vouchers have theirs where their sums are known: store.py, money.py,
vouchers.py.)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bench.school import days
from bench.school.world import World, own_number
from bench.school.write import Record

TWICE = (
    ("purchases", "申请", 4, "重复登记，以先交的申请为准"),
    ("repairs", "报修", 6, "同一处报修登记了两次"),
    ("approvals", "审批", 7, "同一事项签了两次"),
)
"""Ledger, type, from which working day: a slip that is entered a second time, and why the second is taken back."""


def month(world: World, name: str) -> None:
    """Called when all else of the month is written."""
    work = days.work_days(name)
    if not days.term_starts(name) or len(work) < 14:
        return
    for file, kind, at, reason in TWICE:
        _twice(world, file, name, kind, work[at], reason)

    def other_room(place: str) -> str:
        return next(room for room in world.kind.rooms if room != place)

    _misread(world, "canteen", name, "就餐", "学生", _swapped, work[5], "学生人数抄错，按当日点名数更正")
    _misread(world, "assets", name, "移动", "移入地点", other_room, work[8], "移入地点写错")


def _from(world: World, file: str, name: str, kind: str, day: date) -> list[tuple[int, tuple[date, int, Record]]]:
    """The rows of a type from a day on, each with its place in the month's file."""
    rows = enumerate(world.files[f"{file}/{name}.yaml"])
    return [(at, row) for at, row in rows if kind in list(row[2])[:1] and row[0] >= day]


def _twice(world: World, file: str, name: str, kind: str, since: date, reason: str) -> None:
    found = _from(world, file, name, kind, since)
    if not found:
        return
    _, (day, _, entry) = found[0]
    again = world.number(own_number(entry).split("-")[0], day)
    world.add(file, day, {**entry, kind: again})
    world.reverse(file, day, again, reason)


def _misread(
    world: World, file: str, name: str, kind: str, field: str, wrongly: Callable[[str], str], since: date, reason: str
) -> None:  # fmt: skip
    """The slip that was right at once is now the second: a wrong one goes before it, and the reversal of that."""
    rows = world.files[f"{file}/{name}.yaml"]
    for at, (day, written, entry) in _from(world, file, name, kind, since):
        wrong = {**entry, field: wrongly(entry[field])}
        if wrong == entry:
            continue
        own = own_number(entry)
        world.reverse(file, day, own, reason)
        reversal = rows.pop()[2]
        again = world.number(own.split("-")[0], day)
        right = {
            kind: again,
            "日期": entry["日期"],
            "替代": own,
            **{k: v for k, v in entry.items() if k not in (kind, "日期")},
        }
        rows[at : at + 1] = [(day, written, one) for one in (wrong, reversal, right)]
        return


def _swapped(text: str) -> str:
    """A number with its second and third digit changed about: 2839 人 → 2389 人."""
    return text[0] + text[2] + text[1] + text[3:]
