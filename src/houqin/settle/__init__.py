"""Records that settle a finding: numbered as the book numbers, tried as `check` would, and where they belong."""
