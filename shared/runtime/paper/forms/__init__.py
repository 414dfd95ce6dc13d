"""The papers of the house: one dataclass a form, under the name of its template."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from shared.runtime.paper.forms.base import Barcode, Bilingual, Form, Language, Person, QrCode
from shared.runtime.paper.forms.office import (
    Certificate,
    Entry,
    Fault,
    Finding,
    Ground,
    Journal,
    Mark,
    Notification,
    ReasonedRefusal,
    Referral,
    ReturnLetter,
    VisitAct,
)
from shared.runtime.paper.forms.way import (
    Badge,
    Carried,
    Label,
    PacketLabel,
    PacketLabels,
    Piece,
    Register,
    ShelfLabel,
    TransitSlip,
    Waybill,
)
from shared.runtime.paper.forms.window import (
    PaperMissing,
    PaperTaken,
    Receipt,
    RefusalToAccept,
    ReservedNumbers,
    Talon,
)

FORMS: dict[str, type[Form]] = {
    form.name: form
    for form in (
        Receipt,
        Talon,
        RefusalToAccept,
        ReservedNumbers,
        PacketLabel,
        PacketLabels,
        Register,
        Waybill,
        TransitSlip,
        ShelfLabel,
        Badge,
        ReturnLetter,
        Notification,
        ReasonedRefusal,
        Certificate,
        Referral,
        VisitAct,
        Journal,
        Mark,
    )
}


def form_of(name: str, data: Mapping[str, Any]) -> Form:
    """A form from plain data (JSON, YAML), checked; pydantic's ValidationError says what is wrong.

    `KeyError` where there is no such form.
    """
    form: Form = _checker(name).validate_python(dict(data))
    return form


@cache
def _checker(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(FORMS[name])


__all__ = [
    "FORMS",
    "Badge",
    "Barcode",
    "Bilingual",
    "Carried",
    "Certificate",
    "Entry",
    "Fault",
    "Finding",
    "Form",
    "Ground",
    "Journal",
    "Label",
    "Language",
    "Mark",
    "Notification",
    "PacketLabel",
    "PacketLabels",
    "PaperMissing",
    "PaperTaken",
    "Person",
    "Piece",
    "QrCode",
    "ReasonedRefusal",
    "Receipt",
    "Referral",
    "RefusalToAccept",
    "Register",
    "ReservedNumbers",
    "ReturnLetter",
    "ShelfLabel",
    "Talon",
    "TransitSlip",
    "VisitAct",
    "Waybill",
    "form_of",
]
