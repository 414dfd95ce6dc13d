"""Programs of others that look at our papers: poppler, qpdf, zbar, openssl."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any, Self

from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

# The resolution of a label printer.
LABEL_PRINTER = 203


def run(*command: object, expect: int | None = 0) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert expect is None or done.returncode == expect, f"{command[0]}: {done.returncode}\n{said}"
    return done.stdout


def pages(pdf: bytes, folder: Path, dpi: int, *how: str) -> list[Path]:
    """The pages as pictures."""
    source = folder / "paper.pdf"
    source.write_bytes(pdf)
    run("pdftoppm", "-r", dpi, *how, "-png", source, folder / "page")
    return sorted(folder.glob("page*.png"))


def scanned(picture: Path) -> set[str]:
    """What a scanner reads from it."""
    return set(run("zbarimg", "--quiet", "--raw", picture, expect=None).split())


def fonts(pdf: bytes, folder: Path) -> list[dict[str, str]]:
    """Name, and whether it is embedded and knows its letters."""
    (folder / "paper.pdf").write_bytes(pdf)
    lines = run("pdffonts", folder / "paper.pdf").splitlines()[2:]
    return [
        {"name": line.split()[0], "embedded": found[1], "letters": found[3]}
        for line in lines
        if (found := re.search(r"(yes|no) +(yes|no) +(yes|no) +\d+ +\d+$", line))
    ]


def apart(one: Path, other: Path) -> float:
    """The share of points that differ so that an eye would see it; 1 where the sizes differ."""
    with Image.open(one) as a, Image.open(other) as b:
        if a.size != b.size:
            return 1.0
        pairs = zip(a.convert("L").tobytes(), b.convert("L").tobytes(), strict=True)
        differing = sum(abs(x - y) > 64 for x, y in pairs)
        return differing / (a.width * a.height)


class Pdf:
    """A PDF's objects, for questions that no program at hand answers."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self.reader = PdfFileReader(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    @property
    def root(self) -> Any:
        return self.reader.root

    @cache  # noqa: B019 - it lives for one test
    def objects(self) -> list[Any]:
        known = self.reader.xrefs.explicit_refs_in_revision
        latest = {
            ref.idnum: generic.Reference(ref.idnum, ref.generation, self.reader)
            for revision in range(self.reader.xrefs.total_revisions)
            for ref in known(revision)
        }
        return [self.reader.get_object(ref) for ref in latest.values()]

    def dictionaries(self) -> list[Any]:
        return [found for found in self.objects() if isinstance(found, generic.DictionaryObject)]
