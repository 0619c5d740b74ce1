"""houqin close and houqin reopen at the command line: what is asked, what is written, and what a closed month refuses."""

from __future__ import annotations

import ast
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from referencing import Registry, Resource
from running import ROOT, Ended, Houqin, inside

from houqin.book.index import open_book
from houqin.cli import app
from houqin.closing import seal as seal_
from houqin.closing import signing, written
from houqin.closing.verify import verify
from houqin.text import append as append_
from houqin.text import seals
from houqin.text.append import append, locked

pytestmark = pytest.mark.usefixtures("bare")

SCHOOL = ROOT / "ledgers"
DAY = ("--today", "2026-11-03")


def run(book: Path, *args: str) -> Ended:
    return inside("--book", str(book), *args)


def files(book: Path) -> dict[str, bytes]:
    """All that lies in the book, but what houqin keeps beside it."""
    found = {p.relative_to(book).as_posix(): p.read_bytes() for p in sorted(book.rglob("*")) if p.is_file()}
    return {path: data for path, data in found.items() if not path.startswith((".git/", ".houqin/"))}


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A copy of the sample school, whose September is right and whose October is not."""
    shutil.copytree(SCHOOL, tmp_path / "school")
    return tmp_path / "school"


@pytest.fixture
def kept(school: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, kept in git."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    git(school, "init", "-q", "-b", "main")
    git(school, "config", "user.name", "赵会珍")
    git(school, "config", "user.email", "zhao@school.example")
    git(school, "add", "-A")
    git(school, "commit", "-qm", "九月")
    return school


def git(book: Path, *args: str) -> str:
    done = subprocess.run(["git", *args], cwd=book, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def closed(book: Path, month: str) -> seals.Mark:
    """A month closed whatever its checklist says: what a closed month refuses does not depend on how it was closed."""
    with locked(book), open_book(book, thorough=True) as opened:
        seal, text = seal_.make(opened, month, 20261103, "zh")
        append(book, [], {seal.mark.path: text.encode()})
    return seal.mark


# ------------------------------------------------------------ closing


def test_a_month_that_is_right_is_closed_and_its_head_stands_on_its_sheets(school: Path) -> None:
    before = files(school)
    shown = run(school, "close", "2026-09", "--show", *DAY)
    assert (shown.code, files(school)) == (0, before)
    assert "可以结账" in shown.out
    ended = run(school, "close", "2026-09", "--yes", *DAY)
    assert ended.code == 0
    mark = seals.of(school, "2026-09")
    assert mark is not None
    assert (mark.number, mark.path, mark.day) == (1, "seals/2026-09.yaml", "2026-11-03")
    assert files(school).keys() - before.keys() == {mark.path}  # one file more, every other byte as it was
    assert all(files(school)[path] == data for path, data in before.items())
    head = " ".join(re.findall("....", mark.head[:32]))
    assert f"封账头 {head}" in ended.out
    for sheet in ("reconcile", "summary"):
        assert f"封账头 {head}" in run(school, sheet, "2026-09", *DAY).out
        assert "封账头" not in run(school, sheet, "2026-10", *DAY).out
    assert f"head of the seal: {head}" in run(school, "close", "2026-09", "--show", "--lang", "en").out
    assert run(school, "check").code == 0


def test_closing_twice_changes_nothing(school: Path) -> None:
    assert run(school, "close", "2026-09", "--yes", *DAY).code == 0
    before = files(school)
    again = run(school, "close", "2026-09", "--yes", *DAY)
    assert (again.code, files(school)) == (0, before)
    assert "没有再结" in again.err


def test_two_who_close_one_month_at_the_same_moment_make_one_seal(
    school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have read the checklist; the second gets the lock only after the first has sealed."""

    @contextmanager
    def waited_for(book: Path) -> Iterator[None]:
        monkeypatch.setattr(append_, "locked", locked)
        closed(book, "2026-09")
        with locked(book):
            yield

    monkeypatch.setattr(append_, "locked", waited_for)
    ended = run(school, "close", "2026-09", "--yes", *DAY)
    assert (ended.code, seals.files(school)) == (1, ["seals/2026-09.yaml"])
    assert "刚才别人结了 2026-09，没有再结" in ended.err
    assert verify(school, remember=False).alarms == []


