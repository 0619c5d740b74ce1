"""Whether closed months are as they were closed, as a Report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from houqin import names
from houqin.closing import heads
from houqin.closing.chain import Finding
from houqin.closing.verify import BARE, NOTES, Checked, Verified
from houqin.diagnostics import FINDINGS, OK
from houqin.messages import Language, hint, sentence, table
from houqin.report import Block, Cell, Column, Grid, Line, Report, Table, Title

VERSION = 1
MOST = 6
"""Findings of one kind in one file that are printed; all are in the JSON, and in a workbook."""
MONTHS = (
    Column("month", "month"), Column("sequence", "count"), Column("closed_on", "text"), Column("sealed_state", "text"),
    Column("files", "count"), Column("records", "count"), Column("head", "text"),
    Column("signatures", "rows", (Column("signer", "text"), Column("signature", "text"))),
)  # fmt: skip
WAS = (Column("field", "text"), Column("was", "text"), Column("now", "text"))
FOUND = (
    Column("code", "text"), Column("severity", "text"), Column("month", "month"), Column("file", "text"),
    Column("line", "count"), Column("type", "name"), Column("number", "text"), Column("message", "text"),
    Column("hint", "text"), Column("changes", "rows", WAS),
)  # fmt: skip


def verifying(verified: Verified, language: Language, month: str | None = None) -> Report:
    """The answer of verify; of one month alone where that is asked, with what concerns no month in particular."""
    months = [one for one in verified.months if month in (None, one.mark.month)]
    found = [_of(one, month) for one in verified.findings if month is None or one.month in ("", month)]
    alarms = [one for one in found if one.code not in NOTES]
    facts = {
        "version": VERSION, "status": "changed" if alarms else "intact", "alarms": len(alarms),
        "notes": len(found) - len(alarms), "vouched": sorted(verified.heads),
    }  # fmt: skip
    tables = (
        Table("months", MONTHS, [_month(one) for one in months]),
        Table("findings", FOUND, [_found(one, language) for one in found]),
    )
    sheet = list(_sheet(verified, months, found, alarms, language))
    return Report("verify", facts, tables, sheet, FINDINGS if alarms else OK)


def _of(one: Finding, month: str | None) -> Finding:
    """A finding about several months, of the one that is asked for."""
    if month is None or month not in one.args.get("months", ()):
        return one
    return one._replace(args={**one.args, "months": [month]})


def _month(one: Checked) -> tuple[Cell, ...]:
    mark, signed = one.mark, [(signature.signer, signature.state) for signature in one.signatures]
    return mark.month, mark.number, mark.day, one.state, one.files, one.records, mark.head, signed


def _found(one: Finding, language: Language) -> tuple[Cell, ...]:
    changes = [
        (_way(at, language), *(None if v is None else _value(v, language) for v in values)) for at, *values in one.was
    ]
    return (
        one.code, table()[one.code].severity, one.month or None, one.path or None, one.line or None, one.type or None,
        one.number or None, said_of(one, language), hint(one.code, language, **_args(one, language)), changes,
    )  # fmt: skip


# ------------------------------------------------------------ words


def said_of(one: Finding, language: Language) -> str:
    """What a finding says."""
    return sentence(one.code, language, **_args(one, language))


def _args(one: Finding, language: Language) -> dict[str, Any]:
    args: dict[str, Any] = {"month": one.month, "type": one.type, "number": one.number, **one.args}
    if "section" in args:
        args["section"] = names.SEAL[args["section"]] if language == "zh" else args["section"].replace("_", " ")
        args["what"] = " ".join(_word(word, language) for word in str(args["what"]).split("|"))
    if "months" in args:
        months = args["months"]
        args |= {"count": len(months), "from_month": months[0], "to_month": months[-1]}
    if "witness" in args:
        args["witness"] = sentence(f"verify.witness_{args['witness']}", language)
    return args


def _word(word: str, language: Language) -> str:
    """A part of the key of a balance: a set, the kind of a party, or a name of the book's."""
    kinds = names.CHOICES["party_kind"]
    return names.label(word, language, "party_kind") if word in kinds else names.set_label(word, language)


