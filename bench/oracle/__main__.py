"""python -m bench.oracle [BOOK] [--format plain|json] [--differences] [--keep FOLDER]"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from bench.oracle.compare import as_json, compare, table
from bench.oracle.programs import Refused
from bench.oracle.text import Unclear


def main() -> int:
    """0: all agree; 1: something differs, or the journals could not be written or were not taken; 2: nobody to ask."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.oracle", description="Have ledger, hledger and beancount add up a book, and compare."
    )
    parser.add_argument("book", type=Path, nargs="?", default=Path("ledgers"))
    parser.add_argument("--format", choices=["plain", "json"], default="plain")
    parser.add_argument("--differences", action="store_true", help="print only what differs, and the counts")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the three journals here")
    options = parser.parse_args()
    if not (options.book / "houqin.yaml").is_file():
        print(f"{options.book}: no book (no houqin.yaml)", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        work = options.keep or Path(scratch)
        work.mkdir(parents=True, exist_ok=True)
        try:
            found = compare(options.book, work)
        except (Unclear, Refused) as error:
            print(error, file=sys.stderr)
            return 1
    if options.format == "json":
        print(json.dumps(as_json(found), ensure_ascii=False, indent=1))
    else:
        print("\n".join(table(found, only_differing=options.differences)))
    if not found.versions:
        return 2
    return 1 if found.differing else 0


if __name__ == "__main__":
    sys.exit(main())
