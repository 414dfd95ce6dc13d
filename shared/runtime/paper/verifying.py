"""Who signed a PDF, and whether it is as it was then: what the verification page shows."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import extract_certificate_info, extract_signer_info
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from shared.rules.broken import Invalid
from shared.runtime.paper.certificates import MALFORMED, Trust, chain_of, validity_of
from shared.runtime.paper.cms import Signer, judge, signer_of


class UnreadablePaper(Invalid):
    """This is not a PDF that can be read."""

    code = "paper-unreadable"
    ru = "Это не PDF, который можно прочесть."
    kk = "Бұл оқуға болатын PDF емес."


@dataclass(frozen=True, slots=True)
class Found:
    """A signature on a paper. `at` is what the signer says, `stamped_at` what an authority says."""

    signer: Signer
    certificate: str
    at: datetime | None
    stamped_at: datetime | None
    unchanged: bool
    untrusted: Invalid | None


async def signatures_of(content: bytes, trust: Trust, now: datetime) -> tuple[Found, ...]:
    """Every signature, the first first. The event loop is not held."""
    return await asyncio.to_thread(lambda: asyncio.run(_signatures_of(content, trust, now)))


async def _signatures_of(content: bytes, trust: Trust, now: datetime) -> tuple[Found, ...]:
    try:
        embedded = PdfFileReader(BytesIO(content)).embedded_regular_signatures
        return tuple([await _found(signature, trust, now) for signature in embedded])
    except (PdfError, SignatureValidationError, *MALFORMED):
        raise UnreadablePaper from None


async def _found(embedded: EmbeddedPdfSignature, trust: Trust, now: datetime) -> Found:
    certificate, others = embedded.signer_cert, embedded.other_embedded_certs
    stamped_at = await _stamped_at(embedded, trust, now)
    # What a trusted authority has stamped stays good when the certificate has run out.
    moment = stamped_at or now
    chain = await chain_of(certificate, others, trust, moment)
    return Found(
        signer=signer_of(certificate),
        certificate=f"{certificate.serial_number:X}",
        at=embedded.self_reported_timestamp,
        stamped_at=stamped_at,
        unchanged=_unchanged(embedded),
        untrusted=chain or validity_of(certificate, moment),
    )


def _unchanged(embedded: EmbeddedPdfSignature) -> bool:
    """Signed by the key of its certificate, and nothing added since but what may be added."""
    info, certificate = embedded.signer_info, embedded.signer_cert
    if judge(info, certificate, embedded.compute_digest) is not None:
        return False
    embedded.compute_integrity_info()  # type: ignore[no-untyped-call]
    return bool(embedded.summarise_integrity_info()["docmdp_ok"])


async def _stamped_at(
    embedded: EmbeddedPdfSignature, trust: Trust, now: datetime
) -> datetime | None:
    """What a time-stamp authority says, if it is trusted and speaks of this very signature."""
    data = next(iter(extract_tst_data_iter(embedded.signer_info, signed=False)), None)
    if data is None:
        return None
    info, certificates = extract_signer_info(data), extract_certificate_info(data)
    enclosed = data["encap_content_info"]["content"]
    stamp, signer = enclosed.parsed, certificates.signer_cert
    imprint = stamp["message_imprint"]
    signed = hashlib.new(imprint["hash_algorithm"]["algorithm"].native, _signature_of(embedded))
    if signed.digest() != imprint["hashed_message"].native:
        return None
    content = bytes(enclosed)
    if judge(info, signer, lambda name: hashlib.new(name, content).digest(), "tst_info"):
        return None
    if await chain_of(signer, certificates.other_certs, trust, now):
        return None
    at: datetime = stamp["gen_time"].native
    return at


def _signature_of(embedded: EmbeddedPdfSignature) -> bytes:
    signature: bytes = embedded.signer_info["signature"].native
    return signature
