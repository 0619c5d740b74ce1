"""The command `houqin`: commands loaded when called, languages, and the one place where failures end a run."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from houqin.cli.options import BookOption, LangOption, choose, language_of
from houqin.diagnostics import INTERRUPTED, WRONG_USE, Failure
from houqin.diagnostics import reason as reason_of
from houqin.messages import Language, hint, say, sentence, table

COMMANDS = {
    "check": ("houqin.cli.check", "help.check"),
    "reconcile": ("houqin.cli.reconcile", "help.reconcile"),
    "summary": ("houqin.cli.summary", "help.summary"),
    "list": ("houqin.cli.list", "help.list"),
    "show": ("houqin.cli.show", "help.show"),
    "explain": ("houqin.cli.explain", "help.explain"),
    "index": ("houqin.cli.index", "help.index"),
}
"""Command → its module, which has run(), and the row of its help."""


class InOurWords:
    """The help page in the user's language: Typer's own headings are fixed English."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = sentence("help.help", language_of())
        return option

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        words = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, words, prefix=sentence("help.usage", language_of()))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        rows: dict[str, list[Any]] = {"argument": [], "option": []}
        for param in self.get_params(ctx):  # type: ignore[attr-defined]
            if (row := param.get_help_record(ctx)) is not None:
                # the usage line says what is required: it stands there without brackets
                rows[param.param_type_name].append((row[0], row[1].removesuffix("[required]").rstrip()))
        commands = [(name, sentence(row, language_of())) for name, (_, row) in COMMANDS.items()]
        rows["command"] = commands if isinstance(self, TyperGroup) else []
        for kind, found in rows.items():
            if found:
                with formatter.section(sentence(f"help.{kind}s", language_of())):
                    formatter.write_dl(found)


class Command(InOurWords, TyperCommand):
    """A command with a help page in our words."""


class Commands(InOurWords, TyperGroup):
    """Commands imported when they are asked for: sixty of them at once would cost half a run."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module, row = COMMANDS[cmd_name]
        one = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
        one.command(
            cmd_name, cls=Command, help=sentence(row, language_of()),
            options_metavar=sentence("help.some_options", language_of()),
        )(import_module(module).run)  # fmt: skip
        return get_command(one)


def _app() -> Any:
    app = typer.Typer(
        cls=Commands, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
        help=sentence("help.houqin", language_of()), options_metavar=sentence("help.some_options", language_of()),
        subcommand_metavar=sentence("help.some_command", language_of()),
    )  # fmt: skip

    @app.callback(invoke_without_command=True)
    def root(
        ctx: typer.Context,
        book: BookOption = None,
        lang: LangOption = None,
        version: bool = typer.Option(False, "--version", is_eager=True, help=sentence("help.version", language_of())),
    ) -> None:
        choose("--lang", lang, ("zh", "en"))
        os.environ |= {name: value for name, value in (("HOUQIN_BOOK", book), ("HOUQIN_LANG", lang)) if value}
        if version:
            from houqin import __version__

            sys.stdout.write(f"houqin {__version__}\n")
            raise typer.Exit
        if ctx.invoked_subcommand is None:
            sys.stdout.write(ctx.get_help() + "\n")
            raise typer.Exit(WRONG_USE)

    return get_command(app)


def main() -> NoReturn:
    """Run the command line and leave with its exit code. No traceback reaches a user (HOUQIN_DEBUG=1 shows it)."""
    if sys.stdout is None:  # closed by the caller: fails when it is written to, as a full disk does
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):  # a console that cannot say a character must not change the outcome
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    code = _run(language_of(), again=True)
    sys.exit(code if isinstance(code, int) else 0)


def _run(language: Language, *, again: bool) -> Any:
    """The exit code of a run. One that met a damaged index, now thrown away, is made `again`: it has printed nothing."""
    try:
        code = _app()(args=sys.argv[1:], prog_name="houqin", standalone_mode=False)
        sys.stdout.flush()
        if code == INTERRUPTED:  # Typer turns Ctrl-C into this code and says nothing
            _tell(sentence("run.interrupted", language), "", INTERRUPTED)
    except Failure as failure:
        code = _tell(
            sentence(failure.code, language, **failure.args_),
            hint(failure.code, language, **failure.args_),
            failure.exit_code,
        )
    except KeyboardInterrupt:
        code = _tell(sentence("run.interrupted", language), "", INTERRUPTED)
    except BrokenPipeError:  # the reader has gone (| head)
        _close_silently()
        code = 0
    except OSError as error:
        _close_silently()
        code = _tell(sentence("run.not_written", language, path="stdout", reason=reason_of(error)), "", 1)
    except Exception as error:  # noqa: BLE001  (the last stop: nothing but a sentence leaves)
        if again and type(error).__name__ == "Damaged" and not os.environ.get("HOUQIN_DEBUG"):
            return _run(language, again=False)
        code = _wrong_use(error, language)
    return code


def _close_silently() -> None:
    """What is left in stdout's buffer cannot be written: the end of the run must not try again."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(sentence: str, advice: str, code: int) -> int:
    sys.stderr.write(f"houqin: {sentence}\n" + (f"  {advice}\n" if advice else ""))
    return code


def _wrong_use(error: Exception, language: Language) -> int:
    """Typer's usage errors in our own words; anything else is a mistake of ours."""
    name, args = type(error).__name__, {"found": ""}
    if name == "Abort":
        return _tell(sentence("run.interrupted", language), "", INTERRUPTED)
    if name == "Exit":
        return int(getattr(error, "exit_code", 0))
    if name == "NoArgsIsHelpError":
        sys.stdout.write(getattr(error, "message", "") or str(error))
        return WRONG_USE
    if not hasattr(error, "exit_code"):
        if os.environ.get("HOUQIN_DEBUG"):
            raise error
        return _tell(sentence("run.bug", language, what=f"{name}: {error}"[:200]), "", 70)
    message = str(getattr(error, "message", error))
    code = "use.other"
    args = {"found": message}
    if name == "NoSuchOption":
        code, args = "use.no_option", {"found": str(getattr(error, "option_name", ""))}
    elif name == "MissingParameter":
        code, args = "use.missing", {"found": str(getattr(getattr(error, "param", None), "human_readable_name", ""))}
    elif message.startswith("No such command"):
        found = message.split("'")[1] if "'" in message else message
        from difflib import get_close_matches

        near = get_close_matches(found, COMMANDS, n=1)
        code, args = (
            ("use.no_command_near", {"found": found, "near": near[0]}) if near else ("use.no_command", {"found": found})
        )
    elif "does not take a value" in message:
        code, args = "use.takes_no_value", {"found": str(getattr(error, "option_name", ""))}
    elif "requires an argument" in message:
        code, args = "use.needs_value", {"found": str(getattr(error, "option_name", ""))}
    elif "unexpected extra argument" in message:
        code, args = "use.extra", {"found": message.partition(" (")[2].removesuffix(")") or message}
    return _tell(
        say(table()[code].zh if language == "zh" else table()[code].en, args, language),
        sentence("use.see_help", language),
        WRONG_USE,
    )
