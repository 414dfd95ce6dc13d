"""A signed application: every way in which its signature can be wrong has its own answer."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import cms
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.rules.broken import Invalid
from shared.runtime.paper.authority import Credentials
from shared.runtime.paper.certificates import (
    CertificateNotYetValid,
    ExpiredCertificate,
    RevokedCertificate,
    Trust,
    UntrustedCertificate,
    WrongPurpose,
)
from shared.runtime.paper.cms import (
    ContentChanged,
    SignedByAnother,
    UnacceptedAlgorithm,
    UnreadableSignature,
    Verdict,
    WrongSignature,
    verify,
)
from shared.runtime.paper.keys import certificate_of, signer_from
from tests.paper.builders import HEAD, IIN, NOW, House, a_house, key_files, root_file
from tests.paper.tools import run

APPLICATION = '{"regulation": "almaty-2012-349/07", "applicant": "Сейітқали Әсел"}'.encode()


@pytest.fixture
def house() -> House:
    return a_house()


async def signed_by(
    credentials: Credentials, *, digest: str = "sha256", detached: bool = True
) -> bytes:
    signer = signer_from(credentials)
    made = await signer.async_sign_general_data(APPLICATION, digest, detached=detached)
    der: bytes = made.dump()
    return der


async def judged(house: House, signature: bytes, content: bytes = APPLICATION) -> Verdict:
    return await verify(content, signature, house.trust, NOW)


def kinds(verdict: Verdict) -> list[type[Invalid]]:
    return [type(fault) for fault in verdict.faults]


async def test_a_good_signature_has_no_fault_and_says_whose_it_is(house: House) -> None:
    verdict = await judged(house, await signed_by(house.head))

    assert verdict.faults == ()
    assert (verdict.signer.name, verdict.signer.iin) == (HEAD.name, IIN)
    verdict.require(IIN)


@pytest.mark.parametrize("detached", [True, False])
async def test_a_changed_application_is_noticed(house: House, detached: bool) -> None:
    signature = await signed_by(house.head, detached=detached)

    verdict = await judged(house, signature, APPLICATION + b" ")

    assert kinds(verdict) == [ContentChanged]


async def test_a_signature_with_another_key_is_noticed(house: House) -> None:
    other = replace(house.head, key=house.certify().key)

    verdict = await judged(house, await signed_by(other))

    assert kinds(verdict) == [WrongSignature]


async def test_a_certificate_of_a_stranger_is_not_trusted(house: House) -> None:
    verdict = await verify(APPLICATION, await signed_by(house.head), Trust(()), NOW)

    assert kinds(verdict) == [UntrustedCertificate]


async def test_a_certificate_that_bears_the_name_of_our_authority_is_not_trusted(
    house: House,
) -> None:
    like = type(house.authority).make(NOW)
    forged = replace(house, authority=like).certify()

    verdict = await judged(house, await signed_by(forged))

    assert kinds(verdict) == [UntrustedCertificate]


async def test_a_certificate_ends_with_its_term_and_not_before(house: House) -> None:
    short = house.certify(lasts=timedelta(hours=1))
    signature = await signed_by(short)

    late = await verify(APPLICATION, signature, house.trust, NOW + timedelta(hours=2))
    early = await verify(APPLICATION, signature, house.trust, NOW - timedelta(hours=2))

    assert kinds(late) == [ExpiredCertificate]
    assert kinds(early) == [CertificateNotYetValid]
    assert "20.11.2026" in late.faults[0].say("kk")


async def test_a_revoked_certificate_is_named_as_such(house: House) -> None:
    trust = replace(house.trust, revocations=(house.revocations(house.head),))

    verdict = await verify(APPLICATION, await signed_by(house.head), trust, NOW)

    assert kinds(verdict) == [RevokedCertificate]
    assert verdict.chain is None


async def test_a_list_of_revocations_that_has_run_out_does_not_stop_the_work(house: House) -> None:
    trust = replace(house.trust, revocations=(house.revocations(),))
    later = NOW + timedelta(days=366)
    lasting = house.certify(lasts=timedelta(days=1000))

    verdict = await verify(APPLICATION, await signed_by(lasting), trust, later)

    assert verdict.faults == ()


async def test_a_certificate_for_another_purpose_is_refused(house: House) -> None:
    trust = replace(house.trust, purposes=frozenset({"1.3.6.1.5.5.7.3.36"}))
    server = house.certify(purposes=(ExtendedKeyUsageOID.SERVER_AUTH,))

    verdict = await verify(APPLICATION, await signed_by(server), trust, NOW)

    assert kinds(verdict) == [WrongPurpose]


async def test_an_authority_does_not_sign_applications(house: House) -> None:
    verdict = await judged(house, await signed_by(house.authority.root))

    assert WrongPurpose in kinds(verdict)


async def test_an_old_digest_is_not_accepted(house: House) -> None:
    verdict = await judged(house, await signed_by(house.head, digest="sha1"))

    assert kinds(verdict) == [UnacceptedAlgorithm]


async def test_an_algorithm_of_another_country_is_said_to_be_unaccepted(house: House) -> None:
    read = cms.ContentInfo.load(await signed_by(house.head))
    info = read["content"]["signer_infos"][0]
    info["digest_algorithm"] = {"algorithm": "1.2.398.3.10.1.3.3"}  # ГОСТ 34.11-2015

    verdict = await judged(house, read.dump(force=True))

    assert kinds(verdict) == [UnacceptedAlgorithm]


async def test_all_that_is_wrong_is_said_at_once(house: House) -> None:
    short = house.certify(lasts=timedelta(hours=1))
    much_later = NOW + timedelta(days=1)

    verdict = await verify(b"other", await signed_by(short), Trust(()), much_later)

    assert kinds(verdict) == [ContentChanged, UntrustedCertificate, ExpiredCertificate]
    with pytest.raises(ContentChanged):
        verdict.require()


async def test_a_good_signature_of_another_person_is_refused(house: House) -> None:
    verdict = await judged(house, await signed_by(house.head))

    with pytest.raises(SignedByAnother):
        verdict.require("990101300001")


@pytest.mark.parametrize("junk", [b"", b"\x30", b"not a signature", b"\x30\x03\x02\x01\x01"])
async def test_what_is_no_signature_is_refused(house: House, junk: bytes) -> None:
    with pytest.raises(UnreadableSignature):
        await judged(house, junk)


@pytest.mark.parametrize("enclosing", [True, False], ids=["enclosing", "detached"])
async def test_what_openssl_signs_is_understood(
    house: House, enclosing: bool, tmp_path: Path
) -> None:
    certificate, key = key_files(house.head, tmp_path)
    (tmp_path / "application").write_bytes(APPLICATION)
    run(
        "openssl", "cms", "-sign", "-binary", "-outform", "DER", "-signer", certificate,
        "-inkey", key, "-in", tmp_path / "application", "-out", tmp_path / "signature",
        *(["-nodetach"] if enclosing else []),
    )  # fmt: skip
    signature = (tmp_path / "signature").read_bytes()

    good = await judged(house, signature)
    changed = await judged(house, signature, b"another text")

    assert good.faults == ()
    assert kinds(changed) == [ContentChanged]


async def test_openssl_accepts_what_we_sign(house: House, tmp_path: Path) -> None:
    (tmp_path / "signature").write_bytes(await signed_by(house.head, detached=False))

    said = run(
        "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", tmp_path / "signature",
        "-CAfile", root_file(house, tmp_path), "-purpose", "any",
        "-attime", int(NOW.timestamp()),
    )  # fmt: skip

    assert said.encode() == APPLICATION


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
async def test_one_changed_bit_never_goes_unnoticed_and_never_breaks_us(
    house: House, at: float, bit: int
) -> None:
    signature = bytearray(_SIGNED or await _signed_once(house))
    signature[int(at * len(signature))] ^= 1 << bit

    with suppress(UnreadableSignature):
        verdict = await judged(house, bytes(signature))
        assert verdict.faults or _same_meaning(house, bytes(signature))


_SIGNED = bytearray()


async def _signed_once(house: House) -> bytes:
    _SIGNED.extend(await signed_by(house.head))
    return bytes(_SIGNED)


def _same_meaning(house: House, signature: bytes) -> bool:
    """What counts is all there: what else a CMS holds (a copy of the root, versions) does not."""
    info = cms.ContentInfo.load(bytes(_SIGNED))["content"]["signer_infos"][0]
    counts = (certificate_of(house.head), info["signed_attrs"], info["signature"])
    return all(part.dump() in signature for part in counts)
