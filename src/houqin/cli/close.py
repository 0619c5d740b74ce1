"""houqin close MONTH"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, NoReturn

import typer

from houqin.cli import options
from houqin.cli.entering import leave
from houqin.cli.options import (
    BookOption,
    ColorOption,
    FormatOption,
    LangOption,
    OutputOption,
    TableOption,
    TodayOption,
    _help,
    _meta,
)
from houqin.diagnostics import FINDINGS, OK, Failure
from houqin.messages import Language, sentence

if TYPE_CHECKING:
    from houqin.closing.checklist import Checklist
    from houqin.text.seals import Mark

PEOPLE = ("table", "plain")
"""Forms in which the list is shown before it is asked for, and the seal after."""


class Asked(NamedTuple):
    """What is to be done: `show` only looks, `sign` puts a signature beside the seal, with `key` or git's own."""

    month: str | None
    show: bool
    reason: str
    sign: bool
    key: str | None
    yes: bool
    day: int


def run(
    month: Annotated[str | None, typer.Argument(help=_help("close_month"), metavar=f"[{_meta('month')}]")] = None,
    show: Annotated[bool, typer.Option("--show", help=_help("close_show"))] = False,
    reason: Annotated[
        str, typer.Option("--reason", help=_help("close_reason"), metavar=_meta("reason"), show_default=False)
    ] = "",
    sign: Annotated[bool, typer.Option("--sign", help=_help("close_sign"))] = False,
    key: Annotated[str | None, typer.Option("--key", help=_help("close_key"), metavar=_meta("file"))] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_help("close_yes"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_help("enter_dry_run"))] = False,
    book: BookOption = None,
    form: FormatOption = None,
    table: TableOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    today: TodayOption = None,
    color: ColorOption = "auto",
) -> None:
    asked = Asked(
        options.month_of(month), show or dry_run, " ".join(reason.split()), sign or key is not None, key, yes,
        options.today_of(today),
    )  # fmt: skip
    options.printable(form, output, color)

    def print_(report: Any, speech: Language) -> NoReturn:
        options.leave(report, speech, form=form, output=output, color=color, table_key=table)
        raise AssertionError("leave() ends the run")

    with options.readable_book(book, lang, thorough=True) as (opened, speech):
        from houqin.closing.checklist import checklist
        from houqin.reports.checklist import checking

        name, mark = _month(opened, asked.month)
        if mark and asked.sign and not asked.show:
            _add_signature(opened, mark, asked, speech)
        listed = checklist(opened, name, _closed(opened), asked.day)
        report = checking(opened, listed, speech, asked.day, mark)
        if table is not None:
            options.table_named(report, table, speech)
        if mark and not asked.show:
            _say(speech, "close.already", month=name)
            _tag_again(opened.path, mark, speech)
        if mark or asked.show or listed.hard:
            print_(report, speech)
        asked = _agreed(asked, listed, report, speech, form, color)
    _write(asked, name, book, lang, print_)


def _month(opened: Any, month: str | None) -> tuple[str, Mark | None]:
    """The month asked for, and its seal where it is closed."""
    from houqin.book.index import month_asked
    from houqin.text import seals

    name = month_asked(opened, month)
    return name, seals.of(opened.path, name)


def _closed(opened: Any) -> list[str]:
    from houqin.text import seals

    return list(seals.sealed(opened.path))


def _agreed(asked: Asked, listed: Checklist, report: Any, speech: Language, form: str | None, color: str) -> Asked:
    """With a reason for what is carried over, and somebody's yes. The run ends where either is missing."""
    terminal = sys.stdin.isatty() and sys.stderr.isatty()
    if not asked.yes and form in (None, *PEOPLE):
        from houqin.render import render

        table = form == "table" or (form is None and sys.stdout.isatty())
        width = options._width() if table else None
        coloured = table and options._coloured(color, sys.stdout.isatty())
        sys.stdout.write(str(render(report, "table" if table else "plain", speech, width=width, color=coloured)))
        sys.stdout.flush()
    if listed.soft and not asked.reason:
        if terminal:
            said = sentence("close.ask_reason", speech, count=len(listed.soft))
            asked = asked._replace(reason=str(typer.prompt(said, default="", show_default=False, err=True)).strip())
        if not asked.reason:
            leave(speech, "close.reason_wanted", FINDINGS, count=len(listed.soft))
    if not asked.yes:
        if not terminal:
            leave(speech, "close.not_confirmed", FINDINGS)
        said = sentence("close.ask", speech, month=listed.month)
        answer = typer.prompt(said, default="n", show_default=False, err=True)
        if str(answer).strip().lower() not in ("y", "yes", "是"):
            leave(speech, "close.not_done", FINDINGS)
    return asked


