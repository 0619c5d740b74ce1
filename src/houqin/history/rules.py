"""Who may write into which folder, and how soon: rules, the school's own in the place of the national ones."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from houqin.book.registers import UNLIMITED, Registers, Row
from houqin.history.past import Past
from houqin.history.people import People
from houqin.values import iso

OWN = "本人"


class Writers(NamedTuple):
    """Who may write into a folder: these roles; `own`: whoever decides; `anybody`: one types for all, and nothing is told
    from whose key it is. `basis`: what that rests on."""

    roles: tuple[str, ...]
    own: bool
    anybody: bool
    basis: str


class Rules:
    """The rules of a book as the audit asks them."""

    def __init__(self, registers: Registers, past: Past, people: People) -> None:
        self.registers = registers
        self.past = past
        self.people = people
        self._writers: dict[tuple[str, int], Writers | None] = {}

    @cached_property
    def one_for_all(self) -> bool:
        """Whether only one key of the list ever signed: one types for all."""
        signers = (self.people.signer(commit) for commit in self.past.commits.values())
        return len({s.person or s.principal for s in signers if s.status == "proved"}) == 1

    def writers(self, folder: str, day: int) -> Writers | None:
        """Who may write into a folder on a day (20261031); None where no rule says."""
        if (folder, day) not in self._writers:
            row = self.registers.folder_rule("folder_writers", folder, day)
            self._writers[folder, day] = None if row is None else _said(row)
        return self._writers[folder, day]

    def shared(self, folder: str, day: int) -> bool:
        """Whether one person types for others there, so that a key tells nothing of who decided."""
        writers = self.writers(folder, day)
        return self.one_for_all or bool(writers and writers.anybody)

    def entry_days(self, day: int) -> tuple[int, int, str]:
        """Within how many days a slip is entered, how many days ahead of its date at most, and what that rests on."""
        row = self.registers.rule("entry_days", day)
        words = [int(word) for word in row["value"] if re.fullmatch(r"\d{1,4}", word, re.ASCII)] if row else []
        late, early = (*words, *(10**6, 10**6)[len(words) :])[:2]
        return late, early, (row or {}).get("basis") or ""

    def fits(self, person: str, folder: str, owner: str, day: int) -> bool:
        """Whether somebody has a post on a day that writes into a folder of a store or set."""
        writers, row = self.writers(folder, day), self.people.on(person, iso(day))
        if writers is None or writers.own or self.shared(folder, day):
            return True
        return bool(
            row and set(row.roles) & set(writers.roles) and (not row.places or not owner or owner in row.places)
        )


def _said(row: Row) -> Writers:
    word = row["value"][0]
    return Writers(tuple(row.get("roles", ())), word == OWN, word == UNLIMITED, row.get("basis") or "")
