"""What a health record is answered, asked as records ask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import httpx
import pytest

from tests.conftest import ROOT, WORKSPACE
from tests.desks import Opened, opened

ICD10CM, SNOMED = "2.16.840.1.113883.6.90", "2.16.840.1.113883.6.96"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
HARMFUL = "</title><script>alert(1)</script>"


def brochure(title: str, language: str, codes: str, heading: str = "What it is") -> str:
    return f"""\
title: "{title}"
subtitle: "About <b>{title}</b>"
language: {language}
version: "1.0"
published: 2026-11-22
reviewed: 2026-11-24
codes: [{codes}]
sources: [guide]
sections:
  - id: what
    heading: {heading}
    body:
      - paragraph: Words.
    summary:
      - Words.
"""


BROCHURES = {
    "fibromyalgia/en": brochure(
        "Fibromyalgia", "en", "{system: ICD-10-CM, code: M79.7}, {system: SNOMED CT, code: '203082005'}"
    ),
    "fibromyalgia/es": brochure("Fibromialgia", "es", "{system: ICD-10-CM, code: M79.7}"),
    "soft-tissue/en": brochure("Aching muscles", "en", "{system: icd10cm, code: M79}"),
    "back/en": brochure("Back pain", "en", "{system: ICD-10-CM, code: M54.5}", "Pain in the back"),
    "harmful/en": brochure(HARMFUL, "en", "{system: ICD-10-CM, code: Z99.9}"),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    root = tmp_path_factory.mktemp("infobutton")
    files = {**WORKSPACE, **{f"brochures/{name}.yaml": text for name, text in BROCHURES.items()}}
    files["clinics/two.yaml"] = "name: Test Clinic Two\n"
    english = (ROOT / "templates/locales/en.yaml").read_text(encoding="utf-8")
    files["templates/locales/es.yaml"] = english.replace("language: en", "language: es")
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    with opened(root) as desk:
        yield desk


def ask(desk: Opened, path: str = "/one/infobutton", **given: Any) -> httpx.Response:
    """Ask by the last parts of the parameters' names."""
    full = {
        "cs": "mainSearchCriteria.v.cs",
        "c": "mainSearchCriteria.v.c",
        "dn": "mainSearchCriteria.v.dn",
        "language": "informationRecipient.languageCode.c",
        "kind": "knowledgeResponseType",
    }
    return httpx.get(f"{desk.address}{path}", params={full.get(key, key): value for key, value in given.items()})


def titles(desk: Opened, **given: Any) -> list[str]:
    entries = ask(desk, kind="application/json", **given).json()["feed"]["entry"]
    return [each["title"]["_value"] for each in entries]


