"""Why a text cannot be read: what was typed on a line, and PyYAML's own errors in a bursar's words.

Runs only after something failed. What PyYAML says is often about the line after the mistake, so the lines
themselves are looked at first, for what people who type Chinese get wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from houqin import names
from houqin.text.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    import yaml

WORD = r"""([^\s:：#"'“”{}\[\]｛｝［］,，\-－]{1,30})"""
AT = r"(?:^ *(?:[-－—–] *)*|[{｛,，] *)"
"""Where a key can begin on a line: after spaces and dashes, or inside braces."""
WIDE_COLON = re.compile(AT + WORD + " *：")
TIGHT_COLON = re.compile(AT + WORD + r":(?=[^\s:,}\]])")
WIDE_DASH = re.compile(r"^ *([－—–−‐﹣]+) *(?=\S)")
TIGHT_DASH = re.compile(r"^ *-" + WORD + " *[:：]")
WIDE_OPEN = re.compile(r"(?:[:：] *|- +)([［｛])")
WIDE_CLOSE = re.compile(r"[［｛｝］]")
WIDE_COMMA = re.compile(r"[{\[][^}\]]*?(，)")
CURLY = re.compile(r"(?:[:：] *|- +|[\[{,] *)([“‘])")
LONGEST_LINE = 2000
"""Characters of a line that are looked at: some patterns take its square in time."""
KEY = re.compile(r" *(?:- +)*([^\s#:][^:#]*?) *:(?: |$)")


def known(word: str) -> bool:
    """Whether a word is a name that can stand before a colon."""
    return bool(names.type_named(word) or names.field_named(word) or names.role_named(word))


def _of_line(line: str) -> list[tuple[str, int, dict[str, str], bool]]:
    """(code, column, arguments, certain) of what looks mistyped on one line."""
    found: list[tuple[str, int, dict[str, str], bool]] = []
    line = line[:LONGEST_LINE]
    if line.lstrip().startswith("#"):
        return found
    if dash := WIDE_DASH.match(line):
        rest = WIDE_DASH.sub("", line)
        certain = ":" in rest or "：" in rest or " " in line[dash.end(1) : dash.end()]
        found.append(("text.fullwidth_dash", dash.start(1) + 1, {"found": dash[1]}, certain))
    for pattern, code in ((WIDE_COLON, "text.fullwidth_colon"), (TIGHT_COLON, "text.no_space_after_colon")):
        hits = [(m.start(1), m.end(), m[1]) for m in pattern.finditer(line)]
        # "http:" or "12:30" may follow no name; a full-width colon after any word may be meant for a key.
        sure = [h for h in hits if known(h[2])] or (hits if code == "text.fullwidth_colon" else [])
        for start, end, word in sure:
            column = (start if code == "text.no_space_after_colon" else end - 1) + 1
            found.append((code, column, {"found": word, "instead": f"{word}: "}, known(word)))
    if (tight := TIGHT_DASH.match(line)) and known(tight[1]):
        found.append(("text.no_space_after_dash", line.index("-") + 1, {"found": tight[1]}, True))
    if bracket := WIDE_OPEN.search(line) or WIDE_CLOSE.search(line):
        sign = bracket[bracket.lastindex or 0]
        certain = (
            bracket.lastindex is not None or line.count("{") != line.count("}") or line.count("[") != line.count("]")
        )
        found.append(("text.fullwidth_bracket", line.index(sign, bracket.start()) + 1, {"found": sign}, certain))
    if comma := WIDE_COMMA.search(line):
        after = re.match(f"，\\s*{WORD} *[:：]", line[comma.start(1) :])
        certain = bool(after and known(after[1])) or line[comma.start(1) - 1] in "\"'}]"
        found.append(("text.fullwidth_comma_here", comma.start(1) + 1, {}, certain))
    if curly := CURLY.search(line):
        found.append(("text.curly_quotes", curly.start(1) + 1, {"found": line[curly.start(1) :][:40]}, False))
    return found


def mistyped(lines: Sequence[str], before: int, near: Sequence[int] = ()) -> list[Fault]:
    """What is mistyped in these lines, which have `before` lines above them: everything that is certain.

    Failing that, what is likely on the lines `near`, numbered like the result.
    """
    certain: list[Fault] = []
    likely: list[Fault] = []
    for number, line in enumerate(lines, before + 1):
        for code, column, args, sure in _of_line(line):
            (certain if sure else likely).append(Fault(code, number, column, args))
    return certain or [fault for fault in likely if fault.line in near][:1]


ERRORS: tuple[tuple[str, str, str], ...] = (
    # what PyYAML says (libyaml's wording | the pure parser's), our code, whose mark is the place
    (r"quoted scalar .*unexpected (end of stream|document)", "text.open_quote", "context"),
    (r"quoted scalar|escape|hexa?decimal", "text.escape", "problem"),
    (r"scanning an anchor", "text.anchor", "context"),
    (r"scanning an alias", "text.alias", "context"),
    (r"(scanning|parsing) a tag|tag handle", "text.tag", "context"),
    (r"directive", "text.directive", "problem"),
    (r"block scalar", "text.block_text", "problem"),
    (r"cannot start any token", "text.reserved_sign", "problem"),
    (r"sequence entries are not allowed", "text.dash_in_line", "problem"),
    (r"mapping keys are not allowed", "text.complex_key", "problem"),
    (r"mapping values are not allowed", "text.second_colon", "problem"),
    (r"could not find expected ':'", "text.no_colon", "context"),
    (r"expected ',' or", "text.open_bracket", "context"),
    (r"node content|unexpected ':'", "text.stray_sign", "problem"),
    (r"expected '?<document start>", "text.not_a_list", "problem"),
    (r"expected key|'-' indicator|<block end>", "text.indentation", "problem"),
)
"""PyYAML's errors, in the order they are tried."""


def translated(error: yaml.MarkedYAMLError, lines: Sequence[str], before: int) -> Fault:
    """The parser's error at the place a person would point to."""
    said = f"{error.context or ''} {error.problem or ''}"
    code, whose = next(((c, w) for pattern, c, w in ERRORS if re.search(pattern, said)), ("text.syntax", "problem"))
    marks = (error.context_mark, error.problem_mark)
    mark = (marks[0] or marks[1]) if whose == "context" else (marks[1] or marks[0])
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line = min(line, max(len(lines) - 1, 0))
    while line > 0 and not lines[line].strip():  # the end of the text: where it stopped
        line -= 1
        column = len(lines[line].rstrip())
    written = lines[line][:LONGEST_LINE] if line < len(lines) else ""
    if code == "text.second_colon" and (key := KEY.match(written)) and key.end(1) >= column - 1:
        code, column = "text.indentation", key.start(1)
    if code == "text.no_colon" and len(written) > 1000:
        code = "text.long_line"
    if code == "text.indentation" and written[column : column + 1] == ":":
        code = "text.empty_key"
    if code == "text.not_a_list" and any(line.startswith(("...", "---")) for line in lines[1:]):
        code = "text.documents"
    if code == "text.stray_sign" and not written[column:].strip():
        code = "text.unfinished"
    if code == "text.indentation" and column and written[:column].strip(" -"):
        code = "text.after_value"
    end = error.problem_mark.line + 1 + before if error.problem_mark else line + 1 + before
    found = written[column:].strip()[:40]
    return Fault(
        code,
        line + 1 + before,
        column + 1,
        {"found": found, "sign": written[column : column + 1], "end": end},
    )


def explained(error: yaml.MarkedYAMLError, lines: Sequence[str], before: int) -> list[Fault]:
    """Why these lines could not be parsed: what is mistyped in them, else the parser's own error."""
    marks = [mark.line + 1 + before for mark in (error.context_mark, error.problem_mark) if mark]
    near = range(marks[-1] - 1, marks[-1] + 1) if marks else ()
    return mistyped(lines, before, near) or [translated(error, lines, before)]
