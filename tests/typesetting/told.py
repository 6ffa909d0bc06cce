"""Stories of a few elements, built in a real theme with some keys changed, and read back where they are drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

from clinicpress.artwork.icons import Icon
from clinicpress.artwork.pictures import Art
from clinicpress.artwork.supplies import Supplies
from clinicpress.artwork.vector import Vector
from clinicpress.content.locale import Locale, load_locale
from clinicpress.content.texts import Unprinted
from clinicpress.drawing.canvas import PressCanvas
from clinicpress.drawing.sheet import Line
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.design import Design
from clinicpress.looks.theme import Fit, Theme
from clinicpress.looks.themefile import ThemeSpec
from clinicpress.story.given import Words, token
from clinicpress.story.markup import Numbers, Tag
from clinicpress.story.parsing import parse_story
from clinicpress.typesetting.builder import Story, StoryBuilder
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.schema import check_node
from tests.typesetting.furnished import WORKSPACE, design

FILE = "templates/toy/story.html.j2"
OWN = "templates/themes/own.yaml"
YAML = Place("brochures/toy/en.yaml", 7, 3)
"""Where all words of the toy brochure stand."""
ICON = Icon("toy", (("0 0 m", "480 0 l", "240 480 l", "h"),))


def blank(width: float, height: float) -> Art:
    """Make a picture that takes its place, has no words and shows nothing."""
    return Art((width, height), vector=Vector(b"", (width, height), (width, height)))


PICTURES: Mapping[str, Art] = {
    "toy.svg": blank(400.0, 800.0),
    "wide.svg": blank(400.0, 200.0),
    "square.svg": blank(400.0, 400.0),
}
TOP = 1000.0


def told(html: str) -> Tag:
    """Parse the inside of a story; what stands in ⟦ ⟧ are words of the brochure, with their marks."""
    words: list[Words] = []

    def take(found: re.Match[str]) -> str:
        words.append(Words(found[1], marked=True, place=YAML))
        return token(len(words) - 1)

    marked = re.sub("⟦(.*?)⟧", take, html, flags=re.DOTALL)
    return parse_story(f"<story>{marked}</story>", FILE, words, Numbers(lambda source: "1"))


@cache
def look(changes: str = "", layout: str = "handout") -> Design:
    """Return a design whose theme has some keys changed, as its file would."""
    plain = design(layout)
    if not changes:
        return plain
    node = plain.theme.node.merged(parse_yaml(OWN, changes))
    return replace(plain, theme=Theme(check_node(node, ThemeSpec), node, plain.theme.shelf))


@cache
def english() -> Locale:
    """Return the shipped locale."""
    return load_locale(WORKSPACE, Unprinted("en", Place("")))


def built(html: str, design: Design | None = None, room: float = 600.0, fit: Fit = Fit()) -> Story:
    """Build the inside of a story; it may ask for the icon “toy” and for `PICTURES`."""
    icons: Mapping[str, Icon] = {"toy": ICON, "alert-triangle": ICON, "communication": ICON}
    supplies = Supplies(icons, PICTURES)
    return StoryBuilder(design or look(), english(), supplies, room, fit).build(told(html))


def draw(story: Story, measure: float = 372.0) -> PressCanvas:
    """Draw a story on a sheet of its own; its main column begins at 200."""
    plain = look()
    canvas = PressCanvas(1000, TOP, "en", plain.theme.brand_family, lambda canvas, page: None)
    story.stack.draw(canvas, 200.0, TOP, measure)
    return canvas


def operators(canvas: PressCanvas) -> str:
    """Emit a sheet, and return what its file says."""
    canvas.showPage()
    return " ".join(canvas.finish().decode("latin-1").split())


def lines(html: str, design: Design | None = None, measure: float = 372.0) -> list[Line]:
    """Build and draw a story; returns its lines from top to bottom, left to right."""
    return sorted(draw(built(html, design), measure).record.texts, key=lambda line: (-round(line.baseline, 2), line.x))


def texts(html: str, design: Design | None = None) -> list[str]:
    """Build and draw a story; returns what its lines say."""
    return [line.text.strip() for line in lines(html, design)]


def refused(html: str, changes: str = "") -> tuple[Place, str]:
    """Return the place and the words of what is said against a story."""
    with pytest.raises(InputProblems) as caught:
        built(html, look(changes))
    [problem] = caught.value.problems
    return problem.place, problem.message
