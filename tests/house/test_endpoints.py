"""Nearly every endpoint is called by a test; those that are not are listed, and no others.

What was called is compared at the end of a whole run (tests/support/endpoints.py). The list may
only shrink: a new endpoint comes with its test.
"""

from __future__ import annotations

from tests.support.endpoints import called_among, every_endpoint, faults, listed

CASE, FIGURES = "GET /board/v1/cases/{number}", "GET /board/v1/cases/figures"


def test_the_list_names_endpoints_that_exist_once_and_in_order() -> None:
    names = listed()

    assert names == sorted(set(names))
    assert set(names) <= every_endpoint()


def test_an_endpoint_that_nobody_calls_is_a_fault() -> None:
    assert faults({CASE, FIGURES}, {FIGURES}, set()) == [f"nobody calls {CASE}"]


def test_a_listed_endpoint_that_is_called_must_be_struck_out() -> None:
    found = faults({CASE, FIGURES}, {CASE, FIGURES}, {CASE})

    assert found == [f"strike out {CASE}: it is called now"]


def test_a_call_counts_for_the_endpoint_that_answers_it() -> None:
    every = {CASE, FIGURES, "GET /board/v1/regulations/{key}"}

    assert called_among(every, {"GET /board/v1/cases/figures"}) == {FIGURES}
    assert called_among(every, {"GET /board/v1/cases/R2601010000015"}) == {CASE}
    assert called_among(every, {"POST /board/v1/cases/R2601010000015"}) == set()
    assert called_among(every, {"GET /board/v1/regulations/almaty-2012-349/07"}) == {
        "GET /board/v1/regulations/{key}"
    }
