"""A book that is right gives silence."""
from __future__ import annotations

from .book import Small, said


def test_an_october_that_is_right(book: Small) -> None:
    said(book).silent()
