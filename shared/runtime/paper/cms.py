"""The electronic signature of an application: each question is asked and answered by itself.

Whoever signed with an expired certificate needs another word than whoever changed the text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from asn1crypto import cms, x509
from pyhanko.sign.general import (
    CMSExtractionError,
    CMSStructuralError,
    extract_certificate_info,
    extract_signer_info,
)
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from shared.rules.broken import Invalid
from shared.runtime.paper.certificates import (
    MALFORMED,
    RevokedCertificate,
    Trust,
    chain_of,
    purpose_of,
    validity_of,
)

# SHA-1 and its elders are forged; the rest our library does not know.
DIGESTS: Final = {"sha256", "sha384", "sha512"}
SIGNATURES: Final = {"rsassa_pkcs1v15", "rsassa_pss", "ecdsa", "ed25519"}


class UnreadableSignature(Invalid):
    """This is not a CMS signature with one signer and a certificate."""

    code = "signature-unreadable"
    ru = "Это не подпись CMS с одним подписавшим и его сертификатом."
    kk = "Бұл бір қол қоюшысы мен оның сертификаты бар CMS қолтаңбасы емес."


class UnacceptedAlgorithm(Invalid):
    """The signature's algorithm is not accepted here."""

    code = "signature-algorithm"
    ru = "Алгоритм подписи здесь не принимается."
    kk = "Қолтаңба алгоритмі мұнда қабылданбайды."


class ContentChanged(Invalid):
    """What was signed is not what was sent."""

    code = "content-changed"
    ru = "Подписан не тот текст, который прислан."
    kk = "Қол қойылған мәтін жіберілген мәтінге сай емес."


class WrongSignature(Invalid):
    """The signature was not made with the key of its certificate."""

    code = "signature-wrong"
    ru = "Подпись не соответствует сертификату."
    kk = "Қолтаңба сертификатқа сәйкес келмейді."


class SignedByAnother(Invalid):
    """The signature is not the applicant's."""

    code = "signed-by-another"
    ru = "Подпись принадлежит другому лицу."
    kk = "Қолтаңба басқа адамға тиесілі."


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose certificate it is. Kazakhstan's authority writes the ИИН into its subject."""

    name: str
    iin: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`None` where nothing is wrong. All are asked, whatever the others answered."""

    signer: Signer
    signature: Invalid | None
    chain: Invalid | None
    validity: Invalid | None
    purpose: Invalid | None

    @property
    def faults(self) -> tuple[Invalid, ...]:
        answers = (self.signature, self.chain, self.validity, self.purpose)
        return tuple(fault for fault in answers if fault is not None)

    def require(self, iin: str | None = None) -> None:
        """Refuse with the first fault; then, where a person is expected, with another's name."""
        for fault in self.faults:
            raise fault
        if iin is not None and self.signer.iin != iin:
            raise SignedByAnother(field="signature")


async def verify(content: bytes, signature: bytes, trust: Trust, now: datetime) -> Verdict:
    """Judge a CMS signature (DER), detached or enclosing, over what was sent."""
    data, info, certificate, others = _read(signature)
    chain: Invalid | None = await chain_of(certificate, others, trust, now)
    validity = validity_of(certificate, now)
    if isinstance(chain, RevokedCertificate):
        chain, validity = None, chain
    return Verdict(
        signer=signer_of(certificate),
        signature=_judge(content, data, info, certificate),
        chain=chain,
        validity=validity,
        purpose=purpose_of(certificate, trust),
    )


def signer_of(certificate: x509.Certificate) -> Signer:
    subject: dict[str, Any] = certificate.subject.native
    number = str(subject.get("serial_number") or "")
    return Signer(
        name=str(subject.get("common_name") or ""),
        iin=number.removeprefix("IIN") if number.startswith("IIN") else None,
        organisation=subject.get("organization_name"),
    )


def _read(
    signature: bytes,
) -> tuple[cms.SignedData, cms.SignerInfo, x509.Certificate, list[x509.Certificate]]:
    try:
        outer = cms.ContentInfo.load(signature, strict=True)
        if outer["content_type"].native != "signed_data":
            raise UnreadableSignature(field="signature")
        data = outer["content"]
        # asn1crypto reads lazily: read all of it here, where it may be found unreadable.
        data.native  # noqa: B018
        certificates = extract_certificate_info(data)
        info = extract_signer_info(data)
    except (CMSExtractionError, CMSStructuralError, *MALFORMED):
        raise UnreadableSignature(field="signature") from None
    return data, info, certificates.signer_cert, list(certificates.other_certs)


def _judge(
    content: bytes, data: cms.SignedData, info: cms.SignerInfo, certificate: x509.Certificate
) -> Invalid | None:
    enclosed = data["encap_content_info"]["content"]
    if enclosed.native is not None and bytes(enclosed) != content:
        return ContentChanged()
    return judge(info, certificate, lambda algorithm: hashlib.new(algorithm, content).digest())


def judge(
    info: cms.SignerInfo,
    certificate: x509.Certificate,
    digest: Callable[[str], bytes],
    content_type: str = "data",
) -> Invalid | None:
    """Whether this certificate's key signed what has this digest."""
    if not _accepted(info):
        return UnacceptedAlgorithm()
    actual = digest(info["digest_algorithm"]["algorithm"].native)
    try:
        unchanged, made_with_key = validate_sig_integrity(info, certificate, content_type, actual)
    except (SignatureValidationError, *MALFORMED):
        return WrongSignature()
    if not made_with_key:
        return WrongSignature()
    return None if unchanged else ContentChanged()


def _accepted(info: cms.SignerInfo) -> bool:
    algorithm = info["signature_algorithm"]
    digests = {info["digest_algorithm"]["algorithm"].native}
    try:
        digests.add(algorithm.hash_algo)
        return digests <= DIGESTS and algorithm.signature_algo in SIGNATURES
    except ValueError:  # RSA and elliptic curves may leave the digest to the other field
        return digests <= DIGESTS and algorithm["algorithm"].native in SIGNATURES
