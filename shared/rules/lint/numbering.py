"""Numbers of actions, and the numbers of the actions that are to follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from shared.rules.lint.amounts import say_term
from shared.rules.lint.cites import at, listed
from shared.rules.lint.fault import Fault, Faults, Rule, Weight, rule, rule_of_route
from shared.rules.regulation import Action, ElectronicStep, Regulation, Route, Stage


@rule_of_route("next-nowhere", Weight.CONTRADICTION, variants=True)
def next_nowhere(route: Route) -> Faults:
    """An action names as its next one a number that the table does not have."""
    numbers = _numbers(route)
    for action in _pointing(route):
        if action.next not in numbers:
            what = f"action {action.n} points to {action.next}, which does not exist"
            yield Fault(what, at(route, action))


@rule_of_route("next-itself", Weight.CONTRADICTION, variants=True)
def next_itself(route: Route) -> Faults:
    """An action names itself as the next one."""
    for action in _pointing(route):
        if action.next == action.n:
            yield Fault(f"action {action.n} points to itself", at(route, action))


@rule_of_route("next-backwards", Weight.CONTRADICTION, variants=True)
def next_backwards(route: Route) -> Faults:
    """An action names an earlier one as the next: the case would go round for ever."""
    for action in _pointing(route):
        if action.next is not None and action.next < action.n:
            what = f"action {action.n} points back to {action.next}"
            yield Fault(what, at(route, action))


@rule_of_route("next-skips", Weight.CONTRADICTION, variants=True)
def next_skips(route: Route) -> Faults:
    """An action names a next one and passes over actions that lie between."""
    numbers = _numbers(route)
    for action in _pointing(route):
        skipped = [n for n in numbers if action.n < n < (action.next or 0)]
        if skipped and action.next in numbers:
            what = f"action {action.n} points to {action.next} and skips {listed(skipped)}"
            yield Fault(what, at(route, action))


@rule_of_route("next-missing", Weight.GAP, variants=True)
def next_missing(route: Route) -> Faults:
    """A table prints the next action for some of its actions and not for others before the end."""
    last = route.actions[-1].n
    silent = [a for a in route.actions if a.next is None and a.n != last]
    if silent and any(_pointing(route)):
        numbers = listed(dict.fromkeys(action.n for action in silent))
        yield Fault(f"no next action is printed for {numbers}", at(route, *silent))


@rule_of_route("unreachable-action", Weight.CONTRADICTION, variants=True)
def unreachable_action(route: Route) -> Faults:
    """Following the printed numbers of next actions from the first one, an action is never reached.

    Where no number is printed, or one that does not exist, the action below it is taken as meant.
    """
    reached = _reached(route)
    lost = [action for action in route.actions if action.n not in reached]
    if lost:
        numbers = listed(dict.fromkeys(action.n for action in lost))
        yield Fault(f"the printed next actions never reach {numbers}", at(route, *lost))


@rule_of_route("number-twice", Weight.CONTRADICTION, variants=True)
def number_twice(route: Route) -> Faults:
    """Two different actions bear one number."""
    for n, group in _same_number(route):
        if len({action.role for action in group}) > 1:
            roles = listed(dict.fromkeys(action.role for action in group))
            yield Fault(f"{n} is the number of actions of {roles}", at(route, group[0]))


@rule_of_route("several-terms", Weight.DIFFERENCE)
def several_terms(route: Route) -> Faults:
    """One action has several terms in one cell."""
    for n, group in _same_number(route):
        terms = [action.term for action in group if action.term]
        if len({action.role for action in group}) == 1 and len({t.text for t in terms}) > 1:
            words = listed(say_term(term) for term in terms)
            yield Fault(f"action {n} has several terms: {words}", at(route, group[0]))


@rule_of_route("numbers-out-of-order", Weight.DIFFERENCE, variants=True)
def numbers_out_of_order(route: Route) -> Faults:
    """The number of an action is smaller than that of the action before it."""
    for before, action in pairwise(route.actions):
        if action.n < before.n:
            yield Fault(f"{action.n} stands behind {before.n}", at(route, before, action))


@rule("missing-number", Weight.CONTRADICTION)
def missing_number(regulation: Regulation) -> Faults:
    """A table leaves out a number between its first and its last action.

    One table may serve two channels: a number is missing only if no route out of it has it.
    """
    tables: dict[str, set[int]] = {}
    for route in (*regulation.routes, *regulation.alternative_routes):
        tables.setdefault(route.source, set()).update(_numbers(route))
    for source, numbers in tables.items():
        if missing := _left_out(numbers):
            yield Fault(f"the table has no action {listed(missing)}", source)


@rule("stage-numbers", Weight.DIFFERENCE)
def stage_numbers(regulation: Regulation) -> Faults:
    """The stages of one channel leave out a number or have one twice."""
    channels = dict.fromkeys(stage.channel for stage in regulation.stages)
    for channel in channels:
        stages = [stage for stage in regulation.stages if stage.channel == channel]
        for words in _disorder([stage.n for stage in stages]):
            yield Fault(f"{channel} stages: {words}", _span(stages))


@rule("electronic-step-numbers", Weight.DIFFERENCE)
def electronic_step_numbers(regulation: Regulation) -> Faults:
    """Processes or conditions of an electronic flow leave out a number or have one twice."""
    flows = dict.fromkeys((step.channel, step.kind) for step in regulation.electronic_steps)
    for flow in flows:
        steps = [s for s in regulation.electronic_steps if (s.channel, s.kind) == flow]
        numbers = [int(step.n) for step in steps if step.n.isdecimal()]
        for words in _disorder(numbers):
            yield Fault(f"{flow[0]} {flow[1]} steps: {words}", _span(steps))


RULES: tuple[Rule, ...] = (
    next_nowhere, next_itself, next_backwards, next_skips, next_missing, unreachable_action,
    number_twice, several_terms, numbers_out_of_order, missing_number, stage_numbers,
    electronic_step_numbers,
)  # fmt: skip


def _numbers(route: Route) -> list[int]:
    return sorted({action.n for action in route.actions})


def _pointing(route: Route) -> Iterator[Action]:
    return (action for action in route.actions if action.next is not None)


def _reached(route: Route) -> set[int]:
    numbers = _numbers(route)
    following = dict(pairwise(dict.fromkeys(action.n for action in route.actions)))
    pointed: dict[int, set[int]] = {}
    for action in route.actions:
        named = action.next if action.next in numbers else following.get(action.n)
        pointed.setdefault(action.n, set()).update(set() if named is None else {named})
    reached: set[int] = set()
    waiting = [route.actions[0].n]
    while waiting:
        n = waiting.pop()
        if n not in reached:
            reached.add(n)
            waiting += pointed.get(n, ())
    return reached


def _same_number(route: Route) -> Iterator[tuple[int, list[Action]]]:
    ordered = sorted(route.actions, key=lambda action: action.n)
    for n, group in groupby(ordered, key=lambda action: action.n):
        actions = list(group)
        if len(actions) > 1:
            yield n, actions


def _left_out(numbers: Iterable[int]) -> list[int]:
    present = set(numbers)
    return [n for n in range(1, max(present, default=0)) if n not in present]


def _disorder(numbers: list[int]) -> Iterator[str]:
    if missing := _left_out(numbers):
        yield f"{listed(missing)} missing"
    if twice := sorted({n for n in numbers if numbers.count(n) > 1}):
        yield f"{listed(twice)} printed more than once"


def _span(facts: list[Stage] | list[ElectronicStep]) -> str:
    first, last = facts[0].cite, facts[-1].cite
    return first if first == last else f"{first} – {last}"
