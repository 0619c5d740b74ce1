"""A book on disk, its index, and what is derived from it: references, movements, balances, values."""
