"""Files that cannot hold a comment about themselves: control characters, encodings, sizes, pictures."""

from __future__ import annotations

import io
import os
import re
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from tests.conftest import ROOT, WORKSPACE, Finished
from tests.pixels import png
from tests.said import one_problem, pdfs, printed

EN = "brochures/breathing/en.yaml"
GOOD = WORKSPACE[EN]
FIGURES = f"      - questions: {{items: [May I?], answer_lines: {'9' * 5000}}}\n"
Press = Callable[..., Finished]
BOMB = b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (c + 1, c + 1, c, c) for c in range(97, 120))


# Text ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "line", "column", "message"),
    [
        (b"", 1, 1, "the file is empty"),
        (GOOD.replace("Sit upright", "Sit \x97 upright").encode(), 10, 24, "control character U+0097 is not text"),
        (GOOD.replace("Sit upright", "Sit \0 upright").encode(), 10, 24, "control character U+0000 is not text"),
        (GOOD.replace("Sit upright", "Sit \x1b[31m").encode(), 10, 24, "control character U+001B is not text"),
        (GOOD.replace("Sit upright", "Sit \ufffe").encode(), 10, 24, "control character U+FFFE is not text"),
        (GOOD.replace("Breathing at", "Bréathing at").encode("latin-1"), 1, 10, "this is not UTF-8 text (byte 0xE9)"),
        (GOOD.replace("slowly", "“slowly”").encode("cp1252"), 10, 47, "this is not UTF-8 text (byte 0x93)"),
        (GOOD.encode("utf-16"), 1, 1, "this file is saved as UTF-16, not as UTF-8"),
        (GOOD.encode("utf-16-le"), 1, 1, "this file is saved as UTF-16, not as UTF-8"),
        (GOOD.encode("utf-16-be"), 1, 1, "this file is saved as UTF-16, not as UTF-8"),
        (GOOD.replace("slowly", "\ud800").encode("utf-8", "surrogatepass"), 10, 47, "not UTF-8 text (byte 0xED)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), 1, 1, "this file is saved as UTF-16, not as UTF-8"),
        (b"\x89PNG\r\n\x1a\n", 1, 1, "this is not UTF-8 text (byte 0x89)"),
        (GOOD.replace("    heading", "\theading").encode(), 8, 1, "a tab is used for indentation"),
        (GOOD.replace("    heading", "  \theading").encode(), 8, 3, "a tab is used for indentation"),
        (b"title: " + b"x" * 50_000_000, 1, 1, f"“{EN}” is too big: 50.0 MB, at most 2 MB"),
        (b"a: " + b"[" * 10_000 + b"]" * 10_000, 1, 43, "nested more than 40 levels deep"),
        (b"a: " + b"{b: " * 10_000, 1, 157, "nested more than 40 levels deep"),
        (b"".join(b" " * i + b"a:\n" for i in range(300)), 40, 40, "nested more than 40 levels deep"),
        (BOMB, 1, 4, "anchors (&name) are not used here"),
        (GOOD.replace("Breathing at home", "x " * 900_000).encode(), 1, 8, "this text is too long: 1799999 characters"),
        (GOOD.replace("Sit upright.", "x " * 900_000).encode(), 10, 20, "this text is too long"),
        (GOOD.replace("Breathing at home", "x" * 301).encode(), 1, 8, "too long: 301 characters, at most 300"),
        (GOOD.replace("    summary", FIGURES + "    summary").encode(), 11, 52, "this number is far too large"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_text_files(content: bytes, line: int, column: int, message: str, workspace: Path, press: Press) -> None:
    (workspace / EN).write_bytes(content)
    said = one_problem(press("build"), workspace)
    assert said[:3] == (EN, line, column)
    assert message in said.message
    assert len(said.message) < 300


@pytest.mark.parametrize(
    "name",
    [
        "editions.yaml",
        "brochures/sources.yaml",
        "fonts/catalog.yaml",
        "templates/themes/base.yaml",
        "templates/handout/layout.yaml",
        "templates/handout/story.html.j2",
        "templates/_blocks.html.j2",
        "templates/locales/en.yaml",
        "templates/icons/alert-triangle.svg",
    ],
)
@pytest.mark.parametrize(
    ("content", "message"),
    [(b"\xff\xfe\x00", "UTF-8"), (b"a: \x00", "U+0000"), (b"x" * 3_000_000, "too big")],
    ids=["UTF-16", "NUL", "3 MB"],
)
def test_other_files_too(name: str, content: bytes, message: str, workspace: Path, press: Press) -> None:
    (workspace / name).parent.mkdir(parents=True, exist_ok=True)
    (workspace / name).write_bytes(content)
    finished = press("build")
    said = printed(finished.err)
    assert finished.status == 1
    assert [s.file for s in said if message in s.message] != [], finished.err
    assert {s.file for s in said} <= {name, "editions.yaml", "templates/themes/base.yaml", "templates/themes/calm.yaml"}
    assert "Traceback" not in finished.err
    assert pdfs(workspace) == []


@pytest.mark.parametrize(
    "content",
    [
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("heading: ", "heading:\t").encode(),
        GOOD.replace("Sit upright", "Sit\tupright").encode(),
        ("# " + "x" * 100_000 + "\n" + GOOD).encode(),
        GOOD.rstrip("\n").encode(),
        ("---\n" + GOOD + "...\n").encode(),
    ],
    ids=[
        "CRLF",
        "CR",
        "BOM",
        "BOM and CRLF",
        "tab after colon",
        "tab in text",
        "long line",
        "no last newline",
        "marks",
    ],
)
def test_texts_that_are_fine(content: bytes, workspace: Path, press: Press) -> None:
    (workspace / EN).write_bytes(content)
    finished = press("build")
    assert (finished.status, finished.err) == (0, "")
    assert len(pdfs(workspace)) == 2


def test_places_after_strange_line_ends(workspace: Path, press: Press) -> None:
    """CRLF is one line end, and so is CR alone."""
    text = GOOD.replace("Breathing at home", '"Breathing\r  at home"').replace("How to", "How ☃ to")
    (workspace / EN).write_bytes(text.replace("\n", "\r\n").encode())
    assert one_problem(press("build"), workspace)[:3] == (EN, 9, 18)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("editions.yaml", "this folder is no workspace: it has no editions.yaml"),
        ("brochures/sources.yaml", "there is no file “brochures/sources.yaml”"),
        (EN, "there are no brochures here"),
    ],
)
def test_missing_files(name: str, message: str, workspace: Path, press: Press) -> None:
    (workspace / name).unlink()
    if name == EN:
        (workspace / EN).parent.rmdir()
    assert one_problem(press("build"), workspace).message == message


def test_folders_in_place_of_files(workspace: Path, press: Press) -> None:
    (workspace / EN).unlink()
    (workspace / EN).mkdir()
    assert one_problem(press("build"), workspace).message == f"“{EN}” is not a file"


# Pictures ------------------------------------------------------------------------------------------


def with_figure(workspace: Path, name: str, content: bytes | None) -> None:
    """Put a figure into the brochure; its file name stands in line 11 from column 25."""
    figure = f'      - figure: {{image: "{name}", alt: A picture}}\n'
    (workspace / EN).write_text(GOOD.replace("    summary:\n", figure + "    summary:\n"), encoding="utf-8")
    if content is not None:
        (workspace / EN).with_name(name).write_bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.png", b"Hello, I am a text.", "is a text; pictures are SVG, PNG, JPEG, WebP, GIF or TIFF files"),
        ("a.png", b"", "is empty"),
        ("a.jpg", b"GIF89a" + bytes(40), "is broken"),
        ("a.png", png(300, 300)[:90], "is broken, or a part of it is missing"),
        ("a.png", png(0, 10), "is broken"),
        ("a.png", png(60_000, 60_000, rows=1), "is too big: it has far more pixels than can be printed"),
        ("a.png", png(7_000, 7_000, rows=1), "is too big: 7000 × 7000 pixels"),
        ("a.png", bytes(26_000_000), "is too big: 26.0 MB, at most 25 MB"),
        ("a.svg", b"<svg>" + b" " * 26_000_000, "is too big: 26.0 MB, at most 25 MB"),
        ("a.png", None, "there is no file"),
        ("x" * 300 + ".png", None, "there is no file"),
    ],
    ids=["text", "empty", "GIF", "cut off", "no width", "bomb", "huge", "26 MB", "26 MB SVG", "missing", "long name"],
)
def test_bad_pictures(name: str, content: bytes | None, message: str, workspace: Path, press: Press) -> None:
    with_figure(workspace, name, content)
    said = one_problem(press("build"), workspace)
    assert said[:3] == (EN, 11, 25)
    assert message in said.message
    assert said.hint or "too big" in said.message
    assert "0x" not in said.message, "an address in memory is no help"


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 90 60">{}</svg>'
BOX = '<rect width="9" height="9"/>'
EXTERNAL = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("<text>&a;</text>")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (SVG.format('<image href="https://x.example/a.png"/>'), ", line 1, refers to something outside itself"),
        (SVG.format('<image xlink:href="data:image/png;base64,AAAA"/>'), ", line 1, holds a picture that"),
        (SVG.format("<script>alert(1)</script>" + BOX), ", line 1, holds a <script>"),
        (SVG.format('<x:script xmlns:x="http://www.w3.org/2000/svg"/>' + BOX), ", line 1, holds a <script>"),
        (SVG.format("\n<foreignObject><p>x</p></foreignObject>"), ", line 2, holds a <foreignObject>"),
        (SVG.format('<use xlink:href="other.svg#a"/>' + BOX), "outside itself: “other.svg#a”"),
        (SVG.format("<style>@import url(https://x.example)</style>" + BOX), "its styles hold “@import url"),
        (SVG.format("<style>@import 'a.css';</style>" + BOX), "its styles hold “@import"),
        (SVG.format('<rect style="fill:url(https://x.example/a)"/>'), "refers to something outside itself"),
        ('<?xml-stylesheet href="x.css"?>' + SVG.format(BOX), "takes its styles from another file"),
        ('<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>' + SVG.format("<text>&b;</text>"), "as more than a few"),
        (EXTERNAL, "as more than a few words"),
        ('<?xml version="1.0" encoding="UTF-7"?>' + SVG.format(BOX), "says that it is written in “UTF-7”"),
        (SVG.format("<text>&nope;</text>"), " is not an SVG picture, or is broken in line 1"),
        (SVG.format("<g>"), " is not an SVG picture, or is broken in line 1"),
        ("<svg>\n<g>\n</svg>", " is not an SVG picture, or is broken in line 3"),
        ("Hello, I am a text.", " is not an SVG picture, or is broken in line 1"),
        ("", " is not an SVG picture, or is broken"),
        ("<html><body/></html>", " is not an SVG picture"),
        (SVG.format("<g>" * 3000 + BOX + "</g>" * 3000), "is nested more than 100 levels deep"),
        (SVG.format('<rect width="1e300" height="9"/>'), "holds a number that is too great: 1e300"),
        (SVG.format('<circle cx="1e999" cy="nan" r="5"/>'), "a <circle> with a value that cannot be read"),
        (SVG.format('<path d="M 0 0 L 1e200 1e200"/>'), " holds a number that is too great"),
        (SVG.format('<path d="M 0 0 L x y q 1 M"/>'), "a <path> with a value that cannot be read"),
        (SVG.format('<path d="M 0 0 L 9 9 q 1"/>'), "a value that cannot be read: “q 1”"),
        (SVG.format('<rect width="10furlongs" height="9"/>'), "a value that cannot be read: “10furlongs”"),
        (SVG.format('<rect width="9" height="9" fill="#ggg"/>'), "uses “fill: #ggg”, which cannot be printed"),
        (SVG.format("<text>Hello ☃</text>"), "holds “☃”, which no font has"),
        (SVG.replace("0 0 90 60", "0 0 0 0").format(BOX), "has no size"),
        (SVG.replace("0 0 90 60", "a b c d").format(BOX), "has a size that cannot be read: “a”"),
        (SVG.replace("0 0 90 60", "0 0 1e308 1e308").format(BOX), "has a size that cannot be read"),
        (SVG.replace('viewBox="0 0 90 60"', 'width="-5" height="10"').format(BOX), "has no size"),
        (SVG.replace('viewBox="0 0 90 60"', 'width="nan" height="1e999"').format(BOX), "has a size that cannot be"),
        (SVG.format(("<g id='a0'>" + BOX + "</g>") + "".join(
            f"<g id='a{n}'>" + f"<use href='#a{n - 1}'/>" * 2 + "</g>" for n in range(1, 40)
        )), " is too large a drawing"),
        (SVG.format("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>"), "holds this reference itself"),
    ],
)  # fmt: skip
def test_bad_svgs(content: str, message: str, workspace: Path, press: Press) -> None:
    with_figure(workspace, "a.svg", content.encode())
    said = {(each[:3], each.message, bool(each.hint)) for each in printed(press("build").err)}
    assert {place for place, _, _ in said} == {(EN, 11, 25)}
    assert all(told.startswith("“brochures/breathing/a.svg”") and hint for _, told, hint in said)
    assert any(message in told for _, told, _ in said), said


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp037"])
def test_svgs_hide_nothing_behind_an_encoding(encoding: str, workspace: Path, press: Press) -> None:
    with_figure(workspace, "a.svg", EXTERNAL.encode(encoding))
    assert "is not an SVG picture" in one_problem(press("build"), workspace).message


