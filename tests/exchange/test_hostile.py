"""Files that somebody sends: bombs, entities, old and foreign formats. Refused in a moment, in words, and unread."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from houqin.diagnostics import Failure
from houqin.exchange.sheet import LARGEST, sheets
from houqin.messages import sentence, table

MADE = Path(__file__).parent / "made"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'


def workbook(
    sheet: str = "", *, head: str = "", more: dict[str, bytes] | None = None, whole: bytes | None = None, zeros: int = 0
) -> bytes:
    """A workbook whose one sheet has these rows; `head` goes before its root, `more` are parts beside it.

    `whole` stands in the sheet's place; `zeros` megabytes of text stand in its one cell.
    """
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(MADE / "出库单.xlsx") as good,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bad,
    ):
        for name in good.namelist():
            if name != "xl/worksheets/sheet1.xml":
                bad.writestr(name, good.read(name))
        start = '<?xml version="1.0" encoding="UTF-8"?>'
        before, after = CELL.split("{}") if zeros else (sheet, "")
        with bad.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(whole or f'{start}{head}<worksheet xmlns="{MAIN}"><sheetData>{before}'.encode())
            for _ in range(zeros):
                part.write(b"0" * 1_000_000)
            part.write(b"" if whole else f"{after}</sheetData></worksheet>".encode())
        for name, data in (more or {}).items():
            bad.writestr(name, data)
    return packed.getvalue()


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
UTF16 = f'<?xml version="1.0" encoding="UTF-16"?>{LAUGHS}<worksheet xmlns="{MAIN}"/>'.encode("utf-16")
OLE = bytes.fromhex("d0cf11e0a1b11ae1")

FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "two hundred megabytes in one cell": ("bomb", lambda: workbook(zeros=210)),
    "150 MB in one cell, packed not too tightly": (
        "long_cell",
        lambda: workbook(zeros=150, more={"xl/media/a.bin": random.Random(1).randbytes(2_000_000)}),
    ),
    "a wide sheet of long texts": ("long_cell", lambda: workbook(CELL.format("长" * 40_000))),
    "more parts than a workbook has": ("bomb", lambda: workbook(more={f"x/{n}": b"" for n in range(2001)})),
    "entities that grow": ("entities", lambda: workbook(CELL.format("&i;"), head=LAUGHS)),
    "an entity that fetches a file": (
        "entities",
        lambda: workbook(CELL.format("&x;"), head='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    ),
    "entities behind a long comment": (
        "entities",
        lambda: workbook(CELL.format("&i;"), head=f"<!--{'-x' * 100_000}-->{LAUGHS}"),
    ),
    "entities in another encoding": ("entities", lambda: workbook(whole=UTF16)),
    "entities in a part that is not the sheet": (
        "entities",
        lambda: workbook(more={"xl/styles2.xml": f'<?xml version="1.0"?>{LAUGHS}<x/>'.encode()}),
    ),
    "a declared encoding that hides": (
        "entities",
        lambda: workbook(whole=b'<?xml version="1.0" encoding="cp037"?><x/>'),
    ),
    "201 columns": ("too_many_cells", lambda: workbook('<row r="1"><c r="GS1"><v>1</v></c></row>')),
    "50,001 rows": (
        "too_many_cells",
        lambda: workbook("".join(f'<row r="{n}"><c><v>1</v></c></row>' for n in range(1, 50_002))),
    ),
    "600,000 cells": ("too_many_cells", lambda: workbook(("<row>" + "<c><v>1</v></c>" * 100 + "</row>") * 6000)),
    "a CSV of 600,000 cells": ("too_many_cells", lambda: (b"1," * 150 + b"1\n") * 4000),
    "a truncated workbook": ("broken", lambda: workbook()[:3000]),
    "a sheet that is no XML": ("broken", lambda: workbook(whole=b"<?xml version='1.0'?><worksheet><row")),
    "a zip that is no workbook": ("no_workbook", lambda: b"PK\x05\x06" + bytes(18)),
    "a workbook of before 2007": ("old_binary", lambda: OLE + bytes(600)),
    "a workbook under a password": ("encrypted", lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
    "a web page called .xls": ("web_page", lambda: b"\n<html><table><tr><td>1</td></tr></table></html>"),
    "a PDF": ("pdf", lambda: b"%PDF-1.7\n..."),
    "nothing": ("empty", lambda: b" \n"),
    "too large": ("too_large", lambda: bytes(LARGEST + 1)),
    "no text": ("encoding", lambda: bytes(range(256))),
    "UTF-16 cut off": ("encoding", lambda: "\ufeff日期".encode("utf-16-le") + b"\x00"),
    "a quotation mark that is never closed": (
        "open_quote",
        ('日期,品名\n2026-10-08,"大米' + "\n大米大米大米大米" * 20_000).encode,
    ),
    "a CSV of 50,001 lines": ("too_many_cells", lambda: b"a,b\n" * 50_002),
    "a CSV of 201 columns": ("too_many_cells", lambda: b"," * 200 + b"a\n"),
    "a CSV with a text beyond all cells": ("long_cell", ("大" * 33_000 + ",a\n").encode),
}


@pytest.mark.parametrize("name", FILES)
def test_refused_with_a_reason(name: str, tmp_path: Path) -> None:
    code, data = FILES[name]
    path = tmp_path / "来的表.xlsx"
    path.write_bytes(data())
    with pytest.raises(Failure) as refused:
        sheets(path)
    assert refused.value.code == f"exchange.{code}"
    for language in ("zh", "en"):
        assert "来的表.xlsx" in sentence(refused.value.code, language, **refused.value.args_)  # type: ignore[arg-type]
    assert table()[refused.value.code].severity == "error"


def test_one_cell_far_away_costs_nothing(tmp_path: Path) -> None:
    """4.6 kB, of which openpyxl would make 17 thousand million cells: what lies beyond a hundred empty rows is not read."""
    path = tmp_path / "远.xlsx"
    path.write_bytes(workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    (sheet,) = sheets(path)
    assert not any(cell.text for row in sheet.rows for cell in row)


def test_names_in_the_zip_lead_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "a" / "表.xlsx"
    path.parent.mkdir()
    path.write_bytes(
        workbook(CELL.format("大米"), more={"../../evil.txt": b"x", "/abs.txt": b"x", "..\\win.txt": b"x"})
    )
    (sheet,) = sheets(path)
    assert sheet.rows[0][0].text == "大米"
    assert [one.name for one in tmp_path.rglob("*")] == ["a", "表.xlsx"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.xlsx", tmp_path):
        with pytest.raises(Failure, match="unreadable"):
            sheets(path)


@pytest.mark.parametrize(
    "name", ["two hundred megabytes in one cell", "150 MB in one cell, packed not too tightly", "entities that grow"]
)
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads its peak memory from Linux")
def test_in_a_moment_and_in_little_memory(name: str, tmp_path: Path) -> None:
    """At most a second of work and 200 MB, in a process of its own."""
    path = tmp_path / "表.xlsx"
    path.write_bytes(FILES[name][1]())
    script = (
        "import resource, sys, pathlib\nfrom houqin.exchange.sheet import sheets\n"
        "try:\n    sheets(pathlib.Path(sys.argv[1]))\nexcept Exception as e:\n    print(e.args[0])\n"
        "u = resource.getrusage(resource.RUSAGE_SELF)\n"
        "peak = pathlib.Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0]\n"
        "print(u.ru_utime + u.ru_stime, int(peak) // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    code, figures = done.stdout.split("\n")[:2]
    seconds, megabytes = figures.split()
    assert code.startswith("exchange.")
    assert float(seconds) < 1
    assert int(megabytes) < 200
