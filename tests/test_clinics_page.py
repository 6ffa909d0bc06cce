"""docs/clinics.md says what a clinic can give as the program takes it, and shows what is printed."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import pytest
from PIL import Image

from clinicpress.building.trial import check
from clinicpress.content.model import Clinic
from clinicpress.drafting.starter import begin_workspace
from clinicpress.ground.problems import Problem
from docs.gallery import GALLERY
from docs.imprints import clinics, logo, pictures
from tests.conftest import ROOT
from tests.pictures import compare_pictures

PAGE = (ROOT / "docs" / "clinics.md").read_text(encoding="utf-8")
SHOWN = sorted({Path(file).stem for file in re.findall(r'src="(gallery/[^"]+)"', PAGE)})
WRITTEN, IN_LANGUAGES = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.M | re.S)
PNG = logo("enough.png")

LOGOS: dict[str, bytes] = {
    "white.svg": logo("white.svg"),
    "white.png": logo("white.png"),
    "words.svg": logo("words.svg"),
    "linked.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="photo.png"/></svg>',
    "logo.ai": b"%PDF-1.5 Illustrator",
    "logo.eps": b"%!PS-Adobe-3.0",
    "logo.psd": b"8BPS\0\1",
    "logo.docx": b"PK\3\4 word/document.xml",
    "logo.heic": b"\0\0\0\x18ftypheic\0\0\0\0",
    "half.png": PNG[: len(PNG) // 2],
    "empty.png": b"",
}
"""Files that are not printed."""
REFUSED = {
    "white-svg": ("logo: l/white.svg", "large parts that are white, with nothing behind them"),
    "white-png": ("logo: l/white.png", "is white: on white paper nothing of it would be seen"),
    "words": ("logo: l/words.svg", "has words in “Garamond”, a font that is not here"),
    "linked": ("logo: l/linked.svg", "refers to something outside itself: “photo.png”"),
    "illustrator": ("logo: l/logo.ai", "is an Illustrator or PDF file"),
    "postscript": ("logo: l/logo.eps", "is an EPS or PostScript file"),
    "photoshop": ("logo: l/logo.psd", "is a Photoshop file (PSD)"),
    "document": ("logo: l/logo.docx", "is a Word document"),
    "phone-photo": ("logo: l/logo.heic", "is a photo of a phone (HEIC)"),
    "half": ("logo: l/half.png", "is broken, or a part of it is missing"),
    "empty": ("logo: l/empty.png", "is empty"),
    "big": ("logo: l/big.png", "is too big: 9000 × 5000 pixels"),
    "misspelt": ("logo: sample/lgoo.svg", "there is no file “clinics/sample/lgoo.svg”"),
    "on-the-web": ("logo: https://clinic.example/logo.png", "is a web address"),
    "elsewhere": ("logo: C:\\Users\\me\\logo.png", "is found on one computer only"),
    "tiny": ("", "120 × 24 pixels: printed 4.2 × 0.8 in (108 × 22 mm), that is 28 dpi"),
    "logo-left-empty": ("logo:", "this logo has no value"),
    "no-logo": ("logo_has_name: true", "“logo_has_name” says what a “logo” holds, and there is none"),
    "pale": ('brand_color: "#E98FB5"', "the brand colour #E98FB5 is too pale"),
    "unquoted": ("brand_color: #0F5A66", "“#0F5A66” is not printed: after a space, “#” begins a remark"),
    "a-word": ("brand_color: teal", "“teal” is not a colour"),
    "spaced": ("website: https://clinic.example/our clinic", "there is a space in “https://clinic.example/our clinic”"),
    "no-scheme": ("website: www.clinic.example", "“www.clinic.example” is not a web address"),
    "no-mail": ("email: hello at clinic", "not an e-mail address"),
    "no-number": ("phone: call the desk", "not a phone number"),
    "four-numbers": ("phone: [555-0100, 555-0101, 555-0102, 555-0103]", "too many entries: 4, at most 3 allowed"),
    "unknown-key": ("adress: 1 Example Street", "unknown key “adress”"),
    "too-much-ink": ("brand_cmyk: [100, 100, 60, 40]", "this is 300 % of ink together"),
    "no-spot": ("brand_spot: Black", "“Black” is not the name of a spot colour"),
    "no-look": ("look: freindly", "unknown look “freindly”"),
    "not-theirs": ("theme: {measures.qr: 40}", "the theme does not let a clinic change “measures.qr”"),
    "markup": ("tagline: <b>Care</b>", "“<b>” is printed just as it is typed"),
    "no-name": (None, "a clinic with an imprint needs a “name”"),
}
"""What a clinic's file says below its name, and what is told of it; that of `tiny` is shown."""
HANDOUTS = """\
editions:
  standard: {theme: calm, looks: {calm: calm, friendly: friendly}, layouts: [handout]}
  large-print: {theme: large-print, layouts: [handout]}
"""
ENOUGH = {"line": (2100, 105), "wide": (2100, 525), "square": (500, 500), "tall": (250, 500)}
"""The pixels of logos that the page calls enough."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    """All that `check` says of a new workspace with clinics of all these kinds."""
    root = tmp_path_factory.mktemp("workspace")
    begin_workspace(root)
    (root / "editions.yaml").write_text(HANDOUTS, encoding="utf-8")
    files: dict[str, bytes | str] = {**clinics(), "clinics/written.yaml": WRITTEN, "clinics/spoken.yaml": IN_LANGUAGES}
    files |= {f"clinics/l/{name}": content for name, content in LOGOS.items()}
    for name, (given, _) in REFUSED.items():
        if given != "":
            files[f"clinics/{name}.yaml"] = f"name: Sample\n{given}\n" if given else "phone: (555) 555-0100\n"
    for name, size in {**ENOUGH, "big": (9000, 5000)}.items():
        content = io.BytesIO()
        Image.new("L", size, 80).save(content, "PNG")
        files[f"clinics/l/{name}.png"] = content.getvalue()
    for name in ENOUGH:
        for has_name in ("false", "true"):
            file = f"clinics/enough-{name}-{has_name}.yaml"
            files[file] = f"name: Sample Clinic\nlogo: l/{name}.png\nlogo_has_name: {has_name}\n"
    for name, given in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(given if isinstance(given, bytes) else given.encode())
    return check(root, [], dt.date(2026, 11, 1)).findings.problems


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_told_in_these_words(name: str, told: list[Problem]) -> None:
    _, said = REFUSED[name]
    assert [problem for problem in told if problem.place.file == f"clinics/{name}.yaml" and said in problem.message]
    assert said in PAGE, "docs/clinics.md does not say it"


def test_all_else_is_taken(told: list[Problem]) -> None:
    files = {problem.place.file for problem in told if problem.place.file.startswith("clinics/")}
    assert files == {f"clinics/{name}.yaml" for name in REFUSED}


def test_every_key_is_explained_and_written() -> None:
    keys = [spec.alias or name for name, spec in Clinic.model_fields.items()]
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.M) == keys
    assert set(re.findall(r"^(\w+):", WRITTEN, re.M)) == {*keys} - {"theme"}


@pytest.fixture(scope="module")
def made() -> dict[str, Image.Image]:
    """All pictures for the page, made anew."""
    return dict(pictures())


def test_the_page_shows_all_of_its_pictures(made: dict[str, Image.Image]) -> None:
    assert sorted(made) == SHOWN


@pytest.mark.parametrize("name", SHOWN)
def test_the_pictures_are_what_is_printed(made: dict[str, Image.Image], name: str) -> None:
    """Renew them with `make gallery`."""
    compare_pictures([made[name]], [GALLERY / f"{name}.png"])
