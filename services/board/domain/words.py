"""The board in words: what happened, where the case is, who acts. Russian, Kazakh, English."""

from __future__ import annotations

from typing import Final

from services.board.domain.summary import State
from shared.rules.explanation import Words
from shared.rules.regulation import Doing, Role

DOINGS: Final = {
    Doing.ACCEPT: Words("Документы приняты", "Құжаттар қабылданды", "Papers accepted"),
    Doing.COLLECT: Words(
        "Папка передана в накопительный отдел",
        "Папка жинақтау бөліміне берілді",
        "Folder collected by the accumulation department",
    ),
    Doing.PACK: Words("Упаковано в пакет", "Пакетке салынды", "Packed"),
    Doing.DISPATCH: Words("Передано курьеру", "Курьерге берілді", "Handed to the courier"),
    Doing.RECEIVE: Words("Получено", "Алынды", "Received"),
    Doing.REGISTER: Words("Зарегистрировано", "Тіркелді", "Registered"),
    Doing.FORWARD: Words("Передано руководителю", "Басшыға берілді", "Forwarded to the head"),
    Doing.RESOLVE: Words("Наложена резолюция", "Бұрыштама қойылды", "Resolution laid"),
    Doing.ALLOT: Words("Назначен исполнитель", "Орындаушы тағайындалды", "Executor appointed"),
    Doing.EXAMINE: Words("Документы рассмотрены", "Құжаттар қаралды", "Papers examined"),
    Doing.REVIEW: Words(
        "Комиссия дала заключение", "Комиссия қорытынды берді", "The commission concluded"
    ),
    Doing.DRAFT: Words("Подготовлен проект", "Жоба дайындалды", "Decision drafted"),
    Doing.CONTROL: Words("Проект проверен", "Жоба тексерілді", "Draft controlled"),
    Doing.SIGN: Words("Решение подписано", "Шешімге қол қойылды", "Decision signed"),
    Doing.RECORD: Words("Результат записан в журнал", "Нәтиже журналға жазылды", "Result recorded"),
    Doing.RETURN: Words(
        "Результат отправлен в центр", "Нәтиже орталыққа жіберілді", "Result sent to the centre"
    ),
    Doing.SHELVE: Words(
        "Результат передан к окну выдачи", "Нәтиже беру терезесіне қойылды", "Result shelved"
    ),
    Doing.INFORM: Words(
        "Заявитель уведомлён", "Өтініш берушіге хабарланды", "The applicant was informed"
    ),
    Doing.HAND_OUT: Words("Результат выдан", "Нәтиже берілді", "Result handed out"),
}

EVENTS: Final = {
    "intake.case-accepted.v1": Words(
        "Документы приняты, выдана расписка",
        "Құжаттар қабылданып, қолхат берілді",
        "Papers accepted, receipt issued",
    ),
    "intake.case-handed-out.v1": DOINGS[Doing.HAND_OUT],
    "accumulation.file-collected.v1": DOINGS[Doing.COLLECT],
    "accumulation.file-moved.v1": Words(
        "Документы перемещены", "Құжаттар орын ауыстырды", "Papers moved"
    ),
    "accumulation.packet-sealed.v1": Words(
        "Пакет опечатан, реестр составлен",
        "Пакет мөрленді, тізілім жасалды",
        "Packet sealed, register drawn up",
    ),
    "accumulation.packet-dispatched.v1": Words(
        "Пакет у курьера", "Пакет курьерде", "The courier holds the packet"
    ),
    "accumulation.packet-arrived.v1": Words(
        "Пакет прибыл", "Пакет жетті", "The packet has arrived"
    ),
    "accumulation.packet-reconciled.v1": Words(
        "Пакет сверен с реестром",
        "Пакет тізіліммен салыстырылды",
        "The packet was compared with its register",
    ),
    "accumulation.file-delivered.v1": Words(
        "Папка получена канцелярией", "Папканы кеңсе алды", "The office's clerk has the folder"
    ),
    "accumulation.result-shelved.v1": DOINGS[Doing.SHELVE],
    "office.case-registered.v1": Words(
        "Зарегистрировано в отделе", "Бөлімде тіркелді", "Registered at the office"
    ),
    "office.case-resolved.v1": DOINGS[Doing.RESOLVE],
    "office.step-taken.v1": Words("Шаг выполнен", "Қадам орындалды", "Step taken"),
    "office.case-decided.v1": DOINGS[Doing.SIGN],
    "office.result-issued.v1": Words(
        "Результату присвоен исходящий номер",
        "Нәтижеге шығыс нөмірі берілді",
        "The result has its outgoing number",
    ),
    "board.case-at-risk.v1": Words(
        "Срок шага истекает: {step}", "Қадам мерзімі таяп қалды: {step}", "Due soon: {step}"
    ),
    "board.case-overdue.v1": Words(
        "Срок шага истёк: {step}", "Қадам мерзімі өтті: {step}", "Overdue: {step}"
    ),
}

