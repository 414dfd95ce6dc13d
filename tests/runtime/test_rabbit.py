"""What only a real broker can do to us: repeat, give up, go away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import uuid4

import aio_pika
import pytest

from shared.runtime.carriers.rabbit import DEAD_EXCHANGE, RabbitCarrier, RabbitConsumer, connect
from shared.runtime.process import Process
from shared.runtime.relay import Message, NotCarried
from tests.support import rabbit_node, toys
from tests.support.events import a_case_accepted, a_case_handed_out, enveloped
from tests.support.roads import on_rabbit
from tests.support.waiting import eventually, eventually_true

ACCEPTED = "intake.case-accepted.v1"


@pytest.fixture
async def road(broker: str, listener: Process) -> AsyncIterator[RabbitCarrier]:
    async with on_rabbit(broker, listener) as carrier:
        yield carrier


async def count(listener: Process, table: object) -> int:
    return await toys.how_many(listener.context.engine, table)  # type: ignore[arg-type]


async def until_known(listener: Process, at_least: int) -> None:
    async def as_many() -> bool:
        return await count(listener, toys.known) >= at_least

    await eventually(as_many)


async def until_buried(listener: Process) -> str:
    async def letters() -> list[object]:
        return await toys.rows(listener.context.engine, toys.listener_messages.dead_letter)

    (letter,) = await eventually(letters)
    return str(letter.error)  # type: ignore[attr-defined]


async def test_what_the_broker_repeats_is_handled_once(
    road: RabbitCarrier, listener: Process
) -> None:
    message = Message(str(uuid4()), ACCEPTED, enveloped(a_case_accepted()))
    last = Message(str(uuid4()), ACCEPTED, enveloped(a_case_accepted()))

    await road.publish([message, message, message])
    await road.publish([last])
    await until_known(listener, 2)

    assert await count(listener, toys.known) == 2
    assert await count(listener, toys.listener_messages.dead_letter) == 0


async def test_an_event_that_nobody_hears_holds_up_nothing(
    road: RabbitCarrier, listener: Process
) -> None:
    unheard = Message(str(uuid4()), "board.case-overdue.v1", "{}")
    heard = Message(str(uuid4()), ACCEPTED, enveloped(a_case_accepted()))

    await road.publish([unheard, heard])
    await until_known(listener, 1)

    assert await count(listener, toys.listener_messages.dead_letter) == 0


async def test_what_cannot_be_read_is_buried(road: RabbitCarrier, listener: Process) -> None:
    await road.publish([Message(str(uuid4()), ACCEPTED, "not json")])

    assert (await until_buried(listener)).startswith("unreadable")


async def test_what_the_broker_gave_up_is_among_the_dead_letters(
    road: RabbitCarrier, listener: Process, broker: str
) -> None:
    connection = await aio_pika.connect(broker)
    async with connection, connection.channel() as channel:
        graves = await channel.get_exchange(DEAD_EXCHANGE)
        body = enveloped(a_case_handed_out()).encode()
        await graves.publish(aio_pika.Message(body), routing_key="listener")

    assert await until_buried(listener) == "given up by the broker"


async def test_a_message_is_put_back_while_the_database_is_away(
    road: RabbitCarrier, listener: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = [ConnectionRefusedError("away")]
    receive = type(listener.inbox).receive

    async def away_once(inbox: object, body: str) -> None:
        if away:
            raise away.pop()
        await receive(inbox, body)  # type: ignore[arg-type]

    monkeypatch.setattr(type(listener.inbox), "receive", away_once)
    await road.publish([Message(str(uuid4()), ACCEPTED, enveloped(a_case_accepted()))])
    await until_known(listener, 1)

    assert not away
    assert await count(listener, toys.known) == 1


async def test_a_closed_connection_is_not_carried(broker: str) -> None:
    connection = await connect(broker, "tests")
    road = await RabbitCarrier.open(connection)
    await connection.close()

    with pytest.raises(NotCarried):
        await road.publish([Message(str(uuid4()), ACCEPTED, "{}")])


async def test_a_consumer_whose_channel_closed_is_not_healthy(
    broker: str, listener: Process
) -> None:
    connection = await connect(broker, "tests")
    consumer = RabbitConsumer(listener.inbox, 8)
    unstarted = consumer.healthy
    await consumer.start(connection)
    started = consumer.healthy

    await connection.close()

    await eventually_true(lambda: not consumer.healthy)
    await rabbit_node.clear(broker, ["listener"])
    assert (unstarted, started) == (False, True)
