"""A file's bytes → its entries as named records with places, and everything that is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from houqin.diagnostics import Diagnostic
from houqin.text import naming, raw
from houqin.text.events import Raw, plain
from houqin.text.fault import MOST, Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHOOL_FILE = "houqin.yaml"
"""The one file that is a mapping, not a list of entries."""
SUGGESTIONS = 20
"""Unknown names of a file for which the nearest known one is looked up: it takes a millisecond."""


@dataclass(slots=True)
class Entry:
    """One record as written.

    `tree` holds "type", "id", then attribute name → text, list or mapping; `line` is that of its "-", `end`
    its last, both from 1.
    """

    type: str
    tree: dict[str, Any]
    line: int
    end: int


def read(data: bytes, path: str) -> tuple[list[Entry], list[Diagnostic]]:
    """The entries of the file at `path` (relative to the book) and its diagnostics, by line. Never raises.

    With diagnostics, the entries that are whole in themselves are still given, so that theirs can be shown as
    well: an entry without its unknown fields is among them, one that could not be parsed is not.
    """
    single = path.rpartition("/")[2] == SCHOOL_FILE
    text, faults = raw.decode(data)
    entries: list[Entry] = []
    if text:
        odd, torn = raw.check(text)
        text = text.replace("\r", " ")  # told; the parser would count it as a line
        faults += odd
        if not torn:
            spoilt = {fault.line for fault in odd if fault.code != "text.no_final_newline"}
            raws, more = _raws(text, single, spoilt)
            faults += more
            entries += _named(raws, text, single, faults)
    return entries, _diagnostics(faults, path)


def _diagnostics(faults: list[Fault], path: str) -> list[Diagnostic]:
    """By place, the first that was found at each, at most MOST."""
    at: dict[tuple[int, int], Fault] = {}
    for fault in faults:
        at.setdefault((fault.line, fault.column), fault)
    ordered = [at[place_] for place_ in sorted(at)]
    shown = [Diagnostic(f.code, f.args, path, f.line, f.column) for f in ordered[:MOST]]
    if len(ordered) > MOST:
        shown.append(Diagnostic("text.more", {"count": MOST}, path, ordered[MOST].line))
    return shown


def _raws(text: str, single: bool, odd_lines: set[int]) -> tuple[list[Raw], list[Fault]]:
    """The entries as written, quickly where nothing is wrong; `odd_lines` have been reported already."""
    lines = text.split("\n")
    if not odd_lines and (quick := plain(text, lines, single=single)) is not None:
        return quick, []
    from houqin.text.careful import raws  # a right file does without

    return raws(text, lines, single, odd_lines)


def _named(raws: Iterable[Raw], text: str, single: bool, faults: list[Fault]) -> list[Entry]:
    """The entries under their canonical names; what is wrong with them goes to `faults`."""
    entries: list[Entry] = []
    lines: list[str] = []
    for mapping, line, end in raws:
        type_, named, wrong = naming.record(mapping, school=single)
        if wrong:
            lines = lines or text.split("\n")
            from houqin.text.careful import located

            faults += located(wrong, lines[line - 1 : end], line, SUGGESTIONS - len(faults))
            if len(faults) > MOST:
                break
            if not type_ or any(fault.code.startswith("text.spoken") for fault in wrong):
                continue
        entries.append(Entry(type_, named, line, end))
    return entries
