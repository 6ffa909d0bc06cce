"""The peer of size.py and editions.py: handouts in the same looks, made with Typst.

One compiler serves all handouts of a press. What a handout says reaches Typst in one of two ways:

- As JSON in the `sys_inputs` of each compile, which is how the documentation of Typst's Python
  package passes values. Any new input is a new standard library to Typst, on which all else
  depends, so it lays out every page anew. It makes no difference whether only the clinic or the
  handout's data too is passed so.
- `tuned`, the fastest way we found: the clinic is written to a file, always the same file, and the
  template reads it only where the clinic's words stand; were the whole template to know the clinic,
  it would take twice as long. The handout's data lie in a file, too. `sys_inputs` are passed only when
  the handout or the colour changes: passing equal ones again can reach Typst in another order,
  which makes them new. So Typst finds again most of what it has laid out before.
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
FURNITURE_ICONS = {"question-circle", "alert-triangle", "quote"}


class TypstPress:
    """Makes handouts with Typst; its files lie in a folder below `root`, which also holds the logos."""

    def __init__(self, folder: Path, root: Path | None = None, logos: Path | None = None, tuned: bool = False) -> None:
        import typst  # type: ignore[import-not-found, unused-ignore]

        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.root, self.logos, self.tuned = folder, root or folder, logos, tuned
        self.theme = _theme()
        shutil.copy(ROOT / "benchmarks" / TEMPLATE, folder)
        self.handouts: dict[str, dict[str, str]] = {}
        for slug in SLUGS:
            self.take(slug, read_handout(slug))
        self.compiler: Any = typst.Compiler(
            str(folder / TEMPLATE),
            root=str(self.root),
            font_paths=[str(ROOT / "fonts")],
            ignore_system_fonts=True,
        )
        self.inputs: dict[str, str] = {}

    def take(self, slug: str, handout: Handout) -> None:
        """Take what a handout says from now on."""
        self.handouts[slug] = self._input("handout", slug, typst_data(handout, self.theme))

    def make(self, slug: str, clinic: Clinic | None, file: Path) -> None:
        """Make one handout."""
        inputs = self.handouts[slug]
        if clinic:
            inputs = inputs | self._input("clinic", "clinic", self._imprint(clinic)) | {"brand": clinic.color}
        changed = {"sys_inputs": inputs} if inputs != self.inputs else {}
        self.inputs = inputs
        try:
            self.compiler.compile(output=str(file), pdf_standards=STANDARDS, **changed)
        except RuntimeError as error:
            raise CannotMeasure(f"Typst does not make {slug}: {error}") from error

    def _input(self, key: str, name: str, data: dict[str, Any]) -> dict[str, str]:
        text = json.dumps(data, default=str)
        if not self.tuned:
            return {key: text}
        file = self.folder / f"{name}.json"
        file.write_text(text)
        return {f"{key}-file": self._path(file)}

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
        "codes": [f"{code['system']} {code['code']}" for code in brochure.get("codes", [])],
        "url": source.url if source else None,
        "qr": qr_svg(source.url, theme["colors"]["ink"]) if source else None,
        "icons": {name: icon_svg(name, "currentColor") for name in sorted(icon_names(brochure) | FURNITURE_ICONS)},
        "theme": theme,
    }
