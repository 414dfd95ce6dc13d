"""Words of the acts that tell what a cell speaks of, in Russian and in Kazakh."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from shared.rules.regulation import Action

REGISTER: Final = re.compile(r"реестр|тізілім|тiзiлiм", re.IGNORECASE)
POST: Final = re.compile(r"почт|пошта", re.IGNORECASE)
PREPARING: Final = re.compile(r"подготов|дайында|әзірле", re.IGNORECASE)
SET_FORM: Final = re.compile(
    r"(установленн|утвержд[её]нн)\w* (форм|образц)|белгілен(ген|етін) (нысан|үлгі)", re.IGNORECASE
)
HOW_MANY: Final = re.compile(r"колич|числ|саны|тізбе|переч|назван|наимен|атау", re.IGNORECASE)
WHEN_ISSUED: Final = re.compile(
    r"(дат|врем)\w*[^;]*(выдач|получен|готовн)|(беру|беретін|алу|алатын)[^;]*(күн|уақыт)"
    r"|(күн|уақыт)\w*[^;]*(беру|беретін|беріл|алу|алатын)",
    re.IGNORECASE,
)

# What a paper is called, by the kind of form that it is.
PAPERS: Final = {
    "receipt": re.compile(r"расписк\w*|қолхат\w*", re.IGNORECASE),
    "talon": re.compile(r"талон\w*", re.IGNORECASE),
    "notification": re.compile(r"уведомлени\w*|хабарлама\w*", re.IGNORECASE),
    "refusal": re.compile(r"отказ\w*|бас тарту\w*", re.IGNORECASE),
}
APPENDIX: Final = re.compile(r"приложени\w*\s+(\d+)|(\d+)\s*[-–]?\s*қосымша", re.IGNORECASE)


def text_of(action: Action) -> str:
    """Everything that the columns of one action say."""
    return " ".join(filter(None, (action.action, action.completion)))


def speak_of(pattern: re.Pattern[str], texts: Iterable[str | None]) -> bool:
    return any(pattern.search(text) for text in texts if text)


def words_of(text: str) -> list[str]:
    """The words alone, for comparing: no case, no signs, no figures."""
    return re.findall(r"[^\W\d_]+", text.lower())


# Russian numerals by their stems, the longer stem before the one that it contains.
_NUMERALS: Final = (
    ("одиннадцат", 11), ("двенадцат", 12), ("тринадцат", 13), ("четырнадцат", 14),
    ("пятнадцат", 15), ("шестнадцат", 16), ("семнадцат", 17), ("восемнадцат", 18),
    ("девятнадцат", 19), ("двадцат", 20), ("тридцат", 30), ("сорок", 40), ("шестьдесят", 60),
    ("один", 1), ("одн", 1), ("дв", 2), ("тр", 3), ("четыр", 4), ("пят", 5), ("шест", 6),
    ("сем", 7), ("вос", 8), ("девят", 9), ("десят", 10),
)  # fmt: skip
_FIGURE_AND_WORD: Final = re.compile(r"(\d+)\s*\(([а-яё]+)\)", re.IGNORECASE)


def figures_and_words(text: str) -> list[tuple[int, int | None]]:
    """Figures that are repeated in words: "30 (тридцать)"; no number for words not understood."""
    return [(int(figure), _numeral(word)) for figure, word in _FIGURE_AND_WORD.findall(text)]


def _numeral(word: str) -> int | None:
    return next((n for stem, n in _NUMERALS if word.lower().startswith(stem)), None)
