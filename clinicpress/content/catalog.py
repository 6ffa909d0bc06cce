"""The catalogue of a workspace: its brochures, sources, clinics and editions, checked against each other.

Files are read when they are first needed and then kept. A file with problems raises the same
problems each time, so that only the jobs that need it fail. Whatever is kept is kept with the names
of the files that it depends on; whoever asks through `noting` is told of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from clinicpress.content.citing import Bibliography, reference_problems
from clinicpress.content.model import Brochure, Clinic, Editions, Source
from clinicpress.content.texts import Unprinted
from clinicpress.content.tree import shape_problems
from clinicpress.content.values import NAME, NAME_HINT
from clinicpress.content.wordings import in_language, languages_in, wordings
from clinicpress.ground.characters import beginning
from clinicpress.ground.problems import InputProblems, Place, Problem, nearest
from clinicpress.workspace.nodes import Node, Text
from clinicpress.workspace.noted import Noted
from clinicpress.workspace.remarks import open_looks
from clinicpress.workspace.schema import check_node, check_partly
from clinicpress.workspace.workspace import LOOKS, Workspace

Loaded = TypeVar("Loaded")
EDITIONS = "editions.yaml"
SOURCES = "brochures/sources.yaml"
MOST_RECENT = 8
"""How many of those things are kept that many clinics may share, but thousands may have each their own."""

_NAME = re.compile(NAME)


class _Entry(NamedTuple):
    """Something that was loaded, or why it was not, and the files that were looked for meanwhile."""

    value: Any
    seen: frozenset[str]

    def held(self) -> Any:
        """Return what was loaded; raises InputProblems where it was not."""
        if isinstance(self.value, InputProblems):
            raise InputProblems(self.value.problems)
        return self.value


class _Read(NamedTuple):
    """A clinic in the usual language of each of its texts, and the languages in which it gives any."""

    clinic: Clinic
    languages: tuple[str, ...]


class _OfClinic(NamedTuple):
    """What is kept of one clinic."""

    clinic: str
    entries: dict[object, _Entry]


@dataclass
class _Kept:
    """What was loaded. Nothing in it is changed but by adding, so that threads never see half of it."""

    of_all: dict[object, _Entry] = field(default_factory=dict)
    of_clinic: _OfClinic = field(default_factory=lambda: _OfClinic("", {}))
    recent: dict[object, _Entry] = field(default_factory=dict)
    before: Mapping[object, _Entry] = field(default_factory=dict)
    """What was loaded of files that are still as they were, and is of no clinic: it is kept where it is asked for."""

    def room(self, clinic: str) -> dict[object, _Entry]:
        """Return where something of a clinic is kept, or what is of no clinic."""
        if not clinic:
            return self.of_all
        held = self.of_clinic
        if held.clinic != clinic:
            # Whoever is at work with another clinic keeps that one's room; it is only no longer found here.
            held = self.of_clinic = _OfClinic(clinic, {})
        return held.entries


@dataclass(frozen=True)
class Catalog:
    """Everything a workspace holds."""

    workspace: Workspace
    _kept: _Kept = field(default_factory=_Kept, repr=False, compare=False)

    def noting(self) -> tuple[Catalog, set[str]]:
        """Return the same catalogue, and the names of all files that are looked for through it, found or not.

        The set is filled as the catalogue is used. Where this catalogue notes, too, it is told as well.
        """
        seen: set[str] = set()
        return Catalog(Noted(self.workspace, seen), self._kept), seen

    def unnoted(self) -> Catalog:
        """Return the same catalogue for questions that nothing depends on."""
        workspace = self.workspace.unnoted()
        return self if workspace is self.workspace else Catalog(workspace, self._kept)

    def after(self, changed: Set[str], workspace: Workspace) -> Catalog:
        """Return the catalogue of a later state of the workspace, in which files are no longer as they were.

        What was asked for here and depends on others only is not loaded again. Where a file changed that says how
        things look, all is: themes and fonts hold one another.
        """
        if any(name.startswith(LOOKS) for name in changed):
            return Catalog(workspace)
        before = {
            key: entry
            for key, entry in self._kept.of_all.items()
            if entry.seen and entry.seen.isdisjoint(changed) and not isinstance(entry.value, InputProblems)
        }
        return Catalog(workspace, _Kept(before=before))

    def keep(self, key: object, load: Callable[[Catalog], Loaded], clinic: str = "") -> Loaded:
        """Return what was loaded under a key, or load it; problems are kept, too.

        `load` must read through the catalogue that it is given: that one notes what the result depends on.
        What is of a clinic is kept until something of another clinic is: there may be thousands.
        """
        entry = self._kept.room(clinic).get(key)
        if entry is None:
            entry = self._entered(key, load, clinic)
        else:
            self.workspace.note(entry.seen)
        loaded: Loaded = entry.held()
        return loaded

    def apart(self, key: object, load: Callable[[Catalog], Loaded], clinic: str = "") -> Loaded:
        """Return what `keep` does, for a question that nothing depends on: what it reads is not noted."""
        room = self._kept.room(clinic)
        entry = room.get(key)
        if entry is None:
            room[key] = entry = _Entry(_loaded(load, self.unnoted()), frozenset())
        loaded: Loaded = entry.held()
        return loaded

    def _entered(self, key: object, load: Callable[[Catalog], Loaded], clinic: str) -> _Entry:
        room = self._kept.room(clinic)
        entry = self._kept.before.get(key) if not clinic else None
        if entry is not None:
            self.workspace.note(entry.seen)
        else:
            noting, seen = self.noting()
            entry = _Entry(_loaded(load, noting), frozenset(seen))
        room[key] = entry
        return entry

    def recall(self, key: object, load: Callable[[Catalog], Loaded]) -> Loaded:
        """Return what was loaded under a key, if it is one of the last few, or load it; problems are not kept.

        `load` is as for `keep`.
        """
        entry = self._kept.recent.get(key)
        if entry is None:
            noting, seen = self.noting()
            entry = _Entry(load(noting), frozenset(seen))
            self._kept.recent = dict([*self._kept.recent.items(), (key, entry)][-MOST_RECENT:])
        else:
            self.workspace.note(entry.seen)
        loaded: Loaded = entry.value
        return loaded

    def forget_clinics(self) -> None:
        """Forget what is known of clinics, and what their files were like; only where nobody else is at work here.

        What is read of them later is read anew.
        """
        self._kept.of_clinic = _OfClinic("", {})
        held = (entry.seen for entry in self._kept.recent.values())
        self.workspace.forget_clinics(frozenset().union(*held))

    def slugs(self) -> list[str]:
        """List the brochures by folder name."""
        return [name for name in self.workspace.folders("brochures") if not name.startswith((".", "_"))]

    def languages(self, slug: str) -> list[str]:
        """List the languages of a brochure, those included whose files have a wrong ending and are refused."""
        folder = f"brochures/{slug}"
        return sorted({*self.workspace.names(folder, ".yaml"), *self.misnamed(folder)})

    def clinics(self) -> list[str]:
        """List the clinics by file name."""
        return self.keep("clinics", lambda noting: noting.workspace.names("clinics", ".yaml"))

    def misnamed(self, folder: str) -> list[str]:
        """List the files of a folder by name that would be read if they did not end in .yml."""
        return self.keep(("misnamed", folder), lambda noting: noting.workspace.names(folder, ".yml"))

    def refuse_misnamed(self, slug: str, language: str) -> None:
        """Raise InputProblems where a brochure's file has a wrong ending: nobody knows which text is meant."""
        folder = f"brochures/{slug}"
        if language in self.misnamed(folder):
            beside = language in self.workspace.names(folder, ".yaml")
            raise InputProblems([unread(f"{folder}/{language}", beside)])

    def editions(self) -> Editions:
        """Read editions.yaml; the file is not noted: what a job takes from it is in the job's settings."""
        return self.apart("editions", Catalog._read_editions)

    def _read_editions(self) -> Editions:
        return check_node(self.workspace.read_yaml(EDITIONS), Editions)

    def clinic(self, name: str, language: str = "") -> Clinic:
        """Read a clinic with its texts in a language, or else in their usual one."""
        read = self.keep("clinic", lambda noting: noting._read_clinic(name), clinic=name)
        if not read.languages or not language:
            return read.clinic
        return self.keep(
            ("clinic", language),
            lambda noting: check_node(in_language(noting._clinic_node(name), language), Clinic),
            clinic=name,
        )

    def clinic_languages(self, name: str) -> tuple[str, ...]:
        """List the languages in which a clinic gives any of its texts; none where it has one wording for all."""
        return self.keep("clinic", lambda noting: noting._read_clinic(name), clinic=name).languages

    def _clinic_node(self, name: str) -> Node:
        file = f"clinics/{name}.yaml"
        if name in self.misnamed("clinics") and name not in self.clinics():
            raise InputProblems([unread(f"clinics/{name}")])
        _check_name(file, name)
        node = self.workspace.read_yaml(file)
        return node if node.value is not None else Node(node.place, {})

    def _read_clinic(self, name: str) -> _Read:
        node = self._clinic_node(name)
        languages = tuple(languages_in(node)) if wordings(node) else ()
        problems: list[Problem] = []
        clinic = None
        for language in (*languages, ""):
            try:
                clinic = check_node(in_language(node, language), Clinic)
            except InputProblems as error:
                problems += error.problems
        if problems or clinic is None:
            raise InputProblems(problems)
        if clinic.look is not None and (problem := self._unknown_look(clinic.look)):
            raise InputProblems([problem])
        return _Read(clinic, languages)

    def _unknown_look(self, word: Unprinted) -> Problem | None:
        """Say that a clinic chose a look that there is not; nothing while nobody knows which there are."""
        try:
            known = self.editions().looks
        except InputProblems:
            return None
        if word in known:
            return None
        near = nearest(word, known)
        meant = f"did you mean “{near}”? " if near else ""
        there = f"the looks here: {', '.join(known)}" if known else f"no edition in {EDITIONS} offers “looks”"
        return Problem(word.place, f"unknown look “{word}”", meant + there)

    def look(self, clinic: str) -> str | None:
        """Return the word by which a clinic chose its look; empty where it chose none, None where it cannot be read.

        The file is not noted: what a job takes from it here is its theme, which is in the job's settings.
        """
        return self.apart("look", lambda noting: noting._read_look(clinic), clinic)

    def _read_look(self, clinic: str) -> str | None:
        try:
            known = self._kept.room(clinic).get("clinic")
            if known is None or isinstance(known.value, InputProblems):
                content = self.workspace.read_bytes(f"clinics/{clinic}.yaml")
                # Thousands of clinics are asked before a build begins, and most say nothing of it. YAML can
                # spell a key otherwise only with a backslash.
                if b"look" not in content and b"\\" not in content:
                    return ""
            return str(self.clinic(clinic).look or "")
        except InputProblems:
            return None

    def sources(self) -> Bibliography:
        """Read the bibliography."""
        return self.keep("sources", Catalog._read_sources)

    def _read_sources(self) -> Bibliography:
        node = self.workspace.read_yaml(SOURCES)
        read = Bibliography({}, {})
        if node.value is None:
            return read
        if not isinstance(node.value, dict):
            raise InputProblems.one(node.place, "a mapping of ids to sources is expected here")
        for key, entry in node.value.items():
            source, problems = check_partly(entry, Source)
            if not _NAME.match(key):
                problems.append(Problem(key.place, f"“{beginning(key)}” is not a valid id", NAME_HINT))
            if problems or source is None:
                read.broken[str(key)] = problems
            else:
                read.found[str(key)] = source
        return read

    def brochure(self, slug: str, language: str) -> Brochure:
        """Read a brochure and check it against the sources; raises InputProblems with all of them."""
        return self.keep(("brochure", slug, language), lambda noting: noting._brochure(slug, language))

    def partly(self, slug: str, language: str) -> tuple[Brochure | None, list[Problem]]:
        """Read a brochure; returns what can be read of it, and all its problems."""
        return self.keep(("partly", slug, language), lambda noting: noting._partly(slug, language))

    def _brochure(self, slug: str, language: str) -> Brochure:
        brochure, problems = self.partly(slug, language)
        if problems or brochure is None:
            raise InputProblems(problems)
        return brochure

    def _partly(self, slug: str, language: str) -> tuple[Brochure | None, list[Problem]]:
        file = f"brochures/{slug}/{language}.yaml"
        self.refuse_misnamed(slug, language)
        _check_name(file, slug)
        node = self.workspace.read_yaml(file)
        brochure, problems = check_partly(node, Brochure, whole={"table"})
        problems += open_looks(node.remarks)
        if brochure is None:
            return None, [*problems, *self._broken_sources(node)]
        if brochure.language != language:
            problems.append(misfiled(brochure.language, file))
        problems += shape_problems(brochure)
        problems += reference_problems(brochure, self.sources)
        return brochure, problems

    def _broken_sources(self, node: Node) -> list[Problem]:
        """List what is wrong with the sources that a brochure lists of which no more is known."""
        listed = [each for key in ("sources", "references") for each in _entries(node.find((key,)))]
        names = [str(each.value) for each in listed if isinstance(each.value, Text)]
        try:
            return [problem for name in names for problem in self.sources().broken.get(name, ())]
        except InputProblems as error:
            return list(error.problems)


def _loaded(load: Callable[[Catalog], Any], catalog: Catalog) -> Any:
    """Return what was loaded, or the problems that keep it from that."""
    try:
        return load(catalog)
    except InputProblems as problems:
        return problems


def _entries(node: Node) -> list[Node]:
    return node.value if isinstance(node.value, list) else []


def unread(path: str, beside: bool = False) -> Problem:
    """Say of a file, by its path without the ending .yml, that it is not read; `beside` it is one that is."""
    name = f"{path.rpartition('/')[2]}.yaml"
    hint = f"{name} is there, too: keep one of the two" if beside else f"call it {name}"
    return Problem(Place(f"{path}.yml"), "this file is not read", hint)


def misfiled(language: Unprinted, file: str) -> Problem:
    """Say of a file that it is called by another language than the one it names."""
    message = f"the language is “{language}”, but the file is called {file.rpartition('/')[2]}"
    return Problem(language.place, message, "they must be the same")


def _check_name(file: str, name: str) -> None:
    if not _NAME.match(name):
        raise InputProblems.one(Place(file), f"“{beginning(name)}” is not a name that files can have here", NAME_HINT)
