"""Closing a month: what must be done before, its seal, and whether what that holds still stands in the book."""
