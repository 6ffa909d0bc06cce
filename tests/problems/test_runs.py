"""How a run with problems goes: all of them at once, the other jobs made, the last good PDFs untouched."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import ROOT, WORKSPACE, Finished
from tests.said import Said, pdfs, printed

EN = "brochures/breathing/en.yaml"
GOOD = WORKSPACE[EN]
Press = Callable[..., Finished]
HOUSE = "house/en/standard/breathing-handout.pdf"
ONE = "one/en/standard/breathing-handout.pdf"


def write(workspace: Path, name: str, text: str) -> None:
    (workspace / name).parent.mkdir(parents=True, exist_ok=True)
    (workspace / name).write_text(text, encoding="utf-8")


def text_of(pdf: Path) -> str:
    """Return the text of all pages, in one line."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    finally:
        document.close()


def test_a_good_workspace(workspace: Path, press: Press) -> None:
    finished = press("build")
    assert (finished.status, finished.err) == (0, "")
    assert pdfs(workspace) == [HOUSE, ONE]
    assert press("check").status == 0


def test_all_problems_of_all_files_at_once_in_order(workspace: Path, press: Press) -> None:
    write(workspace, EN, GOOD.replace("heading:", "headnig:"))
    write(workspace, "brochures/sleep/en.yaml", GOOD.replace("[@guide]", "[@gide] [@gide]"))
    write(workspace, "brochures/rest/it.yaml", GOOD.replace("language: en", "language: it"))
    write(workspace, "clinics/one.yaml", "phone: (555) 555-0100\n")
    write(workspace, "clinics/two.yaml", "name: Two\nbrand_color: '#FFFF00'\n")
    for command in ("build", "check"):
        finished = press(command)
        said = [s[:3] for s in printed(finished.err)]
        assert said == [
            ("brochures/breathing/en.yaml", 7, 5),
            ("brochures/breathing/en.yaml", 8, 5),
            ("brochures/rest/it.yaml", 2, 11),
            ("brochures/sleep/en.yaml", 10, 57),
            ("brochures/sleep/en.yaml", 10, 65),
            ("clinics/one.yaml", 1, 1),
            ("clinics/two.yaml", 2, 14),
        ]
        assert finished.status == 1
        assert pdfs(workspace) == []


def test_one_broken_brochure_does_not_stop_the_other(workspace: Path, press: Press) -> None:
    write(workspace, "brochures/sleep/en.yaml", GOOD.replace("language: en", "language: it"))
    finished = press("build")
    assert finished.status == 1
    assert pdfs(workspace) == [HOUSE, ONE]
    assert "2 made, 2 not made because of the problems above" in finished.err


def test_one_broken_clinic_does_not_stop_the_other(workspace: Path, press: Press) -> None:
    write(workspace, "clinics/one.yaml", "name: [One]\n")
    assert press("build").status == 1
    assert pdfs(workspace) == [HOUSE]


def test_one_broken_layout_does_not_stop_the_other(workspace: Path, press: Press) -> None:
    write(workspace, "editions.yaml", "editions:\n  standard: {theme: calm, layouts: [handout, summary]}\n")
    write(workspace, "templates/summary/story.html.j2", "<story>\n<p>{{ nope }}</p>\n</story>\n")
    finished = press("build")
    assert [s[:3] for s in printed(finished.err)] == [("templates/summary/story.html.j2", 2, 1)]
    assert pdfs(workspace) == [HOUSE, ONE]


def test_the_last_good_pdf_is_left_alone(workspace: Path, press: Press) -> None:
    press("build")
    before = {name: (workspace / "build" / name).read_bytes() for name in pdfs(workspace)}
    write(workspace, EN, GOOD.replace("Sit upright", "Sit ☃ upright"))
    assert press("build").status == 1
    assert {name: (workspace / "build" / name).read_bytes() for name in pdfs(workspace)} == before
    assert not list(workspace.glob("build/.clinicpress/drafts/*")), "no half-written file is left"


@pytest.mark.parametrize("command", ["build", "check", "list"])
def test_what_cannot_be_read_at_all_is_told_as_json(workspace: Path, press: Press, command: str) -> None:
    (workspace / "editions.yaml").write_text("editions: [", encoding="utf-8")
    finished = press(command, "--json")
    assert finished.status == 1
    [problem] = json.loads(finished.out)["problems"]
    assert (problem["file"], problem["line"], problem["severity"]) == ("editions.yaml", 1, "error")


