"""What a seal of a month holds, how it reads, and how fast everybody is told which months are closed."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from houqin.book import find
from houqin.book.index import open_book
from houqin.closing import heads, seal, written
from houqin.diagnostics import Failure
from houqin.text import seals
from houqin.text.events import plain
from story.book import GENERAL, Small, small

from .keeping import last, sealed


@pytest.fixture(autouse=True)
def _own_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOUQIN_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def book(tmp_path: Path) -> Small:
    book = small(tmp_path / "book")
    book.change(GENERAL, "日期: 2026-10-08,", "日期: 2026-10-08, 附证: evidence/送货单.csv,")
    book.write(book.folder)
    (book.folder / "evidence").mkdir()
    (book.folder / "evidence" / "送货单.csv").write_bytes("复印纸,10\n".encode())
    return book


ITEMS = "registers/items.yaml"


def write(book: Small, path: str, more: str, change: tuple[str, str] = ("", "")) -> None:
    """Write into a file of the book beside its seals: more at its end, one place otherwise."""
    file = book.folder / path
    file.parent.mkdir(exist_ok=True)
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(text.replace(*change) + more, encoding="utf-8")


def made(book: Small, month: str = "2026-10", language: str = "zh") -> tuple[written.Seal, str]:
    with open_book(book.folder, thorough=True) as opened:
        return seal.make(opened, month, 20261103, language)


def test_what_the_seal_of_october_holds(book: Small) -> None:
    october, _ = made(book)
    assert october.mark[:2] == ("2026-10", 1)
    slips = next(file for file in october.files if file.path == "store/总务库/2026-10.yaml")
    assert (slips.records, slips.first, slips.last) == (7, "YS-1", "CK-3")
    assert [one.number for one in october.each if one.path == slips.path] == [
        "YS-1", "YS-2", "YS-3", "YS-4", "CK-1", "CK-2", "CK-3",
    ]  # fmt: skip
    assert october.evidence.keys() == {"evidence/送货单.csv"}
    assert "opening/2026-09-30.yaml" in {file.path for file in october.files}  # the first seal has the opening as well
    assert ("item", "大米") in {row.about for row in october.standing}
    assert ("packs", "大米|袋") in {row.about for row in october.standing}
    assert ("policies", "食材") in {row.about for row in october.standing}
    balances = october.balances
    assert balances["accounts"]["school|1302.01"] == "2600.00"
    assert balances["accounts"]["school|8001"] == "95500.00"  # the budget half
    assert balances["parties"]["school|supplier|文具店"] == "-1600.00"
    assert balances["stock"]["复印纸|总务库"] == "130"
    assert balances["value"]["复印纸|school|1302.01"] == "2600.00"
    assert balances["in_use"]["壁扇|school|1302.04"] == "1250.00"
    assert balances["assets"] == {"school|ZC-1": "30000.00 5500.00", "school|ZC-2": "12000.00 200.00"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_read_back_as_it_was_made(book: Small, language: str) -> None:
    october, text = made(book, language=language)
    back = written.parse(text, october.mark.path)
    assert back is not None
    assert back.mark == october.mark
    assert written.head_of(text) == october.mark.head
    assert [row[:5] for row in back.standing] == [row[:5] for row in october.standing]
    assert back._replace(standing=()) == october._replace(standing=())


def test_it_is_yaml_that_says_the_same_to_other_readers(book: Small) -> None:
    october, text = made(book)
    [(mapping, _, _)] = plain(text, text.split("\n"), single=True) or []
    assert mapping["月份"] == "2026-10"
    assert mapping["头"] == october.mark.head
    assert len(mapping["各条"]) == len(october.each)
    assert [file["路径"] for file in mapping["文件"]] == [file.path for file in october.files]


def test_a_name_with_signs_of_yaml_in_it(book: Small) -> None:
    book.registers["suppliers"] += '- {供应商: "王#二: 粮店", 起: 2024-01-01}\n'
    book.write(book.folder)
    october, text = made(book)
    assert ("supplier", "王#二: 粮店") in {row.about for row in (written.parse(text, "") or october).standing}


def test_the_next_seal_names_the_one_before_and_only_the_rows_that_are_new(book: Small) -> None:
    first = sealed(book.folder, "2026-10")
    write(book, "purchases/2026-11.yaml", "- {申请: SQ-1, 日期: 2026-11-02, 明细: [复印纸 5包]}\n")
    write(
        book, ITEMS,
        "- {物品: 墨水, 性质: 存货, 类别: 办公用品, 单位: 瓶, 起: 2026-11-01}\n"
        "- {物品: 墨盒, 性质: 存货, 类别: 办公用品, 单位: 个, 起: 2026-12-01}\n",
    )  # fmt: skip
    november, _ = made(book, "2026-11")
    assert (november.mark.number, november.mark.previous, november.mark.supersedes) == (2, first, "")
    assert [row.about for row in november.standing] == [("item", "墨水")]
    assert [file.path for file in november.files] == ["purchases/2026-11.yaml"]


def test_a_row_that_was_changed_behind_a_seal_is_not_taken_into_the_next(book: Small) -> None:
    """Else the next closing would launder what was changed without a day."""
    sealed(book.folder, "2026-10")
    write(
        book, ITEMS, "- {物品: 大米, 性质: 食材, 类别: 调料, 单位: 斤, 起: 2026-10-05}\n", ("{箱: 8 包}", "{箱: 10 包}")
    )
    november, _ = made(book, "2026-11")
    assert november.standing == ()


def test_a_month_that_was_opened_again_gets_a_second_seal_beside_the_first(book: Small) -> None:
    first = sealed(book.folder, "2026-10")
    assert seals.is_closed(book.folder, "2026-10")
    write(book, "approvals/2026-11.yaml", f"- 重开: CK-1\n  日期: 2026-11-20\n  月份: 2026-10\n  头: {first}\n")
    assert not seals.is_closed(book.folder, "2026-10")
    second = sealed(book.folder, "2026-10")
    assert last(book.folder) == ("2026-10", 2, second, first, first, "2026-11-03", "seals/2026-10-2.yaml")
    assert seals.sealed(book.folder).keys() == {"2026-10"}


def test_a_seal_saved_by_windows_is_known(book: Small) -> None:
    sealed(book.folder, "2026-10")
    path = book.folder / last(book.folder).path
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert seals.is_closed(book.folder, "2026-10")


@pytest.mark.parametrize(
    "spoilt", ["", "格式: houqin-seal/1\n", "格式: houqin-seal/2\n序号: 1\n头: " + "a" * 64, "\0\0"]
)
def test_a_file_that_is_no_seal_closes_nothing(book: Small, spoilt: str) -> None:
    (book.folder / "seals").mkdir()
    (book.folder / "seals" / "2026-10.yaml").write_text(spoilt, encoding="utf-8")
    assert seals.sealed(book.folder) == {}


@pytest.mark.parametrize("unseen", ["store", "store/总务库", "checks", "registers"])
def test_a_folder_that_the_disk_does_not_list_is_not_left_out(
    book: Small, unseen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the month that would be sealed half, and of one that would be told to be as it was."""
    with open_book(book.folder, thorough=True) as opened:
        listed = os.scandir

        def failing(path: str) -> Any:
            if str(path).endswith(unseen):
                raise OSError(errno.EIO, "no answer")
            return listed(path)

        monkeypatch.setattr(find.os, "scandir", failing)
        with pytest.raises(Failure) as told:
            seal.make(opened, "2026-10", 20261103, "zh")
    assert (told.value.code, told.value.exit_code, told.value.args_["path"]) == ("seal.no_bytes", 3, unseen)
    monkeypatch.undo()


