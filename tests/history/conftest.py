"""What the tests of git's history share."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.history.repo import Keys, Repo


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return Keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def repo(tmp_path: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """An empty book in a repository, and a cache of the test's own."""
    monkeypatch.setenv("HOUQIN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("HOUQIN_SIGNERS", raising=False)
    return Repo(tmp_path / "repo", keys)
