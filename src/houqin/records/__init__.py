"""The pydantic models, a module a ledger. They hold canonical names only and know nothing of files."""
