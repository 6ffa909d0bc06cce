"""Frames: what the imprints of one pattern have alike is written once, and nothing of a clinic is in it."""

from __future__ import annotations

import zlib
from dataclasses import replace

import pytest

from clinicpress.drawing.sheet import Piece
from clinicpress.drawing.tagging import Annotation, Element, MarkedContent
from clinicpress.looks.color import Color
from clinicpress.looks.fonts import Chain
from clinicpress.pdf import overlay
from clinicpress.pdf.frame import pattern_of
from clinicpress.pdf.overlay import MOST_FRAMES, Overlay
from clinicpress.pdf.patch import ImprintCase, Patch, PatchSheet
from clinicpress.pdf.plate import Plate


def patch_of(name: str, plate: Plate, chain: Chain, *texts: str) -> Patch:
    sheet = PatchSheet(name, ImprintCase(plate.in_stock, lambda: []))
    for number, text in enumerate(texts):
        element = sheet.element.child("P").child("Link")
        element.text = text
        sheet.text(2, -10 * number, [Piece(text, chain[0], 9, Color(0, 0, 0))], element)
        sheet.link(f"https://{text}", 1, -20, 30, 10, element)
    return sheet.finish()


def made(plate: Plate, chain: Chain, *texts: str) -> bytes:
    patches = [patch_of(slot.name, plate, chain, *texts) for slot in plate.filled_slots]
    footer = patch_of("footer", plate, chain)
    return Overlay(plate, patches, footer, {}).bind(plate.described("Test Clinic", "one/x"), bytes(6)).pdf


def test_imprints_of_one_pattern_share_a_frame_that_holds_no_word_of_them(plate: Plate, chain: Chain) -> None:
    plate = replace(plate, cast=replace(plate.cast))
    made(plate, chain, "one.example")
    [frame] = plate.cast.frames.values()
    held = zlib.decompress(frame.whole.partition(b"\nstream\n")[2])
    assert b"/S/Link" in held
    assert b"one.example" not in held
    made(plate, chain, "two.example")
    assert [*plate.cast.frames.values()] == [frame]
    made(plate, chain, "one.example", "two.example")
    assert len(plate.cast.frames) == 2


def test_a_file_is_the_same_whatever_was_bound_before_it(
    plate: Plate, chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    plate = replace(plate, cast=replace(plate.cast))
    first = made(plate, chain, "one.example")
    monkeypatch.setattr(overlay, "MOST_FRAMES", 1)
    assert MOST_FRAMES > 1
    assert made(plate, chain, "two.example", "three.example") != first
    assert len(plate.cast.frames) == 1, "no more are kept than that"
    assert made(plate, chain, "one.example") == first


def test_a_pattern_has_no_words_and_those_who_speak_are_told_in_their_order() -> None:
    root = Element("Div")
    picture = root.child("P").child("Figure", alt="A clinic")
    picture.place(MarkedContent(0, 1))
    line = root.child("P")
    line.say("one", MarkedContent(0, 0), turned=True)
    line.place(MarkedContent(0, 0))
    link = line.child("Link", alt="not heard")
    link.place(Annotation(0, 0, "one"))
    pattern, speaking = pattern_of(root.walk(), 2, 1, {})
    assert speaking == (picture, line)
    assert pattern.elements == (
        *("Div", 0, None, None),
        *("P", 0, None, "Figure", 1, 2),
        *("P", 1, 0, None, "Link", 0, 1),
    )
    line.kids.remove(link)
    assert pattern_of(root.walk(), 2, 1, {})[0].elements[10:13] == ("P", 3, 0), "its words are an element of their own"
