"""Who signed a seal: judged by the key and the list of signers, never by the name of a file."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from houqin.closing import signing
from houqin.closing.verify import verify
from houqin.diagnostics import Failure
from houqin.text.seals import Mark
from story.book import small

from .keeping import last, sealed

CHEN, LI, WANG = "chen@school", "li@school", "wang@school"


class Signed:
    """A book with one closed month, three people with a key each, and the list of who may sign."""

    def __init__(self, folder: Path) -> None:
        self.book = folder / "book"
        small(self.book).write(self.book)
        sealed(self.book, "2026-10")
        self.keys = folder / "keys"
        self.keys.mkdir()
        self.signers = folder / "allowed_signers"
        for name in (CHEN, LI, WANG):
            key = str(self.keys / name)
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", key], check=True)
        self.allow({CHEN: "", LI: ""})

    @property
    def mark(self) -> Mark:
        return last(self.book)

    def public(self, name: str) -> str:
        return " ".join((self.keys / f"{name}.pub").read_text(encoding="utf-8").split()[:2])

    def allow(self, options: dict[str, str]) -> None:
        lines = [f"{name} {said + ' ' if said else ''}{self.public(name)}\n" for name, said in options.items()]
        self.signers.write_text("# 谁可以签\n" + "".join(lines), encoding="utf-8")

    def sign(self, name: str, *, by: str = "", mark: Mark | None = None) -> None:
        data = signing.sign(mark or self.mark, self.keys / (by or name))
        (self.book / signing.signature_path(self.mark, name)).write_bytes(data)

    def states(self) -> dict[str, str]:
        return {one.signer: one.state for one in signing.signatures(self.book, self.mark, self.signers)}

    def codes(self) -> list[str]:
        return [one.code for one in verify(self.book, signers=str(self.signers), remember=False).findings]


@pytest.fixture
def signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Signed:
    monkeypatch.setenv("HOUQIN_CACHE", str(tmp_path / "cache"))
    return Signed(tmp_path)


def test_two_people_sign_one_seal(signed: Signed) -> None:
    signed.sign(CHEN)
    signed.sign(LI)
    assert signed.states() == {CHEN: "valid", LI: "valid"}
    assert signed.codes() == []


def test_an_unsigned_seal_is_said_to_prove_nobody(signed: Signed) -> None:
    assert signed.states() == {}
    assert signed.codes() == ["seal.unsigned"]


def test_anybody_can_check_a_signature_without_houqin(signed: Signed) -> None:
    signed.sign(CHEN)
    mark = signed.mark
    line = f"houqin-seal/1 2026-10 1 {mark.head}\n"
    where = signed.book / signing.signature_path(mark, CHEN)
    args = ["ssh-keygen", "-Y", "verify", "-f", str(signed.signers), "-I", CHEN, "-n", "houqin-seal", "-s", str(where)]
    assert subprocess.run(args, input=line.encode(), capture_output=True, check=False).returncode == 0


def test_a_signature_for_another_purpose(signed: Signed) -> None:
    args = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(signed.keys / CHEN), "-n", "git"]
    line = f"houqin-seal/1 2026-10 1 {signed.mark.head}\n".encode()
    made = subprocess.run(args, input=line, capture_output=True, check=True).stdout
    (signed.book / signing.signature_path(signed.mark, CHEN)).write_bytes(made)
    assert signed.states() == {CHEN: "namespace"}
    assert "seal.signature_namespace" in signed.codes()


def test_one_who_signs_in_another_s_name(signed: Signed) -> None:
    signed.sign(CHEN, by=LI)
    assert signed.states() == {CHEN: "other_signer"}
    assert "seal.signature_other_signer" in signed.codes()


def test_a_key_that_nobody_listed(signed: Signed) -> None:
    signed.sign(WANG)
    assert signed.states() == {WANG: "unknown_key"}
    assert "seal.signature_unknown_key" in signed.codes()


def test_a_key_that_had_run_out_by_the_day_of_the_closing(signed: Signed) -> None:
    signed.allow({CHEN: 'valid-before="20261101"', LI: 'valid-before="20261201"'})
    signed.sign(CHEN)
    signed.sign(LI)  # closed on November 3rd: Li's key ran out later, and what it signed stays signed
    assert signed.states() == {CHEN: "expired", LI: "valid"}
    assert signed.codes() == ["seal.signature_expired"]


def test_a_signature_of_another_seal(signed: Signed) -> None:
    signed.sign(CHEN, mark=signed.mark._replace(head="0" * 64))
    assert signed.states() == {CHEN: "other_text"}
    assert "seal.signature_other_text" in signed.codes()


def test_one_key_in_two_names_is_one_person(signed: Signed) -> None:
    text = signed.signers.read_text(encoding="utf-8")
    signed.signers.write_text(f"{text}{WANG} {signed.public(CHEN)}\n", encoding="utf-8")
    signed.sign(CHEN)
    signed.sign(WANG, by=CHEN)
    assert signed.states() == {CHEN: "valid", WANG: "same_person"}
    assert signed.codes() == ["seal.signature_same_person"]


@pytest.mark.parametrize(
    "data", [b"", b"yes", b"-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n", b"\xff" * 50]
)
def test_a_file_that_is_no_signature(signed: Signed, data: bytes) -> None:
    (signed.book / signing.signature_path(signed.mark, CHEN)).write_bytes(data)
    assert signed.states() == {CHEN: "damaged"}
    assert "seal.signature_damaged" in signed.codes()


def test_signatures_without_a_list_to_check_them_by(signed: Signed) -> None:
    signed.sign(CHEN)
    signed.signers.unlink()
    assert [one.code for one in verify(signed.book, remember=False).findings] == ["seal.no_signers"]


def test_a_key_that_is_none_is_told_and_not_raised(signed: Signed) -> None:
    with pytest.raises(Failure, match="not_signed"):
        signing.sign(signed.mark, signed.keys / "nobody")
    for name in ("", "../chen", "chen school", ".chen", "a/b"):
        with pytest.raises(Failure, match=r"seal\.signer"):
            signing.signature_path(signed.mark, name)
