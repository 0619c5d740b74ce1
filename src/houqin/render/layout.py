"""The sheet laid out in lines, each a list of (text, shade): what plain text and the terminal have in common.

A grid that does not fit the width is printed row by row as blocks, so a figure is whole at any width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from houqin.render.cells import FIGURES, NOTHING, shown
from houqin.render.width import clean, columns, left, right, wrap
from houqin.report import Entry, Grid, Line, Style, Title
from houqin.values import yuan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from houqin.messages import Language
    from houqin.report import Block, Cell, Kind, Report

Shade = Style | Literal["strong"]
Spans = list[tuple[str, Shade]]

MARGIN = 11  # columns of an entry's figure; a longer one pushes its headline to the right
NARROW = 48  # below it an entry's lines are not set under its headline: little room would be left for them
MARKS: Mapping[str, Shade] = {"✓": "good", "≡": "dim", "—": "dim", "·": "dim"}


class Page(NamedTuple):
    """What a block is laid out on. `widths`: of the columns of all grids with these headings."""

    language: Language
    width: int | None
    widths: Mapping[tuple[str, ...], list[int]]


def _texts(grid: Grid, language: Language) -> list[list[str]]:
    """The grid's rows as they are shown, its headings first."""
    rows = [
        [shown(cell, kind, language, grid.zero) for cell, kind in zip(row, grid.kinds, strict=True)]
        for row in grid.rows
    ]
    return [[clean(heading) for heading in grid.headings], *rows]


def _widths(sheet: Sequence[Block], language: Language) -> dict[tuple[str, ...], list[int]]:
    """Grids with the same headings are one table continued: they get the same widths."""
    widths: dict[tuple[str, ...], list[int]] = {}
    for grid in sheet:
        if isinstance(grid, Grid):
            here = [max(map(columns, column)) for column in zip(*_texts(grid, language), strict=True)]
            widths[grid.headings] = list(map(max, here, widths.get(grid.headings, here)))
    return widths


def _trimmed(spans: Spans) -> Spans:
    """Without blanks at the end of the line."""
    while spans and not spans[-1][0].strip():
        spans = spans[:-1]
    return [*spans[:-1], (spans[-1][0].rstrip(), spans[-1][1])] if spans else spans


def _begun(lines: Sequence[str], beginning: str, shade: Shade, rest: Shade = "") -> Iterator[Spans]:
    """The lines, what the first begins with in a shade of its own if it is whole there."""
    for n, line in enumerate(lines):
        whole = n == 0 and line.lstrip().startswith(beginning)
        cut = len(line) - len(line.lstrip()) + len(beginning) if whole else 0
        yield _trimmed([(line[:cut], shade), (line[cut:], rest)])


def _within(page: Page, hang: int) -> int:
    """An indent that leaves half of the page to the text."""
    return hang if page.width is None else min(hang, page.width // 2)


def _title(title: Title, page: Page) -> Iterator[Spans]:
    if title.level == 2:
        yield []
    for line in wrap(clean(title.text), page.width):
        yield [(line, "strong")]


def _line(line: Line, page: Page) -> Iterator[Spans]:
    text = clean(line.text)
    hang = _within(page, line.indent + len(text) - len(text.lstrip(" │├└─")))  # the branches of a tree are margin too
    for part in wrap(text, page.width, line.indent, hang):
        yield [(part, line.style)]


def _shade(cell: Cell, kind: Kind, text: str) -> Shade:
    if kind == "difference" and isinstance(cell, int) and cell:
        return "warn"
    return MARKS.get(text, "")


def _grid(grid: Grid, page: Page) -> Iterator[Spans]:
    widths = page.widths[grid.headings]
    if page.width is not None and sum(widths) + len(widths) > page.width:
        yield from _blocks(grid, page)
        return
    sides = [right if kind in FIGURES else left for kind in grid.kinds]
    headings, *rows = _texts(grid, page.language)
    yield _trimmed(
        [(" " + side(text, width), "dim") for text, side, width in zip(headings, sides, widths, strict=True)]
    )
    for row, texts in zip(grid.rows, rows, strict=True):
        yield _trimmed(
            [
                (" " + side(text, width), _shade(cell, kind, text))
                for cell, kind, text, side, width in zip(row, grid.kinds, texts, sides, widths, strict=True)
            ]
        )


def _blocks(grid: Grid, page: Page) -> Iterator[Spans]:
    """Each row by itself: what stands before its first figure, and below it the values that there are."""
    headings, *rows = _texts(grid, page.language)
    first = next((n for n, kind in enumerate(grid.kinds) if kind in FIGURES), len(headings))
    figures = [n for n, kind in enumerate(grid.kinds) if kind in FIGURES]
    label = max((columns(heading) for heading in headings[first:]), default=0)
    value = max((page.widths[grid.headings][n] for n in figures), default=0)
    if page.width is not None and 3 + label + 1 + value > page.width:
        label = value = 0  # no room to line them up
    for row, texts in zip(grid.rows, rows, strict=True):
        # Without a text of its own a row is told from the one above by a rule.
        headline = " ".join(filter(None, texts[:first])) or "-"
        for line in wrap(headline, page.width, 1, 3):
            yield [(line, "strong")]
        for n in range(first, len(row)):
            if texts[n] and not (row[n] == 0 and grid.kinds[n] in NOTHING):
                text = right(texts[n], value) if n in figures else texts[n]
                lines = wrap(f"{left(headings[n], label)} {text}", page.width, 3, 5)
                yield from _begun(lines, headings[n], "dim", _shade(row[n], grid.kinds[n], texts[n]))


def _entry(entry: Entry, page: Page) -> Iterator[Spans]:
    narrow = page.width is not None and page.width < NARROW
    indent = 2 if narrow else MARGIN + 1
    amount, headline = yuan(entry.amount), clean(entry.headline)
    lines = wrap(f"{amount if narrow else right(amount, MARGIN)} {headline}", page.width, 0, indent)
    for spans in _begun(lines, amount, "strong"):
        if len(spans) == 2 and spans[0][0].strip():
            word, blank, rest = spans[1][0].lstrip().partition(" ")
            spans[1:] = [(" ", ""), (word, entry.style), (blank + rest, "")]
        yield spans
    hang = indent
    for label, text in entry.details:
        start = clean(label) + ("：" if page.language == "zh" else ": ") if label else ""
        begin, hang = (indent, max(indent, _within(page, indent + columns(start)))) if label else (hang, hang)
        yield from _begun(wrap(start + clean(text), page.width, begin, hang), start.rstrip(), "dim")


_LAID: Mapping[type, Callable[..., Iterator[Spans]]] = {
    Title: _title,
    Line: _line,
    Grid: _grid,
    Entry: _entry,
}


def lay_out(report: Report, language: Language, width: int | None) -> Iterator[Spans]:
    """The sheet's lines, top to bottom; none is wider than `width` unless one unbreakable piece is."""
    page = Page(language, width, _widths(report.sheet, language))
    for n, block in enumerate(report.sheet):
        for k, spans in enumerate(_LAID[type(block)](block, page)):
            if n or k or spans:  # a sheet does not begin with a blank line
                yield spans
