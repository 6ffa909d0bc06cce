"""The peer of size.py and editions.py: handouts in the same looks, made with Typst.

One compiler serves all handouts of a press, so that Typst finds again what it has laid out before.
It gets what makes that work best:

- A clinic is written to a file that typst_handout.typ reads, always the same file. A clinic that is
  passed in `sys_inputs` makes Typst lay out every page anew: any new input is a new standard library
  to it, on which all else depends. That takes four times as long.
- The template reads that file only where the clinic's words stand. Where the whole template knows
  the clinic, it takes twice as long.
- `sys_inputs` are passed only when the handout or the colour changes: passing equal ones again can
  reach Typst in another order, which makes them new.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from content import ROOT, SLUGS, CannotMeasure, Handout, icon_names, icon_svg, qr_svg, read_handout, read_yaml
from samples import Clinic

TEMPLATE = "typst_handout.typ"
STANDARDS = ["ua-1", "a-2a"]
FURNITURE_ICONS = {"question-circle", "alert-triangle"}


class TypstPress:
    """Makes handouts with Typst; its files lie in a folder below `root`, which also holds the logos."""

    name = "Typst"

    def __init__(self, folder: Path, root: Path | None = None, logos: Path | None = None) -> None:
        import typst  # type: ignore[import-not-found, unused-ignore]

        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.root, self.logos = folder, root or folder, logos
        self.theme = _theme()
        shutil.copy(ROOT / "benchmarks" / TEMPLATE, folder)
        for slug in SLUGS:
            data = typst_data(read_handout(slug), self.theme)
            (folder / f"{slug}.json").write_text(json.dumps(data, default=str))
        self.compiler: Any = typst.Compiler(
            str(folder / TEMPLATE),
            root=str(self.root),
            font_paths=[str(ROOT / "fonts")],
            ignore_system_fonts=True,
        )
        self.inputs: dict[str, str] = {}

    def make(self, slug: str, clinic: Clinic | None, file: Path) -> None:
        """Make one handout."""
        inputs = {"handout": self._path(self.folder / f"{slug}.json")}
        if clinic:
            (self.folder / "clinic.json").write_text(json.dumps(self._imprint(clinic)))
            inputs |= {"clinic": self._path(self.folder / "clinic.json"), "brand": clinic.color}
        changed = {"sys_inputs": inputs} if inputs != self.inputs else {}
        self.inputs = inputs
        try:
            self.compiler.compile(output=str(file), pdf_standards=STANDARDS, **changed)
        except RuntimeError as error:
            raise CannotMeasure(f"Typst does not make {slug}: {error}") from error

    def _imprint(self, clinic: Clinic) -> dict[str, Any]:
        assert self.logos is not None
        facts = clinic.facts
        return {
            "name": facts["name"],
            "phone": facts["phone"],
            "website": facts["website"],
            "contact": clinic.contact,
            "logo": self._path(self.logos / facts["logo"]),
            "qr": qr_svg(facts["website"], self.theme["colors"]["ink"]),
        }

    def _path(self, file: Path) -> str:
        return f"/{file.relative_to(self.root).as_posix()}"


def _theme() -> dict[str, Any]:
    theme = read_yaml("templates/themes/base.yaml")
    theme["colors"].update(read_yaml("templates/themes/calm.yaml")["colors"])
    return {key: theme[key] for key in ("colors", "tints", "styles")}


def typst_data(handout: Handout, theme: dict[str, Any]) -> dict[str, Any]:
    """Return what typst_handout.typ prints."""
    brochure, labels = handout.brochure, handout.labels
    source = handout.sources[0] if handout.sources else None
    rows = [(labels["source"], source.short), (labels["reference"], source.full)] if source else []
    rows = rows or [(labels["source"], brochure["sources"]["none"])]
    rows.append((labels["disclaimer"], handout.disclaimer))
    rows += [(labels["codes"], f"{code['system']} {code['code']}") for code in brochure.get("codes", [])]
    return {
        "language": brochure["language"],
        "whole_title": brochure["title"],
        "title": handout.title,
        "footer": [handout.cited, handout.noted],
        "version": f"{labels['version']} {brochure['version']}",
        "brochure_version": brochure["version"],
        "published": handout.published,
        "date": brochure["published"].timetuple()[:3],
        "keywords": [code["code"] for code in brochure.get("codes", [])],
        "labels": labels,
        "glance": brochure["at_a_glance"],
        "sections": brochure["sections"],
        "rows": rows,
        "url": source.url if source else None,
        "qr": qr_svg(source.url, theme["colors"]["ink"]) if source else None,
        "icons": {name: icon_svg(name, "currentColor") for name in sorted(icon_names(brochure) | FURNITURE_ICONS)},
        "theme": theme,
    }
