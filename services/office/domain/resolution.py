"""The resolution: the head's order to an executor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar
from uuid import UUID

from services.office.domain.desk import Turn, executors_own
from services.office.domain.file import File
from shared.rules.broken import Forbidden, Invalid
from shared.rules.regulation import Doing, Role
from shared.rules.route import Step, Way


class ExecutorMissing(Invalid):
    """Name the executor: this step gives the file to somebody."""

    code = "executor-missing"
    ru = "Укажите исполнителя: этим действием дело передаётся в работу."
    kk = "Орындаушыны көрсетіңіз: бұл әрекетпен іс орындауға беріледі."


class ExecutorNotHere(Invalid):
    """Nobody called {executor} works here as {role}."""

    code = "executor-not-here"
    ru = "Здесь нет работника {executor} в роли {role}."
    kk = "Мұнда {role} рөлінде {executor} деген қызметкер жоқ."


class AllottedElsewhere(Invalid):
    """In this route the executor is named by another step, not by the resolution."""

    code = "allotted-elsewhere"
    ru = "По этому маршруту исполнителя определяет другое действие, а не резолюция."
    kk = "Бұл бағытта орындаушыны бұрыштама емес, басқа әрекет белгілейді."


class NotYourCase(Forbidden):
    """This file was given to another executor."""

    code = "not-your-case"
    ru = "Это дело поручено другому исполнителю."
    kk = "Бұл іс басқа орындаушыға тапсырылған."


class Colleague(Protocol):
    @property
    def account(self) -> UUID: ...
    @property
    def login(self) -> str: ...
    @property
    def roles(self) -> frozenset[str]: ...


C = TypeVar("C", bound=Colleague)


def check_executor(turn: Turn, executor: str | None) -> None:
    """An executor is named by the step that allots, and by no other."""
    if turn.takes(Doing.ALLOT) and not executor:
        raise ExecutorMissing(field="executor")
    if executor and not turn.takes(Doing.ALLOT):
        raise AllottedElsewhere(field="executor")


def pick(who: str, people: Iterable[C], role: Role, field: str = "executor") -> C:
    """The colleague with this login or account, if they work in that role."""
    for person in people:
        if who in (person.login, str(person.account)) and _works_as(role, person):
            return person
    raise ExecutorNotHere(executor=who[:100], role=role, field=field)


def _works_as(role: Role, person: Colleague) -> bool:
    return role is Role.OTHER or role in person.roles


def check_own(file: File, way: Way, step: Step, account: UUID) -> None:
    if executors_own(file, way, step) and file.executor != account:
        raise NotYourCase
