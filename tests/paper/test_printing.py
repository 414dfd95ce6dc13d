"""Nobody waits for a printer, and nobody disturbs another's print."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from shared.runtime.paper.forms import FORMS, Piece, Register, form_of
from shared.runtime.paper.printing import print_form, typeset, warm
from shared.runtime.paper.samples import sample


def a_register_of(folders: int) -> Register:
    like = sample("register")
    assert isinstance(like, Register)
    pieces = tuple(Piece(f"F{n:013d}", f"Сейітқали {n}", 5, 12) for n in range(folders))
    return replace(like, pieces=pieces)


async def test_printing_does_not_hold_the_event_loop() -> None:
    turns = 0
    work = asyncio.create_task(print_form("register", a_register_of(300), "both"))

    while not work.done():
        await asyncio.sleep(0.001)
        turns += 1

    assert (await work).startswith(b"%PDF-1.7")
    assert turns > 10


async def test_papers_printed_at_once_do_not_mix() -> None:
    wanted = {form: typeset(sample(form), "both") for form in FORMS}

    printed = await asyncio.gather(
        *(print_form(form, sample(form), "both") for form in FORMS for _ in range(3))
    )

    assert printed == [wanted[form] for form in FORMS for _ in range(3)]


async def test_a_warm_press_needs_no_second_thought() -> None:
    await warm(["badge"])

    assert await print_form("badge", sample("badge"), "ru") == typeset(sample("badge"), "ru")


@pytest.mark.parametrize(
    ("name", "data", "about"),
    [
        ("badge", {"badge": "B2601010001237"}, "person"),
        ("badge", {"at": "2026-11-20T10:04:00"}, "at"),
        ("shelf-label", {"organisation": {}}, "organisation"),
    ],
)
def test_data_that_do_not_make_a_paper_are_refused(
    name: str, data: dict[str, Any], about: str
) -> None:
    with pytest.raises(ValidationError, match=about):
        form_of(name, data)


def test_a_form_that_does_not_exist_is_not_printed() -> None:
    with pytest.raises(KeyError):
        form_of("banknote", {})
