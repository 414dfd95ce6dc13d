"""The office's API: what is done with a file."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Request, Response

from services.office.actions import steps
from services.office.actions.steps import Colleagues
from services.office.domain.file import Call, File
from services.office.web import models
from services.office.web.shapes import file_out, receipt_number
from shared.runtime.act import Act
from shared.runtime.context import context_of
from shared.runtime.web.listing import IfMatch, set_etag
from shared.runtime.web.routers import api_router
from shared.runtime.web.who import TheAct

router = api_router("steps")

Number = Annotated[
    str,
    Path(
        description="The number on the receipt, or the barcode of the folder.",
        examples=["R2601010000011"],
    ),
]


async def _colleagues(request: Request) -> Colleagues:
    return context_of(request).identity.colleagues


TheColleagues = Annotated[Colleagues, Depends(_colleagues)]


@router.post("/files/{number}/receive")
async def receive_file(
    act: TheAct, number: Number, response: Response, if_match: IfMatch = None
) -> models.FileOut:
    """Take over a file that comes from hand to hand: from a commission or the portal.

    Only where the act has nothing else in that action; otherwise it goes with what follows.
    A packet's folders are received by scanning them.
    """
    return await _take(act, number, Call.RECEIVE, if_match, response)


@router.post("/files/{number}/register")
async def register_file(
    act: TheAct, number: Number, response: Response, if_match: IfMatch = None
) -> models.FileOut:
    """Enter the file into the journal: it gets its incoming number.

    Where the act has the passing on to the head in the same action, that is done as well.
    """
    return await _take(act, number, Call.REGISTER, if_match, response)


@router.post("/files/{number}/forward")
async def forward_file(
    act: TheAct, number: Number, response: Response, if_match: IfMatch = None
) -> models.FileOut:
    """Pass the file on to whoever comes next, where the act has that as an action of its own."""
    return await _take(act, number, Call.FORWARD, if_match, response)


@router.post("/files/{number}/resolution")
async def resolve_file(
    act: TheAct,
    number: Number,
    body: models.ResolutionIn,
    response: Response,
    colleagues: TheColleagues,
    if_match: IfMatch = None,
) -> models.FileOut:
    """Lay the resolution. It names the executor where the act has both in one action."""
    order = body.order()
    done = await steps.resolve(act, receipt_number(number), order, if_match, colleagues)
    return _answer(done, response)


@router.post("/files/{number}/allotment")
async def allot_file(
    act: TheAct,
    number: Number,
    body: models.AllotmentIn,
    response: Response,
    colleagues: TheColleagues,
    if_match: IfMatch = None,
) -> models.FileOut:
    """Give the file to an executor, where somebody else than the head does that."""
    who = body.executor
    done = await steps.allot(act, receipt_number(number), who, if_match, colleagues)
    return _answer(done, response)


@router.post("/files/{number}/examination")
async def examine_file(
    act: TheAct,
    number: Number,
    body: models.ExaminationIn,
    response: Response,
    if_match: IfMatch = None,
) -> models.FileOut:
    """Write down what the documents show. Only the executor to whom the file was given may."""
    return await _opine(act, number, Call.EXAMINATION, body.opinion(), if_match, response)


@router.post("/files/{number}/review")
async def review_file(
    act: TheAct,
    number: Number,
    body: models.ReviewIn,
    response: Response,
    if_match: IfMatch = None,
) -> models.FileOut:
    """Write down a commission's conclusion."""
    return await _opine(act, number, Call.REVIEW, body.opinion(), if_match, response)


@router.post("/files/{number}/notice")
async def notify_applicant(
    act: TheAct,
    number: Number,
    body: models.NoticeIn,
    response: Response,
    if_match: IfMatch = None,
) -> models.FileOut:
    """Write down what the applicant was told before the decision, where the act asks for it."""
    return await _opine(act, number, Call.NOTICE, body.opinion(), if_match, response)


@router.post("/files/{number}/draft")
async def draft_decision(
    act: TheAct,
    number: Number,
    body: models.DraftIn,
    response: Response,
    if_match: IfMatch = None,
) -> models.FileOut:
    """Prepare the decision for the signature. A refusal names its ground."""
    done = await steps.draft(act, receipt_number(number), body.proposal(), if_match)
    return _answer(done, response)


@router.post("/files/{number}/control")
async def control_draft(
    act: TheAct,
    number: Number,
    body: models.ControlIn,
    response: Response,
    if_match: IfMatch = None,
) -> models.FileOut:
    """Look the draft over before it goes to the head."""
    return await _opine(act, number, Call.CONTROL, body.opinion(), if_match, response)


@router.post("/files/{number}/signature")
async def sign_decision(
    act: TheAct, number: Number, response: Response, if_match: IfMatch = None
) -> models.FileOut:
    """Sign what lies before you. Nobody signs their own draft.

    Where the act records the result in the same action, it gets its outgoing number as well.
    """
    return _answer(await steps.sign(act, receipt_number(number), if_match), response)


@router.post("/files/{number}/record")
async def record_result(
    act: TheAct, number: Number, response: Response, if_match: IfMatch = None
) -> models.FileOut:
    """Give the signed result its outgoing number: it may leave the office."""
    return await _take(act, number, Call.RECORD, if_match, response)


async def _take(
    act: Act, number: str, call: Call, if_match: str | None, response: Response
) -> models.FileOut:
    return _answer(await steps.take(act, receipt_number(number), call, if_match), response)


async def _opine(
    act: Act,
    number: str,
    call: Call,
    said: steps.Opinion,
    if_match: str | None,
    response: Response,
) -> models.FileOut:
    done = await steps.opine(act, receipt_number(number), call, said, if_match)
    return _answer(done, response)


def _answer(done: File, response: Response) -> models.FileOut:
    set_etag(response, done.version)
    return file_out(done)
