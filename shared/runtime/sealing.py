"""A person's data inside an event is sealed: the broker, its dead letters and logs show nothing.

AES-256-GCM; the event's subject is bound in, so a sealed part cannot be moved to another case.
"""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import Any

import orjson
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class Seal:
    def __init__(self, key: str) -> None:
        self._cipher = AESGCM(base64.urlsafe_b64decode(key))

    def close(self, value: dict[str, Any], subject: str) -> str:
        nonce = os.urandom(_NONCE)
        sealed = self._cipher.encrypt(nonce, orjson.dumps(value), subject.encode())
        return base64.b64encode(nonce + sealed).decode()

    def open(self, sealed: str, subject: str) -> dict[str, Any]:
        raw = base64.b64decode(sealed)
        opened = self._cipher.decrypt(raw[:_NONCE], raw[_NONCE:], subject.encode())
        value: dict[str, Any] = orjson.loads(opened)
        return value


def new_key() -> str:
    return base64.urlsafe_b64encode(AESGCM.generate_key(bit_length=256)).decode()


def keep_secret(file: Path, secret: str) -> None:
    """Whole or not at all, and readable by its owner alone."""
    half = file.with_suffix(".half")
    half.unlink(missing_ok=True)
    half.touch(mode=0o600)
    half.write_text(secret)
    half.replace(file)
