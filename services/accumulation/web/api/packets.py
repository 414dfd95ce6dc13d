"""Packets: open, fill, seal; their registers and labels."""

from __future__ import annotations

from fastapi import Response

from services.accumulation.actions import packing
from services.accumulation.domain.packet import Packet
from services.accumulation.domain.scan import read_as
from services.accumulation.views import packets as views
from services.accumulation.web import models
from services.accumulation.web.labels import label_of
from services.accumulation.web.shapes import packet_line, packet_out, register_out
from shared.rules.identifiers import Code, Kind
from shared.runtime.act import Act
from shared.runtime.web.listing import (
    Cursor,
    IfMatch,
    Limit,
    Page,
    decode_cursor,
    encode_cursor,
    moment,
    set_etag,
)
from shared.runtime.web.routers import api_router
from shared.runtime.web.who import TheAct

router = api_router("packets")


@router.post("/packets", status_code=201)
async def open_packet(act: TheAct, body: models.PacketIn, response: Response) -> models.PacketOut:
    """Open a packet for one destination, with what is put into it at once.

    A folder that belongs elsewhere is refused (`wrong-destination`), and nothing is packed.
    """
    packet = await packing.open_packet(act, body.destination, _codes(body.contents), body.origin)
    response.headers["Location"] = f"/accumulation/v1/packets/{packet.number}"
    return await _whole(act, packet, response)


@router.get("/packets")
async def list_packets(
    act: TheAct,
    limit: Limit = 50,
    cursor: Cursor = None,
    state: models.PacketState | None = None,
    destination: str | None = None,
) -> Page[models.PacketLine]:
    """Packets from or to your site, the latest first."""
    behind = decode_cursor(cursor, moment, str)
    found = await views.packets(
        act, state=state, destination=destination, behind=behind, limit=limit + 1
    )
    last = found[limit - 1][0] if len(found) > limit else None
    more = encode_cursor(last.opened_at.isoformat(), last.number) if last else None
    await act.note("packets-listed", f"{len(found[:limit])} packets")
    return Page(items=[packet_line(*each) for each in found[:limit]], next=more)


@router.get("/packets/{number}")
async def read_packet(act: TheAct, number: str, response: Response) -> models.PacketOut:
    """One packet with its contents, which its receiver sees before it arrives."""
    packet = await packing.load(act, _number(number))
    await act.note("packet-read", packet.number)
    return await _whole(act, packet, response)


@router.post("/packets/{number}/contents")
async def put_into_packet(
    act: TheAct,
    number: str,
    body: models.ContentsIn,
    response: Response,
    if_match: IfMatch = None,
) -> models.PacketOut:
    """Put more into an open packet: all of it, or none."""
    packet = await packing.add(act, _number(number), _codes(body.codes), if_match)
    return await _whole(act, packet, response)


@router.delete("/packets/{number}/contents/{code}")
async def take_out_of_packet(
    act: TheAct, number: str, code: str, response: Response, if_match: IfMatch = None
) -> models.PacketOut:
    """Take one piece out of an open packet; it waits to be packed again."""
    piece = read_as(code, Kind.FILE, Kind.RESULT)
    packet = await packing.remove(act, _number(number), piece, if_match)
    return await _whole(act, packet, response)


@router.post("/packets/{number}/seal")
async def seal_packet(
    act: TheAct, number: str, response: Response, if_match: IfMatch = None
) -> models.PacketOut:
    """Draw up the register and close the packet. From now on its contents are fixed."""
    packet = await packing.seal(act, _number(number), if_match)
    return await _whole(act, packet, response)


@router.get("/packets/{number}/register")
async def read_register(act: TheAct, number: str) -> models.RegisterOut:
    """The register of a sealed packet, with what was compared so far."""
    packet = await packing.load(act, _number(number))
    head, lines = await views.register_of(act, packet)
    await act.note("register-read", head.number)
    return register_out(packet, head, lines)


@router.get("/packets/{number}/label.svg", response_class=Response)
async def print_label(act: TheAct, number: str) -> Response:
    """The label to be stuck on: the number in Code 128, and the destination in words."""
    packet = await packing.load(act, _number(number))
    await act.note("label-printed", packet.number)
    label = label_of(packet, act.house.sites.get(packet.destination))
    return Response(label, media_type="image/svg+xml")


async def _whole(act: Act, packet: Packet, response: Response) -> models.PacketOut:
    set_etag(response, packet.version)
    return packet_out(packet, await views.contents(act, packet))


def _number(text: str) -> str:
    return str(read_as(text, Kind.PACKET))


def _codes(texts: list[str]) -> list[Code]:
    return [read_as(text, Kind.FILE, Kind.RESULT) for text in texts]