# The board's own events are about a step that was not taken.
_ABOUT_STEPS_NOT_TAKEN: Final = ("board.case-at-risk.v1", "board.case-overdue.v1")

# A step that is awaited, as a thing to do.
AWAITED: Final = {
    Doing.ACCEPT: Words("приём документов", "құжаттарды қабылдау", "acceptance"),
    Doing.COLLECT: Words("сбор документов", "құжаттарды жинау", "collection"),
    Doing.PACK: Words("упаковка", "пакетке салу", "packing"),
    Doing.DISPATCH: Words("передача курьеру", "курьерге беру", "hand-over to the courier"),
    Doing.RECEIVE: Words("приём пакета", "пакетті қабылдау", "receipt of the packet"),
    Doing.REGISTER: Words("регистрация", "тіркеу", "registration"),
    Doing.FORWARD: Words("передача руководителю", "басшыға беру", "forwarding to the head"),
    Doing.RESOLVE: Words("резолюция", "бұрыштама", "resolution"),
    Doing.ALLOT: Words("назначение исполнителя", "орындаушы тағайындау", "appointing an executor"),
    Doing.EXAMINE: Words("рассмотрение", "қарау", "examination"),
    Doing.REVIEW: Words("заключение комиссии", "комиссия қорытындысы", "commission's conclusion"),
    Doing.DRAFT: Words("подготовка проекта", "жобаны дайындау", "drafting"),
    Doing.CONTROL: Words("проверка проекта", "жобаны тексеру", "control of the draft"),
    Doing.SIGN: Words("подписание", "қол қою", "signature"),
    Doing.RECORD: Words("запись результата", "нәтижені жазу", "recording"),
    Doing.RETURN: Words("отправка результата", "нәтижені жіберу", "sending the result"),
    Doing.SHELVE: Words("передача к окну", "терезеге беру", "shelving"),
    Doing.INFORM: Words("уведомление заявителя", "өтініш берушіге хабарлау", "informing"),
    Doing.HAND_OUT: Words("выдача результата", "нәтижені беру", "hand-out"),
}

STATES: Final = {
    State.ACCEPTED: Words("Документы приняты", "Құжаттар қабылданды", "Papers accepted"),
    State.COLLECTED: Words(
        "Документы готовятся к отправке в отдел",
        "Құжаттар бөлімге жіберуге дайындалуда",
        "Papers are being prepared for the office",
    ),
    State.PACKED: Words(
        "Документы упакованы для отправки",
        "Құжаттар жіберуге пакеттелді",
        "Papers are packed for dispatch",
    ),
    State.ON_THE_WAY: Words(
        "Документы в пути в отдел", "Құжаттар бөлімге жолда", "Papers are on the way to the office"
    ),
    State.ARRIVED: Words(
        "Документы прибыли в отдел", "Құжаттар бөлімге жетті", "Papers have arrived at the office"
    ),
    State.DELIVERED: Words(
        "Документы получены отделом", "Құжаттарды бөлім алды", "The office has the papers"
    ),
    State.REGISTERED: Words(
        "Зарегистрировано в отделе", "Бөлімде тіркелді", "Registered at the office"
    ),
    State.RESOLVED: Words("Передано исполнителю", "Орындаушыға берілді", "Handed to an executor"),
    State.IN_WORK: Words("Рассматривается", "Қаралуда", "Under examination"),
    State.DECIDED: Words("Решение принято", "Шешім қабылданды", "Decided"),
    State.ISSUED: Words(
        "Результат готовится к отправке", "Нәтиже жіберуге дайындалуда", "The result is prepared"
    ),
    State.READY: Words(
        "Результат готов, его можно получить",
        "Нәтиже дайын, оны алуға болады",
        "The result is ready to be collected",
    ),
    State.HANDED_OUT: Words("Результат выдан", "Нәтиже берілді", "The result was handed out"),
}

