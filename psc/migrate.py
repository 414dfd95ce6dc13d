"""Bring every schema to its newest form."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData

import migrations
from psc.services import SERVICES
from shared.runtime.identity.tables import metadata as identity_metadata
from shared.runtime.settings import Settings

ROOT = Path(migrations.__file__).parent


def schemas() -> dict[str, MetaData]:
    return {"identity": identity_metadata} | {n: s.metadata for n, s in SERVICES.items()}


def config_for(schema: str, url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", str(ROOT / schema))
    config.attributes |= {"schema": schema, "metadata": schemas()[schema], "url": url}
    return config


def upgrade_all(settings: Settings, only: str | None = None) -> None:
    """Safe to run at every start: it does nothing where nothing is left to do."""
    for schema in schemas():
        if only in (None, schema):
            command.upgrade(config_for(schema, settings.database_of(schema)), "head")
