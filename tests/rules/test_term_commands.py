"""`psc term explain`: dates with their reasons, in three languages."""

from __future__ import annotations

import datetime as dt

import pytest
from typer.testing import CliRunner

from psc.term_commands import app, calendars, explained_way
from shared.rules.codes import Channel
from shared.rules.places import Place
from shared.rules.progress import foresee
from shared.rules.route import way_of
from shared.runtime.catalogue import load

THURSDAY = "2026-03-19T17:50"
CHILD_ALLOWANCE = "almaty-2012-349/07"


def told(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["explain", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def refused(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["explain", *arguments])
    assert done.exit_code == 2
    return done.output


def test_a_term_tells_its_end_and_every_day_that_was_skipped():
    said = told("8 working_day", "--since", THURSDAY)

    assert "срок истекает: 03.04.2026 18:00" in said
    assert "Считаются рабочие дни: 8." in said
    assert "23.03.2026 — праздник: Наурыз мейрамы." in said
    assert "28.03.2026 — выходной день." in said


def test_a_centre_works_where_an_office_rests():
    office = told("1 working_day", "--since", "2026-03-27T10:00", "--site", "office")
    centre = told("1 working_day", "--since", "2026-03-27T10:00", "--site", "psc")

    assert "срок истекает: 30.03.2026 18:00" in office
    assert "срок истекает: 28.03.2026 19:00" in centre


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "30 минут"), ("kk", "30 минут"), ("en", "30 minutes")],
)
def test_a_term_is_explained_in_the_language_that_was_asked_for(language, words):
    said = told("30 minute", "--since", THURSDAY, "--lang", language)

    assert words in said


def test_a_moment_may_name_its_zone():
    said = told("30 minute", "--since", "2026-03-19T05:00:00+00:00")

    assert "19.03.2026 10:00" in said
    assert "срок истекает: 19.03.2026 10:30" in said


def test_the_whole_way_of_a_regulation_is_told_step_by_step():
    said = told("--regulation", CHILD_ALLOWANCE, "--channel", "psc", "--since", THURSDAY)

    assert said.count("срок истекает:") == 11
    assert "6. ответственный исполнитель (office): рассмотрение — 8 рабочих дней" in said
    assert "[прил. 7, № 6]" in said
    assert "Готово к выдаче: 09.04.2026 10:00" in said
    assert "дата выведена из маршрута" in said


def test_a_stated_term_of_the_service_is_explained_beside_the_route():
    said = told("--regulation", "akzhar-2012-277/06", "--channel", "psc", "--since", THURSDAY)

    assert "Срок услуги: 10 календарных дней" in said
    assert "День приёма (19.03.2026) в срок не входит." in said


@pytest.mark.parametrize("regulation", load().regulations, ids=lambda each: each.key)
def test_the_way_is_told_with_the_dates_that_the_engine_reckons(regulation):
    since = dt.datetime(2026, 3, 19, 12, 50, tzinfo=dt.UTC)
    for route in regulation.routes:
        sites = {
            Place.ACCEPTING: calendars()["psc" if route.channel is Channel.PSC else "office"],
            Place.DECIDING: calendars()["office"],
        }
        reckoned = [at for _, at in foresee(way_of(route), since, sites) if at]

        said = "\n".join(explained_way(regulation, route, since, "ru"))

        assert all(f"срок истекает: {_local(at)}" in said for at in reckoned)


def _local(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.timezone(dt.timedelta(hours=5))):%d.%m.%Y %H:%M}"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["8 days"], "a number and one of"),
        (["minute"], "a number and one of"),
        (["8 working_day", "--since", "yesterday"], "2026-03-19T17:50"),
        ([], "either a term or --regulation"),
        (["--regulation", "nowhere/01"], "nowhere/01"),
        (["--regulation", CHILD_ALLOWANCE, "--channel", "portal"], "no route for portal"),
    ],
)
def test_what_cannot_be_explained_is_refused_with_words(arguments, words):
    said = refused(*arguments)

    assert words in " ".join(said.replace("│", " ").split())
