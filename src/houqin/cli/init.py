"""houqin init DIR --name SCHOOL [--kind KIND] [--keys zh|en] [--from MONTH] [--empty]"""

from __future__ import annotations

import datetime
import shlex
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from houqin import names
from houqin.cli import options
from houqin.cli.options import LangOption, _help, _meta
from houqin.diagnostics import WRONG_USE, Failure
from houqin.messages import Language, sentence

if TYPE_CHECKING:
    from houqin.founding import book
    from houqin.founding.book import Plan

KINDS = names.CHOICES["school_kind"]
ALSO = {"初中": "middle", "高中": "middle", "完中": "middle", "幼稚园": "kindergarten", "九年制": "nine_grade"}
"""Other words for a kind of school, by which whoever founds a book may call it."""


def run(
    folder: Annotated[str, typer.Argument(help=_help("init_folder"), metavar=_meta("dir"))],
    name: Annotated[
        str, typer.Option("--name", help=_help("init_name"), metavar=_meta("name"), show_default=False)
    ] = "",
    kind: Annotated[
        str, typer.Option("--kind", help=_help("init_kind"), metavar=_meta("school_kind"), show_default=False)
    ] = "primary",
    keys: Annotated[str | None, typer.Option("--keys", help=_help("init_keys"), metavar="zh|en")] = None,
    first: Annotated[str | None, typer.Option("--from", help=_help("init_from"), metavar=_meta("month"))] = None,
    empty: Annotated[bool, typer.Option("--empty", help=_help("init_empty"))] = False,
    lang: LangOption = None,
) -> None:
    options.choose("--lang", lang, ("zh", "en"))
    meant = names.choice_named("school_kind", kind.strip()) or ALSO.get(kind.strip())
    if meant is None:
        shown = list(KINDS.values() if options.language_of() == "zh" else KINDS)
        raise Failure("use.value", WRONG_USE, option="--kind", found=kind, choices=shown)
    options.choose("--keys", keys, ("zh", "en"))
    from houqin.founding import book, repository

    speech = options.language_of()
    month = book.month_of(options.month_of(first) or f"{datetime.date.today():%Y-%m}")
    path = Path(folder)
    called = book.name_of(name or path.resolve().name)
    plan = book.Plan(
        called, cast("book.Kind", meant), "en" if (keys or speech) == "en" else "zh", month, not empty, speech
    )
    texts = book.files(plan)
    book.write(path, texts)
    with suppress(OSError):  # it is written: that this cannot be said is no failure of the writing
        _tell(path, plan, len(texts), repository.prepare(path), speech)
        sys.stdout.flush()


def _tell(path: Path, plan: Plan, count: int, kept: bool, speech: Language) -> None:
    """What was made, and what to type next: each command on a line of its own, indented."""
    from houqin.founding import repository

    said = [sentence("founding.made", speech, path=str(path), count=count, name=plan.name)]
    said += [sentence("founding.sample" if plan.sample else "founding.empty", speech, month=plan.month)]
    said += [sentence("founding.in_git" if kept else "founding.no_git", speech)]
    commands = [f"cd {shlex.quote(str(path))}", f"houqin reconcile {plan.month}" if plan.sample else "houqin check"]
    if kept and repository.signer(path):
        commands.append(f'git commit -q -m "{sentence("founding.commit", plan.language)}"')
    else:
        commands.append("houqin doctor")
    said += ["", sentence("founding.next", speech), *(f"  {command}" for command in commands)]
    sys.stdout.write("\n".join(said) + "\n")
