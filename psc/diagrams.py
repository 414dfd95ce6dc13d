"""Pictures out of the code: state tables and who hears whom, as Mermaid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from psc.services import SERVICES
from services.accumulation.domain import item, packet
from services.intake.domain import case
from services.office.domain import file

_STATES: dict[str, Mapping[Any, Any]] = {
    "case-at-the-window": case.MOVES,
    "item-on-its-way": item.MOVES,
    "packet": packet.MOVES,
    "file-at-the-office": file.MOVES,
}


def all_diagrams() -> Iterator[tuple[str, str]]:
    yield "messages", _messages()
    for name, moves in _STATES.items():
        yield name, _states(name, moves)


def _states(name: str, moves: Mapping[Any, Any]) -> str:
    lines = [f"# {name.replace('-', ' ').capitalize()}", "", "```mermaid", "stateDiagram-v2"]
    lines.append(f"    [*] --> {next(iter(moves))}")
    for state, following in moves.items():
        lines += [f"    {state} --> {target}" for target in sorted(following)]
        if not following:
            lines.append(f"    {state} --> [*]")
    return "\n".join([*lines, "```", ""])


def _messages() -> str:
    lines = ["# Who says what to whom", "", "```mermaid", "flowchart LR"]
    for name, service in SERVICES.items():
        for event in service.says:
            short = event.name.split(".")[1]
            lines += [
                f"    {name} -- {short} --> {hearer.name}"
                for hearer in SERVICES.values()
                if event in hearer.handlers and hearer.name != name
            ]
    return "\n".join([*lines, "```", ""])
