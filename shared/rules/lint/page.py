"""The rules of the lint as a page: docs/lint-rules.md is written from here."""

from __future__ import annotations

from shared.rules.lint import RULES, Rule, Weight

_HEAD = """\
# What the lint looks for

`psc catalogue lint [KEY]` reads the regulations as their acts state them and tells, without being
told where, what contradicts itself and what is forgotten: regulation, rule, words and the place in
the act. It refuses nothing: a regulation with faults is run all the same.

This page is written from the rules themselves (`shared/rules/lint`); a test compares the two.
"""

_WEIGHTS = {
    Weight.CONTRADICTION: "Contradictions: the act says two things that cannot both hold",
    Weight.GAP: "Gaps: something that the way of a case needs is not stated",
    Weight.DIFFERENCE: "Differences: like things are stated differently",
}


def as_markdown() -> str:
    return "\n".join([_HEAD, *(_section(weight) for weight in Weight)])


def _section(weight: Weight) -> str:
    rows = [_row(rule) for rule in RULES if rule.weight is weight]
    head = [f"## {_WEIGHTS[weight]}", "", "| rule | what it finds |", "|---|---|"]
    return "\n".join([*head, *rows, ""])


def _row(rule: Rule) -> str:
    return f"| `{rule.code}` | {rule.words} |"
