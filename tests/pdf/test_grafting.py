"""Grafting: what a page draws is the same elsewhere, and loose objects come with all that they refer to."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf

from clinicpress.looks.fonts import Chain
from clinicpress.pdf.forms import form_of
from clinicpress.pdf.grafting import planted
from tests.artwork.pages import load, page

MASKED = (
    '<linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>'
    '<mask id="m"><rect width="50" height="100" fill="white"/></mask>'
    '<rect width="100" height="100" fill="url(#g)" mask="url(#m)"/><text x="60" y="50" font-size="9">Words</text>'
)


def test_colours_are_those_of_the_screen_and_nothing_names_a_profile(tmp_path: Path, chain: Chain) -> None:
    form = form_of(load(tmp_path, page(MASKED), chain), 80, 80)
    said = b"".join(part for each in form.objects for part in each.parts if isinstance(part, bytes))
    assert b"ICCBased" not in said
    assert b"/DeviceRGB" in said
    assert (form.width, form.height) == (150, 150)


def test_a_form_is_planted_with_all_that_it_refers_to(tmp_path: Path, chain: Chain) -> None:
    form = form_of(load(tmp_path, page(MASKED), chain), 80, 80)
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(80, 80))
        made, source = planted(pdf, form.objects)
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=made))
        file = io.BytesIO()
        pdf.save(file)
        source.close()
    with pikepdf.open(file) as again:
        kept = again.pages[0].Resources.XObject.P
        assert kept.Subtype == "/Form"
        assert kept.Resources.Font
        assert again.check_pdf_syntax() == []
