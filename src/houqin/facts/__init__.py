"""What each record does, as rows: a function of the record alone. No look-ups: names stay as written."""
