"""The sites of the network: centres, offices, courier services, with their hours and names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.rules.broken import Invalid
from shared.rules.calendar import Calendar
from shared.runtime.identity.tables import organisation
from shared.runtime.schedules import calendar_of


class UnknownSite(Invalid):
    """There is no site with the code {site}."""

    code = "unknown-site"
    ru = "Нет организации с кодом {site}."
    kk = "{site} коды бар ұйым жоқ."


@dataclass(frozen=True)
class Site:
    code: str
    # Four digits in every number that the site gives out.
    number: int
    kind: str
    name_ru: str
    name_kk: str
    address: str | None
    phone: str | None
    calendar: Calendar


class Sites:
    """All sites, read at start: they change with a deployment's directory, not by the minute."""

    def __init__(self, sites: dict[str, Site]) -> None:
        self._sites = sites

    @classmethod
    async def load(cls, engine: AsyncEngine) -> Sites:
        sites = cls({})
        await sites.reload(engine)
        return sites

    async def reload(self, engine: AsyncEngine) -> None:
        async with engine.connect() as db:
            rows = (await db.execute(select(organisation))).all()
        self._sites = {row.code: _site(row) for row in rows}

    def get(self, code: str, *, kind: str | None = None, field: str = "site") -> Site:
        site = self._sites.get(code)
        if site is None or (kind is not None and site.kind != kind):
            raise UnknownSite(site=code[:64], field=field)
        return site

    def of_kind(self, kind: str) -> list[Site]:
        return [site for site in self._sites.values() if site.kind == kind]


def _site(row: Row[Any]) -> Site:
    return Site(
        row.code, row.number, row.kind, row.name_ru, row.name_kk, row.address, row.phone,
        calendar_of(row.code, row.schedule),
    )  # fmt: skip
