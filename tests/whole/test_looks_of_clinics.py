"""A clinic chooses its look by one word, and what is printed for it is in that look and no other."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable

import pikepdf
import pytest

from clinicpress.building.pagebreaks import explained_breaks
from clinicpress.building.workbench import firsts_and_rest
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, Wanted, plan_jobs, theme_of
from clinicpress.content.model import Clinic
from clinicpress.ground.faults import FaultyProof
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.press.release import prove_choice
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT, Finished
from tests.folders import EXAMPLE, Bench, call, shown, write
from tests.whole.changes import ONE, of_clinic

pytestmark = pytest.mark.usefixtures("old_enough")
Run = Callable[[str], Finished]

EDITIONS = """\
editions:
  standard: {theme: calm, looks: {plum: plum}, layouts: [handout, page]}
  plain: {theme: calm, layouts: [summary]}
matrix: {exclude: [{brochure: resting}]}
"""
PLUM = 'extends: calm\nfonts: {text: source-sans}\ncolors: {ink: "#331133"}\n'
TWIN = EXAMPLE[ONE].replace("One", "Twin")
OFFERED = ("en/standard/breathing-handout.pdf", "en/standard/breathing-page.html")
"""What the clinics of the bench get in an edition that offers looks."""


@pytest.fixture
def looks(bench: Bench) -> Bench:
    """A bench on which clinics can choose “plum” in one edition of two; none has yet, and nothing is built."""
    shutil.rmtree(bench.out)
    write(bench.root, {"editions.yaml": EDITIONS, "templates/themes/plum.yaml": PLUM, "clinics/twin.yaml": TWIN})
    return bench


@pytest.fixture
def run(looks: Bench, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command of the command line on the bench."""

    def finished(command: str) -> Finished:
        capsys.readouterr()
        out = ["--out", str(looks.out)] if command == "build" else []
        status = call(command, "--workspace", str(looks.root), *out)
        return Finished(status, *capsys.readouterr())

    return finished


