"""Where in the act a fault stands, in the act's own way of citing."""

from __future__ import annotations

from collections.abc import Iterable

from shared.rules.regulation import Action, Cited, Regulation, Route


def at(route: Route, *actions: Action) -> str:
    """The table of a route, and the numbers of its actions."""
    numbers = ", ".join(dict.fromkeys(str(action.n) for action in actions))
    return f"{route.source}, № {numbers}" if numbers else route.source


def of(*facts: Cited) -> str:
    return both(*(fact.cite for fact in facts))


def both(*cites: str | None) -> str:
    """Several places in one line, each once."""
    return "; ".join(dict.fromkeys(cite for cite in cites if cite))


def whole(regulation: Regulation) -> str:
    """What is missing has no place of its own: the whole text is where it is missing from."""
    return "весь текст" if regulation.lang == "ru" else "бүкіл мәтін"


def listed(words: Iterable[object]) -> str:
    return ", ".join(map(str, words))
