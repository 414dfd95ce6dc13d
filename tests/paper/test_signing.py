"""What we sign is accepted by the programs of others, and what was changed is not."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pyhanko.sign.timestamps import HTTPTimeStamper

from shared.runtime.paper.authority import Holder
from shared.runtime.paper.certificates import ExpiredCertificate, Trust, UntrustedCertificate
from shared.runtime.paper.keys import NoSigningKey, SigningSettings, equip, signer_of
from shared.runtime.paper.signing import Helpers, Signature, sign, sign_as, strengthen
from shared.runtime.paper.verifying import Found, UnreadablePaper, signatures_of
from tests.paper.builders import (
    HEAD,
    IIN,
    NOW,
    House,
    a_house,
    a_notification,
    a_signature,
    root_file,
)
from tests.paper.tools import pages, run, scanned
from tests.support.programs import free_port


@pytest.fixture
def house() -> House:
    return a_house()


async def a_signed_paper(house: House, helpers: Helpers | None = None) -> bytes:
    return (await sign(a_notification(), a_signature(), house.signer, helpers)).content


def kept(pdf: bytes, folder: Path) -> Path:
    path = folder / "signed.pdf"
    path.write_bytes(pdf)
    return path


async def found(pdf: bytes, trust: Trust, now: datetime = NOW) -> Found:
    (one,) = await signatures_of(pdf, trust, now)
    return one


def an_address_where_nobody_answers() -> HTTPTimeStamper:
    return HTTPTimeStamper(f"http://127.0.0.1:{free_port()}/", timeout=1)


async def test_pdfsig_accepts_what_we_sign(house: House, tmp_path: Path) -> None:
    run("certutil", "-N", "-d", f"sql:{tmp_path}", "--empty-password")
    root = root_file(house, tmp_path)
    run("certutil", "-A", "-n", "root", "-t", "CT,C,C", "-i", root, "-d", f"sql:{tmp_path}")

    path = kept(await a_signed_paper(house), tmp_path)

    said = run("pdfsig", "-nssdir", f"sql:{tmp_path}", path)
    assert "Signature is Valid" in said
    assert "Certificate is Trusted" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert HEAD.name in said


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
async def test_pdfsig_refuses_what_was_changed(house: House, share: float, tmp_path: Path) -> None:
    whole = bytearray(await a_signed_paper(house))
    before_the_signature, behind_it = signed_ranges(bytes(whole))
    (start, length) = before_the_signature if share < 0.9 else behind_it
    whole[start + int(length * share) % length] ^= 0x01

    said = run("pdfsig", kept(bytes(whole), tmp_path), expect=None)

    assert "Signature is Valid" not in said


def signed_ranges(pdf: bytes) -> tuple[tuple[int, int], tuple[int, int]]:
    (numbers,) = re.findall(rb"/ByteRange\s*\[([\d ]+)\]", pdf)
    a, b, c, d = map(int, numbers.split())
    return (a, b), (c, d)


def taken_apart(pdf: bytes, folder: Path) -> tuple[Path, Path]:
    """What was signed, and the CMS signature over it."""
    (a, b), (c, d) = signed_ranges(pdf)
    content, signature = folder / "content", folder / "signature.der"
    content.write_bytes(pdf[a : a + b] + pdf[c : c + d])
    padded = bytes.fromhex(pdf[a + b + 1 : c - 1].decode())
    length = 4 + int.from_bytes(padded[2:4], "big")
    signature.write_bytes(padded[:length])
    return content, signature


def openssl(house: House, content: Path, signature: Path, folder: Path, *, expect: int) -> None:
    run(
        "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", signature,
        "-content", content, "-CAfile", root_file(house, folder), "-purpose", "any",
        "-attime", int(NOW.timestamp()), "-out", folder / "out", expect=expect,
    )  # fmt: skip


async def test_openssl_accepts_what_we_sign_and_refuses_what_was_changed(
    house: House, tmp_path: Path
) -> None:
    content, signature = taken_apart(await a_signed_paper(house), tmp_path)

    openssl(house, content, signature, tmp_path, expect=0)

    changed = bytearray(content.read_bytes())
    changed[1000] ^= 0x01
    content.write_bytes(changed)
    openssl(house, content, signature, tmp_path, expect=4)
    assert content.exists()


async def test_we_say_who_signed_and_when(house: House) -> None:
    one = await found(await a_signed_paper(house), house.trust)

    assert (one.signer.name, one.signer.iin, one.at) == (HEAD.name, IIN, NOW)
    assert one.unchanged
    assert one.untrusted is None
    assert one.stamped_at is None


async def test_what_is_added_behind_our_back_is_noticed(house: House) -> None:
    signed = await a_signed_paper(house)
    other = signed.replace(b"/Type/Catalog", b"/Type /Catalog", 1)

    assert not (await found(other, house.trust)).unchanged


async def test_a_stranger_is_not_trusted(house: House) -> None:
    one = await found(await a_signed_paper(house), Trust(()))

    assert one.unchanged
    assert isinstance(one.untrusted, UntrustedCertificate)


async def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(UnreadablePaper):
        await signatures_of(b"%PDF-1.7 and no more", Trust(()), NOW)


async def test_with_all_help_a_paper_proves_itself_for_years(house: House) -> None:
    signed = await sign(a_notification(), a_signature(), house.signer, house.helpers())

    in_two_years = await found(signed.content, house.trust, NOW + timedelta(days=300))
    assert (signed.level, signed.lacks) == ("B-LT", ())
    assert in_two_years.stamped_at == NOW
    assert in_two_years.unchanged


async def test_without_a_time_stamp_trust_ends_with_the_certificate(house: House) -> None:
    later = NOW + timedelta(days=400)

    plain = await found(await a_signed_paper(house), house.trust, later)

    assert isinstance(plain.untrusted, ExpiredCertificate)


async def test_an_authority_that_does_not_answer_does_not_stop_the_work(house: House) -> None:
    helpers = replace(house.helpers(), stamps=an_address_where_nobody_answers())

    signed = await sign(a_notification(), a_signature(), house.signer, helpers)

    assert (signed.level, signed.lacks) == ("B-B", ("time-stamp",))
    assert (await found(signed.content, house.trust)).unchanged


async def test_what_was_missing_is_added_later(house: House, tmp_path: Path) -> None:
    silent = Helpers(stamps=an_address_where_nobody_answers())
    signed = await sign(a_notification(), a_signature(), house.signer, silent)

    later = await strengthen(signed, NOW, house.helpers())

    assert (later.level, later.lacks) == ("B-LT", ())
    assert later.content.startswith(signed.content)
    assert (await found(later.content, house.trust)).unchanged
    assert "Signature is Valid" in run("pdfsig", kept(later.content, tmp_path))


async def test_a_revoked_signer_is_not_vouched_for(house: House) -> None:
    helpers = replace(house.helpers(), revocations=(house.revocations(house.head),))

    signed = await sign(a_notification(), a_signature(), house.signer, helpers)

    assert (signed.level, signed.lacks) == ("B-T", ("validation-information",))


async def test_two_people_sign_one_paper(house: House) -> None:
    once = await a_signed_paper(house)
    second = replace(a_signature(NOW + timedelta(hours=1)), field="Signature2")

    twice = await sign(once, second, house.signer)

    both = await signatures_of(twice.content, house.trust, NOW)
    assert [one.unchanged for one in both] == [True, True]


async def test_the_mark_does_not_cover_what_scanners_read(house: House, tmp_path: Path) -> None:
    (page,) = pages(await a_signed_paper(house), tmp_path, 203, "-gray")

    assert scanned(page) == {"D2601010001236", "https://psc.example/verify/D2601010001236"}


async def test_signing_does_not_hold_the_event_loop(house: House) -> None:
    turns = 0
    work = asyncio.create_task(sign(a_notification(), a_signature(), house.signer))

    while not work.done():
        await asyncio.sleep(0.001)
        turns += 1

    assert (await work).level == "B-B"
    assert turns > 5


async def test_the_demonstration_signs_with_keys_that_it_made(tmp_path: Path) -> None:
    people = {"head1": Holder(HEAD.name, "Отдел занятости", IIN)}
    settings = equip(tmp_path, people, NOW)
    again = equip(tmp_path, people, NOW)

    signed = await sign_as("head1", a_notification(), a_signature(), again)

    helpers = Helpers.of(settings)
    assert (await found(signed.content, Trust(helpers.roots))).untrusted is None


def test_keys_that_are_made_here_are_for_our_eyes_alone(tmp_path: Path) -> None:
    equip(tmp_path, {"head1": Holder(HEAD.name)}, NOW)

    kept = sorted(tmp_path.rglob("*.p12"))
    assert [path.name for path in kept] == ["head1.p12", "root.p12"]
    assert {path.stat().st_mode & 0o077 for path in kept} == {0}


def test_a_login_without_a_key_is_told_where_it_was_looked_for(tmp_path: Path) -> None:
    with (
        pytest.raises(NoSigningKey, match=r"PSC_SIGNING_KEYS: .*nobody\.p12"),
        signer_of("nobody", SigningSettings(keys=tmp_path)),
    ):
        pass


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SigningSettings:
    """A PKCS#11 token of software."""
    (tmp_path / "tokens").mkdir()
    configuration = tmp_path / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(configuration))
    run(
        "softhsm2-util", "--init-token", "--free", "--label", "office",
        "--pin", "1234", "--so-pin", "1234",
    )  # fmt: skip
    module = next(Path("/usr/lib").rglob("libsofthsm2.so"))
    return SigningSettings(pkcs11_module=module, pkcs11_token="office", passphrase="1234")


def test_a_key_on_a_token_signs(token: SigningSettings, tmp_path: Path) -> None:
    # In a process of its own: the library of a token reads its environment once.
    done = subprocess.run(
        [sys.executable, "-m", "tests.paper.on_a_token", str(token.pkcs11_module), str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert "Signature is Valid" in run("pdfsig", tmp_path / "signed.pdf")


def test_a_signature_stands_on_the_last_page_unless_told_otherwise() -> None:
    box = Signature(HEAD, a_signature().organisation, NOW).place.box

    assert box == (51, 40, 320, 119)
