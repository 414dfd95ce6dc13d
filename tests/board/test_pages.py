"""The board's pages: well formed, in the reader's language, closed to whom they do not concern."""

from __future__ import annotations

from html.parser import HTMLParser

import httpx
import pytest

from shared.runtime.web.who import COOKIE
from tests.board.builders import NUMBER, accepted, hear, minute, registered, taken, whole_way
from tests.support.people import People
from tests.support.waiting import eventually


class Page(HTMLParser):
    """What an accessible page must have, gathered."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(answer.text)
        self.check()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def check(self) -> None:
        ids = [a["id"] for _, a in self.tags if "id" in a]
        labelled = {a.get("for") for a in self.all("label")}
        fields = [*self.all("input"), *self.all("select")]
        assert self.all("html")[0]["lang"] in ("ru", "kk")
        assert len(self.all("h1")) == len(self.all("title")) == len(self.all("main")) == 1
        assert len(set(ids)) == len(ids)
        assert all(a["id"] in labelled for a in fields if a.get("type") != "hidden")
        assert not self.all("script")
        described = [i for _, a in self.tags for i in (a.get("aria-describedby") or "").split()]
        assert set(described) <= set(ids)


async def page(people: People, login: str | None, path: str, **headers: str) -> httpx.Response:
    """As a browser asks: with the session's cookie, where somebody is signed in."""
    if login:
        token = people[login].headers["Authorization"].removeprefix("Bearer ")
        headers["Cookie"] = f"{COOKIE}={token}"
    answer = await people.stranger.get(path, headers=headers)
    if answer.headers.get("content-type", "").startswith("text/html"):
        Page(answer)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
    return answer


async def test_everybody_may_look_a_case_up(people: People):
    answer = await page(people, None, "/board/")

    assert answer.status_code == 200
    assert 'name="number"' in answer.text


@pytest.mark.parametrize(("login", "room"), [(None, "status"), ("window1", "cases")])
async def test_looking_up_leads_to_what_the_reader_may_see(people: People, login, room):
    typed = NUMBER.lower().replace("r26", "r 26-")

    answer = await page(people, login, f"/board/?number={typed}&lang=kk")

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/board/{room}/{NUMBER}?lang=kk"


async def test_a_wrong_number_is_said_beside_its_field(people: People):
    answer = await page(people, None, f"/board/?number={NUMBER[:-1]}6")

    assert answer.status_code == 422
    assert "Контрольная цифра" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert f'value="{NUMBER[:-1]}6"' in answer.text


async def test_what_is_typed_is_not_markup(people: People):
    answer = await page(people, None, '/board/?number="><script>alert(1)</script>')

    assert answer.status_code == 422
    assert "<script>" not in answer.text


@pytest.mark.parametrize(
    ("query", "header", "lang", "words"),
    [
        ("?lang=kk", "ru", "kk", "Бөлімде тіркелді"),
        ("", "kk", "kk", "Бөлімде тіркелді"),
        ("", "en", "ru", "Зарегистрировано в отделе"),
        ("?lang=xx", "kk", "kk", "Бөлімде тіркелді"),
    ],
)
async def test_the_status_page_speaks_two_languages(house, people, query, header, lang, words):
    await hear(house, accepted(), registered())

    answer = await page(
        people, None, f"/board/status/{NUMBER}{query}", **{"Accept-Language": header}
    )

    assert answer.status_code == 200
    assert f'<html lang="{lang}">' in answer.text
    assert words in answer.text


async def test_a_timeline_page_shows_the_way_on_the_site_s_clock(house, people: People):
    await hear(house, *whole_way())

    answer = await page(people, "head", f"/board/cases/{NUMBER}")

    assert answer.status_code == 200
    # 04:00 UTC at Talgar.
    assert "02.03.2026 09:00" in answer.text
    assert "Наложена резолюция" in answer.text
    assert "Отдел занятости и социальных программ Талгарского района" in answer.text


async def test_a_stranger_is_led_to_signing_in_and_back(people: People):
    answer = await page(people, None, f"/board/cases/{NUMBER}")

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/board/login?next=%2Fboard%2Fcases%2F{NUMBER}"


