"""What the lint finds by comparing: near-copies, other services, directories."""

from __future__ import annotations

import pytest

from shared.rules.directories import Entry
from shared.rules.lint import Library
from shared.rules.regulation import Regulation
from tests.rules.lint_builders import (
    OFFICE,
    a_regulation,
    an_action,
    at_the_office,
    cited,
    rules_broken,
)


def a_line(name: str, address: str | None, phone: str | None) -> Entry:
    return Entry(n=0, name=name, address=address, email=None, phone=phone, schedule=None)


def a_neighbour(n: int, regulation: Regulation | None = None, **changes: object) -> Regulation:
    facts = {"key": f"act-2020-1/{n:02d}", "service": f"service-{n}"}
    return (regulation or a_regulation()).model_copy(update=facts | changes)


def among(*lines: Entry) -> Library:
    numbered = tuple(line.model_copy(update={"n": n}) for n, line in enumerate(lines, start=1))
    return Library(directories={("act-2020-1", "offices"): numbered})


HOURS = cited(channel="office", days=None, hours="09:00–18:00", lunch=None)
OPEN = a_regulation(schedules=[HOURS])
SLOW = an_action(4, "sign", role="office_head", term="2 hour")
LONGER = at_the_office(*OFFICE[:3], SLOW, OFFICE[4])
COPIES = Library(tuple(a_neighbour(n) for n in (2, 3, 4)))
ELSEWHERE = a_regulation(key="act-2019-1/01", act="act-2019-1")
OTHER_DAYS = at_the_office(*OFFICE[:2], an_action(3, "examine", "draft", term="8 calendar_day"))
WHEELCHAIR = a_neighbour(2, title="Оформление документов на обеспечение инвалидов креслом-коляской")
COPIED = at_the_office(
    an_action(1, "accept", "register", action="Прием на обеспечение инвалидов креслом-коляской"),
    *OFFICE[1:],
)
FIRST = a_line("Первый", "ул. А, 1", "8 (7271) 11-22-33")
SECOND = a_line("Второй", "ул. Б, 2", "8 (7272) 22-33-44")
THIRD = a_line("Третий", "ул. В, 3", "8 (7273) 33-44-55")


def changed(**facts: str | None) -> Entry:
    return THIRD.model_copy(update=facts)


FAULTY: dict[str, tuple[Regulation, Library]] = {
    "copy-differs-in-term": (LONGER, COPIES),
    "hours-differ-in-act": (
        a_regulation(schedules=[HOURS | {"lunch": "13:00–14:00"}]),
        Library(tuple(a_neighbour(n, OPEN) for n in (2, 3, 4))),
    ),
    "same-service-counts-otherwise": (OTHER_DAYS, Library((ELSEWHERE,))),
    "another-service": (COPIED, Library((WHEELCHAIR,))),
    "directory-lacks": (a_regulation(), among(FIRST, SECOND, changed(address=None))),
    "telephone-incomplete": (a_regulation(), among(FIRST, SECOND, changed(phone="4190"))),
    "telephone-shared": (a_regulation(), among(FIRST, changed(phone=FIRST.phone))),
    "address-shared": (a_regulation(), among(FIRST, changed(address=FIRST.address))),
    "site-twice": (a_regulation(), among(FIRST, SECOND, FIRST)),
}


@pytest.mark.parametrize("rule", FAULTY)
def test_a_fault_that_shows_beside_others_is_found(rule):
    faulty, library = FAULTY[rule]

    broken = rules_broken(faulty, library)

    assert rule in broken


def test_a_copy_that_agrees_is_no_fault():
    copy = a_regulation(schedules=[HOURS])
    library = Library(
        (*(a_neighbour(n, OPEN) for n in (2, 3, 4)), ELSEWHERE, WHEELCHAIR),
        among(FIRST, SECOND, THIRD).directories,
    )

    broken = rules_broken(copy, library)

    assert broken == set()


def test_two_copies_make_no_custom():
    library = Library(tuple(a_neighbour(n) for n in (2, 3)))

    broken = rules_broken(LONGER, library)

    assert "copy-differs-in-term" not in broken


def test_the_title_of_the_service_itself_is_no_other_service():
    own = a_regulation(title=WHEELCHAIR.title, routes=COPIED.routes)

    broken = rules_broken(own, Library((WHEELCHAIR,)))

    assert broken == set()


def test_a_list_that_gives_no_telephones_at_all_lacks_none():
    silent = among(*(a_line(name, f"ул. {name}", None) for name in ("А", "Б")))

    broken = rules_broken(a_regulation(), silent)

    assert broken == set()
