"""What a house in a test is told. Nothing comes from the environment (see conftest.py)."""

from __future__ import annotations

from pathlib import Path

from shared.runtime.settings import Settings

# 32 bytes of nothing: what tests seal is nobody's.
SEALING_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="


def settings_for(url: str, run: Path, broker_url: str = "") -> Settings:
    return Settings(
        database_url=url,
        broker_url=broker_url,
        sealing_key=SEALING_KEY,
        data=run / "data",
        database_pool=6,
        log_format="text",
    )
