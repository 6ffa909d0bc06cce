"""Incremental builds: what changed is made anew and nothing else, and the result is that of a clean build."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicpress.building.freshness import STATE, is_unchanged
from clinicpress.building.manifest import Manifest
from clinicpress.building.plan import Plan
from clinicpress.building.workbench import Workbench
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Wanted
from clinicpress.ground.stamps import HIDDEN
from clinicpress.press.rack import Rack, is_fresh
from clinicpress.start import is_done
from clinicpress.workspace.disk import SHIPPED, Disk
from clinicpress.workspace.files import PLATES
from tests.chance import examples
from tests.conftest import Finished
from tests.folders import EXAMPLE, LUNGS, Bench, call, plates, shown, stamps, write
from tests.reading import read_pages

pytestmark = pytest.mark.long
TEAL = '"#0F5A66"'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that has been built once; tests work with copies of it."""
    root = tmp_path_factory.mktemp("built")
    write(root, EXAMPLE)
    assert call("build", "--workspace", str(root), "--out", str(root / "build"), "--jobs", "2") == 0
    return root


@pytest.fixture(autouse=True)
def _old_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files count as old enough at once: a test must not wait for that."""
    monkeypatch.setattr("clinicpress.ground.stamps.TOO_YOUNG", 0)


@pytest.fixture
def bench(built: Path, tmp_path: Path) -> Bench:
    """A copy of the built workspace: every content is the same, every date and inode another."""
    shutil.copytree(built, tmp_path / "workspace")
    return Bench(tmp_path / "workspace", tmp_path, call)


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


# Nothing changed ---------------------------------------------------------------------------------


def test_a_copied_workspace_is_as_it_should_be(bench: Bench) -> None:
    before = stamps(bench.out)
    assert bench.rebuild() == set()
    assert stamps(bench.out) == before


def test_an_unchanged_build_writes_nothing_at_all(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    bench.settle()
    before = stamps(bench.out, hidden=True)
    capsys.readouterr()
    assert bench.build() == 0
    assert capsys.readouterr().out == "Nothing to make: 12 files are as they should be.\n"
    assert stamps(bench.out, hidden=True) == before


@pytest.mark.parametrize("gone", [STATE, PLATES, "lock", "drafts", "", "manifest"])
def test_what_we_keep_for_ourselves_can_be_deleted(bench: Bench, gone: str) -> None:
    bench.settle()
    before = stamps(bench.out)
    path = bench.out / "manifest.json" if gone == "manifest" else bench.out / HIDDEN / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    made = bench.rebuild()
    if gone != "manifest":
        assert (made, stamps(bench.out)) == (set(), before)


@pytest.mark.parametrize("folder", ["", "build"])
def test_new_dates_change_nothing_and_are_then_known(bench: Bench, folder: str) -> None:
    bench.settle()
    for path in (bench.root / folder).rglob("*"):
        os.utime(path, (1, 1))
    before = stamps(bench.out)
    assert bench.rebuild() == set()
    assert stamps(bench.out) == before
    bench.settle()
    before = stamps(bench.out, hidden=True)
    assert bench.build() == 0
    assert stamps(bench.out, hidden=True) == before


# One thing changed -------------------------------------------------------------------------------


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
    "own layout": remark("templates/summary/layout.yaml", about("-summary.pdf")),
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


@pytest.mark.parametrize("name", CHANGES)
def test_what_depends_on_a_change_is_made_and_nothing_else(bench: Bench, name: str) -> None:
    bench.settle()
    changed = CHANGES[name]
    write(bench.root, {changed.name: changed.text})
    reasons = Plan(Catalog(Disk(bench.root)), bench.out, Wanted()).reasons
    made = bench.rebuild()
    assert made == set(filter(changed.made, set(shown(bench.out)) - {"manifest.json"}))
    assert {job.path for job, why in reasons.items() if why} == made
    for why in filter(None, reasons.values()):
        if changed.name != "editions.yaml" and why != ["it is new"]:
            assert why[0] in {f"{changed.name} changed", f"{changed.name} is new"} and len(why) == 1
        else:
            assert why[0] in {"it is new", "paper: letter, now a4", "theme: large-print, now calm"}


def test_explain_says_of_each_file_why(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    write(bench.root, {CHANGES["phone"].name: CHANGES["phone"].text})
    capsys.readouterr()
    assert bench.build("--explain") == 0
    said = dict(re.findall(r"^(\S+\.pdf)  (.*)$", capsys.readouterr().out.replace(f"{bench.out}/", ""), re.MULTILINE))
    assert set(said) == set(shown(bench.out)) - {"manifest.json"}
    for path, why in said.items():
        one = path.startswith("one/")
        assert why == ("made: clinics/one.yaml changed" if one else "as it was: nothing changed")


@pytest.mark.parametrize("name", ["own theme", "locale of a region"])
def test_the_shipped_file_counts_again_when_the_own_one_is_gone(bench: Bench, name: str) -> None:
    original = shown(bench.out)
    write(bench.root, {CHANGES[name].name: CHANGES[name].text})
    assert bench.rebuild()
    (bench.root / CHANGES[name].name).unlink()
    assert bench.rebuild()
    assert shown(bench.out) == original


def test_a_changed_font_file_makes_what_is_set_in_it(bench: Bench) -> None:
    name = "fonts/source-serif-4/SourceSerif4-Italic.ttf"
    (bench.root / name).parent.mkdir(parents=True)
    font = bytearray((SHIPPED / name).read_bytes())
    (bench.root / name).write_bytes(font + b"\0")
    assert len(bench.rebuild()) == 12


def test_changes_one_after_the_other_end_where_a_clean_build_does(bench: Bench) -> None:
    """A file that is no longer read must leave nothing behind in what is known of others."""
    write(bench.root, {"brochures/breathing/a.svg": LUNGS})
    for image in ("a.svg", "lungs.svg"):
        bench.edit(BREATHING, ("image: lungs.svg" if image == "a.svg" else "image: a.svg", f"image: {image}"))
        assert bench.rebuild("--jobs", "2") == set(filter(about("/breathing-"), shown(bench.out)))


def test_an_older_engine_is_a_reason(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    bench.settle()
    manifest = bench.out / "manifest.json"
    manifest.write_text(re.sub('"reportlab": "[^"]*"', '"reportlab": "1.0"', manifest.read_text(encoding="utf-8")))
    capsys.readouterr()
    assert len(bench.rebuild("--explain")) == 12
    assert "made: reportlab is another version" in capsys.readouterr().out


@pytest.mark.parametrize("how", ["deleted", "edited", "emptied", "a folder of its own"])
def test_a_pdf_that_somebody_touched_is_made_again(bench: Bench, how: str) -> None:
    bench.settle()
    path = "two/en/standard/breathing-handout.pdf"
    file = bench.out / path
    if how == "edited":
        file.write_bytes(file.read_bytes().replace(b"%PDF", b"%pdf"))
    elif how == "emptied":
        file.write_bytes(b"")
    elif how == "deleted":
        file.unlink()
    else:
        shutil.rmtree(file.parent)
    made = bench.rebuild()
    assert made == {path} if how != "a folder of its own" else path in made


def test_force_makes_all(bench: Bench) -> None:
    assert len(bench.rebuild("--force")) == 12


def test_some_of_the_jobs_can_be_built_first(bench: Bench) -> None:
    shutil.rmtree(bench.out)
    assert bench.build("--clinic", "two") == 0
    two = {name for name in shown(bench.out) if name != "manifest.json"}
    assert all(map(of_clinic("two"), two))
    assert two.isdisjoint(bench.rebuild())


UNDONE = "undone: "
MISHAPS: dict[str, Callable[[Bench], object]] = {
    "our own folder is gone": lambda bench: shutil.rmtree(bench.out / HIDDEN, ignore_errors=True),
    "a clinic's files are gone": lambda bench: shutil.rmtree(bench.out / "one", ignore_errors=True),
    "the manifest is gone": lambda bench: (bench.out / "manifest.json").unlink(missing_ok=True),
    "a build of some": lambda bench: bench.build("--clinic", "two", "--prune"),
    "a build of all": lambda bench: bench.build("--prune"),
}
EVENTS = [*CHANGES, *(f"{UNDONE}{name}" for name in CHANGES), *MISHAPS]


@examples(8)
@given(events=st.lists(st.sampled_from(EVENTS), min_size=3, max_size=8))
def test_whatever_happens_a_build_ends_where_a_clean_one_does(built: Path, events: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        shutil.copytree(built, root)
        bench = Bench(root, Path(folder), call)
        for event in events:
            if event in MISHAPS:
                MISHAPS[event](bench)
                continue
            changed = CHANGES[event.removeprefix(UNDONE)]
            if not event.startswith(UNDONE):
                write(root, {changed.name: changed.text})
            elif changed.name in EXAMPLE:
                write(root, {changed.name: EXAMPLE[changed.name]})
            else:
                (root / changed.name).unlink(missing_ok=True)
        bench.rebuild("--prune")
        bench.settle()


# Files that no job makes any more ----------------------------------------------------------------


def without(bench: Bench, what: str) -> Callable[[str], bool]:
    """Take something out of the workspace; returns what is then a stray."""
    if what == "clinic":
        (bench.root / "clinics/two.yaml").unlink()
        return of_clinic("two")
    if what == "brochure":
        shutil.rmtree(bench.root / "brochures/resting")
        bench.edit("editions.yaml", ("    - {brochure: resting, layout: summary}\n", ""))
        bench.edit(
            "editions.yaml", ("    - {brochure: resting, edition: large}\n", "    - {clinic: house, layout: summary}\n")
        )
        return lambda path: "/resting-" in path or path == "house/en/standard/breathing-summary.pdf"
    bench.edit(
        "editions.yaml", ("[handout, summary]", "[handout]"), ("    - {brochure: resting, layout: summary}\n", "")
    )
    return about("-summary.pdf")


@pytest.mark.parametrize("what", ["clinic", "brochure", "layout"])
def test_strays_are_reported_and_pruned(bench: Bench, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    bench.settle()
    before = shown(bench.out)
    strays = set(filter(without(bench, what), before))
    capsys.readouterr()
    assert bench.build() == 0
    assert f"No job makes {len(strays)} of the files any more" in capsys.readouterr().err
    assert shown(bench.out) == before
    assert bench.build("--prune") == 0
    assert set(before) - set(shown(bench.out)) == strays
    assert not [folder for folder in bench.out.rglob("*") if folder.is_dir() and not any(folder.iterdir())
                and HIDDEN not in folder.parts]  # fmt: skip
    bench.assert_clean()
    bench.settle()


def test_prune_leaves_what_is_not_ours(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    (bench.root / "clinics/two.yaml").unlink()
    changed = bench.out / "two/en/standard/breathing-handout.pdf"
    changed.write_bytes(b"somebody's own")
    other = bench.out / "two/en/large/notes.txt"
    other.write_text("somebody's own", encoding="utf-8")
    assert bench.build("--prune") == 0
    said = capsys.readouterr().err
    assert f"left {changed}" in said and "--prune removes" not in said
    left = {name for name in shown(bench.out) if name.startswith("two/")}
    assert left == {"two/en/standard/breathing-handout.pdf", "two/en/large/notes.txt"}


def test_prune_removes_nothing_outside_of_the_folder(bench: Bench) -> None:
    """A manifest may have come from anywhere."""
    path = "two/en/standard/breathing-handout.pdf"
    shutil.copy(bench.out / path, bench.root / "kept.pdf")
    manifest = bench.out / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(f'"file": "{path}"', '"file": "../kept.pdf"'))
    assert bench.build("--prune") == 0
    assert (bench.root / "kept.pdf").exists()
    bench.assert_clean()


# Problems ----------------------------------------------------------------------------------------


def test_a_job_with_problems_keeps_its_pdf_and_is_tried_again(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    bench.settle()
    before = shown(bench.out)
    bench.edit(ONE, ("phone: (555) 555-0100", "phone: (555) 555-0199\ntelefax: none"))
    for _ in range(2):
        capsys.readouterr()
        assert bench.build() == 1
        assert "clinics/one.yaml:4:1" in capsys.readouterr().err
        assert shown(bench.out) == before
    bench.edit(ONE, ("telefax: none\n", ""))
    assert bench.rebuild() == set(filter(of_clinic("one"), before))


def test_problems_with_a_theme_are_told_of_each_clinic(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        text = (bench.root / f"clinics/{name}.yaml").read_text(encoding="utf-8")
        write(bench.root, {f"clinics/{name}.yaml": f"{text}theme: {{colors.ink: '#111111'}}\n"})
    capsys.readouterr()
    assert bench.build("--jobs", "1") == 1
    said = capsys.readouterr().err
    assert "clinics/one.yaml:6" in said and "clinics/two.yaml:4" in said


# Stories and themes of clinics -------------------------------------------------------------------


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


# Garbage -----------------------------------------------------------------------------------------

GARBAGE = {
    "nothing": b"",
    "no text": b"\xff\xfe\x00",
    "a number": b"5",
    "a list": b"[1, 2]",
    "deep": b"[" * 100_000,
    "other parts": b"this one\n>\tx\t\0\n<\nthat is all",
    "other entries": b'{"format": 1, "files": [\n{"file": "a.pdf"}\n],\n"plates": {}\n}\n',
    "other kinds": b'{"format": 1, "files": [\n{"file": 3, "plate": {}}\n],\n"plates": []\n}\n',
    "other plates": b'{"format": 1, "files": [\n],\n"plates": {"a": {"settings": 3, "inputs": {}}}\n}\n',
}


@pytest.mark.parametrize("content", GARBAGE.values(), ids=GARBAGE)
def test_garbage_in_what_we_keep_is_as_good_as_nothing(tmp_path: Path, content: bytes) -> None:
    for name in (STATE, "manifest.json"):
        (tmp_path / name).write_bytes(content)
    assert is_unchanged(tmp_path, "this one") is None
    assert Manifest.read(tmp_path) == Manifest()


@pytest.mark.parametrize("name", [f"{HIDDEN}/{STATE}", "manifest.json"])
def test_a_build_goes_on_with_garbage_in_what_we_keep(bench: Bench, name: str) -> None:
    bench.settle()
    for content in (GARBAGE["other parts"], GARBAGE["other kinds"]):
        (bench.out / name).write_bytes(content)
        assert len(bench.rebuild()) == (12 if name == "manifest.json" else 0)


@pytest.mark.parametrize("cut", [slice(-2)], ids=str)
def test_a_cut_manifest_is_as_good_as_none(bench: Bench, cut: slice) -> None:
    manifest = bench.out / "manifest.json"
    manifest.write_bytes(manifest.read_bytes()[cut])
    bench.rebuild()


@pytest.mark.parametrize("how", ["cut", "bent", "empty", "exchanged", "folders"])
def test_broken_plates_are_made_anew(bench: Bench, how: str) -> None:
    files = plates(bench.out)
    contents = [file.read_bytes() for file in files]
    for file, content, other in zip(files, contents, [*contents[1:], contents[0]], strict=True):
        middle = len(content) // 2
        if how == "folders":
            file.unlink()
            file.mkdir()
        else:
            bent = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
            file.write_bytes({"cut": content[:middle], "bent": bent, "empty": b"", "exchanged": other}[how])
    if how == "folders":
        for file in files:
            (file / "x").write_bytes(b"")
        assert bench.build("--force") == 1
        return
    assert len(bench.rebuild("--force")) == 12


# What changes while a build runs -----------------------------------------------------------------


def build_and_meanwhile(bench: Bench, meanwhile: Callable[[], None]) -> None:
    """Build with one process; after its first PDF something happens. Another process makes the rest."""
    catalog = Catalog(Disk(bench.root))
    plan = Plan(catalog, bench.out, Wanted(), force=True)

    def run(jobs):  # type: ignore[no-untyped-def]
        yield Workbench(catalog, bench.out)(jobs[0])
        meanwhile()
        yield from map(Workbench(Catalog(Disk(bench.root)), bench.out), jobs[1:])

    assert all(outcome.good for outcome in plan.run(run))
    plan.keep_state("this one")
    if is_unchanged(bench.out / HIDDEN, "this one") is not None:
        bench.assert_clean()


MEANWHILE: dict[str, Callable[[Bench], None]] = {
    "an edition": lambda bench: bench.edit("editions.yaml", ("large-print, paper: letter", "large-print, paper: a4")),
    "a clinic": lambda bench: write(bench.root, {"clinics/three.yaml": "name: Test Clinic Three\n"}),
    "a brochure": lambda bench: bench.edit(BREATHING, ("Sit upright.", "Sit up.")),
    "a brochure more": lambda bench: write(bench.root, {"brochures/a/en.yaml": EXAMPLE[BREATHING]}),
    "a pdf": lambda bench: (bench.out / "house/en/large/breathing-handout.pdf").write_bytes(b"%PDF-nothing"),
    "the manifest": lambda bench: (bench.out / "manifest.json").unlink(),
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_what_changes_while_a_build_runs_is_seen_by_the_next(bench: Bench, what: str) -> None:
    write(bench.root, {"brochures/a/lungs.svg": LUNGS})
    build_and_meanwhile(bench, lambda: MEANWHILE[what](bench))
    bench.rebuild()


def test_asking_whether_a_plate_is_fresh_is_no_use_of_its_files(bench: Bench) -> None:
    catalog = Catalog(Disk(bench.root))
    job = Plan(catalog, bench.out, Wanted()).jobs[0]
    plate = Rack().plate(catalog, job)
    fresh, seen = Catalog(Disk(bench.root)).noting()
    assert is_fresh(fresh, plate.inputs)
    assert not seen


def test_the_manifest_tells_of_every_file(bench: Bench) -> None:
    manifest = json.loads((bench.out / "manifest.json").read_bytes())
    files = [entry["file"] for entry in manifest["files"]]
    assert files == sorted(set(shown(bench.out)) - {"manifest.json"})
    assert list(manifest["plates"]) == sorted({entry["plate"] for entry in manifest["files"]})
    for entry in manifest["files"]:
        assert entry["bytes"] == len((bench.out / entry["file"]).read_bytes())
        assert list(entry["inputs"]) == sorted(entry["inputs"])


def test_json_tells_the_same(press: Callable[..., Finished], workspace: Path) -> None:
    first, second = (json.loads(press("build", "--json").out)["files"] for _ in range(2))
    assert [(entry["made"], entry["why"]) for entry in first] == [(True, ["it is new"])] * 2
    assert [(entry["made"], entry["why"]) for entry in second] == [(False, [])] * 2


def test_whatever_a_version_is_called_the_manifest_can_be_read_again(bench: Bench) -> None:
    """U+2028 ends a line for some, but not in JSON."""
    bench.edit(BREATHING, ('version: "1.0"', 'version: "1.0\\u2028b"'))
    assert bench.rebuild() == set(filter(about("/breathing-"), shown(bench.out)))
    assert bench.rebuild() == set()


@pytest.mark.parametrize(
    ("words", "done"),
    [
        (["build", "--workspace", "W", "--out", "O"], True),
        (["build", "--workspace", "W", "--out", "O", "--jobs", "1"], True),
        (["build", "--jobs=2", "--workspace", "W", "--out", "O"], True),
        (["build", "--workspace", "W", "--out", "O", "--clinic", "house"], False),
        (["build", "--workspace", "W", "--out", "O", "--force"], False),
        (["build", "--workspace", "W", "--out", "O", "--explain"], False),
        (["build", "--workspace", "W", "--out", "O", "--json"], False),
        (["build", "--workspace", "W", "--out", "elsewhere"], False),
        (["check", "--workspace", "W", "--out", "O"], False),
    ],
)
def test_the_words_of_a_command_tell_at_once_that_nothing_is_to_be_made(
    words: list[str], done: bool, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    names = {"W": str(built), "O": str(tmp_path / "out")}
    asked = ["build", "--workspace", names["W"], "--out", names["O"]]
    monkeypatch.setattr(sys, "argv", ["clinicpress", *asked])
    assert call(*asked) == 0
    capsys.readouterr()
    assert is_done([names.get(word, word) for word in words]) == done
    assert ("Nothing to make: 12 files" in capsys.readouterr().out) == done
