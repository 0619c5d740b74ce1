"""schemas/reconcile.json is the contract of `houqin reconcile --format json`: the output keeps to it, it to the code."""

from __future__ import annotations

import ast
import copy
import json
from pathlib import Path
from typing import Any, get_args, get_type_hints

import jsonschema
import pytest

from goldens.write import MONTH, houqin
from houqin import names
from houqin.messages import Severity
from houqin.reconcile import reality
from houqin.reconcile.finding import Side
from houqin.reconcile.kinds import BUCKETS, KINDS, Group
from houqin.reconcile.result import Outside, Status
from houqin.reports.reconcile import FINDING, LINES, VERSION

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "schemas" / "reconcile.json").read_text(encoding="utf-8")
)
DEFS = SCHEMA["$defs"]
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


@pytest.fixture(scope="module", params=["zh", "en"])
def october(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The sample month's JSON."""
    run = houqin(*MONTH, "--format", "json", "--lang", request.param, cache=tmp_path_factory.mktemp("cache"))
    return json.loads(run.stdout)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_sample_month_keeps_to_the_contract(october: Any) -> None:
    assert [f"{'/'.join(map(str, e.path))}: {e.message}" for e in VALIDATOR.iter_errors(october)] == []


@pytest.mark.parametrize(
    ("where", "wrong"),
    [
        (("lines", 0, "ledger"), "1,500.00"),  # no thousands separators in a figure for programs
        (("lines", 0, "ledger"), "500.0"),
        (("lines", 0, "book_to_book", "gross"), "-1.00"),
        (("lines", 0, "nmae"), "库存现金"),
        (("findings", 0, "id"), None),
        (("findings", 0, "effects", 0, "bucket"), "timing"),  # what clears itself is no finding
        (("timing", 0, "effects", 0, "bucket"), "to_book"),
        (("findings", 0, "records", 0, "line"), 0),
        (("month",), "2026-13"),
        (("version",), 2),
    ],
)
def test_what_breaks_the_contract_is_refused(october: Any, where: tuple[Any, ...], wrong: Any) -> None:
    broken = copy.deepcopy(october)
    place = broken
    for step in where[:-1]:
        place = place[step]
    place[where[-1]] = wrong
    assert not VALIDATOR.is_valid(broken)


def outside_kinds() -> set[str]:
    """The kinds of outside evidence that the code names."""
    found = set()
    for path in Path(reality.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Outside":
                assert isinstance(node.args[0], ast.Constant)
                found.add(str(node.args[0].value))
    return found


FINDING_FIELDS = DEFS["finding"]["properties"]
ROLES = {kind.settled_by or None for kind in KINDS.values()}
ENUMS: dict[str, tuple[list[Any], set[Any]]] = {
    "status": (SCHEMA["properties"]["status"]["enum"], set(get_args(Status))),
    "code": (FINDING_FIELDS["code"]["enum"], set(KINDS)),
    "kind": (FINDING_FIELDS["kind"]["enum"], {kind.kind for kind in KINDS.values()}),
    "group": (FINDING_FIELDS["group"]["enum"], set(get_args(Group))),
    "severity": (FINDING_FIELDS["severity"]["enum"], set(get_args(Severity))),
    "settled_by": (FINDING_FIELDS["settled_by"]["enum"], ROLES),
    "type": (DEFS["record"]["properties"]["type"]["enum"], set(names.TYPES)),
    "side": (DEFS["effect"]["properties"]["side"]["enum"], {*get_args(Side), None}),
    "bucket": (DEFS["effect"]["properties"]["bucket"]["enum"], set(BUCKETS)),
    "outside": (DEFS["outside"]["properties"]["kind"]["enum"], outside_kinds()),
    "coverage": (DEFS["outside"]["properties"]["coverage"]["enum"], set(get_args(get_type_hints(Outside)["coverage"]))),
}


@pytest.mark.parametrize("name", ENUMS)
def test_a_list_of_words_is_that_of_the_code(name: str) -> None:
    written, spoken = ENUMS[name]
    assert len(written) == len(set(written))
    assert set(written) == spoken


def test_every_role_has_a_name() -> None:
    assert ROLES - {None} <= names.ROLES.keys()


def test_the_columns_are_those_of_the_contract() -> None:
    assert SCHEMA["properties"]["version"]["const"] == VERSION
    line, finding = DEFS["line"], DEFS["finding"]
    assert [*dict.fromkeys(c.key.partition(".")[0] for c in LINES)] == line["required"] == list(line["properties"])
    keys = [c.key for c in FINDING if not c.aside]
    assert [key for key in keys if not key.endswith("?")] == finding["required"]
    assert [key.removesuffix("?") for key in keys] == list(finding["properties"])
    nested = {c.key.partition(".")[2].removesuffix("?") for c in LINES if c.key.startswith("outside.")}
    assert nested == DEFS["outside"]["properties"].keys()
    parts = [c.key.partition(".")[2] for c in LINES if c.key.startswith("book_to_book.")]
    assert parts == DEFS["parts"]["required"] == list(DEFS["parts"]["properties"])
