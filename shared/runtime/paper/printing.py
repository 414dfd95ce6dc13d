"""A form becomes a PDF/A-2b: typeset by Typst from its template in shared/paper.

Typst takes milliseconds, but they are the processor's: it works in threads of its own, without
the interpreter's lock, so that nobody waits for a printer.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import threading
import weakref
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import IO, Any, Final

import fontpkg_noto_sans
import orjson
import typst

from shared.rules.identifiers import Code
from shared.runtime.paper import barcodes
from shared.runtime.paper.dates import KAZAKHSTAN, in_words
from shared.runtime.paper.forms import FORMS, Form, Language, QrCode, form_of
from shared.runtime.paper.samples import sample

# Typst would share one paper's work among all processors, and wait for them on a busy machine.
os.environ.setdefault("RAYON_NUM_THREADS", "1")

# A register of hundreds of folders leaves tens of megabytes remembered.
LARGE: Final = 200_000
COMPILATIONS_REMEMBERED: Final = 10

TEMPLATES: Final = Path(str(files("shared") / "paper"))
_THREADS: Final = ThreadPoolExecutor(max_workers=2, thread_name_prefix="paper")
_OWN: Final = threading.local()


async def print_form(name: str, data: Form | Mapping[str, Any], language: Language) -> bytes:
    """The paper `name`, from its dataclass or from plain data (then checked first).

    The same data give the same bytes. Who printed what is noted by the caller.
    """
    form = data if isinstance(data, Form) else form_of(name, data)
    loop = asyncio.get_running_loop()
    paper = await loop.run_in_executor(_THREADS, typeset, form, language)
    if len(paper) > LARGE:
        loop.run_in_executor(_THREADS, _forget)
    return paper


async def warm(names: Iterable[str] = FORMS) -> None:
    """Read fonts and templates ahead: the first paper is then as quick as any."""
    for name in names:
        await print_form(name, sample(name), "both")


def typeset(form: Form, language: Language) -> bytes:
    """Compile in this thread."""
    own = press()
    compiled = own.compiler.compile(**own.order(form, language))
    assert isinstance(compiled, bytes)  # noqa: S101 - a PDF is one file
    return compiled


class Press:
    """A compiler, and the file from which its templates learn what a paper is about.

    Typst remembers what it has typeset, but only for as long as its inputs are the same: the data
    are therefore the content of a file. It lies in memory, where Linux has such files.
    """

    def __init__(self) -> None:
        self.compiler = typst.Compiler(root="/", font_paths=fonts())
        if hasattr(os, "memfd_create"):
            self._file: IO[bytes] = os.fdopen(os.memfd_create("paper"), "w+b", buffering=0)
            self._path = f"/proc/self/fd/{self._file.fileno()}"
        else:
            self._file = tempfile.NamedTemporaryFile(buffering=0)  # noqa: SIM115 - kept open
            self._path = self._file.name
        weakref.finalize(self, self._file.close)

    def order(self, form: Form, language: Language) -> dict[str, Any]:
        """Lay the data ready; what the compiler is then to be called with."""
        self._file.seek(0)
        self._file.truncate()
        self._file.write(data_of(form))
        return {
            "input": str(TEMPLATES / f"{form.name}.typ"),
            "format": "pdf",
            "sys_inputs": {"data": self._path, "language": language},
            "pdf_standards": ["a-2b"],
            "timestamp": _fixed(form.at),
        }


def _fixed(at: datetime) -> datetime:
    # A PDF's date has an offset, not a zone.
    return at.astimezone(timezone(at.astimezone(KAZAKHSTAN).utcoffset() or timedelta()))


def data_of(form: Form) -> bytes:
    """What the template is given, as JSON."""
    return orjson.dumps(
        form,
        default=_printed,
        option=orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME,
    )


def _printed(value: object) -> object:
    """A value as templates know it: codes and links with their drawings, dates in words."""
    if isinstance(value, Code):
        return _drawn(str(value), barcodes.code_128(str(value)))
    if isinstance(value, QrCode):
        return _drawn(value.text, barcodes.qr(value.text))
    if isinstance(value, (datetime, date)):
        return in_words(value)
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} cannot be printed")


def _drawn(text: str, drawing: barcodes.Drawing) -> dict[str, Any]:
    return {"text": text, "svg": drawing.svg, "modules": drawing.modules}


def _forget() -> None:
    """Typst forgets what it has not used for some compilations: here are that many empty ones."""
    for _ in range(COMPILATIONS_REMEMBERED + 1):
        press().compiler.compile(b"", format="pdf")


@cache
def fonts() -> typst.Fonts:
    """Only what is packaged: a machine's own fonts must not change a paper."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(fontpkg_noto_sans.ROOT / "files")],
    )


def press() -> Press:
    """This thread's own."""
    if not hasattr(_OWN, "press"):
        _OWN.press = Press()
    own: Press = _OWN.press
    return own
