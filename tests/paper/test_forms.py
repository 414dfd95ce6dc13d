"""Every form has a template, a sample and a picture of what is right."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import get_args

import pytest
from PIL import ImageFont

from shared.rules.identifiers import WrongCheckDigit
from shared.runtime.paper import printing
from shared.runtime.paper.forms import FORMS, Language, PaperTaken, Receipt, form_of
from shared.runtime.paper.printing import TEMPLATES, print_form, typeset
from shared.runtime.paper.samples import SAMPLES, sample
from tests.paper.draw import DPI, DRAWN, drawn, reference
from tests.paper.tools import apart, pages, run

# Points of a page that may differ: a letter is more.
TOLERANCE = 0.00002
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
LANGUAGES = get_args(Language)


def a_receipt(**differing: object) -> Receipt:
    like = sample("receipt")
    assert isinstance(like, Receipt)
    return replace(like, **differing)  # type: ignore[arg-type]


def test_every_form_has_its_template_and_its_sample() -> None:
    templates = {path.stem for path in TEMPLATES.glob("*.typ")}
    samples = {path.stem for path in SAMPLES.glob("*.yaml")}

    assert templates == samples == set(FORMS)


@pytest.mark.parametrize(("form", "language"), DRAWN)
def test_a_paper_looks_as_it_should(form: str, language: Language, tmp_path: Path) -> None:
    found = drawn(form, language, tmp_path)

    wanted = [reference(form, language, n) for n, _ in enumerate(found, start=1)]
    assert not reference(form, language, len(found) + 1).exists()
    assert [apart(page, like) for page, like in zip(found, wanted, strict=True)] == pytest.approx(
        [0] * len(found), abs=TOLERANCE
    )


def test_one_letter_that_differs_is_seen(tmp_path: Path) -> None:
    other = typeset(a_receipt(applicant="Сейітқали Эсел Ерланқызы"), "both")

    (page,) = pages(other, tmp_path, DPI, "-gray")

    assert apart(page, reference("receipt", "both", 1)) > TOLERANCE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_a_template_has_nothing_to_complain_of(form: str, language: Language) -> None:
    press = printing.Press()

    _, warnings = press.compiler.compile_with_warnings(**press.order(sample(form), language))

    assert [warning.message for warning in warnings] == []


@pytest.mark.parametrize("form", FORMS)
def test_a_reprint_is_the_same_to_the_byte(form: str) -> None:
    again = (
        "from shared.runtime.paper.printing import typeset;"
        "from shared.runtime.paper.samples import sample;"
        "from hashlib import sha256;"
        f"print(sha256(typeset(sample({form!r}), 'both')).hexdigest())"
    )

    first = typeset(sample(form), "both")

    assert typeset(sample(form), "both") == first
    elsewhere = subprocess.run([sys.executable, "-c", again], capture_output=True, check=True)
    assert elsewhere.stdout.decode().strip() == sha256(first).hexdigest()


async def test_a_paper_is_printed_from_plain_data_as_from_its_dataclass() -> None:
    like = {
        "at": "2026-11-20T10:04:00+05:00",
        "organisation": {"ru": "Талгарский районный отдел ЦОН"},
        "shelf": "S2601010001237",
        "place": "A-12",
    }

    printed = await print_form("shelf-label", like, "kk")

    assert printed == await print_form("shelf-label", form_of("shelf-label", like), "kk")


def test_a_number_with_a_wrong_check_digit_is_not_printed() -> None:
    with pytest.raises(WrongCheckDigit):
        form_of("shelf-label", {"shelf": "S2601010001230"})


def test_every_kazakh_letter_has_a_shape_of_its_own() -> None:
    (regular,) = (path for path in _font_files() if "Italic" not in path.name)
    font = ImageFont.truetype(regular, 40)

    shapes = {letter: bytes(font.getmask(letter)) for letter in KAZAKH}

    assert bytes(font.getmask("\uffff")) not in shapes.values()
    assert len(set(shapes.values())) == len(KAZAKH)


def _font_files() -> list[Path]:
    return sorted({Path(font.path) for font in printing.fonts().fonts() if font.path})


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_letters_can_be_copied_out_of_a_paper(language: Language, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(typeset(a_receipt(applicant=KAZAKH), language))

    text = run("pdftotext", tmp_path / "paper.pdf", "-")

    assert KAZAKH in text


def test_a_receipt_of_many_documents_gives_each_copy_its_own_page(tmp_path: Path) -> None:
    many = tuple(PaperTaken(f"Документ {n}") for n in range(30))

    printed = pages(typeset(a_receipt(documents=many), "both"), tmp_path, DPI)

    assert len(printed) == 2


def test_a_wording_that_is_not_known_is_printed_with_a_line_to_write_on(tmp_path: Path) -> None:
    fields = ("request", "номер очереди")

    (tmp_path / "paper.pdf").write_bytes(typeset(a_receipt(fields=fields), "ru"))

    assert "номер очереди" in run("pdftotext", tmp_path / "paper.pdf", "-")
