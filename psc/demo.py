"""Two cases through the running system, over its public HTTP API: one approved, one refused."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx

from psc.demonstration import OFFICE, PSC, password_of
from shared.runtime.settings import load

REGULATION = "almaty-2012-349/07"
PATIENCE = 30.0
ROLES = {"accumulation": "psc_accumulation_inspector", "clerk": "office_clerk"}


class Stuck(SystemExit):
    """The demonstration met an answer it did not expect."""


@dataclass
class Stage:
    """The people of the demonstration, each with a token of their own."""

    http: httpx.Client
    password: str
    # Services at addresses of their own; all others are at the client's.
    at: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    serial: int = 0

    def call(self, who: str, method: str, path: str, body: object = None) -> Any:
        headers = {"Authorization": f"Bearer {self._token(who)}", "Accept-Language": "ru"}
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid4())
        answer = self._send(method, path, body, headers)
        if answer.is_error:
            raise Stuck(f"{who} {method} {path}: {answer.status_code} {answer.text}")
        return answer.json()

    def _send(
        self, method: str, path: str, body: object, headers: dict[str, str]
    ) -> httpx.Response:
        """A service that is just starting again is waited for: the key makes a repeat harmless."""
        until = time.monotonic() + PATIENCE
        service = path.split("/")[1]
        url = self.at.get(service, self.at.get("intake", "")) + path
        while True:
            try:
                answer = self.http.request(method, url, json=body, headers=headers)
                if answer.status_code not in (502, 503) or time.monotonic() > until:
                    return answer
            except httpx.TransportError as lost:
                if time.monotonic() > until:
                    raise Stuck(f"{path}: nobody answers ({type(lost).__name__})") from None
            time.sleep(0.2)

    def _token(self, who: str) -> str:
        if who not in self.tokens:
            answer = self._send(
                "POST", "/identity/v1/tokens", {"login": who, "password": self.password}, {}
            )
            if answer.is_error:
                raise Stuck(f"{who} cannot sign in: {answer.text}")
            self.tokens[who] = answer.json()["token"]
        return self.tokens[who]

    def scan(self, who: str, place: str, code: str, intent: str, **more: object) -> Any:
        self.serial += 1
        return self.call(who, "POST", "/accumulation/v1/scans", {
            "id": str(uuid4()), "device": f"demo-{who}", "sequence": self.serial,
            "device_time": datetime.now(UTC).isoformat(), "place": place, "code": code,
            "intent": intent, **more,
        })  # fmt: skip

    def until_task(self, who: str, service: str, about: str, doing: str) -> Any:
        """Wait until this person is told to do this: that is how the message's way is seen."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for task in self.call(who, "GET", f"/{service}/v1/tasks")["items"]:
                doings = [call["doing"] for call in task["calls"]]
                if task["about"] == about and doing in doings:
                    return task
            time.sleep(0.05)
        raise Stuck(f"{who} was never asked to {doing} {about}")


