"""How a date explains itself: one reason per rule that moved it, in three languages.

A reason keeps facts, not sentences, so that it costs nothing until somebody asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Words:
    """One thing said in Russian, Kazakh and English."""

    ru: str
    kk: str
    en: str

    def say(self, language: str) -> str:
        """The words in one of `ru`, `kk`, `en`."""
        return {"ru": self.ru, "kk": self.kk}.get(language, self.en)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a date is what it is: a rule's stable code and what it was applied to."""

    rule: str
    day: date | None = None
    name: Words | None = None
    value: int | None = None

    def say(self, language: str) -> str:
        """The sentence in one of `ru`, `kk`, `en`."""
        return (
            SENTENCES[self.rule]
            .say(language)
            .format(
                day=f"{self.day:%d.%m.%Y}" if self.day else "",
                name=self.name.say(language) if self.name else "",
                value=self.value,
            )
        )


SENTENCES: Final = {
    "minutes-in-working-time": Words(
        ru="Минуты считаются только в рабочее время: {value}.",
        kk="Минуттар тек жұмыс уақытында есептеледі: {value}.",
        en="Minutes are counted in working time only: {value}.",
    ),
    "hours-in-working-time": Words(
        ru="Часы считаются только в рабочее время: {value}.",
        kk="Сағаттар тек жұмыс уақытында есептеледі: {value}.",
        en="Hours are counted in working time only: {value}.",
    ),
    "rounds-per-day": Words(
        ru="Обходы распределены по рабочему дню равномерно: "
        "промежуток между ними в минутах рабочего времени — {value}.",
        kk="Аралаулар жұмыс күніне біркелкі бөлінген: "
        "олардың арасындағы жұмыс уақытының минуттары — {value}.",
        en="Rounds are spread evenly over the working day: "
        "minutes of working time between them: {value}.",
    ),
    "working-days": Words(
        ru="Считаются рабочие дни: {value}.",
        kk="Жұмыс күндері есептеледі: {value}.",
        en="Working days are counted: {value}.",
    ),
    "calendar-days": Words(
        ru="Считаются календарные дни: {value}.",
        kk="Күнтізбелік күндер есептеледі: {value}.",
        en="Calendar days are counted: {value}.",
    ),
    "months": Words(
        ru="Считаются месяцы: {value}.",
        kk="Айлар есептеледі: {value}.",
        en="Months are counted: {value}.",
    ),
    "no-countable-term": Words(
        ru="Акт не устанавливает срока, который можно сосчитать.",
        kk="Акт есептеуге болатын мерзімді белгілемейді.",
        en="The act states no term that can be counted.",
    ),
    "counted-from-opening": Words(
        ru="Поступило вне рабочего времени: срок идёт с начала работы {day}.",
        kk="Жұмыс уақытынан тыс түсті: мерзім {day} жұмыс басталғаннан бастап есептеледі.",
        en="Came outside working time: the term runs from the opening on {day}.",
    ),
    "counted-from-next-day": Words(
        ru="День начала ({day}) в срок не входит: счёт идёт со следующего дня.",
        kk="Басталған күн ({day}) мерзімге кірмейді: есеп келесі күннен басталады.",
        en="The day of the beginning ({day}) is outside the term: counting starts on the next day.",
    ),
    "acceptance-day-excluded": Words(
        ru="День приёма ({day}) в срок не входит.",
        kk="Қабылдау күні ({day}) мерзімге кірмейді.",
        en="The day of acceptance ({day}) is outside the term.",
    ),
    "issue-day-excluded": Words(
        ru="День выдачи ({day}) в срок не входит.",
        kk="Беру күні ({day}) мерзімге кірмейді.",
        en="The day of issue ({day}) is outside the term.",
    ),
    "skipped-day-off": Words(
        ru="{day} — выходной день.",
        kk="{day} — демалыс күні.",
        en="{day} is a day off.",
    ),
    "skipped-holiday": Words(
        ru="{day} — праздник: {name}.",
        kk="{day} — мереке: {name}.",
        en="{day} is a holiday: {name}.",
    ),
    "skipped-holiday-moved": Words(
        ru="{day} — нерабочий день за праздник, выпавший на день отдыха: {name}.",
        kk="{day} — демалыс күніне тура келген мереке үшін берілген демалыс: {name}.",
        en="{day} is given for a holiday that fell on a day off: {name}.",
    ),
    "skipped-day-off-moved": Words(
        ru="{day} — нерабочий день: {name}.",
        kk="{day} — жұмыс істемейтін күн: {name}.",
        en="{day} is not worked: {name}.",
    ),
    "skipped-lunch": Words(
        ru="Обеденный перерыв {day} не считается.",
        kk="{day} түскі үзіліс есептелмейді.",
        en="The lunch break on {day} is not counted.",
    ),
    "shortened-day": Words(
        ru="{day} — иные часы работы: {name}.",
        kk="{day} — жұмыс сағаттары басқа: {name}.",
        en="{day} has other hours: {name}.",
    ),
    "rolled-to-working-day": Words(
        ru="Последний день срока — нерабочий: срок оканчивается в ближайший "
        "рабочий день, {day} (Гражданский кодекс, исчисление сроков).",
        kk="Мерзімнің соңғы күні — жұмыс істемейтін күн: мерзім ең жақын "
        "жұмыс күні, {day} аяқталады (Азаматтық кодекс, мерзімдерді есептеу).",
        en="The last day of the term is not worked: the term ends on the next "
        "working day, {day} (Civil Code, counting of terms).",
    ),
    "extended": Words(
        ru="Срок услуги продлён; прежний срок — {day}.",
        kk="Қызмет мерзімі ұзартылды; бұрынғы мерзім — {day}.",
        en="The term of the service was extended; before, it ended on {day}.",
    ),
    "step-prolonged": Words(
        ru="Срок действия продлён; прежний срок — {day}.",
        kk="Іс-әрекет мерзімі ұзартылды; бұрынғы мерзім — {day}.",
        en="The term of the step was prolonged; before, it ended on {day}.",
    ),
    "term-replaced": Words(
        ru="Срок действия заменён другим; прежний срок — {day}.",
        kk="Іс-әрекет мерзімі басқа мерзіммен ауыстырылды; бұрынғы мерзім — {day}.",
        en="The term of the step was replaced by another; before, it ended on {day}.",
    ),
    "stopped": Words(
        ru="Течение срока приостановлено {day}.",
        kk="Мерзімнің өтуі {day} тоқтатыла тұрды.",
        en="The clock was stopped on {day}.",
    ),
    "resumed": Words(
        ru="Течение срока возобновлено {day}.",
        kk="Мерзімнің өтуі {day} қайта басталды.",
        en="The clock was resumed on {day}.",
    ),
}
