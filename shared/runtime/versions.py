"""A change may say which version it builds on; if somebody was faster, it is refused."""

from __future__ import annotations

from shared.rules.broken import Conflict


class Stale(Conflict):
    """Somebody changed this meanwhile: you have version {yours}, it is at {current}."""

    code = "stale-version"
    ru = "Это уже изменили: у вас версия {yours}, текущая — {current}."
    kk = "Мұны өзгертіп қойған: сізде {yours} нұсқасы, ағымдағысы — {current}."


def must_match(if_match: str | None, version: int) -> None:
    if if_match is None or if_match == "*":
        return
    yours = if_match.removeprefix("W/").strip('"')
    if yours != str(version):
        raise Stale(yours=yours[:20], current=version, field="If-Match")
