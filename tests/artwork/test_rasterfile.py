"""Files of pixels are read by what they hold, as a browser shows them, and refused in words that help."""

from __future__ import annotations

import contextlib
import io
import random
import struct
from typing import Any

import pytest
from PIL import Image, ImageDraw

from clinicpress.artwork.rasterfile import Shown, plain_jpeg, read_file
from clinicpress.ground.problems import InputProblems, Place, Problem
from tests.artwork.pages import BLUE, RED, WHITE, alike, saved
from tests.artwork.profiles import swapped
from tests.pixels import png, raw_png

HERE = Place("clinics/one.yaml", 4, 7)
KINDS = ("PNG", "JPEG", "WEBP", "GIF", "TIFF")


def drawing(mode: str = "RGB") -> Any:
    """Draw a red quarter at the top left and a blue one at the bottom right."""
    picture = Image.new("RGB", (64, 32), "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 31, 15), fill=RED)
    pen.rectangle((32, 16, 63, 31), fill=BLUE)
    return picture.convert(mode)


def read(content: bytes, name: str = "logo.png") -> Shown:
    return read_file(content, name, HERE)


def color(shown: Shown, x: int, y: int) -> Any:
    return shown.picture.convert("RGB").getpixel((x, y))


def told(content: bytes, name: str = "logo.png") -> Problem:
    with pytest.raises(InputProblems) as caught:
        read(content, name)
    [problem] = caught.value.problems
    assert problem.place == HERE
    assert problem.message.startswith(f"“{name}” is ")
    assert problem.hint
    return problem


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.tif"])
def test_the_content_tells_what_a_file_is(kind: str, name: str) -> None:
    options = {"JPEG": {"subsampling": 0}, "WEBP": {"lossless": True}}.get(kind, {})
    shown = read(saved(drawing(), kind, **options), name)
    assert shown.picture.size == (64, 32)
    assert [alike(color(shown, *at), wanted) for at, wanted in (((8, 8), RED), ((50, 25), BLUE), ((50, 8), WHITE))] == [
        True, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF"])
def test_pictures_stand_upright(kind: str, turn: int) -> None:
    """The camera noted how it was held: whatever it wrote, the drawing is seen as it was drawn."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    held = drawing().transpose(undo[turn]) if turn > 1 else drawing()
    exif = Image.Exif()
    exif[0x0112] = turn
    shown = read(saved(held, kind, exif=exif))
    assert shown.picture.size == (64, 32)
    assert alike(color(shown, 8, 8), RED, 30)
    assert alike(color(shown, 50, 25), BLUE, 30)
    assert (shown.photo is None) == (kind != "JPEG" or turn > 1)


def test_a_broken_note_of_the_camera_is_passed_over() -> None:
    shown = read(saved(drawing(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\x7f"))
    assert shown.picture.size == (64, 32)


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "WEBP", "PNG"])
def test_of_many_pictures_the_first_is_shown(kind: str) -> None:
    more = [Image.new("RGB", (64, 32), "black")] * 3
    shown = read(saved(drawing(), kind, save_all=True, append_images=more))
    assert alike(color(shown, 8, 8), RED, 20)


def test_where_the_first_picture_of_a_film_is_not_nothing_is_shown() -> None:
    film = bytearray(saved(Image.new("RGB", (8, 8), RED), "GIF"))
    film[6:10] = struct.pack("<2H", 16, 8)
    shown = read(bytes(film))
    assert shown.picture.size == (16, 8)
    assert shown.alpha is not None
    assert [shown.alpha.getpixel((x, 4)) for x in (4, 12)] == [255, 0]


GREY2 = raw_png(4, 1, 2, 0, b"\0\x1b", tRNS=struct.pack(">H", 3))
CLEAR = {
    "two bits": (GREY2, [255, 255, 255, 0]),
    "four bits": (raw_png(2, 1, 4, 0, b"\0\x0f", tRNS=struct.pack(">H", 15)), [255, 0]),
    "one bit": (raw_png(2, 1, 1, 0, b"\0\x40", tRNS=struct.pack(">H", 1)), [255, 0]),
    "eight bits": (raw_png(2, 1, 8, 0, b"\0\x00\x80", tRNS=struct.pack(">H", 128)), [255, 0]),
    "sixteen bits": (raw_png(2, 1, 16, 0, b"\0\x80\x00\x80\x01", tRNS=struct.pack(">H", 0x8001)), [255, 0]),
    "colors": (raw_png(2, 1, 8, 2, b"\0" + bytes((*RED, *BLUE)), tRNS=struct.pack(">3H", *BLUE)), [255, 0]),
    "colors of sixteen bits": (
        raw_png(2, 1, 16, 2, b"\0" + struct.pack(">6H", 65535, 0, 0, 0, 0, 65535),
                tRNS=struct.pack(">3H", 0, 0, 65535)), [255, 0],
    ),
    "a palette": (
        raw_png(3, 1, 8, 3, b"\0\x00\x01\x02", PLTE=bytes((*RED, *BLUE, *WHITE)), tRNS=b"\xff\x80\x00"), [255, 128, 0],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CLEAR)
def test_what_a_png_says_is_clear(case: str) -> None:
    content, solid = CLEAR[case]
    shown = read(content)
    assert shown.alpha is not None
    assert [shown.alpha.getpixel((x, 0)) for x in range(len(solid))] == solid


def test_a_scan_in_which_black_is_the_greatest_number() -> None:
    scan = saved(Image.frombytes("I;16", (16, 16), bytes(512)), "TIFF", tiffinfo={262: 0})
    assert read(scan).picture.getpixel((3, 3)) == 255


# What is refused ---------------------------------------------------------------------------------


def test_what_is_no_picture_is_told_with_what_to_do() -> None:
    said = told(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    assert said.message == "“logo.png” is a PDF file; pictures are SVG, PNG, JPEG, WebP, GIF or TIFF files"
    assert said.hint == "ask your designer for the SVG, or export it as PNG from the program that made it"
    assert "is no picture, or is broken" in told(b"\x93\x01\x02" * 9).message


@pytest.mark.parametrize("kind", KINDS)
def test_half_a_file_is_told(kind: str) -> None:
    noise = Image.frombytes("RGB", (64, 64), random.Random(1).randbytes(64 * 64 * 3))
    content = saved(noise, kind)
    assert "broken" in told(content[: len(content) // 2]).message
    assert "broken" in told(content[:13]).message


def tiled(side: int) -> bytes:
    """Make a TIFF of 16 × 16 pixels that says how large its tiles are."""
    tags = {256: 16, 257: 16, 258: 8, 259: 5, 262: 1, 277: 1, 322: side, 323: side, 324: 200, 325: 16}
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    return (b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + bytes(4)).ljust(200, b"\0") + bytes(16)


def test_pictures_that_fill_the_memory_are_told() -> None:
    film = bytearray(saved(Image.new("L", (16, 16)), "GIF"))
    film[6:10] = struct.pack("<2H", 60_000, 60_000)
    assert "7000 × 7000 pixels" in told(png(7000, 7000, rows=1)).message
    assert "far more pixels" in told(png(60_000, 60_000, rows=1)).message
    assert "far more pixels" in told(bytes(film)).message
    assert "its tiles have 40000 × 40000 pixels" in told(tiled(40_000), "a.tif").message


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files_are_read_or_told(kind: str) -> None:
    chance = random.Random(kind)
    whole = saved(drawing(), kind, **({"icc_profile": swapped()} if kind != "GIF" else {}))
    for _ in range(150):
        content = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            content[chance.randrange(4, len(content))] = chance.randrange(256)
        try:
            read(bytes(content))
        except InputProblems as caught:
            assert caught.problems[0].hint


def test_nothing_but_ours_is_said_of_a_damaged_scan(capfd: pytest.CaptureFixture[str]) -> None:
    scan = bytearray(saved(Image.effect_noise((64, 64), 90).convert("1"), "TIFF", compression="group4"))
    scan[60:200] = bytes(value ^ 0x5A for value in scan[60:200])
    with contextlib.suppress(InputProblems):
        read(bytes(scan))
    assert capfd.readouterr().err == ""


# JPEGs that stay what they are -------------------------------------------------------------------


def test_a_photo_keeps_its_picture_and_loses_what_else_is_in_it() -> None:
    exif = Image.Exif()
    exif[0x010E] = "the owner's garden"
    content = saved(drawing(), "JPEG", exif=exif, comment=b"somebody", icc_profile=None, xmp=b"<x:xmpmeta/>" * 99)
    kept = plain_jpeg(content + b"what a phone puts behind it")
    assert kept is not None
    assert [word in kept for word in (b"garden", b"somebody", b"xmpmeta", b"phone")] == [False] * 4
    assert Image.open(io.BytesIO(kept)).tobytes() == Image.open(io.BytesIO(content)).tobytes()


@pytest.mark.parametrize("options", [{"progressive": True}, {"restart_marker_rows": 1}, {"subsampling": 2}])
def test_all_ways_in_which_cameras_save(options: dict[str, Any]) -> None:
    noise = Image.frombytes("RGB", (64, 64), random.Random(2).randbytes(64 * 64 * 3))
    content = saved(noise, "JPEG", **options)
    kept = plain_jpeg(content)
    assert kept is not None
    assert Image.open(io.BytesIO(kept)).tobytes() == Image.open(io.BytesIO(content)).tobytes()


def test_what_a_reader_of_pdf_may_see_otherwise_is_made_anew() -> None:
    assert read(saved(drawing(), "JPEG", keep_rgb=True)).photo is None
    assert read(saved(drawing("CMYK"), "JPEG")).photo is None
    assert read(saved(drawing(), "JPEG", icc_profile=swapped())).photo is None
    assert plain_jpeg(saved(drawing(), "JPEG").replace(b"\xff\xc0", b"\xff\xc9")) is None


@pytest.mark.parametrize(
    ("kind", "options", "is_photo"),
    [
        ("JPEG", {}, True), ("WEBP", {}, True), ("WEBP", {"lossless": True}, False), ("TIFF", {}, False),
        ("TIFF", {"compression": "jpeg"}, True), ("PNG", {}, False), ("GIF", {}, False),
    ],
)  # fmt: skip
def test_what_lost_something_before_is_a_photo(kind: str, options: dict[str, Any], is_photo: bool) -> None:
    assert read(saved(drawing(), kind, **options)).is_photo == is_photo


def test_two_pictures_in_a_photo_of_a_phone() -> None:
    content = saved(drawing(), "MPO", save_all=True, append_images=[Image.new("RGB", (64, 32), "black")])
    shown = read(content)
    assert alike(color(shown, 8, 8), RED, 20)
    assert shown.photo is not None
    assert len(shown.photo) < len(content) * 0.7
