"""`houqin reverse`, `approve` and `sign`: what is taken back, written anew, decided and signed, each as a record."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import Ended, inside

pytestmark = pytest.mark.usefixtures("bare")
CANTEEN, APPROVALS = "store/食堂主副食库/2026-10.yaml", "approvals/2026-10.yaml"
TODAY = ("--today", "2026-10-30")


def on(book: Path, *args: str) -> Ended:
    return inside("--book", str(book), *args)


def files(book: Path) -> dict[str, bytes]:
    return {path.relative_to(book).as_posix(): path.read_bytes() for path in sorted(book.rglob("*.yaml"))}


@pytest.fixture
def rice(book: Path) -> Path:
    """A book with a delivery of rice that was entered too high."""
    ended = on(
        book,
        "add",
        "验收",
        "供应商=城关粮油店",
        "日期=2026-10-29",
        "--id",
        "SYS-X",
        "--line",
        "大米 500斤 2.60元/斤",
        "保管员=孙丽",
    )
    assert ended.code == 0, ended.err
    return book


def test_a_delivery_is_taken_back_and_written_anew_at_once(rice: Path) -> None:
    """Three hundred, not five: the sum follows; the day is the slip's, booked today; the stock and the debt say so."""
    before = files(rice)[CANTEEN]
    ended = on(rice, "reverse", "SYS-X", "明细.1.数量=300斤", "--replace", "--reason", "少送", *TODAY)
    assert ended.code == 0, ended.err
    added = files(rice)[CANTEEN].removeprefix(before).decode()
    assert added.startswith("- 冲销: HC-261030-01\n  日期: 2026-10-30\n  原单: SYS-X\n  原因: 少送\n- 验收: SYS-1029-")
    assert added.endswith(
        "  日期: 2026-10-29\n  入账日期: 2026-10-30\n  替代: SYS-X\n  供应商: 城关粮油店\n  明细:\n"
        "    - 大米 300斤 2.60 780.00\n  签字: {保管员: 孙丽}\n"
    )
    assert "现存 食堂主副食库 大米" in ended.err
    assert on(rice, "check").code == 0


def test_a_reversal_is_written_once(rice: Path) -> None:
    assert on(rice, "reverse", "SYS-X", *TODAY).code == 0
    before = files(rice)
    again = on(rice, "reverse", "SYS-X", *TODAY)
    assert (again.code, again.out) == (0, "")
    assert "早已由 HC-261030-01 冲销" in again.err
    assert files(rice) == before


def test_what_was_sent_back_comes_first(rice: Path) -> None:
    """Ten catties went back to the shop: without the delivery they would come from nowhere."""
    said = ("add", "退货", "原单=SYS-X", "供应商=城关粮油店", "日期=2026-10-30", "--id", "STH-X", "--line", "大米 10斤")
    assert on(rice, *said).code == 0
    ended = on(rice, "reverse", "SYS-X", *TODAY)
    assert ended.code == 1
    assert "SYS-X 的物品已经由 STH-X 退回" in ended.err
    assert on(rice, "reverse", "STH-X", *TODAY).code == 0
    assert on(rice, "reverse", "SYS-X", *TODAY).code == 0


def test_lines_said_anew_stand_for_all_there_were(rice: Path) -> None:
    ended = on(rice, "reverse", "SYS-X", "--replace", "--line", "大米 1斤 2.60元/斤", "--dry-run", *TODAY)
    assert "    - 大米 1斤 2.60 2.60\n" in ended.out
    assert "500斤" not in ended.out


def test_where_the_replacement_is_wrong_neither_is_written(rice: Path) -> None:
    before = files(rice)
    ended = on(rice, "reverse", "SYS-X", "--replace", "供应商=没有的店", *TODAY)
    assert (ended.code, ended.out) == (1, "")
    assert "没有登记的供应商「没有的店」" in ended.err
    assert files(rice) == before