def test_a_month_with_something_to_do_first_is_refused_with_each_of_it(school: Path) -> None:
    run(school, "close", "2026-09", "--yes", *DAY)
    before = files(school)
    ended = run(school, "close", "2026-10", "--yes", "--reason", "急", *DAY)
    assert (ended.code, files(school)) == (1, before)
    assert "还有 11 项必须先办" in ended.out
    assert "办理：学校会计 赵会珍。 store/总务库/2026-10.yaml:1069" in ended.out
    told = json.loads(run(school, "close", "2026-10", "--format", "json", *DAY).out)
    assert (told["status"], len(told["items"]), told["seal"]) == ("not_ready", 11, None)


def test_months_are_closed_in_their_order(school: Path) -> None:
    told = json.loads(run(school, "close", "2026-10", "--show", "--format", "json", *DAY).out)
    assert ("earlier_closed", "close.month_open") in [(i["check"], i["code"]) for i in told["items"]]
    ended = run(school, "close", "--yes", *DAY)  # without a month: the earliest that is open
    assert "2026-09 已结账" in ended.out
    assert run(school, "reconcile", *DAY).out.startswith("青溪实验学校　2026-10 ")
    assert run(school, "reconcile", "2026-09", *DAY).out.startswith("青溪实验学校　2026-09 ")


def test_where_nobody_can_be_asked_nothing_is_closed(school: Path) -> None:
    before = files(school)
    ended = run(school, "close", "2026-09", *DAY)
    assert (ended.code, files(school)) == (1, before)
    assert "--yes" in ended.err


def test_nothing_is_closed_on_top_of_what_was_changed_behind_a_seal(kept: Path) -> None:
    """Slips of the closed September say another quantity; whoever closes October hears of it, and that stock runs short."""
    assert run(kept, "close", "2026-09", "--yes", *DAY).code == 0
    shown = json.loads(run(kept, "close", "2026-10", "--show", "--format", "json", *DAY).out)
    assert "as_closed" not in [one["check"] for one in shown["items"]]
    slips = kept / "store/总务库/2026-09.yaml"
    right = slips.read_bytes()
    text, changed = re.subn(r"\b1包\b", "2包", right.decode())
    assert changed >= 4
    slips.write_text(text, encoding="utf-8")
    alarms = verify(kept, remember=False, balances=False).alarms
    ended = run(kept, "close", "2026-10", "--yes", "--reason", "急", *DAY)
    assert (ended.code, seals.of(kept, "2026-10")) == (1, None)
    first = alarms[0]
    assert f"与封账时不一致：2026-09 领用 {first.number} 封账后被改过" in ended.out
    assert f"houqin verify 逐条说改了什么、怎么办；都办好了再结账。办理：会计。 {first.path}:{first.line}" in ended.out
    assert f"另有 {len(alarms) - 3} 处与封账时不一致" in ended.out
    assert "账簿读得通 CK-260928-05 与账簿别处矛盾。" in ended.out
    told = json.loads(run(kept, "close", "2026-10", "--format", "json", "--lang", "en", *DAY).out)
    said = [one for one in told["items"] if one["check"] == "as_closed"]
    assert [one["code"] for one in said] == ["close.not_as_closed"] * 3 + ["close.more_not_as_closed"]
    assert f"not as it was closed: 2026-09 issue {first.number} was changed" in said[0]["message"]
    signed = run(kept, "close", "2026-09", "--sign", "--key", "nobody's")
    assert (signed.code, list(kept.glob("seals/*.sig"))) == (1, [])  # nor does a second person sign what does not hold
    assert f"没有签：2026-09 与封账时不一致，{len(alarms)} 处" in signed.err
    slips.write_bytes(right.replace(b"\n", b"\r\n"))  # put back, with the line ends of another computer
    shown = json.loads(run(kept, "close", "2026-10", "--show", "--format", "json", *DAY).out)
    assert "as_closed" not in [one["check"] for one in shown["items"]]


def test_nor_after_the_seals_were_set_back(kept: Path) -> None:
    assert run(kept, "close", "2026-09", "--yes", *DAY).code == 0
    (kept / "seals/2026-09.yaml").unlink()
    ended = run(kept, "close", "2026-09", "--yes", *DAY)
    assert (ended.code, seals.of(kept, "2026-09")) == (1, None)
    assert "与封账时不一致：封存退回了旧的：" in ended.out
    assert "houqin verify" in ended.out


