"""A regulation without a fault, and small changes to it: each test says only what is wrong."""

from __future__ import annotations

from typing import Any

from shared.rules.lint import Library, lint
from shared.rules.regulation import Action, AlternativeRoute, Regulation, Route

Facts = dict[str, Any]
RECEIPT = ["номер и дата приема", "количество и названия документов", "дата, время и место выдачи"]
TALON = ["дата приема", "кто принял"]


def an_action(n: int, *does: str, role: str = "office_clerk", term: str = "15 minute", **rest: Any):
    """`term` is "9 working_day"; an empty one is no term."""
    value, _, unit = term.partition(" ")
    known = {"value": int(value), "unit": unit, "text": f"{value} единиц"} if term else None
    facts = {"name": None, "action": f"Действие {does[0]}", "completion": "сделано", "next": n + 1}
    return Action.model_validate({"n": n, "role": role, "does": does, "term": known} | facts | rest)


def a_route(*actions: Action, channel: str = "office", source: str = "прил. 3") -> Route:
    last = actions[-1]
    closed = last.model_copy(update={"next": None}) if last.next == last.n + 1 else last
    return Route(channel=channel, source=source, actions=(*actions[:-1], closed))


def a_variant(*actions: Action, when: str = "refusal", channel: str = "office"):
    route = a_route(*actions, channel=channel, source="прил. 4")
    return AlternativeRoute(when=when, **route.model_dump())


ACCEPTED = an_action(1, "accept", "register", "forward")
RESOLVED = an_action(2, "resolve", "allot", role="office_head")
EXAMINED = an_action(3, "examine", "draft", role="office_executor", term="8 working_day")
SIGNED = an_action(4, "sign", role="office_head")
HANDED_OUT = an_action(5, "record", "hand-out")
OFFICE = (ACCEPTED, RESOLVED, EXAMINED, SIGNED, HANDED_OUT)
PSC = (
    an_action(1, "accept", role="psc_inspector"),
    an_action(
        2, "collect", "pack", "dispatch",
        role="psc_accumulation_inspector", term="2 times_per_day", completion="реестр",
    ),
    an_action(3, "receive", "register"),
    an_action(4, "resolve", "allot", role="office_head"),
    an_action(5, "examine", "draft", role="office_executor", term="8 working_day"),
    an_action(6, "sign", role="office_head"),
    an_action(7, "record", "return"),
    an_action(8, "shelve", role="psc_accumulation_inspector"),
    an_action(9, "hand-out", role="psc_inspector"),
)  # fmt: skip


def cited(**facts: Any) -> Facts:
    return {"cite": "п. 1"} | facts


def a_stage(channel: str, n: int, role: str) -> Facts:
    return cited(channel=channel, n=n, role=role, action="делает своё дело")


def stages_of(channel: str, actions: tuple[Action, ...]) -> list[Facts]:
    roles = ["applicant", *(action.role for action in actions)]
    return [a_stage(channel, n, role) for n, role in enumerate(roles, start=1)]


def a_form(appendix: str, kind: str, *fields: str) -> Facts:
    return cited(appendix=appendix, kind=kind, fields=fields)


def _units(*roles: str) -> list[Facts]:
    return [cited(role=role, name=f"единица {role}") for role in roles]


SOUND: Facts = {
    "key": "act-2020-1/01", "act": "act-2020-1", "ordinal": 1, "lang": "ru",
    "title": "Назначение пособия", "service": "child-allowance",
    "automation": None, "fee": None, "provider": None, "recipients": [],
    "channels": [cited(code="office"), cited(code="psc")],
    "terms": [cited(
        channel="any", scope=None, value=10, unit="working_day",
        excludes_acceptance_and_issue_day=False, source="here",
    )],
    "waiting": [cited(channel=c, minutes=30) for c in ("office", "psc")],
    "serving": [cited(channel=c, minutes=30) for c in ("office", "psc")],
    "extensions": [], "return_for_correction": None, "inform_applicant": None,
    "storage_unclaimed": None,
    "documents": {"source": "here", "cite": "п. 2", "items": [
        cited(channel="any", name="заявление", condition=None),
    ]},
    "refusal_grounds": {"source": "here", "cite": "п. 3", "items": [cited(text="нет права")]},
    "suspension_grounds": [], "termination_grounds": [],
    "results": [cited(kind="approve", name="уведомление"), cited(kind="refuse", name="отказ")],
    "delivery": [cited(code="in_person"), cited(code="psc_window")],
    "acknowledgement": [
        cited(channel="office", kind="talon", fields=TALON),
        cited(channel="psc", kind="receipt", fields=RECEIPT),
    ],
    "refusal_of_acceptance": None, "schedules": [],
    "sfe": _units(
        "psc_inspector", "psc_accumulation_inspector", "office_clerk", "office_head",
        "office_executor",
    ),
    "stages": [*stages_of("office", OFFICE), *stages_of("psc", PSC)],
    "routes": [
        a_route(*OFFICE, source="прил. 3, табл. 1"),
        a_route(*PSC, channel="psc", source="прил. 3, табл. 2"),
    ],
    "alternative_routes": [], "electronic_steps": [], "courier": None, "scan_points": [],
    "directories": [
        cited(appendix="1", kind="offices", file="offices"),
        cited(appendix="2", kind="psc", file="psc"),
    ],
    "forms": [
        a_form("5", "talon", *TALON), a_form("6", "receipt", *RECEIPT),
        a_form("7", "notification", "кому"), a_form("8", "refusal", "почему"),
    ],
    "quality_indicators": [], "complaint": cited(text="в суд"), "anomalies": [],
}  # fmt: skip


def a_regulation(**changes: Any) -> Regulation:
    """The sound one, with some of its facts replaced."""
    routes = changes.get("routes", SOUND["routes"])
    dumped = [route.model_dump() for route in routes]
    variants = [route.model_dump() for route in changes.get("alternative_routes", [])]
    further = {"routes": dumped, "alternative_routes": variants}
    return Regulation.model_validate(SOUND | changes | further)


def at_the_office(*actions: Action, **changes: Any) -> Regulation:
    """The sound one with another way at the office."""
    return a_regulation(routes=[a_route(*actions), SOUND["routes"][1]], **changes)


def at_the_centre(*actions: Action, **changes: Any) -> Regulation:
    return a_regulation(
        routes=[SOUND["routes"][0], a_route(*actions, channel="psc", source="прил. 4")], **changes
    )


def rules_broken(regulation: Regulation, library: Library | None = None) -> set[str]:
    return {finding.rule for finding in lint(regulation, library)}
