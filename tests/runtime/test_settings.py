"""A process that lacks a setting does not start, and says which and what to set."""

from __future__ import annotations

from typing import Any

import pytest

from shared.runtime import settings as module
from shared.runtime.settings import Settings, SettingsRefused, load, require

WHOLE: dict[str, Any] = {
    "database_url": "postgresql://psc@db/psc",
    "broker_url": "amqp://psc@broker/psc",
    "sealing_key": "s" * 43 + "=",
}


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    load.cache_clear()


@pytest.mark.parametrize(
    ("setting", "variable"),
    [
        ("database_url", "PSC_DATABASE_URL"),
        ("broker_url", "PSC_BROKER_URL"),
        ("sealing_key", "PSC_SEALING_KEY"),
    ],
)
def test_a_missing_setting_is_named_with_what_to_set(setting: str, variable: str) -> None:
    settings = Settings(**(WHOLE | {setting: ""}))

    with pytest.raises(SettingsRefused) as refused:
        require(settings, service="intake", broker=True)

    assert f"{variable}" in str(refused.value)
    assert "set it to" in str(refused.value)


def test_all_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(SettingsRefused) as refused:
        require(Settings(), service="office", broker=True)

    for variable in ("PSC_OFFICE_DATABASE_URL", "PSC_SEALING_KEY", "PSC_BROKER_URL"):
        assert variable in str(refused.value)


def test_what_is_whole_is_let_through() -> None:
    require(Settings(**WHOLE), service="board", broker=True)

    assert Settings(**WHOLE).database_of("board")


def test_a_process_without_a_broker_needs_none() -> None:
    settings = Settings(**(WHOLE | {"broker_url": ""}))

    require(settings, service="intake", broker=False)

    with pytest.raises(SettingsRefused, match="PSC_BROKER_URL"):
        require(settings, service="intake", broker=True)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PSC_PORT", "eighty"),
        ("PSC_DATABASE_URL", "db.example.org"),
        ("PSC_DATABASE_POOL", "1"),
        ("PSC_LOG_LEVEL", "loud"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(SettingsRefused, match=variable):
        load()


def test_a_secret_does_not_stand_in_the_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PSC_DATABASE_URL", "hunter2")

    with pytest.raises(SettingsRefused) as refused:
        load()

    assert "hunter2" not in str(refused.value)


def test_secrets_do_not_stand_in_a_log_or_traceback() -> None:
    settings = Settings(**(WHOLE | {"database_url": "postgresql://psc:hunter2@db/psc"}))

    assert "hunter2" not in f"{settings!r} {settings}"
    assert "port=8000" in repr(settings)


def test_a_service_s_own_database_goes_before_the_common_one() -> None:
    settings = Settings(**WHOLE, office_database_url="postgresql://psc@other/office")

    assert settings.database_of("office") == "postgresql://psc@other/office"
    assert settings.database_of("intake") == WHOLE["database_url"]


def test_every_setting_says_what_it_states() -> None:
    page = module.as_markdown()

    for name, field in Settings.model_fields.items():
        assert field.description
        assert f"`PSC_{name.upper()}`" in page


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PSC_SEALING_KEY", "abc"),
        ("PSC_DATABASE_URL", "mysql://db/psc"),
        ("PSC_OFFICE_DATABASE_URL", "nonsense"),
        ("PSC_BROKER_URL", "http://broker"),
    ],
)
def test_a_wrong_setting_is_refused_at_start_without_repeating_it(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(SettingsRefused) as refused:
        load()

    assert variable in str(refused.value)
    assert "set it to" in str(refused.value)
    assert value not in str(refused.value)
