"""The board's pages: look a case up, its public status, its timeline for those who work on it."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException

from services.board import views
from services.board.domain import words
from services.board.domain.audience import audience
from services.board.domain.summary import State, Summary
from services.board.views import Wanted
from services.board.web import shapes
from services.board.web.api import cursor_behind
from services.board.web.page_route import PageRoute
from services.board.web.reading import Reading, TheContext
from services.board.web.rendering import CSS, href, page_language, render
from shared.rules.broken import Invalid, RuleBroken
from shared.rules.identifiers import Kind, parse_as
from shared.rules.regulation import Doing
from shared.runtime.catalogue import UnknownRegulation
from shared.runtime.context import Context
from shared.runtime.identity.identity import NotSignedIn
from shared.runtime.identity.person import Person
from shared.runtime.web.listing import decode_cursor, moment
from shared.runtime.web.problems import status_of
from shared.runtime.web.who import who_asks

router = APIRouter(route_class=PageRoute)
LISTED = 50


@router.get("/")
async def board(
    request: Request,
    db: Reading,
    context: TheContext,
    number: str | None = None,
    state: State | Annotated[str, Query(max_length=0)] | None = None,
    overdue: bool = False,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """Look up a case; for those who are signed in, the cases of their organisations."""
    person = await _person(context, request)
    if number is not None:
        return _looked_up(request, number, person)
    wanted = Wanted(state=State(state) if state else None, overdue=overdue or None)
    if person is None:
        return render(request, "home.html")
    behind = decode_cursor(cursor, moment, UUID)
    seen = audience(person.roles)
    found = await views.cases(db, seen, wanted, context.now(), behind, LISTED + 1)
    return _home_with_cases(request, context, person, found, wanted)


@router.get("/status/{number}")
async def status(request: Request, db: Reading, context: TheContext, number: str) -> Response:
    """What everybody who has the number may know."""
    known = await views.known(db, str(parse_as(Kind.RECEIPT, number)))
    told = shapes.status_out(known, context.now(), page_language(request))
    centre = known.accepted.value.centre if known.accepted else None
    return render(request, "status.html", told=told, centre=centre)


@router.get("/cases/{number}")
async def case(request: Request, db: Reading, context: TheContext, number: str) -> Response:
    """The timeline, for the people of the case's organisations."""
    person = await who_asks(context, request)
    code = str(parse_as(Kind.RECEIPT, number))
    known = await views.visible(db, audience(person.roles), code)
    lines = await views.lines(db, known.case)
    spoken = page_language(request)
    return render(
        request,
        "case.html",
        person=person,
        case=shapes.case_out(known, context.now()),
        entries=[shapes.entry_out(line, known) for line in lines],
        title=_title(context, known),
        awaited=_awaited(known, spoken),
        whose=_whose(known, spoken),
    )


@router.get("/static/board.css")
async def stylesheet() -> Response:
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(CSS, media_type="text/css", headers=kept)


def _looked_up(request: Request, number: str, person: Person | None) -> Response:
    try:
        code = parse_as(Kind.RECEIPT, number)
    except Invalid as broken:
        return _home_with_error(request, number, broken, person)
    room = "/cases/" if person else "/status/"
    return RedirectResponse(href(request, f"{room}{code}"), 303)


def _home_with_error(
    request: Request, number: str, broken: RuleBroken, person: Person | None
) -> Response:
    fault = broken.say(page_language(request))
    return render(
        request, "home.html", status_of(broken), number=number[:40], fault=fault, person=person
    )


def _home_with_cases(
    request: Request, context: Context, person: Person, found: list[Summary], wanted: Wanted
) -> Response:
    spoken, now = page_language(request), context.now()
    rows = [
        (shapes.case_out(each, now), _awaited(each, spoken), _whose(each, spoken))
        for each in found[:LISTED]
    ]
    following = cursor_behind(found, LISTED)
    narrowed = {"state": wanted.state, "overdue": "true" if wanted.overdue else None}
    return render(
        request,
        "home.html",
        person=person,
        rows=rows,
        states={state: said.say(spoken) for state, said in words.STATES.items()},
        wanted=wanted,
        further=href(request, "/", cursor=following, **narrowed) if following else None,
    )


async def _person(context: Context, request: Request) -> Person | None:
    try:
        return await who_asks(context, request)
    except NotSignedIn:
        return None


def _title(context: Context, known: Summary) -> str:
    if known.accepted is None:
        return "—"
    try:
        return context.house.catalogue.get(known.accepted.value.regulation).title
    except UnknownRegulation:
        return known.accepted.value.regulation


def _awaited(known: Summary, spoken: str) -> str:
    if known.awaits is None:
        return "—"
    return words.AWAITED[Doing(known.awaits.split(":", 1)[1])].say(spoken)


def _whose(known: Summary, spoken: str) -> str:
    role = known.stands.value.role if known.stands else None
    return words.ROLES[role].say(spoken) if role else "—"


class _PagePath(Convertor[str]):
    """Any address that is not the API's: that one answers for itself."""

    regex = "(?!v1(?:/|$)).+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("page", _PagePath())

# The last of all pages: whatever nobody else answers.
nowhere = APIRouter(route_class=PageRoute)


@nowhere.get("/{path:page}")
async def no_such_page(path: str) -> Response:
    raise HTTPException(404, path)
