"""The window's API."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from fastapi import Response
from sqlalchemy import Row

from services.intake import actions, views
from services.intake.domain.acceptance import Acceptance
from services.intake.domain.case import Case
from services.intake.web import models
from shared.rules.identifiers import Kind, parse_as
from shared.runtime.act import Act
from shared.runtime.web.listing import (
    Cursor,
    IfMatch,
    Limit,
    Page,
    created,
    decode_cursor,
    encode_cursor,
    moment,
    set_etag,
)
from shared.runtime.web.routers import api_router
from shared.runtime.web.tasks import Call, Task, Tasks
from shared.runtime.web.who import TheAct

router = api_router("window")


@router.post("/cases", status_code=201, response_model=models.AcceptedOut)
async def accept_case(act: TheAct, body: models.ApplicationIn) -> Response:
    """Accept an application: one call, and the receipt is ready to be printed.

    Send an `Idempotency-Key`: whoever repeats it gets the same receipt.
    """
    accepted = await actions.accept(act, body.application())
    return created(
        models.AcceptedOut(case=_case(accepted.case), receipt=_receipt(act, accepted)),
        f"/intake/v1/cases/{accepted.case.number}",
        accepted.case.version,
    )


@router.get("/cases")
async def list_cases(
    act: TheAct, limit: Limit = 50, cursor: Cursor = None, state: str | None = None
) -> Page[models.CaseLine]:
    """Cases of your centre, the latest first."""
    behind = decode_cursor(cursor, moment, UUID)
    rows = await views.cases(act, state=state, behind=behind, limit=limit + 1)
    last = rows[limit - 1] if len(rows) > limit else None
    more = encode_cursor(last.accepted_at.isoformat(), str(last.id)) if last else None
    await act.note("cases-listed", f"{len(rows[:limit])} cases")
    return Page(items=[_line(row) for row in rows[:limit]], next=more)


@router.get("/cases/{number}")
async def read_case(act: TheAct, number: str, response: Response) -> models.CaseWhole:
    """One case with its applicant and documents."""
    found = await actions.load(act, _number(number))
    _, person, papers = await views.whole(act, found)
    await act.note("case-read", found.number)
    set_etag(response, found.version)
    return models.CaseWhole(
        case=_case(found),
        applicant=_name(person),
        iin=person.iin,
        documents=[
            models.DocumentOut(
                n=p.n, name=p.name, copies=p.copies, sheets=p.sheets, original=p.original
            )
            for p in papers
        ],
    )


@router.get("/cases/{number}/receipt")
async def read_receipt(act: TheAct, number: str) -> models.ReceiptOut:
    """The receipt again, as it was issued."""
    found = await actions.load(act, _number(number))
    row, _, papers = await views.whole(act, found)
    await act.note("receipt-read", found.number)
    return _receipt_of(act, found, [paper.name for paper in papers], row.accepted_by_name)


@router.post("/cases/{number}/hand-out")
async def hand_out_result(
    act: TheAct, number: str, body: models.HandOutIn, response: Response, if_match: IfMatch = None
) -> models.CaseOut:
    """Hand the result to the person named on the receipt."""
    done = await actions.hand_out(act, _number(number), body.iin.replace(" ", ""), if_match)
    set_etag(response, done.version)
    return _case(done)


@router.get("/tasks")
async def list_tasks(act: TheAct) -> Tasks:
    """What waits for you at the window, the most urgent first."""
    return Tasks(
        items=[
            Task(
                about=row.number,
                step=step.name,
                role=step.role,
                organisation=row.centre,
                due_at=row.due_at,
                overdue=row.due_at is not None and row.due_at < act.now,
                calls=[Call(doing="hand-out", href=f"/intake/v1/cases/{row.number}/hand-out")],
            )
            for row, step in await views.waiting(act)
        ]
    )


def _number(text: str) -> str:
    return str(parse_as(Kind.RECEIPT, text))


def _receipt(act: Act, accepted: Acceptance) -> models.ReceiptOut:
    names = [paper.name for paper in accepted.documents]
    return _receipt_of(act, accepted.case, names, accepted.accepted_by_name)


def _receipt_of(act: Act, case: Case, names: list[str], inspector: str) -> models.ReceiptOut:
    regulation = act.house.catalogue.get(case.regulation)
    site = act.house.sites.get(case.centre)
    stated = any(term.value is not None for term in regulation.terms)
    return models.ReceiptOut(
        number=case.number,
        accepted_at=case.accepted_at,
        service=regulation.title,
        documents=names,
        document_count=len(names),
        issue_at=case.due_at,
        issue_at_derived=not stated,
        issue_place=", ".join(filter(None, (site.name_ru, site.address))),
        inspector=inspector,
    )


def _case(case: Case) -> models.CaseOut:
    return models.CaseOut.model_validate(case, from_attributes=True)


def _line(row: Row[Any]) -> models.CaseLine:
    return models.CaseLine(
        number=row.number, applicant=_name(row), regulation=row.regulation, state=row.state,
        accepted_at=row.accepted_at, due_at=row.due_at,
    )  # fmt: skip


def _name(row: Row[Any]) -> str:
    return " ".join(filter(None, (row.last_name, row.first_name, row.middle_name)))
