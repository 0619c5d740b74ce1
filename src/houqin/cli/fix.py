"""houqin fix FINDING"""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from houqin.cli import options
from houqin.cli.options import BookOption, LangOption, TodayOption, _help, _meta
from houqin.diagnostics import FINDINGS, OK, WRONG_USE, Failure
from houqin.messages import Language, sentence


def run(
    finding: Annotated[str, typer.Argument(help=_help("finding"), metavar=_meta("finding"))],
    month: Annotated[str | None, typer.Option("--month", help=_help("finding_month"), metavar=_meta("month"))] = None,
    file: Annotated[str | None, typer.Option("--file", help=_help("fix_file"), metavar=_meta("file"))] = None,
    book: BookOption = None,
    lang: LangOption = None,
    today: TodayOption = None,
) -> None:
    named, day = options.month_of(month), options.today_of(today)
    with options.readable_book(book, lang) as (opened, speech):
        from houqin.cli.told import diagnostics
        from houqin.entry.tried import additions, entry
        from houqin.reconcile.find import find
        from houqin.reports.wording import words
        from houqin.settle.drafts import drafts

        result, found = find(opened, finding, named)
        advice = words(found, opened.registers, speech).next_step
        drafted = drafts(opened, result.month, found, day)
        if drafted is None:
            _say(speech, "fix.no_draft", id=found.id, next=advice)
            raise typer.Exit(FINDINGS)
        way, records = drafted
        if not way.blank and (told := entry(opened, records).problems):
            sys.stderr.write(diagnostics(opened.path, told, speech))
            _say(speech, "fix.refused", next=advice)
            raise typer.Exit(FINDINGS)
        files = additions(opened, records)
        if file is not None and file not in (paths := [one.path for one in files]):
            raise Failure("fix.no_file", WRONG_USE, found=file, choices=paths)
        _say(speech, "fix.first", next=advice)
        if any(one.tree.get("replaces") and one.tree["type"] == "voucher" for one in records):
            _say(speech, "fix.anew")
        if found.kind.accepted and not found.accepted:
            _say(speech, "fix.suspect", id=found.id)
        for one in files:
            if file in (None, one.path):
                sys.stdout.write(printed(opened, one, speech, blank=way.blank))
        sys.stdout.flush()
        if len(files) > 1 and file is None:
            _say(speech, "fix.several_files", id=found.id, count=len(files), path=files[0].path)
        if not way.blank:
            _say(speech, "fix.unsigned")
        if way.then:
            from houqin.reconcile.kinds import KINDS

            _say(speech, "fix.then", kind=KINDS[way.then].kind)
        elif not way.blank:
            _say(speech, "fix.gone")
    raise typer.Exit(OK)


def printed(opened: Any, one: Any, speech: Language, *, blank: bool, fill_in: str = "fix.fill_in") -> str:
    """The records as they may be appended, below a comment that names the file; what is still to be filled in stands
    behind comment signs as well."""
    from houqin.text.append import indent_of

    target = opened.path / one.path
    old = target.read_bytes() if target.exists() else b""
    text = "" if old else one.head
    lines = "".join(one.texts).rstrip("\n").split("\n")
    if blank:
        lines = [sentence(fill_in, speech), *lines]
    text += f"# {sentence('fix.into', speech, path=one.path)}\n"
    return text + "".join(f"{'# ' if blank else indent_of(old)}{line}\n" for line in lines)


def _say(speech: Language, code: str, **args: Any) -> None:
    sys.stderr.write(sentence(code, speech, **args) + "\n")
