"""Sample data for every form: what a paper looks like, what warms the press, what tests print."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from shared.runtime.paper.forms import Form, form_of
from shared.runtime.yaml_1_2 import load_yaml

SAMPLES = Path(str(files("shared") / "paper" / "samples"))


@cache
def sample(name: str) -> Form:
    return form_of(name, load_yaml((SAMPLES / f"{name}.yaml").read_text("utf-8")))
