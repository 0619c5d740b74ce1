"""houqin schema DIR"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from houqin.cli import options
from houqin.cli.options import LangOption, _help, _meta, language_of
from houqin.diagnostics import Failure
from houqin.diagnostics import reason as reason_of
from houqin.messages import sentence


def run(
    folder: Annotated[str, typer.Argument(help=_help("schemas"), metavar=_meta("dir"))],
    lang: LangOption = None,
) -> None:
    options.choose("--lang", lang, ("zh", "en"))
    from houqin.schemas.build import files

    written = files()
    for name, text in written.items():
        path = Path(folder, name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Failure("run.not_written", 1, path=str(path.parent), reason=reason_of(error)) from error
        options._write(path, text.encode())
    sys.stdout.write(sentence("schemas.written", language_of(), count=len(written), path=folder) + "\n")
