"""An act: who issued it, when it came into force, what changed it, and what ended it.

Every amendment names the regulation that it changed, so a regulation's edition is a fact: the
day of the last change to its text, or of the act where nothing changed it.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from shared.rules.regulation import Anomaly, Cited, Code, Count, Fact, Statement, Text


class Registration(Cited):
    by: Text
    date: dt.date
    number: Text


class Repeal(Cited):
    by: Text
    number: Text
    date: dt.date
    text: Text


class Amendment(Cited):
    number: Text
    date: dt.date
    # `None`: the resolution's own items, not a regulation that it approves.
    regulation: Count | None
    # Whether the whole regulation is in a new edition, or single items of it.
    whole: bool
    text: Text


class Approved(Fact):
    """A regulation as the resolution lists it."""

    ordinal: Count
    title: Text


class Act(Fact):
    act: Code
    lang: Literal["ru", "kk"]
    # Whose districts its directories speak of: a region of `areas.yaml`.
    region: Code
    title: Text
    kind: Text
    issuer: Text
    number: Text
    date: dt.date
    registered: Registration | None
    published: Statement | None
    in_force: Statement | None
    repealed: Repeal | None
    amendments: tuple[Amendment, ...]
    signed_by: Text | None
    regulations: tuple[Approved, ...]
    anomalies: tuple[Anomaly, ...]

    def changes_of(self, ordinal: int) -> tuple[Amendment, ...]:
        return tuple(change for change in self.amendments if change.regulation == ordinal)

    def edition_of(self, ordinal: int) -> dt.date:
        """The day of the text that stands in the file: the last change, or the act itself."""
        return max((self.date, *(change.date for change in self.changes_of(ordinal))))

    def is_repealed(self, on: dt.date) -> bool:
        return self.repealed is not None and self.repealed.date <= on
