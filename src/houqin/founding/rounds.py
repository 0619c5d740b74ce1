"""`python -m houqin.founding.rounds BOOK FILE ROUNDS`: one of the processes of doctor's trial of the lock and the disk.

Each round takes the book's lock, reads the number in the file, and puts a file with the next one in its place.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from houqin.text import disk, lock

ROUNDS = 50
PATIENCE = 60
"""Seconds for all of them."""


def count(book: Path, file: Path, rounds: int) -> None:
    """Add one, so many times. Failure or OSError where the lock or the disk refuses."""
    for _ in range(rounds):
        with lock.alone(book, patience=10.0):
            was = int(file.read_bytes())
            disk.replace(disk.temporary(file, str(was + 1).encode()), file)


def trial(book: Path, rounds: int = ROUNDS, processes: int = 2) -> tuple[int, str]:
    """How many of the rounds of two processes were lost, and why one broke off ("" where none did)."""
    file = book / f".houqin-trial.{'0' * 8}.tmp"  # whoever writes next sweeps it away, should we die
    file.write_bytes(b"0")
    try:
        command = [sys.executable, "-P", "-m", "houqin.founding.rounds", str(book), str(file), str(rounds)]
        running = [
            subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            for _ in range(processes)
        ]
        why = ""
        for one in running:
            try:
                _, said = one.communicate(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                one.kill()
                _, said = one.communicate()
                why = f"> {PATIENCE} s"
            if one.returncode and not why:
                why = said.decode("utf-8", "replace").strip().rpartition("\n")[2][:200] or str(one.returncode)
        return rounds * processes - int(file.read_bytes() or b"0"), why
    finally:
        disk.discard([file])


if __name__ == "__main__":
    count(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
