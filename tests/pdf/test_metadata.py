"""What a PDF says about itself: the same in Info and XMP, and nothing that nobody said."""

from __future__ import annotations

import datetime as dt
import uuid
from xml.etree import ElementTree

import pytest

from clinicpress.pdf.metadata import Description, info, xmp

ABOUT = Description(
    title="Rest & <breathe>",
    author="Klinik “One” & Two",
    subject="Source: A guide",
    keywords="N80, N80.9",
    language="en-GB",
    version="1.2",
    published=dt.date(2026, 11, 22),
    identity="one/en/standard/breathing-handout",
)
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "mm": "http://ns.adobe.com/xap/1.0/mm/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


def read(about: Description) -> ElementTree.Element:
    packet = b"".join(xmp(about)).decode("utf-8").split("?>", 1)[1].rsplit("<?", 1)[0]
    return ElementTree.fromstring(packet)


def texts(tree: ElementTree.Element, name: str) -> list[str]:
    found = tree.find(f".//{name}", NAMES)
    return [] if found is None else [text.strip() for text in found.itertext() if text.strip()]


def test_info_and_xmp_say_the_same() -> None:
    entries, tree = info(ABOUT), read(ABOUT)
    assert texts(tree, "dc:title") == [entries["Title"]] == ["Rest & <breathe>"]
    assert texts(tree, "dc:creator") == [entries["Author"]] == texts(tree, "dc:publisher")
    assert texts(tree, "dc:description") == [entries["Subject"]]
    assert entries["CreationDate"] == "D:20261122000000Z"
    assert texts(tree, "xmp:CreateDate") == ["2026-11-22T00:00:00Z"]
    assert texts(tree, "dc:language") == ["en-GB"]


def test_what_is_not_said_has_no_entry() -> None:
    silent = ABOUT._replace(author="", keywords="", subject="")
    assert not info(silent).keys() & {"Author", "Keywords", "Subject"}
    assert [texts(read(silent), name) for name in ("dc:creator", "dc:publisher", "dc:description")] == [[], [], []]


@pytest.mark.parametrize(("change", "same"), [({"version": "1.3"}, True), ({"identity": "two/en"}, False)])
def test_a_document_keeps_its_id_and_each_version_has_its_own(change: dict[str, str], same: bool) -> None:
    first, second = read(ABOUT), read(ABOUT._replace(**change))  # type: ignore[arg-type]
    assert (texts(first, "mm:DocumentID") == texts(second, "mm:DocumentID")) is same
    assert texts(first, "mm:InstanceID") != texts(second, "mm:InstanceID")


def test_names_are_those_that_python_makes() -> None:
    document = uuid.uuid5(uuid.NAMESPACE_URL, ABOUT.identity)
    assert texts(read(ABOUT), "mm:DocumentID") == [f"uuid:{document}"]
    assert texts(read(ABOUT), "mm:InstanceID") == [f"uuid:{uuid.uuid5(document, '1.2 2026-11-22T00:00:00Z')}"]


def test_nothing_of_the_clinic_is_in_the_part_that_all_share() -> None:
    shared, own = xmp(ABOUT)
    assert shared == xmp(ABOUT._replace(author="Another", identity="two/en"))[0]
    assert "Klinik “One” &amp; Two".encode() in own
