"""A regulation in the shape in which the catalogue is compared with the acts.

The keys stand in the order of the format's page; the cites of single items stay where the page
has them. A directory is written out with its entries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from shared.rules.directories import Entry
from shared.rules.regulation import Directory, Documents, Grounds, Regulation, Statement

Entries = Mapping[str, Sequence[Entry]]
# What an entry of each list shows, in this order.
_SHAPES: dict[str, tuple[str, ...]] = {
    "terms": (
        "channel", "scope", "value", "unit", "excludes_acceptance_and_issue_day", "source", "cite",
    ),
    "waiting": ("channel", "minutes", "per_person", "cite"),
    "serving": ("channel", "minutes", "cite"),
    "extensions": ("why", "value", "unit", "notice_value", "notice_unit", "cite"),
    "results": ("kind", "name"),
    "acknowledgement": ("channel", "kind", "fields", "cite"),
    "schedules": ("channel", "days", "hours", "lunch", "cite"),
    "sfe": ("role", "name"),
    "stages": ("channel", "n", "role", "action", "cite"),
    "routes": ("channel", "source", "actions"),
    "alternative_routes": ("channel", "source", "when", "actions"),
    "electronic_steps": ("channel", "n", "role", "action", "kind"),
    "scan_points": ("where", "cite"),
    "forms": ("appendix", "kind", "fields"),
    "anomalies": ("what", "cite"),
}  # fmt: skip
_ONE: dict[str, tuple[str, ...]] = {
    "automation": ("code", "text", "cite"),
    "fee": ("code", "cite"),
    "return_for_correction": ("value", "unit", "cite"),
    "inform_applicant": ("value", "unit", "cite"),
    "storage_unclaimed": ("value", "unit", "cite"),
    "refusal_of_acceptance": ("by", "document", "cite"),
    "courier": ("per_day_min", "cite"),
}
_CODES = frozenset({"channels", "delivery"})
_AS_IT_IS = frozenset({"key", "act", "ordinal", "lang", "title", "service"})


def export(regulation: Regulation, directories: Entries) -> dict[str, Any]:
    """The whole regulation; `directories` holds the entries by the file that it names."""
    return {
        field: _shown(field, getattr(regulation, field), directories)
        for field in type(regulation).model_fields
    }


def _shown(field: str, value: Any, directories: Entries) -> Any:
    if field in _AS_IT_IS or value is None:
        return value
    if field in _SHAPES:
        return [_part(each, _SHAPES[field]) for each in value]
    if field in _ONE:
        return _part(value, _ONE[field])
    if field in _CODES:
        return [str(each.code) for each in value]
    return _special(value, directories)


def _special(value: Any, directories: Entries) -> Any:
    match value:
        case Documents():
            items = [_part(item, ("channel", "name", "condition")) for item in value.items]
            return {"source": value.source, "items": items}
        case Grounds():
            return {"source": value.source, "items": [item.text for item in value.items]}
        case Statement():
            return value.text
        case Directory():
            return _listed(value, directories[value.file])
        case _:
            return [_special(each, directories) for each in value]


def _listed(directory: Directory, entries: Sequence[Entry]) -> dict[str, Any]:
    shown = ("name", "address", "email", "phone", "schedule")
    return {
        "appendix": directory.appendix,
        "kind": directory.kind,
        "count": len(entries),
        "entries": [_part(entry, shown) for entry in entries],
    }


def _part(value: BaseModel, fields: tuple[str, ...]) -> dict[str, Any]:
    said = value.model_dump(mode="json", include=set(fields))
    return {field: said[field] for field in fields}