def test_an_attachment_that_cannot_be_read_is_not_sealed_as_missing(
    book: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def failing(path: Path) -> bytes:
        if path.name == "送货单.csv":
            raise OSError(errno.EIO, "no answer")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", failing)
    with pytest.raises(Failure, match=r"seal\.no_bytes"):
        made(book)


def test_a_month_is_not_open_because_its_seal_cannot_be_read(book: Small) -> None:
    """A folder of the seal's name stands for a disk that does not give it."""
    sealed(book.folder, "2026-10")
    path = book.folder / last(book.folder).path
    path.unlink()
    path.mkdir()
    for asked in (lambda: seals.of(book.folder, "2026-10"), lambda: seals.barring(book.folder, ["2026-10"])):
        with pytest.raises(Failure, match=r"seal\.no_bytes") as told:
            asked()
        assert told.value.exit_code == 3


def test_seals_are_no_records_of_the_book(book: Small) -> None:
    with open_book(book.folder, thorough=True) as opened:
        before = opened.diagnostics, opened.index.execute("select count(*) from record").fetchone()
    sealed(book.folder, "2026-10")
    with open_book(book.folder, thorough=True) as opened:
        assert (opened.diagnostics, opened.index.execute("select count(*) from record").fetchone()) == before


# ------------------------------------------------------------ read aloud

HEAD = "0123456789abcdef" * 4


def test_a_head_is_printed_in_groups_and_can_be_read_aloud() -> None:
    assert heads.groups(HEAD) == "0123 4567 89ab cdef 0123 4567 89ab cdef"
    assert heads.spoken(HEAD).startswith("洞幺两三 四五六拐 八勾甲乙 丙丁戊己")


@pytest.mark.parametrize(
    "written",
    [
        heads.groups(HEAD),
        heads.spoken(HEAD),
        heads.groups(HEAD).upper().replace(" ", "-"),
        f"sha256:{HEAD}",
        "０１２３　４５６７　８９ａｂ　ｃｄｅｆ　０１２３　４５６７　８９ａｂ　ｃｄｅｆ",
        "零一二三，四五六七，八九甲乙，丙丁戊己，零一二三，四五六七，八九甲乙，丙丁戊己",
    ],
)
def test_a_head_is_understood_as_people_type_it(written: str) -> None:
    assert (heads.meant(written) or "x") in HEAD


@pytest.mark.parametrize("written", ["", "0123", "0123 4567 89ab cdeg 0123 4567 89ab cdef", HEAD + "0", "洞幺两三"])
def test_what_is_no_head_is_none(written: str) -> None:
    assert heads.meant(written) is None
