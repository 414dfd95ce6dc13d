"""Files of the catalogue: what is refused, with which words; what a deployment may add."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from shared.rules.calendar import office_calendar, psc_calendar
from shared.rules.difference import differences
from shared.rules.places import Place
from shared.rules.progress import advance, ready_by
from shared.rules.regulation import Channel, Doing
from shared.runtime.catalogue import SHIPPED, CatalogueRefused, load
from shared.runtime.kept import Kept, fingerprint
from shared.runtime.regulation_files import check_file

FICTIONAL = Path(__file__).parent / "fictional"
ACT = "almaty-2026-7"
CALENDARS = {Place.ACCEPTING: psc_calendar(), Place.DECIDING: office_calendar()}
MONDAY = datetime(2026, 3, 16, 5, 0, tzinfo=UTC)


@pytest.fixture
def further(tmp_path: Path) -> Path:
    """A deployment's own folder, free to be broken."""
    return Path(shutil.copytree(FICTIONAL, tmp_path / "further"))


def changed(folder: Path, was: str, now: str, name: str = "01.yaml") -> Path:
    path = folder / ACT / name
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, now, 1), "utf-8")
    return path


def refusal(folder: Path) -> str:
    with pytest.raises(CatalogueRefused) as refused:
        load(folder)
    return str(refused.value)


def test_a_forty_fourth_regulation_is_one_file_and_runs_to_its_end(further: Path):
    catalogue = load(further)

    way = catalogue.way(f"{ACT}/01", Channel.PSC)
    step, due_at, at, taken = way.steps[0], None, MONDAY, []
    while step is not None:
        gone = advance(way, step, {step.doing}, at, due_at, CALENDARS)
        taken.append(step.doing)
        step = gone.now.step if gone.now else None
        due_at = gone.now.due.at if gone.now else None
        at = due_at or at

    assert len(catalogue.regulations) == 44
    assert (taken[0], taken[-1]) == (Doing.ACCEPT, Doing.HAND_OUT)
    assert ready_by(way, MONDAY, CALENDARS) is not None
    assert catalogue.way(f"{ACT}/01", Channel.AKIM).derived
    assert catalogue.edition(f"{ACT}/01") == date(2026, 1, 15)


def test_the_added_regulation_brings_its_directory(further: Path):
    served = load(further).directories(f"{ACT}/01").competent_for("Талғар ауданы, Белбұлақ ауылы")

    assert served is not None
    assert served.office is not None
    assert served.office.name == "Отдел ремесел Талгарского района"


def test_a_regulation_may_join_an_act_that_ships(tmp_path: Path):
    folder = tmp_path / "almaty-2018-81"
    folder.mkdir()
    text = (FICTIONAL / ACT / "01.yaml").read_text("utf-8")
    text = text.replace(f"{ACT}/01", "almaty-2018-81/19").replace(ACT, "almaty-2018-81")
    text = text.replace("ordinal: 1\n", "ordinal: 19\n").replace("psc, akim", "psc")
    text = text[: text.index("directories:\n")] + "directories: []\n" + text[text.index("forms:") :]
    (folder / "19.yaml").write_text(text, "utf-8")

    catalogue = load(tmp_path)

    assert catalogue.edition("almaty-2018-81/19") == date(2018, 3, 1)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (
            "value: 20, unit: minute, text: 20 минут",
            "value: 20, unit: minutes, text: 20 минут",
            "routes.0.actions.0.term.unit: expected one of 'minute', 'hour'",
        ),
        ("n: 3", "n: third", "routes.0.actions.2.n: expected a whole number; found 'third'"),
        ("title:", "titel:", "title: expected this field"),
        ("title:", "titel:", "titel: expected no such field"),
        ("stages: []", "stages: ~", "stages: expected a list, [] where the act states nothing"),
        ("code: akim", "code: akims", "channels.1.code: expected one of 'office', 'psc', 'akim'"),
        ("{channel: psc, scope", "{channel: pcs, scope", "'employment_center' or one of 'any'"),
        ("key: almaty-2026-7/01", "key: almaty-2026-7/02", "expected almaty-2026-7/01, as the"),
        ("file: offices", "file: bureaus", "expected a file of the act's directories; found bur"),
        ("next: 2", "next: 2\n  does", "expected YAML"),
        ("examine, draft]", "examine, examine]", "each doing once: 3 has examine 2 times"),
        ("20 минут}", "''}", "term.text: expected text that is not empty"),
    ],
)
def test_a_refusal_names_file_field_and_what_was_expected(
    further: Path, was: str, now: str, said: str
):
    path = changed(further, was, now)

    words = refusal(further)

    assert said in words
    assert str(path) in words


