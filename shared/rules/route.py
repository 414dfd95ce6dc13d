"""The way of a case: the route of a regulation on one channel, taken step by step.

An action of the act's table does one or more things; each doing is a step. A case stands before
exactly one step, the awaited one. Taking it moves the case on; anything else is refused.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from shared.rules.broken import Conflict
from shared.rules.regulation import Doing, Role, Route, Term


class OutOfOrder(Conflict):
    """The case awaits “{awaited}”, not “{asked}”."""

    code = "step-out-of-order"
    ru = "По делу ожидается «{awaited}», а не «{asked}»."
    kk = "Іс бойынша «{asked}» емес, «{awaited}» күтілуде."


@dataclass(frozen=True, slots=True)
class Step:
    n: int
    doing: Doing
    role: Role
    term: Term | None
    # Which line of the table: a cell with two terms makes two lines of one number.
    line: int = 0

    def is_of_the_same_action(self, other: Step) -> bool:
        return (self.n, self.line) == (other.n, other.line)

    @property
    def name(self) -> str:
        return f"{self.n}:{self.doing}"


@dataclass(frozen=True)
class Way:
    """The steps of a route, in the order of the act's table."""

    steps: tuple[Step, ...]
    # The act offers the channel without a route: this is the nearest lawful one.
    derived: bool = False

    def named(self, name: str) -> Step:
        return next(step for step in self.steps if step.name == name)

    def after(self, step: Step) -> Step | None:
        """What the case awaits when this step is taken; `None` at the end."""
        place = self.steps.index(step) + 1
        return self.steps[place] if place < len(self.steps) else None

    def next_doing(self, doing: Doing, since: Step) -> Step | None:
        """The first step behind `since` that does this; `None` where the act forgets it."""
        behind = self.steps[self.steps.index(since) + 1 :]
        return next((step for step in behind if step.doing is doing), None)

    def movement(self, awaited: Step, doings: Collection[Doing]) -> tuple[Step, ...]:
        """The steps one person takes in one movement: the awaited one and those behind it in
        the same action, as long as they are among `doings`."""
        if awaited.doing not in doings:
            raise OutOfOrder(awaited=awaited.doing, asked=" + ".join(doings))
        taken = [awaited]
        step = self.after(awaited)
        while step and step.is_of_the_same_action(awaited) and step.doing in doings:
            taken.append(step)
            step = self.after(step)
        return tuple(taken)


def way_of(route: Route, *, derived: bool = False) -> Way:
    steps = (
        Step(action.n, doing, action.role, action.term, line)
        for line, action in enumerate(route.actions)
        for doing in action.does
    )
    return Way(tuple(steps), derived)
