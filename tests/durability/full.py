"""Everything that can happen to a writing command, in full, and the scoreboard: `python -m tests.durability.full`.

    python -m tests.durability.full [--quick] [--seed 1]

Ends with 1 where a goal is missed. --quick takes a tenth of it. About an hour on two cores.
"""

from __future__ import annotations

import argparse
import sys
import time
from typing import NamedTuple

from tests.durability import traced
from tests.durability.cases import COMMANDS, ONE_WAY, SEVERAL, WRITERS
from tests.durability.crowd import adding, crowd
from tests.durability.damage import damaged
from tests.durability.faults import ERRORS, KILL, TORN, every_byte, every_call
from tests.durability.nasty import told
from tests.durability.powercut import power_cuts
from tests.durability.streams import odd_streams


class Row(NamedTuple):
    """A row of the scoreboard: what, the goal, what was measured, whether it is met; what was wrong."""

    what: str
    goal: str
    measured: str
    met: bool
    wrong: list[str]


def scoreboard(quick: bool, seed: int) -> list[Row]:
    rows: list[Row] = []

    def add(what: str, goal: str, count: int, least: int, wrong: list[str], more: str = "") -> None:
        least = 1 if quick else least
        rows.append(Row(what, goal, f"{len(wrong)} of {count:,}{more}", not wrong and count >= least, wrong))
        print(*rows[-1][:4], *wrong[:20], sep="\n    ", file=sys.stderr, flush=True)

    step = 10 if quick else 1
    killed = {case.name: every_call(case, (KILL, TORN), step) for case in (*ONE_WAY, *COMMANDS)}
    outside: list[tuple[tuple[int, list[str]], tuple[int, list[str]]]] = []
    if why := traced.why_not():
        print(f"from outside: left out, {why}", file=sys.stderr)
    else:
        outside = [traced.every_call(case, WRITERS[case.name], 40 if quick else 3) for case in COMMANDS]
    all_killed = [*killed.values(), *(one for one, _ in outside)]
    add("1 killed before a call: torn, empty or lost file, stray temporary file", "0 of >= 1,000",
        sum(n for n, _ in all_killed), 1000, [one for _, its in all_killed for one in its],
        f" ({sum(one[0] for one, _ in outside)} from outside)")  # fmt: skip
    several = [killed[name] for name in (*SEVERAL, "import")]
    add("2 commands over several files half done after kill and restart", "0 of >= 500",
        sum(n for n, _ in several), 500, [one for _, its in several for one in its])  # fmt: skip

    failing = [every_call(case, ERRORS, step) for case in (*ONE_WAY, *COMMANDS)] + [one for _, one in outside]
    short = [every_byte(case, step) for case in ONE_WAY] + [every_byte(case, 16 * step) for case in COMMANDS]
    add("3 errors of the disk, and cut short at a byte: traceback, torn file, wrong exit code", "0 of >= 5,000",
        sum(n for n, _ in failing + short), 5000, [one for _, its in failing + short for one in its],
        f" ({sum(n for n, _ in short):,} bytes)")  # fmt: skip

    cuts = [power_cuts(case) for case in (*ONE_WAY, *COMMANDS)]
    add("4 broken states after the power went", "0", sum(n for (n, _), _ in cuts), 1000,
        [one for (_, its), _ in cuts for one in its], f", acknowledged and lost: {sum(lost for _, lost in cuts)}")  # fmt: skip

    many = crowd(20 if quick else 200)
    missing = [f"{many}"] if (many.written, many.twice, many.odd) != (many.found, 0, 0) else []
    add("5 lost or doubled of eight writers at once", "0", many.written, 1600, missing,
        f"; {many.rate:,.0f} a second; {many.odd} odd of {many.looks} looks meanwhile")  # fmt: skip

    added, twice, against = adding(2 if quick else 200)
    add("5 the same with `houqin add`: lost or doubled, refused, `check` not clean", "0 of 1,600", added, 1600,
        [*against, *(["twice"] * twice), *([] if added == 8 * (2 if quick else 200) else [f"{added} are there"])])  # fmt: skip

    again = [one for _, its in failing for one in its if "again:" in one]
    add("6 a second try after an uncertain failure writes twice", "0 of all", sum(n for n, _ in failing), 1000, again)

    hit = damaged(step)
    add("T6 a closed month's file cut short, a bit turned, a merge left open: neither refused at a line nor told by verify",
        "0 of all", hit.tried, 30_000, hit.wrong,
        f" ({hit.refused:,} refused, {hit.seen:,} told, {hit.form:,} a remark only)")  # fmt: skip

    nasty = told(20_000 if quick else 1_000_000, seed)
    add("10 nasty texts changed or injected", "0 of 1,000,000", nasty.same + nasty.refused, 1_000_000, nasty.wrong,
        f" ({nasty.refused:,} refused)")  # fmt: skip

    odd = [odd_streams(case, WRITERS[case.name]) for case in COMMANDS]
    add("T12 odd streams, environments and a read-only tree", "0 of all", sum(n for n, _ in odd), 20,
        [one for _, its in odd for one in its])  # fmt: skip
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    start = time.monotonic()
    rows = scoreboard(given.quick, given.seed)
    print("| | goal | measured | |\n|---|---|---|---|")
    for row in rows:
        print(f"| {row.what} | {row.goal} | {row.measured} | {'met' if row.met else 'MISSED'} |")
    print(f"seed {given.seed}, {time.monotonic() - start:,.0f} s")
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
