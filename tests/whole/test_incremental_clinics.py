"""Building again where stories and themes take values of clinics."""

from __future__ import annotations

import re
import shutil

import pytest

from clinicpress.building.plan import Plan
from clinicpress.building.workbench import Workbench
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Wanted
from clinicpress.workspace.disk import Disk
from tests.folders import EXAMPLE, Bench, shown, write
from tests.whole.changes import BREATHING, ONE, STORY, TEAL, THEME, about, edited, of_clinic, shipped, words

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("old_enough")]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_story_that_reads_the_clinic_gives_each_its_own(bench: Bench, jobs: str) -> None:
    write(bench.root, {STORY: edited(STORY, "</header>", "<p>({{ clinic.phone or labels.note }}).</p></header>")})
    write(bench.root, {"clinics/twin.yaml": EXAMPLE["clinics/two.yaml"].replace("Two", "Twin")})
    bench.rebuild("--jobs", jobs)
    calls = {"house": "(Note).", "one": "(555) 555-0100", "two": "(555) 555-0102", "twin": "(555) 555-0102"}
    for clinic, said in calls.items():
        text = words(bench, f"{clinic}/en/large/breathing-handout.pdf")
        assert said in text
        assert not [other for other in set(calls.values()) - {said} if other in text]
    bench.edit("clinics/two.yaml", ("0102", "0177"))
    assert bench.rebuild() == set(filter(of_clinic("two"), shown(bench.out)))


@pytest.mark.parametrize("key", ["fonts.heading", "layouts.handout.first_page.top"])
def test_clinics_with_values_of_their_own_for_a_theme(bench: Bench, key: str) -> None:
    theme = f"brandable: [colors.brand, {key}]\nlayouts: {{handout: {{first_page: {{top: 100}}}}}}\n"
    write(bench.root, {THEME: f'extends: base\ncolors: {{brand: {TEAL}, ink: "#000000"}}\n{theme}'})
    values = {"fonts.heading": "source-sans", "layouts.handout.first_page.top": "140"}
    bench.rebuild()
    plain = shown(bench.out)
    one = f"{EXAMPLE[ONE]}theme: {{{key}: '{values[key]}'}}\n"
    write(bench.root, {ONE: one, "clinics/zwei.yaml": one.replace("One", "Zwei")})
    bench.rebuild()
    now = shown(bench.out)
    path = "en/standard/breathing-handout.pdf"
    assert now[f"one/{path}"] != plain[f"one/{path}"]
    assert now[f"two/{path}"] == plain[f"two/{path}"]


def test_the_words_of_a_figure_are_set_in_the_faces_of_their_theme(bench: Bench) -> None:
    """Whatever is printed before it, and by the same process."""
    base = shipped("templates/themes/base.yaml")
    font = re.search(r"fonts:\s*\n?.*?text: *([\w-]+)", base, re.DOTALL)
    assert font is not None
    other = "source-sans" if font[1] != "source-sans" else "atkinson"
    write(bench.root, {"templates/themes/other.yaml": f"extends: calm\nfonts: {{text: {other}}}\n"})
    bench.edit("editions.yaml", ("theme: large-print", "theme: other"))
    bench.rebuild()
    both = shown(bench.out)
    for edition in ("large", "standard"):
        shutil.rmtree(bench.out)
        assert bench.build("--edition", edition) == 0
        alone = shown(bench.out)
        assert {name for name in alone if name != "manifest.json" and alone[name] != both[name]} == set()


MACROS = {
    "templates/outer.j2": '{% import "inner.j2" as inner %}'
    "{% macro note(a, b) %}<p>{{ inner.said(a, b) }}</p>{% endmacro %}",
    "templates/inner.j2": '{% macro said(a, b) %}({{ a }} {{ number("n") }}: {{ b }}){% endmacro %}',
    STORY: edited(
        STORY, "</header>", '{% import "outer.j2" as outer %}{{ outer.note(labels.note, title.head) }}</header>'
    ),
}


def test_macros_are_those_of_the_story_and_their_files_are_noted(bench: Bench) -> None:
    """Jinja keeps what a template imports; a story must not go on where the last one ended."""
    other = EXAMPLE[BREATHING].replace("Breathing", "Sleeping")
    write(bench.root, {**MACROS, "brochures/sleeping/en.yaml": other})
    shutil.copy(bench.root / "brochures/breathing/lungs.svg", bench.root / "brochures/sleeping/lungs.svg")
    bench.rebuild()
    assert "(Note 1: Breathing at home)" in words(bench, "two/en/standard/breathing-handout.pdf")
    assert "(Note 1: Sleeping at home)" in words(bench, "two/en/standard/sleeping-handout.pdf")
    bench.edit("templates/inner.j2", ("({{", "[{{"))
    assert bench.rebuild() == set(filter(about("-handout.pdf"), shown(bench.out)))


def test_few_themes_of_clinics_are_kept(bench: Bench) -> None:
    """Each is some 700 KB, and there may be thousands."""
    write(bench.root, {THEME: f"extends: base\nbrandable: [colors.brand, colors.ink]\ncolors: {{brand: {TEAL}}}\n"})
    for number in range(20):
        write(bench.root, {f"clinics/c{number}.yaml": f"name: C{number}\ntheme: {{colors.ink: '#0000{number:02}'}}\n"})
    work = Workbench(Catalog(Disk(bench.root)), None)
    plan = Plan(work.press.catalog, bench.out, Wanted(slugs=("resting",)))
    outcomes = [work(job) for job in plan.jobs]
    assert [(each.problems, each.fault) for each in outcomes if not each.good] == []
    assert len(work.press.catalog._kept.recent) < 10
    assert not [key for key in work.press.catalog._kept.of_all if "#0000" in str(key)]
