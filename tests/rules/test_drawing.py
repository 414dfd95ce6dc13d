"""Routes as pictures: every action is there, nothing overlaps, everything can be read."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from psc.catalogue_commands import app
from shared.rules.codes import Channel, Doing, Role, Unit
from shared.rules.drawing import picture, routes_to_draw
from shared.rules.drawing.layout import BOX, INSIDE, LANE, lay_out
from shared.rules.drawing.letters import width, wrap
from shared.rules.drawing.words import CHANNELS, DOINGS, ROLES, counted
from shared.rules.regulation import Regulation, Route
from shared.runtime.catalogue import load
from tests.rules.lint_builders import OFFICE, PSC, a_regulation, a_route, an_action, at_the_office

SVG = "{http://www.w3.org/2000/svg}"


@cache
def all_routes() -> list[tuple[Regulation, Route]]:
    return [
        (regulation, route)
        for regulation in load().regulations
        for route in routes_to_draw(regulation, variants=True)
    ]


def read(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  # written by the code under test


def drawn(regulation: Regulation, *routes: Route, language: str = "ru") -> ET.Element:
    return read(picture(regulation, routes or regulation.routes, language))


def items(svg: ET.Element) -> list[ET.Element]:
    return [group for group in svg.iter(f"{SVG}g") if group.get("role") == "listitem"]


def titles(svg: ET.Element) -> list[str]:
    return [item.findtext(f"{SVG}title", "") for item in items(svg)]


def test_every_action_of_every_route_is_drawn_with_all_of_its_words():
    for regulation, route in all_routes():
        told = titles(drawn(regulation, route))

        assert len(told) == len(route.actions)
        for title, action in zip(told, route.actions, strict=True):
            assert action.action.rstrip(".") in title


def test_boxes_stand_in_the_lane_of_their_role_one_below_the_other():
    for regulation, route in all_routes():
        sheet = lay_out(route, regulation.lang)

        lanes = {lane.role: lane for lane in sheet.lanes}
        assert all(before.bottom < box.y for before, box in pairwise(sheet.boxes))
        for box in sheet.boxes:
            lane = lanes[box.action.role]
            assert lane.x < box.x
            assert box.x + BOX < lane.x + LANE


def test_words_and_doings_stay_inside_their_box():
    for regulation, route in all_routes():
        for box in lay_out(route, regulation.lang).boxes:
            assert all(width(line, 13.0) <= INSIDE for line in box.lines)
            assert all(mark.x + mark.width <= BOX for mark in box.marks)
            assert all(mark.y < box.height for mark in box.marks)
            assert len(box.marks) == len(box.action.does)


def test_an_action_shows_number_term_and_doings():
    svg = drawn(a_regulation(), a_route(*PSC, channel="psc"))

    shown = ["".join(item.itertext()) for item in items(svg)]

    assert "2 раза в день" in shown[1]
    assert all(word in shown[1] for word in ("сбор", "реестр", "отправка"))


def test_where_the_table_goes_on_elsewhere_is_shown():
    strays = OFFICE[0].model_copy(update={"next": 4})
    svg = drawn(at_the_office(strays, *OFFICE[1:]), a_route(strays, *OFFICE[1:]))

    shown = ["".join(item.itertext()) for item in items(svg)]

    assert "в таблице далее: 4" in shown[0]
    assert not any("в таблице далее" in words for words in shown[1:])


def test_signs_of_markup_in_an_act_stay_words():
    cunning = an_action(1, "accept", action="<script>&amp; \"A\" ]]> 'B'", completion="<b>")
    regulation = at_the_office(cunning, title="<i>Т\"и'т&л</i>")

    svg = drawn(regulation, a_route(cunning))

    assert svg.findtext(f"{SVG}title") == "<i>Т\"и'т&л</i>"
    assert cunning.action in titles(svg)[0]
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= {
        "svg", "title", "desc", "g", "rect", "text", "tspan", "path", "circle",
    }  # fmt: skip


def test_a_picture_tells_what_it_is_to_those_who_do_not_see_it():
    svg = drawn(a_regulation())

    named = svg.get("aria-labelledby", "").split()
    ids = [element.get("id") for element in svg.iter() if element.get("id")]
    assert ids == named
    assert svg.findtext(f"{SVG}desc") == "act-2020-1/01: уполномоченный орган; ЦОН"
    assert [group.get("aria-label") for group in svg.iter(f"{SVG}g") if group.get("role") == "list"]


def test_a_picture_needs_no_styles_that_a_page_may_forbid():
    text = picture(a_regulation(), a_regulation().routes, "ru")

    assert "<style" not in text
    assert "style=" not in text


def test_a_forgotten_channel_is_drawn_with_the_derived_route():
    routes = routes_to_draw(load().get("almaty-2012-349/07"), Channel.AKIM)

    assert [route.source for route in routes] == ["derived from прил. 7 (psc)"]


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_every_code_has_words(language):
    known = (CHANNELS, Channel), (ROLES, Role), (DOINGS, Doing)

    for words, codes in known:
        assert set(words) == set(codes)
        assert all(word.say(language) for word in words.values())


@pytest.mark.parametrize(
    ("value", "ru", "kk", "en"),
    [
        (1, "1 рабочий день", "1 жұмыс күні", "1 working day"),
        (3, "3 рабочих дня", "3 жұмыс күні", "3 working days"),
        (11, "11 рабочих дней", "11 жұмыс күні", "11 working days"),
        (21, "21 рабочий день", "21 жұмыс күні", "21 working days"),
    ],
)
def test_numbers_are_spoken_as_the_language_wants(value, ru, kk, en):
    spoken = [counted(value, Unit.WORKING_DAY, language) for language in ("ru", "kk", "en")]

    assert spoken == [ru, kk, en]


@given(st.text(max_size=300), st.floats(min_value=40, max_value=400))
def test_wrapping_keeps_every_letter_and_fits(text, room):
    lines = wrap(text, room, 13.0)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line, 13.0) <= room for line in lines)


@given(st.text(alphabet="абвгқң щ", min_size=1, max_size=300), st.integers(1, 5))
def test_wrapping_keeps_to_the_lines_it_was_given(text, most):
    lines = wrap(text, 80.0, 13.0, most=most)

    assert len(lines) <= most
    assert all(width(line, 13.0) <= 80.0 for line in lines)


def test_the_command_writes_a_picture(tmp_path):
    out = tmp_path / "route.svg"

    done = CliRunner().invoke(
        app, ["draw", "almaty-2012-349/07", "--channel", "psc", "--out", str(out)]
    )

    assert done.exit_code == 0
    assert len(items(read(out.read_text("utf-8")))) == 11


def test_the_command_refuses_a_channel_that_is_not_offered():
    done = CliRunner().invoke(app, ["draw", "almaty-2012-349/01", "--channel", "portal"])

    assert done.exit_code == 2
    assert "no route for portal" in done.output
