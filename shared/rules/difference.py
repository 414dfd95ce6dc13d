"""The difference of two regulations, or of two editions of one, field by field in words.

Lists are laid beside one another by what an entry is about (a channel's route, an action's
number, a document's name), so that one entry more does not make all the others different.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.rules.regulation import Regulation

# Whose text it is, and where in its act: of course that differs.
_BESIDE_THE_POINT = frozenset({"key", "act", "ordinal", "cite", "source"})
# What tells the entries of a list apart, the first of these that an entry has.
_NAMES: tuple[tuple[str, ...], ...] = (
    ("when", "channel"), ("channel", "scope"), ("channel", "n"), ("n",), ("channel", "name"),
    ("kind", "appendix"), ("role", "name"), ("kind", "name"), ("channel", "kind"), ("channel",),
    ("code",), ("text",), ("what",), ("why",), ("where",), ("file",),
)  # fmt: skip
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that one side states otherwise, or that only one states."""

    place: tuple[str, ...]
    was: str | None
    now: str | None

    def __str__(self) -> str:
        where = ", ".join(self.place)
        if self.was is None:
            return f"{where}: only in the second: {self.now}"
        if self.now is None:
            return f"{where}: only in the first: {self.was}"
        return f"{where}: {self.was} → {self.now}"


def differences(first: Regulation, second: Regulation) -> tuple[Difference, ...]:
    return tuple(_compare((), first.model_dump(mode="json"), second.model_dump(mode="json")))


def _compare(place: tuple[str, ...], was: Any, now: Any) -> Iterator[Difference]:
    if was == now:
        return
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        yield from _fields(place, was, now)
    elif _is_list(was) and _is_list(now):
        yield from _entries(place, was, now)
    else:
        yield Difference(place, _in_words(was), _in_words(now))


def _fields(
    place: tuple[str, ...], was: Mapping[str, Any], now: Mapping[str, Any]
) -> Iterator[Difference]:
    for field in dict.fromkeys((*was, *now)):
        if field not in _BESIDE_THE_POINT:
            yield from _compare((*place, field), was.get(field), now.get(field))


def _entries(
    place: tuple[str, ...], was: Sequence[Any], now: Sequence[Any]
) -> Iterator[Difference]:
    before, after = _by_name(was), _by_name(now)
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name, _ABSENT), after.get(name, _ABSENT)
        if new is _ABSENT:
            yield Difference((*place, name), _in_words(old), None)
        elif old is _ABSENT:
            yield Difference((*place, name), None, _in_words(new))
        else:
            yield from _compare((*place, name), old, new)


def _by_name(entries: Sequence[Any]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for entry in entries:
        name = _name_of(entry)
        # The second of one name: an action with two terms, the electronic route of a channel.
        times = sum(known.split(" №")[0] == name for known in named)
        named[f"{name} №{times + 1}" if times else name] = entry
    return named


def _name_of(entry: Any) -> str:
    if not isinstance(entry, Mapping):
        return str(entry)
    for fields in _NAMES:
        if all(field in entry for field in fields):
            return " ".join(str(entry[field]) for field in fields if entry[field] is not None)
    return "entry"


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _in_words(value: Any) -> str:
    if value is None or value == []:
        return "nothing"
    if isinstance(value, Mapping):
        said = {field: each for field, each in value.items() if field not in _BESIDE_THE_POINT}
        return "; ".join(f"{name} {_in_words(each)}" for name, each in said.items() if each)
    if _is_list(value):
        return f"[{', '.join(_in_words(each) for each in value)}]"
    return f"“{value}”" if isinstance(value, str) else str(value)
