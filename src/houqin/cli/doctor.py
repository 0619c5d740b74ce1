"""houqin doctor [--fix] [--full]"""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from houqin.cli import options
from houqin.cli.options import BookOption, LangOption, _help
from houqin.diagnostics import FINDINGS, OK, Diagnostic
from houqin.messages import Language, hint, sentence, table

FORMATS = ("plain", "json")


def run(
    fix: Annotated[bool, typer.Option("--fix", help=_help("doctor_fix"))] = False,
    full: Annotated[bool, typer.Option("--full", help=_help("doctor_full"))] = False,
    book: BookOption = None,
    form: Annotated[str | None, typer.Option("--format", help=_help("check_format"), metavar="plain|json")] = None,
    lang: LangOption = None,
) -> None:
    options.choose("--format", form, FORMATS)
    options.choose("--lang", lang, ("zh", "en"))
    from houqin.book.find import find_book
    from houqin.founding import health

    speech = options.language_of()
    path = find_book(book)
    if fix:
        health.mend(path)
    found = health.examine(path, full=full)
    wrong = [one for one in found if table()[one.code].severity != "info"]
    if form == "json":
        sys.stdout.write(
            json.dumps({"version": 1, "findings": [_row(d, speech) for d in found]}, ensure_ascii=False, indent=1)
            + "\n"
        )
    else:
        sys.stdout.write("".join(_told(d, speech) for d in found))
        sys.stdout.flush()
        if fix:
            sys.stderr.write(sentence("doctor.mended", speech) + "\n")
        sys.stderr.write(sentence("doctor.unsound" if wrong else "doctor.sound", speech, count=len(wrong)) + "\n")
    raise typer.Exit(FINDINGS if wrong else OK)


def _told(d: Diagnostic, speech: Language) -> str:
    from houqin.render.width import visible

    severity = sentence(f"severity.{table()[d.code].severity}", speech)
    said = f"{severity}[{d.code}]: {visible(sentence(d.code, speech, **d.args))}\n"
    advice = hint(d.code, speech, **d.args)
    return said + (f"    {sentence('check.hint', speech)}: {visible(advice)}\n" if advice else "")


def _row(d: Diagnostic, speech: Language) -> dict[str, str]:
    return {
        "code": d.code, "severity": table()[d.code].severity, "message": sentence(d.code, speech, **d.args),
        "hint": hint(d.code, speech, **d.args),
    }  # fmt: skip