def faces(pdf: bytes) -> set[str]:
    """Name the faces that a file embeds."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        named = [each.get("/BaseFont") for each in opened.objects if isinstance(each, pikepdf.Dictionary)]
    return {str(name).rpartition("+")[2].partition("-")[0].lstrip("/") for name in named if name is not None}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_word_changes_that_clinics_files_and_no_others(looks: Bench, jobs: str) -> None:
    looks.rebuild("--jobs", jobs)
    before = shown(looks.out)
    write(looks.root, {ONE: EXAMPLE[ONE] + "look: plum\n"})
    assert looks.rebuild() == set(filter(of_clinic("one"), before))
    now = shown(looks.out)
    changed = {name for name in now if now[name] != before[name]} - {"manifest.json"}
    assert changed == {f"one/{path}" for path in OFFERED}, "the other edition offers no look"
    assert "AtkinsonHyperlegibleNext" in faces(before[f"one/{OFFERED[0]}"])
    assert "AtkinsonHyperlegibleNext" not in faces(now[f"one/{OFFERED[0]}"])
    assert faces(now[f"twin/{OFFERED[0]}"]) == faces(before[f"one/{OFFERED[0]}"])
    assert b"#331133" in now[f"one/{OFFERED[1]}"] and b"#331133" not in now[f"twin/{OFFERED[1]}"]
    looks.edit(ONE, ("look: plum\n", ""))
    looks.rebuild()
    assert shown(looks.out) == before


def test_no_plate_of_one_look_serves_the_other(looks: Bench) -> None:
    """Both clinics answer alike to all that the story asks; only the word tells them apart."""
    write(looks.root, {ONE: EXAMPLE[ONE] + "look: plum\n"})
    rack = Rack()
    for order in (("one", "twin"), ("twin", "one")):
        press = Press(Catalog(Disk(looks.root)), rack)
        made = {clinic: press.print(Job(clinic, "en", "standard", "breathing", "handout")) for clinic in order}
        assert made["one"].plate.settings["theme"] == "plum"
        assert made["twin"].plate.settings["theme"] == "calm"
        assert faces(made["one"].content) != faces(made["twin"].content)
    plate = rack.plate(Catalog(Disk(looks.root)), Job("one", "en", "standard", "breathing", "handout"))
    with pytest.raises(FaultyProof, match="made for another “theme”: plum, not calm"):
        prove_choice(plate, Clinic(), Job("twin", "en", "standard", "breathing", "handout"), "calm")


def test_a_word_that_no_edition_has_is_told_at_its_line_and_the_last_files_stay(looks: Bench, run: Run) -> None:
    looks.rebuild()
    before = shown(looks.out)
    write(looks.root, {ONE: EXAMPLE[ONE] + "look: plumb\n"})
    for command in ("build", "check", "list"):
        finished = run(command)
        assert finished.status == 1
        assert "clinics/one.yaml:6:7: error: unknown look “plumb”" in finished.err
        assert "hint: did you mean “plum”? the looks here: plum" in finished.err
    assert shown(looks.out) == before
    write(looks.root, {ONE: EXAMPLE[ONE] + "look: Plum\n"})
    assert "did you mean “plum”?" in run("check").err
    write(looks.root, {ONE: EXAMPLE[ONE] + "look: plum\n"})
    assert run("build").status == 0
    printed = shown(looks.out)
    # The word stands as before, but no edition has it any more: that clinic's files are no longer right, wherever.
    looks.edit("editions.yaml", ("looks: {plum: plum}, ", ""))
    finished = run("build")
    assert finished.status == 1
    assert "hint: no edition in editions.yaml offers “looks”" in finished.err
    assert {name for name in printed if printed[name] != shown(looks.out)[name]} <= {"manifest.json"}
    assert looks.build() == 1, "it is told each time"


def test_what_is_asked_beside_printing_is_asked_of_the_same_theme(looks: Bench) -> None:
    write(looks.root, {ONE: EXAMPLE[ONE] + "look: plum\n", "clinics/house.yaml": "look: plum\n"})
    catalog = Catalog(Disk(looks.root))
    jobs = [job for job in plan_jobs(catalog) if job.edition == "standard" and job.layout == "handout"]
    assert {job.clinic: str(theme_of(catalog, job)) for job in jobs} == {
        "house": "plum", "one": "plum", "twin": "calm", "two": "calm",
    }  # fmt: skip
    told = list(explained_breaks(looks.root, jobs))
    assert {"one", "twin"} <= {line.partition("/")[0] for line in told}, "they answer alike, in two looks"
    first, rest = firsts_and_rest(catalog, jobs)
    assert [job.clinic for job in first] == ["house", "twin"]
    assert [job.clinic for job in rest] == ["one", "two"]


def test_a_look_whose_theme_is_not_there(looks: Bench, run: Run) -> None:
    """Nobody has chosen it yet: `check` tells, and what can be printed is."""
    looks.edit("editions.yaml", ("{plum: plum}", "{plum: plums}"))
    place = "editions.yaml:2:41: error: unknown theme “plums”\n  hint: did you mean “plum”?"
    assert place in run("check").err
    assert looks.build() == 0
    write(looks.root, {ONE: EXAMPLE[ONE] + "look: plum\n"})
    finished = run("build")
    assert place in finished.err
    assert finished.err.count("plums") == 1


@pytest.mark.parametrize("word", ["calm", "friendly"])
def test_both_looks_that_we_ship_can_be_chosen_in_all_editions(word: str, looks: Bench) -> None:
    shipped = (ROOT / "editions.yaml").read_text(encoding="utf-8")
    assert (ROOT / "templates/starter/editions.yaml").read_text(encoding="utf-8") == shipped
    write(looks.root, {"editions.yaml": shipped, ONE: f"{EXAMPLE[ONE]}look: {word}\n"})
    catalog = Catalog(Disk(looks.root))
    press = Press(catalog, Rack())
    jobs = plan_jobs(catalog, Wanted(slugs=["breathing"], clinics=["one"]))
    themes = {(job.edition, job.layout): press.print(job).plate.settings["theme"] for job in jobs}
    large = "large-print" if word == "calm" else f"{word}-large-print"
    assert themes == {
        **{("standard", layout): word for layout in ("handout", "summary", "trifold", "page")},
        ("large-print", "handout"): large,
    }
