"""Marketing's desk: the addresses under which texts are opened, tried, compared and saved.

They exist only where the desk was opened with `--edit`. The desk keeps no text that is not saved: each
request brings the whole text, and the answer says what became of it.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from clinicpress.copydesk.asked import Founded, Saved, Typed, asked, read
from clinicpress.copydesk.drafts import Checking, Comparing, Draft, Forming, Opened, Opening, Painting, Proving
from clinicpress.copydesk.keeping import Beginning, Founding, Hanging, Saving
from clinicpress.copydesk.telling import told_choices, told_differences, told_problems, told_proof, told_report
from clinicpress.copydesk.worktable import Worktable, find, known_languages, worktables
from clinicpress.drafting.kinds import schema_text
from clinicpress.frontdesk.counter import Counter
from clinicpress.frontdesk.faults import told
from clinicpress.frontdesk.hands import Busy, Fallen
from clinicpress.frontdesk.views import page, tongue
from clinicpress.ground.problems import InputProblems
from clinicpress.ground.report import report_fault
from clinicpress.workspace.workspace import MAX_PICTURE_BYTES

MOST_PROOFS = 24
"""So many proofs are kept for their pages to be painted: those of the last that typed."""
SHARP = {"1": 96.0, "2": 168.0}
"""Dots per inch of the pictures of pages, for plain screens and for fine ones."""
MOST_PAGES = 999
Answer = Callable[[Worktable, Request], Awaitable[Response]]
KINDS = {"brochure": "/edit/brochures/{slug}/{language}", "clinic": "/edit/clinics/{clinic}"}
ABOUT = {
    "clinic": "A clinic, as its handouts name it",
    "editions": "Which products are made, of what, for whom",
    "sources": "The bibliography that brochures name their sources from",
}


class Proofs:
    """The finished files of the last proofs, by their digests."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, bytes] = OrderedDict()

    def keep(self, content: bytes) -> str:
        """Keep a file; returns its key."""
        key = hashlib.sha256(content).hexdigest()
        self._held[key] = content
        self._held.move_to_end(key)
        while len(self._held) > MOST_PROOFS:
            self._held.popitem(last=False)
        return key

    def get(self, key: str) -> bytes | None:
        """Return a file, if it is one of the last."""
        return self._held.get(key)


