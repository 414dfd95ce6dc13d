"""Values of the board → shapes of its API."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from services.board.domain import words
from services.board.domain.summary import Summary
from services.board.web import models
from shared.rules.explanation import Words
from shared.rules.regulation import Action, Doing, Regulation, Role, Route
from shared.runtime.catalogue import Catalogue


def state_words(known: Summary) -> Words:
    return words.of_state(known.state.value if known.state else None, back=known.on_the_way_back)


def case_out(known: Summary, now: datetime) -> models.CaseOut:
    accepted = known.accepted.value if known.accepted else None
    return models.CaseOut.model_validate(
        {
            name: getattr(accepted, name, None)
            for name in ("regulation", "channel", "centre", "office", "ready_by")
        }
        | {
            "number": known.number,
            "state": known.state.value if known.state else None,
            "words": _words(state_words(known)),
            "awaits": known.awaits,
            "awaits_role": known.stands.value.role if known.stands else None,
            "site": known.site,
            "due_at": known.due_at,
            "overdue": known.is_overdue(now),
            "late": known.late,
            "accepted_at": known.accepted.at if known.accepted else None,
            "outcome": known.decided.value if known.decided else None,
            "handed_out_at": known.handed_out_at,
            "updated_at": known.updated_at,
        }
    )


def entry_out(line: Row[Any], known: Summary) -> models.EntryOut:
    # A warning is about a step that was not taken: that one is among its facts.
    named_role, named_doing = (line.facts.get(name) for name in ("role", "doing"))
    role = Role(line.role or named_role) if line.role or named_role else None
    doing = Doing(line.doing) if line.doing else None
    about = Doing(named_doing) if named_doing else doing
    return models.EntryOut(
        at=line.at,
        type=line.type,
        n=line.n,
        doing=doing,
        role=role,
        role_words=_words(words.ROLES[role]) if role else None,
        late=line.late,
        site=line.site or (known.site_of(role) if role else None),
        packet=line.packet,
        words=_words(words.of_entry(line.type, about)),
        facts=line.facts,
    )


def status_out(known: Summary, now: datetime, language: str) -> models.StatusOut:
    return models.StatusOut(
        number=known.number or "",
        state=known.state.value if known.state else None,
        words=state_words(known).say(language),
        language=language,
        ready_by=known.accepted.value.ready_by if known.accepted else None,
        ready=known.is_ready(),
        overdue=known.is_late_for_applicant(now),
    )


def regulation_line(catalogue: Catalogue, regulation: Regulation) -> models.RegulationLine:
    return models.RegulationLine(
        key=regulation.key,
        title=regulation.title,
        service=regulation.service,
        edition=catalogue.edition(regulation.key),
        lang=regulation.lang,
        channels=[route.channel for route in regulation.routes],
    )


def regulation_out(catalogue: Catalogue, regulation: Regulation) -> models.RegulationOut:
    same = set(models.RegulationOut.model_fields) - {"edition", "routes"}
    return models.RegulationOut(
        **{name: getattr(regulation, name) for name in same},
        edition=catalogue.edition(regulation.key),
        routes=[_route(route) for route in regulation.routes],
    )


def _route(route: Route) -> models.RouteOut:
    return models.RouteOut(
        channel=route.channel,
        source=route.source,
        steps=[_step(action, doing) for action in route.actions for doing in action.does],
    )


def _step(action: Action, doing: Doing) -> models.StepOut:
    return models.StepOut(
        name=f"{action.n}:{doing}",
        n=action.n,
        doing=doing,
        words=_words(words.AWAITED[doing]),
        role=action.role,
        role_words=_words(words.ROLES[action.role]),
        action=action.action,
        completion=action.completion,
        term=action.term,
    )


def _words(said: Words) -> models.WordsOut:
    return models.WordsOut.model_validate(said)
