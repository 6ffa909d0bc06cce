"""The basket: several handouts, in an order, to be printed in one dialog or kept in one file."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicpress.content.edition import Job
from clinicpress.frontdesk.counter import Counter
from clinicpress.frontdesk.gathering import TooMuch
from clinicpress.frontdesk.shelf import Card, Shelf
from clinicpress.frontdesk.views import page
from clinicpress.frontdesk.visit import Visit, jobs_in, visit_of
from clinicpress.ground.problems import InputProblems

TOO_MUCH = (
    "These are more pages than can be printed in one go. Take some out of the basket, and print those afterwards."
)
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""When files of an archive were saved, as it says: the same handouts make the same archive."""


@dataclass(frozen=True)
class Lying:
    """Something that lies in the basket."""

    name: str
    card: Card | None
    """None where it is no longer on the shelf."""
    job: Job | None
    """None where it is not printed for the clinic."""
    up: str
    """Where it would lie one place further up; empty for the first."""
    down: str
    out: str
    """The basket without it."""


def routes(counter: Counter) -> list[Route]:
    """Return the addresses of the basket."""

    async def basket(request: Request) -> Response:
        held = await counter.shelf()
        visit = visit_of(request, held)
        return page(
            request,
            "basket.html.j2",
            shelf=held,
            visit=visit,
            lying=lying_in(held, visit),
            printed=[job for _, job in jobs_in(held, visit.clinic, visit.basket) if job is not None],
        )

    async def gathered(request: Request) -> Response:
        held, jobs = await _wanted(counter, request)
        try:
            printed = await counter.gathered(held, jobs)
        except TooMuch:
            return page(request, "sorry.html.j2", 413, heading="Too much at once", words=TOO_MUCH)
        except InputProblems as error:
            return _unprinted(request, broken(counter, held, jobs), error)
        headers = {"Content-Disposition": 'inline; filename="Handouts.pdf"', "Cache-Control": "no-store"}
        return Response(printed.content, media_type="application/pdf", headers=headers)

    async def packed(request: Request) -> Response:
        held, jobs = await _wanted(counter, request)
        try:
            found = await asyncio.gather(*(counter.printed(held, job) for job in jobs))
        except InputProblems as error:
            return _unprinted(request, broken(counter, held, jobs), error)
        names = [f"{held.called(job)}.pdf" for job in jobs]
        content = await asyncio.to_thread(archive, names, [each.content for each in found])
        headers = {"Content-Disposition": 'attachment; filename="Handouts.zip"', "Cache-Control": "no-store"}
        return Response(content, media_type="application/zip", headers=headers)

    return [Route("/basket", basket), Route("/basket.pdf", gathered), Route("/basket.zip", packed)]


def lying_in(shelf: Shelf, visit: Visit) -> list[Lying]:
    """List what lies in the basket, with what can be done with each thing."""
    names = visit.basket
    lying = []
    for place, (name, job) in enumerate(jobs_in(shelf, visit.clinic, names)):
        slug, language = ([*name.rsplit(".", 3), ""])[:2]
        lying.append(
            Lying(
                name,
                shelf.card(slug, language),
                job,
                visit.holding(_exchanged(names, place - 1)).to("/basket") if place else "",
                visit.holding(_exchanged(names, place)).to("/basket") if place + 1 < len(names) else "",
                visit.holding(each for each in names if each != name).to("/basket"),
            )
        )
    return lying


def _exchanged(names: Sequence[str], place: int) -> list[str]:
    """Return names, two neighbours exchanged."""
    return [*names[:place], names[place + 1], names[place], *names[place + 2 :]]


def archive(names: Sequence[str], contents: Sequence[bytes]) -> bytes:
    """Pack files into an archive; the same files always make the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as packed:
        for name, content in zip(names, contents, strict=True):
            packed.writestr(zipfile.ZipInfo(name, LONG_AGO), content)
    return held.getvalue()


def broken(counter: Counter, shelf: Shelf, jobs: Sequence[Job]) -> list[str]:
    """List the titles of those jobs that were found not to be printed."""
    cards = [shelf.card(job.slug, job.language) for job in jobs if counter.ailments(job)]
    return list(dict.fromkeys(card.title for card in cards if card is not None))


def _unprinted(request: Request, titles: Sequence[str], error: InputProblems) -> Response:
    named, those = ", ".join(f"“{title}”" for title in titles), "it" if len(titles) == 1 else "those"
    return page(
        request,
        "problems.html.j2",
        409,
        heading="Not all of it can be printed yet",
        words=f"Not yet: {named}. Take {those} out of the basket, and the rest can "
        "be printed; or let whoever looks after the texts mend what is named below.",
        problems=error.problems,
    )


async def _wanted(counter: Counter, request: Request) -> tuple[Shelf, list[Job]]:
    """Return the jobs that lie in a basket; raises HTTPException where there are none."""
    held = await counter.shelf()
    visit = visit_of(request, held)
    jobs = [job for _, job in jobs_in(held, visit.clinic, visit.basket) if job is not None]
    if not jobs:
        raise HTTPException(404)
    return held, jobs
