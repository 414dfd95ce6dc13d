"""From folders of files to checked editions, acts and directories.

Each folder is read by itself and what it holds is kept for the next start; then the folders are
joined, and what one file says of another is checked. Nothing is refused before everything was
looked at: all faults stand in one message.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from shared.rules import act as act_rules
from shared.rules import codes as code_rules
from shared.rules import directories as directory_rules
from shared.rules import regulation as regulation_rules
from shared.rules.act import Act
from shared.rules.directories import Area, Entry
from shared.rules.regulation import Fact, Regulation
from shared.runtime import regulation_files
from shared.runtime.kept import Kept, fingerprint
from shared.runtime.regulation_files import CatalogueRefused, Fault, Source

_CODE = (act_rules, code_rules, directory_rules, regulation_rules, regulation_files)
_ENTRIES = TypeAdapter(tuple[Entry, ...])
Thing = TypeVar("Thing")


class Read(Fact):
    """A regulation and the file that it was read from."""

    path: Path
    regulation: Regulation


class Content(Fact):
    """What one folder holds; of the directories only that they are there and hold."""

    acts: tuple[Act, ...]
    texts: tuple[Read, ...]
    areas: tuple[Area, ...]
    listings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Edition:
    """A regulation's text, and the day of the act or amendment that gave it."""

    since: dt.date
    regulation: Regulation


@dataclass(frozen=True, slots=True)
class Folder:
    """One root of the catalogue, with the name under which what it holds is kept."""

    root: Path
    kept: Kept

    def content(self) -> tuple[Content, list[Fault]]:
        found = self.kept.find("content")
        if found is not None:
            return Content.model_validate_json(found), []
        reading = _Reading(self.root)
        content = reading.content()
        if not reading.faults:
            self.kept.keep("content", content.model_dump_json().encode())
        return content, reading.faults

    def entries(self, listing: str) -> tuple[Entry, ...] | None:
        """The lines of a directory, as `<act>/<file>`; `None` if the folder has no such file."""
        path = self._path(listing)
        if not path.is_file():
            return None
        found = self.kept.find(listing)
        if found is not None:
            return _ENTRIES.validate_json(found)
        entries = _whole(*regulation_files.read_listing(path)).entries
        self.kept.keep(listing, _ENTRIES.dump_json(entries))
        return entries

    def _path(self, listing: str) -> Path:
        act, _, file = listing.partition("/")
        return self.root / act / "directories" / f"{file}.yaml"


@dataclass(frozen=True, slots=True)
class Library:
    """The folders joined: what a later one adds stands beside the earlier."""

    folders: tuple[Folder, ...] = ()
    areas: tuple[Area, ...] = ()

    def entries(self, act: str, file: str) -> tuple[Entry, ...]:
        found = (folder.entries(f"{act}/{file}") for folder in reversed(self.folders))
        return next((entries for entries in found if entries is not None), ())


@dataclass(frozen=True, slots=True)
class Everything:
    acts: dict[str, Act]
    editions: tuple[Edition, ...]
    library: Library


def read_everything(roots: Iterable[Path]) -> Everything:
    """All folders or nothing: refused as a whole if anything is wrong."""
    folders = tuple(Folder(root, Kept(fingerprint(_files_of(root)))) for root in roots)
    contents, faults = [], []
    for folder in folders:
        content, wrong = folder.content()
        contents.append(content)
        faults += wrong
    joined = _Joining(contents)
    editions = tuple(joined.editions())
    if faults or joined.faults:
        raise CatalogueRefused([*faults, *joined.faults])
    areas = tuple(area for content in contents for area in content.areas)
    return Everything(joined.acts, editions, Library(folders, areas))


def _files_of(root: Path) -> list[Path]:
    code = [Path(str(module.__file__)) for module in _CODE]
    return [*code, Path(__file__), *sorted(root.rglob("*.yaml"))]


class _Reading:
    """One folder, file by file."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.faults: list[Fault] = []

    def content(self) -> Content:
        return Content(
            acts=tuple(self._acts()),
            texts=tuple(self._texts()),
            areas=tuple(self._areas()),
            listings=frozenset(self._listings()),
        )

    def _acts(self) -> Iterator[Act]:
        for path in sorted(self._root.glob("*/act.yaml")):
            if (act := self._noting(*regulation_files.read_act(path))) is not None:
                yield act

    def _texts(self) -> Iterator[Read]:
        sources, strays = regulation_files.sources_in(self._root)
        self.faults += strays
        for source in sources:
            regulation = self._noting(*regulation_files.read_regulation(source.path))
            if regulation is not None:
                yield Read(path=source.path, regulation=regulation)

    def _areas(self) -> Iterator[Area]:
        path = self._root / "areas.yaml"
        if path.is_file():
            read = self._noting(*regulation_files.read_areas(path))
            yield from read.areas if read else ()

    def _listings(self) -> Iterator[str]:
        for path in sorted(self._root.glob("*/directories/*.yaml")):
            self._noting(*regulation_files.read_listing(path))
            yield f"{path.parent.parent.name}/{path.stem}"

    def _noting(self, thing: Thing | None, faults: list[Fault]) -> Thing | None:
        self.faults += faults
        return thing


class _Joining:
    """What the files of all folders say of one another."""

    def __init__(self, contents: Iterable[Content]) -> None:
        contents = tuple(contents)
        self._texts = [text for content in contents for text in content.texts]
        self._listings = {name for content in contents for name in content.listings}
        self.acts = {act.act: act for content in contents for act in content.acts}
        self.faults: list[Fault] = []

    def editions(self) -> Iterator[Edition]:
        met: dict[tuple[str, dt.date], Path] = {}
        for text in sorted(self._texts, key=self._place):
            place = self._place(text)
            first = met.setdefault(place, text.path)
            if first is not text.path:
                self.faults.append(_twice(text.path, *place, first))
            self.faults += self._missing_of(text)
            yield Edition(place[1], text.regulation)

    def _place(self, text: Read) -> tuple[str, dt.date]:
        regulation = text.regulation
        since = Source(text.path).since
        if since is None:
            act = self.acts.get(regulation.act)
            since = act.edition_of(regulation.ordinal) if act else dt.date.min
        return regulation.key, since

    def _missing_of(self, text: Read) -> Iterator[Fault]:
        act, path = text.regulation.act, text.path
        if act not in self.acts and not (path.parent / "act.yaml").is_file():
            expected = "a file that tells whose act it is and of what day"
            yield Fault(path.parent / "act.yaml", "file", expected, "no such file")
        for n, named in enumerate(text.regulation.directories):
            if f"{act}/{named.file}" not in self._listings:
                expected = "a file of the act's directories"
                yield Fault(path, f"directories.{n}.file", expected, named.file)


def _twice(path: Path, key: str, since: dt.date, first: Path) -> Fault:
    expected = f"one text of {since}: another edition is {path.stem[:2]}@<its day>.yaml"
    return Fault(path, "key", expected, f"{key} of the same day in {first}")


def _whole(thing: Thing | None, faults: list[Fault]) -> Thing:
    if thing is None or faults:
        raise CatalogueRefused(faults)
    return thing
