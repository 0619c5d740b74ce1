"""Signatures beside a seal: seals/2026-09.chen@school.sig, made and checked by OpenSSH (SSHSIG, namespace houqin-seal).

What is signed is the seal's one-line statement (seal.statement). A signature counts for the person whose key it was made
with, as the list of signers has it on the day of the seal: never for the name that somebody gave the file. Two count as two
only where persons and keys are two.
"""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from houqin.book.history import NoHistory, ask, environment
from houqin.closing.written import statement
from houqin.diagnostics import FINDINGS, Failure, reason
from houqin.text.seals import Mark

NAMESPACE = "houqin-seal"
PATIENCE = 20
MOST = 2
"""Signatures that a seal has room for: whoever keeps the books, and a second person."""

State = Literal[
    "valid",
    "other_text",
    "namespace",
    "other_signer",
    "expired",
    "unknown_key",
    "same_person",
    "not_checked",
    "damaged",
]
"""valid; of another text; made for another purpose; with the key of somebody else than its name says; with a key that was not
valid on the seal's day; with a key that is not in the list; by a person, or with a key, that has signed already; there is no
list to check it by (or no ssh-keygen); no signature at all."""


class Signature(NamedTuple):
    """A signature file, whose name says who signed, and what it is worth."""

    path: str
    signer: str
    state: State


def signatures(book: Path, mark: Mark, signers: Path | None) -> list[Signature]:
    """The signatures beside a seal, each judged."""
    stem = Path(mark.path).stem
    folder = (book / mark.path).parent
    found: list[Signature] = []
    keys: dict[bytes, str] = {}
    for path in sorted(folder.glob(f"{stem}.*.sig")):
        signer = path.name.removeprefix(f"{stem}.").removesuffix(".sig")
        state, key = _judged(path, signer, mark, signers)
        if state == "valid" and key in keys:
            state = "same_person"
        if state == "valid":
            keys[key] = signer
        found.append(Signature(f"{folder.name}/{path.name}", signer, state))
    return found


def signature_path(mark: Mark, signer: str) -> str:
    """Where the signature of a person lies. Failure seal.signer (exit 1) for a name that no file can bear."""
    if not signer or signer.startswith(".") or any(sign in signer for sign in '/\\:*?"<>|\0 '):
        raise Failure("seal.signer", FINDINGS, found=signer)
    return f"{mark.path.removesuffix('.yaml')}.{signer}.sig"


def signer_of(signature: bytes, signers: Path | None) -> str:
    """The first name that the list has for the key of a signature; "" where there is no list, or the key is not in it."""
    key, _ = _read(signature)
    return next(iter(_holders(signers, key)), "") if signers else ""


def sign(mark: Mark, key: Path) -> bytes:
    """The signature of a seal with a private key (or a public one whose private half an agent holds): what its file holds.
    Failure seal.not_signed (exit 1)."""
    args = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", NAMESPACE]
    try:
        done = subprocess.run(args, input=statement(mark).encode(), capture_output=True, check=True, timeout=PATIENCE)
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
        raise Failure("seal.not_signed", FINDINGS, path=str(key), reason=said) from None
    except (OSError, subprocess.TimeoutExpired) as error:
        why = reason(error) if isinstance(error, OSError) else "ssh-keygen"
        raise Failure("seal.not_signed", FINDINGS, path=str(key), reason=why) from None
    return done.stdout


def list_of_signers(book: Path, named: str | None) -> Path | None:
    """The list of those who may sign (allowed_signers): the one named, else git's own setting gpg.ssh.allowedSignersFile;
    None where there is none. It should lie outside the book: who can change it can change who has signed."""
    if not named:
        try:
            named = ask(book, "config", "--type=path", "gpg.ssh.allowedSignersFile").decode("utf-8", "replace").strip()
        except NoHistory:
            return None
    if not named:
        return None
    path = Path(named).expanduser()
    if not path.is_absolute():
        path = book / path if (book / path).is_file() else path
    return path if path.is_file() else None


def _judged(path: Path, signer: str, mark: Mark, signers: Path | None) -> tuple[State, bytes]:
    """A signature's worth, and the key it was made with."""
    try:
        key, namespace = _read(path.read_bytes())
    except (OSError, ValueError):
        return "damaged", b""
    if namespace != NAMESPACE:
        return "namespace", key
    if signers is None:
        return "not_checked", key
    people = _holders(signers, key)
    if not people:
        return "unknown_key", key
    if signer not in people:
        return "other_signer", key
    day = mark.day.replace("-", "")
    args = ["ssh-keygen", "-Y", "verify", "-f", str(signers), "-I", signer, "-n", NAMESPACE, "-s", str(path)]
    if day.isdigit() and len(day) == 8:
        args.append(f"-Overify-time={day}2359")
    try:
        done = subprocess.run(
            args, input=statement(mark).encode(), capture_output=True, env=environment(), check=False, timeout=PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return "not_checked", key
    if done.returncode == 0:
        return "valid", key
    return ("expired" if b"expired" in done.stderr or b"not yet valid" in done.stderr else "other_text"), key


def _read(armoured: bytes) -> tuple[bytes, str]:
    """The public key and the namespace inside a signature (PROTOCOL.sshsig). ValueError where it is none."""
    lines = armoured.decode("ascii").split()
    body = "".join(lines[3:-3])  # between -----BEGIN SSH SIGNATURE----- and its end
    blob = base64.b64decode(body, validate=True)
    if not blob.startswith(b"SSHSIG"):
        raise ValueError("no SSHSIG")
    key, rest = _field(blob[10:])
    namespace, _ = _field(rest)
    return key, namespace.decode("utf-8", "replace")


def _field(data: bytes) -> tuple[bytes, bytes]:
    length = int.from_bytes(data[:4], "big")
    if len(data) < 4 + length:
        raise ValueError("cut short")
    return data[4 : 4 + length], data[4 + length :]


def _holders(signers: Path, key: bytes) -> Sequence[str]:
    """Whose key it is, as the list has it: the names that its lines begin with."""
    wanted = base64.b64encode(key).decode()
    found: list[str] = []
    for line in signers.read_text(encoding="utf-8", errors="replace").split("\n"):
        words = line.split()
        if words and not words[0].startswith("#") and wanted in words[1:]:
            found += words[0].strip('"').split(",")
    return found
