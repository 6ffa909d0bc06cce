"""A range in digits is told in texts that run from right to left, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.desk.directions import clinic_ranges, range_problems
from clinicpress.workspace.disk import Disk
from tests.brochures import with_body
from tests.folders import write


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("استرح 10-20 دقيقة.", 26),
        ('"**استرح** 10-20 دقيقة."', 31),
        ("استرح من 10 إلى 20 دقيقة.", 0),
        ("تناول 10-20 mg.", 0),
        ("اتصل (555) 555-0100.", 0),
        ("Rest for 10-20 minutes.", 0),
    ],
)
def test_a_range_that_may_be_read_in_either_order_is_told_at_its_place(text: str, column: int) -> None:
    found = list(range_problems(with_body(f"- paragraph: {text}\n")))
    assert [(problem.place.line, problem.place.column) for problem in found] == ([(10, column)] if column else [])


def test_hours_of_a_clinic_are_looked_at(workspace: Path) -> None:
    write(workspace, {"clinics/one.yaml": "name: One\nhours: {en: 9-5, ar: من الاثنين 9-5}\n"})
    jobs = [Job("one", language, "standard", "breathing", "handout") for language in ("en", "ar")]
    (problem,) = clinic_ranges(Catalog(Disk(workspace)), jobs)
    assert (problem.place.line, problem.place.column) == (2, 33)


def test_words_tell_which_range_is_meant() -> None:
    (problem,) = range_problems(with_body("- list: [استرح 10-20 دقيقة]\n"))
    assert problem.message == "the range “10-20” may be read in either order in a text that runs from right to left"
