"""The mailroom: handouts are e-mailed, as drafts for the person's own program or, where that is set up, at once.

An address comes in the body of a request and goes into the draft or to the mail server, and nowhere
else: no address of a page, no cookie, no cache and no other process ever holds it.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from clinicpress.content.edition import Job
from clinicpress.frontdesk.composing import Composing
from clinicpress.frontdesk.counter import Counter
from clinicpress.frontdesk.shelf import Shelf
from clinicpress.frontdesk.views import capital, page
from clinicpress.frontdesk.visit import Visit, fields, item, jobs_in, visit_of
from clinicpress.ground.problems import InputProblems
from clinicpress.mailing import settings
from clinicpress.mailing.addresses import NotAnAddress, checked
from clinicpress.mailing.letter import Enclosure, Letter, as_draft
from clinicpress.mailing.post import MaybeSent, NotSent, Once, Outcome, send

SPENT = "This page was used to send already. If you want to send once more, open the e-mail page again."
AGREE = "Tick this first: ask the patient whether an e-mail is all right."
TO_WHOM = "To send it from here, write the patient’s e-mail address."
GONE = (
    "One of these handouts is not here any more, or cannot be printed just now. Nothing was sent. "
    "Look into the basket, and e-mail the others."
)
FOR_PRINTERS = (
    "One of these is made for a printer: on paper its pages are in order, on a screen they are not. Nothing was "
    "sent. E-mail the handout itself."
)
UNSET = "The settings of the mail server have a mistake. Ask whoever looks after this computer, or open a draft."


@dataclass(frozen=True)
class Wish:
    """What somebody filled in."""

    agreed: bool = False
    to: str = ""
    token: str = ""

    @classmethod
    def of(cls, form: Mapping[str, list[str]]) -> Wish:
        """Read a form."""
        given = {name: values[0] for name, values in form.items()}
        return cls(given.get("agreed") == "yes", given.get("to", "").strip(), given.get("token", ""))

    def faults(self, sends: bool) -> dict[str, str]:
        """Say what is wrong with it, by the names of fields."""
        found = {} if self.agreed else {"agreed": AGREE}
        if sends and not self.to:
            found["to"] = TO_WHOM
        elif self.to:
            try:
                checked(self.to)
            except NotAnAddress as error:
                found["to"] = f"{capital(str(error))}."
        return found


@dataclass(frozen=True)
class Parcel:
    """A handout, and the letter that goes with it."""

    job: Job
    letter: Letter

    @property
    def name(self) -> str:
        """What it is called in a basket."""
        return item(self.job)


def routes(counter: Counter) -> list[Route]:
    """Return the addresses of the mailroom."""
    tokens = Once()

    async def parcels_of(request: Request) -> tuple[Shelf, Visit, list[Parcel]]:
        held = await counter.shelf()
        visit = visit_of(request, held)
        # One handout that is named is mailed alone, and the basket stays as it is.
        mailed = request.query_params.get("m", "")
        found = [job for _, job in jobs_in(held, visit.clinic, [mailed] if mailed else visit.basket)]
        jobs = [job for job in found if job is not None]
        if not found:
            raise HTTPException(404)
        if len(jobs) < len(found):
            # What a page showed is sent as it was shown, or not at all.
            raise HTTPException(409, GONE)
        if any(held.product(job).sheets for job in jobs):
            raise HTTPException(409, FOR_PRINTERS)
        letters = await asyncio.gather(*(counter.hands.ask(Composing(held.generation, job)) for job in jobs))
        parcels = [Parcel(job, letter) for job, letter in zip(jobs, letters, strict=True)]
        return held, visit, parcels

    async def enclosed(held: Shelf, parcel: Parcel, to: str) -> Letter:
        printed = await counter.printed(held, parcel.job)
        whole = Enclosure(printed.content, parcel.letter.enclosure.file)
        return replace(parcel.letter, enclosure=whole, to=checked(to) if to else "")

    async def filled_in(request: Request, wish: Wish, faults: Mapping[str, str], status: int) -> Response:
        held, visit, parcels = await parcels_of(request)
        return page(
            request,
            "mail.html.j2",
            status,
            shelf=held,
            visit=visit,
            mailed=request.query_params.get("m", ""),
            parcels=parcels,
            wish=wish,
            faults=faults,
            token=tokens.issue(),
            sends=settings.are_given(os.environ),
            outcomes=[],
            verdict="",
        )

    async def mail(request: Request) -> Response:
        return await filled_in(request, Wish(), {}, 200)

    async def draft(request: Request) -> Response:
        form = await fields(request)
        wish = Wish.of(form)
        if faults := wish.faults(sends=False):
            return await filled_in(request, wish, faults, 422)
        held, _, parcels = await parcels_of(request)
        wanted = form.get("draft", [""])[0]
        parcel = next((each for each in parcels if not wanted or each.name == wanted), None)
        if parcel is None:
            raise HTTPException(409, GONE)
        letter = await enclosed(held, parcel, wish.to)
        name = quote(letter.enclosure.file.removesuffix(".pdf") + ".eml", safe="")
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "no-store"}
        return Response(as_draft(letter), media_type="message/rfc822", headers=headers)

    async def dispatch(request: Request) -> Response:
        wish = Wish.of(await fields(request))
        if faults := wish.faults(sends=True):
            return await filled_in(request, wish, faults, 422)
        held, visit, parcels = await parcels_of(request)
        if not tokens.spend(wish.token):
            return await filled_in(request, wish, {"all": SPENT}, 409)
        try:
            server = await asyncio.to_thread(settings.load, os.environ)
        except InputProblems:
            return await filled_in(request, wish, {"all": UNSET}, 409)
        outcomes: list[tuple[Parcel, Outcome]] = []
        for parcel in parcels:
            letter = await enclosed(held, parcel, "")
            outcome = await asyncio.to_thread(send, letter, wish.to, server)
            outcomes.append((parcel, outcome))
            if isinstance(outcome, NotSent):
                rest = parcels[len(outcomes) :]
                outcomes += [(each, NotSent("The e-mail before it could not be sent.")) for each in rest]
                break
        return page(
            request,
            "mail.html.j2",
            200 if all(outcome.sent for _, outcome in outcomes) else 502,
            shelf=held,
            visit=visit,
            mailed=request.query_params.get("m", ""),
            parcels=parcels,
            wish=Wish(),
            faults={},
            token="",
            sends=True,
            outcomes=outcomes,
            verdict=_verdict([outcome for _, outcome in outcomes]),
        )

    async def again(request: Request) -> Response:
        return RedirectResponse(f"/mail?{request.url.query}", 303)

    return [
        Route("/mail", mail),
        Route("/mail/draft", draft, methods=["POST"]),
        Route("/mail/send", dispatch, methods=["POST"]),
        Route("/mail/{what:str}", again),
    ]


def _verdict(outcomes: Sequence[Outcome]) -> str:
    """Say in a word or two what became of letters; what may have been sent is never called “not sent”."""
    if any(isinstance(each, MaybeSent) for each in outcomes):
        return "Perhaps sent"
    if all(each.sent for each in outcomes):
        return "Sent"
    return "Not all were sent" if any(each.sent for each in outcomes) else "Not sent"
