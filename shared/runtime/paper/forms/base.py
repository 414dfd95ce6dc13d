"""What all papers have in common, and the few kinds of value that stand on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, BeforeValidator

from shared.rules.identifiers import Code, parse

Language = Literal["ru", "kk", "both"]


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One thing in Russian and Kazakh; where only one is known, it is printed for the other."""

    ru: str | None = None
    kk: str | None = None

    def __post_init__(self) -> None:
        if not (self.ru or self.kk):
            raise ValueError("words are needed in Russian or in Kazakh")


@dataclass(frozen=True, slots=True)
class QrCode:
    """What a telephone or a scanner reads from a square: an address, or a number once more."""

    text: str


def _code(value: object) -> object:
    return parse(value) if isinstance(value, str) else value


# A number that is printed with its barcode; as text it is read and its check digit tried.
Barcode = Annotated[Code, BeforeValidator(_code)]


@dataclass(frozen=True, slots=True)
class Person:
    """Who signs or writes: by name, and in which office where that matters."""

    name: str
    title: Bilingual | None = None
    phone: str | None = None


@dataclass(frozen=True, kw_only=True)
class Form:
    """`at` is the moment the paper belongs to, not the moment of printing: a reprint is the same
    to the byte. Moments are printed in the time of Kazakhstan."""

    name: ClassVar[str]

    at: AwareDatetime
    organisation: Bilingual
