"""Reasons by jobs, as a mapping has them."""

from __future__ import annotations

from clinicpress.building.reasons import Reasons
from clinicpress.content.edition import Job

JOBS = [Job("one", "en", "standard", slug, "handout", number=number) for number, slug in enumerate(("a", "b", "c"))]


def test_only_jobs_that_have_some_are_there() -> None:
    reasons = Reasons(JOBS)
    assert (dict(reasons), len(reasons), JOBS[0] in reasons) == ({}, 0, False)
    for job, why in zip(JOBS, (["it is new"], [], ["it is new"]), strict=True):
        reasons.note(job, why)
    assert dict(reasons) == {JOBS[0]: ["it is new"], JOBS[2]: ["it is new"]}
    assert (list(reasons), len(reasons), JOBS[1] in reasons) == ([JOBS[0], JOBS[2]], 2, False)
    assert reasons.texts == {("a", "en"), ("c", "en")}


def test_what_is_the_same_is_kept_once() -> None:
    reasons = Reasons(JOBS)
    for job in JOBS:
        reasons.note(job, ["changed", "gone"])
    assert reasons[JOBS[0]] is reasons[JOBS[2]]
