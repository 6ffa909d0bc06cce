"""The peer of cold.py: a handout in the same looks, made from HTML with WeasyPrint.

A process of its own that makes one PDF. It reads the same YAML, icons and font files as clinicpress,
knows only the kinds of blocks that are needed for that one brochure, and checks nothing.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from weasyprint import HTML  # type: ignore[import-not-found, import-untyped, unused-ignore]

ROOT = Path(__file__).resolve().parent.parent
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
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BREAK_AFTER = re.compile(r"([-/._])")


def read_yaml(file: str) -> Any:
    """Read a YAML file of the repository."""
    return yaml.load((ROOT / file).read_text(encoding="utf-8"), LOADER)


def icon(name: str, color: str = BRAND) -> Markup:
    """Return an icon of the catalogue as inline SVG in one colour."""
    svg = (ROOT / f"templates/icons/{name}.svg").read_text(encoding="utf-8")
    return Markup(svg.replace("currentColor", color).replace("<svg", '<svg class="icon"', 1))


def glued(text: str) -> str:
    """Keep the words together that the locale of clinicpress keeps together in this brochure."""
    return text.replace("IV ", "IV\u00a0").replace(" –", "\u00a0–")


def breakable(address: str) -> Markup:
    """Let a web address break after its punctuation."""
    return Markup(BREAK_AFTER.sub(r"\1<wbr>", str(Markup.escape(address))))


def qr_rows(text: str) -> list[list[tuple[int, int]]]:
    """Compute a QR code of level M: for each row, where dark stretches begin and end.

    Only ReportLab's encoder is loaded, not the package around it, which would cost the peer time.
    """
    package = importlib.util.find_spec("reportlab")
    assert package is not None and package.origin is not None
    file = Path(package.origin).parent / "graphics/barcode/qrencoder.py"
    spec = importlib.util.spec_from_file_location("qrencoder", file)
    assert spec is not None and spec.loader is not None
    encoder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(encoder)
    code = encoder.QRCode(None, encoder.QRErrorCorrectLevel.M)
    code.addData(encoder.QR8bitByte(text.encode()))
    code.make()
    rows: list[list[tuple[int, int]]] = []
    for y in range(code.getModuleCount()):
        row: list[tuple[int, int]] = []
        for x in range(code.getModuleCount()):
            if not code.isDark(y, x):
                continue
            if row and row[-1][1] == x:
                row[-1] = (row[-1][0], x + 1)
            else:
                row.append((x, x + 1))
        rows.append(row)
    return rows


def render(slug: str) -> str:
    """Render the brochure as an HTML page."""
    brochure = read_yaml(f"brochures/{slug}/en.yaml")
    locale = read_yaml("templates/locales/en.yaml")
    known = read_yaml("brochures/sources.yaml")
    sources = [known[name] for name in brochure["sources"]]
    head, colon, tail = brochure["title"].partition(": ")
    date = brochure["published"]
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(glued=glued, breakable=breakable)
    return environment.get_template("weasyprint_handout.html.j2").render(
        brochure=brochure,
        labels=locale["labels"],
        sources=sources,
        title=(head + colon.strip(), tail),
        published=locale["date"].format(month=locale["months"][date.month - 1], day=date.day, year=date.year),
        qr=qr_rows(sources[0]["url"]),
        faces=FACES,
        icon=icon,
    )


def main() -> None:
    """Make the PDF."""
    parser = argparse.ArgumentParser(description="Make a handout with WeasyPrint.")
    parser.add_argument("slug", help="the brochure's name")
    parser.add_argument("--out", type=Path, required=True, help="the PDF to write")
    parser.add_argument("--whole-fonts", action="store_true", help="embed the fonts whole, with all their glyphs")
    options = parser.parse_args()
    HTML(string=render(options.slug)).write_pdf(options.out, full_fonts=options.whole_fonts)


if __name__ == "__main__":
    main()
