"""What the peers of pages.py set their pages with: the paper, the edges, the type and the colours of ours.

Type, gaps and colours come from the theme's YAML, the edges of the text from a PDF of ours, so that
all tools have the same measure and the same height. What is read of a paragraph's marks is bold and italics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from content import read_yaml
from finding import Body

Yaml = dict[str, Any]
PAPER = (612.0, 792.0)
"""US letter, in points."""
_MARK = re.compile(r"(\*\*[^*]+\*\*|\*[^*]+\*)")


@dataclass(frozen=True)
class Setting:
    """The page and the type of an edition."""

    theme: Yaml
    layout: Yaml
    body: Body
    left: float
    """x of the edges of the text, in points."""
    right: float

    @property
    def measure(self) -> float:
        """The width of the text, in points."""
        return self.right - self.left

    def style(self, name: str) -> Yaml:
        """Return a style of the theme, all its keys told."""
        plain = {"font": "text", "weight": 400, "color": "ink", "before": 0, "after": 0}
        return plain | self.theme["styles"][name]

    def size(self, name: str) -> float:
        """Return one of the theme's measures, in points."""
        return float(self.theme["measures"][name])

    @property
    def section_gap(self) -> float:
        """The room between two sections, in points; a rule stands in it."""
        rule = self.theme["rules"]["section"]
        return float(rule["before"] + rule["width"] + rule["after"])


def _merged(base: Any, other: Any) -> Any:
    if isinstance(base, dict) and isinstance(other, dict):
        return base | {key: _merged(base.get(key), value) for key, value in other.items()}
    return other


@cache
def theme(name: str) -> Yaml:
    """Read a theme with those that it extends."""
    own = read_yaml(f"templates/themes/{name}.yaml")
    made: Yaml = _merged(theme(own["extends"]), own) if "extends" in own else own
    return made


def layout(theme_name: str) -> Yaml:
    """Read the handout's layout, with what a theme changes of it."""
    made: Yaml = _merged(
        read_yaml("templates/handout/layout.yaml"), theme(theme_name).get("layouts", {}).get("handout", {})
    )
    return made


def body_of(theme_name: str, footer: float) -> Body:
    """Return the part of our pages that is for the text; `footer` is the baseline of the footer's first line."""
    made, style = layout(theme_name), theme(theme_name)["styles"]["footer"]
    # The line is as high as its leading, and its baseline as far from its top as the font says.
    ascent, descent = 0.984, 0.316
    top = footer + (style["leading"] - (ascent + descent) * style["size"]) / 2 + ascent * style["size"]
    foot = top + theme(theme_name)["rules"]["footer"]["after"] + made["footer"]["gap"]
    return Body(PAPER[1] - made["first_page"]["top"], PAPER[1] - made["later_pages"]["top"], foot)


def marked(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a text with how they are set: "", "bold" or "italics"."""
    for part in _MARK.split(text):
        if part.startswith("**"):
            yield part[2:-2], "bold"
        elif part.startswith("*") and len(part) > 2:
            yield part[1:-1], "italics"
        elif part:
            yield part, ""


def items_of(body: Any) -> list[Yaml]:
    """Return the items of a list or of steps, each with text and body."""
    items = body["items"] if isinstance(body, dict) else body
    return [item if isinstance(item, dict) else {"text": item} for item in items]


def label_of(body: Any, number: int) -> str:
    """Return what stands before a step."""
    label = body.get("label", "{n}.") if isinstance(body, dict) else "{n}."
    return str(label).replace("{n}", str(number))
