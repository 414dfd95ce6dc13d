"""The lint as a whole: every rule is tried and told, and finds in the acts what readers saw."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from psc.catalogue_commands import app
from shared.rules.lint import RULES, Finding, Library, lint
from shared.rules.lint.page import as_markdown
from shared.runtime.catalogue import load
from tests.rules import test_lint_of_facts, test_lint_of_neighbours, test_lint_of_routes

PAGE = Path(__file__).parents[2] / "docs" / "lint-rules.md"

# What people found by reading, in the `anomalies` of the regulations.
SEEN_BY_READERS = [
    ("akzhar-2012-277/01", "next-nowhere", "3 points to 4"),
    ("akzhar-2012-277/12", "missing-number", "no action 9"),
    ("akmola-2011-a-11-491/02", "unreachable-action", "never reach 5, 7"),
    ("almaty-2012-349/07", "next-skips", "skips 2, 3"),
    ("akmola-2011-a-11-491/01", "number-twice", "7"),
    ("akzhar-2012-277/03", "steps-longer-than-term", "psc route: 11 working days"),
    ("akmola-2011-a-11-491/03", "steps-longer-than-term", "10 minutes"),
    ("akzhar-2012-277/04", "other-kind-of-days", "15 calendar days"),
    ("akzhar-2012-277/06", "mixed-units", "8 calendar days"),
    ("akzhar-2012-277/03", "step-longer-than-serving", "1 working day"),
    ("almaty-2012-349/07", "channel-without-route", "akim"),
    ("almaty-2012-349/07", "dispatched-too-seldom", "once a day"),
    ("almaty-2012-349/07", "wrong-appendix", "appendix 5"),
    ("almaty-2012-349/07", "name-not-listed", "Ответственный сотрудник"),
    ("almaty-2012-349/07", "prepared-after-signature", "action 5"),
    ("akzhar-2012-277/09", "role-never-acts", "akim"),
    ("akzhar-2012-277/06", "handed-out-by-accumulation", "8"),
    ("akzhar-2012-277/07", "way-back-without-accumulation", "7"),
    ("akzhar-2012-277/04", "one-ground-for-two-ends", "suspension"),
    ("akmola-2011-a-11-491/02", "handed-out-before-signature", "7"),
    ("akmola-2011-a-11-491/03", "another-service", "балаларды"),
    ("akzhar-2012-277/01", "post-without-action", "post"),
    ("akzhar-2012-277/05", "hours-differ-in-act", "13:00–14:00"),
]


@cache
def findings_of_the_acts() -> tuple[Finding, ...]:
    regulations = load().regulations
    library = Library(regulations)
    return tuple(finding for each in regulations for finding in lint(each, library))


@pytest.mark.parametrize(("regulation", "rule", "words"), SEEN_BY_READERS)
def test_what_readers_saw_is_found_without_being_told_where(regulation, rule, words):
    found = findings_of_the_acts()

    about = [f.what for f in found if (f.regulation, f.rule) == (regulation, rule)]

    assert any(words in what for what in about)


def test_every_finding_says_what_and_where():
    found = findings_of_the_acts()

    assert all(finding.what and finding.cite for finding in found)


def test_no_finding_is_told_twice():
    found = findings_of_the_acts()

    assert len(set(found)) == len(found)


def test_every_rule_is_tried_on_a_regulation_that_breaks_it():
    tried = {
        *test_lint_of_routes.FAULTY, *test_lint_of_facts.FAULTY, *test_lint_of_neighbours.FAULTY,
    }  # fmt: skip

    assert tried == {rule.code for rule in RULES}


def test_codes_are_used_once_and_every_rule_has_words():
    codes = [rule.code for rule in RULES]

    assert len(set(codes)) == len(codes)
    assert all(rule.words.endswith(".") for rule in RULES)


def test_the_page_is_up_to_date():
    assert PAGE.read_text("utf-8") == as_markdown()


def test_the_command_tells_findings_as_text_and_as_json_lines():
    about = ["lint", "almaty-2012-349/07", "--rule", "channel-without-route"]

    text = CliRunner().invoke(app, about)
    lines = CliRunner().invoke(app, [*about, "--json"])

    assert "channel-without-route: akim is offered and has no route (п. 3)" in text.stdout
    assert orjson.loads(lines.stdout) == {
        "regulation": "almaty-2012-349/07",
        "rule": "channel-without-route",
        "what": "akim is offered and has no route",
        "cite": "п. 3",
    }


def test_the_command_refuses_a_rule_that_it_does_not_know():
    done = CliRunner().invoke(app, ["lint", "--rule", "no-such-rule"])

    assert done.exit_code == 2
    assert "docs/lint-rules.md" in done.output
