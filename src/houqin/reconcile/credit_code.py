"""统一社会信用代码: whether eighteen characters can be one, by their check digit (GB 32100-2015, 5.1 and annex A)."""

from __future__ import annotations

CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""What a code is written with, in the order of their values: no I, O, S, V, Z."""


def holds(code: str) -> bool:
    """Whether the last character is the check of the seventeen before it: weights 3^i mod 31, all eighteen adding up to a
    multiple of 31 with the last one's value as it stands."""
    if len(code) != 18 or not set(code) <= set(CHARACTERS):
        return False
    return sum(CHARACTERS.index(char) * pow(3, i, 31) for i, char in enumerate(code[:17])) % 31 == (
        -CHARACTERS.index(code[17]) % 31
    )
