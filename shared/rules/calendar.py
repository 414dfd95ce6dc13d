"""When one site works: its week, its hours, the country's holidays, and single days moved.

A moment of closing counts as inside working time. All arithmetic is on the site's wall clock:
the change of the country to UTC+5 on 1 March 2024 fell into a night and took no working time.
What a holiday or a decree does to a site depends on the site's week: a holiday on a Saturday
gives the next working day to an office that rests on Saturdays, and nothing to a PSC that works.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cached_property, partial
from itertools import pairwise
from types import MappingProxyType
from typing import Final, Literal
from zoneinfo import ZoneInfo

from shared.rules.broken import Invalid
from shared.rules.explanation import Words
from shared.rules.holidays import kazakhstan_holidays

Interval = tuple[datetime, datetime]

DAYS_OF_WEEK: Final = 7
ONE_DAY: Final = timedelta(days=1)
NO_TIME: Final = timedelta()


class WrongHours(Invalid):
    """A site opens before it closes, and its lunch lies between."""

    code = "wrong-hours"
    ru = "Начало работы должно быть раньше её окончания, а обед — между ними."
    kk = "Жұмыстың басталуы аяқталуынан ерте, ал түскі үзіліс екеуінің арасында болуы керек."


class WrongWeek(Invalid):
    """A week has seven days, and a site works on at least one of them."""

    code = "wrong-week"
    ru = "В неделе семь дней, и хотя бы один из них — рабочий."
    kk = "Аптада жеті күн бар, олардың кемінде біреуі — жұмыс күні."


@dataclass(frozen=True, slots=True)
class Hours:
    opens: time
    closes: time
    lunch: tuple[time, time] | None = None

    def __post_init__(self) -> None:
        bounds = (self.opens, *(self.lunch or ()), self.closes)
        if any(earlier >= later for earlier, later in pairwise(bounds)):
            raise WrongHours(field="hours")

    @property
    def spans(self) -> tuple[tuple[time, time], ...]:
        if self.lunch is None:
            return ((self.opens, self.closes),)
        return ((self.opens, self.lunch[0]), (self.lunch[1], self.closes))

    @property
    def length(self) -> timedelta:
        on = partial(datetime.combine, date.min)
        return sum((on(end) - on(begin) for begin, end in self.spans), NO_TIME)


@dataclass(frozen=True, slots=True)
class DayChange:
    """One day that is not what its place in the week says.

    `working` is None where only the hours differ. `instead_of` is the other day of a moved rest
    day; the pair means nothing to a site that does not rest on the day given up.
    """

    day: date
    working: bool | None
    hours: Hours | None
    why: Words
    instead_of: date | None = None


@dataclass(frozen=True, slots=True)
class Closure:
    """Why a site does not work on a day."""

    cause: Literal["day-off", "holiday", "holiday-moved", "day-off-moved"]
    name: Words | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """One day of one site, worked out."""

    intervals: tuple[Interval, ...]
    closed: Closure | None
    other_hours: Words | None = None

    @property
    def breaks(self) -> Iterator[Interval]:
        return ((before[1], behind[0]) for before, behind in pairwise(self.intervals))


@dataclass(frozen=True)
class Calendar:
    """When one site works. Days are worked out once and kept: terms are on a hot path."""

    name: str
    timezone: str
    week: tuple[Hours | None, ...]
    changes: Mapping[date, DayChange] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if len(self.week) != DAYS_OF_WEEK or not any(self.week):
            raise WrongWeek(field="week")
        object.__setattr__(self, "week", tuple(self.week))
        object.__setattr__(self, "changes", MappingProxyType(dict(self.changes)))

    @cached_property
    def zone(self) -> tzinfo:
        return ZoneInfo(self.timezone)

    @cached_property
    def full_day(self) -> timedelta:
        """The working time of the longest ordinary day of the week."""
        return max(hours.length for hours in self.week if hours)

    def local(self, moment: datetime) -> datetime:
        if moment.tzinfo is None:
            message = f"a moment without a time zone: {moment}"
            raise ValueError(message)
        return moment.astimezone(self.zone)

    def day(self, day: date) -> Day:
        known = self._days.get(day)
        if known is None:
            known = self._days[day] = self._work_out(day)
        return known

    def intervals(self, day: date) -> tuple[Interval, ...]:
        return self.day(day).intervals

    def works_on(self, day: date) -> bool:
        return self.day(day).closed is None

    def closing(self, day: date) -> datetime:
        """When a working day ends."""
        return self.day(day).intervals[-1][1]

    def working_day_from(self, day: date) -> date:
        """The day itself if it is worked, or else the first one behind it that is."""
        while not self.works_on(day):
            day += ONE_DAY
        return day

    def next_working_day(self, day: date) -> date:
        return self.working_day_from(day + ONE_DAY)

    def add_working_days(self, day: date, count: int) -> date:
        for _ in range(count):
            day = self.next_working_day(day)
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days lie behind `first`, up to and with `last`."""
        days = (last - first).days
        return sum(self.works_on(first + ONE_DAY * n) for n in range(1, days + 1))

    def is_working_time(self, moment: datetime) -> bool:
        here = self.local(moment)
        return any(opens <= here <= closes for opens, closes in self.intervals(here.date()))

    def next_working_moment(self, moment: datetime) -> datetime:
        """The moment itself if it is inside working time, or else the next opening."""
        here = self.local(moment)
        for opens, closes in self.intervals(here.date()):
            if here <= closes:
                return max(opens, here)
        return self.intervals(self.next_working_day(here.date()))[0][0]

    def add_working_time(self, moment: datetime, span: timedelta) -> datetime:
        """The moment at which `span` of working time has passed."""
        at = self.next_working_moment(moment)
        day = at.date()
        while True:
            for opens, closes in self.intervals(day):
                begins = max(opens, at)
                if begins + span <= closes:
                    return begins + span
                span -= max(closes - begins, NO_TIME)
            day += ONE_DAY

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        start, end = self.local(start), self.local(end)
        days = (end.date() - start.date()).days
        return sum(
            (
                max(min(closes, end) - max(opens, start), NO_TIME)
                for n in range(days + 1)
                for opens, closes in self.intervals(start.date() + ONE_DAY * n)
            ),
            NO_TIME,
        )

    @cached_property
    def _days(self) -> dict[date, Day]:
        return {}

    @cached_property
    def _holidays(self) -> dict[int, Mapping[date, Closure]]:
        return {}

    def _work_out(self, day: date) -> Day:
        change = self._change_on(day)
        closed = self._closure(day, change)
        if closed is not None:
            return Day((), closed)
        hours = (change and change.hours) or self._ordinary_hours(day, change)
        intervals = tuple(
            (datetime.combine(day, begin, self.zone), datetime.combine(day, end, self.zone))
            for begin, end in hours.spans
        )
        return Day(intervals, None, change.why if change and change.hours else None)

    def _change_on(self, day: date) -> DayChange | None:
        """The change of this day, unless it moves a rest day that this site does not have."""
        change = self.changes.get(day)
        if change is None or change.instead_of is None:
            return change
        given_up = change.day if change.working else change.instead_of
        return change if self._is_rest_day(given_up) else None

    def _is_rest_day(self, day: date) -> bool:
        """By the week and the law on holidays, before any decree."""
        return self.week[day.weekday()] is None or day in self._holidays_of(day.year)

    def _closure(self, day: date, change: DayChange | None) -> Closure | None:
        if change is not None and change.working is not None:
            return None if change.working else Closure("day-off-moved", change.why)
        holiday = self._holidays_of(day.year).get(day)
        if holiday is not None:
            return holiday
        return Closure("day-off") if self.week[day.weekday()] is None else None

    def _ordinary_hours(self, day: date, change: DayChange | None) -> Hours:
        """The hours of the weekday; a rest day that is worked takes those of its counterpart."""
        days = (day, change.instead_of) if change and change.instead_of else (day,)
        of_week = (self.week[each.weekday()] for each in days)
        return next(hours for hours in (*of_week, *self.week) if hours)

    def _holidays_of(self, year: int) -> Mapping[date, Closure]:
        known = self._holidays.get(year)
        if known is None:
            known = self._holidays[year] = self._work_out_holidays(year)
        return known

    def _work_out_holidays(self, year: int) -> Mapping[date, Closure]:
        holidays = kazakhstan_holidays(year)
        closed = {day: Closure("holiday", holiday.name) for day, holiday in holidays.items()}
        for day, holiday in holidays.items():
            if holiday.moves and self.week[day.weekday()] is None:
                closed[self._given_for(day, closed)] = Closure("holiday-moved", holiday.name)
        return closed

    def _given_for(self, holiday: date, closed: Mapping[date, Closure]) -> date:
        """The first day behind a holiday that would be worked otherwise."""
        day = holiday + ONE_DAY
        while day in closed or self.week[day.weekday()] is None or self._is_shut(day):
            day += ONE_DAY
        return day

    def _is_shut(self, day: date) -> bool:
        """Whether the site alone is closed; a rest day moved by decree is never given twice."""
        change = self.changes.get(day)
        return change is not None and change.working is False and change.instead_of is None


def psc_calendar(
    name: str = "psc",
    timezone: str = "Asia/Almaty",
    changes: Mapping[date, DayChange] | None = None,
) -> Calendar:
    """A public service centre: Monday to Saturday, without lunch."""
    hours = Hours(time(9), time(19))
    return Calendar(name, timezone, (*[hours] * 6, None), changes or {})


def office_calendar(
    name: str = "office",
    timezone: str = "Asia/Almaty",
    changes: Mapping[date, DayChange] | None = None,
) -> Calendar:
    """A government office: Monday to Friday, with lunch."""
    hours = Hours(time(9), time(18), (time(13), time(14)))
    return Calendar(name, timezone, (*[hours] * 5, None, None), changes or {})
