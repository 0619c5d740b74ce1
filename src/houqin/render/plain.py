"""Laid-out lines → plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from houqin.render.layout import Spans


def paint(lines: Iterable[Spans]) -> str:
    return "".join("".join(text for text, _ in line) + "\n" for line in lines)
