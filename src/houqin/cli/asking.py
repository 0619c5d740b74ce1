"""A record asked for at a terminal, field by field, with what is usual as default; wrong answers are told at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from houqin import names
from houqin.cli.entering import Made, leave
from houqin.cli.line_editor import ask
from houqin.diagnostics import FINDINGS, INTERRUPTED, Failure
from houqin.messages import Language, hint, sentence, table
from houqin.values import iso

MOST_SHOWN = 8
"""Choices that stand beside a question; Tab lists them all."""
NEVER_USUAL = {"number", "code", "slip", "check_code", "bank_reference"}
"""Fields in which no two records have the same: what the last one had is no default."""
SKIP, HELP = "-", ("?", "？")
"""Typed instead of an answer: no value in spite of the default; what the field means."""

Make = Callable[[Any, list[Any], Language], Made]


def answers(opened: Any, type_: str, id_: str, day: int, speech: Language, make: Make) -> list[Any]:
    """The record (entry.said.Said) that somebody answers. Ctrl-D ends the run (exit 1), Ctrl-C too (130): nothing was written."""
    with _given_up(speech):
        return _Form(opened, type_, day, speech, make).filled(id_)


def completed(opened: Any, said: Any, day: int, speech: Language, make: Make) -> list[Any]:
    """A record of which something was said (entry.said.Said): what it lacks is asked for, as long as nothing else is wrong
    with it. Ctrl-D and Ctrl-C as answers."""
    with _given_up(speech):
        return _Form(opened, said.type, day, speech, make).completed(said)


@contextmanager
def _given_up(speech: Language) -> Iterator[None]:
    """Whoever answers may leave it at any question: that nothing was written is told."""
    try:
        yield
    except (EOFError, KeyboardInterrupt) as left:
        sys.stderr.write("\n")
        leave(speech, "enter.not_written", FINDINGS if isinstance(left, EOFError) else INTERRUPTED)


class _Form:
    """The questions of one record. `given` is what is answered, by canonical names, as entry.said takes it."""

    def __init__(self, opened: Any, type_: str, day: int, speech: Language, make: Make) -> None:
        from houqin.entry.form import fields, folder_of, is_owned, model_of
        from houqin.entry.new import key_language

        self.opened, self.type, self.day, self.speech, self.make = opened, type_, day, speech, make
        self.folder, self.model, self.owned = folder_of(type_), model_of(type_), is_owned(type_)
        self.shape = {one.attribute: one for one in fields(type_)}
        self.language = key_language(opened)
        self.given: dict[str, Any] = {type_: ""}

    def say(self, code: str, **args: Any) -> None:
        sys.stderr.write(sentence(code, self.speech, **args) + "\n")
        sys.stderr.flush()

    # ---------------------------------------- the record

    def filled(self, id_: str) -> list[Any]:
        from houqin.entry.said import in_mapping
        from houqin.entry.usual import Usual

        self.say("ask.begin", type=self.type)
        owner = self._owner() if self.owned else ""
        usual = Usual(self.opened, self.type, owner)
        first = "date" if "date" in self.shape else ""
        if first:
            self._field(first, iso(self.day))
        self._number(id_, owner)
        asked = [n for n, one in self.shape.items() if n != first and (one.required or n in usual.written())]
        asked += [n for group in self._either() for n in group if n not in asked]
        for name in [n for n in self.shape if n in asked]:
            if not self._answered(name):
                self._field(name, self._default(name, usual))
        for name in self._lacking(
            in_mapping(dict(self.given))
        ):  # what another answer asks for: by bank, of which account
            self._field(name, self._default(name, usual), needed=True)
        self._others()
        return [in_mapping(dict(self.given))]

    def completed(self, said: Any) -> list[Any]:
        from houqin.entry.said import in_mapping
        from houqin.entry.usual import Usual

        owner = ""
        while lacking := self._lacking(said):
            if len(self.given) == 1:
                self.say("ask.rest", type=self.type)
                self.given |= {
                    name.rstrip("_"): value for name, value in said.tree.items() if name not in ("type", "id")
                }
                self.given[self.type] = said.tree["id"]
            for name in lacking:
                if name in self.shape:
                    self._field(name, self._default(name, Usual(self.opened, self.type, owner)), needed=True)
                else:
                    owner = self._owner()
            said = in_mapping(dict(self.given))
        return [said]

    def _lacking(self, said: Any) -> list[str]:
        """The fields (attributes; place or set: whose folder) that a record lacks and nobody was asked for; none where more
        is wrong with it."""
        made = self.make(self.opened, [said], self.speech)
        whose = [one for one in made.problems if one.code == "entry.which_owner"]
        missing = [
            one.diagnostic for one in made.entry.wrong if (one.diagnostic.code, one.loc) == ("record.missing", ())
        ]
        told = [*made.problems, *(one.diagnostic for one in made.entry.wrong)]
        if len(whose) + len(missing) < sum(table()[one.code].severity == "error" for one in told):
            return []
        lacking = [*(names.attribute(one.args["field"]) for one in missing), *(one.args["field"] for one in whose)]
        return [name for name in lacking if name.rstrip("_") not in self.given]

    def _either(self) -> list[tuple[str, ...]]:
        from houqin.entry.form import either

        return either(self.type)

    def _answered(self, name: str) -> bool:
        """Whether one of the fields, of which exactly one is written, is there already."""
        return any(name in group and any(self.shape[n].name in self.given for n in group) for group in self._either())

    def _default(self, name: str, usual: Any) -> str:
        field = self.shape[name]
        if name == "from_":
            return iso(self.day)
        value = "" if field.part or field.many or name in NEVER_USUAL else str(usual.value(name))
        return names.label(value, self.speech, field.choices) if value and field.choices else value

    def _owner(self) -> str:
        """Which store or set; asked where there are several."""
        from houqin.entry.owner import stores
        from houqin.entry.usual import last_owner

        field = "place" if self.folder == "store" else "set"
        having = stores(self.opened.registers) if field == "place" else [s["set"] for s in self.opened.registers.sets]
        if len(having) == 1:
            return str(having[0])
        shown = {(one if field == "place" else names.set_label(one, self.speech)): one for one in having}
        last = last_owner(self.opened, self.type)
        default = next((word for word, one in shown.items() if one == last), "")
        while True:
            typed = self._line(field, default, shown, self._listed(list(shown))) or default
            found = [word for word in _fitting(typed, shown) if typed] or [
                word for word, one in shown.items() if names.choice_named("set", typed) == one and field == "set"
            ]
            if len(found) == 1:
                self.given[field] = found[0]
                return str(shown[found[0]])
            self.say("entry.no_owner", found=typed, field=field, choices=list(shown))

    def _number(self, id_: str, owner: str) -> None:
        from houqin.entry.form import is_register
        from houqin.entry.new import new
        from houqin.entry.number import numbered

        default = id_
        if not default and not is_register(self.type):
            blank = new(self.type, owner, {"date": self.given.get("date", iso(self.day))})
            (one,) = numbered(self.opened, [blank])
            default = one.number
        while not self.given[self.type]:
            self.given[self.type] = self._line(self.type, default, (), "") or default
            if self._wrong("id"):
                self.given[self.type] = ""

    # ---------------------------------------- one question

    def _line(self, name: str, default: str, candidates: Iterable[str], said: str) -> str:
        """What is typed behind a field's name, "" for Enter."""
        label = names.label(name.rstrip("_"), self.speech)
        kept = list(candidates)
        shown = (f"（{said}）" if self.speech == "zh" else f" ({said})") if said else ""
        return ask(f"{label}{shown}{f' [{default}]' if default else ''}: ", lambda: kept)

    def _field(self, name: str, default: str = "", *, needed: bool = False) -> None:
        """Ask for a field until the answer is right; an optional one may be left out, unless it is `needed` now."""
        field = self.shape[name]._replace(required=True) if needed else self.shape[name]
        if field.many and field.part:
            return self._lines(name)
        while True:
            typed = self._line(field.name, default, self._candidates(field), self._hint(field))
            if typed in HELP:
                self._explain(name)
                continue
            if typed == SKIP and not field.required:
                return None
            typed = typed or default
            if not typed:
                if not field.required:
                    return None
                self.say("ask.required", field=field.name)
                continue
            self.given[field.name] = self._value(field, typed)
            if not self._wrong(name):
                self._as_spelt(name)
                return None
            del self.given[field.name]

    def _value(self, field: Any, typed: str) -> Any:
        """What was typed as it will be written: the choice in the book's language, the registered name for its initials, a
        part from its pairs."""
        from houqin.entry.known import meant
        from houqin.text.part import Unreadable, part

        if field.register:
            found = meant(self.opened.registers, field.register, typed, self.day)
            if not found:  # the beginning of one name is that name: it is said, and shown before it is written
                found = [name for name in self._register(field.register) if name.startswith(typed)]
            if len(found) == 1 and found[0] != typed:
                self.say("ask.meant", found=typed, meant=found[0])
            return found[0] if len(found) == 1 else typed
        if field.choices in names.CHOICES and (chosen := names.choice_named(field.choices, typed)):
            return names.CHOICES[field.choices][chosen] if self.language == "zh" else chosen
        if field.mapping or field.part:
            try:
                return part(typed)
            except Unreadable:
                return typed
        return typed

    def _wrong(self, name: str) -> bool:
        """Tell what is wrong with the answer to a field (attribute); whether anything is."""
        from houqin.entry.answered import wrong

        problems = wrong(self.opened, self._alone(name), name, self.day)
        for one in problems:
            self.say(one.code, **one.args)
            if advice := hint(one.code, self.speech, **one.args):
                sys.stderr.write(f"  {advice}\n")
        return bool(problems)

    def _alone(self, name: str) -> Any:
        """What is said of a field, as a record (entry.said.Said) of nothing else."""
        from houqin.entry.answered import alone

        key = self.shape[name].name if name in self.shape else name
        return alone(self.type, {k: v for k, v in self.given.items() if k in (self.type, key)}, self.day)

    def _as_spelt(self, name: str) -> None:
        """Put how an answer will be written in the place of how it was typed, and say so."""
        key, meant = self.shape[name].name, self._alone(name).tree.get(name)
        if isinstance(typed := self.given[key], str) and isinstance(meant, str) and meant != typed:
            self.say("ask.meant", found=typed, meant=meant)
            self.given[key] = meant

    # ---------------------------------------- lines

    def _lines(self, name: str) -> None:
        """Lines one after the other, until Enter."""
        field = self.shape[name]
        lines: list[Any] = []
        while True:
            label = names.label(field.name, self.speech)
            typed = ask(f"{label} {len(lines) + 1}: ", lambda: self._in_line(field))
            if typed in HELP:
                self._explain(name)
                continue
            if not typed:
                if lines or not field.required:
                    break
                self.say("ask.required", field=field.name)
                continue
            one = self._one_line(field, typed)
            self.given[field.name] = [one]
            if not self._wrong(name):
                lines.append(one)
            del self.given[field.name]
        if lines:
            self.given[field.name] = lines

    def _one_line(self, field: Any, typed: str) -> Any:
        """A line as typed, its item by its registered name, with the last price where the form has one and none is said."""
        from houqin.entry.form import main_list
        from houqin.entry.known import meant, no_unit
        from houqin.entry.said import line_of
        from houqin.text.part import Unreadable, part
        from houqin.text.spoken import parse

        main = main_list(self.type)
        try:
            line = line_of(self.type, typed) if main and main.attribute == field.attribute else part(typed)
        except (Unreadable, Failure):
            return typed
        spoken = parse(line) if isinstance(line, str) and field.attribute in ("lines", "parts") else None
        if not isinstance(spoken, dict):
            return line
        found = meant(self.opened.registers, "item", spoken["item"], self.day)
        if len(found) == 1 and found[0] != spoken["item"]:
            self.say("ask.meant", found=spoken["item"], meant=found[0])
            spoken["item"] = found[0]
        if found and no_unit(self.opened.registers, found[0], spoken["quantity"], self.day):
            return spoken  # told before a price is asked for
        if "unit_price" in field.part.model_fields and found and not {"unit_price", "amount"} & {*spoken}:
            self._price(spoken)
        return spoken

    def _price(self, line: dict[str, str]) -> None:
        from houqin.entry.prepare import written_price
        from houqin.entry.usual import last_price

        unit = line["quantity"].partition(" ")[2]
        last = last_price(self.opened, line["item"], unit)
        default = written_price(last.parts) if last else ""
        said = sentence("ask.last_price", self.speech, day=last.day, supplier=last.supplier) if last else ""
        typed = self._line("unit_price", default, (), said.strip())
        if typed not in (SKIP, "") or (default and not typed):
            line["unit_price"] = typed or default

    # ---------------------------------------- what may be typed

    def _candidates(self, field: Any) -> list[str]:
        if field.mapping:
            return [*self._roles(), *self._register("person")]
        if field.register:
            return self._register(field.register)
        if field.choices == "role":
            return self._roles()
        if field.choices:
            table_ = names.CHOICES[field.choices]
            return list(table_.values() if self.speech == "zh" else table_)
        if field.part:
            return self._in_line(field)
        return []

    def _roles(self) -> list[str]:
        return list(names.ROLES.values() if self.speech == "zh" else names.ROLES)

    def _register(self, register: str) -> list[str]:
        from houqin.entry.known import names_of

        return names_of(self.opened.registers, register, self.day)

    def _in_line(self, field: Any) -> list[str]:
        """The items, and the fields of a line with what these may be."""
        from houqin.entry.form import fields_of

        found: list[str] = []
        for inner in fields_of(field.part):
            found += self._register(inner.register) if inner.register else []
            found.append(names.label(inner.name, "zh") if self.speech == "zh" else inner.name)
        return found

    def _hint(self, field: Any) -> str:
        """The choices of a field, where they fit on the line."""
        if field.mapping:
            return sentence("ask.packs" if field.name == "packs" else "ask.mapping", self.speech)
        if not field.choices or field.choices == "role":
            return "" if field.required else sentence("ask.optional", self.speech)
        words = self._candidates(field)
        return self._listed(words[:MOST_SHOWN])

    def _listed(self, words: list[str]) -> str:
        return ("、" if self.speech == "zh" else ", ").join(words)

    def _explain(self, name: str) -> None:
        from houqin.schemas.build import explained

        sys.stderr.write(explained(self.type, name, self.model.model_fields[name], self.speech) + "\n")

    # ---------------------------------------- the rest, and what is wrong with the whole

    def _others(self) -> None:
        """Further fields as `field=value`, until Enter; asked again while the whole has something wrong."""
        from houqin.entry.said import in_mapping, pair, put, value_of

        names_left = [self._word(one) for n, one in self.shape.items() if one.name not in self.given]
        self.say("ask.others", choices=names_left)
        while True:
            typed = ask(sentence("ask.other", self.speech), lambda: names_left)
            if not typed:
                if self._stands(in_mapping(dict(self.given))):
                    return
                continue
            try:
                left, right = pair(typed, self.type)
                put(self.given, self.type, left, value_of(right))
            except Failure as wrong:
                self.say(wrong.code, **wrong.args_)

    def _word(self, field: Any) -> str:
        return names.label(field.name, "zh") if self.speech == "zh" else field.name

    def _stands(self, said: Any) -> bool:
        """Whether nothing is wrong with the whole in its book; what is, is told."""
        from houqin.cli.told import diagnostics
        from houqin.entry.tried import located

        made = self.make(self.opened, [said], self.speech)
        wrong, texts = located(self.opened, made.entry) if made.entry.wrong else ([], {})
        problems = [*made.problems, *wrong]
        bad = [one for one in problems if table()[one.code].severity == "error"]
        if bad:
            sys.stderr.write(diagnostics(self.opened.path, problems, self.speech, texts))
            self.say("ask.mend")
        return not bad


def _fitting(typed: str, candidates: Iterable[str]) -> list[str]:
    from houqin.cli.line_editor import fitting

    having = list(candidates)
    return [typed] if typed in having else fitting(typed, having)
