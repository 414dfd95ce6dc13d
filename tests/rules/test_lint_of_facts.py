"""What the lint finds beside the tables: limits, roles, channels, papers, promises."""

from __future__ import annotations

import pytest

from tests.rules.lint_builders import (
    OFFICE,
    PSC,
    RECEIPT,
    SOUND,
    TALON,
    a_form,
    a_regulation,
    a_route,
    a_stage,
    a_variant,
    an_action,
    at_the_office,
    cited,
    rules_broken,
)

AKIM = [*SOUND["channels"], cited(code="akim")]
LIMITS = [cited(channel=c, minutes=30) for c in ("office", "psc")]
NO_SUCH = cited(role="akim", name="аким")
OTHER_NAME = an_action(4, "sign", role="office_head", name="Руководство")
COMMISSION = cited(role="precinct_commission", name="участковая комиссия")
EXTENDED = cited(why="запрос", value=1, unit="month", notice_value=2, notice_unit="working_day")
THREE_DAYS = cited(value=3, unit="working_day")
TO_THE_TALON = a_stage("psc", 11, "psc_inspector") | {
    "action": "выдает расписку согласно приложению 5"
}
SET_FORM = cited(channel="any", name="заявление установленного образца", condition=None)


def without(kind: str) -> list[dict]:
    return [form for form in SOUND["forms"] if form["kind"] != kind]


def papers(**fields: list[str]) -> list[dict]:
    channels = {"talon": "office", "receipt": "psc"}
    return [cited(channel=channels[k], kind=k, fields=f) for k, f in fields.items()]


def grounds(*texts: str) -> dict:
    return {"source": None, "cite": None, "items": [cited(text=text) for text in texts]}


COUNTER = {
    "limit-without-channel": a_regulation(waiting=[cited(channel="any", minutes=30)]),
    "channel-without-limit": a_regulation(serving=LIMITS[:1]),
    "limit-twice": a_regulation(waiting=[*LIMITS, LIMITS[0]]),
    "limit-per-person": a_regulation(waiting=[LIMITS[1], LIMITS[0] | {
        "minutes": 15, "per_person": True,
    }]),
}  # fmt: skip
ROLES = {
    "role-not-listed": a_regulation(sfe=SOUND["sfe"][:-1]),
    "role-never-acts": a_regulation(sfe=[*SOUND["sfe"], NO_SUCH]),
    "name-not-listed": at_the_office(*OFFICE[:3], OTHER_NAME, OFFICE[4]),
    "role-only-in-text": a_regulation(stages=[*SOUND["stages"], a_stage("psc", 11, "courier")]),
    "role-only-in-table": a_regulation(stages=[s for s in SOUND["stages"] if s["n"] < 3]),
    "refusal-by-others": a_regulation(alternative_routes=[a_variant(*OFFICE[:3], OFFICE[4])]),
    "review-without-commission": a_regulation(sfe=[*SOUND["sfe"], COMMISSION]),
}
CHANNELS = {
    "channel-without-route": a_regulation(channels=AKIM),
    "route-not-offered": a_regulation(channels=SOUND["channels"][:1]),
    "fact-not-offered": a_regulation(schedules=[
        cited(channel="portal", days=None, hours=None, lunch=None),
    ]),
    "channel-without-stages": a_regulation(stages=SOUND["stages"][:6]),
    "several-routes": a_regulation(routes=[*SOUND["routes"], a_route(*OFFICE)]),
    "refusal-without-route": a_regulation(alternative_routes=[a_variant(*OFFICE)]),
    "delivery-not-offered": a_regulation(delivery=[
        *SOUND["delivery"], cited(code="portal_cabinet"),
    ]),
    "channel-without-delivery": a_regulation(delivery=SOUND["delivery"][:1]),
    "channel-without-acknowledgement": a_regulation(acknowledgement=papers(receipt=RECEIPT)),
}  # fmt: skip
PAPERS = {
    "acknowledgement-without-form": a_regulation(forms=without("talon")),
    "acknowledgement-without-fields": a_regulation(
        acknowledgement=papers(talon=[], receipt=RECEIPT)
    ),
    "form-without-acknowledgement": a_regulation(acknowledgement=papers(receipt=RECEIPT)),
    "acknowledgement-differs-from-form": a_regulation(
        acknowledgement=papers(talon=[*TALON, "номер"], receipt=RECEIPT)
    ),
    "receipt-incomplete": a_regulation(
        acknowledgement=papers(talon=TALON, receipt=[RECEIPT[0], RECEIPT[2]])
    ),
    "acknowledgement-called-otherwise": at_the_office(
        an_action(1, "accept", "register", action="Прием, выдача расписки"), *OFFICE[1:]
    ),
    "wrong-appendix": a_regulation(stages=[*SOUND["stages"], TO_THE_TALON]),
    "appendix-twice": a_regulation(forms=[*SOUND["forms"], a_form("1", "other", "поле")]),
    "form-empty": a_regulation(forms=[*SOUND["forms"], a_form("9", "survey")]),
    "refusal-without-form": a_regulation(forms=without("refusal")),
    "application-without-form": a_regulation(
        documents=SOUND["documents"] | {"items": [SET_FORM]}
    ),
}  # fmt: skip
PROMISES = {
    "refusal-without-grounds": a_regulation(refusal_grounds=grounds()),
    "refusal-not-a-result": a_regulation(results=SOUND["results"][:1]),
    "extension-without-notice": a_regulation(extensions=[EXTENDED | {
        "notice_value": None, "notice_unit": None,
    }]),
    "extension-without-measure": a_regulation(extensions=[EXTENDED | {
        "value": None, "unit": None,
    }]),
    "return-without-informing": a_regulation(return_for_correction=THREE_DAYS),
    "return-without-centre": a_regulation(
        channels=SOUND["channels"][:1], return_for_correction=THREE_DAYS
    ),
    "one-ground-for-two-ends": a_regulation(suspension_grounds=[cited(text="Нет права;")]),
    "ground-twice": a_regulation(refusal_grounds=grounds("нет права", "умер", "нет права")),
    "post-through-psc": a_regulation(
        channels=SOUND["channels"][1:], delivery=[*SOUND["delivery"], cited(code="post")]
    ),
    "post-without-action": a_regulation(delivery=[*SOUND["delivery"], cited(code="post")]),
    "complaint-missing": a_regulation(complaint=None),
}  # fmt: skip
FAULTY = (
    COUNTER | ROLES | CHANNELS | PAPERS | PROMISES | {"directory-missing": a_regulation(
        directories=SOUND["directories"][:1],
    )}
)  # fmt: skip


