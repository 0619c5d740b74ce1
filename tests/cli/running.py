"""`houqin` as a user calls it: a process of its own, with nothing in its environment but what a test puts there."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from houqin.cli import app, options

ROOT = Path(__file__).parents[2]
HERE = ROOT / "tests" / "example"
"""Where it is called: the folder whose ./ledgers is the worked example."""
SAMPLE = HERE / "ledgers"
RECONCILE = ("reconcile", "2026-10", "--today", "2026-11-03")


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code, and what it said where."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Houqin:
    """Calls `houqin` with one cache folder for all its calls."""

    cache: Path

    def env(self, **more: str) -> dict[str, str]:
        return {"PYTHONPATH": str(ROOT / "src"), "HOUQIN_CACHE": str(self.cache)} | more

    def __call__(self, *args: str, cwd: Path = HERE, encoding: str = "utf-8", **env: str) -> Ended:
        done = subprocess.run(
            [sys.executable, "-m", "houqin", *args], capture_output=True, cwd=cwd, env=self.env(**env), timeout=120
        )
        ended = Ended(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))
        assert "Traceback" not in ended.err
        return ended

    def shell(self, line: str, **env: str) -> Ended:
        """A line of bash in which `houqin` is the program."""
        start = f'set -o pipefail; houqin() {{ "{sys.executable}" -m houqin "$@"; }}\n'
        path = {"PATH": os.environ["PATH"]}
        done = subprocess.run(
            ["bash", "-c", start + line],
            capture_output=True,
            text=True,
            cwd=HERE,
            env=self.env(**path, **env),
            timeout=120,
        )
        return Ended(done.returncode, done.stdout, done.stderr)


def inside(*args: str) -> Ended:
    """The same in this process, in its environment: quicker, where a test needs no process of its own."""
    options.language_of.cache_clear()
    out, err, was, env = io.StringIO(), io.StringIO(), sys.argv, dict(os.environ)
    sys.argv, code = ["houqin", *args], 0
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            app.main()
    except SystemExit as left:
        code = int(left.code or 0)
    finally:
        sys.argv = was
        os.environ.clear()
        os.environ.update(env)  # an option before the command is put there
    assert "Traceback" not in err.getvalue()
    return Ended(code, out.getvalue(), err.getvalue())