def test_svgs_that_are_fine(workspace: Path, press: Press) -> None:
    doctype = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
    )
    use = '<g id="a">' + BOX + '</g><use xlink:href="#a" x="9"/><text y="20">Hello</text>'
    with_figure(workspace, "a.svg", (doctype + SVG.format(use)).encode())
    finished = press("build")
    assert (finished.status, finished.err) == (0, "")


def test_pictures_behind_links(workspace: Path, tmp_path: Path, press: Press) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "a.png").write_bytes(png(9, 9))
    with_figure(workspace, "a.png", None)
    (workspace / "brochures/breathing/a.png").symlink_to(tmp_path / "secret" / "a.png")
    said = one_problem(press("build"), workspace)
    assert said.message == "“brochures/breathing/a.png” is a link that leads out of the workspace"

    with_figure(workspace, "figures/b.png", None)
    (workspace / "brochures/breathing/figures").symlink_to(tmp_path / "secret")
    said = one_problem(press("build"), workspace)
    assert said.message == "“brochures/breathing/figures/b.png” is a link that leads out of the workspace"
    assert "a.png" not in said.hint, "the hint must not tell what lies outside"

    with_figure(workspace, "c.png", None)
    (workspace / "brochures/breathing/c.png").symlink_to("c.png")
    assert one_problem(press("build"), workspace).message == "there is no file “brochures/breathing/c.png”"

    with_figure(workspace, "d.png", None)
    os.mkfifo(workspace / "brochures/breathing/d.png")
    assert one_problem(press("build"), workspace).message == "“brochures/breathing/d.png” is not a file"


