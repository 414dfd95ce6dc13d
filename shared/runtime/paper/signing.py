"""A result becomes binding: PAdES, with a visible mark of who, when and by which certificate.

A time stamp (B-T) and what a verifier needs in later years (B-LT) come from others over the
network. Where they do not answer the paper is signed all the same, says what it lacks, and
`strengthen` adds it another day.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from typing import Any, Final, Literal

import aiohttp
import structlog
from asn1crypto import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, Signer
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper, TimestampRequestError
from pyhanko.sign.validation.dss import DocumentSecurityStore, collect_validation_info
from pyhanko.sign.validation.errors import ValidationInfoReadingError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, ValidationError

from shared.runtime.paper.forms import Bilingual, Language, Person
from shared.runtime.paper.forms.office import Mark
from shared.runtime.paper.keys import SigningSettings, certificates_in, revocations_in, signer_of
from shared.runtime.paper.mark import LOWER_LEFT, Place, stamp_style

Level = Literal["B-B", "B-T", "B-LT"]
Lack = Literal["time-stamp", "validation-information"]

DIGEST: Final = "sha256"
# What a network, or those at its other end, may do to us.
_NO_ANSWER: Final = (
    TimestampRequestError,
    ValidationInfoReadingError,
    ValidationError,
    PathBuildingError,
    aiohttp.ClientError,
    OSError,
)

log = structlog.get_logger()


@dataclass(frozen=True)
class Helpers:
    """Who vouches for time and validity. Each may be absent."""

    stamps: TimeStamper | None = None
    roots: tuple[x509.Certificate, ...] = ()
    revocations: tuple[bytes, ...] = ()
    fetch: bool = False

    @classmethod
    def of(cls, settings: SigningSettings) -> Helpers:
        stamps = None
        if settings.time_stamps:
            stamps = HTTPTimeStamper(settings.time_stamps, timeout=settings.patience)
        return cls(
            stamps,
            tuple(certificates_in(settings.trust)),
            tuple(revocations_in(settings.revocations)),
            settings.fetch_revocations,
        )

    @property
    def vouch_for_validity(self) -> bool:
        return bool(self.roots) and (self.fetch or bool(self.revocations))

    def context(self, now: datetime) -> ValidationContext:
        return ValidationContext(
            trust_roots=list(self.roots),
            crls=list(self.revocations),
            allow_fetching=self.fetch,
            moment=None if self.fetch else now,
            revocation_mode="require",
        )


@dataclass(frozen=True)
class Signature:
    """Who signs, for which organisation, when, and where that is shown."""

    by: Person
    organisation: Bilingual
    at: datetime
    language: Language = "both"
    place: Place = LOWER_LEFT
    field: str = "Signature1"


@dataclass(frozen=True)
class Signed:
    content: bytes
    level: Level
    lacks: tuple[Lack, ...] = field(default=())


async def sign(
    content: bytes, signature: Signature, signer: Signer, helpers: Helpers | None = None
) -> Signed:
    """Sign a PDF with all help that answers. The event loop is not held."""
    return await _beside(_sign(content, signature, signer, helpers or Helpers()))


async def sign_as(
    login: str, content: bytes, signature: Signature, settings: SigningSettings
) -> Signed:
    """Sign with the key that the deployment keeps for this login."""

    def work() -> Signed:
        with signer_of(login, settings) as signer:
            return asyncio.run(_sign(content, signature, signer, Helpers.of(settings)))

    return await asyncio.to_thread(work)


async def strengthen(signed: Signed, now: datetime, helpers: Helpers) -> Signed:
    """Add what was missing, if it is to be had now."""
    return await _beside(_strengthen(signed, now, helpers))


async def _beside(work: Any) -> Signed:
    """In a thread with a loop of its own: signing is arithmetic more than waiting."""
    signed: Signed = await asyncio.to_thread(asyncio.run, work)
    return signed


async def _sign(content: bytes, signature: Signature, signer: Signer, helpers: Helpers) -> Signed:
    if helpers.stamps:
        try:
            stamped = await _signed(content, signature, signer, helpers.stamps)
        except _NO_ANSWER as failure:
            _tell_lack("time-stamp", failure)
        else:
            return await _with_validity(Signed(stamped, "B-T"), signature.at, helpers)
    plain = await _signed(content, signature, signer, None)
    return Signed(plain, "B-B", ("time-stamp",) if helpers.stamps else ())


async def _strengthen(signed: Signed, now: datetime, helpers: Helpers) -> Signed:
    if signed.level == "B-B" and helpers.stamps:
        try:
            signed = Signed(await _stamped(signed.content, helpers.stamps), "B-T")
        except _NO_ANSWER as failure:
            _tell_lack("time-stamp", failure)
    return await _with_validity(signed, now, helpers)


async def _signed(
    content: bytes, signature: Signature, signer: Signer, stamps: TimeStamper | None
) -> bytes:
    certificate = signer.signing_cert
    assert certificate is not None  # noqa: S101 - our signers have one
    pdf_signer = _Signer(
        PdfSignatureMetadata(
            field_name=signature.field,
            md_algorithm=DIGEST,
            subfilter=SigSeedSubFilter.PADES,
            name=signature.by.name,
        ),
        signer=signer,
        timestamper=stamps,
        stamp_style=stamp_style(_mark(signature, certificate), signature.language),
        new_field_spec=SigFieldSpec(signature.field, on_page=-1, box=signature.place.box),
    )
    pdf_signer.at = signature.at
    out: BytesIO = await pdf_signer.async_sign_pdf(_Addition(BytesIO(content)))
    return out.getvalue()


class _Addition(IncrementalPdfFileWriter):
    """What is added to a paper leaves its metadata alone: its date is its own, and PDF/A wants
    them just so."""

    def _update_meta(self) -> None:
        pass


class _Signer(PdfSigner):
    """The moment of signing is given, not read from a clock."""

    at: datetime

    def register_extensions(self, pdf_out: BasePdfFileWriter, **_: str) -> None:
        # An elliptic curve would declare the paper to be PDF 2.0, which PDF/A-2 is not.
        pdf_out.register_extension(ESIC_EXTENSION_1)

    def init_signing_session(self, *args: Any, **more: Any) -> Any:
        session = super().init_signing_session(*args, **more)
        session.system_time = self.at
        return session


def _mark(signature: Signature, certificate: x509.Certificate) -> Mark:
    return Mark(
        at=signature.at,
        organisation=signature.organisation,
        signer=signature.by,
        certificate=number_of(certificate),
        issuer=str(certificate.issuer.native.get("common_name", "")),
        valid_since=certificate.not_valid_before.date(),
        valid_until=certificate.not_valid_after.date(),
    )


def number_of(certificate: x509.Certificate) -> str:
    """A certificate's number as people compare it: the last eight bytes, in fours."""
    digits = f"{certificate.serial_number:016X}"[-16:]
    return " ".join(digits[i : i + 4] for i in range(0, 16, 4))


