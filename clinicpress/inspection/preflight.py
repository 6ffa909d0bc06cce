"""The preflight: what a finished PDF must show before anybody prints or mails it, ours or foreign.

Some twenty questions, each in words that its readers use, with an answer that says where. What a
program cannot know is answered “cannot tell”. A build asks of every plate those that need no look
at the page; see `press/release`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from clinicpress.building.manifest import MANIFEST, Manifest
from clinicpress.ground.patience import MEMORY, WANT_OF_MEMORY, ended, patience
from clinicpress.ground.problems import InputProblems, Place, Problem, Severity, counted
from clinicpress.ground.report import table
from clinicpress.ground.stamps import stamp
from clinicpress.ground.workers import Bounds, Crew
from clinicpress.pdf.docket import Docket
from clinicpress.readback.completeness import completeness
from clinicpress.readback.finished import Finished
from clinicpress.readback.nesting import nesting
from clinicpress.readback.reader import read_file
from clinicpress.readback.soundness import soundness
from clinicpress.readback.verdict import Finding, Row, judged, unknown

WIDEST = 72
"""Characters of what was found that a table shows."""


@dataclass(frozen=True)
class Inspected:
    """A file with its rows; none where it could not be read."""

    name: str
    pages: int
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    """What is wrong, and what might be, with its places: the line is the page."""

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not any(problem.severity == "error" for problem in self.problems)


def inspect_file(file: Path) -> Inspected:
    """Ask all questions of a file; one that cannot be read has problems, but no rows."""
    try:
        finished = read_file(file)
    except InputProblems as error:
        return Inspected(str(file), 0, (), tuple(error.problems))
    rows = [*inspect(finished), _unchanged(file, finished.content)]
    return Inspected(str(file), len(finished.pages), tuple(rows), tuple(_problems(str(file), rows)))


def inspect_files(files: Sequence[Path], workers: int) -> Generator[Inspected, None, None]:
    """Ask all questions of some files, by workers with bounds; yields answers as they come.

    A file of which a worker dies, or does not come to an end, has a problem, and the others are still answered.
    """
    crew: Crew[Path, Inspected] = Crew(min(workers, len(files)), _begin, Bounds(MEMORY, patience))
    try:
        yield from crew.run(files, _died)
    finally:
        crew.stop()


def inspect_all(
    files: Sequence[Path],
    workers: int,
    progress: Callable[[Iterable[Inspected], int], Iterable[Inspected]] = lambda answers, _: answers,
) -> list[Inspected]:
    """Ask all questions of some files, as `inspect_files` does; returns the answers in the order of the files.

    `progress` is handed the answers as they come, and how many there will be.
    """
    with closing(inspect_files(files, workers)) as running:
        found = {each.name: each for each in progress(running, len(files))}
    return [found[str(file)] for file in files]


def _begin() -> Callable[[Path], Inspected]:
    return _looked_at


def _looked_at(file: Path) -> Inspected:
    """Ask all questions of a file; whatever it holds, it comes to an answer."""
    try:
        return inspect_file(file)
    except MemoryError:
        return _died(file, WANT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 - nobody knows all that can be in a foreign file
        return _died(file, f"on something that it does not understand: {type(error).__name__}")


def _died(file: Path, how: str) -> Inspected:
    return Inspected(str(file), 0, (), (ended(file, how),))


def inspect(finished: Finished) -> list[Row]:
    """Ask all questions that a PDF can answer by itself."""
    # Loaded only for files that are looked at: it paints their pages.
    from clinicpress.inspection.folding import folding
    from clinicpress.inspection.imposed import sheets, ticket_in
    from clinicpress.inspection.inking import FOR_READERS, PRESS, inking, purpose_of
    from clinicpress.inspection.legibility import legibility, see

    seen = see(finished)
    if ticket := ticket_in(finished):
        return [*sheets(finished, ticket, seen), *inking(finished)]
    rows = [
        *completeness(finished, {e.page.number: e.text for e in seen}, {e.page.number: e.lines for e in seen}),
        *legibility(seen),
        *folding(seen, finished),
        *soundness(finished),
        nesting(finished),
    ]
    if purpose_of(finished) == PRESS:
        # A screen only guesses what inks look like on each other.
        rows = [row._replace(result="warning") if _is_a_guess(row) else row for row in rows]
    if purpose_of(finished) == PRESS and Docket.of(finished.docket) is None:
        rows = [row for row in rows if row.id not in FOR_READERS]
    return [*rows, *inking(finished)]


def _is_a_guess(row: Row) -> bool:
    return row.id in ("contrast", "grey") and row.result == "failed"


def _unchanged(file: Path, content: bytes) -> Row:
    """Compare a file with the manifest of the output folder that it lies in."""
    asks = "Is it as it was built?"
    path = file.resolve()
    for folder in path.parents:
        name = path.relative_to(folder).as_posix()
        told = folder / MANIFEST
        if not told.is_file() or name not in (manifest := _manifest(folder, stamp(str(told)))):
            continue
        if manifest.entry(name)["sha256"] == hashlib.sha256(content).hexdigest():
            return judged("unchanged", asks, note=f"as {folder / MANIFEST} says")
        return judged("unchanged", asks, [Finding(None, "the file was changed after it was built: build it again")])
    return unknown("unchanged", asks, f"it is in no output folder with a {MANIFEST}")


@lru_cache(maxsize=8)
def _manifest(folder: Path, written: str) -> Manifest:
    """Read the manifest of a folder; `written` tells it from those that stood there before."""
    return Manifest.read(folder)


def _problems(name: str, rows: Iterable[Row]) -> Iterable[Problem]:
    for row in rows:
        for page, message in row.found:
            said = f"page {page}: {message}" if page is not None else message
            severity: Severity = "error" if row.result == "failed" else "warning"
            yield Problem(Place(name, page or 1, 1), said, severity=severity)


# Printing ------------------------------------------------------------------------------------------


def told(files: Sequence[Inspected]) -> str:
    """Say what was asked of files, and the answers; of many, only those that did not pass are shown whole."""
    parts = []
    for each in files:
        if not each.rows:
            parts.append(f"{each.name}: cannot be read")
            continue
        warned = sum(row.result == "warning" for row in each.rows)
        failed = sum(row.result == "failed" for row in each.rows)
        verdict = f"FAILED, {failed} of {len(each.rows)} checks" if failed else "passed"
        warnings = f", {warned} with a warning" if warned else ""
        head = f"{each.name}: {verdict}{warnings}; {counted(each.pages, 'page')}"
        whole = len(files) == 1 or failed or warned
        parts.append(f"{head}\n\n{_table(each.rows)}\n" if whole else head)
    return "\n".join(parts).rstrip()


def _table(rows: Sequence[Row]) -> str:
    results = {"failed": "FAILED", "warning": "warning"}
    return table(
        ["", "question", "answer"], [[results.get(row.result, row.result), row.asks, _answer(row)] for row in rows]
    )


def _answer(row: Row) -> str:
    if not row.found:
        return _cut(row.note)
    page, message = row.found[0]
    more = f" (and {len(row.found) - 1} more)" if len(row.found) > 1 else ""
    return _cut(f"{f'page {page}: ' if page is not None else ''}{message}", more)


def _cut(text: str, more: str = "") -> str:
    room = WIDEST - len(more)
    if len(text) <= room:
        return text + more
    cut = text[: room - 1]
    return f"{cut.rpartition(' ')[0] or cut} …{more}"


def facts(files: Iterable[Inspected]) -> list[dict[str, Any]]:
    """Return the answers as JSON can hold them."""
    return [
        {
            "file": each.name,
            "passed": each.passed,
            "pages": each.pages,
            "checks": [
                {
                    "id": row.id,
                    "asks": row.asks,
                    "result": row.result,
                    "note": row.note,
                    "found": [{"page": page, "message": message} for page, message in row.found],
                }
                for row in each.rows
            ],
        }
        for each in files
    ]
