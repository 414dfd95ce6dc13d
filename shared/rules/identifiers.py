"""Numbers that are printed, scanned and spoken.

A code is a kind letter, two digits of the year, four of the issuing site, six of the serial and
one check digit (ISO 7064 MOD 11,10), e.g. `R2601010001233`. The check digit covers the kind, so
a receipt's number read as a packet's is noticed. Digits only behind the letter: a keyboard-wedge
scanner types them alike under any layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from stdnum.iso7064 import mod_11_10

from shared.rules.broken import Invalid


class Kind(StrEnum):
    """What a barcode stands on. A receipt, its file and its result share year, site and serial."""

    RECEIPT = "R"
    FILE = "F"
    RESULT = "D"
    PACKET = "P"
    REGISTER = "L"
    BADGE = "B"
    SHELF = "S"
    INCOMING = "I"
    OUTGOING = "O"


_LETTERS = frozenset(kind.value for kind in Kind)


class WrongCode(Invalid):
    """{code} is not a code of ours: a letter and thirteen digits are expected."""

    code = "wrong-code"
    ru = "{code} — не наш код: ожидаются буква и тринадцать цифр."
    kk = "{code} — біздің код емес: бір әріп және он үш цифр күтіледі."


class WrongCheckDigit(Invalid):
    """The check digit of {code} is wrong: scan or type it again."""

    code = "wrong-check-digit"
    ru = "Контрольная цифра кода {code} неверна: отсканируйте или введите его ещё раз."
    kk = "{code} кодының бақылау цифры қате: қайта сканерлеңіз немесе енгізіңіз."


class WrongKind(Invalid):
    """{code} is the code of something else."""

    code = "wrong-kind"
    ru = "{code} — код другого предмета."
    kk = "{code} — басқа заттың коды."


@dataclass(frozen=True, slots=True)
class Code:
    kind: Kind
    year: int
    site: int
    serial: int

    def __str__(self) -> str:
        return _printed(self)

    def of_kind(self, kind: Kind) -> Code:
        """The same number on another paper: a receipt's file, a file's result."""
        return Code(kind, self.year, self.site, self.serial)


# One number is printed many times while a case is accepted.
@lru_cache(maxsize=1024)
def _printed(code: Code) -> str:
    body = f"{code.year % 100:02d}{code.site:04d}{code.serial:06d}"
    return f"{code.kind}{body}{_check_digit(code.kind, body)}"


def parse(text: str) -> Code:
    """Read a code as scanned or typed: spaces, dashes and case do not matter."""
    compact = text.replace("-", "").replace(" ", "").upper()
    letter, digits = compact[:1], compact[1:]
    if letter not in _LETTERS or len(digits) != 13 or not (digits.isascii() and digits.isdigit()):
        raise WrongCode(code=text[:32])
    if _check_digit(Kind(letter), digits[:-1]) != digits[-1]:
        raise WrongCheckDigit(code=compact)
    return Code(Kind(letter), int(digits[:2]), int(digits[2:6]), int(digits[6:12]))


def parse_as(kind: Kind, text: str) -> Code:
    code = parse(text)
    if code.kind is not kind:
        raise WrongKind(code=str(code))
    return code


def _check_digit(kind: Kind, body: str) -> str:
    digit: str = mod_11_10.calc_check_digit(f"{ord(kind) - ord('A'):02d}{body}")
    return digit
