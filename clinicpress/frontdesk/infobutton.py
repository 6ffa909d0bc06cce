"""Infobutton: a health record asks with a code, and is led to the handouts about it.

The question is that of the HL7 standard (Context-Aware Knowledge Retrieval, URL-based implementation guide); the
answer has the shape of MedlinePlus Connect's web service, so that a record that can ask the one can ask the other:
an Atom feed (RFC 4287), or the same as JSON. What is asked may tell of a patient, so it is written down nowhere.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from clinicpress.content.edition import Job
from clinicpress.frontdesk.counter import Counter
from clinicpress.frontdesk.search import folded
from clinicpress.frontdesk.shelf import Card, Shelf

SYSTEMS = {
    "2.16.840.1.113883.6.90": "ICD10CM",
    "2.16.840.1.113883.6.3": "ICD10",
    "2.16.840.1.113883.6.4": "ICD10PCS",
    "2.16.840.1.113883.6.103": "ICD9CM",
    "2.16.840.1.113883.6.96": "SNOMEDCT",
    "2.16.840.1.113883.6.88": "RXNORM",
    "2.16.840.1.113883.6.69": "NDC",
    "2.16.840.1.113883.6.1": "LOINC",
    "2.16.840.1.113883.6.12": "CPT",
    "2.16.840.1.113883.6.285": "HCPCS",
    "2.16.840.1.113883.6.177": "MESH",
}
"""What classifications are called for short, by their OIDs."""
CALLED_ALSO = {"SNOMED": "SNOMEDCT", "SCT": "SNOMEDCT", "ICD9": "ICD9CM", "RXCUI": "RXNORM", "LN": "LOINC"}
FAMILIES = ("ICD10CM", "ICD10", "ICD9CM")
"""Classifications whose longer codes stand for part of what the shorter ones with the same beginning stand for."""
CATEGORY = 3
"""The fewest characters of a code of such a classification."""
ATOM, JSON = "text/xml", "application/json"
KINDS = {
    "": ATOM,
    ATOM: ATOM,
    "application/xml": ATOM,
    "application/atom+xml": ATOM,
    JSON: JSON,
    "text/json": JSON,
}
"""What may be asked for as `knowledgeResponseType`, and what is answered."""
CODE, SYSTEM, WORDS = "mainSearchCriteria.v.c", "mainSearchCriteria.v.cs", "mainSearchCriteria.v.dn"
LANGUAGE, KIND = "informationRecipient.languageCode.c", "knowledgeResponseType"
RECIPIENTS = ("PAT", "PROV", "PAYOR")
MOST_CHARACTERS = 300
MOST_ENTRIES = 20
USUAL = "en"
"""The language of whoever does not say which one is wanted, as MedlinePlus Connect has it."""
NAMES = uuid.UUID("4218323f-748d-5650-9cef-34f25f0645c4")
"""The namespace of the ids of feeds and entries (RFC 9562, 5.5)."""
ATOM_SPACE, XML_SPACE = "http://www.w3.org/2005/Atom", "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True)
class Question:
    """What a health record asks for."""

    code: str
    system: str
    """The short name of the classification, or what was sent where it is none that is known."""
    words: str
    language: str
    kind: str
    recipient: str


def routes(counter: Counter) -> list[Route]:
    """Return the addresses at which health records ask: of each clinic, and of the only one or the house."""

    async def ask(request: Request) -> Response:
        try:
            question = asked(request.query_params)
        except ValueError as error:
            return PlainTextResponse(f"{error}\n", 400, {"Cache-Control": "no-store"})
        held = await counter.shelf()
        clinic = request.path_params.get("clinic") or _usual(held)
        desk = held.desk(clinic)
        if desk is None:
            raise HTTPException(404)
        matched = [(card, job) for card in matches(held, question) if (job := _leaflet(held, card, clinic))]
        answer = feed(
            question,
            [entry(card, job, request.state.address) for card, job in matched[:MOST_ENTRIES]],
            request.state.address,
            desk.name or "Handouts",
            counter.rules.today(),
        )
        content = json_of(answer) if question.kind == JSON else atom_of(answer)
        return Response(content, headers={"Cache-Control": "no-store"}, media_type=f"{question.kind}; charset=utf-8")

    return [Route("/infobutton", ask), Route("/{clinic}/infobutton", ask)]


# The question -----------------------------------------------------------------------------------------


def asked(given: QueryParams) -> Question:
    """Read a question; raises ValueError with what is wrong with it."""
    kind = KINDS.get(_one(given, KIND).lower().partition(";")[0].strip())
    if kind is None:
        raise ValueError(f"{KIND} is either {ATOM}, which gives an Atom feed, or {JSON}.")
    code, system, words = _one(given, CODE), _one(given, SYSTEM), _one(given, WORDS)
    if not code and not words:
        raise ValueError(f"Ask with {CODE} and {SYSTEM}, a code and the OID of its classification, or with {WORDS}.")
    if code and not system and not words:
        raise ValueError(f"Name the classification in {SYSTEM}: 2.16.840.1.113883.6.90 for a code of ICD-10-CM.")
    recipient = _one(given, "informationRecipient").upper()
    return Question(
        code,
        SYSTEMS.get(system.lower().removeprefix("urn:oid:"), system),
        words,
        _one(given, LANGUAGE).replace("_", "-").lower(),
        kind,
        recipient if recipient in RECIPIENTS else RECIPIENTS[0],
    )


def _one(given: QueryParams, name: str) -> str:
    """Return the only value of a parameter, empty where there is none; raises ValueError where it cannot be one."""
    values = given.getlist(name)
    if len(values) > 1:
        raise ValueError(f"{name} is there more than once: ask for one thing at a time.")
    value = " ".join("".join(values).split())
    if len(value) > MOST_CHARACTERS:
        raise ValueError(f"{name} has more than {MOST_CHARACTERS} characters.")
    if not value.isprintable():
        raise ValueError(f"{name} holds characters that cannot be printed.")
    return value


# What is found ----------------------------------------------------------------------------------------


def matches(shelf: Shelf, question: Question) -> list[Card]:
    """Return the brochures that a question is about, the nearest first: by their codes or else by their words."""
    cards = [card for card in shelf.cards if card.language == _language(shelf, question.language)]
    near = [(rank, at) for at, card in enumerate(cards) if (rank := _distance(card, question)) is not None]
    if near:
        return [cards[at] for _, at in sorted(near)]
    # Records write SNOMED's names with their kind behind them: “Fibromyalgia (disorder)”.
    words = set(re.findall(r"\w+", folded(re.sub(r"\([^()]*\)\s*$", "", question.words))))
    return [card for card in cards if words and words <= _named(card)]


def _language(shelf: Shelf, wanted: str) -> str:
    """Return the language of the shelf that is meant: itself, or what it is a kind of; empty for none."""
    known = {language.lower(): language for language in reversed(shelf.languages)}
    if not wanted:
        return known.get(USUAL) or next(iter(shelf.languages), "")
    # MedlinePlus Connect takes “sp” for Spanish as well.
    wanted = "es" if wanted == "sp" else wanted
    base = wanted.partition("-")[0]
    alike = [language for code, language in known.items() if code.partition("-")[0] == base]
    return known.get(wanted) or known.get(base) or next(iter(alike), "")


def _distance(card: Card, question: Question) -> int | None:
    """Return how far a brochure's codes are from what is asked, 0 where they are the same; None for others."""
    code = _plain(question.code)
    found = []
    for system, own in card.codes:
        mine = _plain(own)
        if not code or _short(system) != question.system:
            continue
        if mine == code:
            found.append(0)
        elif question.system in FAMILIES and len(mine) >= CATEGORY and code.startswith(mine):
            found.append(len(code) - len(mine))
    return min(found, default=None)