def test_problems_as_json(workspace: Path, press: Press) -> None:
    write(workspace, EN, GOOD.replace("heading:", "headnig:"))
    finished = press("build", "--json")
    assert (finished.status, finished.err) == (1, "")
    assert json.loads(finished.out) == {
        "files": [],
        "strays": [],
        "removed": [],
        "problems": [
            {
                "file": EN,
                "line": 7,
                "column": 5,
                "severity": "error",
                "message": "the key “heading” is missing",
                "hint": "add “heading:” here",
            },
            {
                "file": EN,
                "line": 8,
                "column": 5,
                "severity": "error",
                "message": "unknown key “headnig”",
                "hint": "did you mean “heading”?",
            },
        ],
    }


@pytest.mark.parametrize("workers", ["1", "2"])
def test_problems_from_worker_processes(workers: str, workspace: Path, press: Press) -> None:
    for number in range(4):
        write(workspace, f"brochures/sleep-{number}/en.yaml", GOOD.replace("language: en", "language: it"))
    finished = press("build", "--jobs", workers)
    assert finished.status == 1
    assert [s.file for s in printed(finished.err)] == [f"brochures/sleep-{number}/en.yaml" for number in range(4)]
    assert pdfs(workspace) == [HOUSE, ONE]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["breathin"], "there is no brochure “breathin”; did you mean “breathing”?"),
        (["--clinic", "on"], "there is no clinic “on”; did you mean “one”?"),
        (["--edition", "large"], "there is no edition “large”; known here: standard"),
        (["--layout", "poster"], "there is no layout “poster”; known here: handout"),
        (["--language", "fr"], "there is no language “fr”; known here: en"),
        (["../secret"], "there is no brochure “../secret”"),
        (["--clinic"], "requires an argument"),
        (["--colour"], "No such option"),
        (["--jobs", "0"], "is not in the range"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, workspace: Path, press: Press) -> None:
    finished = press("build", *arguments)
    assert finished.status == 2
    assert message in finished.err
    assert pdfs(workspace) == []


def test_a_file_in_place_of_the_output_folder(workspace: Path, press: Press) -> None:
    write(workspace, "build/house", "a file")
    finished = press("build")
    assert finished.status == 1
    assert "error: the file cannot be written: " in finished.err
    assert "hint: check the folder's permissions" in finished.err
    assert "Traceback" not in finished.err
    assert pdfs(workspace) == [ONE]


def test_a_folder_in_place_of_a_pdf(workspace: Path, press: Press) -> None:
    (workspace / "build" / ONE).mkdir(parents=True)
    finished = press("build")
    assert finished.status == 1
    assert "error: the file cannot be written: " in finished.err
    assert "Traceback" not in finished.err
    assert (workspace / "build" / HOUSE).is_file()
    assert not list(workspace.glob("build/.clinicpress/drafts/*"))


@pytest.mark.parametrize("name", ["brochures/Sleep Well/en.yaml", "clinics/Clinic Two.yaml"])
def test_file_names_that_cannot_be_ids(name: str, workspace: Path, press: Press) -> None:
    write(workspace, name, GOOD if name.startswith("brochures") else "name: Two\n")
    finished = press("build")
    said = printed(finished.err)
    assert [s[:3] for s in said] == [(name, 1, 1)]
    assert "is not a name that files can have here" in said[0].message
    assert said[0].hint == "use small letters, digits and hyphens, like how-to, and at most 100 of them"
    assert pdfs(workspace) == [HOUSE, ONE]


@pytest.mark.parametrize("name", ["brochures/.draft/en.yaml", "brochures/breathing/.en.yaml", "clinics/.one.yaml"])
def test_hidden_files_are_not_looked_at(name: str, workspace: Path, press: Press) -> None:
    write(workspace, name, "[")
    assert press("build").status == 0
    assert pdfs(workspace) == [HOUSE, ONE]


