"""Exit codes, streams, options, places of the book, files written: what every command has in common."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from running import HERE, RECONCILE, ROOT, SAMPLE, Ended, Houqin

# ------------------------------------------------------------ exit codes and streams


def test_findings_are_exit_1_and_go_to_stdout(sheet: Ended) -> None:
    assert sheet.code == 1
    assert sheet.out.splitlines()[0].startswith("城关实验学校　2026-10 月末对账")
    assert sheet.out.rstrip().endswith("退出码 1。")
    assert sheet.err == ""


def test_nothing_but_timing_is_exit_0(houqin: Houqin, tmp_path: Path) -> None:
    """A school that only has its opening and a quiet month: a lamp to repair, nothing to compare."""
    for name in ("houqin.yaml", "registers"):
        source = SAMPLE / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    (tmp_path / "opening").mkdir()
    (tmp_path / "opening/2026-09-30.yaml").write_text(
        '- {期初余额: QC-1, 账套: 学校, 日期: 2026-09-30, 科目余额: [{科目: "3001", 贷: 0.00}]}\n', "utf-8"
    )
    (tmp_path / "repairs").mkdir()
    (tmp_path / "repairs/2026-10.yaml").write_text(
        "- {报修: BX-1, 日期: 2026-10-12, 地点: 教学楼, 报修人: 黄燕, 内容: 灯管不亮}\n", "utf-8"
    )
    ended = houqin("--book", str(tmp_path), *RECONCILE)
    assert (ended.code, ended.err) == (0, "")
    assert "退出码 0" in ended.out


def test_a_sound_book_checks_with_exit_0(houqin: Houqin) -> None:
    """The count of files and records is no data: it goes to stderr, and a hook prints nothing."""
    ended = houqin("check")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.startswith("账簿没有错误：")


def test_json_alone_on_stdout(houqin: Houqin) -> None:
    for args in (("check", "--format", "json"), (*RECONCILE, "--format", "json")):
        assert json.loads(houqin(*args).out)["version"] == 1


@pytest.mark.parametrize("at", ["houqin.cli.app", "typer", "houqin.messages.cli", "houqin.cli.reconcile", "sqlite3"])
def test_interrupted_while_it_is_loaded_is_exit_130(at: str, houqin: Houqin) -> None:
    """Ctrl-C in the first moment: whichever module is being imported, no traceback."""
    code = (
        "import sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {at!r}: raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        f"sys.argv = ['houqin', *{RECONCILE!r}]\n"
        "from houqin.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=HERE, env=houqin.env(), timeout=60)
    assert (done.returncode, done.stdout) == (130, b"")
    assert b"Traceback" not in done.stderr


def test_interrupted_is_exit_130(houqin: Houqin) -> None:
    """Ctrl-C while it waits for another run that builds the index."""
    own = Houqin(houqin.cache / "held")
    own(*RECONCILE)
    (index,) = own.cache.glob("*.sqlite")
    held = sqlite3.connect(index, isolation_level=None)
    held.execute("begin exclusive")
    run = subprocess.Popen(
        [sys.executable, "-m", "houqin", *RECONCILE], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=HERE, env=own.env(),
        encoding="utf-8",
    )  # fmt: skip
    time.sleep(1.0)
    run.send_signal(signal.SIGINT)
    time.sleep(0.3)
    held.execute("rollback")
    held.close()
    out, err = run.communicate(timeout=30)
    assert (run.returncode, out, err) == (130, "", "houqin: 已中断。\n")


# ------------------------------------------------------------ which book


def test_the_book_by_option_variable_folder_and_place(houqin: Houqin, sheet: Ended, tmp_path: Path) -> None:
    deep = tmp_path / "ledgers/store/总务库"
    shutil.copytree(SAMPLE, tmp_path / "ledgers")
    assert houqin("--book", str(SAMPLE), *RECONCILE, cwd=Path("/")) == sheet
    assert houqin(*RECONCILE, "--book", str(SAMPLE), cwd=Path("/")) == sheet
    assert houqin(*RECONCILE, cwd=Path("/"), HOUQIN_BOOK=str(SAMPLE)) == sheet
    assert houqin(*RECONCILE, cwd=deep) == sheet
    assert houqin(*RECONCILE, cwd=tmp_path) == sheet
    assert houqin("--book", "ledgers", *RECONCILE, cwd=tmp_path, HOUQIN_BOOK="/nowhere") == sheet


def test_no_book(houqin: Houqin, tmp_path: Path) -> None:
    for args, code, said in (
        ((), 2, "houqin.yaml"),
        (("--book", "没有"), 2, "没有"),
        (("--book", "."), 3, "houqin.yaml"),
    ):
        for lang in ("zh", "en"):
            ended = houqin("--lang", lang, *args, "check", cwd=tmp_path)
            assert (ended.code, ended.out) == (code, "")
            assert said in ended.err
            assert ended.err.startswith("houqin: ")


# ------------------------------------------------------------ forms


def test_the_forms_of_one_report(houqin: Houqin, sheet: Ended) -> None:
    assert houqin(*RECONCILE, "--format", "plain") == sheet
    assert houqin(*RECONCILE, "--format", "table") == sheet  # no terminal, no width given
    data = json.loads(houqin(*RECONCILE, "--format", "json").out)
    lines = list(csv.reader(houqin(*RECONCILE, "--format", "csv").out.splitlines()))
    assert len(lines) == len(data["lines"]) + 1
    assert {len(line) for line in lines} == {len(lines[0])}
    assert houqin(*RECONCILE, "--format", "csv", "--table", "lines").out == houqin(*RECONCILE, "--format", "csv").out
    findings = list(csv.reader(houqin(*RECONCILE, "--format", "csv", "--table", "findings").out.splitlines()))
    assert len(findings) == len(data["findings"]) + 1


def test_one_set_in_either_language(houqin: Houqin) -> None:
    school = houqin(*RECONCILE, "--set", "学校")
    assert school == houqin(*RECONCILE, "--set", "school")
    assert "【账套 学校】" in school.out
    assert "【账套 食堂】" not in school.out
    data = json.loads(houqin(*RECONCILE, "--set", "食堂", "--format", "json").out)
    assert {line["set"] for line in data["lines"]} == {"canteen"}


def test_the_month_is_the_first_open_one(houqin: Houqin, sheet: Ended) -> None:
    assert houqin("reconcile", "--today", "2026-11-03") == sheet


def test_today_makes_a_run_repeatable(houqin: Houqin, sheet: Ended) -> None:
    assert "制表 2026-11-03" in sheet.out
    assert houqin("reconcile", "2026-10", "--today", "2026-12-24").out == sheet.out.replace(
        "制表 2026-11-03", "制表 2026-12-24"
    )


# ------------------------------------------------------------ files


def test_into_a_file(houqin: Houqin, sheet: Ended, tmp_path: Path) -> None:
    """The ending says the form; nothing goes to stdout; the exit code stays that of the findings."""
    for name, form in (("对账.txt", "plain"), ("对账.json", "json"), ("对账.csv", "csv")):
        ended = houqin(*RECONCILE, "-o", str(tmp_path / name))
        assert ended == Ended(1, "", "")
        assert (tmp_path / name).read_text("utf-8-sig") == houqin(*RECONCILE, "--format", form).out
    assert (tmp_path / "对账.csv").read_bytes().startswith(b"\xef\xbb\xbf")  # Excel takes it for GBK otherwise
    assert sorted(p.name for p in tmp_path.iterdir()) == ["对账.csv", "对账.json", "对账.txt"]
    assert (tmp_path / "对账.txt").read_text("utf-8") == sheet.out


def test_a_file_keeps_its_rights_and_its_links(houqin: Houqin, sheet: Ended, tmp_path: Path) -> None:
    path, link = tmp_path / "对账.txt", tmp_path / "最近.txt"
    path.write_text("上月的")
    path.chmod(0o640)
    link.symlink_to(path)
    houqin(*RECONCILE, "-o", str(link))
    assert link.is_symlink()
    assert path.read_text("utf-8") == sheet.out
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    houqin.shell(f"umask 027; houqin {' '.join(RECONCILE)} -o {tmp_path}/新.txt")
    assert stat.S_IMODE((tmp_path / "新.txt").stat().st_mode) == 0o640


def test_a_file_that_cannot_be_written(houqin: Houqin, tmp_path: Path) -> None:
    """A folder that is not there, a folder where a file should be, a file where a folder should be."""
    (tmp_path / "file").write_text("原样")
    for path in (tmp_path / "没有/对账.txt", tmp_path, tmp_path / "file/对账.txt"):
        for lang, said in (("zh", "未写入"), ("en", "Not written")):
            ended = houqin(*RECONCILE, "--lang", lang, "-o", str(path))
            assert (ended.code, ended.out) == (1, "")
            assert ended.err.startswith(f"houqin: {said}")
    assert (tmp_path / "file").read_text() == "原样"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="a system without /dev/full")
def test_a_full_disk(houqin: Houqin) -> None:
    """Also as a file by name: a device is written to, not replaced by a file."""
    for line in (
        f"houqin {' '.join(RECONCILE)} > /dev/full",
        f"houqin {' '.join(RECONCILE)} -o /dev/full",
        "houqin explain > /dev/full",
        "houqin --help > /dev/full",
        "houqin check --format json > /dev/full",
    ):
        ended = houqin.shell(line, HOUQIN_LANG="zh")
        assert (ended.code, ended.out) == (1, ""), line
        assert ended.err.startswith("houqin: 未写入 "), line
        assert ended.err.count("\n") == 1, line
    assert Path("/dev/full").is_char_device()


def test_a_file_is_replaced_at_once(houqin: Houqin, tmp_path: Path) -> None:
    """A run killed while it writes leaves the old file: read it all the time, it is never a part."""
    path = tmp_path / "对账.txt"
    houqin(*RECONCILE, "-o", str(path))
    whole = path.read_bytes()
    run = subprocess.Popen([sys.executable, "-m", "houqin", *RECONCILE, "-o", str(path)], cwd=HERE, env=houqin.env())
    while run.poll() is None:
        assert path.read_bytes() == whole
        time.sleep(0.001)


# ------------------------------------------------------------ pipes


def test_the_reader_leaves(houqin: Houqin, sheet: Ended) -> None:
    for line, first in (
        (f"houqin {' '.join(RECONCILE)} | head -1", sheet.out.splitlines()[0]),
        (f"houqin {' '.join(RECONCILE)} --format json | head -c 1", "{"),
        ("houqin explain | head -1", None),
    ):
        ended = houqin.shell(line)
        assert ended.err == ""
        assert first is None or ended.out.rstrip("\n") == first
    assert houqin.shell("houqin explain | true").err == ""


def test_closed_streams(houqin: Houqin) -> None:
    """A job scheduler may start a program with no stdout or no stderr at all."""
    ended = houqin.shell(f"houqin {' '.join(RECONCILE)} >&-", HOUQIN_LANG="en")
    assert ended.code == 1
    assert ended.err.startswith("houqin: Not written to stdout")
    assert houqin.shell("houqin check >&- 2>&-").code in (0, 1)
    assert houqin.shell("houqin reconcile 2026-13 2>&-").code == 2


def test_a_console_of_another_encoding(houqin: Houqin, sheet: Ended) -> None:
    """GBK says all of it but a few signs; ASCII says it in escapes. Neither changes the outcome."""
    gbk = houqin(*RECONCILE, encoding="gbk", PYTHONIOENCODING="gbk")
    assert gbk.code == 1
    assert gbk.out.splitlines()[0] == sheet.out.splitlines()[0]
    assert "3,908.10" in gbk.out
    ascii_ = houqin(*RECONCILE, encoding="ascii", PYTHONIOENCODING="ascii")
    assert ascii_.code == 1
    assert "3,908.10" in ascii_.out
    latin = houqin("--lang", "en", *RECONCILE, encoding="latin-1", PYTHONIOENCODING="latin-1")
    assert latin.code == 1


@pytest.mark.parametrize(
    "args", [RECONCILE, ("check",), ("show", "记-3"), ("explain", "stock.negative"), ("show", "没有这张")]
)
def test_where_no_file_can_have_a_chinese_name(args: tuple[str, ...], houqin: Houqin) -> None:
    """A bare server: the locale is C, and Python told to go by it. Files and words are read and written all the same."""
    bare = houqin(*args, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert bare == houqin(*args)


# ------------------------------------------------------------ colour


def test_colour_only_where_it_is_wanted(houqin: Houqin) -> None:
    table = (*RECONCILE, "--format", "table")
    assert "\x1b[" not in houqin(*table, COLUMNS="120").out
    assert "\x1b[" in houqin(*table, "--color", "always", COLUMNS="120").out
    assert "\x1b[" not in houqin(*table, "--color", "never", COLUMNS="120").out
    assert "\x1b[" not in houqin(*RECONCILE, "--format", "json", "--color", "always").out


def test_no_input_is_ever_asked_for(houqin: Houqin) -> None:
    for args in (("--version",), ("explain", "stock.negative"), RECONCILE):
        done = subprocess.run(
            [sys.executable, "-m", "houqin", *args], stdin=subprocess.DEVNULL, capture_output=True, cwd=HERE,
            env=houqin.env(), timeout=60,
        )  # fmt: skip
        assert done.returncode in (0, 1)


# ------------------------------------------------------------ the index command


def test_where_the_index_is_and_away_with_it(houqin: Houqin, tmp_path: Path, sheet: Ended) -> None:
    own = Houqin(tmp_path / "own")
    own(*RECONCILE)
    path = Path(own("index", "--path").out.rstrip("\n"))
    assert path.parent == own.cache
    assert path.is_file()
    assert own("index", "--drop").code == 0
    assert not path.exists()
    assert own("index", "--drop").code == 0
    assert own(*RECONCILE) == sheet


def test_bare_environment(houqin: Houqin, sheet: Ended) -> None:
    """`env -i`: no PATH, no HOME, no locale."""
    done = subprocess.run(
        [sys.executable, "-m", "houqin", *RECONCILE],
        capture_output=True,
        cwd=HERE,
        env={"PYTHONPATH": str(ROOT / "src")},
    )
    own = Path(os.path.expanduser("~")) / ".cache/houqin"
    assert (done.returncode, done.stdout.decode(), done.stderr) == (1, sheet.out, b""), own


# ------------------------------------------------------------ words of every day


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("出库", "「领用」"),
        ("入库", "「验收」"),
        ("请购", "「申请」"),
        ("采购", "「订单」或「验收」"),
        ("报损", "「处置」或「盘盈盘亏」"),
    ],
)
def test_a_storekeepers_word_leads_to_the_type(houqin: Houqin, word: str, meant: str) -> None:
    ended = houqin("list", word)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"houqin: 没有单据类型「{word}」。是不是{meant}？\n"


def test_a_word_that_is_far_from_all_types_suggests_none(houqin: Houqin) -> None:
    """工资 shares a sign with 派工, and nothing else."""
    assert houqin("list", "工资").err == "houqin: 没有单据类型「工资」；houqin list 列出全部类型\n"
    assert houqin("--lang", "en", "list", "采购").err.endswith('Did you mean "order" or "acceptance"?\n')


def test_list_alone_tells_all_types(houqin: Houqin) -> None:
    from houqin.names import TYPES

    zh, en = houqin("list"), houqin("--lang", "en", "list")
    assert (zh.code, zh.err, en.code, en.err) == (0, "", 0, "")
    assert [line.split()[0] for line in zh.out.splitlines()] == list(TYPES.values())
    assert [line.split()[0] for line in en.out.splitlines()] == list(TYPES)


# ------------------------------------------------------------ where a report goes


@pytest.mark.parametrize(
    ("name", "instead"), [("十月.xls", ".xlsx"), ("十月.ODS", ".xlsx"), ("十月.doc", ".txt"), ("十月.pdf", ".txt")]
)
def test_an_ending_that_promises_another_form_is_refused(
    houqin: Houqin, tmp_path: Path, name: str, instead: str
) -> None:
    ended = houqin(*RECONCILE, "-o", str(tmp_path / name))
    assert (ended.code, ended.out) == (2, "")
    assert f"文件名改以 {instead} 结尾" in ended.err
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there(houqin: Houqin, tmp_path: Path) -> None:
    ended = houqin(*RECONCILE, "-o", str(tmp_path / "没有/x.xlsx"))
    assert (ended.code, ended.err) == (1, f"houqin: 未写入：没有文件夹 {tmp_path}/没有\n")


def test_a_table_by_its_name_in_either_language(houqin: Houqin) -> None:
    by_key = houqin(*RECONCILE, "--format", "csv", "--table", "findings").out
    assert by_key == houqin(*RECONCILE, "--format", "csv", "--table", "要处理的").out
    assert by_key == houqin(*RECONCILE, "--format", "csv", "--table", "To settle").out
    assert houqin(*RECONCILE, "--table", "好").err.startswith("houqin: 没有表「好」，有：对账、要处理的、未达")
    assert houqin("--lang", "en", *RECONCILE, "--table", "x").err.startswith(
        'houqin: There is no table "x"; there are: Lines, To settle, Timing'
    )


def test_the_findings_of_a_spreadsheet_sort_by_amount(houqin: Houqin) -> None:
    """JSON has the amounts in the effects; a sheet that people sort has them in a column."""
    rows = list(csv.DictReader(houqin(*RECONCILE, "--format", "csv", "--table", "findings").out.splitlines()))
    assert {row["归入"] for row in rows} <= {"待记", "待改", "未明"}
    entries = [line.split() for line in houqin(*RECONCILE, "--format", "plain").out.splitlines()]
    shown = {(words[0].replace(",", ""), words[1]) for words in entries if len(words) > 1}
    assert {(row["金额"], row["归入"]) for row in rows} <= shown
    told = json.loads(houqin(*RECONCILE, "--format", "json").out)["findings"][0]
    assert not {"amount", "bucket", "set"} & told.keys()


def test_a_command_in_a_heading_works_as_it_stands(houqin: Houqin) -> None:
    heading = next(line for line in houqin("summary", "2026-10").out.splitlines() if "--item" in line)
    ended = houqin(*heading.split("houqin ")[1].split())
    assert (ended.code, ended.err) == (0, "")
    assert "YS-" in ended.out


# ------------------------------------------------------------ a slip written by habit


def said_of(houqin: Houqin, tmp_path: Path, path: str, text: str) -> list[str]:
    book = tmp_path / "账簿"
    shutil.copytree(ROOT / "ledgers", book)
    (book / path).write_text(text, "utf-8")
    return [line.strip() for line in houqin("check", "--book", str(book)).out.splitlines()]


def test_a_comma_for_thousands_in_braces_is_told_once(houqin: Houqin, tmp_path: Path) -> None:
    entries = '[{科目: "1001", 借: 1,500.00}, {科目: "3001", 贷: 1,234,567.00}]'
    told = said_of(
        houqin,
        tmp_path,
        "accounts/学校/2026-11.yaml",
        f"- {{凭证: 记-1, 日期: 2026-11-03, 摘要: 试, 分录: {entries}}}\n",
    )
    assert [line for line in told if "错误[" in line or "改法" in line][1::2] == [
        "改法: 金额里不要逗号，写 1500.00", "改法: 金额里不要逗号，写 1234567.00",
    ]  # fmt: skip


def test_a_number_in_two_months_names_both(houqin: Houqin, tmp_path: Path) -> None:
    for month, written in (
        ("记-20", "2026-09/记-20 或 2026-10/记-20"),
        ("2026/记-20", "2026-09/记-20 或 2026-10/记-20"),
    ):
        told = said_of(
            houqin, tmp_path / month.replace("/", "-"), "accounts/学校/2026-11.yaml",
            f"- {{冲销: HC-1, 日期: 2026-11-03, 原单: {month}, 原因: 记错}}\n",
        )  # fmt: skip
        assert [line for line in told if "改法" in line] == [f"改法: 写明月份：{written}。编号重复的先改编号。"]


def test_a_file_named_by_its_month_alone(houqin: Houqin, tmp_path: Path) -> None:
    told = said_of(
        houqin, tmp_path, "repairs/11月.yaml",
        "- {报修: BX-261103-01, 日期: 2026-11-03, 地点: 维修间, 报修人: 黄燕, 内容: 灯管不亮}\n",
    )  # fmt: skip
    assert "改法: 改名为 2026-11.yaml（这一笔入账在 2026-11）。" in told
