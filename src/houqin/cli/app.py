"""The command `houqin`: commands loaded when called, languages, and the one place where failures end a run."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand
from typer.main import get_command

from houqin.cli import complete
from houqin.cli.help import Command, Group
from houqin.cli.options import BookOption, LangOption, choose, language_of, language_set
from houqin.diagnostics import INTERRUPTED, WRONG_USE, Failure
from houqin.diagnostics import reason as reason_of
from houqin.messages import Language, hint, say, sentence, table

COMMANDS = {
    "check": ("houqin.cli.check", "help.check", "检查"),
    "reconcile": ("houqin.cli.reconcile", "help.reconcile", "对账"),
    "summary": ("houqin.cli.summary", "help.summary", "总览"),
    "list": ("houqin.cli.list", "help.list", "清单"),
    "show": ("houqin.cli.show", "help.show", "查看"),
    "add": ("houqin.cli.add", "help.add", "登记"),
    "reverse": ("houqin.cli.reverse", "help.reverse", "冲销"),
    "approve": ("houqin.cli.approve", "help.approve", "审批"),
    "sign": ("houqin.cli.sign", "help.sign", "补签"),
    "import": ("houqin.cli.import_", "help.import", "导入"),
    "match": ("houqin.cli.match", "help.match", "配对"),
    "explain": ("houqin.cli.explain", "help.explain", "解释"),
    "fix": ("houqin.cli.fix", "help.fix", "更正"),
    "accept": ("houqin.cli.accept", "help.accept", "认定"),
    "draft": ("houqin.cli.draft", "help.draft", "起草"),
    "completion": ("houqin.cli.completion", "help.completion", "补全"),
    "index": ("houqin.cli.index", "help.index", "索引"),
    "schema": ("houqin.cli.schema", "help.schema", "编辑器"),
    "close": ("houqin.cli.close", "help.close", "结账"),
    "reopen": ("houqin.cli.reopen", "help.reopen", "重开"),
    "merge": ("houqin.cli.merge", "help.merge", "合并"),
    "init": ("houqin.cli.init", "help.init", "建账"),
    "log": ("houqin.cli.log", "help.log", "沿革"),
    "diff": ("houqin.cli.diff", "help.diff", "变动"),
    "verify": ("houqin.cli.verify", "help.verify", "验证"),
    "doctor": ("houqin.cli.doctor", "help.doctor", "体检"),
    "audit": ("houqin.cli.audit", "help.audit", "审计"),
    "renumber": ("houqin.cli.renumber", "help.renumber", "改号"),
}
"""Command → its module, which has run(), the row of its help, and its Chinese name."""


class Commands(Group):
    """Commands imported when they are asked for, by either name: sixty of them at once would cost half a run."""

    row = "help.houqin"

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        name = next((name for name, (_, _, zh) in COMMANDS.items() if cmd_name in (name, zh)), None)
        if name is None:
            return None
        module, row, _ = COMMANDS[name]
        one = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
        one.command(
            name, cls=Command, help=sentence(row, language_of()),
            options_metavar=sentence("help.some_options", language_of()),
        )(import_module(module).run)  # fmt: skip
        command = get_command(one)
        command.row = row  # type: ignore[attr-defined]
        if complete.wanted():
            complete.attach(command)
        return command

    def commands_shown(self) -> list[tuple[str, str]]:
        language = language_of()
        return [
            (f"{name}, {zh}" if language == "zh" else name, sentence(row, language))
            for name, (_, row, zh) in COMMANDS.items()
        ]

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Commands by their English names, in Chinese once a Chinese word is begun; none is imported for it."""
        found = complete.items(
            (zh if incomplete and not incomplete.isascii() else name, sentence(row, language_of()))
            for name, (_, row, zh) in COMMANDS.items()
        )  # fmt: skip
        return [one for one in found if one.value.startswith(incomplete)] or TyperCommand.shell_complete(
            self, ctx, incomplete
        )


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
    try:
        code = _main()
    except KeyboardInterrupt:  # before the run, or when all is said
        code = INTERRUPTED
    sys.exit(code)


