"""The holidays of Kazakhstan, by year, as the law names them.

The `holidays` package knows the dates. Two things that it also knows are left out here, because
they depend on the site's week and belong to its calendar: the working day given for a holiday
that fell on a day off, and rest days moved by decree (they lie as data beside the regulations).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from holidays.countries.kazakhstan import Kazakhstan

from shared.rules.explanation import Words

# The package names holidays in Kazakh and English, not in Russian.
_RUSSIAN: Final = {
    "Жаңа жыл": "Новый год",
    "Православиелік Рождество": "Православное Рождество",
    "Халықаралық әйелдер күні": "Международный женский день",
    "Наурыз мейрамы": "Наурыз мейрамы",
    "Қазақстан халқының бірлігі мерекесі": "Праздник единства народа Казахстана",
    "Отан Қорғаушы күні": "День защитника Отечества",
    "Жеңіс күні": "День Победы",
    "Астана күні": "День столицы",
    "Қазақстан Республикасының Конституциясы күні": "День Конституции Республики Казахстан",
    "Республика күні": "День Республики",
    "Қазақстан Республикасы күні": "День Республики",
    "Қазақстан Республикасының Тұңғыш Президенті күні": (
        "День Первого Президента Республики Казахстан"
    ),
    "Тәуелсіздік күні": "День Независимости",
    "Құрбан айт": "Курбан-айт",
    "Құрбан айт (бағаланған)": "Курбан-айт (дата расчётная)",
}

# Days of rest for religious feasts are not given again when they fall on a day off.
_RELIGIOUS: Final = ("Православиелік Рождество", "Құрбан айт")

# How the package names a day off that was exchanged for another: "Демалыс күні (04.05.2024 …".
_MOVED_BY_DECREE: Final = "Демалыс күні ("


@dataclass(frozen=True, slots=True)
class Holiday:
    name: Words
    moves: bool  # whether a working day is given for it when it falls on a day off


@lru_cache(maxsize=64)
def kazakhstan_holidays(year: int) -> Mapping[date, Holiday]:
    kazakh = Kazakhstan(years=year, observed=False, language="kk")
    english = Kazakhstan(years=year, observed=False, language="en_US")
    found = {
        day: _holiday(kazakh.get_list(day), english.get_list(day))
        for day in sorted(kazakh)
        if not _is_moved_rest_day(kazakh, day)
    }
    return MappingProxyType(found)


def _is_moved_rest_day(kazakh: Kazakhstan, day: date) -> bool:
    return all(name.startswith(_MOVED_BY_DECREE) for name in kazakh.get_list(day))


def _holiday(kazakh: list[str], english: list[str]) -> Holiday:
    """Two feasts may meet on one day, as the lunar one wanders through the year."""
    return Holiday(
        name=Words(
            ru=", ".join(_RUSSIAN.get(name, name) for name in kazakh),
            kk=", ".join(kazakh),
            en=", ".join(english),
        ),
        moves=any(not name.startswith(_RELIGIOUS) for name in kazakh),
    )
