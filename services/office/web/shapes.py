"""Rows and values as the API shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from services.office import store
from services.office.domain.desk import Desk, call_for
from services.office.domain.file import CALLS, File
from services.office.views import Whole
from services.office.web import models
from shared.rules.identifiers import Code, Kind, WrongKind, parse
from shared.rules.regulation import Channel
from shared.rules.route import Way
from shared.runtime.web.tasks import Call, Task


def receipt_number(text: str) -> str:
    """A file is asked for by its receipt's number or by the barcode on the folder."""
    code = parse(text)
    if code.kind not in (Kind.RECEIPT, Kind.FILE):
        raise WrongKind(code=str(code), field="number")
    return str(code.of_kind(Kind.RECEIPT))


def file_out(file: File) -> models.FileOut:
    return models.FileOut(**_facts(file))


def line(row: Row[Any], now: datetime) -> models.FileLine:
    file = store.file_of(row)
    overdue = row.desk is not None and file.due_at is not None and file.due_at < now
    return models.FileLine(**_facts(file), applicant=row.name, overdue=overdue)


def _facts(file: File) -> dict[str, Any]:
    same = {n: getattr(file, n) for n in models.FileOut.model_fields if n != "executor"}
    return same | {"executor": file.executor_name}


def call_now(file: File, way: Way) -> Call:
    """The one call that fits what the file awaits."""
    call = call_for(way, way.named(file.awaits or ""))
    return Call(doing=CALLS[call][0], href=f"/office/v1/files/{file.number}/{call}")


def task(file: File, desk: Desk, call: Call, now: datetime) -> Task:
    return Task(
        about=file.number,
        step=file.awaits,
        role=desk.role,
        organisation=desk.site,
        due_at=file.due_at,
        overdue=file.due_at is not None and file.due_at < now,
        calls=[call],
    )


def whole_out(file: File, whole: Whole, calls: list[Call]) -> models.FileWhole:
    row = whole.row
    return models.FileWhole(
        file=file_out(file),
        applicant=row.name,
        iin=row.iin,
        language=row.language,
        documents=row.documents,
        sheets=row.sheets,
        accepted_at=row.accepted_at,
        arrived_at=row.arrived_at,
        ready_by=row.ready_by,
        resolution=_resolution(whole.resolutions[-1]) if whole.resolutions else None,
        opinions=[models.OpinionOut(**_signed(opinion)) for opinion in whole.opinions],
        draft=models.DraftOut(**_signed(whole.drafts[-1])) if whole.drafts else None,
        signatures=[models.SignatureOut(**_signed(s)) for s in whole.signatures],
        steps=[models.StepOut(**step._asdict(), by=step.name) for step in whole.steps],
        calls=calls,
    )


def _signed(row: Row[Any]) -> dict[str, Any]:
    return row._asdict() | {"by": row.by_name}


def _resolution(row: Row[Any]) -> models.ResolutionOut:
    return models.ResolutionOut(
        text=row.text,
        executor=row.executor_name,
        co_executors=row.co_executor_names,
        by=row.by_name,
        at=row.at,
    )


def entry_out(row: Row[Any], site_number: int) -> models.EntryOut:
    kind = Kind[row.kind.upper()]
    return models.EntryOut(
        number=str(Code(kind, row.year % 100, site_number, row.serial % 1_000_000)),
        year=row.year,
        serial=row.serial,
        at=row.at,
        by=row.by_name,
        case=row.number,
        regulation=row.regulation,
        channel=Channel(row.channel),
        applicant=row.name,
    )