def routes(counter: Counter) -> list[Route]:
    """Return the addresses of marketing's desk; none where nothing may be edited."""
    if not counter.rules.edit:
        return []
    root = counter.rules.root
    proofs = Proofs()

    async def index(request: Request) -> Response:
        tables = await asyncio.to_thread(worktables, root)
        languages = await asyncio.to_thread(known_languages, root)
        shelf = await counter.shelf()
        titles = {(card.slug, card.language): card.title for card in shelf.cards}
        names = {desk.clinic: desk.name for desk in shelf.clinics}
        return page(request, "edit-index.html.j2", tables=tables, titles=titles, names=names, languages=languages)

    async def open_page(table: Worktable, request: Request) -> Response:
        opened = await counter.hands.ask(Opening(table))
        return page(request, "edit.html.j2", **_given(counter, table, opened, request))

    async def form(table: Worktable, request: Request) -> Response:
        sent = await asked(request, Typed)
        formed = await counter.hands.ask(Forming(Draft(table.name, sent.text), sent.changes))
        return JSONResponse({"text": formed.text, "form": _rooted(formed.form)})

    async def proof(table: Worktable, request: Request) -> Response:
        sent = await asked(request, Typed)
        draft = Draft(table.name, sent.text)
        proven = await counter.hands.ask(Proving(draft, {**sent.job, **table.named}))
        if proven.unknown:
            raise HTTPException(404, "There is nothing to show of this choice.")
        told: dict[str, Any] = {"problems": told_problems(proven.problems, table.name)}
        if proven.proof is not None:
            told |= told_proof(proven.proof, proven.spots, proofs.keep(proven.proof.content))
        return JSONResponse(told)

    async def picture(request: Request) -> Response:
        content = proofs.get(request.path_params["key"])
        number, sharp = request.path_params["page"], SHARP.get(request.path_params["sharp"])
        if content is None or sharp is None or not 1 <= number <= MOST_PAGES:
            raise HTTPException(404)
        png = await counter.hands.ask(Painting(content, number, sharp))
        return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=600, immutable"})

    async def check(table: Worktable, request: Request) -> Response:
        sent = await asked(request, Typed)
        clinic = sent.job.get("clinic", "")
        checking = Checking(Draft(table.name, sent.text), table.slug, table.language, clinic, counter.rules.today())
        return JSONResponse(told_report(await counter.hands.ask(checking), table.name))

    async def compare(table: Worktable, request: Request) -> Response:
        sent = await asked(request, Typed)
        found = await counter.hands.ask(Comparing(Draft(table.name, sent.text), table.slug, table.language))
        return JSONResponse(told_differences(found))

    async def save(table: Worktable, request: Request) -> Response:
        sent = await asked(request, Saved)
        saved = await counter.hands.ask(Saving(table.name, sent.text, sent.base, sent.despite))
        if saved.theirs is not None:
            told = {"message": "Somebody else saved this file meanwhile.", "text": saved.theirs, "base": saved.digest}
            return JSONResponse(told, 409)
        counter.look_again()
        return JSONResponse({"base": saved.digest})

    async def hang(table: Worktable, request: Request) -> Response:
        content = await read(request, MAX_PICTURE_BYTES)
        value = await counter.hands.ask(Hanging(table, request.query_params.get("name", "")[:200], content))
        counter.look_again()
        return JSONResponse({"value": value, "label": value.rpartition("/")[2]})

    async def begin(request: Request) -> Response:
        slug, language, called = (request.query_params.get(name, "")[:200] for name in ("slug", "language", "article"))
        content = await read(request, MAX_PICTURE_BYTES)
        await counter.hands.ask(Beginning(slug, language, called, content))
        counter.look_again()
        return JSONResponse({"address": f"/edit/brochures/{slug}/{language}"})

    async def found(request: Request) -> Response:
        sent = await asked(request, Founded)
        await counter.hands.ask(Founding(sent.clinic, sent.called))
        counter.look_again()
        return JSONResponse({"address": f"/edit/clinics/{sent.clinic}"})

    async def schema(request: Request) -> Response:
        kind = request.path_params["kind"]
        if kind not in ("brochure", "clinic", "editions", "sources"):
            raise HTTPException(404)
        text = await asyncio.to_thread(schema_text, kind)
        return Response(text, media_type="application/json", headers={"Cache-Control": "private, max-age=3600"})

    def at(kind: str, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
        """Return what answers for a file that the address names; there is nothing for a name of none."""

        async def answered(request: Request) -> Response:
            named = {key: value for key, value in request.path_params.items() if key in ("slug", "language", "clinic")}
            table = await asyncio.to_thread(lambda: find(root, kind, **named))
            if table is None:
                raise HTTPException(404)
            return await answer(table, request)

        return answered

    def answering(kind: str, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
        return _told(at(kind, answer))

    made = [
        Route("/edit", index),
        Route("/edit/schema/{kind}.json", schema),
        Route("/edit/new/brochure", _told(begin), methods=["POST"]),
        Route("/edit/new/clinic", _told(found), methods=["POST"]),
        Route("/edit/proof/{key}/{page:int}-{sharp}.png", picture),
    ]
    for kind in ("clinic", "editions", "sources", "brochure"):
        address = KINDS.get(kind, f"/edit/{kind}")
        made += [
            Route(address, at(kind, open_page)),
            Route(f"{address}/form", answering(kind, form), methods=["POST"]),
            Route(f"{address}/proof", answering(kind, proof), methods=["POST"]),
            Route(f"{address}/save", answering(kind, save), methods=["POST"]),
        ]
        if kind in KINDS:
            made.append(Route(f"{address}/picture", answering(kind, hang), methods=["POST"]))
        if kind == "brochure":
            made += [
                Route(f"{address}/check", answering(kind, check), methods=["POST"]),
                Route(f"{address}/compare", answering(kind, compare), methods=["POST"]),
            ]
    return made


def _told(answer: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """Have refusals told as JSON, as the pages' program reads it."""

    async def answered(request: Request) -> Response:
        try:
            return await answer(request)
        except HTTPException as error:
            return JSONResponse({"message": error.detail}, error.status_code)
        except InputProblems as error:
            words = [f"{problem.told}{f'; {problem.hint}' if problem.hint else ''}" for problem in error.problems]
            return JSONResponse({"message": ". ".join(f"{each[:1].upper()}{each[1:]}" for each in words) + "."}, 422)
        except Busy:
            return JSONResponse({"message": "Too many ask at once; it goes on in a moment."}, 503)
        except Fallen as error:
            report_fault(told(error))
            return JSONResponse({"message": "This is a fault of clinicpress. Your text is kept in this browser."}, 500)

    return answered


def _rooted(form: dict[str, Any] | None) -> dict[str, Any] | None:
    return form and {"path": [], **form["root"]}


def _given(counter: Counter, table: Worktable, opened: Opened, request: Request) -> dict[str, Any]:
    """Return what the page of a file needs."""
    looks: list[tuple[str, str, list[dict[str, str]]]] = []
    if table.kind != "brochure":
        looks.append(("slug language", "Brochure", told_choices(opened.choices.brochures)))
    if table.kind != "clinic":
        looks.append(("clinic", "Clinic", told_choices(opened.choices.clinics)))
    looks.append(("edition layout", "Product", told_choices(opened.choices.products)))
    about = ABOUT.get(table.kind) or f"Brochure in {tongue(table.language)}"
    return {
        "table": table,
        "title": opened.title,
        "about": about,
        "looks": looks,
        "chosen": {"clinic": request.query_params.get("clinic", ""), "slug language": "", "edition layout": ""},
        "given": {
            "address": table.address,
            "name": table.name,
            "kind": table.kind,
            "title": f"{opened.title} · Edit",
            "text": opened.text,
            "base": opened.base,
            "form": _rooted(opened.formed.form),
            "offers": {what: told_choices(held) for what, held in opened.offers.items()},
            "adds": {name: {"label": label, "about": about} for name, (label, about) in opened.adds.items()},
            "schema": f"/edit/schema/{table.kind}.json",
            "nonce": request.state.nonce,
            "today": counter.rules.today().isoformat(),
        },
    }
