"""Proofs of texts that nobody has saved, and the map of their pages."""

from __future__ import annotations

import io
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from clinicpress.building.build import build
from clinicpress.content.blocks import Figure
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.content.inline import without_marks
from clinicpress.content.model import texts_of
from clinicpress.content.texts import Paragraphs, Prose
from clinicpress.content.tree import all_blocks
from clinicpress.copydesk.proofs import Proof, prove
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.unsaved import Unsaved
from tests.conftest import TESTS

JOB = Job("one", "en", "standard", "breathing", "handout")
SAMPLER = Catalog(Disk(TESTS / "workspaces/sampler"))
NAME = "brochures/breathing/en.yaml"


@pytest.fixture(scope="module", params=["every-block", "grids", "deep"])
def sample(request: pytest.FixtureRequest) -> tuple[str, Proof]:
    """A brochure of the sampler, and its proof."""
    edition = next(iter(SAMPLER.editions().editions))
    return request.param, prove(SAMPLER, Job("plum", "en", str(edition), request.param, "handout"))


def test_a_proof_has_the_bytes_that_build_writes(workspace: Path, tmp_path: Path) -> None:
    build(workspace, tmp_path / "out")
    assert prove(Catalog(Disk(workspace)), JOB).content == (tmp_path / "out" / JOB.path).read_bytes()


def test_what_is_typed_is_printed_before_it_is_saved(workspace: Path) -> None:
    text = (workspace / NAME).read_text(encoding="utf-8").replace("Sit upright", "Lie down")
    proof = prove(Catalog(Unsaved(Disk(workspace), {NAME: text})), JOB)
    with closing(pypdfium2.PdfDocument(proof.content)) as document:
        assert "Lie down" in document[0].get_textpage().get_text_range()


def test_what_keeps_it_from_being_printed_is_told(workspace: Path) -> None:
    with pytest.raises(InputProblems) as caught:
        prove(Catalog(Unsaved(Disk(workspace), {NAME: "title: x\n"})), JOB)
    assert any("sections" in str(problem) for problem in caught.value.problems)


def test_every_text_of_a_brochure_has_its_spot(sample: tuple[str, Proof]) -> None:
    slug, proof = sample
    brochure = SAMPLER.brochure(slug, "en")
    spotted = {place for spot in proof.spots for place in spot.places}
    printed = [text for section in brochure.sections for text in texts_of(section) if isinstance(text, Prose)]
    told = {point.place for section in brochure.sections for point in section.summary}
    missing = [text for text in printed if text and text.place not in spotted | told]
    assert [str(text) for text in missing if not _is_summed_up(text, brochure)] == []


def _is_summed_up(text: Prose, brochure: object) -> bool:
    """Tell whether a text is a point for the summary, which a handout need not print."""
    return any(text in section.summary for section in _sections(brochure))


def _sections(part: object) -> list:  # type: ignore[type-arg]
    return [each for section in getattr(part, "sections", ()) for each in (section, *_sections(section))]


def test_spots_lie_where_the_words_are(sample: tuple[str, Proof]) -> None:
    slug, proof = sample
    texts = {text.place: text for text in texts_of(SAMPLER.brochure(slug, "en")) if isinstance(text, Prose)}
    with closing(pypdfium2.PdfDocument(io.BytesIO(proof.content))) as document:
        for spot in proof.spots:
            assert 0 <= spot.left <= spot.left + spot.width <= 1.001
            assert 0 <= spot.top <= spot.top + spot.height <= 1.001
            text = texts.get(spot.places[0])
            if text is None or (isinstance(text, Paragraphs) and len(text.parts()) > 1) or not without_marks(text):
                continue
            page = document[spot.page - 1]
            width, height = page.get_size()
            left, top = spot.left * width, (1 - spot.top) * height
            bounds = left - 2, top - spot.height * height - 2, left + spot.width * width + 2, top + 2
            seen = " ".join(page.get_textpage().get_text_bounded(*bounds).split())
            words = without_marks(text).split()
            assert any(word.strip(".,:") in seen for word in (words[0], words[-1])), (spot, seen)


def test_pictures_have_spots_at_their_alt_texts(sample: tuple[str, Proof]) -> None:
    slug, proof = sample
    spotted = {place for spot in proof.spots for place in spot.places}
    blocks = list(all_blocks(SAMPLER.brochure(slug, "en")))
    alts = [block.figure.alt for block in blocks if isinstance(block, Figure)]
    assert [str(alt) for alt in alts if alt.place not in spotted and alt.place != Place("")] == []


def test_words_that_are_printed_as_one_share_a_spot(workspace: Path) -> None:
    text = (workspace / NAME).read_text(encoding="utf-8")
    text = text.replace("sections:", "at_a_glance:\n  - {label: Limits, text: Not for all.}\nsections:", 1)
    proof = prove(Catalog(Unsaved(Disk(workspace), {NAME: text})), JOB)
    line = next(number for number, words in enumerate(text.split("\n"), 1) if "Limits" in words)
    assert (Place(NAME, line, 13), Place(NAME, line, 27)) in [spot.places for spot in proof.spots]
