"""The way in: where a browser lands."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

router = APIRouter()

_PAGE = """<!doctype html>
<html lang="ru"><head><meta charset="utf-8"><title>Цон: путь дела</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}
li{margin:.4rem 0}code{background:#f2f2f2;padding:.1rem .3rem}</style></head><body>
<h1>Окно → накопление → курьер → отдел → решение → окно</h1>
<p>Дело принимается у окна, едет в пакете, решается и возвращается. Здесь видно, где оно.</p>
<p><a href="/board/">Табло</a>: найти дело по номеру, войти, посмотреть путь и сроки.
<a href="/board/?lang=kk" lang="kk">Қазақша</a></p>
<p>Для программ:</p>
<ul>
<li><a href="/intake/v1/docs">Окно</a>: приём и выдача</li>
<li><a href="/accumulation/v1/docs">Накопительный отдел</a>: пакеты, реестры, сканирование</li>
<li><a href="/office/v1/docs">Отдел</a>: регистрация, резолюция, решение, подпись</li>
<li><a href="/board/v1/docs">Табло</a>: путь каждого дела и сроки</li>
</ul>
<p>Токен: <code>POST /identity/v1/tokens</code>.
Состояние: <a href="/health/ready">/health/ready</a>.</p>
</body></html>
"""


@router.get("/")
async def home() -> HTMLResponse:
    return HTMLResponse(_PAGE)
