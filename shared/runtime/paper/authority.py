"""The demonstration's own authority: a root, and certificates for whoever signs.

A deployment brings its certificates; this makes some on the spot, on its own disk, so that the
whole way of a signature can be walked without them. Nobody outside trusts it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

NAME: Final = "Демонстрационный центр"
DOCUMENTS: Final = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # document signing, RFC 9336
# Old verifiers know documents only as mail.
MAIL: Final = ExtendedKeyUsageOID.EMAIL_PROTECTION
TIME: Final = ExtendedKeyUsageOID.TIME_STAMPING
ROOT_LASTS: Final = timedelta(days=3650)
LASTS: Final = timedelta(days=365)
# Clocks differ: what was issued just now is valid on a machine that is a little behind.
TOLERANCE: Final = timedelta(minutes=5)


@dataclass(frozen=True)
class Holder:
    """For whom a certificate is. `iin` stands in it as Kazakhstan's authority writes it."""

    name: str
    organisation: str | None = None
    iin: str | None = None

    @property
    def subject(self) -> x509.Name:
        parts = [
            (NameOID.COUNTRY_NAME, "KZ"),
            (NameOID.ORGANIZATION_NAME, _fitting(self.organisation or "")),
            (NameOID.COMMON_NAME, _fitting(self.name)),
            (NameOID.SERIAL_NUMBER, self.iin and f"IIN{self.iin}"),
        ]
        return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts if value])


def _fitting(text: str) -> str:
    """At most 64 bytes: X.509 has no more room."""
    return text.encode()[:64].decode(errors="ignore")


@dataclass(frozen=True)
class Credentials:
    """A key and the certificate that says whose it is."""

    key: Key
    certificate: x509.Certificate
    issuer: x509.Certificate

    def as_pkcs12(self, name: str) -> bytes:
        """The form in which a deployment brings keys; not encrypted, for its own disk only."""
        return pkcs12.serialize_key_and_certificates(
            name.encode(), self.key, self.certificate, [self.issuer], NoEncryption()
        )


@dataclass(frozen=True)
class Authority:
    root: Credentials

    @classmethod
    def make(cls, now: datetime) -> Authority:
        key = new_key()
        subject = Holder(NAME, "PSC").subject
        builder = _builder(subject, subject, key, now, ROOT_LASTS)
        certifies = x509.BasicConstraints(ca=True, path_length=0)
        builder = builder.add_extension(certifies, critical=True)
        builder = builder.add_extension(_usage(certificates=True), critical=True)
        certificate = builder.sign(key, hashes.SHA256())
        return cls(Credentials(key, certificate, certificate))

    @classmethod
    def kept_in(cls, folder: Path, now: datetime) -> Authority:
        """The one of this folder, made at the first asking."""
        path = folder / "root.p12"
        if not path.exists():
            write_secret(path, cls.make(now).root.as_pkcs12("root"))
        return cls(_opened(path))

    def issue(
        self,
        holder: Holder,
        now: datetime,
        *,
        purposes: tuple[ObjectIdentifier, ...] = (DOCUMENTS, MAIL),
        lasts: timedelta = LASTS,
        key: Key | None = None,
    ) -> Credentials:
        key = key or new_key()
        issuer = self.root.certificate
        builder = _builder(holder.subject, issuer.subject, key, now, lasts)
        for extension, critical in (
            (x509.BasicConstraints(ca=False, path_length=None), True),
            (_usage(certificates=False), True),
            (x509.ExtendedKeyUsage(purposes), purposes == (TIME,)),
            (_identifier(self.root.key), False),
        ):
            builder = builder.add_extension(extension, critical)
        return Credentials(key, builder.sign(self.root.key, hashes.SHA256()), issuer)

    def time_stamps(self, now: datetime) -> Credentials:
        """For a time-stamp authority of the demonstration's own (its library wants RSA)."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        return self.issue(Holder("Демонстрационные метки времени"), now, purposes=(TIME,), key=key)

    def revocations(self, now: datetime, revoked: Iterable[x509.Certificate] = ()) -> bytes:
        """The list of what is no longer valid, DER."""
        builder = x509.CertificateRevocationListBuilder(
            self.root.certificate.subject, now - TOLERANCE, now + LASTS
        )
        for certificate in revoked:
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder(certificate.serial_number, now - TOLERANCE).build()
            )
        listed = builder.sign(self.root.key, hashes.SHA256())
        return listed.public_bytes(serialization.Encoding.DER)


def new_key() -> Key:
    return ec.generate_private_key(ec.SECP256R1())


def pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: Key, now: datetime, lasts: timedelta
) -> x509.CertificateBuilder:
    public = key.public_key()
    builder = x509.CertificateBuilder(
        subject_name=subject,
        issuer_name=issuer,
        public_key=public,
        serial_number=x509.random_serial_number(),
        not_valid_before=now - TOLERANCE,
        not_valid_after=now + lasts,
    )
    own = x509.SubjectKeyIdentifier.from_public_key(public)
    return builder.add_extension(own, critical=False)


def _usage(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=not certificates,
        key_cert_sign=certificates,
        crl_sign=certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _identifier(key: Key) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())


def _opened(path: Path) -> Credentials:
    key, certificate, _ = pkcs12.load_key_and_certificates(path.read_bytes(), None)
    if not isinstance(key, Key) or certificate is None:
        raise TypeError(f"{path}: a key of ours and its certificate are expected")
    return Credentials(key, certificate, certificate)


def write_secret(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(content)


def expires(path: Path) -> datetime:
    """Until when the certificate of this file is valid."""
    return _opened(path).certificate.not_valid_after_utc