def _plain(code: str) -> str:
    return code.replace(".", "").replace(" ", "").upper()


def _short(system: str) -> str:
    """Return the short name of a classification, however it is written in a brochure."""
    named = SYSTEMS.get(system.lower().removeprefix("urn:oid:"))
    plain = re.sub(r"[^A-Z0-9]", "", system.upper())
    return named or CALLED_ALSO.get(plain, plain)


def _named(card: Card) -> set[str]:
    return set(re.findall(r"\w+", folded(" ".join([card.title, card.subtitle, *card.headings]))))


def _leaflet(shelf: Shelf, card: Card, clinic: str) -> Job | None:
    """Return what a clinic hands out of a brochure first: the PDF that its page shows, and none for printers alone."""
    jobs = [job for job in shelf.jobs_of(card.slug, card.language, clinic) if job.path.endswith(".pdf")]
    jobs = [job for job in jobs if not shelf.product(job).sheets]
    return next((job for job in jobs if not shelf.product(job).large), next(iter(jobs), None))


# The answer -------------------------------------------------------------------------------------------


def entry(card: Card, job: Job, base: str) -> dict[str, Any]:
    """Return what is told of a brochure."""
    heads = "".join(f"<li>{escape(each)}</li>" for each in card.headings)
    about = f"<p>{escape(card.subtitle)}</p>" if card.subtitle else ""
    page = f"{base}/b/{quote(card.slug)}/{quote(card.language)}?{urlencode({'clinic': job.clinic})}"
    file = f"{base}/pdf/{quote(job.path)}"
    return {
        "lang": card.language,
        "title": {"_value": card.title, "type": "text"},
        "link": [
            {"href": page, "rel": "alternate", "type": "text/html", "title": card.title},
            {"href": file, "rel": "alternate", "type": "application/pdf", "title": card.title},
        ],
        "id": {"_value": _id(job.clinic, card.slug, card.language)},
        "updated": {"_value": _moment(max(filter(None, (card.published, card.reviewed))))},
        "summary": {"_value": f"{about}<ul>{heads}</ul>" if heads else about, "type": "html"},
    }


