"""What the tests of the command line share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from running import RECONCILE, SAMPLE, Ended, Houqin


@pytest.fixture(scope="session")
def houqin(tmp_path_factory: pytest.TempPathFactory) -> Houqin:
    return Houqin(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def sheet(houqin: Houqin) -> Ended:
    """The sample month as it is printed into a pipe."""
    return houqin(*RECONCILE)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A copy of the sample that a test may spoil."""
    shutil.copytree(SAMPLE, tmp_path / "book")
    return tmp_path / "book"


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For runs inside this process: a cache folder of the test's own, and nothing that says a language or a book."""
    for name in ("HOUQIN_BOOK", "HOUQIN_LANG", "LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "COLUMNS", "HOUQIN_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOUQIN_CACHE", str(tmp_path / "cache"))
