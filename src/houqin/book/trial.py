"""What the book would say if some of its files were otherwise: tried on a copy of the index, never on the index."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from houqin.book import registers
from houqin.book.find import Seen, Source
from houqin.book.fresh import Change
from houqin.book.index import Book
from houqin.diagnostics import UNREADABLE, Failure


@contextmanager
def trial(book: Book, files: Mapping[Source, bytes]) -> Iterator[Book]:
    """The book with these files' bytes in the place of what is on disk. Its diagnostics are those of these files' text.

    Failure book.index (exit 3) where the disk has no room for the index."""
    try:
        if book.index.in_transaction:
            book.index.execute("commit")
    except sqlite3.OperationalError as error:  # an index that is not ours to write: what it holds is in memory anyway
        if not book.index.in_transaction:  # but a full disk has taken back what was read
            raise Failure("book.index", UNREADABLE, reason=str(error)) from error
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        book.index.backup(memory)
        memory.execute("begin")
        changes = [
            Change(source.path, Seen(source, len(data), 0, 0, 0), data, hashlib.sha256(data).hexdigest())
            for source, data in files.items()
        ]
        from houqin.book.fill import fill  # reads YAML and validates

        fill(memory, book.path, changes)
        yield Book(book.path, memory, registers.load(memory), [])
    finally:
        memory.close()
