"""A case as one file that proves itself, in ten years and without us.

A ZIP of papers, signatures and the custody chain, with a manifest that names each and its
digest, and a signature over the manifest. It is laid out in one way only (entries in order,
stored, without dates), so that the verifier can lay it out again and compare: one changed byte
anywhere, even where a ZIP has nothing to say, is noticed.
"""

from __future__ import annotations

import asyncio
import hashlib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any, Final

import orjson
from pyhanko.sign.signers import Signer

from shared.rules.broken import Invalid
from shared.runtime.paper.certificates import Trust
from shared.runtime.paper.cms import Verdict, verify
from shared.runtime.paper.verifying import Found, signatures_of

FORMAT: Final = "psc-archive/1"
MANIFEST: Final = "manifest.json"
DIGEST: Final = "manifest.sha256"
SIGNATURE: Final = "manifest.p7s"
LARGEST: Final = 512 * 1024 * 1024


class UnreadableArchive(Invalid):
    """This is not an archive of a case."""

    code = "archive-unreadable"
    ru = "Это не архив дела."
    kk = "Бұл істің мұрағаты емес."


class ArchiveChanged(Invalid):
    """The archive is not as it was made: {what} differs."""

    code = "archive-changed"
    ru = "Архив изменён после создания: отличается {what}."
    kk = "Мұрағат жасалғаннан кейін өзгертілген: {what} басқаша."


@dataclass(frozen=True)
class Contents:
    """What is known of a case: papers (PDF/A), detached signatures, and its custody chain."""

    case: Mapping[str, Any]
    at: datetime
    papers: Mapping[str, bytes]
    signatures: Mapping[str, bytes] = field(default_factory=dict)
    custody: tuple[Mapping[str, Any], ...] = ()

    def entries(self) -> dict[str, bytes]:
        chain = orjson.dumps(list(self.custody), option=orjson.OPT_SORT_KEYS)
        entries = {f"papers/{name}": paper for name, paper in self.papers.items()}
        entries |= {f"signatures/{name}": made for name, made in self.signatures.items()}
        return dict(sorted((entries | {"custody.json": chain}).items()))


@dataclass(frozen=True)
class Verified:
    """An archive that is as it was made: what it is about, and who signed what in it."""

    case: Mapping[str, Any]
    made_at: str
    entries: tuple[str, ...]
    signed: Verdict | None
    papers: Mapping[str, tuple[Found, ...]]


async def make(contents: Contents, signer: Signer | None = None) -> bytes:
    """The archive, its manifest signed where there is a key."""
    entries = contents.entries()
    manifest = _manifest(contents, entries)
    sealed = {MANIFEST: manifest, DIGEST: _digest(manifest).encode()}
    if signer is not None:
        sealed[SIGNATURE] = await _signature(manifest, signer)
    return await asyncio.to_thread(_laid_out, sealed | entries)


async def verify_archive(archive: bytes, trust: Trust, now: datetime) -> Verified:
    """Refuse what is not as it was made; then say who signed it and its papers."""
    entries = await asyncio.to_thread(_read, archive)
    manifest = entries[MANIFEST]
    facts = _facts(manifest)
    _compare(facts, entries)
    signature = entries.get(SIGNATURE)
    papers = {name: paper for name, paper in entries.items() if name.endswith(".pdf")}
    return Verified(
        case=facts["case"],
        made_at=facts["at"],
        entries=tuple(facts["entries"]),
        signed=await verify(manifest, signature, trust, now) if signature else None,
        papers={name: await signatures_of(paper, trust, now) for name, paper in papers.items()},
    )


def _manifest(contents: Contents, entries: Mapping[str, bytes]) -> bytes:
    facts = {
        "format": FORMAT,
        "case": dict(contents.case),
        "at": contents.at.isoformat(),
        "entries": {
            name: {"sha256": _digest(content), "bytes": len(content)}
            for name, content in entries.items()
        },
    }
    return orjson.dumps(facts, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)


async def _signature(manifest: bytes, signer: Signer) -> bytes:
    made = await signer.async_sign_general_data(manifest, "sha256", detached=True)
    der: bytes = made.dump()
    return der


def _laid_out(entries: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in entries.items():
            # The day a ZIP's calendar begins; made "on Unix", wherever it is made.
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def _read(archive: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(archive)) as opened:
            if sum(entry.file_size for entry in opened.infolist()) > LARGEST:
                raise UnreadableArchive
            entries = {name: opened.read(name) for name in opened.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, *_HALF_READ):
        raise UnreadableArchive from None
    if MANIFEST not in entries or DIGEST not in entries:
        raise UnreadableArchive
    if entries[DIGEST] != _digest(entries[MANIFEST]).encode():
        raise ArchiveChanged(what=MANIFEST)
    if _laid_out(entries) != archive:
        raise ArchiveChanged(what="ZIP")
    return entries


# What Python's reader raises on the bytes of a ZIP that are no longer right.
_HALF_READ: Final = (ValueError, KeyError, EOFError, OSError, RuntimeError, UnicodeError)


def _facts(manifest: bytes) -> dict[str, Any]:
    try:
        facts: dict[str, Any] = orjson.loads(manifest)
        if facts["format"] != FORMAT:
            raise UnreadableArchive
        return facts
    except (orjson.JSONDecodeError, KeyError, TypeError):
        raise UnreadableArchive from None


def _compare(facts: Mapping[str, Any], entries: Mapping[str, bytes]) -> None:
    listed = facts["entries"]
    found = entries.keys() - {MANIFEST, DIGEST, SIGNATURE}
    for name in sorted(listed.keys() | found):
        if name not in listed or name not in found:
            raise ArchiveChanged(what=name)
        if listed[name] != {"sha256": _digest(entries[name]), "bytes": len(entries[name])}:
            raise ArchiveChanged(what=name)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
