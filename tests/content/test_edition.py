"""The build matrix: names are checked first, all of them at once; then they are multiplied out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import (
    Job,
    Stock,
    Wanted,
    by_clinic,
    multiply,
    paths_of,
    plan_jobs,
    validate,
    with_endings,
)
from clinicpress.content.model import Editions
from clinicpress.ground.problems import InputProblems, UsageError
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.schema import check_node
from tests.conftest import WORKSPACE, Finished
from tests.folders import write

STOCK = Stock({"breathing": ["en", "es"], "sleep": ["en"]}, ["house", "one"])
TWO = "editions:\n  standard: {theme: calm, layouts: [handout, summary]}\n  large: {theme: calm, layouts: [handout]}\n"
GOOD = WORKSPACE["brochures/breathing/en.yaml"]
HANDOUTS = ["house/en/standard/breathing-handout.pdf", "one/en/standard/breathing-handout.pdf"]


def editions(text: str) -> Editions:
    return check_node(parse_yaml("editions.yaml", text), Editions)


def paths(text: str, wanted: Wanted = Wanted(), stock: Stock = STOCK) -> list[str]:
    read = editions(text)
    names, problems = validate(read, stock)
    assert problems == []
    return [job.path for job in multiply(read, stock, names, wanted)]


def said(text: str, stock: Stock = STOCK) -> list[tuple[str, str]]:
    """Return where something is wrong, and what."""
    _, problems = validate(editions(text), stock)
    return [(str(problem.place), problem.message) for problem in problems]


# Checking -----------------------------------------------------------------------------------------


def test_all_wrong_names_are_told_at_once_where_they_stand() -> None:
    matrix = (
        "matrix:\n  brochures: [sleap, breathing]\n  clinics: [on]\n  languages: [fr]\n  editions: [big]\n"
        "  exclude:\n    - {brochure: rest, layout: poster}\n    - {clinic: house, edition: small}\n"
    )
    assert said(TWO + matrix) == [
        ("editions.yaml:5:15", "unknown brochure “sleap”"),
        ("editions.yaml:6:13", "unknown clinic “on”"),
        ("editions.yaml:7:15", "unknown language “fr”"),
        ("editions.yaml:8:14", "unknown edition “big”"),
        ("editions.yaml:10:18", "unknown brochure “rest”"),
        ("editions.yaml:10:32", "unknown layout “poster”"),
        ("editions.yaml:11:32", "unknown edition “small”"),
    ]


@pytest.mark.parametrize(
    ("stock", "place", "message"),
    [
        (Stock({}, ["house"]), "brochures:1:1", "there are no brochures here"),
        (Stock({"breathing": ["en"]}, []), "clinics:1:1", "there are no clinics here"),
    ],
)
def test_a_folder_that_holds_nothing_is_told_alone(stock: Stock, place: str, message: str) -> None:
    assert said(TWO + "matrix: {editions: [big]}\n", stock) == [(place, message)]


def test_the_names_that_can_be_asked_for_and_those_that_are_chosen() -> None:
    names, _ = validate(editions(TWO + "matrix: {clinics: [one], languages: [en]}\n"), STOCK)
    assert {kind: list(known) for kind, known in names.known.items()} == {
        "brochure": ["breathing", "sleep"],
        "clinic": ["house", "one"],
        "language": ["en", "es"],
        "edition": ["standard", "large"],
        "layout": ["handout", "summary"],
    }
    assert {kind: list(chosen) for kind, chosen in names.chosen.items()} == {
        "brochure": ["breathing", "sleep"],
        "clinic": ["one"],
        "language": ["en"],
        "edition": ["standard", "large"],
    }


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (Wanted(), ""),
        (Wanted(["sleep"], ["one"], ["large"], ["handout"], ["es"]), ""),
        (Wanted(slugs=["sleap"]), "there is no brochure “sleap”; did you mean “sleep”?"),
        (Wanted(clinics=["tow"]), "there is no clinic “tow”; known here: house, one"),
        (Wanted(editions=["larg"]), "there is no edition “larg”; did you mean “large”?"),
        (Wanted(layouts=["poster"]), "there is no layout “poster”; known here: handout, summary"),
        (Wanted(languages=["fr"]), "there is no language “fr”; known here: en, es"),
    ],
)
def test_names_on_the_command_line(wanted: Wanted, refusal: str) -> None:
    assert validate(editions(TWO), STOCK)[0].refusal(wanted) == refusal


# Multiplying --------------------------------------------------------------------------------------


def test_every_language_of_every_brochure_for_every_clinic_in_every_edition() -> None:
    breathing = ["large/breathing-handout", "standard/breathing-handout", "standard/breathing-summary"]
    sleep = ["large/sleep-handout", "standard/sleep-handout", "standard/sleep-summary"]
    assert paths(TWO) == [
        f"{clinic}/{language}/{name}.pdf"
        for clinic in ("house", "one")
        for language, names in (("en", sorted(breathing + sleep)), ("es", breathing))
        for name in names
    ]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Wanted(slugs=["sleep"]), 6),
        (Wanted(clinics=["one"]), 9),
        (Wanted(editions=["large"]), 6),
        (Wanted(layouts=["summary"]), 6),
        (Wanted(languages=["es"]), 6),
        (Wanted(["sleep"], languages=["es"]), 0),
        (Wanted(["sleep"], ["one"], ["standard"], ["summary"], ["en"]), 1),
    ],
)
def test_what_is_wanted_is_made_and_nothing_else(wanted: Wanted, count: int) -> None:
    found = paths(TWO, wanted)
    assert len(found) == count
    assert set(found) < set(paths(TWO))


@pytest.mark.parametrize(
    ("matrix", "made"),
    [
        ("brochures: [sleep], clinics: [one], editions: [large]", ["one/en/large/sleep-handout.pdf"]),
        # A name that stands there twice is made once.
        ("brochures: [sleep, sleep], clinics: [one], editions: [large]", ["one/en/large/sleep-handout.pdf"]),
        ("languages: [es], clinics: [one], editions: [large]", ["one/es/large/breathing-handout.pdf"]),
        # All that a rule says must hold for what it leaves out.
        (
            "editions: [large], brochures: [breathing], exclude: [{clinic: house, language: es}, {language: en}]",
            ["one/es/large/breathing-handout.pdf"],
        ),
        ("exclude: [{layout: handout}, {brochure: sleep}, {language: en}, {clinic: one}]",
         ["house/es/standard/breathing-summary.pdf"]),
    ],
)  # fmt: skip
def test_the_matrix_chooses_and_leaves_out(matrix: str, made: list[str]) -> None:
    assert paths(f"{TWO}matrix: {{{matrix}}}\n") == made


def test_a_job_says_where_its_file_is_and_what_was_chosen() -> None:
    job = Job("one", "en", "standard", "sleep", "handout")
    assert job.path == "one/en/standard/sleep-handout.pdf"
    assert job.facts() == {
        "clinic": "one", "language": "en", "edition": "standard", "brochure": "sleep", "layout": "handout",
    }  # fmt: skip


def test_a_plan_is_checked_before_it_is_multiplied(workspace: Path) -> None:
    catalog = Catalog(Disk(workspace))
    assert [job.path for job in plan_jobs(catalog)] == HANDOUTS
    with pytest.raises(UsageError, match="there is no clinic “two”"):
        plan_jobs(catalog, Wanted(clinics=["two"]))
    write(workspace, {"editions.yaml": WORKSPACE["editions.yaml"] + "matrix: {clinics: [two]}\n"})
    # What editions.yaml says wrong comes before what the command line does.
    with pytest.raises(InputProblems, match="unknown clinic “two”"):
        plan_jobs(Catalog(Disk(workspace)), Wanted(clinics=["three"]))


EXCLUDED = (
    "matrix:\n  exclude:\n    - {clinic: one, layout: summary}\n    - {edition: large, language: es}\n"
    "    - {clinic: house, brochure: sleep}\n    - {clinic: two}\n"
)


@pytest.mark.parametrize("matrix", ["", EXCLUDED], ids=["all", "excluded"])
def test_jobs_are_there_when_they_are_asked_for(matrix: str) -> None:
    stock = STOCK._replace(clinics=["house", "one", "two", "three"])
    read = editions(TWO + matrix)
    jobs = multiply(read, stock, validate(read, stock)[0])
    every = list(jobs)
    assert [job.number for job in every] == list(range(len(jobs)))
    assert [jobs[number] for number in range(len(jobs))] == every == [*jobs[:4], *jobs[4:]]
    assert [each.number for each in (jobs[0], jobs[-1], *jobs[1:3])] == [0, len(jobs) - 1, 1, 2]
    assert list(jobs.paths()) == list(paths_of(every)) == [job.path for job in every]
    with pytest.raises(IndexError):
        jobs[len(jobs)]


def test_the_order_is_that_of_the_paths() -> None:
    """A hyphen comes before a stroke: the manifest and the jobs are gone through side by side."""
    stock = Stock({"a": ["pt", "pt-BR"], "a-b": ["pt"]}, ["north", "north-east", "northern"])
    found = paths(TWO.replace("large", "standard-large"), stock=stock)
    assert found == sorted(found) and len(found) == 27


# Files with a wrong ending ------------------------------------------------------------------------

Press = Callable[..., Finished]


def made(workspace: Path) -> list[str]:
    return sorted(path.relative_to(workspace / "build").as_posix() for path in workspace.glob("build/*/**/*.pdf"))


def test_a_clinic_is_forgotten_when_the_next_one_comes(workspace: Path) -> None:
    catalog, file = Catalog(Disk(workspace)), "clinics/one.yaml"
    jobs = [Job(clinic, "en", "standard", "breathing", layout) for clinic, layout in ("aa", "ab", "ba")]
    digests = []
    for number, _ in enumerate(by_clinic(catalog, jobs)):
        digests.append(catalog.workspace.digest(file))
        (workspace / file).write_text(f"name: Clinic {number}\n", encoding="utf-8")
    assert (digests[1] == digests[0], digests[2] == digests[1]) == (True, False)


@pytest.mark.parametrize("name", ["brochures/sleep/en.yml", "brochures/breathing/es.yml"])
def test_a_misnamed_brochure_is_told_and_stops_no_other(name: str, workspace: Path, press: Press) -> None:
    write(workspace, {name: GOOD})
    finished = press("build")
    assert finished.status == 1
    hint = f"call it {name.rpartition('/')[2].replace('.yml', '.yaml')}"
    assert finished.err.startswith(f"{name}:1:1: error: this file is not read\n  hint: {hint}\n2 made, 2 not made")
    assert made(workspace) == HANDOUTS
    # It is told each time, also when all others are as they should be, but not to those who ask for others only.
    again = press("build")
    assert (again.status, "error: this file is not read" in again.err) == (1, True)
    assert press("build", "--layout", "handout", "--clinic", "one").status == 1
    if "sleep" in name:
        assert (press("build", "breathing").status, press("build", "sleep").status) == (0, 1)
    else:
        assert (press("build", "--language", "en").status, press("build", "--language", "es").status) == (0, 1)
    listed = press("list")
    assert (listed.status, "error: this file is not read" in listed.err) == (1, True)
    assert "Breathing at home" in listed.out


def test_the_last_pdfs_of_a_brochure_that_was_misnamed_stay(workspace: Path, press: Press) -> None:
    write(workspace, {"brochures/sleep/en.yaml": GOOD})
    assert press("build").status == 0
    before = made(workspace)
    (workspace / "brochures/sleep/en.yaml").rename(workspace / "brochures/sleep/en.yml")
    finished = press("build", "--prune")
    assert (finished.status, "hint: call it en.yaml" in finished.err) == (1, True)
    assert "removed" not in finished.out
    assert made(workspace) == before


def test_of_two_files_for_one_language_none_is_chosen(workspace: Path, press: Press) -> None:
    """The one that an editor saves under the wrong name must not be passed over for the older one."""
    write(workspace, {"brochures/sleep/en.yaml": GOOD})
    assert press("build").status == 0
    write(workspace, {"brochures/sleep/en.yml": GOOD, "clinics/two.yaml": "name: Two\n"})
    before = len(made(workspace))
    for _ in range(2):
        finished = press("build")
        assert finished.status == 1
        assert "brochures/sleep/en.yml:1:1: error: this file is not read\n  hint: en.yaml is there, too" in finished.err
    assert len(made(workspace)) == before + 1
    (workspace / "brochures/sleep/en.yml").unlink()
    assert press("build").status == 0
    assert len(made(workspace)) == before + 2


def test_a_misnamed_brochure_that_the_matrix_leaves_out_is_a_warning(workspace: Path, press: Press) -> None:
    leaves_out = "matrix: {exclude: [{brochure: sleep}]}\n"
    write(workspace, {"brochures/sleep/en.yml": GOOD, "editions.yaml": WORKSPACE["editions.yaml"] + leaves_out})
    assert press("build").status == 0
    checked = press("check")
    assert checked.status == 0
    assert "brochures/sleep/en.yml:1:1: warning: this file is not read\n  hint: call it en.yaml" in checked.err


def test_a_misnamed_clinic_that_the_matrix_names_is_told_and_stops_no_other(workspace: Path, press: Press) -> None:
    matrix = "matrix: {clinics: [house, one, two]}\n"
    write(workspace, {"clinics/two.yml": "name: Two\n", "editions.yaml": WORKSPACE["editions.yaml"] + matrix})
    finished, checked = press("build"), press("check")
    assert (finished.status, checked.status) == (1, 1)
    assert finished.err.startswith("clinics/two.yml:1:1: error: this file is not read\n  hint: call it two.yaml\n")
    assert made(workspace) == HANDOUTS
    assert checked.err.count("clinics/two.yml") == 1


def test_a_misnamed_clinic_that_the_matrix_does_not_name_is_a_warning(workspace: Path, press: Press) -> None:
    write(workspace, {"clinics/two.yml": "name: Two\n"})
    told = "clinics/two.yml:1:1: warning: this file is not read\n  hint: call it "
    for command in ("build", "check", "list"):
        finished = press(command)
        assert (finished.status, finished.err.count(told)) == (0, 1), command
    assert made(workspace) == HANDOUTS
    assert told not in press("build", "--clinic", "one", "--force").err, "it is nobody's concern who named another"
    asked = press("build", "--clinic", "two")
    assert (asked.status, "clinics/two.yml is not read; call it two.yaml" in asked.err) == (2, True)


def test_where_all_clinics_are_misnamed_that_is_told(workspace: Path, press: Press) -> None:
    for name in ("house", "one"):
        (workspace / f"clinics/{name}.yaml").rename(workspace / f"clinics/{name}.yml")
    finished = press("build")
    assert finished.status == 1
    assert "clinics:1:1: error: there are no clinics here" in finished.err
    assert "clinics/one.yml:1:1: error: this file is not read\n  hint: call it one.yaml" in finished.err


def test_what_is_for_screens_is_a_web_page(workspace: Path) -> None:
    named = WORKSPACE["editions.yaml"].replace("[handout]", "[handout, page]")
    (workspace / "editions.yaml").write_text(named, encoding="utf-8")
    catalog = Catalog(Disk(workspace))
    assert [job.path for job in plan_jobs(catalog, Wanted(clinics=["one"]))] == [
        "one/en/standard/breathing-handout.pdf", "one/en/standard/breathing-page.html",
    ]  # fmt: skip
    made = [Job("one", "en", "large", "breathing", layout) for layout in ("page", "summary", "there-is-none")]
    assert [job.ending for job in with_endings(catalog, made)] == [".html", ".pdf", ".pdf"]
    assert with_endings(catalog, made) == made, "what a file ends with tells no jobs apart"