async def _stamped(content: bytes, stamps: TimeStamper) -> bytes:
    """A time stamp over the whole document: what was signed is no younger than this."""
    addition = _Addition(BytesIO(content))
    out: BytesIO = await PdfTimeStamper(stamps).async_timestamp_pdf(addition, DIGEST)
    return out.getvalue()


async def _with_validity(signed: Signed, now: datetime, helpers: Helpers) -> Signed:
    """Enclose certificates and revocation lists, so that the paper proves itself in ten years."""
    if not helpers.vouch_for_validity or signed.level == "B-LT":
        return signed
    try:
        enclosed = await _enclosing_validity(signed.content, helpers.context(now))
    except _NO_ANSWER as failure:
        _tell_lack("validation-information", failure)
        return replace(signed, lacks=("validation-information",))
    return Signed(enclosed, "B-LT" if signed.level == "B-T" else signed.level, signed.lacks)


async def _enclosing_validity(content: bytes, context: ValidationContext) -> bytes:
    addition, out = _Addition(BytesIO(content)), BytesIO()
    for embedded in addition.prev.embedded_regular_signatures:
        paths = await collect_validation_info(embedded, context)
        DocumentSecurityStore.supply_dss_in_writer(
            addition,
            embedded.pkcs7_content.hex().encode(),
            validation_context=context,
            paths=paths,
        )
    addition.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def _tell_lack(lack: Lack, failure: BaseException) -> None:
    log.warning("signature-lacks", lack=lack, why=type(failure).__name__)
