"""What a drill-down is asked about: an account, an item or a party, by any name that the registers know it by."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal, NamedTuple

from houqin import names
from houqin.diagnostics import WRONG_USE, Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from houqin.book.registers import Registers
    from houqin.messages import Language

PARTIES = ("supplier", "payer", "authority", "person")
"""Registers of those who owe or are owed."""
NEAR = 6
"""Names offered for one that is none."""


class Subject(NamedTuple):
    """What is meant. `sets`: whose it is; `called`: what it answers to, its own name first."""

    kind: Literal["account", "item", "party"]
    type: str
    name: str
    sets: tuple[str, ...]
    called: tuple[str, ...]

    def label(self, language: Language) -> str:
        """As it can be asked for without a doubt."""
        if self.kind == "account":
            return f"{names.set_label(self.sets[0], language)}/{self.called[0]} {self.called[1]}"
        return f"{names.label(self.type, language)}/{self.name}"


def subject(registers: Registers, written: str, language: Language, only: str | None = None) -> Subject:
    """What `written` names: an account by its code or name, an item, a party; before a slash its set or what it is.
    Failure use.no_subject, use.no_subject_near, use.several_subjects or use.account_alone (exit 2)."""
    everything = list(_all(registers))
    parts = written.split("/")
    for n in range(len(parts)):
        word = _plain("/".join(parts[n:]))
        here = [
            s for s in everything if all(_is_of(s, prefix) for prefix in parts[:n]) and (not only or only in s.sets)
        ]
        for most in (2, None):  # by its own name first
            found = [s for s in here if word in map(_plain, s.called[:most])]
            if len(found) == 1:
                return found[0]
            if found:
                choices = [s.label(language) for s in found]
                raise Failure("use.several_subjects", WRONG_USE, found=written, choices=choices)
    alone = next((a for a in registers.accounts.values() if _plain(written) in (a.code, _plain(a.name))), None)
    if alone:
        raise Failure("use.account_alone", WRONG_USE, found=f"{alone.code} {alone.name}")
    near = _near(everything, _plain(parts[-1]), language)
    raise Failure("use.no_subject_near" if near else "use.no_subject", WRONG_USE, found=written, near=near)


def _plain(word: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", word)).casefold()


def _all(registers: Registers) -> Iterator[Subject]:
    for a in registers.accounts.values():
        if a.controls:
            yield Subject("account", "account", a.key, (a.set,), (a.code, a.name, a.name.rpartition("-")[2]))
    sets = tuple(s["set"] for s in registers.sets)
    seen = set()
    for type_ in ("item", *PARTIES):
        for row in registers.rows.get(type_, []):
            if (type_, row["id"]) in seen:
                continue
            seen.add((type_, row["id"]))
            also = (row["id"], *row.get("aliases", ()))
            if type_ == "item":
                yield Subject("item", type_, row["id"], sets, (row["id"], *also))
            else:
                owing = tuple(s for s in sets if registers.control("party", s, type_))
                yield Subject("party", type_, row["id"], owing, (row["id"], *also))


def _is_of(one: Subject, prefix: str) -> bool:
    """Whether a word before the slash speaks of it: its set, or what it is."""
    word = prefix.strip()
    return (names.choice_named("set", word) or word) in one.sets or names.type_named(word) == one.type


def _near(everything: list[Subject], word: str, language: Language) -> list[str]:
    """What was perhaps meant: names that the word is a part of, then such as are spelled nearly so."""
    part = [s for s in everything if word and any(word in _plain(called) for called in s.called)]
    if not part:
        spelled = {_plain(called): s for s in reversed(everything) for called in s.called}
        part = [spelled[one] for one in get_close_matches(word, list(spelled), n=NEAR, cutoff=0.6)]
    return [s.label(language) for s in dict.fromkeys(part)][:NEAR]
