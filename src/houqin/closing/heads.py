"""A head as people pass it on: eight groups of four for the paper, eight words of four syllables for the telephone."""

from __future__ import annotations

import re
import unicodedata

SHORT = 32
"""Digits of a head that are printed: 128 bits, which nobody finds a second text for."""
SIGNS = "洞幺两三四五六拐八勾甲乙丙丁戊己"
"""Hex digits as they are read aloud where 1 and 7, 0 and 6 must not be mistaken."""
SAID_ALSO = str.maketrans("〇零一二七九壹贰叁肆伍陆柒捌玖", "洞洞幺两拐勾幺两三四五六拐八勾")
"""The same as people say them who do not know the signs."""


def groups(head: str) -> str:
    """3f2a 91bc 07de …: the first 32 digits."""
    return " ".join(head[at : at + 4] for at in range(0, SHORT, 4))


def spoken(head: str) -> str:
    """三己两甲 勾幺乙丙 …: the same, to be read aloud."""
    return " ".join("".join(SIGNS[int(sign, 16)] for sign in group) for group in groups(head).split(" "))


def meant(written: str) -> str | None:
    """The hex digits that somebody types from paper or by ear, at least 32; None where it is no head."""
    half = unicodedata.normalize("NFKC", written).lower().removeprefix("sha256:").translate(SAID_ALSO)
    digits = "".join(
        f"{SIGNS.index(sign):x}" if sign in SIGNS else sign for sign in re.sub(r"[\s\-_.,、，:]", "", half)
    )
    return digits if re.fullmatch(rf"[0-9a-f]{{{SHORT},64}}", digits) else None
