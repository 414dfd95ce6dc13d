"""The personal number (ИИН, ЖСН): twelve digits, the last of them a check digit."""

from __future__ import annotations

from shared.rules.broken import Invalid

_FIRST = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


class WrongIin(Invalid):
    """This is not a personal number: twelve digits with a right check digit are expected."""

    code = "wrong-iin"
    ru = "ИИН неверен: двенадцать цифр, последняя — контрольная."
    kk = "ЖСН қате: он екі цифр, соңғысы — бақылау цифры."


def parse_iin(text: str) -> str:
    iin = text.replace(" ", "")
    if len(iin) != 12 or not (iin.isascii() and iin.isdigit()) or check_digit(iin[:11]) != iin[11]:
        raise WrongIin(field="iin")
    return iin


def check_digit(eleven: str) -> str | None:
    """The twelfth digit; `None` where the number may not be issued at all."""
    for weights in (_FIRST, _SECOND):
        remainder = sum(int(d) * w for d, w in zip(eleven, weights, strict=True)) % 11
        if remainder != 10:
            return str(remainder)
    return None
