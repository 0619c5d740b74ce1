"""Bytes → text: size, encoding, line ends, conflict markers, characters that cannot be seen.

Everything YAML would take silently, or refuse without a place, is refused here first.
"""

from __future__ import annotations

import re
import unicodedata

from houqin.text.fault import MOST, Fault

LARGEST = 5_000_000
"""Bytes of one file. A month of a large school is some hundred kB."""

UNSEEN = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    r"\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Characters that stand nowhere in a ledger: they are not seen, and change what is read or how it looks."""
WIDE_SPACE = re.compile(r"^ *(?:- +)*\u3000|(?:[:,\[{]|- )\u3000|(?<!\u3000)\u3000+ *$|\u3000#")
"""U+3000 where YAML expects a space; inside a text it is a character like any other."""
MARKER = re.compile(r"(<{7}|={7}|>{7}|\|{7})(?: |$)")
MARKER_CODES = {"<": "text.conflict_ours", "|": "text.conflict_base", "=": "text.conflict_middle",
                ">": "text.conflict_theirs"}  # fmt: skip
USUAL = re.compile(r"[\n-~\u3000-\u3011\u4e00-\u9fff\uff01-\uff5e]")
KINDS = (
    (re.compile(r"\t"), "text.tab"),
    (re.compile(r"\x00"), "text.nul"),
    (re.compile(r"[\x85\u2028\u2029]"), "text.line_separator"),
    (re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"), "text.bidi"),
    (re.compile(r"[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"), "text.odd_space"),
    (re.compile(r"[\xad\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"),
     "text.zero_width"),
)  # fmt: skip
"""Which of them it is; whatever is left is a control character."""


def unseen(character: str) -> str:
    """The code for a character of UNSEEN, or the wide space."""
    return next((code for pattern, code in KINDS if pattern.match(character)), "text.control")


def point(character: str) -> dict[str, str]:
    """A character that cannot be printed, as the arguments of its message."""
    return {"point": f"U+{ord(character):04X}"}


def _position(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a place in the text."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _readable(text: str) -> bool:
    """Whether most of a decoded sample is what a ledger has: ASCII and Chinese."""
    return len(USUAL.findall(text)) >= 0.9 * len(text)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32, told by the mark at the start or by its zero bytes; None if it is neither."""
    marks = ((b"\xff\xfe\0\0", "UTF-32"), (b"\0\0\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"),
             (b"\xfe\xff", "UTF-16"))  # fmt: skip
    for mark, name in marks:
        if data.startswith(mark):
            return name
    sample = data[:4000]
    if not sample.strip(b"\0") or sample.count(0) * 8 < len(sample):
        return None
    for codec in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        whole = sample[: len(sample) // 4 * 4]
        if whole and _readable(whole.decode(codec, "replace")):
            return codec[:6].upper()
    return None


def _not_utf8(data: bytes, wrong: UnicodeDecodeError) -> Fault:
    """The place of the first byte that is not UTF-8, and what the file may be instead."""
    before = data[: wrong.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    if re.search("[\u4e00-\u9fff]", before.decode("utf-8", "replace")):
        # There is Chinese in UTF-8 before it: one piece of the file is wrong, not its encoding.
        return Fault("text.not_utf8", line, column)
    sample = data[:20_000]
    try:
        guessed = _readable(sample.decode("gb18030"))
    except UnicodeDecodeError as cut:
        guessed = cut.start >= len(sample) - 3 and _readable(sample[: cut.start].decode("gb18030"))
    return Fault("text.gb18030" if guessed else "text.not_utf8", line, column)


def decode(data: bytes) -> tuple[str, list[Fault]]:
    """The text with "\\n" line ends and without a byte order mark, and why it cannot be read ("" then)."""
    if len(data) > LARGEST:
        return "", [Fault("text.too_big", 1, 1, {"size": -(-len(data) // 1_000_000), "most": LARGEST // 1_000_000})]
    if wide := _wide_encoding(data):
        return "", [Fault("text.utf16", 1, 1, {"encoding": wide})]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        return "", [_not_utf8(data, wrong)]
    return text.replace("\r\n", "\n") if "\r" in text else text, []


def check(text: str) -> tuple[list[Fault], bool]:
    """Faults of the characters, and whether a merge was left open: both sides' records stand there then."""
    faults: list[Fault] = []
    if "\r" in text:
        faults.append(Fault("text.lone_cr", *_position(text, text.index("\r"))))
        text = text.replace("\r", " ")
    markers = _markers(text) if any(sign * 7 in text for sign in MARKER_CODES) else []
    faults += markers
    # isprintable is false for each character of UNSEEN and for U+3000, and 20 times as fast as the patterns.
    if not text.replace("\n", "").isprintable():
        faults += _odd_characters(text)
    if text and not text.endswith("\n"):
        faults.append(Fault("text.no_final_newline", *_position(text, len(text) - 1)))
    return faults, bool(markers)


def _markers(text: str) -> list[Fault]:
    """Every line that a merge left behind."""
    found = ((number, MARKER.match(line)) for number, line in enumerate(text.split("\n"), 1))
    return [Fault(MARKER_CODES[sign[1][0]], number, 1) for number, sign in found if sign]


def _odd_characters(text: str) -> list[Fault]:
    """The first odd character of each line."""
    found: list[Fault] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.isprintable():
            continue
        odd = UNSEEN.search(line)
        wide = WIDE_SPACE.search(line)
        if odd and not (wide and wide.start() < odd.start()):
            found.append(Fault(unseen(odd[0]), number, odd.start() + 1, point(odd[0])))
        elif wide:
            column = line.index("\u3000", wide.start()) + 1
            found.append(Fault("text.odd_space", number, column, point("\u3000")))
        if len(found) == MOST:
            break
    return found


def composed(key: str) -> bool:
    """Whether a key is in the form that is hashed and compared (NFC): é as one character."""
    return key.isascii() or unicodedata.is_normalized("NFC", key)
