"""The regulations, loaded from their files and checked at start.

Reading YAML takes a second, so the checked form is kept beside the data of the deployment, under
a name that hashes every source file and the classes that checked it: it is never stale.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from shared.rules import regulation as regulation_rules
from shared.rules.broken import Invalid, Missing
from shared.rules.calendar import DayChange
from shared.rules.changes import changes_from
from shared.rules.regulation import Channel, Regulation
from shared.rules.route import Way, way_of
from shared.runtime.yaml_1_2 import load_yaml

SHIPPED = Path(str(files("shared") / "regulations"))
_ALL = TypeAdapter(tuple[Regulation, ...])


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


class CatalogueRefused(SystemExit):
    """A regulation's file does not hold; the message names file, field and what was expected."""


@dataclass(frozen=True, eq=False)
class Catalogue:
    regulations: tuple[Regulation, ...]

    @cached_property
    def _by_key(self) -> dict[str, Regulation]:
        return {regulation.key: regulation for regulation in self.regulations}

    @cached_property
    def _ways(self) -> dict[tuple[str, Channel], Way]:
        return {
            (regulation.key, route.channel): way_of(route)
            for regulation in self.regulations
            for route in regulation.routes
        }

    def get(self, key: str) -> Regulation:
        regulation = self._by_key.get(key)
        if regulation is None:
            raise UnknownRegulation(key=key[:64], field="regulation")
        return regulation

    def way(self, key: str, channel: Channel | str) -> Way:
        self.get(key)
        way = self._ways.get((key, Channel(channel)))
        if way is None:
            raise NoRoute(key=key, channel=channel, field="channel")
        return way

    def edition(self, key: str) -> date:
        """The day of the act whose edition is in force: it is written on every case."""
        return self._editions[self.get(key).act]

    @cached_property
    def _editions(self) -> dict[str, date]:
        return {act: _act_date(act) for act in {r.act for r in self.regulations}}


def load(further: Path | None = None) -> Catalogue:
    sources = sorted(_sources(SHIPPED)) + (sorted(_sources(further)) if further else [])
    cached = _cache_file(sources)
    if cached.exists():
        return Catalogue(_ALL.validate_json(cached.read_bytes()))
    regulations = tuple(read(source) for source in sources)
    _keep(cached, _ALL.dump_json(regulations))
    return Catalogue(regulations)


def read(source: Path) -> Regulation:
    """One file, checked; refused with words a clerk can act on."""
    try:
        return Regulation.model_validate(load_yaml(source.read_text("utf-8")))
    except yaml.YAMLError as broken:
        raise CatalogueRefused(f"{source}: this is not YAML: {broken}") from None
    except ValidationError as broken:
        faults = "\n".join(
            f"  {'.'.join(map(str, e['loc']))}: {e['msg']} (found {str(e['input'])[:60]!r})"
            for e in broken.errors()
        )
        raise CatalogueRefused(f"{source} does not hold:\n{faults}") from None


def day_changes() -> dict[date, DayChange]:
    data: list[dict[str, Any]] = []
    for source in sorted((SHIPPED / "calendar").glob("*.yaml")):
        data += load_yaml(source.read_text("utf-8")) or []
    return dict(changes_from(data))


def _sources(root: Path) -> Iterable[Path]:
    return root.glob("*/[0-9][0-9].yaml")


def _act_date(act: str) -> date:
    facts = load_yaml((SHIPPED / act / "act.yaml").read_text("utf-8"))
    return date.fromisoformat(facts["date"])


def _cache_file(sources: list[Path]) -> Path:
    fingerprint = hashlib.sha256(Path(regulation_rules.__file__).read_bytes())
    for source in sources:
        fingerprint.update(source.read_bytes())
    return Path(tempfile.gettempdir()) / f"psc-catalogue-{fingerprint.hexdigest()[:32]}.json"


def _keep(cached: Path, content: bytes) -> None:
    """Whole or not at all: two processes may start at once."""
    with tempfile.NamedTemporaryFile(dir=cached.parent, delete=False) as half:
        half.write(content)
    Path(half.name).replace(cached)
