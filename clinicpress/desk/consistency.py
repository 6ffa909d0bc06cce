"""A workspace's files beside each other: what is used by nothing, said in two ways, or left behind.

Sources, figures, clinics and editions that nothing uses; glossaries; files that nothing reads. None
of it keeps anything from being printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from clinicpress.artwork.filekinds import KNOWN
from clinicpress.content.catalog import EDITIONS, SOURCES, Catalog
from clinicpress.content.citing import numbered_ids
from clinicpress.content.edition import Job
from clinicpress.content.inline import citations, without_marks
from clinicpress.content.model import Brochure, texts_of
from clinicpress.content.texts import Prose
from clinicpress.content.tree import all_sections, pictures
from clinicpress.desk.hardwords import explained_in, glossary_of
from clinicpress.desk.translations import translation_problems
from clinicpress.ground.problems import InputProblems, Place, Problem, warning
from clinicpress.workspace.nodes import Text
from clinicpress.workspace.schema import check_node


class Read(NamedTuple):
    """A brochure, or what could be read of it."""

    slug: str
    language: str
    brochure: Brochure


class Shelf(NamedTuple):
    """The brochures of some slugs, in all their languages."""

    whole: list[Read]
    """All that these say is known; they may still name a source that is not there."""
    partial: list[Read]
    """What could be read of those with mistakes, without the blocks that hold them."""
    unread: set[str]
    """The slugs of which not all is known."""
    problems: list[Problem]
    """All that is wrong with them."""


def read_brochures(catalog: Catalog, slugs: Iterable[str]) -> Shelf:
    """Read all languages of some brochures."""
    shelf = Shelf([], [], set(), [])
    for slug in slugs:
        for language in catalog.languages(slug):
            try:
                brochure, problems = catalog.partly(slug, language)
            except InputProblems as error:
                brochure, problems = None, list(error.problems)
            shelf.problems.extend(problems)
            if brochure is not None and (not problems or _is_whole(catalog, slug, language)):
                shelf.whole.append(Read(slug, language, brochure))
                continue
            shelf.unread.add(slug)
            if brochure is not None:
                shelf.partial.append(Read(slug, language, brochure))
    return shelf


def _is_whole(catalog: Catalog, slug: str, language: str) -> bool:
    """Return whether a brochure has no mistakes in itself."""
    try:
        check_node(catalog.workspace.read_yaml(f"brochures/{slug}/{language}.yaml"), Brochure)
    except InputProblems:
        return False
    return True


def brochure_problems(catalog: Catalog, shelf: Shelf) -> list[Problem]:
    """List what does not fit together within each of some brochures, as warnings."""
    problems = [problem for read in shelf.whole for problem in _uncited(read.brochure)]
    return [
        *problems,
        *(
            problem
            for ours in _by_slug(shelf)
            for problem in translation_problems(catalog, [(read.language, read.brochure) for read in ours])
        ),
    ]


def brochure_tidying(catalog: Catalog, shelf: Shelf) -> list[Problem]:
    """List what some brochures say in two ways, or hold and do not use, as warnings."""
    problems = [problem for read in shelf.whole for problem in _glossary(read.brochure)]
    problems += [problem for ours in _by_slug(shelf) for problem in _unused_figures(catalog, ours)]
    return [*problems, *_explained_twice(shelf.whole)]


def _by_slug(shelf: Shelf) -> list[list[Read]]:
    """Return the languages of each slug of which all is known."""
    slugs = dict.fromkeys(read.slug for read in shelf.whole if read.slug not in shelf.unread)
    return [[read for read in shelf.whole if read.slug == slug] for slug in slugs]


def workspace_problems(catalog: Catalog, jobs: Sequence[Job]) -> list[Problem]:
    """List the files of the whole workspace that nothing reads, as warnings; `jobs` are all of them."""
    return list(_unread_files(catalog, jobs))


def workspace_tidying(catalog: Catalog, shelf: Shelf, jobs: Sequence[Job]) -> list[Problem]:
    """List what nothing in the whole workspace uses, as warnings; `jobs` are all of them."""
    problems = list(_without_jobs(catalog, shelf.whole, jobs))
    return problems if shelf.unread else [*problems, *_unused_sources(catalog, shelf.whole)]


# Sources ------------------------------------------------------------------------------------------


def _cited(brochure: Brochure) -> set[str]:
    return {name for text in texts_of(brochure) if isinstance(text, Prose) for name, _ in citations(text)}


def _uncited(brochure: Brochure) -> Iterator[Problem]:
    """Yield the sources and references that no text cites, where texts cite others: where none does, all are meant."""
    cited = _cited(brochure)
    if not cited:
        return
    for name in numbered_ids(brochure):
        if str(name) not in cited:
            yield warning(
                name.place,
                f"no text cites the source “{name}”",
                f"cite it where it is used, with [@{name}], or take it off the list",
            )


def _unused_sources(catalog: Catalog, brochures: Sequence[Read]) -> list[Problem]:
    used: set[str] = set()
    for _, _, brochure in brochures:
        used |= _cited(brochure)
        used |= set(map(str, numbered_ids(brochure)))
    try:
        entries = catalog.workspace.read_yaml(SOURCES).value
    except InputProblems:  # a brochure that needs it reports it
        entries = None
    return [
        warning(
            name.place,
            f"no brochure uses the source “{name}”",
            "remove it, or list it in a brochure's “sources” or “references”",
        )
        for name in (entries if isinstance(entries, dict) else {})
        if str(name) not in used
    ]


# Glossary -----------------------------------------------------------------------------------------


_STEM, _ENDING = 4, 2
"""Of a term in another language than English, so many letters are its own at least, and so many its ending at most."""


def _key(term: str) -> str:
    """Return a term as it is compared: without marks, capitals and the ending of a plural."""
    words = re.findall(r"\w+", without_marks(term).lower())
    return " ".join([*words[:-1], re.sub(r"(?<=\w\w)(?:e?s)$", "", words[-1])]) if words else ""


def _same(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.lower()) == re.findall(r"\w+", other.lower())


def _glossary(brochure: Brochure) -> Iterator[Problem]:
    in_glossary = {entry.term.place for entry in glossary_of(brochure)}
    own = [text.place for pair in explained_in(brochure) for text in pair]
    said = (without_marks(text) for text in texts_of(_printed(brochure)) if text.place not in own)
    text = " ".join(re.findall(r"\w+", " ".join(said).lower()))
    seen: dict[str, tuple[Text, Text]] = {}
    for term, means in explained_in(brochure):
        key = _key(term)
        if key and key not in seen and not _uses(text, key, str(brochure.language)):
            yield warning(
                term.place,
                f"the term “{term}” is explained, but the text does not use it",
                "explain the words that the text uses, spelt as they are there",
            )
        if key in seen:
            first, meaning = seen[key]
            if not _same(means, meaning):
                message = f"“{term}” is explained in two ways; the other stands in line {first.place.line}"
                yield warning(term.place, message, "explain a term in the same words everywhere")
            elif {term.place, first.place} <= in_glossary:
                message = f"“{term}” is in the glossary twice; it first stands in line {first.place.line}"
                yield warning(term.place, message, "remove one of them")
        seen.setdefault(key, (term, means))


def _uses(text: str, key: str, language: str) -> bool:
    """Tell whether a text uses a term; in other languages than English, in any of its forms.

    They have endings of more kinds, Arabic and Hebrew write “and” and “the” in front of a word, and
    Chinese and Japanese put no space between words: there, the beginning of the term is looked for anywhere.
    """
    if language.split("-")[0] == "en":
        return re.search(rf"\b{re.escape(key)}", text) is not None
    return key[: max(_STEM, len(key) - _ENDING)] in text


def _printed(brochure: Brochure) -> list[object]:
    subtitle = brochure.subtitle or ()
    parts = [(section.heading, section.body, section.summary) for section in all_sections(brochure)]
    return [brochure.title, subtitle, brochure.at_a_glance, parts]


def _explained_twice(brochures: Sequence[Read]) -> Iterator[Problem]:
    """Yield the glossary's entries that another brochure of the same language explains in other words."""
    first: dict[tuple[str, str], tuple[Place, str]] = {}
    for _, language, brochure in brochures:
        for entry in glossary_of(brochure):
            place, means = first.setdefault((language, _key(entry.term)), (entry.term.place, entry.means))
            if place.file != entry.term.place.file and not _same(means, entry.means):
                message = f"“{entry.term}” is explained in other words in {place.file}, line {place.line}"
                yield warning(entry.term.place, message, "explain a term in the same words everywhere")


