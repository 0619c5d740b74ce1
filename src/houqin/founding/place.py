"""Where a book lies: on a disk of this machine, on another's, in a folder that a program keeps alike on several."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
NETWORK = re.compile(r"cifs|smb.*|nfs\d*|9p|v9fs|drvfs|afs|ceph|glusterfs|davfs|vboxsf|prl_fs|fuse(?!blk|ctl)(\..*)?")
"""File systems whose locks, and whose replacing of a file, are another machine's or program's (reliability.md 3.2)."""
SYNCED = {
    "OneDrive": r"OneDrive( - .*)?",
    "坚果云": r"(我的)?坚果云|Nutstore( Files)?",
    "百度网盘": r"百度(网盘|云)?同步.*|BaiduSyncdisk|BaiduNetdiskWorkspace",
    "Dropbox": r"Dropbox( \(.*\))?",
    "iCloud": r"Mobile Documents|iCloud ?Drive",
    "Google Drive": r"Google ?Drive|My Drive|我的云端硬盘",
    "WPS 云盘": r"WPS ?(云盘|Drive|Cloud Files)",
    "腾讯微云": r"微云同步.*|Weiyun.*",
    "阿里云盘": r"阿里云盘.*",
    "Syncthing": r"Syncthing",
}
"""Program → how the folder is called that it keeps alike."""
MARKERS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nutstore": "坚果云",
    ".owncloudsync.log": "Nextcloud",
}
"""What such a program leaves at the top of its folder → the program."""
COPY = re.compile(
    r"(?i)冲突|副本|conflict(ed)?\b|\bcopy\b|复件|[(（]\d+[)）]|-(DESKTOP|LAPTOP|PC)(-\w+)?(?=\.)|-\w+-(PC|Mac|MacBook\w*)(?=\.)|sync-conflict"
)
"""How a copy is called that such a program, or a file manager, puts beside a file."""


def file_system(path: Path, mounts: str | None = None) -> str:
    """The kind of file system a path lies on, as the system calls it; "" where it cannot be told. `mounts` as Linux
    lists them, in place of this machine's."""
    if sys.platform == "win32":
        import ctypes

        drive = os.path.splitdrive(path.resolve())[0] + "\\"
        return "network" if ctypes.windll.kernel32.GetDriveTypeW(drive) == 4 else ""
    try:
        text = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape") if mounts is None else mounts
    except OSError:
        return ""
    here, best, kind = str(path.resolve()), "", ""
    for line in text.splitlines():
        left, dash, right = line.partition(" - ")
        fields = left.split(" ")
        if not dash or len(fields) < 5:
            continue
        at = re.sub(r"\\([0-7]{3})", lambda m: chr(int(m[1], 8)), fields[4])
        inside = at == "/" or here == at or here.startswith(at + "/")
        if inside and len(at) >= len(best):  # of two on one place the later hides the other
            best, kind = at, right.split(" ")[0]
    return kind


def on_network(kind: str) -> bool:
    return kind == "network" or bool(NETWORK.fullmatch(kind))


def synced_by(path: Path) -> str:
    """The program that keeps this folder alike on several machines, by what a folder above it is called or has; ""."""
    here = path.resolve()
    for folder in (here, *here.parents):
        for program, form in SYNCED.items():
            if re.fullmatch(form, folder.name):
                return program
        for marker, program in MARKERS.items():
            if (folder / marker).exists():
                return program
    return ""


def copies(names: Iterable[str]) -> list[str]:
    """Of these files' paths those that are called as copies are."""
    return sorted(path for path in names if COPY.search(path.rpartition("/")[2]))