def feed(
    question: Question, entries: Sequence[dict[str, Any]], base: str, author: str, today: dt.date
) -> dict[str, Any]:
    """Return an answer as MedlinePlus Connect writes it in JSON."""
    what = " ".join(filter(None, (question.system, question.code))) or question.words
    category = {CODE: question.code, SYSTEM: question.system, WORDS: question.words}
    return {
        "feed": {
            "xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "base": f"{base}/",
            "lang": entries[0]["lang"] if entries else question.language or USUAL,
            "title": {"_value": author, "type": "text"},
            "subtitle": {"_value": f"Handouts for {what}", "type": "text"},
            "author": {"name": {"_value": author}, "uri": {"_value": f"{base}/"}},
            "updated": {"_value": max((each["updated"]["_value"] for each in entries), default=_moment(today))},
            "category": [
                *({"scheme": scheme, "term": term} for scheme, term in category.items()),
                {"scheme": "informationRecipient", "term": question.recipient},
            ],
            "id": {"_value": _id(base, *category.values())},
            "entry": list(entries),
        }
    }


def json_of(answer: dict[str, Any]) -> bytes:
    """Write an answer as JSON, in which nothing looks like a tag."""
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").encode()


def atom_of(answer: dict[str, Any]) -> bytes:
    """Write an answer as an Atom feed (RFC 4287)."""
    written: bytes = ET.tostring(_element("feed", answer["feed"]), encoding="utf-8", xml_declaration=True)
    return written


_ATTRIBUTES = {"lang": f"{{{XML_SPACE}}}lang", "base": f"{{{XML_SPACE}}}base", "type": "type"}
"""What are attributes in Atom, beside those of links and categories."""


def _element(name: str, given: dict[str, Any]) -> ET.Element:
    made = ET.Element(name, {"xmlns": ATOM_SPACE} if name == "feed" else {})
    for key, value in given.items():
        if key == "_value":
            made.text = value
        elif isinstance(value, str):
            if key != "xsi":
                made.set(_ATTRIBUTES.get(key, key), value)
        else:
            for each in value if isinstance(value, list) else [value]:
                made.append(_element(key, each))
    return made


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _id(*parts: str) -> str:
    return uuid.uuid5(NAMES, "\n".join(parts)).urn


def _usual(shelf: Shelf) -> str:
    """Return the clinic for who names none: the only one, or the house, because another one's name would be wrong."""
    named = [desk.clinic for desk in shelf.clinics if desk.name]
    unnamed = [desk.clinic for desk in shelf.clinics if not desk.name]
    return next(iter(named if len(named) == 1 else unnamed), "")
