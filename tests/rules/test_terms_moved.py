"""The term of a whole service, and one that was extended, or stopped and resumed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shared.rules.calendar import office_calendar, psc_calendar
from shared.rules.regulation import Term, Unit, WholeTerm
from shared.rules.terms import (
    AlreadyStopped,
    Clock,
    Due,
    ExtensionKind,
    NotStopped,
    ResumedTooEarly,
    due,
    extend,
    resume,
    stop,
    whole_term_due,
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


def a_whole_term(value: int, unit: Unit) -> WholeTerm:
    return WholeTerm(
        channel="psc",
        scope=None,
        value=value,
        unit=unit,
        excludes_acceptance_and_issue_day=True,
        source="here",
        cite="п. 10",
    )


def test_days_of_acceptance_and_issue_are_outside_the_term_at_a_psc() -> None:
    term = a_whole_term(10, Unit.WORKING_DAY)

    answer = whole_term_due(term, at(1, 12, 10), PSC, excludes_acceptance_and_issue_day=True)

    assert answer.at == at(1, 24, 19)
    assert days(answer, "acceptance-day-excluded") == [date(2026, 1, 12)]
    assert days(answer, "issue-day-excluded") == [date(2026, 1, 24)]


def test_an_office_that_says_nothing_issues_on_the_last_day_of_the_term() -> None:
    term = a_whole_term(10, Unit.WORKING_DAY)

    answer = whole_term_due(term, at(1, 12, 10), OFFICE, excludes_acceptance_and_issue_day=False)

    assert answer.at == at(1, 26, 18)
    assert "issue-day-excluded" not in rules(answer)


def test_the_day_of_issue_explains_the_days_off_before_it() -> None:
    term = a_whole_term(4, Unit.WORKING_DAY)

    answer = whole_term_due(term, at(1, 12, 10), OFFICE, excludes_acceptance_and_issue_day=True)

    assert answer.at == at(1, 19, 18)
    assert days(answer, "skipped-day-off") == [date(2026, 1, 17), date(2026, 1, 18)]


def test_no_day_is_outside_a_term_that_is_shorter_than_one() -> None:
    term = a_whole_term(30, Unit.MINUTE)

    answer = whole_term_due(term, at(1, 12, 10), PSC, excludes_acceptance_and_issue_day=True)

    assert answer.at == at(1, 12, 10, 30)


@pytest.mark.parametrize(
    ("kind", "expected", "rule"),
    [
        (ExtensionKind.ADDS, at(1, 29, 18), "extended"),
        (ExtensionKind.PROLONGS, at(1, 29, 18), "step-prolonged"),
        (ExtensionKind.REPLACES, at(1, 26, 18), "term-replaced"),
    ],
)
def test_a_term_is_extended_in_three_ways(
    kind: ExtensionKind, expected: datetime, rule: str
) -> None:
    old = due(working_days(3), at(1, 12, 10), OFFICE, cite="п. 10")

    new = extend(old, working_days(10), OFFICE, kind, cite="п. 12")

    assert (new.at, new.cite) == (expected, "п. 12")
    assert days(new, rule) == [date(2026, 1, 15)]


def test_a_term_extended_by_a_month_goes_on_from_its_own_last_day() -> None:
    rolled_from_saturday_the_17th = due(calendar_days(5), at(1, 12, 10), OFFICE)

    new = extend(rolled_from_saturday_the_17th, a_term(1, Unit.MONTH), OFFICE, ExtensionKind.ADDS)

    assert new.at == at(2, 17, 18)


def test_minutes_are_added_in_working_time() -> None:
    old = due(minutes(30), at(1, 16, 17), OFFICE)

    new = extend(old, minutes(60), OFFICE, ExtensionKind.PROLONGS)

    assert new.at == at(1, 19, 9, 30)
    assert days(new, "skipped-day-off") == [date(2026, 1, 17), date(2026, 1, 18)]


def test_an_extension_without_a_countable_term_changes_no_date() -> None:
    old = due(working_days(3), at(1, 12, 10), OFFICE)

    new = extend(old, None, OFFICE, ExtensionKind.ADDS)

    assert new.at == old.at
    assert rules(new)[-1] == "no-countable-term"


@pytest.mark.parametrize("term", [working_days(3), minutes(30)])
def test_nothing_can_be_added_to_a_term_without_a_date(term: Term) -> None:
    old = due(None, at(1, 12, 10), OFFICE)

    new = extend(old, term, OFFICE, ExtensionKind.ADDS)

    assert new.at is None


def test_a_term_without_a_date_can_be_replaced_by_one_that_has() -> None:
    old = due(None, at(1, 12, 10), OFFICE)

    new = extend(old, working_days(3), OFFICE, ExtensionKind.REPLACES)

    assert new.at == at(1, 15, 18)


def test_a_term_whose_beginning_is_unknown_cannot_be_replaced() -> None:
    old = Due(at(1, 12, 18), (), None)

    with pytest.raises(ValueError, match="beginning"):
        extend(old, working_days(3), OFFICE, ExtensionKind.REPLACES)


@pytest.mark.parametrize(
    ("term", "stopped", "resumed", "expected"),
    [
        pytest.param(
            minutes(120), at(1, 15, 11), at(1, 15, 15), at(1, 15, 16), id="working time, not lunch"
        ),
        pytest.param(
            working_days(5), at(1, 13, 10), at(1, 15, 10), at(1, 21, 18), id="working days"
        ),
        pytest.param(
            working_days(5), at(1, 16, 10), at(1, 19, 10), at(1, 20, 18), id="a weekend is one day"
        ),
        pytest.param(
            calendar_days(10), at(1, 14, 10), at(2, 3, 10), at(2, 11, 18), id="calendar days"
        ),
        pytest.param(
            calendar_days(5), at(1, 13, 10), at(1, 14, 10), at(1, 19, 18), id="rolled, still Monday"
        ),
        pytest.param(
            a_term(1, Unit.MONTH), at(1, 14, 10), at(1, 24, 10), at(2, 23, 18), id="a month"
        ),
    ],
)
def test_what_remained_when_the_clock_stopped_remains_when_it_resumes(
    term: Term, stopped: datetime, resumed: datetime, expected: datetime
) -> None:
    since = at(1, 15, 10) if term.unit is Unit.MINUTE else at(1, 12, 10)
    clock = Clock(due(term, since, OFFICE), term.unit, OFFICE)

    clock = resume(stop(clock, stopped), resumed)

    assert clock.due.at == expected
    assert rules(clock.due).count("stopped") == rules(clock.due).count("resumed") == 1


def test_a_term_that_was_overdue_when_it_stopped_stays_overdue() -> None:
    clock = Clock(due(working_days(1), at(1, 12, 10), OFFICE), Unit.WORKING_DAY, OFFICE)

    later = resume(stop(clock, at(1, 14, 10)), at(2, 14, 10))

    assert later == clock


def test_a_night_in_which_the_clock_stood_explains_nothing() -> None:
    clock = Clock(due(minutes(120), at(1, 15, 17), OFFICE), Unit.MINUTE, OFFICE)

    later = resume(stop(clock, at(1, 15, 20)), at(1, 15, 22))

    assert later == clock


def test_a_term_without_a_date_has_none_after_a_stop() -> None:
    clock = Clock(due(None, at(1, 15, 17), OFFICE), Unit.OTHER, OFFICE)

    later = resume(stop(clock, at(1, 15, 17)), at(1, 16, 17))

    assert later.due.at is None


def test_a_stopped_clock_cannot_be_stopped_again() -> None:
    clock = stop(Clock(Due(at(1, 15, 18), (), None), Unit.MINUTE, OFFICE), at(1, 15, 10))

    with pytest.raises(AlreadyStopped):
        stop(clock, at(1, 15, 11))


def test_a_running_clock_cannot_be_resumed() -> None:
    clock = Clock(Due(at(1, 15, 18), (), None), Unit.MINUTE, OFFICE)

    with pytest.raises(NotStopped):
        resume(clock, at(1, 15, 11))


def test_a_clock_cannot_be_resumed_before_it_stopped() -> None:
    clock = stop(Clock(Due(at(1, 15, 18), (), None), Unit.MINUTE, OFFICE), at(1, 15, 10))

    with pytest.raises(ResumedTooEarly):
        resume(clock, at(1, 15, 10) - timedelta(minutes=1))
