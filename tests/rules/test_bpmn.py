"""Routes as BPMN: valid, drawn, and run to their end by an engine that is not ours."""

from __future__ import annotations

from functools import cache
from xml.etree import ElementTree as ET

import pytest
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState
from typer.testing import CliRunner

from psc.catalogue_commands import app
from shared.rules.bpmn import SPACES, bpmn, process_id
from shared.rules.drawing import routes_to_draw
from shared.rules.regulation import Regulation, Route
from shared.runtime.catalogue import load
from tests.rules.lint_builders import OFFICE, a_regulation, a_route, an_action, at_the_office

KEYS = [regulation.key for regulation in load().regulations]


@cache
def validator() -> BpmnValidator:
    """The schema of BPMN 2.0 itself."""
    return BpmnValidator()


def engine_with(text: str) -> BpmnParser:
    parser = BpmnParser(validator=validator())
    parser.add_bpmn_str(text.encode())
    return parser


def run_to_the_end(parser: BpmnParser, process: str) -> list[str]:
    """Do whatever is ready until nothing is; the tasks in the order in which they were done."""
    workflow = BpmnWorkflow(parser.get_spec(process))
    done: list[str] = []
    while not workflow.is_completed():
        task = workflow.get_next_task(state=TaskState.READY)
        task.run()
        if "-task-" in task.task_spec.name:
            done.append(task.task_spec.name)
    return done


def elements(text: str, name: str) -> list[ET.Element]:
    prefix, local = name.split(":")
    root = ET.fromstring(text)  # noqa: S314  # written by the code under test
    return list(root.iter(f"{{{SPACES[prefix]}}}{local}"))


def shapes(text: str) -> dict[str, tuple[float, float, float, float]]:
    """Where every element is drawn: left, top, right, bottom."""
    drawn = {}
    for shape in elements(text, "bpmndi:BPMNShape"):
        bounds = shape.find(f"{{{SPACES['dc']}}}Bounds")
        x, y, width, height = (float(bounds.get(n)) for n in ("x", "y", "width", "height"))
        drawn[shape.get("bpmnElement")] = (x, y, x + width, y + height)
    return drawn


def inside(inner, outer) -> bool:
    return (
        outer[0] <= inner[0] and outer[1] <= inner[1]
        and inner[2] <= outer[2] and inner[3] <= outer[3]
    )  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_another_engine_runs_every_route_to_its_end(key):
    regulation = load().get(key)
    routes = routes_to_draw(regulation, variants=True)

    parser = engine_with(bpmn(regulation, routes, regulation.lang))

    for route in routes:
        process = process_id(regulation, route)
        expected = [f"{process}-task-{n}" for n, _ in enumerate(route.actions, start=1)]
        assert run_to_the_end(parser, process) == expected


@pytest.mark.parametrize("key", KEYS)
def test_every_node_is_drawn_in_its_lane_and_every_lane_in_its_pool(key):
    regulation = load().get(key)

    text = bpmn(regulation, routes_to_draw(regulation, variants=True), regulation.lang)

    drawn = shapes(text)
    for lane in elements(text, "bpmn:lane"):
        for node in lane:
            if node.tag.endswith("flowNodeRef"):
                assert inside(drawn[node.text], drawn[lane.get("id")])
    pools = {pool.get("processRef"): pool.get("id") for pool in elements(text, "bpmn:participant")}
    for process in elements(text, "bpmn:process"):
        lanes = [e.get("id") for e in process.iter() if e.tag.endswith("}lane")]
        assert all(inside(drawn[lane], drawn[pools[process.get("id")]]) for lane in lanes)


def test_every_flow_has_a_line():
    text = bpmn(a_regulation(), a_regulation().routes, "ru")

    flows = {flow.get("id") for flow in elements(text, "bpmn:sequenceFlow")}
    lines = {edge.get("bpmnElement") for edge in elements(text, "bpmndi:BPMNEdge")}
    assert flows == lines
    assert len(flows) == 6 + 10


def test_a_task_keeps_the_term_and_the_doings():
    text = bpmn(a_regulation(), [a_route(*OFFICE)], "ru")

    terms = [(term.get("value"), term.get("unit")) for term in elements(text, "route:term")]
    does = [does.text for does in elements(text, "route:does")]
    assert terms[2] == ("8", "working_day")
    assert does[:3] == ["accept", "register", "forward"]
    assert "8 рабочих дней" in elements(text, "bpmn:userTask")[2].get("name")


def test_signs_of_markup_in_an_act_stay_words():
    cunning = an_action(1, "accept", action='<a href="x">&amp;</a>')
    regulation: Regulation = at_the_office(cunning)
    route: Route = a_route(cunning)

    text = bpmn(regulation, [route], "ru")

    documentation = elements(text, "bpmn:documentation")[-1].text
    assert cunning.action in documentation
    assert len(run_to_the_end(engine_with(text), process_id(regulation, route))) == 1


def test_the_command_prints_bpmn():
    done = CliRunner().invoke(app, ["bpmn", "almaty-2012-349/07", "--channel", "psc"])

    assert done.exit_code == 0
    assert len(elements(done.stdout, "bpmn:userTask")) == 11
