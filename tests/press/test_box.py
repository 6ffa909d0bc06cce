"""The box on page 1 fits people: names of all kinds beside logos of all shapes, in every shipped box."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from clinicpress.artwork.pictures import Art
from clinicpress.content.locale import load_locale
from clinicpress.content.model import Clinic
from clinicpress.content.texts import Unprinted
from clinicpress.ground.problems import Place
from clinicpress.looks.fonts import FontShelf
from clinicpress.looks.layoutfiles import load_layout
from clinicpress.looks.paper import load_paper
from clinicpress.looks.slots import IMPRINT
from clinicpress.looks.theme import Theme
from clinicpress.looks.themes import load_theme
from clinicpress.press.box import Composed, Composing
from clinicpress.press.compositor import Compositor
from clinicpress.story.clinicwords import Giver, Said, said_in
from clinicpress.typesetting.text import Paragraph
from tests.typesetting.furnished import WORKSPACE

# Invented names of the kinds that hospitals and practices have.
NAMES = [
    "Riverside Pain & Wellness Clinic No. 17",
    "North County General Hospital",
    "Bayview Riverside University Medical Center",
    "Children’s Hospital of Springfield",
    "Guy & St Brigid’s Hospitals Foundation Trust",
    "University Hospitals Westmoreland Foundation Trust",
    "O’Connor’s Pain & Headache Clinic <Main>",
    "Universitätsklinikum Neustadt-Altenburg",
    "Hospital Universitario Virgen de los Olivos",
    "Poradnia Leczenia Bólu Łódź-Śródmieście",
    "Phòng khám Đa khoa Nguyễn Trãi",
    "The Royal Lakeshore Pain Management Service",
    "St. Luke’s Integrative Pain & Wellness Associates, PLLC",
    "Centre hospitalier de l’Université de Saint-Rémi",
    "Κέντρο Υγείας Αγίας Παρασκευής",
    "Gesundheitsversorgungszentrumsverwaltungsgesellschaft",
    "Elm",
]
LOGOS = {
    "square": (40.0, 40.0),
    "2:1": (80.0, 40.0),
    "4:1": (400.0, 100.0),
    "tall": (30.0, 60.0),
    "wordmark": (500.0, 100.0),
    "none": None,
}
BOXES = [
    (theme, layout, paper)
    for theme in ("calm", "large-print")
    for layout in ("handout", "summary")
    for paper in ("letter", "a4")
]
FEW_SCRAPS = frozenset({"&", "of", "de", "los", "No.", "St.", "St", "and", "The"})
"""No line ends with one of these where another one follows."""


@cache
def theme_of(name: str) -> Theme:
    return load_theme(WORKSPACE, name, FontShelf(WORKSPACE))


@cache
def room_of(theme: str, layout: str, paper: str) -> tuple[float, float]:
    """Return width and height of what the box of a layout has inside its padding."""
    loaded = theme_of(theme)
    sheet = load_paper(WORKSPACE, Unprinted(paper, Place("editions.yaml")))
    slots = load_layout(WORKSPACE, Unprinted(layout, Place("editions.yaml")), sheet, loaded.node).slots
    slot = next(slot for name, slot in slots.items() if name == IMPRINT)
    top, right, bottom, left = loaded.box("imprint").padding
    return slot.width - left - right, slot.height - top - bottom


def lines_of(clinic: Clinic) -> list[Said]:
    labels = load_locale(WORKSPACE, Unprinted("en", Place("a.yaml"))).labels
    return [said for said in said_in(IMPRINT, Giver(clinic), labels) if not said.row.detail]


def composed(lines: list[Said], logo: Any, theme: str, room: tuple[float, float]) -> Composed | None:
    art = Art(logo) if logo else None
    return Composing(lines, art, Compositor(theme_of(theme)), room, room[0] > 4 * room[1], room[1]).best()


def said_by(way: Composed) -> list[str]:
    return [part.text.plain for part in way.parts if part.text is not None]


@pytest.mark.parametrize(("theme", "layout", "paper"), BOXES)
@pytest.mark.parametrize("shape", LOGOS)
def test_every_name_fits_beside_every_logo(shape: str, theme: str, layout: str, paper: str) -> None:
    logo, room = LOGOS[shape], room_of(theme, layout, paper)
    for name in NAMES:
        given = {"name": name, "phone": "(555) 555-0100", **({"logo": "logo.svg"} if logo else {})}
        lines = lines_of(Clinic.model_validate({**given, "logo_has_name": shape == "wordmark"}))
        way = composed(lines, logo, theme, room)
        assert way is not None, name
        assert ([name] if shape != "wordmark" else []) == [text for text in said_by(way) if text == name]
        assert "(555) 555-0100" in said_by(way)
        taken: list[tuple[float, float, float, float]] = []
        for part in way.parts:
            width, height = part.width, part.height
            if part.text is not None:
                found = part.text.lines(part.width)
                width, height = max(line.width for line in found), part.text.wrap(part.width)
                assert min(piece.size for line in found for s in line.strokes for piece in s.pieces) >= 9
            assert min(part.left, part.down) >= -0.01
            assert part.left + width <= room[0] + 0.01
            assert part.down + height <= room[1] + 0.01, name
            for left, down, right, foot in taken:
                beside = part.left >= right - 0.01 or part.left + width <= left + 0.01
                assert beside or part.down >= foot - 0.01 or part.down + height <= down + 0.01, (
                    f"{name}: one on another"
                )
            taken.append((part.left, part.down, part.left + width, part.down + height))


@pytest.mark.parametrize(("theme", "layout", "paper"), BOXES)
def test_no_line_of_a_name_ends_with_a_word_of_the_next(theme: str, layout: str, paper: str) -> None:
    for name in NAMES:
        lines = lines_of(Clinic.model_validate({"name": name, "phone": "(555) 555-0100"}))
        way = composed(lines, LOGOS["square"], theme, room_of(theme, layout, paper))
        assert way is not None
        [text] = [part for part in way.parts if part.text is not None and part.text.plain == name]
        assert text.text is not None
        for line in text.text.lines(text.width)[:-1]:
            last = line.words[-1].text
            assert last not in FEW_SCRAPS, name


def logo_in(way: Composed | None) -> tuple[float, float]:
    assert way is not None
    return next((part.width, part.height) for part in way.parts if part.text is None)


def test_the_logo_gives_way_before_a_name_is_refused() -> None:
    lines = [lines_of(Clinic.model_validate({"name": name, "phone": "(555) 555-0100"})) for name in ("Elm", NAMES[12])]
    short, long = (logo_in(composed(each, (40, 40), "calm", (104, 122))) for each in lines)
    assert short == pytest.approx((48, 48))
    assert 24 <= long[1] < 48


def test_logos_of_all_shapes_cover_about_the_same() -> None:
    lines = lines_of(Clinic.model_validate({"name": "Elm", "phone": "(555) 555-0100"}))
    square, wide, tall = (logo_in(composed(lines, size, "calm", (104, 122))) for size in ((1, 1), (2, 1), (1, 2)))
    assert square[0] * square[1] == pytest.approx(wide[0] * wide[1])
    assert tall[1] == square[1], "but none is higher than the theme says"


def test_a_very_wide_logo_stands_above_the_name_where_it_would_leave_it_no_room_beside() -> None:
    lines = lines_of(Clinic.model_validate({"name": NAMES[5], "phone": "(555) 555-0100"}))
    way = composed(lines, (2000, 200), "calm", (500, 42))
    assert way is not None
    logo, name = way.parts[0], next(part for part in way.parts if part.text and part.text.plain == NAMES[5])
    assert name.left == 0
    assert name.down >= logo.down + logo.height


def test_a_name_that_the_logo_holds_leaves_it_the_room() -> None:
    given = {"name": "Elm", "phone": "(555) 555-0100", "logo": "a.svg"}
    alone = lines_of(Clinic.model_validate({**given, "logo_has_name": True}))
    assert [said.text for said in alone] == ["Questions? Call us:", "(555) 555-0100"]
    beside = logo_in(composed(lines_of(Clinic.model_validate(given)), (700, 100), "calm", (500, 42)))
    assert logo_in(composed(alone, (700, 100), "calm", (500, 42)))[0] > beside[0]


def test_what_does_not_fit_in_any_way_is_not_set() -> None:
    lines = lines_of(Clinic.model_validate({"name": "Elm " * 100, "phone": "(555) 555-0100"}))
    assert composed(lines, None, "calm", (104, 122)) is None


class Counting(Compositor):
    """A compositor that counts how often a name is set."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.set = 0

    def names(self, *given: Any) -> Iterator[tuple[Paragraph, float]]:
        self.set += 1
        return super().names(*given)


@pytest.mark.parametrize(("name", "logo", "most"), [("Elm", None, 1), (NAMES[1], (80, 40), 2), ("Elm " * 40, None, 0)])
def test_a_name_is_set_in_those_sizes_alone_that_may_be_the_best(name: str, logo: Any, most: int) -> None:
    lines = lines_of(Clinic.model_validate({"name": name, "phone": "(555) 555-0100"}))
    compositor = Counting(theme_of("calm"))
    Composing(lines, Art(logo) if logo else None, compositor, (104, 110), False, 110).best()
    assert compositor.set <= most
