"""houqin import [xlsx|csv] FILE --as TYPE"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from houqin import names
from houqin.cli import options
from houqin.cli.options import BookOption, LangOption, _help, _meta
from houqin.diagnostics import FINDINGS, OK, WRONG_USE, Failure
from houqin.messages import Language, sentence

FORMS = ("xlsx", "csv")
"""May stand before the file; what the file is, is told by its content."""
TYPES = ("acceptance", "issue", "count", "outside_statement")
SHORT = {"statement": "outside_statement"}


class Asked(NamedTuple):
    """What the user wants imported, and how the columns are to be read. Fields are canonical."""

    path: Path
    type: str
    sheet: str | None
    columns: dict[str, str]
    fixed: dict[str, str]


def run(
    file: Annotated[list[str], typer.Argument(help=_help("import_file"), metavar=_meta("sheet_file"))],
    as_: Annotated[
        str,
        typer.Option("--as", help=_help("import_as"), metavar=_meta("type"), show_default=False),
    ] = "",
    columns: Annotated[
        list[str] | None, typer.Option("--map", help=_help("import_map"), metavar=_meta("sheet_map"))
    ] = None,
    fields: Annotated[
        list[str] | None, typer.Option("--field", help=_help("import_field"), metavar=_meta("sheet_field"))
    ] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help=_help("import_sheet"), metavar=_meta("name"))] = None,
    write: Annotated[bool, typer.Option("--write", help=_help("import_write"))] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_help("import_yes"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_help("import_dry_run"))] = False,
    book: BookOption = None,
    lang: LangOption = None,
) -> None:
    options.choose("--lang", lang, ("zh", "en"))
    asked = _asked(file, as_, sheet, columns or [], fields or [])
    write = write and not dry_run
    said, confirmed = _look(asked, book, lang)
    if said.wrong:
        raise typer.Exit(FINDINGS)
    if not write:
        _say(said.speech, "import.not_yet" if said.records else "import.nothing_new")
        raise typer.Exit(OK)
    while said.records and not (yes or confirmed):
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            _say(said.speech, "import.not_confirmed")
            raise typer.Exit(FINDINGS)
        answer = typer.prompt(sentence("import.ask", said.speech), default="n", show_default=False, err=True).strip()
        if answer.lower() in ("y", "yes", "是"):
            break
        if "=" not in answer.replace("＝", "="):
            _say(said.speech, "import.not_yet")
            raise typer.Exit(FINDINGS)
        try:
            asked.columns.update(_pairs("--map", [answer.replace("＝", "=")], asked.type))
            said, _ = _look(asked, book, lang)
        except Failure as wrong:
            sys.stderr.write(sentence(wrong.code, said.speech, **wrong.args_) + "\n")
            continue
        if said.wrong:
            raise typer.Exit(FINDINGS)
    if not said.records:
        _say(said.speech, "import.nothing_new")
        raise typer.Exit(OK)
    sys.stdout.flush()  # a pipe that is gone or a full disk ends the run here, before anything is written
    _write(asked, book, lang)


def _asked(file: list[str], as_: str, sheet: str | None, columns: list[str], fields: list[str]) -> Asked:
    words = file[1:] if len(file) > 1 and file[0].lower() in FORMS else file
    if len(words) != 1:
        raise Failure("use.extra", WRONG_USE, found=" ".join(words[1:]))
    type_ = SHORT.get(as_, names.type_named(as_) or "")
    if not as_:
        raise Failure("use.missing", WRONG_USE, found="--as acceptance|issue|count|statement")
    if type_ not in TYPES:
        choices = ["acceptance/验收", "issue/领用", "count/盘点", "statement/对账单"]
        raise Failure("use.value", WRONG_USE, option="--as", found=as_, choices=choices)
    return Asked(
        Path(words[0]),
        type_,
        sheet,
        _pairs("--map", columns, type_),
        _pairs("--field", fields, type_, key_is_field=True),
    )


def _pairs(option: str, given: list[str], type_: str, *, key_is_field: bool = False) -> dict[str, str]:
    """HEADING=FIELD or FIELD=VALUE as a mapping; headings as they are compared, fields canonical."""
    from houqin.exchange.columns import PASSED
    from houqin.exchange.heading import fields as fields_of
    from houqin.exchange.heading import named, normal

    found = {}
    for one in given:
        left, equals, right = one.partition("=")
        if not equals or not left.strip() or (key_is_field and not right.strip()):
            shape = "FIELD=VALUE" if key_is_field else "HEADING=FIELD"
            raise Failure("exchange.pair", WRONG_USE, option=option, shape=shape, found=one)
        word = left.strip() if key_is_field else right.strip()
        field = PASSED if word in ("", "-") else named(word, type_)
        if field is None:
            own, line = fields_of(type_)
            choices = [names.label(name, options.language_of()) for name in sorted(own | line | {"unit"})]
            raise Failure("exchange.no_field", WRONG_USE, type=type_, found=word, choices=choices)
        found.update({field: right.strip()} if key_is_field else {normal(left): field})
    return found


class Looked(NamedTuple):
    """What a look at the file came to: how many records are new, and how many problems stand in their way."""

    speech: Language
    records: int
    wrong: int


def _look(asked: Asked, book: str | None, lang: str | None) -> tuple[Looked, bool]:
    """Print the columns, the notes and the problems (stderr) and the records (stdout). Whether the columns are known."""
    from houqin.cli.told import diagnostics

    with options.readable_book(book, lang) as (opened, speech):
        sheet, heading, saved = _table(asked, opened)
        planned = _planned(asked, opened, sheet, heading)
        sys.stderr.write(_columns(asked, sheet, heading, saved, speech))
        sys.stderr.write(diagnostics(opened.path, planned.notes, speech))
        sys.stdout.write("".join(planned.texts))
        sys.stdout.flush()
        sys.stderr.write(diagnostics(opened.path, planned.problems, speech))
        lines = sum(len(draft.tree["lines"]) for draft in planned.drafts)
        if planned.problems:
            _say(speech, "import.problems", count=len(planned.problems))
        elif planned.drafts:
            _say(speech, "import.ready", count=len(planned.drafts), lines=lines)
    return Looked(speech, len(planned.drafts), len(planned.problems)), bool(saved)


def _table(asked: Asked, opened: Any) -> tuple[Any, Any, str]:
    """The sheet that is meant, its headings, and the name of the saved sheet by which they are read ("" if guessed)."""
    from houqin.exchange.heading import find, lacking, normal
    from houqin.exchange.learnt import recognised
    from houqin.exchange.sheet import place, sheets

    all_ = sheets(asked.path)
    if asked.sheet is not None:
        chosen = [one for one in all_ if one.name == asked.sheet]
        if not chosen:
            choices = [one.name for one in all_]
            raise Failure("exchange.no_sheet", WRONG_USE, path=asked.path.name, found=asked.sheet, choices=choices)
        all_ = chosen
    fitting = []
    for sheet in all_:
        saved = recognised(sheet, asked.type, opened.registers) if not asked.columns else None
        name, heading = saved or ("", find(sheet, asked.type, asked.columns))
        if heading is not None:
            fitting.append((sheet, heading, name))
    whole = [one for one in fitting if not lacking(one[1], asked.type)]
    if not fitting:
        raise Failure("exchange.no_table", FINDINGS, path=asked.path.name, type=asked.type)
    if len(whole or fitting) > 1:
        choices = [sheet.name for sheet, _, _ in whole or fitting]
        raise Failure("exchange.several_sheets", FINDINGS, path=asked.path.name, choices=choices)
    sheet, heading, name = (whole or fitting)[0]
    having = {normal(column.heading) for column in heading.columns}
    for heading_ in asked.columns:
        if heading_ not in having:
            choices = [column.heading for column in heading.columns]
            raise Failure("exchange.no_column", WRONG_USE, found=heading_, choices=choices)
    for wanted in lacking(heading, asked.type):
        fields = [names.label(one, options.language_of()) for one in wanted]
        raise Failure("exchange.lacking", FINDINGS, place=place(sheet, heading.top), fields=fields)
    return sheet, heading, name


def _planned(asked: Asked, opened: Any, sheet: Any, heading: Any) -> Any:
    from houqin.exchange.plan import plan

    return plan(opened, sheet, heading, asked.type, asked.fixed)


def _columns(asked: Asked, sheet: Any, heading: Any, saved: str, speech: Language) -> str:
    """The table of columns for a person: heading, field, a sample."""
    from houqin.exchange.heading import cell
    from houqin.exchange.sheet import letters
    from houqin.render import render
    from houqin.report import Grid, Line, Report, Title

    rows = []
    for column in heading.columns:
        samples = (cell(row, column.at).text for row in sheet.rows[heading.first : heading.first + 20])
        field = "" if column.field in (None, "-") else names.label(column.field, speech)
        sample = next((one for one in samples if one), "")
        rows.append((letters(column.at), column.heading, field or sentence("import.left_out", speech), sample[:20]))
    rows += [
        ("", sentence("import.given", speech), names.label(name, speech), value) for name, value in asked.fixed.items()
    ]
    headings = tuple(sentence(f"import.column_{name}", speech) for name in ("letter", "heading", "field", "sample"))
    lines = [sentence("import.saved", speech, sheet=saved)] if saved else [
        sentence("import.guessed", speech), sentence("import.correct", speech)
    ]  # fmt: skip
    title = f"{sheet.file} {sheet.name}".strip()
    blocks = [Title(sentence("import.title", speech, file=title, type=asked.type), 1)]
    report = Report("import", {}, (), [*blocks, Grid(headings, ("text",) * 4, rows), *(Line(one) for one in lines)])
    return str(render(report, "plain", speech, width=None, color=False)) + "\n"


def _write(asked: Asked, book: str | None, lang: str | None) -> None:
    """Plan once more, alone with the book, and append. What it says last changes nothing any more."""
    from houqin.book.find import find_book
    from houqin.cli.told import diagnostics
    from houqin.entry.new import head, key_language, spelling
    from houqin.exchange.learnt import addition
    from houqin.text.append import append, locked

    folder = find_book(book)
    with locked(folder), options.readable_book(book, lang) as (opened, speech):
        sheet, heading, saved = _table(asked, opened)
        planned = _planned(asked, opened, sheet, heading)
        if planned.problems:
            sys.stderr.write(diagnostics(opened.path, planned.problems, speech))
            _say(speech, "import.problems", count=len(planned.problems))
            raise typer.Exit(FINDINGS)
        additions = list(planned.additions)
        learnt: tuple[str, str] | None = None
        if not saved and additions:
            language = key_language(opened)
            day = min(str(draft.tree["date"]) for draft in planned.drafts)
            name, one = addition(
                sheet, asked.type, heading, day, opened.registers, language, spelling(opened, "registers")
            )
            additions.append(one._replace(head=head(opened, one.path)))
            learnt = name, one.path
        lines = append(opened.path, additions)
    places = [f"{one.path}:{first[0]}" for one, first in zip(additions, lines, strict=True)][: len(planned.additions)]
    with suppress(OSError):  # it is written: that this cannot be said is no failure of the writing
        _say(speech, "import.written" if places else "import.nothing_new", count=len(planned.drafts), places=places)
        if learnt:
            _say(speech, "import.learnt", sheet=learnt[0], path=learnt[1])
        sys.stderr.flush()
    raise typer.Exit(OK)


def _say(speech: Language, code: str, **args: Any) -> None:
    sys.stderr.write(sentence(code, speech, **args) + "\n")
