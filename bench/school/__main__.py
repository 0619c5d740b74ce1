"""python -m bench.school OUT [--months N] [--seed N] [--kind nine_grade|kindergarten] [--right]"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.school import plant
from bench.school.kinds import KINDS
from bench.school.make import make


def main() -> None:
    """Write the book and print what was planted in its last month, as a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.school", description="Write the book of a school.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--months", type=int, default=2, help="from September 2026, at most 120")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--kind", choices=sorted(KINDS), default="nine_grade")
    parser.add_argument("--right", action="store_true", help="plant nothing in the last month")
    options = parser.parse_args()
    world = make(options.folder, options.months, options.seed, options.kind, planted=not options.right)
    print(plant.table(world))


if __name__ == "__main__":
    main()
