"""Whether closed months are as they were closed: the seals among themselves, the book against them, what others know of them.

Everything is read from the text; the index is never asked. Where facts were changed, the closing balances are worked out anew
in an index of its own that is thrown away, to say what the change did to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from houqin.book.find import OWNED
from houqin.closing import canon, signing, witness
from houqin.closing.balances import SECTIONS, month_end
from houqin.closing.chain import Chain, Finding, Link, chain
from houqin.closing.holding import Changed, hold
from houqin.closing.seal import canonical_path
from houqin.closing.signing import Signature
from houqin.closing.standing import rows
from houqin.diagnostics import Failure
from houqin.text import seals
from houqin.text.read import Entry, read

SEVERAL = 4
"""Signatures checked at once."""
MOST_VERSIONS = 300
"""Texts of a file in git's history among which what a record said is looked for, the latest first."""
NOTES = frozenset(("seal.form", "seal.own_form", "seal.reopened", "seal.unsigned", "seal.no_signers"))
"""What is told and is no alarm."""
BARE = frozenset(("valid", "not_checked"))
"""States of a signature that are no alarm."""


FACTS = frozenset((
    "seal.record_changed", "seal.record_moved", "seal.record_missing", "seal.record_added", "seal.record_in_new_file",
    "seal.record_backdated", "seal.row_changed", "seal.row_missing", "seal.row_ended", "seal.row_backdated",
))  # fmt: skip
"""Findings after which the closing balances may not come out as they were sealed."""


class Checked(NamedTuple):
    """A closed month: its last seal's mark; sealed, reopened (it is open again) or lost (its seal is known from elsewhere
    only); how many files and records it binds, and its signatures."""

    mark: seals.Mark
    state: str
    files: int
    records: int
    signatures: tuple[Signature, ...]


class Verified(NamedTuple):
    """The answer. `heads`: witness → the last head that it vouches for."""

    months: list[Checked]
    findings: list[Finding]
    heads: Mapping[str, str]
    signers: Path | None

    @property
    def alarms(self) -> list[Finding]:
        return [one for one in self.findings if one.code not in NOTES]


def verify(
    book: Path, *, heads: Sequence[str] = (), signers: str | None = None, remember: bool = True, balances: bool = True
) -> Verified:
    """The closed months of a book. `heads`: known from outside, as hex digits. `signers`: the list of those who may sign, else
    git's own. `remember`: this clone keeps the seals where all is right. `balances`: say what a change did to them."""
    opened_again = seals.reopenings(book)
    linked = chain(book, heads, taken_back={one.head for one in opened_again})
    stands = _stands(book, linked, opened_again)
    found = [*stands.findings, *_with_what_was(book, stands.changed)]
    checked, by = _months(book, linked, stands.taken_back, signers)
    found += _signed(checked, by)
    if balances and (touched := sorted(one.month for one in found if one.code in FACTS and one.month)):
        found += _balances(book, stands.binding, touched[0])
    verified = Verified(checked, _in_order(found), linked.heads, by)
    if remember and not verified.alarms:
        witness.remember(book)
    return verified


def alarms(book: Path) -> list[Finding]:
    """What in closed months is not as it was closed, by what lies in the book alone, and quickly: neither who signed is asked,
    nor who else knows the seals (whoever works on an older branch has none of the newer ones), nor what git has of it."""
    if not seals.files(book):
        return []
    opened_again = seals.reopenings(book)
    stands = _stands(book, chain(book, taken_back={one.head for one in opened_again}, outside=False), opened_again)
    found = [*stands.findings, *(one.finding for one in stands.changed)]
    return _in_order(one for one in found if one.code not in NOTES)


class _Stands(NamedTuple):
    """How a book stands to its seals: those that bind it, the heads that were taken back, what is told, what was changed."""

    binding: list[Link]
    taken_back: set[str]
    findings: list[Finding]
    changed: list[Changed]


def _stands(book: Path, linked: Chain, opened_again: Sequence[seals.Reopening]) -> _Stands:
    taken_back = {one.head for one in opened_again}
    last = {link.mark.month: link for link in linked.links}
    binding = [link for link in (*last.values(), *linked.lost) if link.mark.head not in taken_back]
    held = hold(book, binding, [seal for link in _true_line(linked) if (seal := link.outline())])
    found = [*linked.findings, *_unreasoned(linked.links, taken_back), *held.findings]
    return _Stands(binding, taken_back, [*found, *_opened_again(opened_again)], held.changed)


def _true_line(linked: Chain) -> list[Link]:
    """The seals by number; where somebody knows of another than stands in the book, that one."""
    by_number = linked.numbered | {link.mark.number: link for link in linked.lost}
    return [by_number[number] for number in sorted(by_number)]


def _opened_again(opened_again: Iterable[seals.Reopening]) -> Iterator[Finding]:
    """That a month was opened again, by whom and why."""
    for one in opened_again:
        args = {"signer": one.by or "—", "why": one.reason or "—"}
        yield Finding("seal.reopened", one.month, one.path, one.line, "reopening", one.number, args)


def _unreasoned(links: Iterable[Link], taken_back: set[str]) -> Iterator[Finding]:
    """A seal in the place of another, and no record says that the month was opened again."""
    for mark in (link.mark for link in links):
        if mark.supersedes and mark.supersedes not in taken_back:
            yield Finding("seal.no_reopening", mark.month, mark.path, args={"sequence": mark.number})