@pytest.mark.parametrize("rule", FAULTY)
def test_a_fault_beside_the_tables_is_found(rule):
    faulty = FAULTY[rule]

    broken = rules_broken(faulty)

    assert rule in broken


def test_an_extension_with_measure_and_notice_is_no_fault():
    extended = a_regulation(extensions=[EXTENDED])

    broken = rules_broken(extended)

    assert broken == set()


def test_a_return_that_the_applicant_hears_of_is_no_fault():
    returned = a_regulation(return_for_correction=THREE_DAYS, inform_applicant=THREE_DAYS)

    broken = rules_broken(returned)

    assert broken == set()


def test_grounds_that_lie_in_the_standard_are_no_fault():
    elsewhere = a_regulation(refusal_grounds=grounds() | {"source": "standard п. 16"})

    broken = rules_broken(elsewhere)

    assert broken == set()


def test_post_that_an_action_sends_is_no_fault():
    sends = an_action(5, "record", "hand-out", action="Выдача или отправка по почте")
    posted = at_the_office(*OFFICE[:4], sends, delivery=[*SOUND["delivery"], cited(code="post")])

    broken = rules_broken(posted)

    assert broken == set()


def test_an_appendix_of_which_nothing_is_known_is_not_judged():
    elsewhere = TO_THE_TALON | {"action": "выдает расписку согласно приложению 12"}
    doubtful = a_regulation(stages=[*SOUND["stages"], elsewhere])

    broken = rules_broken(doubtful)

    assert broken == set()


def test_a_kazakh_reference_is_read_as_well():
    kazakh = TO_THE_TALON | {"action": "5-қосымшаға сәйкес емес, қолхат 5-қосымша бойынша беріледі"}
    wrong = a_regulation(lang="kk", stages=[*SOUND["stages"], kazakh])

    broken = rules_broken(wrong)

    assert broken == {"wrong-appendix"}


def test_a_refusal_through_the_same_hands_on_every_channel_is_no_fault():
    refused = a_regulation(alternative_routes=[a_variant(*OFFICE), a_variant(*PSC, channel="psc")])

    broken = rules_broken(refused)

    assert broken == set()
