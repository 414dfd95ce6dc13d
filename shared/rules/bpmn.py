"""A route as BPMN 2.0: a pool with a lane a role, a task an action, and where all of it is drawn.

Terms are told in the task's name and documentation and kept in an extension element. They are no
BPMN timers: an ISO duration knows neither working days nor the hours of a site, and a timer that
fires on the wrong day is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from xml.etree import ElementTree as ET

from shared.rules.codes import Role
from shared.rules.drawing.layout import name_of_lane
from shared.rules.drawing.letters import wrap
from shared.rules.drawing.words import DOINGS, ROLES, route_in_words, term_in_words
from shared.rules.regulation import Action, Regulation, Route

SPACES: Final = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "route": "urn:interchange:route:1",
}
LABEL: Final = 30
TASK_WIDTH: Final = 190
TASK_HEIGHT: Final = 104
LANE_HEIGHT: Final = 150
PITCH: Final = 240
EVENT: Final = 36
BEFORE: Final = 110  # from the lanes' edge to the first task
BETWEEN_POOLS: Final = 40
_LETTERS: Final = 12.0
_LETTERS_OF_A_LABEL: Final = 10.5
_LINES_OF_A_LABEL: Final = 2


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Bounds:
    x: int
    y: int
    width: int
    height: int

    @property
    def left(self) -> Point:
        return Point(self.x, self.y + self.height // 2)

    @property
    def right(self) -> Point:
        return Point(self.x + self.width, self.y + self.height // 2)


@dataclass(frozen=True, slots=True)
class Pool:
    """One route with the names of its elements and where it begins on the plane."""

    id: str
    route: Route
    lanes: tuple[Role, ...]
    top: int

    @property
    def height(self) -> int:
        return len(self.lanes) * LANE_HEIGHT

    @property
    def width(self) -> int:
        return LABEL + BEFORE + len(self.route.actions) * PITCH + EVENT

    @property
    def nodes(self) -> list[str]:
        return [f"{self.id}-start", *self.tasks, f"{self.id}-end"]

    @property
    def tasks(self) -> list[str]:
        return [f"{self.id}-task-{n}" for n, _ in enumerate(self.route.actions, start=1)]

    def lane(self, role: Role) -> str:
        return f"{self.id}-lane-{role}"


def bpmn(regulation: Regulation, routes: Iterable[Route], language: str) -> str:
    """A BPMN document with one pool and one executable process for each route."""
    for prefix, space in SPACES.items():
        ET.register_namespace(prefix, space)
    pools = _pools(regulation, list(routes))
    root = ET.Element(
        _name("bpmn:definitions"),
        {"id": f"{_plain(regulation.key)}-definitions", "targetNamespace": SPACES["route"]},
    )
    collaboration = _add(root, "bpmn:collaboration", id=f"{_plain(regulation.key)}-pools")
    for pool in pools:
        name = f"{route_in_words(pool.route, language)}: {regulation.title}"
        facts = {"id": f"{pool.id}-pool", "name": _label(name, pool.height), "processRef": pool.id}
        _add(collaboration, "bpmn:participant", **facts)
        _process(root, regulation, pool, language)
    _diagram(root, collaboration.attrib["id"], pools)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def process_id(regulation: Regulation, route: Route) -> str:
    """The name of a route's process: a channel may have several routes."""
    known = (*regulation.routes, *regulation.alternative_routes)
    place = known.index(route) + 1 if route in known else "derived"
    return f"{_plain(regulation.key)}-{route.channel}-{place}"


def _pools(regulation: Regulation, routes: Sequence[Route]) -> list[Pool]:
    pools: list[Pool] = []
    top = 0
    for route in routes:
        lanes = tuple(dict.fromkeys(action.role for action in route.actions))
        pools.append(Pool(process_id(regulation, route), route, lanes, top))
        top += pools[-1].height + BETWEEN_POOLS
    return pools


def _process(root: ET.Element, regulation: Regulation, pool: Pool, language: str) -> None:
    title = route_in_words(pool.route, language)
    process = _add(root, "bpmn:process", id=pool.id, name=title, isExecutable="true")
    _document(process, f"{regulation.key}, {pool.route.source}: {regulation.title}")
    lanes = _add(process, "bpmn:laneSet", id=f"{pool.id}-lanes")
    for role in pool.lanes:
        _lane(lanes, pool, role, language)
    start, *tasks, end = pool.nodes
    _outgoing(_add(process, "bpmn:startEvent", id=start), start)
    for task, action in zip(tasks, pool.route.actions, strict=True):
        _task(process, pool, task, action, language)
    _incoming(_add(process, "bpmn:endEvent", id=end), pool, end)
    for source, target in pairwise(pool.nodes):
        facts = {"id": f"{source}-flow", "sourceRef": source, "targetRef": target}
        _add(process, "bpmn:sequenceFlow", **facts)


def _lane(lanes: ET.Element, pool: Pool, role: Role, language: str) -> None:
    name = name_of_lane(pool.route, role, language)
    label = name if len(wrap(name, LANE_HEIGHT, _LETTERS_OF_A_LABEL)) <= _LINES_OF_A_LABEL else ""
    words = label or _label(ROLES[role].say(language).capitalize(), LANE_HEIGHT)
    lane = _add(lanes, "bpmn:lane", id=pool.lane(role), name=words)
    _document(lane, name)
    for node, of in zip(pool.nodes, _roles(pool.route), strict=True):
        if of is role:
            _add(lane, "bpmn:flowNodeRef").text = node


