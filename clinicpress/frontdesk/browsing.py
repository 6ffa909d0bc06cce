"""The shelf and the brochures' pages: where people pick, look and print."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicpress.frontdesk.counter import Counter
from clinicpress.frontdesk.views import page


def routes(counter: Counter) -> list[Route]:
    """Return the addresses of the shelf."""

    async def shelf(request: Request) -> Response:
        held = await counter.shelf()
        clinic = request.query_params.get("clinic") or next((desk.clinic for desk in held.clinics), "")
        found = held.find(request.query_params.get("q", ""))
        jobs = {(card.slug, card.language): held.jobs_of(card.slug, card.language, clinic) for card in found}
        return page(request, "shelf.html.j2", shelf=held, clinic=clinic, cards=found, jobs=jobs)

    return [Route("/", shelf)]
