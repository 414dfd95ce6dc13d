"""The office's API: what lies here, what waits for whom, what the journals say."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query, Response

from services.office import views
from services.office.actions import moving
from services.office.domain.desk import EXECUTING
from services.office.domain.file import State
from services.office.web import models
from services.office.web.api import Number, TheColleagues
from services.office.web.shapes import call_now, entry_out, line, receipt_number, task, whole_out
from shared.rules.regulation import Role
from shared.runtime.web.listing import (
    Cursor,
    Limit,
    Page,
    decode_cursor,
    encode_cursor,
    moment,
    set_etag,
)
from shared.runtime.web.routers import api_router
from shared.runtime.web.tasks import Tasks
from shared.runtime.web.who import TheAct

router = api_router("files")

_MOST_TASKS = 200

InState = Annotated[State | None, Query(description="Only files in this state.")]
OfExecutor = Annotated[
    Literal["me"] | UUID | None,
    Query(description="Only files given to this account, as `GET …/colleagues` names it."),
]
OfOrganisation = Annotated[
    str | None, Query(max_length=80, description="One of your own; left out, the first of them.")
]


@router.get("/files")
async def list_files(
    act: TheAct,
    limit: Limit = 50,
    cursor: Cursor = None,
    state: InState = None,
    executor: OfExecutor = None,
) -> Page[models.FileLine]:
    """Files of your office, the latest accepted first."""
    behind = decode_cursor(cursor, moment, UUID)
    whose = act.person.account if executor == "me" else executor
    rows = await views.files(act, state=state, executor=whose, behind=behind, limit=limit + 1)
    last = rows[limit - 1] if len(rows) > limit else None
    more = encode_cursor(last.accepted_at.isoformat(), str(last.case)) if last else None
    await act.note("files-listed", f"{len(rows[:limit])} files")
    return Page(items=[line(row, act.now) for row in rows[:limit]], next=more)


@router.get("/files/{number}")
async def read_file(act: TheAct, number: Number, response: Response) -> models.FileWhole:
    """One file with its applicant, all that was written on it, and what you may do with it."""
    found = await moving.load(act, receipt_number(number))
    whole = await views.whole(act, found)
    way = moving.way_of(act, found)
    calls = [call_now(found, way)] if moving.may(act.person, found, way) else []
    await act.note("file-read", found.number)
    set_etag(response, found.version)
    return whole_out(found, whole, calls)


@router.get("/journal")
async def list_journal(
    act: TheAct,
    limit: Limit = 50,
    cursor: Cursor = None,
    kind: Literal["incoming", "outgoing"] = "incoming",
    organisation: OfOrganisation = None,
) -> Page[models.EntryOut]:
    """The journal of incoming or outgoing papers, the newest entry first."""
    behind = decode_cursor(cursor, _year, _serial)
    rows = await views.entries(
        act, organisation=organisation, kind=kind, behind=behind, limit=limit + 1
    )
    last = rows[limit - 1] if len(rows) > limit else None
    more = encode_cursor(last.year, last.serial) if last else None
    await act.note("journal-read", f"{kind}: {len(rows[:limit])} entries")
    sites = act.house.sites
    items = [entry_out(row, sites.get(row.organisation).number) for row in rows[:limit]]
    return Page(items=items, next=more)


@router.get("/colleagues")
async def list_colleagues(
    act: TheAct,
    colleagues: TheColleagues,
    role: Annotated[Role | None, Query(description="Only these; left out, executors.")] = None,
) -> list[models.ColleagueOut]:
    """Whom a resolution may name: the executors of your organisations."""
    wanted = {role} if role else EXECUTING
    return [
        models.ColleagueOut(
            account=person.account,
            login=person.login,
            name=person.name,
            organisation=organisation,
            roles=sorted(person.roles),
        )
        for organisation in sorted(act.person.organisations)
        for person in await colleagues(organisation)
        if not wanted.isdisjoint(person.roles)
    ]


@router.get("/tasks")
async def list_tasks(act: TheAct) -> Tasks:
    """What waits for you, the most urgent first, each with the call that does it."""
    found = []
    for file, desk in await views.waiting(act, _MOST_TASKS):
        way = moving.way_of(act, file)
        if moving.may(act.person, file, way):
            found.append(task(file, desk, call_now(file, way), act.now))
    return Tasks(items=found)


def _year(text: str) -> int:
    return _at_most(int(text), 9999)


def _serial(text: str) -> int:
    return _at_most(int(text), 2**31 - 1)


def _at_most(number: int, most: int) -> int:
    """A number that the journal's column can hold; a cursor with another is none of ours."""
    if not 0 <= number <= most:
        raise ValueError(number)
    return number
