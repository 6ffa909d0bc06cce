"""Why pages end where they do: for each story that was printed, how full its pages are and what their ends cost.

A story is laid out once more for this; nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, theme_of
from clinicpress.ground.problems import counted
from clinicpress.workspace.disk import Disk


def explained_breaks(workspace: Path, jobs: Iterable[Job]) -> Iterator[str]:
    """Yield lines that say where the pages of jobs end and why; clinics of which a story asks the same are said once.

    Raises InputProblems with all that keeps a job from being printed.
    """
    from clinicpress.press.platemaking import lay_out
    from clinicpress.story.answers import Answers, answer_of, overrides_of

    catalog = Catalog(Disk(workspace))
    told: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for job in jobs:
        clinic = catalog.clinic(job.clinic, job.language)
        looks = str(theme_of(catalog, job)), str(overrides_of(clinic))
        known = told.setdefault((job.slug, job.language, job.edition, job.layout, *looks), [])
        if any(all(answer_of(clinic, name) == answer for name, answer in given.items()) for given in known):
            continue
        answers = Answers(clinic)
        laid_out = lay_out(catalog, job, answers)
        known.append(answers.given())
        pages = [(each.leaf.filled, each.leaf.costs) for each in laid_out.frames]
        yield f"{job.path}: {counted(len(pages), 'page')}"
        yield from (f"  {line}" for line in _said(pages))


def _said(pages: Sequence[tuple[float, Sequence[tuple[str, float]]]]) -> Iterator[str]:
    for number, (filled, costs) in enumerate(pages, 1):
        found = [
            f"{name.replace('_', ' ')} {sum(cost for _, cost in same):.0f}"
            for name, same in ((name, list(same)) for name, same in groupby(costs, key=lambda each: each[0]))
            if name != "page"
        ]
        yield f"page {number}: {filled:.0%} full{'; costs: ' if found else ''}{', '.join(found)}"
