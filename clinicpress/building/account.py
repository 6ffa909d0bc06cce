"""What a build tells: the files it made and why, what it left as it was, what no job makes any more."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clinicpress.building.freshness import nothing_to_make
from clinicpress.building.manifest import shown
from clinicpress.ground.problems import InputProblems, Problem, first_of
from clinicpress.ground.report import report_fault, table

if TYPE_CHECKING:
    from clinicpress.building.build import Build, Outcome
    from clinicpress.content.catalog import Catalog

MOST_ROWS = 40
"""So many files are listed after a build; of more, only the number is told."""
MOST_NAMED = 40
"""So many files are named that met with the same fault."""


def below(out: str, path: str) -> str:
    """Return what to call a file of the output folder, which may be at a URL."""
    return f"{out.rstrip('/')}/{path}" if "://" in out else str(Path(out) / path)


def problems_of(catalog: Catalog, outcomes: Iterable[Outcome]) -> list[Problem]:
    """List what is wrong with the input of jobs, and in the bibliography, whether a brochure needs it or not."""
    found = {problem for outcome in outcomes for problem in outcome.problems}
    with suppress(InputProblems):  # where it cannot be read at all, the brochures that need it have told
        found |= {problem for broken in catalog.sources().broken.values() for problem in broken}
    return sorted(found)


def tell_faults(outcomes: Iterable[Outcome]) -> bool:
    """Print each fault of ours once, with the files that met with it; says whether there was any."""
    paths: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.fault:
            paths.setdefault(outcome.fault, []).append(outcome.job.path)
    for fault, met in paths.items():
        report_fault(f"while making {first_of(met, MOST_NAMED)}:\n{fault}")
    return bool(paths)


def tell(plan: Build, outcomes: Sequence[Outcome], out: str, explain: bool) -> None:
    """Say what a build made, and why."""
    good = sorted((outcome for outcome in outcomes if outcome.good), key=lambda outcome: outcome.job)
    if explain:
        for job in plan.jobs:
            why = plan.reasons[job]
            made = job.path in plan.made
            said = f"made: {shown(why)}" if made else f"not made: {shown(why)}" if why else "as it was: nothing changed"
            print(f"{below(out, job.path)}  {said}")
    elif good:
        rows = [[below(out, o.job.path), str(o.pages), f"{o.size / 1024:.0f} KB", f"{o.seconds:.2f} s"] for o in good]
        print(table(["file", "pages", "size", "time"], rows))
    kept = len(plan.jobs) - len(plan.todo)
    if not plan.jobs:
        print("Nothing to make: no job matches.")
    elif not plan.todo:
        print(nothing_to_make(kept))
    elif kept or len(plan.todo) > MOST_ROWS:
        print(f"{len(plan.made):,} made, {kept:,} as they should be.")
    failed = len(plan.todo) - len(plan.made)
    if failed:
        print(
            f"{len(plan.made):,} made, {failed:,} not made because of the problems above; "
            "their last PDFs were left as they were.",
            file=sys.stderr,
        )


def tell_strays(plan: Build, out: str) -> None:
    """Name the files that no job makes any more."""
    strays = plan.strays()
    if strays:
        shown_strays = ", ".join(below(out, path) for path in strays[:3]) + (", …" if len(strays) > 3 else "")
        print(
            f"No job makes {len(strays):,} of the files any more ({shown_strays}): --prune removes them.",
            file=sys.stderr,
        )


def build_facts(plan: Build, outcomes: Sequence[Outcome], out: str) -> dict[str, Any]:
    """Return what a build did, as JSON can hold it."""
    seconds = {outcome.job: outcome.seconds for outcome in outcomes}
    known = [(job, plan.manifest.entry(job.path)) for job in plan.jobs if job.path in plan.manifest]
    done = [
        {
            **entry["job"],
            "file": below(out, job.path),
            "pages": entry["pages"],
            "bytes": entry["bytes"],
            "seconds": round(seconds.get(job, 0.0), 4),
            "made": job.path in plan.made,
            "why": plan.reasons[job],
        }
        for job, entry in known
        if job.path in plan.made or not plan.reasons[job]
    ]
    return {"files": done, "strays": plan.strays()}