@pytest.mark.parametrize("login", ["ili-head", "courier1"])
async def test_a_page_of_others_does_not_exist(house, people: People, login: str):
    await hear(house, accepted())

    answer = await page(people, login, f"/board/cases/{NUMBER}")

    assert answer.status_code == 404
    assert "Не найдено." in answer.text


async def test_the_list_shows_own_cases_and_which_are_overdue(house, people: People):
    await hear(house, accepted(), registered(minute(6), taken()))

    own = await page(people, "window1", "/board/?state=registered&overdue=true")
    all_of_them = await page(people, "window1", "/board/?state=")
    other = await page(people, "ili-head", "/board/")

    assert NUMBER in own.text
    assert "просрочено" in own.text
    assert NUMBER in all_of_them.text
    assert NUMBER not in other.text
    assert "Дел нет." in other.text


async def test_a_page_answers_errors_as_a_page(people: People):
    wrong = {
        "/board/nowhere": 404,
        "/board/?state=nonsense": 422,
        "/board/?cursor=nonsense": 422,
        "/board/status/nonsense": 422,
    }

    answers = {path: await page(people, "window1", path) for path in wrong}

    assert {path: answer.status_code for path, answer in answers.items()} == wrong
    assert all("text/html" in answer.headers["content-type"] for answer in answers.values())


async def test_the_api_answers_its_own_errors_as_problems(people: People):
    answers = [await people["window1"].get(f"/board/v1{path}") for path in ("", "/nowhere")]

    assert {answer.status_code for answer in answers} == {404}
    assert {answer.headers["content-type"] for answer in answers} == {"application/problem+json"}


async def test_the_stylesheet_is_where_pages_say_it_is(people: People):
    [sheet] = Page(await page(people, None, "/board/")).all("link")

    answer = await people.stranger.get(str(sheet["href"]))

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/css")


async def test_a_wrong_password_is_said_on_the_page(people: People):
    form = {"login": "window1", "password": "wrong", "next": "/board/"}

    answer = await people.stranger.post("/board/login", data=form)

    assert answer.status_code == 401
    assert "Логин или пароль неверны." in answer.text
    assert 'value="window1"' in answer.text
    assert "wrong" not in answer.text.replace('"window1"', "")
    assert "set-cookie" not in answer.headers


async def test_signing_in_leads_back_to_the_board_and_nowhere_else(people: People, settings):
    ways = {
        f"/board/cases/{NUMBER}?lang=kk": f"/board/cases/{NUMBER}?lang=kk",
        "": "/board/",
        "https://elsewhere.example/board/": "/board/",
        "//elsewhere.example": "/board/",
        "/board/\\elsewhere.example": "/board/",
    }
    form = {"login": "window1", "password": _password(settings)}

    answers = {
        wanted: await people.stranger.post("/board/login", data=form | {"next": wanted}, expect=303)
        for wanted in ways
    }

    assert {wanted: answer.headers["location"] for wanted, answer in answers.items()} == ways
    cookies = [answer.headers["set-cookie"] for answer in answers.values()]
    assert all("HttpOnly" in cookie and "SameSite=lax" in cookie for cookie in cookies)


async def test_signing_out_ends_the_session_at_once(people: People, settings):
    form = {"login": "window1", "password": _password(settings)}
    signed_in = await people.stranger.post("/board/login", data=form)
    cookie = {"Cookie": signed_in.headers["set-cookie"].split(";")[0]}
    assert "window1" in (await people.stranger.get("/board/", headers=cookie)).text

    await people.stranger.post(
        "/board/logout", headers=cookie | {"Sec-Fetch-Site": "same-origin"}, expect=303
    )

    async def forgotten() -> bool:
        return "window1" not in (await people.stranger.get("/board/", headers=cookie)).text

    assert await eventually(forgotten)


@pytest.mark.parametrize("path", ["/board/login", "/board/logout"])
async def test_a_form_of_another_site_is_refused(people: People, path: str):
    answer = await people.stranger.post(
        path,
        data={"login": "window1", "password": "x"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert answer.status_code == 403
    assert "не с нашей страницы" in answer.text


def _password(settings) -> str:
    from psc.demonstration import password_of

    return password_of(settings)
