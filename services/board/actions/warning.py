"""Steps that nobody took in time, or is about to miss: each is told once."""

from __future__ import annotations

from collections.abc import Sequence

from services.board import store
from services.board.actions.news import cases_of, happening_of
from services.board.domain.entry import entries
from services.board.domain.risk import DueStep, due_step, horizon
from services.board.domain.summary import Summary
from shared.contracts import CaseAtRisk, CaseOverdue
from shared.rules.regulation import Channel
from shared.runtime.act import Act

# So many rows are locked and told in one transaction.
BATCH = 500


async def tell_overdue(act: Act) -> int:
    """How many were told: the timer goes on while there are more."""
    found = await store.overdue_untold(act.db, act.now, BATCH)
    await _tell(act, CaseOverdue, found)
    await store.note_told(act.db, "overdue_told", [summary.case for summary in found])
    return len(found)


async def tell_at_risk(act: Act) -> int:
    """The kinds of sites are those of the channels: a case stands nowhere else."""
    sites = [site for channel in Channel for site in act.house.sites.of_kind(channel)]
    horizons = {site.code: horizon(site.calendar, act.now) for site in sites}
    found = await store.at_risk_untold(act.db, act.now, horizons, BATCH)
    await _tell(act, CaseAtRisk, found)
    await store.note_told(act.db, "at_risk_told", [summary.case for summary in found])
    return len(found)


async def _tell(act: Act, kind: type[CaseAtRisk | CaseOverdue], found: Sequence[Summary]) -> None:
    """Into the outbox, and, since the board does not hear itself, into its own timelines."""
    steps = [step for step in map(due_step, found) if step is not None]
    events = [_event(kind, step, act) for step in steps]
    await act.tell(*events)
    told = [(happening_of(event), cases_of(event)) for event in events]
    await store.write_lines(
        act.db, [(happening, entries(happening, cases)) for happening, cases in told]
    )


def _event(
    kind: type[CaseAtRisk | CaseOverdue], step: DueStep, act: Act
) -> CaseAtRisk | CaseOverdue:
    return kind(
        at=act.now, case=step.case, number=step.number,
        doing=step.doing, role=step.role, due=step.due,
    )  # fmt: skip
