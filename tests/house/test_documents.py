"""Documents that are generated say what the code says."""

from __future__ import annotations

from shared.runtime.settings import as_markdown
from tests.house.source import ROOT


def test_the_page_of_settings_is_up_to_date() -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")

    assert page == as_markdown(), "run `make docs`"
