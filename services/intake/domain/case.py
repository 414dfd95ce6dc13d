"""A case as the window sees it: accepted, then ready, then handed out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from shared.rules.broken import Conflict, Forbidden, Invalid
from shared.rules.identifiers import Code, Kind
from shared.rules.regulation import Channel


class State(StrEnum):
    ACCEPTED = "accepted"
    READY = "ready"
    HANDED_OUT = "handed_out"


MOVES: dict[State, frozenset[State]] = {
    State.ACCEPTED: frozenset({State.READY}),
    State.READY: frozenset({State.HANDED_OUT}),
    State.HANDED_OUT: frozenset(),
}


class NotReady(Conflict):
    """The result is not at the window yet."""

    code = "result-not-ready"
    ru = "Результат ещё не поступил к окну."
    kk = "Нәтиже терезеге әлі келген жоқ."


class HandedOutAlready(Conflict):
    """The result was handed out already."""

    code = "handed-out-already"
    ru = "Результат уже выдан."
    kk = "Нәтиже беріліп қойған."


class WrongPerson(Forbidden):
    """The result may be handed only to the person named on the receipt."""

    code = "wrong-person"
    ru = "Результат выдаётся только лицу, указанному в расписке."
    kk = "Нәтиже қолхатта көрсетілген адамға ғана беріледі."


class NoDocuments(Invalid):
    """At least one document is accepted with an application."""

    code = "no-documents"
    ru = "Не принят ни один документ."
    kk = "Бірде-бір құжат қабылданбады."


@dataclass(frozen=True, slots=True)
class Case:
    id: UUID
    receipt: Code
    regulation: str
    edition: date
    channel: Channel
    centre: str
    office: str
    state: State
    awaits: str | None
    accepted_at: datetime
    due_at: datetime | None
    version: int
    shelf: str | None = None
    # What the office decided, once it is heard of.
    outcome: str | None = None

    @property
    def number(self) -> str:
        return str(self.receipt)

    @property
    def file(self) -> str:
        return str(self.receipt.of_kind(Kind.FILE))

    @property
    def result(self) -> str:
        return str(self.receipt.of_kind(Kind.RESULT))


def move(case: Case, to: State, awaits: str | None, shelf: str | None = None) -> Case:
    if to not in MOVES[case.state]:
        raise HandedOutAlready if case.state is State.HANDED_OUT else NotReady
    return replace(
        case, state=to, awaits=awaits, version=case.version + 1, shelf=shelf or case.shelf
    )


def decide(case: Case, outcome: str) -> Case:
    return replace(case, outcome=outcome)


def check_recipient(shown_iin: str, applicant_iin: str) -> None:
    if shown_iin != applicant_iin:
        raise WrongPerson(field="iin")
