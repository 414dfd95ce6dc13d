"""An event becomes lines of timelines and changes summaries, whatever it is, whenever it comes."""

from __future__ import annotations

from services.board import store
from services.board.actions.news import cases_of, happening_of, news_of
from services.board.domain.entry import entries
from services.board.domain.summary import hear
from shared.contracts import Event
from shared.runtime.act import Act


async def note_event(act: Act, event: Event) -> None:
    happening, news = happening_of(event), news_of(event)
    lines = entries(happening, cases_of(event))
    if not lines:
        return
    known = await store.write(act.db, happening, lines)
    changed = [(before, hear(before, news)) for before in known]
    await store.save(act.db, [after for before, after in changed if after != before])
