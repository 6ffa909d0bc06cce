"""Matter: a brochure's own disclaimer, or else the house's."""

from __future__ import annotations

from clinicpress.content.model import Brochure, Clinic
from clinicpress.content.texts import Prose
from clinicpress.ground.problems import Place
from clinicpress.story.answers import Answers
from clinicpress.story.matter import Matter
from tests.typesetting.told import english

BROCHURE = {
    "title": "T", "language": "en", "version": "1", "published": "2026-11-22", "sources": {"none": "Our own words."},
    "sections": [{"id": "one", "heading": "H", "body": [{"paragraph": "P"}]}],
}  # fmt: skip


def test_a_brochure_has_its_own_disclaimer_or_the_houses() -> None:
    own = Prose("Ask us.", Place("brochures/toy/en.yaml", 9, 1))
    plain, said = (Brochure.model_validate(each) for each in (BROCHURE, {**BROCHURE, "disclaimer": own}))
    assert Matter(plain, Answers(Clinic()), english(), [], []).disclaimer == english().disclaimer
    assert Matter(said, Answers(Clinic()), english(), [], []).disclaimer == own
