"""registers/: accounts, items, suppliers, payers, authorities, people, places and sheets, as dated rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator

from houqin import names
from houqin.records.base import Fault, NotEmpty, Part, RegisterRow, check, in_order
from houqin.records.scalars import (
    Choice,
    Counted,
    Day,
    Identity,
    Role,
    SetName,
    Several,
    Text,
    Whole,
    YesNo,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class AccountName(Part):
    """An account of another set."""

    set: SetName
    account: Identity


class Account(RegisterRow):
    """科目: an account of one set; `controls` names the subsidiary ledger behind it."""

    type: Literal["account"]
    set: SetName
    name: Text
    side: Annotated[str, Choice("side")] | None = None
    """方向: debit or credit, where the first digit of the code does not tell."""
    controls: Annotated[str, Choice("controls")] | None = None
    party: Annotated[str, Choice("party_kind")] | None = None
    mirror: AccountName | None = None
    """对方: the same balance in the other set."""
    stores: Annotated[list[Identity], Several] = []
    category: Annotated[list[Identity], Several] = []
    bank_account: Identity | None = None
    parts_of: Annotated[list[Identity], Several] = []
    """组成: the accounts whose balances make up this one (8001 资金结存)."""
    fund: Identity | None = None


class Item(RegisterRow):
    """物品: its class decides its path, its packs how it is counted."""

    type: Literal["item"]
    class_: Annotated[str, Choice("class")]
    category: Identity
    unit: Text
    """单位: the base unit in which stock is kept."""
    packs: dict[Identity, Counted] = {}
    """包装: a pack's name → how much of the base unit (or of a smaller pack) it holds."""
    aliases: Annotated[list[Identity], Several] = []
    write_off: Annotated[str, Choice("write_off")] | None = None
    bulk: YesNo = False
    """大批同类: a fixed asset although one piece is below the threshold (行政事业单位国有资产)."""
    direct: YesNo = False
    """直入直出: goes straight to consumption when accepted."""
    spec: Text | None = None
    brand: Text | None = None
    asset_class: Annotated[str, Choice("asset_class")] | None = None
    life_months: Whole | None = None
    shelf_life: Counted | None = None


class Licence(Part):
    """许可: a supplier's licence and until when it is valid (食品安全法 article 53)."""

    kind: Annotated[str, Choice("licence_kind")]
    licence_number: Text
    from_: Day | None = None
    valid_until: Day | None = None

    _runs = check(in_order("from_", "valid_until"))


class Supplier(RegisterRow):
    """供应商."""

    type: Literal["supplier"]
    aliases: Annotated[list[Identity], Several] = []
    """别名: as the bank and others write the name; in this book it is written by its own."""
    credit_code: Text | None = None
    billing: Annotated[str, Choice("billing")] | None = None
    licences: list[Licence] = []
    legal_person: Text | None = None
    contact: Text | None = None
    phone: Text | None = None
    address: Text | None = None
    bank_name: Text | None = None
    account_number: Text | None = None
    payee: Annotated[list[Text], Several] = []
    """收款方: who else may be paid for it, as agreed (委托收款)."""
    rating: Text | None = None
    blocked: YesNo = False
    """停止往来: nothing may be bought there."""


class Payer(RegisterRow):
    """付款方: who pays the school: pupils and staff as groups, a buyer of scrap."""

    type: Literal["payer"]
    credit_code: Text | None = None


class Authority(RegisterRow):
    """主管部门: to whom money is remitted."""

    type: Literal["authority"]
    credit_code: Text | None = None


class Person(RegisterRow):
    """人员: somebody with a post. Pupils are never here."""

    type: Literal["person"]
    roles: Annotated[list[Role], Several, NotEmpty]
    place: Annotated[list[Identity], Several] = []
    set: Annotated[list[SetName], Several] = []
    signer: Annotated[list[Text], Several] = []
    """签名名: under which names the list of keys (allowed_signers) knows this person, where these are not his own."""


class Place(RegisterRow):
    """地点: a room, a store, a department; a store names its set."""

    type: Literal["place"]
    campus: Text | None = None
    set: SetName | None = None
    kind: Annotated[str, Choice("place_kind")] | None = None
    keeper: Annotated[list[Identity], Several] = []
    within: Identity | None = None
    """上级: the place that this one is part of."""
    cost_centre: Identity | None = None
    """核算点: a village school with its own cost in one set."""


class SheetColumn(Part):
    """A column of somebody's sheet; without a field it is not taken over."""

    heading: Text
    field: Annotated[Text, AfterValidator(lambda word: names.column_named(word) or word)] | None = None
    """Kept by its canonical name, in whichever language it is written."""


def columns_named(sheet: Sheet) -> Iterator[Fault]:
    """The record type and the fields are names, in either language."""
    if sheet.record_type not in names.TYPES:
        yield Fault("record.not_a_type", ("record_type",), {"found": sheet.record_type})
    for index, column in enumerate(sheet.columns):
        if column.field is not None and not names.column_named(column.field):
            yield Fault("record.not_a_field", ("columns", index, "field"), {"found": column.field})


class Sheet(RegisterRow):
    """表样: which column of a supplier's, a bank's or an office's sheet is which field; what `houqin import` has learnt."""

    type: Literal["sheet"]
    record_type: Annotated[Text, AfterValidator(lambda word: names.type_named(word) or word)]
    columns: Annotated[list[SheetColumn], NotEmpty]

    _named = check(columns_named)


RECORDS = (Account, Item, Supplier, Payer, Authority, Person, Place, Sheet)