def unsigned(school: Path) -> None:
    """One issue of September lacks a signature that the school's rule wants."""
    path = school / "store/总务库/2026-09.yaml"
    text = path.read_text(encoding="utf-8")
    slip = re.search(r"(?s)- 领用: [^\n]+\n.*?  签字: \{(领用人: [^,}]+, )", text)
    assert slip is not None
    path.write_text(text[: slip.start(1)] + text[slip.end(1) :], encoding="utf-8")


def test_a_missing_signature_is_carried_over_with_a_reason_that_the_seal_keeps(school: Path) -> None:
    unsigned(school)
    before = files(school)
    refused = run(school, "close", "2026-09", "--yes", *DAY)
    assert (refused.code, files(school)) == (1, before)
    assert "--reason" in refused.err
    assert run(school, "close", "2026-09", "--yes", "--reason", "王芳出差，\n回来补签", *DAY).code == 0
    mark = seals.of(school, "2026-09")
    assert mark is not None
    carried = yaml.safe_load((school / mark.path).read_text(encoding="utf-8"))["带过"]
    assert len(carried) == 1
    assert re.fullmatch(r"[0-9a-f]{8}\|\d+\|王芳出差， 回来补签", carried[0])
    assert written.load(school, mark) is not None
    assert verify(school, remember=False).alarms == []


