"""Dates as they stand on papers: in words, in the time of Kazakhstan."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

KAZAKHSTAN: Final = ZoneInfo("Asia/Almaty")

_RU: Final = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_KK: Final = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
    "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
)  # fmt: skip


def in_words(day: date) -> dict[str, str]:
    """A day, or a moment with hours and minutes; `both` is for papers in two languages."""
    if not isinstance(day, datetime):
        return _day(day)
    local = day.astimezone(KAZAKHSTAN)
    return {language: f"{words}, {local:%H:%M}" for language, words in _day(local).items()}


def _day(day: date) -> dict[str, str]:
    return {
        "ru": f"{day.day} {_RU[day.month - 1]} {day.year} г.",
        "kk": f"{day.year} жылғы {day.day} {_KK[day.month - 1]}",
        "both": f"{day:%d.%m.%Y}",
    }
