"""The other reports of the worked October on a screen, as agreed, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from goldens import write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", write.SCREENS)
def test_the_screens_are_the_agreed_ones(name: str, language: str, cache: Path) -> None:
    assert write.screen(name, language, cache) == (write.HERE / f"{name}.{language}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_principal_reads_the_month_on_one_screen(language: str, cache: Path) -> None:
    assert len(write.screen("summary", language, cache).splitlines()) <= 42
