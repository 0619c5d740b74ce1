"""What Tab completes after `houqin`: values of arguments and options, each from a table or from the index as it is.

Nothing is read for it and nothing brought up to date: where the book has no index yet, only what needs no book is
completed. Whatever goes wrong, nothing is completed and nothing said.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NoReturn

from houqin import names
from houqin.cli.options import language_of

VARIABLE = "_HOUQIN_COMPLETE"
"""Set by the shell's script when it asks what may stand at the cursor."""
PARTED = "_HOUQIN_PARTED"
"""Set where the shell parts words at =: of a pair it takes only what stands behind."""
MOST = 60
"""Values that are offered at once: a screenful. Type one more letter for the others."""

Offered = Iterable[tuple[str, str | None]]
"""Values with what they are, in the reader's language."""


def wanted() -> bool:
    """Whether this run only completes."""
    return bool(os.environ.get(VARIABLE))


def answer(app: Any) -> NoReturn:
    """Tell the shell what may stand at the cursor, and leave."""
    from typer.completion import completion_init  # type: ignore[attr-defined]

    sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    sys.modules["rich"] = None  # type: ignore[assignment]  # else each description is rendered as markup, for 60 ms
    completion_init()
    if os.environ.get(VARIABLE) == "complete_bash":
        _whole_words()
    try:
        attach(app)
        app(args=[], prog_name="houqin", complete_var=VARIABLE)
    except Exception:  # noqa: BLE001  (a broken book must not disturb who is typing)
        sys.exit(1)
    sys.exit(0)


def _whole_words() -> None:
    """Put together again what bash parts at =: `--set=食` comes as three words, `供应商=文` too. Of an option Typer wants two,
    of a pair one, of which bash then puts only what is behind the = on the line."""
    words, at = os.environ.get("COMP_WORDS", "").split("\n"), int(os.environ.get("COMP_CWORD", "0"))
    whole: list[str] = []
    now = at
    for n, word in enumerate(words):
        pair = len(whole) > 1 and not whole[-1].startswith("--")
        if n and word == "=":
            if not pair and n == at:
                whole.append("")  # what is to be completed is the option's value
            elif pair:
                whole[-1] += "="
                now -= n <= at
            else:
                now -= n <= at
        elif n > 1 and words[n - 1] == "=" and whole[-1].endswith("=") and not words[n - 2].startswith("--"):
            whole[-1] += word
            now -= n <= at
        else:
            whole.append(word)
    if "=" in words:
        os.environ |= {"COMP_WORDS": "\n".join(whole), "COMP_CWORD": str(now), PARTED: "1"}


def attach(command: Any) -> None:
    """Let a command's parameters complete: those in VALUES by name, choices ("zh|en") by themselves."""
    for param in command.params:
        choices = param.metavar.split("|") if "|" in (param.metavar or "") else []
        if finder := VALUES.get(param.name) or (choices and partial(_of_choices, choices)):
            param.shell_complete = partial(_completed, finder)


def items(offered: Offered, incomplete: str = "") -> list[Any]:
    """As Typer takes them."""
    from typer._click.shell_completion import CompletionItem

    if os.environ.get(VARIABLE) == "complete_bash":  # which puts a word on the line as it is
        known = len(incomplete.partition("=")[0]) + 1 if "=" in incomplete and os.environ.get(PARTED) else 0
        offered = [(value[known:].replace(" ", "\\ "), help_) for value, help_ in offered]
    return [CompletionItem(value, help=help_) for value, help_ in offered]


def _completed(finder: Callable[[Any, str], Offered], ctx: Any, incomplete: str) -> list[Any]:
    try:
        fitting = [one for one in finder(ctx, incomplete) if one[0].startswith(incomplete)]
    except Exception:  # noqa: BLE001  (as above)
        return []
    return items(fitting[:MOST], incomplete)


def _of_choices(choices: list[str], ctx: Any, incomplete: str) -> Offered:
    return [(choice, None) for choice in choices]


def _types(ctx: Any, incomplete: str) -> Offered:
    """Record types in the language that is being typed; before a letter, in the reader's."""
    chinese = not incomplete.isascii() if incomplete else language_of() == "zh"
    return [(zh, en.replace("_", " ")) if chinese else (en, zh) for en, zh in names.TYPES.items()]


def _codes(ctx: Any, incomplete: str) -> Offered:
    from houqin.cli.explain import codes
    from houqin.messages import table

    return [(code, table()[code].zh if language_of() == "zh" else table()[code].en) for code in codes()]


def _in_book(what: str, ctx: Any, incomplete: str) -> Iterator[tuple[str, str | None]]:
    """Words of the book that is meant, from its index."""
    from houqin.book.find import find_book
    from houqin.book.peek import words

    named = ctx.params.get("book") or (ctx.parent and ctx.parent.params.get("book"))
    for word, said in words(find_book(named), what, incomplete, MOST):
        yield word, names.label(said, language_of()) if said else None


