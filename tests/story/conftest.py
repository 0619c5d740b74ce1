"""Each story has its own book and its own index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .book import Small, small

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _own_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOUQIN_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def book(tmp_path: Path) -> Small:
    """The small book whose October is right."""
    return small(tmp_path / "book")