def test_somebody_who_writes_meanwhile_is_seen(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the question and the lock a payment was entered that no voucher has."""
    from houqin.cli import close

    asked = close._agreed

    def slow(*args: Any) -> Any:
        (school / "checks/2026-09.yaml").write_text(
            re.sub(r"(?s)- 现金盘点: .*?(?=\n- )", "", (school / "checks/2026-09.yaml").read_text(encoding="utf-8")),
            encoding="utf-8",
        )
        return asked(*args)

    monkeypatch.setattr(close, "_agreed", slow)
    ended = run(school, "close", "2026-09", "--yes", *DAY)
    assert ended.code == 1
    assert "刚才又有人写了账" in ended.err
    assert seals.of(school, "2026-09") is None


def test_at_a_terminal_the_reason_and_a_yes_are_asked_for(school: Path, houqin: Houqin) -> None:
    """The dialogue, recorded through a pseudo-terminal."""
    unsigned(school)
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "houqin", "--book", str(school), "close", "2026-09", *DAY]
    child = subprocess.Popen(command, stdin=its, stdout=subprocess.PIPE, stderr=its, env=houqin.env(LANG="C.UTF-8"))
    os.close(its)
    os.write(ours, "王芳出差\n是\n".encode())
    out, _ = child.communicate(timeout=60)
    said = os.read(ours, 10000).decode()
    os.close(ours)
    assert child.returncode == 0
    assert "1 项要带过，写明原因" in said
    assert "结账封存 2026-09？" in said
    assert "可以写明原因带过的（1 项）" in out.decode()
    assert "2026-09 已结账：第 1 封" in out.decode()


def test_what_cannot_be_printed_is_not_closed(school: Path, houqin: Houqin) -> None:
    line = f"houqin --book {school} close 2026-09 --today 2026-11-03 > /dev/full"
    assert houqin.shell(line).code == 1
    assert seals.of(school, "2026-09") is None


@pytest.mark.parametrize(
    "wish",
    [("-o", "九月.pdf"), ("-o", "没有的/九月.csv"), ("--format", "xlsx"), ("--format", "csv", "--table", "没有的")],
)
def test_a_form_that_cannot_be_is_told_before_the_month_is_closed(school: Path, wish: tuple[str, ...]) -> None:
    before = files(school)
    ended = run(school, "close", "2026-09", "--yes", *DAY, *wish)
    assert (ended.code, ended.out) in ((1, ""), (2, ""))
    assert files(school) == before


@pytest.mark.parametrize("where", ["> /dev/full", ">&-", "<&-", "> /dev/full 2>&1"])
def test_what_is_closed_is_closed_though_nobody_hears_of_it(school: Path, houqin: Houqin, where: str) -> None:
    line = f"houqin --book {school} close 2026-09 --yes --today 2026-11-03 {where}"
    assert houqin.shell(line).code == 0
    assert seals.of(school, "2026-09") is not None


# ------------------------------------------------------------ the form for programs

CONTRACT = json.loads((ROOT / "schemas/close.json").read_text(encoding="utf-8"))
SHARED = json.loads((ROOT / "schemas/reconcile.json").read_text(encoding="utf-8"))


def test_the_form_for_programs_is_kept(school: Path) -> None:
    both = [(one["$id"], Resource.from_contents(one)) for one in (CONTRACT, SHARED)]
    validator = jsonschema.Draft202012Validator(CONTRACT, registry=Registry().with_resources(both))
    jsonschema.Draft202012Validator.check_schema(CONTRACT)
    for args in (("2026-10", "--show"), ("2026-09", "--show"), ("2026-09", "--yes"), ("2026-09", "--show")):
        told = json.loads(run(school, "close", *args, "--format", "json", *DAY).out)
        assert [e.message for e in validator.iter_errors(told)] == []
        keys = ("id", "check", "code", "amount", "days", "records")
        english = json.loads(run(school, "close", args[0], "--show", "--format", "json", "--lang", "en", *DAY).out)
        assert [[i[k] for k in keys] for i in english["items"]] == [[i[k] for k in keys] for i in told["items"]]
    assert told["status"] == "closed"


# ------------------------------------------------------------ git


def test_the_tag_says_what_the_seal_says(kept: Path) -> None:
    ended = run(kept, "close", "2026-09", "--yes", *DAY)
    mark = seals.of(kept, "2026-09")
    assert mark is not None
    assert git(kept, "tag", "-l", "--format=%(contents)", "seal/2026-09") == written.statement(mark).strip()
    assert git(kept, "rev-parse", "seal/2026-09^{commit}") == git(kept, "rev-parse", "HEAD")
    assert "git 标签 seal/2026-09" in ended.out
    assert list((kept / ".git/houqin/seen").rglob("*.yaml"))  # this clone will know an older state from the newest


@pytest.mark.parametrize("spoil", ["uncommitted", "no_commit", "refused"])
def test_where_no_tag_can_be_made_it_is_said_why_and_the_month_is_closed(kept: Path, spoil: str) -> None:
    told = {"uncommitted": "没有提交的改动", "no_commit": "还没有提交", "refused": "git 没有答应"}[spoil]
    if spoil == "uncommitted":
        (kept / "checks/2026-10.yaml").write_text("# 改过\n", encoding="utf-8")
    elif spoil == "no_commit":
        shutil.rmtree(kept / ".git")
        git(kept, "init", "-q")
    else:
        git(kept, "tag", "seal/2026-09")
    ended = run(kept, "close", "2026-09", "--yes", *DAY)
    assert ended.code == 0
    assert told in ended.out
    assert seals.is_closed(kept, "2026-09")
    again = run(kept, "close", "2026-09", "--yes", *DAY)
    assert (again.code, told in again.err) == (0, True)
    if spoil == "refused":
        git(kept, "tag", "-d", "seal/2026-09")
    git(kept, "-c", "user.name=a", "-c", "user.email=a", "add", "-A")
    git(kept, "-c", "user.name=a", "-c", "user.email=a", "commit", "-qm", "结账")
    git(kept, "config", "user.name", "赵会珍")
    git(kept, "config", "user.email", "zhao@school.example")
    assert (
        "git 标签 seal/2026-09。" in run(kept, "close", "2026-09", "--yes", *DAY).err
    )  # as after a run that was cut off
    mark = seals.of(kept, "2026-09")
    assert mark is not None
    assert git(kept, "tag", "-l", "--format=%(contents)", "seal/2026-09") == written.statement(mark).strip()
    assert run(kept, "close", "2026-09", "--yes", *DAY).err.count("\n") == 1


def test_two_books_in_one_repository_have_tags_of_their_own(kept: Path, tmp_path: Path) -> None:
    """The primary school and the kindergarten keep their books side by side; neither's seals are held against the other's."""
    for name in ("小学 本部", "幼儿园"):
        shutil.copytree(SCHOOL, tmp_path / "两本" / name)
    shutil.move(kept / ".git", tmp_path / "两本/.git")
    for name, day in (("小学 本部", "2026-11-03"), ("幼儿园", "2026-11-04")):
        book = tmp_path / "两本" / name
        git(book, "add", "-A")
        git(book, "commit", "-qm", name)
        assert run(book, "close", "2026-09", "--yes", "--today", day).code == 0
    for name in ("小学 本部", "幼儿园"):
        verified = verify(tmp_path / "两本" / name, remember=False, balances=False)
        assert (verified.alarms, set(verified.heads)) == ([], {"memory", "tag"})
    assert git(book, "tag").split("\n") == ["seal/小学%20本部/2026-09", "seal/幼儿园/2026-09"]


def test_without_git_it_is_said(school: Path) -> None:
    ended = run(school, "close", "2026-09", "--yes", "--lang", "en", *DAY)
    assert "no git tag: the book is not kept in git." in ended.out


def test_two_people_sign(kept: Path, tmp_path: Path) -> None:
    for name in ("zhao", "chen"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)], check=True)
    keys = {n: (tmp_path / f"{n}.pub").read_text().rsplit(" ", 1)[0] for n in ("zhao", "chen")}
    signers = tmp_path / "signers"
    signers.write_text("".join(f"{n}@school {k}\n" for n, k in keys.items()), encoding="utf-8")
    git(kept, "config", "gpg.ssh.allowedSignersFile", str(signers))
    without = run(kept, "close", "2026-09", "--sign", "--yes", *DAY)
    assert without.code == 1
    assert "没有签名用的钥匙" in without.err
    assert not seals.is_closed(kept, "2026-09")  # not closed without the signature that was asked for
    assert run(kept, "close", "2026-09", "--key", str(tmp_path / "zhao"), "--yes", *DAY).code == 0
    git(kept, "config", "user.signingkey", str(tmp_path / "chen"))
    assert run(kept, "close", "2026-09", "--sign").code == 0
    again = run(kept, "close", "2026-09", "--sign")
    assert again.code == 1
    assert "chen@school 已经签过" in again.err
    mark = seals.of(kept, "2026-09")
    assert mark is not None
    found = signing.signatures(kept, mark, signers)
    assert [(one.signer, one.state) for one in found] == [("chen@school", "valid"), ("zhao@school", "valid")]


# ------------------------------------------------------------ what a closed month refuses

RICE = "21640525"
SLIP = "编号,日期,仓库,部门,物品,数量,领用人\nCK-1031-9,2026-10-31,总务库,教务处,A4复印纸,1 包,黄燕\n"
WRITERS: dict[str, tuple[str, ...]] = {
    "accept": ("accept", RICE, "--by", "陈志远", "--as", "总务主任", "--reason", "已核对", "--yes"),
    "match": ("match", "accept", "{pair}", "2026-10", "--by", "赵会珍", "--yes", "--today", "2026-10-31"),
    "add": ("add", "issue", "department=教务处", "date=2026-10-31", "--line", "A4复印纸 1包", "--yes"),
    "draft": ("draft", "vouchers", "2026-10", "--append", "--yes", "--today", "2026-10-31"),
    "import": ("import", "csv", "{sheet}", "--as", "领用", "--write", "--yes"),
    "reverse": ("reverse", "CK-1028-1", "--yes", "--today", "2026-10-31"),
    "approve": ("approve", "DD-1027-1", "--as", "总务主任", "--by", "陈志远", "--yes", "--today", "2026-10-31"),
    "sign": ("sign", "CK-1028-1", "--as", "保管员", "--by", "孙丽", "--yes", "--today", "2026-10-31"),
}
"""Command that writes records → how it is called to book one in the closed October."""
NEVER_BOOKS = {
    "close": "it writes the seal, and signatures beside it",
    "renumber": "it writes no record; of those in a closed month it changes none (test_renumber.py)",
    "reopen": "its record is booked in the month after the last closed one",
}
"""Commands that write and cannot book into a closed month."""


def writes(module: str) -> bool:
    """Whether a command's module comes, by whatever way, to text.append.append."""
    todo, seen = [module], set[str]()
    while todo:
        one = todo.pop()
        path = ROOT / "src" / Path(*one.split(".")).with_suffix(".py")
        if one in seen or not path.is_file():
            continue
        seen.add(one)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("houqin"):
                names = {alias.name for alias in node.names}
                if node.module == "houqin.text.append" and "append" in names:
                    return True
                todo += [str(node.module), *(f"{node.module}.{name}" for name in names)]
    return False


def test_every_command_that_writes_is_tried_on_a_closed_month() -> None:
    found = {name for name, (module, _, _) in app.COMMANDS.items() if writes(module)}
    assert found == WRITERS.keys() | NEVER_BOOKS.keys()


@pytest.mark.parametrize("command", WRITERS)
def test_a_closed_month_refuses_it(book: Path, tmp_path: Path, command: str) -> None:
    sheet = tmp_path / "领用.csv"
    sheet.write_text(SLIP, encoding="utf-8")
    pair = ""
    if command == "match":
        invoice = (
            '- {发票: FP-1103-1, 日期: 2026-10-31, 种类: 数电普票, 号码: "26992000000700001103", 供应商: 城关文具店,'
        )
        path = book / "purchases/2026-10.yaml"
        path.write_text(path.read_text(encoding="utf-8") + invoice + " 价税合计: 3700.00}\n", encoding="utf-8")
        pairs = json.loads(run(book, "match", "2026-10", "--format", "json").out)["proposals"]
        pair = next(one["id"] for one in pairs if not one["counted_already"])
    args = [word.format(pair=pair, sheet=sheet) for word in WRITERS[command]]
    shutil.copytree(book, open_ := tmp_path / "open")
    assert run(open_, *args).code == 0  # in the open month it is written: the line itself is right
    assert files(open_) != files(book)
    mark = closed(book, "2026-10")
    before = files(book)
    ended = run(book, *args)
    assert (ended.code, files(book)) == (1, before)
    assert f"2026-10 已经结账（第 1 封，头 {mark.head[:8]}…）" in ended.err
    assert "入账日期写 2026-11-01 或以后" in ended.err
    assert "houqin reopen 2026-10" in ended.err


def test_a_late_slip_is_booked_in_the_open_month(book: Path, tmp_path: Path) -> None:
    closed(book, "2026-10")
    sheet = tmp_path / "领用.csv"
    late = SLIP.replace("日期,", "日期,入账日期,").replace("2026-10-31,", "2026-10-31,2026-11-03,")
    sheet.write_text(late, encoding="utf-8")
    ended = run(book, "import", "csv", str(sheet), "--as", "领用", "--write", "--yes")
    assert ended.code == 0, ended.err
    assert "CK-1031-9" in (book / "store/总务库/2026-11.yaml").read_text(encoding="utf-8")
    assert verify(book, remember=False).alarms == []


def test_months_before_a_closed_one_are_closed_with_it(book: Path, tmp_path: Path) -> None:
    """What was before the book began, or in a month without a seal of its own, changes what was sealed after it."""
    closed(book, "2026-10")
    sheet = tmp_path / "领用.csv"
    sheet.write_text(SLIP.replace("2026-10-31", "2026-07-01"), encoding="utf-8")
    ended = run(book, "import", "csv", str(sheet), "--as", "领用", "--write", "--yes")
    assert ended.code == 1
    assert "2026-07 不能再记" in ended.err


# ------------------------------------------------------------ opened again


def test_a_month_opened_again_takes_records_and_is_closed_anew(school: Path) -> None:
    assert run(school, "close", "2026-09", "--yes", *DAY).code == 0
    first = seals.of(school, "2026-09")
    assert first is not None
    why = ("--reason", "漏记一笔", "--by", "陈志远", "--as", "总务主任", "--yes", *DAY)
    ended = run(school, "reopen", "2026-09", *why)
    assert (ended.code, seals.of(school, "2026-09")) == (0, None)
    record = yaml.safe_load((school / "approvals/2026-11.yaml").read_text(encoding="utf-8"))[0]
    assert (record["重开"], record["月份"], record["头"]) == ("KZ-261103-01", "2026-09", first.head)
    assert run(school, "check").code == 0
    assert run(school, "close", "2026-09", "--yes", *DAY).code == 0
    second = seals.of(school, "2026-09")
    assert second is not None
    assert (second.path, second.supersedes, second.number) == ("seals/2026-09-2.yaml", first.head, 2)
    assert (school / first.path).exists()  # the first stays: nothing is ever taken away
    assert verify(school, remember=False).alarms == []


def test_closed_months_after_it_are_opened_with_it(school: Path) -> None:
    closed(school, "2026-09")
    closed(school, "2026-10")
    ended = run(school, "reopen", "2026-09", "--reason", "漏记", "--by", "陈志远", "--yes", "--today", "2026-10-31")
    assert ended.code == 0
    assert "一起重开：2026-10" in ended.err
    text = (school / "approvals/2026-11.yaml").read_text(encoding="utf-8")
    records = yaml.safe_load(text)
    assert [r["月份"] for r in records] == ["2026-10", "2026-09"]
    assert {str(r["入账日期"]) for r in records} == {"2026-11-01"}  # that day is in a closed month itself
    assert seals.sealed(school) == {}


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("2026-09", "--reason", "漏记"), 2, "--by"),
        (("2026-09", "--by", "陈志远"), 2, "--reason"),
        (("2026-09", "--reason", "漏记", "--by", "谁也不是"), 1, "谁也不是"),
        (("2026-09", "--reason", "漏记", "--by", "陈志远", "--as", "校长"), 1, "校长"),
        (("2026-09", "--reason", "漏记", "--by", "陈志远", "--as", "皇帝"), 2, "皇帝"),
        (("2026-10", "--reason", "漏记", "--by", "陈志远"), 1, "2026-10 没有结账"),
        (("2026-09", "--reason", "漏记", "--by", "陈志远"), 1, "--yes"),
        (("2026-09", "--reason", "漏记", "--by", "陈志远", "--dry-run"), 0, "没有写入"),
    ],
)
def test_what_keeps_a_month_closed(school: Path, args: tuple[str, ...], code: int, told: str) -> None:
    closed(school, "2026-09")
    before = files(school)
    more = () if len(args) < 4 or "--yes" in told or "--dry-run" in args else ("--yes",)
    ended = run(school, "reopen", *args, *more, *DAY)
    assert (ended.code, files(school)) == (code, before)
    assert told in ended.err
    assert seals.is_closed(school, "2026-09")


