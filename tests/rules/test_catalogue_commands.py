"""`psc catalogue`: what a clerk reads and what a program reads."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from psc.catalogue_commands import app
from shared.runtime.catalogue import SHIPPED

ONE = SHIPPED / "almaty-2012-349" / "07.yaml"


def said(*words: str, exit_code: int = 0) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == exit_code, result.output
    return result.output


def test_export_is_one_regulation_a_line():
    lines = said("export").splitlines()

    assert len(lines) == 43
    assert all(json.loads(line)["key"] for line in lines)


def test_export_gives_only_what_is_asked_for():
    (line,) = said("export", "almaty-2012-349/07").splitlines()

    assert json.loads(line)["service"] == "child-allowance"


def test_list_names_every_regulation():
    assert len(said("list").splitlines()) == 43


def test_show_says_where_a_channel_has_no_route_of_its_own():
    page = said("show", "almaty-2012-349/07")

    assert "akim (п. 3): no route in the act; derived from прил. 7 (psc)" in page
    assert "repealed: 2014-06-02" in page


def test_diff_says_what_two_regulations_state_differently():
    words = said("diff", "almaty-2018-81/01", "almaty-2018-81/02")

    assert "routes, office, actions, 2, term, text: “3 (три) часа” → “4 (четыре) часа”" in words


def test_diff_of_a_thing_with_itself_finds_nothing():
    assert said("diff", "almaty-2012-349/07", "almaty-2012-349/07@2012-11-05") == "No difference.\n"


def test_check_of_all_says_how_many_hold():
    assert "43 regulations of 5 acts hold." in said("check")


def test_check_of_a_broken_file_says_what_to_mend(tmp_path: Path):
    broken = Path(shutil.copy(ONE, tmp_path / "07.yaml"))
    broken.write_text(broken.read_text("utf-8").replace("lang: ru", "lang: rus"), "utf-8")

    words = said("check", str(broken), exit_code=1)

    assert f"{broken}:5: lang: expected one of 'ru' or 'kk'; found 'rus'" in words.replace("\n", "")


@pytest.mark.parametrize("name", ["almaty-2012-349/99", "almaty-2012-349/07@2011-01-01", "x@noday"])
def test_what_there_is_not_is_refused(name: str):
    assert "Usage" in said("diff", name, "almaty-2012-349/07", exit_code=2)
