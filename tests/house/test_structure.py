"""Rooms stand only on those below, and every room that should be there is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT, modules, place

SERVICES = ("accumulation", "board", "intake", "office")


def test_the_import_contracts_hold() -> None:
    program = Path(sys.executable).with_name("lint-imports")

    checked = subprocess.run(
        [str(program), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_says_what_it_owns_hears_and_says(service: str) -> None:
    words = (ROOT / "services" / service / "__init__.py").read_text("utf-8")

    for word in ("owns", "hears", "says"):
        assert word in words


def test_every_module_says_what_it_is_for() -> None:
    import ast

    silent = [
        place(module)
        for module in modules("services", "shared", "psc", "tests")
        if module.read_text("utf-8").strip()
        and not ast.get_docstring(ast.parse(module.read_text("utf-8")))
    ]

    assert silent == []
