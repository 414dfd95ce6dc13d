"""Files and routes that say only what matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from services.office.domain.file import File, State
from shared.rules.regulation import Channel, Doing, Role
from shared.rules.route import Step, Way
from shared.runtime import catalogue

CASE = UUID("00000000-0000-4000-8000-000000000001")
EXECUTOR = UUID("00000000-0000-4000-8000-0000000000e1")
SOMEBODY = UUID("00000000-0000-4000-8000-0000000000e2")


def a_file(**facts: Any) -> File:
    file = File(
        case=CASE,
        number="R2601010000015",
        regulation="almaty-2012-349/07",
        edition=date(2012, 11, 5),
        channel=Channel.PSC,
        centre="psc",
        office="office",
        state=State.REGISTERED,
        awaits=None,
        due_at=None,
        version=1,
    )
    return replace(file, **facts)


def a_way(*steps: str) -> Way:
    """`a_way("1 office_clerk register forward", "2 office_head sign")`"""
    return Way(tuple(step for action in steps for step in _an_action(action)))


def _an_action(text: str) -> list[Step]:
    n, role, *doings = text.split()
    return [Step(int(n), Doing(doing), Role(role), None) for doing in doings]


# The child allowance of 2012, through a centre.
CHILD_ALLOWANCE = a_way(
    "1 psc_inspector accept",
    "2 psc_accumulation_inspector collect pack dispatch",
    "3 office_clerk receive register",
    "4 office_clerk forward",
    "5 office_head resolve allot",
    "6 office_executor examine",
    "7 office_executor draft",
    "8 office_head sign",
    "9 office_clerk record return",
    "10 psc_accumulation_inspector shelve",
    "11 psc_inspector hand-out",
)


@cache
def every_way() -> list[tuple[str, Channel, Way]]:
    """The route of every regulation and channel, as the office meets it."""
    shipped = catalogue.load()
    return [
        (regulation.key, offered.channel, shipped.way(regulation.key, offered.channel))
        for regulation in shipped.regulations
        for offered in regulation.routes
    ]
