"""Sample clinics in any number: a workspace of them for clinicpress, and what its peers print of one.

Every clinic is marked as a sample and has all that an imprint may have: name, tagline, address,
phone, e-mail, web address (so a QR code of its own), a logo and one of eight colours.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from content import LOADER, ROOT, read_yaml

COLORS = ("#0F5A66", "#1F4E8C", "#5B2A86", "#7A1F3D", "#2E5E1E", "#6B3E00", "#37424F", "#8A1C1C")
SAMPLE = """\
# SAMPLE DATA for benchmarks/editions.py. This is not a real clinic.
name: Sample Clinic {number:04} (example)
tagline: Sample data, not a real clinic
address:
  - {number} Example Street
  - Springfield, ST 00000
phone: {phone}
email: hello@clinic-{number:04}.example
website: https://clinic-{number:04}.example
logo: {id}/{logo}
brand_color: "{color}"
"""


@dataclass(frozen=True)
class Clinic:
    """A clinic as its YAML gives it."""

    id: str
    facts: dict[str, Any]

    @property
    def name(self) -> str:
        """Its name, which every page must show."""
        return str(self.facts["name"])

    @property
    def color(self) -> str:
        """Its brand colour."""
        return str(self.facts["brand_color"])

    @property
    def contact(self) -> list[str]:
        """The lines of the colophon about it."""
        return [self.facts["tagline"], ", ".join(self.facts["address"]), self.facts["email"]]


# Logos -------------------------------------------------------------------------------------------
# None is wider than 100 by 28, so that the peers may set them all 28 points high.


def _sample_logo() -> bytes:
    return (ROOT / "clinics/sample/logo.svg").read_bytes()


def _letters_logo() -> bytes:
    bars = "".join(f'<rect x="{x}" y="{y}" width="10" height="{56 - y}"/>' for x, y in ((4, 4), (20, 16), (36, 28)))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 60"><g fill="#37424F">{bars}</g></svg>'.encode()


def _rings_logo() -> bytes:
    rings = "".join(f'<circle cx="{x}" cy="30" r="22"/>' for x in (30, 60, 90))
    style = 'fill="none" stroke="#7A1F3D" stroke-width="6"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60"><g {style}>{rings}</g></svg>'.encode()


def _dots_logo(background: str, color: str) -> bytes:
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (160, 80), background)
    pen = ImageDraw.Draw(picture)
    for x in (20, 65, 110):
        pen.ellipse((x, 25, x + 30, 55), fill=color)
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


LOGOS: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("logo.svg", _sample_logo),
    ("logo.png", lambda: _dots_logo("#FFFFFF", "#1F4E8C")),
    ("logo.svg", _letters_logo),
    ("logo.png", lambda: _dots_logo("#2E5E1E", "#FFFFFF")),
    ("logo.svg", _rings_logo),
)


@cache
def _logo(index: int) -> tuple[str, bytes]:
    name, draw = LOGOS[index]
    return name, draw()


# The workspace -----------------------------------------------------------------------------------


def sample(number: int, phone: str = "") -> tuple[str, str]:
    """Return a sample clinic's id and its YAML; `phone` replaces its number."""
    clinic = f"sample-{number:04}"
    text = SAMPLE.format(
        id=clinic,
        number=number,
        phone=phone or f"(555) 555-01{number % 100:02}",
        logo=_logo(number % len(LOGOS))[0],
        color=COLORS[number % len(COLORS)],
    )
    return clinic, text


def write_workspace(folder: Path, numbers: range) -> None:
    """Write a workspace with our brochures as handouts in the standard edition, for these sample clinics."""
    shutil.copytree(ROOT / "brochures", folder / "brochures")
    standard = read_yaml("editions.yaml")["editions"]["standard"] | {"layouts": ["handout"]}
    matrix = dict.fromkeys(("brochures", "clinics", "languages", "editions"), "all")
    (folder / "editions.yaml").write_text(yaml.safe_dump({"editions": {"standard": standard}, "matrix": matrix}))
    for number in numbers:
        clinic, text = sample(number)
        own = folder / "clinics" / clinic
        own.mkdir(parents=True)
        own.with_suffix(".yaml").write_text(text)
        name, logo = _logo(number % len(LOGOS))
        (own / name).write_bytes(logo)


def read_clinics(folder: Path) -> Iterator[Clinic]:
    """Read a workspace's clinics in the order of their names."""
    for file in sorted((folder / "clinics").glob("*.yaml")):
        yield Clinic(file.stem, yaml.load(file.read_text(encoding="utf-8"), LOADER))


def alike(folder: Path, count: int) -> list[Clinic]:
    """Choose clinics of a workspace so that as many as can be follow each other in the same colour.

    It is the best order for a peer that keeps what it has laid out.
    """
    return sorted(read_clinics(folder), key=lambda clinic: COLORS.index(clinic.color))[:count]
