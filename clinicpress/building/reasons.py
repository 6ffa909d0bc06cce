"""The reasons why files are to be made, by their jobs: of very many, most have the same."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress

from clinicpress.content.edition import Job


class Reasons(Mapping[Job, Sequence[str]]):
    """Why files are to be made, by the planned jobs that make them, in their order."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = jobs
        self._kinds: list[Sequence[str]] = [()]
        self._known: dict[tuple[str, ...], int] = {(): 0}
        self._of = array("i", [0]) * len(jobs)
        """The kind of each job's reasons, by its number."""
        self._count = 0
        self.texts: set[tuple[str, str]] = set()
        """The slugs and languages of the brochures that files are to be made of."""

    def note(self, job: Job, why: Sequence[str]) -> None:
        """Note once for a job why its file is to be made; no reasons where it is not."""
        if why:
            kind = self._known.setdefault(tuple(why), len(self._kinds))
            if kind == len(self._kinds):
                self._kinds.append(why)
            self._of[job.number] = kind
            self._count += 1
            self.texts.add((job.slug, job.language))

    def __getitem__(self, job: Job) -> Sequence[str]:
        if why := self._kinds[self._of[job.number]]:
            return why
        raise KeyError(job)

    def __iter__(self) -> Iterator[Job]:
        return compress(self._jobs, self._of)

    def __len__(self) -> int:
        return self._count