def _label(words: str, room: float) -> str:
    """What fits into the narrow strip at the left of a pool or lane."""
    lines = wrap(words, room, _LETTERS_OF_A_LABEL, most=_LINES_OF_A_LABEL)
    return " ".join(lines)


def _task(process: ET.Element, pool: Pool, id: str, action: Action, language: str) -> None:
    # A service task would ask an engine for an operator that nobody has.
    kind = "task" if action.role is Role.INFORMATION_SYSTEM else "userTask"
    task = _add(process, f"bpmn:{kind}", id=id, name=_short(action, language))
    _document(task, _long(action, language))
    _extend(task, action)
    _incoming(task, pool, id)
    _outgoing(task, id)


def _short(action: Action, language: str) -> str:
    """What fits into the box of a task: number, the beginning of the words, the term."""
    lines = wrap(f"{action.n}. {action.action}", TASK_WIDTH - 12, _LETTERS, most=4)
    term = term_in_words(action.term, language)
    return "\n".join(filter(None, (" ".join(lines), term and wrap(term, 160, _LETTERS, most=1)[0])))


def _long(action: Action, language: str) -> str:
    does = ", ".join(DOINGS[doing].say(language) for doing in action.does)
    term = action.term.text if action.term else None
    return "\n".join(filter(None, (action.name, action.action, action.completion, term, does)))


def _extend(task: ET.Element, action: Action) -> None:
    extension = _add(task, "bpmn:extensionElements")
    _add(extension, "route:action", n=str(action.n), role=str(action.role))
    for doing in action.does:
        _add(extension, "route:does").text = doing
    if action.term:
        value = {} if action.term.value is None else {"value": str(action.term.value)}
        term = _add(extension, "route:term", unit=str(action.term.unit), **value)
        term.text = action.term.text


def _document(element: ET.Element, text: str) -> None:
    _add(element, "bpmn:documentation").text = text


def _incoming(element: ET.Element, pool: Pool, node: str) -> None:
    before = pool.nodes[pool.nodes.index(node) - 1]
    _add(element, "bpmn:incoming").text = f"{before}-flow"


def _outgoing(element: ET.Element, node: str) -> None:
    _add(element, "bpmn:outgoing").text = f"{node}-flow"


def _diagram(root: ET.Element, plane_of: str, pools: Sequence[Pool]) -> None:
    diagram = _add(root, "bpmndi:BPMNDiagram", id=f"{plane_of}-diagram")
    plane = _add(diagram, "bpmndi:BPMNPlane", id=f"{plane_of}-plane", bpmnElement=plane_of)
    for pool in pools:
        whole = Bounds(0, pool.top, pool.width, pool.height)
        _shape(plane, f"{pool.id}-pool", whole, isHorizontal="true")
        for n, role in enumerate(pool.lanes):
            y = pool.top + n * LANE_HEIGHT
            inside = Bounds(LABEL, y, pool.width - LABEL, LANE_HEIGHT)
            _shape(plane, pool.lane(role), inside, isHorizontal="true")
        bounds = _bounds(pool)
        for node, place in bounds.items():
            _shape(plane, node, place)
        for source, target in pairwise(pool.nodes):
            _edge(plane, f"{source}-flow", bounds[source], bounds[target])


def _bounds(pool: Pool) -> dict[str, Bounds]:
    places = {}
    last = len(pool.nodes) - 1
    for n, (node, role) in enumerate(zip(pool.nodes, _roles(pool.route), strict=True)):
        middle = pool.top + pool.lanes.index(role) * LANE_HEIGHT + LANE_HEIGHT // 2
        x = LABEL + BEFORE + (n - 1) * PITCH
        if n in (0, last):
            beside = LABEL + EVENT if n == 0 else x - EVENT // 2
            places[node] = Bounds(beside, middle - EVENT // 2, EVENT, EVENT)
        else:
            places[node] = Bounds(x, middle - TASK_HEIGHT // 2, TASK_WIDTH, TASK_HEIGHT)
    return places


def _shape(plane: ET.Element, of: str, at: Bounds, **more: str) -> None:
    shape = _add(plane, "bpmndi:BPMNShape", id=f"{of}-shape", bpmnElement=of, **more)
    size = {"width": str(at.width), "height": str(at.height)}
    _add(shape, "dc:Bounds", x=str(at.x), y=str(at.y), **size)


def _edge(plane: ET.Element, of: str, source: Bounds, target: Bounds) -> None:
    edge = _add(plane, "bpmndi:BPMNEdge", id=f"{of}-edge", bpmnElement=of)
    begin, end = source.right, target.left
    middle = (begin.x + end.x) // 2
    bend = () if begin.y == end.y else (Point(middle, begin.y), Point(middle, end.y))
    for point in (begin, *bend, end):
        _add(edge, "di:waypoint", x=str(point.x), y=str(point.y))


def _roles(route: Route) -> list[Role]:
    """The lane of each node: the events stand beside the first and the last task."""
    roles = [action.role for action in route.actions]
    return [roles[0], *roles, roles[-1]]


def _add(parent: ET.Element, tag: str, /, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, _name(tag), attributes)


def _name(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{SPACES[prefix]}}}{local}"


def _plain(key: str) -> str:
    """A key as an XML name."""
    return key.replace("/", "-")
