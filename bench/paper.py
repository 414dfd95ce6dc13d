"""`receipt`, `register`: a paper as a service prints it, beside bare Typst on the same template.

Every paper differs from the one before: what Typst remembers of the last one must not help.
Milliseconds; the event loop and the threads of the press are in the figure, not in the floor.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median

from bench.figure import Figure, alternately, percentile
from shared.rules.identifiers import Code, Kind
from shared.runtime.paper import printing
from shared.runtime.paper.forms import Form, Piece, QrCode, Receipt, Register
from shared.runtime.paper.samples import sample

RECEIPT_MS = 15.0
REGISTER_MS = 150.0
FOLDERS = 300


def receipt() -> Figure:
    return _measured(_receipt, papers=40, at_most=RECEIPT_MS)


def register() -> Figure:
    return _measured(_register, papers=8, at_most=REGISTER_MS)


def _measured(form: Callable[[int], Form], *, papers: int, at_most: float) -> Figure:
    asyncio.run(printing.warm([form(0).name]))
    numbers = iter(range(10_000_000))
    runs, floors = alternately(
        lambda: asyncio.run(_printed([form(next(numbers)) for _ in range(papers)])),
        lambda: _compiled([form(next(numbers)) for _ in range(papers)]),
    )
    took = [ms for run in runs for ms in run]
    return Figure(
        unit="ms",
        runs=[median(run) for run in runs],
        floor_runs=[median(floor) for floor in floors],
        at_most={"figure": at_most},
        more={"p50": percentile(took, 0.5), "p99": percentile(took, 0.99)},
    )


async def _printed(forms: list[Form]) -> list[float]:
    took = []
    for form in forms:
        started = time.perf_counter()
        await printing.print_form(form.name, form, "both")
        took.append((time.perf_counter() - started) * 1000)
    return took


def _compiled(forms: list[Form]) -> list[float]:
    """The library alone, with the data already laid ready."""
    press = printing.press()
    took = []
    for form in forms:
        order = press.order(form, "both")
        started = time.perf_counter()
        press.compiler.compile(**order)
        took.append((time.perf_counter() - started) * 1000)
    return took


def _receipt(n: int) -> Receipt:
    number = Code(Kind.RECEIPT, 26, 101, n % 1_000_000)
    like = sample("receipt")
    assert isinstance(like, Receipt)
    return replace(
        like,
        number=number,
        file=number.of_kind(Kind.FILE),
        applicant=f"{like.applicant} {n}",
        status=QrCode(f"https://psc.example/board/status/{number}"),
    )


def _register(n: int) -> Register:
    like = sample("register")
    assert isinstance(like, Register)
    return replace(like, pieces=tuple(_piece(n * FOLDERS + row) for row in range(FOLDERS)))


def _piece(n: int) -> Piece:
    code = str(Code(Kind.FILE, 26, 101, n % 1_000_000))
    return Piece(code, f"Сейітқали Әсел Ерланқызы {n}", n % 7 + 1, n % 30 + 1)