def test_a_language_without_a_locale(workspace: Path, press: Press) -> None:
    write(workspace, "brochures/breathing/no.yaml", GOOD.replace("language: en", "language: no"))
    said = printed(press("build").err)
    assert [s[:3] for s in said] == [("brochures/breathing/no.yaml", 2, 11)]
    assert said[0].message == "there is no locale for the language “no”"
    assert "add templates/locales/no.yaml" in said[0].hint
    assert pdfs(workspace) == [HOUSE, ONE]


def test_a_workspace_without_clinics(workspace: Path, press: Press) -> None:
    (workspace / "clinics/one.yaml").unlink()
    (workspace / "clinics/house.yaml").unlink()
    said = printed(press("build").err)
    assert [(s.file, s.message) for s in said] == [("clinics", "there are no clinics here")]


def test_an_exclusion_of_a_clinic_that_is_not_chosen(workspace: Path, press: Press) -> None:
    matrix = "matrix:\n  clinics: [one]\n  exclude: [{clinic: house}]\n"
    write(workspace, "editions.yaml", WORKSPACE["editions.yaml"] + matrix)
    assert press("build").status == 0
    assert pdfs(workspace) == [ONE]


# Themes and layouts of more than one file ------------------------------------------------------------


def test_themes_that_extend_each_other(workspace: Path, press: Press) -> None:
    write(workspace, "editions.yaml", "editions:\n  standard: {theme: odd, layouts: [handout]}\n")
    write(workspace, "templates/themes/odd.yaml", "extends: other\n")
    write(workspace, "templates/themes/other.yaml", "extends: odd\n")
    said = printed(press("build").err)
    assert said == [Said("templates/themes/other.yaml", 1, 10, "the theme “other” extends itself", "")]


@pytest.mark.parametrize(
    ("start", "kind", "name"),
    [
        ("  footer: {size", "styles", "footer"),
        ("  footer: {color", "rules", "footer"),
        ("  imprint: {", "boxes", "imprint"),
    ],
)
def test_themes_must_have_what_every_page_needs(
    start: str, kind: str, name: str, workspace: Path, press: Press
) -> None:
    calm = (ROOT / "templates/themes/base.yaml").read_text(encoding="utf-8")
    without = "".join(line for line in calm.splitlines(keepends=True) if not line.startswith(start))
    assert without != calm
    write(workspace, "templates/themes/base.yaml", without)
    said = printed(press("build").err)
    assert [(s.file, s.message) for s in said] == [("templates/themes/base.yaml", f"“{name}” is missing in “{kind}”")]


def test_a_layout_without_a_story(workspace: Path, press: Press) -> None:
    handout = (ROOT / "templates/handout/layout.yaml").read_text(encoding="utf-8")
    write(workspace, "templates/poster/layout.yaml", handout)
    write(workspace, "editions.yaml", "editions:\n  standard: {theme: calm, layouts: [poster]}\n")
    said = printed(press("build").err)
    assert [(s.file, s.message) for s in said] == [
        ("templates/poster/story.html.j2", "there is no template “templates/poster/story.html.j2”")
    ]


def test_a_template_that_is_not_closed(workspace: Path, press: Press) -> None:
    write(workspace, "templates/handout/story.html.j2", "<story>\n<p>{{ title.head</p>\n</story>\n")
    said = printed(press("build").err)
    assert [s[:3] for s in said] == [("templates/handout/story.html.j2", 2, 1)]
    write(workspace, "templates/handout/story.html.j2", "<story>\n{% if title %}\n<p>x</p>\n</story>")
    said = printed(press("build").err)
    assert [s[:3] for s in said] == [("templates/handout/story.html.j2", 3, 1)]
    assert "cannot be understood" in said[0].message


def test_a_clinic_that_does_not_fit_the_footer(workspace: Path, press: Press) -> None:
    handout = (ROOT / "templates/handout/story.html.j2").read_text(encoding="utf-8")
    write(workspace, "templates/handout/story.html.j2", handout.replace('<slot name="imprint">', ""))
    write(workspace, "clinics/one.yaml", "name: " + "A very long name of a clinic " * 50 + "\n")
    said = printed(press("build").err)
    assert [s[:3] for s in said] == [("clinics/one.yaml", 1, 7)]
    assert "this text has no room in the footers of the handout (standard)" in said[0].message
    assert pdfs(workspace) == [HOUSE]


