"""The page of an API, made from its OpenAPI: no script, nothing fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import orjson
from fastapi import FastAPI
from fastapi.responses import HTMLResponse

_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}
pre{{background:#f4f4f4;padding:.6rem;overflow:auto}}summary{{cursor:pointer;padding:.3rem 0}}
code b{{display:inline-block;min-width:4.5rem}}</style></head><body>
<h1>{title}</h1><pre>{about}</pre>
<p>The whole as OpenAPI: <a href="{openapi}">{openapi}</a>. Sign in: <code>POST
/identity/v1/tokens</code>, then <code>Authorization: Bearer …</code>. Whatever changes something
takes an <code>Idempotency-Key</code>: whoever repeats it gets the same answer.</p>
"""


def install(app: FastAPI, path: str) -> None:
    async def reference() -> HTMLResponse:
        return HTMLResponse("".join(_page(app)))

    app.add_api_route(path, reference, include_in_schema=False)


def _page(app: FastAPI) -> Iterator[str]:
    schema = app.openapi()
    yield _HEAD.format(
        title=escape(app.title), about=escape(app.description.strip()), openapi=app.openapi_url
    )
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            yield from _operation(method, path, operation, schema["components"]["schemas"])
    yield "</body></html>"


def _operation(
    method: str, path: str, operation: dict[str, Any], schemas: dict[str, Any]
) -> Iterator[str]:
    yield f"<details><summary><code><b>{method.upper()}</b> {escape(path)}</code> "
    yield f"{escape(operation.get('summary', ''))}</summary>"
    yield f"<p>{escape(operation.get('description', ''))}</p>"
    for parameter in operation.get("parameters", ()):
        words = escape(parameter.get("description", ""))
        yield f"<p><code>{escape(parameter['name'])}</code> ({parameter['in']}) {words}</p>"
    body = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if body:
        name = body["schema"].get("$ref", "").rsplit("/", 1)[-1]
        shape = orjson.dumps(schemas.get(name, body["schema"]), option=orjson.OPT_INDENT_2)
        yield f"<p>Body:</p><pre>{escape(shape.decode())}</pre>"
    yield "</details>"
