"""Values → shapes of the API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from services.accumulation.domain.hands import Hand
from services.accumulation.domain.item import Item
from services.accumulation.domain.packet import Packet
from services.accumulation.domain.verdict import Verdict
from services.accumulation.store.scans import Kept
from services.accumulation.web import models


def item_out(item: Item) -> models.ItemOut:
    return models.ItemOut(
        code=item.code,
        kind="result" if item.is_result else "file",
        case=item.case.id,
        number=item.case.number,
        origin=item.origin,
        destination=item.destination,
        documents=item.documents,
        sheets=item.sheets,
        state=item.state.value,
        place=item.place,
        holder=hand_out(item.holder),
        packet=item.packet,
        shelf=item.shelf,
        awaits=item.awaits,
        due_at=item.due_at,
        since=item.since,
    )


def hand_out(hand: Hand) -> models.HandOut:
    return models.HandOut(role=hand.role, name=hand.name)


def leg_out(row: Row[Any]) -> models.LegOut:
    giver = None
    if row.from_holder is not None:
        giver = models.HandOut(role=row.from_holder, name=row.from_name)
    return models.LegOut(
        giver=giver,
        taker=models.HandOut(role=row.to_holder, name=row.to_name),
        site=row.site,
        at=row.at,
        packet=row.packet,
        scan=row.scan,
    )


def packet_line(packet: Packet, pieces: int) -> models.PacketLine:
    return models.PacketLine(**_packet_facts(packet, pieces))


def packet_out(packet: Packet, contents: Sequence[Item]) -> models.PacketOut:
    return models.PacketOut(
        **_packet_facts(packet, len(contents)), contents=[item_out(item) for item in contents]
    )


def _packet_facts(packet: Packet, pieces: int) -> dict[str, Any]:
    own = models.PacketLine.model_fields.keys() - {"holder", "pieces", "register_number"}
    facts: dict[str, Any] = {name: getattr(packet, name) for name in own}
    return facts | {
        "holder": hand_out(packet.holder),
        "pieces": pieces,
        "register_number": packet.register,
    }


def register_out(packet: Packet, head: Row[Any], lines: Sequence[Row[Any]]) -> models.RegisterOut:
    return models.RegisterOut(
        number=head.number,
        packet=packet.number,
        origin=packet.origin,
        destination=packet.destination,
        drawn_at=head.drawn_at,
        drawn_by=head.drawn_by_name,
        pieces=len(lines),
        documents=sum(line.documents for line in lines),
        sheets=sum(line.sheets or 0 for line in lines),
        left=sum(line.reconciled_at is None for line in lines),
        lines=[_line_out(line) for line in lines],
    )


def _line_out(line: Row[Any]) -> models.RegisterLineOut:
    return models.RegisterLineOut(
        n=line.n, code=line.code, number=line.case, documents=line.documents, sheets=line.sheets,
        reconciled_at=line.reconciled_at,
    )  # fmt: skip


def verdict_out(verdict: Verdict, language: str) -> models.VerdictOut:
    return models.VerdictOut(**_verdict_facts(verdict, language))


def scan_out(kept: Kept, language: str) -> models.ScanOut:
    said = kept.scan
    return models.ScanOut(
        **_verdict_facts(kept.verdict, language),
        id=said.id, device=said.device, sequence=said.sequence, device_time=said.device_time,
        at=kept.at, place=said.place, code=said.raw, intent=said.intent,
    )  # fmt: skip


def _verdict_facts(verdict: Verdict, language: str) -> dict[str, Any]:
    return {
        "accepted": verdict.accepted,
        "verdict": verdict.code,
        "instruction": verdict.words[language],
        "about": verdict.about,
        "movement": verdict.movement,
        "next": list(verdict.next),
    }
