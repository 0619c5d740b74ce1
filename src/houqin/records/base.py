"""What every record has: a number, a date, signatures, and what ties it to other records."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from houqin.records.scalars import (
    Amount,
    Choice,
    Day,
    DocumentNumber,
    Identity,
    Ref,
    Reference,
    Role,
    Several,
    Text,
    remembered,
    text,
    wrong,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Signers = Annotated[list[Annotated[str, remembered(text)]], Several]
"""One name or a list of names."""


class Fault(NamedTuple):
    """A contradiction inside one record: its message's code, where (from the model down), the arguments."""

    code: str
    at: tuple[str | int, ...]
    args: Mapping[str, Any]


FAULTS = "faults"
"""Type of the pydantic error that carries Faults; records/validate.py unpacks it."""


def check(*rules: Callable[[Any], Iterator[Fault]]) -> Any:
    """A model's validator from functions model → faults; all of them are told at once."""

    def agrees(model: Any) -> Any:
        if faults := [fault for rule in rules for fault in rule(model)]:
            raise PydanticCustomError(FAULTS, "{faults}", {"faults": faults})
        return model

    agrees.rules = rules  # type: ignore[attr-defined]  # for rules_of
    return model_validator(mode="after")(agrees)


def rules_of(model: type[Part]) -> Iterator[Callable[[Any], Iterator[Fault]]]:
    """The rules that a model's checks hold it to; of OneOf and Needs others can read what they ask."""
    for one in model.__mro__:
        for member in tuple(vars(one).values()):  # looking at a model not built yet builds it
            yield from getattr(member, "rules", ())


class Part(BaseModel):
    """A mapping inside a record. Unknown fields are errors; nothing can be changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


@dataclass(frozen=True, slots=True)
class OneOf:
    """The rule that exactly one of these fields is written."""

    fields: tuple[str, ...]

    def __call__(self, model: Any) -> Iterator[Fault]:
        written = [field for field in self.fields if getattr(model, field) is not None]
        if not written:
            yield Fault("record.none_of", (), {"fields": names_of(self.fields)})
        elif len(written) > 1:
            args = {"fields": names_of(self.fields), "found": names_of(written)}
            yield Fault("record.too_many_of", (written[1],), args)


def one_of(*fields: str) -> OneOf:
    return OneOf(fields)


@dataclass(frozen=True, slots=True)
class Needs:
    """The rule that `field` is written where the field `when` has this value (canonical, as validated)."""

    field: str
    when: str
    value: str
    code: str = "record.missing"

    def __call__(self, model: Any) -> Iterator[Fault]:
        if getattr(model, self.when) == self.value and getattr(model, self.field) is None:
            yield Fault(self.code, (), {"field": self.field} if self.code == "record.missing" else {})


def names_of(fields: Any) -> list[str]:
    """Attributes as canonical names: "from_" → "from"."""
    return [field.rstrip("_") for field in fields]


def in_order(first: str, last: str) -> Callable[[Any], Iterator[Fault]]:
    """The rule that of two days (or two moments) the first is not after the last, where both are written."""

    def rule(model: Any) -> Iterator[Fault]:
        one, other = getattr(model, first), getattr(model, last)
        if one is not None and other is not None and one > other:
            earlier, later = names_of((first, last))
            if one > 99_999_999:  # moments: 202610311140
                yield Fault("record.moments_backwards", (last,), {"first": earlier, "last": later})
            else:
                days = {"from_day": one, "until_day": other}
                yield Fault("record.days_backwards", (last,), {"first": earlier, "last": later, **days})

    return rule


def alone(field: str, value: Any) -> Any:
    """A text alone where a mapping may stand: `x` means {field: x}."""
    return {field: value} if isinstance(value, str) else value


def written_alone(field: str) -> BeforeValidator:
    """Marks a mapping that may be written as the text of this field alone."""
    return BeforeValidator(partial(alone, field))


class File(Part):
    """A file below evidence/ and the SHA-256 of its bytes."""

    file: Text
    hash: Text | None = None


Evidence = Annotated[File, written_alone("file")]


class Link(Part):
    """A record that this one speaks of. `of` where only the number is written: the book finds its type."""

    of: Ref | None = None

    def target(self) -> tuple[str | None, Reference] | None:
        """(record type or None, reference) of the record named; None where no record is."""
        for field in type(self).model_fields:
            if isinstance(value := getattr(self, field), Reference):
                return (None if field == "of" else field), value
        return None


class Extra(Part):
    """附加: a sum of the slip as a whole, beside its lines: freight, a deposit, rounding."""

    kind: Annotated[str, Choice("extra_kind")]
    amount: Amount
    """Fen; what lowers the slip is negative (抹零 -0.30)."""
    note: Text | None = None


class Record(Part):
    """One entry of a dated file."""

    id: DocumentNumber
    """The document's number (单据编号), unique among its type, set or store, and year."""
    date: Day
    """业务日期: when it happened. Rules, licences, lots and prices follow it."""
    booked: Day | None = None
    """入账日期: when it entered the books, only where it differs. Balances, numbering and seals follow it."""
    replaces: Ref | None = None
    """替代: the reversed record in whose place this one stands."""
    slip: Text | None = None
    """单号: the pre-printed number of the paper slip."""
    signed: dict[Role, Signers] = Field(default_factory=dict)  # a default of {} is copied deeply, record by record
    """签字: who signed in which part. It transcribes ink: a claim, not a proof."""
    evidence: Annotated[list[Evidence], Several] = Field(default_factory=list)
    """附证: files below evidence/, each with its hash where one is written."""
    note: Text | None = None

    @property
    def booked_day(self) -> int:
        return self.booked if self.booked is not None else self.date

    @field_validator("booked", mode="after")
    @classmethod
    def _not_before_it_happened(cls, booked: int | None, info: Any) -> int | None:
        date = info.data.get("date")
        if booked is not None and date is not None and booked < date:
            raise wrong("booked_before_date", booked, booked=booked, date=date)
        return booked


class Reversal(Record):
    """冲销: takes back every movement of the record it names, at the value it carried."""

    type: Literal["reversal"]
    of: Ref
    reason: Text | None = None


class RegisterRow(Part):
    """One dated row of a register: what holds from one day until another."""

    id: Identity
    from_: Day
    until: Day | None = None
    note: Text | None = None

    _holds = check(in_order("from_", "until"))


NotEmpty = Field(min_length=1)
"""Marks a list that must have an entry: Annotated[list[Line], NotEmpty]."""
