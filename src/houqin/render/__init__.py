"""Report → text for a terminal, plain text, JSON, CSV or a workbook. Knows reports, values and names, no book."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from houqin.messages import Language
    from houqin.report import Report

FORMATS = ("table", "plain", "json", "csv", "xlsx")
"""What `--format` takes."""


def render(
    report: Report,
    format: str,
    language: Language,
    *,
    width: int | None,
    color: bool,
    table: str | None = None,
) -> str | bytes:
    """The report as text that ends in a newline; as the bytes of a workbook where the format is "xlsx".

    "table" and "plain" print the sheet in lines of at most `width` columns (None: as long as they are),
    "table" in colour if `color`. "json" is the facts and every table, "csv" the first table or the one named
    `table`, "xlsx" the sheet and every table, or the one named. KeyError where the report has no such table,
    ValueError for another format.
    """
    # Each format is imported only when asked for: rich takes longer to load than most reports to compute.
    if format in ("table", "plain"):
        lines = import_module("houqin.render.layout").lay_out(report, language, width)
        paint = "terminal" if format == "table" and color else "plain"
        return str(import_module(f"houqin.render.{paint}").paint(lines))
    if format == "json":
        return str(import_module("houqin.render.json").write(report))
    if format == "csv":
        return str(import_module("houqin.render.csv").write(report, language, table))
    if format == "xlsx":
        return bytes(import_module("houqin.render.xlsx").write(report, language, table))
    raise ValueError(format)
