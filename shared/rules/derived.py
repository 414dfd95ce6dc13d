"""The nearest lawful way where an act offers a channel and forgets its route.

Several acts send people to the akim where there is no office near, and then have no table for
him. People still go there. The derived way takes what the act does state: the office's part of
another channel's route stands as it is, with its terms; the window's part is done by whoever
takes papers on this channel, and what that person does has no term, because none is stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shared.rules.codes import Channel, Doing, Role
from shared.rules.regulation import Action, Regulation, Route


@dataclass(frozen=True, slots=True)
class Window:
    """Who stands at the channel's window, and who carries between it and the office."""

    inspector: Role
    carrier: Role


_WINDOWS = {
    Channel.PSC: Window(Role.PSC_INSPECTOR, Role.PSC_ACCUMULATION_INSPECTOR),
    Channel.AKIM: Window(Role.AKIM_CLERK, Role.AKIM_CLERK),
    Channel.EMPLOYMENT_CENTER: Window(Role.CENTER_CLERK, Role.CENTER_CLERK),
}
_AT_THE_PSC = frozenset({Role.PSC_INSPECTOR, Role.PSC_ACCUMULATION_INSPECTOR, Role.COURIER})
# The PSC's route already goes to the office and back; the office's has to be sent and fetched.
_MODELS = (Channel.PSC, Channel.OFFICE)
_AT_THE_OFFICE_DOOR = {Doing.ACCEPT: Doing.RECEIVE, Doing.HAND_OUT: Doing.RETURN}
_WORDS = {
    "ru": ("Прием документов", "Передача документов в уполномоченный орган",
           "Получение результата", "Выдача результата"),
    "kk": ("Құжаттарды қабылдау", "Құжаттарды уәкілетті органға жолдау",
           "Нәтижені алу", "Нәтижені беру"),
}  # fmt: skip


def derived_route(regulation: Regulation, channel: Channel) -> Route | None:
    """A route for a channel that is offered without one; `None` where nothing lawful is near."""
    window = _WINDOWS.get(channel)
    if window is None or not regulation.offers(channel) or regulation.route(channel):
        return None
    model = next(filter(None, map(regulation.route, _MODELS)), None)
    if model is None:
        return None
    office = tuple(_office_part(model))
    actions = (*_there(window, regulation.lang), *office, *_back(window, regulation.lang))
    return Route(
        channel=channel,
        source=f"derived from {model.source} ({model.channel})",
        actions=tuple(
            action.model_copy(update={"n": n, "next": None}) for n, action in enumerate(actions, 1)
        ),
    )


def derived_channels(regulation: Regulation) -> tuple[Channel, ...]:
    """The channels that the act offers and forgets, as far as a way can be derived."""
    offered = (each.code for each in regulation.channels)
    return tuple(channel for channel in offered if derived_route(regulation, channel))


def _office_part(model: Route) -> Iterator[Action]:
    for action in model.actions:
        if action.role in _AT_THE_PSC:
            continue
        does = action.does
        if model.channel is Channel.OFFICE:
            does = tuple(_AT_THE_OFFICE_DOOR.get(doing, doing) for doing in does)
        yield action.model_copy(update={"does": does})


def _there(window: Window, lang: str) -> Iterator[Action]:
    accepts, sends, _, _ = _WORDS[lang]
    yield _done_by(window.inspector, accepts, Doing.ACCEPT)
    yield _done_by(window.carrier, sends, Doing.PACK, Doing.DISPATCH)


def _back(window: Window, lang: str) -> Iterator[Action]:
    _, _, fetches, hands_out = _WORDS[lang]
    yield _done_by(window.carrier, fetches, Doing.SHELVE)
    yield _done_by(window.inspector, hands_out, Doing.HAND_OUT)


def _done_by(role: Role, words: str, *does: Doing) -> Action:
    return Action(
        n=0, role=role, name=None, action=words, completion=None, term=None, next=None, does=does
    )
