"""The help pages: in the reader's language, lined up for Chinese, with examples and defaults. Typer's own are English."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from typing import Any

from typer.core import TyperCommand, TyperGroup

from houqin.cli.options import language_of
from houqin.messages import sentence, table
from houqin.render.width import columns, left, wrap

WIDEST, NARROWEST = 80, 40
"""Columns of a help page: a terminal's own between these."""
LEFT = 44
"""Columns of what stands on the left of a row; what is wider has its explanation on the next line."""

Row = tuple[str, str]


class InOurWords:
    """A command with a help page of ours. `row` is the message row of its help."""

    row = ""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = sentence("help.help", language_of())
        return option

    def get_help(self, ctx: Any) -> str:
        return page(self, ctx, self.row)

    def commands_shown(self) -> list[Row]:
        return []


class Command(InOurWords, TyperCommand):
    """A command with a help page in our words."""


class Group(InOurWords, TyperGroup):
    """A group of commands with a help page in our words."""


def page(command: Any, ctx: Any, row: str) -> str:
    """The help page of a command: usage, what it does, its parts, examples, exit codes."""
    width = min(max(shutil.get_terminal_size((WIDEST, 24)).columns, NARROWEST), WIDEST)
    language = language_of()
    usage = sentence("help.usage", language) + " ".join(
        [ctx.command_path, *(piece.strip("{}") for piece in command.collect_usage_pieces(ctx))]
    )
    lines = [*wrap(usage, width, 0, 4), "", *wrap(command.help or "", width, 2, 2)]
    records: dict[str, list[Row]] = {"argument": [], "option": []}
    for param in command.get_params(ctx):
        if (record := param.get_help_record(ctx)) is not None:
            # the usage line says what is required: it stands there without brackets
            records[param.param_type_name].append((record[0], record[1].removesuffix("[required]").rstrip()))
    sections = {
        "help.arguments": records["argument"], "help.commands": command.commands_shown(), "help.options": records["option"],
        "help.examples": _rows(row + "_examples"), "help.exit_codes": _rows(row + "_exit_codes"),
    }  # fmt: skip
    for title, rows in sections.items():
        if rows:
            lines += ["", sentence(title, language), *_section(rows, width)]
    return "\n".join(lines)


def _rows(code: str) -> list[Row]:
    """The rows of a message: a line each, its two parts with two spaces or more between them. None where there is none."""
    if code not in table():
        return []
    parts = (line.partition("  ") for line in sentence(code, language_of()).split("\n"))
    return [(before, after.strip()) for before, _, after in parts]


def _section(rows: Iterable[Row], width: int) -> list[str]:
    """Rows in two columns, the second lined up and wrapped in its own."""
    rows = list(rows)
    fits = [columns(before) for before, _ in rows if columns(before) <= min(LEFT, width * 5 // 9)]
    margin = 2 + max(fits, default=0) + 2
    lines = []
    for before, after in rows:
        wrapped = wrap(after, width, margin, margin)
        if columns(before) + 4 <= margin:
            wrapped[0] = left(f"  {before}", margin) + wrapped[0][margin:]
        else:
            lines += wrap(before, width, 2, 4)
        lines += [line.rstrip() for line in wrapped if line.strip()]
    return lines
