"""What the lint finds in tables of actions: numbers, terms, order, the way of papers."""

from __future__ import annotations

import pytest

from shared.rules.regulation import Action, Doing, Regulation
from tests.rules.lint_builders import (
    ACCEPTED,
    EXAMINED,
    HANDED_OUT,
    OFFICE,
    PSC,
    RESOLVED,
    SIGNED,
    SOUND,
    a_regulation,
    a_route,
    a_stage,
    a_variant,
    an_action,
    at_the_centre,
    at_the_office,
    cited,
    rules_broken,
)


def pointing(n: int, to: int | None) -> tuple[Action, ...]:
    """The office's actions, with another next action printed at one of them."""
    return tuple(a.model_copy(update={"next": to}) if a.n == n else a for a in OFFICE)


def lasting(n: int, term: str) -> tuple[Action, ...]:
    timed = an_action(n, "examine", term=term).term
    return tuple(a.model_copy(update={"term": timed}) if a.n == n else a for a in OFFICE)


def doing(n: int, *does: str) -> tuple[Action, ...]:
    does_now = tuple(Doing(one) for one in does)
    return tuple(a.model_copy(update={"does": does_now}) if a.n == n else a for a in PSC)


def a_term(value: int, unit: str, *, excludes: bool = False, channel: str = "any") -> dict:
    facts = {"channel": channel, "value": value, "unit": unit, "scope": None, "source": "here"}
    return cited(excludes_acceptance_and_issue_day=excludes, **facts)


def at_the_office_only(value: int, unit: str) -> dict:
    return a_term(value, unit, channel="office")


def a_process(n: str) -> dict:
    return cited(channel="psc", n=n, role="information_system", action="шаг", kind="process")


TWICE = an_action(3, "forward", role="office_executor", term="1 hour")
PREPARED = an_action(5, "hand-out", action="Подготовка уведомления и выдача")
WRITTEN = {"value": 15, "unit": "minute", "text": "15 (двадцать) минут"}

NUMBERS = {
    "next-nowhere": at_the_office(*pointing(3, 9)),
    "next-itself": at_the_office(*pointing(3, 3)),
    "next-backwards": at_the_office(*pointing(3, 2)),
    "next-skips": at_the_office(*pointing(1, 3)),
    "next-missing": at_the_office(*pointing(3, None)),
    "unreachable-action": at_the_office(*pointing(1, 3)),
    "number-twice": at_the_office(ACCEPTED, RESOLVED, an_action(2, "examine", "draft"), SIGNED),
    "several-terms": at_the_office(ACCEPTED, RESOLVED, EXAMINED, TWICE, SIGNED, HANDED_OUT),
    "numbers-out-of-order": at_the_office(ACCEPTED, EXAMINED, RESOLVED, SIGNED, HANDED_OUT),
    "missing-number": at_the_office(ACCEPTED, RESOLVED, EXAMINED, HANDED_OUT),
    "stage-numbers": a_regulation(stages=[*SOUND["stages"], a_stage("psc", 12, "courier")]),
    "electronic-step-numbers": a_regulation(electronic_steps=[a_process("1"), a_process("3")]),
}
TERMS = {
    "steps-longer-than-term": at_the_office(*lasting(3, "11 working_day")),
    "steps-fill-term": at_the_office(*lasting(3, "10 working_day")),
    "term-twice-the-steps": at_the_office(*lasting(3, "3 working_day")),
    "step-longer-than-serving": at_the_office(*lasting(1, "31 minute")),
    "other-kind-of-days": at_the_office(*lasting(3, "8 calendar_day")),
    "mixed-units": at_the_office(*lasting(3, "5 calendar_day")[:4], *lasting(5, "1 other")[4:]),
    "uncountable-term": at_the_office(*lasting(5, "1 other")),
    "step-without-term": at_the_office(*lasting(5, "")),
    "figure-against-words": at_the_office(*OFFICE[:4], an_action(5, "hand-out", term="").model_copy(
        update={"term": EXAMINED.term.model_validate(WRITTEN)},
    )),
    "term-not-stated": a_regulation(terms=[]),
    "channel-without-term": a_regulation(terms=[a_term(10, "working_day", channel="psc")]),
}  # fmt: skip
ORDER = {
    "not-accepted-first": at_the_office(an_action(1, "register"), *OFFICE[1:]),
    "never-registered": at_the_office(an_action(1, "accept"), *OFFICE[1:]),
    "never-signed": at_the_office(*OFFICE[:3], an_action(4, "hand-out")),
    "signed-before-drafted": at_the_office(
        ACCEPTED, an_action(2, "sign", role="office_head"), EXAMINED, an_action(4, "hand-out")
    ),
    "prepared-after-signature": at_the_office(*OFFICE[:4], PREPARED),
    "handed-out-before-signature": at_the_office(
        *OFFICE[:3], an_action(4, "hand-out"), an_action(5, "sign", role="office_head")
    ),
    "signed-twice": at_the_office(*OFFICE[:4], an_action(5, "sign", "hand-out")),
    "never-examined": at_the_office(ACCEPTED, RESOLVED, an_action(3, "draft"), SIGNED, HANDED_OUT),
    "never-reaches-applicant": at_the_office(*OFFICE[:4], an_action(5, "record")),
    "handed-out-before-end": at_the_office(*OFFICE, an_action(6, "record")),
    "completion-missing": at_the_office(*OFFICE[:4], an_action(5, "hand-out", completion=None)),
}
CUSTODY = {
    "dispatched-never-received": at_the_centre(*doing(3, "register")),
    "dispatched-without-register": at_the_centre(*doing(2, "collect", "dispatch")),
    "returned-never-taken-in": at_the_centre(*doing(8, "forward")),
    "way-back-without-accumulation": at_the_centre(
        *PSC[:7], an_action(8, "shelve", "hand-out", role="psc_inspector")
    ),
    "handed-out-by-accumulation": at_the_centre(
        *PSC[:7], an_action(8, "shelve", "hand-out", role="psc_accumulation_inspector")
    ),
    "dispatched-too-seldom": a_regulation(courier=cited(per_day_min=3)),
    "courier-without-action": a_regulation(courier=cited(per_day_min=2)),
}
FAULTY: dict[str, Regulation] = NUMBERS | TERMS | ORDER | CUSTODY


