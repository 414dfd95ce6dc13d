"""What is refused on the way of a paper, and in which words."""

from __future__ import annotations

from shared.rules.broken import Conflict, Invalid, Missing


class UnknownItem(Missing):
    """There is no {code} here."""

    code = "unknown-item"
    ru = "Здесь нет предмета {code}."
    kk = "Мұнда {code} жоқ."


class OutOfStep(Conflict):
    """{code} is {state}: this cannot be done with it now."""

    code = "item-out-of-step"
    ru = "{code}: состояние «{state}», это действие сейчас невозможно."
    kk = "{code}: күйі «{state}», бұл әрекет қазір мүмкін емес."


class CollectedAlready(Conflict):
    """{code} was collected already."""

    code = "collected-already"
    ru = "{code} уже собрана."
    kk = "{code} жиналып қойған."


class NotCollected(Conflict):
    """{code} was not collected yet: take it from the window first."""

    code = "not-collected"
    ru = "{code} ещё не собрана: сначала заберите её у окна."
    kk = "{code} әлі жиналған жоқ: алдымен терезеден алыңыз."


class PackedAlready(Conflict):
    """{code} is in packet {packet} already."""

    code = "packed-already"
    ru = "{code} уже в пакете {packet}."
    kk = "{code} {packet} пакетінде жатыр."


class NotInPacket(Conflict):
    """{code} is not in this packet."""

    code = "not-in-packet"
    ru = "{code} нет в этом пакете."
    kk = "{code} бұл пакетте жоқ."


class NotArrived(Conflict):
    """Packet {packet} with {code} was not taken over yet: scan the packet first."""

    code = "packet-not-arrived"
    ru = "Пакет {packet} с {code} ещё не принят: сначала отсканируйте пакет."
    kk = "{code} салынған {packet} пакеті әлі қабылданған жоқ: алдымен пакетті сканерлеңіз."


class ReconciledAlready(Conflict):
    """{code} was compared with its register already."""

    code = "reconciled-already"
    ru = "{code} уже сверен с реестром."
    kk = "{code} тізіліммен салыстырылып қойған."


class Unexpected(Conflict):
    """{code} is in no packet that arrived here: put it aside and tell the sender."""

    code = "unexpected"
    ru = "{code} нет ни в одном поступившем сюда пакете: отложите и сообщите отправителю."
    kk = "{code} мұнда келген пакеттердің ешқайсысында жоқ: бөлек қойып, жіберушіге хабарлаңыз."


class NotReconciled(Conflict):
    """{code} was not compared with its register yet."""

    code = "not-reconciled"
    ru = "{code} ещё не сверен с реестром."
    kk = "{code} әлі тізіліммен салыстырылған жоқ."


class ShelvedAlready(Conflict):
    """{code} was shelved already."""

    code = "shelved-already"
    ru = "{code} уже на полке."
    kk = "{code} сөреде тұр."


class ShelfNeeded(Invalid):
    """Say on which shelf {code} lies."""

    code = "shelf-needed"
    ru = "Укажите, на какую полку положен {code}."
    kk = "{code} қай сөреге қойылғанын көрсетіңіз."
