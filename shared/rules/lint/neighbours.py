"""A regulation beside its neighbours: near-copies that differ, fragments of another service."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from shared.rules.lint.amounts import amounts, kinds_of_days, say, say_term
from shared.rules.lint.cites import at, both
from shared.rules.lint.fault import Fault, Faults, Library, Rule, Weight, name_of, rule_among
from shared.rules.lint.wording import words_of
from shared.rules.regulation import Action, Regulation, Schedule

# Fewer copies have no custom that one of them could break.
_COPIES: Final = 3
# So many words in a row are no coincidence.
_FRAGMENT: Final = 4


@rule_among("copy-differs-in-term", Weight.DIFFERENCE)
def copy_differs_in_term(regulation: Regulation, library: Library) -> Faults:
    """An action is worded as in other regulations of the act, and has another term than most."""
    customs = _customs(_of_act(regulation, library))
    for route in regulation.routes:
        for action in route.actions:
            custom = customs.get(_wording(action), Counter())
            usual, count = next(iter(custom.most_common(1)), ("", 0))
            here = _term(action)
            if count >= _COPIES and custom[here] * 2 <= count and here != usual:
                what = (
                    f"{name_of(route)}: action {action.n} takes {here}, "
                    f"in {count} regulations {usual}"
                )
                yield Fault(what, at(route, action))


@rule_among("hours-differ-in-act", Weight.DIFFERENCE)
def hours_differ_in_act(regulation: Regulation, library: Library) -> Faults:
    """The same kind of site has other hours than in most regulations of the act."""
    for schedule in regulation.schedules:
        custom = Counter(
            _hours(other)
            for neighbour in _of_act(regulation, library)
            for other in neighbour.schedules
            if other.channel == schedule.channel
        )
        usual, count = next(iter(custom.most_common(1)), ("", 0))
        here = _hours(schedule)
        if count >= _COPIES and custom[here] * 2 <= count and here != usual:
            what = f"{schedule.channel}: {here}; in {count} regulations of the act {usual}"
            yield Fault(what, schedule.cite)


@rule_among("same-service-counts-otherwise", Weight.DIFFERENCE)
def same_service_counts_otherwise(regulation: Regulation, library: Library) -> Faults:
    """The same service takes other days in another act: another number, or another kind of them."""
    for other in library.regulations:
        if other.service != regulation.service or other.key >= regulation.key:
            continue
        for route in regulation.routes:
            twin = other.route(route.channel)
            here = amounts(route.actions)
            there = amounts(twin.actions) if twin else Counter()
            if twin and [(u, here[u]) for u in kinds_of_days(here)] != [
                (u, there[u]) for u in kinds_of_days(there)
            ]:
                what = f"{name_of(route)}: {say(here)}; in {other.key} {say(there)}"
                yield Fault(what, both(route.source, f"{other.key} {twin.source}"))


@rule_among("another-service", Weight.CONTRADICTION)
def another_service(regulation: Regulation, library: Library) -> Faults:
    """The text speaks of another service: words of its title were left in when it was copied."""
    own = words_of(" ".join((regulation.title, *(r.name for r in regulation.results))))
    for other in library.regulations:
        if other.lang == regulation.lang and other.service != regulation.service:
            fragments = _runs(words_of(other.title)) - _runs(own)
            for text, cite in _texts(regulation):
                if found := fragments & _runs(words_of(text)):
                    words = " ".join(min(found))
                    yield Fault(f"“…{words}…” is of {other.key} (“{other.title}”)", cite)
                    break


RULES: tuple[Rule, ...] = (
    copy_differs_in_term, hours_differ_in_act, same_service_counts_otherwise, another_service,
)  # fmt: skip


def _of_act(regulation: Regulation, library: Library) -> Iterator[Regulation]:
    return (other for other in library.regulations if other.act == regulation.act)


def _wording(action: Action) -> tuple[str, ...]:
    return (action.role, *action.does, *words_of(action.action))


def _term(action: Action) -> str:
    return say_term(action.term) if action.term else "no term"


def _customs(regulations: Iterable[Regulation]) -> dict[tuple[str, ...], Counter[str]]:
    """For each wording of an action, how many regulations give it which term."""
    customs: dict[tuple[str, ...], Counter[str]] = {}
    for regulation in regulations:
        said = {(_wording(a), _term(a)) for route in regulation.routes for a in route.actions}
        for wording, term in said:
            customs.setdefault(wording, Counter())[term] += 1
    return customs


def _hours(schedule: Schedule) -> str:
    lunch = f"lunch {schedule.lunch}" if schedule.lunch else "no lunch"
    return f"{schedule.hours or 'no hours'}, {lunch}"


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    """Every few words in a row."""
    return {tuple(words[n : n + _FRAGMENT]) for n in range(len(words) - _FRAGMENT + 1)}


def _texts(regulation: Regulation) -> Iterator[tuple[str, str]]:
    for stage in regulation.stages:
        yield stage.action, stage.cite
    for route in (*regulation.routes, *regulation.alternative_routes):
        for action in route.actions:
            yield action.action, at(route, action)
            yield action.completion or "", at(route, action)
    for step in regulation.electronic_steps:
        yield step.action, step.cite
