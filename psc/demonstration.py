"""The demonstration's sites and people. Nobody here exists; the password is made at run time."""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.accumulation.store import scans
from shared.rules.identifiers import Code, Kind
from shared.runtime.database import create_engine
from shared.runtime.identity.tables import account, membership, organisation
from shared.runtime.schedules import OFFICE_SCHEDULE, PSC_SCHEDULE
from shared.runtime.sealing import keep_secret
from shared.runtime.settings import Settings

_SPACE = UUID("6b1f0f5e-6c1c-4c58-9d0b-2f6e2f3a7c11")

PSC, OFFICE, OTHER_OFFICE = "psc-talgar", "office-talgar", "office-ili"


@dataclass(frozen=True)
class Someone:
    login: str
    name: str
    organisation: str
    role: str
    what: str

    @property
    def id(self) -> UUID:
        return uuid5(_SPACE, self.login)


SITES: tuple[dict[str, Any], ...] = (
    {
        "code": PSC, "number": 101, "kind": "psc", "schedule": PSC_SCHEDULE,
        "name_ru": "Центр обслуживания населения, Талгарский район",
        "name_kk": "Халыққа қызмет көрсету орталығы, Талғар ауданы",
        "address": "г. Талгар, ул. Лермонтова, 53а", "phone": "8-72774 2-21-28",
    },
    {
        "code": OFFICE, "number": 201, "kind": "office", "schedule": OFFICE_SCHEDULE,
        "name_ru": "Отдел занятости и социальных программ Талгарского района",
        "name_kk": "Талғар ауданының жұмыспен қамту және әлеуметтік бағдарламалар бөлімі",
        "address": "г. Талгар", "phone": None,
    },
    {
        "code": OTHER_OFFICE, "number": 202, "kind": "office", "schedule": OFFICE_SCHEDULE,
        "name_ru": "Отдел занятости и социальных программ Илийского района",
        "name_kk": "Іле ауданының жұмыспен қамту және әлеуметтік бағдарламалар бөлімі",
        "address": "п. Отеген батыра", "phone": None,
    },
)  # fmt: skip

PEOPLE: tuple[Someone, ...] = (
    Someone("window1", "Айгүл Сериковна Омарова", PSC, "psc_inspector", "окно 1"),
    Someone("window2", "Нұрлан Бақытұлы Әбенов", PSC, "psc_inspector", "окно 2"),
    Someone("accumulation", "Марат Есенович Жұмабек", PSC, "psc_accumulation_inspector",
            "накопительный отдел"),
    Someone("courier1", "Ерлан Сапаров", PSC, "courier", "курьер"),
    Someone("courier2", "Гүлнар Тәжібаева", PSC, "courier", "курьер"),
    Someone("clerk", "Светлана Петровна Ким", OFFICE, "office_clerk", "канцелярия"),
    Someone("head", "Болат Қанатұлы Ахметов", OFFICE, "office_head", "руководитель"),
    Someone("deputy", "Жанар Маратқызы Исаева", OFFICE, "deputy_head", "заместитель"),
    Someone("sector", "Тимур Аскарович Ли", OFFICE, "sector_head", "заведующий сектором"),
    Someone("executor", "Динара Асқарқызы Нұрпейіс", OFFICE, "office_executor", "исполнитель"),
    Someone("executor2", "Олег Викторович Цой", OFFICE, "office_executor", "исполнитель"),
    Someone("ili-clerk", "Анна Сергеевна Пак", OTHER_OFFICE, "office_clerk", "канцелярия"),
    Someone("ili-head", "Қайрат Нұрланұлы Досов", OTHER_OFFICE, "office_head", "руководитель"),
    Someone("ili-executor", "Мәдина Ерболқызы Сәрсен", OTHER_OFFICE, "office_executor",
            "исполнитель"),
    Someone("operator", "Дежурный оператор", PSC, "operator", "табло, мёртвые письма"),
)  # fmt: skip

_told: list[str] = []


def accounts_file(settings: Settings) -> Path:
    return settings.data / "accounts.json"


def password_of(settings: Settings) -> str:
    """Made once for a data folder, readable by its owner alone."""
    file = accounts_file(settings)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        keep_secret(file, json.dumps({"password": secrets.token_urlsafe(9)}))
    password: str = json.loads(file.read_text())["password"]
    return password


async def load_demonstration(settings: Settings, hasher: PasswordHasher | None = None) -> None:
    """Sites and people that are not there yet; harmless to repeat."""
    password = password_of(settings)
    _told[:] = [password]
    engine = create_engine(settings.database_of("identity"), 2, "seed")
    try:
        async with engine.begin() as db:
            await db.execute(insert(organisation).on_conflict_do_nothing(), list(SITES))
            await _people(db, password, hasher or PasswordHasher())
    finally:
        await engine.dispose()
    await _issue_badges(settings)


async def _issue_badges(settings: Settings) -> None:
    engine = create_engine(settings.database_of("accumulation"), 2, "seed")
    try:
        async with engine.begin() as db:
            await scans.issue_badges(db, badges())
    finally:
        await engine.dispose()


async def _people(db: AsyncConnection, password: str, hasher: PasswordHasher) -> None:
    there = set((await db.execute(select(account.c.login))).scalars())
    missing = [someone for someone in PEOPLE if someone.login not in there]
    if not missing:
        return
    hashed = await asyncio.to_thread(hasher.hash, password)
    await db.execute(
        insert(account),
        [
            {"id": s.id, "login": s.login, "name": s.name, "password_hash": hashed, "active": True,
             "language": "ru"}
            for s in missing
        ],
    )  # fmt: skip
    await db.execute(
        insert(membership),
        [{"account": s.id, "organisation": s.organisation, "role": s.role} for s in missing],
    )


def badges() -> list[dict[str, object]]:
    """The couriers' badges, for whoever keeps them."""
    numbers = {site["code"]: site["number"] for site in SITES}
    return [
        {
            "code": str(Code(Kind.BADGE, 26, numbers[someone.organisation], serial)),
            "account": someone.id,
            "name": someone.name,
            "organisation": someone.organisation,
        }
        for serial, someone in enumerate((s for s in PEOPLE if s.role == "courier"), start=1)
    ]


def tell_accounts() -> None:
    print(f"\n  Accounts of the demonstration (password of all: {_told[0]})\n")
    for someone in PEOPLE:
        print(f"    {someone.login:14}{someone.role:28}{someone.organisation:14}{someone.name}")
    print("\n  Couriers' badges: " + ", ".join(f"{b['name']} {b['code']}" for b in badges()))
