"""What a validator complains of, in a clerk's words and with the line of the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

_WORDS = {
    "missing": "this field (null or [] where the act states nothing)",
    "extra_forbidden": "no such field: look at its spelling",
    "string_type": "text (in quotes where it looks like a number)",
    "string_too_short": "text that is not empty",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "greater_than_equal": "a number not below {ge}",
    "less_than_equal": "a number not above {le}",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "enum": "one of {expected}",
    "literal_error": "one of {expected}",
    "tuple_type": "a list, [] where the act states nothing",
    "too_short": "at least {min_length} entry",
    "model_type": "fields with values",
    "model_attributes_type": "fields with values",
    "string_pattern_mismatch": "text like {pattern}",
    "value_error": "{error}",
    "date_from_datetime_parsing": "a day like 2012-11-05",
    "date_type": "a day like 2012-11-05",
}


def expected_in_words(error: Any) -> str:
    words = _WORDS.get(error["type"])
    if words is None:
        return str(error["msg"])
    return words.format(**error.get("ctx", {}))


def field_of(error: Any) -> tuple[str | int, ...]:
    """The field's path, without the validator's names for the kinds that it tried."""
    return tuple(part for part in error["loc"] if isinstance(part, int) or part.isidentifier())


def line_of(text: str, place: Sequence[str | int]) -> int | None:
    """The line of a field, or of the nearest one around it that is there."""
    node = yaml.compose(text, yaml.CSafeLoader)
    line = None
    for part in place:
        found = _child(node, part)
        if found is None:
            break
        line, node = found
    return line


def _child(node: Any, part: str | int) -> tuple[int, Any] | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == str(part):
                return name.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part].start_mark.line + 1, node.value[part]
    return None
