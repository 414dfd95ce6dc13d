"""Directories: which office, akim or centre serves an address, and how a clerk finds one.

The acts print the lists in Russian or in Kazakh, with slips; people write addresses in either.
Everything is compared folded: the Kazakh letters to their Russian neighbours, the soft signs and
the lookalike Latin letters away. An area (a district or a city) is recognised by the stem of its
name, so «Талгарский район», «Талгарского района» and «Талғар ауданы» are one area.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from shared.rules.regulation import Count, Fact, Text

_FOLDED = str.maketrans(
    {
        **dict(zip("іiқәғңөұүһё", "иикагноуухе", strict=True)),
        **dict(zip("aceopxy", "асеорху", strict=True)),
        "ь": "",
        "ъ": "",
    }
)
_ADJECTIVE = re.compile(r"(?:[иые]н)?ск(?:ий|ого|ому|ом)$")
_DISTRICT = ("район", "аудан")
_CITY_BEHIND = ("кала", "городск")
_CITY_BEFORE = frozenset({"г", "гор", "город", "города", "городе"})
_WEB_SITE = re.compile(r"\S+\.\w+$")
_STREET_BEFORE = frozenset(
    {"ул", "улица", "пр", "проспект", "пер", "переулок", "мкр", "микрорайон"}
)
_STREET_BEHIND = ("коше", "дангыл")
_SETTLEMENT_BEHIND = ("ауыл", "село", "кент", "кала")
# Words that name a kind of place or an institution: they tell no place from another.
_COMMON = (
    "аким", "аппарат", "район", "аудан", "округ", "сел", "ауыл", "кент", "посел", "посёл", "кала",
    "город", "област", "облыс", "мемлекет", "государ", "учрежд", "мекеме", "аульн", "аулн",
    "станци", "атында", "имени", "кабинет",
)  # fmt: skip
_SHORT, _STEM = 3, 6


class Entry(Fact):
    """One line of a directory, as it is printed."""

    n: Count
    district: Text | None = None
    name: Text
    address: Text | None
    email: Text | None
    phone: Text | None
    schedule: Text | None


class Listing(Fact):
    """One directory: the lines of an appendix."""

    kind: Literal["offices", "akims", "psc", "other"]
    entries: tuple[Entry, ...]


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Small letters of one alphabet, words parted by single spaces."""
    letters = text.lower().translate(_FOLDED)
    return " ".join(re.findall(r"[^\W_]+", letters))


class Area(Fact):
    """A district or a city, by its names in both languages."""

    code: Text
    region: Text
    ru: Text
    kk: Text

    @cached_property
    def is_city(self) -> bool:
        return fold(self.ru).split()[0] in _CITY_BEFORE

    @cached_property
    def stems(self) -> tuple[str, ...]:
        russian = fold(self.ru).split()[1 if self.is_city else 0]
        kazakh = fold(self.kk).split()[0]
        return _ADJECTIVE.sub("", russian), kazakh

    def is_named_by(self, word: str) -> bool:
        return word.startswith(self.stems)


class Areas(Fact):
    areas: tuple[Area, ...]


def area_of(text: str | None, areas: Iterable[Area]) -> Area | None:
    """The area that an address or a name speaks of; `None` if none or more than one."""
    words = fold(text or "").split()
    known = tuple(areas)
    for suits in (_as_district, _as_city, _at_all):
        found = {area.code: area for area in known if suits(area, words)}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _as_district(area: Area, words: list[str]) -> bool:
    return not area.is_city and any(
        area.is_named_by(word) and behind.startswith(_DISTRICT) for word, behind in pairwise(words)
    )


def _as_city(area: Area, words: list[str]) -> bool:
    padded = ["", *words, ""]
    return area.is_city and any(
        area.is_named_by(word) and (before in _CITY_BEFORE or behind.startswith(_CITY_BEHIND))
        for before, word, behind in zip(padded, padded[1:], padded[2:], strict=False)
    )