LARGE = "editions:\n  large: {theme: large-print, layouts: [handout]}\n"


def test_a_footer_of_large_type_that_is_too_high(workspace: Path, press: Press) -> None:
    write(workspace, "editions.yaml", LARGE)
    write(workspace, EN, GOOD.replace("sections:", "disclaimer: " + "Ask your doctor. " * 48 + "\nsections:"))
    said = printed(press("build").err)
    assert [s[:3] for s in said] == [(EN, 6, 13)]
    assert "at most 25% is allowed" in said[0].message
    assert pdfs(workspace) == []


@pytest.mark.parametrize(
    ("name", "between"),
    [
        ("The Long Road Medical Center", " · "),
        ("The Long Road Regional Medical Center for Pain and Some More of the Same", " "),
        ("The Department of Anaesthesiology and Pain Medicine of the University Hospitals of Example", " "),
    ],
)
def test_a_clinic_has_as_many_lines_in_a_footer_of_large_type_as_it_needs(
    name: str, between: str, workspace: Path, press: Press
) -> None:
    write(workspace, "editions.yaml", LARGE)
    write(workspace, "clinics/one.yaml", f"name: {name}\nphone: (555) 555-0100\n")
    finished = press("build")
    assert (finished.status, finished.err) == (0, "")
    said = " ".join(text_of(workspace / "build/one/en/large/breathing-handout.pdf").split())
    assert f"{name}{between}Phone (555) 555-0100" in said


def test_what_does_not_fit_is_told_once_with_all_products(workspace: Path, press: Press) -> None:
    write(workspace, "editions.yaml", "editions:\n  standard: {theme: calm, layouts: [handout, summary]}\n")
    write(workspace, "clinics/one.yaml", "name: " + "A very long name of a clinic " * 50 + "\n")
    [said] = printed(press("build").err)
    assert said.message == (
        "this text has no room in the box on page 1 of the handout (standard), the box on page 1 of the summary "
        "(standard) and the footers of the handout (standard)"
    )


# Room ------------------------------------------------------------------------------------------------


def test_a_summary_that_is_too_long(workspace: Path, press: Press) -> None:
    write(workspace, "editions.yaml", "editions:\n  standard: {theme: calm, layouts: [summary]}\n")
    points = "".join(
        f"      - Point {n} is a point that says a lot, and then some more of the same.\n" for n in range(60)
    )
    write(workspace, EN, GOOD + points)
    said = printed(press("build").err)
    assert len(said) == 1
    assert said[0].file == EN
    assert 20 < said[0].line < 60, "the first point that does not fit stands in the middle"
    assert "the summary is too long for one page, even at 10.5 pt" in said[0].message
    assert "this is the first point that does not fit" in said[0].hint
    # Up to that point, it fits.
    lines = (GOOD + points).splitlines(keepends=True)
    write(workspace, EN, "".join(lines[: said[0].line - 1]))
    assert press("build").status == 0


def test_a_citation_in_a_summary(workspace: Path, press: Press) -> None:
    """A summary has no list of sources that its citations could lead to."""
    write(workspace, "editions.yaml", "editions:\n  standard: {theme: calm, layouts: [summary]}\n")
    write(workspace, EN, GOOD.replace("than you breathe in.", "than you breathe in. [@guide]"))
    finished = press("build")
    assert (finished.status, finished.err) == (0, "")
    text = text_of(workspace / "build/house/en/standard/breathing-summary.pdf")
    assert "Breathe out longer than you breathe in. [1]" in text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Sit upright. Breathe out **slowly**. [@guide]", "{}"),
        ("How to do it", "{}"),
        ("Breathing at home", "{}"),
        ("      - paragraph: Sit", "      - table: {{header: [a, b, c], rows: [[x, {}, y]]}}\n      - paragraph: Sit"),
        ("      - paragraph: Sit", "      - list: [a, {}]\n      - paragraph: Sit"),
    ],
    ids=["paragraph", "heading", "title", "table", "list"],
)
def test_words_wider_than_their_column(old: str, new: str, workspace: Path, press: Press) -> None:
    word = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 6
    write(workspace, EN, GOOD.replace(old, new.format(word)))
    finished = press("build")
    assert (finished.status, finished.err) == (0, "")
    assert word in text_of(workspace / "build" / ONE).replace(" ", "").replace("\ufffe", "")


