"""In whose hands a paper is, and whose hands may move it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from shared.rules.broken import Forbidden
from shared.rules.regulation import Doing, Role
from shared.rules.route import Step

# Who packs and unpacks at a site of this kind where the act names nobody.
USUAL: dict[str, Role] = {
    "psc": Role.PSC_ACCUMULATION_INSPECTOR,
    "office": Role.OFFICE_CLERK,
    "akim": Role.AKIM_CLERK,
    "employment_center": Role.CENTER_CLERK,
}
# Who hands a result out at a site of this kind: a shelf is in these hands.
AT_THE_WINDOW: dict[str, Role] = {"psc": Role.PSC_INSPECTOR, "akim": Role.AKIM_CLERK}


class NotYourSite(Forbidden):
    """You do not work at {place}: check the place that the device is set to."""

    code = "not-your-site"
    ru = "Вы не работаете на месте {place}: проверьте место, указанное в устройстве."
    kk = "Сіз {place} орнында жұмыс істемейсіз: құрылғыдағы орынды тексеріңіз."


class NotACourier(Forbidden):
    """Badge {badge} is not one of a courier between these sites."""

    code = "unknown-badge"
    ru = "Бейдж {badge} не принадлежит курьеру между этими организациями."
    kk = "{badge} бейджі осы ұйымдар арасындағы курьердікі емес."


class BadgeNeeded(Forbidden):
    """Scan the courier's badge as well: the packet goes into the courier's hands."""

    code = "badge-needed"
    ru = "Отсканируйте и бейдж курьера: пакет переходит в руки курьера."
    kk = "Курьердің бейджін де сканерлеңіз: пакет курьердің қолына өтеді."


@dataclass(frozen=True, slots=True)
class Hand:
    """Who holds: a role, and the person where one is known."""

    role: str
    account: UUID | None = None
    name: str | None = None


class NamedSite(Protocol):
    """What a refusal needs to know of a site to send somebody there."""

    @property
    def code(self) -> str: ...
    @property
    def name_ru(self) -> str: ...
    @property
    def name_kk(self) -> str: ...


def role_for(awaited: Step | None, doings: Collection[Doing], kind: str) -> Role:
    """The role that the act names for this movement, or else the usual one of the site."""
    if awaited is not None and awaited.doing in doings:
        return awaited.role
    return USUAL.get(kind, Role.OFFICE_CLERK)
