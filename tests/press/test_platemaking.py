"""The proof of a plate: what is missing on one page, or reaches out of one frame, does not leave the press."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.drawing.canvas import PressCanvas
from clinicpress.drawing.record import Record
from clinicpress.drawing.tagging import Element
from clinicpress.ground.faults import FaultyProof
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.looks.design import Frame
from clinicpress.makeup.dealing import FilledFrame
from clinicpress.press.overlap import prove_apart
from clinicpress.press.platemaking import draw, lay_out, prove, typeset
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.story.answers import Answers
from clinicpress.story.rendering import ids_in, promised_words
from clinicpress.typesetting.flowables import Stack
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT
from tests.reading import read_pages
from tests.typesetting.furnished import canvas_of, draw_pages, furniture
from tests.typesetting.toys import LEADING, dealt, measure, paragraph, words

FURNITURE = furniture()
FOOT = FURNITURE.footer.top
FRAMES = [
    Frame(1, 48.0, 700.0, measure(1), 3 * LEADING, FOOT, "left"),
    Frame(1, 300.0, 700.0, measure(1), 3 * LEADING, FOOT, "right"),
    Frame(2, 48.0, 700.0, measure(2), 9 * LEADING, FOOT, "main"),
    Frame(3, 48.0, 700.0, measure(2), 9 * LEADING, FOOT, "main"),
]
SAID = words(10)
LAYOUT = Place("templates/handout/layout.yaml")
Stamp = Callable[[PressCanvas, int], None]


def whole(canvas: PressCanvas, page: int) -> None:
    """Stamp a page as it should be."""
    FURNITURE.stamp(canvas, page, 2)


@dataclass(frozen=True)
class Document:
    """A story in two frames of one page and one of the next, as it was drawn."""

    record: Record
    structure: Element

    def prove(self, pages: int = 2, *promised: str) -> None:
        prove(self.record, self.structure, pages, FURNITURE, promised)
        prove_apart(self.record, (FURNITURE.geometry.width, FURNITURE.geometry.height), LAYOUT)


def printed(stamp: Stamp = whole, change: Callable[[list[FilledFrame]], list[FilledFrame]] = list) -> Document:
    """Print the story, with other stamps or other frames than it should have."""
    text = paragraph(SAID)
    root = Element("Document")
    assert text.element is not None
    root.kids.append(text.element)
    canvas = canvas_of(stamp)
    draw_pages(canvas, change(dealt(Stack((text,)), FRAMES)))
    return Document(canvas.record, root)


def test_a_sound_document_is_proven() -> None:
    document = printed()
    assert [(frame.page, frame.name) for frame in document.record.lowest if frame] == [
        (1, "left"), (1, "right"), (2, "main"),
    ]  # fmt: skip
    document.prove(2, "w03 w04", SAID)


@pytest.mark.parametrize("page", [1, 2])
def test_a_stamp_that_is_missing_on_the_page_of_a_frame_is_noticed(page: int) -> None:
    def forgetful(canvas: PressCanvas, at: int) -> None:
        if at != page:
            whole(canvas, at)

    with pytest.raises(FaultyProof, match=f"the footer of page {page} does not say “Source: A guide”"):
        printed(forgetful).prove()


def without(words: str) -> Stamp:
    """Stamp pages, but for some words of page 2."""

    def stamp(canvas: PressCanvas, page: int) -> None:
        whole(canvas, page)
        if page == 2:
            canvas.record.stamped[page] = canvas.record.stamped[page].replace(words, "")

    return stamp


@pytest.mark.parametrize("lost", ["A guide", "Ask your", "Page 2 of 2"])
def test_each_part_of_a_footer_is_asked_for(lost: str) -> None:
    with pytest.raises(FaultyProof, match=f"the footer of page 2 does not say “.*{lost}"):
        printed(without(lost)).prove()


def test_the_folio_counts_pages_and_not_frames() -> None:
    three: Stamp = lambda canvas, page: FURNITURE.stamp(canvas, page, 3)  # noqa: E731
    with pytest.raises(FaultyProof, match="the footer of page 1 does not say “Page 1 of 2”"):
        printed(three).prove()


def test_there_is_a_stamp_for_every_page() -> None:
    with pytest.raises(FaultyProof, match="3 pages, but 2 footers were stamped"):
        printed().prove(3)


@pytest.mark.parametrize(("number", "page"), [(0, 1), (1, 1), (2, 2)])
def test_a_frame_that_reaches_into_the_footer_is_noticed(number: int, page: int) -> None:
    def lower(filled: list[FilledFrame]) -> list[FilledFrame]:
        frame = filled[number].frame._replace(top=FOOT + 1.0)
        return [*filled[:number], filled[number]._replace(frame=frame), *filled[number + 1 :]]

    with pytest.raises(InputProblems, match=f"“w.* is drawn over the footer of page {page}"):
        printed(change=lower).prove()


def test_each_frame_has_a_foot_of_its_own() -> None:
    def deeper(filled: list[FilledFrame]) -> list[FilledFrame]:
        frame = filled[1].frame._replace(top=FOOT + 2 * LEADING, foot=18.0)
        return [filled[0], filled[1]._replace(frame=frame), filled[2]]

    printed(change=deeper).prove()


def test_what_is_drawn_in_no_frame_is_noticed() -> None:
    class Loose(FilledFrame):
        def draw(self, canvas: PressCanvas) -> None:
            self.content.draw(canvas, self.frame.x, self.frame.top, self.frame.width)

    def loose(filled: list[FilledFrame]) -> list[FilledFrame]:
        return [Loose(filled[0].frame, filled[0].content, filled[0].leaf), *filled[1:]]

    with pytest.raises(FaultyProof, match="drawn outside of its frames"):
        printed(change=loose).prove()


@pytest.mark.parametrize("number", range(3))
def test_a_frame_that_is_not_drawn_loses_words(number: int) -> None:
    def emptied(filled: list[FilledFrame]) -> list[FilledFrame]:
        return [
            *filled[:number],
            FilledFrame(filled[number].frame, Stack(()), filled[number].leaf),
            *filled[number + 1 :],
        ]

    with pytest.raises(FaultyProof, match="<P> should say"):
        printed(change=emptied).prove()


def test_a_frame_that_is_drawn_twice_doubles_words() -> None:
    with pytest.raises(FaultyProof, match="<P> should say"):
        printed(change=lambda filled: [filled[0], *filled]).prove()


def test_a_promised_text_must_stand_on_the_pages_or_beside_a_picture() -> None:
    document = printed()
    with pytest.raises(FaultyProof, match="the pages do not say “w03 w05”"):
        document.prove(2, "w03 w05")
    document.structure.child("Figure", alt="A curve")
    document.prove(2, "A curve")


# A brochure in several frames of a page -----------------------------------------------------------


def halves(frames: Iterable[Frame]) -> Iterator[Frame]:
    """Cut frames into an upper and a lower half."""
    for frame in frames:
        half = frame.height / 2
        yield frame._replace(height=half, name="upper")
        yield frame._replace(height=half, top=frame.top - half, name="lower")


def test_a_brochure_in_several_frames_of_a_page_is_drawn_and_proven(workspace: Path) -> None:
    file = workspace / "brochures" / "breathing" / "en.yaml"
    more = "".join(f"      - paragraph: {words(60, 60 * number)}.\n" for number in range(12))
    file.write_text(file.read_text(encoding="utf-8").replace("    summary:", f"{more}    summary:"), encoding="utf-8")
    catalog, job = Catalog(Disk(workspace)), Job("house", "en", "standard", "breathing", "handout")
    whole = lay_out(catalog, job, Answers(catalog.clinic("house")))
    halved = whole._replace(frames=dealt(whole.story.stack, halves(whole.furniture.frames())))
    spots = [(filled.frame.page, filled.frame.name) for filled in halved.frames]
    assert spots[:3] == [(1, "upper"), (1, "lower"), (2, "upper")]
    canvas, _ = draw(halved)
    record, design = canvas.record, whole.parts.design
    assert [(frame.page, frame.name) for frame in record.lowest if frame] == spots
    assert halved.pages == record.stamps == spots[-1][0]
    promised = promised_words(whole.parts.matter, design, whole.paged, ids_in(whole.root))
    prove(record, halved.story.structure, halved.pages, whole.furniture, promised)
    prove_apart(record, (design.geometry.width, design.geometry.height), LAYOUT)


def test_what_there_is_no_room_for_is_not_in_the_structure_nor_in_the_bookmarks(workspace: Path) -> None:
    """The longer the text, the less room the last page has: questions are asked where lines for them have room."""
    file = workspace / "brochures" / "breathing" / "en.yaml"
    plain = file.read_text(encoding="utf-8")
    shown: list[bool] = []
    for count in range(0, 60, 3):
        more = "".join(f"      - paragraph: {words(6, 60 * number)}.\n" for number in range(count))
        file.write_text(plain.replace("    summary:", f"{more}    summary:", 1), encoding="utf-8")
        catalog, job = Catalog(Disk(workspace)), Job("house", "en", "standard", "breathing", "handout")
        made = lay_out(catalog, job, Answers(catalog.clinic("house")))
        asked = "My questions for my healthcare provider"
        in_bookmarks = asked in [title for _, title, _ in made.story.bookmarks]
        in_structure = asked in [element.text for element in made.story.structure.walk()]
        canvas, _ = draw(made)
        on_pages = any("My questions" in line.text for line in canvas.record.texts)
        assert in_bookmarks is in_structure is on_pages
        assert made.story.structure.faults() == [], "what is not printed is not promised"
        shown.append(on_pages)
    assert set(shown) == {True, False}


# Who to call ----------------------------------------------------------------------------------


def without_clinic_in_footers(workspace: Path) -> None:
    """Add a layout that is the handout, but leaves the clinic to its box."""
    own = workspace / "templates" / "own"
    own.mkdir(parents=True)
    handout = (ROOT / "templates/handout/layout.yaml").read_text(encoding="utf-8")
    handout = handout.replace("title: handout", "title: own\ntemplate: handout/story.html.j2")
    (own / "layout.yaml").write_text(handout.replace("footer: {", "footer: {clinic: false, "), encoding="utf-8")
    editions = "editions:\n  standard: {theme: calm, paper: letter, layouts: [own]}\n"
    (workspace / "editions.yaml").write_text(editions, encoding="utf-8")


def pressed(workspace: Path, clinic: str) -> list[str]:
    """Print a brochure in that layout; return what its pages say."""
    press = Press(Catalog(Disk(workspace)), Rack())
    pdf = press.print(Job(clinic, "en", "standard", "breathing", "own")).content
    return [page.text for page in read_pages(pdf)]


def test_a_clinic_that_the_footers_leave_out_stands_in_its_box(workspace: Path) -> None:
    without_clinic_in_footers(workspace)
    [page] = pressed(workspace, "one")
    assert (page.count("Test Clinic One"), page.count("(555) 555-0100")) == (1, 1)


def test_no_page_may_leave_its_clinic_out(workspace: Path) -> None:
    """A clinic may stand in its box alone, but a page that has none would not say whom to call."""
    without_clinic_in_footers(workspace)
    file = workspace / "brochures" / "breathing" / "en.yaml"
    more = "".join(f"      - paragraph: {words(60, 60 * number)}.\n" for number in range(12))
    file.write_text(file.read_text(encoding="utf-8").replace("    summary:", f"{more}    summary:"), encoding="utf-8")
    assert len(pressed(workspace, "house")) > 1
    with pytest.raises(InputProblems) as told:
        pressed(workspace, "one")
    [problem] = told.value.problems
    assert problem.place == Place("templates/own/layout.yaml")
    assert problem.message == "the footers leave the clinic out, and there is a page without an imprint box"


@pytest.mark.parametrize("swept", [True, False])
@pytest.mark.parametrize("text", ["title: Breathing at home", "title: 7" * 9_000])
def test_garbage_is_collected_afterwards_as_it_was_before(workspace: Path, swept: bool, text: str) -> None:
    file = workspace / "brochures/breathing/en.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("title: Breathing at home", text), encoding="utf-8")
    catalog = Catalog(Disk(workspace))
    if not swept:
        gc.disable()
    try:
        with nullcontext() if len(text) < 100 else pytest.raises(InputProblems):
            typeset(catalog, Job("one", "en", "standard", "breathing", "handout"), Answers(catalog.clinic("one")))
        assert gc.isenabled() is swept
    finally:
        gc.enable()
