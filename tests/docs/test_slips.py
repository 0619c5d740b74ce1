"""The slips that the pages for readers show are right ones, in the page's language, and docs/writing.md has all kinds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from docs.walk import APPEND, FENCE, ROOT
from houqin import names
from houqin.records.base import Link, Part, Record
from houqin.records.catalogue import CONFIG, TYPES, folders_of, models
from houqin.records.goods import PricedLine
from houqin.records.validate import validate
from houqin.text.read import SCHOOL_FILE, Entry, read
from records.test_field_lists import model_in

DOCS = ROOT / "docs"
WRITING = ("writing.md", "writing.zh.md")
CHAPTER = re.compile(r"^## ", re.MULTILINE)
SECTION = re.compile(r"^### (\S+)\n(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
WORD = re.compile(r"`([^\W\d]+)`|([^\W\d]+):(?= |$)", re.MULTILINE)
"""What a page names: `field` in its text, or the key of a slip."""
DATA_KEYS = {"packs"}
"""Fields whose keys are the book's own words."""


def slips(text: str, *, wrong: bool = False) -> list[str]:
    """Every slip of a page, shown or to be added to a file; or those with a mistake in them."""
    found = []
    for block in FENCE.finditer(text):
        append = APPEND.fullmatch(block[1])
        comments = all(line.startswith("#") for line in block[2].splitlines())
        if (append or block[1] == "yaml") and not comments and bool(append and append["wrong"]) is wrong:
            found.append(block[2])
    return found


def entries(slip: str) -> list[Entry]:
    """The records of a slip, by houqin's own reader."""
    found, faults = read(slip.encode(), "page.yaml" if re.search("^- ", slip, re.MULTILINE) else SCHOOL_FILE)
    assert faults == [], slip
    return found


def record(entry: Entry) -> Part:
    """The entry's record, in its own folder, with nothing wrong in it."""
    folder = CONFIG if entry.type == "school" else folders_of(entry.type)[0]
    [made], problems = validate(folder, [entry.tree])
    assert problems == []
    assert made is not None
    return made


def shown(page: Path) -> list[Entry]:
    return [entry for slip in slips(page.read_text(encoding="utf-8")) for entry in entries(slip)]


PAGES = sorted(page for page in [*DOCS.rglob("*.md"), *ROOT.glob("README*.md")] if slips(page.read_text("utf-8")))


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_slip_shown_is_valid(page: Path) -> None:
    assert [record(entry) for entry in shown(page)]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_slip_called_wrong_is_refused(page: Path) -> None:
    for slip in slips(page.read_text(encoding="utf-8"), wrong=True):
        assert read(slip.encode(), "page.yaml")[1]


@pytest.mark.parametrize("page", [page for page in PAGES if page.parent != ROOT], ids=name)
def test_a_page_writes_its_keys_in_its_own_language(page: Path) -> None:
    def keys(node: Any) -> list[str]:
        if isinstance(node, list):
            return [key for one in node for key in keys(one)]
        if not isinstance(node, dict):
            return []
        own = [key for inner, one in node.items() if names.field_named(inner) not in DATA_KEYS for key in keys(one)]
        return [*node, *own]

    chinese = page.name.endswith(".zh.md")
    for slip in slips(page.read_text(encoding="utf-8")):
        assert [key for key in keys(yaml.load(slip, Loader=yaml.BaseLoader)) if key.isascii() is chinese] == []


@pytest.mark.parametrize("page", [page for page in PAGES if page.name.endswith(".zh.md")], ids=name)
def test_both_languages_show_the_same_slips(page: Path) -> None:
    other = page.with_name(page.name.replace(".zh.md", ".md"))
    assert [record(entry) for entry in shown(page)] == [record(entry) for entry in shown(other)]


# ------------------------------------------------------------ docs/writing.md, against the catalogue


def fields(model: type[Part], top: bool = True) -> set[str]:
    """Every field of a model and of the parts inside it. That a record's name names a record is said once for all."""
    found = set()
    for attribute, field in model.model_fields.items():
        canonical = attribute.rstrip("_")
        if canonical in ("id", "type") or (issubclass(model, Link) and canonical in names.TYPES):
            continue
        found.add(canonical)
        if (part := model_in(field.annotation)) is not None and not (top and attribute in Record.model_fields):
            found |= fields(part, top=False)
    return found


@pytest.mark.parametrize("page", WRITING)
def test_the_page_on_writing_has_every_kind_with_all_its_fields(page: str) -> None:
    """A field is named in its kind's section, in the words that open the chapter, or in those that open the page."""
    opening, *chapters = CHAPTER.split((DOCS / page).read_text(encoding="utf-8"))
    kinds = {type_: model for folder in TYPES for type_, model in models(folder).items()}
    general = named(opening + chapters.pop(0))
    assert general >= {field.rstrip("_") for field in {**Record.model_fields, **PricedLine.model_fields}} - {
        "id",
        "type",
    }
    seen = []
    for chapter in chapters:
        intro = chapter.partition("\n### ")[0]
        for title, body in SECTION.findall(chapter):
            type_ = names.type_named(title)
            assert type_ is not None, title
            seen.append(type_)
            assert type_ in {entry.type for slip in slips(body) for entry in entries(slip)}, title
            assert fields(kinds[type_]) - named(intro + body, type_) - general == set(), title
    assert sorted(seen) == sorted(kinds)


def named(text: str, type_: str = "") -> set[str]:
    """The canonical fields that a text on a type names."""
    words = [quoted or key for quoted, key in WORD.findall(text)]
    return {field for word in words for of in ("", type_) if (field := names.field_named(word, of))}
