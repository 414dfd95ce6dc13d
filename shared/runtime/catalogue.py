"""The regulations, loaded from their files and checked at start.

Reading YAML takes a second, so the checked form is kept (see kept.py). A folder of further
regulations stands beside those that ship: it may add acts, regulations to an act that ships,
and editions; what it adds is checked as strictly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from shared.rules.act import Act
from shared.rules.broken import Invalid, Missing
from shared.rules.calendar import DayChange
from shared.rules.changes import changes_from
from shared.rules.derived import derived_route
from shared.rules.directories import Directories, Entry
from shared.rules.export import export
from shared.rules.regulation import AlternativeRoute, Channel, Regulation, Route
from shared.rules.route import Way, way_of
from shared.runtime.catalogue_reading import Edition, Library, read_everything
from shared.runtime.regulation_files import CatalogueRefused
from shared.runtime.yaml_1_2 import load_yaml

__all__ = ["Catalogue", "CatalogueRefused", "NoRoute", "UnknownRegulation", "day_changes", "load"]

SHIPPED = Path(str(files("shared") / "regulations"))


class UnknownRegulation(Missing):
    """There is no regulation {key}."""

    code = "unknown-regulation"
    ru = "Нет регламента {key}."
    kk = "{key} регламенті жоқ."


class NoRoute(Invalid):
    """Regulation {key} has no route for the channel {channel}."""

    code = "channel-not-offered"
    ru = "Регламент {key} не даёт маршрута для канала {channel}."
    kk = "{key} регламентінде {channel} арнасы бойынша бағыт жоқ."


# Nobody wants to read all the regulations in a log or a traceback.
@dataclass(frozen=True, eq=False, repr=False)
class Catalogue:
    """What the acts say, ready to be asked. `regulations` holds the newest edition of each."""

    regulations: tuple[Regulation, ...]
    acts: Mapping[str, Act] = field(default_factory=dict)
    editions: Mapping[str, tuple[Edition, ...]] = field(default_factory=dict)
    library: Library = field(default_factory=Library)

    def get(self, key: str, edition: date | None = None) -> Regulation:
        """The newest edition, or the one under which a case was accepted."""
        regulation = self._by_key.get(key) if edition is None else self._of(key, edition)
        if regulation is None:
            raise UnknownRegulation(key=key[:64], field="regulation")
        return regulation

    def edition(self, key: str) -> date:
        """The day of the text that `get` gives: it is written on every case."""
        self.get(key)
        return self.editions[key][-1].since

    def routes(self, key: str, channel: Channel | None = None) -> tuple[Route, ...]:
        """All routes, the paper one before the electronic; one channel may have both."""
        routes = self.get(key).routes
        return tuple(route for route in routes if channel in {None, route.channel})

    def variants(self, key: str) -> tuple[AlternativeRoute, ...]:
        """The alternative routes: refusals, duplicates, other ways of the same service."""
        return self.get(key).alternative_routes

    def way(
        self,
        key: str,
        channel: Channel | str,
        *,
        allow_derived: bool = True,
        edition: date | None = None,
    ) -> Way:
        """The first route of the channel; where the act offers the channel and forgets its
        route, the nearest lawful one, which says of itself that it is derived."""
        way = self._way(key, edition, Channel(channel))
        if way is None or (way.derived and not allow_derived):
            raise NoRoute(key=key, channel=channel, field="channel")
        return way

    def entries(self, act: str, file: str) -> tuple[Entry, ...]:
        return self.library.entries(act, file)

    def directories(self, key: str) -> Directories:
        """What the regulation's appendices list, to be asked for a person's address."""
        regulation = self.get(key)
        region = self.acts[regulation.act].region
        listed: dict[str, tuple[Entry, ...]] = {"offices": (), "akims": (), "psc": (), "other": ()}
        for named in regulation.directories:
            listed[named.kind] += self.entries(regulation.act, named.file)
        return Directories(
            offices=listed["offices"],
            akims=listed["akims"],
            centres=listed["psc"],
            areas=tuple(area for area in self.library.areas if area.region == region),
        )

    def exported(self) -> Iterator[dict[str, Any]]:
        """Every regulation in the shape of the format's page, in the order of the acts."""
        for regulation in self.regulations:
            named = {each.file for each in regulation.directories}
            yield export(regulation, {file: self.entries(regulation.act, file) for file in named})

    @cached_property
    def _by_key(self) -> dict[str, Regulation]:
        return {regulation.key: regulation for regulation in self.regulations}

    @cached_property
    def _ways(self) -> dict[tuple[str, date | None, Channel], Way | None]:
        return {}

    def _way(self, key: str, edition: date | None, channel: Channel) -> Way | None:
        place = (key, edition, channel)
        if place not in self._ways:
            self._ways[place] = _first_way(self.get(key, edition), channel)
        return self._ways[place]

    def _of(self, key: str, edition: date) -> Regulation | None:
        found = (each.regulation for each in self.editions.get(key, ()) if each.since == edition)
        return next(found, None)


def load(further: Path | None = None) -> Catalogue:
    """What ships, and what the deployment adds in a folder of its own."""
    read = read_everything((SHIPPED, further) if further else (SHIPPED,))
    editions: dict[str, tuple[Edition, ...]] = {}
    for each in read.editions:
        editions[each.regulation.key] = (*editions.get(each.regulation.key, ()), each)
    return Catalogue(
        regulations=tuple(of_key[-1].regulation for of_key in editions.values()),
        acts=read.acts,
        editions=editions,
        library=read.library,
    )


def day_changes() -> dict[date, DayChange]:
    data: list[dict[str, Any]] = []
    for source in sorted((SHIPPED / "calendar").glob("*.yaml")):
        data += load_yaml(source.read_text("utf-8")) or []
    return dict(changes_from(data))


def _first_way(regulation: Regulation, channel: Channel) -> Way | None:
    stated = regulation.route(channel)
    if stated is not None:
        return way_of(stated)
    derived = derived_route(regulation, channel)
    return way_of(derived, derived=True) if derived else None
