"""Writes the leaflets of `sheets` as a workspace for clinicpress; pictures are boxes with lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from content import ROOT, SLUGS, read_yaml
from PIL import Image, ImageDraw
from sample_words import Words, Yaml
from sheets import SHEETS

SHAPES = {"wide": (1200, 500), "photo": (1200, 800), "square": (900, 900), "tall": (800, 1200)}
"""Pictures by name, with their pixels across and down."""
SOURCE = {"short": "Sample source (example)", "full": "Sample source (example). Sample words, not a real source."}
EDITIONS = {
    "standard": {"theme": "calm", "paper": "letter", "layouts": ["handout"]},
    "large-print": {"theme": "large-print", "paper": "letter", "layouts": ["handout"]},
}


@dataclass(frozen=True)
class Leaflet:
    """A leaflet as YAML gives it."""

    name: str
    brochure: Yaml
    figures: Path
    """The folder in which its pictures' paths begin."""


def make(name: str) -> Yaml:
    """Make a leaflet as a brochure: its sections with ids, and a point of each for the first page."""
    words = Words(name)
    sections = SHEETS[name](words)
    number = 0

    def named(part: Yaml, points: bool) -> Yaml:
        nonlocal number
        number += 1
        made = {"id": f"part-{number}", **part}
        first = next((block["paragraph"] for block in part.get("body", ()) if "paragraph" in block), "")
        if points and first and not first.endswith((":", "**")):
            made["summary"] = [re.split(r"(?<=[.!?])\s+", first)[0]]
        return made | ({"sections": [named(each, False) for each in part["sections"]]} if "sections" in part else {})

    return {
        "title": f"Sample leaflet: {name}",
        "subtitle": "Sample words in the build of a leaflet, not for patients",
        "language": "en",
        "version": "1.0",
        "published": "2026-11-22",
        "sources": ["sample"],
        "sections": [named(part, True) for part in sections],
    }


def write_workspace(folder: Path, names: list[str], shipped: bool = True) -> list[Leaflet]:
    """Write leaflets as a workspace for clinicpress, with our two brochures if wanted; returns them all."""
    found = []
    for name in names:
        own = folder / "brochures" / name
        (own / "figures").mkdir(parents=True)
        brochure = make(name)
        text = yaml.safe_dump(_unshared(brochure), allow_unicode=True, sort_keys=False)
        (own / "en.yaml").write_text(
            f"# Sample words in the build of a leaflet. Not for patients.\n{text}", encoding="utf-8"
        )
        for shape, (width, height) in SHAPES.items():
            if f"{shape}.png" in text:
                draw(width, height).save(own / "figures" / f"{shape}.png")
        found.append(Leaflet(name, brochure, own))
    sources = yaml.safe_dump({"sample": SOURCE}, width=1000)
    if shipped:
        sources += (ROOT / "brochures/sources.yaml").read_text(encoding="utf-8")
        for slug in SLUGS:
            own = folder / "brochures" / slug
            own.mkdir(parents=True)
            text = (ROOT / f"brochures/{slug}/en.yaml").read_text(encoding="utf-8")
            (own / "en.yaml").write_text(text, encoding="utf-8")
            found.append(Leaflet(slug, read_yaml(f"brochures/{slug}/en.yaml"), own))
    (folder / "brochures/sources.yaml").write_text(sources, encoding="utf-8")
    (folder / "clinics").mkdir()
    (folder / "clinics/house.yaml").write_text("{}\n", encoding="utf-8")
    matrix = dict.fromkeys(("brochures", "clinics", "languages", "editions"), "all")
    (folder / "editions.yaml").write_text(yaml.safe_dump({"editions": EDITIONS, "matrix": matrix}), encoding="utf-8")
    return found


def _unshared(value: Any) -> Any:
    """Copy what stands in two places, or YAML would write anchors."""
    if isinstance(value, dict):
        return {key: _unshared(each) for key, each in value.items()}
    return [_unshared(each) for each in value] if isinstance(value, list) else value


def draw(width: int, height: int) -> Image.Image:
    """Draw a sample picture: a box with lines."""
    made = Image.new("RGB", (width, height), "#E4EAEC")
    pen = ImageDraw.Draw(made)
    pen.rectangle((0, 0, width - 1, height - 1), outline="#0F5A66", width=8)
    for share in (0.25, 0.5, 0.75):
        pen.line((width * share, 0, width * (1 - share), height), fill="#8A939B", width=4)
    return made
