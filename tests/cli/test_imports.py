"""What a warm run loads: neither the YAML reader nor the models, and rich for a terminal only."""

from __future__ import annotations

import subprocess
import sys

import pytest
from running import HERE, RECONCILE, Ended, Houqin

WARM = {
    "plain": ((), {}),
    "json": (("--format", "json"), {}),
    "csv": (("--format", "csv"), {}),
    "table": (("--format", "table"), {"COLUMNS": "120"}),
    "one set in English": (("--set", "school", "--lang", "en"), {}),
}


def loaded(houqin: Houqin, *args: str, **env: str) -> set[str]:
    """The top packages that a run imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "houqin", *args],
        capture_output=True,
        text=True,
        cwd=HERE,
        env=houqin.env(**env),
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize("form", WARM)
def test_a_warm_run_loads_neither_yaml_nor_pydantic(form: str, houqin: Houqin, sheet: Ended) -> None:
    args, env = WARM[form]
    packages = loaded(houqin, *RECONCILE, *args, **env)
    assert "houqin" in packages
    assert not packages & {"yaml", "pydantic", "pydantic_core", "hypothesis", "multiprocessing"}
    if form in ("json", "csv"):
        assert "rich" not in packages


@pytest.mark.parametrize("args", [("summary", "2026-10"), ("show", "YS-1013-1"), ("list", "验收", "--item", "大米")])
def test_the_other_reports_load_no_more(args: tuple[str, ...], houqin: Houqin, sheet: Ended) -> None:
    packages = loaded(houqin, *args)
    assert not packages & {"yaml", "pydantic", "pydantic_core", "rich", "openpyxl"}


def test_a_cold_run_does_load_them(houqin: Houqin, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Else the test above would prove nothing."""
    cold = Houqin(tmp_path_factory.mktemp("cold"))
    assert loaded(cold, *RECONCILE) >= {"yaml", "pydantic"}


@pytest.mark.parametrize(
    "args", [("--help",), ("explain", "voucher.digits_swapped"), ("--version",), ("no-such-command",)]
)
def test_what_needs_no_book_opens_none(args: tuple[str, ...], houqin: Houqin) -> None:
    assert not loaded(houqin, *args) & {"yaml", "pydantic", "rich", "sqlite3"}
