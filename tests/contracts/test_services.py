"""What a service declares that it says and hears is what it says and hears."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from psc.services import SERVICES
from shared.contracts import EVENTS
from shared.runtime.service import Service
from tests.house.source import modules, name_of, tree

CLASSES = {event.__name__ for event in EVENTS.values()}

every_service = pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES.keys())


def told_in_source(service: str) -> set[str]:
    """Events whose classes the service's actions use, other than to say what they are given."""
    rooms = [m for m in modules(f"services/{service}") if "actions" in m.as_posix()]
    return {name for module in rooms for name in _names(tree(module))} & CLASSES


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield node.id
    for field, value in ast.iter_fields(node):
        if field not in ("annotation", "returns"):
            parts = value if isinstance(value, list) else [value]
            for part in parts:
                if isinstance(part, ast.AST) and not _asks_what_it_is(part):
                    yield from _names(part)


def _asks_what_it_is(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and name_of(node) in ("isinstance", "issubclass")


@every_service
def test_a_service_says_all_that_it_tells_and_tells_all_that_it_says(service: Service) -> None:
    assert told_in_source(service.name) == {event.__name__ for event in service.says}


@every_service
def test_what_a_service_says_bears_its_name(service: Service) -> None:
    assert {event.name.split(".")[0] for event in service.says} == {service.name}


def test_every_event_is_said_by_a_service() -> None:
    said = {event for service in SERVICES.values() for event in service.says}

    assert said == set(EVENTS.values())


@every_service
def test_the_handlers_of_an_event_have_different_names(service: Service) -> None:
    """A handler's name is half the key of the inbox: two alike would be one."""
    for handlers in service.handlers.values():
        names = [handler.__name__ for handler in handlers]
        assert len(set(names)) == len(names)


@every_service
def test_a_service_names_itself_as_its_folder(service: Service) -> None:
    assert SERVICES[service.name] is service
    assert service.metadata.schema == service.name
