"""The letter: the same words on the page and in the text, a subject that tells nothing, whatever a clinic is called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.ground.problems import InputProblems
from clinicpress.mailing.addresses import NotAnAddress
from clinicpress.mailing.letter import Letter, as_draft, as_sent, compose
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT
from tests.folders import write
from tests.mailing.conftest import TO
from tests.mailing.reading import NODE, archive, in_python, in_thunderbird, page_of

PDF = b"%PDF-1.7 a file\r\n"
EN = "brochures/breathing/en.yaml"
EDITIONS = """\
editions:
  standard: {theme: calm, paper: letter, layouts: [handout, summary]}
  large: {theme: large-print, paper: letter, layouts: [handout], label: large_print}
  a4-two-sided: {theme: calm, paper: a4, layouts: [handout]}
"""


def letter(root: Path, clinic: str = "one", edition: str = "standard", layout: str = "handout", to: str = "") -> Letter:
    return compose(Catalog(Disk(root)), Job(clinic, "en", edition, "breathing", layout), PDF, to)


def test_the_text_says_what_there_is_and_who_sends_it(workspace: Path) -> None:
    made = letter(workspace)
    assert made.subject == "Information from Test Clinic One"
    assert made.text == (
        "Breathing at home\n\n"
        "Your clinic has attached this handout for you to read, keep or print.\n\n"
        "If you have any questions about it, please ask your clinic.\n\n"
        "Test Clinic One\n1 Example Street\nPhone (555) 555-0100\n"
    )


def test_the_house_has_no_lines(workspace: Path) -> None:
    made = letter(workspace, "house")
    assert made.subject == "Information from your clinic"
    assert made.text.endswith("please ask your clinic.\n") and made.enclosure.file == "Breathing at home - handout.pdf"
    assert page_of(made.html).words == made.text.split()


MUCH = """\
name: R & D <Clinic>
address: [1 Example Street, "Springfield, ST 00000"]
phone: [{label: Appointments, number: (555) 555-0100}, (555) 555-0199]
website: https://clinic.example/
brand_color: "#0F5A66"
"""


def test_the_page_says_the_same_and_asks_for_nothing(workspace: Path) -> None:
    write(workspace, {"clinics/one.yaml": MUCH})
    made = letter(workspace)
    assert made.text.endswith(
        "R & D <Clinic>\n1 Example Street\nSpringfield, ST 00000\n"
        "Appointments (555) 555-0100\nPhone (555) 555-0199\nclinic.example\n"
    )
    page = page_of(made.html)
    assert page.words == made.text.split()
    assert page.asks == []


def test_the_page_can_be_heard(workspace: Path) -> None:
    tags = page_of(letter(workspace).html).tags
    assert [tag for tag, _ in tags if tag in {"h1", "h2", "h3"}] == ["h1"]
    assert {attributes["lang"] for tag, attributes in tags if "lang" in attributes} == {"en"}
    assert [tag for tag, _ in tags if tag == "title"] == ["title"]
    assert not [tag for tag, _ in tags if tag in {"table", "center", "font"}]


@pytest.mark.parametrize(
    ("edition", "layout", "title", "file"),
    [
        ("standard", "handout", "Breathing at home", "Breathing at home - handout - Test Clinic One.pdf"),
        ("standard", "summary", "Breathing at home – One-page summary",
         "Breathing at home - one-page summary - Test Clinic One.pdf"),
        ("large", "handout", "Breathing at home – Large print",
         "Breathing at home - large print - Test Clinic One.pdf"),
        ("a4-two-sided", "handout", "Breathing at home – a4 two sided",
         "Breathing at home - a4 two sided - Test Clinic One.pdf"),
    ],
)  # fmt: skip
def test_names_tell_what_is_not_usual(edition: str, layout: str, title: str, file: str, workspace: Path) -> None:
    write(workspace, {"editions.yaml": EDITIONS})
    made = letter(workspace, edition=edition, layout=layout)
    assert (made.text.splitlines()[0], made.enclosure.file) == (title, file)
    assert made.subject == "Information from Test Clinic One"
    other = compose(Catalog(Disk(workspace)), Job("one", "en", edition, "breathing", layout), PDF, file="Leaflet 1")
    assert other.enclosure.file == "Leaflet 1.pdf"


def test_a_letter_that_runs_to_the_left_says_so_and_keeps_its_numbers(workspace: Path) -> None:
    english = (ROOT / "templates/locales/en.yaml").read_text(encoding="utf-8")
    hebrew = english.replace("language: en\n", "language: en\ndirection: rtl\n")
    name = "\u05de\u05e8\u05e4\u05d0\u05d4"
    clinic = f"name: {name}\nphone: {{label: \u05d8\u05dc, number: 555-0134}}\naddress: [1 Main St.]\n"
    said = f"\n{name}\n1 Main St.\n\u05d8\u05dc \u2066555-0134\u2069\n"
    number = '<bdi dir="rtl">\u05d8\u05dc <bdi dir="ltr">555-0134</bdi></bdi>'
    for locale, direction in ((hebrew, "rtl"), (english, "ltr")):
        write(workspace, {"templates/locales/en.yaml": locale, "clinics/one.yaml": clinic})
        made = letter(workspace)
        assert made.text.endswith(said)
        assert f'<html lang="en" dir="{direction}">' in made.html
        assert f'<bdi dir="ltr">1 Main St.</bdi><br>\n{number}' in made.html


LONG = ("The Riverside Clinic of Physical Medicine & Rehabilitation " * 4)[:200].strip()
HOSTILE = {
    "line ends": ("Breathing\nBcc: eve@evil.example\n at home", "One\nX-Evil: 1"),
    "quotes": ("\"Breathing\" 'at' home\\", 'Clinic "One"; name="x.exe"'),
    "emoji": ("Breathing 🫁 at home 🏠👩‍⚕️", "Clinic 💊"),
    "right to left": ("התנשמות בבית", "عيادة النهر"),
    "turned": ("Breathing \u202efdp.exe", "Clinic \u202eeno"),
    "markup": ("<script>alert(1)</script> & {{ 7 * 7 }}", "<img src=https://evil.example/x.png>"),
    "long": ("A very long title " * 16, LONG),
}


def in_yaml(words: str) -> str:
    return (
        "|-" + "".join(f"\n  {line}" for line in words.split("\n"))
        if "\n" in words
        else json.dumps(words, ensure_ascii=False)
    )


def hostile(root: Path, name: str) -> Letter:
    """Make a letter of words that have it in them, as files may hold them."""
    title, clinic = map(in_yaml, HOSTILE[name])
    text = (root / EN).read_text(encoding="utf-8").replace("Breathing at home", title, 1)
    write(root, {EN: text, "clinics/one.yaml": f"name: {clinic}\n"})
    return letter(root, to=TO)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_stay_words(name: str, workspace: Path) -> None:
    made = hostile(workspace, name)
    read = in_python(as_draft(made))
    assert set(read.headers) == {"x-unsent", "to", "subject", "mime-version", "content-language", "content-type"}
    assert read.headers["to"] == TO
    assert read.headers["subject"] == f"Information from {shown(HOSTILE[name][1])}"
    assert read.text.splitlines()[0] == shown(HOSTILE[name][0])
    assert page_of(read.page).words == read.text.split() and page_of(read.page).asks == []
    assert read.file == made.enclosure.file and read.file.endswith(".pdf") and len(read.file.encode()) <= 204
    assert not set('\r\n"/\\:*?<>|\u202e') & set(read.file)


def shown(words: str) -> str:
    return " ".join(words.replace("\u202e", "").split())


@pytest.mark.skipif(NODE is None or archive() is None, reason="needs node and an installed Thunderbird")
def test_thunderbird_reads_the_same(workspace: Path, tmp_path: Path) -> None:
    drafts = [as_draft(hostile(workspace, name)) for name in HOSTILE]
    for draft, read in zip(drafts, in_thunderbird(drafts, tmp_path), strict=True):
        expected = in_python(draft)
        assert read[1:] == expected[1:]
        assert read.headers["subject"] == expected.headers["subject"]
        assert read.headers["to"] == TO


def test_a_draft_is_not_sent_yet_and_always_the_same(workspace: Path) -> None:
    draft = as_draft(letter(workspace, to=TO))
    assert draft == as_draft(letter(workspace, to=f" {TO} "))
    read = in_python(draft)
    assert read.headers["x-unsent"] == "1" and not {"from", "date", "message-id"} & set(read.headers)
    assert (read.headers["subject"], read.headers["content-language"]) == ("Information from Test Clinic One", "en")
    assert read.pdf == PDF
    assert "to" not in in_python(as_draft(letter(workspace))).headers


def test_what_is_sent_says_who_and_when(workspace: Path) -> None:
    read = in_python(
        as_sent(letter(workspace), TO, "desk@clinic.example", "Mon, 23 Nov 2026 08:00:00 -0000", "1@x.example")
    )
    told = [read.headers[name] for name in ("from", "to", "date", "message-id")]
    assert told == [
        "Test Clinic One <desk@clinic.example>", TO, "Mon, 23 Nov 2026 08:00:00 -0000", "<1@x.example>",
    ]  # fmt: skip
    assert "x-unsent" not in read.headers


def test_nothing_shows_whom_it_is_for(workspace: Path) -> None:
    made = letter(workspace, to=TO)
    assert made.to == TO
    assert "jane" not in repr(made) + str(made) + made.text + made.html + made.enclosure.file
    with pytest.raises(NotAnAddress):
        letter(workspace, to="a@b")


def test_translators_have_all_the_words(workspace: Path) -> None:
    english = (ROOT / "templates/locales/en.yaml").read_text(encoding="utf-8")
    head = english.partition("email:\n")[0]
    spoken = (
        "email:\n  subject: Información de {clinic}\n  subject_unnamed: Información de su clínica\n"
        "  attached: Su clínica adjunta este folleto.\n  questions: Pregunte a su clínica.\n"
    )
    write(
        workspace,
        {
            "templates/locales/es.yaml": head.replace("language: en", "language: es").replace("Phone {", "Tel. {")
            + spoken,
            "brochures/breathing/es.yaml": (workspace / EN)
            .read_text(encoding="utf-8")
            .replace("language: en", "language: es"),
        },
    )
    made = compose(Catalog(Disk(workspace)), Job("one", "es", "standard", "breathing", "handout"), PDF)
    assert made.subject == "Información de Test Clinic One"
    assert made.text == (
        "Breathing at home\n\nSu clínica adjunta este folleto.\n\nPregunte a su clínica.\n\n"
        "Test Clinic One\n1 Example Street\nTel. (555) 555-0100\n"
    )
    assert in_python(as_draft(made)).headers["content-language"] == "es"
    assert {attributes["lang"] for _, attributes in page_of(made.html).tags if "lang" in attributes} == {"es"}


def test_a_language_without_words_for_it_is_printed_and_not_mailed(workspace: Path) -> None:
    english = (ROOT / "templates/locales/en.yaml").read_text(encoding="utf-8")
    write(workspace, {"templates/locales/en.yaml": english.partition("email:\n")[0]})
    with pytest.raises(InputProblems) as told:
        letter(workspace)
    assert str(told.value) == (
        "templates/locales/en.yaml:3:11: error: this locale has no words for e-mails\n"
        "  hint: add “email:” as templates/locales/en.yaml has it, in this language"
    )
