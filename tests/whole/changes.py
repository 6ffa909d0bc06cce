"""Changes of a small workspace: files that are written, and the PDFs that depend on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from clinicpress.workspace.disk import SHIPPED
from tests.folders import EXAMPLE, Bench
from tests.reading import read_pages

TEAL = '"#0F5A66"'


def words(bench: Bench, path: str) -> str:
    return " ".join(" ".join(page.text.split()) for page in read_pages((bench.out / path).read_bytes()))


def shipped(name: str) -> str:
    return (SHIPPED / name).read_text(encoding="utf-8")


def every(_: str) -> bool:
    return True


def none(_: str) -> bool:
    return False


def of_clinic(name: str) -> Callable[[str], bool]:
    return lambda path: path.startswith(f"{name}/")


def about(*parts: str) -> Callable[[str], bool]:
    return lambda path: any(part in path for part in parts)


@dataclass(frozen=True)
class Change:
    """A file that is written, and the PDFs that depend on it."""

    name: str
    text: str
    made: Callable[[str], bool]


def edited(name: str, old: str, new: str) -> str:
    text = EXAMPLE[name] if name in EXAMPLE else shipped(name)
    assert old in text
    return text.replace(old, new)


def change(name: str, old: str, new: str, made: Callable[[str], bool]) -> Change:
    return Change(name, edited(name, old, new), made)


ONE = "clinics/one.yaml"
BREATHING = "brochures/breathing/en.yaml"
STORY = "templates/handout/story.html.j2"
THEME = "templates/themes/calm.yaml"
RESTING = "brochures/resting/en-GB.yaml"
LARGE = "templates/themes/large-print.yaml"
BLOCKS = "templates/_blocks.html.j2"
OTHER_ICON = shipped("templates/icons/heart-organ.svg")
BRITISH = edited("templates/locales/en.yaml", "language: en", "language: en-GB")
RESTING_EN = edited(RESTING, "en-GB", "en")


def remark(name: str, made: Callable[[str], bool], mark: str = "# ours\n") -> Change:
    return Change(name, edited(name, "", "") + mark, made)


def edition(old: str, new: str, made: Callable[[str], bool]) -> Change:
    return change("editions.yaml", old, new, made)


CHANGES = {
    "phone": change(ONE, "555-0100", "555-0199", of_clinic("one")),
    "sentence": change(BREATHING, "Sit upright.", "Sit up.", about("/breathing-")),
    "review note": remark(BREATHING, about("/breathing-"), "review_notes: [Settle this.]\n"),
    "source": change("brochures/sources.yaml", "A guide to", "The guide to", about("/breathing-")),
    "figure": change("brochures/breathing/lungs.svg", "DDEEEE", "CCDDDD", about("/breathing-")),
    "logo": change("clinics/one/logo.svg", '"9"', '"8"', of_clinic("one")),
    "own theme": remark(LARGE, about("/large/")),
    "own theme that another extends": change(THEME, TEAL, '"#224466"', every),
    "own story": change(STORY, "</header>", "</header>{# ours #}", about("-handout.pdf")),
    "own blocks": remark(BLOCKS, about("-handout.pdf"), "{# ours #}"),
    # The theme of large print changes the summary, too: whether there is one decides about its own mistakes.
    "own layout": remark("templates/summary/layout.yaml", about("-summary.pdf", "/large/")),
    "own locale": remark("templates/locales/en.yaml", every),
    "locale of a region": Change("templates/locales/en-GB.yaml", BRITISH, about("/en-GB/")),
    "own fonts": remark("fonts/catalog.yaml", every),
    "own icon": Change("templates/icons/lungs.svg", OTHER_ICON, about("/breathing-")),
    "icon of no brochure": Change("templates/icons/pills.svg", OTHER_ICON, none),
    "paper": edition("large-print, paper: letter", "large-print, paper: a4", about("/large/")),
    "theme of an edition": edition("theme: large-print", "theme: calm", about("/large/")),
    "new edition": edition("matrix:", "  more: {theme: calm, layouts: [handout]}\nmatrix:", about("/more/")),
    "new clinic": Change("clinics/three.yaml", "name: Test Clinic Three\n", of_clinic("three")),
    "new brochure": Change("brochures/walking/en.yaml", RESTING_EN, about("/walking-")),
    "new language": Change("brochures/resting/en.yaml", RESTING_EN, about("/en/standard/resting-")),
    "a remark in editions.yaml": remark("editions.yaml", none),
}
