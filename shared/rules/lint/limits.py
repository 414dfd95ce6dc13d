"""Waiting and serving at the counter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shared.rules.lint.amounts import counted
from shared.rules.lint.cites import both, listed, of
from shared.rules.lint.fault import Fault, Faults, Rule, Weight, rule
from shared.rules.regulation import Channel, Regulation, Serving, Unit, Waiting

Limit = Waiting | Serving


@rule("limit-without-channel", Weight.GAP)
def limit_without_channel(regulation: Regulation) -> Faults:
    """A limit of waiting or serving names no channel where the act offers several."""
    for kind, limits in _limits(regulation):
        for limit in limits:
            if limit.channel == "any" and len(regulation.channels) > 1:
                what = f"{kind} of {counted(limit.minutes, Unit.MINUTE)}: at which channel?"
                yield Fault(what, limit.cite)


@rule("channel-without-limit", Weight.GAP)
def channel_without_limit(regulation: Regulation) -> Faults:
    """A channel with a counter has no limit of waiting or serving, though others have one."""
    for kind, limits in _limits(regulation):
        limited = {limit.channel for limit in limits}
        for offered in regulation.channels:
            at_counter = offered.code is not Channel.PORTAL
            if limited and at_counter and not limited & {offered.code, "any"}:
                what = f"no limit of {kind} for the channel {offered.code}"
                yield Fault(what, both(offered.cite, of(*limits)))


@rule("limit-twice", Weight.DIFFERENCE)
def limit_twice(regulation: Regulation) -> Faults:
    """A limit of waiting or serving is stated more than once for one channel."""
    for kind, limits in _limits(regulation):
        for channel in dict.fromkeys(limit.channel for limit in limits):
            same = [limit for limit in limits if limit.channel == channel]
            if len(same) > 1:
                values = listed(counted(limit.minutes, Unit.MINUTE) for limit in same)
                yield Fault(f"{kind} for the channel {channel}: {values}", of(*same))


@rule("limit-per-person", Weight.CONTRADICTION)
def limit_per_person(regulation: Regulation) -> Faults:
    """Waiting is reckoned as minutes for every person in the queue, by another figure than the
    minutes that serving one person takes."""
    for waiting in regulation.waiting:
        for serving in regulation.serving:
            same = waiting.channel == serving.channel
            if waiting.per_person and same and waiting.minutes != serving.minutes:
                what = (
                    f"waiting for the channel {waiting.channel} is {waiting.minutes} minutes a "
                    f"person, serving one takes {serving.minutes}"
                )
                yield Fault(what, of(waiting, serving))


RULES: tuple[Rule, ...] = (
    limit_without_channel, channel_without_limit, limit_twice, limit_per_person,
)  # fmt: skip


def _limits(regulation: Regulation) -> Iterator[tuple[str, Sequence[Limit]]]:
    yield "waiting", regulation.waiting
    yield "serving", regulation.serving
