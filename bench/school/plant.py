"""What is wrong in the last month."""

from __future__ import annotations

from bench.school.world import World


def slips(world: World, name: str) -> None:
    pass


def vouchers(world: World, name: str) -> None:
    pass


def statements(world: World, name: str) -> None:
    pass
