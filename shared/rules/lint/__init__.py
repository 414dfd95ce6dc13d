"""What contradicts itself or is forgotten in a regulation, found without being told where.

An act that breaks a rule is run all the same: the lint reports with a cite, it refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from shared.rules.lint import (
    channels,
    custody,
    directories,
    limits,
    neighbours,
    numbering,
    order,
    papers,
    promises,
    roles,
    terms,
)
from shared.rules.lint.fault import Finding, Library, Rule, Weight
from shared.rules.regulation import Regulation

__all__ = ["RULES", "Finding", "Library", "Rule", "Weight", "lint"]

RULES: Final[tuple[Rule, ...]] = (
    *numbering.RULES, *terms.RULES, *limits.RULES, *roles.RULES, *channels.RULES, *order.RULES,
    *custody.RULES, *papers.RULES, *promises.RULES, *neighbours.RULES, *directories.RULES,
)  # fmt: skip


def lint(regulation: Regulation, library: Library | None = None) -> Iterator[Finding]:
    """Every fault of one regulation; neighbours and directories come from the library."""
    for rule in RULES:
        for fault in rule.find(regulation, library or Library()):
            yield Finding(regulation.key, rule.code, fault.what, fault.cite)
