"""approvals/: what somebody decides or signs later, each in his own name."""

from __future__ import annotations

from typing import Annotated, Literal

from houqin.records.base import Link, NotEmpty, Record, Reversal, written_alone
from houqin.records.scalars import Amount, Choice, Head, Identity, MonthText, Ref, Role, SetName, Several, Text, Whole


class Approval(Record):
    """审批: yes or no to a record. `by` is a claim; the commit's verified signer is the proof."""

    type: Literal["approval"]
    of: Ref
    by: Identity
    as_: Role
    decision: Annotated[str, Choice("decision")]
    amount: Amount | None = None
    """金额: up to which sum, where that is less than what was asked."""


class Signature(Record):
    """补签: a signature that came later than its slip."""

    type: Literal["signature"]
    of: Ref
    by: Identity
    as_: Role


class SuspectAcceptance(Record):
    """认定: a person accepts one explanation of a finding, and answers for it."""

    type: Literal["suspect_acceptance"]
    finding: Text
    """发现: the finding's id."""
    of: Annotated[list[Ref], Several, NotEmpty]
    by: Identity
    as_: Role
    reason: Text


class Cancellation(Record):
    """作废: a commitment (request, order) that will not be carried out; its number stays used."""

    type: Literal["cancellation"]
    of: Ref
    by: Identity | None = None
    reason: Text


class ShortClosing(Record):
    """结案: an order or contract of which nothing more will come."""

    type: Literal["short_closing"]
    of: Ref
    by: Identity | None = None
    reason: Text | None = None


class Side(Link):
    """One document of a pair, or one line of it."""

    set: SetName | None = None
    line_number: Whole | None = None
    """行号: which line of a statement, from 1."""
    amount: Amount | None = None
    """Fen of it that were open."""


Sides = Annotated[list[Annotated[Side, written_alone("of")]], Several, NotEmpty]


class Match(Record):
    """配对: a person says that records belong together, or that they do not. Yes stands as if the first had named the
    second; the records themselves stay as they are."""

    type: Literal["match"]
    of: Sides
    """原单: what would name the other: the invoice, the payment, the voucher, the later slip."""
    against: Sides
    """对应: what it is for."""
    by: Identity
    as_: Role | None = None
    decision: Annotated[str, Choice("decision")]
    reason: Text | None = None


class Reopening(Record):
    """重开: a closed month is opened again, so that something can be put right in it. It names the seal that it takes back;
    the month's next seal stands in that one's place."""

    type: Literal["reopening"]
    month: MonthText
    head: Head
    """头: the head of the seal that no longer holds."""
    by: Identity
    as_: Role | None = None
    reason: Text


RECORDS = (Approval, Signature, SuspectAcceptance, Cancellation, ShortClosing, Reversal, Match, Reopening)
