"""The peer of cold.py: a handout in the same looks, made from HTML with WeasyPrint.

A process of its own that makes one PDF. It reads the same YAML, icons and font files as clinicpress,
knows only the kinds of blocks that are needed for that one brochure, and checks nothing.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from content import ROOT, glued, icon_svg, qr_path, qr_rows, read_handout
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from weasyprint import HTML  # type: ignore[import-not-found, import-untyped, unused-ignore]

ATKINSON = ROOT / "fonts/atkinson-hyperlegible-next"
SERIF = ROOT / "fonts/source-serif-4"
FACES = [
    ("Atkinson", 400, (ATKINSON / "AtkinsonHyperlegibleNext-Regular.ttf").as_uri()),
    ("Atkinson", 600, (ATKINSON / "AtkinsonHyperlegibleNext-SemiBold.ttf").as_uri()),
    ("Atkinson", 700, (ATKINSON / "AtkinsonHyperlegibleNext-Bold.ttf").as_uri()),
    ("Serif4", 400, (SERIF / "SourceSerif4-Regular.ttf").as_uri()),
    ("Serif4", 600, (SERIF / "SourceSerif4-SemiBold.ttf").as_uri()),
]
BRAND = "#0F5A66"
BREAK_AFTER = re.compile(r"([-/._])")


def icon(name: str, color: str = BRAND) -> Markup:
    """Return an icon of the catalogue as inline SVG in one colour."""
    return Markup(icon_svg(name, color).replace("<svg", '<svg class="icon"', 1))


def breakable(address: str) -> Markup:
    """Let a web address break after its punctuation."""
    return Markup(BREAK_AFTER.sub(r"\1<wbr>", str(Markup.escape(address))))


def render(slug: str) -> str:
    """Render the brochure as an HTML page."""
    handout = read_handout(slug)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(glued=glued, breakable=breakable)
    rows = qr_rows(handout.sources[0].url)
    return environment.get_template("weasyprint_handout.html.j2").render(
        handout=handout, qr=(len(rows), qr_path(rows)), faces=FACES, icon=icon
    )


def main() -> None:
    """Make the PDF."""
    parser = argparse.ArgumentParser(description="Make a handout with WeasyPrint.")
    parser.add_argument("slug", help="the brochure's name")
    parser.add_argument("--out", type=Path, required=True, help="the PDF to write")
    parser.add_argument("--whole-fonts", action="store_true", help="embed the fonts whole, with all their glyphs")
    parser.add_argument("--variant", help="the kind of PDF, such as pdf/ua-1")
    options = parser.parse_args()
    page = HTML(string=render(options.slug))
    page.write_pdf(options.out, full_fonts=options.whole_fonts, pdf_variant=options.variant)


if __name__ == "__main__":
    main()