def test_a_disclaimer_of_one_word(workspace: Path, press: Press) -> None:
    write(workspace, EN, GOOD.replace("sections:", "disclaimer: " + "x" * 200 + "\nsections:"))
    assert press("build").status == 0
    assert "x" * 200 in text_of(workspace / "build" / ONE).replace(" ", "")


# Literal text ----------------------------------------------------------------------------------------

MARKUP = [
    "<b>bold</b> & <i>x</i>",
    "&amp; &lt; &#169; &nbsp;",
    "{{ brochure.title }}",
    "{% raw %} {% endraw %} {# no comment #}",
    "100 % of 5 %s and %(name)s",
    "</p></story><script>alert(1)</script>",
    '<font color="red"> <br/> <para> <img src="x"/>',
    "$(whoami) `id` \\n \\x41 ${HOME}",
    "{page} of {pages} and {0.__class__}",
    "[not a link] (nor this) [@] [x]( y)",
    "2 * 3 * 4 and ** and a*b*c",
    "tpl=\"a:1:1\" at='b:2:2'",
]


def test_a_name_that_is_one_word_wider_than_its_column_is_broken_with_hyphens_that_are_no_part_of_it(
    workspace: Path, press: Press
) -> None:
    name = "Kinderschmerzambulanzversorgungszentrum"
    write(workspace, "clinics/one.yaml", f"name: {name}\n")
    finished = press("build")
    assert (finished.status, printed(finished.err)) == (0, [])
    said = "".join(text_of(workspace / "build" / ONE).split())
    # So PDFium writes a soft hyphen at the end of a line, and finds the word all the same.
    assert "\x02" in said
    assert name in said.replace("\x02", "")
    assert press("preflight", str(workspace / "build" / ONE)).status == 0


@pytest.mark.parametrize("text", MARKUP)
def test_what_looks_like_markup_is_printed_as_typed(text: str, workspace: Path, press: Press) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    content = GOOD.replace("Breathing at home", quoted).replace("How to do it", quoted)
    content = content.replace("Sit upright. Breathe out **slowly**. [@guide]", quoted)
    content = content.replace("sections:", f"disclaimer: {quoted}\nsections:")
    content = content.replace(
        "    summary:", f"      - table: {{header: [{quoted}], rows: [[{quoted}]]}}\n    summary:"
    )
    write(workspace, EN, content)
    write(workspace, "clinics/one.yaml", f"name: {quoted}\n")
    source = f"guide:\n  short: {quoted}\n  full: {quoted}\n"
    write(workspace, "brochures/sources.yaml", source)
    finished = press("build")
    assert (finished.status, printed(finished.err)) == (0, [])
    said = "".join(text_of(workspace / "build" / ONE).split())
    words = "".join(text.split())
    # Title, at a glance aside: heading, paragraph, head, cell, disclaimer and source twice, and the clinic.
    assert said.count(words) >= 9


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            ("{% for section in brochure.sections %}", "{% for section in brochure.sections[1:] %}"),
            "leaves out the text in",
        ),
        (("{{ blocks(section.body, labels, level) }}", ""), "leaves out the text in"),
        (("brochure.sections %}", "brochure.sections|reverse %}"), "puts the text in"),
    ],
    ids=["a section left out", "the text left out", "another order"],
)
def test_a_template_cannot_leave_out_or_rearrange_sentences(
    changed: tuple[str, str], message: str, workspace: Path, press: Press
) -> None:
    section = GOOD[GOOD.index("  - id: how-to") :]
    write(workspace, EN, GOOD + section.replace("how-to", "again"))
    shipped = ROOT / "templates" / "handout" / "story.html.j2"
    template = shipped.read_text(encoding="utf-8")
    assert changed[0] in template
    write(workspace, "templates/handout/story.html.j2", template.replace(*changed))
    finished = press("build")
    said = printed(finished.err)
    assert [s.file for s in said] == ["templates/handout/story.html.j2"]
    assert message in said[0].message
    assert "brochures/breathing/en.yaml" in said[0].message
    assert pdfs(workspace) == []


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ("footer: {size: 3, leading: 4}", "the number must be from 9 to 200"),
        ("footer-strong: {size: 9, leading: 12, color: paper}", "too pale"),
        ("body: {size: 12, leading: 9}", "too tight"),
        ("colophon: {size: 9, leading: 12, color: hair}", "too pale"),
    ],
)
def test_no_theme_can_make_words_vanish(style: str, message: str, workspace: Path, press: Press) -> None:
    write(workspace, "templates/themes/mine.yaml", f"extends: calm\nstyles:\n  {style}\n")
    write(workspace, "editions.yaml", WORKSPACE["editions.yaml"].replace("calm", "mine"))
    finished = press("build")
    assert finished.status == 1
    assert message in finished.err
    assert "templates/themes/mine.yaml:3:" in finished.err
    assert pdfs(workspace) == []


