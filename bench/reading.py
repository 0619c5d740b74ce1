"""python -m bench.reading houqin|yaml FILE FOLDER: reads one file once and prints the seconds it took, wall and CPU, as JSON.

houqin: bytes to valid records, with every guard on the way, as a ledger of that folder. yaml: what PyYAML's C loader
makes of the same bytes with everything a text, its garbage collector on. What is imported beforehand is not counted.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path


def _houqin(data: bytes, folder: str) -> Callable[[], int]:
    gc.disable()  # as houqin runs (src/houqin/__main__.py)
    from houqin.records.catalogue import adapter
    from houqin.records.validate import validate
    from houqin.text.read import read

    adapter(folder)  # building the models is the process's cost, not the file's: bench/speed.py, "edited"

    def work() -> int:
        entries, wrong = read(data, f"{folder}/2026-09.yaml")
        records, problems = validate(folder, [entry.tree for entry in entries])
        assert not wrong, wrong[:3]
        assert not problems, problems[:3]
        return len(records)

    return work


def _yaml(data: bytes, folder: str) -> Callable[[], int]:
    import yaml

    return lambda: len(yaml.load(data, Loader=yaml.CBaseLoader))


READERS = {"houqin": _houqin, "yaml": _yaml}


def main() -> None:
    reader, file, folder = sys.argv[1:]
    work = READERS[reader](Path(file).read_bytes(), folder)
    wall, cpu = time.perf_counter(), time.process_time()
    count = work()
    print(json.dumps({"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "records": count}))


if __name__ == "__main__":
    main()
