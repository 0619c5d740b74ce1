"""The house: which room may import which, what each library is let into, and how big a file may grow.

docs/architecture.md shows it; this is the same table, enforced. A new room is a row here, above everything it stands on.
"""

from __future__ import annotations

import ast
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src" / "houqin"
PAGE = Path(__file__).parent.parent / "docs" / "architecture.md"

SPOKEN = {"values", "names", "diagnostics"}
"""What every room may speak."""
ROOMS: dict[str, set[str]] = {
    "values": set(),
    "names": set(),
    "diagnostics": set(),
    "report": set(),
    "messages": SPOKEN,
    "rules": set(),
    "text": SPOKEN,
    "records": SPOKEN,
    "schemas": SPOKEN | {"messages", "text", "records"},
    "facts": SPOKEN | {"records"},
    "book": SPOKEN | {"rules", "text", "records", "facts"},
    "entry": SPOKEN | {"text", "records", "facts", "book"},
    "exchange": SPOKEN | {"text", "records", "facts", "book", "entry"},
    "reconcile": SPOKEN | {"book"},
    "settle": SPOKEN | {"messages", "text", "records", "facts", "book", "entry", "reconcile"},
    "closing": SPOKEN | {"text", "book", "entry", "reconcile"},
    "history": SPOKEN | {"text", "book", "closing"},
    "reports": SPOKEN | {"messages", "report", "text", "book", "reconcile", "closing", "history"},
    "founding": SPOKEN | {"messages", "text", "book"},
    "render": {"values", "names", "messages", "report"},
    "cli": SPOKEN
    | {
        "messages",
        "report",
        "schemas",
        "text",
        "book",
        "entry",
        "exchange",
        "reconcile",
        "settle",
        "closing",
        "founding",
        "history",
        "reports",
        "render",
    },
    "__main__": {"cli"},
}
"""Room → the rooms it may import, from the ground up: each stands only on rooms above it in this table.

text does not know records: a file can be read without knowing what its records mean. render knows no book and no
record: whatever can be a Report can be printed. Only book opens the index, so nothing above it knows a file's format.
"""

LIBRARIES = {
    "yaml": {"text"},
    "pydantic": {"records", "facts"},
    "pydantic_core": {"records"},
    "sqlite3": {"book", "history"},
    "rich": {"render"},
    "typer": {"cli"},
    "openpyxl": {"exchange", "render"},
    "filelock": {"text"},
    "munkres": {"reconcile"},
    "cryptography": {"history"},
    "pypinyin": {"entry"},
}
"""Library → the rooms that may import it. Anything else is of the standard library."""

WARM = (
    "houqin.cli.app",
    "houqin.cli.reconcile",
    "houqin.book.index",
    "houqin.book.find",
    "houqin.reports.reconcile",
    "houqin.render",
    "houqin.render.json",
)
"""What a run loads when nothing in the book has changed."""
COLD = {
    "yaml",
    "pydantic",
    "pydantic_core",
    "rich",
    "houqin.text",
    "houqin.records",
    "houqin.facts",
    "houqin.schemas",
    "openpyxl",
    "filelock",
    "munkres",
    "houqin.entry",
    "cryptography",
    "houqin.exchange",
    "houqin.history",
}
"""What it must not load: pydantic alone costs as much as the whole run (docs/decisions/0006)."""

LARGEST = 24_000  # bytes
LONGEST = 450  # lines
TABLES = {"names.py", "messages", "kinds.py", "columns.py", "cases.py"}
"""Tables of data may be longer: they are looked up, not read through."""


@cache
def modules() -> dict[str, Path]:
    """houqin.book.index → its file; a package by its own name."""
    names = {path: ".".join(path.relative_to(SRC.parent).with_suffix("").parts) for path in SRC.rglob("*.py")}
    return {name.removesuffix(".__init__"): path for path, name in names.items()}


def imports(module: str, *, loading: bool = False) -> set[str]:
    """The modules that a module imports anywhere; or, loading, only those that it cannot be loaded without."""
    tree = ast.parse(modules()[module].read_text(encoding="utf-8"))
    found: set[str] = set()
    todo: list[ast.AST] = [tree]
    while todo:
        node = todo.pop()
        if loading and isinstance(node, ast.FunctionDef | ast.Lambda):
            continue
        if loading and isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are written in full"
            parts = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (parts & modules().keys()) or {str(node.module)}
        todo += ast.iter_child_nodes(node)
    return found


def room(module: str) -> str:
    """houqin.book.index → book."""
    return module.split(".")[1] if "." in module else ""


def test_every_room_is_in_the_table_and_stands_on_rooms_above_it_only() -> None:
    assert {room(m) for m in modules()} - {""} == ROOMS.keys()
    order = list(ROOMS)
    for name, below in ROOMS.items():
        assert below <= set(order[: order.index(name)]), name


@pytest.mark.parametrize("module", sorted(modules()))
def test_a_module_imports_only_what_its_room_may(module: str) -> None:
    for name in imports(module):
        top = name.split(".")[0]
        if top == "houqin":
            assert name == "houqin" or room(name) in ROOMS[room(module)] | {room(module)}, f"{module} imports {name}"
        elif top in LIBRARIES:
            assert room(module) in LIBRARIES[top], f"{module} imports {name}"
        else:
            assert top in sys.stdlib_module_names, f"{module} imports {name}"


def test_no_circle_of_modules_that_need_each_other_to_load() -> None:
    graph = {module: imports(module, loading=True) & modules().keys() for module in modules()}
    assert set(TopologicalSorter(graph).static_order()) >= modules().keys()  # raises CycleError where there is one


def test_a_run_over_an_unchanged_book_loads_no_reader_and_no_models() -> None:
    seen: set[str] = set()
    todo = list(WARM)
    assert modules().keys() >= set(WARM)
    while todo:
        module = todo.pop()
        if module not in seen:
            seen.add(module)
            if module in modules():
                todo += imports(module, loading=True)
    seen.discard("houqin.text.seals")  # which months are closed is told without a reader
    loaded = {".".join(name.split(".")[:2]) if name.startswith("houqin.") else name.split(".")[0] for name in seen}
    assert loaded & COLD == set()


@pytest.mark.parametrize("path", sorted(SRC.rglob("*.py")), ids=lambda p: p.relative_to(SRC).as_posix())
def test_a_file_can_be_read_at_one_sitting(path: Path) -> None:
    if TABLES.isdisjoint(path.relative_to(SRC).parts):
        data = path.read_bytes()
        assert len(data) <= LARGEST
        assert data.count(b"\n") <= LONGEST


def test_the_page_shows_every_room_in_this_order() -> None:
    rooms = PAGE.read_text(encoding="utf-8").split("## The rooms")[1].split("```")[1]
    shown = [line.split()[0] for line in rooms.split("\n") if line[:1].strip()]
    assert shown == [name for name in ROOMS if name != "__main__"]
