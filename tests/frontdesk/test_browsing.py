"""The shelf's page and the brochures' pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import ROOT, WORKSPACE
from tests.desks import Opened, opened
from tests.frontdesk.reading import Read, read


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A desk that edits, of two clinics and a house, with a translation, a review that is due, and a mistake."""
    root = tmp_path_factory.mktemp("varied")
    files = dict(WORKSPACE)
    english, locale = files["brochures/breathing/en.yaml"], (ROOT / "templates/locales/en.yaml").read_text("utf-8")
    reviewed = "reviewed: 2025-01-02\nreviewer: A. Person\nreview_due: 2026-01-02\n"
    files |= {
        "clinics/two.yaml": files["clinics/one.yaml"].replace("One", "Two"),
        "templates/locales/es.yaml": locale.replace("language: en", "language: es"),
        "brochures/breathing/es.yaml": english.replace("language: en", "language: es").replace("Breathing", "Respirar"),
        "brochures/sleeping/en.yaml": english.replace("Breathing at home", "Sleeping well") + reviewed,
        "brochures/foreign/en.yaml": english.replace("Breathing at home", "Tea").replace("Sit upright.", "Sit. ꀀ"),
        "brochures/broken/en.yaml": english.replace("[guide]", "[guide"),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    with opened(root, "--edit") as desk:
        yield desk


def shown(desk: Opened, path: str = "/", **cookies: str) -> Read:
    with desk.client as client:
        return read(client.get(path, headers={"Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())}).text)


def test_the_shelf_shows_all_brochures_with_what_one_asks_about_them(desk: Opened) -> None:
    page = shown(desk)
    assert page.headings == [
        "Find a handout",
        "IV Ketamine and Fibromyalgia: An Option For Treatment?",
        "Ketamine in Pain Relief",
    ]
    assert "Version 1.0" in page.text
    assert "Draft: a clinician must settle 3 notes" in page.text


def test_a_brochure_is_printed_in_one_click_in_large_print_too(desk: Opened) -> None:
    page = shown(desk)
    print_it, large = page.link("Print Ketamine in Pain Relief"), page.link("Large print: print Ketamine in")
    assert print_it == "/pdf/sample/en/standard/ketamine-pain-relief-handout.pdf"
    assert large == "/pdf/sample/en/large-print/ketamine-pain-relief-handout.pdf"
    with desk.client as client:
        assert client.get(large).content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ("sle", ["Sleeping well"]),
        ("SLÉEPING wel", ["Sleeping well"]),
        ("wéll", ["Sleeping well"]),
        ("upright", ["Breathing at home", "Sleeping well"]),
        ("no-such-word", []),
        ("%3Cxyz%3E", []),
    ],
)
def test_what_is_looked_for_is_found_and_counted(varied: Opened, wanted: str, titles: list[str]) -> None:
    page = shown(varied, f"/?q={wanted}")
    assert page.headings[1:] == titles
    assert f"{len(titles)} handout{'' if len(titles) == 1 else 's'} for “" in page.text


def test_a_clinic_is_chosen_once_and_remembered(varied: Opened) -> None:
    with varied.client as client:
        first = read(client.get("/").text)
        assert first.link("Print Breathing") == "/pdf/house/en/standard/breathing-handout.pdf"
        assert "Choose your clinic above" in first.text
        answer = client.get("/?clinic=two&language=es&chosen=1&q=upright")
        cookies = answer.headers.get_list("set-cookie")
        assert len(cookies) == 2 and all("HttpOnly" in each and "SameSite=strict" in each for each in cookies)
        assert answer.headers["location"] == "/?q=upright&clinic=two&language=es"
        again = read(client.get("/").text)
        assert again.link("Print Respirar") == "/pdf/two/es/standard/breathing-handout.pdf"
        assert client.get("/?clinic=no-such").status_code == 410


@pytest.mark.parametrize("link", ["/?clinic=two", "/b/breathing/en?clinic=two", "/basket?clinic=two"])
def test_opening_somebody_s_link_chooses_no_clinic(varied: Opened, link: str) -> None:
    with varied.client as client:
        assert "set-cookie" not in client.get(link).headers
        assert "Choose your clinic above" in client.get("/").text


def test_the_only_clinic_need_not_be_chosen(desk: Opened) -> None:
    page = shown(desk)
    assert page.link("Print Ketamine").startswith("/pdf/sample/")
    assert "Choose your clinic" not in page.text


def test_the_shelf_shows_one_language_and_the_page_leads_to_the_others(varied: Opened) -> None:
    assert shown(varied).headings[1:] == ["Breathing at home", "Sleeping well", "Tea"]
    assert shown(varied, "/?language=es").headings[1:] == ["Respirar at home"]
    assert shown(varied, "/?language=all").headings[1:] == [
        "Breathing at home",
        "Respirar at home",
        "Sleeping well",
        "Tea",
    ]
    assert shown(varied, "/b/breathing/en").link("Español").startswith("/b/breathing/es?")


def test_favourites_come_first(varied: Opened) -> None:
    with varied.client as client:
        assert read(client.get("/").text).headings[1:] == ["Breathing at home", "Sleeping well", "Tea"]
        back = client.post("/favourite?clinic=one", data={"slug": "sleeping"})
        assert back.status_code == 303
        assert read(client.get(back.headers["location"]).text).headings[1:] == [
            "Sleeping well",
            "Breathing at home",
            "Tea",
        ]
        client.post("/favourite?clinic=one", data={"slug": "sleeping"})
        assert read(client.get("/").text).headings[1:] == ["Breathing at home", "Sleeping well", "Tea"]
        assert client.post("/favourite", data={"slug": "../no"}).status_code == 404


def test_a_review_that_is_due_is_told(varied: Opened) -> None:
    assert "Review was due January 2, 2026" in shown(varied).text


def test_mistakes_are_told_and_the_rest_is_printed(varied: Opened) -> None:
    page = shown(varied)
    mistakes = shown(varied, page.link("See what to mend"))
    assert "brochures/broken/en.yaml, line 5" in mistakes.text
    with varied.client as client:
        assert client.get(page.link("Print Breathing")).content.startswith(b"%PDF-")


def test_what_cannot_be_printed_says_why_and_the_shelf_tells_of_it(varied: Opened) -> None:
    with varied.client as client:
        why = client.get("/pdf/one/en/standard/foreign-handout.pdf")
        assert (why.status_code, "brochures/foreign/en.yaml, line" in read(why.text).text) == (409, True)
        shelf = read(client.get("/?clinic=one").text)
        assert read(client.get(shelf.link("see why")).text).headings == read(why.text).headings


@pytest.mark.parametrize(
    ("asked", "chosen", "pages"),
    [
        ("", "Handout", 4),
        ("?edition=standard&layout=summary", "One-page summary", 1),
        ("?edition=no&layout=such", "Handout", 4),
    ],
)
def test_a_brochures_page_shows_its_pages_in_each_of_its_ways(
    desk: Opened, asked: str, chosen: str, pages: int
) -> None:
    page = shown(desk, f"/b/ketamine-pain-relief/en{asked}")
    assert page.current == chosen
    assert page.pictures == [f"Page {number} of {pages}" for number in range(1, pages + 1)]
    assert "Printed for Sample Clinic (example)" in page.text


def test_a_brochure_is_read_as_text(desk: Opened) -> None:
    page = shown(desk, "/b/ketamine-pain-relief/en")
    with desk.client as client:
        text = client.get(page.link("Read as text"))
    assert text.headers["content-type"].startswith("text/html")
    assert "Ketamine in Pain Relief" in read(text.text).headings


def test_the_pictures_have_the_size_that_the_page_says(desk: Opened) -> None:
    with desk.client as client:
        text = client.get("/b/ketamine-pain-relief/en").text
    assert 'width="816" height="1056" alt="Page 1 of 4"' in text


def test_what_is_not_there_is_not_found(desk: Opened) -> None:
    with desk.client as client:
        assert client.get("/b/no-such/en").status_code == 404
        assert client.get("/b/ketamine-pain-relief/xx").status_code == 404
        assert client.get("/pages/sample/en/standard/no-such.pdf").status_code == 404


def test_lengths_are_told(desk: Opened) -> None:
    with desk.client as client:
        assert client.get("/pages/sample/en/standard/ketamine-pain-relief-summary.pdf").text == "1"


def test_only_desks_that_edit_lead_to_editing(desk: Opened, varied: Opened) -> None:
    assert not any("Edit" in link for link in shown(desk).links)
    assert shown(varied).link("Edit Breathing at home").startswith("/edit/brochures/breathing/en")
