"""What every record has: a number, a date, signatures, and what ties it to other records."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict

from houqin.records.scalars import Day, Identity, Ref, Role, Several, Text

Signers = Annotated[list[Text], Several]
"""One name or a list of names."""


class Part(BaseModel):
    """A mapping inside a record. Unknown fields are errors; nothing can be changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Record(Part):
    """One entry of a dated file."""

    id: Identity
    """The document's number (单据编号), unique among its type, set or store, and year."""
    date: Day
    """业务日期: when it happened. Rules, licences, lots and prices follow it."""
    booked: Day | None = None
    """入账日期: when it entered the books, only where it differs. Balances, numbering and seals follow it."""
    replaces: Ref | None = None
    """替代: the reversed record in whose place this one stands."""
    slip: Text | None = None
    """单号: the pre-printed number of the paper slip."""
    signed: dict[Role, Signers] = {}
    """签字: who signed in which part. It transcribes ink: a claim, not a proof."""
    evidence: Annotated[list[Text], Several] = []
    """附证: paths below evidence/."""
    note: Text | None = None

    @property
    def booked_day(self) -> int:
        return self.booked if self.booked is not None else self.date


class RegisterRow(Part):
    """One dated row of a register: what holds from one day until another."""

    id: Identity
    from_: Day
    until: Day | None = None
    note: Text | None = None
