"""What is generated under docs/, so that it cannot lie: OpenAPI, AsyncAPI, settings, diagrams."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from fastapi import FastAPI

from psc import diagrams
from psc.services import SERVICES
from shared.contracts import EVENTS
from shared.rules.lint import page as lint_page
from shared.runtime import settings
from shared.runtime.service import application
from shared.runtime.web import sign_in

DOCS = Path(__file__).parent.parent / "docs"


def write_documents(*, check: bool) -> int:
    """Write them, or (check) say which differ. The exit code of the command."""
    differing = []
    for path, content in documents():
        if path.exists() and path.read_bytes() == content:
            continue
        differing.append(path)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for path in differing:
        print(f"{'out of date' if check else 'written'}: {path.relative_to(DOCS.parent)}")
    if check and differing:
        print("`make docs` writes them.")
    return 1 if check and differing else 0


def documents() -> Iterator[tuple[Path, bytes]]:
    for name, service in SERVICES.items():
        yield DOCS / "api" / f"{name}.json", _json(application(service).openapi())
    yield DOCS / "api" / "identity.json", _json(_identity())
    yield DOCS / "api" / "asyncapi.json", _json(asyncapi())
    yield DOCS / "settings.md", settings.as_markdown().encode()
    yield DOCS / "lint-rules.md", lint_page.as_markdown().encode()
    for name, drawing in diagrams.all_diagrams():
        yield DOCS / "diagrams" / f"{name}.md", drawing.encode()


def _identity() -> dict[str, Any]:
    app = FastAPI(title="Identity: sign in and out", version="1")
    sign_in.install(app)
    return app.openapi()


def asyncapi() -> dict[str, Any]:
    """AsyncAPI 3.0 of the one exchange, with who says and who hears each event."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "What the services say to one another",
            "version": "1",
            "description": "CloudEvents 1.0 in JSON on the topic exchange `psc.events`; "
            "the routing key is the event's type.",
        },
        "defaultContentType": "application/cloudevents+json",
        "channels": {
            name: {"address": name, "messages": {name: {"$ref": f"#/components/messages/{name}"}}}
            for name in sorted(EVENTS)
        },
        "operations": dict(_operations()),
        "components": {
            "messages": {name: _message(name) for name in sorted(EVENTS)},
        },
    }


def _operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, service in SERVICES.items():
        for event in service.says:
            yield f"{name}-says-{event.name}", _operation("send", event.name, name)
        for event in service.handlers:
            yield f"{name}-hears-{event.name}", _operation("receive", event.name, name)


def _operation(action: str, event: str, service: str) -> dict[str, Any]:
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{event}"},
        "tags": [{"name": service}],
    }


def _message(name: str) -> dict[str, Any]:
    event = EVENTS[name]
    schema = event.model_json_schema(ref_template="#/payload/$defs/{model}")
    return {"name": name, "summary": (event.__doc__ or "").strip(), "payload": schema}


def _json(value: dict[str, Any]) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n"
