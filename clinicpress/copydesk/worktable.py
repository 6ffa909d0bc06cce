"""Worktables: the files of a workspace that marketing edits on a page, looked up by the names in an address.

No name becomes a path here: it is found among those that the workspace has, or there is nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clinicpress.artwork.filekinds import PRINTED
from clinicpress.building.naming import Names
from clinicpress.content.catalog import EDITIONS, SOURCES, Catalog
from clinicpress.content.edition import PDF, Job, with_endings
from clinicpress.ground.problems import InputProblems
from clinicpress.workspace.disk import Disk

NAMELESS = "No clinic (blank box)"
CALLED_SO = {"editions": "The editions", "sources": "The sources"}


@dataclass(frozen=True)
class Worktable:
    """A file that is edited, and what it is about."""

    kind: str
    """“brochure”, “clinic”, “editions” or “sources”: a kind of `drafting/kinds`."""
    name: str
    """The file, below the workspace."""
    address: str
    """Its page."""
    slug: str = ""
    language: str = ""
    clinic: str = ""

    @property
    def named(self) -> dict[str, str]:
        """The parts of a job that the file names itself."""
        own = {"slug": self.slug, "language": self.language, "clinic": self.clinic}
        return {key: value for key, value in own.items() if value}

    @property
    def folder(self) -> str:
        """Where its pictures are kept."""
        return f"brochures/{self.slug}/figures" if self.kind == "brochure" else f"clinics/{self.clinic}"


def known_languages(root: Path) -> list[str]:
    """List the languages that have a locale: a brochure in one of them can be printed at once."""
    return Disk(root).names("templates/locales", ".yaml")


def worktables(root: Path) -> list[Worktable]:
    """List all that can be edited, those files included that cannot be read."""
    catalog = Catalog(Disk(root))
    brochures = [
        Worktable("brochure", f"brochures/{slug}/{language}.yaml", f"/edit/brochures/{slug}/{language}", slug, language)
        for slug in catalog.slugs()
        for language in catalog.workspace.names(f"brochures/{slug}", ".yaml")
    ]
    clinics = [
        Worktable("clinic", f"clinics/{clinic}.yaml", f"/edit/clinics/{clinic}", clinic=clinic)
        for clinic in catalog.clinics()
    ]
    others = [
        Worktable(kind, name, f"/edit/{kind}")
        for kind, name in (("editions", EDITIONS), ("sources", SOURCES))
        if catalog.workspace.has(name)
    ]
    return [*brochures, *clinics, *others]


def find(root: Path, kind: str, **named: str) -> Worktable | None:
    """Return what an address names."""
    return next(
        (
            each
            for each in worktables(root)
            if each.kind == kind and all(getattr(each, key) == value for key, value in named.items())
        ),
        None,
    )


@dataclass(frozen=True)
class Choices:
    """What can be chosen to look at a text as it would be printed, each with words for people."""

    brochures: tuple[tuple[str, str, str], ...]
    """By slug and language."""
    clinics: tuple[tuple[str, str], ...]
    products: tuple[tuple[str, str, str], ...]
    """By edition and layout."""


def job_of(catalog: Catalog, asked: Mapping[str, str]) -> Job | None:
    """Return a job by the names of its parts; None where one of them cannot be chosen.

    Also what the matrix of editions.yaml leaves out can be looked at. Raises InputProblems where that cannot be read.
    """
    slug, language, clinic = asked.get("slug", ""), asked.get("language", ""), asked.get("clinic", "")
    if slug not in catalog.slugs() or language not in catalog.languages(slug) or clinic not in catalog.clinics():
        return None
    wanted = asked.get("edition", ""), asked.get("layout", "")
    return Job(clinic, language, wanted[0], slug, wanted[1]) if wanted in products(catalog) else None


def products(catalog: Catalog) -> list[tuple[str, str]]:
    """List the layouts of all editions, but for those that are no pages; raises InputProblems."""
    editions = catalog.editions().editions
    jobs = [Job("", "", str(name), "", str(each)) for name, edition in editions.items() for each in edition.layouts]
    return [(job.edition, job.layout) for job in with_endings(catalog, jobs) if job.ending == PDF]


def choices(catalog: Catalog, table: Worktable) -> Choices:
    """List what can be chosen; also what the matrix of editions.yaml leaves out can be looked at."""
    brochures = tuple(
        (slug, language, _title(catalog, slug, language))
        for slug in ([table.slug] if table.slug else catalog.slugs())
        for language in ([table.language] if table.slug else catalog.languages(slug))
    )
    clinics = tuple(
        (clinic, _named(catalog, clinic)) for clinic in ([table.clinic] if table.clinic else catalog.clinics())
    )
    try:
        pairs = products(catalog)
    except InputProblems:
        pairs = []
    shown = tuple(
        (edition, layout, _words(catalog, Job(clinic, language, edition, slug, layout)))
        for slug, language, _ in brochures[:1]
        for clinic, _ in clinics[:1]
        for edition, layout in pairs
    )
    return Choices(brochures, clinics, shown)


def title_of(catalog: Catalog, table: Worktable) -> str:
    """Return what people call what a file is about."""
    if table.kind == "brochure":
        return _title(catalog, table.slug, table.language)
    return _named(catalog, table.clinic) if table.kind == "clinic" else CALLED_SO[table.kind]


def _title(catalog: Catalog, slug: str, language: str) -> str:
    try:
        brochure, _ = catalog.partly(slug, language)
    except InputProblems:
        return slug
    return str(brochure.title) if brochure else slug


def _named(catalog: Catalog, clinic: str) -> str:
    try:
        return str(catalog.clinic(clinic).name or NAMELESS)
    except InputProblems:
        return clinic


def _words(catalog: Catalog, job: Job) -> str:
    try:
        words = Names(catalog, "", {}).words(job)
    except InputProblems:
        return f"{job.layout} ({job.edition})".replace("-", " ")
    first = words["layout"][:1].upper() + words["layout"][1:]
    return f"{first}, {words['edition']}" if words["edition"] else first


def offers(catalog: Catalog, table: Worktable) -> dict[str, list[tuple[str, str]]]:
    """List the names that fields are chosen from, by what is offered: each with words for people."""
    workspace = catalog.workspace
    languages = sorted({language for slug in catalog.slugs() for language in catalog.languages(slug)})
    layouts = [name for name in workspace.folders("templates") if workspace.has(f"templates/{name}/layout.yaml")]
    names = {
        "icon": workspace.names("templates/icons", ".svg"),
        "theme": workspace.names("templates/themes", ".yaml"),
        "paper": workspace.names("templates/papers", ".yaml"),
        "layout": layouts,
        "brochure": catalog.slugs(),
        "clinic": catalog.clinics(),
        "language": languages,
    }
    found = {what: [(name, name.replace("-", " ")) for name in held] for what, held in names.items()}
    try:
        found["source"] = [(str(name), str(source.short)) for name, source in catalog.sources().found.items()]
    except InputProblems:
        found["source"] = []
    try:
        editions = catalog.editions()
        found["edition"] = [(str(name), str(name)) for name in editions.editions]
        found["look"] = [(word, word.replace("-", " ")) for word in editions.looks]
    except InputProblems:
        found["edition"] = found["look"] = []
    what = {"brochure": "picture", "clinic": "logo"}.get(table.kind)
    if what:
        below = f"brochures/{table.slug}" if what == "picture" else "clinics"
        pictures = [name.removeprefix(f"{below}/") for name in workspace.files_below(table.folder)]
        found[what] = [(name, name.rpartition("/")[2]) for name in pictures if name.lower().endswith(PRINTED)]
    return found
