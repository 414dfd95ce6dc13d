"""A form becomes a PDF/A-2b: typeset by Typst from its template in shared/paper.

Typst takes milliseconds, but they are the processor's: it works in threads of its own, without
the interpreter's lock, so that nobody waits for a printer.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

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
    compiled = compiler().compile(
        input=str(TEMPLATES / f"{form.name}.typ"),
        format="pdf",
        sys_inputs=inputs(form, language),
        pdf_standards=["a-2b"],
        timestamp=_fixed(form.at),
    )
    assert isinstance(compiled, bytes)  # noqa: S101 - a PDF is one file
    return compiled


def _fixed(at: datetime) -> datetime:
    # A PDF's date has an offset, not a zone.
    return at.astimezone(timezone(at.astimezone(KAZAKHSTAN).utcoffset() or timedelta()))


def inputs(form: Form, language: Language) -> dict[str, str]:
    """What the template is given."""
    data = orjson.dumps(
        form,
        default=_printed,
        option=orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME,
    )
    return {"data": data.decode(), "language": language}


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
        compiler().compile(b"", format="pdf")


@cache
def fonts() -> typst.Fonts:
    """Only what is packaged: a machine's own fonts must not change a paper."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(fontpkg_noto_sans.ROOT / "files")],
    )


def compiler() -> typst.Compiler:
    # It belongs to one thread; what was typeset before is remembered for all.
    if not hasattr(_OWN, "compiler"):
        _OWN.compiler = typst.Compiler(root=str(TEMPLATES), font_paths=fonts())
    own: typst.Compiler = _OWN.compiler
    return own
