"""To whom a file is given."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest

from services.office.domain.desk import Turn, turn
from services.office.domain.file import Call
from services.office.domain.resolution import (
    AllottedElsewhere,
    ExecutorMissing,
    ExecutorNotHere,
    NotYourCase,
    check_executor,
    check_own,
    pick,
)
from shared.rules.regulation import Role
from shared.rules.route import Way
from tests.office.builders import CHILD_ALLOWANCE, EXECUTOR, SOMEBODY, a_file, a_way

SECTORS = a_way("4 office_head resolve", "5 sector_head allot", "6 office_executor examine")


@dataclass(frozen=True)
class Colleague:
    account: UUID
    login: str
    roles: frozenset[str]


DINARA = Colleague(EXECUTOR, "dinara", frozenset({"office_executor"}))
BOLAT = Colleague(SOMEBODY, "bolat", frozenset({"office_head"}))


def a_resolution(way: Way, awaits: str) -> Turn:
    return turn(a_file(awaits=awaits), way, Call.RESOLUTION)


def test_a_resolution_that_gives_the_file_away_names_the_executor():
    with pytest.raises(ExecutorMissing):
        check_executor(a_resolution(CHILD_ALLOWANCE, "5:resolve"), None)


def test_where_a_sector_head_allots_the_head_names_nobody():
    check_executor(a_resolution(SECTORS, "4:resolve"), None)

    with pytest.raises(AllottedElsewhere):
        check_executor(a_resolution(SECTORS, "4:resolve"), "dinara")


@pytest.mark.parametrize("who", ["dinara", str(EXECUTOR)])
def test_an_executor_is_named_by_login_or_account(who: str):
    assert pick(who, [BOLAT, DINARA], Role.OFFICE_EXECUTOR) is DINARA


@pytest.mark.parametrize("who", ["bolat", "stranger"])
def test_only_a_colleague_in_the_executing_role_can_be_named(who: str):
    with pytest.raises(ExecutorNotHere):
        pick(who, [BOLAT, DINARA], Role.OFFICE_EXECUTOR)


def test_where_the_act_names_nobody_in_particular_any_colleague_can_be_named():
    assert pick("bolat", [BOLAT], Role.OTHER) is BOLAT


def test_only_the_named_executor_examines():
    file = a_file(awaits="6:examine", executor=EXECUTOR)
    examine = CHILD_ALLOWANCE.named("6:examine")

    check_own(file, CHILD_ALLOWANCE, examine, EXECUTOR)

    with pytest.raises(NotYourCase):
        check_own(file, CHILD_ALLOWANCE, examine, SOMEBODY)
