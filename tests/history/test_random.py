"""Random histories with a known truth (tests/history/made.py): no verdict of the audit is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.history.made import judge

SHORT = 12
"""Here; a thousand in .ci/long."""


@pytest.mark.parametrize("seed", range(SHORT))
def test_the_verdicts_on_a_random_history_are_right(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOUQIN_CACHE", str(tmp_path / "cache"))
    ours, true = judge(tmp_path / "repo", seed)
    assert ours == true
