"""python -m bench.school OUT [--months N] [--seed N] [--kind nine_grade|kindergarten] [--right]"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.school import guide
from bench.school.kinds import KINDS
from bench.school.make import make


def main() -> None:
    """Write the book; what it holds is told in its own README."""
    parser = argparse.ArgumentParser(prog="python -m bench.school", description="Write the book of a school.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--months", type=int, default=guide.MONTHS, help="from September 2026, at most 120")
    parser.add_argument("--seed", type=int, default=guide.SEED)
    parser.add_argument("--kind", choices=sorted(KINDS), default=guide.KIND)
    parser.add_argument("--right", action="store_true", help="plant nothing in the last month")
    parser.add_argument(
        "--schemas",
        default="../schemas",
        help="where schemas/ lies, from the book's folder; '' for none (no modelines)",
    )
    options = parser.parse_args()
    if not 1 <= options.months <= 120:
        parser.error("--months: from 1 to 120")
    world = make(
        options.folder, options.months, options.seed, options.kind, planted=not options.right, schemas=options.schemas
    )
    print(f"{world.written:,} records up to {world.last}; what they hold: {options.folder / guide.PAGES[1]}")


if __name__ == "__main__":
    main()
