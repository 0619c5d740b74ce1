"""The command `houqin`: commands loaded when called, languages, and the one place where failures end a run."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup
from typer.main import get_command

from houqin.cli.options import BookOption, LangOption, choose, language_of
from houqin.diagnostics import INTERRUPTED, WRONG_USE, Failure
from houqin.messages import Language, hint, say, sentence, table

COMMANDS = {
    "check": ("houqin.cli.check", "help.check"),
    "reconcile": ("houqin.cli.reconcile", "help.reconcile"),
    "explain": ("houqin.cli.explain", "help.explain"),
    "index": ("houqin.cli.index", "help.index"),
}
"""Command → its module, which has run(), and the row of its help."""


class Commands(TyperGroup):
    """Commands imported when they are asked for: sixty of them at once would cost half a run."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module, row = COMMANDS[cmd_name]
        one = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
        one.command(cmd_name, help=sentence(row, language_of()))(import_module(module).run)
        return get_command(one)


def _app() -> Any:
    app = typer.Typer(
        cls=Commands, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
        help=sentence("help.houqin", language_of()),
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
    for stream in (sys.stdout, sys.stderr):  # a console that cannot say a character must not change the outcome
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    language = language_of()
    try:
        code = _app()(args=sys.argv[1:], prog_name="houqin", standalone_mode=False)
        sys.stdout.flush()
    except Failure as failure:
        code = _tell(
            sentence(failure.code, language, **failure.args_),
            hint(failure.code, language, **failure.args_),
            failure.exit_code,
        )
    except KeyboardInterrupt:
        code = _tell(sentence("run.interrupted", language), "", INTERRUPTED)
    except BrokenPipeError:  # the reader has gone (| head)
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  (so that closing it is silent)
        code = 0
    except OSError as error:
        code = _tell(sentence("run.not_written", language, path="stdout", reason=error.strerror or str(error)), "", 1)
    except Exception as error:  # noqa: BLE001  (the last stop: nothing but a sentence leaves)
        code = _wrong_use(error, language)
    sys.exit(code if isinstance(code, int) else 0)


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
    elif "requires an argument" in message:
        code, args = "use.needs_value", {"found": str(getattr(error, "option_name", ""))}
    elif "unexpected extra argument" in message:
        code, args = "use.extra", {"found": message.partition("(")[2].rstrip(").") or message}
    return _tell(
        say(table()[code].zh if language == "zh" else table()[code].en, args, language),
        sentence("use.see_help", language),
        WRONG_USE,
    )