def _way(at: tuple[str, ...], language: Language) -> str:
    """明细 1 金额."""
    return " ".join(part if part.isdigit() else names.label(part, language) for part in at)


def _value(value: Any, language: Language) -> str:
    """A canonical value in a few words."""
    if value is None:
        return sentence("verify.nothing", language)
    if isinstance(value, Mapping):
        return ", ".join(f"{names.label(key, language)} {_value(one, language)}" for key, one in value.items())
    return "; ".join(_value(one, language) for one in value) if isinstance(value, list) else str(value)


# ------------------------------------------------------------ the sheet


def _sheet(
    verified: Verified, months: list[Checked], found: list[Finding], alarms: list[Finding], language: Language
) -> Iterator[Block]:
    def say(code: str, **args: Any) -> str:
        return sentence(f"verify.{code}", language, **args)

    yield Title(say("title"), 1)
    if not months and not found:
        yield Line(say("none_closed"))
        return
    if alarms:
        yield Line(say("alarms", count=len(alarms)), style="bad")
    else:
        records = sum(one.records for one in months)
        yield Line(say("intact", months=len(months), records=f"{records:,}"), style="good")
    for month, several in groupby(sorted(alarms, key=lambda one: one.month), key=lambda one: one.month):
        if month:
            yield Title(month)
        yield from _findings(list(several), language)
    yield from _months(months, alarms, language)
    if notes := [one for one in found if one.code in NOTES]:
        yield Title(say("notes"))
        yield from _findings(notes, language)
    if standing := [one.mark for one in months if one.state != "lost"]:
        last = max(standing, key=lambda mark: mark.number)
        yield Title(say("outside"))
        yield Line(say("head", month=last.month, sequence=last.number, groups=heads.groups(last.head)))
        yield Line(say("spoken", spoken=heads.spoken(last.head)))
        witnesses = [say(f"witness_{one}") for one in sorted(verified.heads)]
        yield Line(say("vouched", witnesses=witnesses) if witnesses else say("alone"), style="dim")


def _findings(several: list[Finding], language: Language) -> Iterator[Block]:
    """A month's, those of one kind in one file together: each with its place and what it said, what to do once."""
    ordered = sorted(several, key=lambda one: (one.path, one.code, one.line))
    for (path, code), group in groupby(ordered, key=lambda one: (one.path, one.code)):
        these = list(group)
        for one in these[:MOST]:
            place = ":".join(str(part) for part in (path, one.line) if part)
            yield Line(f"{place}  {said_of(one, language)}" if place else said_of(one, language))
            for at, was, now in one.was[:MOST]:
                said = {"was": _value(was, language), "now": _value(now, language)}
                yield Line(sentence("verify.was", language, field=_way(at, language), **said), 4)
            if code == "seal.record_changed" and not one.was:
                yield Line(sentence("verify.not_known", language), 4, "dim")
        if len(these) > MOST:
            yield Line(sentence("verify.more", language, count=len(these) - MOST), 2)
        if advice := hint(code, language, **_args(these[0], language)):
            yield Line(advice, 4, "dim")


def _months(months: list[Checked], alarms: list[Finding], language: Language) -> Iterator[Block]:
    """The seals, a row each."""
    if not months:
        return
    columns = ("month", "sequence", "closed_on", "files", "records", "signatures", "intact")
    kinds = ("month", "count", "text", "count", "count", "text", "text")
    rows = []
    for one in months:
        count = sum(alarm.month == one.mark.month for alarm in alarms)
        state = "changed" if count and one.state == "sealed" else one.state
        signed = [_signed(s.signer, s.state, language) for s in one.signatures]
        mark = one.mark
        rows.append(
            (mark.month, mark.number, mark.day, one.files, one.records, " ".join(signed) or "—",
             sentence(f"verify.state_{state}", language, count=count))
        )  # fmt: skip
    yield Title(sentence("verify.seals", language))
    yield Grid(tuple(names.label(key, language) for key in columns), kinds, rows)  # type: ignore[arg-type]


def _signed(signer: str, state: str, language: Language) -> str:
    bare = "verify.signed" if state == "valid" else "verify.signed_not_checked"
    return sentence(bare if state in BARE else "verify.signed_bad", language, signer=signer)
