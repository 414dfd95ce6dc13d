"""Terms: what the whole service may take against what its steps take, and how they are counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from shared.rules.counting import count_of
from shared.rules.lint.amounts import (
    DAYS,
    LONG_MONTH,
    Amounts,
    amounts,
    counted,
    exceed,
    fill,
    kinds_of_days,
    minutes,
    say,
    say_term,
)
from shared.rules.lint.cites import at, both, listed, whole
from shared.rules.lint.fault import Fault, Faults, Rule, Weight, name_of, rule, rule_of_route
from shared.rules.lint.wording import figures_and_words
from shared.rules.regulation import Action, Doing, Regulation, Route, Unit, WholeTerm


@rule("steps-longer-than-term", Weight.CONTRADICTION)
def steps_longer_than_term(regulation: Regulation) -> Faults:
    """The steps of a channel add up to more than the term that the act states for the service.

    Minutes and hours are compared with a term of minutes or hours, days with a term of days; where
    kinds of days differ, only what must be true on any calendar counts. The steps of acceptance
    and of issue are left out where the act puts their days outside the term.
    """
    for route, term, total in _measured(regulation):
        if exceed(total, term.value or 0, term.unit or Unit.OTHER):
            what = f"{name_of(route)}: {say(total)}, the whole term is {say_term(term)}"
            yield Fault(what, both(term.cite, route.source))


@rule("steps-fill-term", Weight.CONTRADICTION)
def steps_fill_term(regulation: Regulation) -> Faults:
    """The days of the steps take all of the stated term, and steps of hours or minutes remain."""
    for route, term, total in _measured(regulation):
        if minutes(total) and fill(total, term.value or 0, term.unit or Unit.OTHER):
            what = f"{name_of(route)}: {say(total)} leave no room in {say_term(term)}"
            yield Fault(what, both(term.cite, route.source))


@rule("term-twice-the-steps", Weight.DIFFERENCE)
def term_twice_the_steps(regulation: Regulation) -> Faults:
    """The stated term is more than twice what all steps of the channel take together."""
    for route, term, total in _measured(regulation):
        longest = sum(total[unit] for unit in DAYS) + (1 if minutes(total) else 0)
        if term.unit in DAYS and longest and longest * 2 < (term.value or 0):
            what = f"{name_of(route)}: the whole term is {say_term(term)}, steps take {say(total)}"
            yield Fault(what, both(term.cite, route.source))


@rule("step-longer-than-serving", Weight.CONTRADICTION)
def step_longer_than_serving(regulation: Regulation) -> Faults:
    """Taking the papers takes longer in the table than the act allows for serving one person."""
    for route, limit in product(regulation.routes, regulation.serving):
        action = route.actions[0]
        if limit.channel not in (route.channel, "any") or Doing.ACCEPT not in action.does:
            continue
        if action.term and exceed(amounts([action]), limit.minutes, Unit.MINUTE):
            what = (
                f"{name_of(route)}: action {action.n} takes {say_term(action.term)}, "
                f"serving is limited to {counted(limit.minutes, Unit.MINUTE)}"
            )
            yield Fault(what, both(limit.cite, at(route, action)))


@rule("other-kind-of-days", Weight.CONTRADICTION)
def other_kind_of_days(regulation: Regulation) -> Faults:
    """The whole term counts one kind of days, the steps another (working against calendar)."""
    for route, term, _ in _measured(regulation):
        other = [
            action
            for action in route.actions
            if action.term and action.term.unit in DAYS and action.term.unit is not term.unit
        ]
        if term.unit in DAYS and other:
            terms = _term_by_term(other)
            what = f"{name_of(route)}: the whole term is {say_term(term)}, steps take {terms}"
            yield Fault(what, both(term.cite, at(route, *other)))


@rule_of_route("mixed-units", Weight.CONTRADICTION)
def mixed_units(route: Route) -> Faults:
    """One route counts its steps in more than one kind of days: working, calendar, bare.

    Minutes and hours beside days are usual and no fault.
    """
    timed = [action for action in route.actions if action.term and action.term.unit in DAYS]
    if len(kinds_of_days(amounts(timed))) > 1:
        yield Fault(f"days of several kinds: {_term_by_term(timed)}", at(route, *timed))


@rule_of_route("uncountable-term", Weight.GAP, variants=True)
def uncountable_term(route: Route) -> Faults:
    """The term of a step cannot be counted: a bare day, a schedule that lies elsewhere."""
    for action in route.actions:
        if action.term is not None and count_of(action.term) is None:
            yield Fault(f"action {action.n}: “{action.term.text}”", at(route, action))


@rule_of_route("step-without-term", Weight.GAP)
def step_without_term(route: Route) -> Faults:
    """A step has no term in a table that gives terms to the others.

    The steps of a portal's screens stand outside the tables and have none.
    """
    numbers = {action.n for action in route.actions if action.term}
    without = [a for a in route.actions if a.term is None and a.n > min(numbers, default=a.n)]
    if without:
        numbers_without = listed(dict.fromkeys(action.n for action in without))
        yield Fault(f"no term for {numbers_without}", at(route, *without))


@rule_of_route("figure-against-words", Weight.CONTRADICTION, variants=True)
def figure_against_words(route: Route) -> Faults:
    """A term is printed in figures and in words, and they are not the same number."""
    for action in route.actions:
        for figure, words in figures_and_words(action.term.text) if action.term else ():
            if words not in (figure, None) and action.term:
                yield Fault(f"action {action.n}: “{action.term.text}”", at(route, action))


@rule("term-not-stated", Weight.GAP)
def term_not_stated(regulation: Regulation) -> Faults:
    """The act states no whole term that can be counted: it is derived from the route."""
    if not any(count_of(term) for term in regulation.terms):
        elsewhere = listed(dict.fromkeys(term.source for term in regulation.terms))
        what = f"no whole term is stated here{f' (only: {elsewhere})' if elsewhere else ''}"
        cites = (term.cite for term in regulation.terms)
        yield Fault(what, both(*cites) or whole(regulation))


@rule("channel-without-term", Weight.GAP)
def channel_without_term(regulation: Regulation) -> Faults:
    """The act states a whole term for some of its channels and forgets another."""
    stated = [term for term in regulation.terms if count_of(term)]
    channels = {term.channel for term in stated}
    for offered in regulation.channels:
        if stated and not channels & {offered.code, "any"}:
            places = both(offered.cite, *(term.cite for term in stated))
            yield Fault(f"no whole term for the channel {offered.code}", places)


RULES: tuple[Rule, ...] = (
    steps_longer_than_term, steps_fill_term, term_twice_the_steps, step_longer_than_serving,
    other_kind_of_days, mixed_units, uncountable_term, step_without_term,
    figure_against_words, term_not_stated, channel_without_term,
)  # fmt: skip


def _measured(regulation: Regulation) -> Iterator[tuple[Route, WholeTerm, Amounts]]:
    for route in regulation.routes:
        term = _longest_term(regulation, route)
        if term is not None:
            yield route, term, amounts(_inside(route, term))


def _term_by_term(actions: Iterable[Action]) -> str:
    return listed(f"{action.n}: {say_term(action.term)}" for action in actions if action.term)


def _longest_term(regulation: Regulation, route: Route) -> WholeTerm | None:
    """Of several terms of a channel, for different cases, the longest: doubt is in its favour."""
    stated = [
        term
        for term in regulation.terms
        if count_of(term) and term.channel in (route.channel, "any")
    ]
    return max(stated, key=_length, default=None)


def _length(term: WholeTerm) -> int:
    value = term.value or 0
    per_unit = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.MONTH: 1440 * LONG_MONTH}
    return value * per_unit.get(term.unit or Unit.OTHER, 1440)


def _inside(route: Route, term: WholeTerm) -> list[Action]:
    """The actions that the term covers."""
    if not term.excludes_acceptance_and_issue_day:
        return list(route.actions)
    outside = (Doing.ACCEPT, Doing.HAND_OUT)
    return [a for a in route.actions if not any(doing in outside for doing in a.does)]
