"""The pictures that papers are compared with: `python -m tests.paper.draw` makes them anew.

Look at them before they are committed: they say what is right.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from PIL import Image

from shared.runtime.paper.forms import FORMS, Language
from shared.runtime.paper.printing import typeset
from shared.runtime.paper.samples import sample
from tests.paper.tools import pages

REFERENCES = Path(__file__).parent / "references"
DPI = 50
# Every form in both languages side by side; what people take home in each by itself as well.
TAKEN_HOME = ("receipt", "talon", "refusal-to-accept", "notification", "reasoned-refusal")
DRAWN: list[tuple[str, Language]] = [
    *((form, "both") for form in FORMS),
    *((form, language) for form in TAKEN_HOME for language in ("ru", "kk")),
]


def drawn(form: str, language: Language, folder: Path) -> list[Path]:
    return pages(typeset(sample(form), language), folder, DPI, "-gray")


def reference(form: str, language: Language, page: int) -> Path:
    return REFERENCES / f"{form}-{language}-{page}.png"


def main() -> None:
    REFERENCES.mkdir(exist_ok=True)
    for old in REFERENCES.glob("*.png"):
        old.unlink()
    for form, language in DRAWN:
        with tempfile.TemporaryDirectory() as folder:
            for n, page in enumerate(drawn(form, language, Path(folder)), start=1):
                # Sixteen greys are enough to compare by, and a third of the size.
                grey = Image.open(page).convert("L").quantize(16)
                grey.save(reference(form, language, n), optimize=True)


if __name__ == "__main__":
    main()
