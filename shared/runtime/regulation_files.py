"""Files of the catalogue, read and checked: every fault with its file, line, field and what was
expected there, so that a clerk can mend it. All faults are gathered; nothing half-read is used.

    <act>/act.yaml                 the act, its amendments and its end
    <act>/NN.yaml                  a regulation; NN@2013-05-01.yaml its edition from that day
    <act>/directories/<file>.yaml  a directory that a regulation names
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from shared.rules.act import Act
from shared.rules.directories import Areas, Listing
from shared.rules.regulation import Regulation
from shared.runtime.faults_in_words import expected_in_words, field_of, line_of
from shared.runtime.yaml_1_2 import load_yaml

Model = TypeVar("Model", bound=BaseModel)
_LONG = 80
_GOOD_NAME = "a name like 07.yaml or, for an edition, 07@2013-05-01.yaml"
_NUMBER = re.compile(r"\d\d")
# Folders beside the acts that hold other data.
_NO_ACTS = frozenset({"calendar"})


class CatalogueRefused(SystemExit):
    """A file of the catalogue does not hold; the message says which, where and what to mend."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        files = len({fault.file for fault in self.faults})
        head = f"The catalogue does not hold: {len(self.faults)} faults in {files} files."
        super().__init__("\n".join([head, *(f"  {fault}" for fault in self.faults)]))


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend."""

    file: Path
    field: str
    expected: str
    found: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        return f"{place}: {self.field}: expected {self.expected}; found {self.found}"


@dataclass(frozen=True, slots=True)
class Source:
    """A regulation's file: whose it is by its path, and since when it holds."""

    path: Path

    @property
    def key(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem[:2]}"

    @property
    def since(self) -> dt.date | None:
        """`None`: the edition that the act's own amendments tell."""
        _, _, day = self.path.stem.partition("@")
        return dt.date.fromisoformat(day) if day else None


def sources_in(root: Path) -> tuple[list[Source], list[Fault]]:
    """The regulations' files, and those whose name says neither act nor regulation."""
    paths = [p for p in sorted(root.glob("*/*.yaml")) if p.parent.name not in _NO_ACTS]
    named = [path for path in paths if path.name != "act.yaml"]
    good = [path for path in named if _is_regulation(path.stem)]
    strays = [Fault(p, "file", _GOOD_NAME, p.name) for p in named if p not in good]
    if not root.is_dir():
        strays.append(Fault(root, "folder", "a folder of regulations", "no such folder"))
    return [Source(path) for path in good], strays


def _is_regulation(stem: str) -> bool:
    number, at, day = stem.partition("@")
    try:
        return _NUMBER.fullmatch(number) is not None and bool(not at or dt.date.fromisoformat(day))
    except ValueError:
        return False


def check_file(path: Path) -> list[Fault]:
    """What is wrong in one file of the catalogue, whichever kind it is."""
    if path.name == "act.yaml":
        return read_act(path)[1]
    if path.name == "areas.yaml":
        return read_areas(path)[1]
    if path.parent.name == "directories":
        return read_listing(path)[1]
    return read_regulation(path)[1]


def read_regulation(path: Path) -> tuple[Regulation | None, list[Fault]]:
    regulation, faults = _read(path, Regulation)
    if regulation is not None:
        faults += list(_of_its_place(Source(path), regulation))
    return regulation, faults


def read_act(path: Path) -> tuple[Act | None, list[Fault]]:
    act, faults = _read(path, Act)
    if act is not None and act.act != path.parent.name:
        faults.append(Fault(path, "act", f"the folder's name, {path.parent.name}", act.act))
    return act, faults


def read_areas(path: Path) -> tuple[Areas | None, list[Fault]]:
    return _read(path, Areas)


def read_listing(path: Path) -> tuple[Listing | None, list[Fault]]:
    return _read(path, Listing)


def _of_its_place(source: Source, regulation: Regulation) -> Iterator[Fault]:
    """What the path says, the file must say as well."""
    if not _is_regulation(source.path.stem):
        yield Fault(source.path, "file", _GOOD_NAME, source.path.name)
        return
    act, _, number = source.key.partition("/")
    said = {"key": source.key, "act": act, "ordinal": int(number)}
    for field, expected in said.items():
        found = getattr(regulation, field)
        if found != expected:
            yield Fault(source.path, field, f"{expected}, as the file's path says", repr(found))


def _read(path: Path, model: type[Model]) -> tuple[Model | None, list[Fault]]:
    try:
        text = path.read_text("utf-8")
        data = load_yaml(text)
    except (OSError, UnicodeDecodeError) as broken:
        return None, [Fault(path, "file", "a readable text in UTF-8", str(broken))]
    except yaml.YAMLError as broken:
        return None, [_not_yaml(path, broken)]
    try:
        return model.model_validate(data), []
    except ValidationError as broken:
        return None, list(_faults(path, text, broken))


def _not_yaml(path: Path, broken: yaml.YAMLError) -> Fault:
    mark = getattr(broken, "problem_mark", None)
    found = getattr(broken, "problem", None) or str(broken)
    return Fault(path, "file", "YAML", found, mark.line + 1 if mark else None)


def _faults(path: Path, text: str, broken: ValidationError) -> Iterator[Fault]:
    """One for each field: where a field may be of several kinds, each kind complains."""
    complaints: dict[tuple[str | int, ...], list[Any]] = {}
    for error in broken.errors():
        complaints.setdefault(field_of(error), []).append(error)
    for place, errors in complaints.items():
        nothing = errors[0]["type"] == "missing"
        yield Fault(
            path,
            ".".join(map(str, place)) or "file",
            " or ".join(expected_in_words(error) for error in errors),
            "nothing" if nothing else _shortened(errors[0]["input"]),
            line_of(text, place),
        )


def _shortened(found: Any) -> str:
    words = repr(found)
    return words if len(words) <= _LONG else f"{words[:_LONG]}…"