# Figures -------------------------------------------------------------------------------------------


def _unused_figures(catalog: Catalog, brochures: Sequence[Read]) -> Iterator[Problem]:
    slug = brochures[0].slug
    used = {f"brochures/{slug}/{name}" for read in brochures for name in pictures(read.brochure)}
    for file in catalog.workspace.files_below(f"brochures/{slug}"):
        if file.lower().endswith(KNOWN) and file not in used:
            yield warning(
                Place(file), "no figure of this brochure uses this picture", "remove it, or name it in a figure"
            )


# What is made, and what is read -------------------------------------------------------------------


def _without_jobs(catalog: Catalog, brochures: Sequence[Read], jobs: Sequence[Job]) -> Iterator[Problem]:
    hint = f"see “matrix” in {EDITIONS}"
    clinics = {job.clinic for job in jobs}
    for name in catalog.clinics():
        if name not in clinics:
            yield warning(Place(f"clinics/{name}.yaml"), "nothing is printed for this clinic", hint)
    editions = {job.edition for job in jobs}
    for edition in catalog.editions().editions:
        if str(edition) not in editions:
            yield warning(edition.place, f"nothing is printed in the edition “{edition}”", hint)
    made = {(job.slug, job.language) for job in jobs}
    for read in brochures:
        if (read.slug, read.language) not in made:
            message = "this brochure is not printed in any edition"
            yield warning(read.brochure.title.place, message, hint)


