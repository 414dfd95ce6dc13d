"""What FastAPI cannot know of our APIs, added to what it publishes."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Made by the client, one for each thing it wants done. Whoever repeats it "
    "gets the first answer again and nothing is done twice; with another request it is refused.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[ -~]+$"},
    "example": "6b1f0f5e-6c1c-4c58-9d0b-2f6e2f3a7c11",
}


def complete(app: FastAPI) -> None:
    published = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            for operations in published()["paths"].values():
                for method, operation in operations.items():
                    if method != "get":
                        operation.setdefault("parameters", []).append(_KEY)
        schema: dict[str, Any] = published()
        return schema

    app.openapi = openapi  # type: ignore[method-assign]
