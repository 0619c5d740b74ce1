"""What the audit finds, and how far each second person is proved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from houqin.history.versions import Key

Verdict = str
"""proved: by two people's own keys; not_provable: nothing wrong is seen, and nothing proved; violated."""


class Finding(NamedTuple):
    """Something that ought not to be: its message's code and arguments, the records it is about, the commit (n), and the day
    by which a period is told (20261031: when the record was booked, or the commit made)."""

    code: str
    args: Mapping[str, Any]
    keys: tuple[Key, ...]
    n: int
    day: int


class Duty(NamedTuple):
    """A record for which a second person is asked, and what git proves of it.

    `decision`: the record by which that person decided (a count, a seal: it is its own); `entered`, `decided`: who signed the
    commits by which the one and the other came to be, "" where that is not proved; `lacking`: codes of why nothing is proved.
    """

    key: Key
    decision: Key
    by: str
    entered: tuple[str, ...]
    decided: tuple[str, ...]
    verdict: Verdict
    lacking: tuple[str, ...]
    n: int
    day: int
