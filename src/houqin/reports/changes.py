"""What became of a record, in a bookkeeper's words: for its history, for what changed between two commits, for the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin import names
from houqin.closing.canon import KINDS, YES_NO
from houqin.history.fields import Part, parts, text
from houqin.messages import Language, sentence

if TYPE_CHECKING:
    from houqin.history.people import Signer
    from houqin.history.versions import Key, Tree

SHOWN = 7
"""Digits of a commit's id that are told."""
LONGEST = 12
"""Parts of a record that are told when it is new or gone."""
ROLES = {"as", "roles"}
LISTS = {"kind": tuple(KINDS.values()), **dict.fromkeys(YES_NO, ("yes_no",))}
"""Fields whose words are roles; whose words are of a list of another name."""
WHO = {
    "proved": "past.proved", "unsigned": "past.unsigned", "unknown": "past.unknown", "bad": "past.bad", "other": "past.other",
}  # fmt: skip
BECAME = {
    "added": "past.added", "changed": "past.changed", "removed": "past.removed", "merged": "past.merged",
    "dropped": "past.dropped",
    "overruled": "past.overruled",
}  # fmt: skip
"""How sure it is who signed, and what became of a record → how that is told."""


def said(part: Part, language: Language) -> str:
    """One difference: 大米 500 斤 → 300 斤."""
    nothing = sentence("past.nothing", language)
    was, now = (_value(value, part, language) or nothing for value in (part.was, part.now))
    args = {"field": part.field, "list": part.list, "line": part.line, "was": was, "now": now}
    if not part.list:
        return sentence("past.field", language, **args)
    if not part.field:
        return sentence("past.line_removed" if part.now is None else "past.line_added", language, **args)
    if not part.line:
        return sentence("past.inside", language, **args)
    return sentence("past.quantity" if part.field == "quantity" else "past.line", language, **args)


def _value(value: str | None, part: Part, language: Language) -> str | None:
    return None if value is None else shown(part.field, value, language)


def shown(field: str, value: str, language: Language) -> str:
    """A value in the reader's language where it is a word of the field's own list: yes is 同意."""
    if field in ROLES and names.role_named(value):
        return names.label(value, language)
    lists = LISTS.get(field, (field,))
    chosen = next((one for one in lists if one in names.CHOICES and value in names.CHOICES[one]), None)
    return names.label(value, language, chosen) if chosen else value


def all_said(before: Tree | None, after: Tree | None, language: Language) -> str:
    """All differences of a record on one line."""
    return ("；" if language == "zh" else "; ").join(said(part, language) for part in parts(before, after))


def content(tree: Tree, language: Language) -> str:
    """What a record says, shortly: its fields in their order; of its lines only what stands on them."""
    comma = "，" if language == "zh" else ", "
    told = []
    for field, value in tree.items():
        if field in ("type", "id", "signed", "evidence") or value in (None, "", []):
            continue
        lines = value if isinstance(value, list) else [value]
        if any(isinstance(line, dict) for line in lines):
            told.append(comma.join(filter(None, (text(line) for line in lines))))
        else:
            told.append(
                f"{names.label(field, language)} {comma.join(shown(field, str(one), language) for one in lines)}"
            )
    more = ["…"] if len(told) > LONGEST else []
    return ("；" if language == "zh" else "; ").join([*told[:LONGEST], *more])


def who(signer: Signer, language: Language) -> str:
    """Who wrote a commit, and how sure that is."""
    name = (signer.person or signer.principal) if signer.status == "proved" else signer.author
    return sentence(WHO[signer.status], language, who=name)


def called(key: Key, language: Language) -> str:
    """A record by its type and number: 验收 YS-0903-1."""
    return sentence("diff.record", language, type=key.type, number=key.number)


def row(part: Part) -> dict[str, Any]:
    """A difference as programs read it."""
    return {
        "field": part.field or None,
        "list": part.list or None,
        "line": part.line or None,
        "was": part.was,
        "now": part.now,
    }
