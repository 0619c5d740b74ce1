"""The second person: whether whoever decided on a record is another than whoever wrote it, by the keys that signed.

A decision is proved where both were signed by persons' own keys, two persons' (not two keys'), the one who decided in the
post that he names, after the record, and the record is still what he saw. What no key proves is not provable, and no fault.
(reliability.md 6.1)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from houqin import names
from houqin.history.changes import Change
from houqin.history.fields import parts
from houqin.history.finding import Duty, Finding
from houqin.history.people import People
from houqin.history.records import WROTE, Records, booked
from houqin.history.rules import Rules
from houqin.history.versions import Key, Tree
from houqin.values import MONTH, first_day, iso, month_of

DECISIONS = ("approval", "signature", "suspect_acceptance", "match", "settlement", "reopening")
"""Types by which a second person decides on the records that they name; a reopening on a seal, by its head."""
NAMED = ("of", "against")
OWN = {"count": "keeper", "cash_count": "cashier"}
"""Records that whoever keeps what is counted may not write → his post."""


class Duties:
    """Judges each decision of a book. `targets`: what each decides on; `withdrawn`: those that were taken back; `renewed`: of
    a seal in whose place another stands, that other."""

    def __init__(
        self, records: Records, people: People, rules: Rules, targets: Mapping[Key, list[Key]], withdrawn: set[Key],
        renewed: Mapping[Key, Key],
    ) -> None:  # fmt: skip
        self.records = records
        self.people = people
        self.rules = rules
        self.targets = targets
        self.withdrawn = withdrawn
        self.renewed = renewed
        self.past = records.past
        self.findings: list[Finding] = []

    def all(self) -> list[Duty]:
        """Every duty, in the order in which the decisions were entered; what is wrong goes to `findings`."""
        found: list[Duty] = []
        for key, changes in self.records.by_key.items():
            tree = changes[-1].after
            if tree is None or (key in self.withdrawn and key.type != "reopening"):
                continue
            if key.type == "reopening":
                found.append(self._opened_again(key, self.targets.get(key, [key])[0], tree))
            elif key.type in DECISIONS:
                found += [self._decided(key, target, tree) for target in self.targets.get(key, [key])]
            elif key.type in OWN:
                found.append(self._counted(key, tree))
            elif key.type == "seals":
                found.append(self._sealed(key))
        known = self.records.by_key.keys()
        for key, targets in self.targets.items():  # written, and not yet in the history
            if key not in known and key.type in DECISIONS:
                found += [Duty(target, key, "", (), (), "not_provable", ("not_committed",), 0, 0) for target in targets]
        return sorted(found, key=lambda duty: (duty.n or 10**9, duty.decision, duty.key))

    # -------------------------------------------------------- a decision on a record

    def _decided(self, key: Key, target: Key, tree: Tree) -> Duty:
        written = self.records.wrote(key)
        last, day = written[-1].n, booked(tree)
        by, role = str(tree.get("by") or ""), str(tree.get("as") or "")
        decided, lacking = self._hands(written)
        seen = self.records.wrote(target) if target != key else []
        earlier = [change for change in seen if self.past.before(change.n, last)]
        entered, why = self._hands(earlier or seen)
        lacking += why if seen else ["no_record" if target == key else "not_committed"]
        found = list(self._held(key, by, role, day, last))
        shared = self.rules.shared("approvals" if by else "checks", day)
        here: dict[str, Any] = {
            "type": target.type,
            "number": target.number,
            "decision_type": key.type,
            "decision": key.number,
        }
        if both := sorted(decided & entered):
            if shared:
                lacking.append("one_for_all")
            else:
                found.append(self._finding("audit.same_hand", here | {"person": both[0]}, (key, target), last, day))
        elif by and (others := sorted(decided - {by})):
            if shared:
                lacking.append("one_for_all")
            else:
                args = here | {"person": by, "signer": others[0]}
                found.append(self._finding("audit.other_hand", args, (key, target), last, day))
        if seen and not earlier:
            if lacking:
                lacking.append("order")
            else:
                found.append(self._finding("audit.before_record", here, (key, target), last, day))
        elif seen:
            found += self._still(key, target, last, day, here)
        self.findings += found
        verdict = "violated" if found else "not_provable" if lacking else "proved"
        reasons = tuple(dict.fromkeys(lacking))
        return Duty(target, key, by, tuple(sorted(entered)), tuple(sorted(decided)), verdict, reasons, last, day)

    def _hands(self, changes: list[Change]) -> tuple[set[str], list[str]]:
        """The persons whose keys signed some changes, and why that is not all of them."""
        people: set[str] = set()
        lacking: list[str] = []
        for change in changes:
            signer = self.people.signer(self.past.commits[change.n])
            if signer.proved:
                people.add(signer.person)
            else:
                lacking.append("no_person" if signer.status == "proved" else signer.status)
        return people, lacking

    def _held(self, key: Key, by: str, role: str, day: int, n: int) -> Iterator[Finding]:
        """Whether somebody had the post in which he decides, by the register as it was when he did."""
        if not by or not role or not self.people.known(by) or (key.type == "signature" and role in names.PARTS):
            return
        args = {"decision_type": key.type, "decision": key.number, "person": by, "role": role, "date": day}
        now, then = (self.people.on(by, iso(day), at) for at in (None, n))
        if now is None or role not in now.roles:
            yield self._finding("audit.not_in_role", args, (key,), n, day)
        elif self.people.rows(n) and (then is None or role not in then.roles):
            yield self._finding("audit.role_later", args, (key,), n, day)

    def _still(self, key: Key, target: Key, last: int, day: int, here: Mapping[str, Any]) -> Iterator[Finding]:
        """Whether a record is still what it was when it was decided on."""
        then, now = self.records.at(target, last), self.records.now(target)
        if then is None or now is None or then == now:
            return
        later = [c for c in self.records.wrote(target) if not self.past.before(c.n, last)]
        n = later[-1].n if later else last
        args = {**here, "before": then, "after": now, "count": len(parts(then, now)), "who": n}
        yield self._finding("audit.changed_after", args, (target, key), n, day)

    # -------------------------------------------------------- a month opened again

    def _opened_again(self, key: Key, seal: Key, tree: Tree) -> Duty:
        """Who opens a month again does so in his own name and post, and is not the only one who then changes its records."""
        written = self.records.wrote(key)
        last, day, month = written[-1].n, booked(tree), str(tree.get("month") or "")
        by = str(tree.get("by") or "")
        changed = self._changed_meanwhile(month, written[0].n, self.renewed.get(seal))
        (decided, lacking), (entered, why) = self._hands(written), self._hands(changed)
        lacking += [*why, *(["no_record"] if seal == key else [])]
        found = list(self._held(key, by, str(tree.get("as") or ""), day, last))
        here: dict[str, Any] = {
            "type": seal.type,
            "number": seal.number,
            "decision_type": key.type,
            "decision": key.number,
        }
        others, alone = sorted(decided - {by}), bool(changed) and not why and entered <= decided
        if (others or alone) and self.rules.shared("approvals", day):
            lacking.append("one_for_all")
        elif others:
            found.append(
                self._finding("audit.other_hand", here | {"person": by, "signer": others[0]}, (key, seal), last, day)
            )
        elif alone:
            args = here | {"person": by, "month": month, "count": len({change.key for change in changed})}
            found.append(self._finding("audit.reopened_alone", args, (key, seal), last, day))
        self.findings += found
        verdict = "violated" if found else "not_provable" if lacking else "proved"
        reasons = tuple(dict.fromkeys(lacking))
        return Duty(seal, key, by, tuple(sorted(entered)), tuple(sorted(decided)), verdict, reasons, last, day)

    def _changed_meanwhile(self, month: str, opened: int, renewed: Key | None) -> list[Change]:
        """What people did to a month's records from the commit on in which it was opened again, up to that of its next seal."""
        closing = [change.n for change in self.records.wrote(renewed)[:1]] if renewed else []

        def meanwhile(n: int) -> bool:
            return self.past.before(opened, n) and not any(n != c and self.past.before(c, n) for c in closing)

        return [
            change for change in self.records.changes
            if change.kind in WROTE and month in {month_of(booked(tree)) for tree in (change.before, change.after)}
            and meanwhile(change.n)
        ]  # fmt: skip

    # -------------------------------------------------------- a record that somebody may not write

    def _counted(self, key: Key, tree: Tree) -> Duty:
        """A count is never the keeper's."""
        written = self.records.wrote(key)
        entered, lacking = self._hands(written)
        day, n = booked(tree), written[-1].n
        place = str(tree.get("place") or tree.get("set") or "")
        found = []
        for person in sorted(entered):
            row = self.people.on(person, iso(day))
            if row and OWN[key.type] in row.roles and (not row.places or not place or place in row.places):
                if self.rules.shared("checks", day):
                    lacking.append("one_for_all")
                    continue
                args = {"type": key.type, "number": key.number, "person": person, "role": OWN[key.type], "place": place}
                found.append(self._finding("audit.own_count", args, (key,), n, day))
        self.findings += found
        verdict = "violated" if found else "not_provable" if lacking else "proved"
        return Duty(key, key, "", tuple(sorted(entered)), (), verdict, tuple(dict.fromkeys(lacking)), n, day)

    def _sealed(self, key: Key) -> Duty:
        """A seal is written once; whose signatures it bears is for `houqin verify`."""
        written = self.records.wrote(key)
        entered, lacking = self._hands(written)
        month, n = key.number[:7], written[-1].n
        day = first_day(month) if MONTH.fullmatch(month) else 0
        found = [
            self._finding("audit.seal_changed", {"number": key.number, "who": c.n}, (key,), c.n, day)
            for c in written
            if c.kind == "changed"
        ]
        self.findings += found
        verdict = "violated" if found else "not_provable" if lacking else "proved"
        return Duty(key, key, "", tuple(sorted(entered)), (), verdict, tuple(dict.fromkeys(lacking)), n, day)

    def _finding(self, code: str, args: Mapping[str, Any], keys: tuple[Key, ...], n: int, day: int) -> Finding:
        return Finding(code, args, keys, n, day)
