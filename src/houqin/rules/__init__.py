"""Rules as data: the national profile, in the same form as a book's own rules (houqin.yaml, rules)."""
