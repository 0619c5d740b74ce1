"""houqin (后勤): a school's logistics books as plain text, reconciled to the fen."""

__version__ = "0.1.0"
