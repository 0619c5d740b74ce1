"""houqin.yaml: the school, its sets of books, terms, policies, fees and its own rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import ValidationInfo, field_validator

from houqin import names
from houqin.records.base import Fault, NotEmpty, Part, check, in_order
from houqin.records.scalars import (
    Choice,
    Day,
    Identity,
    Role,
    SetName,
    Several,
    Text,
    UnitPrice,
    YesNo,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


SUM = re.compile(r"\d{1,13}(\.\d{1,2})?", re.ASCII)
WHOLE = re.compile(r"\d{1,9}", re.ASCII)


class Term(Part):
    """学期: the months it adds up; 本年累计 is always the calendar year."""

    term: Identity
    from_: Day
    until: Day

    _runs = check(in_order("from_", "until"))


class BookSet(Part):
    """账套: a set of books with its own chart, voucher series, bank accounts and seal."""

    set: SetName
    name: Text | None = None
    chart: Annotated[str, Choice("chart")]
    parallel: YesNo = False
    """平行记账: budget entries beside the financial ones."""
    voucher_series: Annotated[list[Identity], Several, NotEmpty]
    """凭证字: what stands before the dash of its vouchers' numbers."""
    uninvoiced: Annotated[str, Choice("uninvoiced")] = "accrue"
    """票未到: goods without an invoice at month end are accrued (暂估) or wait (在途)."""


class Policy(Part):
    """政策: how a category of items is valued and consumed (政府会计准则第1号——存货)."""

    category: Identity
    set: SetName | None = None
    valuation: Annotated[str, Choice("valuation")]
    consumption: Annotated[str, Choice("consumption")] = "issue"
    from_: Day | None = None
    until: Day | None = None

    _runs = check(in_order("from_", "until"))


class FeeRate(Part):
    """收费标准: what is charged to whom, on which document's strength."""

    fee_item: Identity
    applies_to: Identity
    rate: UnitPrice
    charged: Annotated[str, Choice("charged")]
    account: Identity
    set: SetName | None = None
    basis: Text | None = None
    from_: Day
    until: Day | None = None

    _runs = check(in_order("from_", "until"))


OF_TYPES = {"required_documents", "document_trust"}
"""Rules whose values are record types."""


def documents_named(row: RuleRow) -> Iterator[Fault]:
    """必备单据 and 单据可信度 name record types, in either language."""
    if row.rule in OF_TYPES:
        for index, word in enumerate(row.value):
            if names.type_named(word) is None:
                yield Fault("record.not_a_document", ("value", index), {"found": word})


SIGNING = {"required_signatures", "incompatible_roles", "least_signers"}
"""Rules about signatures: 对象 names the record type that is signed."""
NUMBERS = {
    "approval_limit": SUM,
    "least_signers": WHOLE,
    "split_days": WHOLE,
    "split_share": WHOLE,
    "entry_days": WHOLE,
}
"""Rules whose value is a number (or 不限), and how it is written."""
UNLIMITED = "不限"


def signing_readable(row: RuleRow) -> Iterator[Fault]:
    """Rules that name record types, roles and numbers name such as there are. Where one of several roles will do they
    stand together: 保管员/资产管理员."""
    if row.rule in SIGNING and row.applies_to is not None and names.type_named(row.applies_to) is None:
        yield Fault("record.not_a_type", ("applies_to",), {"found": row.applies_to})
    for index, word in enumerate(row.value):
        if word == UNLIMITED:
            continue
        for role in word.split("/") if row.rule == "required_signatures" else ():
            if names.role_named(role.strip()) is None:
                yield Fault("record.role", ("value", index), {"found": role.strip()})
        if (form := NUMBERS.get(row.rule)) and not form.fullmatch(word):
            code = "record.amount" if form is SUM else "record.whole"
            yield Fault(code, ("value", index), {"found": word})


OFTEN = {"count_frequency", "inspection_frequency"}
"""Rules whose value says how often."""


def often_readable(row: RuleRow) -> Iterator[Fault]:
    """How often something is due is said in words that the checklist of a month's end knows."""
    if row.rule in OFTEN and row.value[0] not in names.FREQUENCIES:
        yield Fault("record.not_a_frequency", ("value", 0), {"found": row.value[0]})


WRITERS = ("按岗位", "本人", UNLIMITED)
"""What 录入岗位 says of a folder: the posts that write there, whoever decides, or one who types for all."""


def writers_readable(row: RuleRow) -> Iterator[Fault]:
    """Who writes into a folder is said of a folder that a book has, and of somebody."""
    if row.rule != "folder_writers":
        return
    folders = {en: zh for en, zh in names.FOLDERS.items() if en != "evidence"}
    if row.applies_to is None:
        yield Fault("record.missing", (), {"field": "applies_to"})
    elif row.applies_to not in folders:
        known = {"choices": list(folders.values()), "choices_en": list(folders)}
        yield Fault("record.not_a_folder", ("applies_to",), {"found": row.applies_to, **known})
    if row.value[0] not in WRITERS:
        yield Fault("record.choice", ("value", 0), {"found": row.value[0], "choices": WRITERS, "choices_en": WRITERS})
    elif row.value[0] == WRITERS[0] and not row.roles:
        yield Fault("record.missing", (), {"field": "roles"})


class RuleRow(Part):
    """规则: a dated row that stands in the place of the national one."""

    rule: Annotated[str, Choice("rule")]
    applies_to: Text | None = None
    set: SetName | None = None
    value: Annotated[list[Text], Several, NotEmpty]
    """As written: a number, 不限, or several words."""
    unit: Text | None = None
    roles: Annotated[list[Role], Several] = []
    basis: Text | None = None
    from_: Day
    until: Day | None = None

    _runs = check(in_order("from_", "until"), documents_named, signing_readable, often_readable, writers_readable)

    @field_validator("applies_to", mode="after")
    @classmethod
    def _kind_of_slip(cls, word: str | None, info: ValidationInfo) -> str | None:
        """Kept by its canonical name, in whichever language it is written; of 录入岗位 it is a folder's."""
        if word and info.data.get("rule") == "folder_writers":
            return names.folder_named(word) or word
        return names.type_named(word) or word if word and info.data.get("rule") in SIGNING else word

    @field_validator("value", mode="after")
    @classmethod
    def _parts(cls, words: list[str], info: ValidationInfo) -> list[str]:
        if info.data.get("rule") != "required_signatures":
            return words
        return ["/".join(names.role_named(one.strip()) or one.strip() for one in word.split("/")) for word in words]

    def values(self) -> list[str]:
        """The value's words; where they name record types, the canonical names."""
        if self.rule in OF_TYPES:
            return [names.type_named(word) or word for word in self.value]
        return self.value


class School(Part):
    """学校: the head of a book."""

    type: Literal["school"]
    id: Identity
    credit_code: Text | None = None
    language: Annotated[str, Choice("language")] = "zh"
    sets: list[BookSet] = []
    """Empty only in the national profile; a book without sets cannot be opened (book/find.py)."""
    terms: list[Term] = []
    policies: list[Policy] = []
    fee_rates: list[FeeRate] = []
    rules: list[RuleRow] = []
    note: Text | None = None


RECORDS = (School,)
