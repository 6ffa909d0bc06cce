"""The shelf and the brochures' pages: where people pick, look and print."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from clinicpress.content.edition import Job
from clinicpress.frontdesk.counter import Counter
from clinicpress.frontdesk.shelf import Card, Shelf
from clinicpress.frontdesk.views import page
from clinicpress.frontdesk.visit import FAVOURITES, Visit, fields, keep, remember, starred, visit_of
from clinicpress.ground.problems import InputProblems

MOST_SHOWN = 40
"""So many brochures are shown at once; who looks for another one types."""
LOOKED_AT, POINTS = 96, 72
"""Dots per inch of the pictures of pages, and points."""
CHOSEN = "chosen"
"""Stands in the address of the shelf while somebody chooses clinic and language."""
MOST_WANTED = 200
"""The most characters that are looked for."""


@dataclass(frozen=True)
class Offer:
    """What the shelf offers of a brochure to a clinic."""

    card: Card
    standard: Job
    """What “Print” prints."""
    large: Job | None
    favourite: bool

    @property
    def key(self) -> str:
        """A name for it within a page."""
        return f"{self.card.slug}.{self.card.language}"


def routes(counter: Counter) -> list[Route]:
    """Return the addresses of the shelf and of the brochures' pages."""

    async def shelf(request: Request) -> Response:
        held = await counter.shelf()
        visit = visit_of(request, held)
        wanted = request.query_params.get("q", "")[:MOST_WANTED].strip()
        if CHOSEN in request.query_params:
            # The address that is left says nothing of it: who is sent a link does not choose by opening it.
            chosen = RedirectResponse(visit.to("/", q=wanted), 303)
            remember(chosen, visit)
            return chosen
        offers = offered(held, visit, wanted)
        shown = offers if "all" in request.query_params else offers[:MOST_SHOWN]
        return page(
            request,
            "shelf.html.j2",
            shelf=held,
            visit=visit,
            wanted=wanted,
            offers=shown,
            more=len(offers) - len(shown),
            found=len(offers),
            pages={offer.standard: counter.pages(held, offer.standard) for offer in shown},
            ailing={offer.standard for offer in shown if counter.ailments(offer.standard)},
            edit=counter.rules.edit,
        )

    async def brochure(request: Request) -> Response:
        held = await counter.shelf()
        visit = visit_of(request, held)
        card = held.card(request.path_params["slug"], request.path_params["language"])
        if card is None:
            if amiss := held.amiss(request.path_params["slug"], visit.clinic):
                raise InputProblems(amiss)
            raise HTTPException(404)
        jobs = held.jobs_of(card.slug, card.language, visit.clinic)
        wanted = (request.query_params.get("edition"), request.query_params.get("layout"))
        printed = [job for job in jobs if not held.product(job).screen]
        first = next((job for job in printed if not held.product(job).sheets), next(iter(printed), None))
        job = next((job for job in printed if (job.edition, job.layout) == wanted), first)
        if job is None:
            return page(request, "sorry.html.j2", 404, **_not_for(held, visit, card))
        file = await counter.printed(held, job)
        return page(
            request,
            "brochure.html.j2",
            shelf=held,
            visit=visit,
            card=card,
            job=job,
            printed=printed,
            texts=[job for job in jobs if held.product(job).screen],
            others=[each for each in held.cards if each.slug == card.slug and each.language != card.language],
            count=file.pages,
            size=[round(points * LOOKED_AT / POINTS) for points in file.size or (0, 0)],
            edit=counter.rules.edit,
        )

    async def length(request: Request) -> Response:
        held = await counter.shelf()
        job = held.at("/".join(request.path_params[part] for part in ("clinic", "language", "edition", "file")))
        if job is None:
            raise HTTPException(404)
        return PlainTextResponse(str((await counter.printed(held, job)).pages), headers={"Cache-Control": "no-store"})

    async def star(request: Request) -> Response:
        held = await counter.shelf()
        visit = visit_of(request, held)
        form = await fields(request)
        slug = form.get("slug", [""])[0]
        if not any(card.slug == slug for card in held.cards):
            raise HTTPException(404)
        answer = RedirectResponse(visit.to("/", q=request.query_params.get("q", "")[:MOST_WANTED]), 303)
        keep(answer, FAVOURITES, starred(visit, slug))
        return answer

    async def mistakes(request: Request) -> Response:
        held = await counter.shelf()
        return page(
            request,
            "problems.html.j2",
            heading="Some files have mistakes",
            words="Whoever looks after the texts can mend them; then what is missing is here again. "
            "Handouts without mistakes can be printed.",
            problems=held.problems,
        )

    return [
        Route("/", shelf),
        Route("/b/{slug}/{language}", brochure),
        Route("/pages/{clinic}/{language}/{edition}/{file}", length),
        Route("/favourite", star, methods=["POST"]),
        Route("/problems", mistakes),
    ]


def offered(shelf: Shelf, visit: Visit, wanted: str) -> list[Offer]:
    """List what a clinic can print of what is looked for; its favourites first, if nothing is."""
    offers = []
    for card in shelf.find(wanted, visit.language):
        jobs = shelf.jobs_of(card.slug, card.language, visit.clinic)
        printed = [job for job in jobs if not shelf.product(job).screen]
        if not printed:
            continue
        # What is for printers alone comes first only where there is nothing else.
        printed.sort(key=lambda job: shelf.product(job).sheets)
        large = next((job for job in printed if shelf.product(job).large), None)
        standard = next((job for job in printed if not shelf.product(job).large), printed[0])
        offers.append(Offer(card, standard, large if large != standard else None, card.slug in visit.favourites))
    return offers if wanted else sorted(offers, key=lambda each: not each.favourite)


def _not_for(shelf: Shelf, visit: Visit, card: Card) -> dict[str, str]:
    desk = shelf.desk(visit.clinic)
    whom = desk.name if desk is not None and desk.name else "this clinic"
    return {"heading": "Not for this clinic", "words": f"“{card.title}” is not printed for {whom}."}
