"""Every route of the catalogue goes through the office by its calls, from the desk to the issue."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.office.domain.desk import (
    call_for,
    delivered_to,
    desk_of,
    is_of_office,
    settle,
    turn,
)
from services.office.domain.file import Call, File, State, state_after
from shared.rules.regulation import Channel, Doing
from shared.rules.route import Step, Way
from tests.office.builders import a_file, every_way

MANY = 60


def arrive(way: Way) -> tuple[File, Step]:
    """As the office hears of a file: here at once, or when its packet was delivered."""
    step = settle(way, way.after(way.steps[0]))
    if step is not None and not is_of_office(way, step):
        step = delivered_to(way, step)
    assert step is not None
    return a_file(state=State.ARRIVED, awaits=step.name), step


def work(way: Way) -> tuple[File, list[Call]]:
    """Do with a file whatever it awaits, until the office has issued the result."""
    file, step = arrive(way)
    done: list[Call] = []
    while file.state is not State.ISSUED and len(done) < MANY:
        if not is_of_office(way, step):
            # An akim sent it on: the packet brings it to the office.
            step = delivered_to(way, step) or step
            file = replace(file, awaits=step.name)
        assert desk_of(file, way, step) is not None, step.name
        taken = turn(file, way, call_for(way, step))
        done.append(taken.call)
        step = settle(way, way.after(taken.taken[-1])) or step
        file = replace(file, state=state_after(file, taken.state), awaits=step.name)
    return file, done


@pytest.mark.parametrize(
    ("key", "channel", "way"),
    [pytest.param(*found, id=f"{found[0]}-{found[1]}") for found in every_way()],
)
def test_every_file_gets_to_its_issue(key: str, channel: Channel, way: Way):
    file, done = work(way)

    assert file.state is State.ISSUED
    assert done.count(Call.SIGNATURE) == sum(s.doing is Doing.SIGN for s in way.steps)
    assert Call.DRAFT in done
