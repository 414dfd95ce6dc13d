"""The tests themselves: each asserts, none sleeps long, each module says what it is about."""

from __future__ import annotations

import ast

from tests.house.source import Function, calls, functions, modules, name_of, place, tree

LONGEST_SLEEP = 0.5
# Beside the statement: what fails by itself when the thing is not so.
ASSERTING = {"raises", "fail", "call_and_validate", "run_state_machine_as_test", "eventually"}
TESTS = [module for module in modules("tests") if module.name.startswith("test_")]


def asserts(function: Function) -> bool:
    stated = any(isinstance(node, ast.Assert) for node in ast.walk(function))
    return stated or any(_is_asserting(name_of(call)) for call in calls(function))


def _is_asserting(name: str) -> bool:
    return name in ASSERTING or name.startswith(("assert_", "expect_", "check_"))


def test_every_test_asserts_something() -> None:
    silent = [
        place(module, function)
        for module in TESTS
        for function in functions(module)
        if function.name.startswith("test_") and not asserts(function)
    ]

    assert silent == []


def test_no_test_sleeps_long() -> None:
    sleeps = [
        place(module, call)
        for module in modules("tests")
        for call in calls(tree(module))
        if name_of(call) == "sleep" and _seconds(call) > LONGEST_SLEEP
    ]

    assert sleeps == []


def _seconds(call: ast.Call) -> float:
    match call.args:
        case [ast.Constant(value=int() | float() as seconds), *_]:
            return float(seconds)
    return 0.0


def test_a_test_is_a_sentence() -> None:
    short = [
        place(module, function)
        for module in TESTS
        for function in functions(module)
        if function.name.startswith("test_") and function.name.count("_") < 3
    ]

    assert short == []


def test_no_code_of_ours_is_mocked() -> None:
    mocking = [
        place(module, node)
        for module in modules("tests")
        for node in ast.walk(tree(module))
        if isinstance(node, (ast.Import, ast.ImportFrom)) and "unittest.mock" in ast.unparse(node)
    ]

    assert mocking == []
