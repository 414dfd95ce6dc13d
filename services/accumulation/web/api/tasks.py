"""What waits for a person on the way between the sites."""

from __future__ import annotations

from services.accumulation.domain.item import Movement
from services.accumulation.views import tasks as views
from services.accumulation.views.tasks import Waiting
from shared.runtime.act import Act
from shared.runtime.web.routers import api_router
from shared.runtime.web.tasks import Call, Task, Tasks
from shared.runtime.web.who import TheAct

router = api_router("tasks")

_ROOT = "/accumulation/v1"
# Movements that have a call of their own; all others are scans.
_CALLS = {
    Movement.COLLECT: f"{_ROOT}/collections",
    Movement.PACK: f"{_ROOT}/packets",
    Movement.SEAL: _ROOT + "/packets/{about}/seal",
}


@router.get("/tasks")
async def list_tasks(act: TheAct) -> Tasks:
    """What waits for you on the way, the most urgent first."""
    return Tasks(items=[_task(act, one) for one in await views.waiting(act)])


def _task(act: Act, one: Waiting) -> Task:
    href = _CALLS.get(one.movement, f"{_ROOT}/scans").format(about=one.about)
    return Task(
        about=one.about,
        step=one.step,
        role=one.role,
        organisation=one.site,
        due_at=one.due_at,
        overdue=one.due_at is not None and one.due_at < act.now,
        calls=[Call(doing=one.movement, href=href)],
    )