def test_what_opened_a_month_again_is_not_taken_back_but_followed_by_the_next_seal(school: Path) -> None:
    """Somebody regrets that September was opened again: what happened happened, and the month is closed once more."""
    closed(school, "2026-09")
    why = ("--reason", "漏记", "--by", "陈志远", "--yes", *DAY)
    assert run(school, "reopen", "2026-09", *why).code == 0
    before = files(school)
    ended = run(school, "reverse", "KZ-261103-01", "--reason", "开错了", "--yes", *DAY)
    assert (ended.code, files(school)) == (1, before)
    assert "KZ-261103-01 重开了 2026-09，重开不能冲销" in ended.err
    assert "再结一次：houqin close 2026-09" in ended.err
    slip = "- {冲销: CX-261103-01, 日期: 2026-11-03, 原单: KZ-261103-01, 原因: 开错了}\n"
    path = school / "approvals/2026-11.yaml"
    path.write_text(path.read_text(encoding="utf-8") + slip, encoding="utf-8")  # nor by hand
    assert not seals.is_closed(school, "2026-09")
    told = run(school, "check", "--lang", "en")
    assert (told.code, "KZ-261103-01 opened 2026-09 again, which no reversal takes back" in told.out) == (1, True)


def test_a_slip_and_a_decision_of_a_closed_month_are_taken_back_in_the_open_one(school: Path) -> None:
    closed(school, "2026-10")
    slip = run(school, "reverse", "CK-261028-01", "--reason", "多领", "--yes", "--today", "2026-11-03")
    assert slip.code == 0, slip.err
    approved = next(
        line for line in (school / "approvals/2026-10.yaml").read_text(encoding="utf-8").split("\n") if "审批: " in line
    )
    number = approved.split("审批: ")[1].split(",")[0]
    decision = run(school, "reverse", number, "--reason", "批错了", "--yes", "--today", "2026-11-03")
    assert decision.code == 0, decision.err
    assert "冲销" in (school / "approvals/2026-11.yaml").read_text(encoding="utf-8")
    assert verify(school, remember=False).alarms == []
