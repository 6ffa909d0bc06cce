"""Names by a pattern: what readers call things, in files that can be saved and sent anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.building.naming import LONGEST, Names, check_pattern, file_name, within
from clinicpress.building.watch import Rounds
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Wanted, plan_jobs
from clinicpress.ground.problems import UsageError
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT, WORKSPACE, Finished
from tests.folders import shown

SENT = "{title} - {layout} - {clinic}"
VALUES = {
    "title": "Pain: what helps?", "layout": "One-page summary", "edition": "standard", "clinic": "Müller & Söhne",
    "language": "en", "slug": "pain",
}  # fmt: skip
EN = "brochures/breathing/en.yaml"


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        (SENT, "Pain - what helps - One-page summary - Müller & Söhne"),
        ("{slug}_{language}_{edition}", "pain_en_standard"),
        ("{slug}.pdf", "pain"),
        ("{slug}.PDF", "pain"),
        ("{{{slug}}}", "{pain}"),
        ('a/b\\c:d|e*f?g<h>i"j', "a-b-c-d-efghi'j"),
        ("{slug} / {language}", "pain - en"),
        ("  ..{slug}. . ", "pain"),
        ("a\tb\nc\x07d\u202ee\u200bf", "a b cdef"),
        ("mu\u0308ller", "müller"),
        ("CON", "CON_"),
        ("aux.{slug}", "aux_.pain"),
        ("lpt1", "lpt1_"),
        ("console", "console"),
    ],
)
def test_a_name_can_be_saved_on_every_system(pattern: str, name: str) -> None:
    assert file_name(pattern, VALUES) == name


@pytest.mark.parametrize("pattern", ["", "  ", "...", "?*", "\u200b"])
def test_a_file_must_have_a_name(pattern: str) -> None:
    with pytest.raises(UsageError, match="leaves a file without a name"):
        file_name(pattern, VALUES)


@pytest.mark.parametrize("letter", ["a", "ä", "語", "👍", "e\u0301\u0323", "x "])
def test_the_longest_words_of_a_name_are_cut_off_and_show_it(letter: str) -> None:
    name = file_name(SENT, {**VALUES, "title": letter * 300})
    title, layout, clinic = name.split(" - ")
    assert (layout, clinic) == ("One-page summary", "Müller & Söhne")
    assert LONGEST - 8 <= len(name.encode()) <= LONGEST
    assert title.endswith("…")
    assert title[:-1].replace(file_name("{title}", {"title": letter}), "").strip() == ""


def test_a_pattern_of_too_many_words_of_its_own_is_cut_off() -> None:
    name = file_name(f"{'a' * 400}{{title}}", VALUES)
    assert name == f"{'a' * 197}…"


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{titel}", "there is no “{titel}”; did you mean “title”?"),
        ("{}", "there is no “{}”; known here: clinic, edition, language, layout, slug, title"),
        ("{title.upper}", "there is no “{title.upper}”; did you mean “title”?"),
        ("{title!r}", "there is no “{title!r}”"),
        ("{title:>200}", "there is no “{title:>200}”"),
        ("{title", "write a brace that is no placeholder’s twice, as in {{"),
        ("title}", "write a brace that is no placeholder’s twice"),
    ],
)
def test_a_pattern_that_asks_for_what_there_is_not_is_refused(
    pattern: str, said: str, press: Callable[..., Finished], workspace: Path
) -> None:
    with pytest.raises(UsageError) as refused:
        check_pattern(pattern)
    assert said in str(refused.value)
    for command in ("build", "list"):
        done = press(command, "--name", pattern)
        assert (done.status, said in done.err) == (2, True)
    assert not (workspace / "build").exists()


@pytest.fixture
def sent(workspace: Path) -> Path:
    """A workspace with the shipped editions, and a second brochure."""
    editions = (ROOT / "editions.yaml").read_text(encoding="utf-8")
    (workspace / "editions.yaml").write_text(editions, encoding="utf-8")
    (workspace / "brochures/sleeping").mkdir()
    text = WORKSPACE[EN].replace("Breathing at home", "'Sleep: how much?'")
    (workspace / "brochures/sleeping/en.yaml").write_text(text, encoding="utf-8")
    return workspace


def pdfs(root: Path) -> list[str]:
    return [path for path in sorted(shown(root / "build")) if path.endswith(".pdf")]


def test_files_are_called_by_the_words_that_readers_know(sent: Path, press: Callable[..., Finished]) -> None:
    assert press("build", "--name", SENT, "--jobs", "1").status == 0
    assert pdfs(sent) == sorted(
        f"{clinic}/en/{edition}/{title} - {layout} - {name}.pdf"
        for clinic, name in (("house", "house"), ("one", "Test Clinic One"))
        for title in ("Breathing at home", "Sleep - how much")
        for edition, layout in (
            ("large-print", "handout"), ("standard", "handout"), ("standard", "One-page summary"),
            ("standard", "Folded leaflet"),
        )
    )  # fmt: skip
    assert press("build", "--name", SENT).out == "Nothing to make: 20 files are as they should be.\n"
    assert "20 files are as they should be" in press("build", "--name", SENT, "--explain").out.replace("\n", " ")


def test_a_file_holds_the_same_whatever_it_is_called(sent: Path, press: Callable[..., Finished]) -> None:
    chosen = ("--clinic", "one", "--edition", "large-print")
    assert press("build", *chosen, "breathing").status == 0
    assert press("build", *chosen, "breathing", "--name", "{title} ({edition})").status == 0
    folder = sent / "build/one/en/large-print"
    usual, named = folder / "breathing-handout.pdf", folder / "Breathing at home (Large print).pdf"
    assert usual.read_bytes() == named.read_bytes()


def test_a_list_says_what_files_are_called(sent: Path, press: Callable[..., Finished]) -> None:
    listed = json.loads(press("list", "--json", "--name", SENT).out)["jobs"]
    assert "one/en/standard/Breathing at home - One-page summary - Test Clinic One.pdf" in [j["path"] for j in listed]
    assert press("list", "--name", "{title}").status == 2


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{title}", "house/en/standard/Breathing at home.pdf would be both breathing-handout and breathing-summary; "
                    "add {layout}"),
        ("{layout}", "house/en/large-print/handout.pdf would be both breathing-handout and sleeping-handout; "
                     "add {title} or {slug}"),
        ("patients", "gives 6 files one name: house/en/standard/patients.pdf would be both breathing-handout and "
                     "breathing-summary; add {title} and {layout}"),
        (f"{'a' * 195}{{slug}} {{title}}{{layout}}", "shorten the pattern, or the titles"),
    ],
)  # fmt: skip
def test_two_files_of_one_name_are_refused_before_anything_is_written(
    pattern: str, said: str, sent: Path, press: Callable[..., Finished]
) -> None:
    done = press("build", "--name", pattern)
    assert (done.status, said in done.err) == (2, True), done.err
    assert not (sent / "build").exists()


def test_names_that_differ_in_capitals_alone_are_one_file_on_some_systems(
    sent: Path, press: Callable[..., Finished]
) -> None:
    brochure = sent / "brochures/sleeping/en.yaml"
    brochure.write_text(WORKSPACE[EN].replace("Breathing at home", "Breathing at Home"), encoding="utf-8")
    done = press("build", "--name", "{title} {layout}")
    assert done.status == 2
    assert "add {slug}" in done.err


def test_layouts_that_are_called_the_same_are_told(sent: Path, press: Callable[..., Finished]) -> None:
    layout = sent / "templates/summary/layout.yaml"
    layout.parent.mkdir(parents=True)
    text = (ROOT / "templates/summary/layout.yaml").read_text(encoding="utf-8")
    layout.write_text(
        text.replace("label: one_page_summary\n", "").replace("title: summary", "title: handout"), "utf-8"
    )
    done = press("build", "--name", "{title} {layout}")
    assert done.status == 2
    assert "the layouts handout and summary need titles or labels of their own" in done.err


def test_another_title_makes_another_file_and_the_old_one_can_be_removed(
    sent: Path, press: Callable[..., Finished]
) -> None:
    assert press("build", "--name", SENT).status == 0
    brochure = sent / EN
    brochure.write_text(brochure.read_text(encoding="utf-8").replace("at home", "well"), encoding="utf-8")
    again = press("build", "--name", SENT)
    assert "10 made" in again.out
    assert len([path for path in pdfs(sent) if "/Breathing at home" in path]) == 8
    assert "No job makes 10 of the files any more" in again.err
    assert press("build", "--name", SENT, "--prune").status == 0
    assert not [path for path in pdfs(sent) if "/Breathing at home" in path]
    assert len(pdfs(sent)) == 16


def test_files_by_another_pattern_are_those_that_no_job_makes_any_more(
    sent: Path, press: Callable[..., Finished]
) -> None:
    assert press("build").status == 0
    assert press("build", "--name", SENT, "--prune").status == 0
    assert len(pdfs(sent)) == 16
    assert press("build").status == 0
    assert len(pdfs(sent)) == 32, "what was kept of the first build is not what is there"


def test_the_last_good_file_of_a_brochure_that_cannot_be_read_stays(sent: Path, press: Callable[..., Finished]) -> None:
    assert press("build", "--name", SENT).status == 0
    before = shown(sent / "build")
    brochure = sent / EN
    brochure.write_text(brochure.read_text(encoding="utf-8").replace("title:", "titel:"), encoding="utf-8")
    done = press("build", "--name", SENT, "--prune")
    assert done.status == 1
    assert shown(sent / "build") == before


def test_a_watch_calls_files_by_the_titles_that_were_saved_last(sent: Path) -> None:
    rounds = Rounds(sent, sent / "build", Wanted(slugs=["breathing"], clinics=["one"], name=SENT), workers=1)
    assert rounds.build().account is not None
    rounds.settle()
    brochure = sent / EN
    brochure.write_text(brochure.read_text(encoding="utf-8").replace("at home", "well"), encoding="utf-8")
    account = rounds.build().account
    assert account is not None
    assert [file.job.path for file in account.of("made")] == [
        "one/en/large-print/Breathing well - handout - Test Clinic One.pdf",
        "one/en/standard/Breathing well - Folded leaflet - Test Clinic One.pdf",
        "one/en/standard/Breathing well - One-page summary - Test Clinic One.pdf",
        "one/en/standard/Breathing well - handout - Test Clinic One.pdf",
        "one/en/standard/Breathing well - web page - Test Clinic One.html",
    ]
    assert [path.partition(" at ")[0] for path in account.strays] == [
        "one/en/large-print/Breathing", *["one/en/standard/Breathing"] * 4,
    ]  # fmt: skip


def test_without_a_pattern_jobs_are_as_they_are(sent: Path) -> None:
    catalog = Catalog(Disk(sent))
    jobs = plan_jobs(catalog)
    assert [job.path for job in Names(catalog, "", {}).give(jobs)] == [job.identity for job in jobs]


@pytest.mark.parametrize(
    ("words", "language", "written"),
    [("Large print", "en", "large print"), ("A4 paper", "en", "A4 paper"), ("MRI", "en", "MRI"),
     ("Großdruck", "de-AT", "Großdruck"), ("", "en", "")],
)  # fmt: skip
def test_words_within_a_name_are_small(words: str, language: str, written: str) -> None:
    assert within(words, language) == written
