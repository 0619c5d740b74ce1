"""What README promises: the same two commands in both languages, the tests run as it says, its slip can be read."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from goldens import write
from houqin.cli.app import COMMANDS
from houqin.records.validate import validate
from houqin.text.read import read

ROOT = Path(__file__).parent.parent.parent
PAGES = ("README.md", "README.zh.md")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def blocks(page: str, language: str) -> list[str]:
    """The blocks of code in that language."""
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)


def test_both_pages_give_the_same_two_commands() -> None:
    chinese, english = (blocks(page, "sh") for page in ("README.zh.md", "README.md"))
    assert chinese == english
    assert len(english) == 2


def test_the_checks_before_a_change_run_the_tests_as_the_page_says() -> None:
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").endswith(blocks("README.md", "sh")[1])


@pytest.mark.parametrize("page", PAGES)
def test_the_slip_on_the_page_is_one_of_the_sample_book(page: str) -> None:
    (shown,) = blocks(page, "yaml")
    entries, faults = read(shown.encode(), "store/2026-10.yaml")
    assert (len(entries), faults) == (1, [])
    number = entries[0].tree["id"]

    def slip(data: bytes) -> object:
        (tree,) = [e.tree for e in read(data, "store/2026-10.yaml")[0] if e.tree["id"] == number]
        return validate("store", [tree])[0]

    assert slip(shown.encode()) == slip((ROOT / "ledgers" / "store" / "总务库" / "2026-10.yaml").read_bytes())


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_picture_shows_what_is_printed(language: str, tmp_path: Path) -> None:
    # `python docs/screen.py` draws it anew
    printed = {_bare(line) for line in write.sheet(language, 132, tmp_path, ROOT).split("\n")}
    rows: dict[str, str] = {}
    svg = (ROOT / "docs" / f"screen.{language}.svg").read_text(encoding="utf-8")
    for y, text in re.findall(r'<text [^>]*y="([\d.]+)"[^>]*clip-path[^>]*>([^<]*)</text>', svg):
        rows[y] = rows.get(y, "") + html.unescape(text)
    drawn = {_bare(row) for row in rows.values()} - {"", "⋮"}
    assert len(drawn) > 30
    assert drawn <= printed


@pytest.mark.parametrize("page", PAGES)
def test_the_page_names_every_command(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert set(re.findall(r"\| `houqin (\w+)", text)) == COMMANDS.keys()


@pytest.mark.parametrize(
    "page",
    [
        *PAGES,
        "CONTRIBUTING.md",
        "docs/architecture.md",
        "docs/editors.md",
        "docs/editors.zh.md",
        "ledgers/README.md",
        "ledgers/README.zh.md",
    ],
)
def test_every_link_leads_somewhere(page: str) -> None:
    for link in LINK.findall((ROOT / page).read_text(encoding="utf-8")):
        assert (ROOT / page).parent.joinpath(link).exists(), link
