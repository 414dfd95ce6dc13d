"""Code 128 and QR as drawings that a template sets at its own size.

A drawing is one path of whole modules: at a module of whole printer dots every bar is sharp.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import segno
from barcode import Code128

# What a scanner needs blank on each side, in modules; the drawings contain it.
QUIET: Final = 10
QR_QUIET: Final = 4
_DARK: Final = re.compile("1+").finditer


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG without a size of its own, `modules` wide."""

    svg: str
    modules: int


@lru_cache(maxsize=4096)
def code_128(text: str) -> Drawing:
    bars: str = Code128(text).build()[0]
    width = len(bars) + 2 * QUIET
    # As high as wide: templates stretch it, bars have no proportions.
    return Drawing(_svg(_strokes(bars, QUIET, 0, width), width), width)


@lru_cache(maxsize=512)
def qr(text: str) -> Drawing:
    """Corrects 15 % of damage: a folded receipt is still read."""
    # Trying all eight masks for the prettiest takes longer than typesetting the whole receipt.
    code = segno.make(text, error="m", micro=False, boost_error=False, mask=3)
    rows = ["".join("1" if dark else "0" for dark in row) for row in code.matrix]
    path = "".join(_strokes(row, QR_QUIET, QR_QUIET + y, 1) for y, row in enumerate(rows))
    width = len(rows) + 2 * QR_QUIET
    return Drawing(_svg(path, width), width)


def _strokes(bits: str, x: int, y: int, height: int) -> str:
    return "".join(
        f"M{x + run.start()} {y}h{len(run[0])}v{height}h-{len(run[0])}z" for run in _DARK(bits)
    )


def _svg(path: str, width: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}" '
        f'preserveAspectRatio="none"><path d="{path}"/></svg>'
    )
