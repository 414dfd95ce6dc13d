"""A route as a picture: a lane a role, a box an action with its number, words, term and doings."""

from shared.rules.codes import Channel
from shared.rules.derived import derived_channels, derived_route
from shared.rules.drawing.svg import picture
from shared.rules.regulation import Regulation, Route

__all__ = ["picture", "routes_to_draw"]


def routes_to_draw(
    regulation: Regulation, channel: Channel | None = None, *, variants: bool = False
) -> tuple[Route, ...]:
    """The act's routes, then those derived for channels that it forgets, then the variants."""
    derived = (derived_route(regulation, each) for each in derived_channels(regulation))
    further = regulation.alternative_routes if variants else ()
    known = (*regulation.routes, *filter(None, derived), *further)
    return tuple(route for route in known if channel in {None, route.channel})
