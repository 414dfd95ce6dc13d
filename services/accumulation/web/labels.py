"""The label of a packet: its number in Code 128, and where it goes, to be read by people."""

from __future__ import annotations

from html import escape

from barcode import Code128
from barcode.writer import SVGWriter

from services.accumulation.domain.packet import Packet
from shared.runtime.sites import Site

_LABEL = """<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="90mm" height="50mm" role="img" aria-label="{number}">
<rect width="100%" height="100%" fill="white"/>
<text x="45mm" y="7mm" font-size="11" text-anchor="middle">{ru}</text>
<text x="45mm" y="12mm" font-size="11" text-anchor="middle">{kk}</text>
<svg x="5mm" y="15mm">
{bars}
</svg>
</svg>
"""


def label_of(packet: Packet, destination: Site) -> str:
    """Modules of 0.33 mm fit fourteen characters on 90 mm, and read at arm's length."""
    drawn = Code128(packet.number, writer=SVGWriter()).render(
        {"module_width": 0.33, "module_height": 20.0, "quiet_zone": 4.0, "font_size": 9,
         "text_distance": 4.0}
    ).decode()  # fmt: skip
    return _LABEL.format(
        number=packet.number,
        ru=escape(destination.name_ru),
        kk=escape(destination.name_kk),
        bars=drawn[drawn.index("<svg") :],
    )
