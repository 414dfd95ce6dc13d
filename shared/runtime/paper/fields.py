"""What a receipt or a talon must name, as the act of its regulation lists it.

The acts say one thing in many words ("номера и даты приема запроса", "өтініштің нөмірі және
қабылдаған күні"). A wording that is known here becomes a word of the templates; one that is not
is printed as the act has it, with a line to write on: a new act needs no new code.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from shared.rules.regulation import Channel, Regulation

RECEIPT: Final = ("request", "service", "documents", "issue", "inspector")
TALON: Final = ("applicant", "accepted", "number", "receiver")

# The first that is found decides: "принявшего" names a person although "приняты" is a date.
_WORDINGS: Final = {
    "receipt": (
        ("people", r"получателя .*представителя"),
        ("inspector", r"инспектор|работника"),
        ("documents", r"количеств"),
        ("issue", r"мест[ао] выдачи|\(уақыты\) және орны"),
        ("service", r"вида? .*услуги|қызметтің түрі"),
        ("request", r"приема (запроса|заявления)|нөмірі және қабылдаған күні"),
    ),
    "talon": (
        ("receiver", r"принявшего|қабылда(п ал)?ған адам"),
        ("applicant", r"фио физического лица|тұтынушының аты-жөні"),
        ("accepted", r"документы приняты|жылдың"),
        ("number", r"номер|нөмірі"),
        ("registered", r"дат[аы] регистрации|тіркелген күні"),
        ("place", r"мест[ао] и .*получения"),
        ("receive", r"дат[аы] получения|алатын күні"),
    ),
}
_OTHERWISE: Final = {"receipt": RECEIPT, "talon": TALON}


def acknowledged(regulation: Regulation, channel: Channel) -> tuple[str, ...]:
    """The fields of what this act gives for papers on this channel, in its order.

    Where the act leaves them to a standard, the usual ones.
    """
    stated = [given for given in regulation.acknowledgement if given.channel is channel]
    if not stated or not stated[0].fields:
        return _OTHERWISE[_kind(channel) if not stated else stated[0].kind]
    return tuple(field_of(stated[0].kind, wording) for wording in stated[0].fields)


def field_of(kind: Literal["receipt", "talon"], wording: str) -> str:
    """The templates' word for an act's wording, or the wording itself."""
    for field, pattern in _WORDINGS[kind]:
        if re.search(pattern, wording.lower()):
            return field
    return wording


def _kind(channel: Channel) -> str:
    return "receipt" if channel is Channel.PSC else "talon"
