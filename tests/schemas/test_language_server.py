"""The language server behind VS Code's YAML extension, Neovim, Helix and others, on right and wrong files.

It is a program for Node.js: `npm install -g yaml-language-server`, or YAML_LANGUAGE_SERVER names it. Where it is not
installed these tests are skipped; that the schemas are right is tested without it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.records.cases import CASES

from houqin.messages.meanings import FIELDS, WRITTEN
from houqin.records.catalogue import CONFIG
from houqin.schemas.build import files

from .test_schemas import SAMPLES, UNSAID

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVER = os.environ.get("YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")
pytestmark = pytest.mark.skipif(SERVER is None, reason="yaml-language-server, a program for Node.js, is not installed")


class Editor:
    """As much of an editor as speaks to the server: it opens files and hears what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        assert SERVER is not None
        command = ["node", SERVER] if SERVER.endswith(".js") else [SERVER]
        self.folder = folder
        self.server = subprocess.Popen([*command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.asked = 0
        about = {"publishDiagnostics": {}, "hover": {"contentFormat": ["markdown"]}, "completion": {}}
        self.ask("initialize", processId=None, rootUri=folder.as_uri(), capabilities={"textDocument": about})
        self.tell("initialized")
        settings = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}
        self.tell("workspace/didChangeConfiguration", settings=settings)

    def send(self, message: dict[str, Any]) -> None:
        assert self.server.stdin is not None
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.server.stdin.flush()

    def tell(self, method: str, **params: Any) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        while (heard := self.hear()).get("id") != self.asked or "method" in heard:
            pass
        assert "error" not in heard, heard
        return heard["result"]

    def hear(self) -> dict[str, Any]:
        """The next message; a question of the server's is answered with nothing (its own settings)."""
        assert self.server.stdout is not None
        length = 0
        while line := self.server.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        heard: dict[str, Any] = json.loads(self.server.stdout.read(length))
        if "method" in heard and "id" in heard:
            items = heard.get("params", {}).get("items")
            self.send({"id": heard["id"], "result": [{} for _ in items] if items else None})
        return heard

    def open(self, name: str, text: str) -> str:
        """Opens a file below the folder that holds the schemas, with its modeline; its address."""
        uri = (self.folder / name).as_uri()
        self.tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text})
        return uri

    def wrong(self, name: str, text: str) -> list[tuple[int, str]]:
        """(line from 1, message) of what is wrong with a text."""
        uri = self.open(name, text)
        while (heard := self.hear()).get("method") != "textDocument/publishDiagnostics" or heard["params"][
            "uri"
        ] != uri:
            pass
        return [(one["range"]["start"]["line"] + 1, one["message"]) for one in heard["params"]["diagnostics"]]


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    folder = tmp_path_factory.mktemp("book")
    for name, text in files().items():
        (folder / "schemas" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "schemas" / name).write_text(text, encoding="utf-8")
    editor = Editor(folder)
    yield editor
    editor.server.kill()
    editor.server.communicate()


def modeline(folder: str, language: str = "zh") -> str:
    return f"# yaml-language-server: $schema=schemas/{language}/{folder}.json\n"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_right_file_has_no_squiggles(name: str, editor: Editor) -> None:
    folder, path = SAMPLES[name]
    text = path.read_text(encoding="utf-8")
    own = [] if text.startswith("# yaml-language-server") else [modeline(folder.replace(CONFIG, "houqin"))]
    lines = own or [modeline(folder.replace(CONFIG, "houqin"))]
    rest = text if own else text.partition("\n")[2]
    assert editor.wrong(name.replace("/", "-"), lines[0] + rest) == []


@pytest.mark.parametrize("code", sorted(CASES.keys() - UNSAID.keys()))
def test_a_mistake_has_its_squiggle_below_it(code: str, editor: Editor) -> None:
    folder, written = CASES[code]
    found = editor.wrong(f"{code}.yaml", modeline(folder.replace(CONFIG, "houqin")) + written)
    assert found
    assert all(2 <= line <= 1 + written.count("\n") for line, _ in found)


def test_a_misspelt_date_is_answered_in_the_book_s_language(editor: Editor) -> None:
    slip = "- 领用: CK-1\n  日期: 2026年10月3日\n  部门: 教务处\n  明细: [硒鼓 1个]\n"
    assert editor.wrong("date.yaml", modeline("store") + slip) == [(3, WRITTEN["day"][0])]


def test_what_may_be_written_is_offered_and_what_stands_there_explained(editor: Editor) -> None:
    slip = "- 验收: YS-1\n  日期: 2026-10-01\n  来源: \n  备注: \n- \n"
    uri = editor.open("offered.yaml", modeline("store") + slip)

    def offered(line: int, character: int) -> list[str]:
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
        return [one["label"] for one in editor.ask("textDocument/completion", **place)["items"]]

    assert offered(3, 6) == ["采购", "零星采购", "捐赠", "调入", "自制", "盘盈"]
    assert offered(4, 6) == []
    assert offered(5, 2) == ["验收", "退货", "领用", "退库", "调拨", "冲销"]
    shown = editor.ask("textDocument/hover", textDocument={"uri": uri}, position={"line": 2, "character": 3})
    assert FIELDS["date"][0] in shown["contents"]["value"]
