"""What a route does, and in which order."""

from __future__ import annotations

from collections.abc import Iterator

from shared.rules.lint.cites import at, listed
from shared.rules.lint.fault import Fault, Faults, Rule, Weight, rule_of_route
from shared.rules.lint.wording import PREPARING, text_of
from shared.rules.regulation import Action, AlternativeRoute, Doing, Route


@rule_of_route("not-accepted-first", Weight.CONTRADICTION)
def not_accepted_first(route: Route) -> Faults:
    """The route does not begin with taking the papers."""
    first = route.actions[0]
    if Doing.ACCEPT not in first.does and not _before_acceptance(route):
        yield Fault(f"it begins with {listed(first.does)}", at(route, first))


@rule_of_route("never-registered", Weight.GAP)
def never_registered(route: Route) -> Faults:
    """Nobody registers the incoming papers."""
    yield from _never(route, Doing.REGISTER, "nothing is registered")


@rule_of_route("never-signed", Weight.CONTRADICTION)
def never_signed(route: Route) -> Faults:
    """A result is handed out that nobody signs."""
    yield from _never(route, Doing.SIGN, "nothing is signed")


@rule_of_route("signed-before-drafted", Weight.CONTRADICTION, variants=True)
def signed_before_drafted(route: Route) -> Faults:
    """The result is signed before it is drafted, or is never drafted at all."""
    sign, draft = _first(route, Doing.SIGN), _first(route, Doing.DRAFT)
    if sign and draft is None:
        yield Fault(f"action {sign.n} signs, nothing drafts", at(route, sign))
    elif sign and draft and _place(route, Doing.SIGN) < _place(route, Doing.DRAFT):
        what = f"action {sign.n} signs before action {draft.n} drafts"
        yield Fault(what, at(route, sign, draft))


@rule_of_route("prepared-after-signature", Weight.CONTRADICTION, variants=True)
def prepared_after_signature(route: Route) -> Faults:
    """By the words of the table the result is prepared in an action behind the signature."""
    sign = _first(route, Doing.SIGN)
    behind = route.actions[route.actions.index(sign) + 1 :] if sign else ()
    for action in behind:
        if PREPARING.search(text_of(action)) or Doing.DRAFT in action.does:
            what = f"action {action.n} prepares what was signed before: “{action.action}”"
            yield Fault(what, at(route, action))


@rule_of_route("handed-out-before-signature", Weight.CONTRADICTION, variants=True)
def handed_out_before_signature(route: Route) -> Faults:
    """The result is handed out, or given back to where it is handed out, before it is signed."""
    sign = _first(route, Doing.SIGN)
    for doing in (Doing.RETURN, Doing.HAND_OUT):
        given = _first(route, doing)
        if sign and given and _place(route, doing) < _place(route, Doing.SIGN):
            what = f"{doing} in action {given.n}, signature in action {sign.n}"
            yield Fault(what, at(route, given, sign))


@rule_of_route("signed-twice", Weight.DIFFERENCE)
def signed_twice(route: Route) -> Faults:
    """The same result is signed in two actions."""
    signing = [action for action in route.actions if Doing.SIGN in action.does]
    if len({action.n for action in signing}) > 1:
        yield Fault(f"signed in actions {listed(a.n for a in signing)}", at(route, *signing))


@rule_of_route("never-examined", Weight.GAP)
def never_examined(route: Route) -> Faults:
    """A result is made, and neither an executor nor a commission looks into the papers."""
    examined = {Doing.EXAMINE, Doing.REVIEW} & {d for a in route.actions for d in a.does}
    if not examined:
        yield Fault("nobody examines the papers", route.source)


@rule_of_route("never-reaches-applicant", Weight.GAP, variants=True)
def never_reaches_applicant(route: Route) -> Faults:
    """The route ends without handing the result out and without a message to the applicant."""
    ends = {Doing.HAND_OUT, Doing.INFORM}
    if not any(ends & set(action.does) for action in route.actions):
        last = route.actions[-1]
        what = f"it ends with {listed(last.does)} of {last.role}"
        yield Fault(what, at(route, last))


@rule_of_route("handed-out-before-end", Weight.DIFFERENCE)
def handed_out_before_end(route: Route) -> Faults:
    """The table goes on after the result was handed out."""
    handed_out = _first(route, Doing.HAND_OUT)
    behind = route.actions[route.actions.index(handed_out) + 1 :] if handed_out else ()
    if handed_out and behind and not _first(route, Doing.DISPATCH):
        what = f"handed out in action {handed_out.n}, then {listed(a.n for a in behind)}"
        yield Fault(what, at(route, handed_out, *behind))


@rule_of_route("completion-missing", Weight.DIFFERENCE)
def completion_missing(route: Route) -> Faults:
    """Most actions of a table say what completes them, and some do not."""
    without = [action for action in route.actions if action.completion is None]
    if without and len(without) * 2 < len(route.actions):
        numbers = listed(dict.fromkeys(action.n for action in without))
        yield Fault(f"no completion for {numbers}", at(route, *without))


RULES: tuple[Rule, ...] = (
    not_accepted_first, never_registered, never_signed, signed_before_drafted,
    prepared_after_signature, handed_out_before_signature, signed_twice, never_examined,
    never_reaches_applicant, handed_out_before_end, completion_missing,
)  # fmt: skip


def _doings(route: Route) -> Iterator[tuple[Action, Doing]]:
    return ((action, doing) for action in route.actions for doing in action.does)


def _first(route: Route, wanted: Doing) -> Action | None:
    return next((action for action, doing in _doings(route) if doing is wanted), None)


def _place(route: Route, wanted: Doing) -> int:
    return next(place for place, (_, doing) in enumerate(_doings(route)) if doing is wanted)


def _never(route: Route, doing: Doing, what: str) -> Faults:
    if _first(route, doing) is None and not isinstance(route, AlternativeRoute):
        yield Fault(what, route.source)


def _before_acceptance(route: Route) -> bool:
    """On a portal the applicant signs in and fills a form before anything is taken."""
    return any(Doing.ACCEPT in action.does for action in route.actions[1:])
