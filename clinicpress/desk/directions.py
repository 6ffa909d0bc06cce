"""Texts that run from right to left: ranges in digits that may be read in either order.

Behind Arabic letters “10-20” is seen as “20-10” by some readers and some programs, whatever is
printed; where a range says how much or how long, words are safer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.content.inline import without_marks
from clinicpress.content.model import Brochure, Clinic, texts_of
from clinicpress.content.texts import Prose, Unprinted
from clinicpress.ground.problems import InputProblems, Problem, warning
from clinicpress.scripts.bidiclasses import runs_to_the_left


def range_problems(said: Brochure | Clinic) -> Iterator[Problem]:
    """Yield the ranges in the texts of a brochure or a clinic that may be read in either order, as warnings."""
    for text in texts_of(said):
        if isinstance(text, Unprinted) or not runs_to_the_left(text):
            continue
        from clinicpress.scripts.isolates import ambiguous_ranges

        words = without_marks(text) if isinstance(text, Prose) else str(text)
        for begin, end in ambiguous_ranges(words):
            written = words[begin:end]
            message = f"the range “{written}” may be read in either order in a text that runs from right to left"
            yield warning(text.at(written), message, "write “from … to …” in words: the numbers stay where they are")


def clinic_ranges(catalog: Catalog, jobs: Iterable[Job]) -> Iterator[Problem]:
    """Yield such ranges in the words of the clinics of jobs."""
    for name, language in sorted({(job.clinic, job.language) for job in jobs}):
        with suppress(InputProblems):
            yield from range_problems(catalog.clinic(name, language))
