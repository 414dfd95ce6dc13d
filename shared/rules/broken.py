"""How a rule says no.

    RuleBroken
    ├── Missing      there is no such thing (for this person)
    ├── Invalid      what was sent cannot be right
    ├── Conflict     right in itself, but not now
    └── Forbidden    right and timely, but not for this person

A subclass states a stable `code`, the `field` it is about (if one), and its words in Russian
and Kazakh; the docstring is the English sentence. Words may name the details given at raising.
"""

from __future__ import annotations

from typing import ClassVar


class RuleBroken(Exception):
    """A rule was broken."""

    code: ClassVar[str] = "rule-broken"
    ru: ClassVar[str] = "Нарушено правило."
    kk: ClassVar[str] = "Ереже бұзылды."

    def __init__(self, *, field: str | None = None, **details: object) -> None:
        self.field = field
        self.details = details
        super().__init__(self.say("en"))

    def say(self, language: str) -> str:
        """The sentence in one of `ru`, `kk`, `en`."""
        english = " ".join((self.__doc__ or self.code).split())
        template = {"ru": self.ru, "kk": self.kk}.get(language, english)
        return template.format(**self.details)


class Missing(RuleBroken):
    """There is no such thing."""

    code = "not-found"
    ru = "Не найдено."
    kk = "Табылмады."


class Invalid(RuleBroken):
    """This cannot be right."""

    code = "invalid"
    ru = "Данные неверны."
    kk = "Деректер дұрыс емес."


class Conflict(RuleBroken):
    """This is not possible now."""

    code = "conflict"
    ru = "Сейчас это невозможно."
    kk = "Қазір бұл мүмкін емес."


class Forbidden(RuleBroken):
    """This is not for you to do."""

    code = "forbidden"
    ru = "У вас нет на это права."
    kk = "Сізде бұған құқық жоқ."
