"""houqin doctor: a sound book has no finding; each thing that can go wrong has its own, and --fix sets what can be set."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from running import Ended, inside

from houqin.founding import health, place, rounds
from houqin.text import lock

pytestmark = pytest.mark.usefixtures("bare")


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Git as a bursar has it who told it his name."""
    (tmp_path / ".gitconfig").write_text("[user]\n name = 赵会计\n email = zhao@example.org\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A new book."""
    assert inside("init", str(tmp_path / "账簿"), "--from", "2026-09", "--keys", "zh").code == 0
    return tmp_path / "账簿"


@pytest.fixture
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the trial of two processes, where it is not the point."""
    monkeypatch.setattr(rounds, "trial", lambda *_: (0, ""))


def doctor(book: Path, *args: str) -> Ended:
    return inside("--book", str(book), "doctor", *args)


def codes(book: Path, *args: str) -> set[str]:
    """What is found and is to be settled."""
    found = json.loads(doctor(book, "--format", "json", *args).out)["findings"]
    return {one["code"].removeprefix("doctor.") for one in found if one["severity"] != "info"}


def git(book: Path, *args: str) -> None:
    subprocess.run(["git", "-C", str(book), *args], check=True, capture_output=True)


def test_a_new_book_is_sound(own: Path) -> None:
    """With the two processes and git's own look at its objects."""
    told = doctor(own, "--full", "--lang", "zh")
    assert (told.code, told.err) == (0, "没有要处理的。\n")
    assert told.out.startswith("说明[doctor.program]: houqin ")
    assert not list(own.glob(".houqin-trial*"))


@pytest.mark.usefixtures("calm")
def test_a_clone_is_told_what_it_lacks_and_mended(own: Path, tmp_path: Path) -> None:
    """.gitattributes comes with a clone, the settings do not."""
    git(own, "commit", "-qm", "建账")
    git(tmp_path, "clone", "-q", str(own), "克隆")
    clone = tmp_path / "克隆"
    assert codes(clone) == {"merge_driver", "fsync", "hook"}
    told = doctor(clone, "--fix", "--lang", "en")
    assert (told.code, told.err) == (0, "What can be set is set.\nNothing to settle.\n")


@pytest.mark.usefixtures("calm")
def test_every_setting_has_its_finding(own: Path) -> None:
    git(own, "config", "core.fsync", "none")
    git(own, "config", "core.autocrlf", "true")
    (own / ".git" / "hooks" / "pre-commit").unlink()
    (own / ".gitattributes").write_text("*.yaml merge=houqin\n")
    (own / ".git" / "MERGE_HEAD").write_text("0")
    assert codes(own) == {"fsync", "line_ends", "hook", "under_way"}
    (own / ".git" / "MERGE_HEAD").unlink()
    (own / ".gitattributes").write_text("*.yaml merge=union\n")  # what loses data
    assert codes(own, "--fix") == {"attributes"}


@pytest.mark.usefixtures("calm")
def test_a_driver_that_is_no_houqin_is_told_and_not_run(own: Path, tmp_path: Path) -> None:
    git(own, "config", "merge.houqin.driver", f"touch {tmp_path}/ran; houqin merge %O %A %B %P")
    assert codes(own) == {"merge_driver_other"}
    assert not (tmp_path / "ran").exists()
    assert codes(own, "--fix") == set()


@pytest.mark.usefixtures("calm")
def test_houqin_by_its_name_will_do(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "houqin"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m houqin "$@"\n')
    program.chmod(0o755)
    git(own, "config", "merge.houqin.driver", "houqin merge %O %A %B %P")
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    assert codes(own) == set()
    program.write_text("#!/bin/sh\nexit 1\n")
    assert codes(own) == {"merge_driver_broken"}


@pytest.mark.usefixtures("calm")
def test_a_book_without_git(own: Path, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    (own / ".git").rename(home / "away")
    assert codes(own) == {"no_repository"}
    assert codes(own, "--fix") == set()
    (home / ".gitconfig").unlink()
    assert codes(own) == {"no_name"}
    monkeypatch.setenv("PATH", str(home))
    assert codes(own) == {"no_git"}


@pytest.mark.usefixtures("calm")
def test_what_a_dead_writer_left_is_told_and_swept(own: Path) -> None:
    (own / "采购" / ".2026-09.yaml.0123abcd.tmp").write_text("x")
    (own / "采购" / "2026-09-冲突.yaml").write_text("")
    assert codes(own) == {"stale", "copy"}
    assert codes(own, "--fix") == {"copy"}  # which of the two is right, only a person knows


@pytest.mark.usefixtures("calm")
def test_a_history_that_lost_an_object(own: Path) -> None:
    git(own, "commit", "-qm", "建账")
    objects = [path for path in (own / ".git" / "objects").rglob("*") if path.is_file()]
    max(objects, key=lambda path: path.stat().st_size).unlink()
    assert codes(own) == set()
    assert codes(own, "--full") == {"history_damaged"}


def test_turns_that_are_lost_are_counted(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk whose lock does not hold: the two never see each other's rounds."""
    monkeypatch.setattr(sys, "executable", "/bin/true")
    assert health_of(own) == [("doctor.trial_lost", 100)]


def test_a_book_that_somebody_writes_to_is_said_so(own: Path) -> None:
    held = f"with lock.alone(Path({str(own)!r})):\n print(1, flush=True)\n input()"
    script = f"from pathlib import Path\nfrom houqin.text import lock\n{held}"
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        assert [code for code, _ in health_of(own)] == ["text.locked_by"]
        other.communicate(b"\n")
    assert not lock.ours(own)


def health_of(book: Path) -> list[tuple[str, int]]:
    return [(one.code, one.args.get("lost", 0)) for one in health._trial(book)]


def test_a_full_disk_and_a_cache_that_cannot_be_written(
    own: Path, monkeypatch: pytest.MonkeyPatch, calm: None, tmp_path: Path
) -> None:
    monkeypatch.setattr(health, "LEAST", 10**12)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("HOUQIN_CACHE", str(tmp_path / "file" / "below"))
    assert codes(own) == {"space", "index"}


# ------------------------------------------------------------ where it lies

MOUNTS = """\
22 1 0:20 / / rw - overlay overlay rw
30 22 0:30 / /mnt/nas rw - cifs //nas/school rw
31 22 0:31 / /mnt/my\\040disk rw - ext4 /dev/sdb1 rw
32 30 0:32 / /mnt/nas/local rw - ext4 /dev/sdc1 rw
33 22 0:33 / /mnt/c rw - 9p drvfs rw
34 22 0:34 / /media/usb rw - fuseblk /dev/sdd1 rw
35 22 0:35 / /home/z/cloud rw - fuse.rclone remote: rw
36 22 0:36 / /srv rw - nfs4 host:/srv rw
"""


@pytest.mark.parametrize(
    ("path", "kind", "network"),
    [
        ("/home/z/book", "overlay", False),
        ("/mnt/nas/book", "cifs", True),
        ("/mnt/nas2/book", "overlay", False),
        ("/mnt/nas/local/book", "ext4", False),
        ("/mnt/my disk/book", "ext4", False),
        ("/mnt/c/Users/z/book", "9p", True),
        ("/media/usb/book", "fuseblk", False),
        ("/home/z/cloud/book", "fuse.rclone", True),
        ("/srv/book", "nfs4", True),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="mounts")
def test_the_file_system_of_a_path(path: str, kind: str, network: bool) -> None:
    assert place.file_system(Path(path), MOUNTS) == kind
    assert place.on_network(kind) is network


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("OneDrive - 青溪小学/账簿", "OneDrive"),
        ("我的坚果云/账簿", "坚果云"),
        ("BaiduSyncdisk/账簿", "百度网盘"),
        ("百度网盘同步空间/账簿", "百度网盘"),
        ("账簿/OneDriver", ""),
        ("坚果/账簿", ""),
    ],
)
def test_a_folder_that_is_kept_alike_elsewhere(folder: str, program: str, tmp_path: Path) -> None:
    (tmp_path / folder).mkdir(parents=True)
    assert place.synced_by(tmp_path / folder) == program


def test_a_marker_tells_as_well(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    (tmp_path / "账簿").mkdir()
    assert place.synced_by(tmp_path / "账簿") == "Syncthing"


def test_names_of_copies() -> None:
    copies = [
        "采购/2026-09 (1).yaml", "采购/2026-09（冲突）.yaml", "采购/2026-09-DESKTOP-AB12.yaml", "采购/2026-09 - 副本.yaml",
        "cash/school/2026-09 - Copy.yaml", "checks/2026-09 (conflicted copy 2026-10-01).yaml",
        "checks/2026-09.sync-conflict-1.yaml",
    ]  # fmt: skip
    sound = [
        "采购/2026-09.yaml",
        "仓库/总务库/2026-09.yaml",
        "登记/供应商.yaml",
        "registers/sheets.yaml",
        "houqin.yaml",
    ]
    assert place.copies(copies + sound) == sorted(copies)
