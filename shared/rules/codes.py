"""The words of the catalogue by code: channels, roles, units, doings."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """Where the applicant stands when the papers are taken."""

    OFFICE = "office"
    PSC = "psc"
    AKIM = "akim"
    PORTAL = "portal"
    EMPLOYMENT_CENTER = "employment_center"


class Role(StrEnum):
    """Who acts: the act's structural-functional units (СФЕ), by code."""

    APPLICANT = "applicant"
    PSC_INSPECTOR = "psc_inspector"
    PSC_ACCUMULATION_INSPECTOR = "psc_accumulation_inspector"
    COURIER = "courier"
    OFFICE_CLERK = "office_clerk"
    OFFICE_HEAD = "office_head"
    DEPUTY_HEAD = "deputy_head"
    SECTOR_HEAD = "sector_head"
    OFFICE_EXECUTOR = "office_executor"
    AKIM = "akim"
    AKIM_CLERK = "akim_clerk"
    AKIM_EXECUTOR = "akim_executor"
    PRECINCT_COMMISSION = "precinct_commission"
    SPECIAL_COMMISSION = "special_commission"
    WORKING_BODY_HEAD = "working_body_head"
    WORKING_BODY_CLERK = "working_body_clerk"
    WORKING_BODY_EXECUTOR = "working_body_executor"
    CENTER_CLERK = "center_clerk"
    CENTER_HEAD = "center_head"
    CENTER_EXECUTOR = "center_executor"
    COMMISSION = "commission"
    INFORMATION_SYSTEM = "information_system"
    OTHER = "other"


class Unit(StrEnum):
    """How a term is counted. Terms of different units are never summed."""

    MINUTE = "minute"
    HOUR = "hour"
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    TIMES_PER_DAY = "times_per_day"
    OTHER = "other"


class Doing(StrEnum):
    """What an action does to the case. `forward` is ours: several acts time the
    clerk's passing of a file to the head as an action of its own."""

    ACCEPT = "accept"
    COLLECT = "collect"
    PACK = "pack"
    DISPATCH = "dispatch"
    RECEIVE = "receive"
    REGISTER = "register"
    FORWARD = "forward"
    RESOLVE = "resolve"
    ALLOT = "allot"
    EXAMINE = "examine"
    REVIEW = "review"
    DRAFT = "draft"
    CONTROL = "control"
    SIGN = "sign"
    RECORD = "record"
    RETURN = "return"
    SHELVE = "shelve"
    INFORM = "inform"
    HAND_OUT = "hand-out"