def _main() -> int:
    if sys.stdout is None:  # closed by the caller: fails when it is written to, as a full disk does
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):  # a console that cannot say a character must not change the outcome
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if complete.wanted():
        complete.answer(_app())
    if (said := os.environ.get("HOUQIN_LANG", "").strip()) and not language_set():
        _tell(sentence("run.language", language_of(), found=said), hint("run.language", language_of()), 0)
    code = _run(language_of(), again=True)
    _say("")  # whatever is left to say
    return code if isinstance(code, int) else 0


def _run(language: Language, *, again: bool) -> Any:
    """The exit code of a run. One that met a damaged index, now thrown away, is made `again`: it has printed nothing."""
    try:
        _wide_dashes(sys.argv[1:])
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
        _close_silently(sys.stdout)
        code = 0
    except OSError as error:
        _close_silently(sys.stdout)
        code = _tell(sentence("run.not_written", language, path="stdout", reason=reason_of(error)), "", 1)
    except Exception as error:  # noqa: BLE001  (the last stop: nothing but a sentence leaves)
        if again and type(error).__name__ == "Damaged" and not os.environ.get("HOUQIN_DEBUG"):
            return _run(language, again=False)
        code = _wrong_use(error, language)
    return code


def _close_silently(stream: Any) -> None:
    """What is left in the stream's buffer cannot be written: the end of the run must not try again."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _tell(sentence: str, advice: str, code: int) -> int:
    from houqin.render.width import visible

    sentence, advice = visible(sentence).rstrip(), visible(advice)  # what was typed is told back, and may hold anything
    _say(f"houqin: {sentence}\n" + (f"  {advice}\n" if advice else ""))
    return code


def _say(text: str) -> None:
    """On stderr. Where that is a full disk, what cannot be said must not change the exit code."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _close_silently(sys.stderr)


def _no_option(found: str, near: Any, ctx: Any) -> tuple[str, dict[str, str]]:
    """Why there is no such option here: it is a command's and stands before it, it is nearly another, or it is none."""
    if ctx and ctx.parent is None:
        typed = [word for word in sys.argv[1:] if ctx.command.get_command(ctx, word)]
        for command in dict.fromkeys([*typed, *COMMANDS]):
            if any(found in param.opts for param in ctx.command.get_command(ctx, command).params):
                return "use.option_after", {"found": found, "command": command}
    if near:
        return "use.no_option_near", {"found": found, "near": sorted(near)[0]}
    return "use.no_option", {"found": found}


def _wide_dashes(args: Iterable[str]) -> None:
    """Failure use.wide_dash (exit 2) for an option as a Chinese keyboard gives it: ——set, －o."""
    for arg in args:
        if found := re.fullmatch(r"([－—–−‐]+)([a-z][a-z-]*)(=.*)?", arg):
            instead = ("-" if len(found[2]) == 1 else "--") + found[2]
            raise Failure("use.wide_dash", found=arg, instead=instead)


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
    ctx = getattr(error, "ctx", None)
    message = str(getattr(error, "message", error))
    code = "use.other"
    args = {"found": message}
    if name == "NoSuchOption":
        code, args = _no_option(str(getattr(error, "option_name", "")), getattr(error, "possibilities", None), ctx)
    elif name == "MissingParameter":
        code, args = "use.missing", {"found": str(getattr(getattr(error, "param", None), "human_readable_name", ""))}
    elif message.startswith("No such command"):
        found = message.split("'")[1] if "'" in message else message
        from difflib import get_close_matches

        words = [*COMMANDS, *(zh for _, _, zh in COMMANDS.values())]
        near = get_close_matches(found.lower(), words, n=3, cutoff=0.5)
        near.sort(key=lambda word: word[0] != found[:1].lower())  # of equal ones the one that begins alike
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
        sentence("use.see_help", language, command=ctx.command_path if ctx else "houqin"),
        WRONG_USE,
    )
