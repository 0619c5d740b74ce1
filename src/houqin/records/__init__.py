"""The pydantic models, a module a ledger. They hold canonical names only and know nothing of files."""

from __future__ import annotations

import os

# Plugins are other people's code inside validation: a book must read alike on every machine.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