def test_a_picture_name_with_nul(workspace: Path, press: Press) -> None:
    with_figure(workspace, "a\\0.png", None)
    assert one_problem(press("build"), workspace).message == "control character \\0 is not text"


def test_a_near_name_is_suggested(workspace: Path, press: Press) -> None:
    with_figure(workspace, "lungs.png", None)
    (workspace / "brochures/breathing/lung.png").write_bytes(png(9, 9))
    assert one_problem(press("build"), workspace).hint == "did you mean “lung.png”?"


# Fonts ---------------------------------------------------------------------------------------------

FONT = "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.ttf"


def _renamed(font: bytes, table: bytes, to: bytes) -> bytes:
    return font.replace(table, to, 1)


def _record(font: bytes, table: bytes) -> tuple[int, int, int]:
    """Find a table's entry in the directory, its offset and its length."""
    at = next(at for at in range(12, 12 + 16 * font[5], 16) if font[at : at + 4] == table)
    return (at, *struct.unpack_from(">LL", font, at + 8))


def _set(font: bytes, table: bytes, at: int, content: bytes, sums: bool = True) -> bytes:
    """Change bytes of a table, and the sum of the table, so that nothing but the content is wrong."""
    entry, offset, length = _record(font, table)
    made = bytearray(font)
    made[offset + at : offset + at + len(content)] = content
    data = bytes(made[offset : offset + length]) + b"\0" * (-length % 4)
    words = struct.unpack(f">{len(data) // 4}L", data)
    total = sum(words) - (words[2] if table == b"head" else 0)
    if sums:
        struct.pack_into(">L", made, entry + 4, total & 0xFFFFFFFF)
    return bytes(made)


