"""A book written again as ledger, hledger and beancount journals, and what those programs make of it.

`text`, `book`, `money`, `stock` and `journal` import nothing from houqin: they read the YAML with their own small
understanding of its Chinese keys. `programs` asks the outside programs; `ours` asks houqin; `compare` sets the answers
side by side. Money is fen and quantities are millionths of the base unit, both int.
"""
