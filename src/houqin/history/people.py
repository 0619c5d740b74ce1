"""Who signed a commit: a key → the name that the list of keys gives it → the person of the registers. Never the author.

The list of keys must come from outside the book: whoever can write the book could otherwise write himself another name.
For the same reason nobody says of his own key whose it is: a register's row counts for a key only where another signed it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from houqin.book.history import NoHistory, ask
from houqin.history.changes import Change
from houqin.history.past import Kept, Past
from houqin.history.signature import Keys, holders

SIGNERS = "HOUQIN_SIGNERS"
"""The list of keys, where the user's git settings are not to say it."""
FOR_EVER = "9999-12-31"


class Signer(NamedTuple):
    """Who signed a commit. `status`: proved, unsigned, unknown (a key that the list does not know, or not then), bad (the
    signature is not the commit's), other (not checked here). `person`: "" where the registers do not say whose name
    `principal` is, or where only he himself says so. `author`: whom the commit names, a claim."""

    status: str
    principal: str
    person: str
    author: str

    @property
    def proved(self) -> bool:
        """Whether it is certain which person signed."""
        return self.status == "proved" and bool(self.person)


def keys_of(book: Path, option: str | None) -> tuple[Keys, str]:
    """The list of keys, and why there is none: "" (there is), "none", "inside" (it lies in the repository itself),
    "unreadable". By the option, HOUQIN_SIGNERS, or the user's own git settings; those of the repository are not asked."""
    named = option or os.environ.get(SIGNERS)
    if not named:
        try:
            named = (
                ask(book, "config", "--global", "--includes", "--type=path", "--get", "gpg.ssh.allowedSignersFile")
                .decode()
                .strip()
            )
        except NoHistory:
            named = ""
    if not named:
        return Keys(None, []), "none"
    path = Path(named).expanduser()
    try:
        root = Path(os.fsdecode(ask(book, "rev-parse", "--show-toplevel").rstrip(b"\n"))).resolve()
        if path.resolve().is_relative_to(root):
            return Keys(path, []), "inside"
        return Keys(path, holders(path.read_text(encoding="utf-8-sig"))), ""
    except (OSError, UnicodeDecodeError, NoHistory, RuntimeError):
        return Keys(path, []), "unreadable"


class Row(NamedTuple):
    """A row of the register of people, and the commit by which it came to say whose key it is."""

    name: str
    roles: tuple[str, ...]
    signers: tuple[str, ...]
    places: tuple[str, ...]
    from_: str
    until: str
    bound: int


class People:
    """Who is who, by the history of a book and a list of keys."""

    def __init__(self, past: Past, keys: Keys) -> None:
        self.past = past
        self.keys = keys
        self._signers: dict[int, Signer] = {}
        self._changes = past.changes("type = 'person'")
        self._at: dict[int | None, list[Row]] = {}

    def rows(self, at: int | None = None) -> list[Row]:
        """The register of people as it is at HEAD, or as a commit had it."""
        if at not in self._at:
            held: dict[object, Row] = {}
            for change in self._changes:
                if at is not None and not self.past.before(change.n, at):
                    continue
                if change.old:
                    held.pop(change.old, None)
                if change.after is None:
                    held.pop(change.key, None)
                else:
                    held[change.key] = _row(change, held.get(change.key))
            self._at[at] = list(held.values())
        return self._at[at]

    def on(self, name: str, day: str, at: int | None = None) -> Row | None:
        """The row of a person that holds on a day ("2026-10-31"), of which the later `from` holds."""
        fitting = [row for row in self.rows(at) if row.name == name and row.from_ <= day <= row.until]
        return max(fitting, key=lambda row: row.from_, default=None)

    def known(self, name: str) -> bool:
        return any(row.name == name for row in self.rows())

    def signer(self, commit: Kept) -> Signer:
        """Who signed a commit."""
        if commit.n not in self._signers:
            self._signers[commit.n] = self._signed(commit)
        return self._signers[commit.n]

    def _signed(self, commit: Kept) -> Signer:
        if commit.status != "good":
            return Signer("unsigned" if commit.status == "none" else commit.status, "", "", commit.author)
        principals = self.keys.principals(commit.key, commit.clock)
        if not principals:
            return Signer("unknown", "", "", commit.author)
        people = {name for name in (self._person(p, commit) for p in principals) if name}
        return Signer("proved", principals[0], people.pop() if len(people) == 1 else "", commit.author)

    def _person(self, principal: str, commit: Kept) -> str:
        """The person of a name in the list of keys: the one who bears it, or whose row says so and was signed by another."""
        rows = self.rows()
        if any(row.name == principal for row in rows):
            return principal
        said = {row.name for row in rows if principal in row.signers and self._by_another(row, commit.key)}
        return said.pop() if len(said) == 1 else ""

    def _by_another(self, row: Row, key: str) -> bool:
        by = self.past.commit(row.bound)
        return by.status == "good" and by.key != key and bool(self.keys.principals(by.key, by.clock))

    def claimed(self, commit: Kept) -> str:
        """The registered person whom a commit names as its author; "" where it names nobody of the register."""
        rows = self.rows()
        for word in (commit.author, commit.address):
            for row in rows:
                if word and (word == row.name or word in row.signers):
                    return row.name
        return ""


def _row(change: Change, was: Row | None) -> Row:
    tree = change.after or {}
    signers = _several(tree, "signer")
    bound = was.bound if was and was.signers == signers and was.name == tree.get("id") else change.n
    return Row(
        str(tree.get("id", "")), _several(tree, "roles"), signers, (*_several(tree, "place"), *_several(tree, "set")),
        str(tree.get("from", "")), str(tree.get("until") or FOR_EVER), bound,
    )  # fmt: skip


def _several(tree: Mapping[str, object], field: str) -> tuple[str, ...]:
    value = tree.get(field)
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),) if value else ()
