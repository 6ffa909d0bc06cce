"""A new clinic holds no more than is known of it, and writes over nothing; a draft can be filled in by a form."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.content.fieldwords import load_field_words
from clinicpress.drafting.starter import begin_brochure
from clinicpress.editing.beginnings import begin_clinic
from clinicpress.editing.faults import problems_in
from clinicpress.editing.forms import form_of, walk
from clinicpress.editing.saving import open_file
from clinicpress.ground.problems import InputProblems
from clinicpress.workspace.disk import Disk


def test_a_brochure_begins_as_a_draft_that_a_form_can_fill_in(workspace: Path) -> None:
    begin_brochure(workspace, "new-one", "en")
    opened = open_file(workspace, "brochures/new-one/en.yaml")
    disk = Disk(workspace)
    problems = problems_in(disk, opened.name, opened.text)
    assert problems
    form = form_of(opened.name, opened.text, load_field_words(disk), problems)
    assert {"title", "sections"} <= {str(each.path[0]) for each in walk(form.root) if each.problems and each.path}


def test_a_clinic_begins_with_its_name(workspace: Path) -> None:
    opened = begin_clinic(workspace, "two", ' Sample: "Two" ')
    assert Disk(workspace).read_yaml(opened.name).plain() == {"name": 'Sample: "Two"'}
    assert problems_in(Disk(workspace), opened.name, opened.text) == []
    assert begin_clinic(workspace, "three", "").text.endswith("\n{}\n")
    for clinic in ("one", "Two", "", "a/b", "..", "x" * 81):
        with pytest.raises(InputProblems):
            begin_clinic(workspace, clinic, "Another")
