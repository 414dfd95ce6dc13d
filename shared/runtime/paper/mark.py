"""The visible mark of a signature: typeset like every paper, laid over the place left for it."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    InnerScaling,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

from shared.runtime.paper.forms import Language
from shared.runtime.paper.forms.office import Mark
from shared.runtime.paper.printing import typeset

MILLIMETRE: Final = 72 / 25.4
WIDTH: Final = 95.0
HEIGHT: Final = 28.0
_WHOLE: Final = SimpleBoxLayoutRule(
    AxisAlignment.ALIGN_MIN,
    AxisAlignment.ALIGN_MIN,
    margins=Margins(0, 0, 0, 0),
    inner_content_scaling=InnerScaling.NO_SCALING,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the last page, in millimetres from its lower left corner."""

    x: float = 18.0
    y: float = 14.0

    @property
    def box(self) -> tuple[int, int, int, int]:
        corners = (self.x, self.y, self.x + WIDTH, self.y + HEIGHT)
        left, low, right, high = (round(corner * MILLIMETRE) for corner in corners)
        return left, low, right, high


# Letters leave room at the foot; what is torn off below must not take the signature along.
LOWER_LEFT: Final = Place()
PLACES: Final = {"referral": Place(y=168.0)}


class _Page(PdfContent):
    """A PDF's only page as part of another PDF, fonts included."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__(box=BoxConstraints(WIDTH * MILLIMETRE, HEIGHT * MILLIMETRE))
        self._pdf = pdf

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject["/Mark"] = page
        return b"/Mark Do"


def stamp_style(mark: Mark, language: Language) -> StaticStampStyle:
    return StaticStampStyle(
        background=_Page(typeset(mark, language)), background_layout=_WHOLE, border_width=0
    )
