"""What somebody decides or signs later in his own name, as a record of approvals/: houqin approve, houqin sign."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from houqin import names
from houqin.cli import options
from houqin.cli.entering import Made, enter
from houqin.diagnostics import FINDINGS, WRONG_USE, Failure
from houqin.messages import Language


def decide(
    type_: str, number: str, by: str, role: str, more: dict[str, str], *, book: str | None, lang: str | None,
    today: str | None, yes: bool, dry_run: bool,
) -> NoReturn:  # fmt: skip
    """Write a record of the type (approval, signature) about the one that `number` names. `more`: its other fields by
    canonical name, a decision canonical. The run ends here."""
    options.choose("--lang", lang, ("zh", "en"))
    for option, given in (("--by", by), ("--as", role)):
        if not given.strip():
            raise Failure("use.missing", WRONG_USE, found=option)
    post = names.role_named(role.strip())
    if post is None:
        near = names.roles_meant(role, options.language_of())
        raise Failure("use.no_role", WRONG_USE, found=role, near=near)
    day = options.today_of(today)
    enter(
        lambda opened, speech: _made(type_, number, by.strip(), post, more, day, opened, speech), book, lang,
        yes=yes, dry_run=dry_run, typed=True,
    )  # fmt: skip


def _made(
    type_: str, number: str, by: str, post: str, more: dict[str, str], day: int, opened: Any, speech: Language
) -> Made:
    from houqin.entry.new import choice, key_language, new, path_of
    from houqin.entry.number import reference
    from houqin.entry.prepare import prepare
    from houqin.entry.said import in_mapping
    from houqin.entry.tried import Entry, entry, invalid
    from houqin.reports.showing import the_document
    from houqin.values import iso

    row = the_document(opened, number, speech)
    language = key_language(opened)
    path = path_of(opened, new(type_, "", {"date": iso(day)}))
    of = reference(opened, (row.record, row.n), path=path, owner="")
    if of is None:
        raise Failure("entry.cannot_name", FINDINGS, number=row.number)
    said: dict[str, Any] = {type_: "", "date": iso(day), "of": of, "by": by}
    said["as"] = names.ROLES[post] if language == "zh" else post
    for name, value in more.items():
        said[name] = choice(value, "decision", language) if name == "decision" else value
    ready = prepare(
        opened, [in_mapping({name: value for name, value in said.items() if name == type_ or value})], today=day
    )
    if ready.problems:
        return Made(Entry(ready.records, [], invalid(opened, ready.records, ready.problems)), ready.problems)
    (one,) = ready.records
    if known := _there(opened, row.record, one.tree, post, more.get("decision")):
        return Made(Entry([], [], []), there=[known])
    return Made(entry(opened, [one]))


def _there(opened: Any, target: int, tree: dict[str, Any], post: str, decision: str | None) -> Any:
    """Where the same person has said the same of the same record, in the same role, and it stands."""
    from houqin.entry.existing import There
    from houqin.entry.reversing import reversed_by

    for record, number, path, line, text in opened.index.execute(
        "select r.id, r.number, r.path, r.line, d.json from tie t join record r on r.id = t.record"
        " join data d on d.record = r.id where t.target = ? and t.role = 'of' and r.type = ? order by r.path, r.line",
        (target, tree["type"]),
    ).fetchall():
        known = json.loads(text)
        same = (known["by"], known["as_"], known.get("decision")) == (tree["by"], post, decision)
        if same and not reversed_by(opened, record):
            return There(number, path, line, True)
    return None