def _place_of(font: bytes, letter: str) -> int:
    """Find where a letter begins in glyf."""
    face = TTFontFile(io.BytesIO(font))
    return int(face.glyphPos[face.charToGlyph[ord(letter)]])


SELF = struct.pack(">5hHHbb", -1, 0, 0, 100, 100, 2, 65535, 0, 0)
"""A glyph that is made of one that does not exist."""
BOMB_OF_CHARACTERS = struct.pack(">HHHHLHHLLL3L", 0, 1, 3, 10, 12, 12, 0, 40, 0, 2, 0, 0xFFFFFFF0, 1)
OF_FORMAT_6 = struct.pack(">HHHHLHHH", 0, 1, 3, 1, 12, 6, 40, 0)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda font: b"garbage" * 100, "is no TrueType font, or is broken"),
        (lambda font: b"", "is no TrueType font, or is broken"),
        (lambda font: font[:5000], "is no TrueType font, or is broken"),
        (lambda font: font[: len(font) // 2], "is no TrueType font, or is broken"),
        (lambda font: b"OTTO" + _renamed(font, b"glyf", b"CFF ")[4:], "is no TrueType font, or is broken"),
        (lambda font: b"wOF2" + bytes(300), "is no TrueType font, or is broken"),
        (lambda font: _renamed(font, b"GPOS", b"fvar"), "is a variable font"),
        (lambda font: _renamed(font, b"cmap", b"xxxx"), "is no TrueType font, or is broken: its table “cmap”"),
        (lambda font: _set(font, b"glyf", 40, b"\xff\xff", sums=False), "is damaged: the sum of its table “glyf”"),
        (lambda font: _set(font, b"head", 18, b"\0\0"), "is damaged: its head is not that of a font"),
        (lambda font: _set(font, b"head", 50, b"\0\2"), "is damaged: its head is not that of a font"),
        (lambda font: _set(font, b"maxp", 4, b"\0\0"), "is damaged: it has no glyphs"),
        (lambda font: _set(font, b"maxp", 4, b"\xff\xff"), "is damaged: its glyphs have no widths"),
        (lambda font: _set(font, b"hmtx", 0, bytes(600)), "is damaged: its letter “a” has no"),
        (lambda font: _set(font, b"loca", 0, bytes(600)), "is damaged: its letter “a” has no"),
        (lambda font: _set(font, b"loca", 100, b"\xff\xff"), "is damaged: its glyphs are not where it says"),
        (
            lambda font: _set(font, b"glyf", _place_of(font, "a"), SELF),
            "is damaged: its glyph 112 is made of glyphs that do not exist",
        ),
        (lambda font: _set(font, b"glyf", _place_of(font, "a"), b"\x40"), "is damaged: its glyph 112 is not whole"),
        (lambda font: _set(font, b"cmap", 0, BOMB_OF_CHARACTERS), "is damaged: its table of characters is not whole"),
        (lambda font: _set(font, b"cmap", 0, OF_FORMAT_6), "has a table of characters that is not read (format 6)"),
        (lambda font: _set(font, b"cmap", 0, b"\0\0\xff\xff"), "is damaged: its table of characters is not whole"),
        (lambda font: _set(font, b"OS/2", 8, b"\0\2"), "may not be embedded in PDFs"),
        (lambda font: _set(font, b"OS/2", 68, b"\x7f\xff"), "is damaged: its letters have no height, or too much"),
    ],
)
def test_bad_fonts(change: Callable[[bytes], bytes], message: str, workspace: Path, press: Press) -> None:
    with_font(workspace, change)
    said = one_problem(press("build"), workspace)
    assert said[:3] == ("fonts/catalog.yaml", 7, 12)
    assert f"“odd/Odd.ttf” {message}" in said.message


def test_a_font_without_a_name_is_told_in_plain_words(workspace: Path, press: Press) -> None:
    with_font(workspace, lambda font: _set(font, b"name", 2, b"\0\0"))
    said = one_problem(press("build"), workspace)
    assert said[:3] == ("fonts/catalog.yaml", 7, 12)
    assert said.message == "“odd/Odd.ttf” has no name that a PDF could know it by"
    assert said.hint == "use a static .ttf file made for text"


def with_font(workspace: Path, change: Callable[[bytes], bytes]) -> None:
    """Put a changed copy of a font into the workspace, in place of the font itself."""
    catalog = (ROOT / "fonts/catalog.yaml").read_text(encoding="utf-8")
    (workspace / "fonts/odd").mkdir(parents=True)
    (workspace / "fonts/catalog.yaml").write_text(re.sub(FONT, "odd/Odd.ttf", catalog), encoding="utf-8")
    (workspace / "fonts/odd/Odd.ttf").write_bytes(change((ROOT / "fonts" / FONT).read_bytes()))
