"""Lays a key on a software token and signs with it; `test_signing` runs this by itself."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pkcs11
from cryptography.hazmat.primitives import serialization
from pkcs11 import Attribute
from pkcs11.util.ec import decode_ec_private_key
from pkcs11.util.x509 import decode_x509_certificate

from shared.runtime.paper.authority import Credentials
from shared.runtime.paper.keys import SigningSettings
from shared.runtime.paper.signing import sign_as
from tests.paper.builders import a_house, a_notification, a_signature

PIN, LABEL, LOGIN = "1234", "office", "head1"


def lay_down(credentials: Credentials, module: Path) -> None:
    key = credentials.key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    certificate = credentials.certificate.public_bytes(serialization.Encoding.DER)
    kept = {Attribute.LABEL: LOGIN, Attribute.TOKEN: True, Attribute.ID: b"1"}
    token = pkcs11.lib(str(module)).get_token(token_label=LABEL)
    with token.open(user_pin=PIN, rw=True) as session:
        session.create_object(decode_ec_private_key(key) | kept | {Attribute.SIGN: True})
        session.create_object(decode_x509_certificate(certificate) | kept)


def main(module: Path, folder: Path) -> None:
    lay_down(a_house().head, module)
    settings = SigningSettings(pkcs11_module=module, pkcs11_token=LABEL, passphrase=PIN)
    signed = asyncio.run(sign_as(LOGIN, a_notification(), a_signature(), settings))
    (folder / "signed.pdf").write_bytes(signed.content)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
