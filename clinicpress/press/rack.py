"""The rack of plates: those in memory, those in the cache folder, and those that must be made.

So are formes, which are for web pages what plates are for PDFs.

A plate serves a job when it was made for the same settings, when every file that it read, or
looked for and missed, is as it was, and when the clinic gives the same answers to what its story
asked. The folder can be deleted at any time; a plate that is not whole is made anew. Several
catalogues may share a rack, such as that of the saved files and that of an editor's texts.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, theme_of
from clinicpress.content.model import Clinic
from clinicpress.ground.problems import InputProblems, Problem
from clinicpress.pdf.plate import Plate
from clinicpress.press.engine import chosen
from clinicpress.story.answers import Answers, answers_of, overrides_of
from clinicpress.workspace.files import DRAFTS, digest_of, read_file, write_whole

if TYPE_CHECKING:
    from clinicpress.webpage.forme import Forme

HELD = 512
"""How many plates are kept in memory, some twenty megabytes; jobs come clinic by clinic, so all are in use."""
SUFFIX = ".plate"
MOST_BYTES = 1_000_000_000

Kept = TypeVar("Kept", Plate, "Forme")


@dataclass
class _Known:
    """The plates and failures that are known for some settings: by what clinics were asked, and what they answered."""

    found: dict[tuple[str, ...], dict[tuple[str, ...], Path | list[Problem]]] = field(default_factory=dict)

    def note(self, answers: Mapping[str, str], found: Path | list[Problem]) -> None:
        """Note the file of a plate, or a failure, by the answers that it depends on."""
        self.found.setdefault(tuple(answers), {})[tuple(answers.values())] = found

    def match(self, clinic: Clinic) -> Path | list[Problem] | None:
        """Return the known plate or failure whose answers are the clinic's answers, too."""
        for questions, by_answers in self.found.items():
            found = by_answers.get(answers_of(clinic, questions))
            if found is not None:
                return found
        return None


@dataclass
class _Ledger:
    """What is known for one catalogue: digests of settings by job and overrides, and plates by settings."""

    settings: dict[object, str] = field(default_factory=dict)
    known: dict[str, _Known] = field(default_factory=dict)


class Rack:
    """Finds or makes the plates of jobs; without a folder they are kept in memory only."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._held: OrderedDict[Path, Plate | Forme] = OrderedDict()

    def plate(self, catalog: Catalog, job: Job, more: int = 0) -> Plate:
        """Return a job's plate, whose box on page 1 is some lines higher than reckoned.

        Raises InputProblems with all that keeps it from being made.
        """
        return self._found(catalog, job, more, Plate, _make_plate)

    def forme(self, catalog: Catalog, job: Job) -> Forme:
        """Return the forme of a job that makes a web page; raises InputProblems with all that keeps it from that."""
        # Loaded only where a layout asks for it.
        from clinicpress.webpage.forme import Forme

        return self._found(catalog, job, 0, Forme, _make_forme)

    def _found(
        self, catalog: Catalog, job: Job, more: int, kind: type[Kept], make: Callable[[Catalog, Job, Answers], Kept]
    ) -> Kept:
        """Find what was made for a job, or make it."""
        try:
            clinic = catalog.clinic(job.clinic, job.language)
        except InputProblems:
            # What is wrong with the clinic is reported with its imprint; here is what is wrong beside it.
            return make(catalog, job, Answers(Clinic()))
        # Whether a plate is fresh is asked once for each catalogue, which keeps the answer.
        ledger = catalog.keep(self, lambda _: _Ledger())
        settings = _settings(ledger, catalog, job, clinic, more)
        known = ledger.known.get(settings)
        if known is None:
            known = ledger.known[settings] = self._stored(catalog, settings, kind)
        found = known.match(clinic)
        if isinstance(found, list):
            raise InputProblems(found)
        if found is not None and (plate := self._load(found, kind)):
            return plate
        answers = Answers(clinic, more)
        try:
            plate = make(catalog, job, answers)
        except InputProblems as error:
            if not overrides_of(clinic):
                # Those of a clinic's own theme stand at places in the clinic's own file.
                known.note(answers.given(), error.problems)
            raise
        file = (self.folder or Path()) / _file_name(plate)
        known.note(plate.answers, file)
        self._hold(file, plate)
        if self.folder is not None:
            write_whole(file, plate.to_bytes(), self.folder.parent / DRAFTS)
        return plate

    def _stored(self, catalog: Catalog, settings: str, kind: type[Kept]) -> _Known:
        """List the plates on the rack that were made for some settings from files as they are now."""
        known = _Known()
        files = {file for file in self._held if file.name.startswith(f"{settings}-")}
        if self.folder is not None:
            files.update(self.folder.glob(f"{settings}-*{SUFFIX}"))
        for file in sorted(files):
            plate = self._load(file, kind)
            if plate is not None and file.name == _file_name(plate) and is_fresh(catalog, plate.inputs):
                known.note(plate.answers, file)
        return known

    def _load(self, file: Path, kind: type[Kept]) -> Kept | None:
        held = self._held.get(file)
        if isinstance(held, kind):
            self._held.move_to_end(file)
            return held
        try:
            plate = kind.from_bytes(read_file(file, MOST_BYTES))
        except (OSError, ValueError):
            return None
        self._hold(file, plate)
        return plate

    def _hold(self, file: Path, plate: Plate | Forme) -> None:
        self._held[file] = plate
        while len(self._held) > HELD:
            self._held.popitem(last=False)


def _settings(ledger: _Ledger, catalog: Catalog, job: Job, clinic: Clinic, more: int) -> str:
    overrides = overrides_of(clinic)
    own = tuple((key, str(value)) for key, value in sorted(overrides.items()))
    key = (job.slug, job.language, job.edition, job.layout, theme_of(catalog, job), own, more)
    if key not in ledger.settings:
        ledger.settings[key] = digest_of(chosen(catalog, job, overrides, more))
    return ledger.settings[key]


def _file_name(plate: Plate | Forme) -> str:
    return f"{digest_of(plate.settings)}-{plate.name}{SUFFIX}"


def _make_forme(catalog: Catalog, job: Job, answers: Answers) -> Forme:
    from clinicpress.press.pagemaking import set_page

    return set_page(catalog, job, answers)


def _make_plate(catalog: Catalog, job: Job, answers: Answers) -> Plate:
    # Loaded only where a plate must be made: with plates at hand, half of the engine is not needed.
    from clinicpress.press.platemaking import typeset

    return typeset(catalog, job, answers).plate


def is_fresh(catalog: Catalog, inputs: Mapping[str, str | None]) -> bool:
    """Tell whether files are as they were."""
    return all(catalog.workspace.digest(name) == digest for name, digest in inputs.items())
