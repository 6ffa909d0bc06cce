"""Pictures of a Word document come as it shows them: cut, turned, and as wide as they stand."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from clinicpress.drafting.word.pictures import Showing, as_shown
from tests.drafting.word.documents import TEXT
from tests.manuscripts import blocks_of, heading, looks, paragraph, picture, plain, with_pictures

Begin = Callable[..., Path]
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)
QUARTERS = [RED, GREEN, BLUE, WHITE]
"""Of the sample: top left, top right, bottom left, bottom right."""


def sample(kind: str = "PNG", size: tuple[int, int] = (80, 40), mode: str = "RGB") -> bytes:
    """Make a picture of four colours."""
    made = Image.new("RGB", size, WHITE)
    half = (size[0] // 2, size[1] // 2)
    for color, at in ((RED, (0, 0)), (GREEN, (half[0], 0)), (BLUE, (0, half[1]))):
        made.paste(color, (*at, at[0] + half[0], at[1] + half[1]))
    file = BytesIO()
    made.convert(mode).save(file, kind)
    return file.getvalue()


def corners(content: bytes) -> list[tuple[int, ...]]:
    """List the colours of a picture near its corners: top left, top right, bottom left, bottom right."""
    with Image.open(BytesIO(content)) as opened:
        seen = opened.convert("RGB")
    width, height = seen.size
    places = [(2, 2), (width - 3, 2), (2, height - 3), (width - 3, height - 3)]
    near = [seen.getpixel(place) for place in places]
    return [min(QUARTERS, key=lambda color: sum(abs(a - b) for a, b in zip(color, each, strict=True))) for each in near]


def drawn(begin: Begin, body: str, *pictures: bytes, name: str = "picture.png") -> tuple[list[Any], list[str], Path]:
    """Return the blocks of a draft, its LOOKs, and where its pictures are."""
    file = begin(with_pictures(heading("A") + body, *pictures, name=name), ".docx")
    return blocks_of(plain(file)["sections"][0]), looks(file), file.parent


@pytest.mark.parametrize(
    ("crop", "turn", "expected"),
    [
        ('<a:srcRect r="50000"/>', "", [RED, RED, BLUE, BLUE]),
        ('<a:srcRect r="50%"/>', "", [RED, RED, BLUE, BLUE]),
        ('<a:srcRect l="50000" t="50000"/>', "", [WHITE] * 4),
        ('<a:srcRect b="50000"/>', "", [RED, GREEN, RED, GREEN]),
        ("", 'rot="5400000"', [BLUE, RED, WHITE, GREEN]),
        ("", 'rot="10800000"', [WHITE, BLUE, GREEN, RED]),
        ("", 'rot="-5400000"', [GREEN, WHITE, RED, BLUE]),
        ("", 'flipH="1"', [GREEN, RED, WHITE, BLUE]),
        ("", 'flipV="true"', [BLUE, WHITE, RED, GREEN]),
        ('<a:srcRect b="50000"/>', 'rot="5400000"', [RED, RED, GREEN, GREEN]),
        ('<a:srcRect l="-20000" r="-20000"/>', "", QUARTERS),
        ('<a:srcRect l="0" r="0"/>', 'rot="0"', QUARTERS),
    ],
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_only_what_the_document_shows_of_a_picture_is_taken(
    crop: str, turn: str, expected: list[Any], kind: str, begin: Begin
) -> None:
    name = f"photo.{kind.lower()}"
    [block], told, folder = drawn(begin, paragraph(picture(0, 50, crop=crop, turn=turn)), sample(kind), name=name)
    taken = (folder / block[1]["image"]).read_bytes()
    assert corners(taken) == expected
    assert told == []


def test_a_picture_that_is_shown_as_it_is_stays_byte_for_byte(begin: Begin) -> None:
    content = sample("JPEG")
    [block], _, folder = drawn(begin, paragraph(picture(0, 50)), content, name="photo.jpg")
    assert (folder / block[1]["image"]).read_bytes() == content


@pytest.mark.parametrize("turn", ['rot="600000"', 'rot="600000" flipH="1"'])
def test_what_cannot_be_turned_is_told(turn: str, begin: Begin) -> None:
    [block], told, folder = drawn(begin, paragraph(picture(0, 50, turn=turn)), sample())
    assert corners((folder / block[1]["image"]).read_bytes()) == QUARTERS
    assert [said.partition(":")[0] for said in told] == ["the document shows only a part of this picture, or turns it"]


@pytest.mark.parametrize("content", [b"no picture", sample()[:60], b""])
def test_a_broken_picture_that_is_cut_is_told(content: bytes, begin: Begin) -> None:
    cut = paragraph(picture(0, 50, crop='<a:srcRect r="50000"/>'))
    _, told, _ = drawn(begin, paragraph(TEXT) + cut, content)
    assert len(told) == 1


@pytest.mark.parametrize(("kind", "mode"), [("GIF", "P"), ("BMP", "RGB"), ("TIFF", "RGB")])
def test_pictures_of_other_kinds_become_png(kind: str, mode: str, begin: Begin) -> None:
    name = f"scan.{kind.lower()}"
    [block], told, folder = drawn(begin, paragraph(picture(0, 50)), sample(kind, mode=mode), name=name)
    assert block[1]["image"].endswith(".png")
    taken = (folder / block[1]["image"]).read_bytes()
    assert (taken[:4], corners(taken)) == (b"\x89PNG", QUARTERS)
    assert told == []


def test_a_picture_that_nothing_can_draw_is_told(begin: Begin) -> None:
    _, told, _ = drawn(begin, paragraph(TEXT) + paragraph(picture(0, 50, alt="A hip")), b"\1\0\0\0", name="hip.emf")
    assert told == [
        "a picture was not taken over: “0-hip.emf”: “A hip”; put its file into figures/ and add a figure block"
    ]


@pytest.mark.parametrize(
    ("across", "turn", "width"), [(100, "", "full"), (80, "", "full"), (50, "", "half"), (25, "", "third")]
)
def test_a_picture_is_as_wide_as_it_stands_in_the_text(across: int, turn: str, width: str, begin: Begin) -> None:
    [block], _, _ = drawn(begin, paragraph(picture(0, across, turn=turn)), sample())
    assert block[1]["width"] == width


def test_pictures_in_one_line_stand_side_by_side(begin: Begin) -> None:
    other = sample(size=(40, 40))
    blocks, told, _ = drawn(begin, paragraph(picture(0, 30, "one") + picture(1, 30, "two")), sample(), other)
    [(kind, held)] = blocks
    assert (kind, [each["alt"] for each in held]) == ("figures", ["one", "two"])
    assert told == []


def test_pictures_that_fill_a_line_each_stand_below_each_other(begin: Begin) -> None:
    other = sample(size=(40, 40))
    blocks, _, _ = drawn(begin, paragraph(picture(0, 90, "one") + picture(1, 90, "two")), sample(), other)
    assert [(kind, held["alt"]) for kind, held in blocks] == [("figure", "one"), ("figure", "two")]


def test_what_word_wrote_of_a_picture_by_itself_is_told(begin: Begin) -> None:
    alt = "A close-up of a hand&#10;&#10;Description automatically generated with medium confidence"
    [block], told, _ = drawn(begin, paragraph(picture(0, 50, alt)), sample())
    assert block[1]["alt"] == "A close-up of a hand"
    assert told == ["Word itself wrote what this picture shows: correct it"]


@pytest.mark.parametrize("crop", [(0.5, 0, 0.5, 0), (0.9, 0, 0.9, 0), (0.0, 2.0, 0.0, 0.0)])
def test_a_picture_of_which_nothing_is_shown_is_not_cut(crop: tuple[float, float, float, float]) -> None:
    assert as_shown(sample(), Showing(crop)) is None
