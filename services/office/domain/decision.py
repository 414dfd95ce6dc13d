"""The decision: drafted by one, signed by another, refused only on a ground."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from services.office.domain.file import File, Outcome
from shared.rules.broken import Conflict, Forbidden, Invalid
from shared.rules.regulation import Statement


class GroundMissing(Invalid):
    """A refusal needs its ground."""

    code = "ground-missing"
    ru = "Для отказа нужно основание."
    kk = "Бас тарту үшін негіз қажет."


class UnknownGround(Invalid):
    """The act has {count} grounds of its own for a refusal: give the number of one of them."""

    code = "unknown-ground"
    ru = "В акте свои основания для отказа ({count}): укажите номер одного из них."
    kk = "Актіде бас тартудың өз негіздері бар ({count}): біреуінің нөмірін көрсетіңіз."


class GroundNotWanted(Invalid):
    """An approval has no ground of refusal."""

    code = "ground-not-wanted"
    ru = "У положительного решения не бывает основания отказа."
    kk = "Оң шешімде бас тарту негізі болмайды."


class NothingDrafted(Conflict):
    """There is nothing to sign: no draft was made."""

    code = "nothing-drafted"
    ru = "Подписывать нечего: проект решения не подготовлен."
    kk = "Қол қоятын ештеңе жоқ: шешім жобасы дайындалмаған."


class OwnDraft(Forbidden):
    """Nobody signs their own draft."""

    code = "own-draft"
    ru = "Никто не подписывает собственный проект."
    kk = "Ешкім өз жобасына қол қоймайды."


@dataclass(frozen=True, slots=True)
class Ground:
    text: str
    # Where the act says so; absent where the act leaves its grounds to a standard.
    cite: str | None


def ground_of(
    outcome: Outcome, asked: int | str | None, grounds: tuple[Statement, ...]
) -> Ground | None:
    """The ground of a refusal: the act's own, by number or verbatim; in words where it has none."""
    if outcome == "approve":
        if asked is not None:
            raise GroundNotWanted(field="ground")
        return None
    if asked is None or asked == "":
        raise GroundMissing(field="ground")
    return _found(asked, grounds)


def _found(asked: int | str, grounds: tuple[Statement, ...]) -> Ground:
    for n, ground in enumerate(grounds, start=1):
        if asked in (n, ground.text):
            return Ground(ground.text, ground.cite)
    if grounds or isinstance(asked, int):
        raise UnknownGround(count=len(grounds), field="ground")
    return Ground(asked, None)


def check_signer(file: File, account: UUID) -> None:
    if file.outcome is None:
        raise NothingDrafted
    if file.drafter == account:
        raise OwnDraft
