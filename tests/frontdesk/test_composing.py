"""The letter that a worker writes for the front desk."""

from __future__ import annotations

from pathlib import Path

from clinicpress.content.edition import Job
from clinicpress.frontdesk.composing import Composing
from clinicpress.frontdesk.errands import Bench


def test_a_worker_writes_the_letter_and_is_told_nobody_s_address(workspace: Path) -> None:
    errand = Composing("1", Job("one", "en", "standard", "breathing", "handout"))
    letter = errand.run(Bench(workspace, None))
    assert letter.subject == "Information from Test Clinic One"
    assert "Breathing at home" in letter.text
    assert (letter.to, letter.enclosure.pdf) == ("", b"")
