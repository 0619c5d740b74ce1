"""repairs/: reports of what is broken, jobs, completions."""

from __future__ import annotations

from typing import Annotated, Literal

from houqin.records.base import Record, Reversal, check, in_order
from houqin.records.goods import ItemLine
from houqin.records.scalars import (
    Amount,
    Choice,
    Counted,
    Identity,
    Moment,
    Ref,
    SetName,
    Several,
    Text,
    YesNo,
)


class Report(Record):
    """报修: what is broken, and where."""

    type: Literal["report"]
    place: Identity
    reported_by: Identity
    description: Text
    facility: Annotated[str, Choice("facility")] | None = None
    asset: Identity | None = None
    urgency: Annotated[str, Choice("urgency")] = "normal"
    phone: Text | None = None


class Job(Record):
    """派工: who mends it, with what; an outside firm's charge is owed to it."""

    type: Literal["job"]
    report: Ref | None = None
    repairman: Annotated[list[Identity], Several] = []
    parts: list[ItemLine] = []
    """用料: compared with what the store issued for this job; it moves nothing."""
    outside_firm: Identity | None = None
    charge: Amount | None = None
    set: SetName | None = None
    """账套: whose cost it is, where the place does not tell."""
    labour: Counted | None = None
    cause: Annotated[str, Choice("cause")] | None = None
    in_warranty: YesNo | None = None
    liable: Identity | None = None
    taken_on: Moment | None = None
    arrived: Moment | None = None

    _timed = check(in_order("taken_on", "arrived"))


class Completion(Record):
    """完工: somebody else than the repairman says that it works again."""

    type: Literal["completion"]
    of: Ref
    finished: Moment | None = None
    satisfaction: Annotated[str, Choice("satisfaction")] | None = None


RECORDS = (Report, Job, Completion, Reversal)
