"""A book's beginning: its first files, the repository it lies in, and whether both are sound."""
