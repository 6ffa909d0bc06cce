"""Why pages end where they do: for each story that was printed, how full its pages are and what their ends cost.

A story is laid out once more for this; nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.workspace.disk import Disk


def explained_breaks(workspace: Path, jobs: Iterable[Job]) -> Iterator[str]:
    """Yield lines that say where the pages of jobs end and why; jobs of one story are said once.

    Raises InputProblems with all that keeps a job from being printed.
    """
    from clinicpress.press.platemaking import lay_out
    from clinicpress.story.answers import Answers

    catalog = Catalog(Disk(workspace))
    told: dict[tuple[object, ...], None] = {}
    for job in jobs:
        laid_out = lay_out(catalog, job, Answers(catalog.clinic(job.clinic)))
        pages = [(each.leaf.filled, each.leaf.costs) for each in laid_out.frames]
        key = (job.slug, job.language, job.edition, job.layout, tuple(pages))
        if key not in told:
            told[key] = None
            yield f"{job.path}: {len(pages)} {'page' if len(pages) == 1 else 'pages'}"
            yield from (f"  {line}" for line in _said(pages))


def _said(pages: Sequence[tuple[float, Sequence[tuple[str, float]]]]) -> Iterator[str]:
    for number, (filled, costs) in enumerate(pages, 1):
        found = [
            f"{name.replace('_', ' ')} {sum(cost for _, cost in same):.0f}"
            for name, same in ((name, list(same)) for name, same in groupby(costs, key=lambda each: each[0]))
            if name != "page"
        ]
        yield f"page {number}: {filled:.0%} full{'; costs: ' if found else ''}{', '.join(found)}"
