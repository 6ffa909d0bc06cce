"""The visit: which clinic and language were chosen, and what lies in the basket, as a request tells it.

All of it stands in the address, so that a page can be opened again as it was. Clinic, language and
favourites are remembered by the browser, in cookies that only the front desk can read; nothing else is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, quote, unquote, urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from clinicpress.content.edition import Job
from clinicpress.frontdesk.shelf import Shelf

CLINIC, LANGUAGE, FAVOURITES = "desk-clinic", "desk-language", "desk-favourites"
"""The cookies."""
ALL = "all"
"""Stands for no language in particular."""
USUAL = "en"
"""The language that is shown first, where there is something in it."""
YEAR = 31_536_000
"""Seconds."""
MOST_IN_BASKET = 40
MOST_FIELDS = 1000
"""Fields of a form, with all that lies in the basket."""
MOST_FAVOURITES = 60


class UnknownClinic(HTTPException):
    """Raised where an address names a clinic that is not there, or no more."""

    def __init__(self) -> None:
        super().__init__(410)


@dataclass(frozen=True)
class Visit:
    """Who is at the desk."""

    clinic: str
    """The clinic's id; empty where there is none at all."""
    chosen: bool
    """Whether somebody chose it, or it is the only one."""
    language: str
    """Empty for all languages."""
    basket: tuple[str, ...] = ()
    """Names of jobs without their clinic: see `item`."""
    favourites: tuple[str, ...] = ()
    """Names of brochures, the latest first."""

    def to(self, path: str, **more: str) -> str:
        """Return the address of a page for this visit; `more` comes first, and what is empty is left out."""
        given = [*more.items(), ("clinic", self.clinic), ("language", self.language or ALL)]
        asked = [(name, value) for name, value in given if value] + [("h", each) for each in self.basket]
        return f"{path}?{urlencode(asked)}"

    def of(self, language: str) -> Visit:
        """Return the same visit in a language; empty for all."""
        return replace(self, language=language)

    def holding(self, items: Iterable[str]) -> Visit:
        """Return the same visit with other things in the basket, each once."""
        return replace(self, basket=tuple(dict.fromkeys(items))[:MOST_IN_BASKET])

    def toggled(self, job: Job) -> Visit:
        """Return the same visit with a job laid into the basket or, where it lies there, taken out of it."""
        name = item(job)
        others = [each for each in self.basket if each != name]
        return self.holding(others if name in self.basket else [*self.basket, name])

    def holds(self, job: Job) -> bool:
        """Tell whether a job lies in the basket."""
        return item(job) in self.basket


def item(job: Job) -> str:
    """Return what a job is called in a basket, whoever its clinic is."""
    return f"{job.slug}.{job.language}.{job.edition}.{job.layout}"


def jobs_in(shelf: Shelf, clinic: str, items: Iterable[str]) -> list[tuple[str, Job | None]]:
    """Return the jobs of a clinic that lie in a basket, in its order; None for what is not printed for it."""
    found: list[tuple[str, Job | None]] = []
    for each in items:
        slug, language, *_ = [*each.rsplit(".", 3), ""]
        jobs = [job for job in shelf.jobs_of(slug, language, clinic) if not shelf.product(job).screen]
        found.append((each, next((job for job in jobs if item(job) == each), None)))
    return found


def visit_of(request: Request, shelf: Shelf) -> Visit:
    """Read who is at the desk, from the address or else from what the browser remembers.

    Raises UnknownClinic where the address names a clinic that is not there: another one's name must not be printed.
    """
    query, cookies = request.query_params, request.cookies
    known = [desk.clinic for desk in shelf.clinics]
    if (asked := query.get("clinic")) and asked not in known:
        raise UnknownClinic
    named = [desk.clinic for desk in shelf.clinics if desk.name]
    chosen = next((name for name in (query.get("clinic"), cookies.get(CLINIC)) if name in known), None)
    if chosen is None and len(named) == 1:
        chosen = named[0]
    spoken = [*shelf.languages, ALL]
    usual = USUAL if USUAL in spoken else ALL
    language = next((name for name in (query.get("language"), cookies.get(LANGUAGE)) if name in spoken), usual)
    # Without a choice it is the house, whose box is blank: another clinic's name on a handout would be worse.
    unnamed = [desk.clinic for desk in shelf.clinics if not desk.name]
    return Visit(
        chosen or next(iter([*unnamed, *known]), ""),
        chosen is not None,
        "" if language == ALL else str(language),
        tuple(dict.fromkeys(query.getlist("h")))[:MOST_IN_BASKET],
        tuple(unquote(each) for each in cookies.get(FAVOURITES, "").split("|") if each)[:MOST_FAVOURITES],
    )


def way_back(request: Request, *kinds: str) -> str:
    """Return the address of the shelf as a page was reached from it: of the address, only these kinds are kept."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name in kinds]
    return f"/?{urlencode(kept[: MOST_IN_BASKET + 2])}" if kept else "/"


def remember(answer: Response, visit: Visit) -> None:
    """Have the browser remember the clinic and the language of a visit, which somebody chose just now."""
    if visit.chosen:
        keep(answer, CLINIC, visit.clinic)
    keep(answer, LANGUAGE, visit.language or ALL)


def starred(visit: Visit, slug: str) -> str:
    """Return what the browser is to keep of favourites after one was starred or, where it was one, no more is."""
    others = [each for each in visit.favourites if each != slug]
    kept = others if slug in visit.favourites else [slug, *others]
    return "|".join(quote(each, safe="") for each in kept[:MOST_FAVOURITES])


async def fields(request: Request) -> dict[str, list[str]]:
    """Return what was filled into the form that a request brings, by the names of its fields.

    Raises HTTPException for more fields than any form has.
    """
    body = await request.body()
    try:
        return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise HTTPException(400, "That is no form of the front desk.") from error


def keep(answer: Response, cookie: str, value: str) -> None:
    """Have the browser keep something, for the front desk alone."""
    answer.set_cookie(cookie, value, max_age=YEAR, httponly=True, samesite="strict")
