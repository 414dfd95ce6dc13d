"""RabbitMQ: one topic exchange, one quorum queue a service, confirms, and a queue for the dead.

A handler that fails is handled by the inbox (tries, then a dead letter in the database). The
broker's own dead-letter queue is for what never came so far: it is drained into the same list.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import aio_pika
import structlog
from aio_pika.abc import (
    AbstractChannel,
    AbstractExchange,
    AbstractIncomingMessage,
    AbstractQueue,
    AbstractRobustConnection,
)
from aio_pika.exceptions import AMQPError

from shared.runtime.inbox import NOBODY
from shared.runtime.relay import Message, NotCarried

if TYPE_CHECKING:
    from shared.contracts import Event
    from shared.runtime.inbox import Inbox

log = structlog.get_logger()

EXCHANGE = "psc.events"
DEAD_EXCHANGE = "psc.dead"
DELIVERIES = 20
# Seconds that a consumer which stops waits for what it is handling.
PATIENCE = 10
CONFIRMED_WITHIN = 20
# Seconds between two tries while the database is away.
PAUSE = 1.0
LONGEST_PAUSE = 15.0

Answer = Callable[[AbstractIncomingMessage], Awaitable[None]]


async def connect(url: str, name: str) -> AbstractRobustConnection:
    return await aio_pika.connect_robust(url, client_properties={"connection_name": name})


class RabbitCarrier:
    """The publishing side."""

    def __init__(self, exchange: AbstractExchange) -> None:
        self._exchange = exchange

    @classmethod
    async def open(cls, connection: AbstractRobustConnection) -> RabbitCarrier:
        channel = await connection.channel(publisher_confirms=True)
        exchange = await channel.declare_exchange(
            EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True
        )
        return cls(exchange)

    async def publish(self, messages: Sequence[Message]) -> None:
        """A broker that does not answer must not hold the outbox's transaction for ever; and
        what its client cancels when the line is lost is a failure, not our own end."""
        try:
            async with asyncio.timeout(CONFIRMED_WITHIN):
                outcomes = await asyncio.gather(*map(self._one, messages), return_exceptions=True)
        except TimeoutError as silent:
            raise NotCarried("no confirmation") from silent
        failed = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        if failed:
            raise NotCarried(type(failed[0]).__name__) from failed[0]

    async def _one(self, message: Message) -> None:
        await self._exchange.publish(
            aio_pika.Message(
                message.body.encode(),
                message_id=message.id,
                type=message.type,
                content_type="application/cloudevents+json",
                delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
            ),
            routing_key=message.type,
            # An event that no service has a queue for is not an error: nobody hears it yet.
            mandatory=False,
        )


async def declare(
    channel: AbstractChannel, service: str, events: Iterable[type[Event]]
) -> tuple[AbstractQueue, AbstractQueue]:
    """The queue of a service, bound to what it hears, and the queue of its dead."""
    exchange = await channel.declare_exchange(EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True)
    graves = await channel.declare_exchange(
        DEAD_EXCHANGE, aio_pika.ExchangeType.DIRECT, durable=True
    )
    dead = await channel.declare_queue(
        f"psc.{service}.dead", durable=True, arguments={"x-queue-type": "quorum"}
    )
    await dead.bind(graves, routing_key=service)
    queue = await channel.declare_queue(
        f"psc.{service}",
        durable=True,
        arguments={
            "x-queue-type": "quorum",
            "x-delivery-limit": DELIVERIES,
            "x-dead-letter-exchange": DEAD_EXCHANGE,
            "x-dead-letter-routing-key": service,
        },
    )
    for event in events:
        await queue.bind(exchange, routing_key=event.name)
    return queue, dead


class RabbitConsumer:
    """The listening side of one service."""

    def __init__(self, inbox: Inbox, prefetch: int) -> None:
        self._inbox = inbox
        self._prefetch = prefetch
        self._service = inbox.house.service
        self._channels: list[AbstractChannel] = []
        self._consumed: list[tuple[AbstractQueue, str]] = []
        self._in_hand: set[asyncio.Task[Any]] = set()

    @property
    def healthy(self) -> bool:
        return bool(self._channels) and not any(channel.is_closed for channel in self._channels)

    async def start(self, connection: AbstractRobustConnection) -> None:
        channel = await connection.channel()
        await channel.set_qos(prefetch_count=self._prefetch)
        queue, dead = await declare(channel, self._service, self._inbox.handlers)
        self._channels = [channel]
        for heard, answer in ((queue, self._on_message), (dead, self._on_dead)):
            self._consumed.append((heard, await heard.consume(partial(self._handle, answer))))

    async def _handle(self, answer: Answer, message: AbstractIncomingMessage) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._in_hand.add(task)
            task.add_done_callback(self._in_hand.discard)
        await answer(message)

    async def _on_message(self, message: AbstractIncomingMessage) -> None:
        """While the database is away the message is held: put back, it would come again at once
        and be given up by the broker after a few rounds."""
        pause = PAUSE
        while True:
            try:
                await self._inbox.receive(message.body.decode(errors="replace"))
            except Exception as lost:  # noqa: BLE001 - whatever failed, the message must not
                log.warning("message.held", service=self._service, error=type(lost).__name__)
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                await message.ack()
                return

    async def _on_dead(self, message: AbstractIncomingMessage) -> None:
        body = message.body.decode(errors="replace")
        try:
            await self._inbox.bury(None, NOBODY, body, "given up by the broker", DELIVERIES)
        except Exception as lost:  # noqa: BLE001 - it stays in the broker until it can be listed
            log.warning("dead-letter.held", service=self._service, error=type(lost).__name__)
            await asyncio.sleep(PAUSE)
            await message.nack(requeue=True)
        else:
            await message.ack()

    async def stop(self) -> None:
        """Take nothing more, finish what is in hand, and only then hang up."""
        for queue, tag in self._consumed:
            with suppress(AMQPError, ConnectionError, RuntimeError, TimeoutError):
                async with asyncio.timeout(PAUSE):
                    await queue.cancel(tag)
        if self._in_hand:
            await asyncio.wait(self._in_hand, timeout=PATIENCE)
        for task in self._in_hand:
            # Still held because its database is away: the broker gives it to another.
            task.cancel()
        for channel in self._channels:
            with suppress(AMQPError, ConnectionError, RuntimeError, TimeoutError):
                async with asyncio.timeout(PAUSE):
                    await channel.close()
