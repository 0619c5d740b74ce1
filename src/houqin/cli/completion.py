"""houqin completion [SHELL]"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from houqin.cli import options
from houqin.cli.complete import VARIABLE
from houqin.cli.options import LangOption, _help, _meta
from houqin.diagnostics import WRONG_USE, Failure, reason
from houqin.messages import sentence

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def run(
    shell: Annotated[str | None, typer.Argument(help=_help("shell"), metavar=f"[{_meta('shell')}]")] = None,
    install: Annotated[bool, typer.Option("--install", help=_help("install"))] = False,
    lang: LangOption = None,
) -> None:
    from typer import completion

    options.choose("--lang", lang, ("zh", "en"))
    shell = shell or _in_use()
    if shell not in SHELLS:
        raise Failure("use.shell", WRONG_USE, found=shell, choices=list(SHELLS[:-1]))
    if not install:
        script = completion.get_completion_script(  # type: ignore[attr-defined]
            prog_name="houqin", complete_var=VARIABLE, shell=shell
        )
        sys.stdout.write(_open_ended(script) + "\n")
        return
    try:
        _, path = completion.install(  # type: ignore[attr-defined]
            shell=shell, prog_name="houqin", complete_var=VARIABLE
        )
        if shell == "bash":
            path.write_text(_open_ended(path.read_text(encoding="utf-8")), encoding="utf-8")
    except OSError as error:
        raise Failure("run.not_written", 1, path=str(error.filename or ""), reason=reason(error)) from error
    sys.stdout.write(sentence("completion.installed", options.language_of(), shell=shell, path=str(path)) + "\n")


def _open_ended(script: str) -> str:
    """Typer's script for bash, and no blank behind a field that wants its value: 供应商= is followed by it."""
    return script.replace(
        "    return 0\n", "    [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null\n    return 0\n"
    )


def _in_use() -> str:
    """The user's shell as the system knows it; "" where it does not."""
    if os.name == "nt":
        return "powershell"
    return Path(os.environ.get("SHELL", "")).name
