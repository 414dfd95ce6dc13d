"""Checked data in a form that loads fast, kept under the fingerprint of all it was made from.

Nothing kept is ever stale: another byte in a source or in the classes that checked it is another
name. Only the user who runs the process may write here, so nobody else can put in a catalogue.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


def fingerprint(paths: Iterable[Path]) -> str:
    """Of names and contents: a file that is moved or gone counts as well."""
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path}\n{path.stat().st_size}\n".encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Kept:
    """A small shelf of files for one fingerprint."""

    fingerprint: str

    def find(self, name: str) -> bytes | None:
        folder = _folder()
        if folder is None:
            return None
        with contextlib.suppress(OSError):
            return self._file(folder, name).read_bytes()
        return None

    def keep(self, name: str, content: bytes) -> None:
        """Whole or not at all: two processes may start at once. A disk that takes nothing only
        costs time."""
        folder = _folder()
        if folder is None:
            return
        with (
            contextlib.suppress(OSError),
            tempfile.NamedTemporaryFile(dir=folder, delete=False) as half,
        ):
            half.write(content)
            half.close()
            Path(half.name).replace(self._file(folder, name))

    def _file(self, folder: Path, name: str) -> Path:
        return folder / f"{self.fingerprint}-{name.replace('/', '-')}.json"


def _folder() -> Path | None:
    folder = Path(tempfile.gettempdir()) / f"psc-catalogue-{os.getuid()}"
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if found.st_uid == os.getuid() and not found.st_mode & 0o077 and not folder.is_symlink():
            return folder
    return None
