"""What codes are called on a drawing and in an explanation, in Russian, Kazakh and English."""

from __future__ import annotations

from typing import Final

from shared.rules.codes import Channel, Doing, Role, Unit
from shared.rules.counting import count_of
from shared.rules.explanation import Words
from shared.rules.regulation import AlternativeRoute, Route, Term

CHANNELS: Final = {
    Channel.OFFICE: Words("уполномоченный орган", "уәкілетті орган", "office"),
    Channel.PSC: Words("ЦОН", "ХҚКО", "public service centre"),
    Channel.AKIM: Words("аким сельского округа", "ауылдық округ әкімі", "akim"),
    Channel.PORTAL: Words("портал", "портал", "portal"),
    Channel.EMPLOYMENT_CENTER: Words(
        "центр занятости", "жұмыспен қамту орталығы", "employment centre"
    ),
}

ROLES: Final = {
    Role.APPLICANT: Words("получатель", "алушы", "applicant"),
    Role.PSC_INSPECTOR: Words("инспектор ЦОНа", "ХҚКО инспекторы", "window inspector"),
    Role.PSC_ACCUMULATION_INSPECTOR: Words(
        "инспектор накопительного отдела", "жинақтау бөлімінің инспекторы",
        "accumulation inspector",
    ),
    Role.COURIER: Words("курьер", "курьер", "courier"),
    Role.OFFICE_CLERK: Words("сотрудник канцелярии", "кеңсе қызметкері", "clerk"),
    Role.OFFICE_HEAD: Words("руководитель", "басшы", "head"),
    Role.DEPUTY_HEAD: Words("заместитель руководителя", "басшының орынбасары", "deputy head"),
    Role.SECTOR_HEAD: Words("заведующий сектором", "сектор меңгерушісі", "sector head"),
    Role.OFFICE_EXECUTOR: Words(
        "ответственный исполнитель", "жауапты орындаушы", "executor"
    ),
    Role.AKIM: Words("аким", "әкім", "akim"),
    Role.AKIM_CLERK: Words("сотрудник аппарата акима", "әкім аппаратының қызметкері",
                           "akim's clerk"),
    Role.AKIM_EXECUTOR: Words("исполнитель аппарата акима", "әкім аппаратының орындаушысы",
                              "akim's executor"),
    Role.PRECINCT_COMMISSION: Words("участковая комиссия", "учаскелік комиссия",
                                    "precinct commission"),
    Role.SPECIAL_COMMISSION: Words("специальная комиссия", "арнайы комиссия",
                                   "special commission"),
    Role.WORKING_BODY_HEAD: Words("руководитель рабочего органа", "жұмыс органының басшысы",
                                  "head of the working body"),
    Role.WORKING_BODY_CLERK: Words("специалист рабочего органа", "жұмыс органының маманы",
                                   "clerk of the working body"),
    Role.WORKING_BODY_EXECUTOR: Words("исполнитель рабочего органа",
                                      "жұмыс органының орындаушысы",
                                      "executor of the working body"),
    Role.CENTER_CLERK: Words("сотрудник центра занятости", "жұмыспен қамту орталығының қызметкері",
                             "clerk of the employment centre"),
    Role.CENTER_HEAD: Words("руководитель центра занятости", "жұмыспен қамту орталығының басшысы",
                            "head of the employment centre"),
    Role.CENTER_EXECUTOR: Words("исполнитель центра занятости",
                                "жұмыспен қамту орталығының орындаушысы",
                                "executor of the employment centre"),
    Role.COMMISSION: Words("комиссия", "комиссия", "commission"),
    Role.INFORMATION_SYSTEM: Words("информационная система", "ақпараттық жүйе",
                                   "information system"),
    Role.OTHER: Words("учреждение", "мекеме", "institution"),
}  # fmt: skip

