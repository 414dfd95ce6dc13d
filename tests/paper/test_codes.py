"""Scanners read what we print, on the printers that people have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.rules.identifiers import Code, Kind
from shared.runtime.paper.barcodes import QR_QUIET, QUIET, code_128, qr
from shared.runtime.paper.forms import FORMS, QrCode
from shared.runtime.paper.printing import typeset
from shared.runtime.paper.samples import sample
from tests.paper.tools import LABEL_PRINTER, pages, scanned

# Numbers that are printed as words, beside the barcode of what they belong to.
ONLY_READ = {
    "packet-label": {"L"},
    "packet-labels": {"L"},
    "return-letter": {"O", "I"},
    "notification": {"O", "I", "R"},
    "reasoned-refusal": {"O", "I", "R"},
    "certificate": {"O"},
}


def codes_in(value: object) -> Iterator[str]:
    """All that a form's data would have a scanner read."""
    if isinstance(value, Code):
        yield str(value)
    elif isinstance(value, QrCode):
        yield value.text
    elif isinstance(value, tuple):
        for part in value:
            yield from codes_in(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from codes_in(getattr(value, field.name))


def printed_codes(form: str) -> set[str]:
    read = ONLY_READ.get(form, set())
    codes = set(codes_in(sample(form)))
    return {code for code in codes if len(code) != 14 or code[0] not in read}


WITH_CODES = [form for form in FORMS if printed_codes(form)]


@pytest.mark.parametrize("how", [["-gray"], ["-mono"]], ids=["grey", "black"])
@pytest.mark.parametrize("form", WITH_CODES)
def test_a_scanner_reads_every_code_of_a_paper(form: str, how: list[str], tmp_path: Path) -> None:
    pictures = pages(typeset(sample(form), "both"), tmp_path, LABEL_PRINTER, *how)

    read = set[str]().union(*map(scanned, pictures))

    assert read == printed_codes(form)


def test_nearly_every_paper_bears_a_code() -> None:
    assert set(FORMS) - set(WITH_CODES) == {"refusal-to-accept", "journal", "mark"}


codes = st.builds(
    lambda kind, year, site, serial: str(Code(kind, year, site, serial)),
    st.sampled_from(Kind),
    st.integers(0, 99),
    st.integers(0, 9999),
    st.integers(0, 999_999),
)


@given(codes)
def test_a_code_has_quiet_sides_and_fits_a_label(code: str) -> None:
    drawing = code_128(code)

    # Four dots a module on a label of 100 mm, which has 799 dots.
    assert drawing.modules * 4 <= 799
    bars = [(int(x), int(width)) for x, width in re.findall(r"M(\d+) 0h(\d+)", drawing.svg)]
    assert bars[0][0] == QUIET
    assert sum(bars[-1]) == drawing.modules - QUIET
    assert {width for _, width in bars} <= {1, 2, 3, 4}


@given(st.text("abcdefghijklmnop0123456789/:.-", min_size=1, max_size=90))
def test_a_square_has_quiet_sides(text: str) -> None:
    drawing = qr(text)

    assert drawing.modules >= 21 + 2 * QR_QUIET
    assert f"M{QR_QUIET} {QR_QUIET}h7" in drawing.svg
