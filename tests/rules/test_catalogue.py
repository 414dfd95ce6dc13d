"""The shipped catalogue: its counts, its shape, and facts that a reader can look up."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any

import jsonschema_rs
import pytest

from shared.rules.regulation import Channel, Doing, Role, Unit
from shared.runtime.catalogue import Catalogue, NoRoute, UnknownRegulation, load

SCHEMA = json.loads((Path(__file__).parent / "catalogue_schema.json").read_text("utf-8"))
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
ALMATY, AKMOLA, AKZHAR = "almaty-2012-349", "akmola-2011-a-11-491", "akzhar-2012-277"


@cache
def the_catalogue() -> Catalogue:
    return load()


@cache
def exported() -> dict[str, dict[str, Any]]:
    return {each["key"]: each for each in the_catalogue().exported()}


def test_forty_three_regulations_of_five_acts():
    counts = Counter(regulation.act for regulation in the_catalogue().regulations)

    assert counts == {ALMATY: 7, AKMOLA: 3, AKZHAR: 14, "almaty-2012-420": 1, "almaty-2018-81": 18}


def test_eighty_one_routes():
    assert sum(len(regulation["routes"]) for regulation in exported().values()) == 81


@pytest.mark.parametrize(
    ("key", "counts"),
    [
        (f"{ALMATY}/07", {"offices": 19, "akims": 254, "psc": 19}),
        (f"{AKMOLA}/01", {"offices": 19, "akims": 238}),
        (f"{AKMOLA}/03", {"offices": 19, "psc": 21}),
        ("almaty-2012-420/01", {"offices": 19, "akims": 254}),
        (f"{AKZHAR}/01", {"offices": 1}),
        (f"{AKZHAR}/05", {"offices": 1, "psc": 1}),
    ],
)
def test_directories_are_whole(key: str, counts: dict[str, int]):
    directories = exported()[key]["directories"]

    assert {each["kind"]: each["count"] for each in directories} == counts
    assert all(len(each["entries"]) == each["count"] for each in directories)


@pytest.mark.parametrize("key", sorted(r.key for r in load().regulations))
def test_the_export_has_the_shape_of_the_formats_page(key: str):
    faults = list(jsonschema_rs.validator_for(SCHEMA).iter_errors(exported()[key]))

    assert faults == []
    assert list(exported()[key]) == list(SCHEMA["properties"])


def test_loading_what_was_kept_takes_less_than_300_milliseconds():
    load()

    def seconds() -> float:
        begun = perf_counter()
        load()
        return perf_counter() - begun

    assert min(seconds() for _ in range(3)) < 0.3


def test_an_unknown_regulation_is_refused_by_name():
    with pytest.raises(UnknownRegulation):
        the_catalogue().get("almaty-2012-349/99")


def test_a_channel_that_the_act_does_not_offer_has_no_way():
    with pytest.raises(NoRoute):
        the_catalogue().way(f"{ALMATY}/07", Channel.PORTAL)


def test_a_derived_way_is_given_only_to_those_who_want_it():
    way = the_catalogue().way(f"{ALMATY}/07", Channel.AKIM)

    assert way.derived
    with pytest.raises(NoRoute):
        the_catalogue().way(f"{ALMATY}/07", Channel.AKIM, allow_derived=False)


def test_the_derived_way_keeps_the_offices_own_steps_and_terms():
    derived = the_catalogue().way(f"{ALMATY}/07", Channel.AKIM)
    stated = the_catalogue().way(f"{ALMATY}/07", Channel.PSC)

    def at_the_office(steps: Any) -> list[Any]:
        offices = {Role.OFFICE_CLERK, Role.OFFICE_HEAD, Role.OFFICE_EXECUTOR}
        return [(s.doing, s.role, s.term) for s in steps if s.role in offices]

    assert at_the_office(derived.steps) == at_the_office(stated.steps)
    assert Doing.COLLECT not in [step.doing for step in derived.steps]


def test_a_channel_may_have_a_paper_and_an_electronic_route():
    routes = the_catalogue().routes(f"{AKMOLA}/03", Channel.PSC)

    assert [route.source for route in routes] == ["3-қос., 1-кесте", "4-қос., 2-кесте"]
    assert the_catalogue().way(f"{AKMOLA}/03", Channel.PSC).steps[0].role is Role.PSC_INSPECTOR


@pytest.mark.parametrize(
    ("key", "edition"),
    [
        (f"{ALMATY}/07", date(2012, 11, 5)),
        (f"{AKMOLA}/01", date(2012, 11, 1)),
        (f"{AKMOLA}/02", date(2011, 12, 7)),
        (f"{AKZHAR}/01", date(2012, 9, 27)),
        (f"{AKZHAR}/14", date(2013, 2, 4)),
        ("almaty-2018-81/04", date(2019, 12, 3)),
        ("almaty-2018-81/05", date(2018, 3, 1)),
    ],
)
def test_an_edition_is_the_day_of_the_last_change(key: str, edition: date):
    assert the_catalogue().edition(key) == edition


def test_every_act_says_when_it_was_repealed():
    ended = {
        act: facts.repealed and facts.repealed.date for act, facts in the_catalogue().acts.items()
    }

    assert ended == {
        ALMATY: date(2014, 6, 2),
        "almaty-2012-420": date(2014, 6, 2),
        AKMOLA: date(2013, 6, 3),
        AKZHAR: date(2013, 5, 24),
        "almaty-2018-81": date(2020, 2, 13),
    }


def test_near_copies_keep_their_differences():
    def resolving(key: str) -> tuple[int | None, Unit]:
        step = the_catalogue().way(key, Channel.OFFICE).named("2:resolve")
        assert step.term is not None
        return step.term.value, step.term.unit

    assert resolving("almaty-2018-81/01") == (3, Unit.HOUR)
    assert resolving("almaty-2018-81/02") == (4, Unit.HOUR)
    assert resolving("almaty-2018-81/13") == (3, Unit.MINUTE)


@pytest.mark.skipif(not SEEDS.exists(), reason="the acts' texts are not on this machine")
@pytest.mark.parametrize(
    ("seed", "act", "least"),
    [("000", ALMATY, 0.99), ("002", AKZHAR, 0.9), ("004", "almaty-2018-81", 0.9)],
)
def test_what_is_said_verbatim_stands_in_the_act(seed: str, act: str, least: float):
    text = _letters(next(SEEDS.glob(f"{seed}_*")).read_text("utf-8"))

    said = [words for words in _verbatim(act) if _letters(words)]

    found = sum(_letters(words) in text for words in said)
    assert found / len(said) >= least


def _verbatim(act: str) -> list[str]:
    """Titles, roles' names, actions, completions and terms of all routes of the act."""
    of_act = [each for each in exported().values() if each["act"] == act]
    actions = [a for each in of_act for route in each["routes"] for a in route["actions"]]
    said = [a[field] for a in actions for field in ("name", "action", "completion") if a[field]]
    terms = [a["term"]["text"] for a in actions if a["term"]]
    return [*said, *terms, *(each["title"] for each in of_act)]


def _letters(text: str) -> str:
    """Hyphens, spaces and line breaks of the print do not count."""
    return re.sub(r"[\W_]+", "", text.lower())
