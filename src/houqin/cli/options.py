"""What all commands share: the book, the language, today, and how a report leaves."""

from __future__ import annotations

import datetime
import os
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer

from houqin import names, values
from houqin.cli.progress import Line
from houqin.cli.progress import line as progress_line
from houqin.diagnostics import FINDINGS, UNREADABLE, WRONG_USE, Failure
from houqin.diagnostics import reason as reason_of
from houqin.messages import Language, sentence, table
from houqin.render import FORMATS


@cache
def language_of() -> Language:
    """The language of a run before its book is read: --lang, HOUQIN_LANG, the locale; Chinese where none says English."""
    args = sys.argv[1:]
    wanted = language_set()
    for i, arg in enumerate(args):
        if arg.startswith("--lang="):
            wanted = arg[7:]
        elif arg == "--lang" and i + 1 < len(args):
            wanted = args[i + 1]
    if wanted in ("zh", "en"):
        return "zh" if wanted == "zh" else "en"
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if locale.startswith("en") else "zh"


def language_set() -> str:
    """The language that HOUQIN_LANG asks for, as "en" or as a locale ("en_US.UTF-8"); "" where it asks for none of ours."""
    said = re.match(r"(zh|en)(?![a-z])", os.environ.get("HOUQIN_LANG", "").strip().lower())
    return said[1] if said else ""


def _help(row: str) -> str:
    return sentence(f"help.{row}", language_of())


def _meta(row: str) -> str:
    """The word that stands for a value, in the user's language."""
    return sentence(f"meta.{row}", language_of())


BookOption = Annotated[str | None, typer.Option("--book", help=_help("book"), metavar=_meta("dir"))]
LangOption = Annotated[str | None, typer.Option("--lang", help=_help("lang"), metavar="zh|en")]
FormatOption = Annotated[str | None, typer.Option("--format", help=_help("format"), metavar="|".join(FORMATS))]
TableOption = Annotated[str | None, typer.Option("--table", help=_help("table"), metavar=_meta("table"))]
OutputOption = Annotated[str | None, typer.Option("-o", "--output", help=_help("output"), metavar=_meta("file"))]
TodayOption = Annotated[str | None, typer.Option("--today", help=_help("today"), metavar=_meta("date"))]
ColorOption = Annotated[
    str, typer.Option("--color", help=_help("color"), metavar="auto|always|never", show_default=False)
]
SetOption = Annotated[str | None, typer.Option("--set", help=_help("set"), metavar=_meta("set"))]


def choose(option: str, found: str | None, choices: tuple[str, ...]) -> None:
    """Failure use.value (exit 2) where an option's value is none of its choices."""
    if found is not None and found not in choices:
        raise Failure("use.value", WRONG_USE, option=option, found=found, choices=list(choices))


def written_as_month(word: str) -> bool:
    """Whether a word is written as a month is and nothing else: 2026-10, 10月, 2026年10月; it may be none, 2026-13."""
    return re.fullmatch(r"\d{4}-\d{1,2}|(\d{1,2}|[一二三四五六七八九十]{1,3})月份?|\d{4}年.*", word) is not None


def month_of(written: str | None) -> str | None:
    """A month as it is typed, 2026-10 or 2026年10月. Failure use.month and its like (exit 2) where it is none."""
    if written is None or (meant := values.month_meant(written)):
        return written and meant
    if re.fullmatch(r"(\d{1,2}|[一二三四五六七八九十]{1,3})月份?", written):
        raise Failure("use.month_without_year", WRONG_USE, found=written)
    if re.fullmatch(r"\d{4}-\d{1,2}", written):
        raise Failure("use.month_number", WRONG_USE, found=written, number=written[5:])
    raise Failure("use.month", WRONG_USE, found=written)


def today_of(option: str | None) -> int:
    """Today as a day, or the day that --today says. Failure use.date (exit 2)."""
    if option is None:
        return values.day(datetime.date.today())
    try:
        return values.day(datetime.date.fromisoformat(option))
    except ValueError:
        raise Failure("use.date", WRONG_USE, found=option) from None


def set_of(option: str | None, book: Any, language: Language) -> str | None:
    """The set that --set names, in either language. Failure use.no_set (exit 2)."""
    if option is None:
        return None
    named = names.choice_named("set", option) or option
    having = [s["set"] for s in book.registers.sets]
    if named not in having:
        raise Failure("use.no_set", WRONG_USE, found=option, choices=[names.set_label(one, language) for one in having])
    return named


def language(option: str | None, book: Any) -> Language:
    """The language of an answer: --lang, HOUQIN_LANG, else the book's own."""
    choose("--lang", option, ("zh", "en"))
    if option or language_set():
        return language_of()
    settings = book.registers.settings or _meant(book.path)
    return "en" if settings.get("language") == "en" else "zh"


def language_at(option: str | None, book: Path) -> Language:
    """The language of an answer that needs no more of a book than its folder."""
    choose("--lang", option, ("zh", "en"))
    if option or language_set():
        return language_of()
    return "en" if _meant(book).get("language") == "en" else "zh"


