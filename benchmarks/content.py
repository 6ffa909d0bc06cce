"""What the peers of the benchmarks print: a handout's text, icons and QR codes, read without clinicpress.

It loads little, because one of the peers is timed from its start.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SLUGS = ("iv-ketamine-fibromyalgia", "ketamine-pain-relief")
"""The brochures that are made."""
LINES = {SLUGS[0]: 0, SLUGS[1]: 9}
"""The lines to write on: there are none where they would take a page of their own."""
NBSP = "\u00a0"
DARK = re.compile(rb"\x00+")


class CannotMeasure(Exception):
    """Raised when one side does not work at all."""


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
        """The title before and after its colon, which isn't printed."""
        head, _, tail = str(self.brochure["title"]).partition(": ")
        return head, tail

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


def read_yaml(file: str | Path) -> Any:
    """Read a YAML file of the repository, or another one where the path begins at the root."""
    return yaml.load((ROOT / file).read_text(encoding="utf-8"), LOADER)


def read_handout(slug: str, workspace: Path = ROOT) -> Handout:
    """Read a workspace's brochure in English, with its sources and its locale."""
    brochure = read_yaml(workspace / f"brochures/{slug}/en.yaml")
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

    The encoder is the fastest at hand, a tenth of a millisecond: it costs the peers nothing to speak of.
    """
    import zxingcpp  # type: ignore[import-not-found, unused-ignore]

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)
    dots = bytes(picture)
    width = math.isqrt(len(dots))
    rows = [dots[start : start + width] for start in range(0, len(dots), width)]
    return [[stretch.span() for stretch in DARK.finditer(row)] for row in rows]


def qr_path(rows: list[list[tuple[int, int]]]) -> str:
    """Write a QR code as the path of an SVG whose modules are one unit wide."""
    return "".join(
        f"M{start} {y}h{stop - start}v1h{start - stop}z" for y, row in enumerate(rows) for start, stop in row
    )


@cache
def qr_svg(text: str, color: str) -> str:
    """Draw a QR code as SVG."""
    rows = qr_rows(text)
    box = f'viewBox="0 0 {len(rows)} {len(rows)}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}><path fill="{color}" d="{qr_path(rows)}"/></svg>'


def positive(text: str) -> int:
    """Read a whole number above 0, for a command line."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number
