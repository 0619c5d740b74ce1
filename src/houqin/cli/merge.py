"""houqin merge BASE OURS THEIRS [PATH]: git's merge driver (merge.houqin.driver = houqin merge %O %A %B %P)"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from houqin import names
from houqin.cli.options import LangOption, _help, _meta, choose, language_of
from houqin.diagnostics import FINDINGS, Failure, reason
from houqin.messages import Language, sentence

ABORTED = 129
"""Above 128 git takes the merge for failed, and not for a file in which a person is to decide."""


def run(
    base: Annotated[str, typer.Argument(help=_help("merge_base"), metavar=_meta("merge_base"))],
    ours: Annotated[str, typer.Argument(help=_help("merge_ours"), metavar=_meta("merge_ours"))],
    theirs: Annotated[str, typer.Argument(help=_help("merge_theirs"), metavar=_meta("merge_theirs"))],
    path: Annotated[str | None, typer.Argument(help=_help("merge_path"), metavar=f"[{_meta('file')}]")] = None,
    lang: LangOption = None,
) -> None:
    choose("--lang", lang, ("zh", "en"))
    from houqin.text.merge import merge

    language = language_of()
    files = [Path(base), Path(ours), Path(theirs)]
    try:
        began, mine, other = (file.read_bytes() for file in files)
        merged = merge(began, mine, other, path or ours)
        if merged is not None:
            files[1].write_bytes(merged.data)
    except OSError as error:
        raise Failure("merge.failed", ABORTED, path=path or ours, reason=reason(error)) from error
    if merged is None:
        sys.stderr.write(f"houqin: {sentence('merge.by_lines', language, path=path or ours)}\n")
        raise typer.Exit(_by_lines(files, path or ours))
    for clash in merged.clashes:
        sys.stderr.write(f"houqin: {path or ours}: {_said(clash, language)}\n")
    if merged.clashes:
        sys.stderr.write(f"  {sentence('merge.next', language)}\n")
        raise typer.Exit(FINDINGS)


def _said(clash: tuple[str, str, str, str | None, str | None], language: Language) -> str:
    type_, number, field, ours, theirs = clash
    gone = sentence("merge.gone", language)
    code = "merge.both_changed" if field else "merge.changed_and_deleted"
    return sentence(
        code, language, type=type_, number=number, field=names.label(field.rstrip("_"), language),
        ours=gone if ours is None else ours, theirs=gone if theirs is None else theirs,
    )  # fmt: skip


def _by_lines(files: list[Path], path: str) -> int:
    """What git itself makes of the three files. Failure merge.failed (129) without git, or where it gives up."""
    git = shutil.which("git")
    base, ours, theirs = (str(file.resolve()) for file in files)
    labels = [word for label in ("ours", "base", "theirs") for word in ("-L", label)]
    done = git and subprocess.run([git, "merge-file", *labels, ours, base, theirs], check=False)
    if not done or done.returncode > 127:
        raise Failure("merge.failed", ABORTED, path=path, reason="git")
    return min(done.returncode, FINDINGS)