class Narrator:
    """One line a hand: who, what, which number, until when."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._n = 0

    def tell(self, role: str, what: str, code: str, due: str | None = None) -> None:
        self._n += 1
        until = f"  due {_local(due)}" if due else ""
        print(f"  {self._n:2}. {role:27} {what:52} {code}{until}", flush=True)
        time.sleep(self._pause)


def _local(moment: str) -> str:
    from zoneinfo import ZoneInfo

    at = datetime.fromisoformat(moment).astimezone(ZoneInfo("Asia/Almaty"))
    return at.strftime("%a %d.%m.%Y %H:%M")


def run_demo(base: str, pause: float, at: dict[str, str]) -> None:
    with httpx.Client(base_url=base, timeout=10) as http:
        stage = Stage(http, password_of(load()), at)
        for outcome in ("approve", "refuse"):
            print(f"\n  {REGULATION}, through the PSC, {outcome}\n")
            _travel(stage, Narrator(pause), outcome)
    print("\n  Both results are in the applicants' hands.\n")


def _travel(stage: Stage, say: Narrator, outcome: str) -> None:
    case = _window(stage, say)
    number, file, result = case["number"], case["file"], case["result"]
    _carry(stage, say, "accumulation", PSC, OFFICE, [file], to="clerk")
    _office(stage, say, number, outcome)
    _carry(stage, say, "clerk", OFFICE, PSC, [result], to="accumulation")
    shelving = stage.until_task("accumulation", "accumulation", result, "shelve")
    stage.scan("accumulation", PSC, result, "shelve", shelf="A-1")
    due = shelving["due_at"]
    say.tell("psc_accumulation_inspector", "puts the result on shelf A-1", result, due)
    task = stage.until_task("window1", "intake", number, "hand-out")
    stage.call("window1", "POST", f"/intake/v1/cases/{number}/hand-out", {"iin": "860713300123"})
    say.tell("psc_inspector", "hands the result out against the receipt", number, task["due_at"])
    _timeline(stage, number)


def _window(stage: Stage, say: Narrator) -> Any:
    accepted = stage.call("window1", "POST", "/intake/v1/cases", {
        "regulation": REGULATION, "channel": "psc", "office": OFFICE, "window": "1",
        "applicant": {
            "iin": "860713300123", "last_name": "Сейітқали", "first_name": "Әсел",
            "middle_name": "Ерланқызы", "phone": "+7 701 000 00 00", "language": "kk",
        },
        "documents": [
            {"name": "Заявление", "sheets": 2, "original": "kept"},
            {"name": "Удостоверение личности", "sheets": 1},
            {"name": "Свидетельство о рождении ребёнка", "sheets": 1},
            {"name": "Справка о составе семьи", "sheets": 1},
            {"name": "Сведения о доходах", "sheets": 3},
        ],
    })  # fmt: skip
    case, receipt = accepted["case"], accepted["receipt"]
    say.tell("psc_inspector", f"takes {receipt['document_count']} documents, issues the receipt",
             case["number"], receipt["issue_at"])  # fmt: skip
    task = stage.until_task("accumulation", "accumulation", case["file"], "collect")
    stage.call("accumulation", "POST", "/accumulation/v1/collections", {"codes": [case["file"]]})
    say.tell("psc_accumulation_inspector", "collects the folder", case["file"], task["due_at"])
    return case


def _carry(
    stage: Stage,
    say: Narrator,
    packer: str,
    origin: str,
    destination: str,
    codes: list[str],
    to: str,
) -> None:
    """Pack, seal, hand to the courier, hand over, reconcile: the same in both directions."""
    role, taker = ROLES[packer], ROLES[to]
    due = [stage.until_task(packer, "accumulation", code, "pack")["due_at"] for code in codes][-1]
    packet = stage.call(packer, "POST", "/accumulation/v1/packets",
                        {"destination": destination, "contents": codes})  # fmt: skip
    number = packet["number"]
    sealed = stage.call(packer, "POST", f"/accumulation/v1/packets/{number}/seal")
    say.tell(role, f"packs for {destination}, register {sealed['register']}", number, due)
    stage.scan("courier1", origin, number, "dispatch")
    say.tell("courier", f"takes the packet at {origin}", number, due)
    stage.scan(to, destination, number, "arrive")
    say.tell(taker, f"takes the packet over at {destination}", number)
    for code in codes:
        stage.scan(to, destination, code, "reconcile")
        say.tell(taker, "finds it in the packet, as the register says", code)


def _office(stage: Stage, say: Narrator, number: str, outcome: str) -> None:
    files = f"/office/v1/files/{number}"

    def step(who: str, doing: str, call: str, what: str, body: object = None) -> None:
        task = stage.until_task(who, "office", number, doing)
        stage.call(who, "POST", f"{files}/{call}", body or {})
        say.tell(task["role"], what, number, task["due_at"])

    step("clerk", "register", "register", "enters it into the office's journal")
    step("clerk", "forward", "forward", "passes it to the head")
    step("head", "resolve", "resolution", "lays the resolution, names the executor",
         {"text": "Рассмотреть в установленный срок", "executor": "executor"})  # fmt: skip
    step("executor", "examine", "examination", "examines the documents",
         {"findings": "Документы полны, право проверено", "complete": True})  # fmt: skip
    draft = {"outcome": outcome, "text": "Уведомление о назначении пособия"}
    if outcome == "refuse":
        draft = {"outcome": outcome, "text": "Мотивированный ответ об отказе",
                 "ground": "Среднедушевой доход семьи выше продовольственной корзины"}  # fmt: skip
    step("executor", "draft", "draft", f"drafts: {outcome}", draft)
    step("head", "sign", "signature", "signs")
    step("clerk", "record", "record", "gives the result its outgoing number")


def _timeline(stage: Stage, number: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        told = stage.call("window1", "GET", f"/board/v1/cases/{number}/timeline")
        if any(line["type"] == "intake.case-handed-out.v1" for line in told["items"]):
            print(f"\n      the board has {len(told['items'])} entries on the way of {number}")
            return
        time.sleep(0.05)
    raise Stuck(f"the board never heard that {number} was handed out")
