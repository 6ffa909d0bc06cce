"""Every language's handout, summary and tri-fold is PDF/UA-1 and PDF/A-2a, whatever the script of the clinic's name."""

from __future__ import annotations

import pytest

from tests.languages.conftest import Print
from tests.languages.texts import LEAFLET
from tests.verapdf import Referee, needs_referee

pytestmark = pytest.mark.long
MADE = (("handout", "house"), ("summary", "latin"), ("trifold", "arabic"))
ALSO = (("handout", "latin"), ("handout", "arabic"))
MIXED = ("ar", "en", "hi", "ur")
"""Languages of which the handout is looked at with both clinics, too."""


@needs_referee
def test_verapdf_passes_every_language_with_and_without_clinics(
    languages: tuple[str, ...], referee: Referee, printed: Print
) -> None:
    made = []
    for language in languages:
        for layout, clinic in MADE + (ALSO if language in MIXED else ()):
            made.append(printed(LEAFLET, language, layout, clinic).read_bytes())
            referee.hand_in(made[-1])
    assert referee.failures(made) == []
