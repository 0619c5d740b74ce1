"""A record filled in with an editor: a form whose fields are explained by comments, opened until it is right or given up."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from houqin import names
from houqin.cli import options
from houqin.cli.entering import Made, agreed, asked, leave
from houqin.diagnostics import FINDINGS, Failure
from houqin.diagnostics import reason as reason_of
from houqin.messages import Language, sentence, table


def edited(
    template: Callable[[Any, Language], str], make: Callable[[Any, list[Any], Language], Made],
    book: str | None, lang: str | None, *, unchanged: bool = False,
) -> list[Any]:  # fmt: skip
    """What a person makes of the template, as entry.said.Said; opened again while something is wrong with it and he says
    so. Where he gives up, the run ends (exit 1), and the file stays. `unchanged`: a template left as it is will do."""
    from houqin.cli.told import diagnostics
    from houqin.entry.said import in_text
    from houqin.entry.tried import located

    with options.readable_book(book, lang) as (opened, speech):
        text = template(opened, speech)
    handle, name = tempfile.mkstemp(prefix="houqin-", suffix=".yaml")
    path = Path(name)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    while True:
        try:
            _open(path)
        except Failure:
            if path.read_text(encoding="utf-8-sig", errors="replace") == text:  # nobody has seen it
                path.unlink()
            raise
        written = path.read_text(encoding="utf-8-sig", errors="replace")
        if (written == text and not unchanged) or not written.strip():
            path.unlink()
            leave(speech, "entry.given_up", FINDINGS)
        said = in_text(written, name=path.name)
        with options.readable_book(book, lang) as (opened, speech):
            made = make(opened, said, speech)
            wrong, texts = located(opened, made.entry) if made.entry.wrong else ([], {})
            problems = [*made.problems, *wrong]
            if not any(table()[one.code].severity == "error" for one in problems):
                path.unlink()
                return said
            lines = {path.name: written}
            sys.stderr.write(diagnostics(opened.path, problems, speech, texts | lines))
        if not asked() or not _again(speech):
            leave(speech, "entry.kept", FINDINGS, path=str(path))


def _again(speech: Language) -> bool:
    return agreed(sentence("entry.again", speech), enter=True)


def _open(path: Path) -> None:
    """Failure entry.no_editor (exit 1) where there is none that works."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor and not asked():  # the usual one would wait for somebody who is not there
        raise Failure("entry.no_terminal", FINDINGS)
    editor = editor or ("notepad" if os.name == "nt" else "vi")
    try:
        code = subprocess.run([*shlex.split(editor), str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        why = reason_of(error) if isinstance(error, OSError) else str(error)
        raise Failure("entry.no_editor", FINDINGS, found=editor, reason=why) from error
    if code:
        raise Failure("entry.no_editor", FINDINGS, found=editor, reason=str(code))


def form(opened: Any, said: dict[str, Any], type_: str, day: int, speech: Language) -> str:
    """The template of a record: what is said already (a tree without its type), or usual, filled in; what must be written,
    left open; every other field behind a comment sign. Each is explained in the reader's language, its key is the book's."""
    from houqin.entry.form import fields, folder_of, is_owned, main_list, model_of
    from houqin.entry.new import key_language, new
    from houqin.entry.number import numbered
    from houqin.entry.prepare import owner_of
    from houqin.entry.usual import Usual
    from houqin.schemas.build import explained
    from houqin.text.quote import quoted
    from houqin.text.write import record_text, word
    from houqin.values import iso

    language, model, main, folder = key_language(opened), model_of(type_), main_list(type_), folder_of(type_)
    filled = dict(said)
    owner, told = owner_of(opened, filled, folder, "") if is_owned(type_) else ("", [])
    usual = Usual(opened, type_, owner)
    shape = {one.attribute: one for one in fields(type_)}
    filled.setdefault("date" if "date" in shape else "from_", iso(day))
    for name, field in shape.items():
        if field.required and not field.part and name not in filled and (value := usual.value(name)):
            filled[name] = names.label(value, "zh", field.choices) if field.choices and language == "zh" else value
    (one,) = numbered(opened, [new(type_, owner, filled)])
    lines = [
        f"# {sentence('entry.form', speech, type=type_)}",
        f"- {word(type_, language)}: {quoted(one.number) if one.number else ''}",
    ]
    for problem in told:  # whose it is, is asked first
        lines.append(f"  {word(problem.args['field'], language)}:  # {'、'.join(problem.args['choices'])}")
    if owner:
        set_ = folder != "store"
        shown = names.set_label(owner, language) if set_ else owner
        lines.append(f"  {word('set' if set_ else 'place', language)}: {quoted(shown)}")
    optional = []
    for name, field in shape.items():
        key = word(field.name, language)
        meaning = f"# {explained(type_, name, model.model_fields[name], speech)}"
        if name in filled:
            lines += record_text({"type": type_, "id": "0", name: filled[name]}, language).rstrip("\n").split("\n")[1:]
        elif field.part and (field.required or (main and name == main.attribute)):
            lines += [f"  {meaning}", f"  {key}:", "    - "] if field.many else [f"  {meaning}", f"  {key}:"]
        elif field.required:
            lines.append(f"  {key}:  {meaning}")
        elif (owner or told) and name in ("place", "set"):
            continue  # said above
        else:
            optional += [f"  {meaning}", f"  # {key}: "]
    return "\n".join([*lines, f"  # {sentence('entry.form_optional', speech)}", *optional]) + "\n"
