"""How wide words are, nearly: a drawing is laid out without knowing the reader's font.

Widths are those of a wide common sans-serif; in a narrower one lines end earlier, never later.
"""

from __future__ import annotations

from typing import Final

_NARROW: Final = frozenset("іїilj.,:;!|'’()[]-–·")
_MIDDLE: Final = frozenset('frtгтзсcxхyуkкvz/\\"«»“”1')
_WIDE: Final = frozenset("жшщюыфмдҗmwWМЖШЩЮЫФДQ@—%")
_ELLIPSIS: Final = "…"


def width(text: str, size: float) -> float:
    return sum(map(_em, text)) * size


def wrap(text: str, room: float, size: float, most: int | None = None) -> list[str]:
    """Lines that fit; a word that is longer than a line is cut, what is over `most` is left out."""
    lines = [""]
    for word in text.split():
        for part in _cut(word, room, size):
            longer = f"{lines[-1]} {part}".strip()
            if width(longer, size) <= room:
                lines[-1] = longer
            else:
                lines.append(part)
    if most is None or len(lines) <= most:
        return [line for line in lines if line]
    return [*lines[: most - 1], _shortened(lines[most - 1], room, size)]


def _em(letter: str) -> float:
    if letter == " ":
        return 0.32
    if letter in _NARROW:
        return 0.38
    if letter in _MIDDLE:
        return 0.58
    if letter in _WIDE:
        return 0.92
    return 0.74 if letter.isupper() else 0.64


def _cut(word: str, room: float, size: float) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and width(parts[-1] + letter, size) > room:
            parts.append("")
        parts[-1] += letter
    return parts


def _shortened(line: str, room: float, size: float) -> str:
    while line and width(line + _ELLIPSIS, size) > room:
        line = line[:-1]
    return line.rstrip(" ,;:–-") + _ELLIPSIS
