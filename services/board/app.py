"""The board, put together."""

from __future__ import annotations

import services.board
from services.board.consumers import HANDLERS, SAYS
from services.board.tables import messages, metadata
from services.board.timers import TIMERS
from services.board.web import api, open_api, pages, sign_in
from shared.runtime.service import Service

SERVICE = Service(
    name="board",
    title="Board: where everything is",
    about=services.board.__doc__ or "",
    metadata=metadata,
    messages=messages,
    api=(api.router,),
    open_api=(open_api.router,),
    # `nowhere` answers what no other page does: it stays the last.
    pages=(sign_in.router, pages.router, pages.nowhere),
    says=SAYS,
    handlers=HANDLERS,
    timers=TIMERS,
    tags={
        "board": "Cases, their timelines and figures, for those who work on them.",
        "public": "What everybody may ask without signing in.",
    },
)
