"""`houqin schema DIR`: a school's own book gets the schemas without this repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import ROOT, Houqin, inside

pytestmark = pytest.mark.usefixtures("bare")


def test_a_school_writes_the_schemas_beside_its_book(houqin: Houqin, tmp_path: Path) -> None:
    """In a folder that is not there yet, with no book in sight."""
    written = houqin("schema", "编辑器 用", cwd=tmp_path)
    assert (written.code, written.err) == (0, "")
    assert "编辑器 用：zh、en 两个文件夹，24 个文件" in written.out
    for language in ("zh", "en"):
        for path in sorted((ROOT / "schemas" / language).glob("*.json")):
            assert (tmp_path / "编辑器 用" / language / path.name).read_bytes() == path.read_bytes()


def test_an_older_schema_is_replaced_and_what_else_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "store.json").write_text("{}", encoding="utf-8")
    (tmp_path / "zh" / "自己的.json").write_text("{}", encoding="utf-8")
    assert inside("schema", str(tmp_path), "--lang", "en").out.startswith("Written to ")
    assert len((tmp_path / "zh" / "store.json").read_bytes()) > 10_000
    assert (tmp_path / "zh" / "自己的.json").read_text(encoding="utf-8") == "{}"
    assert not list(tmp_path.rglob(".*"))


def test_a_folder_that_cannot_be_written_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "zh").write_text("", encoding="utf-8")
    told = {lang: inside("schema", str(tmp_path), "--lang", lang) for lang in ("zh", "en")}
    assert [(one.code, one.out) for one in told.values()] == [(1, ""), (1, "")]
    assert told["zh"].err == f"houqin: 未写入 {tmp_path}/zh：那里已有同名的文件\n"
    assert told["en"].err == f"houqin: Not written to {tmp_path}/zh: a file of that name is in the way\n"


def test_a_book_may_hold_its_schemas(tmp_path: Path) -> None:
    """Files that are no YAML are no ledgers."""
    book = ROOT / "tests" / "example" / "ledgers"
    for path in book.rglob("*.yaml"):
        (tmp_path / path.relative_to(book)).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path.relative_to(book)).write_bytes(path.read_bytes())
    inside("schema", str(tmp_path / "schemas"))
    assert inside("--book", str(tmp_path), "check").out == inside("--book", str(book), "check").out
