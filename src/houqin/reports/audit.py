"""What git proves of who did what: each second person proved, not provable or violated, and all that ought not to be."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from houqin import names
from houqin.messages import Language, hint, sentence
from houqin.report import Block, Cell, Column, Grid, Line, Report, Style, Table, Title
from houqin.reports.changes import SHOWN, all_said, who
from houqin.reports.log import when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from houqin.book.periods import Period
    from houqin.history.audit import Audit
    from houqin.history.finding import Duty, Finding
    from houqin.history.past import Past
    from houqin.history.people import People

VERDICTS = ("proved", "not_provable", "violated")
BECAUSE = {
    "unsigned": "audit.because_unsigned", "unknown": "audit.because_unknown", "bad": "audit.because_bad",
    "other": "audit.because_other", "no_person": "audit.because_no_person", "one_for_all": "audit.because_one_for_all",
    "order": "audit.because_order", "not_committed": "audit.because_not_committed", "no_record": "audit.because_no_record",
}  # fmt: skip
"""Why nothing is proved → how that is told."""
DUTIES = (
    Column("type", "name"), Column("id", "text"), Column("decision.type", "name"), Column("decision.id", "text"),
    Column("by", "text"), Column("entered_by", "data"), Column("decided_by", "data"), Column("verdict", "name"),
    Column("lacking", "data"), Column("commit", "text"),
)  # fmt: skip
FINDINGS = (
    Column("code", "text"), Column("records", "rows", (Column("type", "name"), Column("id", "text"))), Column("message", "text"),
    Column("next_step", "text"), Column("commit", "text"), Column("when", "text"), Column("signer", "text"),
    Column("proof", "name"), Column("author", "text"),
)  # fmt: skip


def audited(
    found: Audit, past: Past, people: People, period: Period | None, language: Language, note: str = ""
) -> Report:
    """The audit of a period (None: of the whole history). Exit code 1 where something ought not to be; what is not provable is
    no fault."""
    duties = [duty for duty in found.duties if _within(duty.day, period)]
    findings = [finding for finding in found.findings if _within(finding.day, period)]
    proofs = Counter(people.signer(commit).status for commit in found.commits)
    counts = Counter(duty.verdict for duty in duties)
    facts: dict[str, Cell] = {
        "version": 1, "period": period.word if period else None, "head": past.head,
        "signers": str(people.keys.path) if people.keys.held else None, "commits": len(found.commits),
        **{proof: proofs[proof] for proof in ("unsigned", "unknown", "bad", "other")}, "signed": proofs["proved"],
        **{verdict: counts[verdict] for verdict in VERDICTS},
    }  # fmt: skip
    told = [(finding, _args(finding, past, people, language)) for finding in findings]
    tables = (
        Table("duties", DUTIES, [_duty(duty, past) for duty in duties]),
        Table("findings", FINDINGS, [_row(f, args, past, people, language) for f, args in told]),
    )
    sheet = list(_sheet(facts, duties, told, past, language, note))
    return Report("audit", facts, tables, sheet, 1 if findings else 0)


def _within(day: int, period: Period | None) -> bool:
    return period is None or period.first <= day <= period.last


def _args(finding: Finding, past: Past, people: People, language: Language) -> dict[str, Any]:
    """What a sentence is about: commits as who made them, trees as what differs."""
    args = dict(finding.args)
    if "who" in args:
        args["who"] = who(people.signer(past.commits[args["who"]]), language)
    if "before" in args:
        args["changes"] = all_said(args.pop("before"), args.pop("after"), language)
    if "owner" in args:
        args["owner"] = names.set_label(args["owner"], language)
    return args


def _duty(duty: Duty, past: Past) -> tuple[Any, ...]:
    commit = past.commits[duty.n].id if duty.n else None
    return (
        duty.key.type, duty.key.number, duty.decision.type, duty.decision.number, duty.by or None, list(duty.entered),
        list(duty.decided), duty.verdict, list(duty.lacking), commit,
    )  # fmt: skip


def _row(finding: Finding, args: dict[str, Any], past: Past, people: People, language: Language) -> tuple[Any, ...]:
    commit = past.commits[finding.n]
    signer = people.signer(commit)
    return (
        finding.code, [(key.type, key.number) for key in finding.keys], sentence(finding.code, language, **args),
        hint(finding.code, language, **args), commit.id, when(commit), signer.person or signer.principal or None, signer.status,
        commit.author,
    )  # fmt: skip


def _sheet(
    facts: dict[str, Cell], duties: list[Duty], told: list[tuple[Finding, dict[str, Any]]], past: Past, language: Language,
    note: str,
) -> Iterator[Block]:  # fmt: skip
    period = facts["period"]
    yield Title(
        sentence("audit.title_period", language, period=period) if period else sentence("audit.title", language), 1
    )
    other = facts["bad"] + facts["other"]
    counts = {"commits": facts["commits"], "proved": facts["signed"], "other": other}
    yield Line(sentence("audit.commits", language, unsigned=facts["unsigned"], unknown=facts["unknown"], **counts))
    if note:
        yield Line(note, 0, "warn")
    if unread := past.index.execute("select count(*) from unread").fetchone()[0]:
        yield Line(sentence("audit.unread", language, count=unread), 0, "warn")
    if told:
        yield Title(sentence("audit.findings", language, count=len(told)))
        for finding, args in told:
            yield Line(sentence(finding.code, language, **args), 1, "bad")
            commit = past.commits[finding.n]
            yield Line(sentence("audit.where", language, when=when(commit), commit=commit.id[:SHOWN]), 3, "dim")
            yield Line(sentence("audit.next", language, hint=hint(finding.code, language, **args)), 3)
    else:
        yield Line("")
        yield Line(sentence("audit.none", language), 0, "good")
    yield from _second(duties, language)


def _second(duties: list[Duty], language: Language) -> Iterator[Block]:
    """The second persons by type, and why what is not provable is not."""
    yield Title(sentence("audit.duties", language))
    if not duties:
        yield Line(sentence("audit.no_duties", language))
        return
    by_type: dict[str, Counter[str]] = {}
    for duty in duties:
        by_type.setdefault(duty.decision.type, Counter())[duty.verdict] += 1
    headings = tuple(names.label(word, language) for word in ("type", *VERDICTS))
    rows = [(type_, *(counts[verdict] for verdict in VERDICTS)) for type_, counts in by_type.items()]
    yield Grid(headings, ("name", "count", "count", "count"), rows)
    reasons = Counter(reason for duty in duties if duty.verdict == "not_provable" for reason in duty.lacking)
    if reasons:
        said = [
            sentence("audit.reason", language, reason=sentence(BECAUSE[reason], language), count=count)
            for reason, count in reasons.most_common()
        ]
        style: Style = "dim"
        yield Line(sentence("audit.why", language, reasons=said))
        yield Line(sentence("audit.not_wrong", language), 0, style)
