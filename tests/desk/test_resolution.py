"""Dots per inch: judged at the size at which a picture is printed, and at that of its place."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from clinicpress.artwork.pictures import Art
from clinicpress.artwork.raster import Raster
from clinicpress.desk.resolution import _judge
from clinicpress.ground.problems import Place
from clinicpress.workspace.nodes import Text
from tests.conftest import Finished
from tests.desk.quiet import BODY, DAY, EDITIONS, EN, HEAD, text
from tests.folders import write
from tests.said import printed

Press = Callable[..., Finished]


def picture(size: tuple[int, int]) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", size, "teal").save(held, "PNG")
    return held.getvalue()


@pytest.mark.parametrize(
    ("pixels", "most", "width", "severity", "said"),
    [
        (300, 72, 72, None, ""),
        (299, 72, 72, "warning", "printed 1.0 × 0.5 in (25 × 13 mm), that is 299 dpi"),
        (150, 72, 72, "warning", "that is 150 dpi"),
        (149, 72, 72, "error", "that is 149 dpi"),
        (200, 144, 96, "warning", "its place is 2.0 in wide"),
        (140, 144, 67.2, "error", "its place is 2.0 in wide"),
    ],
)
def test_too_few_pixels_are_a_warning_and_far_too_few_an_error(
    pixels: int, most: float, width: float, severity: str | None, said: str
) -> None:
    art = Art((72.0, 36.0), raster=Raster(Image.new("L", (pixels, pixels // 2)), None, None, False))
    found = _judge(Text("a.png", Place("a.yaml", 3, 4)), art, most, width)
    assert [problem.severity for problem in found] == ([severity] if severity else [])
    assert all(said in problem.message for problem in found)


@pytest.mark.parametrize(
    ("size", "severity", "message"),
    [
        ((1600, 400), "", ""),
        ((1400, 350), "warning", "has 1400 × 350 pixels: printed 4.8 × 1.2 in (123 × 31 mm), that is 290 dpi"),
        ((700, 175), "warning", "that is 150 dpi; its place is 4.8 in wide"),
        ((300, 75), "error", "printed 2.0 × 0.5 in (51 × 13 mm), that is 150 dpi; its place is 4.8 in wide"),
    ],
)
def test_pictures_are_measured_at_the_size_they_are_printed(
    size: tuple[int, int], severity: str, message: str, quiet: Path, press: Press
) -> None:
    write(quiet, text("      - figure: {image: a.png, alt: A}\n"))
    (quiet / "brochures/breathing/a.png").write_bytes(picture(size))
    finished = press("check", *DAY)
    said = {kind: printed(finished.err, kind) for kind in ("warning", "error")}
    assert [kind for kind, found in said.items() for _ in found] == ([severity] if severity else [])
    if severity:
        [one] = said[severity]
        assert one[:3] == (EN, 13, 25)
        assert message in one.message
        assert "1450 × 370 pixels (300 dpi)" in one.hint
    assert finished.status == (1 if severity == "error" else 0)
    assert press("build").status == 0, "a coarse picture keeps nothing from being built"


@pytest.mark.parametrize(
    ("block", "pixels", "warned"),
    [
        ("figure: {image: a.png, alt: A, width: third}", 430, False),
        ("figure: {image: a.png, alt: A, width: third}", 410, True),
        ("figure: {image: a.png, alt: A, width: half}", 430, True),
        ("beside: {figure: {image: a.png, alt: A, width: third}, body: [{paragraph: Breathe.}]}", 430, False),
        ("figures: [{image: a.png, alt: A}, {image: a.png, alt: B}, {image: a.png, alt: C}]", 430, False),
        (
            "table: {header: [A, B], widths: [1, 3], rows: [[{body: [{figure: {image: a.png, alt: A}}]}, C]]}",
            300,
            False,
        ),
    ],
    ids=["third", "too few for a third", "half", "beside", "side by side", "in a cell"],
)
def test_a_picture_that_shares_its_line_needs_fewer_pixels(
    block: str, pixels: int, warned: bool, quiet: Path, press: Press
) -> None:
    write(quiet, text(f"      - {block}\n"))
    (quiet / "brochures/breathing/a.png").write_bytes(picture((pixels, pixels // 2)))
    said = [each.message for each in printed(press("check", *DAY).err, "warning")]
    assert any("a.png" in message for message in said) is warned


def test_the_largest_size_of_all_editions_counts(quiet: Path, press: Press) -> None:
    write(quiet, text("      - figure: {image: a.png, alt: A}\n"))
    (quiet / "brochures/breathing/a.png").write_bytes(picture((1600, 400)))
    write(quiet, {"editions.yaml": f"{EDITIONS}  large: {{theme: large-print, layouts: [handout]}}\n"})
    [said] = printed(press("check", *DAY).err, "warning")
    assert "printed 6.8 × 1.7 in" in said.message
    assert press("check", *DAY, "breathing").status == 0


def test_logos_are_measured_too(quiet: Path, press: Press) -> None:
    write(quiet, {"clinics/one.yaml": "name: One\nlogo: one/logo.png\n", "clinics/one/x": ""})
    (quiet / "clinics/one/logo.png").write_bytes(picture((60, 30)))
    finished = press("check", *DAY)
    [said] = printed(finished.err)
    assert said[:3] == ("clinics/one.yaml", 2, 7)
    assert "“clinics/one/logo.png” has 60 × 30 pixels: printed 0.9 × 0.5 in" in said.message
    (quiet / "clinics/one/logo.png").rename(quiet / "clinics/one/logo.svg")
    write(quiet, {"clinics/one.yaml": "name: One\nlogo: one/logo.svg\n"})
    [said] = printed(press("check", *DAY).err)
    assert "“clinics/one/logo.svg” has 60 × 30 pixels" in said.message, "whatever its name says"
    write(quiet, {"clinics/one.yaml": "name: One\nlogo: one/logo.png\n"})
    (quiet / "clinics/one/logo.png").write_bytes(picture((600, 300)))
    assert press("check", *DAY).err == ""


def test_logos_are_measured_where_the_first_brochure_cannot_be_printed(quiet: Path, press: Press) -> None:
    unheard = (HEAD + BODY).replace("sources: [", "sources: [unheard-of, ", 1)
    write(quiet, {"clinics/one.yaml": "name: One\nlogo: one/logo.png\n", "clinics/one/x": ""})
    write(quiet, {"brochures/a-first/en.yaml": unheard})
    (quiet / "clinics/one/logo.png").write_bytes(picture((60, 30)))
    found = printed(press("check", *DAY).err)
    assert any(said[:3] == ("clinics/one.yaml", 2, 7) and "has 60 × 30 pixels" in said.message for said in found)
