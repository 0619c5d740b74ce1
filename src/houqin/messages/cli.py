"""What the room `cli` says."""

from __future__ import annotations

from houqin.messages import Message

MESSAGES: dict[str, Message] = {}
