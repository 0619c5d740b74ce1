"""The book on which explaining is timed is a real one: it is read without a word, and what is wrong in it is found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench.explaining import write
from bench.planting.score import ask

ROOT = Path(__file__).parents[2]


def test_it_is_valid_and_its_faults_are_found(tmp_path: Path) -> None:
    records = write(tmp_path / "book", 500)
    assert 450 < records < 550
    answer = ask(tmp_path / "book", tmp_path / "cache", "2026-10")
    assert answer.told == []
    named = {r["id"].split("/")[-1] for f in answer.findings for r in f["records"]}
    assert {"FP-18", "YS-37", "食记-113", "CK-94"} <= named  # another sum, never booked, another sum, twice summed up
    assert "suspect_doubled" in {f["kind"] for f in answer.findings}


def test_it_tells_its_figures() -> None:
    command = [sys.executable, "-m", "bench.explaining", "200", "--runs", "1", "--format", "json"]
    (row,) = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout)
    assert row["findings"] > 0
    assert row["read"] > 0
