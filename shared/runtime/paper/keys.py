"""Where a deployment's signing keys lie, and whom it trusts: settings and what they open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import pem as asn1_pem
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509 import Certificate
from pkcs11 import Session
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from shared.runtime.paper.authority import (
    Authority,
    Credentials,
    Holder,
    expires,
    pem,
    write_secret,
)
from shared.runtime.settings import SettingsRefused


class SigningSettings(BaseSettings):
    """Signatures. What is not set is left out, and added to a paper later."""

    model_config = SettingsConfigDict(env_prefix="PSC_SIGNING_", extra="ignore", frozen=True)

    keys: Path | None = Field(
        default=None,
        description="Folder of signing keys, one PKCS#12 file a person: `<login>.p12`.",
    )
    passphrase: SecretStr = Field(
        default=SecretStr(""), description="Passphrase of the PKCS#12 files, or the token's PIN."
    )
    pkcs11_module: Path | None = Field(
        default=None,
        description="Library of a PKCS#11 token; keys bear their person's login as label.",
    )
    pkcs11_token: str = Field(default="", description="Label of the PKCS#11 token.")
    trust: Path | None = Field(
        default=None, description="Folder of certificates (PEM) that signatures may lead to."
    )
    revocations: Path | None = Field(
        default=None, description="Folder of revocation lists (DER, *.crl) known here."
    )
    fetch_revocations: bool = Field(
        default=False, description="Ask OCSP responders and fetch lists over the network."
    )
    time_stamps: str = Field(
        default="", description="Address of a time-stamp authority (RFC 3161)."
    )
    patience: float = Field(
        default=5.0, gt=0, le=60, description="Seconds to wait for a time-stamp authority."
    )


class NoSigningKey(SettingsRefused):
    """There is no key to sign with; the message says where it was looked for."""


@contextmanager
def signer_of(login: str, settings: SigningSettings) -> Iterator[Signer]:
    """The person's key, open while the block lasts: from a token, else from a file."""
    if settings.pkcs11_module:
        with _token(settings) as session:
            # The digest is ours: not every token hashes by itself.
            yield PKCS11Signer(session, login, key_label=login, use_raw_mechanism=True)
    else:
        yield _from_file(login, settings)


def equip(folder: Path, people: Mapping[str, Holder], now: datetime) -> SigningSettings:
    """Keys for these logins from an authority of our own: what the demonstration signs with."""
    authority = Authority.kept_in(folder, now)
    settings = SigningSettings(
        keys=folder / "keys", trust=folder / "trust", revocations=folder / "revocations"
    )
    for login, holder in people.items():
        path = folder / "keys" / f"{login}.p12"
        if not path.exists() or expires(path) <= now:
            write_secret(path, authority.issue(holder, now).as_pkcs12(login))
    for path, content in (
        (folder / "trust" / "root.pem", pem(authority.root.certificate)),
        (folder / "revocations" / "root.crl", authority.revocations(now)),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return settings


def signer_from(credentials: Credentials) -> Signer:
    """Keys that lie in memory: the demonstration's."""
    known = SimpleCertificateStore.from_certs(  # type: ignore[no-untyped-call]
        [_asn1(credentials.issuer)]
    )
    return SimpleSigner(
        signing_cert=certificate_of(credentials),
        signing_key=private_key_of(credentials),
        cert_registry=known,
    )


def certificate_of(credentials: Credentials) -> asn1_x509.Certificate:
    return _asn1(credentials.certificate)


def private_key_of(credentials: Credentials) -> asn1_keys.PrivateKeyInfo:
    der = credentials.key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return asn1_keys.PrivateKeyInfo.load(der)


def certificates_in(folder: Path | None) -> list[asn1_x509.Certificate]:
    """Every certificate of every `*.pem` of the folder."""
    if folder is None:
        return []
    return [
        asn1_x509.Certificate.load(der)
        for path in sorted(folder.glob("*.pem"))
        for kind, _, der in asn1_pem.unarmor(path.read_bytes(), multiple=True)
        if kind == "CERTIFICATE"
    ]


def revocations_in(folder: Path | None) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.glob("*.crl"))] if folder else []


def _from_file(login: str, settings: SigningSettings) -> Signer:
    path = settings.keys / f"{login}.p12" if settings.keys else None
    if path is None or not path.exists():
        raise NoSigningKey(f"PSC_SIGNING_KEYS: {path or 'a folder'} with the key of {login}")
    passphrase = settings.passphrase.get_secret_value().encode() or None
    signer: Signer | None = SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]
        str(path), passphrase=passphrase
    )
    if signer is None:
        raise NoSigningKey(f"PSC_SIGNING_PASSPHRASE does not open {path}")
    return signer


@contextmanager
def _token(settings: SigningSettings) -> Iterator[Session]:
    session = open_pkcs11_session(
        str(settings.pkcs11_module),
        token_criteria=TokenCriteria(label=settings.pkcs11_token or None),
        user_pin=settings.passphrase.get_secret_value(),
    )
    with session:
        yield session


def _asn1(certificate: Certificate) -> asn1_x509.Certificate:
    der = certificate.public_bytes(serialization.Encoding.DER)
    return asn1_x509.Certificate.load(der)
