"""A whole book: opening, months one after the other, files."""

from __future__ import annotations

from pathlib import Path

from bench.school import (
    assets,
    canteen,
    corrected,
    days,
    guide,
    money,
    opening,
    plant,
    purchases,
    registers,
    repairs,
    store,
    vouchers,
    write,
)
from bench.school.kinds import KINDS
from bench.school.world import World


def make(
    folder: Path, months: int, seed: int, kind: str, *, planted: bool = True, schemas: str = "../schemas"
) -> World:  # fmt: skip
    """Write the book of so many months into a folder. The last month is as a last month is: with `planted` it holds
    what a bursar still has to find (plant.py); all months before it are right. `schemas` as in write.modeline."""
    names = [days.FIRST]
    while len(names) < months:
        names.append(days.after(names[-1]))
    world = World(KINDS[kind], seed, names[-1])
    opening.write(world)
    waiting: list[repairs.Reported] = []
    for name in names:
        waiting = _month(world, name, waiting, planted=planted and name == world.last and months > 1)
    files = registers.tables(world.kind, seed)
    for path, entries in sorted(world.files.items()):
        at = f"opening/{opening.DAY}.yaml" if path.startswith("opening/") else path
        files[at] = [entry for _, _, entry in sorted(entries, key=lambda row: row[:2])]
    written = [
        guide.Written(path, line, entry)
        for path, entries in files.items()
        for line, entry in zip(write.ledger(folder, path, entries, schemas), entries, strict=True)
    ]
    write.head(folder, "houqin.yaml", registers.head(world.kind), schemas)
    for path, data in world.evidence.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    guide.write(folder, world, written)
    return world


def _month(world: World, name: str, waiting: list[repairs.Reported], *, planted: bool) -> list[repairs.Reported]:
    """One month, in the order in which its events lead to each other."""
    todo, world.next_month = world.next_month, []
    for left in todo:
        left(name)
    canteen.month(world, name)
    keeper = store.month(world, name, purchases.month(world, name))
    work = days.work_days(name)
    if name != days.FIRST:
        keeper.late(days.work_days(days.before(name, 1))[-1], work[3])
    for day in work:
        waiting = repairs.day(world, keeper, day, waiting)
        keeper.day(day)
    repairs.by_a_firm(world, name)
    purchases.given_up(world, name)
    assets.month(world, name)
    money.month(world, name)
    money.pay(world, name)
    if planted:
        plant.slips(world, name)
    worth = world.stock.close()
    for value in world.waiting:
        value(worth)
    world.waiting = []
    if planted:
        plant.vouchers(world, name)
    vouchers.write(world, name)
    money.statements(world, name)
    corrected.month(world, name)
    return waiting
