"""The answer to a scan: a stable code, and what to do in the words of whoever scans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.accumulation.domain.hands import NamedSite
from services.accumulation.domain.scan import Intent
from shared.rules.broken import RuleBroken

LANGUAGES = ("ru", "kk", "en")

# Verdict code → what is said; ru, kk, en.
_MADE: dict[str, tuple[str, str, str]] = {
    "collected": (
        "Папка {code} собрана: положите её в пакет для {site}.",
        "{code} папкасы жиналды: {site} пакетіне салыңыз.",
        "Folder {code} is collected: put it into a packet for {site}.",
    ),
    "dispatched": (
        "Пакет {code} передан курьеру, получатель: {site}.",
        "{code} пакеті курьерге берілді, алушы: {site}.",
        "Packet {code} is in the courier's hands, bound for {site}.",
    ),
    "arrived": (
        "Пакет {code} принят: сверьте с реестром {register}, предметов: {left}.",
        "{code} пакеті қабылданды: {register} тізілімімен салыстырыңыз, саны: {left}.",
        "Packet {code} is taken over: compare its {left} pieces with register {register}.",
    ),
    "reconciled": (
        "{code} сверен. В пакете {packet} осталось: {left}.",
        "{code} салыстырылды. {packet} пакетінде қалғаны: {left}.",
        "{code} is reconciled. Left in packet {packet}: {left}.",
    ),
    "packet-reconciled": (
        "{code} сверен, он последний: пакет {packet} сверен полностью.",
        "{code} салыстырылды, бұл соңғысы: {packet} пакеті толық салыстырылды.",
        "{code} is reconciled and was the last: packet {packet} is reconciled.",
    ),
    "shelved": (
        "Результат {code} положен на полку {shelf}: его можно выдавать.",
        "{code} нәтижесі {shelf} сөресіне қойылды: беруге болады.",
        "Result {code} lies on shelf {shelf}: it can be handed out.",
    ),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """`next`: what is done with it next, by a scan or otherwise."""

    accepted: bool
    code: str
    # Kept in every language: a repeated scan gets the same answer, whoever reads it.
    words: Mapping[str, str]
    about: str | None = None
    movement: Intent | None = None
    next: tuple[str, ...] = ()


def made(
    code: str,
    movement: Intent,
    about: str,
    *following: str,
    site: NamedSite | None = None,
    **details: object,
) -> Verdict:
    """A movement that was made; `site` is named in the language of the sentence."""
    names = (site.name_ru, site.name_kk, site.code) if site else ("", "", "")
    words = {
        language: template.format(code=about, site=name, **details)
        for language, template, name in zip(LANGUAGES, _MADE[code], names, strict=True)
    }
    return Verdict(
        accepted=True, code=code, words=words, about=about, movement=movement, next=following
    )


def refused(broken: RuleBroken, movement: Intent | None, about: str | None) -> Verdict:
    words = {language: broken.say(language) for language in LANGUAGES}
    following = str(broken.details.get("possible", ""))
    possible = tuple(step for step in following.split(", ") if step not in ("", "—"))
    return Verdict(
        accepted=False, code=broken.code, words=words, about=about, movement=movement, next=possible
    )