def _months(book: Path, linked: Chain, taken_back: set[str], signers: str | None) -> tuple[list[Checked], Path | None]:
    """Each closed month with its last seal, in order; and the list of signers where there is anything to check by it."""
    last = {link.mark.month: link for link in linked.links}
    states = {month: "reopened" if link.mark.head in taken_back else "sealed" for month, link in last.items()}
    for link in linked.lost:
        if link.mark.month not in last:
            last[link.mark.month], states[link.mark.month] = link, "lost"
    where = seals.folder(book, "seals")
    any_signed = where is not None and any(where.glob("*.sig"))
    by = signing.list_of_signers(book, signers) if any_signed or signers else None

    def one(month: str) -> Checked:
        mark, seal = last[month].mark, last[month].outline()
        files = seal.files if seal else ()
        signed = signing.signatures(book, mark, by) if any_signed and mark.path else []
        return Checked(mark, states[month], len(files), sum(f.records for f in files), tuple(signed))

    if not any_signed:
        return [one(month) for month in sorted(last)], by
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(SEVERAL) as several:  # ssh-keygen is another process for each
        return list(several.map(one, sorted(last))), by


def _signed(checked: Sequence[Checked], by: Path | None) -> Iterator[Finding]:
    """Signatures that are worth nothing; which months nobody has signed, and that there is no list to check them by."""
    for one in checked:
        for signature in one.signatures:
            if signature.state not in BARE:
                args = {"signer": signature.signer}
                yield Finding(f"seal.signature_{signature.state}", one.mark.month, signature.path, args=args)
    unsigned = [c.mark.month for c in checked if c.state == "sealed" and not any(s.state in BARE for s in c.signatures)]
    if unsigned:
        yield Finding("seal.unsigned", "", "", args={"months": unsigned})
    if by is None and any(one.signatures for one in checked):
        yield Finding("seal.no_signers", "", "")


# ------------------------------------------------------------ what was, and what it did


def _with_what_was(book: Path, changed: Sequence[Changed]) -> Iterator[Finding]:
    """The findings with what git has of the records and rows as they were sealed."""
    by_path: dict[str, list[Changed]] = {}
    for one in changed:
        by_path.setdefault(one.finding.path, []).append(one)
    for path, several in by_path.items():
        found = _earlier(book, path, {one.digest for one in several})
        for one in several:
            was, now = found.get(one.digest), _said_now(book, one)
            yield one.finding._replace(was=tuple(differences(was, now)) if was and now else ())


def _earlier(book: Path, path: str, wanted: set[str]) -> dict[str, Mapping[str, Any]]:
    """Sealed hash → the canonical fields that had it, of records and rows of a file, as far as git has them."""
    found: dict[str, Mapping[str, Any]] = {}
    for data in islice(witness.versions(book, path), MOST_VERSIONS):
        for digest, fields in _hashed(data, path):
            if digest in wanted:
                found.setdefault(digest, fields)
        if found.keys() == wanted:
            break
    return found


def _hashed(data: bytes, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The hashes of a file's records, and of its rows, with the fields that they are of."""
    entries, _ = read(data, path)
    for entry in entries:
        tree = canon.tree(entry.type, entry.tree, _owner(path))
        yield canon.digest(tree), tree["fields"]
        for row in rows([entry], path):
            yield row.digest, tree["fields"]


def _said_now(book: Path, one: Changed) -> Mapping[str, Any] | None:
    """The canonical fields of what stands there now."""
    if isinstance(one.now, Entry):
        fields: Mapping[str, Any] = canon.tree(one.now.type, one.now.tree)["fields"]
        return fields
    return dict(_hashed((book / one.now.path).read_bytes(), one.now.path)).get(one.now.digest)


def _owner(path: str) -> str:
    """Whose folder a record stands in: the store or the set."""
    folder, *rest = canonical_path(path).split("/")
    return rest[0] if folder in OWNED and len(rest) == 2 else ""


def differences(was: Any, now: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """Where two canonical values differ: the way there (fields, and places in lists from 1), what was and what is; None where
    there is nothing."""
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for key in dict.fromkeys([*was, *now]):
            yield from differences(was.get(key), now.get(key), (*at, key))
    elif isinstance(was, list) and isinstance(now, list):
        for n, (one, other) in enumerate(zip_longest(was, now), 1):
            yield from differences(one, other, (*at, str(n)))
    elif was != now:
        yield at, was, now


def _balances(book: Path, links: Sequence[Link], first: str) -> Iterator[Finding]:
    """The closing balances that no longer come out, each in the first month in which it does not."""
    import tempfile

    from houqin.book.index import Damaged, open_book

    told: set[tuple[str, str]] = set()
    with tempfile.TemporaryDirectory() as folder:
        try:
            with open_book(book, thorough=True, cache=Path(folder) / "index.sqlite") as opened:
                for link in sorted(links, key=lambda link: link.mark.month):
                    seal = link.whole()
                    if link.mark.month < first or seal is None:
                        continue
                    now = month_end(opened, link.mark.month)
                    for section in SECTIONS:
                        for what in sorted(seal.balances[section].keys() | now[section].keys()):
                            was, is_ = seal.balances[section].get(what, "0"), now[section].get(what, "0")
                            if was != is_ and (section, what) not in told:
                                told.add((section, what))
                                args = {"section": section, "what": what, "was": was, "now": is_}
                                yield Finding("seal.balance", link.mark.month, link.mark.path, args=args)
        except (Failure, Damaged):  # a book that cannot be read: its errors are told by `check`
            return


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Each once, by month, file and line."""
    once: dict[tuple[Any, ...], Finding] = {}
    for one in findings:
        once.setdefault((one.code, one.month, one.path, one.line, one.type, one.number, str(one.args)), one)
    return sorted(once.values(), key=lambda one: (one.month, one.path, one.line, one.code, one.number))
