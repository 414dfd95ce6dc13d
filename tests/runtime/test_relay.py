"""The relay carries each batch in one transaction that ends when the carrier has confirmed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from shared.runtime import relay as relays
from shared.runtime.act import Act
from shared.runtime.bell import Ear, channel
from shared.runtime.carriers.embedded import EmbeddedCarrier
from shared.runtime.database import create_engine
from shared.runtime.process import Process
from shared.runtime.relay import Message, NotCarried, Relay
from tests.support import toys
from tests.support.events import a_case_accepted
from tests.support.waiting import eventually_true


class Cart:
    """A carrier that notes what it got and, if told so, stands still or fails."""

    def __init__(self, *, fails: bool = False, stands: bool = False) -> None:
        self.got: list[str] = []
        self.loaded = asyncio.Event()
        self.go = asyncio.Event()
        self._fails = fails
        if not stands:
            self.go.set()

    async def publish(self, messages: Sequence[Message]) -> None:
        self.got += [message.id for message in messages]
        self.loaded.set()
        await self.go.wait()
        if self._fails:
            raise NotCarried("no road")


async def say(speaker: Process, count: int) -> None:
    async with speaker.context.engine.begin() as db:
        act = Act(db, datetime.now(UTC), speaker.context.house)
        await act.tell(*(a_case_accepted() for _ in range(count)))


def a_relay(speaker: Process, carrier: relays.Carrier, batch: int = relays.BATCH) -> Relay:
    return Relay(
        "speaker", speaker.context.engine, carrier, Ear(speaker.url, channel("speaker")), batch
    )


async def left(speaker: Process) -> int:
    return await toys.how_many(speaker.context.engine, toys.speaker_messages.outbox)


async def test_a_carried_batch_leaves_the_outbox(speaker: Process) -> None:
    await say(speaker, 3)
    cart = Cart()

    carried = await a_relay(speaker, cart).once()

    assert carried == len(cart.got) == 3
    assert await left(speaker) == 0


async def test_what_the_carrier_does_not_confirm_stays(speaker: Process) -> None:
    await say(speaker, 3)

    with pytest.raises(NotCarried):
        await a_relay(speaker, Cart(fails=True)).once()

    assert await left(speaker) == 3


async def test_two_relays_share_the_work_and_carry_nothing_twice(
    speaker: Process,
) -> None:
    await say(speaker, 20)
    slow, quick = Cart(stands=True), Cart()

    first = asyncio.create_task(a_relay(speaker, slow, 10).once())
    await slow.loaded.wait()
    carried = await a_relay(speaker, quick, 10).once()
    slow.go.set()

    assert await first == carried == 10
    assert not set(slow.got) & set(quick.got)
    assert await left(speaker) == 0


async def test_a_relay_does_not_wait_for_the_batch_of_another(speaker: Process) -> None:
    await say(speaker, 2)
    slow = Cart(stands=True)

    first = asyncio.create_task(a_relay(speaker, slow).once())
    await slow.loaded.wait()
    carried = await asyncio.wait_for(a_relay(speaker, Cart()).once(), 2)
    slow.go.set()
    await first

    assert carried == 0


async def test_what_a_killed_relay_held_is_carried_again_and_handled_once(
    speaker: Process, listener: Process
) -> None:
    await say(speaker, 5)
    carrier = EmbeddedCarrier([listener.inbox])
    halted = HaltedAfter(carrier)

    killed = asyncio.create_task(a_relay(speaker, halted).once())
    await halted.done.wait()
    killed.cancel()
    with suppress(asyncio.CancelledError):
        await killed
    again = await a_relay(speaker, carrier).once()

    assert again == 5
    assert await toys.how_many(listener.context.engine, toys.known) == 5
    assert await left(speaker) == 0


class HaltedAfter:
    """Carries everything, and is then stopped before anybody hears that it did."""

    def __init__(self, carrier: relays.Carrier) -> None:
        self._carrier = carrier
        self.done = asyncio.Event()

    async def publish(self, messages: Sequence[Message]) -> None:
        await self._carrier.publish(messages)
        self.done.set()
        await asyncio.Event().wait()


async def test_a_relay_lives_through_a_carrier_that_is_away(
    speaker: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relays, "LOOK_EVERY", 0.05)
    await say(speaker, 1)
    cart = Cart(fails=True)
    relay = a_relay(speaker, cart)

    running = asyncio.create_task(relay.run())
    await cart.loaded.wait()
    await eventually_true(lambda: not relay.healthy)
    cart._fails = False
    await eventually_true(lambda: relay.healthy)
    running.cancel()
    await relay.ear.close()

    assert len(cart.got) >= 2
    assert await left(speaker) == 0


async def test_a_relay_lives_through_a_receiver_that_cannot_write(
    speaker: Process, listener: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relays, "LOOK_EVERY", 0.05)
    await say(speaker, 2)
    inbox = replace(
        listener.inbox, engine=create_engine("postgresql://nobody@127.0.0.1:9/no", 2, "-")
    )
    relay = a_relay(speaker, EmbeddedCarrier([inbox]))

    running = asyncio.create_task(relay.run())
    await eventually_true(lambda: not relay.healthy or running.done())
    alive = not running.done()
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await relay.ear.close()

    assert alive
    assert await left(speaker) == 2
