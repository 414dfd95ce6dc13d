"""The board has words for everything that it can show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from services.board.domain import words
from services.board.domain.summary import State
from services.board.web.texts import TEXTS, text
from shared.contracts import EVENTS
from shared.rules.regulation import Doing, Role

TEMPLATES = Path(__file__).parents[2] / "services/board/web/templates"


@pytest.mark.parametrize(
    ("table", "all_of_them"),
    [
        (words.DOINGS, Doing),
        (words.AWAITED, Doing),
        (words.STATES, State),
        (words.STATES_BACK, State),
        (words.ROLES, Role),
        (words.EVENTS, EVENTS),
    ],
)
def test_every_code_has_words(table, all_of_them):
    assert set(all_of_them) <= set(table)


def test_a_step_is_told_by_what_it_does():
    said = words.of_entry("office.step-taken.v1", Doing.EXAMINE)

    assert said == words.DOINGS[Doing.EXAMINE]


def test_an_event_without_a_step_is_told_by_itself():
    said = words.of_entry("accumulation.packet-arrived.v1", None)

    assert said.ru == "Пакет прибыл"


def test_a_warning_names_the_step_that_was_not_taken():
    said = words.of_entry("board.case-overdue.v1", Doing.SIGN)

    assert said.ru == "Срок шага истёк: подписание"
    assert said.kk == "Қадам мерзімі өтті: қол қою"


def test_an_event_that_has_no_words_yet_is_told_by_its_name():
    assert words.of_entry("office.case-extended.v1", None).en == "office.case-extended.v1"


def test_the_way_back_has_words_of_its_own():
    there, back = (words.of_state(State.ON_THE_WAY, back=way) for way in (False, True))

    assert there.ru == "Документы в пути в отдел"
    assert back.ru == "Результат в пути"


def test_a_case_of_which_only_a_packet_was_heard_is_in_progress():
    assert words.of_state(None, back=False).en == "In progress"


def test_pages_say_only_what_has_words_and_no_words_are_left_over():
    said = set()
    for template in TEMPLATES.glob("*.html"):
        said |= set(re.findall(r'say\("([a-z-]+)"', template.read_text("utf-8")))
    in_code = {"no-page", "wrong-request", "no-database"}

    assert said | in_code == set(TEXTS)


def test_a_page_speaks_kazakh_to_those_who_ask_and_russian_to_others():
    assert (text("sign-in", "kk"), text("sign-in", "ru")) == ("Кіру", "Войти")
