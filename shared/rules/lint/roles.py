"""Who is listed, who acts, and under which name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shared.rules.lint.cites import at, both, listed, of
from shared.rules.lint.fault import Fault, Faults, Rule, Weight, name_of, rule
from shared.rules.lint.wording import words_of
from shared.rules.regulation import Action, Regulation, Role, Route, Stage

# Not units of the structure: nobody would list them.
_OUTSIDE = (Role.APPLICANT, Role.OTHER)
_COMMISSIONS = (Role.PRECINCT_COMMISSION, Role.SPECIAL_COMMISSION, Role.COMMISSION)


@rule("role-not-listed", Weight.CONTRADICTION)
def role_not_listed(regulation: Regulation) -> Faults:
    """A role acts in a route and is not in the act's list of structural units (SFE)."""
    listed_roles = {unit.role for unit in regulation.sfe}
    for role, places in _acting(regulation).items():
        if regulation.sfe and role not in listed_roles and role not in _OUTSIDE:
            what = f"{role} acts and is not in the list of units"
            yield Fault(what, both(*places, *(unit.cite for unit in regulation.sfe[:1])))


@rule("role-never-acts", Weight.CONTRADICTION)
def role_never_acts(regulation: Regulation) -> Faults:
    """The act lists a structural unit (SFE) that acts in none of its routes."""
    acting = _acting(regulation)
    for unit in regulation.sfe:
        if acting and unit.role not in acting:
            yield Fault(f"{unit.role} (“{unit.name}”) is listed and never acts", unit.cite)


@rule("name-not-listed", Weight.DIFFERENCE)
def name_not_listed(regulation: Regulation) -> Faults:
    """A table calls a unit by a name that the list of units does not have."""
    names = {tuple(words_of(unit.name)) for unit in regulation.sfe}
    roles = {unit.role for unit in regulation.sfe}
    for name, (route, actions) in _names(regulation).items():
        known = tuple(words_of(name)) in names
        if not known and actions[0].role in roles - {Role.INFORMATION_SYSTEM}:
            units = [unit for unit in regulation.sfe if unit.role is actions[0].role]
            what = f"“{name}” in the table, “{listed(u.name for u in units)}” in the list of units"
            yield Fault(what, both(at(route, *actions), of(*units)))


@rule("role-only-in-text", Weight.CONTRADICTION)
def role_only_in_text(regulation: Regulation) -> Faults:
    """A role acts in the stages that the text tells and not in the table of that channel."""
    for route, stages in _told(regulation):
        done = {action.role for action in route.actions}
        spoken = {s.role: s for s in stages if s.role not in done and s.role not in _OUTSIDE}
        for role, stage in spoken.items():
            what = f"{name_of(route)}: {role} acts in the text, not in the table"
            yield Fault(what, both(stage.cite, route.source))


@rule("role-only-in-table", Weight.CONTRADICTION)
def role_only_in_table(regulation: Regulation) -> Faults:
    """A role acts in the table of a channel and not in the stages that the text tells of it."""
    for route, stages in _told(regulation):
        electronic = {s.role for s in regulation.electronic_steps if s.channel is route.channel}
        told = {stage.role for stage in stages} | electronic | set(_OUTSIDE)
        for role in dict.fromkeys(action.role for action in route.actions):
            if role not in told:
                acts = [action for action in route.actions if action.role is role]
                what = f"{name_of(route)}: {role} acts in the table, not in the text"
                yield Fault(what, both(at(route, *acts), stages[0].cite))


@rule("refusal-by-others", Weight.DIFFERENCE)
def refusal_by_others(regulation: Regulation) -> Faults:
    """A refusal goes through other hands than an approval on the same channel.

    A refusal on substance takes the same signatures as an approval.
    """
    for variant in regulation.alternative_routes:
        route = regulation.route(variant.channel)
        if variant.when != "refusal" or route is None:
            continue
        usual, here = _hands(route), _hands(variant)
        if usual != here:
            what = f"{variant.channel} refusal: {listed(here)}; approval: {listed(usual)}"
            yield Fault(what, both(variant.source, route.source))


@rule("review-without-commission", Weight.CONTRADICTION)
def review_without_commission(regulation: Regulation) -> Faults:
    """A commission is listed for the service, and a route leaves its review to somebody else."""
    commissions = [unit for unit in regulation.sfe if unit.role in _COMMISSIONS]
    for route in regulation.routes:
        if commissions and not any(action.role in _COMMISSIONS for action in route.actions):
            what = f"{name_of(route)}: no action of “{commissions[0].name}”"
            yield Fault(what, both(of(*commissions), route.source))


RULES: tuple[Rule, ...] = (
    role_not_listed, role_never_acts, name_not_listed, role_only_in_text, role_only_in_table,
    refusal_by_others, review_without_commission,
)  # fmt: skip


def _acting(regulation: Regulation) -> dict[Role, list[str]]:
    places: dict[Role, list[str]] = {}
    for route in (*regulation.routes, *regulation.alternative_routes):
        for action in route.actions:
            places.setdefault(action.role, []).append(route.source)
    return places


def _names(regulation: Regulation) -> dict[str, tuple[Route, list[Action]]]:
    """Every name that stands at an action, with the first route that has it."""
    names: dict[str, tuple[Route, list[Action]]] = {}
    for route in (*regulation.routes, *regulation.alternative_routes):
        for action in route.actions:
            if action.name and names.setdefault(action.name, (route, []))[0] is route:
                names[action.name][1].append(action)
    return names


def _told(regulation: Regulation) -> Iterator[tuple[Route, list[Stage]]]:
    """Each route with the stages of its channel, where the text tells any."""
    for route in regulation.routes:
        stages = [stage for stage in regulation.stages if stage.channel is route.channel]
        if stages:
            yield route, stages


def _hands(route: Route) -> list[str]:
    """Roles in the order of the table; what one does in a row is one pair of hands."""
    roles = (action.role for action in route.actions)
    return list(_without_repeats(roles))


def _without_repeats(roles: Iterable[Role]) -> Iterable[str]:
    before: Role | None = None
    for role in roles:
        if role is not before:
            yield role
        before = role
