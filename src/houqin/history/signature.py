"""Whose key signed a commit: SSH signatures checked in this process, and the list of keys that says whose they are.

Git itself would ask whatever program the user's settings name, and takes 8 ms a commit. What is checked here is the
mathematics alone; whom a key belongs to is decided later, by a list of keys from outside the book.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import hashlib
import re
import struct
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

NAMESPACE = b"git"
MAGIC = b"SSHSIG"
HASHES = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
HEADERS = (b"gpgsig ", b"gpgsig-sha256 ")
ARMOUR = re.compile(rb"-----BEGIN SSH SIGNATURE-----\n(.*)\n-----END SSH SIGNATURE-----\s*", re.DOTALL)


class Signed(NamedTuple):
    """What a commit's signature is: "none", "good", "bad", or "other" (of a kind that is not checked here: PGP, X.509, keys
    on hardware); and the public key by which it is good, as ssh writes it ("ssh-ed25519 AAAA…")."""

    status: str
    key: str


UNSIGNED, BAD, OTHER = Signed("none", ""), Signed("bad", ""), Signed("other", "")


def signed(commit: bytes) -> Signed:
    """How the bytes of a commit are signed."""
    text, signatures = _apart(commit)
    if not signatures:
        return UNSIGNED
    if len(signatures) > 1:
        return BAD
    armoured = ARMOUR.fullmatch(signatures[0])
    if not armoured:
        return OTHER
    try:
        return _checked(text, base64.b64decode(armoured[1], validate=False))
    except (ValueError, IndexError, struct.error, binascii.Error):
        return BAD


def _apart(commit: bytes) -> tuple[bytes, list[bytes]]:
    """The bytes that were signed, and the signatures that stand between them."""
    head, gap, rest = commit.partition(b"\n\n")
    kept: list[bytes] = []
    signatures: list[bytes] = []
    inside = False
    for line in head.split(b"\n"):
        if name := next((h for h in HEADERS if line.startswith(h)), None):
            signatures.append(line[len(name) :])
            inside = True
        elif inside and line.startswith(b" "):
            signatures[-1] += b"\n" + line[1:]
        else:
            inside = False
            kept.append(line)
    return b"\n".join(kept) + gap + rest, signatures


def _strings(data: bytes) -> list[bytes]:
    """Length-prefixed strings one after the other (RFC 4251)."""
    found, at = [], 0
    while at < len(data):
        (size,) = struct.unpack_from(">I", data, at)
        if at + 4 + size > len(data):
            raise ValueError("cut off")
        found.append(data[at + 4 : at + 4 + size])
        at += 4 + size
    return found


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _checked(text: bytes, blob: bytes) -> Signed:
    """An SSHSIG (PROTOCOL.sshsig of OpenSSH) over some bytes. ValueError where it is none."""
    if blob[:6] != MAGIC or struct.unpack_from(">I", blob, 6) != (1,):
        return BAD
    public, namespace, reserved, digest, signature = _strings(blob[10:])
    if namespace != NAMESPACE or digest not in HASHES:
        return BAD
    body = MAGIC + b"".join(map(_string, (namespace, reserved, digest, HASHES[digest](text).digest())))
    kind, made = _strings(signature)
    name = _strings(public)[0].decode("ascii")
    key = f"{name} {base64.b64encode(public).decode()}"
    right = _right(key, kind, made, body)
    return OTHER if right is None else Signed("good", key) if right else BAD


def _right(key: str, kind: bytes, made: bytes, body: bytes) -> bool | None:
    """Whether a signature is the key's over some bytes; None for a kind of key that is not checked here."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
    from cryptography.hazmat.primitives.serialization import load_ssh_public_key

    try:
        public: Any = load_ssh_public_key(key.encode())
    except (UnsupportedAlgorithm, ValueError):
        return None
    name = key.split(" ")[0].encode()
    try:
        if isinstance(public, ed25519.Ed25519PublicKey) and kind == name:
            public.verify(made, body)
        elif isinstance(public, rsa.RSAPublicKey) and kind in (b"rsa-sha2-256", b"rsa-sha2-512"):
            public.verify(made, body, padding.PKCS1v15(), hashes.SHA256() if kind.endswith(b"256") else hashes.SHA512())
        elif isinstance(public, ec.EllipticCurvePublicKey) and kind == name:
            r, s = (int.from_bytes(part, "big") for part in _strings(made))
            sizes = {256: hashes.SHA256(), 384: hashes.SHA384(), 521: hashes.SHA512()}
            public.verify(encode_dss_signature(r, s), body, ec.ECDSA(sizes[public.curve.key_size]))
        else:
            return None
    except InvalidSignature:
        return False
    return True


# ------------------------------------------------------------ whose key it is


class Holder(NamedTuple):
    """A line of the list of keys: who holds a key, and from when until when (seconds since 1970; None: always)."""

    principals: tuple[str, ...]
    key: str
    after: int | None
    before: int | None


LINE = re.compile(r'("(?:[^"]*)"|\S+)\s+(.*)')
OPTION = re.compile(r'([a-z-]+)(?:="([^"]*)")?(?:,|\s+|$)', re.IGNORECASE)
KEY = re.compile(r"((?:ssh|ecdsa|sk)-\S+)\s+([A-Za-z0-9+/=]+)")
MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(Z?)$")


def holders(text: str) -> list[Holder]:
    """The list of keys, as ssh-keygen reads it (ALLOWED SIGNERS); lines for other uses than git's, of authorities that sign
    keys, and those that cannot be read, say nothing."""
    found = []
    for line in text.splitlines():
        said = LINE.match(line.strip())
        if not said or line.lstrip().startswith("#"):
            continue
        rest, options = said[2], {}
        while not KEY.match(rest) and (option := OPTION.match(rest)) and option.end():
            options[option[1].lower()] = option[2]
            rest = rest[option.end() :].lstrip()
        key = KEY.match(rest)
        uses = options.get("namespaces")
        if not key or "cert-authority" in options:
            continue
        if uses is not None and not any(fnmatchcase("git", use.strip()) for use in uses.split(",")):
            continue
        try:
            after, before = (_moment(options.get(word)) for word in ("valid-after", "valid-before"))
        except ValueError:
            continue
        names = tuple(name.strip() for name in said[1].strip('"').split(",") if name.strip())
        found.append(Holder(names, f"{key[1]} {key[2]}", after, before))
    return found


def _moment(text: str | None) -> int | None:
    if text is None:
        return None
    found = MOMENT.match(text)
    if not found:
        raise ValueError(text)
    parts = [int(part or 0) for part in found.groups()[:6]]
    when = datetime.datetime(*parts, tzinfo=datetime.UTC if found[7] else None)  # type: ignore[arg-type, misc]
    return int(when.timestamp())


class Keys:
    """A list of keys, and where it lies (None: there is none)."""

    def __init__(self, path: Path | None, held: list[Holder]) -> None:
        self.path = path
        self.held = held

    def principals(self, key: str, time: int) -> tuple[str, ...]:
        """The names under which the list knows a key at a moment; none where it does not know it."""
        found: dict[str, None] = {}
        for one in self.held:
            if one.key == key and (one.after or 0) <= time and (one.before is None or time < one.before):
                found |= dict.fromkeys(one.principals)
        return tuple(found)
