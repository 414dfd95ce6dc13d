"""The label of a packet: its number in Code 128, and where it goes, to be read by people."""

from __future__ import annotations

from html import escape
from textwrap import wrap

from barcode import Code128
from barcode.writer import SVGWriter

from services.accumulation.domain.packet import Packet
from shared.runtime.sites import Site

# Modules of 0.33 mm read at arm's length, and fourteen characters still fit the label.
_BARS = {
    "module_width": 0.33,
    "module_height": 20.0,
    "quiet_zone": 4.0,
    "font_size": 9,
    "text_distance": 4.0,
}
# What fits into one line of 90 mm; a name that is longer takes a second one.
_LINE, _LINES = 46, 2

_LABEL = """<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="90mm" height="55mm" role="img" aria-label="{number}">
<rect width="100%" height="100%" fill="white"/>
{names}
<svg x="17mm" y="24mm">
{bars}
</svg>
</svg>
"""


def label_of(packet: Packet, destination: Site) -> str:
    drawn: str = Code128(packet.number, writer=SVGWriter()).render(_BARS).decode()
    lines = [
        line
        for name in (destination.name_ru, destination.name_kk)
        for line in wrap(name, _LINE)[:_LINES]
    ]
    return _LABEL.format(
        number=packet.number,
        names="\n".join(_line(n, line) for n, line in enumerate(lines, start=1)),
        bars=drawn[drawn.index("<svg") :],
    )


def _line(n: int, words: str) -> str:
    return (
        f'<text x="45mm" y="{n * 5}mm" font-size="3mm" text-anchor="middle"'
        f' font-family="sans-serif">{escape(words)}</text>'
    )