DOINGS: Final = {
    Doing.ACCEPT: Words("приём", "қабылдау", "accept"),
    Doing.COLLECT: Words("сбор", "жинау", "collect"),
    Doing.PACK: Words("реестр", "тізілім", "pack"),
    Doing.DISPATCH: Words("отправка", "жіберу", "dispatch"),
    Doing.RECEIVE: Words("получение", "алу", "receive"),
    Doing.REGISTER: Words("регистрация", "тіркеу", "register"),
    Doing.FORWARD: Words("передача", "беру", "forward"),
    Doing.RESOLVE: Words("резолюция", "бұрыштама", "resolve"),
    Doing.ALLOT: Words("назначение исполнителя", "орындаушыны белгілеу", "allot"),
    Doing.EXAMINE: Words("рассмотрение", "қарау", "examine"),
    Doing.REVIEW: Words("комиссия", "комиссия", "review"),
    Doing.DRAFT: Words("проект", "жоба", "draft"),
    Doing.CONTROL: Words("контроль", "бақылау", "control"),
    Doing.SIGN: Words("подпись", "қол қою", "sign"),
    Doing.RECORD: Words("учёт результата", "нәтижені тіркеу", "record"),
    Doing.RETURN: Words("возврат результата", "нәтижені қайтару", "return"),
    Doing.SHELVE: Words("к выдаче", "беруге дайындау", "shelve"),
    Doing.INFORM: Words("извещение", "хабарлау", "inform"),
    Doing.HAND_OUT: Words("выдача", "тапсыру", "hand out"),
}

# Russian has three forms: 1, 2–4, 5 and more. Kazakh has one behind any number, English two.
_UNITS: Final[dict[Unit, tuple[tuple[str, str, str], str, tuple[str, str]]]] = {
    Unit.MINUTE: (("минута", "минуты", "минут"), "{} минут", ("minute", "minutes")),
    Unit.HOUR: (("час", "часа", "часов"), "{} сағат", ("hour", "hours")),
    Unit.WORKING_DAY: (
        ("рабочий день", "рабочих дня", "рабочих дней"), "{} жұмыс күні",
        ("working day", "working days"),
    ),
    Unit.CALENDAR_DAY: (
        ("календарный день", "календарных дня", "календарных дней"),
        "{} күнтізбелік күн", ("calendar day", "calendar days"),
    ),
    Unit.MONTH: (("месяц", "месяца", "месяцев"), "{} ай", ("month", "months")),
    Unit.TIMES_PER_DAY: (
        ("раз в день", "раза в день", "раз в день"), "күніне {} рет", ("time a day", "times a day"),
    ),
}  # fmt: skip

ROUTE: Final = Words("маршрут", "бағыт", "route")
REFUSAL: Final = Words("отказ", "бас тарту", "refusal")
STEP: Final = Words("Действие", "Іс-қимыл", "Action")
PRINTED_NEXT: Final = Words("в таблице далее", "кестеде келесі", "the table goes on with")


def counted(value: int, unit: Unit, language: str) -> str:
    """Eight working days: 8 рабочих дней, 8 жұмыс күні, 8 working days."""
    russian, kazakh, english = _UNITS[unit]
    if language == "ru":
        return f"{value} {russian[_form(value)]}"
    if language == "kk":
        return kazakh.format(value)
    return f"{value} {english[value != 1]}"


def term_in_words(term: Term | None, language: str) -> str | None:
    """A term that can be counted in the reader's language, any other as the act prints it."""
    if term is None:
        return None
    known = count_of(term)
    return counted(known[1], known[0], language) if known else term.text


def route_in_words(route: Route, language: str) -> str:
    """The channel of a route and, of an alternative one, when it is taken."""
    channel = CHANNELS[route.channel].say(language)
    if not isinstance(route, AlternativeRoute):
        return channel
    when = REFUSAL.say(language) if route.when == "refusal" else route.when
    return f"{channel}: {when}"


def _form(value: int) -> int:
    if 11 <= value % 100 <= 14:
        return 2
    return {1: 0, 2: 1, 3: 1, 4: 1}.get(value % 10, 2)
