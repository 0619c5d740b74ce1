"""Which folder holds which record types. A folder's models load only when it is read."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from houqin.records.base import Part

CONFIG = "config"
"""Stands for the file houqin.yaml, which lies in no folder."""

TYPES: dict[str, tuple[str, ...]] = {
    CONFIG: ("school",),
    "registers": ("account", "item", "supplier", "payer", "authority", "person", "place", "sheet"),
    "opening": (
        "opening_balances", "opening_stock", "opening_in_use", "opening_assets", "opening_payables",
        "opening_prepaid", "opening_bank", "opening_advances", "opening_uninvoiced", "opening_retentions",
        "opening_cases", "request", "approval", "quotation", "contract", "order", "invoice", "acceptance",
    ),
    "purchases": ("request", "quotation", "contract", "order", "invoice", "reversal"),
    "store": ("acceptance", "return_to_supplier", "issue", "return_to_store", "transfer", "reversal"),
    "canteen": ("delivery_request", "menu", "meal_count", "sample", "collection", "reversal"),
    "assets": ("acquisition", "move", "loan", "loan_return", "damage", "disposal", "reversal"),
    "repairs": ("report", "job", "completion", "reversal"),
    "accounts": ("voucher", "reversal"),
    "cash": ("payment", "receipt", "advance", "clearing", "remittance", "reversal"),
    "checks": ("count", "cash_count", "outside_statement", "count_report", "settlement", "reversal"),
    "approvals": ("approval", "signature", "suspect_acceptance", "cancellation", "short_closing", "reversal", "match",
                  "reopening"),
}  # fmt: skip
"""Folder (canonical name) → the types of its records. A folder's module is records/<folder>.py."""


@cache
def models(folder: str) -> MappingProxyType[str, type[Part]]:
    """Type → model of one folder. KeyError for a folder that holds no records (evidence, seals)."""
    types = TYPES[folder]
    records: tuple[type[Part], ...] = import_module(f"houqin.records.{folder}").RECORDS
    return MappingProxyType(dict(zip(types, records, strict=True)))


@cache
def adapter(folder: str, only: str | None = None) -> Any:
    """The TypeAdapter of a list of the folder's records, told apart by `type`; of one type's alone, built in a third of
    the time, with `only`."""
    from typing import Annotated, Union

    from pydantic import Field, TypeAdapter

    records = (models(folder)[only],) if only else tuple(models(folder).values())
    if len(records) == 1:
        return TypeAdapter(list[records[0]])  # type: ignore[valid-type]
    union: Any = Union[records]  # noqa: UP007
    return TypeAdapter(list[Annotated[union, Field(discriminator="type")]])


def folders_of(type_: str) -> list[str]:
    """The folders in which a record of this type may stand, its own before the opening."""
    return sorted((folder for folder, types in TYPES.items() if type_ in types), key=lambda one: one == "opening")
