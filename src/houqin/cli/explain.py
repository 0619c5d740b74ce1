"""houqin explain [CODE]"""

from __future__ import annotations

import sys
from string import Formatter
from typing import Annotated

import typer

from houqin.cli import options
from houqin.cli.options import LangOption, _help, _meta
from houqin.diagnostics import WRONG_USE, Failure
from houqin.messages import Language, Message, sentence, table

ROOMS = ("text", "record", "book", "exchange")
"""First words of the codes of diagnostics; those of findings stand in reconcile/kinds.py."""


LABELLED = {
    "account", "amount", "balance", "bank_account", "booked", "cards", "category", "closing", "cost", "counted",
    "credit", "date", "debit", "difference", "expense", "field", "heads", "income", "invoice", "item", "line",
    "meals", "month", "name", "net", "number", "pending", "period", "place", "quantity", "rate", "reason", "role",
    "slip", "tax", "total", "unit", "voucher", "what",
}  # fmt: skip
"""Arguments that are what names.py calls them; others may have a name there that means something else (of, count, lost)."""


def codes() -> list[str]:
    """Every code that a user meets; the other rows of the message tables are parts of sheets and helps."""
    from houqin.reconcile.kinds import KINDS

    return sorted(code for code in table() if code in KINDS or code.split(".")[0] in ROOMS)


def run(
    code: Annotated[str | None, typer.Argument(help=_help("code"), metavar=f"[{_meta('code')}]")] = None,
    lang: LangOption = None,
) -> None:
    options.choose("--lang", lang, ("zh", "en"))
    speech = options.language_of()
    known = codes()
    if code is None:
        width = max(map(len, known)) + 2
        sys.stdout.write("".join(f"{c:<{width}}{_plain(_zh_or_en(table()[c], speech), speech)}\n" for c in known))
        return
    if code not in known:
        from difflib import get_close_matches

        near = get_close_matches(code, known, n=1)
        raise Failure(
            "use.no_code_near" if near else "use.no_code", WRONG_USE, found=code, near=near[0] if near else ""
        )
    sys.stdout.write(explained(code, speech))


def explained(code: str, speech: Language) -> str:
    """A code's rule, what it rests on, its bucket, who settles it, the next step and its source."""
    from houqin import names
    from houqin.reconcile.kinds import KINDS

    row = table()[code]
    lines = [
        code,
        _line("rule", _zh_or_en(row, speech), speech),
        _line("severity", sentence(f"severity.{row.severity}", speech), speech),
    ]
    if kind := KINDS.get(code):
        lines.append(_line("bucket", f"{names.label(kind.group, speech)} · {names.label(kind.bucket, speech)}", speech))
        if kind.settled_by:
            lines.append(_line("by", names.label(kind.settled_by, speech), speech))
    why = table().get(f"{code}.why")
    if why and _zh_or_en(why, speech):
        lines.append(_line("why", _zh_or_en(why, speech), speech))
    advice = row.hint_zh if speech == "zh" else row.hint_en
    if advice:
        lines.append(_line("next", advice, speech))
    if row.basis:
        lines.append(_line("basis", row.basis, speech))
    return "\n".join(lines) + "\n"


def _zh_or_en(row: Message, speech: Language) -> str:
    return row.zh if speech == "zh" else row.en


def _line(label: str, said: str, speech: Language) -> str:
    return f"  {sentence(f'explain.{label}', speech)}{'：' if speech == 'zh' else ': '}{_plain(said, speech)}"


def _plain(said: str, speech: Language) -> str:
    """A sentence with the names of its arguments for what a record would put there; … where none has a name that fits."""
    from houqin import names

    told = []
    for text, name, kind, _ in Formatter().parse(said):
        told.append(text)
        if name is not None and kind != "near":
            known = name in LABELLED or (speech == "en" and not name.endswith(("_zh", "_en")))
            told.append(f"〈{names.label(name, speech)}〉" if known else "…")
    return "".join(told)