@pytest.mark.parametrize("rule", FAULTY)
def test_a_fault_in_a_table_is_found(rule):
    faulty = FAULTY[rule]

    broken = rules_broken(faulty)

    assert rule in broken


def test_a_sound_regulation_has_no_fault_at_all():
    sound = a_regulation()

    broken = rules_broken(sound)

    assert broken == set()


def test_a_next_action_that_is_not_printed_anywhere_is_no_fault():
    silent = at_the_office(*(a.model_copy(update={"next": None}) for a in OFFICE))

    broken = rules_broken(silent)

    assert broken == set()


def test_one_table_for_two_channels_misses_no_number():
    office = a_route(*(PSC[n] for n in (2, 3, 4, 5)), HANDED_OUT.model_copy(update={"n": 7}))
    shared = a_regulation(routes=[office, a_route(*PSC, channel="psc")])

    broken = rules_broken(shared)

    assert "missing-number" not in broken


@pytest.mark.parametrize(
    ("steps", "term"),
    [
        # Ten calendar days hold at least four working ones, and at most nine.
        ("14 calendar_day", at_the_office_only(10, "working_day")),
        # Eight working days may pass in nine calendar days, where Saturdays are worked.
        ("8 working_day", at_the_office_only(9, "calendar_day")),
        ("28 calendar_day", at_the_office_only(1, "month")),
        ("30 minute", at_the_office_only(3, "hour")),
    ],
)
def test_kinds_of_days_are_compared_with_care(steps, term):
    doubtful = at_the_office(*lasting(3, steps), terms=[term])

    broken = rules_broken(doubtful)

    assert "steps-longer-than-term" not in broken


@pytest.mark.parametrize(
    ("steps", "term"),
    [
        ("21 calendar_day", at_the_office_only(10, "working_day")),
        ("8 working_day", at_the_office_only(8, "calendar_day")),
        ("28 working_day", at_the_office_only(1, "month")),
        ("1 working_day", at_the_office_only(3, "hour")),
        ("2 hour", at_the_office_only(150, "minute")),
    ],
)
def test_what_is_longer_on_every_calendar_is_found(steps, term):
    too_long = at_the_office(*lasting(3, steps), terms=[term])

    broken = rules_broken(too_long)

    assert "steps-longer-than-term" in broken


def test_days_of_acceptance_and_issue_are_outside_a_term_that_leaves_them_out():
    long = at_the_office(*lasting(5, "3 working_day"), terms=[at_the_office_only(9, "working_day")])
    outside = long.terms[0].model_copy(update={"excludes_acceptance_and_issue_day": True})

    broken = rules_broken(long.model_copy(update={"terms": (outside,)}))

    assert "steps-longer-than-term" in rules_broken(long)
    assert "steps-longer-than-term" not in broken


def test_a_variant_is_read_like_a_route():
    faulty = a_regulation(alternative_routes=[a_variant(*OFFICE[:4], an_action(5, "record"))])

    broken = rules_broken(faulty)

    assert "never-reaches-applicant" in broken
