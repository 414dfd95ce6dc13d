"""YAML as people expect it: `no`, `13:00` and `2012-11-05` are text, not a boolean, 780, a date."""

from __future__ import annotations

import re
from typing import Any

import yaml

_UNWANTED = {f"tag:yaml.org,2002:{tag}" for tag in ("timestamp", "int", "float", "bool")}


class _Loader(yaml.CSafeLoader):
    """Fewer guesses than YAML 1.1 makes."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _UNWANTED]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^-?(0|[1-9][0-9]*)$"), list("-0123456789")
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))


def load_yaml(text: str) -> Any:
    return yaml.load(text, _Loader)  # noqa: S506 - a safe loader with fewer guesses
