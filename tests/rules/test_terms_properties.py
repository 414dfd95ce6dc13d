"""What holds for every term, at every moment, on every calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from shared.rules.calendar import Calendar, office_calendar, psc_calendar
from shared.rules.changes import changes_from
from shared.rules.regulation import Term, Unit
from shared.rules.terms import Clock, Due, ExtensionKind, due, extend, resume, stop

MOVED = changes_from(
    [
        {
            "year": 2024,
            "moved": [
                {"rest": "2024-05-08", "worked": "2024-05-04", "source": "a decree"},
                {"rest": "2025-01-03", "worked": "2025-01-05", "source": "an order"},
            ],
            "hours": [
                {
                    "day": "2024-03-07",
                    "opens": "10:00",
                    "closes": "15:30",
                    "why": {"ru": "канун", "kk": "қарсаңы", "en": "the eve"},
                    "source": "an order",
                }
            ],
        }
    ]
)

# Half a year before the change of clocks to a year and a half behind it.
moments = st.datetimes(datetime(2023, 9, 1), datetime(2025, 9, 1), timezones=st.just(UTC))  # noqa: DTZ001
pauses = st.timedeltas(timedelta(), timedelta(days=60))
calendars = st.sampled_from(
    [
        office_calendar(),
        psc_calendar(),
        office_calendar(changes=MOVED),
        psc_calendar(changes=MOVED),
        office_calendar(timezone="Asia/Qyzylorda"),
    ]
)
MOST = {
    Unit.MINUTE: 3000,
    Unit.HOUR: 100,
    Unit.WORKING_DAY: 40,
    Unit.CALENDAR_DAY: 60,
    Unit.MONTH: 12,
    Unit.TIMES_PER_DAY: 10,
}
units = st.sampled_from(list(MOST))
SKIPPED = {
    "skipped-day-off",
    "skipped-holiday",
    "skipped-holiday-moved",
    "skipped-day-off-moved",
}


def a_term(value: int, unit: Unit) -> Term:
    return Term(value=value, unit=unit, text="as the act says")


@st.composite
def terms(draw: st.DrawFn, unit: st.SearchStrategy[Unit] = units) -> Term:
    chosen = draw(unit)
    return a_term(draw(st.integers(1, MOST[chosen])), chosen)


def date_of(answer: Due) -> datetime:
    assert answer.at is not None
    return answer.at


def skipped_days(answer: Due) -> list[date]:
    return [reason.day for reason in answer.why if reason.rule in SKIPPED and reason.day]


def days_off(calendar: Calendar, first: date, last: date) -> list[date]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if not calendar.intervals(day)]


@given(terms(), moments, pauses, calendars, st.booleans())
def test_what_begins_later_ends_no_earlier(
    term: Term, since: datetime, pause: timedelta, calendar: Calendar, exclude: bool
) -> None:
    early, late = (
        due(term, moment, calendar, exclude_first_day=exclude) for moment in (since, since + pause)
    )

    assert date_of(early) <= date_of(late)


@given(
    units.filter(lambda unit: unit is not Unit.TIMES_PER_DAY),
    st.integers(0, 60),
    st.integers(0, 60),
    moments,
    calendars,
)
def test_a_longer_term_ends_no_earlier(
    unit: Unit, value: int, more: int, since: datetime, calendar: Calendar
) -> None:
    short, long = (due(a_term(each, unit), since, calendar) for each in (value, value + more))

    assert date_of(short) <= date_of(long)


@given(st.integers(1, 10), st.integers(0, 10), moments, calendars)
def test_more_rounds_a_day_leave_no_longer_gap(
    times: int, more: int, since: datetime, calendar: Calendar
) -> None:
    few, many = (
        due(a_term(each, Unit.TIMES_PER_DAY), since, calendar) for each in (times, times + more)
    )

    assert date_of(many) <= date_of(few)


@given(terms(), moments, calendars, st.booleans())
def test_a_term_ends_in_working_time_and_not_before_it_began(
    term: Term, since: datetime, calendar: Calendar, exclude: bool
) -> None:
    answer = due(term, since, calendar, exclude_first_day=exclude)

    assert calendar.is_working_time(date_of(answer))
    assert date_of(answer) >= since


@given(
    st.sampled_from([Unit.MINUTE, Unit.HOUR, Unit.WORKING_DAY]),
    st.integers(0, 50),
    st.integers(0, 50),
    moments,
    calendars,
)
def test_a_term_behind_a_term_is_the_sum_of_both(
    unit: Unit, one: int, other: int, since: datetime, calendar: Calendar
) -> None:
    first = due(a_term(one, unit), since, calendar)

    second = due(a_term(other, unit), date_of(first), calendar)

    assert second.at == due(a_term(one + other, unit), since, calendar).at


@given(
    st.sampled_from([Unit.MINUTE, Unit.HOUR, Unit.WORKING_DAY, Unit.CALENDAR_DAY]),
    st.integers(0, 50),
    st.integers(0, 50),
    moments,
    calendars,
)
def test_an_extended_term_is_the_sum_of_both(
    unit: Unit, one: int, more: int, since: datetime, calendar: Calendar
) -> None:
    old = due(a_term(one, unit), since, calendar)

    new = extend(old, a_term(more, unit), calendar, ExtensionKind.ADDS)

    assert new.at == due(a_term(one + more, unit), since, calendar).at


@given(terms(), terms(), moments, calendars)
def test_a_replaced_term_is_the_new_term_since_the_same_beginning(
    old: Term, new: Term, since: datetime, calendar: Calendar
) -> None:
    replaced = extend(due(old, since, calendar), new, calendar, ExtensionKind.REPLACES)

    assert replaced.at == due(new, since, calendar).at


@given(st.integers(0, 3000), moments, calendars)
def test_minutes_are_the_working_time_between_beginning_and_end(
    value: int, since: datetime, calendar: Calendar
) -> None:
    answer = due(a_term(value, Unit.MINUTE), since, calendar)

    assert calendar.working_time_between(since, date_of(answer)) == timedelta(minutes=value)


@given(terms(), moments, calendars)
def test_a_stop_of_no_length_changes_nothing(
    term: Term, since: datetime, calendar: Calendar
) -> None:
    clock = Clock(due(term, since, calendar), term.unit, calendar)

    again = resume(stop(clock, since), since)

    assert again == clock


@given(terms(), moments, pauses, pauses, calendars)
def test_a_stop_never_brings_a_term_forward(
    term: Term, since: datetime, before: timedelta, pause: timedelta, calendar: Calendar
) -> None:
    clock = Clock(due(term, since, calendar), term.unit, calendar)

    later = resume(stop(clock, since + before), since + before + pause)

    assert date_of(later.due) >= date_of(clock.due)
    assert calendar.is_working_time(date_of(later.due))


@given(terms(), moments, pauses, pauses, calendars)
def test_a_longer_stop_never_brings_a_term_forward(
    term: Term, since: datetime, pause: timedelta, more: timedelta, calendar: Calendar
) -> None:
    clock = stop(Clock(due(term, since, calendar), term.unit, calendar), since)

    short, long = (resume(clock, since + length) for length in (pause, pause + more))

    assert date_of(short.due) <= date_of(long.due)


@given(terms(), moments, pauses, pauses, calendars)
def test_two_stops_one_behind_the_other_are_one_stop(
    term: Term, since: datetime, first: timedelta, second: timedelta, calendar: Calendar
) -> None:
    clock = Clock(due(term, since, calendar), term.unit, calendar)
    middle, end = since + first, since + first + second
    assume(since < date_of(clock.due))

    twice = resume(stop(resume(stop(clock, since), middle), middle), end)
    once = resume(stop(clock, since), end)

    assert replace(twice.due, why=()) == replace(once.due, why=())


@given(st.integers(1, 3000), st.integers(0, 100), moments, pauses, calendars)
def test_working_time_that_remained_at_a_stop_remains_behind_it(
    value: int, percent: int, since: datetime, pause: timedelta, calendar: Calendar
) -> None:
    clock = Clock(due(a_term(value, Unit.MINUTE), since, calendar), Unit.MINUTE, calendar)
    stopped = since + (date_of(clock.due) - since) * percent / 100
    remained = calendar.working_time_between(stopped, date_of(clock.due))
    assume(remained)

    later = resume(stop(clock, stopped), stopped + pause)

    assert calendar.working_time_between(stopped + pause, date_of(later.due)) == remained


@given(
    terms(st.sampled_from([Unit.MINUTE, Unit.HOUR, Unit.WORKING_DAY, Unit.TIMES_PER_DAY])),
    moments,
    calendars,
    st.booleans(),
)
def test_terms_in_working_time_and_days_name_exactly_the_days_they_skip(
    term: Term, since: datetime, calendar: Calendar, exclude: bool
) -> None:
    answer = due(term, since, calendar, exclude_first_day=exclude)

    first, last = calendar.local(since).date(), date_of(answer).date()
    assert skipped_days(answer) == days_off(calendar, first, last)


@given(terms(st.sampled_from([Unit.CALENDAR_DAY, Unit.MONTH])), moments, calendars)
def test_other_terms_name_exactly_the_days_they_were_rolled_over(
    term: Term, since: datetime, calendar: Calendar
) -> None:
    answer = due(term, since, calendar)

    came, begun = calendar.local(since).date(), calendar.next_working_moment(since).date()
    assert answer.last_day is not None
    assert skipped_days(answer) == [
        *days_off(calendar, came, begun),
        *days_off(calendar, answer.last_day, date_of(answer).date()),
    ]


@given(terms(st.just(Unit.WORKING_DAY)), moments, pauses, calendars)
def test_a_stopped_and_extended_term_names_every_day_once(
    term: Term, since: datetime, pause: timedelta, calendar: Calendar
) -> None:
    clock = stop(Clock(due(term, since, calendar), term.unit, calendar), since)

    later = extend(resume(clock, since + pause).due, term, calendar, ExtensionKind.ADDS)

    first, last = calendar.local(since).date(), date_of(later).date()
    assert skipped_days(later) == days_off(calendar, first, last)
