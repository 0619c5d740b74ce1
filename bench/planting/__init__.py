"""The examination: right books, faults planted in them as lines of text, and what houqin makes of them.

Nothing here imports houqin. `kinds` is the table; `book` reads and edits lines; `vouchers`, `goods`, `papers` and
`oddities` plant; `score` asks the program and marks its answers. The command is bench/exam.py.
"""