def _findings(ctx: Any, incomplete: str) -> Offered:
    """The findings and timing items of the last month, each with its headline."""
    from houqin.book.find import find_book
    from houqin.book.peek import as_it_is, last_month

    named = ctx.params.get("book") or (ctx.parent and ctx.parent.params.get("book"))
    with as_it_is(folder := find_book(named)) as index:
        if index and (known := last_month(index, folder)):
            from houqin.reconcile.month import reconcile
            from houqin.reports.wording import words

            book, month = known
            result = reconcile(book, month)
            for one in (*result.findings, *result.timing):
                yield one.id, words(one, book.registers, language_of()).headline


def _sets(ctx: Any, incomplete: str) -> Offered:
    """Sets in the language that is being typed, as record types."""
    chinese = not incomplete.isascii() if incomplete else language_of() == "zh"
    for word, _ in _in_book("set", ctx, incomplete):
        yield names.label(word, "zh" if chinese else "en", "set") if word in names.CHOICES["set"] else word, None


def _to_match(ctx: Any, incomplete: str) -> Offered:
    """A month, or what is done with a proposal, in the language that is being typed."""
    yield from _in_book("month", ctx, incomplete)
    chinese = not incomplete.isascii() if incomplete else language_of() == "zh"
    yield from ((word, None) for word in (("同意", "不同意") if chinese else ("accept", "reject")))


def _to_add(ctx: Any, incomplete: str) -> Offered:
    """A type; behind it its fields, in the language that is being typed; behind = what the field may be."""
    from houqin.entry.form import is_owned

    before = [word for word in ctx.params.get("record") or () if "=" not in word and word != "-"]
    type_ = names.type_named(before[0]) if before else None
    if type_ is None:
        yield from _types(ctx, incomplete)
        return
    key, equals, begun = incomplete.partition("=")
    if equals:
        yield from ((f"{key}={word}", said) for word, said in _of_field(ctx, type_, key, begun))
        return
    from houqin.entry.form import fields, folder_of

    having = [field.name for field in fields(type_)]
    owner = "place" if folder_of(type_) == "store" else "set"
    if is_owned(type_) and owner not in having:
        having.append(owner)
    if "signed" in having and key:
        having += [role for role in names.ROLES if role not in having]
    chinese = not key.isascii() if key else language_of() == "zh"
    for name in having:
        zh = names.label(name, "zh")
        yield (f"{zh}=", name.replace("_", " ")) if chinese else (f"{name}=", zh)


def _of_field(ctx: Any, type_: str, key: str, begun: str) -> Offered:
    """What a field may be that is named so: names of its register, its choices, documents; of a post, people."""
    from houqin.entry.form import fields

    name = names.field_named(key, type_)
    field = next((one for one in fields(type_) if one.name == name), None)
    if field is None:
        if name == "set":
            yield from _sets(ctx, begun)
        elif name == "place" or names.role_named(key):
            yield from _in_book("place" if name == "place" else "person", ctx, begun)
    elif field.register:
        yield from _in_book(field.register, ctx, begun)
    elif field.choices:
        table = names.ROLES if field.choices == "role" else names.CHOICES[field.choices]
        yield from ((word, None) for word in (*table.values(), *table))
    elif field.names_documents:
        said = names.label(field.name, language_of()) if field.name in names.TYPES else ""
        yield from (one for one in _in_book("number", ctx, begun) if not said or one[1] == said)


def _roles(ctx: Any, incomplete: str) -> Offered:
    chinese = not incomplete.isascii() if incomplete else language_of() == "zh"
    return [(zh, en.replace("_", " ")) if chinese else (en, zh) for en, zh in names.ROLES.items()]


def _draft_kinds(ctx: Any, incomplete: str) -> Offered:
    chinese = not incomplete.isascii() if incomplete else language_of() == "zh"
    return [(zh, en) if chinese else (en, zh) for en, zh in names.CHOICES["draft_kind"].items()]


def _subjects(ctx: Any, incomplete: str) -> Offered:
    """Months; once a word is begun, also what a drill-down may be asked about."""
    for what in ("month", "account", "item", "supplier") if incomplete else ("month",):
        yield from _in_book(what, ctx, incomplete)


VALUES: dict[str, Callable[[Any, str], Offered]] = {
    "month": partial(_in_book, "month"),
    "what": _subjects,
    "period": partial(_in_book, "month"),
    "number": partial(_in_book, "number"),
    "item": partial(_in_book, "item"),
    "supplier": partial(_in_book, "supplier"),
    "place": partial(_in_book, "place"),
    "person": partial(_in_book, "person"),
    "finding": _findings,
    "shell": partial(_of_choices, ["bash", "zsh", "fish", "powershell"]),
    "by": partial(_in_book, "person"),
    "role": _roles,
    "words": _to_match,
    "record": _to_add,
    "set_": _sets,
    "type_": _types,
    "code": _codes,
    "drafted": partial(_of_choices, ["vouchers", "凭证"]),
    "only": _draft_kinds,
}
"""Parameter → what may be its value."""
