"""What a job is made of is loaded once for all jobs, and what is wrong with it is collected."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.content.texts import Unprinted
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.press.finding import Finder, faces_of, file_of, is_page, look_of
from clinicpress.workspace.disk import Disk
from tests.folders import write

JOB = Job("one", "en", "standard", "breathing", "handout")
CALM = Unprinted("calm", Place("editions.yaml"))


def test_what_is_wrong_is_collected_and_the_rest_is_found(workspace: Path) -> None:
    find = Finder(Catalog(Disk(workspace)), JOB)
    locale = find.locale(file_of(JOB))
    assert find.theme(Unprinted("clam", CALM.place), {}, locale) is None
    assert find.theme(CALM, {}, locale) is not None
    assert [problem.message for problem in find.problems] == ["unknown theme “clam”"]


def test_a_theme_is_loaded_once_for_all_jobs(workspace: Path) -> None:
    catalog = Catalog(Disk(workspace))
    one, other = (Finder(catalog, replace(JOB, clinic=clinic)).theme(CALM, {}, None) for clinic in ("one", "house"))
    assert one is other
    assert faces_of(catalog, CALM) == one.all_faces if one else False


def test_a_job_looks_other_only_where_its_theme_says_so(workspace: Path) -> None:
    write(workspace, {"templates/themes/own.yaml": "extends: calm\nlayouts: {handout: {drops: {heading: 3}}}\n"})
    catalog = Catalog(Disk(workspace))
    assert [look_of(catalog, Unprinted(name, CALM.place), JOB) for name in ("calm", "own")] == ["", "handout"]


def test_a_layout_says_whether_a_job_is_a_page(workspace: Path) -> None:
    catalog = Catalog(Disk(workspace))
    assert [is_page(catalog, replace(JOB, layout=layout)) for layout in ("handout", "page")] == [False, True]
    write(workspace, {"templates/flyer/layout.yaml": "medium: scren\n"})
    with pytest.raises(InputProblems, match="nothing that a layout can be for"):
        is_page(catalog, replace(JOB, layout="flyer"))