def _write(
    asked: Asked, name: str, book: str | None, lang: str | None, print_: Callable[[Any, Language], NoReturn]
) -> NoReturn:
    """Check everything once more, alone with the book, and write the seal with its signature."""
    from houqin.book.find import find_book
    from houqin.closing import signing, witness
    from houqin.closing.checklist import checklist
    from houqin.closing.seal import make
    from houqin.closing.tag import name_of, tag
    from houqin.entry.new import key_language
    from houqin.reports.checklist import Made, sealing
    from houqin.text.append import append, locked

    sys.stdout.flush()  # a pipe that is gone or a full disk ends the run here, before anything is written
    with locked(find_book(book)), options.readable_book(book, lang, thorough=True) as (opened, speech):
        if _month(opened, name)[1]:
            raise Failure("close.meanwhile", FINDINGS, month=name)
        listed = checklist(opened, name, _closed(opened), asked.day)
        if listed.hard:
            raise Failure("close.changed", FINDINGS, month=name, count=len(listed.hard))
        signers = signing.list_of_signers(opened.path, None)
        carried = [f"{one.id}|{one.days or 0}|{asked.reason}" for one in listed.soft]
        seal, text = make(opened, name, asked.day, key_language(opened), signers, carried)
        files = {seal.mark.path: text.encode()}
        if asked.sign:
            files |= _signature(opened.path, seal.mark, asked.key, signers)
        append(opened.path, [], files)
        with suppress(OSError, Failure):
            witness.remember(opened.path)
        untagged = tag(opened.path, seal.mark)
        made = Made(
            [path for path in files if path.endswith(".sig")], name_of(opened.path, seal.mark), untagged,
            seal.mark.path.partition("/")[0],
        )  # fmt: skip
        report = sealing(opened, listed, speech, seal.mark, made)
    try:
        print_(report, speech)
    except Failure as unsaid:  # it is closed: that this cannot be said is no failure of the closing
        _say(speech, unsaid.code, **unsaid.args_)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the end of the run must not try again
    raise typer.Exit(OK)


def _tag_again(book: Path, mark: Mark, speech: Language) -> None:
    """The tag that a closing left undone: cut off after its seal, or because there was something in the way."""
    from houqin.closing.tag import NOWHERE, name_of, tag
    from houqin.closing.verify import alarms
    from houqin.closing.witness import tagged
    from houqin.reports.checklist import UNTAGGED

    if any(one.head == mark.head for one in tagged(book)) or alarms(book):
        return
    args = {"tag": name_of(book, mark), "month": mark.month, "folder": mark.path.partition("/")[0]}
    if not (why := tag(book, mark)):
        _say(speech, "closed.tagged", **args)
    elif why not in NOWHERE:
        _say(speech, "closed.not_tagged", why=sentence(UNTAGGED[why], speech, **args))


# ------------------------------------------------------------ signatures


def _add_signature(opened: Any, mark: Mark, asked: Asked, speech: Language) -> NoReturn:
    """A second person's signature beside a seal that stands, and under which the book is as it was."""
    from houqin.closing import signing
    from houqin.closing.verify import alarms
    from houqin.text.append import append, locked

    if changed := [one for one in alarms(opened.path) if one.month in ("", mark.month)]:
        raise Failure("closed.not_signed", FINDINGS, month=mark.month, count=len(changed))
    signers = signing.list_of_signers(opened.path, None)
    with locked(opened.path):
        files = _signature(opened.path, mark, asked.key, signers)
        append(opened.path, [], files)
    for path in files:
        _say(speech, "closed.signed", path=path)
    raise typer.Exit(OK)


def _signature(book: Path, mark: Mark, key: str | None, signers: Path | None) -> dict[str, bytes]:
    """Path → signature. Failure closed.no_key, closed.signed_already (exit 1)."""
    from houqin.closing import signing

    where = key or _setting(book, "user.signingkey")
    if not where:
        raise Failure("closed.no_key", FINDINGS)
    made = signing.sign(mark, Path(where).expanduser())
    signer = signing.signer_of(made, signers) or _setting(book, "user.email")
    path = signing.signature_path(mark, signer)
    if (book / path).exists():
        raise Failure("closed.signed_already", FINDINGS, signer=signer, path=path)
    return {path: made}


def _setting(book: Path, name: str) -> str:
    """A setting of git's; "" where it says nothing."""
    from houqin.book.history import NoHistory, ask

    try:
        return ask(book, "config", "--get", name).decode("utf-8", "replace").strip()
    except NoHistory:
        return ""


def _say(speech: Language, code: str, **args: Any) -> None:
    sys.stderr.write(sentence(code, speech, **args) + "\n")
