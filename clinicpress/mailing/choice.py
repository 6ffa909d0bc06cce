"""The choice: the one PDF that is meant, where a person names a brochure and a clinic and perhaps little more."""

from __future__ import annotations

from collections.abc import Sequence

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import PDF, Job, Wanted, edition_of, plan_jobs
from clinicpress.ground.problems import UsageError, did_you_mean, first_of

USUAL = "en"
"""The language of a brochure that has several, where none is asked for."""


def chosen(catalog: Catalog, slug: str, clinic: str, language: str = "", edition: str = "", layout: str = "") -> Job:
    """Return the job that is meant; what is left empty is the first of `editions.yaml` that is a PDF.

    Raises UsageError for what there is not, and for a brochure of which nobody knows in which language it is
    wanted; InputProblems where `editions.yaml` cannot be read.
    """
    wanted = Wanted([slug], [clinic], _given(edition), _given(layout), _given(language))
    editions = catalog.editions()
    every = plan_jobs(catalog, wanted)
    jobs = [job for job in every if job.ending == PDF and not edition_of(editions, job.edition).for_printers]
    if not jobs and any(job.ending == PDF for job in every):
        raise UsageError("this is made for a printer, and not for a screen: choose another one with --edition")
    if not jobs:
        raise UsageError(_nothing(catalog, Wanted([slug], [clinic]), edition, layout, language))
    languages = sorted({job.language for job in jobs})
    if len(languages) > 1 and USUAL not in languages:
        raise UsageError(f"“{slug}” is there in {first_of(languages, 24)}: say which with --language")
    spoken = languages[0] if len(languages) == 1 else USUAL
    order = {
        (str(name), str(each)): (number, place)
        for number, name in enumerate(editions.editions)
        for place, each in enumerate(edition_of(editions, name).layouts)
    }
    return min((job for job in jobs if job.language == spoken), key=lambda job: order[job.edition, job.layout])


def _given(name: str) -> Sequence[str]:
    return [name] if name else ()


def _nothing(catalog: Catalog, of_clinic: Wanted, edition: str, layout: str, language: str) -> str:
    """Say why no PDF is like this, though each name is known."""
    jobs = plan_jobs(catalog, of_clinic)
    slug, clinic = of_clinic.slugs[0], of_clinic.clinics[0]
    if not jobs:
        return f"“{slug}” is not made for the clinic “{clinic}”: editions.yaml leaves it out"
    for kind, name in (("language", language), ("edition", edition), ("layout", layout)):
        known = sorted({job.facts()[kind] for job in jobs})
        if name and name not in known:
            return f"“{slug}” has no {kind} “{name}” for the clinic “{clinic}”; {did_you_mean(name, known)}"
        jobs = [job for job in jobs if not name or job.facts()[kind] == name]
    return "this is a web page, and only PDFs are mailed: choose another one with --layout or --edition"
