"""What a deployment states, by environment: `PSC_…`, checked at start."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SERVICES = ("intake", "accumulation", "office", "board")


class Settings(BaseSettings):
    """Every setting of the interchange. Embedded mode fills in what it makes itself."""

    model_config = SettingsConfigDict(env_prefix="PSC_", extra="ignore", frozen=True)

    database_url: str = Field(
        default="",
        description="PostgreSQL of all services, `postgresql://user:password@host/name`. "
        "A service with a database of its own names it in `PSC_<SERVICE>_DATABASE_URL`.",
    )
    intake_database_url: str = Field(default="", description="Database of intake, if its own.")
    accumulation_database_url: str = Field(
        default="", description="Database of accumulation, if its own."
    )
    office_database_url: str = Field(default="", description="Database of office, if its own.")
    board_database_url: str = Field(default="", description="Database of board, if its own.")
    identity_database_url: str = Field(default="", description="Database of accounts, if its own.")
    database_pool: Annotated[int, Field(ge=2, le=200)] = Field(
        default=16, description="Connections a process keeps to its database."
    )
    broker_url: str = Field(
        default="", description="RabbitMQ, `amqp://user:password@host/vhost` (production only)."
    )
    broker_prefetch: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=32, description="Messages a consumer holds at a time."
    )
    sealing_key: str = Field(
        default="",
        description="Key that seals personal data inside events: 32 bytes in url-safe base64, "
        "the same for every service (`psc key` makes one).",
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: Annotated[int, Field(ge=0, le=65535)] = Field(
        default=8000, description="Port to listen on; a worker answers health probes on it."
    )
    data: Path = Field(
        default=Path("var"), description="Where the embedded mode keeps its database and keys."
    )
    regulations: Path | None = Field(
        default=None, description="A folder of further regulations, beside those that ship."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="How much is logged."
    )
    log_format: Literal["json", "text"] = Field(
        default="json", description="JSON for machines, text for a terminal."
    )
    session_hours: Annotated[int, Field(ge=1, le=168)] = Field(
        default=12, description="How long a sign-in lasts."
    )
    secure_cookies: bool = Field(
        default=False, description="Send the session cookie over HTTPS only: on behind TLS."
    )
    attempts: Annotated[int, Field(ge=1, le=50)] = Field(
        default=5, description="How often a failing message is tried before it is a dead letter."
    )
    patience_hours: Annotated[int, Field(ge=1, le=720)] = Field(
        default=24, description="How long an early event waits for its predecessor."
    )
    body_limit: Annotated[int, Field(ge=1024)] = Field(
        default=1_048_576, description="The largest request body in bytes."
    )

    @field_validator("*")
    @classmethod
    def _leads_somewhere(cls, value: object, info: ValidationInfo) -> object:
        name = info.field_name or ""
        if name.endswith("database_url") and not _begins(value, "postgresql://", "postgres://"):
            raise ValueError("set it to postgresql://user:password@host/name")
        if name == "broker_url" and not _begins(value, "amqp://", "amqps://"):
            raise ValueError("set it to amqp://user:password@host/vhost")
        return value

    @field_validator("sealing_key")
    @classmethod
    def _is_a_key(cls, value: str) -> str:
        try:
            fits = not value or len(base64.urlsafe_b64decode(value)) == 32
        except ValueError:
            fits = False
        if not fits:
            raise ValueError("set it to what `psc key` prints: 32 bytes in url-safe base64")
        return value

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        """Passwords and keys do not stand in a traceback or a log."""
        for name, value in super().__repr_args__():
            secret = str(name).endswith(("_url", "_key"))
            yield name, "…" if secret and value else value

    def database_of(self, service: str) -> str:
        own: str = getattr(self, f"{service}_database_url")
        return own or self.database_url


def _begins(value: object, *schemes: str) -> bool:
    return value == "" or str(value).startswith(schemes)


class SettingsRefused(SystemExit):
    """A setting is missing or wrong; the message says which and what to set."""


def _refusal(errors: list[str]) -> SettingsRefused:
    return SettingsRefused("The settings do not hold:\n" + "\n".join(f"  {e}" for e in errors))


@cache
def load() -> Settings:
    try:
        return Settings()
    except ValidationError as broken:
        raise _refusal(
            [f"PSC_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in broken.errors()]
        ) from None


def require(settings: Settings, *, service: str, broker: bool) -> None:
    """Refuse to start a production process that lacks what it cannot run without."""
    missing = []
    if not settings.database_of(service):
        missing.append(
            f"PSC_DATABASE_URL (or PSC_{service.upper()}_DATABASE_URL): "
            "set it to postgresql://user:password@host/name"
        )
    if not (settings.identity_database_url or settings.database_url):
        missing.append("PSC_IDENTITY_DATABASE_URL: set it, or PSC_DATABASE_URL for all")
    if not settings.sealing_key:
        missing.append("PSC_SEALING_KEY: set it to what `psc key` prints, the same everywhere")
    if broker and not settings.broker_url:
        missing.append("PSC_BROKER_URL: set it to amqp://user:password@host/vhost")
    if missing:
        raise _refusal(missing)


def as_markdown() -> str:
    """The page docs/settings.md."""
    lines = ["# Settings", "", "Configuration comes from the environment alone.", ""]
    lines += ["| variable | default | what it states |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default in ("", None) else f"`{field.default}`"
        lines.append(f"| `PSC_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines) + "\n"