def _at_all(area: Area, words: list[str]) -> bool:
    return any(area.is_named_by(word) for word in words)


def area_of_entry(entry: Entry, areas: tuple[Area, ...]) -> Area | None:
    said = (entry.district, entry.name, entry.address)
    return next((area for text in said if (area := area_of(text, areas))), None)


def search(entries: Iterable[Entry], part: str, areas: tuple[Area, ...] = ()) -> tuple[Entry, ...]:
    """The entries that hold every word of `part`, also where the directory is in the other
    language: a word that names an area finds the entries of that area."""
    words = fold(part).split()
    return tuple(entry for entry in entries if all(_holds(entry, word, areas) for word in words))


def _holds(entry: Entry, word: str, areas: tuple[Area, ...]) -> bool:
    said = fold(" ".join(filter(None, (entry.district, entry.name, entry.address))))
    if word in said:
        return True
    named = [area for area in areas if word in f"{fold(area.ru)} {fold(area.kk)}"]
    return bool(named) and area_of_entry(entry, areas) in named


def of_area(entries: Iterable[Entry], area: Area, areas: tuple[Area, ...]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if area_of_entry(entry, areas) == area)


@dataclass(frozen=True, slots=True)
class Competence:
    """Who serves an address: the office decides, the akim takes papers where none is near."""

    area: Area
    office: Entry | None
    akim: Entry | None
    centres: tuple[Entry, ...]


@dataclass(frozen=True)
class Directories:
    """What a regulation's appendices list, with the areas by which they are read."""

    offices: tuple[Entry, ...] = ()
    akims: tuple[Entry, ...] = ()
    centres: tuple[Entry, ...] = ()
    areas: tuple[Area, ...] = ()

    def competent_for(self, address: str) -> Competence | None:
        area = area_of(address, self.areas)
        if area is None:
            return None
        office = next(iter(of_area(self.offices, area, self.areas)), None)
        return Competence(
            area=area,
            office=office,
            akim=self._akim(address, area, office),
            centres=of_area(self.centres, area, self.areas),
        )

    def _akim(self, address: str, area: Area, office: Entry | None) -> Entry | None:
        """The akim of the settlement; none where the office itself stands in it."""
        here = _places(address, area)
        if office is not None and here & _settlement(office, area):
            return None
        found = [
            (len(here & _places(akim.name, area)), len(here & _places(akim.address, area)), akim)
            for akim in of_area(self.akims, area, self.areas)
        ]
        best = max(found, key=lambda one: one[:2], default=None)
        return best[2] if best is not None and any(best[:2]) else None


def _places(text: str | None, area: Area) -> frozenset[str]:
    """The words of a text that tell a settlement, by stem, so that cases do not matter."""
    return frozenset(
        _ADJECTIVE.sub("", word)[:_STEM]
        for part in _WEB_SITE.sub("", text or "").split(",")
        for word in _without_district(_before_street(fold(part).split()), area)
        if len(word) > _SHORT and not word.isdigit() and not word.startswith(_COMMON)
    )


def _before_street(words: list[str]) -> list[str]:
    """«п. Жансугурова ул. Кабанбай» names the street behind the word, «Абай көшесі» before it."""
    for place, word in enumerate(words):
        if word in _STREET_BEFORE:
            return words[:place]
        if word.startswith(_STREET_BEHIND):
            kinds = [n for n, each in enumerate(words) if each.startswith(_SETTLEMENT_BEHIND)]
            return words[: kinds[0]] if kinds else []
    return words


def _without_district(words: list[str], area: Area) -> list[str]:
    behind = [*words[1:], ""]
    return [
        word
        for word, next_ in zip(words, behind, strict=False)
        if not (area.is_named_by(word) and (area.is_city or next_.startswith(_DISTRICT)))
    ]


def _settlement(office: Entry, area: Area) -> frozenset[str]:
    """Where the office stands: its address but for the street."""
    return _places(office.address, area)
