"""Modules and functions stay small enough to be read whole."""

from __future__ import annotations

from statistics import median

from tests.house.source import Function, functions, modules, place

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
MEDIAN_FUNCTION = 10


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_no_module_is_too_long() -> None:
    lengths = {place(m): len(m.read_text("utf-8").splitlines()) for m in modules()}

    assert {m: lines for m, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_function_is_too_long() -> None:
    lengths = {place(m, f): length(f) for m in modules() for f in functions(m)}

    assert {f: lines for f, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_most_functions_are_short() -> None:
    lengths = [length(f) for m in modules("services", "shared", "psc") for f in functions(m)]

    assert median(lengths) < MEDIAN_FUNCTION
