"""houqin explain [CODE|KIND|ROW|FINDING]"""

from __future__ import annotations

import re
import sys
from string import Formatter
from typing import TYPE_CHECKING, Annotated

import typer

from houqin import names
from houqin.cli import options
from houqin.cli.options import BookOption, LangOption, _help, _meta
from houqin.diagnostics import WRONG_USE, Failure
from houqin.messages import Language, Message, sentence, table
from houqin.reconcile.kinds import KINDS, ROWS, Kind, codes_of
from houqin.values import yuan

if TYPE_CHECKING:
    from houqin.book.registers import Registers
    from houqin.reconcile.finding import Finding

ROOMS = ("text", "record", "book", "exchange")
"""First words of the codes of diagnostics; those of findings stand in reconcile/kinds.py."""
FINDING = re.compile(r"(?=.*\d)[0-9a-f]{4,8}", re.IGNORECASE)
"""What may be a finding's id, or its beginning."""

LABELLED = {
    "account", "amount", "balance", "bank_account", "booked", "cards", "category", "closing", "cost", "counted",
    "credit", "date", "debit", "difference", "expense", "field", "heads", "income", "invoice", "item", "line",
    "meals", "month", "name", "net", "number", "pending", "period", "place", "quantity", "rate", "reason", "role",
    "slip", "tax", "total", "unit", "voucher", "what",
}  # fmt: skip
"""Arguments that are what names.py calls them; others may have a name there that means something else (of, count, lost)."""


def codes() -> list[str]:
    """Every code that a user meets; the other rows of the message tables are parts of sheets and helps."""
    return sorted(code for code in table() if code in KINDS or code.split(".")[0] in ROOMS)


def run(
    code: Annotated[str | None, typer.Argument(help=_help("code"), metavar=f"[{_meta('code')}]")] = None,
    book: BookOption = None,
    lang: LangOption = None,
) -> None:
    options.choose("--lang", lang, ("zh", "en"))
    speech = options.language_of()
    if code is None:
        sys.stdout.write(_listed(speech))
        return
    if found := meant(code):
        sys.stdout.write(_row(code.upper(), speech) if code.upper() in ROWS else "")
        sys.stdout.write("\n".join(explained(one, speech) for one in found))
        return
    if FINDING.fullmatch(code):
        with options.readable_book(book, lang) as (opened, speech):
            from houqin.reconcile.find import find

            _, finding = find(opened, code)
            sys.stdout.write(explained(finding.code, speech, finding, opened.registers))
        return
    from difflib import get_close_matches

    near = get_close_matches(code, [*codes(), *_words()], n=1)
    raise Failure("use.no_code_near" if near else "use.no_code", WRONG_USE, found=code, near=near[0] if near else "")


# ------------------------------------------------------------ what is meant


def meant(word: str) -> list[str]:
    """The codes that a word names: itself, a row of the 27 and the 14, a kind's or a row's name in either language."""
    if word in codes():
        return [word]
    if word.upper() in ROWS:
        return codes_of(word.upper()) or [""]
    return _words().get(word.strip().lower().replace("_", " "), [])


def _words() -> dict[str, list[str]]:
    """The names of kinds and rows in both languages → their codes."""
    found: dict[str, list[str]] = {}
    for row in ROWS:
        for language in ("zh", "en"):
            found[sentence(f"row.{row}", language)] = codes_of(row)
    kinds: dict[str, list[str]] = {}
    for code, kind in KINDS.items():
        for language in ("zh", "en"):
            kinds.setdefault(names.label(kind.kind, language), []).append(code)
    return {word: its for word, its in ({**found, **kinds}).items() if its}


# ------------------------------------------------------------ in words


def _listed(speech: Language) -> str:
    """The 27 kinds and the 14 checks with their codes; then the codes of none of them."""
    lines = []
    for title, rows in (
        ("explain.kinds", [r for r in ROWS if r.isdigit()]),
        ("explain.checks", [r for r in ROWS if not r.isdigit()]),
    ):
        lines.append(sentence(title, speech))
        for row in rows:
            lines.append(f"  {row:<4}{sentence(f'row.{row}', speech)}")
            lines += [f"        {code}" for code in codes_of(row)]
    lines.append(sentence("explain.others", speech))
    listed = {code for row in ROWS for code in codes_of(row)}
    others = [code for code in codes() if code not in listed]
    width = max(map(len, others)) + 2
    lines += [f"  {code:<{width}}{_plain(_zh_or_en(table()[code], speech), speech)}" for code in others]
    return "\n".join(lines) + "\n"


