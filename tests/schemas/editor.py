"""What an editor makes of a file before a schema sees it: YAML 1.2, in which 2.60 is a number and 2026-10-31 a text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

import jsonschema
import yaml

from houqin.schemas import build

if TYPE_CHECKING:
    from houqin.messages import Language


class Core(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The core schema of YAML 1.2 (chapter 10.3.2)."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0x[0-9a-fA-F]+|0o[0-7]+", list("-+0123456789")),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        list("-+.0123456789"),
    ),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)
Core.add_constructor(  # 010 is ten there
    "tag:yaml.org,2002:int",
    lambda loader, node: int(node.value, 0 if node.value[:2] in ("0x", "0o") else 10),
)


def loaded(text: str) -> Any:
    """The file's tree. yaml.YAMLError where the editor's parser itself would refuse it."""
    return yaml.load(text, Loader=Core)


@cache
def schema(folder: str, language: Language) -> dict[str, Any]:
    """A folder's schema, worked out once."""
    return build.schema(folder, language)


@cache
def validator(folder: str, language: Language) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(schema(folder, language))


def told(folder: str, language: Language, tree: Any) -> list[str]:
    """What the schema says of a tree: where, and what; the names in it are those of the file."""
    errors = validator(folder, language).iter_errors(tree)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in errors]