def test_files_that_would_not_be_read_are_named(workspace: Path, press: Press) -> None:
    write(workspace, "brochures/breathing/es.yml", GOOD)
    said = printed(press("build").err)
    assert [(s.file, s.message) for s in said] == [("brochures/breathing/es.yml", "this file is not read")]


def test_a_brochure_without_summary_points_is_a_warning(workspace: Path, press: Press) -> None:
    write(workspace, EN, GOOD[: GOOD.index("    summary:")])
    finished = press("check")
    assert finished.status == 0
    assert "warning: no section has summary points" in finished.err


def test_a_draft_and_the_sources_that_it_lists_are_told_at_once(workspace: Path, press: Press) -> None:
    sources = WORKSPACE["brochures/sources.yaml"]
    write(workspace, "brochures/sources.yaml", f"{sources}unfinished:\n  short: A. Source\n  full:  # FILL IN: it\n")
    draft = GOOD.replace("sources: [guide]", "sources: [guide, unfinished]").replace(
        "2026-11-22", " # FILL IN: the day"
    )
    write(workspace, "brochures/sleep/en.yaml", draft)
    for command in ("build", "check"):
        said = [s[:3] for s in printed(press(command, "sleep").err)]
        assert said == [("brochures/sleep/en.yaml", 4, 11), ("brochures/sources.yaml", 9, 8)]


@pytest.mark.parametrize(
    "draft",
    [
        GOOD.replace("sources: [guide]", "sources: [unfinished]"),
        GOOD.replace("published: 2026-11-22", "published:  # FILL IN: the day"),
        GOOD.replace("sections:", "# LOOK: is this all of it?\nsections:"),
        "title: [",
        "",
    ],
    ids=["its source", "a day", "a LOOK", "not YAML", "empty"],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_an_unfinished_draft_of_another_brochure_disturbs_nobody(
    draft: str, language: str, workspace: Path, press: Press
) -> None:
    sources = WORKSPACE["brochures/sources.yaml"]
    write(workspace, "brochures/sources.yaml", f"{sources}unfinished:\n  short: A. Source\n  full:  # FILL IN: it\n")
    write(workspace, f"brochures/sleep/{language}.yaml", draft)
    for more in ([], ["--language", "en"], ["--clinic", "house"]):
        finished = press("build", "breathing", *more)
        assert (finished.status, finished.err) == (0, "")
    assert pdfs(workspace) == [HOUSE, ONE]
    finished = press("check", "breathing")
    assert (finished.status, printed(finished.err)) == (0, [])
    assert press("build").status == 1


def test_a_broken_source_stops_only_the_brochures_that_list_it(workspace: Path, press: Press) -> None:
    sources = WORKSPACE["brochures/sources.yaml"].replace("  full: Roe J.", "  ful: Roe J.")
    write(workspace, "brochures/sources.yaml", sources)
    write(workspace, "brochures/sleep/en.yaml", GOOD.replace("sources: [guide]", "sources: [guide, other-guide]"))
    said = printed(press("build").err)
    assert [(s.file, s.line) for s in said] == [("brochures/sources.yaml", 5), ("brochures/sources.yaml", 6)]
    assert pdfs(workspace) == [HOUSE, ONE]
    (workspace / "brochures" / "sleep" / "en.yaml").unlink()
    (workspace / "brochures" / "sleep").rmdir()
    for command in ("build", "check"):
        finished = press(command)
        assert finished.status == 1
        assert len(printed(finished.err)) == 2
    assert pdfs(workspace) == [HOUSE, ONE]
