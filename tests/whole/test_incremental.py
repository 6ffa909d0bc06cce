"""Incremental builds: what changed is made anew and nothing else, and the result is that of a clean build."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicpress.building.freshness import STATE
from clinicpress.building.plan import Plan
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Wanted
from clinicpress.ground.stamps import HIDDEN
from clinicpress.workspace.disk import SHIPPED, Disk
from clinicpress.workspace.files import PLATES
from tests.chance import examples
from tests.folders import EXAMPLE, LUNGS, Bench, call, shown, stamps, write
from tests.whole.changes import BREATHING, CHANGES, about, of_clinic

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("old_enough")]

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
