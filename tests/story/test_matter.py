"""Matter: a brochure's own disclaimer, or else the house's."""

from __future__ import annotations

from clinicpress.content.model import Brochure, Clinic, Source
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


def test_the_first_address_that_a_code_can_hold_is_that_of_the_code() -> None:
    def source(url: str | None) -> tuple[str, Source]:
        return "a", Source.model_validate({"short": "S", "full": "F", "url": url})

    def qr(*urls: str | None) -> str | None:
        sources = [source(url) for url in urls]
        return Matter(Brochure.model_validate(BROCHURE), Answers(Clinic()), english(), sources, []).qr

    long, longest = f"https://a.example/{'b' * 263}", f"https://a.example/{'b' * 262}"
    assert qr() is None
    assert qr(None, long) is None
    assert qr(None, long, longest, "https://a.example") == longest
    assert qr(f"https://a.example/{'ä' * 44}") is None, "in ASCII it has 282 characters"
