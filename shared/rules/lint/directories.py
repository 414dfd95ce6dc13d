"""Lists of offices, akims and centres: who is missing, what is missing, what stands twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final

from shared.rules.directories import Entry
from shared.rules.lint.cites import both, listed, of
from shared.rules.lint.fault import Fault, Faults, Library, Rule, Weight, rule, rule_among
from shared.rules.lint.wording import words_of
from shared.rules.regulation import Channel, Directory, Regulation

_LISTED: Final = {Channel.OFFICE: "offices", Channel.AKIM: "akims", Channel.PSC: "psc"}
_DIGITS_OF_A_TELEPHONE: Final = 10

Entries = tuple[Entry, ...]


@rule("directory-missing", Weight.GAP)
def directory_missing(regulation: Regulation) -> Faults:
    """The act lists the sites of some channels and forgets those of another."""
    given = {directory.kind for directory in regulation.directories}
    for offered in regulation.channels:
        kind = _LISTED.get(offered.code)
        if given and kind and kind not in given:
            places = both(offered.cite, of(*regulation.directories))
            yield Fault(f"no list of {kind} for the channel {offered.code}", places)


@rule_among("directory-lacks", Weight.GAP)
def directory_lacks(regulation: Regulation, library: Library) -> Faults:
    """Sites of a directory have no address or no telephone."""
    for directory, entries in _directories(regulation, library):
        for field in ("address", "phone"):
            lacking = [_place(entry) for entry in entries if not getattr(entry, field)]
            if lacking and len(lacking) < len(entries):
                yield _fault(directory, f"no {field}", lacking)


@rule_among("telephone-incomplete", Weight.CONTRADICTION)
def telephone_incomplete(regulation: Regulation, library: Library) -> Faults:
    """A telephone has fewer digits than a number with its area code has."""
    for directory, entries in _directories(regulation, library):
        short = [_place(entry) for entry in entries if 0 < _digits(entry) < _DIGITS_OF_A_TELEPHONE]
        if short and len(short) * 2 < len(entries):
            yield _fault(directory, "a telephone lacks digits", short)


@rule_among("telephone-shared", Weight.DIFFERENCE)
def telephone_shared(regulation: Regulation, library: Library) -> Faults:
    """Two sites of one list have the same telephone."""
    for directory, entries in _directories(regulation, library):
        for phone, numbers in _alike(entries, _telephone):
            yield _fault(directory, f"the telephone {phone} is given twice", numbers)


@rule_among("address-shared", Weight.DIFFERENCE)
def address_shared(regulation: Regulation, library: Library) -> Faults:
    """Two sites of one list have the same address."""
    for directory, entries in _directories(regulation, library):
        for address, numbers in _alike(entries, lambda entry: " ".join(words_and_figures(entry))):
            yield _fault(directory, f"the address “{address}” is given twice", numbers)


@rule_among("site-twice", Weight.CONTRADICTION)
def site_twice(regulation: Regulation, library: Library) -> Faults:
    """One site stands twice in a list, with the same name and the same address."""
    for directory, entries in _directories(regulation, library):
        for _, numbers in _alike(entries, _site):
            yield _fault(directory, "one site twice", numbers)


RULES: tuple[Rule, ...] = (
    directory_missing, directory_lacks, telephone_incomplete, telephone_shared, address_shared,
    site_twice,
)  # fmt: skip


def _directories(regulation: Regulation, library: Library) -> Iterator[tuple[Directory, Entries]]:
    for directory in regulation.directories:
        yield directory, library.directories.get((regulation.act, directory.file), ())


def _fault(directory: Directory, what: str, places: list[str]) -> Fault:
    return Fault(f"{directory.kind} {listed(places)}: {what}", directory.cite)


def _place(entry: Entry) -> str:
    """The printed number; a list of akims begins anew with every district."""
    return f"{entry.n} ({entry.district})" if entry.district else str(entry.n)


def _alike(entries: Entries, of_entry: Callable[[Entry], str]) -> Iterator[tuple[str, list[str]]]:
    known = [(of_entry(entry), _place(entry)) for entry in entries if of_entry(entry)]
    for value, group in groupby(sorted(known, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        numbers = [n for _, n in group]
        if len(numbers) > 1:
            yield value, numbers


def _telephone(entry: Entry) -> str:
    return re.sub(r"\D", "", entry.phone or "")


def _digits(entry: Entry) -> int:
    return len(_telephone(entry))


def words_and_figures(entry: Entry) -> list[str]:
    return re.findall(r"\w+", (entry.address or "").lower())


def _site(entry: Entry) -> str:
    name = words_of(entry.name)
    return " ".join((*name, *words_and_figures(entry))) if entry.address else ""
