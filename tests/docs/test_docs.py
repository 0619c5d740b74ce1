"""The pages of docs/ for readers: every command in them is run, in both languages, and prints what the page shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.walk import FENCE, ROOT, expected, missing, steps, walk
from houqin import names
from houqin.cli.import_ import SHORT

DOCS = ROOT / "docs"
PAGES = sorted(
    page for page in DOCS.rglob("*.md") if any("console" in f[1] for f in FENCE.finditer(page.read_text("utf-8")))
)
PAIRS = sorted(page for page in DOCS.rglob("*.zh.md"))
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
SPEAKS = re.compile(r" ?--lang[ =](zh|en)")


def name(page: Path) -> str:
    return str(page.relative_to(DOCS))


@pytest.fixture(scope="module")
def around(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("walks")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_page_does_what_it_says(page: Path, around: Path) -> None:
    done = steps(page)
    for step, ended in zip(done, walk(done, around), strict=True):
        where = f"{name(page)}:{step.line}: {step.command or step.file}"
        assert "Traceback" not in ended.printed, where
        assert ended.code in expected(step), f"{where}\n{ended.printed}"
        assert not missing(step.shown, ended.printed), f"{where}\n{missing(step.shown, ended.printed)}\n{ended.printed}"


@pytest.mark.parametrize("page", PAIRS, ids=name)
def test_both_languages_do_the_same(page: Path) -> None:
    def meant(word: str) -> str:
        """A record type, a set, a post or a field in its one spelling, on either side of an = too."""
        left, equals, right = word.partition("=")
        if equals:
            return f"{names.field_named(left) or left}={names.field_named(right) or right}"
        if "/" in word and (set_ := names.choice_named("set", word.partition("/")[0])):
            return f"{set_}/{word.partition('/')[2]}"
        named = names.type_named(SHORT.get(word, word)) or names.choice_named("set", word)
        return named or names.role_named(word) or word

    def canonical(command: str) -> list[str]:
        return [meant(word) for word in SPEAKS.sub("", command).partition(" #")[0].split()]

    def commands(one: Path) -> list[list[str]]:
        return [canonical(step.command) for step in steps(one) if "LANG" not in step.command]

    def sheets(one: Path) -> list[tuple[str, str]]:
        return [(step.file, step.text) for step in steps(one) if step.anew]

    other = page.with_name(page.name.replace(".zh.md", ".md"))
    assert commands(page) == commands(other)
    assert sheets(page) == sheets(other)


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        assert page.parent.joinpath(link).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_command_stands_where_it_is_not_run(page: Path) -> None:
    """Only README's two commands, which install, stand in blocks of their own."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for kind, text in ((f[1], f[2]) for f in FENCE.finditer(page.read_text(encoding="utf-8"))):
        if kind in ("sh", "bash", "shell", ""):
            assert "houqin" not in text or text in readme, text
