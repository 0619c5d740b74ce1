"""Closed months: what a seal holds of one, and whether that still stands in the book."""
