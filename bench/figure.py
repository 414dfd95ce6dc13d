"""A figure beside its floor, and whether it is good enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any, TypeVar

RUNS = 5
T = TypeVar("T")


@dataclass(frozen=True)
class Figure:
    """The median of five runs, of the thing and of its floor.

    `at_least` and `at_most` state what is promised of the values in `as_json`, by their names.
    """

    unit: str
    runs: list[float]
    floor_runs: list[float]
    at_least: dict[str, float] = field(default_factory=dict)
    at_most: dict[str, float] = field(default_factory=dict)
    more: dict[str, float] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, float]:
        figure, floor = median(self.runs), median(self.floor_runs)
        return {"figure": figure, "floor": floor, "ratio": figure / floor} | self.more

    @property
    def ok(self) -> bool:
        values = self.values
        enough = all(values[name] >= least for name, least in self.at_least.items())
        return enough and all(values[name] <= most for name, most in self.at_most.items())

    def as_json(self) -> dict[str, Any]:
        promised = {"at_least": self.at_least, "at_most": self.at_most}
        return (
            {name: round(value, 3) for name, value in self.values.items()}
            | {name: limits for name, limits in promised.items() if limits}
            | {"unit": self.unit}
            | {"runs": _rounded(self.runs), "floor_runs": _rounded(self.floor_runs)}
            | {"ok": self.ok}
        )


def alternately(one: Callable[[], T], other: Callable[[], T]) -> tuple[list[T], list[T]]:
    """A B A B …: what disturbs the machine for a while disturbs both."""
    pairs = [(one(), other()) for _ in range(RUNS)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _rounded(values: list[float]) -> list[float]:
    return [round(value, 3) for value in values]
