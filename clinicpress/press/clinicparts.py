"""The parts of an imprint: everything that one needs is read and checked, and all that is wrong is found at once."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from clinicpress.artwork.filekinds import PRINTED
from clinicpress.artwork.pictures import Art
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, theme_of
from clinicpress.content.model import Clinic, texts_of
from clinicpress.content.texts import Line
from clinicpress.content.values import Name
from clinicpress.drawing.sheet import brand_bytes
from clinicpress.ground.problems import InputProblems, did_you_mean
from clinicpress.looks.fonts import Chain
from clinicpress.looks.theme import BRAND, Theme
from clinicpress.press.finding import Finder, file_of, look_of
from clinicpress.press.imprint import Imprint
from clinicpress.story.answers import overrides_of
from clinicpress.workspace.nodes import Node, Text
from clinicpress.workspace.schema import check_node
from clinicpress.workspace.workspace import NO_FILE


class ClinicParts(NamedTuple):
    """All that an imprint is made of, read and checked."""

    clinic: Clinic
    theme: Theme
    imprint: Imprint
    brand: bytes
    """The brand colour and its tints, three bytes each."""


def gather_clinic(catalog: Catalog, job: Job) -> ClinicParts:
    """Read everything a job's imprint needs; raises InputProblems with all that is wrong with it."""
    named = theme_of(catalog, job)
    key = ("imprint", named, job.language, look_of(catalog, named, job))
    return catalog.keep(key, lambda noting: _gather_clinic(noting, job, named), job.clinic)


def _gather_clinic(catalog: Catalog, job: Job, named: Name) -> ClinicParts:
    find = Finder(catalog, job)
    clinic = find.ask(lambda: catalog.clinic(job.clinic, job.language))
    locale = find.locale(file_of(job))
    theme = find.theme(named, overrides_of(clinic) if clinic else {}, locale)
    logo, brand = None, b""
    if theme is not None and clinic is not None:
        brand = find.ask(lambda: _brand(theme, clinic)) or b""
        faces = theme.all_faces
        find.check_glyphs(texts_of(clinic), faces)
        logo = _logo(find, clinic.logo, faces) if clinic.logo else None
    if find.problems:
        raise InputProblems(find.problems)
    assert clinic and theme and locale
    return ClinicParts(clinic, theme, Imprint(clinic, logo, theme, locale.labels), brand)


def _logo(find: Finder, named: Line, faces: Chain) -> Art | None:
    """Load a clinic's logo; where there is none, say which pictures are there."""
    workspace, file = find.catalog.workspace, f"clinics/{named}"
    if not workspace.has(workspace.spelled(file)):
        try:
            workspace.read_bytes(file, named.place)
        except InputProblems as error:
            below = workspace.unnoted().files_below("clinics")
            there = [name.removeprefix("clinics/") for name in below if name.lower().endswith(PRINTED)]
            hint = did_you_mean(str(named), there) or "put it there; the folder clinics/ holds no picture"
            find.problems += [replace(p, hint=hint) if NO_FILE in p.message else p for p in error.problems]
            return None
    return find.art(file, named, faces, find.job.clinic, strict=True)


def _brand(theme: Theme, clinic: Clinic) -> bytes:
    color = clinic.brand_color
    if color is None and (given := clinic.theme.get(BRAND)) is not None:
        # The same key under its other name, checked the same way.
        node = Node(given.place, {Text("brand_color", given.place): Node(given.place, given)})
        color = check_node(node, Clinic).brand_color
    return brand_bytes(theme.branded(color))
