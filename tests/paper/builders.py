"""People with keys, and what they sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from asn1crypto import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.sign.signers import Signer
from pyhanko.sign.timestamps import DummyTimeStamper

from shared.runtime.paper.authority import Authority, Credentials, Holder, pem
from shared.runtime.paper.certificates import Trust
from shared.runtime.paper.forms import Bilingual, Person
from shared.runtime.paper.keys import certificate_of, private_key_of, signer_from
from shared.runtime.paper.printing import typeset
from shared.runtime.paper.samples import sample
from shared.runtime.paper.signing import Helpers, Signature

NOW = datetime(2026, 11, 20, 5, 4, tzinfo=UTC)
IIN = "860713300123"
HEAD = Person("Әбдіғали Қайрат Өмірұлы", Bilingual("Начальник отдела", "Бөлім бастығы"))


@dataclass(frozen=True)
class House:
    """An authority and whom it certified."""

    authority: Authority
    head: Credentials

    @property
    def root(self) -> x509.Certificate:
        return certificate_of(self.authority.root)

    @property
    def signer(self) -> Signer:
        return signer_from(self.head)

    @property
    def trust(self) -> Trust:
        return Trust((self.root,))

    def helpers(self, at: datetime = NOW) -> Helpers:
        return Helpers(stamps_of(self.authority, at), (self.root,), (self.revocations(),))

    def revocations(self, *revoked: Credentials) -> bytes:
        return self.authority.revocations(NOW, [credentials.certificate for credentials in revoked])

    def certify(self, name: str = HEAD.name, **more: object) -> Credentials:
        return self.authority.issue(Holder(name, iin=IIN), NOW, **more)  # type: ignore[arg-type]


@cache
def a_house() -> House:
    authority = Authority.make(NOW - timedelta(days=1))
    return House(authority, authority.issue(Holder(HEAD.name, "Отдел занятости", IIN), NOW))


def stamps_of(authority: Authority, at: datetime) -> DummyTimeStamper:
    credentials = authority.time_stamps(NOW)
    return DummyTimeStamper(certificate_of(credentials), private_key_of(credentials), fixed_dt=at)


@cache
def a_notification() -> bytes:
    return typeset(sample("notification"), "both")


def a_signature(at: datetime = NOW) -> Signature:
    return Signature(by=HEAD, organisation=sample("notification").organisation, at=at)


def root_file(house: House, folder: Path) -> Path:
    path = folder / "root.pem"
    path.write_bytes(pem(house.authority.root.certificate))
    return path


def key_files(credentials: Credentials, folder: Path) -> tuple[Path, Path]:
    """Certificate and key as openssl reads them."""
    certificate, key = folder / "person.pem", folder / "person.key"
    certificate.write_bytes(pem(credentials.certificate))
    key.write_bytes(
        credentials.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate, key