def _meant(book: Path) -> dict[str, str]:
    """The language that a houqin.yaml with errors in it still says."""
    try:
        text = (book / "houqin.yaml").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    said = re.search(r"^(?:language|语言): *(en|英文) *$", text, re.MULTILINE)
    return {"language": "en"} if said else {}


def progress(lang: str | None, book: Path) -> AbstractContextManager[Line | None]:
    """The line that says how far a run is, in the language of its answer."""

    def speech() -> Language:
        return language_at(lang, book)

    return progress_line(speech)


@contextmanager
def readable_book(option: str | None, lang: str | None, *, thorough: bool = False) -> Iterator[tuple[Any, Language]]:
    """The book with its language. Where it cannot be read, every error is told on stderr and the run ends (exit 3)."""
    from houqin.book.find import find_book
    from houqin.book.index import open_book

    choose("--lang", lang, ("zh", "en"))
    path = find_book(option)
    with progress(lang, path) as line, open_book(path, tell=line, thorough=thorough) as book:
        speech = language(lang, book)
        errors = [d for d in book.diagnostics if table()[d.code].severity == "error"]
        if errors:
            from houqin.cli.told import diagnostics

            if line:
                line.wipe()
            sys.stderr.write(diagnostics(book.path, errors, speech))
            sys.stderr.write(sentence("check.unreadable", speech, errors=len(errors)) + "\n")
            raise typer.Exit(UNREADABLE)
        if not book.registers.sets:
            raise Failure("book.no_sets", UNREADABLE)
        if not book.registers.accounts:
            raise Failure("book.no_accounts", UNREADABLE)
        yield book, speech


def leave(
    report: Any, speech: Language, *, form: str | None, output: str | None, color: str, table_key: str | None
) -> None:
    """Print a report, or write it to a file, and end the run with its exit code. Nothing is half-written: a file is
    replaced at once."""
    from houqin.render import render

    printable(form, output, color)
    if table_key is not None:
        table_key = table_named(report, table_key, speech)
    terminal = output is None and sys.stdout.isatty()
    form = form or (_by_ending(output) if output else "table" if terminal else "plain")
    if form == "table" and not (terminal or os.environ.get("COLUMNS")):
        form = "plain"
    width = _width() if form == "table" else report.width
    coloured = form == "table" and _coloured(color, terminal)
    answer = render(report, form, speech, width=width, color=coloured, table=table_key)
    if isinstance(answer, str) and output is None:
        sys.stdout.write(answer)
        sys.stdout.flush()
    elif output is not None:
        # a spreadsheet takes a CSV file for UTF-8 only where it begins with the mark
        data = answer.encode("utf-8-sig" if form == "csv" else "utf-8") if isinstance(answer, str) else answer
        _write(Path(output), data)
        if sys.stderr.isatty():
            sys.stderr.write(sentence("run.written", speech, path=output) + "\n")
    raise typer.Exit(report.exit_code)


def printable(form: str | None, output: str | None, color: str) -> None:
    """Failure (exit 2; 1 where there is no such folder) where no report can be printed as is asked for: told before anything
    is done whose report it would be."""
    choose("--format", form, FORMATS)
    choose("--color", color, ("auto", "always", "never"))
    if output is None:
        if form == "xlsx":
            raise Failure("use.needs_file", WRONG_USE, found=form)
        return
    if (ending := Path(output).suffix.lower()) in (".yaml", ".yml"):  # only a book has those
        raise Failure("use.into_book", WRONG_USE, path=output)
    if ending in PROMISES:
        raise Failure("use.ending", WRONG_USE, found=ending, instead=PROMISES[ending])
    if not Path(output).parent.exists():
        raise Failure("run.no_folder", FINDINGS, path=str(Path(output).parent))


PROMISES = dict.fromkeys((".xls", ".xlsm", ".xlsb", ".ods", ".et"), ".xlsx") | dict.fromkeys(
    (".doc", ".docx", ".odt", ".wps", ".rtf", ".pdf"), ".txt"
)
"""Endings that promise a form houqin does not write → the ending of one that it does."""


def table_named(report: Any, typed: str, speech: Language) -> str:
    """The key of a report's table by its key, or by its name in either language. Failure use.no_table (exit 2)."""
    from houqin.render.cells import table_name

    keys: list[str] = [t.key for t in report.tables]
    for key in keys:
        if typed in (key, table_name(report.key, key, "zh"), table_name(report.key, key, "en")):
            return key
    choices = [table_name(report.key, key, speech) for key in keys]
    raise Failure("use.no_table", WRONG_USE, found=typed, choices=choices)


def _by_ending(path: str) -> str:
    return {".json": "json", ".csv": "csv", ".xlsx": "xlsx"}.get(Path(path).suffix.lower(), "plain")


def _width() -> int:
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def _coloured(color: str, terminal: bool) -> bool:
    if color != "auto":
        return color == "always"
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _write(path: Path, data: bytes) -> None:
    """Failure run.not_written (exit 1) where the file cannot be written; what was there before stays."""
    import tempfile

    temporary = None
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():  # a device or a pipe is written to, never replaced
            path.write_bytes(data)
            return
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise Failure("run.not_written", 1, path=str(path), reason=reason_of(error)) from error


def _umask() -> int:
    """The user's umask, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
