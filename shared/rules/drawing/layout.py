"""A route laid out: a lane a role, side by side; a row an action, from above to below.

Only numbers and words here; svg.py makes a picture of them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from shared.rules.codes import Role
from shared.rules.drawing.letters import width, wrap
from shared.rules.drawing.words import DOINGS, PRINTED_NEXT, ROLES, term_in_words
from shared.rules.places import Place, place_of
from shared.rules.regulation import Action, Route

LANE: Final = 232.0
GAP: Final = 12.0
PAD: Final = 10.0
BOX: Final = LANE - 2 * GAP
INSIDE: Final = BOX - 2 * PAD
BETWEEN: Final = 34.0
TEXT: Final = 13.0
SMALL: Final = 11.0
LINE: Final = 17.0
SMALL_LINE: Final = 15.0
MARK: Final = 18.0
MARK_GAP: Final = 4.0
_BOTH: Final = re.compile(r"\s(или|немесе)\s")
LONGEST: Final = 6  # lines of an action; the whole stands in its title


@dataclass(frozen=True, slots=True)
class Lane:
    role: Role
    name: str
    x: float
    place: Place

    @property
    def lines(self) -> list[str]:
        return wrap(self.name, INSIDE, TEXT, most=4)


@dataclass(frozen=True, slots=True)
class Mark:
    """One doing, as a small word in a frame; `x` and `y` are inside the box."""

    word: str
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Box:
    """One action in its lane."""

    action: Action
    x: float
    y: float
    height: float
    term: tuple[str, ...]
    who: tuple[str, ...]
    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    # Where the table goes on elsewhere than with the action below.
    strays: str | None

    @property
    def middle(self) -> float:
        return self.x + BOX / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Sheet:
    lanes: tuple[Lane, ...]
    head: float
    boxes: tuple[Box, ...]

    @property
    def width(self) -> float:
        return LANE * len(self.lanes)

    @property
    def height(self) -> float:
        return self.boxes[-1].bottom + BETWEEN


def lay_out(route: Route, language: str) -> Sheet:
    lanes = _lanes(route, language)
    head = max(len(lane.lines) for lane in lanes) * LINE + 2 * PAD
    at = {lane.role: lane for lane in lanes}
    boxes: list[Box] = []
    y = head + BETWEEN
    for place, action in enumerate(route.actions):
        following = next((a for a in route.actions[place:] if a.n != action.n), None)
        lane = at[action.role]
        boxes.append(_box(action, following, lane, y, language))
        y = boxes[-1].bottom + BETWEEN
    return Sheet(lanes, head, tuple(boxes))


def name_of_lane(route: Route, role: Role, language: str) -> str:
    """As the act mostly names the role; our word where it varies, or names two units at once."""
    names = Counter(a.name for a in route.actions if a.role is role and a.name)
    usual, times = next(iter(names.most_common(1)), ("", 0))
    if times * 2 <= names.total() or _BOTH.search(usual) or language == "en":
        return ROLES[role].say(language).capitalize()
    return usual[:1].upper() + usual[1:]


def _lanes(route: Route, language: str) -> tuple[Lane, ...]:
    roles = dict.fromkeys(action.role for action in route.actions)
    return tuple(
        Lane(
            role,
            name_of_lane(route, role, language),
            n * LANE,
            place_of(role),
        )
        for n, role in enumerate(roles)
    )


def _box(action: Action, following: Action | None, lane: Lane, y: float, language: str) -> Box:
    """From above: number and term, who (if the lane does not say), what, and the doings."""
    term = term_in_words(action.term, language) or ""
    term_lines = tuple(wrap(term, INSIDE - 40, SMALL, most=3))
    who = _who(action, lane)
    lines = tuple(wrap(action.action, INSIDE, TEXT, most=LONGEST))
    top = words_from(term_lines, who) + len(lines) * LINE
    marks = _marks(action, top + PAD, language)
    strays = _strays(action, following, language)
    below = marks[-1].y + MARK + (SMALL_LINE if strays else 0.0)
    return Box(action, lane.x + GAP, y, below + PAD, term_lines, who, lines, marks, strays)


def words_from(term: tuple[str, ...], who: tuple[str, ...]) -> float:
    """How far down in a box the words of the action begin."""
    head = max(LINE, len(term) * SMALL_LINE) + 4
    return PAD + head + (len(who) * SMALL_LINE + 4 if who else 0)


def _who(action: Action, lane: Lane) -> tuple[str, ...]:
    if action.name is None or action.name.casefold() == lane.name.casefold():
        return ()
    return tuple(wrap(action.name, INSIDE, SMALL, most=2))


def _marks(action: Action, top: float, language: str) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    x, y = PAD, top
    for doing in action.does:
        word = DOINGS[doing].say(language)
        room = width(word, SMALL) + 2 * MARK_GAP + 4
        if x > PAD and x + room > BOX - PAD:
            x, y = PAD, y + MARK + MARK_GAP
        marks.append(Mark(word, x, y, room))
        x += room + MARK_GAP
    return tuple(marks)


def _strays(action: Action, following: Action | None, language: str) -> str | None:
    meant = {action.n, following.n} if following else set()
    if action.next is None or action.next in meant:
        return None
    return f"{PRINTED_NEXT.say(language)}: {action.next}"
