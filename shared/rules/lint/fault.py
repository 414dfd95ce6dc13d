"""What the lint finds, and how a rule is stated.

A rule is a function that looks at one regulation and yields faults; its docstring is the sentence
of the page docs/lint-rules.md. A rule knows no regulation by name: it finds, it is not told where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shared.rules.directories import Entry
from shared.rules.regulation import AlternativeRoute, Regulation, Route


class Weight(StrEnum):
    """How much a fault weighs."""

    CONTRADICTION = "contradiction"  # the act says two things that cannot both hold
    GAP = "gap"  # something that the way of a case needs is not stated
    DIFFERENCE = "difference"  # like things are stated differently


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where a rule is broken."""

    what: str
    cite: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with whose it is and which rule says so."""

    regulation: str
    rule: str
    what: str
    cite: str


@dataclass(frozen=True, slots=True)
class Library:
    """Everything beside the regulation that a rule may compare it with."""

    regulations: tuple[Regulation, ...] = ()
    # By act and file, as the regulations name them.
    directories: Mapping[tuple[str, str], tuple[Entry, ...]] = field(default_factory=dict)


Faults = Iterator[Fault]


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    weight: Weight
    words: str
    find: Callable[[Regulation, Library], Faults]


def rule(code: str, weight: Weight) -> Callable[[Callable[[Regulation], Faults]], Rule]:
    """A rule that needs nothing but the regulation."""

    def stated(find: Callable[[Regulation], Faults]) -> Rule:
        return Rule(code, weight, _words(find), lambda regulation, _library: find(regulation))

    return stated


def rule_among(
    code: str, weight: Weight
) -> Callable[[Callable[[Regulation, Library], Faults]], Rule]:
    """A rule that compares the regulation with its neighbours or reads its directories."""

    def stated(find: Callable[[Regulation, Library], Faults]) -> Rule:
        return Rule(code, weight, _words(find), find)

    return stated


def rule_of_route(
    code: str, weight: Weight, *, variants: bool = False
) -> Callable[[Callable[[Route], Faults]], Rule]:
    """A rule about a single route; with `variants`, about the alternative routes as well."""

    def stated(find: Callable[[Route], Faults]) -> Rule:
        def find_in_all(regulation: Regulation, _library: Library) -> Faults:
            routes = (*regulation.routes, *(regulation.alternative_routes if variants else ()))
            for route in routes:
                for fault in find(route):
                    yield Fault(f"{name_of(route)}: {fault.what}", fault.cite)

        return Rule(code, weight, _words(find), find_in_all)

    return stated


def name_of(route: Route) -> str:
    if isinstance(route, AlternativeRoute):
        return f"{route.channel} route ({route.when})"
    return f"{route.channel} route"


def _words(find: object) -> str:
    return " ".join((find.__doc__ or "").split())
