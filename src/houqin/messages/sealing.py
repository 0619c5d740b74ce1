"""What is said of seals: while one is made, and of what no longer stands as it was sealed."""

from __future__ import annotations

from houqin.messages import Message


def _error(zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> Message:
    return Message("error", zh, en, hint_zh, hint_en)


MESSAGES: dict[str, Message] = {
    "seal.cannot_read": _error(
        "{path} 里有错误，读不出来",
        "{path} has errors and cannot be read",
        "先用 houqin check 看是哪一行，改好再来。",
        "houqin check tells the lines; mend them first.",
    ),
    "seal.no_bytes": _error(
        "{path} 打不开：{reason:reason}",
        "{path} cannot be opened: {reason:reason}",
        "看看文件还在不在、有没有权限读。",
        "See whether the file is there and may be read.",
    ),
}  # fmt: skip
