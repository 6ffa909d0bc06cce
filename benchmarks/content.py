"""What the peers of the benchmarks print: a handout's text, icons and QR code, read without clinicpress.

It loads little, because one of the peers is timed from its start.
"""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NBSP = "\u00a0"


@dataclass(frozen=True)
class Source:
    """A source as the footer and the colophon name it."""

    short: str
    full: str
    url: str


@dataclass(frozen=True)
class Handout:
    """A brochure with the words of its locale, as YAML gives them."""

    brochure: dict[str, Any]
    labels: dict[str, str]
    sources: list[Source]
    disclaimer: str
    published: str
    """The date in words."""

    @property
    def title(self) -> tuple[str, str]:
        """The title before and after its colon."""
        head, colon, tail = str(self.brochure["title"]).partition(": ")
        return head + colon.strip(), tail

    @property
    def cited(self) -> str:
        """What the footer says about the sources."""
        said = "; ".join(source.short for source in self.sources)
        return f"{self.labels['source']}: {said or self.brochure['sources']['none']}"

    @property
    def noted(self) -> str:
        """What the footer says after that."""
        return f"{self.labels['note']}: {self.disclaimer}"

    def folio(self, page: object, pages: object) -> str:
        """Return the last line of the footer."""
        number = self.labels["page"].format(page=page, pages=pages)
        return f"{number} · {self.labels['version']} {self.brochure['version']}"


def read_yaml(file: str) -> Any:
    """Read a YAML file of the repository."""
    return yaml.load((ROOT / file).read_text(encoding="utf-8"), LOADER)


def read_handout(slug: str) -> Handout:
    """Read a brochure in English, with its sources and its locale."""
    brochure = read_yaml(f"brochures/{slug}/en.yaml")
    locale = read_yaml("templates/locales/en.yaml")
    known = read_yaml("brochures/sources.yaml")
    named = [] if isinstance(brochure["sources"], dict) else brochure["sources"]
    date = brochure["published"]
    return Handout(
        brochure=brochure,
        labels=locale["labels"],
        sources=[Source(known[n]["short"], known[n]["full"], known[n].get("url", "")) for n in named],
        disclaimer=brochure.get("disclaimer", locale["disclaimer"]),
        published=locale["date"].format(month=locale["months"][date.month - 1], day=date.day, year=date.year),
    )


def icon_svg(name: str, color: str) -> str:
    """Read an icon of the catalogue as SVG in one colour."""
    return (ROOT / f"templates/icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", color)


def icon_names(brochure: dict[str, Any]) -> set[str]:
    """Name the icons of a brochure's sections."""
    items = [
        item
        for section in brochure["sections"]
        for b in section["body"]
        if "icons" in b
        for item in b["icons"]["items"]
    ]
    return {one["icon"] for one in [*brochure["sections"], *items] if "icon" in one}


def glued(text: str) -> str:
    """Keep the words together that the locale of clinicpress keeps together in these brochures."""
    return re.sub(r"\bIV ", f"IV{NBSP}", text).replace(" –", f"{NBSP}–")


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


def qr_path(rows: list[list[tuple[int, int]]]) -> str:
    """Write a QR code as the path of an SVG whose modules are one unit wide."""
    return "".join(
        f"M{start} {y}h{stop - start}v1h{start - stop}z" for y, row in enumerate(rows) for start, stop in row
    )


def positive(text: str) -> int:
    """Read a whole number above 0, for a command line."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number
