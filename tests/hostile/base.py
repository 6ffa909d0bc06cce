"""The workspace that hostile inputs are made from: every block, pictures, a logo, a look and articles of its own."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path

from clinicpress.cli import run
from tests.conftest import ROOT
from tests.folders import LOGO, LUNGS
from tests.manuscripts import as_markdown, as_opendocument, as_page, as_text, as_word

SAMPLER = ROOT / "tests/workspaces/sampler"
LOADED = (
    "building.account building.build desk.check desk.slips drafting.starter drafting.word.reader drafting.markdown "
    "drafting.web.reader drafting.opendocument.reader "
    "drafting.plaintext press.press inspection.preflight inspection.legibility readback.sight "
    "comparison.revisions comparison.findings comparison.sidebyside artwork.vector"
)
"""What the commands load when they need it: loaded once, before children are forked."""
ARTICLE = [
    ("title", "Pain after surgery"),
    ("heading", "What to expect"),
    ("paragraph", "Most pain goes away within days. Call us if it does not."),
    ("list", ["Rest", "Ice", "Take 2 tablets"]),
    ("heading", "When to call"),
    ("paragraph", "You have a fever."),
    ("steps", ["Sit down", "Call us"]),
    ("table", [["Day", "Dose"], ["1", "10 mg"]]),
    ("paragraph", "Source: Doe J. A guide to pain. 2020."),
]


def load_all() -> None:
    """Import whatever a command needs, and the parts of Pillow that it loads late."""
    for name in LOADED.split():
        importlib.import_module(f"clinicpress.{name}")
    for name in ("PngImagePlugin", "JpegImagePlugin"):
        importlib.import_module(f"PIL.{name}")


def begin_base(folder: Path) -> None:
    """Write the workspace and build it."""
    shutil.copytree(SAMPLER / "brochures/every-block", folder / "brochures/b")
    shutil.copy(SAMPLER / "brochures/sources.yaml", folder / "brochures/sources.yaml")
    figures = folder / "brochures/b/figures"
    (figures / "curve.svg").rename(figures / "a.svg")
    (figures / "ellipse.png").rename(figures / "b.png")
    (figures / "ellipse.jpg").rename(figures / "c.jpg")
    text = (folder / "brochures/b/en.yaml").read_text(encoding="utf-8")
    for old, new in (("curve.svg", "a.svg"), ("ellipse.png", "b.png"), ("ellipse.jpg", "c.jpg")):
        text = text.replace(old, new)
    _write(folder / "brochures/b/en.yaml", text)
    _write(figures / "a.svg", LUNGS)
    _write(folder / "clinics/one/logo.svg", LOGO)
    shutil.copy(SAMPLER / "clinics/plum.yaml", folder / "clinics/one.yaml")
    clinic = (folder / "clinics/one.yaml").read_text(encoding="utf-8")
    _write(folder / "clinics/one.yaml", f"{clinic}\nlogo: one/logo.svg\n" if "logo:" not in clinic else clinic)
    _write(
        folder / "editions.yaml", "editions:\n  standard: {theme: calm, paper: letter, layouts: [handout, summary]}\n"
    )
    for name in [
        "themes/calm.yaml",
        "themes/base.yaml",
        "handout/layout.yaml",
        "summary/layout.yaml",
        "locales/en.yaml",
        "editorial/en.yaml",
        "handout/story.html.j2",
        "summary/story.html.j2",
        "_blocks.html.j2",
        "icons/hospital.svg",
    ]:
        (folder / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "templates" / name, folder / "templates" / name)
    regular = "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.ttf"
    catalog = (ROOT / "fonts/catalog.yaml").read_text(encoding="utf-8")
    _write(folder / "fonts/catalog.yaml", catalog.replace(f"400: {regular}", "400: body.ttf"))
    shutil.copy(ROOT / "fonts" / regular, folder / "fonts/body.ttf")
    formats = {"md": as_markdown, "txt": as_text, "docx": as_word, "html": as_page, "odt": as_opendocument}
    for name, made in formats.items():
        (folder / f"article.{name}").write_bytes(made(ARTICLE))
    try:
        run(arguments=["build", "--jobs", "1", "--workspace", str(folder), "--out", str(folder / "build")])
    except SystemExit as leaving:
        assert not leaving.code
    for name in ("good.pdf", "old.pdf"):
        shutil.copy(next(folder.glob("build/*/*/*/*-summary.pdf")), folder / name)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
