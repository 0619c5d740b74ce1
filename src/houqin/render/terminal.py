"""Laid-out lines → text with the colours of a terminal, letter by letter that of the plain form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.color import ColorSystem
from rich.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from houqin.render.layout import Shade, Spans

# The sixteen colours every terminal has, which its user has chosen to be readable.
STYLES: dict[Shade, Style] = {
    "strong": Style(bold=True),
    "dim": Style(dim=True),
    "good": Style(color="green"),
    "warn": Style(color="yellow"),
    "bad": Style(color="red", bold=True),
}


def _painted(text: str, shade: Shade) -> str:
    # Style.render takes the text as it is; unlike rich's printing it knows no markup: "[red]" stays so.
    return STYLES[shade].render(text, color_system=ColorSystem.STANDARD) if shade and text.strip() else text


def paint(lines: Iterable[Spans]) -> str:
    return "".join("".join(_painted(*span) for span in line) + "\n" for line in lines)
