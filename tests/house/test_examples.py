"""A code in an example has a right check digit: whoever copies it gets an answer, not a refusal."""

from __future__ import annotations

import re

from shared.rules.broken import RuleBroken
from shared.rules.identifiers import parse
from tests.house.source import ROOT, modules, place

CODE = re.compile(r"\b[RFDPLBSIO]\d{13}\b")
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"]


def is_right(code: str) -> bool:
    try:
        return str(parse(code)) == code
    except RuleBroken:
        return False


def test_codes_in_examples_and_documents_have_right_check_digits() -> None:
    files = [*modules("services", "shared", "psc"), *(page for page in PAGES if page.exists())]

    wrong = [
        f"{place(file)}: {code}"
        for file in files
        for code in CODE.findall(file.read_text("utf-8"))
        if not is_right(code)
    ]

    assert wrong == []
