"""Only pictures that can be printed are kept, under safe names, and none over another one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from clinicpress.editing.uploads import keep_figure, keep_logo
from clinicpress.ground.problems import InputProblems
from tests.conftest import TESTS

FIGURES = TESTS / "workspaces/sampler/brochures/every-block/figures"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='90' height='30'><rect width='90' height='30' fill='#123'/></svg>"
PNG = (FIGURES / "ellipse.png").read_bytes()
JPEG = (FIGURES / "ellipse.jpg").read_bytes()


def huge() -> bytes:
    """Return a small file of 48 million pixels."""
    held = io.BytesIO()
    Image.new("1", (8_000, 6_000)).save(held, "PNG")
    return held.getvalue()


@pytest.mark.parametrize(
    ("called", "content", "value"),
    [
        ("Shape of a Breath.PNG", PNG, "figures/shape-of-a-breath.png"),
        ("photo.png", JPEG, "figures/photo.jpg"),
        ("C:\\Users\\me\\Bild Ä.svg", SVG, "figures/bild-a.svg"),
        ("../../../etc/passwd", SVG, "figures/passwd.svg"),
        ("图.svg", SVG, "figures/figure.svg"),
        ("", SVG, "figures/figure.svg"),
        ("CON.svg", SVG, "figures/con-1.svg"),
        (".htaccess", SVG, "figures/htaccess.svg"),
        ("a" * 500 + ".svg", SVG, f"figures/{'a' * 60}.svg"),
        ("a\0\n<b>.svg", SVG, "figures/a-b.svg"),
    ],
)
def test_a_figure_is_kept_under_a_name_made_anew(workspace: Path, called: str, content: bytes, value: str) -> None:
    kept = keep_figure(workspace, "breathing", called, content)
    assert kept.value == value
    assert (workspace / "brochures/breathing" / value).read_bytes() == content
    assert kept.pixels is None if content is SVG else kept.pixels is not None


def test_a_logo_is_kept_beside_its_clinic(workspace: Path) -> None:
    kept = keep_logo(workspace, "one", "Our Logo.svg", SVG)
    assert (kept.value, kept.name) == ("one/our-logo.svg", "clinics/one/our-logo.svg")
    assert (workspace / kept.name).read_bytes() == SVG


def test_no_picture_is_written_over_another_one(workspace: Path) -> None:
    first = keep_figure(workspace, "breathing", "a.svg", SVG)
    other = SVG.replace(b"#123", b"#456")
    second = keep_figure(workspace, "breathing", "a.svg", other)
    again = keep_figure(workspace, "breathing", "a.svg", SVG)
    assert [first.value, second.value, again.value] == ["figures/a.svg", "figures/a-2.svg", "figures/a.svg"]
    assert [first.was_there, second.was_there, again.was_there] == [False, False, True]
    assert (workspace / first.name).read_bytes() == SVG


REFUSED = {
    "a web page": ("a.png", b"<!doctype html><html>", "is a web page"),
    "a script": ("a.svg", b"#!/bin/sh\necho\n", "is a text"),
    "a PDF": ("a.png", b"%PDF-1.7\n", "is a PDF file"),
    "a photo of a phone": ("a.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
    "nothing": ("a.png", b"", "is empty"),
    "half a picture": ("a.png", PNG[: len(PNG) // 2], ""),
    "a white drawing": ("a.svg", SVG.replace(b"#123", b"#fff"), "white"),
    "far too many pixels": ("a.png", huge(), "pixels"),
    "a drawing that runs programs": ("a.svg", SVG.replace(b"<rect", b"<foreignObject/><rect"), ""),
    "too many bytes": ("a.png", PNG + b"\0" * 25_000_000, "too big"),
}  # fmt: skip


@pytest.mark.parametrize(("called", "content", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_printed_is_not_kept(workspace: Path, called: str, content: bytes, told: str) -> None:
    with pytest.raises(InputProblems, match=told or None):
        keep_figure(workspace, "breathing", called, content)
    assert not (workspace / "brochures/breathing/figures").exists()


def test_only_brochures_and_clinics_that_are_there_get_pictures(workspace: Path) -> None:
    for keep, owner in ((keep_figure, "other"), (keep_figure, "../up"), (keep_logo, "two"), (keep_logo, "")):
        with pytest.raises(InputProblems, match="there is no such"):
            keep(workspace, owner, "a.svg", SVG)


def test_a_folder_that_leads_out_gets_nothing(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (workspace / "brochures/breathing/figures").symlink_to(tmp_path / "out", target_is_directory=True)
    with pytest.raises(InputProblems):
        keep_figure(workspace, "breathing", "a.svg", SVG)
    assert list((tmp_path / "out").iterdir()) == []
