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
        sys.stdout.write(script + "\n")
        return
    try:
        _, path = completion.install(  # type: ignore[attr-defined]
            shell=shell, prog_name="houqin", complete_var=VARIABLE
        )
    except OSError as error:
        raise Failure("run.not_written", 1, path=str(error.filename or ""), reason=reason(error)) from error
    sys.stdout.write(sentence("completion.installed", options.language_of(), shell=shell, path=str(path)) + "\n")


def _in_use() -> str:
    """The user's shell as the system knows it; "" where it does not."""
    if os.name == "nt":
        return "powershell"
    return Path(os.environ.get("SHELL", "")).name
