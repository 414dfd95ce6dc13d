"""A receipt or a talon names exactly what the act of its regulation lists."""

from __future__ import annotations

import re

import pytest

from shared.rules.regulation import Channel, Regulation
from shared.runtime.catalogue import load
from shared.runtime.paper.fields import RECEIPT, TALON, acknowledged, field_of
from shared.runtime.paper.printing import TEMPLATES

REGULATIONS = load().regulations
GIVEN = [(regulation, given) for regulation in REGULATIONS for given in regulation.acknowledgement]


def of(key: str) -> Regulation:
    return next(regulation for regulation in REGULATIONS if regulation.key == key)


def words_of(template: str) -> set[str]:
    """What the template has words for."""
    source = (TEMPLATES / f"{template}.typ").read_text("utf-8")
    named = source[source.index("#let named = (") :]
    return set(re.findall(r"^  (\w+): field\(", named, re.MULTILINE))


@pytest.mark.parametrize(
    ("regulation", "given"), GIVEN, ids=[f"{r.key}-{given.channel}" for r, given in GIVEN]
)
def test_every_wording_of_every_act_is_known(regulation: Regulation, given: object) -> None:
    channel, kind = given.channel, given.kind  # type: ignore[attr-defined]

    fields = acknowledged(regulation, channel)

    assert set(fields) <= words_of(kind)
    assert len(set(fields)) == len(fields)


def test_the_child_allowance_of_almaty_has_the_five_fields_of_its_appendix() -> None:
    fields = acknowledged(of("almaty-2012-349/07"), Channel.PSC)

    assert fields == ("request", "service", "documents", "issue", "inspector")


def test_the_housing_aid_of_akzhar_names_people_and_telephones_too() -> None:
    fields = acknowledged(of("akzhar-2012-277/06"), Channel.PSC)

    assert fields == ("request", "service", "documents", "issue", "inspector", "people")


def test_the_certificate_of_akmola_does_not_ask_for_the_documents() -> None:
    fields = acknowledged(of("akmola-2011-a-11-491/03"), Channel.PSC)

    assert fields == ("request", "service", "issue", "inspector")


def test_where_an_act_is_silent_the_usual_fields_are_printed() -> None:
    assert acknowledged(of("almaty-2018-81/18"), Channel.PSC) == RECEIPT
    assert acknowledged(of("almaty-2018-81/04"), Channel.OFFICE) == TALON


def test_a_wording_of_a_new_act_is_kept_as_it_is() -> None:
    assert field_of("receipt", "Цвет папки") == "Цвет папки"