def test_in_an_editor_the_store_stays_the_folder(rice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    ended = on(rice, "reverse", "SYS-X", "--replace", "--editor", "--dry-run", *TODAY)
    assert ended.code == 0, ended.err
    assert "地点" not in ended.out
    assert "    - 大米 500斤 2.60 1300.00\n" in ended.out


@pytest.mark.parametrize(
    ("said", "code", "told"),
    [
        (("reverse", "没有这张"), 2, "没有单据 没有这张"),
        (("reverse", "SYS-X", "供应商=x"), 2, "要改写一张，加 --replace"),
        (("approve", "SYS-X", "--by", "陈志远"), 2, "--as"),
        (("approve", "SYS-X", "--as", "主任", "--by", "陈志远"), 2, "是不是「总务主任」"),
        (("sign", "SYS-X", "--as", "看门人", "--by", "孙丽"), 2, "没有岗位「看门人」"),
    ],
)
def test_wrong_use_is_told(said: tuple[str, ...], code: int, told: str, rice: Path) -> None:
    ended = on(rice, *said)
    assert (ended.code, ended.out) == (code, "")
    assert told in ended.err


def test_an_approval_is_its_own_record_and_the_same_again_is_harmless(rice: Path) -> None:
    said = ("approve", "SYS-X", "--as", "总务主任", "--by", "czy", *TODAY)
    before = files(rice)[APPROVALS]
    assert on(rice, *said).code == 0
    added = files(rice)[APPROVALS].removeprefix(before).decode()
    assert added.startswith("- 审批: SP-")
    assert added.endswith("  原单: SYS-X\n  签批人: 陈志远\n  职务: 总务主任\n  意见: 同意\n")
    again = on(rice, *said)
    assert (again.code, again.out) == (0, "")
    assert "已存在 SP-" in again.err
    refused = on(rice, *said, "--no")
    assert "  意见: 不同意\n" in refused.out


def test_a_later_signature_names_the_part_that_is_signed(rice: Path) -> None:
    ended = on(rice, "sign", "SYS-X", "--as", "inspector", "--by", "lxy", *TODAY, "--lang", "en")
    assert ended.code == 0, ended.err
    assert ended.out.endswith("  原单: SYS-X\n  签批人: 李秀英\n  职务: 验收员\n")
    assert "Written: BQ-" in ended.err


def test_vouchers_of_a_new_month_begin_with_one_without_noughts(book: Path) -> None:
    ended = on(
        book, "add", "凭证", "摘要=试", "账套=学校", "日期=2026-11-30", "--line", "科目=5001 借=1.00", "--dry-run"
    )
    assert "- 凭证: 记-1\n" in ended.out or "借贷" in ended.err


# ------------------------------------------------------------ who may not decide, or sign

APPROVE = ("approve", "SQ-1008-1", *TODAY)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ((*APPROVE, "--as", "校长", "--by", "张建国"), "以校长的身份签批，登记里 10-30 他没有这个岗位"),
        ((*APPROVE, "--as", "校长", "--by", "张见国"), "没有登记的人员「张见国」"),
        ((*APPROVE, "--as", "教务员", "--by", "黄燕"), "申请 SQ-1008-1 是 黄燕 自己提出的，不能由本人审批"),
        (
            ("approve", "CK-1014-1", "--as", "教务员", "--by", "黄燕", *TODAY),
            "领用 CK-1014-1 的领用人、审批人都是 黄燕",
        ),
        (("sign", "CK-1014-1", "--as", "审批人", "--by", "黄燕", *TODAY), "领用 CK-1014-1 的领用人、审批人都是 黄燕"),
        (("sign", "CK-1014-1", "--as", "保管员", "--by", "黄燕", *TODAY), "黄燕 2026-10-30 不任保管员，任教务员"),
        (
            ("add", "审批", "原单=SQ-1008-1", "签批人=张建国", "职务=校长", "意见=同意", "日期=2026-10-30"),
            "以校长的身份签批，登记里 10-30 他没有这个岗位",
        ),
    ],
)
def test_what_the_month_would_say_of_a_decision_is_said_before_it_is_written(
    said: tuple[str, ...], told: str, book: Path
) -> None:
    """A post that is not his, his own request, a slip in which he has a part: refused, whoever confirms it."""
    before = files(book)
    for more in ((), ("--yes",), ("--dry-run",)):
        ended = on(book, *said, *more)
        assert (ended.code, ended.out) == (1, ""), ended.err
        assert told in ended.err
        assert "没有写入" in ended.err
    assert files(book) == before


@pytest.mark.parametrize(
    "said",
    [
        (*APPROVE, "--as", "校长", "--by", "周海涛"),
        ("sign", "CK-1014-1", "--as", "监盘人", "--by", "黄燕", *TODAY),  # a part, not a post: whoever was there
        ("sign", "CK-1014-1", "--as", "送货人", "--by", "门口的老刘", *TODAY),  # and may be a stranger
        ("sign", "CK-1014-1", "--as", "审批人", "--by", "刘敏", *TODAY),
    ],
)
def test_whoever_may_decide_or_was_there_signs(said: tuple[str, ...], book: Path) -> None:
    ended = on(book, *said)
    assert ended.code == 0, ended.err
    assert on(book, "check").code == 0


def test_a_post_is_his_from_the_day_the_register_says(book: Path) -> None:
    """On the 29th he was no principal yet; from the 30th he is."""
    people = book / "registers" / "people.yaml"
    text = people.read_text(encoding="utf-8")
    row = "- {人员: 刘敏, 岗位: [分管副校长], 起: 2024-08-01"
    assert row in text
    people.write_text(
        text.replace(row, row + ", 止: 2026-10-29}\n- {人员: 刘敏, 岗位: [校长], 起: 2026-10-30"), encoding="utf-8"
    )
    said = ("approve", "SQ-1008-1", "--as", "校长", "--by", "刘敏", "--today")
    assert on(book, *said, "2026-10-29").code == 1
    assert on(book, *said, "2026-10-30").code == 0


def test_where_one_decides_for_all_he_decides_on_his_own_request_too(book: Path) -> None:
    with (book / "houqin.yaml").open("a", encoding="utf-8") as config:
        config.write("  - {规则: 录入岗位, 对象: 审批, 值: 不限, 起: 2026-01-01}\n")
    ended = on(book, *APPROVE, "--as", "教务员", "--by", "黄燕")
    assert ended.code == 0, ended.err
