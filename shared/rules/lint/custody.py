"""Papers on the way: collected, listed, carried, taken over, carried back."""

from __future__ import annotations

from shared.rules.lint.amounts import counted, say_term
from shared.rules.lint.cites import at, both, of
from shared.rules.lint.fault import Fault, Faults, Rule, Weight, name_of, rule, rule_of_route
from shared.rules.lint.wording import REGISTER, text_of
from shared.rules.regulation import Action, Channel, Doing, Regulation, Role, Route, Unit


@rule_of_route("dispatched-never-received", Weight.GAP, variants=True)
def dispatched_never_received(route: Route) -> Faults:
    """Papers are dispatched, and nobody takes them over at the other end."""
    for place, action in enumerate(route.actions):
        if Doing.DISPATCH in action.does and not _does(route.actions[place:], Doing.RECEIVE):
            yield Fault(f"action {action.n} dispatches, nobody receives", at(route, action))


@rule_of_route("dispatched-without-register", Weight.GAP, variants=True)
def dispatched_without_register(route: Route) -> Faults:
    """A centre dispatches papers and draws up no register before.

    The register comes before the hand-over; the words of the table do not mention one.
    """
    outgoing = _outgoing(route)
    if route.channel is Channel.PSC and outgoing:
        before = route.actions[: route.actions.index(outgoing) + 1]
        packed = _does(before, Doing.PACK)
        if not packed or not any(REGISTER.search(text_of(action)) for action in before):
            yield Fault(f"no register before action {outgoing.n}", at(route, outgoing))


@rule_of_route("returned-never-taken-in", Weight.GAP, variants=True)
def returned_never_taken_in(route: Route) -> Faults:
    """A result goes back to where the papers came from, and nobody takes it in there."""
    taken_in = (Doing.SHELVE, Doing.RECEIVE)
    for place, action in enumerate(route.actions):
        behind = route.actions[place:]
        back = route.channel is Channel.PSC and Doing.RETURN in action.does
        if back and not any(_does(behind, doing) for doing in taken_in):
            yield Fault(f"action {action.n} returns, nobody takes in", at(route, action))


@rule_of_route("way-back-without-accumulation", Weight.GAP, variants=True)
def way_back_without_accumulation(route: Route) -> Faults:
    """The accumulation inspector sends papers to the office and has no part in their way back."""
    back = next((a for a in route.actions if Doing.RETURN in a.does), None)
    if back is None:
        return
    place = route.actions.index(back)
    there, here = route.actions[:place], route.actions[place:]
    accumulation = Role.PSC_ACCUMULATION_INSPECTOR
    if any(a.role is accumulation for a in there) and not any(a.role is accumulation for a in here):
        yield Fault(f"from action {back.n} on, no accumulation inspector", at(route, back))


@rule("handed-out-by-accumulation", Weight.CONTRADICTION)
def handed_out_by_accumulation(regulation: Regulation) -> Faults:
    """The accumulation department hands a result to the applicant, which is the window's act."""
    for route in (*regulation.routes, *regulation.alternative_routes):
        for action in route.actions:
            accumulation = action.role is Role.PSC_ACCUMULATION_INSPECTOR
            if accumulation and Doing.HAND_OUT in action.does:
                what = f"{name_of(route)}: the accumulation inspector hands out in {action.n}"
                yield Fault(what, at(route, action))


@rule("dispatched-too-seldom", Weight.CONTRADICTION)
def dispatched_too_seldom(regulation: Regulation) -> Faults:
    """The table dispatches less often than the text obliges the courier to go."""
    courier = regulation.courier
    for route in regulation.routes:
        outgoing = _outgoing(route)
        term = outgoing.term if outgoing else None
        if courier and outgoing and term and not _often_enough(outgoing, courier.per_day_min):
            what = (
                f"{name_of(route)}: action {outgoing.n} dispatches {say_term(term)}, "
                f"the courier goes at least {counted(courier.per_day_min, Unit.TIMES_PER_DAY)}"
            )
            yield Fault(what, both(courier.cite, at(route, outgoing)))


@rule("courier-without-action", Weight.GAP)
def courier_without_action(regulation: Regulation) -> Faults:
    """The act speaks of a courier, and none acts in its tables or is listed among its units."""
    acting = {action.role for route in regulation.routes for action in route.actions}
    if regulation.courier and Role.COURIER not in acting:
        yield Fault("a courier goes, and has no action in any table", of(regulation.courier))


RULES: tuple[Rule, ...] = (
    dispatched_never_received, dispatched_without_register, returned_never_taken_in,
    way_back_without_accumulation, handed_out_by_accumulation, dispatched_too_seldom,
    courier_without_action,
)  # fmt: skip


def _does(actions: tuple[Action, ...], doing: Doing) -> bool:
    return any(doing in action.does for action in actions)


def _outgoing(route: Route) -> Action | None:
    """The first action that sends papers away."""
    return next((action for action in route.actions if Doing.DISPATCH in action.does), None)


def _often_enough(action: Action, per_day: int) -> bool:
    """Frequencies compare with frequencies; a term in hours says nothing about how often."""
    term = action.term
    if term is None or term.value is None or term.unit in (Unit.MINUTE, Unit.HOUR):
        return True
    return term.unit is Unit.TIMES_PER_DAY and term.value >= per_day
