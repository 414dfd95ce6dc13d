"""`accept`: acceptance over HTTP with five documents, beside bare asyncpg writing the same rows.

Sixteen kept-alive connections against one `psc serve intake`; sixteen database connections for
the floor, one transaction each time. Both clients are processes of their own.
"""

from __future__ import annotations

from typing import Any

from bench.figure import Figure, alternately, percentile
from bench.ground import Ground, Running, aside, ground
from shared.rules.iin import check_digit

CONNECTIONS = 16
SECONDS = 3.0
AT_LEAST = 0.30
PATH = "/intake/v1/cases"
_NAMES = (
    "Заявление",
    "Удостоверение личности",
    "Свидетельство о рождении ребёнка",
    "Справка о составе семьи",
    "Сведения о доходах",
)


def measure() -> Figure:
    with ground() as laid, laid.running("serve", "intake") as intake:
        token = intake.token("window1", laid.password())
        answers, floors = alternately(
            lambda: requests(intake, token, SECONDS), lambda: transactions(laid)
        )
    took = [ms for answer in answers for ms in answer["took"]]
    return Figure(
        unit="acceptances/s",
        runs=[answer["rate"] for answer in answers],
        floor_runs=[floor["rate"] for floor in floors],
        at_least={"ratio": AT_LEAST},
        more={"p50": percentile(took, 0.5) * 1000, "p99": percentile(took, 0.99) * 1000},
    )


def requests(intake: Running, token: str, seconds: float) -> dict[str, Any]:
    asks = [{"method": "POST", "path": PATH, "body": application(n)} for n in range(64)]
    given = {
        "port": intake.port, "token": token, "connections": CONNECTIONS, "asks": asks,
        "seconds": seconds,
    }  # fmt: skip
    return aside("bench.client", given)


def transactions(laid: Ground) -> dict[str, Any]:
    given = {"url": laid.database, "connections": CONNECTIONS, "seconds": SECONDS}
    return aside("bench.accept_floor", given)


def application(n: int) -> dict[str, Any]:
    """What a window sends; applicants differ."""
    return {
        "regulation": "almaty-2012-349/07",
        "channel": "psc",
        "office": "office-talgar",
        "window": "1",
        "applicant": {
            "iin": _iin(n), "last_name": "Сейітқали", "first_name": "Әсел",
            "middle_name": "Ерланқызы", "phone": "+7 701 000 00 00", "language": "kk",
        },
        "documents": [{"name": name, "sheets": 1 + n % 3} for n, name in enumerate(_NAMES)],
    }  # fmt: skip


def _iin(n: int) -> str:
    tries = (f"860713{300_00 + n + step * 1000:05d}" for step in range(11))
    return next(eleven + digit for eleven in tries if (digit := check_digit(eleven)))