def _row(row: str, speech: Language) -> str:
    """A row's name and its signature, above its codes."""
    head = f"{row}  {sentence(f'row.{row}', speech)}\n"
    row_ = table()[f"row.{row}"]
    return head + _line("signature", row_.hint_zh if speech == "zh" else row_.hint_en, speech) + "\n\n"


def explained(code: str, speech: Language, finding: Finding | None = None, registers: Registers | None = None) -> str:
    """A code's rule, how it shows, its bucket, whether it clears itself, who settles it, the next step and its source,
    with an example; with a finding (and its book's registers) that one instead. "" for a row that has no code."""
    if not code:
        return f"  {sentence('explain.no_code', speech)}\n"
    row, kind = table()[code], KINDS.get(code)
    lines = [code, _line("rule", _zh_or_en(row, speech), speech)]
    if kind:
        lines.append(_line("signature", signature(code, speech), speech))
    lines.append(_line("severity", sentence(f"severity.{row.severity}", speech), speech))
    if kind:
        lines += _of_kind(kind, speech)
    why = table().get(f"{code}.why")
    if why and _zh_or_en(why, speech):
        lines.append(_line("why", _zh_or_en(why, speech), speech))
    advice = row.hint_zh if speech == "zh" else row.hint_en
    if advice:
        lines.append(_line("next", advice, speech))
    if row.basis:
        lines.append(_line("basis", row.basis, speech))
    if kind:
        lines += _example(code, kind, speech, finding, registers)
    return "\n".join(lines) + "\n"


def _of_kind(kind: Kind, speech: Language) -> list[str]:
    """What the table of kinds says of a code."""
    bucket = f"{names.label(kind.group, speech)} · {names.label(kind.bucket, speech)}"
    if kind.accepted:
        bucket += sentence("explain.once_accepted", speech, bucket=kind.accepted)
    lines = [_line("kind", names.label(kind.kind, speech), speech), _line("bucket", bucket, speech)]
    if kind.settled_by:
        lines.append(_line("by", names.label(kind.settled_by, speech), speech))
    lines.append(_line("clears", sentence(f"explain.clears_{kind.clears}", speech), speech))
    if kind.row:
        which = f"{kind.row} {sentence(f'row.{kind.row}', speech)}"
        lines.append(_line("kind_of" if kind.row.isdigit() else "check_of", which, speech))
    return lines


def signature(code: str, speech: Language) -> str:
    """How a kind shows in the records: the code's own sentence, else its row's."""
    if own := table().get(code + ".sign"):
        return _zh_or_en(own, speech)
    row = table()[f"row.{KINDS[code].row}"]
    return row.hint_zh if speech == "zh" else row.hint_en


def _example(
    code: str, kind: Kind, speech: Language, finding: Finding | None, registers: Registers | None
) -> list[str]:
    """A worked case of the kind, or the finding that is asked for, as the sheet of reconcile says it."""
    from houqin.reports.cases import REGISTERS, worked
    from houqin.reports.wording import words

    one = finding or worked(code)
    said = words(one, registers or REGISTERS, speech)
    figure = f"{yuan(one.amount)} " if one.amount else ""
    head = f"{figure}{names.label(one.bucket, speech)} {names.set_label(one.set, speech)} {said.headline}"
    comma = "、" if speech == "zh" else ", "
    papers = comma.join(
        f"{names.label(r.type, speech)} {r.number}" + (f" {r.file}:{r.line}" if r.file else "") for r in one.records
    )
    title = sentence("explain.finding", speech, id=one.id) if finding else sentence("explain.example", speech)
    lines = [f"  {title}", f"    {head}"]
    for label, text in (
        ("sheet.records", papers), ("sheet.why", said.why), ("", said.rivals), ("sheet.next_step", said.next_step)
    ):  # fmt: skip
        if text:
            lines.append("      " + (f"{sentence(label, speech)} {text}" if label else text))
    return lines


def _zh_or_en(row: Message, speech: Language) -> str:
    return row.zh if speech == "zh" else row.en


def _line(label: str, said: str, speech: Language) -> str:
    return f"  {sentence(f'explain.{label}', speech)}{'：' if speech == 'zh' else ': '}{_plain(said, speech)}"


def _plain(said: str, speech: Language) -> str:
    """A sentence with the names of its arguments for what a record would put there; … where none has a name that fits."""
    told = []
    for text, name, kind, _ in Formatter().parse(said):
        told.append(text)
        if name is not None and kind != "near":
            known = name in LABELLED or (speech == "en" and not name.endswith(("_zh", "_en")))
            told.append(f"〈{names.label(name, speech)}〉" if known else "…")
    return "".join(told)
