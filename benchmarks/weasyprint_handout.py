"""The peer of cold.py and editions.py: handouts in the same looks, made from HTML with WeasyPrint.

It reads the same YAML, icons and font files as clinicpress, knows only the kinds of blocks that are
needed for our brochures, and checks nothing. For cold.py it is a process of its own that makes one
PDF. A press that makes many reuses the fonts, and the style sheet of each brand colour.
"""

from __future__ import annotations

import argparse
import re
from functools import cache
from pathlib import Path

from content import LINES, ROOT, SLUGS, Handout, glued, icon_svg, qr_svg, read_handout
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader
from markupsafe import Markup
from samples import Clinic
from weasyprint import CSS, HTML  # type: ignore[import-not-found, import-untyped, unused-ignore]
from weasyprint.text.ffi import harfbuzz_subset  # type: ignore[import-not-found, import-untyped, unused-ignore]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-not-found, import-untyped, unused-ignore]

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
INK = "#1A1F24"
BREAK_AFTER = re.compile(r"([-/._])")


def breakable(address: str) -> Markup:
    """Let a web address break after its punctuation."""
    return Markup(BREAK_AFTER.sub(r"\1<wbr>", str(Markup.escape(address))))


def tint(color: str, share: float) -> str:
    """Mix a colour with the white of the paper."""
    parts = bytes.fromhex(color.removeprefix("#"))
    return "#" + "".join(f"{round(part * share + 255 * (1 - share)):02X}" for part in parts)


@cache
def environment() -> Environment:
    """Return what reads the templates; what it compiles of them is kept, as we keep what we compile."""
    here = Path(__file__).parent
    kept = here / "__pycache__"
    kept.mkdir(exist_ok=True)
    made = Environment(
        loader=FileSystemLoader(here),
        bytecode_cache=FileSystemBytecodeCache(str(kept)),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(glued=glued, breakable=breakable)
    return made


def style(brand: str) -> Markup:
    """Render the style sheet of a brand colour."""
    sheet = environment().get_template("weasyprint_handout.css.j2")
    return Markup(sheet.render(faces=FACES, brand=brand, tint=tint))


def card(handout: Handout, clinic: Clinic | None) -> dict[str, str] | None:
    """Return what the QR code in the colophon leads to: the clinic, or else the source."""
    if clinic:
        url, label = clinic.facts["website"], handout.labels["scan_clinic"]
    elif handout.sources:
        url, label = handout.sources[0].url, handout.labels["scan_source"]
    else:
        return None
    return {"url": url, "label": label, "qr": Markup(qr_svg(url, INK))}


def render(
    handout: Handout, slug: str, clinic: Clinic | None = None, logos: Path | None = None, sheet: str = ""
) -> str:
    """Render the brochure as an HTML page, with the style sheet in it where one is given."""
    brand = clinic.color if clinic else BRAND

    @cache
    def icon(name: str, color: str = brand) -> Markup:
        return Markup(icon_svg(name, color).replace("<svg", '<svg class="icon"', 1))

    return (
        environment()
        .get_template("weasyprint_handout.html.j2")
        .render(
            handout=handout,
            clinic=clinic,
            logo=(logos / clinic.facts["logo"]).as_uri() if clinic and logos else "",
            card=card(handout, clinic),
            lines=LINES[slug],
            style=sheet,
            brand=brand,
            tint=tint,
            icon=icon,
        )
    )


class WeasyPress:
    """Makes handouts with WeasyPrint; without its fast subsetter it embeds whole fonts, which is faster then."""

    name = "WeasyPrint"

    def __init__(self, logos: Path) -> None:
        self.logos = logos
        self.fonts = FontConfiguration()
        self.handouts = {slug: read_handout(slug) for slug in SLUGS}
        self.sheets: dict[str, CSS] = {}

    def make(self, slug: str, clinic: Clinic, file: Path) -> None:
        """Make one handout."""
        if clinic.color not in self.sheets:
            self.sheets[clinic.color] = CSS(string=style(clinic.color), font_config=self.fonts)
        HTML(string=render(self.handouts[slug], slug, clinic, self.logos)).write_pdf(
            file,
            stylesheets=[self.sheets[clinic.color]],
            font_config=self.fonts,
            full_fonts=not harfbuzz_subset,
            pdf_variant="pdf/ua-1",
        )


def main() -> None:
    """Make the PDF."""
    parser = argparse.ArgumentParser(description="Make a handout with WeasyPrint.")
    parser.add_argument("slug", help="the brochure's name")
    parser.add_argument("--out", type=Path, required=True, help="the PDF to write")
    parser.add_argument("--variant", help="the kind of PDF, such as pdf/ua-1")
    options = parser.parse_args()
    page = HTML(string=render(read_handout(options.slug), options.slug, sheet=style(BRAND)))
    page.write_pdf(options.out, pdf_variant=options.variant)


if __name__ == "__main__":
    main()
