"""What the public may ask without signing in: where a case is, and what the acts say."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from services.board import views
from services.board.web import models, shapes
from services.board.web.reading import Reading, TheContext
from shared.rules.identifiers import Kind, parse_as
from shared.runtime.web import problems

router = APIRouter(
    tags=["public"],
    responses={
        status: {"model": problems.Problem, "content": {problems.PROBLEM: {}}}
        for status in (404, 422)
    },
)


@router.get("/status/{number}")
async def read_status(
    db: Reading, context: TheContext, number: str, request: Request, response: Response
) -> models.StatusOut:
    """Where a case is, for whoever holds its receipt."""
    known = await views.known(db, str(parse_as(Kind.RECEIPT, number)))
    spoken = problems.language(request)
    response.headers["Content-Language"] = spoken
    response.headers["Vary"] = "Accept-Language"
    return shapes.status_out(known, context.now(), spoken)


@router.get("/regulations")
async def list_regulations(context: TheContext) -> models.RegulationLines:
    """Every regulation, by the order of the acts."""
    catalogue = context.house.catalogue
    lines = [shapes.regulation_line(catalogue, each) for each in catalogue.regulations]
    return models.RegulationLines(items=lines)


@router.get("/regulations/{key:path}")
async def read_regulation(context: TheContext, key: str) -> models.RegulationOut:
    """One regulation: its routes step by step, its terms, and where the act says so."""
    catalogue = context.house.catalogue
    return shapes.regulation_out(catalogue, catalogue.get(key))