def test_a_record_is_led_to_pages_and_files_that_are_there(told: Opened) -> None:
    # As OpenEMR and others ask MedlinePlus Connect, with what else the standard has them send.
    query = (
        f"mainSearchCriteria.v.c=M79.7&mainSearchCriteria.v.cs={ICD10CM}&mainSearchCriteria.v.dn=Fibromyalgia"
        "&informationRecipient=PAT&informationRecipient.languageCode.c=en-US&taskContext.c.c=PROBLISTREV"
        "&patientPerson.administrativeGenderCode.c=F&age.v.v=47&age.v.u=a&knowledgeResponseType=text/xml"
    )
    answer = httpx.get(f"{told.address}/two/infobutton?{query}", headers={"User-Agent": "Java-http-client/17"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    feed = ET.fromstring(answer.content)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert [each.text for each in feed.findall("a:entry/a:title", ATOM)] == ["Fibromyalgia", "Aching muscles"]
    terms = {each.get("scheme"): each.get("term") for each in feed.findall("a:category", ATOM)}
    assert terms == {
        "mainSearchCriteria.v.c": "M79.7",
        "mainSearchCriteria.v.cs": "ICD10CM",
        "mainSearchCriteria.v.dn": "Fibromyalgia",
        "informationRecipient": "PAT",
    }
    links = [each.get("href", "") for each in feed.findall("a:entry/a:link", ATOM)]
    assert all(link.startswith(f"{told.address}/") for link in links)
    assert [httpx.get(link).status_code for link in links] == [200] * 4
    assert "Test Clinic Two" in httpx.get(links[0]).text
    assert "/pdf/two/" in links[1]
    for required in ("id", "title", "updated", "author/a:name"):
        assert feed.find(f"a:{required}", ATOM) is not None
        assert all(each.find("a:id", ATOM) is not None for each in feed.findall("a:entry", ATOM))
    assert {each.text for each in feed.findall(".//a:updated", ATOM)} == {"2026-11-24T00:00:00Z"}


def test_json_says_the_same_in_the_same_shape(told: Opened) -> None:
    answer = ask(told, cs=ICD10CM, c="M79.7", kind="application/json")
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    feed = answer.json()["feed"]
    assert {"scheme": "mainSearchCriteria.v.cs", "term": "ICD10CM"} in feed["category"]
    first = feed["entry"][0]
    assert first["title"]["_value"] == "Fibromyalgia"
    assert first["link"][0]["rel"] == "alternate"
    assert urlsplit(first["link"][0]["href"]).path == "/b/fibromyalgia/en"
    assert first["summary"] == {
        "_value": "<p>About &lt;b&gt;Fibromyalgia&lt;/b&gt;</p><ul><li>What it is</li></ul>",
        "type": "html",
    }
    assert first["id"]["_value"].startswith("urn:uuid:")
    assert first["updated"]["_value"] == "2026-11-24T00:00:00Z"


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"cs": ICD10CM, "c": "M79.7"}, ["Fibromyalgia", "Aching muscles"]),
        ({"cs": ICD10CM, "c": "m797"}, ["Fibromyalgia", "Aching muscles"]),
        ({"cs": f"urn:oid:{ICD10CM}", "c": " M79.7 "}, ["Fibromyalgia", "Aching muscles"]),
        ({"cs": ICD10CM, "c": "M79.60"}, ["Aching muscles"]),
        ({"cs": ICD10CM, "c": "M54.50"}, ["Back pain"]),
        ({"cs": ICD10CM, "c": "M79"}, ["Aching muscles"]),
        ({"cs": ICD10CM, "c": "M54"}, []),
        ({"cs": ICD10CM, "c": "M7"}, []),
        ({"cs": SNOMED, "c": "203082005"}, ["Fibromyalgia"]),
        ({"cs": SNOMED, "c": "2030820051"}, []),
        ({"cs": SNOMED, "c": "M79.7"}, []),
        ({"cs": "2.16.840.1.113883.6.103", "c": "729.1"}, []),
        ({"cs": "1.2.3.4", "c": "M79.7"}, []),
        ({"cs": ICD10CM, "c": "X00", "dn": "Fibromyalgia (disorder)"}, ["Fibromyalgia"]),
        ({"dn": "pain, back"}, ["Back pain"]),
        ({"dn": "back fibromyalgia"}, []),
        ({"dn": "(disorder)"}, []),
        ({"cs": ICD10CM, "c": "M79.7", "language": "es"}, ["Fibromialgia"]),
        ({"cs": ICD10CM, "c": "M79.7", "language": "sp"}, ["Fibromialgia"]),
        ({"cs": ICD10CM, "c": "M79.7", "language": "es_MX"}, ["Fibromialgia"]),
        ({"cs": ICD10CM, "c": "M79.7", "language": "fr"}, []),
    ],
)  # fmt: skip
def test_brochures_are_found_by_code_or_else_by_name(told: Opened, given: dict[str, str], found: list[str]) -> None:
    assert titles(told, **given) == found
    empty = ask(told, **given)
    assert empty.status_code == 200
    assert len(ET.fromstring(empty.content).findall("a:entry", ATOM)) == len(found)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "mainSearchCriteria.v.c"),
        ({"cs": ICD10CM}, "mainSearchCriteria.v.c"),
        ({"c": "M79.7"}, "2.16.840.1.113883.6.90"),
        ({"cs": ICD10CM, "c": ["M79.7", "M54.5"]}, "more than once"),
        ({"cs": ICD10CM, "c": "M" * 400}, "more than 300"),
        ({"dn": "a\x07b"}, "cannot be printed"),
        ({"dn": "\ufffe"}, "cannot be printed"),
        ({"cs": ICD10CM, "c": "M79.7", "kind": "application/javascript", "callback": "x"}, "application/json"),
        ({"cs": ICD10CM, "c": "M79.7", "kind": "text/html"}, "text/xml"),
    ],
)
def test_what_cannot_be_answered_is_told(told: Opened, given: dict[str, Any], words: str) -> None:
    answer = ask(told, **given)
    assert answer.status_code == 400
    assert words in answer.text
    assert answer.headers["content-type"].startswith("text/plain")


def test_no_word_of_a_brochure_or_a_question_is_markup(told: Opened) -> None:
    for dn in ("", HARMFUL):
        atom, plain = (ask(told, cs=ICD10CM, c="Z99.9", dn=dn, kind=kind) for kind in ("text/xml", "application/json"))
        assert ET.fromstring(atom.content).findtext("a:entry/a:title", "", ATOM) == HARMFUL
        assert json.loads(plain.content)["feed"]["entry"][0]["title"]["_value"] == HARMFUL
        assert b"<script" not in atom.content
        assert b"<" not in plain.content
    assert "callback" not in ask(told, cs=ICD10CM, c="M54.5", callback="alert", kind="application/json").text


def test_without_a_clinic_the_first_one_answers(told: Opened) -> None:
    assert "/pdf/house/" in ask(told, "/infobutton", cs=ICD10CM, c="M79.7").text
    assert ask(told, "/nobody/infobutton", cs=ICD10CM, c="M79.7").status_code == 404
    assert ask(told, "/house/infobutton", cs=ICD10CM, c="M79.7").status_code == 200


def test_it_is_asked_and_never_told(told: Opened) -> None:
    answer = httpx.post(f"{told.address}/one/infobutton", headers={"Origin": told.address}, content=b"")
    assert answer.status_code == 405
