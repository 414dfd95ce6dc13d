"""When a term ends, and why."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from shared.rules.calendar import Calendar, DayChange, Hours, office_calendar, psc_calendar
from shared.rules.explanation import SENTENCES, Reason, Words
from shared.rules.regulation import Term, Unit
from shared.rules.terms import (
    Due,
    due,
)

ALMATY = ZoneInfo("Asia/Almaty")
OFFICE, PSC = office_calendar(), psc_calendar()


def at(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ALMATY)


def a_term(value: int | None, unit: Unit) -> Term:
    return Term(value=value, unit=unit, text="as the act says")


def minutes(value: int) -> Term:
    return a_term(value, Unit.MINUTE)


def working_days(value: int) -> Term:
    return a_term(value, Unit.WORKING_DAY)


def calendar_days(value: int) -> Term:
    return a_term(value, Unit.CALENDAR_DAY)


def rules(answer: Due) -> list[str]:
    return [reason.rule for reason in answer.why]


def days(answer: Due, rule: str) -> list[date | None]:
    return [reason.day for reason in answer.why if reason.rule == rule]


@pytest.mark.parametrize(
    ("calendar", "value", "since", "expected"),
    [
        pytest.param(OFFICE, 30, at(1, 15, 10), at(1, 15, 10, 30), id="within a morning"),
        pytest.param(OFFICE, 30, at(1, 15, 12, 50), at(1, 15, 14, 20), id="over lunch"),
        pytest.param(OFFICE, 10, at(1, 15, 12, 50), at(1, 15, 13), id="up to lunch"),
        pytest.param(OFFICE, 30, at(1, 15, 13, 30), at(1, 15, 14, 30), id="from lunch"),
        pytest.param(PSC, 30, at(1, 15, 12, 50), at(1, 15, 13, 20), id="a PSC has no lunch"),
        pytest.param(OFFICE, 30, at(1, 16, 17, 50), at(1, 19, 9, 20), id="over a weekend"),
        pytest.param(PSC, 30, at(1, 16, 18, 50), at(1, 17, 9, 20), id="a PSC works on Saturday"),
        pytest.param(OFFICE, 30, at(1, 17, 11), at(1, 19, 9, 30), id="come on a Saturday"),
        pytest.param(OFFICE, 30, at(3, 20, 17, 50), at(3, 26, 9, 20), id="over Nauryz"),
        pytest.param(PSC, 30, at(3, 20, 18, 50), at(3, 25, 9, 20), id="over Nauryz at a PSC"),
        pytest.param(OFFICE, 0, at(1, 17, 11), at(1, 19, 9), id="nothing, from the next opening"),
        pytest.param(
            PSC,
            30,
            at(2, 29, 18, 50, year=2024),
            at(3, 1, 9, 20, year=2024),
            id="over the change of clocks",
        ),
    ],
)
def test_minutes_run_in_working_time_only(
    calendar: Calendar, value: int, since: datetime, expected: datetime
) -> None:
    answer = due(minutes(value), since, calendar)

    assert answer.at == expected


def test_hours_run_in_working_time_only() -> None:
    term = a_term(8, Unit.HOUR)

    answer = due(term, at(1, 15, 12), OFFICE)

    assert answer.at == at(1, 16, 12)


@pytest.mark.parametrize(
    ("calendar", "value", "since", "expected"),
    [
        pytest.param(OFFICE, 3, at(1, 12, 10), at(1, 15, 18), id="within a week"),
        pytest.param(OFFICE, 1, at(1, 16, 10), at(1, 19, 18), id="over a weekend"),
        pytest.param(PSC, 1, at(1, 16, 10), at(1, 17, 19), id="a PSC works on Saturday"),
        pytest.param(OFFICE, 3, at(3, 19, 10), at(3, 27, 18), id="over Nauryz"),
        pytest.param(PSC, 3, at(3, 19, 10), at(3, 26, 19), id="over Nauryz at a PSC"),
        pytest.param(OFFICE, 0, at(1, 15, 10), at(1, 15, 18), id="the same day"),
        pytest.param(OFFICE, 1, at(1, 15, 18), at(1, 16, 18), id="come at closing"),
        pytest.param(OFFICE, 1, at(1, 15, 18, 1), at(1, 19, 18), id="come after closing"),
        pytest.param(OFFICE, 1, at(1, 17, 10), at(1, 20, 18), id="come on a Saturday"),
    ],
)
def test_working_days_do_not_count_the_day_of_the_beginning(
    calendar: Calendar, value: int, since: datetime, expected: datetime
) -> None:
    answer = due(working_days(value), since, calendar)

    assert answer.at == expected


@pytest.mark.parametrize(
    ("value", "since", "expected"),
    [
        pytest.param(10, at(1, 12, 10), at(1, 22, 18), id="ends on a working day"),
        pytest.param(5, at(1, 12, 10), at(1, 19, 18), id="rolls from Saturday to Monday"),
        pytest.param(5, at(3, 16, 10), at(3, 26, 18), id="rolls over Nauryz"),
    ],
)
def test_calendar_days_count_all_days_and_end_on_a_working_one(
    value: int, since: datetime, expected: datetime
) -> None:
    answer = due(calendar_days(value), since, OFFICE)

    assert answer.at == expected


@pytest.mark.parametrize(
    ("value", "since", "expected"),
    [
        pytest.param(1, at(1, 12, 10), at(2, 12, 18), id="the same day of the next month"),
        pytest.param(1, at(1, 30, 10), at(3, 2, 18), id="28 February is a Saturday"),
        pytest.param(1, at(1, 31, 10, year=2024), at(2, 29, 18, year=2024), id="a leap year"),
        pytest.param(3, at(11, 12, 10, year=2025), at(2, 12, 18), id="into the next year"),
    ],
)
def test_a_month_ends_on_the_same_date_or_the_last_one(
    value: int, since: datetime, expected: datetime
) -> None:
    answer = due(a_term(value, Unit.MONTH), since, OFFICE)

    assert answer.at == expected


@pytest.mark.parametrize(
    ("calendar", "times", "expected"),
    [
        (PSC, 3, at(1, 15, 13, 20)),
        (PSC, 2, at(1, 15, 15)),
        (PSC, 1, at(1, 16, 10)),
        (OFFICE, 2, at(1, 15, 15)),
        (OFFICE, 7, at(1, 15, 11, 8)),
    ],
)
def test_rounds_are_spread_evenly_over_a_working_day(
    calendar: Calendar, times: int, expected: datetime
) -> None:
    term = a_term(times, Unit.TIMES_PER_DAY)

    answer = due(term, at(1, 15, 10), calendar)

    assert answer.at == expected


@pytest.mark.parametrize(
    "term",
    [
        None,
        a_term(1, Unit.OTHER),
        a_term(None, Unit.OTHER),
        a_term(None, Unit.WORKING_DAY),
        a_term(-1, Unit.MINUTE),
        a_term(0, Unit.TIMES_PER_DAY),
    ],
)
def test_no_date_is_invented_where_the_act_states_no_countable_term(term: Term | None) -> None:
    answer = due(term, at(1, 15, 10), OFFICE)

    assert answer.at is None
    assert rules(answer) == ["no-countable-term"]


def test_minutes_explain_lunch_and_days_off() -> None:
    answer = due(a_term(2, Unit.HOUR), at(1, 16, 12, 50), OFFICE)
    longer = due(a_term(8, Unit.HOUR), at(1, 16, 12, 50), OFFICE)

    assert rules(answer) == ["hours-in-working-time", "skipped-lunch"]
    assert rules(longer) == [
        "hours-in-working-time",
        "skipped-day-off",
        "skipped-day-off",
        "skipped-lunch",
    ]


def test_working_days_name_the_holidays_they_skip() -> None:
    answer = due(working_days(3), at(3, 19, 10), OFFICE)

    assert [reason.say("ru") for reason in answer.why] == [
        "День начала (19.03.2026) в срок не входит: счёт идёт со следующего дня.",
        "Считаются рабочие дни: 3.",
        "21.03.2026 — праздник: Наурыз мейрамы.",
        "22.03.2026 — праздник: Наурыз мейрамы.",
        "23.03.2026 — праздник: Наурыз мейрамы.",
        "24.03.2026 — нерабочий день за праздник, выпавший на день отдыха: Наурыз мейрамы.",
        "25.03.2026 — нерабочий день за праздник, выпавший на день отдыха: Наурыз мейрамы.",
    ]


def test_calendar_days_explain_only_the_days_they_roll_over() -> None:
    answer = due(calendar_days(12), at(1, 12, 10), OFFICE)

    assert days(answer, "skipped-day-off") == [date(2026, 1, 24), date(2026, 1, 25)]
    assert days(answer, "rolled-to-working-day") == [date(2026, 1, 26)]


def test_what_comes_outside_working_time_says_from_when_it_is_counted() -> None:
    answer = due(minutes(30), at(1, 17, 11), OFFICE)

    assert days(answer, "counted-from-opening") == [date(2026, 1, 19)]
    assert days(answer, "skipped-day-off") == [date(2026, 1, 17), date(2026, 1, 18)]


def test_a_day_with_other_hours_says_so() -> None:
    eve = date(2026, 1, 15)
    change = DayChange(
        eve, working=None, hours=Hours(time(9), time(12)), why=Words("учения", "жаттығу", "a drill")
    )
    calendar = office_calendar(changes={eve: change})

    short, long = (due(term, at(1, 14, 17), calendar) for term in (working_days(1), minutes(300)))

    assert (short.at, long.at) == (at(1, 15, 12), at(1, 16, 10))
    assert days(short, "shortened-day") == days(long, "shortened-day") == [eve]


def test_a_due_keeps_the_place_in_the_act() -> None:
    answer = due(minutes(30), at(1, 15, 10), OFFICE, cite="прил. 7")

    assert answer.cite == "прил. 7"


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
@pytest.mark.parametrize("rule", SENTENCES)
def test_every_reason_has_a_sentence_in_every_language(rule: str, language: str) -> None:
    reason = Reason(rule, date(2026, 1, 15), Words("имя", "аты", "name"), 7)

    sentence = reason.say(language)

    assert sentence.endswith(".")
    assert "{" not in sentence


def test_the_day_of_acceptance_can_be_outside_a_term_of_minutes() -> None:
    answer = due(minutes(30), at(1, 16, 10), OFFICE, exclude_first_day=True)

    assert answer.at == at(1, 19, 9, 30)
    assert days(answer, "acceptance-day-excluded") == [date(2026, 1, 16)]
    assert "skipped-lunch" not in rules(answer)