# The same states when it is the result that travels.
STATES_BACK: Final = STATES | {
    State.PACKED: Words(
        "Результат упакован для отправки",
        "Нәтиже жіберуге пакеттелді",
        "The result is packed for dispatch",
    ),
    State.ON_THE_WAY: Words("Результат в пути", "Нәтиже жолда", "The result is on the way"),
    State.ARRIVED: Words(
        "Результат прибыл в центр", "Нәтиже орталыққа жетті", "The result is at the centre"
    ),
}

UNKNOWN: Final = Words("Обрабатывается", "Өңделуде", "In progress")

ROLES: Final = {
    Role.APPLICANT: Words("заявитель", "өтініш беруші", "applicant"),
    Role.PSC_INSPECTOR: Words("инспектор центра", "орталық инспекторы", "window inspector"),
    Role.PSC_ACCUMULATION_INSPECTOR: Words(
        "инспектор накопительного отдела", "жинақтау бөлімінің инспекторы", "accumulation inspector"
    ),
    Role.COURIER: Words("курьер", "курьер", "courier"),
    Role.OFFICE_CLERK: Words("сотрудник канцелярии", "кеңсе қызметкері", "office clerk"),
    Role.OFFICE_HEAD: Words("руководитель", "басшы", "head of the office"),
    Role.DEPUTY_HEAD: Words("заместитель руководителя", "басшының орынбасары", "deputy head"),
    Role.SECTOR_HEAD: Words("заведующий сектором", "сектор меңгерушісі", "sector head"),
    Role.OFFICE_EXECUTOR: Words("исполнитель", "орындаушы", "executor"),
    Role.AKIM: Words("аким", "әкім", "akim"),
    Role.AKIM_CLERK: Words(
        "сотрудник аппарата акима", "әкім аппаратының қызметкері", "akim's clerk"
    ),
    Role.AKIM_EXECUTOR: Words(
        "исполнитель аппарата акима", "әкім аппаратының орындаушысы", "akim's executor"
    ),
    Role.PRECINCT_COMMISSION: Words(
        "участковая комиссия", "учаскелік комиссия", "precinct commission"
    ),
    Role.SPECIAL_COMMISSION: Words("специальная комиссия", "арнайы комиссия", "special commission"),
    Role.WORKING_BODY_HEAD: Words(
        "руководитель рабочего органа", "жұмыс органының басшысы", "head of the working body"
    ),
    Role.WORKING_BODY_CLERK: Words(
        "канцелярия рабочего органа", "жұмыс органының кеңсесі", "clerk of the working body"
    ),
    Role.WORKING_BODY_EXECUTOR: Words(
        "исполнитель рабочего органа", "жұмыс органының орындаушысы", "working body's executor"
    ),
    Role.CENTER_CLERK: Words(
        "сотрудник центра занятости", "жұмыспен қамту орталығының қызметкері", "centre's clerk"
    ),
    Role.CENTER_HEAD: Words(
        "руководитель центра занятости", "жұмыспен қамту орталығының басшысы", "head of the centre"
    ),
    Role.CENTER_EXECUTOR: Words(
        "исполнитель центра занятости",
        "жұмыспен қамту орталығының орындаушысы",
        "centre's executor",
    ),
    Role.COMMISSION: Words("комиссия", "комиссия", "commission"),
    Role.INFORMATION_SYSTEM: Words(
        "информационная система", "ақпараттық жүйе", "information system"
    ),
    Role.OTHER: Words("ответственное лицо", "жауапты тұлға", "person in charge"),
}


def of_entry(event: str, doing: Doing | None) -> Words:
    """What happened: the step if one was taken, else the event itself."""
    own = EVENTS.get(event, Words(event, event, event))
    if doing is None:
        return own
    if event not in _ABOUT_STEPS_NOT_TAKEN:
        return DOINGS[doing]
    step = AWAITED[doing]
    return Words(
        own.ru.format(step=step.ru), own.kk.format(step=step.kk), own.en.format(step=step.en)
    )


def of_state(state: State | None, *, back: bool) -> Words:
    if state is None:
        return UNKNOWN
    return (STATES_BACK if back else STATES)[state]
