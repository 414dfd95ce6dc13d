"""A laid-out route as SVG: text stays text, colours are attributes (a page's policy may forbid
styles), and every action tells its whole wording in a title."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from shared.rules.drawing import layout
from shared.rules.drawing.layout import BOX, GAP, LANE, LINE, PAD, SMALL_LINE, Box, Lane, Sheet
from shared.rules.drawing.letters import wrap
from shared.rules.drawing.words import DOINGS, ROLES, STEP, route_in_words
from shared.rules.places import Place
from shared.rules.regulation import Regulation, Route

FONT: Final = "Noto Sans, DejaVu Sans, Liberation Sans, Arial, sans-serif"
INK: Final = "#1b2733"
QUIET: Final = "#51606e"
EDGE: Final = "#8796a5"
STRAY: Final = "#a4262c"
PAPER: Final = "#ffffff"
BANDS: Final = ("#f6f8fa", "#eef2f6")
# The side of the centre and the side of the office, light for heads and strong for frames.
SIDES: Final = {Place.ACCEPTING: ("#d9e8f7", "#2b6cb0"), Place.DECIDING: ("#dff0e0", "#2f7d3a")}
TITLE: Final = 18.0
ARROW: Final = 7.0
MARGIN: Final = 16.0


def picture(regulation: Regulation, routes: Iterable[Route], language: str) -> str:
    """One or more routes of a regulation, one below the other."""
    sheets = [(route, layout.lay_out(route, language)) for route in routes]
    width = max(sheet.width for _, sheet in sheets)
    parts: list[str] = []
    y = MARGIN
    for route, sheet in sheets:
        heading = _heading(regulation, route, width, language)
        parts.append(_group(MARGIN, y, heading + _sheet(route, sheet, language)))
        y += _heading_height(regulation, route, width, language) + sheet.height + MARGIN
    return _document(regulation, [route for route, _ in sheets], width, y, "".join(parts), language)


def _document(
    regulation: Regulation, routes: list[Route], width: float, height: float, body: str,
    language: str,
) -> str:  # fmt: skip
    channels = "; ".join(route_in_words(route, language) for route in routes)
    total = width + 2 * MARGIN
    name = f"{regulation.key}-{'-'.join(route.channel for route in routes)}".replace("/", "-")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total:g} {height:g}" '
        f'width="{total:g}" height="{height:g}" role="group" lang="{regulation.lang}" '
        f'aria-labelledby="{name}-title {name}-desc" font-family="{FONT}" fill="{INK}">'
        f'<title id="{name}-title">{escape(regulation.title)}</title>'
        f'<desc id="{name}-desc">{escape(f"{regulation.key}: {channels}")}</desc>'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{body}</svg>\n'
    )


def _heading_lines(
    regulation: Regulation, route: Route, width: float, language: str
) -> tuple[list[str], list[str]]:
    small = f"{regulation.key} · {route_in_words(route, language)} · {route.source}"
    return wrap(regulation.title, width, TITLE), wrap(small, width, layout.TEXT)


def _heading_height(regulation: Regulation, route: Route, width: float, language: str) -> float:
    title, small = _heading_lines(regulation, route, width, language)
    return len(title) * (TITLE + 6) + len(small) * LINE + PAD


def _heading(regulation: Regulation, route: Route, width: float, language: str) -> str:
    title, small = _heading_lines(regulation, route, width, language)
    below = len(title) * (TITLE + 6)
    return (
        _lines(title, 0, TITLE, TITLE, TITLE + 6, weight="600")
        + _lines(small, 0, below + layout.TEXT, layout.TEXT, LINE, fill=QUIET)
        + f'<g transform="translate(0 {below + len(small) * LINE + PAD:g})">'
    )


def _sheet(route: Route, sheet: Sheet, language: str) -> str:
    """Closes the group that the heading opened."""
    lanes = "".join(_lane(n, lane, sheet) for n, lane in enumerate(sheet.lanes))
    arrows = "".join(_arrow(*pair) for pair in pairwise(sheet.boxes))
    boxes = "".join(_box(box, _side(box, sheet), language) for box in sheet.boxes)
    ends = _start(sheet) + _end(sheet)
    label = quoteattr(route_in_words(route, language))
    return f'{lanes}{arrows}{ends}<g role="list" aria-label={label}>{boxes}</g></g>'


def _lane(n: int, lane: Lane, sheet: Sheet) -> str:
    head, strong = SIDES[lane.place]
    return (
        _rect(lane.x, 0, LANE, sheet.height, fill=BANDS[n % 2])
        + _rect(lane.x, 0, LANE, sheet.head, fill=head)
        + _rect(lane.x, sheet.head - 3, LANE, 3, fill=strong)
        + _lines(lane.lines, lane.x + GAP + PAD, PAD + 13, layout.TEXT, LINE, weight="600")
    )


def _box(box: Box, side: Place, language: str) -> str:
    frame = f'stroke="{SIDES[side][1]}" stroke-width="1.5" rx="6"'
    y = PAD + 13.0
    number = f'<text x="{PAD:g}" y="{y:g}" font-size="15" font-weight="700">{box.action.n}</text>'
    term = _lines(box.term, BOX - PAD, y, layout.SMALL, SMALL_LINE, weight="600", anchor="end")
    below = layout.words_from(box.term, ()) + layout.SMALL
    who = _lines(box.who, PAD, below, layout.SMALL, SMALL_LINE, fill=QUIET)
    below = layout.words_from(box.term, box.who) + layout.TEXT
    words = _lines(box.lines, PAD, below, layout.TEXT, LINE)
    inside = number + term + who + words + _marks(box) + _strays(box)
    return (
        f'<g role="listitem" transform="translate({box.x:g} {box.y:g})">'
        f"<title>{escape(_told(box, language))}</title>"
        f"{_rect(0, 0, BOX, box.height, fill=PAPER, more=frame)}{inside}</g>"
    )


def _told(box: Box, language: str) -> str:
    """The whole of one action in a few sentences."""
    action = box.action
    who = action.name or ROLES[action.role].say(language)
    does = ", ".join(DOINGS[doing].say(language) for doing in action.does)
    term = action.term.text if action.term else None
    parts = (action.action, action.completion, term, does, box.strays)
    said = ". ".join(part.rstrip(".") for part in parts if part)
    return f"{STEP.say(language)} {action.n}, {who}: {said}."


def _marks(box: Box) -> str:
    return "".join(
        _rect(mark.x, mark.y, mark.width, layout.MARK, fill="none", more=f'stroke="{EDGE}" rx="9"')
        + _lines([mark.word], mark.x + 6, mark.y + 13, layout.SMALL, LINE, fill=QUIET)
        for mark in box.marks
    )


def _strays(box: Box) -> str:
    if box.strays is None:
        return ""
    return _lines([box.strays], PAD, box.height - PAD + 2, layout.SMALL, LINE, fill=STRAY)


def _arrow(box: Box, following: Box) -> str:
    """Down from one box into the next one, with a bend between the rows."""
    bend = (box.bottom + following.y) / 2
    end = following.y - ARROW
    line = f"M{box.middle:g} {box.bottom:g}V{bend:g}H{following.middle:g}V{end:g}"
    return _line(line) + _head(following.middle, following.y)


def _start(sheet: Sheet) -> str:
    first = sheet.boxes[0]
    top = sheet.head + 9
    circle = f'<circle cx="{first.middle:g}" cy="{top:g}" r="5" fill="{EDGE}"/>'
    return (
        circle
        + _line(f"M{first.middle:g} {top:g}V{first.y - ARROW:g}")
        + _head(first.middle, first.y)
    )


def _end(sheet: Sheet) -> str:
    last = sheet.boxes[-1]
    y = last.bottom + 20
    return (
        _line(f"M{last.middle:g} {last.bottom:g}V{y - 7:g}")
        + f'<circle cx="{last.middle:g}" cy="{y:g}" r="6" fill="{PAPER}" stroke="{EDGE}" '
        'stroke-width="3"/>'
    )


def _head(x: float, y: float) -> str:
    half = ARROW * 0.6
    return f'<path d="M{x:g} {y:g}l{-half:g} {-ARROW:g}h{2 * half:g}z" fill="{EDGE}"/>'


def _line(path: str) -> str:
    return f'<path d="{path}" fill="none" stroke="{EDGE}" stroke-width="1.5"/>'


def _rect(x: float, y: float, width: float, height: float, *, fill: str, more: str = "") -> str:
    size = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f'<rect {size} fill="{fill}" {more}/>'


def _lines(
    lines: Iterable[str], x: float, y: float, size: float, step: float,
    *, fill: str = INK, weight: str = "400", anchor: str = "start",
) -> str:  # fmt: skip
    look = f'font-size="{size:g}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}"'
    spans = "".join(
        f'<tspan x="{x:g}" y="{y + n * step:g}">{escape(line)}</tspan>'
        for n, line in enumerate(lines)
    )
    return f"<text {look}>{spans}</text>" if spans else ""


def _group(x: float, y: float, body: str) -> str:
    return f'<g transform="translate({x:g} {y:g})">{body}</g>'


def _side(box: Box, sheet: Sheet) -> Place:
    return next(lane.place for lane in sheet.lanes if lane.role is box.action.role)
