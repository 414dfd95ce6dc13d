"""Papers keep for decades: PDF/A-2b, with all fonts inside, and without faults in their syntax."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.runtime.paper.forms import FORMS
from shared.runtime.paper.printing import typeset
from shared.runtime.paper.samples import sample
from shared.runtime.paper.signing import Helpers, sign
from tests.paper.builders import a_house, a_notification, a_signature
from tests.paper.pdfa import faults
from tests.paper.tools import fonts, run


def kept(pdf: bytes, folder: Path) -> Path:
    path = folder / "kept.pdf"
    path.write_bytes(pdf)
    return path


@pytest.mark.parametrize("form", FORMS)
def test_all_fonts_of_a_paper_are_embedded(form: str, tmp_path: Path) -> None:
    found = fonts(typeset(sample(form), "both"), tmp_path)

    assert found
    assert {(font["embedded"], font["letters"]) for font in found} == {("yes", "yes")}
    assert all("NotoSans" in font["name"] for font in found)


@pytest.mark.parametrize("form", FORMS)
def test_a_paper_is_archival(form: str, tmp_path: Path) -> None:
    path = kept(typeset(sample(form), "both"), tmp_path)

    assert faults(path) == []
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", path)


@pytest.mark.parametrize("helped", [False, True], ids=["plain", "with-time-and-validity"])
async def test_a_paper_stays_archival_when_it_is_signed(helped: bool, tmp_path: Path) -> None:
    house = a_house()
    helpers = house.helpers() if helped else Helpers()

    signed = await sign(a_notification(), a_signature(), house.signer, helpers)

    path = kept(signed.content, tmp_path)
    assert faults(path) == []
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", path)
    assert {font["embedded"] for font in fonts(signed.content, tmp_path)} == {"yes"}


def test_what_is_not_archival_is_noticed(tmp_path: Path) -> None:
    path = kept(a_notification().replace(b"/GTS_PDFA1", b"/GTS_PDFX  "), tmp_path)

    assert faults(path) == ["6.2.3: no output intent with an ICC profile"]
