"""The basket: what lies in it, in its order, printed and packed together."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from clinicpress.frontdesk.basket import archive
from tests.desks import Opened
from tests.frontdesk.reading import Read, read

PAIN, BRIEF = "ketamine-pain-relief.en.standard.handout", "iv-ketamine-fibromyalgia.en.standard.summary"
LARGE = "ketamine-pain-relief.en.large-print.handout"


def asked(*items: str) -> str:
    return "&".join(["clinic=sample", *(f"h={each}" for each in items)])


def shown(desk: Opened, *items: str) -> Read:
    with desk.client as client:
        return read(client.get(f"/basket?{asked(*items)}").text)


def test_an_empty_basket_says_how_it_is_filled(desk: Opened) -> None:
    page = shown(desk)
    assert "Nothing in it yet" in page.text
    with desk.client as client:
        assert client.get("/basket.pdf?clinic=sample").status_code == 404
        assert client.get("/basket.zip?clinic=sample").status_code == 404


def test_things_are_moved_and_taken_out(desk: Opened) -> None:
    page = shown(desk, PAIN, BRIEF)
    assert page.headings[1:] == ["Ketamine in Pain Relief", "IV Ketamine and Fibromyalgia: An Option For Treatment?"]
    with desk.client as client:
        down = read(client.get(page.link("Move Ketamine in Pain Relief down")).text)
        assert down.headings[1:] == page.headings[:0:-1]
        up = read(client.get(down.link("Move Ketamine in Pain Relief up")).text)
        assert up.headings == page.headings
        left = read(client.get(page.link("Take Ketamine in Pain Relief out")).text)
    assert left.headings[1:] == page.headings[2:]
    assert not any(name.startswith("Move Ketamine in Pain Relief up") for name in page.links)


def test_all_are_one_file_in_their_order_each_on_a_sheet_of_its_own(desk: Opened) -> None:
    with desk.client as client:
        answer = client.get(f"/basket.pdf?{asked(BRIEF, PAIN)}")
        brief = client.get("/pdf/sample/en/standard/iv-ketamine-fibromyalgia-summary.pdf").content
        pain = client.get("/pdf/sample/en/standard/ketamine-pain-relief-handout.pdf").content
    assert answer.headers["content-type"] == "application/pdf"

    def words(content: bytes) -> list[str]:
        return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]

    assert words(answer.content) == [*words(brief), "", *words(pain)]


def test_all_are_packed_with_names_that_tell_them_apart(desk: Opened) -> None:
    with desk.client as client:
        answer = client.get(f"/basket.zip?{asked(PAIN, LARGE)}")
        large = client.get("/pdf/sample/en/large-print/ketamine-pain-relief-handout.pdf").content
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    standard, other = packed.namelist()
    assert standard != other == "Ketamine in Pain Relief - large print - Sample Clinic (example).pdf"
    assert packed.read(other) == large


@pytest.mark.parametrize("item", ["no-such.en.standard.handout", "..", "", "<b>x</b>.en.standard.handout", "a" * 3000])
def test_what_is_not_there_is_told_and_the_rest_is_printed(desk: Opened, item: str) -> None:
    page = shown(desk, item, BRIEF)
    assert "This cannot be printed for Sample Clinic (example)" in page.text
    assert "1 handout from Sample Clinic (example)" in page.text
    with desk.client as client:
        assert client.get(f"/basket.pdf?{asked(item, BRIEF)}").content.startswith(b"%PDF-")


@pytest.mark.parametrize("path", ["/basket.pdf", "/basket.zip"])
def test_of_several_the_one_that_cannot_be_printed_is_named(
    path: str, open_desk: Callable[..., Opened], workspace: Path
) -> None:
    text = (workspace / "brochures/breathing/en.yaml").read_text(encoding="utf-8")
    broken = text.replace("at home", "and more").replace("slowly", "slowly ꀀ")
    for slug, other in (("a-first", text.replace("at home", "outside")), ("broken", broken)):
        (workspace / f"brochures/{slug}").mkdir()
        (workspace / f"brochures/{slug}/en.yaml").write_text(other, encoding="utf-8")
    items = "&".join(f"h={slug}.en.standard.handout" for slug in ("a-first", "broken", "breathing"))
    with open_desk().client as client:
        answer = client.get(f"{path}?clinic=one&{items}")
    assert answer.status_code == 409
    page = read(answer.text)
    assert "Not yet: “Breathing and more”. Take it out of the basket" in page.text
    assert "brochures/broken/en.yaml, line" in page.text


def test_the_same_files_make_the_same_archive() -> None:
    assert archive(["a.pdf"], [b"1"]) == archive(["a.pdf"], [b"1"])


@pytest.mark.parametrize("path", ["/basket.pdf", "/basket", "/mail", "/b/ketamine-pain-relief/en", "/"])
def test_a_clinic_that_is_gone_is_not_taken_for_the_one_that_is_remembered(desk: Opened, path: str) -> None:
    with desk.client as client:
        client.cookies.set("desk-clinic", "sample")
        answer = client.get(f"{path}?clinic=gone&h=ketamine-pain-relief.en.standard.handout")
    assert answer.status_code == 410
    assert "It was renamed or taken away." in answer.text
    assert 'href="/?h=ketamine-pain-relief.en.standard.handout"' in answer.text
