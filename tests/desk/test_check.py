"""What `check` says beside a build: each folder of tests/checks is a case.

Its files are put into the workspace tests/checks/quiet, in which there is nothing to say. What is
expected stands in them, as in tests/problems: `# warning 12: message`. Exactly these warnings must
come, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Finished
from tests.desk.quiet import BODY, CHECKS, DAY, EDITIONS, EN, HEAD, files_of, text
from tests.folders import write
from tests.said import expected, printed

Press = Callable[..., Finished]
ES = "brochures/breathing/es.yaml"


def locale_of(language: str) -> dict[str, str]:
    """Return a locale for a language; its words do not matter here."""
    locale = (ROOT / "templates/locales/en.yaml").read_text(encoding="utf-8")
    return {f"templates/locales/{language}.yaml": locale.replace("language: en", f"language: {language}")}


def in_spanish(brochure: str) -> str:
    """Translate the quiet brochure."""
    words = {
        "language: en": "language: es",
        "Sit upright. Breathe out **slowly**. It helps you to rest.": "Siéntese derecho. Exhale **despacio**.",
        "Breathe out longer than you breathe in.": "Exhale más tiempo del que inhala.",
    }
    for english, spanish in words.items():
        brochure = brochure.replace(english, spanish)
    return brochure


@pytest.mark.parametrize("case", sorted(path.name for path in CHECKS.iterdir()))
def test_case(case: str, quiet: Path, press: Press) -> None:
    files = files_of(case)
    write(quiet, {**files, **locale_of("es")})
    finished = press("check", "--json", *DAY)
    announced = sorted(said for file, yaml in files.items() for said in expected(yaml, file, "warning"))
    said = json.loads(finished.out)["problems"]
    assert [(s["file"], s["line"], s["column"]) for s in said] == [a[:3] for a in announced]
    for a, s in zip(announced, said, strict=True):
        assert a.message in s["message"]
        assert a.hint in s["hint"]
        assert s["severity"] == "warning"
    assert (finished.status, finished.err) == (0, "")
    assert bool(announced) == (case != "quiet")


def test_a_slip_in_a_reference_is_told_where_no_source_is_named(quiet: Path, press: Press) -> None:
    write(quiet, {
        EN: HEAD.replace("[guide]", "{none: A test}\nreferences: [guide]") + BODY,
        "brochures/sources.yaml": "guide: {short: A guide, full: Doe J. <i>A guide</i>. 2020.}\n",
    })  # fmt: skip
    said = printed(press("check", *DAY).err, "warning")
    assert [(s.file, s.message) for s in said if "typed" in s.message] == [
        ("brochures/sources.yaml", "“<i>” is printed just as it is typed")
    ]


def test_files_that_nothing_reads(quiet: Path, press: Press) -> None:
    write(quiet, {
        "clinics/two.yml": "name: Two\n",
        "brochures/loose.yaml": "title: x\n",
        "brochures/sources.yml": "",
        "brochures/empty/notes.txt": "x",
        "brochures/breathing/old/spare.png": "",
        "brochures/breathing/.hidden.png": "",
        "clinics/.x.yml": "",
        "clinics/south.yaml.txt": "name: South\n",
        "clinics/west/west.yaml": "name: West\n",
        "brochures/breathing/es.yaml.txt": "title: x\n",
    })  # fmt: skip
    said = sorted(printed(press("check", *DAY).err, "warning"))
    assert [(s.file, s.message) for s in said] == [
        ("brochures/breathing/es.yaml.txt", "this file is not read"),
        ("brochures/breathing/old/spare.png", "no figure of this brochure uses this picture"),
        ("brochures/empty", "this folder holds no brochure"),
        ("brochures/loose.yaml", "this file is not read"),
        ("brochures/sources.yml", "this file is not read"),
        ("clinics/south.yaml.txt", "this file is not read"),
        ("clinics/two.yml", "this file is not read"),
        ("clinics/west/west.yaml", "this file is not read"),
    ]
    [loose] = [s for s in said if s.file == "brochures/loose.yaml"]
    assert loose.hint.endswith("brochures/loose/en.yaml")


# Pictures -----------------------------------------------------------------------------------------


def test_files_that_cannot_be_read_hide_nothing_else(quiet: Path, press: Press) -> None:
    write(quiet, {
        "brochures/breathing/fr.yaml": "title: [",
        "brochures/Bad Name/en.yaml": HEAD + BODY,
        "brochures/sources.yaml": "[",
        "brochures/other/en.yaml": HEAD.replace("[guide]", "{none: A test}") + BODY,
        "clinics/one.yaml": "nam: One",
        "templates/editorial/en.yaml": "[",
    })  # fmt: skip
    finished = press("check", *DAY)
    assert {s.file for s in printed(finished.err)} == {
        "brochures/Bad Name/en.yaml",
        "brochures/breathing/fr.yaml",
        "brochures/sources.yaml",
        "clinics/one.yaml",
        "templates/editorial/en.yaml",
    }
    assert [s.file for s in printed(finished.err, "warning")] == [
        "brochures/other/en.yaml",
        "templates/locales/fr.yaml",
    ]
    assert finished.status == 1


# The command --------------------------------------------------------------------------------------


def test_strict_and_the_day(quiet: Path, press: Press) -> None:
    late = press("check", "--today", "2029-01-01")
    assert "had to be reviewed by 2028-11-01" in late.err
    assert late.status == 0
    strict = press("check", "--today", "2029-01-01", "--strict")
    assert strict.status == 1
    assert ": warning: " in strict.err
    assert "with --strict, warnings count as errors" in strict.out
    assert press("check", "--strict", *DAY).status == 0
    assert press("check", "--today", "1.1.2029").status == 2


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2028-11-02", "had to be reviewed by 2028-11-01: that is 1 day ago"),
        ("2028-11-01", "must be reviewed by 2028-11-01: that is today"),
        ("2028-10-31", "must be reviewed by 2028-11-01: 1 day is left"),
        ("2028-09-02", "must be reviewed by 2028-11-01: 60 days are left"),
        ("2028-09-01", ""),
    ],
)
def test_the_day_of_the_review_comes_near(day: str, message: str, quiet: Path, press: Press) -> None:
    said = [s.message for s in printed(press("check", "--today", day).err, "warning")]
    assert said == ([f"this brochure {message}"] if message else [])


def test_json_holds_problems_levels_and_items(quiet: Path, press: Press) -> None:
    write(quiet, {"brochures/breathing/en-GB.yaml": (HEAD + BODY).replace("language: en", "language: en-GB")})
    write(quiet, {"templates/editorial/de.yaml": "language: de\n"})
    found = json.loads(press("check", "--json", *DAY).out)
    assert found["problems"] == []
    both = {brochure["language"]: brochure for brochure in found["brochures"]}
    assert set(both) == {"en", "en-GB"}
    one = both["en-GB"]
    assert one["slug"] == "breathing"
    assert one["readability"]["sentences"] == 3
    assert one["readability"]["sections"][0]["id"] == "how-to"
    assert one["readability"] == both["en"]["readability"]
    assert len(one["scorecard"]) == 44
    assert {row["verdict"] for row in one["scorecard"]} == {"met", "not met", "for a person", "does not apply"}
    assert "are left to a person" in one["score"]


def test_the_scorecard_is_shown_where_it_is_asked_for(quiet: Path, press: Press) -> None:
    short, whole = press("check", "--scorecard", *DAY).out, press("check", "breathing", "--scorecard", *DAY).out
    for told in (press("check", *DAY).out, press("check", "breathing", *DAY).out):
        assert told.splitlines()[0].split() == [
            "brochure",
            "language",
            "to",
            "settle",
            "would",
            "help",
            "words",
            "reading",
            "grade",
        ]
        assert told.splitlines()[2].split()[:4] == ["breathing", "en", "0", "0"]
        assert len(told.splitlines()) == 5
        assert "PEMAT" not in told
    assert "are left to a person" in short
    assert "not met:" in short
    assert "for a person:" not in short
    assert all(f"{verdict}:" in whole for verdict in ("met", "not met", "for a person", "does not apply"))
    assert "PEMAT-P 26" in whole
    assert max(map(len, (short + whole).splitlines())) <= 120


def test_languages_without_editorial_rules_are_not_scored_and_that_is_said_once(quiet: Path, press: Press) -> None:
    swahili = in_spanish(HEAD + BODY).replace("language: es", "language: sw")
    others = {
        name.replace("breathing", "other"): text
        for name, text in ((EN, HEAD + BODY), ("brochures/breathing/sw.yaml", swahili))
    }
    write(quiet, {**locale_of("sw"), "brochures/breathing/sw.yaml": swahili, **others})
    finished = press("check", *DAY)
    assert finished.out.count("Not scored, for want of a formula: sw.") == 1
    finished = press("check", "--scorecard", *DAY)
    assert finished.err == ""
    assert "breathing (sw): not scored: no editorial rules for sw" in finished.out


def test_other_languages_have_reading_levels_of_their_own(quiet: Path, press: Press) -> None:
    hard = "La multidisciplinariedad institucionalizada posibilita extraordinariamente procedimientos. " * 6
    french = in_spanish(HEAD + BODY).replace("language: es", "language: fr").replace("Siéntese derecho.", hard)
    write(
        quiet,
        {
            **locale_of("es"),
            **locale_of("fr"),
            ES: french.replace("language: fr", "language: es"),
            "brochures/breathing/fr.yaml": french,
        },
    )
    finished = press("check", *DAY)
    assert "es.yaml:1:8: warning: the reading level is too high: " in finished.err
    assert "(Szigriszt-Pazos: very hard)" in finished.err
    assert "(Kandel-Moles: very hard)" in finished.err
    assert "under 60 a text is hard" in finished.err
    assert "Not scored" not in finished.out
    whole = press("check", "--scorecard", *DAY).out
    assert "breathing (fr): items not judged: the editorial rules for fr have no word lists" in whole
    assert "breathing (es)\n" in whole


def test_a_workspace_has_its_own_editorial_rules(quiet: Path, press: Press) -> None:
    write(quiet, {"templates/editorial/en.yaml": "language: en\nplain: {upright: straight}\n"})
    [said] = printed(press("check", *DAY).err, "warning")
    assert said.message == "a hard word: “upright” (straight)"
    write(quiet, {"templates/editorial/en.yaml": "language: en\nplane: {}\nlimits: {grade: low}\n"})
    finished = press("check", *DAY)
    assert [s[:3] for s in printed(finished.err)] == [
        ("templates/editorial/en.yaml", 2, 1),
        ("templates/editorial/en.yaml", 3, 17),
    ]
    assert finished.status == 1


@pytest.mark.parametrize(
    ("change", "replacement", "error"),
    [
        ("sources: [", "sources: [unheard-of, ", "unknown source"),
        ("      - paragraph", "      - paragraf", "unknown block"),
    ],
    ids=["with a source that is not there", "with a mistake in a block"],
)
def test_a_brochure_that_cannot_be_printed_is_read_all_the_same(
    change: str, replacement: str, error: str, quiet: Path, press: Press
) -> None:
    dates = HEAD.replace("title:", "review_notes: [Settle this.]\ntitle:").replace("review_due: 20", "review_due: 19")
    assert dates.count("review_due: 19") == 1
    write(quiet, {EN: (dates + BODY).replace(change, replacement, 1)})
    finished = press("check", *DAY)
    [wrong] = printed(finished.err)
    assert error in wrong.message
    said = " ".join(each.message for each in printed(finished.err, "warning"))
    assert "review note: Settle this." in said
    assert "is not after the last one" in said


def test_a_wrong_language_is_not_taken_for_that_of_others(quiet: Path, press: Press) -> None:
    write(quiet, {"brochures/a-first/en.yaml": (HEAD + BODY).replace("language: en", "language: fr")})
    finished = press("check", "--scorecard", *DAY)
    assert "the language is “fr”, but the file is called en.yaml" in finished.err
    assert "not scored" not in finished.out
    assert finished.out.count("items that a program can decide") == 2


def test_a_pull_point_may_quote_a_sentence_with_marks(quiet: Path, press: Press) -> None:
    sentence = "      - paragraph: Ask [the nurse](https://a.example) today.\n"
    quoted = f"    aside: {{pull: Ask the nurse today}}\n    body:\n{sentence}"
    write(quiet, {EN: (HEAD + BODY).replace("    body:\n", quoted)})
    assert "word for word" not in press("check", *DAY).err


def test_a_named_brochure_is_checked_alone_even_where_nothing_prints_it(quiet: Path, press: Press) -> None:
    write(quiet, {
        "brochures/draft/en.yaml": HEAD + BODY.replace("Sit", "Utilize it. Sit"),
        "brochures/broken/en.yaml": HEAD + BODY.replace("heading", "headin"),
        "editions.yaml": EDITIONS + "matrix: {exclude: [{brochure: draft}, {brochure: broken}]}\n",
        "clinics/two.yml": "",
    })  # fmt: skip
    draft = press("check", "draft", *DAY)
    assert [s.message for s in printed(draft.err, "warning")] == ["a hard word: “utilize” (use)"]
    assert "1 brochure(s) checked" in draft.out
    broken = press("check", "broken", *DAY)
    assert broken.status == 1
    assert any("unknown key “headin”" in s.message for s in printed(broken.err))
    assert press("check", "nothing", *DAY).status == 2


def test_a_broken_brochure_raises_no_false_alarms_elsewhere(quiet: Path, press: Press) -> None:
    """What a brochure with mistakes uses is not known: nothing may be called unused."""
    write(quiet, {EN: HEAD.replace("sources", "source") + BODY, "brochures/breathing/a.svg": "<svg/>"})
    finished = press("check", *DAY)
    assert printed(finished.err, "warning") == []
    assert finished.status == 1


# The two brochures --------------------------------------------------------------------------------

LEVELS = {"iv-ketamine-fibromyalgia": (10.3, 12.5), "ketamine-pain-relief": (13.4, 15.8)}
"""Flesch-Kincaid and SMOG of the articles."""
SAID = {
    "iv-ketamine-fibromyalgia": [
        "the reading level is too high: grade 10.3",
        "this brochure has no day of a clinical review, no reviewer, no day of next review",
        "review note: The guideline that the article cites",
        "review note: The article names no reviewer",
        "hard words: “fatigue”",
        "a hard word: “twofold”",
        "hard words: “significant”",
        "the medical term “infusion” is not explained",
        "hard words: “temporary”",
        "the medical term “hallucinations” is not explained",
        "a hard word: “tailored”",
    ],
    "ketamine-pain-relief": [
        "the reading level is too high: grade 13.4",
        "this brochure has no day of a clinical review, no reviewer, no day of next review",
        "this brochure names no source",
        "review note: The article names no source",
        "review note: The article has no title",
        "review note: The article names no reviewer",
        "hard words: “initially”",
        "the medical term “dissociative” is not explained",
        "hard words: “mechanism of action”",
        "“NMDA” is never written out",
        "hard words: “mainstream”",
        "hard words: “innovation”",
        "the medical term “neuropathic” is not explained",
        "the medical term “infusions” is not explained",
        "hard words: “tailored”",
        "this sentence has 26 words: “Its use must be carefully …”",
        "hard words: “ongoing”",
        "hard words: “evaluation”",
        "this sentence has 28 words: “If you are looking for …”",
    ],
}


def test_the_two_brochures_get_what_a_careful_editor_would_say(press: Press) -> None:
    finished = press("check", "--workspace", str(ROOT), "--json", *DAY)
    assert finished.status == 0
    found = json.loads(finished.out)
    for slug, messages in SAID.items():
        said = [p for p in found["problems"] if p["file"] == f"brochures/{slug}/en.yaml"]
        assert [p["message"][: len(m)] for p, m in zip(said, messages, strict=True)] == messages
        assert {p["severity"] for p in said} == {"warning"}
        lines = (ROOT / f"brochures/{slug}/en.yaml").read_text(encoding="utf-8").split("\n")
        for problem in said:
            if "this sentence" in problem["message"]:
                begin = problem["message"].split("“")[1].split()[0]
                assert lines[problem["line"] - 1][problem["column"] - 1 :].startswith(begin)
    levels = {b["slug"]: (b["readability"]["flesch_kincaid"], b["readability"]["smog"]) for b in found["brochures"]}
    assert {slug: levels[slug] for slug in LEVELS} == LEVELS


# Words as a careful editor reads them ---------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "DVT stands for deep vein thrombosis, as you know.",
        "AF, or atrial fibrillation, is an uneven heartbeat in you.",
        "PE means a clot in your lung.",
        "Your TIA – transient ischaemic attack – is a sign.",
        "You may hear of irritable bowel syndrome, or IBS, too.",
        "The Food and Drug Administration tells you. Ask the Acute Medical Unit.",
        "Take two at 8 a.m. Take two at 2 p.m. Take two at 8 p.m. Take two at 2 a.m. Take two at 4 a.m. That is it.",
        "The clinic is closed. It is located near you. The doors are locked. Your skin is inflamed.",
    ],
)
def test_no_false_alarm(said: str, quiet: Path, press: Press) -> None:
    write(quiet, text(f'      - paragraph: "{said}"\n'))
    assert printed(press("check", *DAY).err, "warning") == []


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("You should utilise it.", "a hard word: “utilise”"),
        ("It occurred to you.", "a hard word: “occurred”"),
        ("Your foot has oedema.", "the medical term “oedema” is not explained"),
        ("AF, like your pulse, is uneven.", "“AF” is never written out"),
        ("You can have ECT here.", "“ECT” is never written out"),
    ],
)
def test_words_that_are_not_plain(said: str, message: str, quiet: Path, press: Press) -> None:
    # The section's id is not printed: it explains nothing.
    files = text(f'      - paragraph: "{said}"\n')
    write(quiet, {EN: files[EN].replace("id: how-to", "id: ect")})
    (found,) = printed(press("check", *DAY).err, "warning")
    assert found.message.startswith(message)
