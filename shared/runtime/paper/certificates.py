"""Three questions about a certificate, each with its own answer: chain, validity, purpose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from asn1crypto import x509
from cryptography.exceptions import UnsupportedAlgorithm
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    InsufficientRevinfoError,
    PathBuildingError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from shared.rules.broken import Invalid

# An application is signed by its person: the key must be for signatures.
SIGNING: Final = frozenset({"digital_signature", "non_repudiation"})

_OF_A_PERSON: Final = RevocationCheckingRule.CRL_OR_OCSP_REQUIRED
_UNASKED: Final = RevocationCheckingRule.NO_CHECK
# A list that says nothing of a certificate, or has run out, does not make it bad: where nothing
# is known of its authorities, and then of itself, the question is dropped.
_STRICTEST_FIRST: Final = (
    RevocationCheckingPolicy(_OF_A_PERSON, RevocationCheckingRule.CHECK_IF_DECLARED_SOFT),
    RevocationCheckingPolicy(_OF_A_PERSON, _UNASKED),
    RevocationCheckingPolicy(_UNASKED, _UNASKED),
)

# What the libraries raise where a certificate or a signature is not built as it should be: they
# assert, for one, that a signature said to be RSA's comes with an RSA key.
MALFORMED: Final = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError,
    UnsupportedAlgorithm,
)  # fmt: skip


class UntrustedCertificate(Invalid):
    """The certificate does not lead to an authority that is trusted here."""

    code = "certificate-untrusted"
    ru = "Сертификат выдан удостоверяющим центром, которому здесь не доверяют."
    kk = "Сертификатты мұнда сенім білдірілмеген куәландырушы орталық берген."


class ExpiredCertificate(Invalid):
    """The certificate was valid until {until:%d.%m.%Y}."""

    code = "certificate-expired"
    ru = "Срок действия сертификата истёк {until:%d.%m.%Y}."
    kk = "Сертификаттың қолданылу мерзімі {until:%d.%m.%Y} бітті."


class CertificateNotYetValid(Invalid):
    """The certificate is valid from {since:%d.%m.%Y}."""

    code = "certificate-not-yet-valid"
    ru = "Сертификат действует с {since:%d.%m.%Y}."
    kk = "Сертификат {since:%d.%m.%Y} бастап қолданылады."


class RevokedCertificate(Invalid):
    """The certificate was revoked."""

    code = "certificate-revoked"
    ru = "Сертификат отозван."
    kk = "Сертификат кері қайтарып алынған."


class WrongPurpose(Invalid):
    """The certificate is not for signing documents."""

    code = "certificate-purpose"
    ru = "Сертификат не предназначен для подписания документов."
    kk = "Сертификат құжаттарға қол қоюға арналмаған."


@dataclass(frozen=True)
class Trust:
    """Whom we trust, what we know to be revoked, and what a certificate must be for."""

    roots: tuple[x509.Certificate, ...]
    revocations: tuple[bytes, ...] = ()
    fetch: bool = False
    # Object identifiers of which a certificate must bear one, where a deployment asks for it.
    purposes: frozenset[str] = frozenset()


async def chain_of(
    certificate: x509.Certificate,
    between: Iterable[x509.Certificate],
    trust: Trust,
    now: datetime,
) -> UntrustedCertificate | RevokedCertificate | None:
    """Whether it leads to a root that is trusted, at a moment within its own term: whether that
    term is over is another question. Revocation shows on the way."""
    moment = min(max(now, certificate.not_valid_before), certificate.not_valid_after)
    known = _STRICTEST_FIRST if trust.fetch or trust.revocations else _STRICTEST_FIRST[-1:]
    for policy in known:
        context = _context(trust, moment, policy)
        try:
            validator = CertificateValidator(certificate, list(between), validation_context=context)
            await validator.async_validate_path()
        except RevokedError:
            return RevokedCertificate()
        except InsufficientRevinfoError:
            continue
        except (PathBuildingError, ValidationError, *MALFORMED):
            return UntrustedCertificate()
        return None
    return UntrustedCertificate()


def _context(trust: Trust, moment: datetime, policy: RevocationCheckingPolicy) -> ValidationContext:
    return ValidationContext(
        trust_roots=list(trust.roots),
        crls=list(trust.revocations),
        allow_fetching=trust.fetch,
        moment=None if trust.fetch else moment,
        revinfo_policy=CertRevTrustPolicy(policy),
    )


def validity_of(certificate: x509.Certificate, now: datetime) -> Invalid | None:
    if now > certificate.not_valid_after:
        return ExpiredCertificate(until=certificate.not_valid_after)
    if now < certificate.not_valid_before:
        return CertificateNotYetValid(since=certificate.not_valid_before)
    return None


def purpose_of(certificate: x509.Certificate, trust: Trust) -> Invalid | None:
    usage = certificate.key_usage_value
    if usage is not None and not SIGNING & usage.native:
        return WrongPurpose()
    extended = certificate.extended_key_usage_value
    named = {purpose.dotted for purpose in extended} if extended is not None else set()
    if trust.purposes and not trust.purposes & named:
        return WrongPurpose()
    return None