def _unread_files(catalog: Catalog, jobs: Sequence[Job]) -> Iterator[Problem]:
    """Yield the files that nothing reads, but for those that a job missed: it has told."""
    workspace = catalog.workspace
    clinics = set(catalog.clinics())
    missed = {f"clinics/{job.clinic}.yml" for job in jobs if job.clinic not in clinics}
    missed |= {f"brochures/{job.slug}/{job.language}.yml" for job in jobs}
    for file in workspace.files_below("clinics"):
        name, suffix = _parted(file)
        if suffix and (suffix != ".yaml" or file.count("/") > 1) and file not in missed:
            yield _unread(file, f"call it clinics/{name}.yaml")
    for slug in catalog.slugs():
        for file in workspace.files_below(f"brochures/{slug}"):
            name, suffix = _parted(file)
            if suffix not in {"", ".yaml"} and file not in missed:
                yield _unread(file, f"call it {name}.yaml")
    for suffix in (".yaml", ".yml"):
        for name in workspace.names("brochures", suffix):
            file = f"brochures/{name}{suffix}"
            if file == SOURCES:
                continue
            if name == "sources":
                yield _unread(file, "call it sources.yaml")
            else:
                yield _unread(file, f"a brochure has a folder of its own: brochures/{name}/en.yaml")
    for slug in catalog.slugs():
        if not catalog.languages(slug) and workspace.files_below(f"brochures/{slug}"):
            yield warning(
                Place(f"brochures/{slug}"),
                "this folder holds no brochure",
                f"a brochure is a file named by its language, such as brochures/{slug}/en.yaml",
            )


def _parted(file: str) -> tuple[str, str]:
    """Return the name of a YAML file and its ending, also where an editor has put another one behind it."""
    match = re.search(r"([^/]+?)(\.ya?ml(?:\.txt)?)\Z", file, re.IGNORECASE)
    return (match[1], match[2]) if match else ("", "")


def _unread(file: str, hint: str) -> Problem:
    return warning(Place(file), "this file is not read", hint)