def test_a_refusal_names_the_line(further: Path):
    path = changed(further, "role: office_head\n        name", "role: boss\n        name")
    line = path.read_text("utf-8").splitlines().index("        role: boss") + 1

    assert f"{path}:{line}: routes.0.actions.3.role:" in refusal(further)


def test_the_faults_of_all_files_are_in_one_message(further: Path):
    changed(further, "lang: ru", "lang: rus")
    changed(further, "date: ", "date: not-", name="act.yaml")
    changed(further, "- n: 1", "- n: one", name="directories/offices.yaml")

    words = refusal(further)

    assert "3 faults in 3 files" in words
    assert "act.yaml:9: date: expected a day like 2012-11-05" in words
    assert "entries.0.n: expected a whole number; found 'one'" in words


def test_a_regulation_without_its_act_is_refused(further: Path):
    (further / ACT / "act.yaml").unlink()

    assert "act.yaml: file: expected a file that tells whose act it is" in refusal(further)


def test_a_regulation_that_ships_is_not_replaced_silently(tmp_path: Path):
    folder = tmp_path / "almaty-2012-349"
    folder.mkdir()
    shutil.copy(SHIPPED / "almaty-2012-349" / "01.yaml", folder)

    assert "expected one text of 2012-11-05" in refusal(tmp_path)


@pytest.mark.parametrize("name", ["1.yaml", "07@2013-13-01.yaml", "craft.yaml"])
def test_a_file_with_an_odd_name_is_not_passed_over(further: Path, name: str):
    (further / ACT / name).write_text("key: odd", "utf-8")

    assert f"{name}: file: expected a name like 07.yaml" in refusal(further)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path):
    assert "expected a folder of regulations; found no such folder" in refusal(tmp_path / "no")


def test_a_broken_folder_leaves_nothing_behind(further: Path):
    changed(further, "lang: ru", "lang: rus")
    refusal(further)
    changed(further, "lang: rus", "lang: ru")

    assert len(load(further).regulations) == 44


def test_what_was_kept_is_never_stale(further: Path):
    load(further)
    changed(further, "Выдача удостоверения мастера", "Выдача диплома мастера")

    assert load(further).get(f"{ACT}/01").title.startswith("Выдача диплома")


def test_a_fingerprint_sees_names_as_well_as_contents(tmp_path: Path):
    first, second = tmp_path / "01.yaml", tmp_path / "02.yaml"
    first.write_text("same")
    second.write_text("same")

    assert fingerprint([first]) != fingerprint([second])


def test_a_half_written_file_is_nobodys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    kept = Kept("0" * 32)

    kept.keep("a", b"whole")

    assert kept.find("a") == b"whole"
    assert kept.find("b") is None


def test_a_shelf_that_others_can_write_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    kept = Kept("0" * 32)
    kept.keep("a", b"whole")

    next(tmp_path.iterdir()).chmod(0o777)

    assert kept.find("a") is None


def test_a_case_stays_with_its_edition(further: Path):
    old = (further / ACT / "01.yaml").read_text("utf-8")
    new = old.replace(
        "value: 4, unit: working_day, text: 4", "value: 2, unit: working_day, text: 2"
    )
    (further / ACT / "01@2027-01-01.yaml").write_text(new, "utf-8")

    catalogue = load(further)

    def drafting(edition: date | None) -> int | None:
        step = catalogue.way(f"{ACT}/01", Channel.PSC, edition=edition).named("3:draft")
        return step.term.value if step.term else None

    assert catalogue.edition(f"{ACT}/01") == date(2027, 1, 1)
    assert drafting(None) == 2
    assert drafting(date(2026, 1, 15)) == 4
    found = differences(catalogue.get(f"{ACT}/01", date(2026, 1, 15)), catalogue.get(f"{ACT}/01"))
    assert "routes, psc, actions, 3, term, value: 4 → 2" in map(str, found)


@pytest.mark.parametrize("name", ["01.yaml", "act.yaml", "directories/offices.yaml"])
def test_a_single_file_is_checked_by_its_kind(further: Path, name: str):
    assert check_file(further / ACT / name) == []
    (further / ACT / name).write_text("nothing: here", "utf-8")
    assert check_file(further / ACT / name) != []
