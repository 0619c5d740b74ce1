"""houqin check"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from houqin.cli import options
from houqin.cli.options import BookOption, LangOption, _help
from houqin.diagnostics import FINDINGS, OK, UNREADABLE, Diagnostic, Failure
from houqin.messages import Language, hint, sentence, table

FORMATS = ("plain", "json")


def run(
    book: BookOption = None,
    form: Annotated[str | None, typer.Option("--format", help=_help("check_format"), metavar="plain|json")] = None,
    lang: LangOption = None,
) -> None:
    from houqin.book.contradictions import contradictions
    from houqin.book.find import CONFIG, find_book
    from houqin.book.index import open_book, opening_month
    from houqin.cli.told import diagnostics

    options.choose("--format", form, FORMATS)
    options.choose("--lang", lang, ("zh", "en"))
    path = find_book(book)
    with options.progress(lang, path) as line, open_book(path, thorough=True, tell=line) as opened:
        speech = options.language(lang, opened)
        found = opened.diagnostics
        unreadable = any(table()[d.code].severity == "error" for d in found)
        if not unreadable:
            if not opened.registers.sets:
                raise Failure("book.no_sets", UNREADABLE)
            if not opened.registers.accounts:
                raise Failure("book.no_accounts", UNREADABLE)
            found = found + contradictions(opened.index, opened.path)
            if not opening_month(opened.index):
                found.append(Diagnostic("book.no_opening", {}, CONFIG, 1))
            found = found + _behind_seals(opened.path)
        errors = sum(table()[d.code].severity == "error" for d in found)
        counts = {"errors": errors, "warnings": len(found) - errors}
        if line:
            line.wipe()
        if form == "json":
            rows = [_row(d, speech) for d in found]
            sys.stdout.write(
                json.dumps({"version": 1, **counts, "diagnostics": rows}, ensure_ascii=False, indent=1) + "\n"
            )
        else:
            sys.stdout.write(diagnostics(opened.path, found, speech))
            sys.stdout.flush()  # the count stands below them wherever both go
            sizes = {n: opened.index.execute(f"select count(*) from {n}").fetchone()[0] for n in ("file", "record")}
            code = "check.found" if found else "check.clean"
            sys.stderr.write(sentence(code, speech, files=sizes["file"] - 1, records=sizes["record"], **counts) + "\n")
    raise typer.Exit(UNREADABLE if unreadable else FINDINGS if errors else OK)


def _behind_seals(book: Path) -> list[Diagnostic]:
    """What no longer stands in closed months as it was closed, as a merge of two branches leaves it without a word."""
    from houqin.text import seals

    if not seals.files(book):
        return []
    from houqin.closing.verify import alarms

    return [
        Diagnostic(
            one.code, {"month": one.month, "type": one.type, "number": one.number, **one.args}, one.path, one.line
        )
        for one in alarms(book)
    ]


def _row(d: Diagnostic, speech: Language) -> dict[str, Any]:
    return {
        "file": d.path, "line": d.line, "column": d.column, "severity": table()[d.code].severity, "code": d.code,
        "message": sentence(d.code, speech, **d.args), "hint": hint(d.code, speech, **d.args),
    }  # fmt: skip
