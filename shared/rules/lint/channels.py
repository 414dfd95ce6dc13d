"""Channels that are offered, and what is said about channels."""

from __future__ import annotations

from collections.abc import Iterator

from shared.rules.lint.cites import both, of, whole
from shared.rules.lint.fault import Fault, Faults, Rule, Weight, name_of, rule
from shared.rules.regulation import Channel, Regulation

# How a result is to come to those who applied there.
_DELIVERED = {Channel.PSC: "psc_window", Channel.PORTAL: "portal_cabinet"}


@rule("channel-without-route", Weight.GAP)
def channel_without_route(regulation: Regulation) -> Faults:
    """The act offers a channel and has no table of actions for it."""
    for offered in regulation.channels:
        if regulation.route(offered.code) is None:
            yield Fault(f"{offered.code} is offered and has no route", offered.cite)


@rule("route-not-offered", Weight.CONTRADICTION)
def route_not_offered(regulation: Regulation) -> Faults:
    """A route belongs to a channel that the act does not offer."""
    offered = {channel.code for channel in regulation.channels}
    for route in (*regulation.routes, *regulation.alternative_routes):
        if route.channel not in offered:
            yield Fault(f"{name_of(route)}: {route.channel} is not offered", route.source)


@rule("fact-not-offered", Weight.CONTRADICTION)
def fact_not_offered(regulation: Regulation) -> Faults:
    """A document, term, limit, receipt or stage belongs to a channel that is not offered."""
    offered = {channel.code for channel in regulation.channels} | {"any"}
    for kind, channel, cite in _facts(regulation):
        if channel not in offered:
            yield Fault(f"{kind} for {channel}, which is not offered", cite)


@rule("channel-without-stages", Weight.GAP)
def channel_without_stages(regulation: Regulation) -> Faults:
    """The text tells the stages of some channels and forgets another that it offers."""
    told = {stage.channel for stage in regulation.stages}
    for offered in regulation.channels:
        if told and offered.code not in told and not _electronic(regulation, offered.code):
            places = both(offered.cite, regulation.stages[0].cite)
            yield Fault(f"no stages for the channel {offered.code}", places)


@rule("several-routes", Weight.DIFFERENCE)
def several_routes(regulation: Regulation) -> Faults:
    """A channel has more than one table of actions, and nothing says which of them holds."""
    for channel in dict.fromkeys(route.channel for route in regulation.routes):
        routes = [route for route in regulation.routes if route.channel is channel]
        if len(routes) > 1:
            what = f"{len(routes)} tables for the channel {channel}"
            yield Fault(what, both(*(route.source for route in routes)))


@rule("refusal-without-route", Weight.GAP)
def refusal_without_route(regulation: Regulation) -> Faults:
    """The act shows the way of a refusal on one channel and forgets another that has a route."""
    refusals = [route for route in regulation.alternative_routes if route.when == "refusal"]
    shown = {route.channel for route in refusals}
    for channel in dict.fromkeys(route.channel for route in regulation.routes):
        if shown and channel not in shown:
            places = both(*(route.source for route in refusals))
            yield Fault(f"the way of a refusal is not shown for {channel}", places)


@rule("delivery-not-offered", Weight.CONTRADICTION)
def delivery_not_offered(regulation: Regulation) -> Faults:
    """A result is to be delivered through a channel that the act does not offer."""
    offered = {channel.code for channel in regulation.channels}
    for delivery in regulation.delivery:
        for channel, code in _DELIVERED.items():
            if delivery.code == code and channel not in offered:
                yield Fault(f"delivery by {code} without the channel {channel}", delivery.cite)


@rule("channel-without-delivery", Weight.GAP)
def channel_without_delivery(regulation: Regulation) -> Faults:
    """The act says how results are delivered, and not how to those of one of its channels."""
    stated = {delivery.code for delivery in regulation.delivery}
    for offered in regulation.channels:
        code = _DELIVERED.get(offered.code, "in_person")
        if stated and code not in stated:
            places = both(offered.cite, of(*regulation.delivery))
            yield Fault(f"no delivery by {code} for the channel {offered.code}", places)


@rule("channel-without-acknowledgement", Weight.GAP)
def channel_without_acknowledgement(regulation: Regulation) -> Faults:
    """Papers are taken on a channel, and nothing says what the applicant gets for them."""
    given = {paper.channel for paper in regulation.acknowledgement}
    for offered in regulation.channels:
        if offered.code not in given and offered.code is not Channel.PORTAL:
            cites = both(offered.cite, of(*regulation.acknowledgement))
            what = f"no receipt and no talon for the channel {offered.code}"
            yield Fault(what, cites or whole(regulation))


RULES: tuple[Rule, ...] = (
    channel_without_route, route_not_offered, fact_not_offered, channel_without_stages,
    several_routes, refusal_without_route, delivery_not_offered, channel_without_delivery,
    channel_without_acknowledgement,
)  # fmt: skip


def _facts(regulation: Regulation) -> Iterator[tuple[str, str, str]]:
    """Everything that names a channel: what it is, which channel, where."""
    for document in regulation.documents.items:
        yield f"document “{document.name}”", document.channel, document.cite
    for term in regulation.terms:
        yield "whole term", term.channel, term.cite
    for waiting in regulation.waiting:
        yield "limit of waiting", waiting.channel, waiting.cite
    for serving in regulation.serving:
        yield "limit of serving", serving.channel, serving.cite
    for paper in regulation.acknowledgement:
        yield paper.kind, paper.channel, paper.cite
    for schedule in regulation.schedules:
        yield "schedule", schedule.channel, schedule.cite
    for stage in regulation.stages:
        yield f"stage {stage.n}", stage.channel, stage.cite
    for step in regulation.electronic_steps:
        yield f"{step.kind} {step.n}", step.channel, step.cite


def _electronic(regulation: Regulation, channel: Channel) -> bool:
    return any(step.channel is channel for step in regulation.electronic_steps)
