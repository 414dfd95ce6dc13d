"""Structured logs: JSON for machines, text for a terminal. No personal data.

What an exception says may quote a person's data (a database names the value it refuses), so of a
failure the log keeps its kind and its place in the code, and never its words.
"""

from __future__ import annotations

import logging
import sys
import traceback

import orjson
import structlog


def configure(level: str, form: str) -> None:
    threshold = getattr(logging, level.upper())
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(_kind_and_place),  # type: ignore[arg-type]
    ]
    if form == "json":
        renderer: structlog.typing.Processor = structlog.processors.JSONRenderer(orjson.dumps)
        factory: object = structlog.BytesLoggerFactory(sys.stderr.buffer)
    else:
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
        factory = structlog.PrintLoggerFactory(sys.stderr)
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=factory,  # type: ignore[arg-type]
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=max(threshold, logging.WARNING), stream=sys.stderr)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(_Formatter("%(levelname)s %(name)s: %(message)s"))


class _Formatter(logging.Formatter):
    """The same for what libraries log."""

    def formatException(self, ei: structlog.typing.ExcInfo) -> str:  # type: ignore[override]  # noqa: N802
        return _kind_and_place(ei)


def _kind_and_place(failure: structlog.typing.ExcInfo) -> str:
    told: list[str] = []
    error: BaseException | None = failure[1]
    while error is not None:
        place = "".join(traceback.format_tb(error.__traceback__))
        told.insert(0, f"{place}{type(error).__module__}.{type(error).__qualname__}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(told)
