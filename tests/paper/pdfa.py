"""What PDF/A-2b asks of a file, as far as it can be asked of its objects.

Typst refuses to write what its own check of the standard does not pass; this looks once more, and
above all at what signing adds. Rules are named by their clauses in ISO 19005-2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.generic import StreamObject

from tests.paper.tools import Pdf

PRINT, UNSEEN = 4, 1 | 2 | 32 | 256
FORBIDDEN_ACTIONS = {
    "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState",
    "/Rendition", "/Trans", "/GoTo3DView", "/JavaScript",
}  # fmt: skip


def faults(path: Path) -> list[str]:
    with Pdf(path) as pdf:
        return [
            *_of_file(path.read_bytes(), pdf),
            *_of_metadata(pdf),
            *_of_colour(pdf),
            *_of_fonts(pdf),
            *_of_actions(pdf),
            *_of_annotations(pdf),
            *_of_streams(pdf),
        ]


def _at(dictionary: Any, name: str, otherwise: Any) -> Any:
    """What stands there, also where it stands for itself elsewhere."""
    return dictionary[name] if name in dictionary else otherwise  # noqa: SIM401 - get() does not follow


def _of_file(content: bytes, pdf: Pdf) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7][\r\n]+%[\x80-\xff]{4}", content):
        yield "6.1.2: the header is not of PDF 1.n with a binary comment"
    if pdf.reader.input_version > (1, 7):
        yield "6.1.2: a later version is declared"
    if "/ID" not in pdf.reader.trailer:
        yield "6.1.3: the trailer has no ID"
    if "/Encrypt" in pdf.reader.trailer:
        yield "6.1.3: it is encrypted"
    if any(name in pdf.root for name in ("/OCProperties", "/NeedsRendering")):
        yield "6.9: optional content or XFA"
    if "/EmbeddedFiles" in _at(pdf.root, "/Names", {}):
        yield "6.8: embedded files"


def _of_metadata(pdf: Pdf) -> Iterator[str]:
    stream = pdf.root["/Metadata"]
    if "/Filter" in stream:
        yield "6.6.2.1: the metadata are compressed"
    xmp = stream.data.decode()
    for name, value in (("part", "2"), ("conformance", "B")):
        if not re.search(rf"pdfaid:{name}(>|=\"){value}", xmp):
            yield f"6.6.4: the metadata do not say {name} {value}"
    information = pdf.reader.trailer["/Info"]
    for name, property_ in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
        said = re.search(rf"xmp:{property_}>([^<]+)<", xmp)
        if not said or _digits(said[1]) != _digits(str(information[name])):
            yield f"6.6.3: {name} is not as in the metadata"


def _digits(moment: str) -> str:
    return re.sub(r"\D", "", moment)[:14]


def _of_colour(pdf: Pdf) -> Iterator[str]:
    listed = (intent.get_object() for intent in pdf.root["/OutputIntents"])
    intents = [intent for intent in listed if intent["/S"] == "/GTS_PDFA1"]
    if len(intents) != 1 or intents[0]["/DestOutputProfile"].data[36:40] != b"acsp":
        yield "6.2.3: no output intent with an ICC profile"


def _of_fonts(pdf: Pdf) -> Iterator[str]:
    for font in pdf.dictionaries():
        if font.get("/Type") == "/FontDescriptor":
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(font):
                yield f"6.2.11.4: {font['/FontName']} is not embedded"
        elif _is_bare(font):
            yield f"6.2.11.4: {font['/BaseFont']} is not embedded"


def _is_bare(font: Any) -> bool:
    composed = _at(font, "/Subtype", None) in ("/Type0", "/Type3")
    return font.get("/Type") == "/Font" and not composed and "/FontDescriptor" not in font


def _of_actions(pdf: Pdf) -> Iterator[str]:
    if "/OpenAction" in pdf.root or "/AA" in pdf.root:
        yield "6.5: something happens when it is opened"
    for found in pdf.dictionaries():
        if _at(found, "/S", None) in FORBIDDEN_ACTIONS or "/JS" in found:
            yield f"6.5.1: an action {_at(found, '/S', '')}"
    if _at(_at(pdf.root, "/AcroForm", {}), "/NeedAppearances", None):
        yield "6.4.1: appearances are to be made by the reader"


def _of_annotations(pdf: Pdf) -> Iterator[str]:
    for found in pdf.dictionaries():
        if found.get("/Subtype") != "/Widget":
            continue
        flags = _at(found, "/F", 0)
        if not flags & PRINT or flags & UNSEEN:
            yield "6.3.2: an annotation that is not printed"
        left, low, right, high = found["/Rect"]
        shown = left != right and low != high
        if shown and set(_at(found, "/AP", {})) != {"/N"}:
            yield "6.3.3: an annotation without its one appearance"


def _of_streams(pdf: Pdf) -> Iterator[str]:
    for found in pdf.dictionaries():
        if isinstance(found, StreamObject):
            if "/F" in found:
                yield "6.1.7.1: a stream in another file"
            if "/LZWDecode" in _filters(found):
                yield "6.1.7.2: LZW"
            if _at(found, "/Interpolate", None) or "/Alternates" in found or "/OPI" in found:
                yield "6.2.8: an image with alternates or interpolation"


def _filters(stream: Any) -> list[str]:
    named = _at(stream, "/Filter", [])
    return [named] if isinstance(named, str) else list(named)
